"""What is to happen later, as rows: a lost Redis or a long outage loses none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from .ids import new_id
from .tables import timers

EXPIRE = "expire"  # ends a private conversation


@dataclass(frozen=True, slots=True)
class Timer:
    """`turn`: the turn it belongs to; when that has passed, the timer means nothing."""

    id: str
    kind: str
    subject_id: str
    turn: int | None
    due_at: datetime


def add(
    connection: Connection, *, kind: str, subject_id: str, due_at: datetime, now: datetime, turn: int | None = None
) -> str:
    """One more timer for this subject; returns its id."""
    timer_id = new_id(now)
    row = {"id": timer_id, "kind": kind, "subject_id": subject_id, "turn": turn, "due_at": due_at, "done_at": None}
    connection.execute(_INSERT, row)
    return timer_id


def replace(
    connection: Connection, *, kind: str, subject_id: str, due_at: datetime, now: datetime, turn: int | None = None
) -> None:
    """The one timer of this kind for this subject: moved when there is one, added when not."""
    params = {"k": kind, "subject": subject_id, "turn": turn, "due_at": due_at}
    if connection.execute(_MOVE, params).rowcount == 0:
        add(connection, kind=kind, subject_id=subject_id, due_at=due_at, now=now, turn=turn)


def due(connection: Connection, now: datetime, limit: int) -> list[Timer]:
    """Timers that are due, longest overdue first, taken for this transaction.

    Do what they ask and mark them `done` in the same transaction: a crash undoes both, so that each happens once.
    """
    return [Timer(*row) for row in connection.execute(_DUE, {"now": now, "most": limit})]


def done(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """Fired. One that ended a private conversation leaves at once: it would only tell that there was one."""
    if ids:
        connection.execute(_LEAVES, {"ids": list(ids)})
        connection.execute(_DONE, {"ids": list(ids), "done_at": now})


def cancel(connection: Connection, subject_id: str) -> int:
    """STOP, or the end of what they were for: the timers of this subject that have not fired are gone."""
    return connection.execute(_CANCEL, {"subject": subject_id}).rowcount


_INSERT = insert(timers)
_OF_SUBJECT = timers.c.subject_id == bindparam("subject")
_MOVE = update(timers).where(_OF_SUBJECT, timers.c.kind == bindparam("k"), timers.c.done_at.is_(None))
_DUE = (
    select(timers.c.id, timers.c.kind, timers.c.subject_id, timers.c.turn, timers.c.due_at)
    .where(timers.c.done_at.is_(None), timers.c.due_at <= bindparam("now"))
    .order_by(timers.c.due_at, timers.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DONE = update(timers).where(timers.c.id.in_(bindparam("ids", expanding=True)), timers.c.done_at.is_(None))
_LEAVES = delete(timers).where(timers.c.id.in_(bindparam("ids", expanding=True)), timers.c.kind == EXPIRE)
_CANCEL = delete(timers).where(_OF_SUBJECT, timers.c.done_at.is_(None))
