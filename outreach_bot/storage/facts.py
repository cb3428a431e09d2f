"""What staff confirmed about facts, and which text told whom which value."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from .inserting import insert_new
from .outbox import NOT_TEXTED
from .tables import fact_confirmations, fact_quotes, messages, private_quotes


@dataclass(frozen=True, slots=True)
class Told:
    """How many texts told somebody something of a fact, and how many people; the first and the last time."""

    people: int
    texts: int
    since: datetime | None
    until: datetime | None


def confirm(connection: Connection, fact_id: str, value: str, who: str, at: datetime) -> None:
    """A member of staff vouches for a value: a line of evidence, kept for good."""
    connection.execute(_CONFIRM, {"fact_id": fact_id, "value": value, "who": who, "at": at})


def confirmed(connection: Connection) -> frozenset[tuple[str, str]]:
    """(fact id, value) pairs that staff vouched for: what `Facts.confirmed` wants."""
    return frozenset((row.fact_id, row.value) for row in connection.execute(_CONFIRMED))


def record_quotes(connection: Connection, message_id: str, quotes: Sequence[tuple[str, str]], at: datetime) -> None:
    """This text quotes these (fact id, value) pairs. Not for private flows."""
    rows = [{"message_id": message_id, "fact_id": f, "value": v, "at": at} for f, v in dict.fromkeys(quotes)]
    if rows:
        connection.execute(_QUOTE, rows if len(rows) > 1 else rows[0])


def record_once(connection: Connection, message_id: str, quotes: Sequence[tuple[str, str]], at: datetime) -> None:
    """As `record_quotes`, for a text of which some may be written down already."""
    for fact, value in dict.fromkeys(quotes):
        row = {"message_id": message_id, "fact_id": fact, "value": value, "at": at}
        insert_new(connection, fact_quotes, ("message_id", "fact_id", "value"), row)


def record_many(
    connection: Connection, message_ids: Sequence[str], quotes: Sequence[tuple[str, str]], at: datetime
) -> None:
    """All of these texts quote all of these (fact id, value) pairs."""
    rows = [{"message_id": m, "fact_id": f, "value": v, "at": at} for m in message_ids for f, v in quotes]
    if rows:
        connection.execute(_QUOTE, rows)


def count_private(connection: Connection, quotes: Sequence[tuple[str, str]], at: datetime) -> None:
    """A text of a private flow told these: counted by month, so that nobody can be asked who was told."""
    for fact_id, value in dict.fromkeys(quotes):
        key = {"fact_id": fact_id, "value": value, "month": f"{at:%Y-%m}"}
        if not insert_new(connection, private_quotes, ("fact_id", "value", "month"), key | {"texts": 1}):
            connection.execute(_COUNT, {f"the_{name}": part for name, part in key.items()})


def private_counts(connection: Connection, fact_id: str, values: Collection[str]) -> dict[str, int]:
    """Month → texts of private flows that told one of these values."""
    rows = connection.execute(_COUNTS, {"the_fact_id": fact_id, "these": list(values)})
    return {row.month: row.texts for row in rows}


def told(connection: Connection, fact_id: str, values: Collection[str]) -> Told:
    """What texts told of these values; in doubt a text arrived. Private flows leave no trace here."""
    return Told(*connection.execute(_TOLD, {"fact": fact_id, "these": list(values)}).one())


def values_told(connection: Connection, fact_id: str, *, private: bool = False) -> set[str]:
    """Every value of the fact that stands in a text; `private`: also those that private flows told."""
    params = {"fact": fact_id}
    found = set(connection.execute(_VALUES, params).scalars())
    return found | set(connection.execute(_PRIVATE_VALUES, params).scalars()) if private else found


_THIS_FACT = private_quotes.c.fact_id == bindparam("the_fact_id")
_COUNT = (
    update(private_quotes)
    .where(_THIS_FACT, private_quotes.c.value == bindparam("the_value"))
    .where(private_quotes.c.month == bindparam("the_month"))
    .values(texts=private_quotes.c.texts + 1)
)
_COUNTS = (
    select(private_quotes.c.month, func.sum(private_quotes.c.texts).label("texts"))
    .where(_THIS_FACT, private_quotes.c.value.in_(bindparam("these", expanding=True)))
    .group_by(private_quotes.c.month)
    .order_by(private_quotes.c.month)
)
_CONFIRM = insert(fact_confirmations)
_CONFIRMED = select(fact_confirmations.c.fact_id, fact_confirmations.c.value).distinct()
_QUOTE = insert(fact_quotes)
_OF_FACT = fact_quotes.c.fact_id == bindparam("fact")
_TOLD = (
    select(
        func.count(messages.c.member_id.distinct()), func.count(), func.min(fact_quotes.c.at),
        func.max(fact_quotes.c.at),
    )
    .join_from(fact_quotes, messages)
    .where(_OF_FACT, fact_quotes.c.value.in_(bindparam("these", expanding=True)))
    .where(messages.c.status.not_in(NOT_TEXTED))
)  # fmt: skip
_VALUES = select(fact_quotes.c.value).where(_OF_FACT).distinct()
_PRIVATE_VALUES = select(private_quotes.c.value).where(private_quotes.c.fact_id == bindparam("fact")).distinct()
