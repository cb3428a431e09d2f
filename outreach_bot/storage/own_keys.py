"""The key of the receipts: made by this database for itself, kept in it, sealed under OUTREACH_KEYS like all else."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, bindparam, select

from .inserting import insert_new
from .sealed import Keys
from .tables import own_keys

_RECEIPTS = "receipts"
_PLACE = ("own_keys", "sealed", _RECEIPTS)


def known(connection: Connection, keys: Keys) -> Keys | None:
    """`keys` with the receipts' own; None when there is none yet. Raises SealBroken when none of `keys` opens it."""
    found = connection.execute(_FIND, {"wanted": _RECEIPTS}).scalar()
    return None if found is None else keys.with_receipts(keys.open(found, *_PLACE))


def with_receipts(connection: Connection, keys: Keys) -> Keys:
    """`keys` with the receipts' own, which is made when there is none yet. Raises SealBroken when none of `keys` opens
    it."""
    found = connection.execute(_FIND, {"wanted": _RECEIPTS}).scalar()
    if found is None:
        new = {"name": _RECEIPTS, "sealed": keys.seal(secrets.token_bytes(32), *_PLACE)}
        insert_new(connection, own_keys, ("name",), new)
        found = connection.execute(_FIND, {"wanted": _RECEIPTS}).scalar_one()
    return keys.with_receipts(keys.open(found, *_PLACE))


_FIND = select(own_keys.c.sealed).where(own_keys.c.name == bindparam("wanted"))
