"""Who has told us to stop, and who has asked to come back: exact carrier words, and plain English and Spanish.

47 CFR 64.1200(a)(10) honours "any reasonable method" of saying it and names stop, quit, end, revoke, opt out, cancel
and unsubscribe as always enough. So clear wording counts at once, and where a reasonable reader would be unsure we ask.
"""

from __future__ import annotations

from typing import Literal

from . import consent_words as vocabulary
from .classifier import Classifier, Meanings, features, together
from .consent_weights import WEIGHTS
from .folding import fold
from .meanings import OPT_OUT as MEANINGS
from .phrases import Phrases, Words, clauses, heard, is_wordless, joined
from .spelling import Spelling, misspellings

OptOut = Literal["yes", "ask", "no"]
_Ruled = OptOut | Literal["never", "limited"]
CarrierWord = Literal["STOP", "START", "HELP"]

# Twilio's defaults (its page on Advanced Opt-Out): it acts on these by itself, and answers them by itself.
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})

# How far a rule's word moves the odds that the classifier gives; found on lines that neither had seen.
_RULE_SAYS_SO = 1.5
_SURE = 0.1
_UNLIKELY = -0.6  # down to here the rules' word is still worth a question
# Shorter texts hold too little to be likened to anything: of one that looks like an opt-out ("cancelr") we ask.
_ENOUGH = 3
_SURE_OF_A_WORD = 2.0

_SAID = Phrases()
_SAID.add(vocabulary.YES_SPANISH, vocabulary.LISTS, about="yes")
_SPANISH = frozenset(_SAID.words)
_SAID.add(vocabulary.YES_ENGLISH, vocabulary.LISTS, about="yes")
_SAID.add(vocabulary.ASK, vocabulary.LISTS, about="ask")
_SAID.add(vocabulary.LIMITED, vocabulary.LISTS, about="limited")
_SAID.add(vocabulary.TOPIC, vocabulary.LISTS, about="topic")
_ELSEWHERE = Phrases(vocabulary.ELSEWHERE, vocabulary.LISTS)
_ELSEWHERE.add(vocabulary.WANTS_TEXTS, vocabulary.LISTS, about="wanted")
_STRANGERS = Phrases(vocabulary.YES_STRANGERS, vocabulary.LISTS)
_KNOWN = {
    *_SAID.words,
    *_ELSEWHERE.words,
    *vocabulary.FILLER,
    *vocabulary.INSISTING,
    *vocabulary.SOMEBODY,
    *vocabulary.REPORTING,
    *vocabulary.NO_COMMAND,
    *vocabulary.OTHERS,
    *" ".join(vocabulary.WHOLE_YES | vocabulary.WHOLE_ASK).split(),
    *vocabulary.NO_TYPOS,
}
_SPELLING = Spelling(
    known=_KNOWN,
    spanish=_SPANISH,
    typos=misspellings(vocabulary.SHORT, known=_KNOWN) | vocabulary.TYPOS,
)
_INSISTING = vocabulary.INSISTING | vocabulary.UNMISTAKABLE
_MEANINGS = Meanings(MEANINGS)
_CLASSIFIER = Classifier(WEIGHTS)


def carrier_word(text: str) -> CarrierWord | None:
    """The keyword that Twilio acts on by itself: the whole message, any case, blanks around it ignored. "STOP please"
    is none. While Twilio's own answers are on, a message for which this is not None must not be answered by us."""
    word = text.strip().upper()
    if word in STOP_WORDS:
        return "STOP"
    if word in START_WORDS:
        return "START"
    return "HELP" if word in HELP_WORDS else None


def opt_in(text: str) -> bool:
    """Whether the whole message asks to receive texts again, in either language. Never true for YES."""
    core = joined(word for word in heard(text) if word not in vocabulary.FILLER).rstrip()
    return fold(text) in vocabulary.OPT_IN or core in vocabulary.OPT_IN


def opt_out(text: str) -> OptOut:
    """Whether this message asks us to stop, in English or Spanish, misspelt or not; or plainly so in Portuguese,
    Haitian Creole or Polish.

    yes: stop everything, now. ask: unsure; ask once and hold all other texts meanwhile. no: it says something else.
    "Wrong number" is yes: consent is a person's and not a number's, and whoever has it now has given none.
    """
    if "🛑" in text:
        text = text.replace("🛑", " stop ")
    if is_wordless(text):
        return "no"
    if _STRANGERS.find(heard(text)):
        return "yes"
    words = _SPELLING.correct(heard(text))
    whole = _whole(words)
    if whole != "no" or not words:
        return whole
    ruled = _ruled(text, words)
    if ruled == "never" or (ruled == "no" and not any(map(_MEANINGS.of, words))):
        return "no"  # without a word that may mean it, likeness is a coincidence
    if ruled == "limited":
        return "ask"
    if len(words) >= _ENOUGH:
        return _weighed(words, ruled)
    return "ask" if ruled == "no" and _likeness(words)["yes"] > _SURE_OF_A_WORD else ruled


