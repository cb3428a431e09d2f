"""Blasts and the people in them. A person's text is a row of `messages` under UNIQUE(blast, member)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ..errors import NotFound, Stale
from .consents import granted_to, names
from .messages import sealed_body
from .outbox import ATTEMPTED, SUPPRESSED, WAITING, OutboundRow, outbound_by_id
from .sealed import Keys
from .tables import addresses, blasts, conversations, member_tags, members, messages

DRAFT, EXPANDING, RUNNING, PAUSED, CANCELED, DONE = "draft", "expanding", "running", "paused", "canceled", "done"
LEFT_OUT = "left_out"
PURPOSE = "blast"
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BlastRow:
    """One blast. `texts`: language → template. The audience: members with all `tags` who speak one of `languages`."""

    id: int
    name: str
    state: str
    paused_because: str | None
    texts: dict[str, str]
    programme: str
    tags: tuple[str, ...]
    languages: tuple[str, ...]
    expanded_to: str | None
    audience: int | None
    created_by: str
    created_at: datetime
    launched_at: datetime | None
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Person:
    """A member of an audience. `left_out`: why they get no text: no_number opted_out young no_consent; None:
    they get one."""

    member_id: str
    address_id: str | None
    number: str | None
    language: str | None
    name: str | None
    zip: str | None
    left_out: str | None


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
    connection: Connection, keys: Keys, *, name: str, texts: dict[str, str], programme: str, tags: Sequence[str],
    languages: Sequence[str], created_by: str, now: datetime,
) -> int:  # fmt: skip
    """A draft; returns its number."""
    row = {
        "name": name, "state": DRAFT, "texts_sealed": b"", "programme": programme, "tags": sorted(set(tags)),
        "languages": sorted(set(languages)), "created_by": created_by, "created_at": now,
    }  # fmt: skip
    blast_id = int(connection.execute(insert(blasts), row).inserted_primary_key[0])  # type: ignore[index]
    sealed = keys.seal(json.dumps(texts, ensure_ascii=False), *_TEXTS, blast_id)  # under the number the insert gave it
    connection.execute(update(blasts).where(blasts.c.id == blast_id).values(texts_sealed=sealed))
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
    state: str | None = connection.execute(_HOLD_STATE, {"blast": blast_id}).scalar()
    return state


def move(connection: Connection, blast_id: int, before: Sequence[str], to: str, **values: Any) -> bool:
    """Change the state if it is one of `before`; False when it is not."""
    statement = update(blasts).where(blasts.c.id == blast_id, blasts.c.state.in_(list(before)))
    return connection.execute(statement.values(state=to, **values)).rowcount == 1


def people(connection: Connection, keys: Keys, blast: BlastRow, after: str, limit: int) -> list[Person]:
    """The next slice of the audience, in the order of member ids, with the reason for everybody who is left out.

    Whoever became a member after the launch is not in it: the audience is the one that was previewed and confirmed.
    """
    params: dict[str, Any] = {"after": after, "most": limit, "until": blast.launched_at or LATEST}
    if blast.tags:
        params |= {"tags": list(blast.tags), "how_many": len(blast.tags)}
    if blast.languages:
        params["languages"] = list(blast.languages)
    rows = connection.execute(_people(bool(blast.tags), bool(blast.languages)), params).all()
    return [_person(keys, blast.programme, row) for row in rows]


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


def claim(
    connection: Connection, keys: Keys, blast_id: int, limit: int, zones: Sequence[str], talking_since: datetime,
    now: datetime,
) -> list[tuple[OutboundRow, int]]:  # fmt: skip
    """Take up to `limit` texts for sending, with their segments: each goes to exactly one caller, ever. Commit before
    the first call.

    The blast's state is held meanwhile, so that nothing is claimed once a pause is committed. One statement decides the
    rest: it is not quiet time in the person's zone (`zones`: where it is not), the person has not opted out, and is in
    no conversation with us (one in which nothing was said since `talking_since` is over) or with a person of ours.
    """
    if hold_state(connection, blast_id) != RUNNING:
        return []
    params = {"blast": blast_id, "most": limit, "zones": list(zones), "since": talking_since, "now": now}
    taken = connection.execute(_claim(connection.dialect.name), params).all()
    segments = {row.id: row.segments or 1 for row in taken}
    return [(row, segments[row.message_id]) for row in outbound_by_id(connection, keys, list(segments))]


def suppress_opted_out(connection: Connection, blast_id: int, now: datetime) -> int:
    """Texts that wait for people who have opted out since: they are not sent, and the report says why."""
    return connection.execute(_SUPPRESS, {"blast": blast_id, "now": now}).rowcount


def drop_waiting(connection: Connection, blast_id: int, now: datetime) -> int:
    """A canceled blast: whoever has not been texted is not. Returns how many."""
    return connection.execute(_DROP, {"blast": blast_id, "now": now}).rowcount


def drop_waiting_for(connection: Connection, member_id: str, why: str, now: datetime) -> int:
    """Texts of blasts that wait for this person are not sent; `why` stands in the report. Returns how many."""
    return connection.execute(_DROP_FOR, {"member": member_id, "why": why, "now": now}).rowcount


def counts(connection: Connection, blast_id: int) -> list[Count]:
    """The report is this GROUP BY; its sums are the audience."""
    return [Count(*row) for row in connection.execute(_COUNTS, {"blast": blast_id})]


def unfinished(connection: Connection, blast_id: int) -> tuple[int, int]:
    """(waiting, attempted): a blast is done when both are 0."""
    row = connection.execute(_UNFINISHED, {"blast": blast_id}).one()
    return row.waiting or 0, row.attempted or 0


def in_conversation(connection: Connection, blast_id: int, talking_since: datetime) -> int:
    """How many of those who wait are in a conversation: a blast does not break in."""
    return connection.execute(_IN_CONVERSATION, {"blast": blast_id, "since": talking_since}).scalar_one()


def zones_waiting(connection: Connection, blast_id: int) -> dict[str, int]:
    """Zone → how many wait there."""
    return {row.zone: row.people for row in connection.execute(_ZONES, {"blast": blast_id})}


def _person(keys: Keys, programme: str, row: Any) -> Person:
    number = None
    if row.sealed is not None:
        number = keys.open(row.sealed, "addresses", "sealed", row.address_id).decode()
    reason = (
        "no_number" if number is None
        else "opted_out" if row.opted_out_at is not None
        else "young" if row.young
        else "no_consent" if programme not in names(row.programmes)
        else None
    )  # fmt: skip
    name = keys.open_text(row.name_sealed, "members", "name_sealed", row.id)
    return Person(row.id, row.address_id, number, row.language, name, row.zip, reason)


def _row(keys: Keys, blast_id: int, new: NewRecipient, now: datetime) -> dict[str, Any]:
    return {
        "id": new.id, "direction": "out", "address_id": new.address_id, "member_id": new.member_id, "channel": "sms",
        "sealed": sealed_body(keys, new.id, new.body), "body_until": new.body_until, "purpose": PURPOSE,
        "status": LEFT_OUT if new.left_out else WAITING, "segments": new.segments, "language": new.language,
        "private": False, "priority": 0, "created_at": now, "updated_at": now, "provider_checked": 0,
        "blast_id": blast_id, "zone": new.zone, "left_out": new.left_out,
    }  # fmt: skip


def _opened(keys: Keys, row: Any) -> BlastRow:
    texts = json.loads(keys.open(row.texts_sealed, *_TEXTS, row.id))
    return BlastRow(
        row.id, row.name, row.state, row.paused_because, texts, row.programme, tuple(row.tags), tuple(row.languages),
        row.expanded_to, row.audience, row.created_by, row.created_at, row.launched_at, row.finished_at,
    )  # fmt: skip


_TEXTS = ("blasts", "texts_sealed")
_GET = select(blasts).where(blasts.c.id == bindparam("blast"))
_EVERY = select(blasts).order_by(blasts.c.id.desc()).limit(bindparam("most"))
_IN_STATE = select(blasts.c.id).where(blasts.c.state == bindparam("wanted")).order_by(blasts.c.id)
_HOLD_STATE = select(blasts.c.state).where(blasts.c.id == bindparam("blast")).with_for_update(read=True)
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
_TALKING = (
    select(conversations.c.id)
    .where(
        conversations.c.address_id == messages.c.address_id,
        or_(
            conversations.c.open & (conversations.c.updated_at >= bindparam("since")),
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
_DROP = (
    update(messages).where(*_WAITING_HERE).values(status=SUPPRESSED, left_out="canceled", updated_at=bindparam("now"))
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
def _claim(dialect: str) -> Any:
    picked = (
        select(messages.c.id)
        .where(*_WAITING_HERE, messages.c.zone.in_(bindparam("zones", expanding=True)), ~_OPTED_OUT, ~_TALKING)
        .order_by(messages.c.id)
        .limit(bindparam("most"))
    )
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
def _people(by_tags: bool, by_language: bool) -> Any:
    """One address a member: the first one they were reached at by SMS."""
    theirs = addresses.alias("theirs")
    first = (
        select(func.min(theirs.c.id))
        .where(theirs.c.member_id == members.c.id, theirs.c.channel == "sms")
        .scalar_subquery()
    )
    statement = (
        select(
            members.c.id, members.c.language, members.c.name_sealed, members.c.zip, members.c.young,
            addresses.c.id.label("address_id"), addresses.c.sealed, addresses.c.opted_out_at,
            granted_to(members.c.id).label("programmes"),
        )
        .select_from(members.outerjoin(addresses, addresses.c.id == first))
        .where(
            members.c.id > bindparam("after"), members.c.forgotten_at.is_(None),
            members.c.created_at <= bindparam("until"),
        )
        .order_by(members.c.id)
        .limit(bindparam("most"))
    )  # fmt: skip
    if by_language:
        statement = statement.where(members.c.language.in_(bindparam("languages", expanding=True)))
    if by_tags:
        having = (
            select(func.count())
            .where(member_tags.c.member_id == members.c.id, member_tags.c.tag.in_(bindparam("tags", expanding=True)))
            .scalar_subquery()
        )
        statement = statement.where(having == bindparam("how_many"))
    return statement
