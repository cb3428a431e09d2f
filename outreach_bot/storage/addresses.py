"""Where a person can be reached. Found by keyed hash; opened only where something is about to be sent or shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select, update

from ..errors import NotFound, Stale
from .ids import new_id
from .inserting import insert_new
from .sealed import Keys
from .tables import addresses, consents, members


@dataclass(frozen=True, slots=True)
class AddressRow:
    """`member_id` None: the person was forgotten (only hash and opt-out are left), or is staff."""

    id: str
    member_id: str | None
    channel: str
    opted_out_at: datetime | None
    key_id: str


def find(connection: Connection, keys: Keys, channel: str, value: str) -> AddressRow | None:
    """The address, looked for under every key generation; the row under the newest, should there be two."""
    rows = connection.execute(_by_hash(len(keys.generations)), hash_params(keys, channel, value)).all()
    if not rows:
        return None
    order = {g.key_id: place for place, g in enumerate(keys.generations)}
    row = min(rows, key=lambda r: order.get(r.key_id, len(order)))
    opted_out_at = next((r.opted_out_at for r in rows if r.opted_out_at), None)  # an opt-out under any key counts
    return AddressRow(row.id, row.member_id, channel, opted_out_at, row.key_id)


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What proves an opt-out: the number's hash and the key it is under. `erased`: nothing else is left of it."""

    id: str
    channel: str
    hash: str
    key_id: str
    erased: bool
    opted_out_at: datetime | None
    opted_out_source: str | None


def receipt_of(connection: Connection, keys: Keys, channel: str, value: str) -> ReceiptRow | None:
    """The address as evidence shows it."""
    found = find(connection, keys, channel, value)
    if found is None:
        return None
    row = connection.execute(_RECEIPT, {"address": found.id}).one()
    return ReceiptRow(
        found.id, channel, row.hash, row.key_id, row.sealed is None, found.opted_out_at, row.opted_out_source
    )


def find_or_create(
    connection: Connection, keys: Keys, channel: str, value: str, now: datetime, *, member: bool = True
) -> AddressRow:
    """The address, made if need be, with a member behind it (`member=False`: none, for staff phones).

    One found under an older key is moved to the newest. Somebody who was forgotten and writes again becomes a new
    member; an opt-out stays. Raises Stale on a lost race.
    """
    found = find(connection, keys, channel, value)
    if found is None:
        address_id = new_id(now)
        key_id, hashed = keys.blind(channel, value)
        row = {
            "id": address_id, "member_id": None, "channel": channel, "hash": hashed, "key_id": key_id,
            "sealed": keys.seal(value, "addresses", "sealed", address_id), "created_at": now,
        }  # fmt: skip
        insert_new(connection, addresses, ("channel", "hash"), row)
        found = find(connection, keys, channel, value)
        if found is None:
            raise Stale("the address was taken by somebody else at this moment: run it again")
    elif found.key_id != keys.newest:
        rehash(connection, keys, found.id, channel, value)
    if found.member_id is None:
        sealed = keys.seal(value, "addresses", "sealed", found.id)
        if not member:
            connection.execute(_RESEAL.where(addresses.c.sealed.is_(None)), {"address": found.id, "value": sealed})
            return found
        member_id = new_id(now)
        connection.execute(_NEW_MEMBER, {"id": member_id, "created_at": now})
        done = connection.execute(_ADOPT, {"address": found.id, "member": member_id, "value": sealed})
        if done.rowcount != 1:
            raise Stale("the address got its member from somebody else at this moment: run it again")
        found = AddressRow(found.id, member_id, channel, found.opted_out_at, found.key_id)
    return found


def value_of(connection: Connection, keys: Keys, address_id: str) -> str:
    """The number itself. Raises NotFound when there is no such address or the person was forgotten."""
    blob = connection.execute(_SEALED, {"address": address_id}).scalar()
    if blob is None:
        raise NotFound(f"address {address_id} holds no number: the person was forgotten, or there is no such address")
    return keys.open(blob, "addresses", "sealed", address_id).decode()


def member_of(connection: Connection, address_id: str) -> str | None:
    """None: forgotten, or staff."""
    member_id: str | None = connection.execute(_MEMBER_OF, {"address": address_id}).scalar()
    return member_id


def opt_out(connection: Connection, address_id: str, source: str, at: datetime) -> bool:
    """Nothing may be sent there until START. True when it is new; the first opt-out's time and source stay."""
    done = connection.execute(_OPT_OUT, {"address": address_id, "source": source, "moment": at})
    return done.rowcount == 1


def opt_in(connection: Connection, address_id: str) -> datetime | None:
    """START: since when the address was opted out; None when it was not. What proves it is the row in `consents` that
    the caller writes."""
    row = connection.execute(_OPTED_OUT, {"address": address_id}).one()
    connection.execute(_OPT_IN, {"address": address_id})
    moment: datetime | None = row.opted_out_at
    return moment


