"""What nobody else remembers: lost jobs, lost receipts, replies that never arrived, timers, what must be forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from .. import logs
from ..channels.base import Channel, Receipt
from ..conversation.effects import Say
from ..conversation.inputs import TimedOut
from ..errors import ProviderDown, Stale
from ..rules import delivery
from ..rules.phone import Address
from ..storage import (
    addresses,
    blasts,
    carrier_erasures,
    conversations,
    flow_versions,
    outbox,
    progress,
    retention,
    timers,
    unowned,
)
from ..storage.party import load_party
from . import facts, receipts, turns
from .inbound import turn_and_reply
from .ports import Bot

log = logs.get(__name__)

JOB_IS_LOST = timedelta(seconds=15)  # a text that waits this long has lost its job
LOOK_UP_AFTER = timedelta(minutes=2)  # without a word from the carrier
POLL_AFTER = timedelta(minutes=15)  # a text that stopped between two states
POLL_SELDOM = timedelta(hours=6)  # …and still stands there after several questions
POLL_NO_MORE = timedelta(days=5)  # many carriers never say more than `sent`: else these alone would fill each round
LOOKS = 2  # not listed this often: nobody knows, and it is never sent again
BATCH = 200
FACTS, LOOK_AT_FACTS = "facts", time(9)  # the morning look at what is past its review
LET_GO = 1000  # private texts a time
ROUNDS = 10  # batches of erasures at the carrier in one go; the job must end in time
AT_ONCE = 20  # questions to the carrier under way


def send_what_waits(bot: Bot) -> int:
    """Ask for another job for texts whose job was lost, or which the carrier was too busy to take."""
    with bot.database.reading() as connection:
        ids = outbox.waiting(connection, BATCH, older_than=bot.clock.now() - JOB_IS_LOST)
    if ids:
        bot.queue.enqueue("send", *ids)
    return len(ids)


def go_on_with_blasts(bot: Bot) -> None:
    """Every blast that is not done has a job again: after a lost Redis, a dead pump, a night of quiet hours."""
    with bot.database.reading() as connection:
        expanding = blasts.in_state(connection, blasts.EXPANDING)
        running = blasts.in_state(connection, blasts.RUNNING)
    if not (expanding or running) or bot.queue.waiting()["blasts"]:
        return  # jobs wait already: more would only pile up
    for blast_id in expanding:
        bot.queue.enqueue("expand", str(blast_id), queue="blasts")
    for blast_id in running:
        bot.queue.enqueue("pump", str(blast_id), queue="blasts")


async def look_up(bot: Bot) -> int:
    """Replies and attempts of which nothing was heard for two minutes are looked up at the carrier (Twilio has no
    idempotency key on create: a look-up is the only way to know).

    Listed → adopted. Not listed: a reply, which travelled in the webhook's response, is sent once by REST; an attempt
    is looked up once more and then `unclear`: reported, never sent again.
    """
    now = bot.clock.now()
    with bot.database.reading() as connection:
        replies = outbox.unconfirmed_replies(connection, bot.keys, now - LOOK_UP_AFTER, BATCH)
        attempts = outbox.stale_attempts(connection, bot.keys, now - LOOK_UP_AFTER, BATCH)
    if not replies and not attempts:
        return 0
    to_send: list[str] = []

    async def reply(row: outbox.OutboundRow) -> None:
        if not await _adopted(bot, channel, row, row.created_at):
            to_send.extend(_reopen(bot, row))

    async def attempt(row: outbox.OutboundRow) -> None:
        if not await _adopted(bot, channel, row, row.attempted_at or row.created_at):
            _give_up_slowly(bot, row)

    async with bot.open_channel() as channel:
        await _side_by_side([reply(row) for row in replies] + [attempt(row) for row in attempts])
    if to_send:
        bot.queue.enqueue("send", *to_send)
    return len(replies) + len(attempts)


async def _side_by_side(questions: Sequence[Coroutine[Any, Any, None]]) -> None:
    """A few at once: staff's answers wait in the same line of jobs. When the carrier is down the rest is left for the
    next time."""
    left = list(questions)
    try:
        while left:
            some, left = left[:AT_ONCE], left[AT_ONCE:]
            failed = [told for told in await asyncio.gather(*some, return_exceptions=True) if told is not None]
            for error in failed:
                if not isinstance(error, ProviderDown):
                    raise error
            if failed:
                return
    finally:
        for question in left:
            question.close()


async def _adopted(bot: Bot, channel: Channel, row: outbox.OutboundRow, since: datetime) -> bool:
    """Is it listed at the carrier? Then nothing is sent. Raises ProviderDown when that cannot be known now."""
    if row.body is None:
        _settle(bot, row, "unclear")  # erased meanwhile: there is nothing left to compare or to send
        return True
    found = await channel.find(Address(row.channel, row.to), row.body, since)  # type: ignore[arg-type]
    for listed in found:
        report = outbox.Reported(
            status=listed.status, at=bot.clock.now(), source="poll", message_id=row.message_id,
            provider_sid=listed.provider_sid,
        )  # fmt: skip
        with bot.database.transaction() as connection:
            # The same words may have gone to the same person twice: each listing belongs to one row.
            if outbox.owner_of(connection, listed.provider_sid) in (None, row.message_id):
                outbox.record(connection, [report], delivery.fold)
                return True
    return False


def _reopen(bot: Bot, row: outbox.OutboundRow) -> list[str]:
    with bot.database.transaction() as connection:
        reopened = outbox.reopen(connection, row.message_id, bot.clock.now())
    if reopened:
        log.warning("a reply did not reach the carrier and is sent by a call of its own", message=row.message_id)
    return [row.message_id] if reopened else []


def _give_up_slowly(bot: Bot, row: outbox.OutboundRow) -> None:
    if row.provider_checked + 1 >= LOOKS:
        _settle(bot, row, "unclear")
        return
    with bot.database.transaction() as connection:
        outbox.note_checked(connection, [row.message_id], bot.clock.now())


def _settle(bot: Bot, row: outbox.OutboundRow, status: str) -> None:
    report = outbox.Reported(status=status, at=bot.clock.now(), source="us", message_id=row.message_id)
    with bot.database.transaction() as connection:
        outbox.record(connection, [report], delivery.fold)
    log.warning("nobody knows whether a text was sent; it is not sent again", message=row.message_id)


async def poll(bot: Bot) -> int:
    """Ask for the state of texts that stopped between two states: their receipts were lost."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        stuck = outbox.unsettled(
            connection, delivery.UNSETTLED, now - POLL_AFTER, BATCH, long_silent=now - POLL_SELDOM,
            since=now - POLL_NO_MORE,
        )  # fmt: skip
    if not stuck:
        return 0
    told: list[Receipt] = []

    async def ask(message_id: str, sid: str) -> None:
        receipt = await channel.fetch(sid)
        if receipt is not None:
            told.append(Receipt(message_id, sid, receipt.status, receipt.error_code))

    async with bot.open_channel() as channel:
        await _side_by_side([ask(message_id, sid) for message_id, sid in stuck])
    receipts.record(bot, told, "poll")
    with bot.database.transaction() as connection:
        outbox.note_checked(connection, [receipt.message_id for receipt in told if receipt.message_id], now)
    return len(told)


