"""What a turn asks the world to do. A closed union: `services/turns.py` turns each into rows, in this order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .facts import Quote
from .sentences import Sentence


@dataclass(frozen=True, slots=True)
class Say:
    """Which sentence, with which values (plain, `Quote`s, or Sentences to be translated), and numbered options."""

    sentence: Sentence
    values: dict[str, Any] = field(default_factory=dict)
    options: tuple[Sentence, ...] = ()
    facts: tuple[Quote, ...] = ()  # every fact that this text's values rest on
    language: str | None = None  # None = the member's


@dataclass(frozen=True, slots=True)
class SetLanguage:
    language: str
    explicit: bool  # the member asked for it, as opposed to our guess from the first text


@dataclass(frozen=True, slots=True)
class OptOut:
    source: Literal["carrier", "text", "asked"]


@dataclass(frozen=True, slots=True)
class OptIn:
    source: Literal["carrier", "text"]


@dataclass(frozen=True, slots=True)
class Grant:
    """Consent to a programme, with the sentence that was shown when the member said yes."""

    programme: str
    wording: Say


@dataclass(frozen=True, slots=True)
class Save:
    """An answer worth a row of its own. Never emitted by a private flow."""

    flow: str
    version: str
    step: str
    name: str
    value: Any
    kind: str  # the answer type; choices and yes/no are stored plain, the rest sealed
    sensitive: bool = False
    forget_after: int | None = None  # seconds


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Hide:
    """Others may read the member's phone (HIDE), or not any more (SHOW)."""

    hidden: bool


@dataclass(frozen=True, slots=True)
class Young:
    """The member said to be under 16: what was saved goes, nothing more is kept, and no blast is sent."""


@dataclass(frozen=True, slots=True)
class Join:
    """The member wants the texts of a journey, up to this occasion ("election.12", "event.january")."""

    journey: str
    occasion: str


@dataclass(frozen=True, slots=True)
class Leave:
    """…and no more of them: they have done what it was about. `occasion` None: the first of these journeys' that is not
    long past."""

    journeys: tuple[str, ...]
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class HandOff:
    """A person takes over: a ticket and a staff alert. `summary` holds what the flow chose to pass on, sealed."""

    queue: str
    reason: Literal["asked", "flow", "lost", "failed", "danger", "loop", "language", "young"]
    summary: tuple[tuple[str, Any], ...] = ()
    flow: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    flow: str
    version: str
    private: bool


@dataclass(frozen=True, slots=True)
class Ended:
    flow: str
    version: str
    outcome: str
    private: bool


@dataclass(frozen=True, slots=True)
class Forget:
    """The member asked to be erased: everything but the receipt of an opt-out."""


@dataclass(frozen=True, slots=True)
class ExpireAfter:
    """The conversation is to end by itself: a timer row that names this turn."""

    seconds: int


@dataclass(frozen=True, slots=True)
class WakeAfter:
    """The conversation is to be woken (a reminder, a time-out, the end of a pause), not at night: a timer row that
    names this turn."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Alert:
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
