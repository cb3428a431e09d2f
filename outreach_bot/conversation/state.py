"""Where a member stands, and what a turn leads to. JSON in and out; sealed whole by storage."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.json import Decoder, Encoder
from msgspec.structs import replace

if TYPE_CHECKING:
    from .effects import Effect

ASK_AFTER = timedelta(hours=12)  # a text after so long a silence may mean something new: ask before going on


def pack(value: Any) -> Any:
    """Values JSON does not know: {"$n": "12.50"} is a Decimal, {"$d": "2026-07-01"} a date."""
    if isinstance(value, Decimal):
        return {"$n": str(value)}
    if isinstance(value, date):
        return {"$d": value.isoformat()}
    return value


def unpack(value: Any) -> Any:
    if isinstance(value, dict):
        if "$n" in value:
            return Decimal(value["$n"])
        if "$d" in value:
            return date.fromisoformat(value["$d"])
    return value


class Frame(Struct, omit_defaults=True):
    """One flow on the stack. `trail`: the questions asked so far, each with how many values were known before it: the
    first of `values`, since a value that is told again keeps its place (for BACK)."""

    flow: str
    version: str
    step: str
    private: bool = False
    values: dict[str, Any] = {}  # as `pack` leaves them: `put` writes one, `told` reads it
    sources: dict[str, list[list[str]]] = {}  # variable → [fact id, value] it rests on
    trail: list[tuple[str, int]] = []
    tries: int = 0
    noticed: bool = False
    reminded: int = 0  # how often the question that waits was brought to mind
    called: bool = False  # by another flow, which goes on when this one ends
    returns: dict[str, str] = {}  # called flows: output → the caller's variable

    def copy(self) -> Frame:
        """One that can be changed by itself; values are replaced in a turn, never changed inside."""
        return replace(
            self, values=self.values.copy(), sources=self.sources.copy(), trail=self.trail.copy(),
            returns=self.returns.copy(),
        )  # fmt: skip

    def put(self, name: str, value: Any) -> None:
        self.values[name] = pack(value)

    def told(self, name: str) -> Any:
        """None: not known."""
        return unpack(self.values.get(name))

    def known(self) -> dict[str, Any]:
        """The values that are known."""
        return {name: unpack(value) for name, value in self.values.items() if value is not None}


class Conversation(Struct, omit_defaults=True):
    """`pending`: a question of the house itself that waits for an answer (optout, erase, resume, did_you_mean …)."""

    frames: list[Frame] = []
    turn: int = 0
    pending: str | None = None
    choices: list[str] = []  # flows offered by did_you_mean
    also: list[str] = []  # flows that the text which began this one asked for, too: offered when it is over
    offered_language: bool = False
    last_heard: str = ""  # hash of the last text of an open, not private flow: the loop guard's memory
    repeats: int = 0
    misunderstood: int = 0
    at: str = ""  # ISO time of the last turn
    day: str = ""  # the day that `texts_today` counts
    texts_today: int = 0
    muted: bool = False  # the loop guard has spoken; said once
    private_until: str = ""  # ISO time: silence ended a private talk, and until then a text may still be its answer
    warned: str = ""  # the day on which the member was last asked to keep papers and numbers out of texts

    @property
    def open(self) -> bool:
        return bool(self.frames) or self.pending is not None

    @property
    def private(self) -> bool:
        for frame in self.frames:  # noqa: SIM110  (asked several times a turn)
            if frame.private:
                return True
        return False

    def is_private_at(self, now: datetime) -> bool:
        """Is a text that comes now part of a private talk, or a late answer to one that silence ended?"""
        return self.private or (self.private_until != "" and now < datetime.fromisoformat(self.private_until))

    def copy(self) -> Conversation:
        """One that can be changed by itself."""
        return replace(self, frames=list(map(Frame.copy, self.frames)), choices=self.choices.copy())

    def to_json(self) -> bytes:
        """What is empty, zero or false is left out."""
        return _WRITER.encode(self)

    @classmethod
    def from_json(cls, plain: bytes | str) -> Conversation:
        """Raises msgspec.DecodeError for what no version of this program has written."""
        return _READER.decode(plain)


_WRITER = Encoder()
_READER = Decoder(Conversation)


class Turn(Struct, frozen=True):
    """What one input led to. `heard_as` is the branch of the hearing order taken, for the log: never text."""

    conversation: Conversation
    effects: tuple[Effect, ...]
    heard_as: str


SHORT_ANSWER = 3  # characters


def remembered(folded: str) -> str:
    """What a conversation keeps of a folded text to know it again: never its words. Empty for "1", "no" and the like,
    which somebody may well answer five times in a row."""
    return sha256(folded.encode()).hexdigest()[:16] if len(folded) > SHORT_ANSWER else ""
