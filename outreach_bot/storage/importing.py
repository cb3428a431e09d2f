"""Many people at once: a thousand looked up by two statements, and what is new of them written in bulk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from ..errors import OutreachError
from ..rules.audience import FieldKind
from .consents import hash_of
from .ids import new_id
from .inserting import insert_many, insert_new
from .listed import listed, names
from .members import opened_texts
from .sealed import Keys
from .tables import addresses, consents, fields, members, wordings

UNDETERMINED = "und"  # ISO 639-2: a list does not say in which language the person was asked
CLEARED = ""  # of a town: the ZIP says it now
_CHANNEL = "sms"

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a consent: where it was given, when, and the words that the person agreed to."""

    source: str
    at: datetime
    wording: str


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """Somebody whose number is here already. `member_id` None: a phone of the staff, or (`erased`) a forgotten person.

    `wrote`: the person has texted us. `young`: they are under 16, and nothing of them is kept. `grants`: the evidence
    for the programme that was asked about, as (hash of the wording, source, time). `revoked_at`: when they took it back
    last.
    """

    address_id: str
    member_id: str | None
    erased: bool
    opted_out: bool
    wrote: bool = False
    young: bool = False
    language: str | None = None
    name: str | None = None
    zip: str | None = None
    town: str | None = None
    tags: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    fields: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    grants: frozenset[tuple[str | None, str, datetime]] = frozenset()
    revoked_at: datetime | None = None

    def has(self, evidence: Evidence) -> bool:
        return (hash_of(evidence.wording), evidence.source, evidence.at) in self.grants


@dataclass(frozen=True, slots=True, repr=False)
class Person:
    """What is to be written about one number; None and empty leave what is there. `fields` and `texts`: those that are
    new. `opted_out`: written for new numbers only; a known person has more than a number to opt out."""

    number: str
    known: Known | None
    language: str | None = None
    name: str | None = None
    zip: str | None = None
    town: str | None = None
    tags: frozenset[str] = frozenset()
    fields: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    consent: Evidence | None = None
    opted_out: bool = False

    @property
    def told(self) -> bool:
        """Something about the member's own row."""
        return bool(self.language or self.name or self.zip or self.town is not None or self.tags or self.fields
                    or self.texts or self.consent)  # fmt: skip

    @property
    def empty(self) -> bool:
        """Nothing would change."""
        return self.known is not None and self.known.member_id is not None and not (self.told or self.opted_out)


def place_of(keys: Keys, number: str) -> str:
    """Where a number's row lies in the index of addresses: people written in this order touch each page of it once."""
    return keys.blind(_CHANNEL, number)[1]


def declare(connection: Connection, kinds: Mapping[str, FieldKind], choices: Mapping[str, set[str]]) -> None:
    """The fields that a list is about to bring, with the values of its choices. Raises OutreachError when one of them
    is of another kind already."""
    for name, kind in sorted(kinds.items()):
        insert_new(connection, fields, ("name",), {"name": name, "kind": kind, "choices": []})
        there = connection.execute(_FIELD, {"named": name}).one()
        if there.kind != kind:
            raise OutreachError(f"The field “{name}” is a {there.kind} already and cannot be a {kind}.")
        together = sorted({*there.choices, *choices.get(name, ())})
        if together != there.choices:
            connection.execute(_CHOICES, {"named": name, "all": together})


def look_up(
    connection: Connection, keys: Keys, numbers: Sequence[str], programme: str, *, lock: bool = False
) -> dict[str, Known]:
    """The known ones of at most a few thousand numbers, under any key generation, with what is held of each.

    `lock`: on PostgreSQL an opt-out, a tag or an answer that arrives at this moment waits until the transaction is
    over, and is then written on top of what it wrote (SQLite has one writer anyway).
    """
    number_of = {hashed: number for number in numbers for _, hashed in keys.blinds(_CHANNEL, number)}
    found: dict[str, list[Any]] = {}
    for row in connection.execute(_locking(_FIND, lock), {"hashes": list(number_of)}):
        found.setdefault(number_of[row.hash], []).append(row)
    order = {generation.key_id: place for place, generation in enumerate(keys.generations)}
    chosen = {number: min(rows, key=lambda row: order[row.key_id]) for number, rows in found.items()}
    ids = {"members": [row.member_id for row in chosen.values() if row.member_id]}
    held = {row.id: row for row in connection.execute(_locking(_HELD, lock), ids)}
    history: dict[str, list[Any]] = {}
    for row in connection.execute(_CONSENTS, {**ids, "programme": programme}):
        history.setdefault(row.member_id, []).append(row)
    return {
        number: _known(keys, row, found[number], held.get(row.member_id), history.get(row.member_id, ()))
        for number, row in chosen.items()
    }


def _locking(statement: Any, lock: bool) -> Any:
    return statement.with_for_update(key_share=True) if lock else statement


