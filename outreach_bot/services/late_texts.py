"""Texts that came while we were down. Twilio calls a webhook once and again only when it cannot connect; what it could
not tell us stands in its list. Each is heard once, and answered only where an answer still fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from .. import logs
from ..channels.base import Received
from ..channels.twilio import EMPTY_TWIML
from ..conversation.effects import OptOut, Say
from ..conversation.state import Conversation, Turn, remembered
from ..errors import ProviderDown, Stale
from ..rules.folding import fold
from ..storage import consents, members, messages, outbox, progress, tickets, unowned
from ..storage.ids import new_id
from ..storage.party import Party, load_party
from . import inbound, turns
from .ports import Bot

log = logs.get(__name__)

CERTAIN = timedelta(minutes=2)  # older texts reach us by no webhook any more: Twilio ends its calls after 15 s
EVERY = timedelta(minutes=1)
OVERLAP = timedelta(minutes=10)  # the list may lag behind, and clocks differ
ANSWERED_WITHIN = timedelta(hours=12)
AT_ANY_HOUR = timedelta(minutes=15)  # an answer so soon still counts as an answer; a later one keeps quiet hours
CONFIRMED_WITHIN = timedelta(minutes=5)  # of an opt-out: 47 CFR 64.1200(a)(12)
NUMBERS_SEEN = timedelta(days=7)  # a number of ours that nobody texted for so long is known from before
LATE = "late"  # the ticket's reason
MARK = "inbound "  # of `progress`, with a number of ours

# However late it is, this is carried out; but nothing is said to the person any more.
NEVER_TOO_LATE = {"opt_out", "danger", "opt_in", "young", "human", "silence_of_the_opted_out"}


async def catch_up(bot: Bot) -> int:
    """Look through the carrier's list for texts we never heard, since the last look; returns how many there were."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        marks = _marks(bot, connection, now)
    due = {number: since for number, since in marks.items() if now - CERTAIN - since >= EVERY}
    if not due:
        return 0
    found: list[Received] = []
    try:
        async with bot.open_channel() as channel:
            for number, since in due.items():
                found += await channel.received(number, since - OVERLAP)
    except ProviderDown as down:
        log.warning("the carrier could not be asked for texts that came in", reason=str(down))
        return 0
    missed = _missed(bot, [each for each in found if each.at <= now - CERTAIN])
    alerted = False
    private: set[str] = set()  # whose texts turned to something private: what they wrote after it is kept as little
    for each in missed:
        alerted = _take(bot, each, private, alert=not alerted) or alerted
    with bot.database.transaction() as connection:
        for number in due:
            progress.reach(connection, MARK + number, now - CERTAIN)
    if missed:
        log.warning("texts that came while we were away were heard late", texts=len(missed))
    return len(missed)


def _marks(bot: Bot, connection: Any, now: datetime) -> dict[str, datetime]:
    """Each number of ours, and up to when its list is looked through. A new one begins now: what came before this
    system did is not ours to answer."""
    marks = progress.reached(connection, MARK)
    numbers = messages.own_numbers(connection, now - NUMBERS_SEEN)
    numbers |= {bot.settings.twilio_from} - {""}
    for number in numbers - marks.keys():
        progress.reach(connection, MARK + number, now)
    return marks


def _missed(bot: Bot, listed: list[Received]) -> list[Received]:
    with bot.database.reading() as connection:
        known = messages.known_sids(connection, [each.text.provider_sid for each in listed])
    return sorted((each for each in listed if each.text.provider_sid not in known), key=lambda each: each.at)


def _take(bot: Bot, late: Received, private: set[str], *, alert: bool) -> bool:
    """One text, in a transaction of its own. Returns whether it waits for a person. `alert`: then staff are told.
    `private`: the people whose earlier texts were private; who joins them is added."""
    number = late.text.from_.value
    for _ in range(inbound.RUNS):
        try:
            with bot.database.transaction() as connection:
                hearing = _hear(bot, connection, late, bot.clock.now(), after_private=number in private)
                applied, for_a_person = hearing.deal_with(alert) if hearing is not None else (turns.Applied(), False)
        except Stale:
            continue
        if hearing is not None and hearing.is_private:
            private.add(number)
        if applied.to_send:
            bot.queue.enqueue("send", *applied.to_send)
        if applied.forgotten:
            bot.database.checkpoint()
        return for_a_person
    raise Stale("a late text lost every race against the others of the same person")


def _hear(bot: Bot, connection: Any, late: Received, now: datetime, *, after_private: bool) -> _Hearing | None:
    """None when it was heard before."""
    text = late.text
    party = load_party(
        connection, bot.keys, text.from_.channel, text.from_.value, now, provider_sid=text.provider_sid
    )
    if party.seen is not None:
        return None
    before = Conversation.from_json(party.state) if party.state else None
    turn, _ = inbound.turn_and_reply(bot, connection, party, inbound.heard(bot, text), text.from_.channel, now)
    private = turns.is_private(party, turn, now) or (after_private and turn.heard_as != "human")
    return _Hearing(bot, connection, party, before, turn, late, now, private)