def fire_timers(bot: Bot) -> int:
    """Timers that are due, each once and in a transaction of its own: what it asks and its mark are kept together, and
    one that cannot be carried out does not stop the others."""
    fired = 0
    while fired < BATCH:
        try:
            with bot.database.transaction() as connection:
                now = bot.clock.now()
                due = timers.due(connection, now, 1)
                if not due:
                    return fired
                timers.done(connection, [due[0].id], now)  # first: its turn may set the next one
                to_send = _fire(bot, connection, due[0], now)
        except Stale:
            return fired  # the person wrote at this very moment; the clock comes again in a second
        if to_send:
            bot.queue.enqueue("send", *to_send)
        fired += 1
    return fired


def watch_facts(bot: Bot) -> None:
    """Once each morning: staff are told when facts are past their review."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        seen = progress.reached(connection, FACTS).get("")
        if seen is not None and now < _next_morning(bot, seen):
            return
        progress.reach(connection, FACTS, now)
        count = facts.overdue_since_yesterday(bot) if seen is not None else 0
        values = {"count": str(count), "org.name": bot.organisation.org.name}
        say = Say(bot.organisation.say.staff_alert_facts, values)
        to_send = turns.alert_staff(bot, connection, say, now) if count else []
    if to_send:
        bot.queue.enqueue("send", *to_send)


def _next_morning(bot: Bot, after: datetime) -> datetime:
    zone = bot.zone
    return datetime.combine(after.astimezone(zone).date() + timedelta(days=1), LOOK_AT_FACTS, zone)


def _fire(bot: Bot, connection: Any, timer: timers.Timer, now: datetime) -> list[str]:
    """One timer's turn; returns the texts to send once it is committed."""
    place = conversations.place_of(connection, timer.subject_id)
    if place is None:
        return []
    channel, address_id = place
    value = addresses.value_of(connection, bot.keys, address_id)
    party = load_party(connection, bot.keys, channel, value, now)
    allowed = turns.allowed_at(bot, connection, party, now)
    if timer.kind == turns.WAKE and allowed > now:  # the clock was away for a while, and now it is night
        timers.add(connection, kind=timer.kind, subject_id=timer.subject_id, due_at=allowed, now=now, turn=timer.turn)
        return []
    turn, _ = turn_and_reply(bot, connection, party, TimedOut(timer.turn or 0), channel, now)
    if turn.heard_as == "stale_timer":
        return []
    applied = turns.save(
        bot, connection, party, turn, channel=channel, now=now, inbound_id=None, private=turn.heard_as == "expired"
    )
    return applied.to_send + turns.say_by_itself(bot, connection, party, turn, channel=channel, now=now)


