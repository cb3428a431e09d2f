"""Every table, once. A column called `sealed` (or …_sealed) holds ciphertext; what is not sealed names nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
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
    false,
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
    Column("hidden", Boolean, nullable=False, server_default=false()),  # a shared phone: no details in what we send
    Column("young", Boolean, nullable=False, server_default=false()),  # said to be under 16: no blasts, no answers kept
    Column("town", String(40)),  # as a list told us, of people whose ZIP doesn't say it
    Column("tags", Text),  # listed.py says how several names stand in one column
    Column("programmes", Text),  # what they agreed to and did not take back: the outcome of `consents`
    Column("fields", Plain),  # field → value; "" for a text, which stands sealed
    Column("fields_sealed", LargeBinary),  # field → text
    Column("answers", Plain),  # flow.question → the last answer; "" for one that is sealed
    Column("created_at", Moment, nullable=False),
    Column("last_heard_at", Moment),
    Column("forgotten_at", Moment),  # a tombstone: the row stays so that nothing can point to a stranger
    Index("ix_members_young", "id", sqlite_where=text("young"), postgresql_where=text("young")),
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
    Column("member_id", Id, ForeignKey("members.id")),  # null: forgotten, or staff
    Column("channel", String(16), nullable=False),  # sms | whatsapp | web
    Column("hash", String(64), nullable=False),
    Column("key_id", String(8), nullable=False),  # of the key behind `hash`; for who was erased, the receipts' own
    Column("sealed", LargeBinary),
    Column("opted_out_at", Moment),
    Column("opted_out_source", String(200)),
    Column("unreachable_at", Moment),  # the carrier says that no text arrives here: a landline, out of service
    Column("unreachable_code", Integer),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "hash"),
    # A person is reached at one number; who has two is two people to us.
    Index("ux_addresses_member_id_sms", "member_id", unique=True,
          sqlite_where=text("channel = 'sms'"), postgresql_where=text("channel = 'sms'")),
    Index("ix_addresses_opted_out", "member_id", sqlite_where=text("opted_out_at IS NOT NULL"),
          postgresql_where=text("opted_out_at IS NOT NULL")),
    # Both: else PostgreSQL, before its first ANALYZE, reads all of a channel's.
    Index(None, "member_id", "channel"),
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
    Column("purpose", String(24), nullable=False, server_default="public_information"),
    Column("asks", String(200)),  # what people are asked to do
    Column("paid_for_by", String(200)),
    Column("texts_b_sealed", LargeBinary),  # the other wording, for `b_share` per cent of the people
    Column("b_share", Integer),
    Column("flow", String(200)),  # started with the text
    Column("picture", String(500)),
    Column("until", Moment),  # nothing is sent from then on
    Column("not_answered", Integer),  # … and only who got this blast and has not written since
    Column("facts", Json),  # at the launch: which values were quoted, and how each language says them
    Column("estimated_segments", Integer),  # at the launch
    Column("estimated_cost", String(16)),
    Column("price", String(16)),  # US dollars a segment (a picture message: each), at the launch
    Column("approved_by", String(100)),
    Column("approved_people", Integer),
    Column("approved_cost", String(16)),
    Column("held_because", String(24)),  # running, and nothing is sent for now: daily_cap | inbox
    Column("held_until", Moment),
    Column("watched_since", Moment),  # since the launch or the last resume: what the breaker looks at
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
    Column("left_out", String(24)),  # why it was not sent: of a blast's audience, or too late
    Column("send_until", Moment),  # what is true today only must not go out tomorrow
    Column("opening", Integer),  # blasts that start a flow: how many letters of the body are the blast's own words
    Column("variant", String(1)),  # blasts: which of the two wordings (a, b); null: there is one
    Column("not_before", Moment),  # another attempt, not earlier than this
    Column("retries", Integer, nullable=False, server_default="0"),  # attempts after one that surely did not arrive
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
    Index("ix_messages_answers", "status", "id",
          sqlite_where=text("blast_id IS NULL"), postgresql_where=text("blast_id IS NULL")),
    *(
        Index(f"ix_messages_{name}", "created_at", sqlite_where=text(there), postgresql_where=text(there))
        for name, there in (("private", "private AND address_id IS NOT NULL"), ("unowned", "address_id IS NULL"))
    ),
)  # fmt: skip

# Numbers of people who were erased since, by what a report tells apart; "" and 0 for what `messages` leaves null.
blast_erased = Table(
    "blast_erased",
    metadata,
    Column("blast_id", Integer, ForeignKey("blasts.id"), primary_key=True),
    Column("status", String(24), primary_key=True),
    Column("language", String(8), primary_key=True),
    Column("left_out", String(24), primary_key=True),
    Column("error_code", Integer, primary_key=True, autoincrement=False),
    Column("variant", String(1), primary_key=True),
    Column("people", Integer, nullable=False),
    Column("segments", Integer, nullable=False),
    Column("again", Integer, nullable=False),  # segments of attempts that were followed by another one
    Column("answered", Integer, nullable=False),
    Column("opted_out", Integer, nullable=False),
    Column("opened", Integer, nullable=False),
)

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

earlier_attempts = Table(
    "earlier_attempts",
    metadata,
    Column("provider_sid", String(64), primary_key=True),  # of an attempt that surely did not arrive, before another
    Column("message_id", Id, ForeignKey("messages.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("status", String(24), nullable=False),
    Column("error_code", Integer),
    Column("segments", Integer),  # paid all the same
    Column("at", Moment, nullable=False),
)

link_targets = Table(
    "link_targets",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("blast_id", Integer, ForeignKey("blasts.id"), nullable=False),
    Column("url", String(1000), nullable=False),
    Column("erased_sent", Integer, nullable=False, server_default="0"),  # links of people who were erased since
    Column("erased_opened", Integer, nullable=False, server_default="0"),
    Index(None, "blast_id"),
    sqlite_autoincrement=True,
)

links = Table(
    "links",
    metadata,
    Column("token", String(16), primary_key=True),  # what stands in the text: /l/TOKEN
    Column("target_id", Integer, ForeignKey("link_targets.id"), nullable=False),
    Column("message_id", Id, ForeignKey("messages.id", ondelete="CASCADE"), index=True),  # null: a test text
    Column("opened_at", Moment),  # first, by a person
    Index(None, "target_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", String(100), nullable=False),
    Column("subject", String(64), nullable=False),  # blast:12
    Column("action", String(32), nullable=False),
    Column("detail", Json),  # numbers and sentences of our own; nothing about a person
    Index(None, "subject", "id"),
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
    Index("ix_conversations_open", "updated_at", sqlite_where=text("open"), postgresql_where=text("open")),
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
    Column("private", Boolean, nullable=False, server_default=false()),  # two people to export it
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

journeys = Table(
    "journeys",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("address_id", Id, ForeignKey("addresses.id"), nullable=False, index=True),
    Column("journey", String(100), nullable=False),
    Column("zone", String(40), nullable=False),  # where the person lives, for their hours
    Column("occasion", String(100), nullable=False),  # what they were told of: election.12, event.january
    Column("ended_at", Moment),
    Column("ended_because", String(16)),  # left | opted_out | no_consent | over | called_off
    Index("ux_journeys_member_id_journey_occasion", "member_id", "journey", "occasion", unique=True),
    Index("ix_journeys_occasion_journey", "occasion", "journey",
          sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
)  # fmt: skip

journey_texts = Table(  # who was told what of a journey's day: each text once for each date
    "journey_texts",
    metadata,
    Column("journey_id", Id, ForeignKey("journeys.id", ondelete="CASCADE"), primary_key=True),
    Column("text", String(100), primary_key=True),
    Column("day", Date, primary_key=True),  # the journey's date when it was told
    Column("message_id", Id, nullable=False),
    Column("at", Moment, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("holder", String(100), nullable=False),
    Column("until", Moment, nullable=False),
)

elections = Table(
    "elections",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),  # short: people type it
    Column("kind", String(24), nullable=False),
    Column("day", Date, nullable=False),
    Column("town", String(60)),
    Column("party", String(24)),
    Column("district", String(60)),
    Column("who", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    Column("withdrawn_at", Moment),  # does not count any more; stays as a record
    sqlite_autoincrement=True,
)

sign_offs = Table(
    "sign_offs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("hash", String(64), nullable=False),  # sha256 of language and wording
    Column("role", String(16), nullable=False),  # lawyer | native_reader
    Column("who", String(100), nullable=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("hash", "role"),
    sqlite_autoincrement=True,
)

private_quotes = Table(
    "private_quotes",  # what private flows told, counted: nobody can be asked who was told
    metadata,
    Column("fact_id", String(100), primary_key=True),
    Column("value", String(500), primary_key=True),
    Column("month", String(7), primary_key=True),  # 2026-11
    Column("texts", Integer, nullable=False),
)

progress = Table(
    "progress",
    metadata,
    Column("name", String(100), primary_key=True),  # what is done again and again
    Column("at", Moment, nullable=False),  # up to which moment it is done
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

own_keys = Table(
    "own_keys",
    metadata,
    Column("name", String(32), primary_key=True),  # receipts: the key that never rotates
    Column("sealed", LargeBinary, nullable=False),
)

carrier_erasures = Table(
    "carrier_erasures",
    metadata,
    Column("provider_sid", String(64), primary_key=True),
    Column("wish", String(8), primary_key=True),  # media | redact | delete: what is to go at the carrier
    Column("due_at", Moment, nullable=False, index=True),
    Column("tries", Integer, nullable=False),
)

tallies = Table(
    "tallies",
    metadata,
    Column("period", String(10), primary_key=True),  # a month 2026-11, or a day 2026-11-20
    Column("name", String(300), primary_key=True),
    Column("total", Integer, nullable=False),
)

exports = Table(
    "exports",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("who", String(100), nullable=False),
    Column("approved_by", String(100)),  # null: nothing private was in it
    Column("queue", String(100)),  # null: every queue
    Column("code_sealed", LargeBinary),  # what the second person was texted; null once it was used
    Column("tries", Integer, nullable=False),
    Column("tickets", Integer),  # how many left the house; null: none did
    Column("asked_at", Moment, nullable=False),
    Column("done_at", Moment),
    sqlite_autoincrement=True,
)
