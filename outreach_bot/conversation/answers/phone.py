"""phone: a number somebody can be called at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ...rules.phone import normalise
from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import SEVERAL, digits_told, leftover, plain

_LETTER_O = re.compile(r"(?<=\d)[o](?=[\d\s.-]*\d)|(?<![^\W\d_])o(?=\d)", re.ASCII)  # "555 o142"
_ROUND = str.maketrans("[]", "()")
_ABROAD = re.compile(r"^\s*00\s*(?=[1-9])")  # dialled before a country code
_CANDIDATE = re.compile(r"\+?\(?\d[\d\s().\-/]{5,22}\d(?!\d)", re.ASCII)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Phone:
    """→ E.164 ("+12035550142"). Without a country code it is read as a number of the United States."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = plain(text)
        if not said.strip():
            return NotUnderstood("empty")
        said = _LETTER_O.sub("0", _ABROAD.sub("+", said.translate(_ROUND)))
        found = _numbers(said)
        rest = heard(_CANDIDATE.sub(" ", said)).split()
        if not found:
            told = re.sub(r"[\W_]+", " ", said).replace(" y ", "y").split()
            found = _numbers(digits_told(told, lexicon))  # "ocho seis cero 555 0143"
            rest = [w for w in told if not w.isdigit() and w not in ("o", "oh", *SEVERAL) and w not in lexicon.numbers]
        if len(found) > 1:
            return NotUnderstood("ambiguous")
        if not found:
            return NotUnderstood("not_understood")
        return Answer(found.pop(), 1.0 if not leftover(rest, lexicon) else 0.8)


def _numbers(said: str) -> set[str]:
    return {n for c in _CANDIDATE.findall(said) if (n := normalise(c)) is not None and _is_whole(n)}


def _is_whole(number: str) -> bool:
    """Seven digits are a number only for those who know the area code."""
    return not number.startswith("+1") or len(number) == 12
