"""Evidence of consent: who agreed to what, shown which words, when and how. Rows are added, never changed.

What follows from them stands in `members.programmes`. Its row is written, and so locked, before the evidence is:
of two writers at once the one whose evidence is the later has the last word there, too.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, String, bindparam, insert, select, update

from .inserting import insert_new
from .listed import adding, names, removing
from .tables import consents, members, wordings

LONGEST_SOURCE = 200  # characters


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
    connection.execute(_GRANTED, {"member": member_id, "named": programme})
    _add(connection, "grant", member_id, address_id, programme, wording_hash, language, source, message_id, at)


def revoke(
    connection: Connection, *, member_id: str, address_id: str, programme: str, language: str, source: str,
    at: datetime, message_id: str | None = None,
) -> None:  # fmt: skip
    """The member took it back."""
    connection.execute(_REVOKED, {"member": member_id, "named": programme})
    _add(connection, "revoke", member_id, address_id, programme, None, language, source, message_id, at)


def revoke_all(
    connection: Connection, *, member_id: str, address_id: str, language: str, source: str, at: datetime,
    message_id: str | None = None,
) -> list[str]:  # fmt: skip
    """STOP ends every programme; returns those that ended."""
    ended = sorted(names(connection.execute(_HELD, {"member": member_id}).scalar()))
    for programme in ended:
        revoke(
            connection, member_id=member_id, address_id=address_id, programme=programme, language=language,
            source=source, at=at, message_id=message_id,
        )  # fmt: skip
    return ended


def ended_at(connection: Connection, member_id: str, moment: datetime) -> list[str]:
    """The programmes that a STOP at this moment ended."""
    return sorted(connection.execute(_ENDED, {"member": member_id, "moment": moment}).scalars())


def history(connection: Connection, address_id: str) -> list[ConsentRow]:
    """All evidence about an address, oldest first: also for a forgotten person, whose hash is all that is left."""
    return [ConsentRow(*row) for row in connection.execute(_HISTORY, {"address": address_id})]


def evidence(connection: Connection, address_id: str) -> list[Evidence]:
    """All of an address, oldest first, as it is shown to who asks for proof."""
    return [Evidence(*row) for row in connection.execute(_EVIDENCE, {"address": address_id})]


@lru_cache(maxsize=256)
def hash_of(wording: str) -> str:
    """The id of a wording: sha256 of the text as it was shown, in hex."""
    return hashlib.sha256(wording.encode()).hexdigest()


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


_THIS = members.c.id == bindparam("member")
_NAMED = bindparam("named", type_=String)
_GRANTED = update(members).where(_THIS).values(programmes=adding(members.c.programmes, _NAMED))
_REVOKED = update(members).where(_THIS).values(programmes=removing(members.c.programmes, _NAMED))
_HELD = select(members.c.programmes).where(_THIS).with_for_update(key_share=True)
_ENDED = (
    select(consents.c.programme)
    .distinct()
    .where(
        consents.c.member_id == bindparam("member"), consents.c.action == "revoke",
        consents.c.at == bindparam("moment"),
    )
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