def rehash(connection: Connection, keys: Keys, address_id: str, channel: str, value: str) -> None:
    """Move an address to the newest key: hash and, unless the person was forgotten, the sealed value.

    A number that a process without the older key has written down a second time keeps both rows; an opt-out of the
    older one then holds for the newer, which is the one that is found.
    """
    key_id, hashed = keys.blind(channel, value)
    sealed = keys.seal(value, "addresses", "sealed", address_id)
    twin = connection.execute(_TWIN, {"address": address_id, "channel": channel, "h": hashed}).scalar()
    if twin is None:
        connection.execute(_REHASH, {"address": address_id, "h": hashed, "k": key_id})
    else:
        _carry_opt_out(connection, address_id, twin)
    connection.execute(_RESEAL.where(addresses.c.sealed.is_not(None)), {"address": address_id, "value": sealed})


def to_receipt(connection: Connection, keys: Keys, address_id: str, channel: str, value: str) -> None:
    """The person is erased: a hash under the receipts' own key is all that stays of the number, with its opt-out."""
    key_id, hashed = keys.receipt(channel, value)
    twin = connection.execute(_TWIN, {"address": address_id, "channel": channel, "h": hashed}).scalar()
    if twin is None:
        connection.execute(_TO_RECEIPT, {"address": address_id, "h": hashed, "k": key_id})
        return
    # Erased before, and known again under another key: one receipt holds the evidence of both.
    _carry_opt_out(connection, address_id, twin)
    connection.execute(_MOVE_EVIDENCE, {"address": address_id, "twin": twin})
    connection.execute(_DROP, {"address": address_id})


def _carry_opt_out(connection: Connection, address_id: str, twin: str) -> None:
    row = connection.execute(_OPTED_OUT, {"address": address_id}).one()
    if row.opted_out_at is not None:
        opt_out(connection, twin, row.opted_out_source, row.opted_out_at)


def hash_params(keys: Keys, channel: str, value: str) -> dict[str, Any]:
    """Parameters for `matches`: one hash per key generation."""
    hashes = {f"h{number}": hashed for number, (_, hashed) in enumerate(keys.blinds(channel, value))}
    return {"channel": channel, **hashes}


def matches(generations: int) -> Any:
    """The condition "this address", under any of so many key generations; `hash_params` fills it."""
    by_key = [addresses.c.hash == bindparam(f"h{number}") for number in range(generations)]
    return (addresses.c.channel == bindparam("channel")) & or_(*by_key)


@cache
def _by_hash(generations: int) -> Select[Any]:
    columns = (addresses.c.id, addresses.c.member_id, addresses.c.opted_out_at, addresses.c.key_id)
    return select(*columns).where(matches(generations))


_THIS = addresses.c.id == bindparam("address")
_NEW_MEMBER = insert(members)
_ADOPT = (
    update(addresses)
    .where(_THIS, addresses.c.member_id.is_(None))
    .values(member_id=bindparam("member"), sealed=bindparam("value"))
)
_MEMBER_OF = select(addresses.c.member_id).where(_THIS)
_SEALED = select(addresses.c.sealed).where(_THIS)
_RESEAL = update(addresses).where(_THIS).values(sealed=bindparam("value"))
_REHASH = update(addresses).where(_THIS).values(hash=bindparam("h"), key_id=bindparam("k"))
_RECEIPT = select(
    addresses.c.hash, addresses.c.key_id, addresses.c.sealed, addresses.c.opted_out_source
).where(_THIS)
_TWIN = select(addresses.c.id).where(
    addresses.c.channel == bindparam("channel"), addresses.c.hash == bindparam("h"),
    addresses.c.id != bindparam("address"),
)  # fmt: skip
_TO_RECEIPT = (
    update(addresses)
    .where(_THIS)
    .values(
        hash=bindparam("h"), key_id=bindparam("k"), sealed=None, member_id=None, unreachable_at=None,
        unreachable_code=None,
    )
)
_OPTED_OUT = select(addresses.c.opted_out_at, addresses.c.opted_out_source).where(_THIS)
_MOVE_EVIDENCE = update(consents).where(consents.c.address_id == bindparam("address")).values(
    address_id=bindparam("twin")
)
_DROP = delete(addresses).where(_THIS)
_OPT_OUT = (
    update(addresses)
    .where(_THIS, addresses.c.opted_out_at.is_(None))
    .values(opted_out_at=bindparam("moment"), opted_out_source=bindparam("source"))
)
_OPT_IN = (
    update(addresses)
    .where(_THIS, addresses.c.opted_out_at.is_not(None))
    .values(opted_out_at=None, opted_out_source=None)
)
