"""Blasts and the people in them. A person's text is a row of `messages` under UNIQUE(blast, member)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..errors import NotFound, Stale
from . import facts, links
from .audience import YOUNG, Person, hurry, opened, people_of
from .messages import sealed_body
from .outbox import ATTEMPTED, SUPPRESSED, WAITING, OutboundRow, outbound_by_id
from .sealed import Keys
from .tables import addresses, audiences, blast_erased, blasts, conversations, members, messages

DRAFT, EXPANDING, RUNNING, PAUSED, CANCELED, DONE = "draft", "expanding", "running", "paused", "canceled", "done"
LEFT_OUT = "left_out"
NOT_ARRIVED = ("refused", "failed", "undelivered", "canceled")
PURPOSE = "blast"
STARTED_BY_US = (PURPOSE, "reminder", "journey")  # counts against a person's share; answers and confirmations do not


@dataclass(frozen=True, slots=True)
class BlastRow:
    """One blast. `texts`: language → template. `asked_for`: its audience, as it was typed.

    `texts_b`: the other wording, if there is one, for `b_share` per cent. `facts`: what the launch froze: {"quotes":
    [[fact, value]], "said": {language: {field: words}}}. Costs and prices are US dollars, as text.
    """

    id: int
    name: str
    state: str
    paused_because: str | None
    texts: dict[str, str]
    programme: str
    asked_for: str
    expanded_to: str | None
    audience: int | None
    created_by: str
    created_at: datetime
    launched_at: datetime | None
    finished_at: datetime | None
    purpose: str
    asks: str | None
    paid_for_by: str | None
    texts_b: dict[str, str]
    b_share: int
    flow: str | None
    picture: str | None
    until: datetime | None
    not_answered: int | None
    facts: dict[str, Any]
    estimated_segments: int | None
    estimated_cost: str | None
    price: str | None
    approved_by: str | None
    approved_people: int | None
    approved_cost: str | None
    held_because: str | None
    held_until: datetime | None
    watched_since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecipient:
    """A row to write: a text that waits, or a member that is left out (then without body)."""

    id: str
    member_id: str
    address_id: str | None
    language: str
    body: str | None
    segments: int
    zone: str | None
    left_out: str | None
    body_until: datetime
    variant: str | None = None
    links: tuple[tuple[str, str], ...] = ()  # (address it leads to, token)
    opening: int | None = None  # with a flow: how many letters of the body are the blast's own


@dataclass(frozen=True, slots=True)
class Caps:
    """How many texts that we start a person may have in 24 hours and in seven days. None: as many as there are."""

    day: int | None = None
    week: int | None = None

    def daily(self, now: datetime) -> dict[str, Any]:
        return {} if self.day is None else {"per_day": self.day, "day_ago": now - timedelta(days=1)}

    def weekly(self, now: datetime) -> dict[str, Any]:
        return {} if self.week is None else {"per_week": self.week, "week_ago": now - timedelta(days=7)}


NO_CAPS = Caps()


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a blast are alike, and their segments."""

    status: str
    language: str
    left_out: str | None
    error_code: int | None
    people: int
    segments: int


def create(
    connection: Connection, keys: Keys, *, name: str, texts: dict[str, str], programme: str, asked_for: str,
    created_by: str, now: datetime, texts_b: dict[str, str] | None = None, **plain: Any,
) -> int:  # fmt: skip
    """A draft; returns its number. `plain`: the columns that are written as they are (purpose, until, flow …)."""
    row = {
        "name": name, "state": DRAFT, "texts_sealed": b"", "programme": programme, "asked_for": asked_for,
        "created_by": created_by, "created_at": now, **plain,
    }  # fmt: skip
    blast_id = int(connection.execute(insert(blasts), row).inserted_primary_key[0])  # type: ignore[index]
    sealed = {"texts_sealed": _sealed_texts(keys, texts, "texts_sealed", blast_id)}  # under the number it was given
    if texts_b:
        sealed["texts_b_sealed"] = _sealed_texts(keys, texts_b, "texts_b_sealed", blast_id)
    connection.execute(update(blasts).where(blasts.c.id == blast_id).values(**sealed))
    return blast_id


