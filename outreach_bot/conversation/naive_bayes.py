"""Complement naive Bayes: which class do words like these come from? Learnt in one pass, without a library's weight.

Rennie, Shih, Teevan and Karger, "Tackling the Poor Assumptions of Naive Bayes Text Classifiers" (ICML 2003): each class
is judged by the texts of all the others, which is steadier than by its own few; words are weighed by their rarity.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

SMOOTHING = 0.6
SHARPNESS = 10.0  # how far the likeliest stands out; set on texts apart from those that are learnt

Features = Mapping[str, float]


class ComplementBayes:
    """`examples`: (class, its features with their weights). `likelihoods()` are between 0 and 1 and add up to 1."""

    def __init__(self, examples: Sequence[tuple[str, Features]]) -> None:
        users = Counter(feature for _, features in examples for feature in features)
        self._rarity = {f: math.log((1 + len(examples)) / (1 + used)) + 1 for f, used in users.items()}
        per_class: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        totals: dict[str, float] = defaultdict(float)
        for name, features in examples:
            for feature, weight in self._weighed(features).items():
                per_class[name][feature] += weight
                totals[feature] += weight
        self._names = list(per_class)
        everything, smooth = sum(totals.values()), SMOOTHING * len(totals)
        self._others = array(
            "d", (math.log(everything - sum(own.values()) + smooth) for own in per_class.values() if everything)
        )
        self._base = {f: math.log(total + SMOOTHING) for f, total in totals.items()}
        own_classes: dict[str, array[int]] = defaultdict(lambda: array("H"))
        own_weights: dict[str, array[float]] = defaultdict(lambda: array("f"))
        for number, own in enumerate(per_class.values()):
            for feature, weight in own.items():
                own_classes[feature].append(number)
                rest = max(totals[feature] - weight, 0.0)
                own_weights[feature].append(math.log(rest + SMOOTHING) - self._base[feature])
        self._own = {f: (own_classes[f], own_weights[f]) for f in totals}

    def likelihoods(self, features: Features) -> dict[str, float]:
        """Class → how likely the text is one of its. {} when nothing in it is known."""
        weighed = self._weighed(features)
        if not weighed or not self._names:
            return {}
        all_weight = sum(weighed.values())
        base = sum(weight * self._base[feature] for feature, weight in weighed.items())
        scores = [all_weight * rest - base for rest in self._others]
        for feature, weight in weighed.items():
            for number, own in zip(*self._own[feature], strict=True):
                scores[number] -= weight * own
        best = max(scores)
        shares = [math.exp((score - best) * SHARPNESS) for score in scores]
        whole = sum(shares)
        return {name: share / whole for name, share in zip(self._names, shares, strict=True)}

    def _weighed(self, features: Features) -> dict[str, float]:
        """Of length one, so that a long text weighs as much as a short one; unknown features left out."""
        weighed = {f: w * self._rarity[f] for f, w in features.items() if f in self._rarity}
        length = math.sqrt(sum(w * w for w in weighed.values()))
        return {f: w / length for f, w in weighed.items()} if length else {}
