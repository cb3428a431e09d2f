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
        for meaning, entries in lexicon.items():
            for entry in entries.split():
                if "_" in entry:
                    self._expressions[tuple(entry.split("_"))] = meaning
                elif entry.endswith("*"):
                    self._beginning.setdefault(entry[:-1], set()).add(meaning)
                else:
                    self._whole.setdefault(entry, set()).add(meaning)
        self._lengths = sorted({len(words) for words in self._expressions})
        self.of = lru_cache(maxsize=8192)(self._of)

    def _of(self, word: str) -> tuple[str, ...]:
        beginnings = (self._beginning.get(word[:end], set()) for end in range(1, len(word) + 1))
        return tuple(sorted(self._whole.get(word, set()).union(*beginnings)))

    def features(self, words: Sequence[str]) -> set[str]:
        """The meanings in a text, "<hit>"; pairs of them not far apart, "<hit><me>"; near each other and in their
        order, "<boss>><hit>"; and beside a word, "<boss>>calls"."""
        found = [self.of(word) for word in words]
        features = {f"<{meaning}>" for meanings in found for meaning in meanings}
        for length in self._lengths:
            spans = (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
            features |= {f"<{self._expressions[span]}>" for span in spans if span in self._expressions}
        for start, meanings in enumerate(found):
            for near in found[start + 1 : start + 1 + _REACH]:
                features |= {f"<{min(a, b)}><{max(a, b)}>" for a in meanings for b in near}
            for near in found[start + 1 : start + 1 + _NEAR]:
                features |= {f"<{a}>><{b}>" for a in meanings for b in near}
        for (word, meanings), (after, later) in pairwise(zip(words, found, strict=True)):
            features |= {f"<{a}>>{after[:_STEM]}" for a in meanings}
            features |= {f"{word[:_STEM]}><{b}>" for b in later}
        return features


def features(words: Sequence[str], meanings: Meanings | None = None) -> set[str]:
    """What the classifier looks at: words and their beginnings, neighbours, and meanings when there is a lexicon."""
    stems = [word[:_STEM] for word in words]
    found = set(stems) | {f"{a}_{b}" for a, b in pairwise(["^", *stems, "$"])}
    found.update(*map(_beginnings, words))
    return found | meanings.features(words) if meanings else found


@lru_cache(maxsize=8192)
def _beginnings(word: str) -> tuple[str, ...]:
    """The word by ear, "=kiero", and how it begins: "~kie", "~kier" …"""
    sound = by_ear(word)
    return (f"={sound}", *(f"~{sound[:length]}" for length in _BEGINNINGS if len(sound) >= length))


class Classifier:
    """Weights read from a table: a line of class names, then a line "feature weight weight …" in tenths. What
    belongs to none of the classes weighs nothing."""

    def __init__(self, table: str) -> None:
        names, *lines = table.strip("\n").splitlines()
        self._names = names.split()
        rows = (line.split(" ") for line in lines)  # the start has an empty name
        same: dict[tuple[float, ...], tuple[float, ...]] = {}  # tens of thousands of rows, and few different ones
        told = ((row[0], tuple(int(weight) / 10 for weight in row[1:])) for row in rows)
        self._weights = {name: same.setdefault(weights, weights) for name, weights in told}
        self._start = self._weights.pop("", (0.0,) * len(self._names))

    def weight(self, feature: str, name: str) -> float:
        """How much one feature speaks for a class; 0 when it was not learnt."""
        return self._weights[feature][self._names.index(name)] if feature in self._weights else 0.0

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """How much a text with these features is like each class, as the logarithm of the odds against being like none
        of them."""
        known = [self._weights[name] for name in features if name in self._weights]
        scale = 1 / math.sqrt(len(known) + 1)
        totals = (sum(column) for column in zip(*known, strict=True)) if known else [0.0] * len(self._names)
        return {
            name: start + total * scale for name, start, total in zip(self._names, self._start, totals, strict=True)
        }


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
