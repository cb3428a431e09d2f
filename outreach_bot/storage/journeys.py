"""Who is on which journey, and what they were told: rows, so that no outage loses or repeats a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update

from .ids import new_id
from .listed import names
from .tables import addresses, conversations, journey_texts, journeys, members, messages


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """A member's journey, the last one under this name, ended or not."""

    id: str
    joined_on: date
    ended_because: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be told a text now. `programmes`: what they have agreed to."""

    id: str
    member_id: str
    address_id: str
    zone: str
    language: str | None
    programmes: frozenset[str]


def latest(connection: Connection, member_id: str, journey: str) -> OnTheWay | None:
    row = connection.execute(_LATEST, {"member": member_id, "which": journey}).first()
    return None if row is None else OnTheWay(row.id, row.joined_on, row.ended_because)


def join(
    connection: Connection, *, member_id: str, address_id: str, journey: str, zone: str, joined_on: date, now: datetime
) -> None:
    """The member sets out; whoever is on the way already goes on towards the date that lies ahead now."""
    params = {"member": member_id, "which": journey, "joined_on": joined_on, "zone": zone, "address_id": address_id}
    if connection.execute(_MOVE, params).rowcount:
        return
    row = {
        "id": new_id(now), "member_id": member_id, "address_id": address_id, "journey": journey, "zone": zone,
        "joined_on": joined_on,
    }  # fmt: skip
    connection.execute(_JOIN, row)


def reopen(connection: Connection, journey_id: str) -> None:
    """They want the rest of it after all: what they were told is not told again."""
    connection.execute(_REOPEN, {"row": journey_id})


def end(connection: Connection, member_id: str, because: str, now: datetime, journey: str | None = None) -> int:
    """No further text of this journey, or of any."""
    statement = _END if journey is None else _END.where(journeys.c.journey == journey)
    return connection.execute(statement, {"member": member_id, "why": because, "now": now}).rowcount


def end_passed(connection: Connection, journey: str, since: date, until: date, now: datetime) -> int:
    """The day is over for everybody who joined between these days."""
    params = {"which": journey, "since": since, "until": until, "now": now}
    return connection.execute(_END_PASSED, params).rowcount


def zones(connection: Connection, journey: str) -> list[str]:
    """Where those on the way live."""
    return list(connection.execute(_ZONES, {"which": journey}).scalars())


def due(
    connection: Connection, *, journey: str, text: str, day: date, since: date, until: date, zones: Sequence[str],
    talking_since: datetime, limit: int,
) -> list[Due]:  # fmt: skip
    """Who joined between these days, was not told this text for this date, lives in one of `zones`, has not opted out,
    and is in no conversation with us (one in which nothing was said since `talking_since` is over) or with a person of
    ours. By SMS only: elsewhere nobody may be written to after a day. Taken for this transaction."""
    params = {
        "which": journey, "text": text, "day": day, "since": since, "until": until, "zones": list(zones),
        "silent": talking_since, "most": limit,
    }  # fmt: skip
    rows = connection.execute(_DUE, params)
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
_GOING = journeys.c.ended_at.is_(None)
_JOINED = journeys.c.joined_on.between(bindparam("since"), bindparam("until"))
_THEIRS = journeys.c.member_id == bindparam("member")
_LATEST = (
    select(journeys.c.id, journeys.c.joined_on, journeys.c.ended_because)
    .where(_THEIRS, _WHICH)
    .order_by(journeys.c.ended_at.is_not(None), journeys.c.joined_on.desc(), journeys.c.id.desc())
    .limit(1)
)
_MOVE = update(journeys).where(_THEIRS, _WHICH, _GOING)
_JOIN = insert(journeys)
_REOPEN = update(journeys).where(journeys.c.id == bindparam("row")).values(ended_at=None, ended_because=None)
_END = update(journeys).where(_THEIRS, _GOING).values(ended_at=bindparam("now"), ended_because=bindparam("why"))
_END_PASSED = (
    update(journeys).where(_WHICH, _GOING, _JOINED).values(ended_at=bindparam("now"), ended_because="over")
)
_ZONES = select(journeys.c.zone).where(_WHICH, _GOING).distinct()
_TOLD_ALREADY = (
    select(journey_texts.c.journey_id)
    .where(
        journey_texts.c.journey_id == journeys.c.id, journey_texts.c.text == bindparam("text"),
        journey_texts.c.day == bindparam("day"),
    )
    .exists()
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
        _WHICH, _GOING, _JOINED, journeys.c.zone.in_(bindparam("zones", expanding=True)), ~_TOLD_ALREADY, ~_TALKING,
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
