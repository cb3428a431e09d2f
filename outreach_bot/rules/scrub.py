r"""What must never be written down: document numbers, card numbers, what somebody says about immigration status.

For text on its way to storage, never for understanding it: phone numbers, ZIPs, money and hours stay readable. The
patterns look at the text's shadow: letter by letter the same, but small, without accents, with plain dashes and blanks;
what they find there is cut out of the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from .status_words import STATUS, STEMS

MARK = "[removed]"
_GONE = "["  # fills the shadow where something was found: no pattern reads across it


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """`found`: any of ssn, a_number, card, passport, status. Empty when the text is unchanged but for NFC."""

    text: str
    found: frozenset[str]


def scrub(text: str) -> Scrubbed:
    """The text with every such part replaced by a neutral mark, and the kinds that were found. Never raises."""
    text = unicodedata.normalize("NFC", text)
    shadow = _shadow(text)
    cuts: list[tuple[int, int]] = []
    found: set[str] = set()
    for kind, pattern, holds in _RULES if STEMS.search(shadow) else _RULES[:-1]:
        for match in pattern.finditer(shadow):
            start = match.end("keep") if "keep" in pattern.groupindex and match["keep"] else match.start()
            if holds is not None and not holds(shadow[start : match.end()]):
                continue
            found.add(kind)
            cuts.append((start, match.end()))
            shadow = f"{shadow[:start]}{_GONE * (match.end() - start)}{shadow[match.end() :]}"
    return Scrubbed(_without(text, cuts), frozenset(found))


def _without(text: str, cuts: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(cuts):
        parts += [text[at:start], MARK]
        at = end
    return "".join([*parts, text[at:]])


_LIKE = {"-": "‐‑‒–—―−﹣－", "'": "‘’‛′`´ʼ", " ": "\u200b\u200c\u200d\u2060\ufeff"}
_PLAIN = {alike: plain for plain, those in _LIKE.items() for alike in those}


def _shadow(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(map(_plain, text))


@lru_cache(maxsize=1024)
def _plain(char: str) -> str:
    """One letter for one letter."""
    if char in _PLAIN:
        return _PLAIN[char]
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    base = unicodedata.normalize("NFKD", char)[:1].lower()
    return base if len(base) == 1 else char


def _is_card(text: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1)."""
    digits = [int(char) for char in text if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return 13 <= len(digits) <= 19 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _has_digits(text: str) -> bool:
    return sum(char.isdigit() for char in text) >= 5


# Numbers. `_` in them: what people put between groups of digits.
_BETWEEN = r"(?:\s*[-./_:]\s*|\s+)"
def _digits(*ways: str) -> re.Pattern[str]:
    return re.compile("|".join(ways).replace("_", _BETWEEN))


_CARD = _digits(
    r"(?<![\d$+.])[2-6]\d{12,18}(?!\d)",
    r"(?<![\d$+.])[2-6]\d{3}_\d{4}_\d{4}_\d{4}(?:_\d{3})?(?!\d)",
    r"(?<![\d$+.])3\d{3}_\d{6}_\d{5}(?!\d)",
    r"(?<![\d$+.])[2-6]\d{7}_\d{8}(?!\d)",
)
# Alien registration numbers, and the receipt numbers of immigration cases. An A, with or without a blank, and then
# three times three digits or nearly so: no phone number, ZIP+4 or date is written like that.
_ALIEN = _digits(
    r"\ba\s?[-#:.]{0,2}\s?\d{3}[-.\s]?\d{3}[-.\s]?\d{2,3}(?!\d)",
    r"\ba[-#:]{0,2}\d{7}(?!\d)",
    r"\ba\s?[-#:]{1,2}\s?\d{7}(?!\d)",
    r"(?P<keep>\b(?:alien|uscis|extranjer[oa]|a[-\s]?(?:number|num|no)|numero\s+a)\b[^\d\n\[]{0,20})\d[\d\s.-]{5,12}\d(?!\d)",
    r"\b(?:eac|wac|lin|src|msc|ioe|nbc|ysc|tsc|vsc|nsc|csc)[-\s]{0,3}\d{2}[-\s]{0,3}\d{3}[-\s]{0,3}\d{5}\b",
)
_PASSPORT = _digits(
    r"(?P<keep>\b(?:pas+a?port|pas+aporte|pass port|matricula|cedula|dui|dpi|cui|curp)e?s?\b[^\d\[]{0,25}?)"
    r"\b(?=[a-z]{0,3}[-\s]?\d)[a-z]{0,3}[-\s]?\d[a-z0-9-]{5,14}\b",
)
_LONE_PASSPORT = _digits(r"\b[a-z]\d{7,9}\b", r"\b[a-z]{2}\d{6,9}\b", r"\b[a-z]{4}\d{6}[hm][a-z]{5}[a-z0-9]\d\b")
# Both gaps, the first alone, or none: 06106-1234 is a ZIP. Three threes and nine single digits are nothing else either.
_SSN = _digits(
    r"(?<![\d$+.,/-])(?:\d{3}_\d{2}_\d{4}|\d{3}_\d{6}|\d{9})(?![\d/-]|[.,]\d)",
    r"(?<![\d$+.,/-])(?<!\d\s)(?:\d{3}_\d{3}_\d{3}|\d(?:\s\d){8})(?![\d/-]|[.,\s]\d)",
)
_SSN_WORD = r"(?:ssn?|itin|s\.s\.n?\.?|social(?:\s+security)?|seguro(?:\s+social)?)"
_BEHIND_SSN = _digits(
    rf"(?P<keep>\b(?<!\w\.){_SSN_WORD}(?![a-z])(?:[\s:#.-]*\b(?:number|no|num|numero|is|es|ends|termina|in|en|last|ultimos|four|"
    r"cuatro|4|de|mi|el|con)\b)*[\s:#.-]*)(?:\d{4}(?![.,-]\d|\s\d|\d)|\d{5}[-\s]\d{4}(?!\d)|[\dx*]{3}[-\s][\dx*]{2}[-\s]\d{4}(?!\d)|"
    r"\d(?:[\s./:-]{0,3}\d){8}(?![\s./:-]{0,3}\d))",
)

# In this order: the longer number first, so that no rest of it is taken for another kind.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool] | None], ...] = (
    ("card", _CARD, _is_card),
    ("a_number", _ALIEN, None),
    ("passport", _PASSPORT, _has_digits),
    ("passport", _LONE_PASSPORT, None),
    ("ssn", _SSN, None),
    ("ssn", _BEHIND_SSN, None),
    ("status", STATUS, None),
)
