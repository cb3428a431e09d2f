"""Small makers of rows, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from outreach_bot.storage import conversations
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewInbound, NewOutbound
from outreach_bot.storage.party import Party, load_party
from outreach_bot.storage.sealed import Keys

PHONE = "+12035550142"


@pytest.fixture
def party(database: Database, keys: Keys, now: datetime) -> Party:
    """Somebody who is known, without a conversation."""
    with database.transaction() as connection:
        return load_party(connection, keys, "sms", PHONE, now)


@pytest.fixture
def inbound(party: Party, now: datetime) -> Callable[..., NewInbound]:
    def make(sid: str | None, **changes: Any) -> NewInbound:
        usual = {
            "id": new_id(now), "provider_sid": sid, "address_id": party.address_id, "member_id": party.member_id,
            "channel": "sms", "body": "hola", "created_at": now,
        }  # fmt: skip
        return NewInbound(**{**usual, **changes})

    return make


@pytest.fixture
def outbound(party: Party, now: datetime) -> Callable[..., NewOutbound]:
    def make(**changes: Any) -> NewOutbound:
        usual = {
            "id": new_id(now), "address_id": party.address_id, "member_id": party.member_id, "channel": "sms",
            "body": "Buenos días", "purpose": "reply", "status": "waiting", "created_at": now,
        }  # fmt: skip
        return NewOutbound(**{**usual, **changes})

    return make


@pytest.fixture
def save(keys: Keys, now: datetime) -> Callable[..., str]:
    """Save a conversation for a party as `load_party` found it."""

    def write(connection: Any, party: Party, state: bytes, **changes: Any) -> str:
        usual = {
            "address_id": party.address_id, "member_id": party.member_id, "channel": "sms", "state": state, "turn": 1,
            "private": False, "open": True, "flow": "equality/pledge", "expires_at": None, "now": now,
            "conversation_id": party.conversation_id, "expected_version": party.version,
        }  # fmt: skip
        return conversations.save(connection, keys, **{**usual, **changes})

    return write
