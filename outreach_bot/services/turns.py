"""Effects become rows. One function per effect; all in the caller's transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..conversation import effects as fx
from ..conversation.bot import Staff
from ..conversation.journey import first
from ..conversation.state import Conversation, Turn
from ..rules import quiet_hours
from ..storage import (
    addresses,
    answers,
    attempts,
    consents,
    conversations,
    journeys,
    members,
    messages,
    outbox,
    tallies,
    tickets,
    timers,
)
from ..storage.ids import new_id
from ..storage.party import Party
from ..storage.retention import KEEP_BODIES, KEEP_SENSITIVE
from ..storage.timers import EXPIRE
from . import opting_out, rendering, young
from .ports import Bot

KEEP_PRIVATE = timedelta(hours=1)  # of a reply that the carrier has not taken; the words go as soon as it has
WAKE = "wake"  # the timer of a reminder, a time-out or a pause
ALL_MESSAGES = "messages"  # the programme that START grants
ANSWERS_A_BLAST = timedelta(days=3)  # an opt-out so long after a blast's text counts against that blast
URGENT = 10  # goes before everything else that waits


@dataclass(slots=True)
class Applied:
    """What a turn left to do once it is committed: texts to send by a call of their own."""

    to_send: list[str] = field(default_factory=list)
    forgotten: bool = False
    young: bool = False


@dataclass(slots=True)
class _Work:
    bot: Bot
    connection: Any
    party: Party
    language: str
    now: datetime
    private: bool
    inbound_id: str | None
    conversation_id: str | None
    applied: Applied

    @property
    def keeps_nothing(self) -> bool:
        """Of who is under 16 no answer and no tag is kept."""
        return self.party.young or self.applied.young


def language_after(party: Party, turn: Turn, fallback: str) -> str:
    """The member's language once this turn is done: what it is answered in."""
    chosen = [effect.language for effect in turn.effects if isinstance(effect, fx.SetLanguage)]
    return chosen[-1] if chosen else party.language or fallback


def forgets(turn: Turn) -> bool:
    """Is the person erased with this turn? Then no row of it bears their name."""
    return any(isinstance(effect, fx.Forget) for effect in turn.effects)


def is_private(party: Party, turn: Turn, now: datetime) -> bool:
    """Was a private flow open before, after or within this turn, might this answer one that silence ended, or is the
    person under 16? Then no word of it is kept."""
    if turn.heard_as == "human":
        return False  # written to the person who holds the conversation, who could read it nowhere else
    young = party.young or any(isinstance(effect, fx.Young) for effect in turn.effects)
    touched = any(isinstance(effect, fx.Started | fx.Ended) and effect.private for effect in turn.effects)
    before = Conversation.from_json(party.state) if party.state else None
    return young or touched or turn.conversation.private or (before is not None and before.is_private_at(now))


def save(
    bot: Bot, connection: Any, party: Party, turn: Turn, *, channel: str, now: datetime, inbound_id: str | None,
    private: bool,
) -> Applied:  # fmt: skip
    """Write the conversation and everything the turn asks for, but the reply itself. Raises Stale on a lost race."""
    language = language_after(party, turn, bot.language)
    applied = Applied()
    state = turn.conversation
    expire = next((e.seconds for e in turn.effects if isinstance(e, fx.ExpireAfter)), None)
    conversation_id = conversations.save(
        connection, bot.keys, address_id=party.address_id, member_id=party.member_id, channel=channel,
        state=state.to_json(), turn=state.turn, private=state.private, open=state.open,
        flow=state.frames[0].flow if state.frames and not state.private else None,
        expires_at=now + timedelta(seconds=expire) if expire else None, now=now,
        conversation_id=party.conversation_id, expected_version=party.version,
    )  # fmt: skip
    work = _Work(bot, connection, party, language, now, private, inbound_id, conversation_id, applied)
    if party.state is not None and not state.open:
        timers.cancel(connection, conversation_id)
    for effect in turn.effects:
        handle = _HANDLERS.get(type(effect))
        if handle is not None:
            handle(work, effect)
    if turn.heard_as == "human":
        _tell_who_holds(work)
    _tally_private(work, turn)
    return applied


