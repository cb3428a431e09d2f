"""Which of our languages is it? Learnt from everything that the flows say and hear in each; for texts of a word or two.

The words of `locales/*/words.yaml` that only one language has (`Lexicon.language_of`) tell it of whole sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .lexicon import heard
from .one_against_rest import OneAgainstRest

SURE = 1.0  # the odds, as a logarithm, from which a guess by the look of the words counts: nearly three to one
FEWEST_LETTERS = 4
FAMILIAR = 0.8  # of a text's parts, that some word of ours has: else it may be any language, or a name


@dataclass(frozen=True, slots=True)
class _Learnt:
    known: frozenset[str]
    own: dict[str, frozenset[str]]  # language → words that only it has
    looks: OneAgainstRest
    parts: frozenset[str]


class Speech:
    """`said`: gives language → texts in it; asked when the first text comes."""

    def __init__(self, said: Callable[[], Mapping[str, Iterable[str]]]) -> None:
        self._said = said

    def learn(self) -> None:
        """Before the first text asks."""
        _ = self._learnt

    @cached_property
    def _learnt(self) -> _Learnt:
        said = self._said()
        words = {language: {word for text in texts for word in _words(text)} for language, texts in said.items()}
        shared: frozenset[str] = frozenset()
        if len(words) > 1:
            shared = frozenset.intersection(*(frozenset(own) for own in words.values()))
        own = {language: frozenset(each - shared) for language, each in words.items()}
        looks = [(language, _parts(word)) for language, each in own.items() for word in sorted(each)]
        return _Learnt(
            frozenset(word for each in words.values() for word in each), own, OneAgainstRest(looks),
            frozenset(part for _, parts in looks for part in parts),
        )  # fmt: skip

    def of(self, text: str) -> str | None:
        """The language whose own words are in it, when those of no other are."""
        found = [language for language, count in self._counts(text).items() if count]
        return found[0] if len(found) == 1 else None

    def _counts(self, text: str) -> dict[str, int]:
        said = set(_words(text))
        return {language: len(said & own) for language, own in self._learnt.own.items()}

    def _most(self, text: str) -> str | None:
        """Of two languages in one text, the one with twice as many words of its own."""
        counts = self._counts(text)
        most = max(counts, key=counts.__getitem__, default=None)
        others = [count for language, count in counts.items() if language != most]
        return most if most and counts[most] and all(counts[most] >= 2 * count for count in others) else None

    def guess(self, text: str) -> str | None:
        """By its words, or else by how they look: good enough to answer somebody's very first text."""
        known = self.of(text) or self._most(text)
        words = _words(text)
        if known is not None or self.is_ours(text) or sum(map(len, words)) < FEWEST_LETTERS:
            return known
        parts: dict[str, float] = {}
        for word in words:
            parts |= _parts(word)
        if len(self._learnt.parts & parts.keys()) < FAMILIAR * len(parts):
            return None
        odds = self._learnt.looks.scores(parts)
        best = max(odds, key=odds.__getitem__, default=None)
        return best if best is not None and odds[best] >= SURE else None

    def is_ours(self, text: str) -> bool:
        """Every word of it is one of ours: then it is no foreign language, however alike ("horas extras")."""
        words = _words(text)
        return bool(words) and self._learnt.known.issuperset(words)


def _words(text: str) -> list[str]:
    return [word for word in heard(text).replace("/", " ").split() if word.isalpha()]


def _parts(word: str) -> dict[str, float]:
    edged = f"<{word}>"
    return {edged[at : at + size]: 1.0 for size in (2, 3, 4) for at in range(len(edged) - size + 1)}
