"""What members answered, a row each. Choices and yes/no stand plain so that they can be counted; the rest is sealed.

The last answer to each question also stands in the member's own row, where audiences look: of those only that are kept
as long as the member is. Whatever deletes rows here by any other rule has to mend that one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ..conversation.state import pack, unpack
from .ids import new_id
from .sealed import Keys
from .tables import Plain, answers, members

PLAIN_KINDS = frozenset({"yes_no", "choice", "choices", "tags"})


class merged(FunctionElement[Any]):
    """(column, JSON) → the column's object with the other's values put in."""

    type = Plain
    inherit_cache = True


@compiles(merged, "sqlite")
def _json_patch(element: Any, compiler: Any, **options: Any) -> str:
    column, more = (compiler.process(part, **options) for part in element.clauses)
    return f"json_patch(coalesce({column}, '{{}}'), {more})"


@compiles(merged, "postgresql")
def _concatenated(element: Any, compiler: Any, **options: Any) -> str:
    column, more = (compiler.process(part, **options) for part in element.clauses)
    return f"coalesce({column}, '{{}}'::jsonb) || {more}"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, opened. `value` as the flow had it: text, number, Decimal, date, yes/no, list."""

    id: str
    flow: str
    flow_version: str
    step: str
    name: str
    kind: str
    value: Any
    sensitive: bool
    at: datetime


def save(
    connection: Connection, keys: Keys, *, member_id: str, flow: str, flow_version: str, step: str, name: str,
    kind: str, value: Any, at: datetime, sensitive: bool = False, forget_after: datetime | None = None,
) -> str:  # fmt: skip
    """Keep an answer; returns its id. A sensitive one is sealed whatever its kind, and erased at `forget_after`."""
    answer_id = new_id(at)
    plain = kind in PLAIN_KINDS and not sensitive
    packed = [pack(v) for v in value] if isinstance(value, list | tuple) else pack(value)
    row = {
        "id": answer_id, "member_id": member_id, "flow": flow, "flow_version": flow_version, "step": step,
        "name": name, "kind": kind, "plain": packed if plain else None,
        "sealed": None if plain else keys.seal(json.dumps(packed), "answers", "sealed", answer_id),
        "sensitive": sensitive, "forget_after": forget_after, "at": at,
    }  # fmt: skip
    connection.execute(_INSERT, row)
    if not sensitive and forget_after is None:
        last = {asked_for(flow, name): value if plain else ""}
        connection.execute(_REMEMBER, {"member": member_id, "last": last})
    return answer_id


def asked_for(flow: str, question: str) -> str:
    """Under which name `members.answers` holds it."""
    return f"{flow}.{question}"


def of_member(connection: Connection, keys: Keys, member_id: str) -> list[AnswerRow]:
    """All answers of a person that are still kept, oldest first; sensitive ones too, which never leave the house."""
    return [opened_answer(keys, row) for row in connection.execute(_OF_MEMBER, {"member": member_id})]


def opened_answer(keys: Keys, row: Any) -> AnswerRow:
    packed = row.plain if row.sealed is None else json.loads(keys.open(row.sealed, "answers", "sealed", row.id))
    value = [unpack(v) for v in packed] if isinstance(packed, list) else unpack(packed)
    return AnswerRow(
        row.id, row.flow, row.flow_version, row.step, row.name, row.kind, value, row.sensitive, row.at
    )


_INSERT = insert(answers)
_REMEMBER = (
    update(members)
    .where(members.c.id == bindparam("member"))
    .values(answers=merged(members.c.answers, bindparam("last", type_=members.c.answers.type)))
)
_OF_MEMBER = (
    select(answers).where(answers.c.member_id == bindparam("member")).order_by(answers.c.at, answers.c.id)
)
