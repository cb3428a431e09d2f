"""Who is on which journey, and what they were told: rows, so that no outage loses or repeats a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from . import outbox
from .ids import first_id, new_id
from .listed import names
from .tables import addresses, conversations, journey_texts, journeys, members, message_events, messages


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be told a text now. `programmes`: what they have agreed to."""

    id: str
    member_id: str
    address_id: str
    zone: str
    language: str | None
    programmes: frozenset[str]


def join(
    connection: Connection, *, member_id: str, address_id: str, journey: str, occasion: str, zone: str, now: datetime
) -> None:
    """The member sets out, or again: what they were told of this occasion is not told twice."""
    connection.execute(_FORGET_UNTOLD, {"member": member_id, "which": journey, "whither": occasion})
    where = {"zone": zone, "address_id": address_id}
    if not connection.execute(_AGAIN, {"member": member_id, "which": journey, "whither": occasion, **where}).rowcount:
        row = {"id": new_id(now), "member_id": member_id, "journey": journey, "occasion": occasion}
        connection.execute(_JOIN, row | where)


def occasions(connection: Connection, member_id: str, journeys_: Sequence[str]) -> list[str]:
    """What the member heads for in these journeys, or has left of their own will."""
    params = {"member": member_id, "these": list(journeys_)}
    return list(connection.execute(_OCCASIONS, params).scalars())


def leave(connection: Connection, member_id: str, journeys_: Sequence[str], occasion: str, now: datetime) -> int:
    """No further text of these journeys about this occasion: they are done with it."""
    params = {"member": member_id, "these": list(journeys_), "whither": occasion, "now": now, "why": "left"}
    return connection.execute(_LEAVE, params).rowcount


def end(connection: Connection, member_id: str, because: str, now: datetime, journey: str | None = None) -> int:
    """No further text of this journey, or of any."""
    statement = _END if journey is None else _END.where(journeys.c.journey == journey)
    return connection.execute(statement, {"member": member_id, "why": because, "now": now}).rowcount


def end_all(connection: Connection, occasion: str, because: str, now: datetime) -> int:
    """Its day is over, or it was called off. Returns for how many."""
    return connection.execute(_END_ALL, {"whither": occasion, "why": because, "now": now}).rowcount


def heading_for(connection: Connection, occasion: str) -> int:
    """How many people are on the way to it."""
    return int(connection.execute(_HEADING_FOR, {"whither": occasion}).scalar_one())


def take_back(connection: Connection, occasion: str, now: datetime) -> int:
    """What is written about it and has not left yet stays here: it was called off, or is on another day. Returns how
    many texts."""
    ids = connection.execute(_TAKE_BACK, {"whither": occasion, "now": now}).scalars().all()
    if ids:
        event = {"at": now, "status": outbox.SUPPRESSED, "code": None, "source": "us"}
        connection.execute(_EVENT, [{"message_id": message_id, **event} for message_id in ids])
    return len(ids)


