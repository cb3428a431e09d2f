"""Evidence of consent: who agreed to what, shown which words, when and how. Rows are added, never changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select

from .inserting import insert_new
from .tables import consents, wordings

SEPARATOR = "\n"  # between the names in one aggregated column; no name holds a line break


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """One line of evidence; `wording` is the sentence that was shown."""

    id: int
    programme: str
    action: Literal["grant", "revoke"]
    wording: str | None
    language: str
    source: str
    message_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """A line of evidence with the hash (sha256) of the words that were shown, and the words themselves."""

    programme: str
    action: Literal["grant", "revoke"]
    wording_hash: str | None
    wording: str | None
    language: str
    source: str
    at: datetime


def grant(
    connection: Connection, *, member_id: str, address_id: str, programme: str, wording: str, language: str,
    source: str, at: datetime, message_id: str | None = None,
) -> None:  # fmt: skip
    """The member agreed to `programme` after being shown `wording` in `language`."""
    wording_hash = hash_of(wording)
    insert_new(connection, wordings, ("hash",), {"hash": wording_hash, "language": language, "text": wording})
    _add(connection, "grant", member_id, address_id, programme, wording_hash, language, source, message_id, at)


def revoke(
    connection: Connection, *, member_id: str, address_id: str, programme: str, language: str, source: str,
    at: datetime, message_id: str | None = None,
) -> None:  # fmt: skip
    """The member took it back."""
    _add(connection, "revoke", member_id, address_id, programme, None, language, source, message_id, at)


def revoke_all(
    connection: Connection, *, member_id: str, address_id: str, language: str, source: str, at: datetime,
    message_id: str | None = None,
) -> list[str]:  # fmt: skip
    """STOP ends every programme; returns those that ended."""
    joined = connection.execute(select(granted_to(bindparam("member"))), {"member": member_id}).scalar()
    ended = sorted(names(joined))
    for programme in ended:
        _add(connection, "revoke", member_id, address_id, programme, None, language, source, message_id, at)
    return ended


def history(connection: Connection, address_id: str) -> list[ConsentRow]:
    """All evidence about an address, oldest first: also for a forgotten person, whose hash is all that is left."""
    return [ConsentRow(*row) for row in connection.execute(_HISTORY, {"address": address_id})]


def evidence(connection: Connection, address_id: str) -> list[Evidence]:
    """All of an address, oldest first, as it is shown to who asks for proof."""
    return [Evidence(*row) for row in connection.execute(_EVIDENCE, {"address": address_id})]


def granted_to(member_id: ColumnElement[Any]) -> Any:
    """A column: the programmes granted and not revoked since, joined by SEPARATOR; `names` takes it apart."""
    given, later = consents.alias("given"), consents.alias("later")
    overtaken = (
        select(later.c.id)
        .where(later.c.member_id == given.c.member_id, later.c.programme == given.c.programme, later.c.id > given.c.id)
        .exists()
    )
    return (
        select(func.aggregate_strings(given.c.programme, SEPARATOR))
        .where(given.c.member_id == member_id, given.c.action == "grant", ~overtaken)
        .scalar_subquery()
    )


def hash_of(wording: str) -> str:
    """The id of a wording: sha256 of the text as it was shown, in hex."""
    return hashlib.sha256(wording.encode()).hexdigest()


def names(joined: str | None) -> frozenset[str]:
    return frozenset(joined.split(SEPARATOR)) if joined else frozenset()


def _add(
    connection: Connection, action: str, member_id: str, address_id: str, programme: str, wording_hash: str | None,
    language: str, source: str, message_id: str | None, at: datetime,
) -> None:  # fmt: skip
    connection.execute(
        _ADD,
        {
            "member_id": member_id, "address_id": address_id, "programme": programme, "action": action,
            "wording_hash": wording_hash, "language": language, "source": source, "message_id": message_id, "at": at,
        },
    )  # fmt: skip


_ADD = insert(consents)
_EVIDENCE = (
    select(
        consents.c.programme, consents.c.action, consents.c.wording_hash, wordings.c.text, consents.c.language,
        consents.c.source, consents.c.at,
    )
    .join_from(consents, wordings, isouter=True)
    .where(consents.c.address_id == bindparam("address"))
    .order_by(consents.c.id)
)  # fmt: skip
_HISTORY = (
    select(
        consents.c.id, consents.c.programme, consents.c.action, wordings.c.text, consents.c.language,
        consents.c.source, consents.c.message_id, consents.c.at,
    )
    .join_from(consents, wordings, isouter=True)
    .where(consents.c.address_id == bindparam("address"))
    .order_by(consents.c.id)
)  # fmt: skip
