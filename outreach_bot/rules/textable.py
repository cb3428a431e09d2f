"""Which numbers of a list a text can be sent to: those of the United States and Puerto Rico that may be a person's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType

REGIONS = ("US", "PR")
_PERSONS = (PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)

EMPTY = "There is no phone number in this row."
SHORT_CODE = "This is a short code, not a person's number."
NO_AREA_CODE = "The area code is missing: write all ten digits."
ROUNDED = "A spreadsheet has rounded this number: format the column as text and export it again."
EXTENSION = "This number has an extension: a desk phone that cannot be texted."
UNREADABLE = "This is not a phone number."
NO_SUCH = "There is no such number: a digit is missing or too many, or the area code does not exist."
ELSEWHERE = "This is not a number of the United States or Puerto Rico: we text no others."
NO_PERSON = "This is a toll-free, premium or special number, not a person's."

# Ten digits in the usual groups, the country's 1 before them or not: nearly every row of nearly every list.
_PLAIN = re.compile(r"(?:\+?1[ .-]?)?\(?([2-9][0-9]{2})\)?[ .-]{0,2}([2-9][0-9]{2})[ .-]?([0-9]{4})", re.ASCII)
_FLOAT = re.compile(r"([0-9]+)\.0+", re.ASCII)
_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[Ee]\+?[0-9]+", re.ASCII)
_LONGEST = 50  # characters; no way of writing a number is longer


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a row is not taken: a sentence that holds nothing of the row itself."""

    reason: str


def textable(raw: str) -> str | Refused:
    """A number as people write it → E.164, or why it cannot be texted. Landlines cannot be told from mobiles here.

    Whether a +1 number is valid depends on its first six digits alone (libphonenumber's US and PR metadata), so that
    is what is remembered: a list of a million rows asks the library a few thousand times.
    """
    written = raw.strip()
    plain = _PLAIN.fullmatch(written)
    if plain is None:
        return _read(written)
    refused = _refused_prefix(plain[1] + plain[2])
    return refused or f"+1{plain[1]}{plain[2]}{plain[3]}"


@lru_cache(maxsize=1 << 16)
def _refused_prefix(prefix: str) -> Refused | None:
    answer = _read(f"+1{prefix}0123")
    return answer if isinstance(answer, Refused) else None


def _read(written: str) -> str | Refused:
    whole = _FLOAT.fullmatch(written)
    written = whole[1] if whole else written
    if not any(char.isalnum() for char in written):
        return Refused(EMPTY)
    if _ROUNDED.fullmatch(written):
        return Refused(ROUNDED)
    digits = sum(char.isdigit() for char in written)
    if len(written) > _LONGEST or not digits:
        return Refused(UNREADABLE)
    if not any(char.isalpha() for char in written) and (digits == 7 or 3 <= digits <= 6):
        return Refused(NO_AREA_CODE if digits == 7 else SHORT_CODE)
    try:
        number = phonenumbers.parse(written, "US")
    except phonenumbers.NumberParseException:
        return Refused(UNREADABLE)
    return _judged(number)


def _judged(number: phonenumbers.PhoneNumber) -> str | Refused:
    if number.extension:
        return Refused(EXTENSION)
    if not phonenumbers.is_valid_number(number):
        return Refused(NO_SUCH)
    if phonenumbers.region_code_for_number(number) not in REGIONS:
        return Refused(ELSEWHERE)
    if phonenumbers.number_type(number) not in _PERSONS:
        return Refused(NO_PERSON)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