def going(connection: Connection, journey: str) -> dict[str, list[str]]:
    """Occasion → where those on the way to it live."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(_GOING_WHERE, {"which": journey}):
        found.setdefault(row.occasion, []).append(row.zone)
    return found


def due(
    connection: Connection, *, journey: str, occasion: str, text: str, day: date, since: Mapping[str, datetime],
    talking_since: datetime, limit: int,
) -> list[Due]:  # fmt: skip
    """Who heads for this, was not told this text for this date, has not opted out, and is in no conversation with us
    (one in which nothing was said since `talking_since` is over) or with a person of ours. `since`: the zones where it
    is this text's time, each with the moment from which it was; who set out later has just heard all of it. By SMS
    only: elsewhere nobody may be written to after a day. Taken for this transaction."""
    params = {
        "which": journey, "whither": occasion, "text": text, "day": day, "silent": talking_since, "most": limit,
    }  # fmt: skip
    here = [and_(journeys.c.zone == zone, journeys.c.id < first_id(moment)) for zone, moment in since.items()]
    rows = connection.execute(_DUE.where(or_(*here)), params)
    return [Due(r.id, r.member_id, r.address_id, r.zone, r.language, names(r.programmes)) for r in rows]


def told(connection: Connection, rows: Sequence[tuple[str, str]], text: str, day: date, now: datetime) -> None:
    """(journey id, message id): they are told this text for this date. Raises Stale when they were before."""
    if rows:
        connection.execute(
            _TOLD,
            [{"journey_id": row, "text": text, "day": day, "message_id": message, "at": now} for row, message in rows],
        )


def people(connection: Connection, journey: str) -> dict[str, int]:
    """How many are on the way ("going"), and how many ended why."""
    return {row.why or "going": row.people for row in connection.execute(_PEOPLE, {"which": journey})}


def outcomes(connection: Connection, journey: str) -> list[tuple[str, date, str, int]]:
    """(text, date, status of the message, people) of everything that was told."""
    return [tuple(row) for row in connection.execute(_OUTCOMES, {"which": journey})]


_WHICH = journeys.c.journey == bindparam("which")
_THESE = journeys.c.journey.in_(bindparam("these", expanding=True))
_WHITHER = journeys.c.occasion == bindparam("whither")
_GOING = journeys.c.ended_at.is_(None)
_THEIRS = journeys.c.member_id == bindparam("member")
_AGAIN = update(journeys).where(_THEIRS, _WHICH, _WHITHER).values(ended_at=None, ended_because=None)
_JOIN = insert(journeys)
_OCCASIONS = (
    select(journeys.c.occasion)
    .where(_THEIRS, _THESE, or_(_GOING, journeys.c.ended_because == "left"))
    .distinct()
)
_ENDED: dict[str, Any] = {"ended_at": bindparam("now"), "ended_because": bindparam("why")}
_END = update(journeys).where(_THEIRS, _GOING).values(_ENDED)
_LEAVE = update(journeys).where(_THEIRS, _THESE, _WHITHER, _GOING).values(_ENDED)
_END_ALL = update(journeys).where(_WHITHER, _GOING).values(_ENDED)
_GOING_WHERE = select(journeys.c.occasion, journeys.c.zone).where(_WHICH, _GOING).distinct()
_HEADING_FOR = select(func.count(journeys.c.member_id.distinct())).where(_WHITHER, _GOING)
_TAKE_BACK = (
    update(messages)
    .where(
        messages.c.status == outbox.WAITING,
        messages.c.id.in_(
            select(journey_texts.c.message_id)
            .join(journeys, journeys.c.id == journey_texts.c.journey_id)
            .where(_WHITHER)
        ),
    )
    .values(status=outbox.SUPPRESSED, left_out="called_off", updated_at=bindparam("now"))
    .returning(messages.c.id)
)
_EVENT = insert(message_events)
_TOLD_ALREADY = (
    select(journey_texts.c.journey_id)
    .where(
        journey_texts.c.journey_id == journeys.c.id, journey_texts.c.text == bindparam("text"),
        journey_texts.c.day == bindparam("day"),
    )
    .exists()
)  # fmt: skip
# Whoever left before anything was told sets out anew: the id says when.
_FORGET_UNTOLD = delete(journeys).where(
    _THEIRS, _WHICH, _WHITHER, ~_GOING,
    ~select(journey_texts.c.journey_id).where(journey_texts.c.journey_id == journeys.c.id).exists(),
)  # fmt: skip
_TALKING = (
    select(conversations.c.id)
    .where(
        conversations.c.address_id == journeys.c.address_id,
        or_(
            conversations.c.open & (conversations.c.updated_at >= bindparam("silent")),
            conversations.c.held_by.is_not(None),
        ),
    )
    .exists()
)
_DUE: Any = (
    select(
        journeys.c.id, journeys.c.member_id, journeys.c.address_id, journeys.c.zone, members.c.language,
        members.c.programmes,
    )
    .select_from(
        journeys.join(members, members.c.id == journeys.c.member_id).join(
            addresses, addresses.c.id == journeys.c.address_id
        )
    )
    .where(
        _WHICH, _WHITHER, _GOING, ~_TOLD_ALREADY, ~_TALKING,
        addresses.c.channel == "sms", addresses.c.opted_out_at.is_(None), addresses.c.sealed.is_not(None),
    )
    .order_by(journeys.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=journeys)
)  # fmt: skip
_TOLD = insert(journey_texts)
_PEOPLE = (
    select(journeys.c.ended_because.label("why"), func.count().label("people"))
    .where(_WHICH)
    .group_by(journeys.c.ended_because)
)
_OUTCOMES = (
    select(journey_texts.c.text, journey_texts.c.day, func.coalesce(messages.c.status, "erased"), func.count())
    .select_from(
        journey_texts.join(journeys, journeys.c.id == journey_texts.c.journey_id).join(
            messages, messages.c.id == journey_texts.c.message_id, isouter=True
        )
    )
    .where(_WHICH)
    .group_by(journey_texts.c.text, journey_texts.c.day, messages.c.status)
    .order_by(journey_texts.c.day, journey_texts.c.text)
)
