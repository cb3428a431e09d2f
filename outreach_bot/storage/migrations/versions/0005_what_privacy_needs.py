"""Shared phones, the young, private tickets; the receipts' own key, erasures at the carrier, tallies, exports."""

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_SWITCHES = (("members", "hidden"), ("members", "young"), ("tickets", "private"))
_INDEXES = (  # table, name, column, which rows
    ("messages", "private", "created_at", "private AND address_id IS NOT NULL"),
    ("messages", "unowned", "created_at", "address_id IS NULL"),
    ("conversations", "open", "updated_at", "open"),
)


def upgrade() -> None:
    """Tickets of before count as private when their flow was left out, which only private ones do."""
    for table, name in _SWITCHES:
        op.add_column(table, sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE tickets SET private = true WHERE flow IS NULL AND reason = 'flow'")
    for table, name, column, there in _INDEXES:
        op.create_index(
            f"ix_{table}_{name}", table, [column], sqlite_where=sa.text(there), postgresql_where=sa.text(there)
        )
    op.create_table(
        "own_keys",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_own_keys")),
    )
    op.create_table(
        "carrier_erasures",
        sa.Column("provider_sid", sa.String(length=64), nullable=False),
        sa.Column("wish", sa.String(length=8), nullable=False),
        sa.Column("due_at", tables.Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("provider_sid", "wish", name=op.f("pk_carrier_erasures")),
    )
    op.create_index(op.f("ix_carrier_erasures_due_at"), "carrier_erasures", ["due_at"], unique=False)
    op.create_table(
        "tallies",
        sa.Column("period", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("period", "name", name=op.f("pk_tallies")),
    )
    op.create_table(
        "exports",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("approved_by", sa.String(length=100), nullable=True),
        sa.Column("queue", sa.String(length=100), nullable=True),
        sa.Column("code_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=True),
        sa.Column("asked_at", tables.Moment(), nullable=False),
        sa.Column("done_at", tables.Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for table in ("exports", "tallies", "carrier_erasures", "own_keys"):
        op.drop_table(table)
    for table, name, *_ in _INDEXES:
        op.drop_index(f"ix_{table}_{name}", table)
    for table, name in _SWITCHES:
        op.drop_column(table, name)
