"""A small linear classifier: which words, pairs of neighbours and meanings speak for something, and how much.

It reads what no rule was written for. Its weights are learnt from the hand-written lines in tests/rules (see
train_classifiers.py there) and kept as text, so that anybody can look up why a message was taken for what it was.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

# Meanings this many words apart are still taken together.
_REACH = 6
_STEM = 6
_TELLING = 0.5
# Shorter texts are answers and commands.
_ENOUGH = 3


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
        """The meanings in a text, "<hit>", and the pairs of them near each other, "<hit><me>"."""
        found = [self.of(word) for word in words]
        features = {f"<{meaning}>" for meanings in found for meaning in meanings}
        for length in self._lengths:
            spans = (tuple(words[start : start + length]) for start in range(len(words) - length + 1))
            features |= {f"<{self._expressions[span]}>" for span in spans if span in self._expressions}
        for start, meanings in enumerate(found):
            for near in found[start + 1 : start + 1 + _REACH]:
                features |= {f"<{min(a, b)}><{max(a, b)}>" for a in meanings for b in near}
        return features


def features(words: Sequence[str], meanings: Meanings | None = None) -> set[str]:
    """What the classifier looks at: beginnings of words, neighbours, and meanings when there is a lexicon."""
    stems = [word[:_STEM] for word in words]
    found = set(stems) | {f"{a}_{b}" for a, b in pairwise(["^", *stems, "$"])}
    return found | meanings.features(words) if meanings else found


class Classifier:
    """Weights read from a table: a line of class names, then a line "feature weight weight …" in hundredths."""

    def __init__(self, table: str, meanings: Meanings | None = None) -> None:
        names, *lines = table.strip("\n").splitlines()
        self._names = names.split()
        rows = (line.split(" ") for line in lines)  # the start has an empty name
        self._weights = {row[0]: [int(weight) / 100 for weight in row[1:]] for row in rows}
        self._start = self._weights.pop("", [0.0] * len(self._names))
        self._meanings = meanings
        self._telling = frozenset(name for name, row in self._weights.items() if max(row) > _TELLING)

    def hints(self, words: Sequence[str]) -> bool:
        """Whether there is enough to judge by, and any word by itself speaks for any class: most texts have none."""
        return len(words) >= _ENOUGH and not self._telling.isdisjoint([word[:_STEM] for word in words])

    def scores(self, words: Sequence[str]) -> dict[str, float]:
        """How much a text is like each class: above 0 more than not."""
        known = [self._weights[name] for name in features(words, self._meanings) if name in self._weights]
        scale = 1 / math.sqrt(len(known) + 1)
        totals = (sum(column) for column in zip(*known, strict=True)) if known else [0.0] * len(self._names)
        return {
            name: start + total * scale for name, start, total in zip(self._names, self._start, totals, strict=True)
        }


def train(examples: Iterable[tuple[set[str], bool]], *, rounds: int, favour: float) -> dict[str, float]:
    """Weights of a logistic regression by adaptive gradient descent; "" is where it starts from. `favour`: how much
    more a missed example costs than a false alarm. Always the same for the same examples in the same order."""
    data = list(examples)
    weights: dict[str, float] = {"": 0.0}
    steps: dict[str, float] = {}
    for turn in range(rounds):
        for index in range(len(data)):
            names, wanted = data[(index * 7919 + turn * 104729) % len(data)]
            scale = 1 / math.sqrt(len(names) + 1)
            score = weights[""] + scale * sum(weights.get(name, 0.0) for name in names)
            gap = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - wanted
            if wanted:
                gap *= favour
            if abs(gap) < 1e-4:
                continue
            for name in names:
                step = gap * scale
                steps[name] = steps.get(name, 0.01) + step * step
                weights[name] = weights.get(name, 0.0) * (1 - 3e-4) - 0.5 * step / math.sqrt(steps[name])
            weights[""] -= 0.05 * gap
    return weights