def get(connection: Connection, keys: Keys, blast_id: int) -> BlastRow:
    """Raises NotFound."""
    row = connection.execute(_GET, {"blast": blast_id}).first()
    if row is None:
        raise NotFound(f"there is no blast {blast_id}. List them with: outreach blasts list")
    return _opened(keys, row)


def every(connection: Connection, keys: Keys, limit: int = 100) -> list[BlastRow]:
    """The newest blasts, newest first."""
    return [_opened(keys, row) for row in connection.execute(_EVERY, {"most": limit})]


def in_state(connection: Connection, state: str) -> list[int]:
    return list(connection.execute(_IN_STATE, {"wanted": state}).scalars())


def hold_state(connection: Connection, blast_id: int) -> str | None:
    """The state, which nobody changes until this transaction ends; others may hold it at the same time."""
    row = connection.execute(_HOLD_STATE, {"blast": blast_id}).first()
    return None if row is None else str(row.state)


def hold(connection: Connection, blast_id: int, because: str | None, until: datetime | None = None) -> bool:
    """It runs on and nothing is sent for now, until that moment or until it is let go (`because` None). True when that
    is new."""
    params = {"blast": blast_id, "because": because, "ends": until}
    return connection.execute(_LET_GO if because is None else _HOLD, params).rowcount == 1


def hold_everything(connection: Connection, because: str, until: datetime) -> list[int]:
    """Every blast that is not over is held until then; returns those for which that is new."""
    return list(connection.execute(_HOLD_ALL, {"because": because, "ends": until}).scalars())


def held_until(connection: Connection, because: str, now: datetime) -> datetime | None:
    """Until when any blast is held for this reason."""
    ends: datetime | None = connection.execute(_HELD_UNTIL, {"because": because, "now": now}).scalar()
    return ends


def reopen(connection: Connection, blast_id: int) -> bool:
    """A blast that was done goes on: some of its texts have another attempt coming."""
    return move(connection, blast_id, [DONE], RUNNING, finished_at=None)


def move(connection: Connection, blast_id: int, before: Sequence[str], to: str, **values: Any) -> bool:
    """Change the state if it is one of `before`; False when it is not."""
    statement = update(blasts).where(blasts.c.id == blast_id, blasts.c.state.in_(list(before)))
    return connection.execute(statement.values(state=to, **values)).rowcount == 1


def people(connection: Connection, keys: Keys, blast: BlastRow, limit: int) -> list[Person]:
    """The next slice of a launched blast's audience, in the order of member ids, with the reason for everybody who is
    left out. Somebody who was erased since is not in it."""
    params = {"blast": blast.id, "after": blast.expanded_to or "", "most": limit}
    return [opened(keys, row) for row in connection.execute(_people(blast.programme), params)]


def add(
    connection: Connection, keys: Keys, blast: BlastRow, new: Sequence[NewRecipient], last: str, now: datetime
) -> None:
    """Write a slice and remember how far we are, together. Who has a row keeps it. Raises Stale when another worker
    was faster: its slice is as good as ours."""
    moved = connection.execute(_CURSOR, {"blast": blast.id, "seen": blast.expanded_to or "", "last": last}).rowcount
    if moved != 1:
        raise Stale("another worker expands this blast")
    if new:
        rows = [_row(keys, blast.id, one, now) for one in new]
        connection.execute(_insert(connection.dialect.name), rows)
    links.add(connection, blast.id, [(one.id, url, token) for one in new for url, token in one.links])
    texted = [one.id for one in new if one.left_out is None]
    facts.record_many(connection, texted, [(fact, value) for fact, value in blast.facts.get("quotes", [])], now)


