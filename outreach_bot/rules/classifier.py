"""A small linear classifier: what in a text speaks for one thing or another, and how much.

It reads what no rule was written for. Its weights are learnt from the hand-written lines in tests/rules (see
train_classifiers.py there) and kept as text, so that anybody can look up why a message was taken for what it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from .spelling import by_ear

# Meanings this many words apart are still taken together, and those this near in their order.
_REACH = 6
_NEAR = 3
_STEM = 6
_BEGINNINGS = range(3, 7)


class Meanings:
    """A lexicon: meaning → the words that have it, blanks between them, "*" for any ending, "_" inside one entry."""

    def __init__(self, lexicon: Mapping[str, str]) -> None:
        self._whole: dict[str, set[str]] = {}
        self._beginning: dict[str, set[str]] = {}
        self._expressions: dict[tuple[str, ...], str] = {}
        for meaning, entries in ((f"<{name}>", entries) for name, entries in lexicon.items()):
            for entry in entries.split():
                if "_" in entry:
                    self._expressions[tuple(entry.split("_"))] = meaning
                elif entry.endswith("*"):
                    self._beginning.setdefault(entry[:-1], set()).add(meaning)
                else:
                    self._whole.setdefault(entry, set()).add(meaning)
        self._lengths: dict[str, set[int]] = {}  # of the expressions that begin with a word
        for words in self._expressions:
            self._lengths.setdefault(words[0], set()).add(len(words))
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, word: str) -> tuple[str, ...]:
        beginnings = (self._beginning.get(word[:end], set()) for end in range(1, len(word) + 1))
        return tuple(sorted(self._whole.get(word, set()).union(*beginnings)))

    def features(self, words: Sequence[str]) -> set[str]:
        """The meanings in a text, "<hit>"; pairs of them not far apart, "<hit><me>"; near each other and in their
        order, "<boss>><hit>"; and beside a word, "<boss>>calls"."""
        features: set[str] = set()
        found = []
        for at, word in enumerate(words):
            for length in self._lengths.get(word, ()):
                expression = self._expressions.get(tuple(words[at : at + length]))
                if expression:
                    features.add(expression)
            if meanings := self.of(word):
                found.append((at, meanings))
        for place, (at, meanings) in enumerate(found, 1):
            features.update(meanings)
            if at > 0:
                features.update([f"{words[at - 1][:_STEM]}>{a}" for a in meanings])
            if at + 1 < len(words):
                features.update([f"{a}>{words[at + 1][:_STEM]}" for a in meanings])
            for further, others in found[place : place + _REACH]:
                apart = further - at
                if apart <= _REACH:
                    features.update([a + b if a < b else b + a for a in meanings for b in others])
                if apart <= _NEAR:
                    features.update([f"{a}>{b}" for a in meanings for b in others])
        return features


def features(words: Sequence[str], meanings: Meanings | None = None) -> set[str]:
    """What the classifier looks at: words and their beginnings, neighbours, and meanings when there is a lexicon."""
    stems = ["^", *[word[:_STEM] for word in words], "$"]
    found = meanings.features(words) if meanings else set()
    found.update(map("_".join, pairwise(stems)), *map(_by_itself, words))
    return found


@lru_cache(maxsize=8192)
def _by_itself(word: str) -> tuple[str, ...]:
    """Its stem, the word by ear, "=kiero", and how it begins: "~kie", "~kier" …"""
    sound = by_ear(word)
    return (word[:_STEM], f"={sound}", *(f"~{sound[:length]}" for length in _BEGINNINGS if len(sound) >= length))


class Classifier:
    """Weights read from a table: a line of class names, then a line "feature weight weight …" in tenths, which
    are summed up as they stand. What belongs to none of the classes weighs nothing."""

    def __init__(self, table: str) -> None:
        names, *lines = table.strip("\n").splitlines()
        self._names = names.split()
        places = range(0, len(self._names) * _FIELD, _FIELD)
        self._known_from = places.stop
        self._sign = sum(_HALF << place for place in places)
        self._rows: dict[str, int] = {}
        same: dict[str, int] = {}  # tens of thousands of rows, and half of them alike
        for line in lines:
            feature, _, weights = line.partition(" ")  # the start has an empty name
            row = same.get(weights)
            self._rows[feature] = row if row is not None else same.setdefault(weights, _row(weights))
        start = self._rows.pop("", 0)
        named = zip(self._names, places, strict=True)
        self._fields = [(name, self._weight(start, place), place) for name, place in named]

    def _weight(self, row: int, place: int) -> int:
        return (row + self._sign >> place & _MASK) - _HALF

    def weight(self, feature: str, name: str) -> float:
        """How much one feature speaks for a class; 0 when it was not learnt."""
        return self._weight(self._rows.get(feature, 0), self._names.index(name) * _FIELD) / 10

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """How much a text with these features is like each class, as the logarithm of the odds against being like none
        of them."""
        total = sum(filter(None, map(self._rows.get, features)), self._sign)
        scale = 1 / math.sqrt((total >> self._known_from) + 1)
        return {
            name: (start + ((total >> place & _MASK) - _HALF) * scale) / 10 for name, start, place in self._fields
        }


def _row(weights: str) -> int:
    """The weights of a feature as one number, a field of bits for each, and 1 above them: the sum of such numbers holds
    the sum of each weight, and how many were summed up, in half of the time and memory."""
    row = 1
    for weight in reversed(weights.split(" ")):
        row = (row << _FIELD) + int(weight)
    return row


# Bits of a weight in a row: a sum of ten thousand of the largest stays below half of what they hold.
_FIELD = 24
_HALF, _MASK = 1 << _FIELD - 1, (1 << _FIELD) - 1


def together(scores: Mapping[str, float]) -> float:
    """How much a text is like any of the classes: again the logarithm of the odds."""
    most = max(scores.values())
    return most + math.log(sum(math.exp(score - most) for score in scores.values()))


def train(
    examples: Iterable[tuple[set[str], str]], classes: Sequence[str], *, rounds: int
) -> dict[str, list[float]]:
    """Feature → its weight for each class, by a multinomial logistic regression with adaptive gradient descent; "" is
    where it starts from. Always the same for the same examples in the same order."""
    data = list(examples)
    weights: dict[str, list[float]] = {"": [0.0] * len(classes)}
    steps: dict[str, list[float]] = {}
    for turn in range(rounds):
        for index in range(len(data)):
            names, wanted = data[(index * 7919 + turn * 104729) % len(data)]
            scale = 1 / math.sqrt(len(names) + 1)
            rows = [weights.setdefault(name, [0.0] * len(classes)) for name in names]
            paces = [steps.setdefault(name, [0.01] * len(classes)) for name in names]
            columns = zip(*rows, strict=True) if rows else [()] * len(classes)
            scores = [start + scale * sum(column) for start, column in zip(weights[""], columns, strict=True)]
            for at, gap in enumerate(_gaps(scores, [name == wanted for name in classes])):
                if abs(gap) < _NO_GAP:
                    continue
                step = gap * scale
                for row, pace in zip(rows, paces, strict=True):
                    pace[at] += step * step
                    row[at] = row[at] * _DECAY - _PACE * step / math.sqrt(pace[at])
                weights[""][at] -= 0.05 * gap
    return weights


_NO_GAP = 1e-3
_DECAY = 1 - 3e-4
_PACE = 0.5


def _gaps(scores: Sequence[float], wanted: Sequence[bool]) -> list[float]:
    """How far each class's likelihood is from what it should be."""
    most = max(0.0, *scores)
    odds = [math.exp(score - most) for score in scores]
    total = math.exp(-most) + sum(odds)
    return [odd / total - right for odd, right in zip(odds, wanted, strict=True)]
