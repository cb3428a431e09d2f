"""A small language for rules about what people say, and a matcher that costs next to nothing when nothing is said.

A rule is a line of words; it matches anywhere in a folded clause:

    word        that word                   a|b         either word
    <list>      any entry of a named list   x?          may be missing (word, a|b or <list>)
    ..3         up to three words           ^ and $     the clause's beginning and end ($ also as in a|$)
    send*       any word that begins so, and *ing any that ends so

Each rule has an anchor: an element that must be there, as far from everyday words as the rule has one. A text that
holds no rule's anchor is let go after one set comparison, before any regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from .folding import fold

_CLAUSE = re.compile(r"[.!?;,:()\n\r…¡¿|]+")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")  # "stooop"
_TO_WORDS = str.maketrans({"'": None, "-": " ", "/": " ", ".": " ", ",": " ", ":": " ", "+": " ", "@": " "})


def listed(entries: str, separator: str | None = None) -> frozenset[str]:
    """The entries of a list written as one text, separated by blanks or by `separator`."""
    return frozenset(entries.split(separator))


_EVERYDAY = listed(
    "a an and are as at be but can did do does dont for from get got had has have he her here him his how i if im "
    "in is it its just let like make me my no not now of on or our she so that the their them there they this to "
    "up us want was we were what when will with you your work job boss house home never any some like one all al "
    "como con cuando de del e el ella ellos en es esta estan este esto hay la las le lo los mas me mi mis muy nada "
    "no nos o para pero por porque que se si sin soy su sus tengo tiene tienen trabajo un una va voy y ya yo jefe "
    "patron casa quiero nunca mio puedo puede"
)

Words = list[str]


@lru_cache(maxsize=1024)
def heard(text: str) -> tuple[str, ...]:
    """The words of a text, folded, apostrophes dropped: "Don't!" → ("dont",). Letters spelt out, "S T O P", are one."""
    found = _DRAWN_OUT.sub(r"\1", fold(text).translate(_TO_WORDS)).split()
    if len(found) > 2 and all(len(word) == 1 for word in found):
        return ("".join(found),)
    return tuple(found)


def clauses(text: str) -> list[tuple[str, ...]]:
    """The text cut at its punctuation, each piece as words; pieces without words are left out."""
    return [words for piece in _CLAUSE.split(text) if (words := heard(piece))]


class Phrases:
    """Rules compiled against named lists of words. In a list, blanks separate the entries and "_" joins the words of
    one: "stop opt_out"."""

    def __init__(self, rules: str, lists: Mapping[str, str]) -> None:
        self._by_anchor: dict[str, list[re.Pattern[str]]] = {}
        for line in (line.split() for line in rules.splitlines()):
            if line and line[0] != "#":
                pattern = re.compile(_expression(line, lists))
                for word in _anchor(line, lists):
                    self._by_anchor.setdefault(word, []).append(pattern)
        self.anchors = frozenset(self._by_anchor)

    def find(self, words: Sequence[str]) -> re.Match[str] | None:
        """The first place in `joined(words)` where a rule matches."""
        if self.anchors.isdisjoint(words):
            return None
        text = joined(words)
        patterns = dict.fromkeys(pattern for word in words for pattern in self._by_anchor.get(word, ()))
        matches = [match for pattern in patterns if (match := pattern.search(text))]
        return min(matches, key=re.Match.start, default=None)


def joined(words: Iterable[str]) -> str:
    """The form that rules are matched on: each word followed by one blank."""
    return "".join(f"{word} " for word in words)


def _expression(line: Words, lists: Mapping[str, str]) -> str:
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


def _anchor(line: Words, lists: Mapping[str, str]) -> set[str]:
    """One word of each entry of the element that needs the fewest everyday words, and then the fewest words."""
    choices = []
    for item in line:
        if item == "^" or item.startswith("..") or item.endswith("?") or "*" in item or "$" in item.split("|"):
            continue
        entries = [entry.split("_") for entry in _entries(item, lists)]
        chosen = {next((word for word in entry if word not in _EVERYDAY), entry[0]) for entry in entries}
        choices.append((len(chosen & _EVERYDAY), len(chosen), chosen))
    if not choices:
        raise ValueError(f"a rule needs an element without * and ? to look for first: {' '.join(line)}")
    return min(choices, key=lambda choice: choice[:2])[2]


def misspellings(words: str, *, except_: str = "") -> dict[str, str]:
    """Misspelling → word: a letter lost, doubled or swapped with its neighbour, the letters that Spanish writers
    exchange by ear (qu k, v b, s z c, h lost, ll y), and, from eight letters on, one letter wrong."""
    real = set(words.split()) | set(except_.split())
    table: dict[str, str] = {}
    for word in words.split():
        for variant in _variants(word):
            if variant not in real and len(variant) > 2:
                table.setdefault(variant, word)
    return table


_BY_EAR = (("qu", "k"), ("qu", "q"), ("v", "b"), ("b", "v"), ("s", "z"), ("c", "s"), ("z", "s"), ("h", ""), ("ll", "y"))


def _variants(word: str) -> Iterable[str]:
    for i in range(len(word)):
        before, after = word[:i], word[i + 1 :]
        yield before + after
        yield before + word[i] * 2 + after
        if after:
            yield before + after[0] + word[i] + after[1:]
        if len(word) > 7:
            yield from (before + letter + after for letter in "abcdefghijklmnopqrstuvwxyz")
    for sound, written in _BY_EAR:
        if sound in word:
            yield word.replace(sound, written)
