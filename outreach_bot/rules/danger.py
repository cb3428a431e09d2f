"""Does somebody say that they are in danger now? Immigration agents, captivity, violence, suicide, English and Spanish.

A question about rights ("what if ICE comes") and a figure of speech ("this job is killing me") are not danger. What is
found here decides which fixed text is answered at once and that staff are told; it must never be written to a log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from . import danger_words as vocabulary
from .classifier import Classifier, Meanings
from .danger_weights import WEIGHTS
from .meanings import DANGER as MEANINGS
from .phrases import Phrases, Words, clauses, heard, listed
from .spelling import Spelling

Danger = Literal["ice", "violence", "trafficking", "suicide"]

# Things said further apart than this, in words, are not taken together.
_STRETCH = 18
# The weight of cues from which immigration agents are here, not spoken about.
_HAPPENING = 3

# What the classifier must say to raise the alarm by itself, and to silence a rule.
_LIKE_DANGER = 0.6
_UNLIKE_DANGER = -2.5
# Shorter texts hold too little to be likened to anything.
_ENOUGH = 3
# Without any of these meanings the classifier is not asked.
_ALARMING = listed(
    "strong_hit hit wound weapon kill threat sexual touch stalk lock slave sex trader force agent uniformed raid "
    "arrest passport selfkill die live cut pills jump bye burden fear hide drunk shelter owe let leave end reason away"
)

_EITHER = vocabulary.ENGLISH | vocabulary.SPANISH | vocabulary.EITHER
_ORDER: tuple[Danger, ...] = ("suicide", "trafficking", "ice", "violence")

_DANGERS = Phrases()
_DANGERS.add(vocabulary.SUICIDE_SPANISH, vocabulary.SPANISH, about="suicide")
_DANGERS.add(vocabulary.TRAFFICKING_SPANISH, vocabulary.SPANISH, about="trafficking")
_DANGERS.add(vocabulary.VIOLENCE_SPANISH, vocabulary.SPANISH, about="violence")
_SPANISH_WORDS = frozenset(_DANGERS.words)
_DANGERS.add(vocabulary.SUICIDE_ENGLISH, vocabulary.ENGLISH, about="suicide")
_DANGERS.add(vocabulary.TRAFFICKING_ENGLISH, vocabulary.ENGLISH, about="trafficking")
_DANGERS.add(vocabulary.VIOLENCE_ENGLISH, vocabulary.ENGLISH, about="violence")
_DANGERS.add(vocabulary.ICE_AGENTS, _EITHER, about="ice")
_OTHERWISE = Phrases()
_OTHERWISE.add(vocabulary.NO_SUICIDE, _EITHER, about="suicide")
_OTHERWISE.add(vocabulary.NO_TRAFFICKING, _EITHER, about="trafficking")
_OTHERWISE.add(vocabulary.NO_VIOLENCE, _EITHER, about="violence")
_CUES = Phrases(vocabulary.ICE_CUES, _EITHER)
_SPELLING = Spelling(
    known={
        *_DANGERS.words,
        *_OTHERWISE.words,
        *_CUES.words,
        *vocabulary.NO_TYPOS.split(),
        *" ".join(MEANINGS.values()).split(),
    },
    spanish=_SPANISH_WORDS,
    typos=vocabulary.TYPOS,
)


_MEANINGS = Meanings(MEANINGS)
_CLASSIFIER = Classifier(WEIGHTS, _MEANINGS)


def danger(text: str) -> Danger | None:
    """Which danger the person says they, or those near them, are in now; None when they say no such thing.

    Of several, the one named first here: suicide, trafficking, ice, violence.
    """
    words = _SPELLING.correct(heard(text))
    by_rule = _by_rule(text, words)
    if len(words) < _ENOUGH or not (by_rule or any(not _ALARMING.isdisjoint(_MEANINGS.of(word)) for word in words)):
        return by_rule
    likeness = [(stretch, _CLASSIFIER.scores(stretch)) for stretch in _stretches(words)]
    if by_rule and any(score > _UNLIKE_DANGER for _, scores in likeness for score in scores.values()):
        return by_rule
    return _by_likeness(likeness)


def _by_likeness(likeness: list[tuple[Words, dict[str, float]]]) -> Danger | None:
    """The danger that some stretch of the text is most like, unless it only sounds like it."""
    alarms = [
        (scores[kind], kind)
        for stretch, scores in likeness
        for kind in _ORDER
        if scores[kind] > _LIKE_DANGER and not _only_sounds_so(kind, stretch)
    ]
    return max(alarms)[1] if alarms else None


def _by_rule(text: str, words: Words) -> Danger | None:
    subjects = _DANGERS.subjects(words)
    if not subjects:
        return None
    pieces = list(_pieces(text, words))
    found = (kind for kind in _ORDER if kind in subjects and any(_says(kind, piece, text) for piece in pieces))
    return next(found, None)


def _pieces(text: str, words: Words) -> Iterable[Words]:
    """Each clause, and the whole text in stretches that overlap by half."""
    yield from _stretches(words)
    pieces = clauses(text)
    if len(pieces) > 1:
        for piece in pieces:
            yield _SPELLING.correct(piece)


def _stretches(words: Words) -> Iterable[Words]:
    for start in range(0, max(len(words) - _STRETCH // 2, 1), _STRETCH // 2):
        yield words[start : start + _STRETCH]


def _says(kind: Danger, words: Words, text: str) -> bool:
    if not _DANGERS.find(words, about=kind):
        return False
    if kind == "ice":
        return _CUES.weigh(words) >= _HAPPENING + ("?" in text)
    return not _only_sounds_so(kind, words)


def _only_sounds_so(kind: Danger, words: Words) -> bool:
    """ "Die laughing", "ice on the sidewalk", "locked my keys in the car"."""
    return _CUES.weigh(words) < 0 if kind == "ice" else bool(_OTHERWISE.find(words, about=kind))
