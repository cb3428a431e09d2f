"""A text came in: one transaction from the carrier's id to the reply, and the reply for the webhook's own response."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any, Literal

from .. import logs
from ..channels.base import Inbound
from ..channels.twilio import EMPTY_TWIML, status_callback, twiml
from ..conversation.effects import Say
from ..conversation.engine import advance, apologise
from ..conversation.inputs import Heard, Input, MemberView
from ..conversation.state import Conversation, Turn
from ..errors import DatabaseAway, Stale
from ..flowfiles.load import load_structure
from ..rules import consent
from ..rules.scrub import scrub
from ..storage import carrier_erasures, flow_versions, members, messages, unowned
from ..storage.ids import new_id
from ..storage.party import Party, load_party
from ..storage.retention import KEEP_BODIES, KEEP_REPLAY
from . import rendering, turns
from .ports import Bot

log = logs.get(__name__)

RUNS = 40  # sixteen texts of one person at once lose at most that many races
AWAY_SECONDS = 0.25  # between two attempts while the database is away: in all it may be gone for 6 s, and Twilio
AWAY_RUNS = 24  # waits for 15; a restart takes less, and the text need not be fetched later


def receive(bot: Bot, text: Inbound) -> bytes:
    """The TwiML to answer with. The same provider id again gets the same bytes again and changes nothing.

    Two texts of one person at once: one of them loses the compare-and-swap, rolls back and runs again.
    Raises Stale when that happened too often, and DatabaseAway when the database stays away: then the text is fetched
    from the carrier's list later.
    """
    away = 0
    for run in range(RUNS):
        try:
            with bot.database.transaction() as connection:
                answer, applied, told = _turn(bot, connection, text, lock=run > 0)
        except Stale:
            continue
        except DatabaseAway:  # was it committed after all? Then the next attempt finds the text and its answer
            away += 1
            if away > AWAY_RUNS:
                raise
            time.sleep(AWAY_SECONDS)
            continue
        if applied.to_send:
            bot.queue.enqueue("send", *applied.to_send)
        if applied.forgotten:
            bot.database.checkpoint()
        if told:
            log.info("text heard", runs=run + 1, **told)
        return answer
    raise Stale("a text lost every race against the others of the same person")


def _turn(bot: Bot, connection: Any, text: Inbound, *, lock: bool) -> tuple[bytes, turns.Applied, dict[str, Any]]:
    now = bot.clock.now()
    party = load_party(
        connection, bot.keys, text.from_.channel, text.from_.value, now, provider_sid=text.provider_sid, lock=lock
    )
    if party.seen is not None:
        return party.seen.replay or EMPTY_TWIML, turns.Applied(), {}
    turn, reply = turn_and_reply(bot, connection, party, heard(bot, text), text.from_.channel, now)
    private = turns.is_private(party, turn, now)
    forgets = turns.forgets(turn)
    message_id, inbound_id = new_id(now), new_id(unowned.day_of(now) if forgets else now)
    callback = None if forgets else status_callback(bot.settings.public_base_url, message_id)
    answer = twiml(reply.body, callback) if reply.body else EMPTY_TWIML
    write_down(bot, connection, text, party, now, inbound_id, answer, private=private, forgets=forgets)
    applied = turns.save(
        bot, connection, party, turn, channel=text.from_.channel, now=now, inbound_id=inbound_id, private=private
    )
    members.heard(connection, party.member_id, now, party.last_heard_at)
    if reply.body and not forgets:
        row = turns.reply_row(
            bot, party, turn, reply, message_id=message_id, inbound_id=inbound_id, channel=text.from_.channel,
            sender=text.to, now=now, private=private,
        )  # fmt: skip
        messages.insert_outbound(connection, bot.keys, [row])
    told = {"message": inbound_id, "heard_as": turn.heard_as, "segments": reply.segments, "channel": text.from_.channel}
    return answer, applied, told


def take_turn(bot: Bot, connection: Any, party: Party, input: Input, channel: str, now: datetime) -> Turn:
    """Run the engine on where the person stands; loads the older flow structures they may stand on."""
    before = Conversation.from_json(party.state) if party.state else None
    if before is not None:
        _pin(bot, connection, before)
    view, facts = _view(party, channel), bot.facts.at(connection, now)
    try:
        return advance(bot.book, before, input, member=view, facts=facts, now=now)
    except Exception as fault:  # ours: whoever wrote must not be left without an answer because of it
        log.error("the engine broke on a text", exc_info=fault)
        return apologise(bot.book, before, member=view, facts=facts, now=now)


def turn_and_reply(
    bot: Bot, connection: Any, party: Party, input: Input, channel: str, now: datetime
) -> tuple[Turn, rendering.Rendered]:
    """The turn with all that it says. What cannot be put into words, as when a value is of another kind than today's
    wording expects, is apologised for as well, and nothing of that turn remains."""
    turn = take_turn(bot, connection, party, input, channel, now)
    try:
        return turn, render(bot, party, turn, channel)
    except Exception as fault:
        log.error("a turn could not be put into words", exc_info=fault)
    before = Conversation.from_json(party.state) if party.state else None
    facts = bot.facts.at(connection, now)
    turn = apologise(bot.book, before, member=_view(party, channel), facts=facts, now=now)
    return turn, render(bot, party, turn, channel)


def _view(party: Party, channel: str) -> MemberView:
    return MemberView(
        language=party.language, channel=channel, opted_out=party.opted_out,
        opted_out_at_carrier=party.opted_out_source == "carrier", held=party.held_by is not None,
        waiting=party.waiting, hidden=party.hidden, young=party.young, tags=party.tags, seed=party.member_id,
        programmes=party.programmes, known=party.known,
    )  # fmt: skip


def _pin(bot: Bot, connection: Any, state: Conversation) -> None:
    for frame in state.frames:
        if not bot.book.has(frame.flow, frame.version):
            structure = flow_versions.load(connection, frame.flow, frame.version)
            if structure is None:
                continue
            try:
                flow = load_structure(frame.flow, structure, current=bot.book.flows.get(frame.flow))
            except ValueError:
                log.error("an old structure cannot be read any more", flow=frame.flow, version=frame.version)
                continue  # the engine apologises and opens a ticket
            bot.book.pinned[frame.flow, frame.version] = flow


def heard(bot: Bot, text: Inbound) -> Heard:
    """What the engine is told of a text."""
    too_much = bool(scrub(text.body).found)
    return Heard(text.body, text.button_payload, text.media_count, _carrier_answered(bot, text), too_much=too_much)


def _carrier_answered(bot: Bot, text: Inbound) -> Literal["STOP", "START", "HELP"] | None:
    """Has Twilio answered this word itself? With Advanced Opt-Out it says so; else its default words on SMS, when the
    whole message is one of them (Twilio, "Support for opt-out keywords"). YES, which Twilio counts as START and answers
    only to a phone that it had blocked, is an ordinary answer here: it must be heard, and it brings nobody back."""
    word = text.raw_opt_out_type
    if word is None and bot.settings.twilio_answers_keywords and text.from_.channel == "sms":
        word = consent.carrier_word(text.body)
    if word == "START" and not consent.opt_in(text.body):
        return None
    return word  # type: ignore[return-value]


def render(bot: Bot, party: Party, turn: Turn, channel: str) -> rendering.Rendered:
    """All that a turn says, as one text."""
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    language = turns.language_after(party, turn, bot.language)
    return rendering.render(bot.catalog, bot.organisation, says, language, channel)


def write_down(
    bot: Bot, connection: Any, text: Inbound, party: Party, at: datetime, inbound_id: str, answer: bytes, *,
    private: bool, forgets: bool,
) -> None:  # fmt: skip
    """The text that came `at`, as far as it may be kept, and what the carrier is to erase of it. Raises Stale when it
    stands there already.

    Nothing of a private flow but the reply, for two minutes; of a person who is erased not even whose text it was, nor
    the time of day. We never look at pictures.
    """
    row = messages.NewInbound(
        id=inbound_id, provider_sid=text.provider_sid, address_id=None if forgets else party.address_id,
        member_id=None if forgets else party.member_id, channel=text.from_.channel,
        body=None if private or forgets else scrub(text.body).text,
        created_at=unowned.day_of(at) if forgets else at, private=private or forgets, sender=text.to,
        body_until=None if private or forgets else at + KEEP_BODIES, replay=answer, replay_until=at + KEEP_REPLAY,
    )  # fmt: skip
    if messages.insert_inbound(connection, bot.keys, row) is not None:
        raise Stale("the same text arrived twice at once")
    if forgets or private:
        carrier_erasures.ask(connection, [text.provider_sid], "delete" if forgets else "redact", at)
    if text.media_count:
        carrier_erasures.ask(connection, [text.provider_sid], "media", at)
