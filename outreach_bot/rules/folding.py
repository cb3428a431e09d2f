"""One way to compare what people type: no case, no accents, no punctuation, one blank between words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w$%@+.,:/'-]+|_")
_EDGE = re.compile(r"(?<!\w)[.,:/'-]+|[.,:/'-]+(?!\w)")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """ "¡Sí, señor!" → "si senor". Keeps what numbers, dates, money, mail addresses are made of, inside words only."""
    plain = text.replace("\x00", " ").replace("’", "'").casefold()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(_EDGE.sub(" ", _NOT_WORD.sub(" ", plain)).split())


def words(text: str) -> list[str]:
    return fold(text).split()


def tag_name(text: str) -> str:
    """A tag as it is stored and compared: "Nueva Británica" → "nueva_britanica"; empty when no word is left."""
    return "_".join(words(text))
