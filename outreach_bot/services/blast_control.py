"""Blasts at hand: which there are, who did what with one; stop it, go on, end it.

It knows nothing of texts and flows, so that the command which stops a blast starts at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..errors import OutreachError
from ..storage import audience as audience_rows
from ..storage import audit
from ..storage import blasts as rows
from ..storage.audit import Step
from ..storage.blasts import BlastRow
from .ports import Bot

CANCELABLE = (rows.DRAFT, rows.EXPANDING, rows.RUNNING, rows.PAUSED)


class CannotBlast(OutreachError):
    """The blast can't do that now; the message says why and what to do."""


def every(bot: Bot) -> list[BlastRow]:
    with bot.database.reading() as connection:
        return rows.every(connection, bot.keys)


def history(bot: Bot, blast_id: int) -> list[Step]:
    """Every step of a blast and who made it, oldest first. Raises NotFound."""
    with bot.database.reading() as connection:
        rows.get(connection, bot.keys, blast_id)
        return audit.history(connection, audit.of_blast(blast_id))


def pause(bot: Bot, blast_id: int, why: str | None = None, *, who: str = audit.BOT) -> None:
    """No further text is claimed from now on. Raises NotFound, CannotBlast."""
    with bot.database.transaction() as connection:
        moved(connection, bot, blast_id, [rows.RUNNING], rows.PAUSED, "paused", who, why, paused_because=why)


def resume(bot: Bot, blast_id: int, *, who: str = audit.BOT) -> None:
    """Go on exactly where it stopped; what went wrong before is not held against it. Raises NotFound, CannotBlast."""
    with bot.database.transaction() as connection:
        moved(connection, bot, blast_id, [rows.PAUSED], rows.RUNNING, "resumed", who,
               paused_because=None, watched_since=bot.clock.now())  # fmt: skip
    bot.queue.enqueue("pump", str(blast_id), queue="blasts")


def require_not_over(bot: Bot, blast_id: int) -> None:
    """Before somebody is asked whether to cancel it. Raises NotFound, CannotBlast."""
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
    if blast.state not in CANCELABLE:
        raise CannotBlast(_cannot(blast, "canceled"))


def cancel(bot: Bot, blast_id: int, *, who: str = audit.BOT) -> int:
    """Whoever was not texted yet is not; the report stays. Returns how many. Raises NotFound, CannotBlast."""
    with bot.database.transaction() as connection:
        moved(connection, bot, blast_id, CANCELABLE, rows.CANCELED, "canceled", who, finished_at=bot.clock.now())
        dropped = rows.drop_waiting(connection, blast_id, bot.clock.now())
        audience_rows.thaw(connection, blast_id)
        total = sum(count.people for count in rows.counts(connection, blast_id))
        rows.move(connection, blast_id, [rows.CANCELED], rows.CANCELED, audience=total)
    return dropped


def moved(
    connection: Any, bot: Bot, blast_id: int, before: Sequence[str], to: str, done: str, who: str,
    why: str | None = None, **values: Any,
) -> None:  # fmt: skip
    """From one of the states `before` to another, and noted. Raises NotFound, CannotBlast."""
    blast = rows.get(connection, bot.keys, blast_id)
    if not rows.move(connection, blast_id, before, to, **values):
        raise CannotBlast(_cannot(blast, done))
    audit.note(connection, who, audit.of_blast(blast_id), done, bot.clock.now(), **({"why": why} if why else {}))


def _cannot(blast: BlastRow, done: str) -> str:
    if blast.state == done:
        return f"Blast {blast.id} is {done} already."
    return f"Blast {blast.id} is {blast.state} and cannot be {done} now."
