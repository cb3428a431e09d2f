"""A small language for rules about what people say, and a matcher that costs next to nothing when nothing is said.

A rule is a line of words; it matches anywhere in a folded stretch of text:

    word        that word                   a|b         either word
    <list>      any entry of a named list   x?          may be missing (word, a|b or <list>)
    ..3         up to three words           ^ and $     the beginning and end ($ also as in a|$)
    send*       any word that begins so     A & B       both, in whatever order (A and B are rules themselves)

Each rule has an anchor: an element that must be there, as far from everyday words as the rule has one. A text that
holds no rule's anchor is let go after one look-up per word, before any regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar

from .folding import fold, once_a_turn

_CLAUSE = re.compile(r"[.!?;,:()\n\r…¡¿|]+|\s[-–—]+\s")
_SPEAKS = re.compile(r"[^\W\d_]|🛑")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")  # "stooop"
_TO_WORDS = str.maketrans({"'": None, "-": " ", "/": " ", ".": " ", ",": " ", ":": " ", "+": " ", "@": " "})


def listed(entries: str, separator: str | None = None) -> frozenset[str]:
    """The entries of a list written as one text, separated by blanks or by `separator`."""
    return frozenset(entries.split(separator))


EVERYDAY = listed(
    "a an and are as at be but can did do does dont for from get got had has have he her here him his how i if im "
    "in is it its just let like make me my no not now of on or our she so that the their them there they this to "
    "up us want was we were what when will with you your work job boss house home never any some like one all al "
    "como con cuando de del e el ella ellos en es esta estan este esto hay la las le lo los mas me mi mis muy nada "
    "no nos o para pero por porque que se si sin soy su sus tengo tiene tienen trabajo un una va voy y ya yo jefe "
    "patron casa quiero nunca mio puedo puede ni them go going pay need more time today hoy cant wont didnt never "
    "some someone people week day days day night hours horas"
)

Words = list[str]
T = TypeVar("T")


@once_a_turn
def heard(text: str) -> tuple[str, ...]:
    """The words of a text, folded, apostrophes dropped: "Don't!" → ("dont",). Letters spelt out, "S T O P", are one."""
    plain = fold(text).translate(_TO_WORDS)
    if _DRAWN_OUT.search(plain):
        plain = _DRAWN_OUT.sub(r"\1", plain)
    found = plain.split()
    if len(found) > 2 and all(len(word) == 1 for word in found):
        return ("".join(found),)
    return tuple(found)


def is_wordless(text: str) -> bool:
    """Numbers, money, signs: in "203 555 0142", "$18.50", "👍" nobody says what our rules listen for; in 🛑 they do."""
    return not _SPEAKS.search(text) and (text.isascii() or not _SPEAKS.search(fold(text)))  # "ⓢⓣⓞⓟ" folds to letters


@once_a_turn
def clauses(text: str) -> list[tuple[str, ...]]:
    """The text cut at its punctuation, each piece as words; pieces without words are left out."""
    if not _CLAUSE.search(text):
        return [words] if (words := heard(text)) else []
    return [words for piece in _CLAUSE.split(text) if (words := heard(piece))]


@dataclass(frozen=True, slots=True, eq=False)  # told apart by identity: cheap to put in a set
class _Rule:
    expression: str
    weight: int
    needs: int  # the elements it cannot do without, one bit each
    about: str

    def search(self, text: str) -> re.Match[str] | None:
        return _compiled(self.expression).search(text)


class Phrases:
    """Rules compiled against named lists of words. In a list, blanks separate the entries and "_" joins the words of
    one: "stop opt_out". A rule may have a weight in front, "+2 <agents> outside", see `weigh`. Rules about several
    things are asked in one pass when they are added to one Phrases."""

    def __init__(self, rules: str = "", lists: Mapping[str, str] | None = None) -> None:
        self.words: set[str] = set()
        self._words = _Index[int]()
        self._anchors = _Index[_Rule]()
        self._elements = 0
        self._look_up = lru_cache(maxsize=8192)(self._word)
        self.add(rules, lists or {})

    def add(self, rules: str, lists: Mapping[str, str], *, about: str = "") -> None:
        """More rules, with their own lists; `about` is what `subjects` and `find` know them by."""
        bits: dict[str, int] = {}
        for line in (line.split() for line in rules.splitlines()):
            if line and line[0] != "#":
                self._add_rule(line, lists, about, bits)

    def _add_rule(self, line: Words, lists: Mapping[str, str], about: str, bits: dict[str, int]) -> None:
        weight = int(line.pop(0)) if line[0][0] in "+-" else 1
        self.words |= {word for item in line for word in _words_of(item, lists)}
        needed = {item: sure for item in line if (sure := _sure_words(item, lists))}
        if not needed:
            raise ValueError(f"a rule needs an element without ? and leading * to look for first: {' '.join(line)}")
        for item, words in needed.items():
            if item not in bits:
                bits[item] = 1 << self._elements
                self._elements += 1
                self._words.add(words, bits[item])
        rule = _Rule(_expression(line, lists), weight, sum(bits[item] for item in needed), about)
        anchor = min(needed.values(), key=_everydayness)
        self._anchors.add(anchor, rule)

    def _word(self, word: str) -> tuple[int, list[_Rule]]:
        """The elements that this word belongs to, and the rules it is the anchor of: for most words none."""
        bits = 0
        for bit in self._words.of(word):
            bits |= bit
        return bits, self._anchors.of(word)

    def _possible(self, words: Iterable[str]) -> list[_Rule]:
        """The rules of which no element is wholly missing."""
        present = 0
        anchored: list[_Rule] = []
        for bits, rules in map(self._look_up, words):
            present |= bits
            if rules:
                anchored += rules
        return [rule for rule in dict.fromkeys(anchored) if rule.needs & present == rule.needs] if anchored else []

    def subjects(self, words: Iterable[str]) -> set[str]:
        """What `find` could find something about: without looking at the order of the words."""
        return {rule.about for rule in self._possible(words)}

    def find(self, words: Sequence[str], *, about: str = "") -> re.Match[str] | None:
        """The first place in `joined(words)` where a rule about this matches."""
        rules = self._possible(words)
        if not rules:
            return None
        text = joined(words)
        matches = [match for rule in rules if rule.about == about and (match := rule.search(text))]
        return min(matches, key=re.Match.start, default=None)

    def weigh(self, words: Sequence[str]) -> int:
        """The sum of the weights of the rules that match, each once: how much the words say for it, or against."""
        text = joined(words)
        return sum(rule.weight for rule in self._possible(words) if rule.search(text))


class _Index(Generic[T]):
    """What was filed under a word, or under the beginning of words, "encerr*"."""

    def __init__(self) -> None:
        self._whole: dict[str, list[T]] = {}
        self._beginning: dict[str, list[T]] = {}

    def add(self, words: Iterable[str], what: T) -> None:
        for word in words:
            if word.endswith("*"):
                self._beginning.setdefault(word[:-1], []).append(what)
            else:
                self._whole.setdefault(word, []).append(what)

    def of(self, word: str) -> list[T]:
        beginnings = (self._beginning.get(word[:end], ()) for end in range(1, len(word) + 1))
        return [*self._whole.get(word, ()), *chain.from_iterable(beginnings)]


# Hundreds of rules, of which a process needs few: compiled when first asked.
_compiled = lru_cache(maxsize=None)(re.compile)


def joined(words: Iterable[str]) -> str:
    """The form that rules are matched on: each word followed by one blank."""
    return "".join(f"{word} " for word in words)


def _expression(line: Words, lists: Mapping[str, str]) -> str:
    if "&" not in line:
        return _sequence(line, lists)
    parts = " ".join(line).split("&")
    return r"\A" + "".join(rf"(?=.*?{_sequence(part.split(), lists)})" for part in parts)


def _sequence(line: Words, lists: Mapping[str, str]) -> str:
    start = r"\A" if line[0] == "^" else r"(?:\A|(?<= ))"
    return start + "".join(_element(item, lists) for item in line if item != "^")


def _element(item: str, lists: Mapping[str, str]) -> str:
    if item.startswith(".."):
        return rf"(?:[^ ]+ ){{0,{int(item[2:])}}}"
    ways = "|".join(r"\Z" if entry == "$" else _spoken(entry) for entry in _entries(item, lists))
    return f"(?:{ways}){'?' if item.endswith('?') else ''}"


def _spoken(entry: str) -> str:
    return re.escape(entry).replace("_", " ").replace(r"\*", "[^ ]*") + " "


def _entries(item: str, lists: Mapping[str, str]) -> list[str]:
    name = item.rstrip("?")
    return [
        entry
        for part in name.split("|")
        for entry in (lists[part[1:-1]].split() if part.startswith("<") else [part])
    ]


def _words_of(item: str, lists: Mapping[str, str]) -> list[str]:
    """The words and beginnings ("encerr*") that an element names, for the spelling."""
    if item in ("^", "&") or item.startswith(".."):
        return []
    words = [word for entry in _entries(item, lists) for word in entry.split("_")]
    return [word for word in words if word.removesuffix("*").isalpha()]


def _everydayness(words: set[str]) -> tuple[int, int]:
    return len(words & EVERYDAY), len(words)


def _sure_words(item: str, lists: Mapping[str, str]) -> set[str]:
    """A word of each entry of an element, the least everyday one; none when the element may be missing."""
    if item in ("^", "&") or item.startswith("..") or item.endswith("?") or "$" in item.split("|"):
        return set()
    entries = [entry.split("_") for entry in _entries(item, lists)]
    sure = {next((word for word in entry if word not in EVERYDAY), entry[0]) for entry in entries}
    return set() if any(word.startswith("*") for word in sure) else sure
