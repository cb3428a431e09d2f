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
from .reading import leftover, plain

_LETTER_O = re.compile(r"(?<=\d)[o](?=[\d\s.-]*\d)|(?<![^\W\d_])o(?=\d)", re.ASCII)  # "555 o142"
_CANDIDATE = re.compile(r"\+?\(?\d[\d\s().\-/]{5,22}\d(?!\d)", re.ASCII)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Phone:
    """→ E.164 ("+12035550142"). Without a country code it is read as a number of the United States."""

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = plain(text)
        if not said.strip():
            return NotUnderstood("empty")
        said = _LETTER_O.sub("0", said)
        found = _numbers(said)
        if not found:
            said = _in_digits(said, lexicon)
            found = _numbers(said)
        if len(found) > 1:
            return NotUnderstood("ambiguous")
        if not found:
            return NotUnderstood("not_understood")
        rest = leftover(heard(_CANDIDATE.sub(" ", said)).split(), lexicon)
        return Answer(found.pop(), 1.0 if not rest else 0.8)


def _numbers(said: str) -> set[str]:
    return {n for c in _CANDIDATE.findall(said) if (n := normalise(c)) is not None and _is_whole(n)}


def _in_digits(said: str, lexicon: Lexicon) -> str:
    """ "eight six zero 555 0143", "ocho seis cero …": digits told one by one."""
    digits = {word: str(value) for word, value in lexicon.numbers.items() if value < 10} | {"o": "0", "oh": "0"}
    return " ".join(digits.get(word.strip(",.-"), word) for word in said.replace("_", " ").split())


def _is_whole(number: str) -> bool:
    """Seven digits are a number only for those who know the area code."""
    return not number.startswith("+1") or len(number) == 12
