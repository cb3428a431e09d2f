"""How far what is done again and again has come: a name and a moment, so that an outage of any length leaves no gap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from .tables import progress


def reached(connection: Connection, prefix: str) -> dict[str, datetime]:
    """Name (without the prefix) → how far it has come, of all whose name begins so."""
    rows = connection.execute(_REACHED, {"like": f"{prefix}%"})
    return {row.name.removeprefix(prefix): row.at for row in rows}


def reach(connection: Connection, name: str, at: datetime) -> None:
    """From now on it has come so far. Raises Stale when somebody else writes a new name at the same moment."""
    if connection.execute(_MOVE, {"which": name, "moment": at}).rowcount == 0:
        connection.execute(_INSERT, {"name": name, "at": at})


_REACHED = select(progress.c.name, progress.c.at).where(progress.c.name.like(bindparam("like")))
_MOVE = update(progress).where(progress.c.name == bindparam("which")).values(at=bindparam("moment"))
_INSERT = insert(progress)
