"""The values in a list's cells: text made clean, names, ZIP codes, numbers and dates as spreadsheets write them,
evidence."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from ..rules.audience import FieldKind
from ..rules.audience_terms import NO, YES
from ..rules.folding import fold, tag_name
from ..rules.scrub import scrub
from ..storage.importing import Value

_OLDEST = 1992  # the first text message
# A spreadsheet takes a cell that begins so for a formula and runs it; people write us such texts.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_written(cell: str) -> str:
    """What `harmless` was made of."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


def clean(text: str) -> str:
    """One line without control characters, in composed letters, and without what keeps a spreadsheet from running it
    as a formula."""
    if not text:
        return text
    text = as_written(text)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in composed).split())


_ADDRESS = re.compile(
    r"@|://|\bwww\.|[\w-]{2,}\.[a-z]{2,}/|[\w-]{3,}\.(?:com|org|net|edu|gov|info|ly)\b", re.IGNORECASE | re.ASCII
)
_NOTHING = {
    "null", "none", "n/a", "na", "undefined", "unknown", "no name", "not known", "name", "first name", "test",
    "ninguno", "ninguna", "desconocido", "desconocida", "sin nombre", "no tiene", "nombre",
}  # fmt: skip
_MOST_DIGITS = 3  # in a name: more are a number of something


def is_name(written: str) -> bool:
    """Whether somebody can be called so: no formula, no address, no number, no word for a name that is missing."""
    letters, digits = (sum(map(kind, written)) for kind in (str.isalpha, str.isdigit))
    called = letters > 0 and digits <= _MOST_DIGITS and fold(written) not in _NOTHING
    return called and not written.startswith(FORMULA) and not _ADDRESS.search(written)


_PHONE = re.compile(r"(?<!\d)(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?!\d)", re.ASCII)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


@lru_cache(maxsize=1024)
def impersonal(text: str) -> str:
    """Evidence without phone numbers, mail addresses, and what must never be written down."""
    return _EMAIL.sub("[email]", _PHONE.sub("[number]", scrub(text).text))


_ZIP = re.compile(r"(\d{3,5})(?:\.0+)?(?:[- ]\d{4})?|(\d{3,5})(\d{4})", re.ASCII)


def zip_of(written: str) -> str | None:
    """Five digits. A spreadsheet takes the leading zeros (6106 → 06106, 602 → 00602), a ZIP+4 keeps its first five."""
    match = _ZIP.fullmatch(written)
    if match is None:
        return None
    digits = (match[1] or match[2]).zfill(5)
    return digits if digits >= "00501" else None  # the lowest ZIP in use


LONGEST_TEXT, LONGEST_CHOICE = 500, 40
DIGITS = 7  # of a number: longer ones are no amounts but somebody's identification
_CHECKED = {"x", "✓", "✔", "checked"}
_NUMBER = re.compile(rf"(-?)\$?([0-9]{{1,{DIGITS}}}|[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,2}})(\.[0-9]+)?", re.ASCII)


@lru_cache(maxsize=4096)
def field_value(kind: FieldKind, written: str) -> Value | None:
    """What a cell says for a field of this kind: a text, a number, a day like "2026-10-31", yes or no, the name of a
    choice. None: nothing of the kind, or what must not be kept."""
    if scrub(written).found:
        return None
    if kind == "text":
        return written if len(written) <= LONGEST_TEXT else None
    if kind == "number":
        return _number(written)
    if kind == "date":
        read = moment(written, ZoneInfo("UTC"), oldest=1900)
        return read.date().isoformat() if read and read.date() < date(2200, 1, 1) else None
    if kind == "choice":
        name = tag_name(written)
        return name if 0 < len(name) <= LONGEST_CHOICE else None
    word = fold(written) or written
    return True if word in YES | _CHECKED else False if word in NO else None


def _number(written: str) -> int | float | None:
    match = _NUMBER.fullmatch(written)
    if match is None or sum(char.isdigit() for char in match[2]) > DIGITS:
        return None
    whole = match[1] + match[2].replace(",", "")
    number = float(whole + (match[3] or "")[:5])  # cents and a little more
    return int(number) if number.is_integer() else number


_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")
_FORMATS = tuple(day + time for day in ("%m/%d/%Y", "%m/%d/%y") for time in _TIMES)


@lru_cache(maxsize=4096)
def moment(written: str, zone: ZoneInfo, oldest: int = _OLDEST) -> datetime | None:
    """2026-10-31, with a time or without, the American 10/31/2026, May 1, 2026 or 1 de mayo de 2026 → UTC. A day alone
    is its first minute there."""
    read = _read_iso(written) if re.match(r"\d{4}-\d{2}-\d{2}", written) else _read_american(_in_digits(written))
    if read is None or not oldest <= read.year < 9999:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)


def _read_iso(written: str) -> datetime | None:
    try:
        return datetime.fromisoformat(written)
    except ValueError:
        return None


def _read_american(written: str) -> datetime | None:
    for each in _FORMATS:
        try:
            return datetime.strptime(written, each)  # noqa: DTZ007 (the caller gives it its zone)
        except ValueError:
            continue
    return None


_MONTHS = (
    "january enero", "february febrero", "march marzo", "april abril", "may mayo", "june junio", "july julio",
    "august agosto", "september septiembre setiembre", "october octubre", "november noviembre", "december diciembre",
)  # fmt: skip
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)) (?:the )?"
)
_MONTH, _DAY = r"(?P<month>[a-z]{3,})", r"(?P<day>\d{1,2})(?:st|nd|rd|th|ro|o)?"
_IN_WORDS = [
    re.compile(rf"(?:{_WEEKDAY})?{first}[ -](?:of |de )?{second}[ -](?:of |de |del )?(?P<year>\d{{4}})(?P<time> .+)?")
    for first, second in ((_MONTH, _DAY), (_DAY, _MONTH))
]


def _in_digits(written: str) -> str:
    """ "May 1, 2026", "1 de mayo de 2026", "viernes, 1 mayo 2026 9:05 am" → the same in digits; what else there is,
    unchanged. The month may be shortened to three letters, the year must be told."""
    plain = fold(re.sub("[,/]", " ", written))
    for form in _IN_WORDS:
        if (match := form.fullmatch(plain)) and (month := _month(match["month"])):
            return f"{month}/{match['day']}/{match['year']}{match['time'] or ''}"
    return written


def _month(word: str) -> int | None:
    """Three letters say which, in both languages."""
    return next((at for at, names in enumerate(_MONTHS, 1) if f" {word}" in f" {names}"), None)
