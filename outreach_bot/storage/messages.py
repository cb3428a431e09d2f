"""Every text, in and out. The row is written before anything leaves; a body is sealed, and absent for private flows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from ..errors import NotFound
from . import facts
from .inserting import insert_new
from .sealed import Keys
from .tables import message_events, messages


@dataclass(frozen=True, slots=True)
class Seen:
    """This provider id came before. `replay`: the exact bytes answered then; None when they were erased since."""

    message_id: str
    replay: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInbound:
    """A text that came in. `body` None in private flows. `replay` is what we answer, kept until `replay_until`."""

    id: str
    provider_sid: str | None
    address_id: str | None  # None: a short code or anything else that is no person
    member_id: str | None
    channel: str
    body: str | None
    created_at: datetime
    purpose: str = "inbound"
    language: str | None = None
    flow: str | None = None
    private: bool = False
    sender: str | None = None  # the number of ours it came to
    body_until: datetime | None = None
    replay: bytes | None = None
    replay_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutbound:
    """A text to go out. `facts`: (fact id, value) that it quotes. The body is erased at `body_until` (None: never)."""

    id: str
    address_id: str
    member_id: str | None
    channel: str
    body: str | None
    purpose: str
    status: str
    created_at: datetime
    reply_to: str | None = None
    segments: int | None = None
    language: str | None = None
    flow: str | None = None
    private: bool = False
    sender: str | None = None
    priority: int = 0
    body_until: datetime | None = None
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One text, opened, for people to read. `body` None: private or erased."""

    id: str
    direction: str
    address_id: str | None
    body: str | None
    purpose: str
    status: str
    error_code: int | None
    segments: int | None
    language: str | None
    flow: str | None
    private: bool
    provider_sid: str | None
    reply_to: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was reported about a message."""

    at: datetime
    status: str
    code: int | None
    source: str


def insert_inbound(connection: Connection, keys: Keys, new: NewInbound) -> Seen | None:
    """None when the text is new; what we know of it when its provider id was seen before (write nothing else then)."""
    row = {
        "id": new.id, "direction": "in", "address_id": new.address_id, "member_id": new.member_id,
        "channel": new.channel, "provider_sid": new.provider_sid, "sealed": sealed_body(keys, new.id, new.body),
        "body_until": new.body_until, "purpose": new.purpose, "status": "received", "language": new.language,
        "flow": None if new.private else new.flow, "private": new.private, "sender": new.sender, "priority": 0,
        "created_at": new.created_at, "updated_at": new.created_at, "provider_checked": 0,
        "replay_sealed": None if new.replay is None else keys.seal(new.replay, *_REPLAY, new.id),
        "replay_until": new.replay_until,
    }  # fmt: skip
    if insert_new(connection, messages, ("provider_sid",), row):
        return None
    return replay_of(connection, keys, str(new.provider_sid))


def save_replay(connection: Connection, keys: Keys, message_id: str, response: bytes, until: datetime) -> None:
    """Keep the exact bytes we answered, for the provider that asks again; they are erased at `until`."""
    sealed = keys.seal(response, *_REPLAY, message_id)
    connection.execute(_SAVE_REPLAY, {"message": message_id, "replay_sealed": sealed, "replay_until": until})


def replay_of(connection: Connection, keys: Keys, provider_sid: str) -> Seen | None:
    """What we answered to this provider id; None when it never came."""
    row = connection.execute(_BY_SID, {"sid": provider_sid}).first()
    return None if row is None else opened_seen(keys, row.id, row.replay_sealed)


def opened_seen(keys: Keys, message_id: str, blob: bytes | None) -> Seen:
    return Seen(message_id, None if blob is None else keys.open(blob, *_REPLAY, message_id))


def insert_outbound(connection: Connection, keys: Keys, new: Sequence[NewOutbound]) -> None:
    """Write texts before they leave, with the facts they quote. A private one keeps neither: facts are counted only."""
    rows = [_outbound_row(keys, one) for one in new]
    if rows:
        connection.execute(_INSERT, rows if len(rows) > 1 else rows[0])
    for one in new:
        if one.facts and one.private:
            facts.count_private(connection, one.facts, one.created_at)
        elif one.facts:
            facts.record_quotes(connection, one.id, one.facts, one.created_at)


def get(connection: Connection, keys: Keys, message_id: str) -> MessageRow:
    """Raises NotFound."""
    row = connection.execute(_GET, {"message": message_id}).first()
    if row is None:
        raise NotFound(f"there is no message {message_id}")
    return _opened(keys, row)


def by_address(connection: Connection, keys: Keys, address_id: str, limit: int = 100) -> list[MessageRow]:
    """The last texts from and to an address, oldest first, opened."""
    rows = connection.execute(_BY_ADDRESS, {"address": address_id, "most": limit}).all()
    return [_opened(keys, row) for row in reversed(rows)]


def events_of(connection: Connection, message_id: str) -> list[Event]:
    """What was reported about a message, in the order in which we heard it."""
    return [Event(*row) for row in connection.execute(_EVENTS, {"message": message_id})]


def sent_since(connection: Connection, address_id: str, since: datetime) -> int:
    """How many texts went (or are about to go) to an address."""
    return connection.execute(_SENT_SINCE, {"address": address_id, "since": since}).scalar_one()


def known_sids(connection: Connection, provider_sids: Sequence[str]) -> set[str]:
    """Those of these provider ids that we have."""
    found = set[str]()
    for first in range(0, len(provider_sids), 500):
        found.update(connection.execute(_KNOWN, {"sids": provider_sids[first : first + 500]}).scalars())
    return found


def own_numbers(connection: Connection, since: datetime) -> set[str]:
    """The numbers of ours that people have texted since then."""
    return {number for number in connection.execute(_OWN, {"since": since}).scalars() if number}


def happened() -> ColumnElement[bool]:
    """Not the rows of a blast's audience that are no text (yet): who is left out was not texted."""
    return messages.c.blast_id.is_(None) | messages.c.status.not_in(("left_out", "suppressed", "waiting"))