def _tally_private(work: _Work, turn: Turn) -> None:
    """All that a private flow leaves: how many began it in this month, and how many ended how."""
    told = Counter(
        f"{tallies.PRIVATE}{effect.flow} {effect.outcome if isinstance(effect, fx.Ended) else tallies.STARTED}"
        for effect in turn.effects
        if isinstance(effect, fx.Started | fx.Ended) and effect.private
    )
    month = work.now.astimezone(work.bot.zone).strftime("%Y-%m")
    tallies.add(work.connection, month, told)


def reply_row(
    bot: Bot, party: Party, turn: Turn, reply: rendering.Rendered, *, message_id: str, inbound_id: str, channel: str,
    sender: str, now: datetime, private: bool, status: str = outbox.ANSWERED,
) -> messages.NewOutbound:  # fmt: skip
    """The text that travels in the webhook's own response, unless another `status` says that it waits for a call."""
    says = [effect for effect in turn.effects if isinstance(effect, fx.Say)]
    confirms_opt_out = any(isinstance(effect, fx.OptOut) for effect in turn.effects)
    purpose = outbox.CONFIRMS_OPT_OUT if confirms_opt_out else outbox.HELPS if turn.heard_as == "danger" else "reply"
    return messages.NewOutbound(
        id=message_id, address_id=party.address_id, member_id=party.member_id, channel=channel, body=reply.body,
        purpose=purpose, status=status, created_at=now,
        reply_to=inbound_id, segments=reply.segments, language=reply.language, private=private, sender=sender,
        body_until=now + (KEEP_PRIVATE if private else KEEP_BODIES),
        facts=tuple(dict.fromkeys((quote.fact, str(quote.value)) for say in says for quote in say.facts)),
    )  # fmt: skip


def say_by_itself(bot: Bot, connection: Any, party: Party, turn: Turn, *, channel: str, now: datetime) -> list[str]:
    """What a turn says that answers no text (a reminder): written down to be sent; returns the ids."""
    says = [effect for effect in turn.effects if isinstance(effect, fx.Say)]
    told = rendering.render(bot.catalog, bot.organisation, says, language_after(party, turn, bot.language), channel)
    if not told.body:
        return []
    row = messages.NewOutbound(
        id=new_id(now), address_id=party.address_id, member_id=party.member_id, channel=channel, body=told.body,
        purpose="reminder", status=outbox.WAITING, created_at=now, segments=told.segments, language=told.language,
        body_until=now + KEEP_BODIES,
        facts=tuple(dict.fromkeys((quote.fact, str(quote.value)) for say in says for quote in say.facts)),
    )  # fmt: skip
    messages.insert_outbound(connection, bot.keys, [row])
    return [row.id]


# One function per effect


def _set_language(work: _Work, effect: fx.SetLanguage) -> None:
    members.set_language(work.connection, work.party.member_id, effect.language)


def _opt_out(work: _Work, effect: fx.OptOut) -> None:
    opting_out.opt_out(
        work.bot, work.connection, work.party.address_id, effect.source, work.now, message_id=work.inbound_id
    )
    attempts.note_opt_out(work.connection, work.party.address_id, work.now, ANSWERS_A_BLAST)


def _opt_in(work: _Work, effect: fx.OptIn) -> None:
    """Back as they were: what their STOP ended, they get again; what they had left before, they do not."""
    stopped = addresses.opt_in(work.connection, work.party.address_id)
    ended = consents.ended_at(work.connection, work.party.member_id, stopped) if stopped is not None else []
    for programme in dict.fromkeys([ALL_MESSAGES, *ended]):
        _grant_row(work, programme, "START", work.language, effect.source)


def _grant(work: _Work, effect: fx.Grant) -> None:
    """In the language in which it was shown: the answer itself may have told us theirs."""
    language = work.party.language or work.bot.language
    shown = rendering.render(work.bot.catalog, work.bot.organisation, [effect.wording], language)
    _grant_row(work, effect.programme, shown.body, shown.language, "text")


