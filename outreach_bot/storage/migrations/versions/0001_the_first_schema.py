"""The first schema."""

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fact_confirmations",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("fact_id", sa.String(length=100), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact_confirmations")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_fact_confirmations_fact_id"), "fact_confirmations", ["fact_id"], unique=False)
    op.create_table(
        "flow_versions",
        sa.Column("flow", sa.String(length=200), nullable=False),
        sa.Column("version", sa.String(length=64), nullable=False),
        sa.Column("structure", tables.Json(), nullable=False),
        sa.Column("first_seen", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("flow", "version", name=op.f("pk_flow_versions")),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("holder", sa.String(length=100), nullable=False),
        sa.Column("until", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("zip", sa.String(length=5), nullable=True),
        sa.Column("created_at", tables.Moment(), nullable=False),
        sa.Column("last_heard_at", tables.Moment(), nullable=True),
        sa.Column("forgotten_at", tables.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
    )
    op.create_table(
        "timers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject_id", sa.String(length=32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("due_at", tables.Moment(), nullable=False),
        sa.Column("done_at", tables.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
    )
    op.create_index(op.f("ix_timers_done_at_due_at"), "timers", ["done_at", "due_at"], unique=False)
    op.create_index(op.f("ix_timers_subject_id"), "timers", ["subject_id"], unique=False)
    op.create_table(
        "wordings",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_wordings")),
    )
    op.create_table(
        "addresses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("opted_out_at", tables.Moment(), nullable=True),
        sa.Column("opted_out_source", sa.String(length=200), nullable=True),
        sa.Column("created_at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_addresses_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_addresses")),
        sa.UniqueConstraint("channel", "hash", name=op.f("uq_addresses_channel_hash")),
    )
    op.create_index(op.f("ix_addresses_member_id"), "addresses", ["member_id"], unique=False)
    op.create_table(
        "answers",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("flow", sa.String(length=200), nullable=False),
        sa.Column("flow_version", sa.String(length=64), nullable=False),
        sa.Column("step", sa.String(length=100), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("plain", tables.Json(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sensitive", sa.Boolean(), nullable=False),
        sa.Column("forget_after", tables.Moment(), nullable=True),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_answers_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_flow_name"), "answers", ["flow", "name"], unique=False)
    op.create_index(op.f("ix_answers_forget_after"), "answers", ["forget_after"], unique=False)
    op.create_index(op.f("ix_answers_member_id"), "answers", ["member_id"], unique=False)
    op.create_table(
        "member_tags",
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("tag", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_tags_member_id")),
        sa.PrimaryKeyConstraint("member_id", "tag", name=op.f("pk_member_tags")),
    )
    op.create_index(op.f("ix_member_tags_tag"), "member_tags", ["tag"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("flow", sa.String(length=200), nullable=True),
        sa.Column("held_by", sa.Integer(), nullable=True),
        sa.Column("expires_at", tables.Moment(), nullable=True),
        sa.Column("updated_at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_conversations_address_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_conversations_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversations")),
        sa.UniqueConstraint("address_id", name=op.f("uq_conversations_address_id")),
    )
    op.create_index(op.f("ix_conversations_expires_at"), "conversations", ["expires_at"], unique=False)
    op.create_index(op.f("ix_conversations_member_id"), "conversations", ["member_id"], unique=False)
    op.create_table(
        "blasts",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("paused_because", sa.String(length=200), nullable=True),
        sa.Column("texts_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("programme", sa.String(length=100), nullable=False),
        sa.Column("tags", tables.Json(), nullable=False),
        sa.Column("languages", tables.Json(), nullable=False),
        sa.Column("expanded_to", sa.String(length=32), nullable=True),
        sa.Column("audience", sa.Integer(), nullable=True),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("created_at", tables.Moment(), nullable=False),
        sa.Column("launched_at", tables.Moment(), nullable=True),
        sa.Column("finished_at", tables.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blasts")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("direction", sa.String(length=3), nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=True),
        sa.Column("member_id", sa.String(length=32), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("provider_sid", sa.String(length=64), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("body_until", tables.Moment(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("reply_to", sa.String(length=32), nullable=True),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=True),
        sa.Column("flow", sa.String(length=200), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("sender", sa.String(length=64), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("created_at", tables.Moment(), nullable=False),
        sa.Column("attempted_at", tables.Moment(), nullable=True),
        sa.Column("updated_at", tables.Moment(), nullable=False),
        sa.Column("provider_checked", sa.Integer(), nullable=False),
        sa.Column("replay_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("replay_until", tables.Moment(), nullable=True),
        sa.Column("blast_id", sa.Integer(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=True),
        sa.Column("left_out", sa.String(length=24), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_messages_address_id")),
        sa.ForeignKeyConstraint(["blast_id"], ["blasts.id"], name=op.f("fk_messages_blast_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_messages_member_id")),
        sa.ForeignKeyConstraint(["reply_to"], ["messages.id"], name=op.f("fk_messages_reply_to"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_messages")),
        sa.UniqueConstraint("provider_sid", name=op.f("uq_messages_provider_sid")),
    )
    op.create_index(
        "ix_messages_blast_id_status",
        "messages",
        ["blast_id", "status", "id"],
        unique=False,
        sqlite_where=sa.text("blast_id IS NOT NULL"),
        postgresql_where=sa.text("blast_id IS NOT NULL"),
    )
    op.create_index(
        "ux_messages_blast_id_member_id",
        "messages",
        ["blast_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("blast_id IS NOT NULL"),
        postgresql_where=sa.text("blast_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_messages_address_id_created_at"), "messages", ["address_id", "created_at"], unique=False)
    op.create_index(
        "ix_messages_body_until",
        "messages",
        ["body_until"],
        unique=False,
        sqlite_where=sa.text("body_until IS NOT NULL"),
        postgresql_where=sa.text("body_until IS NOT NULL"),
    )
    op.create_index(op.f("ix_messages_member_id"), "messages", ["member_id"], unique=False)
    op.create_index(
        "ix_messages_replay_until",
        "messages",
        ["replay_until"],
        unique=False,
        sqlite_where=sa.text("replay_until IS NOT NULL"),
        postgresql_where=sa.text("replay_until IS NOT NULL"),
    )
    op.create_index(
        "ix_messages_reply_to",
        "messages",
        ["reply_to"],
        unique=False,
        sqlite_where=sa.text("reply_to IS NOT NULL"),
        postgresql_where=sa.text("reply_to IS NOT NULL"),
    )
    op.create_index(op.f("ix_messages_status_created_at"), "messages", ["status", "created_at"], unique=False)
    op.create_table(
        "tickets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("queue", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("flow", sa.String(length=200), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("taken_by", sa.String(length=100), nullable=True),
        sa.Column("opened_at", tables.Moment(), nullable=False),
        sa.Column("closed_at", tables.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_tickets_address_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_tickets_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tickets")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tickets_address_id"), "tickets", ["address_id"], unique=False)
    op.create_index(op.f("ix_tickets_member_id"), "tickets", ["member_id"], unique=False)
    op.create_index(op.f("ix_tickets_state_opened_at"), "tickets", ["state", "opened_at"], unique=False)
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("programme", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=6), nullable=False),
        sa.Column("wording_hash", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=True),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_consents_address_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_consents_member_id")),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_consents_message_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["wording_hash"], ["wordings.hash"], name=op.f("fk_consents_wording_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_consents_address_id"), "consents", ["address_id"], unique=False)
    op.create_index(op.f("ix_consents_member_id_programme"), "consents", ["member_id", "programme"], unique=False)
    op.create_index(op.f("ix_consents_message_id"), "consents", ["message_id"], unique=False)
    op.create_table(
        "fact_quotes",
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("fact_id", sa.String(length=100), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_fact_quotes_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("message_id", "fact_id", "value", name=op.f("pk_fact_quotes")),
    )
    op.create_index(op.f("ix_fact_quotes_fact_id_value"), "fact_quotes", ["fact_id", "value"], unique=False)
    op.create_table(
        "message_events",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("code", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_message_events_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_message_events_message_id"), "message_events", ["message_id"], unique=False)


def downgrade() -> None:
    """Indexes go with their tables."""
    for table in (
        "message_events",
        "fact_quotes",
        "consents",
        "tickets",
        "messages",
        "blasts",
        "conversations",
        "member_tags",
        "answers",
        "addresses",
        "wordings",
        "timers",
        "members",
        "leases",
        "flow_versions",
        "fact_confirmations",
    ):
        op.drop_table(table)
