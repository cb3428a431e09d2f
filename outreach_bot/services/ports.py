"""What the services need from outside: clock, queue, receipts, carrier; and `Bot`, which holds it all together.

Its types are imported for the type checker alone: a command that pauses a blast must not wait for the flow language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from ..channels.base import Channel, Receipt
    from ..conversation.book import FlowBook
    from ..conversation.bot import BotSettings
    from ..flowfiles.catalog import Catalog
    from ..settings import Settings
    from ..storage.database import Database
    from ..storage.sealed import Keys
    from .facts import FactsOnFile


class Clock(Protocol):
    def now(self) -> datetime:
        """The time now, UTC and aware."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Queue(Protocol):
    def enqueue(self, task: str, *args: str, queue: str = "replies") -> bool:
        """Ask a worker to run `task`. Only ids travel; called after the rows are committed. May be lost: rows are the
        truth and upkeep asks again."""
        ...

    def ping(self) -> bool: ...

    def waiting(self) -> dict[str, int]: ...


class Receipts(Protocol):
    """Delivery receipts between the web door and the fold."""

    def push(self, receipt: Receipt) -> None:
        """Raises ProviderDown when the stream cannot be reached."""
        ...

    def take(self, count: int) -> list[tuple[str, Receipt]]: ...

    def done(self, entry_ids: Sequence[str]) -> None: ...

    def waiting(self) -> int: ...


class Pace(Protocol):
    """Segments a second per sender, shared by all workers."""

    def reserve(self, sender: str, segments: int, per_second: int) -> float:
        """Take so many out of the pace (negative: give back); returns the seconds to wait before they may go."""
        ...

    def slow_down(self, sender: str) -> float:
        """The carrier finds us too fast: halve the pace; it comes back slowly. Returns the share that is left, 0-1."""
        ...

    def share(self, sender: str) -> float:
        """How much of the full pace may be used now, above 0 to 1."""
        ...


@dataclass(slots=True)
class Files:
    """What the organisation's files say, read and checked. An edit that goes live replaces all of it."""

    book: FlowBook  # what members reach
    written: FlowBook  # what the files hold, flows that nobody has signed off included
    catalog: Catalog
    facts: FactsOnFile


@dataclass(slots=True)
class Redis:
    """What lives in Redis."""

    queue: Queue
    receipts: Receipts
    pace: Pace


@dataclass
class Bot:
    """One organisation's bot, made once per process by `wiring`. What takes long to open is opened when it is first
    asked for, unless `wiring.build` has done it at once."""

    settings: Settings
    database: Database
    keys: Keys
    clock: Clock
    open_channel: Callable[[], Channel]  # made inside a running loop, used as an async context
    open_redis: Callable[[], Redis]
    read_files: Callable[[Bot], Files]
    read_organisation: Callable[[Bot], BotSettings]

    @cached_property
    def files(self) -> Files:
        """All flow files. Raises FlowFault."""
        return self.read_files(self)

    @cached_property
    def organisation(self) -> BotSettings:
        """What bot.yaml says, which is read without the flows. Raises FlowFault."""
        return self.read_organisation(self)

    @cached_property
    def redis(self) -> Redis:
        return self.open_redis()

    @property
    def book(self) -> FlowBook:
        return self.files.book

    @property
    def written(self) -> FlowBook:
        return self.files.written

    @property
    def catalog(self) -> Catalog:
        return self.files.catalog

    @property
    def facts(self) -> FactsOnFile:
        return self.files.facts

    @property
    def queue(self) -> Queue:
        return self.redis.queue

    @property
    def receipts(self) -> Receipts:
        return self.redis.receipts

    @property
    def pace(self) -> Pace:
        return self.redis.pace

    @property
    def zone(self) -> ZoneInfo:
        """Where the organisation is."""
        return ZoneInfo(self.organisation.timezone)

    @property
    def language(self) -> str:
        """The language authors write in: what is used when nothing is known of a person."""
        return self.organisation.languages.source

    @property
    def sender(self) -> str:
        """The service or number that sends: what the carrier's pace is granted to."""
        return self.settings.twilio_messaging_service_sid or self.settings.twilio_from
