"""Work for people: somebody asked for a person, or the bot could not go on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from ..conversation.state import pack, unpack
from ..errors import NotFound
from .sealed import Keys
from .tables import messages, tickets


@dataclass(frozen=True, slots=True)
class TicketRow:
    """`summary`: (name, value) pairs that the flow chose to pass on, opened. `state`: open | held | closed.
    `wrote`: how many texts came since our last answer."""

    id: int
    member_id: str
    address_id: str
    conversation_id: str | None
    queue: str
    reason: str
    flow: str | None
    summary: list[tuple[str, Any]]
    state: str
    taken_by: str | None
    opened_at: datetime
    closed_at: datetime | None
    private: bool
    wrote: int


def open(
    connection: Connection, keys: Keys, *, member_id: str, address_id: str, conversation_id: str | None, queue: str,
    reason: str, now: datetime, summary: Sequence[tuple[str, Any]] = (), flow: str | None = None, private: bool = False,
) -> int:  # fmt: skip
    """A new ticket; returns its number. Of a `private` flow not even the name is kept: the topic is a secret."""
    row = {
        "member_id": member_id, "address_id": address_id, "conversation_id": conversation_id, "queue": queue,
        "reason": reason, "flow": None if private else flow, "private": private, "state": "open", "opened_at": now,
    }  # fmt: skip
    ticket_id = int(connection.execute(_INSERT, row).inserted_primary_key[0])  # type: ignore[index]
    if summary:
        packed = json.dumps([[name, pack(value)] for name, value in summary])
        sealed = keys.seal(packed, *_PLACE, ticket_id)  # under its number, which only the insert told us
        connection.execute(_UPDATE, {"ticket": ticket_id, "sealed": sealed})
    return ticket_id


def list_open(connection: Connection, keys: Keys, *, closed: bool = False, limit: int = 200) -> list[TicketRow]:
    """Tickets that still need a person (or, with `closed`, all), oldest first."""
    states = ["open", "held", "closed"] if closed else ["open", "held"]
    return [_opened(keys, row) for row in connection.execute(_LIST, {"states": states, "most": limit})]


def of_queue(connection: Connection, keys: Keys, queue: str | None) -> list[TicketRow]:
    """Every ticket of a queue (None: of all), closed ones too, oldest first."""
    statement = _EVERY if queue is None else _EVERY.where(tickets.c.queue == queue)
    return [_opened(keys, row) for row in connection.execute(statement)]


def unanswered(connection: Connection) -> int:
    """How many tickets wait for a word of ours: nobody has taken them, or the person has written since we last did."""
    return connection.execute(_UNANSWERED).scalar_one()


def get(connection: Connection, keys: Keys, ticket_id: int) -> TicketRow:
    """Raises NotFound."""
    row = connection.execute(_GET, {"ticket": ticket_id}).first()
    if row is None:
        raise NotFound(f"there is no ticket {ticket_id}. List them with: outreach inbox list")
    return _opened(keys, row)


def for_address(connection: Connection, keys: Keys, address_id: str) -> list[TicketRow]:
    """The tickets of a person that are not closed, oldest first."""
    return [_opened(keys, row) for row in connection.execute(_FOR_ADDRESS, {"address": address_id})]


def hold(connection: Connection, ticket_id: int, who: str) -> bool:
    """`who` takes the ticket. False when it is closed or somebody else has it."""
    return connection.execute(_HOLD, {"ticket": ticket_id, "who": who}).rowcount == 1


def close(connection: Connection, ticket_id: int, now: datetime) -> bool:
    """False when it was closed already."""
    return connection.execute(_CLOSE, {"ticket": ticket_id, "now": now}).rowcount == 1


def _opened(keys: Keys, row: Any) -> TicketRow:
    pairs = [] if row.sealed is None else json.loads(keys.open(row.sealed, *_PLACE, row.id))
    return TicketRow(
        row.id, row.member_id, row.address_id, row.conversation_id, row.queue, row.reason, row.flow,
        [(name, unpack(value)) for name, value in pairs], row.state, row.taken_by, row.opened_at, row.closed_at,
        row.private, row.wrote,
    )  # fmt: skip


_PLACE = ("tickets", "sealed")
_THIS = tickets.c.id == bindparam("ticket")
_INSERT = insert(tickets)
_UPDATE = update(tickets).where(_THIS)
_HEARD, _SAID = messages.alias("heard"), messages.alias("said")
_LAST_SAID = (
    select(func.max(_SAID.c.created_at))
    .where(_SAID.c.address_id == tickets.c.address_id, _SAID.c.purpose == "inbox")
    .scalar_subquery()
)
_SINCE = select(_HEARD.c.id).where(
    _HEARD.c.address_id == tickets.c.address_id, _HEARD.c.direction == "in", _HEARD.c.created_at > _LAST_SAID
)
_EVERYTHING = select(
    tickets, _SINCE.with_only_columns(func.count()).scalar_subquery().label("wrote")
)
_GET = _EVERYTHING.where(_THIS)
_LIST = (
    _EVERYTHING
    .where(tickets.c.state.in_(bindparam("states", expanding=True)))
    .order_by(tickets.c.id)
    .limit(bindparam("most"))
)
_EVERY = _EVERYTHING.order_by(tickets.c.id)
_FOR_ADDRESS = (
    _EVERYTHING
    .where(tickets.c.address_id == bindparam("address"), tickets.c.state != "closed")
    .order_by(tickets.c.id)
)
_HOLD = (
    update(tickets)
    .where(_THIS, tickets.c.state != "closed", tickets.c.taken_by.is_(None) | (tickets.c.taken_by == bindparam("who")))
    .values(state="held", taken_by=bindparam("who"))
)
_CLOSE = update(tickets).where(_THIS, tickets.c.state != "closed").values(state="closed", closed_at=bindparam("now"))
_UNANSWERED = (
    select(func.count())
    .select_from(tickets)
    .where(
        or_(
            tickets.c.state == "open",
            (tickets.c.state == "held") & _SINCE.exists(),
        )
    )
)  # fmt: skip
