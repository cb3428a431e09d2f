"""Stop a blast that carriers filter or that people answer with STOP, before it reaches everybody."""

from __future__ import annotations

from ..rules.breaker import tripped
from ..storage import attempts
from ..storage import blasts as rows
from . import blasts
from .ports import Bot


def check(bot: Bot, blast_id: int) -> str | None:
    """Look at its last fates; pause it when they are bad. Returns why, or None when it may go on. Cheap whatever the
    size of the blast."""
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        if blast.state != rows.RUNNING or blast.watched_since is None:
            return None
        recent = attempts.recent(connection, blast_id, blast.watched_since)
    why = tripped(recent.finals, recent.codes, recent.opted_out, recent.handed_over)
    if why is not None:
        blasts.pause_by_itself(bot, blast_id, why)
    return why
