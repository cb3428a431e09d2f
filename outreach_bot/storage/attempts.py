"""Attempts that surely did not arrive, and the next: the same row waits again, its old provider id is kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, func, insert, select, update

from ..rules.breaker import WINDOW
from ..rules.delivery import RANK
from .tables import addresses, blast_erased, earlier_attempts, message_events, messages

FAILED = ("failed", "undelivered")
ARRIVED = ("delivered", "read")  # heard of an earlier attempt: it arrived after all, and there is no other
LEFT_US = tuple(set(RANK) - {"waiting", "suppressed", "left_out", "answered"})
SCANNED = 5_000  # newest reports that are searched for those of one blast
OPTED_OUT = "opted_out"  # an event of ours: the person opted out after this text


@dataclass(frozen=True, slots=True)
class Failed:
    """A text that the carrier took and says has not arrived."""

    message_id: str
    address_id: str
    blast_id: int | None
    code: int
    retries: int
    attempted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recent:
    """The last fates of a blast's texts, at most WINDOW. `codes`: why some did not arrive. `opted_out`: how many people
    opted out meanwhile. `handed_over`: texts that have left so far, counted up to WINDOW."""

    finals: int
    codes: tuple[int, ...]
    opted_out: int
    handed_over: int


def failed(connection: Connection, message_ids: Iterable[str]) -> list[Failed]:
    """Those of these texts whose fate, as it stands now, is a failure with a code."""
    ids = sorted(set(message_ids))
    return [Failed(*row) for row in connection.execute(_FAILED, {"ids": ids})] if ids else []


def again(
    connection: Connection, message_ids: Sequence[str], not_before: datetime, now: datetime, *, spends: int
) -> int:
    """Let these wait for another attempt, not before that moment; `spends`: how many retries that costs. Returns how
    many still stood as failed. The code stays on the row until the next attempt: people see why it waits."""
    rows = connection.execute(_OLD, {"ids": list(message_ids)}).all()
    if not rows:
        return 0
    old = [dict(row._mapping) | {"at": now} for row in rows if row.provider_sid is not None]
    if old:
        connection.execute(insert(earlier_attempts), old)
    params = {"ids": [row.message_id for row in rows], "earliest": not_before, "spends": spends, "now": now}
    return connection.execute(_AGAIN, params).rowcount


def owners(connection: Connection, provider_sids: Iterable[str]) -> dict[str, str]:
    """Provider id of an earlier attempt → the message it was for."""
    sids = sorted(set(provider_sids))
    if not sids:
        return {}
    return {row.provider_sid: row.message_id for row in connection.execute(_OWNERS, {"sids": sids})}


def segments_paid(connection: Connection, blast_id: int) -> int:
    """Segments of a blast's attempts that were followed by another one: the carrier bills them too."""
    return sum(int(connection.execute(each, {"blast": blast_id}).scalar_one()) for each in (_PAID, _PAID_FOR_ERASED))


def days_failed(connection: Connection, address_id: str, code: int, since: datetime) -> int:
    """On how many different days (UTC) a text to this address failed with this code."""
    params = {"address": address_id, "wanted": code, "since": since}
    return len({moment.date() for moment in connection.execute(_DAYS, params).scalars()})


def texts_failed(connection: Connection, address_id: str, code: int) -> int:
    """How many different texts to this address failed with this code."""
    return connection.execute(_TEXTS, {"address": address_id, "wanted": code}).scalar_one()


def unreachable(connection: Connection, address_id: str, code: int, now: datetime) -> None:
    """No text arrives at this address: blasts leave it out until the person writes to us."""
    connection.execute(_UNREACHABLE, {"address": address_id, "wanted": code, "now": now})


def note_opt_out(connection: Connection, address_id: str, now: datetime, within: timedelta) -> None:
    """An event on the blast's text that the person had last, if there is one: what the breaker counts."""
    message_id = connection.execute(_LAST_TEXT, {"address": address_id, "since": now - within}).scalar()
    if message_id is not None:
        row = {"message_id": message_id, "at": now, "status": OPTED_OUT, "code": None, "source": "us"}
        connection.execute(insert(message_events), row)