def erase(bot: Bot) -> int:
    """Forget what is due, on disk too, and let private texts go of their people."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        erased = retention.erase_due(connection, now)
        private = unowned.let_go_of_private(connection, delivery.UNSETTLED, delivery.GONE, now, LET_GO)
        carrier_erasures.ask(connection, private, "redact", now)
    total = erased.replays + erased.bodies + erased.answers + erased.tickets + len(private)
    if total:
        bot.database.checkpoint()
    return total


async def erase_at_carrier(bot: Bot) -> int:
    """The carrier's copies: private texts lose their words, pictures go, of the erased nothing stays. Returns how many
    are gone; what cannot be erased yet is tried again, for more than a week."""
    total = 0
    for _ in range(ROUNDS):
        gone = await _erase_some_at_carrier(bot)
        total += gone
        if gone < BATCH:
            break
    return total


async def _erase_some_at_carrier(bot: Bot) -> int:
    now = bot.clock.now()
    with bot.database.reading() as connection:
        due = carrier_erasures.due(connection, now, BATCH)
    if not due:
        return 0
    gone: list[carrier_erasures.Erasure] = []
    left: list[carrier_erasures.Erasure] = []

    async def erase_one(wanted: carrier_erasures.Erasure) -> None:
        try:
            erased = await channel.erase(wanted.provider_sid, wanted.wish)  # type: ignore[arg-type]
        except ProviderDown:
            left.append(wanted)  # one that is always refused must not stand in the way of the others for ever
            raise
        (gone if erased else left).append(wanted)

    async with bot.open_channel() as channel:
        await _side_by_side([erase_one(wanted) for wanted in due])
    with bot.database.transaction() as connection:
        carrier_erasures.done(connection, gone)
        given_up = carrier_erasures.later(connection, left, now)
    for sid in given_up:
        log.error("the carrier keeps a text that it was asked to erase: do it in its console", provider_sid=sid)
    return len(gone)


def remember_flows(bot: Bot, structures: Sequence[tuple[str, str, dict[str, Any]]]) -> None:
    """Keep the structure of every flow that is live now: who is in the middle of one finishes on it."""
    with bot.database.transaction() as connection:
        for flow, version, structure in structures:
            flow_versions.remember(connection, flow, version, structure, bot.clock.now())
