"""An audience as one SQL condition on `members`: counted, told apart by reason, frozen for a blast, read in batches."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Join,
    Select,
    Text,
    and_,
    case,
    cast,
    delete,
    func,
    insert,
    literal,
    not_,
    null,
    or_,
    select,
    true,
)

from ..rules.audience import (
    All,
    Answered,
    Audience,
    Consents,
    Either,
    Everyone,
    GotBlast,
    HasField,
    Heard,
    InZip,
    Joined,
    LivesIn,
    Not,
    OptedOut,
    Speaks,
    Tagged,
    Texted,
    Told,
)
from ..rules.zips import zips_of_town, zips_with_a_town
from .answers import asked_for
from .listed import contains_text, holds
from .outbox import NEVER_SENT, NOT_TEXTED
from .sealed import Keys
from .tables import addresses, audiences, blasts, consents, fact_quotes, members, messages

BATCH = 1000  # people that are opened at once
NO_NUMBER, OPTED_OUT, YOUNG = "no_number", "opted_out", "young"
WITHDRAWN, NO_CONSENT, UNREACHABLE = "withdrawn", "no_consent", "unreachable"


@dataclass(frozen=True, slots=True)
class Person:
    """A member of an audience. `left_out`: why they get no text (one of the reasons above); None: they get one."""

    member_id: str
    address_id: str | None
    number: str | None
    language: str | None
    name: str | None
    zip: str | None
    left_out: str | None


def count(connection: Connection, audience: Audience) -> int:
    """How many people are in it."""
    hurry(connection)
    statement = select(func.count()).select_from(members).where(*members_in(audience))
    return int(connection.execute(statement).scalar_one())


def reasons(connection: Connection, audience: Audience, programme: str) -> Mapping[str | None, int]:
    """Why people in it would get no text of this programme → how many; None: those who would get one."""
    hurry(connection)
    why = left_out(programme).label("why")
    statement = select(why, func.count().label("people")).select_from(with_number())
    statement = statement.where(*members_in(audience)).group_by(why)
    return {row.why: row.people for row in connection.execute(statement)}


def read(
    connection: Connection, keys: Keys, audience: Audience, programme: str, *, reason: str | None = None,
    limit: int | None = None,
) -> Iterator[list[Person]]:  # fmt: skip
    """The people in it, opened, a batch at a time, as they were when the reading began; in the order of their ids.

    `reason`: only those who are left out for it.
    """
    statement = people_of(programme).where(*members_in(audience)).order_by(members.c.id).limit(limit)
    if reason is not None:
        statement = statement.where(left_out(programme) == reason)
    with connection.execute(statement.execution_options(stream_results=True, yield_per=BATCH)) as rows:
        for batch in rows.partitions():
            yield [opened(keys, row) for row in batch]


def freeze(connection: Connection, blast_id: int, audience: Audience) -> int:
    """Whoever is in it now is what the blast goes to; returns how many."""
    hurry(connection)
    chosen = select(literal(blast_id), members.c.id).where(*members_in(audience))
    statement = insert(audiences).from_select(["blast_id", "member_id"], chosen)
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount


def thaw(connection: Connection, blast_id: int) -> None:
    """Each of them has a row in `messages`, or never will."""
    connection.execute(delete(audiences).where(audiences.c.blast_id == blast_id))


def people_of(programme: str, start: FromClause = members) -> Select[Any]:
    """Everything that `opened` makes a Person of; the caller adds who. `start`: what the members are read from."""
    return select(
        members.c.id, members.c.language, members.c.name_sealed, members.c.zip, addresses.c.id.label("address_id"),
        addresses.c.sealed, left_out(programme).label("left_out"),
    ).select_from(with_number(start))  # fmt: skip


def with_number(start: FromClause = members) -> Join:
    """The members, each with the address that texts go to."""
    return start.outerjoin(addresses, and_(addresses.c.member_id == members.c.id, addresses.c.channel == "sms"))


def opened(keys: Keys, row: Any) -> Person:
    number = keys.open_text(row.sealed, "addresses", "sealed", row.address_id) if row.address_id else None
    name = keys.open_text(row.name_sealed, "members", "name_sealed", row.id)
    return Person(row.id, row.address_id, number, row.language, name, row.zip, row.left_out)


def left_out(programme: str) -> ColumnElement[str | None]:
    """A column: why a member gets no text of this programme, null for those who do. The first reason that holds."""
    revoked = (
        select(consents.c.id)
        .where(
            consents.c.member_id == members.c.id, consents.c.programme == programme, consents.c.action == "revoke"
        )
        .exists()
    )  # fmt: skip
    silent_since = or_(members.c.last_heard_at.is_(None), members.c.last_heard_at <= addresses.c.unreachable_at)
    return case(
        (addresses.c.id.is_(None), NO_NUMBER),
        (addresses.c.opted_out_at.is_not(None), OPTED_OUT),
        (members.c.young, YOUNG),
        (holds(members.c.programmes, programme) & addresses.c.unreachable_at.is_not(None) & silent_since, UNREACHABLE),
        (holds(members.c.programmes, programme), null()),
        (revoked, WITHDRAWN),
        else_=NO_CONSENT,
    )


def condition(audience: Audience) -> ColumnElement[bool]:
    """True or false, never null: or `not` would lose the people of whom something is not known."""
    match audience:
        case All(parts):
            return and_(*(condition(part) for part in parts))
        case Either(parts):
            return or_(*(condition(part) for part in parts))
        case Not(part):
            return not_(condition(part))
        case Everyone():
            return true()
        case Tagged(tag):
            return holds(members.c.tags, tag)
        case Consents(programme):
            return holds(members.c.programmes, programme)
        case Speaks(language):
            return _is(members.c.language, language)
        case InZip(zip_code):
            return _is(members.c.zip, zip_code)
        case LivesIn(town):
            return _lives_in(town)
        case HasField():
            return _has_field(audience)
        case Answered():
            return _answered(audience)
        case Heard(since):
            return _after(members.c.last_heard_at, since)
        case Joined(since):
            return _after(members.c.created_at, since)
        case Texted(since):
            still = blasts.c.finished_at.is_(None) | (blasts.c.finished_at >= since)
            return _texted(messages.c.blast_id.in_(select(blasts.c.id).where(still)), messages.c.attempted_at >= since)
        case GotBlast(blast):
            return _texted(messages.c.blast_id == blast)
        case Told():
            return members.c.id.in_(_told(audience))
        case OptedOut():
            return _among(addresses.c.member_id, addresses.c.opted_out_at.is_not(None))


def members_in(audience: Audience) -> tuple[ColumnElement[bool], ...]:
    """Who is in it and was not erased."""
    return members.c.forgotten_at.is_(None), condition(audience)


def _is(column: ColumnElement[Any], value: str | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column.is_not(None) & (column == value)


def _after(column: ColumnElement[Any], since: Any) -> ColumnElement[bool]:
    known = column.is_not(None)
    return known if since is None else known & (column >= since)


def _lives_in(town: str | None) -> ColumnElement[bool]:
    """The ZIP says it, or a list has, of people whose ZIP doesn't."""
    known = members.c.zip.is_not(None)
    if town is None:
        return members.c.town.is_(None) & ~(known & members.c.zip.in_(zips_with_a_town()))
    return _is(members.c.town, town) | (known & members.c.zip.in_(zips_of_town(town)))


