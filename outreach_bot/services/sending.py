"""Texts that leave by a call of their own: claimed and committed first, sent side by side, recorded together."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from .. import logs
from ..channels.base import Action, Outbound, Outcome, Refused, Sent, TryLater, Unclear
from ..channels.twilio import status_callback
from ..channels.twilio_codes import explain
from ..rules import delivery, pacing
from ..rules.phone import Address
from ..storage import outbox
from . import opting_out, unreachable
from .ports import Bot

log = logs.get(__name__)

LONGEST_VALID = 36_000  # seconds that Twilio may keep trying (its ValidityPeriod)

OURS_TO_MEND = (
    Action.PAUSE,
    Action.STOP_ALL,
)  # account or sender: the text itself is fine and waits until it is mended

LONG_WAIT_SECONDS = 60  # a shorter wait is the sender's own back-off


async def send(bot: Bot, ids: Sequence[str], *, picture: str | None = None) -> int:
    """Send these texts, with a picture if one is given; each goes to exactly one caller, ever. Returns how many were
    claimed here.

    What surely did not leave waits again; whatever is unclear stays claimed and is looked up by upkeep.
    """
    async with bot.open_channel() as channel:  # first: without a channel nothing is claimed, and the texts wait
        with bot.database.transaction() as connection:
            rows = outbox.claim_for_sending(connection, bot.keys, ids, bot.clock.now())
        if not rows:
            return 0
        outcomes = await asyncio.gather(*(channel.send(outbound(bot, row, picture=picture)) for row in rows))
    with bot.database.transaction() as connection:
        record(bot, connection, list(zip(rows, outcomes, strict=True)), bot.clock.now())
    return len(rows)


def record(bot: Bot, connection: Any, outcomes: Sequence[tuple[outbox.OutboundRow, Outcome]], now: datetime) -> None:
    """Write down what became of each attempt."""
    reports: list[outbox.Reported] = []
    later: defaultdict[datetime | None, list[str]] = defaultdict(list)
    for row, outcome in outcomes:
        if isinstance(outcome, TryLater) or (isinstance(outcome, Refused) and outcome.action in OURS_TO_MEND):
            later[_not_before(outcome, now)].append(row.message_id)
            log.warning("a text was not taken and waits", message=row.message_id, code=outcome.code)
        elif isinstance(outcome, Sent | Refused):
            reports.append(_report(row, outcome, now))
            if isinstance(outcome, Refused) and outcome.opted_out:
                opting_out.opt_out(bot, connection, row.address_id, "carrier", now)
            elif isinstance(outcome, Refused):
                unreachable.note(connection, row.address_id, outcome.code, now)
        elif isinstance(outcome, Unclear):
            log.warning("a text's fate is unclear, it will be looked up", message=row.message_id, reason=outcome.reason)
    for not_before, ids in later.items():
        outbox.put_back(connection, ids, now, not_before)
    outbox.record(connection, reports, delivery.fold)


def _not_before(outcome: TryLater | Refused, now: datetime) -> datetime | None:
    """When a text that was not taken may be tried again; None: as soon as the pace and the sender's back-off allow."""
    if not isinstance(outcome, TryLater):
        return None
    if outcome.code is not None and explain(outcome.code).action is Action.DAILY_CAP:
        return pacing.carrier_day_ends(now)
    return now + timedelta(seconds=outcome.after_seconds) if outcome.after_seconds >= LONG_WAIT_SECONDS else None


def _report(row: outbox.OutboundRow, outcome: Sent | Refused, now: datetime) -> outbox.Reported:
    if isinstance(outcome, Sent):
        return outbox.Reported(
            status=outcome.status, at=now, source="api", message_id=row.message_id,
            provider_sid=outcome.provider_sid, segments=outcome.segments or None,
        )  # fmt: skip
    log.warning("a text was refused", message=row.message_id, code=outcome.code, reason=outcome.reason)
    return outbox.Reported(status="refused", at=now, source="api", message_id=row.message_id, error_code=outcome.code)


def outbound(
    bot: Bot, row: outbox.OutboundRow, *, picture: str | None = None, valid_seconds: int | None = None
) -> Outbound:
    callback = status_callback(bot.settings.public_base_url, row.message_id)
    to = Address(row.channel, row.to)  # type: ignore[arg-type]
    return Outbound(row.message_id, to, row.body or "", callback, _valid(bot, row, valid_seconds), picture)


def _valid(bot: Bot, row: outbox.OutboundRow, seconds: int | None) -> int | None:
    """How long the carrier may try: `seconds`, and not past the end of a text that must not go out late."""
    if row.send_until is None:
        return seconds
    left = max(int((row.send_until - bot.clock.now()).total_seconds()), 1)
    return min(left, seconds or LONGEST_VALID, LONGEST_VALID)
