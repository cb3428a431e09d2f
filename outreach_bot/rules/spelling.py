"""Brings the words people type to the words that rules are written in: by ear, by a slip of the finger, by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain

from .phrases import EVERYDAY, Words


class Spelling:
    """Brings the words people type to the words that rules are written in; words it does not know stay as they are."""

    def __init__(self, *, known: Iterable[str], spanish: Iterable[str], typos: Mapping[str, str]) -> None:
        known, spanish = sorted(known), sorted(spanish)
        self._known = frozenset(known) | EVERYDAY
        self._beginnings = tuple(word[:-1] for word in known if word.endswith("*"))
        self._by_sound: dict[str, str] = {}
        for word in spanish:
            if len(word) > 1 and word.isalpha():
                self._by_sound.setdefault(by_ear(word), word)
        stems = [word[:-1] for word in spanish if word.endswith("*") and len(word) > 4]
        self._stems_by_sound = [(by_ear(stem), stem) for stem in sorted(stems, key=len, reverse=True)]
        self._typos = dict(typos)
        self._long = {word for word in known if len(word) > 6 and word.isalpha()}
        self._shortened = {short: word for word in sorted(self._long) for short in enumerate(_one_less(word))}
        self._lost = {short: word for (_, short), word in self._shortened.items()}
        self.word = lru_cache(maxsize=8192)(self._word)

    def _word(self, word: str) -> str:
        if word in self._typos:
            return self._typos[word]
        if word in self._known or word.startswith(self._beginnings):
            return word
        sound = by_ear(word)
        alike = self._by_sound.get(sound)
        if alike and (len(alike) > 3 or len(word) < 4):
            return alike
        if len(word) > 6 and (near := self._near(word)):
            return near
        return next((stem + sound[len(key) :] for key, stem in self._stems_by_sound if sound.startswith(key)), word)

    def _near(self, word: str) -> str | None:
        """The long word of which one letter was lost, added, swapped with its neighbour or, from nine on, is wrong."""
        if word in self._lost:
            return self._lost[word]
        shorter = list(_one_less(word))
        found = next((near for near in chain(shorter, _swapped(word)) if near in self._long), None)
        if found or len(word) < 9:
            return found
        return next((self._shortened[short] for short in enumerate(shorter) if short in self._shortened), None)

    def correct(self, words: Iterable[str]) -> Words:
        """Each word as the rules spell it."""
        return list(map(self.word, words))


_SOUNDS = [
    (re.compile(heard_), written)
    for heard_, written in (
        (r"qu(?=[ei])|q", "k"),
        (r"(?<!c)h", ""),
        ("ll|y(?=.)", "i"),
        ("y$", "i"),
        ("v", "b"),
        ("z|c(?=[ei])", "s"),
        ("c(?!h)", "k"),
        (r"x(?![aeiou]|$)|ks", "s"),  # "testo", "esplotar"
        ("g(?=[ei])|x(?=[aeiou])", "j"),
        ("n(?=[bp])", "m"),
        (r"a(os?)$", r"ad\1"),  # Caribbean "encerrao"
        ("(?<=[aei])l$", "r"),  # and "salil"
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=8192)
def by_ear(word: str) -> str:
    """What a Spanish word sounds like: "quiero" and "kiero", "vivir" and "bibir", "hacer" and "aser" are one."""
    for sound, written in _SOUNDS:
        word = sound.sub(written, word)
    return word


def misspellings(words: Iterable[str], *, known: Iterable[str] = ()) -> dict[str, str]:
    """Misspelling → word, for words too short to be corrected without being named: a letter lost, doubled or swapped
    with its neighbour. A misspelling that is itself one of `words` or `known` is left out."""
    wanted = sorted(words)
    real = {*wanted, *known, *EVERYDAY}
    table: dict[str, str] = {}
    for word in wanted:
        doubled = (word[:i] + word[i] + word[i:] for i in range(len(word)))
        for variant in chain(_one_less(word), doubled, _swapped(word)):
            if variant not in real and len(variant) > 2:
                table.setdefault(variant, word)
    return table


def _one_less(word: str) -> Iterable[str]:
    """The word without its first letter, without its second …"""
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _swapped(word: str) -> Iterable[str]:
    """The word with its first two letters exchanged, with its second and third …"""
    return (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