_SIGNS: Mapping[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "=": operator.eq, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _has_field(asked: HasField) -> ColumnElement[bool]:
    held = members.c.fields[asked.name]
    if asked.sign is None:
        return held.as_string().is_not(None)  # type: ignore[no-any-return]
    if isinstance(asked.value, bool):
        return _sure(held.as_boolean() == literal(asked.value))
    if isinstance(asked.value, Decimal):
        return _sure(_SIGNS[asked.sign](held.as_float(), float(asked.value)))
    return _sure(_SIGNS[asked.sign](held.as_string(), str(asked.value)))  # days as 2026-10-31 sort as text


def _answered(asked: Answered) -> ColumnElement[bool]:
    if asked.question is None:
        return contains_text(func.coalesce(cast(members.c.answers, Text), ""), f'"{asked_for(asked.flow, "")}')
    held = members.c.answers[asked_for(asked.flow, asked.question)]
    if asked.value is None:
        return held.as_string().is_not(None)  # type: ignore[no-any-return]
    if asked.several:
        return contains_text(func.coalesce(held.as_string(), ""), f'"{asked.value}"')
    if isinstance(asked.value, bool):
        return _sure(held.as_boolean() == literal(asked.value))
    return _sure(held.as_string() == asked.value)


def _sure(told: ColumnElement[bool]) -> ColumnElement[bool]:
    return func.coalesce(told, False)


def _texted(*narrower: ColumnElement[bool]) -> ColumnElement[bool]:
    return _among(messages.c.member_id, *narrower, messages.c.status.not_in(NOT_TEXTED))


def _told(asked: Told) -> Select[Any]:
    """In doubt somebody was told, the old value as well as the new; who is about to be told the new one counts as told,
    so that two corrections are not two texts. A text that tells both corrects itself."""
    value, status = fact_quotes.c.value, messages.c.status
    at = func.coalesce(messages.c.attempted_at, fact_quotes.c.at)
    wrong = func.max(case((value.in_(asked.old) & status.not_in(NOT_TEXTED), at)))
    right = func.max(case((value.in_(asked.holds) & status.not_in((*NEVER_SENT, "undelivered")), at)))
    return (
        select(messages.c.member_id)
        .join_from(fact_quotes, messages)
        .where(fact_quotes.c.fact_id == asked.fact, value.in_((*asked.old, *asked.holds)))
        .where(messages.c.member_id.is_not(None))
        .group_by(messages.c.member_id)
        .having(wrong.is_not(None), or_(right.is_(None), wrong > right))
    )


def _among(column: ColumnElement[Any], *narrower: ColumnElement[bool]) -> ColumnElement[bool]:
    """An uncorrelated IN: each database works the set out once. A null in it would make `not` lose everybody."""
    return members.c.id.in_(select(column).where(column.is_not(None), *narrower))


def hurry(connection: Connection) -> None:
    """For this transaction, PostgreSQL keeps such sets in memory and compiles nothing: that takes longer than to count.

    64 MB hold the ids of some 300,000 people; what is larger goes to its temporary files.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config("work_mem", "64MB", True), func.set_config("jit", "off", True)))
