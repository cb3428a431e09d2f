"""Who read which wording and stands behind it: one line per text, role and person, kept for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, select

from .inserting import insert_new
from .tables import sign_offs


def add(connection: Connection, hashes: Iterable[str], role: str, who: str, at: datetime) -> int:
    """Returns how many were new."""
    rows = [{"hash": each, "role": role, "who": who, "at": at} for each in hashes]
    return sum(insert_new(connection, sign_offs, ("hash", "role"), row) for row in rows)


def signed(connection: Connection) -> frozenset[tuple[str, str]]:
    """(hash of a text, role) pairs."""
    return frozenset((row.hash, row.role) for row in connection.execute(_SIGNED))


_SIGNED = select(sign_offs.c.hash, sign_offs.c.role)
