"""What a turn asks the world to do. A closed union: `services/turns.py` turns each into rows, in this order."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct

from .facts import Quote
from .sentences import Sentence


class Say(Struct, frozen=True):
    """Which sentence, with which values (plain, `Quote`s, or Sentences to be translated), and numbered options."""

    sentence: Sentence
    values: dict[str, Any] = {}
    options: tuple[Sentence, ...] = ()
    facts: tuple[Quote, ...] = ()  # every fact that this text's values rest on
    language: str | None = None  # None = the member's


class SetLanguage(Struct, frozen=True):
    language: str
    explicit: bool  # the member asked for it, as opposed to our guess from the first text


class OptOut(Struct, frozen=True):
    source: Literal["carrier", "text", "asked"]


class OptIn(Struct, frozen=True):
    source: Literal["carrier", "text"]


class Grant(Struct, frozen=True):
    """Consent to a programme, with the sentence that was shown when the member said yes."""

    programme: str
    wording: Say


class Save(Struct, frozen=True):
    """An answer worth a row of its own. Never emitted by a private flow."""

    flow: str
    version: str
    step: str
    name: str
    value: Any
    kind: str  # the answer type; choices and yes/no are stored plain, the rest sealed
    sensitive: bool = False
    forget_after: int | None = None  # seconds


class Tag(Struct, frozen=True):
    name: str
    remove: bool = False


class Hide(Struct, frozen=True):
    """Others may read the member's phone (HIDE), or not any more (SHOW)."""

    hidden: bool


class Young(Struct, frozen=True):
    """The member said to be under 16: what was saved goes, nothing more is kept, and no blast is sent."""


class Join(Struct, frozen=True):
    """The member wants the texts of a journey, up to this occasion ("election.12", "event.january")."""

    journey: str
    occasion: str


class Leave(Struct, frozen=True):
    """…and no more of them: they have done what it was about. `occasion` None: the first of these journeys' that is not
    long past."""

    journeys: tuple[str, ...]
    occasion: str | None = None


class HandOff(Struct, frozen=True):
    """A person takes over: a ticket and a staff alert. `summary` holds what the flow chose to pass on, sealed."""

    queue: str
    reason: Literal["asked", "flow", "lost", "failed", "danger", "loop", "language", "young"]
    summary: tuple[tuple[str, Any], ...] = ()
    flow: str | None = None


class Started(Struct, frozen=True):
    flow: str
    version: str
    private: bool


class Ended(Struct, frozen=True):
    flow: str
    version: str
    outcome: str
    private: bool


class Forget(Struct, frozen=True):
    """The member asked to be erased: everything but the receipt of an opt-out."""


class ExpireAfter(Struct, frozen=True):
    """The conversation is to end by itself: a timer row that names this turn."""

    seconds: int


class WakeAfter(Struct, frozen=True):
    """The conversation is to be woken (a reminder, a time-out, the end of a pause), not at night: a timer row that
    names this turn."""

    seconds: int


class Alert(Struct, frozen=True):
    """A text to the phones of the staff, written by the flow's author."""

    say: Say


Effect = (
    Say
    | SetLanguage
    | OptOut
    | OptIn
    | Grant
    | Save
    | Tag
    | Hide
    | Young
    | Join
    | Leave
    | HandOff
    | Started
    | Ended
    | Forget
    | ExpireAfter
    | WakeAfter
    | Alert
)
