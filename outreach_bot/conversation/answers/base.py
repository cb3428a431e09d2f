"""The shape every answer type has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, Protocol, runtime_checkable

from msgspec import Struct

from ..lexicon import Lexicon

Reason = Literal[
    "empty",
    "not_understood",
    "ambiguous",
    "range",
    "too_small",
    "too_big",
    "in_the_future",
    "in_the_past",
    "looks_like_salary",
]  # range: two numbers where one is asked for, "10 to 12"; ambiguous: it can be read in several ways


class Answer(Struct, frozen=True):
    """`confidence` 1.0: the whole message is this answer and nothing else ("40", "1", "sí"): it is heard before any
    global command. Below: found in a longer or misspelt message ("como 40 horas mas o menos"): heard after commands
    and keywords. `repaired`: we mended the value (a ZIP's lost zero), so it should be confirmed to the member."""

    value: Any
    confidence: float = 1.0
    repaired: bool = False
    precision: Literal["day", "week", "month", "year"] = "day"  # of a date: "last month" is a month, its value a day


class NotUnderstood(Struct, frozen=True):
    reason: Reason


class Choice(Struct, frozen=True):
    """An option as the answer types see it: its value and every word that means it, labels included, all languages."""

    value: str
    number: int
    words: tuple[str, ...]  # already folded


@runtime_checkable  # pydantic tells an answer type from other values by it
class AnswerType(Protocol):
    """A frozen dataclass whose fields are the settings a flow may give (`min`, `max`, `unit` …)."""

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        """English and Spanish at once, accents and case optional. Never raises, whatever the text."""
        ...