def _ruled(text: str, words: Words) -> _Ruled:
    """What the rules say; never: texts are wanted, or the words are an opt-out's and "don't" stands before them;
    limited: no texts at night, or about politics."""
    if _ELSEWHERE.find(words, about="wanted"):
        return "never"
    says_it = bool(_SAID.subjects(words)) or not vocabulary.UNMISTAKABLE.isdisjoint(words)
    told = clauses(text)
    if len(told) == 1 and not says_it:
        return "no"
    pieces = [_SPELLING.correct(piece) for piece in told]
    verdicts = {_phrase(piece) for piece in pieces} | {_among_others(piece) for piece in pieces if len(pieces) > 1}
    if "yes" in verdicts:
        return "yes"
    whole = _phrase(words)
    if "limited" in verdicts:
        return "limited"
    return "ask" if "ask" in verdicts or whole in ("yes", "ask") else whole


def _weighed(words: Words, ruled: _Ruled) -> OptOut:
    """What the classifier makes of the words, with the rules' verdict in the scales."""
    likeness = _likeness(words)
    leaning = 0.0 if ruled == "no" else _RULE_SAYS_SO
    if likeness["yes"] + (leaning / 2 if ruled == "ask" else leaning) > _SURE:
        return "yes"
    needed = _UNLIKELY if ruled == "yes" else _SURE
    return "ask" if together(likeness) + leaning > needed else "no"


def _likeness(words: Words) -> dict[str, float]:
    return _CLASSIFIER.scores(features(words, _MEANINGS))


def _whole(words: Words) -> OptOut:
    """What the words say when they are everything the person wrote."""
    if len(words) > 12:
        return "no"
    as_written = vocabulary.WITH_FILLER.get(" ".join(words))
    if as_written:
        return as_written
    core = _core(words)
    if _insists(core):
        return "yes"
    said = " ".join(core)
    if said in vocabulary.WHOLE_YES or (said in vocabulary.TIRED and not vocabulary.PLEADING.isdisjoint(words)):
        return "yes"
    return "ask" if said in vocabulary.WHOLE_ASK else "no"


def _among_others(words: Words) -> OptOut:
    """What one clause says beside others: "Stop. You have texted me for weeks", but "cancel, they said" is unsure."""
    core = _core(words)
    said = " ".join(core)
    if _insists(core):
        return "yes"
    if said in vocabulary.WHOLE_YES:
        return "ask" if said in vocabulary.ORDINARY and vocabulary.PLEADING.isdisjoint(words) else "yes"
    return "no"


def _core(words: Words) -> Words:
    return [word for word in words if word not in vocabulary.FILLER]


def _insists(core: Words) -> bool:
    """ "I said stop this": one unmistakable word, and nothing that could turn it into something else."""
    return not vocabulary.UNMISTAKABLE.isdisjoint(core) and _INSISTING.issuperset(core)


def _phrase(words: Words) -> _Ruled:
    """What a sentence says that may hold an opt-out somewhere inside."""
    if _ELSEWHERE.find(words):
        return "no"
    if _commands_stop(words):
        return "yes"
    if _SAID.find(words, about="limited") and vocabulary.FOR_GOOD.isdisjoint(words):
        return "limited"
    wanted = _SAID.find(words, about="yes")
    if not wanted and _SAID.find(words, about="topic"):
        return "limited"
    found = wanted or _SAID.find(words, about="ask")
    if not found:
        return "no"
    if _negated(joined(words)[: found.start()].split(), found[0].split()[0]):
        return "never"
    so_far = joined(words)[: found.end()].split()
    if not vocabulary.SOMEBODY.isdisjoint(so_far) and vocabulary.PLEADING.isdisjoint(words):
        return "ask" if vocabulary.REPORTING.isdisjoint(so_far) else "no"
    return "yes" if wanted else "ask"


def _commands_stop(words: Words) -> bool:
    """A short sentence that ends in "stop", but not "the bus stop"."""
    if words[-1] != "stop" or not 1 < len(words) < 8:
        return False
    return vocabulary.NO_COMMAND.isdisjoint((words[0], words[-2])) and vocabulary.SOMEBODY.isdisjoint(words)


def _negated(before: Words, first: str) -> bool:
    """ "please don't" stop, "no dejen" de mandarme: only words that change nothing stand between. In "no, don't text
    me" the first word is an answer."""
    if first in vocabulary.NEGATORS:
        return False
    for word in reversed(before):
        if word in vocabulary.NEGATORS:
            return True
        if word not in vocabulary.TRANSPARENT:
            return False
    return False
