"""People as they leave the house in a list: everything opened, a batch at a time. What is sensitive never leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from ..rules.audience import Audience
from .answers import AnswerRow, opened_answer
from .audience import BATCH, members_in, with_number
from .importing import Evidence, Value
from .listed import names
from .members import opened_texts
from .sealed import Keys
from .tables import addresses, answers, consents, members, wordings


@dataclass(slots=True, repr=False)
class Exported:
    """One person. `fields`: also the sealed ones. `consent`: what proves the programme that was asked about, while it
    holds. `answers`: oldest first."""

    member_id: str
    number: str | None
    language: str | None
    name: str | None
    zip: str | None
    town: str | None
    tags: frozenset[str]
    fields: Mapping[str, Value]
    joined_at: datetime
    last_heard_at: datetime | None
    opted_out_at: datetime | None
    consent: Evidence | None = None
    answers: list[AnswerRow] = field(default_factory=list)


def read(
    connection: Connection, keys: Keys, audience: Audience, programme: str, flows: Collection[str]
) -> Iterator[list[Exported]]:
    """The people of an audience, in the order of their ids. `flows`: those whose answers may leave."""
    statement = _PEOPLE.where(*members_in(audience)).order_by(members.c.id)
    with connection.execute(statement.execution_options(stream_results=True, yield_per=BATCH)) as rows:
        for batch in rows.partitions():
            yield _batch(connection, keys, batch, programme, flows)


def _batch(
    connection: Connection, keys: Keys, rows: Any, programme: str, flows: Collection[str]
) -> list[Exported]:
    people = {row.id: _opened(keys, row) for row in rows}
    holding = [row.id for row in rows if programme in names(row.programmes)]
    for row in connection.execute(_PROOFS, {"members": holding, "programme": programme}):
        people[row.member_id].consent = Evidence(row.source, row.at, row.text or "")
    for row in connection.execute(_ANSWERS, {"members": list(people)}):
        if row.flow in flows:
            people[row.member_id].answers.append(opened_answer(keys, row))
    return list(people.values())


def _opened(keys: Keys, row: Any) -> Exported:
    return Exported(
        row.id,
        keys.open_text(row.sealed, "addresses", "sealed", row.address_id) if row.address_id else None,
        row.language,
        keys.open_text(row.name_sealed, "members", "name_sealed", row.id),
        row.zip,
        row.town,
        names(row.tags),
        {**(row.fields or {}), **opened_texts(keys, row)},
        row.created_at,
        row.last_heard_at,
        row.opted_out_at,
    )


_PEOPLE = select(
    members.c.id, members.c.language, members.c.name_sealed, members.c.zip, members.c.town, members.c.tags,
    members.c.programmes, members.c.fields, members.c.fields_sealed, members.c.created_at, members.c.last_heard_at,
    addresses.c.id.label("address_id"), addresses.c.sealed, addresses.c.opted_out_at,
).select_from(with_number())  # fmt: skip
_THESE: Any = bindparam("members", expanding=True)
_LAST = (
    select(func.max(consents.c.id))
    .where(
        consents.c.member_id.in_(_THESE), consents.c.programme == bindparam("programme"), consents.c.action == "grant"
    )
    .group_by(consents.c.member_id)
)
_PROOFS = (
    select(consents.c.member_id, consents.c.source, consents.c.at, wordings.c.text)
    .join_from(consents, wordings, isouter=True)
    .where(consents.c.id.in_(_LAST))
)
_ANSWERS = (
    select(answers)
    .where(answers.c.member_id.in_(_THESE), answers.c.sensitive.is_(False))
    .order_by(answers.c.at, answers.c.id)
)