@dataclass(frozen=True, slots=True)
class _Hearing:
    """One late text, the turn it would lead to now, and what of that still makes sense."""

    bot: Bot
    connection: Any
    party: Party
    before: Conversation | None
    turn: Turn
    late: Received
    now: datetime
    is_private: bool

    def deal_with(self, alert: bool) -> tuple[turns.Applied, bool]:
        """What is to be sent now, and whether it waits for a person."""
        if self.is_answered or self.is_never_too_late:
            return self.carry_out(), False
        return self.leave_to_a_person(alert)

    @property
    def age(self) -> timedelta:
        return self.now - self.late.at

    @property
    def is_answered(self) -> bool:
        if self.age > ANSWERED_WITHIN or self.has_moved_on:
            return False
        return self.age <= AT_ANY_HOUR or turns.allowed_at(self.bot, self.connection, self.party, self.now) <= self.now

    @property
    def has_moved_on(self) -> bool:
        """The conversation, since: then the text is no answer to a question that was asked after it."""
        last_turn = self.before.at if self.before is not None else ""
        return last_turn != "" and datetime.fromisoformat(last_turn) > self.late.at

    @property
    def opts_out(self) -> bool:
        return any(isinstance(effect, OptOut) for effect in self.turn.effects)

    @property
    def forgets(self) -> bool:
        return turns.forgets(self.turn)

    @property
    def is_never_too_late(self) -> bool:
        if self.turn.heard_as == "opt_in":
            return not self.has_moved_on  # they may have said STOP since
        if self.turn.heard_as == "erasure":
            return self.forgets and not self.has_moved_on  # they may have told us more since, for us to keep
        if self.turn.heard_as == "opt_out":
            return (self.opts_out or self.party.opted_out) and not self.came_back
        return self.turn.heard_as in NEVER_TOO_LATE

    @property
    def came_back(self) -> bool:
        """Have they texted START since?"""
        return any(
            row.action == "grant" and row.programme == turns.ALL_MESSAGES and row.at > self.late.at
            for row in consents.history(self.connection, self.party.address_id)
        )

    def carry_out(self) -> turns.Applied:
        """What the webhook would have done; the reply leaves by a call of its own, if it may."""
        inbound_id = self._write(forgets=self.forgets)
        too_late = self.forgets or not self.is_answered or (self.opts_out and self.age > CONFIRMED_WITHIN)
        channel, private = self.late.text.from_.channel, self.is_private
        applied = turns.save(
            self.bot, self.connection, self.party, self.turn, channel=channel, now=self.now, inbound_id=inbound_id,
            private=private,
        )  # fmt: skip
        reply = inbound.render(self.bot, self.party, self.turn, channel)
        if reply.body and not too_late:
            new = turns.reply_row(
                self.bot, self.party, self.turn, reply, message_id=new_id(self.now), inbound_id=inbound_id,
                channel=channel, sender=self.late.text.to, now=self.now, private=private, status=outbox.WAITING,
            )  # fmt: skip
            messages.insert_outbound(self.connection, self.bot.keys, [new])
            applied.to_send.append(new.id)
        return applied

    def leave_to_a_person(self, alert: bool) -> tuple[turns.Applied, bool]:
        """Written down, and a ticket: unless they came back after this opt-out, the same words were heard since, or
        such a ticket waits already."""
        self._write(forgets=False)
        words = remembered(fold(self.late.text.body))
        said_again = self.before is not None and words != "" and self.before.last_heard == words
        waiting = tickets.for_address(self.connection, self.bot.keys, self.party.address_id)
        if self.opts_out or said_again or any(ticket.reason == LATE for ticket in waiting):
            return turns.Applied(), False
        ticket = tickets.open(
            self.connection, self.bot.keys, member_id=self.party.member_id, address_id=self.party.address_id,
            conversation_id=self.party.conversation_id, queue="general", reason=LATE, now=self.now,
            private=self.is_private,
        )  # fmt: skip
        if not alert:
            return turns.Applied(), True
        values = {"ticket": str(ticket), "queue": "general", "org.name": self.bot.organisation.org.name}
        say = Say(self.bot.organisation.say.staff_alert, values)
        return turns.Applied(turns.alert_staff(self.bot, self.connection, say, self.now)), True

    def _write(self, *, forgets: bool) -> str:
        inbound_id = new_id(unowned.day_of(self.now) if forgets else self.now)
        inbound.write_down(
            self.bot, self.connection, self.late.text, self.party, self.late.at, inbound_id, EMPTY_TWIML,
            private=self.is_private, forgets=forgets,
        )  # fmt: skip
        members.heard(self.connection, self.party.member_id, self.late.at, self.party.last_heard_at)
        return inbound_id
