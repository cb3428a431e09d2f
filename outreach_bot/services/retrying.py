"""The carrier took a text and says that it has not arrived: what its code asks for.

Another attempt (one that costs a retry, or one that only waits), a slower pace, no more today, a pause, or an address
that is not texted again. Twilio's codes and their classes stand in `channels/twilio.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from .. import logs
from ..channels.base import Action
from ..channels.twilio_codes import explain
from ..rules import pacing
from ..rules.breaker import FILTERED
from ..storage import attempts, audit
from ..storage import blasts as rows
from ..storage.attempts import Failed
from . import blasts, breaker, unreachable
from .ports import Bot

log = logs.get(__name__)

RETRIES = 1  # attempts after the first, for what may be better later
STILL_NEWS = timedelta(days=1)  # a text that failed longer ago is not sent again: it has become late
MEND = timedelta(minutes=10)  # the least wait after a fault of our own account; a pause lasts as long as it lasts
OURS = (Action.PAUSE, Action.STOP_ALL)


def consider(bot: Bot, message_ids: Iterable[str]) -> None:
    """Look at texts of which bad news came, after the news is committed. Safe to call twice with the same."""
    now = bot.clock.now()
    by_blast: defaultdict[int, list[Failed]] = defaultdict(list)
    with bot.database.transaction() as connection:
        found = attempts.failed(connection, message_ids)
        for text in found:
            unreachable.note(connection, text.address_id, text.code, now)
            if text.blast_id is not None:
                by_blast[text.blast_id].append(text)
        for blast_id, texts in sorted(by_blast.items()):
            _again(bot, connection, blast_id, texts, now)
    actions = {explain(text.code).action for text in found}
    if Action.SLOW_DOWN in actions:
        bot.pace.slow_down(bot.sender)
    if Action.DAILY_CAP in actions:
        hold_for_today(bot)
    for blast_id, texts in sorted(by_blast.items()):
        broken = next((text.code for text in texts if _breaks_everything(text.code)), None)
        if broken is not None:
            stop(bot, blast_id, explain(broken).action, f"{explain(broken).meaning_en} (code {broken})")
        else:
            breaker.check(bot, blast_id)


def stop(bot: Bot, blast_id: int, action: Action, why: str) -> None:
    """Every further text would fail alike: pause this blast; when the account itself cannot send, every blast."""
    if action is not Action.STOP_ALL:
        blasts.pause_by_itself(bot, blast_id, why)
        return
    with bot.database.reading() as connection:
        running = rows.in_state(connection, rows.RUNNING)
    for each in running:
        blasts.pause_by_itself(bot, each, why, alert=False)  # an account that cannot send cannot alert either


def hold_for_today(bot: Bot) -> None:
    """The carrier takes no more from us today: every blast waits for its tomorrow."""
    now = bot.clock.now()
    ends = pacing.carrier_day_ends(now)
    with bot.database.transaction() as connection:
        for blast_id in rows.hold_everything(connection, blasts.DAILY_CAP, ends):
            audit.note(connection, audit.BOT, audit.of_blast(blast_id), "held", now, because=blasts.DAILY_CAP)


def _again(bot: Bot, connection: Any, blast_id: int, texts: Sequence[Failed], now: datetime) -> None:
    """Let those wait that get another attempt; a blast that was done goes on for them, a canceled one does not."""
    until = rows.get(connection, bot.keys, blast_id).until
    later: defaultdict[tuple[datetime, int], list[str]] = defaultdict(list)
    for text in texts:
        attempt = _next_attempt(text, now)
        if attempt is not None and (until is None or attempt[0] < until):
            later[attempt].append(text.message_id)
    if not later:
        return
    if rows.reopen(connection, blast_id):
        audit.note(connection, audit.BOT, audit.of_blast(blast_id), "reopened", now)
    if rows.hold_state(connection, blast_id) not in (rows.RUNNING, rows.PAUSED):
        return
    for (not_before, spends), ids in later.items():
        waiting = attempts.again(connection, ids, not_before, now, spends=spends)
        log.info("texts that did not arrive wait for another attempt", blast=blast_id, texts=waiting)


def _next_attempt(text: Failed, now: datetime) -> tuple[datetime, int] | None:
    """(not before, retries that it costs); None: that was the last."""
    code = explain(text.code)
    if text.attempted_at is None or now - text.attempted_at > STILL_NEWS:
        return None
    if code.action is Action.SLOW_DOWN:
        return now + timedelta(seconds=code.wait_seconds), 0
    if code.action is Action.DAILY_CAP:
        return pacing.carrier_day_ends(now), 0
    if code.action is Action.RETRY and text.retries < RETRIES:
        return now + timedelta(seconds=code.wait_seconds), 1
    if code.action in OURS and text.retries < RETRIES:
        return now + MEND, 1
    return None


def _breaks_everything(code: int) -> bool:
    """Does every further text fail alike? Not surely for a number that nobody registered: it may be one of several, and
    the breaker counts those."""
    return explain(code).action in OURS and code not in FILTERED
