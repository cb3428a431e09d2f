"""Texts in a language that we recognise and do not speak: Portuguese, Haitian Creole, Polish.

By the letters that follow each other in its words, since it is written as carelessly as ours: a classifier, learnt from
tests/rules/languages_dev.txt against all our English and Spanish lines.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from .classifier import Classifier
from .folding import fold, once_a_turn
from .languages_weights import WEIGHTS

Stranger = Literal["pt", "ht", "pl"]

# Letters that none of ours, or only one of these, has.
_SIGNS = frozenset("ãõçâêôàąęłżźśćńèòáíóúñ¿¡")
_LONGEST = 3
# The odds that are enough for a text, and for a word alone.
_LIKELY = -0.7
_SURE = 1.0

_CLASSIFIER = Classifier(WEIGHTS)


@once_a_turn
def stranger(text: str) -> Stranger | None:
    """The language that a text is in when it is one of these, accents or none; None for English, Spanish, and doubt.

    A name alone, "Wojciech Nowak", is in no language: some word of it must be known.
    """
    found = letters(text)
    scores = _CLASSIFIER.scores(found)
    names: tuple[Stranger, ...] = ("pt", "ht", "pl")
    likely = max(names, key=scores.__getitem__)
    if scores[likely] <= (_LIKELY if " " in fold(text) else _SURE):
        return None
    return likely if any(_CLASSIFIER.weight(name, likely) > 0 for name in found if name[0] == "=") else None


def letters(text: str) -> set[str]:
    """What tells languages apart: each word, two and three letters in a row ("^" begins a word, "$" ends it), signs."""
    found = set() if text.isascii() else {f"`{sign}" for sign in _SIGNS.intersection(text.lower())}
    return found.union(*map(_letters_of, fold(text).replace("'", " ").split()))


@lru_cache(maxsize=8192)
def _letters_of(word: str) -> tuple[str, ...]:
    framed = f"^{word}$"
    rows = (framed[at : at + length] for length in range(2, _LONGEST + 1) for at in range(len(framed) - length + 1))
    return f"={word}", *rows
