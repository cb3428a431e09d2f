"""Everything a turn needs to know of the person who wrote, in one query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from . import addresses as address_rows
from .addresses import hash_params, matches
from .conversations import opened_state
from .listed import names
from .messages import Seen, opened_seen
from .sealed import Keys
from .tables import addresses, conversations, members, messages, tickets


@dataclass(frozen=True, slots=True)
class Party:
    """The person behind an address, and where the conversation stands.

    `member_id` is empty only when `seen` is set and the person was forgotten since: a repeated webhook brings nobody
    back. `state` None: there is no conversation yet (`version` 0). `known`: what earlier flows saved (name, zip).
    `seen`: the provider id that was asked for came before.
    """

    address_id: str
    member_id: str
    language: str | None
    opted_out: bool
    opted_out_source: str | None = None
    hidden: bool = False
    young: bool = False
    tags: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    known: dict[str, object] = field(default_factory=dict)
    last_heard_at: datetime | None = None
    conversation_id: str | None = None
    version: int = 0
    state: bytes | None = None
    held_by: int | None = None
    waiting: bool = False  # a ticket of theirs is open
    seen: Seen | None = None
    new: bool = False  # made just now


def load_party(
    connection: Connection, keys: Keys, channel: str, value: str, now: datetime, *,
    provider_sid: str | None = None, lock: bool = False,
) -> Party:  # fmt: skip
    """The person who wrote, made if need be, with tags, programmes and conversation; one query for a known person.

    `lock`: on PostgreSQL, wait for other turns of this person first: pass it when a turn is run again after Stale, so
    that sixteen texts at once queue up instead of overtaking each other (SQLite has one writer anyway).
    """
    params = {**hash_params(keys, channel, value), "sid": provider_sid}
    generations = len(keys.generations)
    if lock and connection.dialect.name == "postgresql":
        connection.execute(_lock(generations), params)
    rows = connection.execute(_party(generations), params).all()
    new = False
    repeated = next((r for r in rows if r.seen_id is not None and r.member_id is None), None)
    if repeated is not None:
        return Party(repeated.id, "", None, repeated.opted_out_at is not None,
                     seen=opened_seen(keys, repeated.seen_id, repeated.replay_sealed))  # fmt: skip
    if len(rows) != 1 or rows[0].member_id is None or rows[0].key_id != keys.newest:
        # Unknown, forgotten, or under an older key: rare, so told apart there.
        found = address_rows.find_or_create(connection, keys, channel, value, now)
        new = not rows or rows[0].member_id is None
        rows = connection.execute(_party(generations), params).all()
        row = next(r for r in rows if r.id == found.id)
    else:
        row = rows[0]
    opted_out = any(r.opted_out_at is not None for r in rows)
    name = keys.open_text(row.name_sealed, "members", "name_sealed", row.member_id)
    known = {"name": name, "zip": row.zip}
    return Party(
        address_id=row.id,
        member_id=row.member_id,
        language=row.language,
        opted_out=opted_out,
        opted_out_source=row.opted_out_source,
        hidden=bool(row.hidden),
        young=bool(row.young),
        tags=names(row.tags),
        programmes=names(row.programmes),
        known={key: value for key, value in known.items() if value is not None},
        last_heard_at=row.last_heard_at,
        conversation_id=row.conversation_id,
        version=row.version or 0,
        state=None if row.conversation_id is None else opened_state(keys, row.conversation_id, row.state),
        held_by=row.held_by,
        waiting=bool(row.waiting),
        seen=None if row.seen_id is None else opened_seen(keys, row.seen_id, row.replay_sealed),
        new=new,
    )


@cache
def _party(generations: int) -> Select[Any]:
    seen = messages.alias("seen")
    waiting = select(tickets.c.id).where(tickets.c.address_id == addresses.c.id, tickets.c.state == "open").exists()
    return (
        select(
            addresses.c.id, addresses.c.key_id, addresses.c.member_id, addresses.c.opted_out_at,
            addresses.c.opted_out_source, members.c.language, members.c.name_sealed, members.c.zip,
            members.c.last_heard_at, members.c.hidden, members.c.young, members.c.tags, members.c.programmes,
            conversations.c.id.label("conversation_id"), conversations.c.version,
            conversations.c.sealed.label("state"), conversations.c.held_by,
            waiting.label("waiting"), seen.c.id.label("seen_id"), seen.c.replay_sealed,
        )
        .select_from(
            addresses.outerjoin(members, members.c.id == addresses.c.member_id)
            .outerjoin(conversations, conversations.c.address_id == addresses.c.id)
            .outerjoin(seen, seen.c.provider_sid == bindparam("sid"))
        )
        .where(matches(generations))
    )  # fmt: skip


@cache
def _lock(generations: int) -> Select[Any]:
    return select(addresses.c.id).where(matches(generations)).order_by(addresses.c.id).with_for_update(key_share=True)