def claim(
    connection: Connection, keys: Keys, blast_id: int, limit: int, zones: Sequence[str], talking_since: datetime,
    now: datetime, caps: Caps = NO_CAPS, *, after: str = "",
) -> list[tuple[OutboundRow, int]]:  # fmt: skip
    """Take up to `limit` texts for sending, with their segments: each goes to exactly one caller, ever. Commit before
    the first call. `after`: the last one that the caller took; those before it are not looked at again, which of a
    million would take longer than to send them. Whoever finds nothing more begins once more without it.

    The blast's state is held meanwhile, so that nothing is claimed once a pause is committed. One statement decides the
    rest: it is not quiet time in the person's zone (`zones`: where it is not), the person has not opted out, has not
    said that they are under 16, is in no conversation with us (one in which nothing was said since `talking_since` is
    over) or with a person of ours, and has not had as many texts that we started as `caps` allow.
    """
    told = connection.execute(_HOLD_STATE, {"blast": blast_id}).first()
    if told is None or told.state != RUNNING or (told.until is not None and told.until <= now):
        return []
    if told.held_because is not None and (told.held_until is None or told.held_until > now):
        return []
    params = {
        "blast": blast_id, "most": limit, "zones": list(zones), "since": talking_since, "now": now, "after": after,
        **caps.daily(now), **caps.weekly(now),
    }  # fmt: skip
    statement = _claim(connection.dialect.name, caps.day is not None, caps.week is not None)
    taken = connection.execute(statement, params).all()
    segments = {row.id: row.segments or 1 for row in taken}
    return [(row, segments[row.message_id]) for row in outbound_by_id(connection, keys, list(segments))]


def opening_of(connection: Connection, message_id: str, body: str) -> tuple[str, str]:
    """(the blast's own words in a text that starts a flow, the language they are in)."""
    row = connection.execute(_OPENING, {"message": message_id}).one()
    return body[: row.opening], row.language


def begun(connection: Connection, keys: Keys, message_id: str, body: str, segments: int, flow: str) -> None:
    """The flow was started with this text, and says its part in it; its own conversation keeps it away no more."""
    new = {"sealed": sealed_body(keys, message_id, body), "segments": segments, "flow": flow}
    connection.execute(_BEGUN, {"message": message_id, **new})


def suppress_opted_out(connection: Connection, blast_id: int, now: datetime) -> int:
    """Texts that wait for people who have opted out since: they are not sent, and the report says why."""
    return connection.execute(_SUPPRESS, {"blast": blast_id, "now": now}).rowcount


def suppress_young(connection: Connection, blast_id: int, now: datetime) -> int:
    """Texts that wait for another attempt to people who have said since that they are under 16. Returns how many."""
    return connection.execute(_SUPPRESS_YOUNG, {"blast": blast_id, "now": now}).rowcount


def suppress_too_often(connection: Connection, blast_id: int, now: datetime, caps: Caps) -> int:
    """Texts that wait for people who have had this week's share since: a text that late is none. Returns how many."""
    if caps.week is None:
        return 0
    return connection.execute(_TOO_OFTEN, {"blast": blast_id, "now": now, **caps.weekly(now)}).rowcount


def drop_waiting(connection: Connection, blast_id: int, now: datetime, why: str = "canceled") -> int:
    """The blast was canceled, or its time is up: whoever has not been texted is not. Returns how many."""
    return connection.execute(_DROP, {"blast": blast_id, "now": now, "why": why}).rowcount


def drop_waiting_for(connection: Connection, member_id: str, why: str, now: datetime) -> int:
    """Texts of blasts that wait for this person are not sent; `why` stands in the report. Returns how many."""
    return connection.execute(_DROP_FOR, {"member": member_id, "why": why, "now": now}).rowcount


