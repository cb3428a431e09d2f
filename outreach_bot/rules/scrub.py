"""What must never be written down: document numbers, and what somebody says of their own immigration status."""

from __future__ import annotations

import re
from dataclasses import dataclass

REMOVED = "[removed]"


@dataclass(frozen=True, slots=True)
class Scrubbed:
    text: str
    found: frozenset[str]


def _is_card(digits: str) -> bool:
    """Luhn's check, as all payment cards carry it (ISO/IEC 7812-1)."""
    numbers = [int(d) for d in digits if d.isdigit()][::-1]
    total = sum(numbers[::2]) + sum(sum(divmod(2 * n, 10)) for n in numbers[1::2])
    return 13 <= len(numbers) <= 19 and total % 10 == 0


_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_NUMBERS = {
    "ssn": re.compile(r"(?<!\d)\d{3}[- ]\d{2}[- ]\d{4}(?!\d)|(?i:\bss[n#]?:?\s*)\d{9}(?!\d)"),
    "a_number": re.compile(r"(?i)\bA[- #]?\d{8,9}\b"),
    "passport": re.compile(r"(?i)\b(?:passport|pasaporte)\W{0,3}(?:(?:no|num|number|numero|número|is|es)\W{0,3}){0,2}(?=\w*\d)[A-Z0-9]{6,9}\b"),
}
_STATUS = re.compile(
    r"(?i)\b(?:(?:soy|somos|estoy|estamos|es)\s+(?:un\w*\s+)?(?:indocumentad[oa]s?|ilegal(?:es)?)"
    r"|(?:no\s+ten(?:go|emos)|sin)\s+(?:papeles|documentos|estatus)"
    r"|(?:i(?:'m| am)|we(?:'re| are))\s+(?:an?\s+)?(?:undocumented|illegal)(?:\s+(?:immigrant|worker)s?)?"
    r"|(?:i|we)\s+(?:don'?t\s+have|have\s+no)\s+(?:papers|status|documents))\b"
)


def scrub(text: str) -> Scrubbed:
    """The text with each such piece replaced by a neutral mark, and the kinds found: ssn a_number card passport status."""
    found: set[str] = set()
    if any(c.isdigit() for c in text):
        def card(match: re.Match[str]) -> str:
            if not _is_card(match[0]):
                return match[0]
            found.add("card")
            return REMOVED

        text = _CARD.sub(card, text)
        for kind, pattern in _NUMBERS.items():
            text, times = pattern.subn(REMOVED, text)
            if times:
                found.add(kind)
    text, times = _STATUS.subn(REMOVED, text)
    if times:
        found.add("status")
    return Scrubbed(text, frozenset(found))