def _grant_row(work: _Work, programme: str, wording: str, language: str, source: str) -> None:
    consents.grant(
        work.connection, member_id=work.party.member_id, address_id=work.party.address_id, programme=programme,
        wording=wording, language=language, source=source, at=work.now, message_id=work.inbound_id,
    )  # fmt: skip


def _save(work: _Work, effect: fx.Save) -> None:
    if work.keeps_nothing:
        return
    answers.save(
        work.connection, work.bot.keys, member_id=work.party.member_id, flow=effect.flow,
        flow_version=effect.version, step=effect.step, name=effect.name, kind=effect.kind, value=effect.value,
        at=work.now,
        sensitive=effect.sensitive, forget_after=work.now + _longest(effect.forget_after) if effect.sensitive else None,
    )  # fmt: skip
    if effect.sensitive:
        return
    if effect.kind == "name":
        members.set_known(work.connection, work.bot.keys, work.party.member_id, name=effect.value)
    elif effect.kind == "zip":
        members.set_known(work.connection, work.bot.keys, work.party.member_id, zip=effect.value)


def _longest(seconds: int | None) -> timedelta:
    """How long a sensitive answer is kept: as its question says, and never longer than the house does."""
    return KEEP_SENSITIVE if seconds is None else min(timedelta(seconds=seconds), KEEP_SENSITIVE)


def _tag(work: _Work, effect: fx.Tag) -> None:
    if work.keeps_nothing:
        return
    if effect.remove:
        members.untag(work.connection, work.party.member_id, effect.name)
    else:
        members.tag(work.connection, work.party.member_id, effect.name)


def _hide(work: _Work, effect: fx.Hide) -> None:
    members.set_hidden(work.connection, work.party.member_id, effect.hidden)


def _young(work: _Work, _: fx.Young) -> None:
    young.record(
        work.bot, work.connection, work.party.member_id, work.party.address_id, work.language, "text", work.now
    )
    work.applied.young = True


def _join(work: _Work, effect: fx.Join) -> None:
    journeys.join(
        work.connection, member_id=work.party.member_id, address_id=work.party.address_id, journey=effect.journey,
        occasion=effect.occasion, zone=str(zone_of(work.bot, work.connection, work.party)), now=work.now,
    )  # fmt: skip


def _leave(work: _Work, effect: fx.Leave) -> None:
    """Having voted ends the reminders of that election, and no later one's, however often it is said."""
    member, names = work.party.member_id, effect.journeys
    occasion = effect.occasion or first(
        journeys.occasions(work.connection, member, names), work.bot.facts.at(work.connection, work.now),
        work.now.astimezone(work.bot.zone).date(),
    )  # fmt: skip
    if occasion is not None:
        journeys.leave(work.connection, member, names, occasion, work.now)


def _hand_off(work: _Work, effect: fx.HandOff) -> None:
    """A ticket and an alert to the staff's phones. Somebody who asks twice has one ticket, unless in danger."""
    waiting = tickets.for_address(work.connection, work.bot.keys, work.party.address_id)
    same = [t for t in waiting if (t.queue, t.reason) == (effect.queue, effect.reason)]
    if effect.reason != "danger" and any(not effect.summary or t.summary == list(effect.summary) for t in same):
        return  # nothing that its ticket would not say
    ticket = tickets.open(
        work.connection, work.bot.keys, member_id=work.party.member_id, address_id=work.party.address_id,
        conversation_id=work.conversation_id, queue=effect.queue, reason=effect.reason, now=work.now,
        summary=effect.summary, flow=effect.flow, private=work.private,
    )  # fmt: skip
    say = work.bot.organisation.say
    sentence = say.staff_alert_urgent if effect.reason == "danger" else say.staff_alert
    values = {"ticket": str(ticket), "queue": effect.queue, "org.name": work.bot.organisation.org.name}
    work.applied.to_send += alert_staff(work.bot, work.connection, fx.Say(sentence, values), work.now, URGENT)


