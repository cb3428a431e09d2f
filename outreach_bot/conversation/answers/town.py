"""town: one of Connecticut's 169, by name, village, nickname or misspelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz import fuzz, process

from ...rules.towns import NICKNAMES, TOWNS, UNSURE_PLACES, VILLAGES
from ...rules.zips import in_several_towns, town_of_zip
from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .zip import Zip

NEAR = 80  # of 100
ALMOST = 90
CLEARLY = 4  # points ahead of the next town: "harland" is neither Hartland nor Harwinton for sure
LONGEST_NAME = 3  # words
_BY_NAME = {heard(name): name for name in TOWNS}
_JOINED = {name.replace(" ", ""): town for name, town in _BY_NAME.items() if " " in name}  # "newhaven"
_KNOWN = {**_JOINED, **VILLAGES, **NICKNAMES, **_BY_NAME}
_DIRECTIONS = {
    "w": "west",
    "e": "east",
    "n": "north",
    "s": "south",
    "oeste": "west",
    "este": "east",
    "norte": "north",
    "sur": "south",
    "wes": "west",
    "guest": "west",
    "gues": "west",
    "uest": "west",
    "ues": "west",
    "wuest": "west",
    "weast": "west",
    "wst": "west",
    "nort": "north",
    "no": "north",
    "so": "south",
}
_HEARD_AS = (
    (re.compile("(?:gu|wu)(?=[aeio])"), "w"),
    (re.compile("^niu"), "new"),
    (re.compile("(?:^|(?<=^new))j"), "h"),
    (re.compile("^es(?=[tp])"), "s"),
    (re.compile("taun$"), "town"),
    (re.compile("fild?$"), "field"),
    (re.compile("^fer"), "fair"),
    (re.compile("vil$"), "ville"),
    (re.compile("hil$"), "hill"),
    (re.compile("qu(?=i)"), "ck"),
    (re.compile("tuk$"), "tuck"),
    (re.compile("i$"), "y"),
    (re.compile("uok$|uolk$"), "walk"),
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
_STREETS = ("street", "st ", "ave", "avenue", "road", "rd ", "church")
_NO_TOWN_BEFORE = frozenset(["calle", "avenida", "iglesia", "port", "fort", "lake", "mount", "saint"])  # "Port Chester"
_ORDINARY = frozenset(["union", "orange"])  # words that seldom mean the town: "union rep", "the union"
_ARTICLES = frozenset(["the", "a", "an", "our", "my", "el", "la", "un", "una", "mi"])
_NAMED = re.compile(  # "my boss is Clinton", "my daughter Sharon"
    r"\b(?:boss|manager|supervisor|foreman|owner|husband|wife|daughter|son|sister|brother|friend|neighbor|name|"
    r"jefe|jefa|patron|dueno|esposo|esposa|hija|hijo|hermana|hermano|amiga|amigo|vecina|vecino|nombre)"
    r"(?: .*\b(?:is|was|called|named|es|era|llama))? $"
)
# "Not Hartford", "no vivo en Hartford": there "no" was taken for north.
_DENIED = re.compile(r"\bnot (?:in )?$|\b(?:dont|never|nunca|north) (?:live|work|vivo|trabajo) (?:in|en) $")
_BESIDE = re.compile(r"(?P<within>\b(?:the|el) )?\b(?P<way>north|south|east|west) (?:of|de) $")
_DENYING = frozenset(["not", "dont", "wont", "cant", "never", "nunca"])
_STATE = frozenset(["ct", "conn", "connecticut", "conneticut", "connecticutt", "conecticut", "usa"])
# Places of the neighbourhood that are one letter from a town of ours, or no town at all.
_ELSEWHERE = frozenset([
    "boston", "new york", "springfield", "providence", "worcester", "newark", "bronx", "westerly",
    "maine", "oregon", "vermont", "new hampshire", "new jersey", "rhode island", "massachusetts", "florida", "nj", "nh",
    "ny", "ri", "mass", "england", "uk", "colombia", "poland",
    "portugal", "ohio", "dc", "pennsylvania", "virginia", "carolina", "georgia", "texas", "california", "delaware",
])  # fmt: skip
# Behind a town's name: "portland me", "salem ma". Without those that are words of an answer: "hartford ok".
_STATES = frozenset([
    "me", "ma", "vt", "pa", "va", "wv", "md", "nc", "sc", "ga", "fl", "tx", "tn", "ky", "mi", "ca", "or", "wa",
])  # fmt: skip
_AROUND = frozenset(
    [
        "city",
        "town",
        "ciudad",
        "pueblo",
        "live",
        "vivo",
        "i",
        "yo",
        "in",
        "en",
        "de",
        "of",
        "right",
        "now",
        "here",
        "aqui",
    ]
)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Town:
    """→ the town's name as the state writes it. A village or a ZIP code gives its town, repaired, so that it is
    confirmed; Mystic lies in two: ambiguous."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(_POSSESSIVE.sub("", text))
        if said in _BY_NAME:
            return Answer(_BY_NAME[said])
        if not said:
            return NotUnderstood("not_understood" if text.strip() else "empty")
        words = [_DIRECTIONS.get(w, w) for w in said.replace(",", " ").replace(".", " ").split() if w not in _STATE]
        if any(c.isdigit() for c in said):
            zip_code = Zip().parse(text, lexicon=lexicon, today=today, choices=())
            if isinstance(zip_code, Answer):
                return _by_zip(zip_code, [w for w in words if not any(c.isdigit() for c in w)], lexicon)
        return _by_name(words, lexicon)


