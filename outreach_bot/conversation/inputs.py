"""What can happen to a conversation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct


class Heard(Struct, frozen=True):
    """A text from the member, as it came (never trimmed before the signature was checked).

    `carrier_answered`: the carrier has itself recognised this exact word and answered it.
    `payload`: the value of a button. `media`: how many pictures came along. `too_much`: it holds what must not be kept
    (`rules/scrub.py`), like a document number.
    """

    text: str
    payload: str | None = None
    media: int = 0
    carrier_answered: Literal["STOP", "START", "HELP"] | None = None
    too_much: bool = False


@dataclass(frozen=True, slots=True)
class StartFlow:
    """Somebody other than the member starts a flow (staff, a test, later a blast)."""

    flow: str


@dataclass(frozen=True, slots=True)
class TimedOut:
    """A timer of turn `turn` fired; one whose turn has passed is ignored."""

    turn: int


Input = Heard | StartFlow | TimedOut


@dataclass(frozen=True, slots=True)
class MemberView:
    """What the core may know of a member. No number, no id."""

    language: str | None = None  # None until the first text tells
    channel: str = "sms"
    opted_out: bool = False
    opted_out_at_carrier: bool = False  # by a word the carrier knows: it blocks the number and answers START itself
    held: bool = False  # a person of ours holds the conversation
    waiting: bool = False  # a ticket is open that nobody has taken yet
    hidden: bool = False  # others may read this phone: nothing of a private flow is read back
    young: bool = False  # said to be under 16
    tags: frozenset[str] = frozenset()
    seed: str = ""  # the same for one person always: decides the sides of splits
    programmes: frozenset[str] = frozenset()
    known: dict[str, object] = field(default_factory=dict)  # what earlier flows saved: name, zip
