"""Who took tickets out of the house, who agreed to it, and when: rows are added and finished, never removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from .sealed import Keys
from .tables import exports


@dataclass(frozen=True, slots=True)
class Asked:
    """An export that waits for the code which the second person was texted."""

    id: int
    code: str
    tries: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One line of the record. `tickets` None: it never happened."""

    id: int
    who: str
    approved_by: str | None
    queue: str | None
    tickets: int | None
    asked_at: datetime
    done_at: datetime | None


def add(
    connection: Connection, keys: Keys, *, who: str, approved_by: str | None, queue: str | None, code: str | None,
    now: datetime,
) -> int:  # fmt: skip
    """Somebody asks; returns the number. Without a `code` nobody else has to agree."""
    row = {"who": who, "approved_by": approved_by, "queue": queue, "tries": 0, "asked_at": now}
    export_id = int(connection.execute(insert(exports), row).inserted_primary_key[0])  # type: ignore[index]
    if code is not None:
        connection.execute(_CODE, {"export": export_id, "sealed": keys.seal(code, *_PLACE, export_id)})
    return export_id


def waiting(
    connection: Connection, keys: Keys, *, who: str, approved_by: str, queue: str | None, since: datetime
) -> Asked | None:
    """The newest one of these two people for this queue that was asked for since then and not done."""
    wanted = {"by": who, "other": approved_by, "since": since}
    of_queue = exports.c.queue.is_(None) if queue is None else exports.c.queue == queue
    row = connection.execute(_WAITING.where(of_queue), wanted).first()
    if row is None:
        return None
    return Asked(row.id, keys.open(row.code_sealed, *_PLACE, row.id).decode(), row.tries, row.asked_at)


def tried(connection: Connection, export_id: int) -> None:
    """A code was given: counted before it is compared, so that nobody tries them all."""
    connection.execute(_TRIED, {"export": export_id})


def done(connection: Connection, export_id: int, tickets: int, now: datetime) -> None:
    """So many tickets left the house; the code opens nothing more."""
    connection.execute(_DONE, {"export": export_id, "n": tickets, "now": now})


def every(connection: Connection, limit: int = 200) -> list[ExportRow]:
    """The newest first."""
    return [ExportRow(*row) for row in connection.execute(_EVERY, {"most": limit})]


_PLACE = ("exports", "code_sealed")
_THIS = exports.c.id == bindparam("export")
_CODE = update(exports).where(_THIS).values(code_sealed=bindparam("sealed"))
_WAITING = (
    select(exports.c.id, exports.c.code_sealed, exports.c.tries, exports.c.asked_at)
    .where(
        exports.c.who == bindparam("by"), exports.c.approved_by == bindparam("other"), exports.c.done_at.is_(None),
        exports.c.code_sealed.is_not(None), exports.c.asked_at > bindparam("since"),
    )
    .order_by(exports.c.id.desc())
    .limit(1)
)  # fmt: skip
_TRIED = update(exports).where(_THIS).values(tries=exports.c.tries + 1)
_DONE = (
    update(exports).where(_THIS).values(code_sealed=None, tickets=bindparam("n"), done_at=bindparam("now"))
)
_EVERY = (
    select(
        exports.c.id, exports.c.who, exports.c.approved_by, exports.c.queue, exports.c.tickets, exports.c.asked_at,
        exports.c.done_at,
    )
    .order_by(exports.c.id.desc())
    .limit(bindparam("most"))
)  # fmt: skip
