"""What is forgotten, and when. Run it often: each statement touches only what is due."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, func, select, update

from . import tallies
from .tables import addresses, answers, conversations, messages, tickets, timers

KEEP_BODIES = timedelta(days=90)
KEEP_REPLAY = timedelta(minutes=2)  # Twilio repeats a webhook within its 15 seconds, and after that never
KEEP_SENSITIVE = timedelta(days=30)  # answers marked so, and what a closed ticket was told
KEEP_CONVERSATIONS = timedelta(days=30)  # open ones in which nothing was said and nothing is due: answers are in them
KEEP_DONE_TIMERS = timedelta(days=7)
KEEP_UNOWNED = timedelta(days=30)  # the carrier's ids of texts that let go of their person


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was due."""

    replays: int
    bodies: int
    answers: int
    tickets: int
    conversations: int
    unowned: int
    timers: int


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of thing that is forgotten on schedule. `oldest`: of what is held now. `due`: what the next run erases;
    `late`: of these, what should have gone an hour ago. `for_ever`: held without an end, which must be nothing.
    `next_at`: when the first of it is due."""

    what: str
    days: float
    held: int
    oldest: datetime | None
    due: int
    late: int
    for_ever: int
    next_at: datetime | None


def erase_due(connection: Connection, now: datetime) -> Erased:
    """Erase stored replies, bodies, sensitive answers, what closed tickets were told and where unfinished conversations
    stand, when their time has come; the carrier's ids of unowned texts; timers done a week ago. Counted by the day.

    Call `Database.checkpoint()` afterwards when anything was erased, so that the disk forgets too.
    """
    params = {
        "now": now, "closed": now - KEEP_SENSITIVE, "unowned": now - KEEP_UNOWNED, "done": now - KEEP_DONE_TIMERS,
        "silent": now - KEEP_CONVERSATIONS,
    }  # fmt: skip
    erased = Erased(**{name: connection.execute(what, params).rowcount for name, what in _DUE.items()})
    counted = {f"{tallies.ERASED}{name}": count for name, count in asdict(erased).items() if name != "timers"}
    tallies.add(connection, now.date().isoformat(), counted)
    return erased


def overview(connection: Connection, now: datetime) -> list[Kept]:
    """What is held of each kind, how old it is, and what the next run erases."""
    return [
        _kept(connection, now, "bodies", messages, messages.c.sealed, messages.c.body_until, KEEP_BODIES),
        _kept(connection, now, "stored replies", messages, messages.c.replay_sealed, messages.c.replay_until,
              KEEP_REPLAY),
        _kept(connection, now, "sensitive answers", answers, answers.c.sealed, answers.c.forget_after, KEEP_SENSITIVE,
              answers.c.sensitive),
        _ended(connection, now, "closed tickets", tickets.c.sealed.is_not(None) & (tickets.c.state == "closed"),
               tickets.c.closed_at, KEEP_SENSITIVE),
        _ended(connection, now, "open conversations", _ABANDONED, conversations.c.updated_at, KEEP_CONVERSATIONS),
    ]  # fmt: skip


def private_texts(connection: Connection) -> int:
    """Rows of texts of private flows that still name their person."""
    named = messages.c.private & messages.c.address_id.is_not(None)
    return connection.execute(select(func.count()).select_from(messages).where(named)).scalar_one()


def receipts(connection: Connection) -> int:
    """Numbers of people who were erased: a hash each."""
    erased = addresses.c.sealed.is_(None) & addresses.c.member_id.is_(None)
    return connection.execute(select(func.count()).select_from(addresses).where(erased)).scalar_one()


def _kept(
    connection: Connection, now: datetime, what: str, table: Table, sealed: Any, until: Any, keep: timedelta,
    also: ColumnElement[bool] | None = None,
) -> Kept:  # fmt: skip
    began = table.c["at" if "at" in table.c else "created_at"]
    there = sealed.is_not(None) if also is None else also
    row = connection.execute(
        select(
            func.count(), func.min(began), func.count().filter(until <= now),
            func.count().filter(until <= now - timedelta(hours=1)), func.count().filter(until.is_(None)),
            func.min(until),
        ).where(there)
    ).one()  # fmt: skip
    return Kept(what, keep / timedelta(days=1), *row)


def _ended(
    connection: Connection, now: datetime, what: str, there: ColumnElement[bool], since: Any, keep: timedelta
) -> Kept:
    """What is kept for some time after it ended."""
    late = since <= now - keep - timedelta(hours=1)
    held, oldest, due, overdue = connection.execute(
        select(
            func.count(), func.min(since), func.count().filter(since <= now - keep), func.count().filter(late)
        ).where(there)
    ).one()
    return Kept(what, keep / timedelta(days=1), held, oldest, due, overdue, 0, oldest + keep if oldest else None)


# Not one that a person of ours holds, or that a reminder or the end of a pause will wake.
_ABANDONED = (
    conversations.c.open
    & conversations.c.held_by.is_(None)
    & ~select(timers.c.id).where(timers.c.subject_id == conversations.c.id, timers.c.done_at.is_(None)).exists()
)
_DUE = {
    "replays": update(messages)
    .where(messages.c.replay_until <= bindparam("now"))
    .values(replay_sealed=None, replay_until=None),
    "bodies": update(messages).where(messages.c.body_until <= bindparam("now")).values(sealed=None, body_until=None),
    "answers": delete(answers).where(answers.c.forget_after <= bindparam("now")),
    "tickets": update(tickets)
    .where(tickets.c.closed_at <= bindparam("closed"), tickets.c.sealed.is_not(None))
    .values(sealed=None),
    "conversations": delete(conversations).where(_ABANDONED, conversations.c.updated_at <= bindparam("silent")),
    "unowned": delete(messages).where(
        messages.c.address_id.is_(None), messages.c.direction == "in", messages.c.created_at <= bindparam("unowned")
    ),
    "timers": delete(timers).where(timers.c.done_at <= bindparam("done")),
}
