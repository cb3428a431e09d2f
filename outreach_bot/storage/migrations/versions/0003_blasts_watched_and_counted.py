"""Blasts: retries, holds, purposes, approvals, wordings, links, and a row for every step."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLES = ("addresses", "blasts", "messages")


def new_columns(table: str) -> tuple[Any, ...]:
    """Made anew at each call: a column belongs to one table."""
    return {
        "addresses": (
            sa.Column("unreachable_at", tables.Moment(), nullable=True),
            sa.Column("unreachable_code", sa.Integer(), nullable=True),
        ),
        "blasts": (
            sa.Column("purpose", sa.String(length=24), server_default="public_information", nullable=False),
            sa.Column("asks", sa.String(length=200), nullable=True),
            sa.Column("paid_for_by", sa.String(length=200), nullable=True),
            sa.Column("texts_b_sealed", sa.LargeBinary(), nullable=True),
            sa.Column("b_share", sa.Integer(), nullable=True),
            sa.Column("flow", sa.String(length=200), nullable=True),
            sa.Column("picture", sa.String(length=500), nullable=True),
            sa.Column("until", tables.Moment(), nullable=True),
            sa.Column("not_answered", sa.Integer(), nullable=True),
            sa.Column("facts", tables.Json(), nullable=True),
            sa.Column("estimated_segments", sa.Integer(), nullable=True),
            sa.Column("estimated_cost", sa.String(length=16), nullable=True),
            sa.Column("price", sa.String(length=16), nullable=True),
            sa.Column("approved_by", sa.String(length=100), nullable=True),
            sa.Column("approved_people", sa.Integer(), nullable=True),
            sa.Column("approved_cost", sa.String(length=16), nullable=True),
            sa.Column("held_because", sa.String(length=24), nullable=True),
            sa.Column("held_until", tables.Moment(), nullable=True),
            sa.Column("watched_since", tables.Moment(), nullable=True),
        ),
        "messages": (
            sa.Column("opening", sa.Integer(), nullable=True),
            sa.Column("variant", sa.String(length=1), nullable=True),
            sa.Column("not_before", tables.Moment(), nullable=True),
            sa.Column("retries", sa.Integer(), server_default="0", nullable=False),
        ),
    }[table]


def upgrade() -> None:
    for table in TABLES:
        for column in new_columns(table):
            op.add_column(table, column)
    op.create_table(
        "earlier_attempts",
        sa.Column("provider_sid", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=True),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"], ["messages.id"], name=op.f("fk_earlier_attempts_message_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("provider_sid", name=op.f("pk_earlier_attempts")),
    )
    op.create_index(op.f("ix_earlier_attempts_message_id"), "earlier_attempts", ["message_id"], unique=False)
    op.create_table(
        "link_targets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("blast_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(length=1000), nullable=False),
        sa.ForeignKeyConstraint(["blast_id"], ["blasts.id"], name=op.f("fk_link_targets_blast_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_targets")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_link_targets_blast_id"), "link_targets", ["blast_id"], unique=False)
    op.create_table(
        "links",
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=True),
        sa.Column("opened_at", tables.Moment(), nullable=True),
        sa.ForeignKeyConstraint(["target_id"], ["link_targets.id"], name=op.f("fk_links_target_id")),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_links_message_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_message_id"), "links", ["message_id"], unique=False)
    op.create_index(op.f("ix_links_target_id"), "links", ["target_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("detail", tables.Json(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_subject_id"), "audit", ["subject", "id"], unique=False)


def downgrade() -> None:
    for table in ("audit", "links", "link_targets", "earlier_attempts"):
        op.drop_table(table)
    for table in TABLES:
        for column in new_columns(table):
            op.drop_column(table, column.name)
