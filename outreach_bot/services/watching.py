"""May this blast send now? Looked at before the first text and every few seconds after it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ..storage import audit
from ..storage import blasts as rows
from ..storage.blasts import BlastRow
from . import blasts, breaker
from .ports import Bot


def may_send(bot: Bot, blast_id: int) -> bool:
    """Lets go of a hold that is over, and pauses a blast that goes badly or whose facts are no longer true. False:
    nothing may be claimed for now. Raises NotFound."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        changed = _changed_fact(bot, connection, blast, now)
    if blast.state != rows.RUNNING:
        return False
    if changed is not None:
        blasts.pause_by_itself(
            bot, blast_id, f"The fact {changed} has changed since, or may not be said any more: cancel, write it anew."
        )
        return False
    if blast.held_because == blasts.DAILY_CAP:
        if blast.held_until is not None and now < blast.held_until:
            return False
        _let_go(bot, blast_id, now)
    return breaker.check(bot, blast_id) is None


def _changed_fact(bot: Bot, connection: object, blast: BlastRow, now: datetime) -> str | None:
    """The texts were written at the launch; a fact that they quote may have become another one overnight."""
    quotes = blast.facts.get("quotes", [])
    if not quotes:
        return None
    facts, today = bot.facts.at(connection, now), now.astimezone(ZoneInfo(bot.book.bot.timezone)).date()
    for fact_id, value in quotes:
        quote = facts.quote(fact_id, on=today, today=today)
        if quote is None or str(quote.value) != value:
            return str(fact_id)
    return None


def _let_go(bot: Bot, blast_id: int, now: datetime) -> None:
    with bot.database.transaction() as connection:
        if rows.hold(connection, blast_id, None):
            audit.note(connection, audit.BOT, audit.of_blast(blast_id), "goes on", now)
