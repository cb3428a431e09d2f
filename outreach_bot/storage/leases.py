"""One holder at a time: which clock process runs the due rows."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from .tables import leases


def acquire(connection: Connection, name: str, holder: str, now: datetime, seconds: float) -> bool:
    """Take or renew the lease for so many seconds; False while somebody else's runs."""
    row = {"name": name, "holder": holder, "until": now + timedelta(seconds=seconds), "now": now}
    return connection.execute(_acquire(connection.dialect.name), row).rowcount == 1


def release(connection: Connection, name: str, holder: str) -> None:
    """Give it back early, if it is ours."""
    connection.execute(_RELEASE, {"lease": name, "who": holder})


@cache
def _acquire(dialect: str) -> Any:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    new = insert(leases)
    statement = new.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": new.excluded.holder, "until": new.excluded.until},
        where=(leases.c.holder == new.excluded.holder) | (leases.c.until <= bindparam("now")),
    )
    return statement.execution_options(preserve_rowcount=True)


_RELEASE = delete(leases).where(leases.c.name == bindparam("lease"), leases.c.holder == bindparam("who"))
