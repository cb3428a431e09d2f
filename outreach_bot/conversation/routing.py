"""Which flow does a text ask for? Keywords, their typos, and what is like each flow's example phrases."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from heapq import nlargest
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import OSA

from .lexicon import Lexicon, heard, unstretched
from .one_against_rest import OneAgainstRest

CONFIDENT = 0.70  # start the flow at once
LEAVING = 0.87  # also when that leaves an open question
PLAIN = 0.92  # no doubt left: it is said nearly word for word
UNSURE = 0.35  # from here on: "did you mean …?"; below, the text asks for nothing we have
LONGEST_REST = 3  # words behind a keyword that still read as "WAGES 40", not as a sentence
MOST_WORDS = 60  # of a text; a longer story says its topic earlier
SHORTEST_NEAR = 6  # letters of a word that is heard as another one slip away: "vendo" is not "venmo"
UNKNOWN_WORD = 0.6  # how much a word that no flow uses weighs against all of them
SILENT_WORD = 0.04  # and how much "the", "de": a sentence of them says little
LONE_WORD = 0.65  # one word shared, and no meaning we know: a coincidence, more often than a wish
WORD, STEM, CONCEPT = 1.0, 0.7, 1.0  # what it is worth to share a word, its stem, its meaning
LITTLE_WORD, PAIR, PART = 0.3, 1.0, 0.35  # for the classifier: "the", two words together, three or four letters
NOBODYS = ""  # in place of a flow: texts that ask for nothing of ours
BY_COVERAGE = 4.0  # how much it counts beside the classifier's odds that a flow knows the words of a text
WORD_FOR_WORD = 12.0  # and that it has this very example
NO_NOBODY = -3.0  # the odds of nobody's texts, where none are known
MOST_ROUTES = 10
FEW_WORDS = 4  # little ones alone say nothing, but "what can i do for you" does
ALTERNATIVES = 3  # that are told however unlikely, where they have a word of the text

Match = Literal["first_word", "whole"]
Spoken = Mapping[str, Sequence[str]]
Asked = tuple[str, Spoken, Spoken, Match]  # flow id, keywords and examples by language, match

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("sh|ch", "C"), ("qu(?=[ei])", "k"), ("gu(?=[ei])", "G"), ("g(?=[ei])", "j"), ("c(?=[ei])", "s"),
        ("[cq]", "k"), ("z", "s"), ("x", "ks"), ("v", "b"), ("ll", "y"), ("h", ""), ("y$", "i"),
        ("m(?=[pb])|n(?=[pb])", "n"), (r"(.)\1", r"\1"),
    )
]  # fmt: skip
_ENDING = re.compile(
    r"(?<=...)(?:aron|ieron|ando|iendo|aban|ados?|adas?|idos?|idas?|arme|erme|irme|arse|irse|amos|emos|imos|"
    r"ing|ed|ers?|ar|er|ir|an|en|on|as|os|es|a|o|e|s)$"
)


class KeywordHit(Struct, frozen=True):
    """`language`: whose keyword it is; None when several have it. `exact` False: misspelt, or another language's word
    for it, as VIOLENCE is beside VIOLENCIA. `rest`: what follows."""

    flow: str
    language: str | None
    exact: bool
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """`shared`: the words (w:), stems (s:) and meanings (c:) that spoke for the flow, strongest first."""

    flow: str
    confidence: float
    shared: tuple[str, ...] = field(default=(), compare=False)

    @property
    def says_much(self) -> bool:
        """More than one word spoke for it."""
        return sum(feature.startswith("w:") for feature in self.shared) > 1


@dataclass(frozen=True, slots=True)
class _Keyword:
    flow: str
    languages: frozenset[str]
    match: Match


def sound(phrase: str) -> str:
    """One spelling for what sounds alike in Spanish: kiere = quiere, oras = horas, botar = votar."""
    return _sound(phrase) if " " not in phrase else _sound.__wrapped__(phrase)  # words are kept, no sentences


@lru_cache(maxsize=1 << 16)
def _sound(word: str) -> str:
    for pattern, better in _SOUNDS:
        word = pattern.sub(better, word)
    return word or "-"


@lru_cache(maxsize=1 << 16)
def stem(sounded: str) -> str:
    """Without the ending of a verb or plural: pagan, pagaron, pagar → pag."""
    return _ENDING.sub("", sounded)


@dataclass(frozen=True, slots=True)
class _Learnt:
    """What the examples say."""

    word_for_word: dict[str, str]  # example → its flow
    rarity: dict[str, float]  # of a feature: the fewer flows use it, the more it says
    users: dict[str, tuple[str, ...]]
    vocabulary: dict[tuple[str, int], list[str]]  # first letter and length → words
    classifier: OneAgainstRest


class Router:
    """Built once from the flows; safe to share. Both languages are always heard."""

    def __init__(
        self, flows: Iterable[Asked], lexicon: Lexicon | None = None, unanswered: Iterable[Spoken] = ()
    ) -> None:
        """Without a lexicon, function words and words for the same thing are not known, and routing is poorer.

        `unanswered`: examples of flows that this organisation may not run. Asked for all the same, they are nobody's,
        and start no other flow that has some of their words.
        """
        self._lexicon = lexicon
        self._silent = lexicon.function_words if lexicon else frozenset()
        self._filler = lexicon.filler if lexicon else frozenset()
        self._concepts = lexicon.concepts if lexicon else {}
        self._keywords: dict[str, _Keyword] = {}
        self._said: list[tuple[str, list[str]]] = []  # flow → its keywords and examples
        self._examples: list[tuple[str, Spoken]] = []  # flow → its examples by language
        for flow, keywords, examples, match in flows:
            self._examples.append((flow, examples))
            self._learn_keywords(flow, keywords, match)
            # PROBLEM by itself stands for a flow about voting, and inside a sentence for nothing of the kind.
            told = (examples,) if match == "whole" else (keywords, examples)
            self._said.append((flow, [p for spoken in told for some in spoken.values() for p in some]))
        nobodys = [phrase for spoken in unanswered for phrases in spoken.values() for phrase in phrases]
        if self._said and lexicon:
            own = sum(len(phrases) for _, phrases in self._said)
            # Beside a few flows with a few examples, all of them would know every word of a text better than the flows.
            every = 1 + len(lexicon.elsewhere) // max(own, 1)
            nobodys += lexicon.elsewhere[::every]
        if nobodys:
            self._said.append((NOBODYS, nobodys))
        self._index_keywords()

    def learn(self) -> None:
        """Before the first text asks."""
        _ = self._learnt, self._words_used

    @cached_property
    def _words_used(self) -> dict[str, set[tuple[str, str]]]:
        """Word → (language, flow) of the examples that have it."""
        used: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for flow, examples in self._examples:
            for language, phrases in examples.items():
                for phrase in phrases:
                    for word in heard(phrase).split():
                        used[word].add((language, flow))
        return used

    @cached_property
    def _learnt(self) -> _Learnt:
        """Learnt when the first text asks: most processes never hear one, and it takes seconds."""
        word_for_word: dict[str, str] = {}
        users: dict[str, set[str]] = defaultdict(set)
        said = [(flow, phrase) for flow, phrases in self._said for phrase in phrases]
        for flow, phrase in said:
            word_for_word.setdefault(heard(phrase), flow)
            for feature, _ in self._features(phrase):
                users[feature].add(flow)
        flows = max(len(self._said), 1)
        top = math.log(1 + flows)
        rarity = {feature: math.log(1 + flows / len(used)) / top for feature, used in users.items()}
        vocabulary: dict[tuple[str, int], list[str]] = defaultdict(list)
        for feature in users:
            if feature.startswith("w:") and len(feature) > 5:
                vocabulary[feature[2], len(feature) - 2].append(feature[2:])
        shared: dict[frozenset[str], tuple[str, ...]] = {}  # thousands of words are used by one flow alone
        used_by = {f: shared.setdefault(frozenset(used), tuple(used)) for f, used in users.items()}
        classifier = OneAgainstRest((flow, self._fine_features(phrase)) for flow, phrase in said)
        return _Learnt(word_for_word, rarity, used_by, vocabulary, classifier)

    def _learn_keywords(self, flow: str, keywords: Spoken, match: Match) -> None:
        for language, words in keywords.items():
            for word in words:
                phrase = heard(word)
                known = self._keywords.get(phrase)
                if known is not None and known.flow != flow:
                    continue  # the checker reports two flows with one keyword; here the first keeps it
                languages = (known.languages if known else frozenset()) | {language}
                self._keywords[phrase] = _Keyword(flow, languages, match)

    def _index_keywords(self) -> None:
        self._longest = max((len(k.split()) for k in self._keywords), default=0)
        self._alike: dict[str, list[str]] = defaultdict(list)  # sound, or first letter → keywords
        for phrase in self._keywords:
            if len(phrase) > 3:
                for key in {sound(phrase), phrase[0]}:
                    self._alike[key].append(phrase)

    # Keywords

    def keyword(self, text: str, *, misspelt: bool = True) -> KeywordHit | None:
        """The flow whose keyword the message is, or begins with.

        "WAGES 40" and "salario no pagado" hit; "vote for who i want is my problem" does not: behind the keyword stand
        at most three words, none of which makes it a sentence. A misspelt keyword hits only as the whole message.
        """
        said = unstretched(heard(text))
        if not said:
            return None
        whole = self._keywords.get(said)
        if whole:
            return _hit(whole, exact=True)
        words = said.split()
        if len(words) > self._longest + LONGEST_REST + 4:
            return None
        core = [w for w in words if w not in self._filler]
        if len(core) < len(words) and " ".join(core) in self._keywords:
            return _hit(self._keywords[" ".join(core)], exact=True)
        return self._opening(words) or (self._misspelt(" ".join(core)) if misspelt else None)

    def _opening(self, words: Sequence[str]) -> KeywordHit | None:
        for length in range(min(self._longest, len(words) - 1), 0, -1):
            known = self._keywords.get(" ".join(words[:length]))
            if known is None or known.match != "first_word":
                continue
            rest = words[length:]
            loud = [w for w in rest if w not in self._filler]
            if len(loud) > LONGEST_REST or not self._silent.isdisjoint(loud):
                continue
            if not self._asks_elsewhere(words, loud, known.flow):
                return _hit(known, exact=True, rest=" ".join(rest))
        return None

    def _asks_elsewhere(self, words: Sequence[str], loud: Sequence[str], flow: str) -> bool:
        """ "Domestic violence help" begins with a keyword of domestic workers, and plainly asks for something else."""
        if all(word.isdigit() for word in loud):
            return False
        best = next(iter(self.route(" ".join(words))), None)
        return best is not None and best.flow != flow and best.confidence >= PLAIN

    def _misspelt(self, said: str) -> KeywordHit | None:
        """ "PLEGDE", "SALRIOS": one slip in five letters, two in nine; the keywords of one flow only."""
        if not 4 <= len(said) <= 30:
            return None
        sounded = sound(said)
        alike = {*self._alike.get(sounded, ()), *self._alike.get(said[0], ())}
        same_sound = [phrase for phrase in alike if sound(phrase) == sounded]
        near = [self._keywords[phrase] for phrase in same_sound or alike if same_sound or _is_slip(said, phrase)]
        if not near or len({k.flow for k in near}) > 1:
            return None
        words = said.split()
        if len(words) > 1 and all(word in self._words_used for word in words):  # "paid late" is no PAID LEAVE
            return None
        languages = frozenset[str]().union(*(k.languages for k in near))
        used = self._words_used.get(said, set())
        if used and languages.isdisjoint(language for language, _ in used):  # no slip, but a word of another language
            languages = frozenset(language for language, flow in used if flow == near[0].flow)
            if not languages:
                return None
        return _hit(_Keyword(near[0].flow, languages, near[0].match), exact=False)

    # Examples

    def route(self, text: str) -> list[Route]:
        """The flows a text may ask for, best first, down to a third of UNSURE, the first three in any case; [] when it
        shares nothing with any.

        Two opinions put them in order: the odds of a classifier, which has learnt from all examples and sees words,
        their stems and meanings, little words, pairs of words and parts of words; and how much of the text a flow knows
        at all. Confidence is how likely the first is right, by how far it stands before the second and before nobody's
        texts, which are judged like those of a flow.
        """
        if self._lexicon is not None and self._lexicon.is_reply(text):
            return []
        heard_features, unknown = self._heard(text)
        same = self._learnt.word_for_word.get(heard(text))
        if not heard_features:  # little words alone
            if same is not None:  # "i want in" is an example as it stands
                return [Route(same, CONFIDENT)] if same else []
            if len(heard(text).split()) < FEW_WORDS:
                return []
        total = sum(w for _, w in heard_features) + unknown
        covered: dict[str, float] = defaultdict(float)
        reasons: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for feature, weight in heard_features:
            for flow in self._learnt.users[feature]:
                covered[flow] += weight
                reasons[flow].append((weight, feature))
        standing = self._learnt.classifier.scores(self._fine_features(text))
        for flow, known in covered.items():
            standing[flow] += BY_COVERAGE * min(known / total, 1.0) * _weight_of_evidence(reasons[flow])
        if same is not None:
            standing[same] += WORD_FOR_WORD
        nobodys = standing.pop(NOBODYS, NO_NOBODY)
        ranked = nlargest(MOST_ROUTES, standing, key=standing.__getitem__)
        routes: list[Route] = []
        surely = 1.0
        for place, flow in enumerate(ranked):
            rival = standing[ranked[0 if place else 1]] if len(ranked) > 1 else NO_NOBODY
            surely = min(surely, _confidence(standing[flow], rival, nobodys))
            if surely >= UNSURE / 3 or (len(routes) < ALTERNATIVES and reasons[flow]):
                shared = tuple(feature for _, feature in sorted(reasons[flow], reverse=True)[:5])
                routes.append(Route(flow, round(surely, 3), shared))
        return routes

    def _heard(self, text: str) -> tuple[list[tuple[str, float]], float]:
        """The text's features that some flow has, weighted, and the weight of what none has."""
        known: dict[str, float] = {}
        unknown = 0.0
        for word in unstretched(heard(text)).split()[:MOST_WORDS]:
            features = [(f, worth) for f, worth in self._of_word(word) if f in self._learnt.rarity]
            if not features and word not in self._silent:
                near = self._near_word(sound(word))
                alike = self._of_sound(near) if near else []
                features = [(f, worth * 0.8) for f, worth in alike if f in self._learnt.rarity]
            if not features and not word.isdigit():
                unknown += SILENT_WORD if word in self._silent else UNKNOWN_WORD
            for feature, worth in features:
                known[feature] = max(known.get(feature, 0.0), worth * self._learnt.rarity[feature])
        return list(known.items()), unknown

    def _features(self, text: str) -> list[tuple[str, float]]:
        found: dict[str, float] = {}
        for word in heard(text).split()[:MOST_WORDS]:
            for feature, worth in self._of_word(word):
                found[feature] = max(found.get(feature, 0.0), worth)
        return list(found.items())

    def _of_word(self, word: str) -> list[tuple[str, float]]:
        if word in self._silent or word.isdigit() or len(word) == 1:
            return []
        meanings = [(f"c:{concept}", CONCEPT) for concept in self._concepts.get(word, ())]
        return meanings + self._of_sound(sound(word))

    def _fine_features(self, text: str) -> dict[str, float]:
        """What the classifier reads: words as above, little words, pairs of words, and parts of misspelt words."""
        words = [word for word in unstretched(heard(text)).split()[:MOST_WORDS] if len(word) < 3 or not word.isdigit()]
        found: dict[str, float] = defaultdict(float)
        for word in words:
            if word.isdigit():  # an age, most often: "i am 17"
                found[f"w:{word}"] += WORD
                continue
            if word in self._silent:
                found[f"f:{word}"] += LITTLE_WORD
                continue
            for feature, worth in self._of_word(word):
                found[feature] += worth
            edged = f"<{sound(word)}>"
            for size in (3, 4):
                for at in range(len(edged) - size + 1):
                    found[f"g:{edged[at : at + size]}"] += PART
        for first, second in pairwise(words):
            found[f"b:{sound(first)} {sound(second)}"] += PAIR
        return found

    @staticmethod
    def _of_sound(sounded: str) -> list[tuple[str, float]]:
        return [(f"w:{sounded}", WORD), (f"s:{stem(sounded)}", STEM)]

    def _near_word(self, sounded: str) -> str | None:
        """A word some example has, one slip away. The first letter must be right: it nearly always is. Of short words
        too many are one slip from another ("sure", sube)."""
        if len(sounded) < SHORTEST_NEAR:
            return None
        for length in (len(sounded), len(sounded) + 1, len(sounded) - 1):
            for known in self._learnt.vocabulary.get((sounded[0], length), ()):
                if OSA.distance(sounded, known, score_cutoff=1) <= 1:
                    return known
        return None


def _hit(keyword: _Keyword, *, exact: bool, rest: str = "") -> KeywordHit:
    language = next(iter(keyword.languages)) if len(keyword.languages) == 1 else None
    return KeywordHit(keyword.flow, language, exact, rest)


def _is_slip(said: str, phrase: str) -> bool:
    if abs(len(said) - len(phrase)) > 2:
        return False
    if len(phrase) < 5:
        return sorted(said) == sorted(phrase) and OSA.distance(said, phrase, score_cutoff=1) <= 1
    slips = 2 if len(phrase) > 8 else 1
    return said[0] == phrase[0] and OSA.distance(said, phrase, score_cutoff=slips) <= slips


def _weight_of_evidence(reasons: Sequence[tuple[float, str]]) -> float:
    words = sum(feature.startswith("w:") for _, feature in reasons)
    return LONE_WORD if words < 2 and not any(feature.startswith("c:") for _, feature in reasons) else 1.0


def _confidence(standing: float, rival: float, nobodys: float) -> float:
    """How likely a flow is the one that is asked for. Fitted on examples that were left out of what is learnt."""
    return 1 / (1 + math.exp(1.6 - 0.44 * (standing - rival) - 0.24 * (standing - nobodys)))
