"""A blast that starts a flow: its words first, then the flow's own, in one text, and a conversation that has begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..conversation.effects import HandOff, Say
from ..conversation.engine import advance
from ..conversation.facts import Facts
from ..conversation.inputs import MemberView, StartFlow
from ..errors import StepFailed
from ..rules import segments
from ..storage import blasts as rows
from ..storage import facts as quotes
from ..storage import members
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from ..storage.outbox import OutboundRow
from ..storage.party import load_party
from . import rendering, turns
from .inbound import take_turn
from .ports import Bot
from .rendering import Rendered

BETWEEN = "\n"  # the blast's own words and the flow's


def faults(bot: Bot, flow_id: str, purpose: str) -> list[str]:
    """Why a blast may not start this flow, as sentences."""
    flow = bot.book.flows.get(flow_id)
    if flow is None or flow.status != "live":
        return [f"There is no live flow “{flow_id}”. See: outreach flows check"]
    if flow.private:
        return [f"“{flow_id}” is private: on a shared phone, a text that nobody asked for would give somebody away."]
    if flow.kind == "partisan" and purpose != "candidate":
        return [f"“{flow_id}” is partisan: its purpose is candidate."]
    return []


class Opening:
    """What a flow would say first to each person of an audience, were it started at `now`. Nothing is written."""

    def __init__(self, bot: Bot, flow: str, facts: Facts, now: datetime) -> None:
        self._bot, self._flow, self._facts, self._now = bot, flow, facts, now
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def look_up(self, connection: Any, people: Sequence[Person]) -> None:
        """Tags and programmes of a slice: the flow may ask for them."""
        self._known = members.tags_and_programmes(connection, [person.member_id for person in people])

    def says(self, person: Person, language: str) -> Rendered:
        """Raises StepFailed when the flow cannot begin for this person."""
        tags, programmes = self._known.get(person.member_id, (frozenset(), frozenset()))
        known = {name: value for name, value in (("name", person.name), ("zip", person.zip)) if value is not None}
        view = MemberView(
            language=language, seed=person.member_id, tags=tags, programmes=programmes, known=dict(known)
        )
        turn = advance(
            self._bot.book, None, StartFlow(self._flow), member=view, facts=self._facts, now=self._now
        )
        _require_begun(self._flow, turn)
        return _rendered(self._bot, turn, language)


def begin_all(
    bot: Bot, connection: Any, blast: BlastRow, taken: Sequence[tuple[OutboundRow, int]], now: datetime
) -> tuple[list[tuple[OutboundRow, int]], list[str]]:
    """`begin` for texts that were just claimed: (each row as it is now, its segments), and alerts to send."""
    begun: list[tuple[OutboundRow, int]] = []
    alerts: list[str] = []
    for row, _ in taken:
        now_row, count, to_send = begin(bot, connection, blast, row, now)
        begun.append((now_row, count))
        alerts += to_send
    return begun, alerts


def begin(
    bot: Bot, connection: Any, blast: BlastRow, row: OutboundRow, now: datetime
) -> tuple[OutboundRow, int, list[str]]:
    """Start the flow for the person whose text was just claimed: the conversation is written in this transaction, and
    the text becomes what the flow really says. Returns the row with its new body, its segments, and alerts to send.

    Once more for a text that was put back begins anew. Raises StepFailed; Stale when the person wrote at this moment.
    """
    assert blast.flow is not None
    party = load_party(connection, bot.keys, row.channel, row.to, now)
    turn = take_turn(bot, connection, party, StartFlow(blast.flow), row.channel, now)
    _require_begun(blast.flow, turn)
    applied = turns.save(bot, connection, party, turn, channel=row.channel, now=now, inbound_id=None, private=False)
    own, language = rows.opening_of(connection, row.message_id, row.body or "")
    body = own + BETWEEN + _rendered(bot, turn, language).body
    count = 1 if blast.picture else segments.count(body).segments
    rows.begun(connection, bot.keys, row.message_id, body, count, blast.flow)
    facts = [(quote.fact, str(quote.value)) for say in turn.effects if isinstance(say, Say) for quote in say.facts]
    quotes.record_once(connection, row.message_id, facts, now)
    return replace(row, body=body), count, applied.to_send


def _require_begun(flow: str, turn: Any) -> None:
    if turn.heard_as != "started" or any(isinstance(e, HandOff) and e.reason == "failed" for e in turn.effects):
        raise StepFailed(f"the flow “{flow}” cannot be started")


def _rendered(bot: Bot, turn: Any, language: str) -> Rendered:
    says = [effect for effect in turn.effects if isinstance(effect, Say)]
    return rendering.render(bot.catalog, bot.organisation, says, language)
