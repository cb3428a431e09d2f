"""How easily a text reads: Flesch-Kincaid for English, Szigriszt-Pazos for Spanish.

Kincaid et al., "Derivation of New Readability Formulas" (1975): a school grade, lower is easier. Szigriszt Pazos,
"Sistemas predictivos de legibilidad del mensaje escrito" (1993): 65 and more is what most adults read easily.
"""

from __future__ import annotations

import re
from functools import cache

from pyphen import Pyphen

HARDEST_GRADE = 7.0
LEAST_EASE = 65.0
FEWEST_WORDS = 30  # a formula over fewer words says nothing

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…:\n]+")
_SPANISH_VOWELS = re.compile(r"[aeiouáéíóúü]+", re.IGNORECASE)
_STRONG = re.compile(r"[aeoáéíóú]", re.IGNORECASE)


def level(text: str, language: str) -> float | None:
    """English: the school grade. Spanish: the ease, 0 to 100. None for other languages and for very short texts."""
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS or language not in ("en", "es"):
        return None
    sentences = max(1, sum(1 for part in _SENTENCE.split(text) if _WORD.search(part)))
    per_word = sum(_syllables(word, language) for word in words) / len(words)
    per_sentence = len(words) / sentences
    if language == "en":
        return round(0.39 * per_sentence + 11.8 * per_word - 15.59, 1)
    return round(206.835 - 62.3 * per_word - per_sentence, 1)


def is_hard(found: float, language: str) -> bool:
    return found > HARDEST_GRADE if language == "en" else found < LEAST_EASE


def _syllables(word: str, language: str) -> int:
    if language == "en":
        return len(_hyphens().positions(word.lower())) + 1
    groups = _SPANISH_VOWELS.findall(word)
    return max(1, sum(max(1, len(_STRONG.findall(group))) for group in groups))  # two strong vowels: two syllables


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="en_US")
