"""Counts that name nobody: of private flows by the month, of what was erased by the day."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from .tables import tallies

PRIVATE, ERASED = "private ", "erased "  # what names begin with
STARTED = "started"  # beside the outcomes, in the counts of private flows


def add(connection: Connection, period: str, totals: Mapping[str, int]) -> None:
    """`period`: "2026-11" or "2026-11-20"."""
    rows = [{"period": period, "name": name, "total": n} for name, n in sorted(totals.items()) if n]
    if rows:  # in one order for everybody: two writers never wait for each other in a ring
        connection.execute(_add(connection.dialect.name), rows)


def of(connection: Connection, kind: str, since: str = "") -> list[tuple[str, str, int]]:
    """(period, name without `kind`, total), the newest period first."""
    rows = connection.execute(_OF, {"kind": kind + "%", "since": since})
    return [(row.period, row.name.removeprefix(kind), row.total) for row in rows]


@cache
def _add(dialect: str) -> Any:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(tallies)
    return insert.on_conflict_do_update(
        index_elements=["period", "name"], set_={"total": tallies.c.total + insert.excluded.total}
    )


_OF = (
    select(tallies)
    .where(tallies.c.name.like(bindparam("kind")), tallies.c.period >= bindparam("since"))
    .order_by(tallies.c.period.desc(), tallies.c.name)
)