def town_named(written: str) -> str | None:
    """A town, village or nickname as a list has it ("W. Hartford, CT"); no guessing at misspellings. None: no town of
    ours, or a place in two."""
    words = heard(written).replace(",", " ").replace(".", " ").split()
    name = " ".join(_DIRECTIONS.get(word, word) for word in words if word not in _STATE)
    return None if name in UNSURE_PLACES else _KNOWN.get(name)


def _by_zip(zip_code: Answer, words: list[str], lexicon: Lexicon) -> Answer | NotUnderstood:
    """ "06106", "6106", "Hartford 06106": the ZIP's town; what else is named must be the same."""
    town = town_of_zip(zip_code.value)
    named = _by_name(words, lexicon) if words else NotUnderstood("empty")
    if isinstance(named, Answer):
        return named if town in (None, named.value) else NotUnderstood("ambiguous")
    if town is None:
        return NotUnderstood("ambiguous" if in_several_towns(zip_code.value) else "not_understood")
    return Answer(town, min(zip_code.confidence, 1.0 if not words else 0.8), repaired=True)


def _by_name(words: list[str], lexicon: Lexicon) -> Answer | NotUnderstood:
    if any(f" {place} " in f" {' '.join(words)} " for place in _ELSEWHERE):
        return NotUnderstood("not_understood")
    if " ".join(words) in UNSURE_PLACES:
        return NotUnderstood("ambiguous")
    found, rest = _named(words[:40])
    if not found and "".join(words) in _KNOWN:  # "middle town"
        found, rest = ["".join(words)], []
    if len(found) > 1:
        return NotUnderstood("ambiguous")
    if found and _names_something_else(found[0], words, rest, lexicon):
        return NotUnderstood("not_understood")
    if found and _is_beside(" ".join(words).partition(found[0])[0], _KNOWN[found[0]]):
        return NotUnderstood("ambiguous")
    if found:
        found = [_with_direction(words, found[0])] if rest else found
        other = _nearly(words, ALMOST) if rest else None
        if isinstance(other, Answer) and other.value != _KNOWN[found[0]]:
            return other  # "esat haven": the whole is nearly a name, so its part is not meant
        name = found[0]
        town = _KNOWN[name]
        longer = _nearly(words) if len(rest) == 1 and len(words) < 4 else None
        if isinstance(longer, Answer) and longer.value != town:
            return NotUnderstood("ambiguous")  # "windsor lox"
        sure = not [w for w in lexicon.without_filler(rest, lead_ins=True) if w not in _AROUND]
        return Answer(town, 1.0 if sure else 0.8, repaired=name in VILLAGES)
    left = [w for w in lexicon.without_filler(words, lead_ins=True) if w not in _AROUND]
    near = _nearly(left)
    if isinstance(near, Answer) or not left:
        return near
    english = [_in_english(w) for w in left]
    return near if english == left else _nearly(english)


def _names_something_else(name: str, words: Sequence[str], rest: Sequence[str], lexicon: Lexicon) -> bool:
    """ "Chester Street" may be anywhere, as may Salem, MA; a boss is called Clinton, and a union has a rep."""
    before, _, behind = " ".join(words).partition(name)
    if any(f"{name} {street}" in " ".join(words) for street in _STREETS) or behind.strip() in _STATES:
        return True
    before = before if before.endswith(" ") else ""  # "bridge port" does not hold "bridgeport"
    if not _NO_TOWN_BEFORE.isdisjoint(before.split()[-1:]) or _NAMED.search(before) or _DENIED.search(before):
        return True
    told = [word for word in lexicon.without_filler(rest, lead_ins=True) if word not in _AROUND]
    return name in _ORDINARY and bool(told or not _ARTICLES.isdisjoint(before.split()[-1:]))


def _is_beside(before: str, town: str) -> bool:
    """ "North of New Haven" is another town; "el este de Hartford" may be East Hartford."""
    beside = _BESIDE.search(before)
    return beside is not None and (not beside["within"] or heard(f"{beside['way']} {town}") in _BY_NAME)


def _with_direction(words: Sequence[str], name: str) -> str:
    """ "wes jarfor": the direction in front of a misheard name makes it another town."""
    before = " ".join(words).split(name)[0].split()[-1:]
    whole = heard(f"{before[0]} {_KNOWN[name]}") if before and before[0] in _DIRECTIONS.values() else name
    return whole if whole in _BY_NAME else name


def _in_english(word: str) -> str:
    """English names as Spanish ears write them: "guaterburi", "wuindsor", "jamden"."""
    for pattern, letter in _HEARD_AS:
        word = pattern.sub(letter, word)
    return word


def _named(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Known names in the sentence, longest first at each place, and the words beside them."""
    found: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            name = " ".join(words[at : at + length])
            if name in _KNOWN:
                if _KNOWN[name] not in [_KNOWN[f] for f in found]:
                    found.append(name)
                at += length
                break
        else:
            rest.append(words[at])
            at += 1
    return found, rest


def _nearly(words: Sequence[str], cutoff: float = NEAR) -> Answer | NotUnderstood:
    """One town must come clearly nearest to the whole of what is left."""
    said = " ".join(words)
    if not 4 <= len(said) <= 30 or not _DENYING.isdisjoint(words) or said in _DIRECTIONS.values():
        return NotUnderstood("not_understood")
    best = process.extract(said, list(_KNOWN), scorer=fuzz.ratio, score_cutoff=cutoff, limit=4)
    if not best:
        return NotUnderstood("not_understood")
    town = _KNOWN[best[0][0]]
    others = [score for name, score, _ in best if _KNOWN[name] != town]
    if others and best[0][1] - others[0] < CLEARLY:
        return NotUnderstood("ambiguous")
    return Answer(town, 0.8, repaired=True)
