"""Sums over blasts, for previews and reports. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from .blasts import EXPANDING, LEFT_OUT, RUNNING
from .outbox import SUPPRESSED, WAITING
from .tables import blasts, earlier_attempts, messages

UNPAID = (WAITING, LEFT_OUT, SUPPRESSED, "refused")  # statuses of rows that the carrier does not bill


@dataclass(frozen=True, slots=True)
class Spent:
    """What one blast has used. `segments`: with those of attempts that were followed by another one."""

    blast_id: int
    name: str
    purpose: str
    launched_at: datetime
    price: str | None
    picture: bool
    people: int
    segments: int


def spent(connection: Connection, since: datetime) -> list[Spent]:
    """Every blast that was launched since then, the newest first."""
    again = {row.blast_id: int(row.segments) for row in connection.execute(_AGAIN, {"since": since})}
    return [
        Spent(
            row.id, row.name, row.purpose, row.launched_at, row.price, row.picture is not None, row.people,
            int(row.segments) + again.get(row.id, 0),
        )
        for row in connection.execute(_SPENT, {"since": since})
    ]  # fmt: skip


def segments_waiting(connection: Connection) -> dict[str, int]:
    """Zone → segments of all running blasts that wait there."""
    return {row.zone: int(row.segments) for row in connection.execute(_SEGMENTS_WAITING)}


_SEGMENTS_WAITING = (
    select(messages.c.zone, func.coalesce(func.sum(messages.c.segments), 0).label("segments"))
    .join_from(messages, blasts, blasts.c.id == messages.c.blast_id)
    .where(messages.c.status == WAITING, blasts.c.state.in_((EXPANDING, RUNNING)), messages.c.zone.is_not(None))
    .group_by(messages.c.zone)
)
_SPENT = (
    select(
        blasts.c.id, blasts.c.name, blasts.c.purpose, blasts.c.launched_at, blasts.c.price, blasts.c.picture,
        func.count().label("people"), func.coalesce(func.sum(messages.c.segments), 0).label("segments"),
    )
    .join_from(blasts, messages, messages.c.blast_id == blasts.c.id)
    .where(blasts.c.launched_at >= bindparam("since"), messages.c.status.not_in(UNPAID))
    .group_by(blasts.c.id)
    .order_by(blasts.c.id.desc())
)
_AGAIN = (
    select(messages.c.blast_id, func.coalesce(func.sum(earlier_attempts.c.segments), 0).label("segments"))
    .select_from(
        earlier_attempts.join(messages, messages.c.id == earlier_attempts.c.message_id).join(
            blasts, blasts.c.id == messages.c.blast_id
        )
    )
    .where(blasts.c.launched_at >= bindparam("since"))
    .group_by(messages.c.blast_id)
)
