"""People. What we know of one, and how one is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, select, update

from ..errors import NotFound
from .consents import SEPARATOR, granted_to, names
from .inserting import insert_new
from .messages import happened
from .sealed import Keys
from .tables import addresses, answers, consents, conversations, member_tags, members, messages, tickets, timers

HEARD_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person as staff see them. `forgotten`: only the tombstone is left."""

    id: str
    language: str | None
    name: str | None
    zip: str | None
    tags: frozenset[str]
    programmes: frozenset[str]
    last_heard_at: datetime | None
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, for the receipt that the person gets."""

    messages: int
    answers: int
    tickets: int
    addresses: int


def get(connection: Connection, keys: Keys, member_id: str) -> MemberRow:
    """Raises NotFound."""
    row = connection.execute(_GET, {"member": member_id}).first()
    if row is None:
        raise NotFound(f"there is no member {member_id}")
    name = keys.open_text(row.name_sealed, "members", "name_sealed", member_id)
    return MemberRow(
        member_id, row.language, name, row.zip, names(row.tags), names(row.programmes), row.last_heard_at,
        row.forgotten_at is not None,
    )  # fmt: skip


def tags_and_programmes(
    connection: Connection, member_ids: Sequence[str]
) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Member → (tags, programmes they agreed to)."""
    rows = connection.execute(_TAGS_AND_PROGRAMMES, {"ids": list(member_ids)})
    return {row.id: (names(row.tags), names(row.programmes)) for row in rows}


def addresses_of(connection: Connection, keys: Keys, member_id: str) -> list[tuple[str, str, str, datetime | None]]:
    """(address id, channel, number, opted out at) of each address, opened."""
    return [
        (row.id, row.channel, keys.open(row.sealed, "addresses", "sealed", row.id).decode(), row.opted_out_at)
        for row in connection.execute(_ADDRESSES, {"member": member_id})
    ]


def texts_of(connection: Connection, member_id: str) -> tuple[int, int]:
    """How many texts came from and went to the member, of those whose row we still have."""
    counts = {row.direction: row.total for row in connection.execute(_TEXTS, {"member": member_id})}
    return counts.get("in", 0), counts.get("out", 0)


def set_language(connection: Connection, member_id: str, language: str) -> None:
    connection.execute(_LANGUAGE, {"member": member_id, "new": language})


def tag(connection: Connection, member_id: str, name: str, at: datetime) -> None:
    insert_new(connection, member_tags, ("member_id", "tag"), {"member_id": member_id, "tag": name, "at": at})


def untag(connection: Connection, member_id: str, name: str) -> None:
    connection.execute(_UNTAG, {"member": member_id, "name": name})


def set_known(
    connection: Connection, keys: Keys, member_id: str, *, name: str | None = None, zip: str | None = None
) -> None:
    """Remember the name (sealed) or the ZIP; None leaves it as it is."""
    new: dict[str, Any] = {} if zip is None else {"zip": zip}
    if name is not None:
        new["name_sealed"] = keys.seal(name, "members", "name_sealed", member_id)
    if new:
        connection.execute(update(members).where(members.c.id == member_id).values(**new))


def heard(connection: Connection, member_id: str, now: datetime, last: datetime | None) -> None:
    """Note that the person wrote; written at most once an hour, since only days are ever asked for."""
    if last is None or now - last >= HEARD_EVERY:
        connection.execute(_HEARD, {"member": member_id, "now": now})


def forget(connection: Connection, member_id: str, now: datetime) -> Forgotten:
    """Erase everything of a person but the tombstone, the suppression (hash, opt-out) and the consent receipts.

    Call `Database.checkpoint()` afterwards, outside the transaction, so that the disk forgets too. Raises NotFound.
    """
    # The lock stops a turn that has just written a row for this person from committing between our deletes.
    if connection.execute(_LOCK, {"member": member_id}).first() is None:
        raise NotFound(f"there is no member {member_id}")
    theirs = select(addresses.c.id).where(addresses.c.member_id == member_id)
    subjects = select(conversations.c.id).where(conversations.c.member_id == member_id)

    def gone(table: Any, condition: ColumnElement[bool]) -> int:
        return connection.execute(delete(table).where(condition)).rowcount

    def owned(table: Any) -> Any:
        return (table.c.member_id == member_id) | table.c.address_id.in_(theirs)

    gone(timers, timers.c.subject_id.in_(subjects) | (timers.c.subject_id == member_id))
    gone(timers, timers.c.subject_id.in_(theirs))
    gone(conversations, owned(conversations))
    gone(member_tags, member_tags.c.member_id == member_id)
    connection.execute(update(consents).where(consents.c.member_id == member_id).values(message_id=None))
    erased = Forgotten(
        messages=gone(messages, owned(messages)),  # events and fact quotes go with them
        answers=gone(answers, answers.c.member_id == member_id),
        tickets=gone(tickets, owned(tickets)),
        addresses=connection.execute(
            update(addresses)
            .where(addresses.c.member_id == member_id)
            .values(member_id=None, sealed=None, unreachable_at=None, unreachable_code=None)
        ).rowcount,
    )
    connection.execute(
        update(members)
        .where(members.c.id == member_id)
        .values(language=None, name_sealed=None, zip=None, last_heard_at=None, forgotten_at=now)
    )
    return erased


def tags_of(member_id: ColumnElement[Any]) -> Any:
    """A column: the member's tags, joined by SEPARATOR."""
    return (
        select(func.aggregate_strings(member_tags.c.tag, SEPARATOR))
        .where(member_tags.c.member_id == member_id)
        .scalar_subquery()
    )


_THIS = members.c.id == bindparam("member")
_GET = select(members, tags_of(members.c.id).label("tags"), granted_to(members.c.id).label("programmes")).where(_THIS)
_TAGS_AND_PROGRAMMES = select(
    members.c.id, tags_of(members.c.id).label("tags"), granted_to(members.c.id).label("programmes")
).where(members.c.id.in_(bindparam("ids", expanding=True)))
_LOCK = select(members.c.id).where(_THIS).with_for_update()
_ADDRESSES = (
    select(addresses.c.id, addresses.c.channel, addresses.c.sealed, addresses.c.opted_out_at)
    .where(addresses.c.member_id == bindparam("member"), addresses.c.sealed.is_not(None))
    .order_by(addresses.c.created_at)
)
_TEXTS = (
    select(messages.c.direction, func.count().label("total"))
    .where(messages.c.member_id == bindparam("member"), happened())
    .group_by(messages.c.direction)
)
_LANGUAGE = update(members).where(_THIS).values(language=bindparam("new"))
_HEARD = update(members).where(_THIS, members.c.forgotten_at.is_(None)).values(last_heard_at=bindparam("now"))
_UNTAG = delete(member_tags).where(
    member_tags.c.member_id == bindparam("member"), member_tags.c.tag == bindparam("name")
)
