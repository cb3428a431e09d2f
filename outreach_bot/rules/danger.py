"""Does somebody say that they are in danger now? Immigration agents, captivity, violence, suicide, English and Spanish.

A question about rights ("what if ICE comes") and a figure of speech ("this job is killing me") are not danger. What is
found here decides which fixed text is answered at once and that staff are told; it must never be written to a log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from . import danger_words as vocabulary
from .classifier import Classifier, Meanings, features, together
from .danger_weights import WEIGHTS
from .folding import once_a_turn
from .meanings import DANGER as MEANINGS
from .phrases import Phrases, Words, clauses, heard, is_wordless
from .spelling import Spelling

Danger = Literal["ice", "violence", "trafficking", "suicide"]

# Things said further apart than this, in words, are not taken together.
_STRETCH = 18
# The weight of cues from which immigration agents are here, not spoken about.
_HAPPENING = 3

# How far a rule's word moves the odds that the classifier gives, and how high they must be: found on lines that neither
# had seen.
_RULE_SAYS_SO = 1.2
_ALARM = 0.0
# Of a long story each sentence may sound like something: fear, a burn, a boss who shouts. So one must say more, and
# what the whole is like moves it; only so far down, or many words about work would drown one about a knife.
_ALARM_IN_A_STORY = 0.75
_QUIETEST = -0.5
# Who writes or dictates without full stops says one thing in so many words.
_BREATH = 12
_SENTENCE = re.compile(r"[!?;\n…¡¿|]|\.(?!\d)")
# Shorter texts hold too little to be likened to anything.
_ENOUGH = 3

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
_EXPLAINED = Phrases(vocabulary.EXPLAINED)
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
_CLASSIFIER = Classifier(WEIGHTS)


@once_a_turn
def danger(text: str) -> Danger | None:
    """Which danger the person says they, or those near them, are in now; None when they say no such thing.

    Of several, the one named first here: suicide, trafficking, ice, violence.
    """
    if is_wordless(text):
        return None
    words = _SPELLING.correct(heard(text))
    ruled = _by_rule(text, words)
    if not ruled and _EXPLAINED.find(words):
        return None
    if len(words) < _ENOUGH:
        return min(ruled, key=_ORDER.index, default=None)
    if len(words) <= _STRETCH:
        odds, likely = _likeness(words, ruled)
        return likely if odds > _ALARM else None
    odds, likely = max(_likeness(piece, ruled) for piece in _sentences(text))
    if odds < _ALARM_IN_A_STORY - _QUIETEST / 2:
        odds += max(_likeness(words, ruled)[0], _QUIETEST) / 2
    return likely if odds > _ALARM_IN_A_STORY else None


def _likeness(words: Words, ruled: set[Danger]) -> tuple[float, Danger]:
    """The odds that a stretch of text is about a danger, and which: what the classifier gives, with the rules' word."""
    scores = _CLASSIFIER.scores(features(words, _MEANINGS))
    for kind in ruled:
        scores[kind] += _RULE_SAYS_SO
    return together(scores), max(_ORDER, key=scores.__getitem__)


def _by_rule(text: str, words: Words) -> set[Danger]:
    subjects = _DANGERS.subjects(words)
    if not subjects:
        return set()
    pieces = list(_pieces(text, words))
    return {kind for kind in _ORDER if kind in subjects and any(_says(kind, piece, text) for piece in pieces)}


def _pieces(text: str, words: Words) -> Iterable[Words]:
    """Each clause, and the whole text in stretches that overlap by half."""
    yield from _stretches(words)
    pieces = clauses(text)
    if len(pieces) > 1:
        for piece in pieces:
            yield _SPELLING.correct(piece)


def _sentences(text: str) -> Iterable[Words]:
    """The sentences of a story, long ones breath by breath. One too short to be likened to anything goes with the
    next."""
    words: Words = []
    for sentence in _SENTENCE.split(text):
        words = words + _SPELLING.correct(heard(sentence))
        if len(words) >= _ENOUGH:
            yield from [words] if len(words) <= _STRETCH else _stretches(words, _BREATH)
            words = []
    if words:
        yield words


def _stretches(words: Words, length: int = _STRETCH) -> Iterable[Words]:
    for start in range(0, max(len(words) - length // 2, 1), length // 2):
        yield words[start : start + length]


def _says(kind: Danger, words: Words, text: str) -> bool:
    if not _DANGERS.find(words, about=kind):
        return False
    if kind == "ice":
        return _CUES.weigh(words) >= _HAPPENING + ("?" in text)
    return not _only_sounds_so(kind, words)


def _only_sounds_so(kind: Danger, words: Words) -> bool:
    """ "Die laughing", "ice on the sidewalk", "locked my keys in the car"."""
    return _CUES.weigh(words) < 0 if kind == "ice" else bool(_OTHERWISE.find(words, about=kind))
