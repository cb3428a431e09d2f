"""How far what is done again and again has come; journeys, the texts around a day; texts that must not go out late."""

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "progress",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_progress")),
    )
    op.create_table(
        "journeys",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("address_id", sa.String(length=32), nullable=False),
        sa.Column("journey", sa.String(length=100), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("ended_at", tables.Moment(), nullable=True),
        sa.Column("ended_because", sa.String(length=16), nullable=True),
        sa.ForeignKeyConstraint(["address_id"], ["addresses.id"], name=op.f("fk_journeys_address_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_journeys_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journeys")),
    )
    op.create_index(op.f("ix_journeys_address_id"), "journeys", ["address_id"])
    for name, columns, unique in (
        ("ux_journeys_member_id_journey", ["member_id", "journey"], True),
        ("ix_journeys_journey_joined_on", ["journey", "joined_on"], False),
    ):
        op.create_index(
            name, "journeys", columns, unique=unique, sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )  # fmt: skip
    op.create_table(
        "journey_texts",
        sa.Column("journey_id", sa.String(length=32), nullable=False),
        sa.Column("text", sa.String(length=100), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("message_id", sa.String(length=32), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journey_id"], ["journeys.id"], name=op.f("fk_journey_texts_journey_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("journey_id", "text", "day", name=op.f("pk_journey_texts")),
    )
    op.add_column("messages", sa.Column("send_until", tables.Moment(), nullable=True))
    op.drop_index(op.f("ix_addresses_member_id"), table_name="addresses")
    op.create_index(op.f("ix_addresses_member_id_channel"), "addresses", ["member_id", "channel"])


def downgrade() -> None:
    op.drop_index(op.f("ix_addresses_member_id_channel"), table_name="addresses")
    op.create_index(op.f("ix_addresses_member_id"), "addresses", ["member_id"])
    with op.batch_alter_table("messages") as messages:
        messages.drop_column("send_until")
    op.drop_table("journey_texts")
    op.drop_table("journeys")
    op.drop_table("progress")
