"""What is to be erased at the carrier, by its own ids: as rows, so that no lost job and no outage loses any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, update

from .inserting import insert_new
from .tables import carrier_erasures

WAITS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6))  # then once a day
MOST_TRIES = 12  # more than a week: what is still there then is a fault that staff must see


@dataclass(frozen=True, slots=True)
class Erasure:
    provider_sid: str
    wish: str  # as channels.base.Wish
    tries: int


@dataclass(frozen=True, slots=True)
class Open:
    """What the carrier still holds: how many wait, since when the first, and how many were given up."""

    waiting: int
    given_up: int
    next_at: datetime | None


def ask(connection: Connection, provider_sids: Iterable[str], wish: str, now: datetime) -> None:
    """To be done with the next upkeep. Asking twice is asking once."""
    for sid in provider_sids:
        new = {"provider_sid": sid, "wish": wish, "due_at": now, "tries": 0}
        insert_new(connection, carrier_erasures, ("provider_sid", "wish"), new)


def due(connection: Connection, now: datetime, limit: int) -> list[Erasure]:
    """The longest overdue first."""
    rows = connection.execute(_DUE, {"now": now, "most": limit, "tried": MOST_TRIES})
    return [Erasure(row.provider_sid, row.wish, row.tries) for row in rows]


def done(connection: Connection, erased: Sequence[Erasure]) -> None:
    """The carrier holds it no more."""
    if erased:
        connection.execute(_DONE, [{"sid": each.provider_sid, "what": each.wish} for each in erased])


def later(connection: Connection, refused: Sequence[Erasure], now: datetime) -> list[str]:
    """Not now: each is tried again after a longer wait. Returns the ids that are given up with this."""
    rows = [
        {
            "sid": each.provider_sid, "what": each.wish, "tries": each.tries + 1,
            "due_at": now + (WAITS[each.tries] if each.tries < len(WAITS) else timedelta(days=1)),
        }
        for each in refused
    ]  # fmt: skip
    if rows:
        connection.execute(_LATER, rows)
    return [each.provider_sid for each in refused if each.tries + 1 == MOST_TRIES]


def still_open(connection: Connection) -> Open:
    return Open(*connection.execute(_OPEN, {"tried": MOST_TRIES}).one())


_THIS = (carrier_erasures.c.provider_sid == bindparam("sid"), carrier_erasures.c.wish == bindparam("what"))
_TRIED = carrier_erasures.c.tries < bindparam("tried")
_DUE = (
    select(carrier_erasures)
    .where(carrier_erasures.c.due_at <= bindparam("now"), _TRIED)
    .order_by(carrier_erasures.c.due_at)
    .limit(bindparam("most"))
)
_DONE = delete(carrier_erasures).where(*_THIS)
_LATER = update(carrier_erasures).where(*_THIS)
_OPEN = select(
    func.count().filter(_TRIED), func.count().filter(~_TRIED), func.min(carrier_erasures.c.due_at).filter(_TRIED)
)
