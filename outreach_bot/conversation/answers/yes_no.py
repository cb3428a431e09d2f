"""yes_no: however people agree and refuse, emoji included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz.distance import OSA

from ..lexicon import Lexicon, heard, unstretched
from .base import Answer, Choice, NotUnderstood

YES_SIGNS = frozenset("👍👌✅✔☑🙋💯🙏🫡💪🤝🆗⭕")
NO_SIGNS = frozenset("👎❌✖🙅🚫⛔🛑❎")
_TYPED_YES = ("yes", "yeah", "claro", "simon", "sure", "okay", "correcto", "seguro", "orale", "exacto", "perfecto")
_TYPED_NO = ("nope", "never", "nunca", "jamas", "negativo")
_NEAR_WORDS = frozenset(["oye", "clara", "clear", "seguir", "naver"])
# Behind "no" these make a statement of it, which may well mean yes:
# "no one paid me", "no money", "no me pagan".
_NO_BUT = frozenset(
    [
        "me",
        "nos",
        "le",
        "les",
        "one",
        "body",
        "money",
        "pay",
        "idea",
        "clue",
        "se",
        "sabe",
        "matter",
        "more",
        "hay",
        "paycheck",
    ]
)
_NOT_NO = frozenset(["problem", "prob", "problema", "worries", "doubt", "duda"])
_BUT = frozenset(["but", "pero", "unless", "except"])
_DOUBLED_END = re.compile(r"(\w)\1$")  # "nahh"
_STATEMENT_FROM = 4  # words; from here on "no" without a comma may be the verb's own negation


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class YesNo:
    """→ bool. 1 is yes and 2 is no, as the questions number them."""

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        whole = _whole(said, lexicon)
        if whole is not None:
            return Answer(whole, 0.7 if "?" in text and "¿" not in text else 1.0)
        signs = _signs(text)
        if not said:
            return NotUnderstood("empty") if signs is None and not text.strip() else _signed(signs)
        if said in lexicon.unsure:
            return NotUnderstood("ambiguous")
        words = said.split()
        for form in (lexicon.without_filler(words), unstretched(said).split(), [_DOUBLED_END.sub(r"\1", said)]):
            whole = _whole(" ".join(form), lexicon)
            if whole is not None:
                return Answer(whole)
        if len(words) == 1:
            guess = _misspelt(words[0])
            return NotUnderstood("not_understood") if guess is None else Answer(guess, 0.8)
        return _in_sentence(text, words, lexicon)


def _whole(said: str, lexicon: Lexicon) -> bool | None:
    if said in lexicon.yes or said == "1":
        return True
    return False if said in lexicon.no or said == "2" else None


def _signs(text: str) -> bool | None:
    """What the emoji say; None when there are none or they disagree."""
    if text.isascii():
        return None
    found = {c in YES_SIGNS for c in text if c in YES_SIGNS or c in NO_SIGNS}
    return found.pop() if len(found) == 1 else None


def _signed(signs: bool | None) -> Answer | NotUnderstood:
    return NotUnderstood("not_understood") if signs is None else Answer(signs)


def _misspelt(word: str) -> bool | None:
    """ "yse", "clarp", "nuncaa". Short words only with two letters swapped: "yet" is not yes."""
    if len(word) < 3 or word in _NEAR_WORDS:
        return None
    for known, value in [(w, True) for w in _TYPED_YES] + [(w, False) for w in _TYPED_NO]:
        if OSA.distance(word, known, score_cutoff=1) <= 1 and (len(known) > 4 or sorted(word) == sorted(known)):
            return value
    return None


def _in_sentence(text: str, words: list[str], lexicon: Lexicon) -> Answer | NotUnderstood:
    """ "si me pagaron", "no they didn't": the first words decide, unless the opposite follows."""
    for known, value in ((lexicon.yes, True), (lexicon.no, False)):
        length = lexicon.phrase_at(words, 0, known)
        if not length:
            continue
        rest = words[length:]
        if (_contradicted(rest, value, lexicon) and not _set_apart(text)) or " ".join(words[:2]) in lexicon.unsure:
            return NotUnderstood("ambiguous")
        bare_no = not value and length == 1 and words[0] == "no"
        if bare_no and (rest[0] in _NO_BUT or (len(words) >= _STATEMENT_FROM and not _set_apart(text))):
            return NotUnderstood("ambiguous")
        if bare_no and rest[0] in _NOT_NO:
            return Answer(True, 0.8)
        if length == 1 and words[0] not in _PLAIN and not _set_apart(text):
            continue  # "ya", "va", "good", "right" open many sentences
        return Answer(value, 0.8)
    left = lexicon.without_filler(words)
    if len(left) <= 3 and left:
        whole = _whole(left[-1], lexicon) if left[-1] in _PLAIN else None
        if whole is not None and not _contradicted(left[:-1], whole, lexicon):
            return Answer(whole, 0.8)
    return NotUnderstood("not_understood")


_PLAIN = frozenset(
    ["yes", "yeah", "yep", "yup", "si", "no", "nope", "nah", "claro", "simon", "nel", "sure", "ok", "okay"]
)


def _set_apart(text: str) -> bool:
    """ "No, no me pagan": a sign behind the first word."""
    head = text.strip().split(maxsplit=1)[0]
    return not head[-1].isalnum()


def _contradicted(rest: Sequence[str], value: bool, lexicon: Lexicon) -> bool:
    """ "yes no", "si y no", "yes but not today". A second no behind a no is only louder."""
    opposite = {"no", "nope", "nah"} if value else {"yes", "yeah", "si", "yep"}
    if value and lexicon.phrase_at(rest, 0, lexicon.yes) > 1:
        return False  # "yeah no problem"
    heading = [w for w in rest if not lexicon.joints.get(w)][:1]
    return bool(opposite.intersection(heading)) or not _BUT.isdisjoint(rest)
