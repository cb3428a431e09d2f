"""Elections that staff entered by name: the only election days that anybody is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from ..rules.elections import Election, Kind
from .tables import elections


@dataclass(frozen=True, slots=True)
class Entry:
    """One line that a person vouched for; `withdrawn_at`: it does not count any more, and stays as a record."""

    id: int
    kind: Kind
    day: date
    town: str | None
    party: str | None
    district: str | None
    who: str
    at: datetime
    withdrawn_at: datetime | None

    @property
    def fact(self) -> str:
        """The fact that tells its day, and what reminders of it are filed under."""
        return f"election.{self.id}"

    @property
    def election(self) -> Election:
        return Election(self.kind, self.day, self.town, self.party, self.district, self.id)


def add(connection: Connection, election: Election, who: str, at: datetime) -> int:
    """Enter it; returns its number. One that stands there already is left alone, and its number returned."""
    same = {"kind": election.kind, "day": election.day, "town": election.town, "party": election.party,
            "district": election.district}  # fmt: skip
    for entry in entries(connection):
        if entry.election == election:
            return entry.id
    row: Mapping[str, Any] = same | {"who": who, "at": at, "withdrawn_at": None}
    return int(connection.execute(insert(elections).returning(elections.c.id), row).scalar_one())


def move(connection: Connection, entry_id: int, day: date) -> bool:
    """Correct its day. False when there is no such entry that still counts."""
    return connection.execute(_MOVE, {"entry": entry_id, "new_day": day}).rowcount == 1


def withdraw(connection: Connection, entry_id: int, at: datetime) -> bool:
    """False when there is no such entry that still counts."""
    return connection.execute(_WITHDRAW, {"entry": entry_id, "withdrawn_at": at}).rowcount == 1


def entries(connection: Connection, *, withdrawn: bool = False) -> list[Entry]:
    """What counts now (or, `withdrawn`, everything that was ever entered), by day."""
    statement = _ALL if withdrawn else _ALL.where(elections.c.withdrawn_at.is_(None))
    return [Entry(*row) for row in connection.execute(statement)]


_ALL = select(
    elections.c.id, elections.c.kind, elections.c.day, elections.c.town, elections.c.party, elections.c.district,
    elections.c.who, elections.c.at, elections.c.withdrawn_at,
).order_by(elections.c.day, elections.c.id)  # fmt: skip
_MOVE = (
    update(elections)
    .where(elections.c.id == bindparam("entry"), elections.c.withdrawn_at.is_(None))
    .values(day=bindparam("new_day"))
)
_WITHDRAW = update(elections).where(elections.c.id == bindparam("entry"), elections.c.withdrawn_at.is_(None))
