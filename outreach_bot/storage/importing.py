"""Many people at once: a thousand looked up by one statement, and what is new of them written in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .consents import hash_of
from .ids import new_id
from .sealed import Keys
from .tables import addresses, consents, member_tags, members, wordings

UNDETERMINED = "und"  # ISO 639-2: nobody told us in which language the person was asked
_CHANNEL = "sms"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a consent: where it was given, when, and the words that the person agreed to."""

    source: str
    at: datetime
    wording: str


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """Somebody whose number is here already. `member_id` None: a phone of the staff, or (`erased`) a forgotten person.

    `wrote`: the person has texted us. `grants`: the evidence for the programme that was asked about, as
    (hash of the wording, source, time). `granted`: and the last word on it was yes.
    """

    address_id: str
    member_id: str | None
    erased: bool
    opted_out: bool
    wrote: bool = False
    language: str | None = None
    name: str | None = None
    zip: str | None = None
    tags: frozenset[str] = frozenset()
    grants: frozenset[tuple[str | None, str, datetime]] = frozenset()
    granted: bool = False
    revoked_at: datetime | None = None

    def has(self, evidence: Evidence) -> bool:
        return (hash_of(evidence.wording), evidence.source, evidence.at) in self.grants


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """What is to be written about one number; None and empty leave what is there. `opted_out`: written for
    new numbers only; a known person has more than a number to opt out."""

    number: str
    known: Known | None
    language: str | None = None
    name: str | None = None
    zip: str | None = None
    tags: frozenset[str] = frozenset()
    consent: Evidence | None = None
    opted_out: bool = False

    @property
    def empty(self) -> bool:
        """Nothing would change."""
        told = (self.language, self.name, self.zip, self.tags, self.consent, self.opted_out)
        return self.known is not None and self.known.member_id is not None and not any(told)


def look_up(
    connection: Connection, keys: Keys, numbers: Sequence[str], programme: str, *, lock: bool = False
) -> dict[str, Known]:
    """The known ones of at most a few thousand numbers, under any key generation, with what is held of each.

    `lock`: on PostgreSQL an opt-out that arrives at this moment waits until the transaction is over, and then takes
    back what it wrote, too (SQLite has one writer anyway).
    """
    number_of = {hashed: number for number in numbers for _, hashed in keys.blinds(_CHANNEL, number)}
    statement = _FIND.with_for_update(of=addresses, key_share=True) if lock else _FIND
    found: dict[str, list[Any]] = {}
    for row in connection.execute(statement, {"hashes": list(number_of)}):
        found.setdefault(number_of[row.hash], []).append(row)
    order = {generation.key_id: place for place, generation in enumerate(keys.generations)}
    chosen = {number: min(rows, key=lambda row: order[row.key_id]) for number, rows in found.items()}
    ids = {"members": [row.member_id for row in chosen.values() if row.member_id]}
    tags: dict[str, set[str]] = {}
    for member_id, tag in connection.execute(_TAGS, ids):
        tags.setdefault(member_id, set()).add(tag)
    history: dict[str, list[Any]] = {}
    for row in connection.execute(_CONSENTS, {**ids, "programme": programme}):
        history.setdefault(row.member_id, []).append(row)
    return {
        number: _known(keys, row, found[number], tags.get(row.member_id, ()), history.get(row.member_id, ()))
        for number, row in chosen.items()
    }


def _known(keys: Keys, row: Any, rows: Sequence[Any], tags: Iterable[str], history: Sequence[Any]) -> Known:
    name = None if row.name_sealed is None else keys.open_text(row.name_sealed, "members", "name_sealed", row.member_id)
    return Known(
        address_id=row.id,
        member_id=row.member_id,
        erased=row.member_id is None and row.sealed_missing,
        opted_out=any(each.opted_out_at for each in rows),  # an opt-out under any key counts
        wrote=row.last_heard_at is not None,
        language=row.language,
        name=name,
        zip=row.zip,
        tags=frozenset(tags),
        grants=frozenset((each.wording_hash, each.source, each.at) for each in history if each.action == "grant"),
        granted=bool(history) and history[-1].action == "grant",
        revoked_at=max((each.at for each in history if each.action == "revoke"), default=None),
    )


def write(
    connection: Connection, keys: Keys, people: Sequence[Person], programme: str, now: datetime, *, source: str
) -> None:
    """Everything new about these people (each number once). Raises Stale when somebody else wrote one of them first.

    `source`: what opt-outs of new numbers are told to come from.
    """
    rows = _Rows(keys, programme, now, source)
    for person in people:
        rows.add(person)
    for table, new in ((members, rows.members), (addresses, rows.addresses)):
        if new:
            connection.execute(insert(table), new)
    for change, changed in ((_ADOPT, rows.adopted), (_FILL, rows.changed)):
        if changed:
            connection.execute(change, changed)
    for table, new in ((member_tags, rows.tags), (wordings, list(rows.wordings.values()))):
        if new:
            connection.execute(_unless_there(connection.dialect.name, table), new)
    if rows.consents:
        connection.execute(insert(consents), rows.consents)