def _tell_who_holds(work: _Work) -> None:
    """The first text since our last answer: the bot is silent, so nobody else would tell that somebody waits again."""
    for ticket in tickets.for_address(work.connection, work.bot.keys, work.party.address_id):
        if ticket.state == "held" and ticket.wrote == 1:
            values = {"ticket": str(ticket.id), "org.name": work.bot.organisation.org.name}
            say = fx.Say(work.bot.organisation.say.staff_alert_again, values)
            work.applied.to_send += alert_staff(work.bot, work.connection, say, work.now, URGENT)


def alert_staff(bot: Bot, connection: Any, say: fx.Say, now: datetime, priority: int = 0) -> list[str]:
    """Write a text to every phone of the staff; returns the ids to send."""
    return [text_staff(bot, connection, staff, say, now, priority) for staff in bot.organisation.org.staff]


def text_staff(
    bot: Bot, connection: Any, staff: Staff, say: fx.Say, now: datetime, priority: int = 0,
    keep: timedelta = KEEP_BODIES,
) -> str:  # fmt: skip
    """Write a text to one phone of the staff; returns the id to send."""
    address = addresses.find_or_create(connection, bot.keys, "sms", staff.phone, now, member=False)
    told = rendering.render(bot.catalog, bot.organisation, [say], staff.language)
    row = messages.NewOutbound(
        id=new_id(now), address_id=address.id, member_id=None, channel="sms", body=told.body, purpose="alert",
        status=outbox.WAITING, created_at=now, segments=told.segments, language=told.language, priority=priority,
        body_until=now + keep,
    )  # fmt: skip
    messages.insert_outbound(connection, bot.keys, [row])
    return row.id


def _expire_after(work: _Work, effect: fx.ExpireAfter) -> None:
    assert work.conversation_id is not None
    timers.replace(
        work.connection, kind=EXPIRE, subject_id=work.conversation_id, now=work.now,
        due_at=work.now + timedelta(seconds=effect.seconds), turn=_turn_of(work),
    )  # fmt: skip


def _wake_after(work: _Work, effect: fx.WakeAfter) -> None:
    assert work.conversation_id is not None
    due = allowed_at(work.bot, work.connection, work.party, work.now + timedelta(seconds=effect.seconds))
    timers.replace(
        work.connection, kind=WAKE, subject_id=work.conversation_id, now=work.now, due_at=due, turn=_turn_of(work)
    )


def allowed_at(bot: Bot, connection: Any, party: Party, moment: datetime) -> datetime:
    """`moment`, or when quiet hours end where the person is: for texts that we start."""
    zone = zone_of(bot, connection, party)
    return quiet_hours.next_allowed(moment, zone, quiet_hours.Window.parse(bot.organisation.sending.hours))


def zone_of(bot: Bot, connection: Any, party: Party) -> ZoneInfo:
    """Where the person lives, by the best that we know."""
    zip_code = str(party.known["zip"]) if "zip" in party.known else None
    number = addresses.value_of(connection, bot.keys, party.address_id)
    return quiet_hours.zone_for(number, zip_code, None, bot.zone)


def _alert(work: _Work, effect: fx.Alert) -> None:
    work.applied.to_send += alert_staff(work.bot, work.connection, effect.say, work.now)


def _turn_of(work: _Work) -> int:
    return (Conversation.from_json(work.party.state).turn if work.party.state else 0) + 1


def _forget(work: _Work, _: fx.Forget) -> None:
    members.forget(work.connection, work.bot.keys, work.party.member_id, work.now)
    work.applied.forgotten = True


_HANDLERS: dict[type, Callable[[_Work, Any], None]] = {
    fx.SetLanguage: _set_language, fx.OptOut: _opt_out, fx.OptIn: _opt_in, fx.Grant: _grant, fx.Save: _save,
    fx.Tag: _tag, fx.Hide: _hide, fx.Young: _young, fx.Join: _join, fx.Leave: _leave, fx.HandOff: _hand_off,
    fx.ExpireAfter: _expire_after,
    fx.WakeAfter: _wake_after, fx.Alert: _alert, fx.Forget: _forget,
}  # fmt: skip
