"""Complement naive Bayes: which class do words like these come from? Learnt in one pass, without a library's weight.

Rennie, Shih, Teevan and Karger, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (ICML 2003): each class
is judged by the texts of all the others, which is steadier than by its own few; words are weighed by their rarity.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping
from itertools import accumulate, groupby
from operator import itemgetter

SMOOTHING = 0.6
SHARPNESS = 10.0  # how far the likeliest stands out; set on texts apart from those that are learnt

Features = Mapping[str, float]


class ComplementBayes:
    """`examples`: (class, its features with their weights), class by class. Kept in arrays, with numbers for features:
    thousands of examples must fit beside everything else."""

    def __init__(self, examples: Iterable[tuple[str, Features]]) -> None:
        self._number: dict[str, int] = {}
        self._names: list[str] = []
        rows: list[list[tuple[array[int], array[float]]]] = []
        for name, group in groupby(examples, key=itemgetter(0)):
            self._names.append(name)
            rows.append([self._row(features) for _, features in group])
        users = array("I", bytes(array("I").itemsize * len(self._number)))
        for each in (number for row in rows for numbers, _ in row for number in numbers):
            users[each] += 1
        count = 1 + sum(map(len, rows))
        self._rarity = array("d", (math.log(count / (1 + used)) + 1 for used in users))
        self._learn([self._of_class(row) for row in rows])

    def _row(self, features: Features) -> tuple[array[int], array[float]]:
        known = self._number
        return array("I", [known.setdefault(f, len(known)) for f in features]), array("f", features.values())

    def _of_class(self, rows: Iterable[tuple[array[int], array[float]]]) -> tuple[array[int], array[float]]:
        """Feature → its weight in the examples of a class, as two rows: a tenth of what a table of all would take."""
        own: dict[int, float] = {}
        for numbers, weights in rows:
            for number, weight in self._weighed(zip(numbers, weights, strict=True)):
                own[number] = own.get(number, 0.0) + weight
        return array("I", own), array("d", own.values())

    def _learn(self, classes: list[tuple[array[int], array[float]]]) -> None:
        """`_others`: of a class, the weight of all the others. Of a feature: `_base`, and from `_starts` on the classes
        that have it with what it weighs in the others, both as logarithms."""
        totals = array("d", bytes(8 * len(self._number)))
        having = array("I", bytes(array("I").itemsize * len(self._number)))
        for numbers, weights in classes:
            for number, weight in zip(numbers, weights, strict=True):
                totals[number] += weight
                having[number] += 1
        everything, smooth = sum(totals), SMOOTHING * len(totals)
        self._others = array("d", (math.log(everything - sum(own) + smooth) for _, own in classes if everything))
        self._base = array("d", (math.log(total + SMOOTHING) for total in totals))
        self._starts = array("I", accumulate(having, initial=0))
        free = self._starts[:-1]
        self._classes = array("H", bytes(2 * self._starts[-1]))
        self._weights = array("f", bytes(4 * self._starts[-1]))
        for place, (numbers, weights) in enumerate(classes):
            for number, weight in zip(numbers, weights, strict=True):
                at = free[number]
                free[number] += 1
                self._classes[at] = place
                self._weights[at] = math.log(max(totals[number] - weight, 0.0) + SMOOTHING) - self._base[number]

    def scores(self, features: Features) -> dict[str, float]:
        """Class → 0 for the one a text is likeliest from, and for the others how far they stand behind it. {} when
        nothing in it is known."""
        weighed = self._weighed((self._number[f], w) for f, w in features.items() if f in self._number)
        if not weighed or not self._names:
            return {}
        all_weight = sum(weight for _, weight in weighed)
        base = sum(weight * self._base[number] for number, weight in weighed)
        scores = [all_weight * rest - base for rest in self._others]
        for number, weight in weighed:
            for at in range(self._starts[number], self._starts[number + 1]):
                scores[self._classes[at]] -= weight * self._weights[at]
        best = max(scores)
        return {name: score - best for name, score in zip(self._names, scores, strict=True)}

    def likelihoods(self, features: Features) -> dict[str, float]:
        """Class → how likely the text is one of its, between 0 and 1; they add up to 1. {} as above."""
        return shares(self.scores(features))

    def _weighed(self, features: Iterable[tuple[int, float]]) -> list[tuple[int, float]]:
        """Of length one, so that a long text weighs as much as a short one."""
        weighed = [(number, weight * self._rarity[number]) for number, weight in features]
        length = math.sqrt(sum(w * w for _, w in weighed))
        return [(number, weight / length) for number, weight in weighed] if length else []


def shares(scores: Mapping[str, float]) -> dict[str, float]:
    """What scores say, between 0 and 1; they add up to 1."""
    share = {name: math.exp(score * SHARPNESS) for name, score in scores.items()}
    whole = sum(share.values())
    return {name: each / whole for name, each in share.items()}
