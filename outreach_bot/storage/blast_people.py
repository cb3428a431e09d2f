"""What earlier texts say of the people of a slice: who has had enough, who has answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from .blasts import NOT_ARRIVED, STARTED_BY_US
from .outbox import SUPPRESSED, WAITING
from .tables import messages


def had_since(connection: Connection, address_ids: Iterable[str], since: datetime) -> dict[str, int]:
    """Address → how many texts that we started have reached it since then; who had none is not in it."""
    rows = connection.execute(_HAD, {"ids": _some(address_ids), "since": since})
    return {row.address_id: row.texts for row in rows}


def blasts_since(connection: Connection, member_ids: Iterable[str], since: datetime) -> dict[int, set[str]]:
    """Blast → those of these members who have had its text since then."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for row in connection.execute(_BLASTS, {"ids": _some(member_ids), "since": since}):
        found[row.blast_id].add(row.member_id)
    return found


def silent_since(connection: Connection, blast_id: int, member_ids: Iterable[str]) -> set[str]:
    """Those of these members who have had this blast's text and have written nothing since."""
    return set(connection.execute(_SILENT, {"ids": _some(member_ids), "blast": blast_id}).scalars())


def _some(ids: Iterable[str | None]) -> list[str]:
    return sorted({each for each in ids if each is not None})


def _in(column: Any) -> Any:
    return column.in_(bindparam("ids", expanding=True))


_HAD = (
    select(messages.c.address_id, func.count().label("texts"))
    .where(
        _in(messages.c.address_id), messages.c.purpose.in_(STARTED_BY_US),
        messages.c.attempted_at >= bindparam("since"), messages.c.status.not_in(NOT_ARRIVED),
    )
    .group_by(messages.c.address_id)
)  # fmt: skip
_BLASTS = select(messages.c.blast_id, messages.c.member_id).where(
    _in(messages.c.member_id), messages.c.blast_id.is_not(None), messages.c.attempted_at >= bindparam("since"),
    messages.c.status.not_in(NOT_ARRIVED),
)  # fmt: skip
_LATER = messages.alias("later")
_SILENT = select(messages.c.member_id).where(
    _in(messages.c.member_id), messages.c.blast_id == bindparam("blast"), messages.c.attempted_at.is_not(None),
    messages.c.status.not_in((*NOT_ARRIVED, WAITING, SUPPRESSED)),
    ~select(_LATER.c.id)
    .where(
        _LATER.c.member_id == messages.c.member_id, _LATER.c.direction == "in",
        _LATER.c.created_at >= messages.c.attempted_at,
    )
    .exists(),
)  # fmt: skip
