"""May this blast send now? Looked at before the first text and every few seconds after it."""

from __future__ import annotations

from ..storage import audit
from ..storage import blasts as rows
from . import blasts, breaker
from .ports import Bot


def may_send(bot: Bot, blast_id: int) -> bool:
    """Lets go of a hold that is over, and pauses a blast that goes badly. False: nothing may be claimed for now.

    Raises NotFound."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
    if blast.state != rows.RUNNING:
        return False
    if blast.held_because == blasts.DAILY_CAP:
        if blast.held_until is not None and now < blast.held_until:
            return False
        _let_go(bot, blast_id)
    return breaker.check(bot, blast_id) is None


def _let_go(bot: Bot, blast_id: int) -> None:
    with bot.database.transaction() as connection:
        if rows.hold(connection, blast_id, None):
            audit.note(connection, audit.BOT, blasts.subject(blast_id), "goes on", bot.clock.now())
