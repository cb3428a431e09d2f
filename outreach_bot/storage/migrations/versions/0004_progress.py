"""How far what is done again and again has come: which texts the carrier lists have been looked through."""

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0004"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_progress")),
    )
    op.drop_index(op.f("ix_addresses_member_id"), table_name="addresses")
    op.create_index(op.f("ix_addresses_member_id_channel"), "addresses", ["member_id", "channel"])


def downgrade() -> None:
    op.drop_index(op.f("ix_addresses_member_id_channel"), table_name="addresses")
    op.create_index(op.f("ix_addresses_member_id"), "addresses", ["member_id"])
    op.drop_table("progress")
