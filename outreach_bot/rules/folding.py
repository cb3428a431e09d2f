"""One way to compare what people type: no case, no accents, no punctuation, one blank between words."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^\w$%@+.,:/'-]+|_")
_EDGE = re.compile(r"(?<!\w)[.,:/'-]+|[.,:/'-]+(?!\w)")


class Said(str):
    """The text of one turn. It is folded once, goes through all that listens as any text does, and is gone with the
    turn: nothing here remembers what people wrote."""

    __slots__ = ("folded",)
    folded: str

    def __new__(cls, text: str) -> Said:
        said = super().__new__(cls, text)
        said.folded = _folded(text)
        return said


def fold(text: str) -> str:
    """ "¡Sí, señor!" → "si senor". Keeps what numbers, dates, money, mail addresses are made of, inside words only."""
    return text.folded if isinstance(text, Said) else _folded(text)


def _folded(text: str) -> str:
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