class _Rows:
    """The rows of one `write`, table by table."""

    def __init__(self, keys: Keys, programme: str, now: datetime, source: str) -> None:
        self._keys, self._programme, self._now, self._source = keys, programme, now, source
        self.members: list[dict[str, Any]] = []
        self.addresses: list[dict[str, Any]] = []
        self.adopted: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.tags: list[dict[str, Any]] = []
        self.wordings: dict[str, dict[str, Any]] = {}
        self.consents: list[dict[str, Any]] = []

    def add(self, person: Person) -> None:
        known = person.known
        member_id = known.member_id if known and known.member_id else self._member(person)
        address_id = known.address_id if known else self._address(person, member_id)
        if known is not None and known.member_id is None:
            self.adopted.append({"address": address_id, "member": member_id})
        elif known is not None and (person.language or person.name or person.zip):
            self.changed.append(
                {"member": member_id, "l": person.language, "z": person.zip, "n": self._name(person, member_id)}
            )
        self.tags += [{"member_id": member_id, "tag": tag, "at": self._now} for tag in sorted(person.tags)]
        if person.consent is not None:
            language = person.language or (known.language if known else None) or UNDETERMINED
            self._consent(person.consent, language, member_id, address_id)

    def _member(self, person: Person) -> str:
        member_id = new_id(self._now)
        self.members.append(
            {
                "id": member_id, "language": person.language, "zip": person.zip, "created_at": self._now,
                "name_sealed": self._name(person, member_id),
            }
        )  # fmt: skip
        return member_id

    def _address(self, person: Person, member_id: str) -> str:
        address_id = new_id(self._now)
        key_id, hashed = self._keys.blind(_CHANNEL, person.number)
        self.addresses.append(
            {
                "id": address_id, "member_id": member_id, "channel": _CHANNEL, "hash": hashed, "key_id": key_id,
                "created_at": self._now,
                "sealed": self._keys.seal(person.number, "addresses", "sealed", address_id),
                "opted_out_at": self._now if person.opted_out else None,
                "opted_out_source": self._source if person.opted_out else None,
            }
        )  # fmt: skip
        return address_id

    def _name(self, person: Person, member_id: str) -> bytes | None:
        return None if person.name is None else self._keys.seal(person.name, "members", "name_sealed", member_id)

    def _consent(self, evidence: Evidence, language: str, member_id: str, address_id: str) -> None:
        wording = hash_of(evidence.wording)
        self.wordings.setdefault(wording, {"hash": wording, "language": language, "text": evidence.wording})
        self.consents.append(
            {
                "member_id": member_id, "address_id": address_id, "programme": self._programme, "action": "grant",
                "wording_hash": wording, "language": language, "source": evidence.source, "message_id": None,
                "at": evidence.at,
            }
        )  # fmt: skip


_KEYS: Mapping[Table, list[str]] = {member_tags: ["member_id", "tag"], wordings: ["hash"]}


@cache
def _unless_there(dialect: str, table: Table) -> Any:
    insert_into = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return insert_into(table).on_conflict_do_nothing(index_elements=_KEYS[table])


_FIND = (
    select(
        addresses.c.id, addresses.c.hash, addresses.c.key_id, addresses.c.member_id, addresses.c.opted_out_at,
        addresses.c.sealed.is_(None).label("sealed_missing"),
        members.c.language, members.c.name_sealed, members.c.zip, members.c.last_heard_at,
    )
    .join_from(addresses, members, isouter=True)
    .where(addresses.c.channel == _CHANNEL, addresses.c.hash.in_(bindparam("hashes", expanding=True)))
    .order_by(addresses.c.id)  # two imports at once lock in one order
)  # fmt: skip
_TAGS = select(member_tags.c.member_id, member_tags.c.tag).where(
    member_tags.c.member_id.in_(bindparam("members", expanding=True))
)
_CONSENTS = (
    select(consents.c.member_id, consents.c.action, consents.c.wording_hash, consents.c.source, consents.c.at)
    .where(
        consents.c.member_id.in_(bindparam("members", expanding=True)), consents.c.programme == bindparam("programme")
    )
    .order_by(consents.c.id)
)
_ADOPT = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"), addresses.c.member_id.is_(None))
    .values(member_id=bindparam("member"))
)
_FILL = (
    update(members)
    .where(members.c.id == bindparam("member"))
    .values(
        language=func.coalesce(bindparam("l", type_=members.c.language.type), members.c.language),
        zip=func.coalesce(bindparam("z", type_=members.c.zip.type), members.c.zip),
        name_sealed=func.coalesce(bindparam("n", type_=members.c.name_sealed.type), members.c.name_sealed),
    )
)
