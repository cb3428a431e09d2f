"""Where each person stands. The state is sealed whole; a version number catches two turns at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select, update

from ..errors import NotFound, Stale
from .ids import new_id
from .inserting import insert_new
from .sealed import Keys
from .tables import conversations


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """`state`: `Conversation.to_json()`. `held_by`: the ticket whose person holds it."""

    id: str
    version: int
    state: bytes
    held_by: int | None


def load(connection: Connection, keys: Keys, address_id: str) -> ConversationRow | None:
    row = connection.execute(_LOAD, {"address": address_id}).first()
    if row is None:
        return None
    return ConversationRow(row.id, row.version, opened_state(keys, row.id, row.sealed), row.held_by)


def save(
    connection: Connection, keys: Keys, *, address_id: str, member_id: str, channel: str, state: bytes,
    turn: int, private: bool, open: bool, flow: str | None, expires_at: datetime | None, now: datetime,
    conversation_id: str | None, expected_version: int,
) -> str:  # fmt: skip
    """Write the state of a turn; returns the conversation's id.

    `conversation_id` None: there was none when we looked (expected_version 0). Who holds it is left alone (`hold`).
    Raises Stale when somebody wrote since we read: roll back, load, run the turn again.
    """
    row_id = conversation_id or new_id(now)
    written = {
        "sealed": keys.seal(state, *_PLACE, row_id),
        "turn": turn, "private": private, "open": open, "flow": None if private else flow, "expires_at": expires_at,
        "updated_at": now,
    }  # fmt: skip
    if conversation_id is None:
        row = {
            **written, "id": row_id, "address_id": address_id, "member_id": member_id, "channel": channel,
            "version": 1,
        }  # fmt: skip
        mine = insert_new(connection, conversations, ("address_id",), row)
    else:
        params = {"row": row_id, "seen": expected_version, "version": expected_version + 1, **written}
        mine = connection.execute(_SAVE, params).rowcount == 1
    if not mine:
        raise Stale("another text of the same person was handled at this moment: run the turn again")
    return row_id


def hold(connection: Connection, address_id: str, ticket_id: int, now: datetime) -> None:
    """A person takes over: the bot is silent. A turn that is under way is made to run again. Raises NotFound."""
    params = {"address": address_id, "ticket": ticket_id, "now": now}
    if connection.execute(_HOLD, params).rowcount != 1:
        raise NotFound(f"there is no conversation at address {address_id} that a person could take over")


def release(connection: Connection, ticket_id: int, now: datetime) -> str | None:
    """The person is done: the bot may speak again. Returns the address id, None when the ticket held nothing."""
    address_id = connection.execute(_HELD, {"ticket": ticket_id}).scalar()
    connection.execute(_RELEASE, {"ticket": ticket_id, "now": now})
    return address_id


def place_of(connection: Connection, conversation_id: str) -> tuple[str, str] | None:
    """(channel, address id); None when the conversation is gone."""
    row = connection.execute(_PLACE_OF, {"row": conversation_id}).first()
    return None if row is None else (row.channel, row.address_id)


def open_states(connection: Connection, keys: Keys) -> Iterator[bytes]:
    """The state of every conversation that is open, a thousand in memory at once."""
    for row in connection.execute(_OPEN.execution_options(yield_per=1000)):
        yield opened_state(keys, row.id, row.sealed)


def opened_state(keys: Keys, conversation_id: str, blob: bytes) -> bytes:
    return keys.open(blob, *_PLACE, conversation_id)


_PLACE = ("conversations", "sealed")
_LOAD = select(
    conversations.c.id, conversations.c.version, conversations.c.sealed, conversations.c.held_by
).where(conversations.c.address_id == bindparam("address"))
_PLACE_OF = select(conversations.c.channel, conversations.c.address_id).where(
    conversations.c.id == bindparam("row")
)
_OPEN = select(conversations.c.id, conversations.c.sealed).where(
    conversations.c.open, conversations.c.sealed.is_not(None)
)
_SAVE = update(conversations).where(
    conversations.c.id == bindparam("row"), conversations.c.version == bindparam("seen")
)
_HOLD = (
    update(conversations)
    .where(conversations.c.address_id == bindparam("address"))
    .values(held_by=bindparam("ticket"), version=conversations.c.version + 1, updated_at=bindparam("now"))
)
_HELD = select(conversations.c.address_id).where(conversations.c.held_by == bindparam("ticket"))
_RELEASE = (
    update(conversations)
    .where(conversations.c.held_by == bindparam("ticket"))
    .values(held_by=None, version=conversations.c.version + 1, updated_at=bindparam("now"))
)
