"""What every channel speaks: texts in, texts out, receipts, and the four outcomes of one attempt to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, Protocol, Self

from outreach_bot.rules.phone import Address


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text from a person.

    `provider_sid` is the carrier's own id of the text, the key by which a repetition is known. `to` is our number or
    sender as the carrier wrote it. `body` is as typed, without NUL characters; it may be empty (a picture alone).
    `raw_opt_out_type` is STOP, START or HELP when the carrier says that it answered the word itself, else None.
    """

    provider_sid: str
    account_sid: str
    from_: Address
    to: str
    body: str
    media_count: int = 0
    button_payload: str | None = None
    raw_opt_out_type: str | None = None

    def __repr__(self) -> str:  # a stray log line or assertion must not show a number or what was written
        return f"Inbound({self.provider_sid})"


@dataclass(frozen=True, slots=True)
class Outbound:
    """One text to a person. `message_id` is ours, made before anything leaves; [A-Za-z0-9_-] only, it travels in a URL.

    `status_callback`: the address that receipts are posted to; None takes the channel's own.
    `valid_seconds`: how long the carrier may keep trying; None leaves it to the carrier. `picture`: the address of an
    image that goes with it.
    """

    message_id: str
    to: Address
    body: str
    status_callback: str | None = None
    valid_seconds: int | None = None
    picture: str | None = None

    def __repr__(self) -> str:
        return f"Outbound({self.message_id})"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the carrier says became of a text. `message_id` is None when the carrier did not send ours back."""

    message_id: str | None
    provider_sid: str
    status: str
    error_code: int | None = None


class Action(StrEnum):
    """What a carrier's code asks us to do, beyond recording it."""

    DROP = "drop"  # this text will not arrive; nothing else follows
    RETRY = "retry"  # nothing was delivered: send the same text once more, after the wait
    SLOW_DOWN = "slow_down"  # lower the pace, then send again after the wait
    DAILY_CAP = "daily_cap"  # the carrier takes no more from us today: all blasts wait for tomorrow
    LOOK_UP = "look_up"  # its fate is unknown: ask the carrier, never just send again
    OPT_OUT = "opt_out"  # the person does not want our texts: write it in our own list
    BAD_ADDRESS = "bad_address"  # this address can never be texted
    REPORT = "report"  # our mistake or an unknown code: staff must see it, the text is not retried
    PAUSE = "pause"  # every further text would fail alike: pause the blast, tell staff
    STOP_ALL = "stop_all"  # the account cannot send at all: stop everything, tell staff


@dataclass(frozen=True, slots=True)
class Code:
    """A carrier's error code in plain English, what to do about it, and how long to wait before a retry (0: none)."""

    meaning_en: str
    action: Action
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Sent:
    """The carrier took the text. `segments` is 0 while the carrier has not chosen a sender yet."""

    provider_sid: str
    status: str
    segments: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Surely not sent, and not to be tried again. `permanent`: no text can ever go to this address."""

    code: int
    permanent: bool
    opted_out: bool
    reason: str
    action: Action = Action.DROP


@dataclass(frozen=True, slots=True)
class TryLater:
    """Surely not sent; worth another attempt. `code` is None when the carrier was not reached at all."""

    code: int | None
    after_seconds: int


@dataclass(frozen=True, slots=True)
class Unclear:
    """The request left, no usable answer came: it may have been sent. Look it up; never simply send again."""

    reason: str


Outcome = Sent | Refused | TryLater | Unclear


@dataclass(frozen=True, slots=True)
class Found:
    """A text of ours that the carrier lists."""

    provider_sid: str
    status: str
    created_at: datetime


Wish = Literal["media", "redact", "delete"]  # the pictures of a text; its words; the text with its numbers


@dataclass(frozen=True, slots=True)
class Received:
    """A text from a person that the carrier lists, and when it came to the carrier."""

    text: Inbound
    at: datetime


class Channel(Protocol):
    """A carrier. Making one is cheap and needs no event loop; its connections live inside `async with`, in one loop.

    `send` never raises for what the carrier or the network does: that is an Outcome. The others but `explain` raise
    ProviderDown when the carrier could not be asked.
    """

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *_exc: object) -> None: ...

    async def send(self, outbound: Outbound) -> Outcome: ...

    async def find(self, to: Address, body: str, since: datetime) -> list[Found]: ...

    async def fetch(self, provider_sid: str) -> Receipt | None: ...

    async def erase(self, provider_sid: str, wish: Wish) -> bool: ...

    async def received(self, to: str, since: datetime) -> list[Received]: ...

    def explain(self, code: int) -> Code: ...