def counts(connection: Connection, blast_id: int) -> list[Count]:
    """The report is this GROUP BY, with those who were erased since; its sums are the audience."""
    hurry(connection)
    found: dict[tuple[str, str, str | None, int | None], tuple[int, int]] = {}
    for statement in (_COUNTS, _ERASED_COUNTS):
        for status, language, left_out, code, more, used in connection.execute(statement, {"blast": blast_id}):
            people, segments = found.get(alike := (status, language, left_out, code), (0, 0))
            found[alike] = people + more, segments + used
    return [Count(*alike, *numbers) for alike, numbers in found.items()]


def unfinished(connection: Connection, blast_id: int) -> tuple[int, int]:
    """(waiting, attempted): a blast is done when both are 0."""
    row = connection.execute(_UNFINISHED, {"blast": blast_id}).one()
    return row.waiting or 0, row.attempted or 0


def in_conversation(connection: Connection, blast_id: int, talking_since: datetime) -> int:
    """How many of those who wait are in a conversation: a blast does not break in."""
    return connection.execute(_IN_CONVERSATION, {"blast": blast_id, "since": talking_since}).scalar_one()


def at_their_cap(connection: Connection, blast_id: int, now: datetime, caps: Caps) -> int:
    """How many of those who wait have had today's share of texts."""
    if caps.day is None:
        return 0
    return connection.execute(_AT_THEIR_CAP, {"blast": blast_id, **caps.daily(now)}).scalar_one()


def tried_again(connection: Connection, blast_id: int) -> tuple[int, datetime | None]:
    """How many wait for another attempt, and when the first of these may go."""
    row = connection.execute(_TRIED_AGAIN, {"blast": blast_id}).one()
    return row.people, row.first


def zones_waiting(connection: Connection, blast_id: int) -> dict[str, int]:
    """Zone → how many wait there."""
    return {row.zone: row.people for row in connection.execute(_ZONES, {"blast": blast_id})}


def _row(keys: Keys, blast_id: int, new: NewRecipient, now: datetime) -> dict[str, Any]:
    return {
        "id": new.id, "direction": "out", "address_id": new.address_id, "member_id": new.member_id, "channel": "sms",
        "sealed": sealed_body(keys, new.id, new.body), "body_until": new.body_until, "purpose": PURPOSE,
        "status": LEFT_OUT if new.left_out else WAITING, "segments": new.segments, "language": new.language,
        "private": False, "priority": 0, "created_at": now, "updated_at": now, "provider_checked": 0,
        "blast_id": blast_id, "zone": new.zone, "left_out": new.left_out, "variant": new.variant,
        "opening": new.opening,
    }  # fmt: skip


def _sealed_texts(keys: Keys, texts: dict[str, str], column: str, blast_id: int) -> bytes:
    return keys.seal(json.dumps(texts, ensure_ascii=False), "blasts", column, blast_id)


def _opened(keys: Keys, row: Any) -> BlastRow:
    read = dict(row._mapping)
    sealed, sealed_b = read.pop("texts_sealed"), read.pop("texts_b_sealed")
    read["texts"] = json.loads(keys.open(sealed, "blasts", "texts_sealed", row.id))
    read["texts_b"] = json.loads(keys.open(sealed_b, "blasts", "texts_b_sealed", row.id)) if sealed_b else {}
    return BlastRow(**read | {
        "asked_for": row.asked_for or "", "b_share": row.b_share or 0, "facts": row.facts or {},
    })  # fmt: skip


