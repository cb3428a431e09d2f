"""One way to compare what people type: no case, no accents, no punctuation, one blank between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

_NOT_WORD = re.compile(r"[^\w$%@+.,:/'-]+|_")
_EDGE = re.compile(r"(?<!\w)[.,:/'-]+|[.,:/'-]+(?!\w)")
_NOT_YET: Any = object()
T = TypeVar("T")


class Said(str):
    """The text of one turn. Whatever is `once_a_turn` found out about it is kept with it, and gone with the turn: no
    function remembers what people wrote."""

    __slots__ = ("found",)
    found: dict[Callable[[str], Any], Any]

    def __init__(self, text: str) -> None:
        self.found = {}


def once_a_turn(find: Callable[[str], T]) -> Callable[[str], T]:
    """For a function of a text that many ask in the same turn. What it finds must not be changed."""

    @wraps(find)
    def found(text: str) -> T:
        if type(text) is not Said:
            return find(text)
        told: T = text.found.get(find, _NOT_YET)
        if told is _NOT_YET:
            told = text.found[find] = find(text)
        return told

    return found


@once_a_turn
def fold(text: str) -> str:
    """ "¡Sí, señor!" → "si senor". Keeps what numbers, dates, money, mail addresses are made of, inside words only."""
    plain = text.replace("\x00", " ").replace("’", "'").casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if not plain.replace(" ", "").isalnum():  # most texts are words and blanks: there is nothing to take out
        plain = _EDGE.sub(" ", _NOT_WORD.sub(" ", plain))
    return " ".join(plain.split())


def words(text: str) -> list[str]:
    return fold(text).split()


def tag_name(text: str) -> str:
    """A tag as it is stored and compared: "Nueva Británica" → "nueva_britanica"; empty when no word is left."""
    return "_".join(words(text))
