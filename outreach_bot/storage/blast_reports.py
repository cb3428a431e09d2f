"""Sums over blasts, for previews and reports. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, func, select

from .attempts import ARRIVED
from .blasts import EXPANDING, LEFT_OUT, RUNNING
from .outbox import SUPPRESSED, WAITING
from .tables import addresses, blast_erased, blasts, earlier_attempts, links, messages

UNPAID = (WAITING, LEFT_OUT, SUPPRESSED, "refused")  # statuses of rows that the carrier does not bill
ANSWERS_COUNT = timedelta(days=3)  # after the end of a blast


@dataclass(frozen=True, slots=True)
class Spent:
    """What one blast has used. `segments`: with those of attempts that were followed by another one."""

    blast_id: int
    name: str
    purpose: str
    launched_at: datetime
    price: str | None
    picture: bool
    people: int
    segments: int


def spent(connection: Connection, since: datetime) -> list[Spent]:
    """Every blast that was launched since then and cost anything, the newest first."""
    again = {row.blast_id: int(row.segments) for row in connection.execute(_AGAIN, {"since": since})}
    found: dict[int, Spent] = {}
    for statement in (_SPENT, _SPENT_ON_ERASED):
        for row in connection.execute(statement, {"since": since}):
            before = found.get(row.id)
            people, segments = (before.people, before.segments) if before else (0, again.get(row.id, 0))
            found[row.id] = Spent(
                row.id, row.name, row.purpose, row.launched_at, row.price, row.picture is not None,
                people + int(row.people), segments + int(row.segments),
            )  # fmt: skip
    return sorted(found.values(), key=lambda each: -each.blast_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """People, of one wording; `variant` None: there is one only. `opened`: a link of theirs."""

    variant: str | None
    texted: int
    delivered: int
    answered: int
    opted_out: int
    opened: int


def segments_waiting(connection: Connection) -> dict[str, int]:
    """Zone → segments of all running blasts that wait there."""
    return {row.zone: int(row.segments) for row in connection.execute(_SEGMENTS_WAITING)}


def outcomes(connection: Connection, blast_id: int, until: datetime) -> list[Outcome]:
    """What became of each wording (or of the one there is), of all texts that were handed to the carrier. Answers and
    opt-outs count that came before `until`."""
    rows = [*connection.execute(_OUTCOMES, {"blast": blast_id, "ends": until})]
    rows += connection.execute(_OUTCOMES_OF_ERASED, {"blast": blast_id})
    found: dict[str | None, list[int]] = {}
    for variant, *numbers in rows:
        before = found.get(variant, [0] * len(numbers))
        found[variant] = [int(each) + there for each, there in zip(numbers, before, strict=True)]
    return [Outcome(variant, *found[variant]) for variant in sorted(found, key=str)]


_SEGMENTS_WAITING = (
    select(messages.c.zone, func.coalesce(func.sum(messages.c.segments), 0).label("segments"))
    .join_from(messages, blasts, blasts.c.id == messages.c.blast_id)
    .where(messages.c.status == WAITING, blasts.c.state.in_((EXPANDING, RUNNING)), messages.c.zone.is_not(None))
    .group_by(messages.c.zone)
)
_HEARD = messages.alias("heard")
ANSWERED = (
    select(_HEARD.c.id)
    .where(
        _HEARD.c.address_id == messages.c.address_id, _HEARD.c.direction == "in",
        _HEARD.c.created_at >= messages.c.attempted_at, _HEARD.c.created_at < bindparam("ends"),
    )
    .exists()
)  # fmt: skip
OPTED_OUT = (
    select(addresses.c.id)
    .where(
        addresses.c.id == messages.c.address_id, addresses.c.opted_out_at >= messages.c.attempted_at,
        addresses.c.opted_out_at < bindparam("ends"),
    )
    .exists()
)  # fmt: skip
OPENED = select(links.c.token).where(links.c.message_id == messages.c.id, links.c.opened_at.is_not(None)).exists()
_OUTCOMES = (
    select(
        messages.c.variant, func.count(), func.count().filter(messages.c.status.in_(ARRIVED)),
        func.count().filter(ANSWERED), func.count().filter(OPTED_OUT), func.count().filter(OPENED),
    )
    .where(messages.c.blast_id == bindparam("blast"), messages.c.status.not_in(UNPAID))
    .group_by(messages.c.variant)
)  # fmt: skip
_GONE = blast_erased.c
_OUTCOMES_OF_ERASED = (
    select(
        func.nullif(_GONE.variant, ""), func.sum(_GONE.people),
        func.coalesce(func.sum(_GONE.people).filter(_GONE.status.in_(ARRIVED)), 0),
        func.sum(_GONE.answered), func.sum(_GONE.opted_out), func.sum(_GONE.opened),
    )
    .where(_GONE.blast_id == bindparam("blast"), _GONE.status.not_in(UNPAID))
    .group_by(_GONE.variant)
)  # fmt: skip
_SPENT = (
    select(
        blasts.c.id, blasts.c.name, blasts.c.purpose, blasts.c.launched_at, blasts.c.price, blasts.c.picture,
        func.count().label("people"), func.coalesce(func.sum(messages.c.segments), 0).label("segments"),
    )
    .join_from(blasts, messages, messages.c.blast_id == blasts.c.id)
    .where(blasts.c.launched_at >= bindparam("since"), messages.c.status.not_in(UNPAID))
    .group_by(blasts.c.id)
)
_SPENT_ON_ERASED = (
    select(
        blasts.c.id, blasts.c.name, blasts.c.purpose, blasts.c.launched_at, blasts.c.price, blasts.c.picture,
        func.coalesce(func.sum(_GONE.people).filter(_GONE.status.not_in(UNPAID)), 0).label("people"),
        func.sum(_GONE.again + case((_GONE.status.not_in(UNPAID), _GONE.segments), else_=0)).label("segments"),
    )
    .join_from(blasts, blast_erased)
    .where(blasts.c.launched_at >= bindparam("since"))
    .group_by(blasts.c.id)
)
_AGAIN = (
    select(messages.c.blast_id, func.coalesce(func.sum(earlier_attempts.c.segments), 0).label("segments"))
    .select_from(
        earlier_attempts.join(messages, messages.c.id == earlier_attempts.c.message_id).join(
            blasts, blasts.c.id == messages.c.blast_id
        )
    )
    .where(blasts.c.launched_at >= bindparam("since"))
    .group_by(messages.c.blast_id)
)