def _outbound_row(keys: Keys, new: NewOutbound) -> dict[str, Any]:
    return {
        "id": new.id, "direction": "out", "address_id": new.address_id, "member_id": new.member_id,
        "channel": new.channel, "sealed": sealed_body(keys, new.id, new.body), "body_until": new.body_until,
        "purpose": new.purpose, "reply_to": new.reply_to, "status": new.status, "segments": new.segments,
        "language": new.language, "flow": None if new.private else new.flow, "private": new.private,
        "sender": new.sender, "priority": new.priority, "created_at": new.created_at, "updated_at": new.created_at,
        "provider_checked": 0,
    }  # fmt: skip


def sealed_body(keys: Keys, message_id: str, body: str | None) -> bytes | None:
    return None if body is None else keys.seal(body, *_BODY, message_id)


def _opened(keys: Keys, row: Any) -> MessageRow:
    return MessageRow(
        row.id, row.direction, row.address_id, keys.open_text(row.sealed, *_BODY, row.id), row.purpose, row.status,
        row.error_code, row.segments, row.language, row.flow, row.private, row.provider_sid, row.reply_to,
        row.created_at,
    )  # fmt: skip


_BODY = ("messages", "sealed")
_REPLAY = ("messages", "replay_sealed")
_THIS = messages.c.id == bindparam("message")
_INSERT = insert(messages)
_BY_SID = select(messages.c.id, messages.c.replay_sealed).where(messages.c.provider_sid == bindparam("sid"))
_SAVE_REPLAY = update(messages).where(_THIS)
_GET = select(messages).where(_THIS)
_BY_ADDRESS = (
    select(messages)
    .where(messages.c.address_id == bindparam("address"), happened())
    # A text and its answer bear the same time: the one that came in was first.
    .order_by(messages.c.created_at.desc(), messages.c.direction.desc(), messages.c.id.desc())
    .limit(bindparam("most"))
)
_EVENTS = (
    select(message_events.c.at, message_events.c.status, message_events.c.code, message_events.c.source)
    .where(message_events.c.message_id == bindparam("message"))
    .order_by(message_events.c.id)
)
_KNOWN = select(messages.c.provider_sid).where(messages.c.provider_sid.in_(bindparam("sids", expanding=True)))
_OWN = (
    select(messages.c.sender)
    .where(messages.c.status == "received", messages.c.created_at >= bindparam("since"))
    .distinct()
)
_SENT_SINCE = select(func.count()).where(
    messages.c.address_id == bindparam("address"), messages.c.direction == "out",
    messages.c.created_at >= bindparam("since"),
)  # fmt: skip