_GET = select(blasts).where(blasts.c.id == bindparam("blast"))
_EVERY = select(blasts).order_by(blasts.c.id.desc()).limit(bindparam("most"))
_IN_STATE = select(blasts.c.id).where(blasts.c.state == bindparam("wanted")).order_by(blasts.c.id)
_HOLD_STATE = (
    select(blasts.c.state, blasts.c.until, blasts.c.held_because, blasts.c.held_until)
    .where(blasts.c.id == bindparam("blast"))
    .with_for_update(read=True)
)
_HOLD = (
    update(blasts)
    .where(blasts.c.id == bindparam("blast"), blasts.c.held_because.is_distinct_from(bindparam("because")))
    .values(held_because=bindparam("because"), held_until=bindparam("ends"))
)
_LET_GO = (
    update(blasts)
    .where(blasts.c.id == bindparam("blast"), blasts.c.held_because.is_not(None))
    .values(held_because=None, held_until=None)
)
_HOLD_ALL = (
    update(blasts)
    .where(
        blasts.c.state.in_((EXPANDING, RUNNING, PAUSED)),
        or_(blasts.c.held_because.is_distinct_from(bindparam("because")), blasts.c.held_until < bindparam("ends")),
    )
    .values(held_because=bindparam("because"), held_until=bindparam("ends"))
    .returning(blasts.c.id)
)
_HELD_UNTIL = select(func.max(blasts.c.held_until)).where(
    blasts.c.held_because == bindparam("because"), blasts.c.held_until > bindparam("now")
)
_OPENING = select(messages.c.opening, messages.c.language).where(messages.c.id == bindparam("message"))
_BEGUN = update(messages).where(messages.c.id == bindparam("message"))
_CURSOR = (
    update(blasts)
    .where(
        blasts.c.id == bindparam("blast"), blasts.c.state == EXPANDING,
        func.coalesce(blasts.c.expanded_to, "") == bindparam("seen"),
    )
    .values(expanded_to=bindparam("last"))
)  # fmt: skip
_WAITING_HERE = (messages.c.blast_id == bindparam("blast"), messages.c.status == WAITING)
_OPTED_OUT = (
    select(addresses.c.id)
    .where(addresses.c.id == messages.c.address_id, addresses.c.opted_out_at.is_not(None))
    .exists()
)
_YOUNG = select(members.c.id).where(members.c.id == messages.c.member_id, members.c.young).exists()
_TALKING = (
    select(conversations.c.id)
    .where(
        conversations.c.address_id == messages.c.address_id,
        or_(
            # … but not the one that this very text began before it was put back
            conversations.c.open & (conversations.c.updated_at >= bindparam("since"))
            & or_(messages.c.flow.is_(None), conversations.c.flow.is_distinct_from(messages.c.flow)),
            conversations.c.held_by.is_not(None),
        ),
    )
    .exists()
)
_SUPPRESS = (
    update(messages)
    .where(*_WAITING_HERE, _OPTED_OUT)
    .values(status=SUPPRESSED, left_out="opted_out", updated_at=bindparam("now"))
)
_SUPPRESS_YOUNG = (
    update(messages)
    .where(*_WAITING_HERE, _YOUNG)
    .values(status=SUPPRESSED, left_out=YOUNG, updated_at=bindparam("now"))
)
_DROP = (
    update(messages)
    .where(*_WAITING_HERE)
    .values(status=SUPPRESSED, left_out=bindparam("why"), updated_at=bindparam("now"))
)


def _had_since(name: str) -> Any:
    """How many texts that we started (no answers) reached this address since a moment."""
    had = messages.alias("had")
    return (
        select(func.count())
        .where(
            had.c.address_id == messages.c.address_id, had.c.purpose.in_(STARTED_BY_US),
            had.c.attempted_at >= bindparam(name), had.c.status.not_in(NOT_ARRIVED),
        )
        .scalar_subquery()
    )  # fmt: skip