def recent(connection: Connection, blast_id: int, since: datetime) -> Recent:
    """The newest fates since that moment, out of the newest SCANNED reports of all texts: cheap whatever the size."""
    params = {"blast": blast_id, "since": since}
    finals: dict[str, int | None] = {}
    opted_out = 0
    for row in connection.execute(_RECENT, params):
        if row.status == OPTED_OUT:
            opted_out += 1
        elif len(finals) < WINDOW or row.message_id in finals:
            finals.setdefault(row.message_id, row.code)
        else:
            break
    handed_over = connection.execute(_HANDED_OVER, params).scalar_one()
    return Recent(len(finals), tuple(code for code in finals.values() if code is not None), opted_out, handed_over)


_THESE = messages.c.id.in_(bindparam("ids", expanding=True))
_FAILED = (
    select(
        messages.c.id, messages.c.address_id, messages.c.blast_id, messages.c.error_code, messages.c.retries,
        messages.c.attempted_at,
    )
    .where(
        _THESE, messages.c.status.in_(FAILED), messages.c.error_code.is_not(None), messages.c.address_id.is_not(None)
    )
    .order_by(messages.c.id)
)  # fmt: skip
_OLD = (
    select(
        messages.c.id.label("message_id"), messages.c.provider_sid, messages.c.status, messages.c.error_code,
        messages.c.segments,
    )
    .where(_THESE, messages.c.status.in_(FAILED))
    .order_by(messages.c.id)
    .with_for_update()
)  # fmt: skip
_AGAIN = (
    update(messages)
    .where(_THESE, messages.c.status.in_(FAILED))
    .values(
        status="waiting", provider_sid=None, attempted_at=None, provider_checked=0, not_before=bindparam("earliest"),
        retries=messages.c.retries + bindparam("spends"), updated_at=bindparam("now"),
    )
)  # fmt: skip
_OWNERS = select(earlier_attempts.c.provider_sid, earlier_attempts.c.message_id).where(
    earlier_attempts.c.provider_sid.in_(bindparam("sids", expanding=True))
)
_PAID = (
    select(func.coalesce(func.sum(earlier_attempts.c.segments), 0))
    .join_from(earlier_attempts, messages)
    .where(messages.c.blast_id == bindparam("blast"))
)
_PAID_FOR_ERASED = select(func.coalesce(func.sum(blast_erased.c.again), 0)).where(
    blast_erased.c.blast_id == bindparam("blast")
)
_EVENTS_THERE = message_events.join(messages, messages.c.id == message_events.c.message_id)
_DAYS = (
    select(message_events.c.at)
    .select_from(_EVENTS_THERE)
    .where(
        messages.c.address_id == bindparam("address"), message_events.c.code == bindparam("wanted"),
        message_events.c.at >= bindparam("since"),
    )
)  # fmt: skip
_TEXTS = (
    select(func.count(message_events.c.message_id.distinct()))
    .select_from(_EVENTS_THERE)
    .where(messages.c.address_id == bindparam("address"), message_events.c.code == bindparam("wanted"))
)
_UNREACHABLE = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"))
    .values(unreachable_at=bindparam("now"), unreachable_code=bindparam("wanted"))
)
_LAST_TEXT = (
    select(messages.c.id)
    .where(
        messages.c.address_id == bindparam("address"), messages.c.blast_id.is_not(None),
        messages.c.attempted_at >= bindparam("since"),
    )
    .order_by(messages.c.attempted_at.desc())
    .limit(1)
)  # fmt: skip
_NEWEST = (
    select(
        message_events.c.id, message_events.c.message_id, message_events.c.status, message_events.c.code,
        message_events.c.at,
    )
    .order_by(message_events.c.id.desc())
    .limit(SCANNED)
    .subquery()
)  # fmt: skip
_RECENT = (
    select(_NEWEST.c.message_id, _NEWEST.c.status, _NEWEST.c.code)
    .join_from(_NEWEST, messages, messages.c.id == _NEWEST.c.message_id)
    .where(
        messages.c.blast_id == bindparam("blast"), _NEWEST.c.at >= bindparam("since"),
        _NEWEST.c.status.in_((*FAILED, *ARRIVED, "refused", OPTED_OUT)),
    )
    .order_by(_NEWEST.c.id.desc())
)  # fmt: skip
_HANDED = (
    select(messages.c.id)
    .where(
        messages.c.blast_id == bindparam("blast"), messages.c.status.in_(LEFT_US),  # by name: the index finds these
        messages.c.attempted_at >= bindparam("since"),
    )
    .limit(WINDOW)
    .subquery()
)  # fmt: skip
_HANDED_OVER = select(func.count()).select_from(_HANDED)
