"""May this blast send now? Looked at before the first text and every few seconds after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..conversation.facts import WITHDRAWN
from ..storage import audit
from ..storage import blasts as rows
from ..storage.blasts import BlastRow
from . import blasts, breaker, inbox
from .ports import Bot


def may_send(bot: Bot, blast_id: int) -> bool:
    """Ends a blast whose time is up, holds one that has to wait and lets it go again, pauses one that goes badly or
    whose facts are no longer true. False: nothing may be claimed for now. Raises NotFound."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        changed = _changed_fact(bot, connection, blast, now)
        because = _held_because(bot, connection, blast, now)
    if blast.state != rows.RUNNING:
        return False
    if blast.until is not None and blast.until <= now:
        _end(bot, blast_id, now)
        return False
    if changed is not None:
        blasts.pause_by_itself(
            bot, blast_id, f"The fact {changed} has changed since, or may not be said any more: cancel, write it anew."
        )
        return False
    if because != blast.held_because:
        _hold(bot, blast_id, because, now)
    return because is None and breaker.check(bot, blast_id) is None


def _held_because(bot: Bot, connection: Any, blast: BlastRow, now: datetime) -> str | None:
    if blast.held_because == blasts.DAILY_CAP and (blast.held_until is None or now < blast.held_until):
        return blasts.DAILY_CAP
    return blasts.INBOX if inbox.overfull(bot, connection) else None


def _hold(bot: Bot, blast_id: int, because: str | None, now: datetime) -> None:
    with bot.database.transaction() as connection:
        if rows.hold(connection, blast_id, because):
            detail = {"because": because} if because else {}
            done = "held" if because else "let go"
            audit.note(connection, audit.BOT, audit.of_blast(blast_id), done, now, **detail)


def _end(bot: Bot, blast_id: int, now: datetime) -> None:
    """Nothing is sent from now on; who has not been texted is not."""
    with bot.database.transaction() as connection:
        if rows.hold_state(connection, blast_id) == rows.RUNNING:
            late = rows.drop_waiting(connection, blast_id, now, "too_late")
            audit.note(connection, audit.BOT, audit.of_blast(blast_id), "time is up", now, not_texted=late)


def _changed_fact(bot: Bot, connection: Any, blast: BlastRow, now: datetime) -> str | None:
    """The texts were written at the launch; a fact that they quote may have become another one overnight."""
    quotes = blast.facts.get("quotes", [])
    if not quotes:
        return None
    facts, today = bot.facts.at(connection, now), now.astimezone(bot.zone).date()
    for fact_id, value in quotes:
        if value == WITHDRAWN:
            continue  # an election that was withdrawn stays so
        quote = facts.quote(fact_id, on=today, today=today)
        if quote is None or str(quote.value) != value:
            return str(fact_id)
    return None
