"""People. What we know of one, and how one is forgotten."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, String, Table, bindparam, delete, func, literal, or_, select, update

from ..errors import NotFound
from ..rules.zips import town_of_zip
from . import blast_erased, carrier_erasures
from .addresses import to_receipt
from .listed import adding, names, removing
from .messages import happened
from .sealed import Keys
from .tables import addresses, answers, consents, conversations, members, messages, metadata, timers
from .unowned import let_go_of_owner

HEARD_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One person as staff see them. `forgotten`: only the tombstone is left."""

    id: str
    language: str | None
    name: str | None
    zip: str | None
    town: str | None
    tags: frozenset[str]
    programmes: frozenset[str]
    fields: dict[str, Any]
    last_heard_at: datetime | None
    forgotten: bool
    hidden: bool  # a shared phone: texts hold no details
    young: bool  # said to be under 16: no blasts, no answers kept


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
        member_id, row.language, name, row.zip, row.town, names(row.tags), names(row.programmes),
        {**(row.fields or {}), **opened_texts(keys, row)}, row.last_heard_at, row.forgotten_at is not None,
        row.hidden, row.young,
    )  # fmt: skip


def opened_texts(keys: Keys, row: Any) -> dict[str, str]:
    """The fields of lists that are texts. `row`: with `id` and `fields_sealed`."""
    texts = keys.open_text(row.fields_sealed, "members", "fields_sealed", row.id)
    return json.loads(texts) if texts else {}


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


def tag(connection: Connection, member_id: str, name: str) -> None:
    connection.execute(_TAG, {"member": member_id, "named": name})


def set_hidden(connection: Connection, member_id: str, hidden: bool) -> None:
    """HIDE and SHOW: whether somebody else may read this phone."""
    connection.execute(_SWITCH, {"member": member_id, "hidden": hidden})


def set_young(connection: Connection, member_id: str, young: bool) -> None:
    """Somebody said that they are under 16: all that they told us leaves. The programmes are the caller's to end."""
    connection.execute(_SWITCH, {"member": member_id, "young": young})
    if young:
        connection.execute(delete(answers).where(answers.c.member_id == member_id))
        nothing = dict.fromkeys(("name_sealed", "zip", "town", "tags", "fields", "fields_sealed", "answers"))
        connection.execute(_SWITCH, {"member": member_id} | nothing)
        theirs = (messages.c.member_id == member_id) & (messages.c.direction == "in")
        connection.execute(update(messages).where(theirs).values(sealed=None, body_until=None))


def untag(connection: Connection, member_id: str, name: str) -> None:
    connection.execute(_UNTAG, {"member": member_id, "named": name})


def set_known(
    connection: Connection, keys: Keys, member_id: str, *, name: str | None = None, zip: str | None = None
) -> None:
    """Remember the name (sealed) or the ZIP, which goes before the town of a list; None leaves it as it is."""
    new: dict[str, Any] = {} if zip is None else {"zip": zip}
    if zip is not None and town_of_zip(zip) is not None:
        new["town"] = None
    if name is not None:
        new["name_sealed"] = keys.seal(name, "members", "name_sealed", member_id)
    if new:
        connection.execute(update(members).where(members.c.id == member_id).values(**new))


def heard(connection: Connection, member_id: str, now: datetime, last: datetime | None) -> None:
    """Note that the person wrote; written at most once an hour, since only days are ever asked for."""
    if last is None or now - last >= HEARD_EVERY:
        connection.execute(_HEARD, {"member": member_id, "now": now})


def forget(connection: Connection, keys: Keys, member_id: str, now: datetime) -> Forgotten:
    """Erase everything of a person but the receipt: an empty row, the evidence of consent, and a hash of each number,
    with its opt-out, under the receipts' own key. Blasts keep their numbers.

    The carrier's copies are asked to be deleted. Call `Database.checkpoint()` afterwards, outside the transaction, so
    that the disk forgets too. Raises NotFound.
    """
    # The lock stops a turn that has just written a row for this person from committing between our deletes.
    if connection.execute(_LOCK, {"member": member_id}).first() is None:
        raise NotFound(f"there is no member {member_id}")
    theirs = select(addresses.c.id).where(addresses.c.member_id == member_id)
    subjects = select(conversations.c.id).where(conversations.c.member_id == member_id)
    connection.execute(
        delete(timers).where(
            timers.c.subject_id.in_(subjects) | timers.c.subject_id.in_(theirs) | (timers.c.subject_id == member_id)
        )
    )
    connection.execute(update(consents).where(consents.c.member_id == member_id).values(message_id=None))
    blast_erased.keep(connection, member_id, now)
    texts, sids = let_go_of_owner(connection, _names(messages, member_id))
    carrier_erasures.ask(connection, sids, "delete", now)
    gone = {
        table.name: connection.execute(delete(table).where(_names(table, member_id))).rowcount
        for table in reversed(metadata.sorted_tables)
        if table not in _RECEIPT and _columns(table)
    }
    reached = addresses_of(connection, keys, member_id)
    for address_id, channel, number, _ in reached:
        to_receipt(connection, keys, address_id, channel, number)
    connection.execute(
        update(members)
        .where(members.c.id == member_id)
        .values(
            language=None, name_sealed=None, zip=None, town=None, tags=None, programmes=None, fields=None,
            fields_sealed=None, answers=None, last_heard_at=None, hidden=False, young=False, forgotten_at=now,
        )
    )
    return Forgotten(texts, gone["answers"], gone["tickets"], len(reached))


def left_of(connection: Connection, member_id: str, address_ids: Sequence[str]) -> dict[str, int]:
    """Table → rows that still name a person, all tables looked at, those of the receipt left out: nothing, when
    somebody was erased."""
    found = {}
    for table in metadata.sorted_tables:
        if table in _RECEIPT or not _columns(table):
            continue
        named = _names(table, member_id) | (
            table.c.address_id.in_(address_ids) if "address_id" in table.c else literal(False)
        )
        if rows := connection.execute(select(func.count()).select_from(table).where(named)).scalar_one():
            found[table.name] = rows
    return found


def _columns(table: Table) -> list[Any]:
    """The columns by which a table names a person."""
    return [table.c[name] for name in ("member_id", "address_id") if name in table.c]


def _names(table: Table, member_id: str) -> ColumnElement[bool]:
    """The rows of a table that name this person or an address of theirs."""
    theirs = select(addresses.c.id).where(addresses.c.member_id == member_id)
    named = {"member_id": lambda column: column == member_id, "address_id": lambda column: column.in_(theirs)}
    return or_(*(named[column.name](column) for column in _columns(table)))


_RECEIPT = (members, addresses, consents)  # what stays of somebody who was erased, emptied
_THIS = members.c.id == bindparam("member")
_GET = select(members).where(_THIS)
_TAGS_AND_PROGRAMMES = select(members.c.id, members.c.tags, members.c.programmes).where(
    members.c.id.in_(bindparam("ids", expanding=True))
)
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
_SWITCH = update(members).where(_THIS)
_LANGUAGE = update(members).where(_THIS).values(language=bindparam("new"))
_HEARD = update(members).where(_THIS, members.c.forgotten_at.is_(None)).values(last_heard_at=bindparam("now"))
_NAMED = bindparam("named", type_=String)
_TAG = update(members).where(_THIS).values(tags=adding(members.c.tags, _NAMED))
_UNTAG = update(members).where(_THIS).values(tags=removing(members.c.tags, _NAMED))