_HAD_TODAY = _had_since("day_ago") >= bindparam("per_day")
_HAD_THIS_WEEK = _had_since("week_ago") >= bindparam("per_week")
_TOO_OFTEN = (
    update(messages)
    .where(*_WAITING_HERE, _HAD_THIS_WEEK)
    .values(status=SUPPRESSED, left_out="too_often", updated_at=bindparam("now"))
)
_AT_THEIR_CAP = select(func.count()).select_from(messages).where(*_WAITING_HERE, _HAD_TODAY)
_TRIED_AGAIN = select(func.count().label("people"), func.min(messages.c.not_before).label("first")).where(
    *_WAITING_HERE, messages.c.not_before.is_not(None)
)
_DROP_FOR = (
    update(messages)
    .where(messages.c.member_id == bindparam("member"), messages.c.blast_id.is_not(None), messages.c.status == WAITING)
    .values(status=SUPPRESSED, left_out=bindparam("why"), updated_at=bindparam("now"))
)
_COUNTS = (
    select(
        messages.c.status, messages.c.language, messages.c.left_out, messages.c.error_code, func.count(),
        func.coalesce(func.sum(messages.c.segments), 0),
    )
    .where(messages.c.blast_id == bindparam("blast"))
    .group_by(messages.c.status, messages.c.language, messages.c.left_out, messages.c.error_code)
)  # fmt: skip
_ERASED_COUNTS = (
    select(
        blast_erased.c.status, blast_erased.c.language, func.nullif(blast_erased.c.left_out, ""),
        func.nullif(blast_erased.c.error_code, 0), func.sum(blast_erased.c.people), func.sum(blast_erased.c.segments),
    )
    .where(blast_erased.c.blast_id == bindparam("blast"))
    .group_by(
        blast_erased.c.status, blast_erased.c.language, blast_erased.c.left_out, blast_erased.c.error_code
    )
)  # fmt: skip
_UNFINISHED = select(
    func.count().filter(messages.c.status == WAITING).label("waiting"),
    func.count().filter(messages.c.status == ATTEMPTED).label("attempted"),
).where(messages.c.blast_id == bindparam("blast"), messages.c.status.in_((WAITING, ATTEMPTED)))
_IN_CONVERSATION = select(func.count()).select_from(messages).where(*_WAITING_HERE, _TALKING)
_ZONES = select(messages.c.zone, func.count().label("people")).where(*_WAITING_HERE).group_by(messages.c.zone)


@cache
def _insert(dialect: str) -> Any:
    new = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(messages)
    return new.on_conflict_do_nothing(
        index_elements=["blast_id", "member_id"], index_where=messages.c.blast_id.is_not(None)
    )


@cache
def _claim(dialect: str, daily_cap: bool, weekly_cap: bool) -> Any:
    picked = (
        select(messages.c.id)
        .where(
            *_WAITING_HERE, messages.c.id > bindparam("after"),
            messages.c.zone.in_(bindparam("zones", expanding=True)), ~_OPTED_OUT, ~_YOUNG, ~_TALKING,
            or_(messages.c.not_before.is_(None), messages.c.not_before <= bindparam("now")),
            *((~_HAD_TODAY,) if daily_cap else ()), *((~_HAD_THIS_WEEK,) if weekly_cap else ()),
        )
        .order_by(messages.c.id)
        .limit(bindparam("most"))
    )  # fmt: skip
    if dialect == "postgresql":
        picked = picked.with_for_update(skip_locked=True, of=messages)
    # Named, so that PostgreSQL runs it once: a plain subquery may be run again for each row, and then takes too many.
    named = picked.cte("picked")
    return (
        update(messages)
        .where(messages.c.id.in_(select(named.c.id)), messages.c.status == WAITING)
        .values(status=ATTEMPTED, attempted_at=bindparam("now"), updated_at=bindparam("now"))
        .returning(messages.c.id, messages.c.segments)
    )


@cache
def _people(programme: str) -> Any:
    # The slice first, then what is told of it: else PostgreSQL joins from the first person on, for every slice again.
    # Nor does it see by itself that whoever comes after somebody in one table does so in the other.
    after: BindParameter[str] = bindparam("after")
    some = (
        select(audiences.c.member_id)
        .join(members, members.c.id == audiences.c.member_id)
        .where(
            audiences.c.blast_id == bindparam("blast"), audiences.c.member_id > after, members.c.id > after,
            members.c.forgotten_at.is_(None),
        )
        .order_by(audiences.c.member_id)
        .limit(bindparam("most"))
        .subquery("some")
    )  # fmt: skip
    return people_of(programme, some.join(members, members.c.id == some.c.member_id)).order_by(some.c.member_id)
