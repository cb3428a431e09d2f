"""Every table, once. A column called `sealed` (or …_sealed) holds ciphertext; what is not sealed names nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine


class Moment(TypeDecorator[datetime]):
    """An aware datetime in UTC on both databases: timestamptz on PostgreSQL, sortable text on SQLite."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone: times are stored in UTC and must say which moment they mean")
        value = value.astimezone(UTC)
        return value if dialect.name == "postgresql" else value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)


class Json(TypeDecorator[Any]):
    """JSON as text: one behaviour on both databases. Keys keep their order: a flow's steps follow it."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


# JSON whose values SQL can compare.
Plain = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = String(32)  # hex of a UUID, made by us (ids.py)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("language", String(8)),
    Column("name_sealed", LargeBinary),
    Column("zip", String(5)),
    Column("town", String(40)),  # as a list told us, of people whose ZIP doesn't say it
    Column("tags", Text),  # listed.py says how several names stand in one column
    Column("programmes", Text),  # what they agreed to and did not take back: the outcome of `consents`
    Column("fields", Plain),  # field → value; "" for a text, which stands sealed
    Column("fields_sealed", LargeBinary),  # field → text
    Column("answers", Plain),  # flow.question → the last answer; "" for one that is sealed
    Column("created_at", Moment, nullable=False),
    Column("last_heard_at", Moment),
    Column("forgotten_at", Moment),  # a tombstone: the row stays so that nothing can point to a stranger
)

fields = Table(
    "fields",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("kind", String(8), nullable=False),  # text | number | date | yes_no | choice
    Column("choices", Json, nullable=False),  # the values that a choice has had
)

addresses = Table(
    "addresses",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), index=True),  # null: forgotten, or staff
    Column("channel", String(16), nullable=False),  # sms | whatsapp | web
    Column("hash", String(64), nullable=False),
    Column("key_id", String(8), nullable=False),  # the key generation of `hash`
    Column("sealed", LargeBinary),
    Column("opted_out_at", Moment),
    Column("opted_out_source", String(200)),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "hash"),
    # A person is reached at one number; who has two is two people to us.
    Index("ux_addresses_member_id_sms", "member_id", unique=True,
          sqlite_where=text("channel = 'sms'"), postgresql_where=text("channel = 'sms'")),
    Index("ix_addresses_opted_out", "member_id", sqlite_where=text("opted_out_at IS NOT NULL"),
          postgresql_where=text("opted_out_at IS NOT NULL")),
)  # fmt: skip

wordings = Table(
    "wordings",
    metadata,
    Column("hash", String(64), primary_key=True),  # sha256 of the text as it was shown
    Column("language", String(8), nullable=False),
    Column("text", Text, nullable=False),
)

blasts = Table(
    "blasts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),  # short: people type it
    Column("name", String(200), nullable=False),
    Column("state", String(16), nullable=False),  # draft | expanding | running | paused | canceled | done
    Column("paused_because", String(200)),
    Column("texts_sealed", LargeBinary, nullable=False),  # language → template
    Column("programme", String(100), nullable=False),  # who has not consented to it is left out
    Column("asked_for", Text),  # the audience as it was typed; null: everyone
    Column("expanded_to", Id),  # the last of `audiences` that has its row: where expanding goes on
    Column("audience", Integer),  # how many people it had when it was launched
    Column("created_by", String(100), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("launched_at", Moment),
    Column("finished_at", Moment),
    sqlite_autoincrement=True,
)

# Who a blast is for, frozen when it is launched; gone when each of them has a row in `messages`.
audiences = Table(
    "audiences",
    metadata,
    Column("blast_id", Integer, ForeignKey("blasts.id"), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", Id, primary_key=True),
    Column("direction", String(3), nullable=False),  # in | out
    Column("address_id", Id, ForeignKey("addresses.id")),
    Column("member_id", Id, ForeignKey("members.id")),
    Column("channel", String(16), nullable=False),
    Column("provider_sid", String(64), unique=True),
    Column("sealed", LargeBinary),  # the body; null for private flows and after `body_until`
    Column("body_until", Moment),
    Column("purpose", String(16), nullable=False),
    Column("reply_to", Id, ForeignKey("messages.id", ondelete="SET NULL")),
    Column("status", String(24), nullable=False),
    Column("error_code", Integer),
    Column("segments", Integer),
    Column("language", String(8)),
    Column("flow", String(200)),
    Column("private", Boolean, nullable=False),
    Column("sender", String(64)),  # the number or service of ours that it came to or went out by
    Column("priority", Integer, nullable=False),  # higher goes first
    Column("created_at", Moment, nullable=False),
    Column("attempted_at", Moment),
    Column("updated_at", Moment, nullable=False),
    Column("provider_checked", Integer, nullable=False),  # how often the provider's list was searched for it
    Column("replay_sealed", LargeBinary),  # inbound: the exact bytes we answered, for a provider that asks again
    Column("replay_until", Moment),
    Column("blast_id", Integer, ForeignKey("blasts.id")),
    Column("zone", String(40)),  # blasts: the person's time zone, for quiet hours
    Column("left_out", String(24)),  # blasts: why this member of the audience gets no text
    Index(None, "address_id", "created_at"),
    Index(None, "status", "created_at"),
    Index(None, "member_id"),
    *(
        Index(f"ix_messages_{name}", name, sqlite_where=text(there), postgresql_where=text(there))
        for name in ("reply_to", "replay_until", "body_until")
        for there in (f"{name} IS NOT NULL",)  # mostly empty: the index holds only what is there
    ),
    # Each person once: a blast that is expanded twice, or by two workers, still writes nobody twice.
    Index("ux_messages_blast_id_member_id", "blast_id", "member_id", unique=True,
          sqlite_where=text("blast_id IS NOT NULL"), postgresql_where=text("blast_id IS NOT NULL")),
    Index("ix_messages_blast_id_status", "blast_id", "status", "id",
          sqlite_where=text("blast_id IS NOT NULL"), postgresql_where=text("blast_id IS NOT NULL")),
)  # fmt: skip

message_events = Table(
    "message_events",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("message_id", Id, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("status", String(24), nullable=False),
    Column("code", Integer),
    Column("source", String(8), nullable=False),  # webhook | api | poll | us
    sqlite_autoincrement=True,
)

consents = Table(
    "consents",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),  # a number: the later of two in one second wins
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("address_id", Id, ForeignKey("addresses.id"), nullable=False, index=True),
    Column("programme", String(100), nullable=False),
    Column("action", String(6), nullable=False),  # grant | revoke
    Column("wording_hash", String(64), ForeignKey("wordings.hash")),
    Column("language", String(8), nullable=False),
    Column("source", String(200), nullable=False),  # how we know: text, START, a sign-up sheet …
    Column("message_id", Id, ForeignKey("messages.id", ondelete="SET NULL"), index=True),
    Column("at", Moment, nullable=False),
    Index(None, "member_id", "programme"),
    sqlite_autoincrement=True,
)

fact_quotes = Table(
    "fact_quotes",
    metadata,
    Column("message_id", Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True),
    Column("fact_id", String(100), primary_key=True),
    Column("value", String(500), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "fact_id", "value"),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address_id", Id, ForeignKey("addresses.id"), nullable=False, unique=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("channel", String(16), nullable=False),
    Column("version", Integer, nullable=False),  # compare-and-swap: every write adds one
    Column("turn", Integer, nullable=False),
    Column("sealed", LargeBinary),
    Column("private", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("flow", String(200)),  # null when private: which topic somebody asked about is their secret
    Column("held_by", Integer),  # the ticket whose person holds it: the bot is silent
    Column("expires_at", Moment),
    Column("updated_at", Moment, nullable=False),
    Index(None, "expires_at"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("flow", String(200), nullable=False),
    Column("flow_version", String(64), nullable=False),
    Column("step", String(100), nullable=False),
    Column("name", String(100), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("plain", Json),  # only what names nobody: choices, yes or no, tags
    Column("sealed", LargeBinary),
    Column("sensitive", Boolean, nullable=False),
    Column("forget_after", Moment, index=True),
    Column("at", Moment, nullable=False),
    Index(None, "flow", "name"),
)

flow_versions = Table(
    "flow_versions",
    metadata,
    Column("flow", String(200), primary_key=True),
    Column("version", String(64), primary_key=True),
    Column("structure", Json, nullable=False),
    Column("first_seen", Moment, nullable=False),
)

tickets = Table(
    "tickets",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),  # short: people type it
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("address_id", Id, ForeignKey("addresses.id"), nullable=False, index=True),
    Column("conversation_id", Id),
    Column("queue", String(100), nullable=False),
    Column("reason", String(16), nullable=False),
    Column("flow", String(200)),
    Column("sealed", LargeBinary),  # the summary that the flow chose to pass on
    Column("state", String(8), nullable=False),  # open | held | closed
    Column("taken_by", String(100)),
    Column("opened_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index(None, "state", "opened_at"),
    sqlite_autoincrement=True,
)

timers = Table(
    "timers",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("subject_id", Id, nullable=False, index=True),
    Column("turn", Integer),
    Column("due_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index(None, "done_at", "due_at"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("holder", String(100), nullable=False),
    Column("until", Moment, nullable=False),
)

fact_confirmations = Table(
    "fact_confirmations",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("fact_id", String(100), nullable=False, index=True),
    Column("value", String(500), nullable=False),
    Column("who", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
