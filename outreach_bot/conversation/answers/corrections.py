"""What somebody takes back within one text: "35, no wait, 40", "35 digo 40"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, TypeGuard

from msgspec.structs import replace

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood

Read = Answer | NotUnderstood
_BARE_NO = re.compile(r"[,.;?]\s*no\s*[,.;]", re.IGNORECASE)  # "5, no, 6"; in "farm, no cleaning" it takes nothing back

_DENIED = re.compile(  # "not 15, 16", "no es 15 es 16", "not the 3rd but the 4th"; "15 no, 16", "mañana no, el lunes"
    r"\W*(?:it'?s not|not|no(?: es| era| son| eran| fue)?) (?P<first>.{1,40}?)\s*(?:[,;]|\b(?:but|sino|es|era|it'?s)\b)"
    r"\s*(?P<second>.+)|(?P<former>.{1,40}?) no\s*[,;]\s*(?P<latter>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = tuple(".…;-–—")


def corrected(parse: Callable[..., Read]) -> Callable[..., Read]:
    """Lets a `parse` hear what stands behind the last correction instead of the whole.

    Where that is no answer, the whole text counts, unless a number stands there: then one of two is meant, and we ask.
    """

    @wraps(parse)
    def heard_out(self: Any, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Read:
        if " " not in text.strip():  # most answers, and nothing to take back
            return parse(self, text, lexicon=lexicon, today=today, choices=choices)

        def read(part: str) -> Read:
            return parse(self, part, lexicon=lexicon, today=today, choices=choices)

        taken_back = _taken_back(text, lexicon)
        denied = _DENIED.fullmatch(text) if taken_back is None or not heard(taken_back[0]) else None
        if denied:
            meant = read(denied["second"] or denied["latter"])
            if _is_told(meant) and _is_told(read(denied["first"] or denied["former"])):
                return _less_sure(meant)
        if taken_back:
            before, after = taken_back
            first, second = read(before), read(after)
            if not heard(before):  # "sorry, 40": nothing is taken back
                return _agreed(read(text), second)
            if isinstance(second, Answer):
                return NotUnderstood("ambiguous") if _was_range(first, second) else _less_sure(second)
            if any(c.isdigit() for c in after):
                return NotUnderstood("ambiguous")
        *_, bare_no = [None, *_BARE_NO.finditer(text)]
        if bare_no:
            second = read(text[bare_no.end() :])
            if _is_value(second) and isinstance(read(text[: bare_no.start()]), Answer):
                return _less_sure(second)
        for not_ in (" not ", " no "):
            kept, refuses, refused = text.partition(not_)
            told = read(kept) if refuses else None
            if told is None or not _is_value(told) or not isinstance(read(refused), Answer):
                continue
            if kept.rstrip().endswith(_ENDED):
                return NotUnderstood("ambiguous")  # "10... no 30" may say either
            if not_ == " not " or isinstance(told.value, int | Decimal):  # "limpieza no obra" may say either
                return _less_sure(told)  # "six, not five", "60 horas no 40"
        return read(text)

    return heard_out


def _taken_back(text: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """What stands before and behind the last correction that something follows; None when there is none."""
    marks = reversed(lexicon.corrections_in(text))
    last = next((mark for mark in marks if heard(text[mark.end() :])), None)
    return (text[: last.start()], text[last.end() :]) if last else None


def _agreed(whole: Read, second: Read) -> Read:
    """ "No, sorry, yes" opens with a correction that is an answer too: where the rest says otherwise, we ask."""
    if not isinstance(whole, Answer):
        return second
    differ = isinstance(second, Answer) and isinstance(whole.value, bool) and whole.value != second.value
    return NotUnderstood("ambiguous") if differ else whole


def _was_range(first: Read, second: Answer) -> bool:
    """ "10 to 12, no wait, 15": 15 alone, or 10 to 15?"""
    ranged = isinstance(first.value, dict) if isinstance(first, Answer) else first.reason == "range"
    return ranged and not isinstance(second.value, dict)


def _is_value(read: Read) -> TypeGuard[Answer]:
    """Whether it is for sure an answer, and none to yes or no: a yes with a no behind it is no correction."""
    return isinstance(read, Answer) and read.confidence == 1 and not isinstance(read.value, bool)


def _is_told(read: Read) -> TypeGuard[Answer]:
    """As `_is_value`, of names too, which are never quite sure."""
    return isinstance(read, Answer) and read.confidence >= 0.9 and not isinstance(read.value, bool)


def _less_sure(answer: Answer) -> Answer:
    return replace(answer, confidence=min(answer.confidence, 0.8))
