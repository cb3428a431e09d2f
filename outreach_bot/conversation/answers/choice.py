"""choice and choices: options by number, label, synonym, ordinal or typo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz import fuzz

from ..lexicon import Lexicon, heard, unstretched
from .base import Answer, Choice, NotUnderstood

NEAR = 84  # of 100: "limpiesa" is limpieza, "construccion" is not instruccion
CLEARLY = 6  # points ahead of the next option
_LIST = re.compile(r"\s*(?:[,;/&+.]|\band\b|\by\b|\be\b|\s)\s*")
_DIGITS = re.compile(r"\d+")


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class OneChoice:
    """→ the option's value. Its bare number, a label or a synonym is exact."""

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        if not said:
            return NotUnderstood("not_understood" if text.strip() else "empty")
        exact = exactly(said, choices)
        if exact:
            return one_of(exact, 1.0)
        words = said.split()
        left = lexicon.without_filler(words)
        exact = exactly(" ".join(left), choices)
        if exact:
            return one_of(exact, 1.0)
        by_number = _numbered(left or words, lexicon, choices)
        if by_number is not None:
            return by_number
        return one_of(named(words, choices), 0.8) if named(words, choices) else one_of(nearly(said, choices), 0.8)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralChoices:
    """→ the options' values in their order: "1 and 3", "1,3", "13", "campo y limpieza", "all", "none".

    `min` and `max`: how many must and may be picked. "none" is understood where `min` is 0.
    """

    min: int = 1
    max: int | None = None

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        if not said:
            return NotUnderstood("not_understood" if text.strip() else "empty")
        whole = exactly(said, choices)
        if len(whole) == 1:
            return self._picked(whole, 1.0)
        if said in lexicon.all:
            return self._picked(list(choices), 1.0)
        if said in lexicon.none:
            return self._picked([], 1.0)
        return self._listed(said, lexicon, choices)

    def _listed(self, said: str, lexicon: Lexicon, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        parts = [part for part in _LIST.split(said) if part]
        if re.fullmatch(r"\d+ ?- ?\d+", said):
            return NotUnderstood("ambiguous")  # 1-3: one and three, or one to three?
        if all(part.isdigit() for part in parts):
            numbers = [int(part) for part in parts]
            if len(parts) == 1 and numbers[0] > len(choices) and len(choices) < 10:
                numbers = [int(digit) for digit in parts[0]]  # "13" for 1 and 3
            picked = [c for c in choices if c.number in numbers]
            return self._picked(picked, 1.0) if len(picked) == len(set(numbers)) else NotUnderstood("too_big")
        words = said.split()
        exact = [c for part in _groups(words, lexicon) for c in _exactly_or_numbered(part, lexicon, choices)]
        if exact and len(exact) == len(_groups(words, lexicon)):
            return self._picked(exact, 1.0)
        picked = named(words, choices) or nearly(said, choices)
        picked += [c for c in choices if str(c.number) in words]
        return self._picked(picked, 0.8) if picked else NotUnderstood("not_understood")

    def _picked(self, picked: Sequence[Choice], confidence: float) -> Answer | NotUnderstood:
        values = [c.value for c in sorted(set(picked), key=lambda c: c.number)]
        if len(values) < self.min:
            return NotUnderstood("too_small")
        if self.max is not None and len(values) > self.max:
            return NotUnderstood("too_big")
        return Answer(values, confidence)


def exactly(said: str, choices: Sequence[Choice]) -> list[Choice]:
    """The options whose number, value or word the whole text is. More than one when a label is another's number."""
    return [c for c in choices if said == str(c.number) or said in c.words]


def one_of(found: Sequence[Choice], confidence: float) -> Answer | NotUnderstood:
    if len(found) == 1:
        return Answer(found[0].value, confidence)
    return NotUnderstood("ambiguous" if found else "not_understood")


def _numbered(words: Sequence[str], lexicon: Lexicon, choices: Sequence[Choice]) -> Answer | NotUnderstood | None:
    """ "#2", "opcion dos", "the second one", "la ultima"; None when no number stands there."""
    rest = [w for w in words if w not in ("one", "uno", "una")] or list(words)
    if sum(w.isascii() and w.isdigit() for w in rest) > 1:
        return NotUnderstood("ambiguous")
    if len(rest) != 1:
        return None
    number = number_of(rest[0], lexicon, len(choices))
    if number is None:
        return None
    found = [c for c in choices if c.number == number]
    return one_of(found, 1.0) if found else NotUnderstood("too_big")


def number_of(word: str, lexicon: Lexicon, count: int) -> int | None:
    digits = word.strip("#().-")
    if digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(digits)
    ordinal = lexicon.ordinals.get(word)
    if ordinal is not None:
        return count if ordinal < 0 else ordinal
    return lexicon.numbers.get(word)


def named(words: Sequence[str], choices: Sequence[Choice]) -> list[Choice]:
    """Options of which a word stands in the sentence; a longer phrase hides the shorter one inside it."""
    text = f" {' '.join(words)} "
    hits = [(word, c) for c in choices for word in c.words if len(word) > 2 and f" {word} " in text]
    longest = [c for word, c in hits if not any(word != other and f" {word} " in f" {other} " for other, _ in hits)]
    return list(dict.fromkeys(longest))


def nearly(said: str, choices: Sequence[Choice]) -> list[Choice]:
    """The one option that a misspelt text comes clearly nearest to."""
    plain = unstretched(said)
    parts = [plain, *[w for w in plain.split() if len(w) > 4]] if len(plain) < 60 else []
    scores = sorted(
        (
            (
                max((fuzz.ratio(part, word) for part in parts for word in c.words if len(word) > 3), default=0.0),
                -c.number,
            )
            for c in choices
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < NEAR or len(plain) < 4:
        return []
    if len(scores) > 1 and scores[0][0] - scores[1][0] < CLEARLY:
        return []
    return [c for c in choices if c.number == -scores[0][1]]


def _groups(words: Sequence[str], lexicon: Lexicon) -> list[list[str]]:
    """The sentence cut at "and", "y", commas."""
    groups: list[list[str]] = [[]]
    for word in words:
        if "and" in lexicon.joints.get(word, ()):
            groups.append([])
        else:
            groups[-1].append(word)
    return [group for group in groups if group]


def _exactly_or_numbered(part: list[str], lexicon: Lexicon, choices: Sequence[Choice]) -> list[Choice]:
    left = lexicon.without_filler(part)
    found = exactly(" ".join(part), choices) or exactly(" ".join(left), choices)
    if found:
        return found[:1]
    number = number_of(left[0], lexicon, len(choices)) if len(left) == 1 else None
    return [c for c in choices if c.number == number]
