"""Which class a text is from: for each class a logistic regression against all the others, learnt from short examples.

By stochastic gradient descent (Bottou, "Stochastic Gradient Descent Tricks", 2012): twenty thousand examples of eighty
classes take a second or two, and a third pass teaches as much as a fifth. On examples that were left out it made a
quarter fewer mistakes than complement naive Bayes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

PASSES = 3  # over the examples
LEAST_STEPS = 5000  # a few examples are gone over more often
PACE = 4.0  # of the first pass, slower in each that follows
PACE_OF_START = 0.01  # how much of that the start of a class takes: most texts are of no class
START = -3.0
NEAR_ENOUGH = 0.01  # a class this near to what it should be learns nothing from an example
UNKNOWN = 0.5  # what an unknown feature weighs beside those that are known: it speaks for no class

Features = Mapping[str, float]


class OneAgainstRest:
    """`examples`: (class, its features with their weights). Features that few examples have count for more."""

    def __init__(self, examples: Iterable[tuple[str, Features]]) -> None:
        import numpy as np  # here, since most processes never hear a text, and it takes 20 MB

        self._number: dict[str, int] = {}
        names: dict[str, int] = {}
        numbers, weights = array("i"), array("f")
        ends, wanted = [0], []
        for name, features in examples:
            for feature, weight in features.items():
                numbers.append(self._number.setdefault(feature, len(self._number)))
                weights.append(weight)
            if len(numbers) > ends[-1]:
                ends.append(len(numbers))
                wanted.append(names.setdefault(name, len(names)))
        self._names = list(names)
        held = np.array(numbers, dtype=np.int32)
        users = np.bincount(held, minlength=len(self._number))
        self._rarity: Numbers = (np.log((1 + len(wanted)) / (1 + users)) + 1).astype(np.float32)
        self._rarest = float(np.log(1 + len(wanted)) + 1)
        values = np.array(weights, dtype=np.float32) * self._rarity[held]
        for begin, end in pairwise(ends):
            values[begin:end] /= np.linalg.norm(values[begin:end])
        self._start: Numbers = np.full(len(names), START, dtype=np.float32)
        learnt: Numbers = np.zeros((len(self._number), len(names)), dtype=np.float32)
        shuffled = np.random.default_rng(1)  # always the same for the same examples
        for turn in range(max(PASSES, LEAST_STEPS // max(len(wanted), 1))):
            pace = PACE / (1 + min(turn, PASSES) / 2)
            for example in shuffled.permutation(len(wanted)):
                here = slice(ends[example], ends[example + 1])
                value, row = values[here], held[here]
                odds = value @ learnt[row] + self._start
                gaps = (1 + np.tanh(odds / 2)) / 2
                gaps[wanted[example]] -= 1
                far = np.flatnonzero(np.abs(gaps) > NEAR_ENOUGH)
                learnt[row[:, None], far] -= (pace * value)[:, None] * gaps[far]
                self._start[far] -= PACE_OF_START * pace * gaps[far]
        self._learnt = learnt.astype(np.float16)  # half the memory, and no difference to be seen

    def scores(self, features: Features) -> dict[str, float]:
        """Class → the logarithm of the odds that a text with these features is one of its."""
        import numpy as np

        numbers = [self._number[feature] for feature in features if feature in self._number]
        weights = [weight for feature, weight in features.items() if feature in self._number]
        unknown = sum((features[feature] * self._rarest) ** 2 for feature in features if feature not in self._number)
        known = np.array(weights, dtype=np.float32) * self._rarity[numbers]
        length = float(np.sqrt(np.square(known).sum() + UNKNOWN * unknown)) or 1.0
        odds = (known / length) @ self._learnt[numbers].astype(np.float32) + self._start
        return dict(zip(self._names, odds.tolist(), strict=True))
