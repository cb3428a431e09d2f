"""What is forgotten, and when. Run it often: each statement touches only what is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, update

from .tables import answers, messages, timers

KEEP_DONE_TIMERS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Erased:
    """How much was due."""

    replays: int
    bodies: int
    answers: int
    timers: int


def erase_due(connection: Connection, now: datetime) -> Erased:
    """Erase stored replies, bodies and sensitive answers whose time has come, and timers done a week ago.

    Call `Database.checkpoint()` afterwards when anything was erased, so that the disk forgets too.
    """
    return Erased(
        replays=connection.execute(_REPLAYS, {"now": now}).rowcount,
        bodies=connection.execute(_BODIES, {"now": now}).rowcount,
        answers=connection.execute(_ANSWERS, {"now": now}).rowcount,
        timers=connection.execute(_TIMERS, {"before": now - KEEP_DONE_TIMERS}).rowcount,
    )


_REPLAYS = (
    update(messages)
    .where(messages.c.replay_until <= bindparam("now"))
    .values(replay_sealed=None, replay_until=None)
)
_BODIES = (
    update(messages).where(messages.c.body_until <= bindparam("now")).values(sealed=None, body_until=None)
)
_ANSWERS = delete(answers).where(answers.c.forget_after <= bindparam("now"))
_TIMERS = delete(timers).where(timers.c.done_at <= bindparam("before"))
