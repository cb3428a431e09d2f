"""Sums for people to look at. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from .outbox import WAITING
from .tables import addresses, conversations, members, messages, tickets, timers


@dataclass(frozen=True, slots=True)
class Health:
    """How the house is doing. `oldest_waiting`: when the longest-waiting unsent text was written."""

    members: int
    opted_out: int
    open_conversations: int
    open_tickets: int
    overdue_timers: int
    waiting: int
    oldest_waiting: datetime | None
    messages: dict[str, int]  # "in received", "out delivered" …


def health(connection: Connection, now: datetime, since: datetime) -> Health:
    """Counts as of `now`; messages since `since`."""
    params = {"now": now}
    row = connection.execute(_HEALTH, params).one()
    counts = {f"{r.direction} {r.status}": r.total for r in connection.execute(_MESSAGES, {"since": since})}
    return Health(*row, messages=counts)


_HEALTH = select(
    select(func.count()).where(members.c.forgotten_at.is_(None)).scalar_subquery().label("members"),
    select(func.count()).where(addresses.c.opted_out_at.is_not(None)).scalar_subquery().label("opted_out"),
    select(func.count()).where(conversations.c.open).scalar_subquery().label("open_conversations"),
    select(func.count()).where(tickets.c.state != "closed").scalar_subquery().label("open_tickets"),
    select(func.count())
    .where(timers.c.done_at.is_(None), timers.c.due_at <= bindparam("now"))
    .scalar_subquery()
    .label("overdue_timers"),
    select(func.count()).where(messages.c.status == WAITING).scalar_subquery().label("waiting"),
    select(func.min(messages.c.created_at)).where(messages.c.status == WAITING).scalar_subquery().label("oldest"),
)
_MESSAGES = (
    select(messages.c.direction, messages.c.status, func.count().label("total"))
    .where(messages.c.created_at >= bindparam("since"))
    .group_by(messages.c.direction, messages.c.status)
)
