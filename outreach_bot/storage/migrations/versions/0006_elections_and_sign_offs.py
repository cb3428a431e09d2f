"""The election calendar, sign-offs of texts, and what private flows told, counted."""

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "elections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("town", sa.String(length=60)),
        sa.Column("party", sa.String(length=24)),
        sa.Column("district", sa.String(length=60)),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.Column("withdrawn_at", tables.Moment()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elections")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sign_offs",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("who", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_offs")),
        sa.UniqueConstraint("hash", "role", name=op.f("uq_sign_offs_hash_role")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "private_quotes",
        sa.Column("fact_id", sa.String(length=100), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("fact_id", "value", "month", name=op.f("pk_private_quotes")),
    )


def downgrade() -> None:
    op.drop_table("private_quotes")
    op.drop_table("sign_offs")
    op.drop_table("elections")