def _known(keys: Keys, row: Any, rows: Sequence[Any], held: Any, history: Sequence[Any]) -> Known:
    opted_out = any(each.opted_out_at for each in rows)  # an opt-out under any key counts
    if held is None:
        return Known(row.id, None, row.member_id is None and row.sealed_missing, opted_out)
    return Known(
        address_id=row.id,
        member_id=held.id,
        erased=False,
        opted_out=opted_out,
        wrote=held.last_heard_at is not None,
        young=held.young,
        language=held.language,
        name=keys.open_text(held.name_sealed, "members", "name_sealed", held.id),
        zip=held.zip,
        town=held.town,
        tags=names(held.tags),
        programmes=names(held.programmes),
        fields=held.fields or {},
        texts=opened_texts(keys, held),
        grants=frozenset((each.wording_hash, each.source, each.at) for each in history if each.action == "grant"),
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
    insert_many(connection, members, rows.members)
    insert_many(connection, addresses, rows.addresses)
    for change, changed in ((_ADOPT, rows.adopted), (_FILL, rows.changed)):
        if changed:
            connection.execute(change, changed)
    for wording in rows.wordings.values():
        insert_new(connection, wordings, ("hash",), wording)
    insert_many(connection, consents, rows.consents)


class _Rows:
    """The rows of one `write`, table by table."""

    def __init__(self, keys: Keys, programme: str, now: datetime, source: str) -> None:
        self._keys, self._programme, self._now, self._source = keys, programme, now, source
        self.members: list[dict[str, Any]] = []
        self.addresses: list[dict[str, Any]] = []
        self.adopted: list[dict[str, Any]] = []
        self.changed: list[dict[str, Any]] = []
        self.wordings: dict[str, dict[str, Any]] = {}
        self.consents: list[dict[str, Any]] = []

    def add(self, person: Person) -> None:
        known = person.known
        member_id = known.member_id if known and known.member_id else self._member(person)
        address_id = known.address_id if known else self._address(person, member_id)
        if known is not None and known.member_id is None:
            self.adopted.append({"address": address_id, "member": member_id})
        elif known is not None and person.told:
            self.changed.append({"member": member_id, **self._told(person, known, member_id)})
        if person.consent is not None:
            self._consent(person.consent, member_id, address_id)

    def _member(self, person: Person) -> str:
        member_id = new_id(self._now)
        told = self._told(person, None, member_id)
        self.members.append({"id": member_id, "created_at": self._now, **{column: told[f"new_{column}"]
                                                                          for column in _TOLD}})  # fmt: skip
        return member_id

    def _told(self, person: Person, known: Known | None, member_id: str) -> dict[str, Any]:
        """Column → its new value; None: it stays."""
        tags = person.tags | (known.tags if known else frozenset())
        programmes = (known.programmes if known else frozenset()) | ({self._programme} if person.consent else set())
        texts = {**known.texts, **person.texts} if known else person.texts
        plain = {**known.fields, **person.fields} if known else person.fields
        return {
            "new_language": person.language, "new_zip": person.zip, "new_town": person.town,
            "new_name_sealed": self._seal(person.name, "name_sealed", member_id),
            "new_tags": listed(tags) if person.tags else None,
            "new_programmes": listed(programmes) if person.consent else None,
            "new_fields": {**plain, **dict.fromkeys(texts, "")} if person.fields or person.texts else None,
            "new_fields_sealed": self._seal(json.dumps(texts), "fields_sealed", member_id) if person.texts else None,
        }  # fmt: skip

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

    def _seal(self, text: str | None, column: str, member_id: str) -> bytes | None:
        return None if text is None else self._keys.seal(text, "members", column, member_id)

    def _consent(self, evidence: Evidence, member_id: str, address_id: str) -> None:
        wording = hash_of(evidence.wording)
        self.wordings.setdefault(wording, {"hash": wording, "language": UNDETERMINED, "text": evidence.wording})
        self.consents.append(
            {
                "member_id": member_id, "address_id": address_id, "programme": self._programme, "action": "grant",
                "wording_hash": wording, "language": UNDETERMINED, "source": evidence.source, "message_id": None,
                "at": evidence.at,
            }
        )  # fmt: skip


_TOLD = ("language", "zip", "town", "name_sealed", "tags", "programmes", "fields", "fields_sealed")
_FIELD = select(fields.c.kind, fields.c.choices).where(fields.c.name == bindparam("named")).with_for_update()
_CHOICES = (
    update(fields)
    .where(fields.c.name == bindparam("named"))
    .values(choices=bindparam("all", type_=fields.c.choices.type))
)
_FIND = (
    select(
        addresses.c.id, addresses.c.hash, addresses.c.key_id, addresses.c.member_id, addresses.c.opted_out_at,
        addresses.c.sealed.is_(None).label("sealed_missing"),
    )
    .where(addresses.c.channel == _CHANNEL, addresses.c.hash.in_(bindparam("hashes", expanding=True)))
    .order_by(addresses.c.id)  # two imports at once lock in one order
)  # fmt: skip
_HELD = (
    select(
        members.c.id, members.c.language, members.c.name_sealed, members.c.zip, members.c.town, members.c.tags,
        members.c.programmes, members.c.fields, members.c.fields_sealed, members.c.last_heard_at, members.c.young,
    )
    .where(members.c.id.in_(bindparam("members", expanding=True)))
    .order_by(members.c.id)
)  # fmt: skip
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
        {
            column: func.coalesce(bindparam(f"new_{column}", type_=members.c[column].type), members.c[column])
            for column in _TOLD
        }
    )
)
_FILL = _FILL.values(
    town=func.nullif(func.coalesce(bindparam("new_town", type_=members.c.town.type), members.c.town), CLEARED)
)
