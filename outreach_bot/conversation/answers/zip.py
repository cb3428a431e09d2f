"""zip: five digits; Connecticut's lost leading zero is put back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import MAX_CHARACTERS, digits_told, leftover

_WHOLE = re.compile(r"\s*(?:(\d{5})(?:[-\s]?\d{4})?|(6\d{3}))\s*\.?\s*", re.ASCII)
_INSIDE = re.compile(r"(?<![\d$-])(\d{5})(?:-\d{4})?(?![\w-])", re.ASCII)
_NO_ZERO = re.compile(r"(?<![\d$-])(6\d{3})(?:-\d{4})?(?![\w-])", re.ASCII)
_LETTER_O = re.compile(r"\b(?=[\dOo]{5}\b)[\dOo]*[Oo][\dOo]*\b", re.ASCII)
_APART = re.compile(r"(?<=\b\d)-(?=\d\b)", re.ASCII)  # 0-6-1-0-6
_OR_ANOTHER = re.compile(r"\d\s+(?:or|o|u)\s+\d", re.ASCII)  # "06450 or 51"
_GAP = re.compile(r"\s*(0)\s*(6\s*\d\s*\d\s*\d)\s*", re.ASCII)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Zip:
    """→ str of five digits. Those of Connecticut begin with 06; others are people near by, and accepted.

    "6106" lost its zero in a spreadsheet or a head: 06106, repaired. Only 6xxx is mended: 1234 may be anything.
    """

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        whole = _WHOLE.fullmatch(text) if len(text) < 30 else None
        if whole:
            return _checked(whole[1] or f"0{whole[2]}", 1.0, repaired=whole[1] is None)
        said = text[:MAX_CHARACTERS]
        if not said.strip():
            return NotUnderstood("empty")
        if _OR_ANOTHER.search(said):
            return NotUnderstood("ambiguous")
        gap = _GAP.fullmatch(said)
        if gap:
            return _checked(re.sub(r"\s", "", gap[1] + gap[2]), 1.0)
        for pattern in (_INSIDE, _NO_ZERO):
            found = {m[1] for m in pattern.finditer(said)}
            if len(found) > 1:
                return NotUnderstood("ambiguous")
            if found:
                digits = found.pop()
                return _checked(digits.zfill(5), _confidence(said, digits, lexicon), repaired=len(digits) < 5)
        return _mended(said, lexicon)


def _checked(digits: str, confidence: float, repaired: bool = False) -> Answer | NotUnderstood:
    if digits.startswith("000"):  # the lowest ZIP in use is 00501
        return NotUnderstood("not_understood")
    return Answer(digits, confidence, repaired)


def _confidence(said: str, digits: str, lexicon: Lexicon) -> float:
    rest = leftover([w for w in heard(said).split() if not w.startswith(digits)], lexicon)
    return 1.0 if not rest else 0.8


def _mended(said: str, lexicon: Lexicon) -> Answer | NotUnderstood:
    """ "061O6" with a letter O, "zero six one oh six"."""
    letter = _LETTER_O.search(said)
    if letter:
        return _checked(re.sub("[Oo]", "0", letter[0]), 0.9, repaired=True)
    digits = digits_told(_APART.sub(" ", heard(said).replace(" y ", "y")).split(), lexicon)
    if len(digits) == 5 or (len(digits) == 4 and digits[0] == "6"):
        return _checked(digits.zfill(5), 0.9, repaired=True)
    return NotUnderstood("not_understood")
