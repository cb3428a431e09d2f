"""Who is on a journey heads for the election that they were told of, by its entry in the calendar, or for an event."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

GOING = sa.text("ended_at IS NULL")
PRIMARIES = "('state_primary', 'municipal_primary', 'presidential_primary')"


def upgrade() -> None:
    """Texts of before name the kind of an election and its day: where one entry alone is meant, it is that one. Who is
    on a journey heads for the last election they were told of; who was told of none that is known hears no more."""
    op.execute(
        "UPDATE fact_quotes SET fact_id = (SELECT 'election.' || min(elections.id) FROM elections WHERE "
        "fact_quotes.fact_id = 'election.' || elections.kind AND fact_quotes.value = CAST(elections.day AS VARCHAR)) "
        "WHERE 1 = (SELECT count(*) FROM elections WHERE fact_quotes.fact_id = 'election.' || elections.kind AND "
        "fact_quotes.value = CAST(elections.day AS VARCHAR))"
    )
    op.add_column("journeys", sa.Column("occasion", sa.String(length=100)))
    for journey, kinds in (("primary", "IN"), ("general", "NOT IN")):
        op.execute(
            "UPDATE journeys SET occasion = (SELECT fact_quotes.fact_id FROM fact_quotes "
            "JOIN messages ON messages.id = fact_quotes.message_id "
            "JOIN elections ON fact_quotes.fact_id = 'election.' || elections.id "
            f"WHERE messages.member_id = journeys.member_id AND elections.kind {kinds} {PRIMARIES} "
            "AND elections.withdrawn_at IS NULL ORDER BY fact_quotes.at DESC LIMIT 1) "
            f"WHERE journey = '{journey}'"
        )
    op.execute("DELETE FROM journey_texts WHERE journey_id IN (SELECT id FROM journeys WHERE occasion IS NULL)")
    op.execute("DELETE FROM journeys WHERE occasion IS NULL")
    # One row for each occasion: the one that is still open, or else the last.
    later = (
        "SELECT 1 FROM journeys AS other WHERE other.member_id = journeys.member_id AND other.journey = "
        "journeys.journey AND other.occasion = journeys.occasion AND ((other.ended_at IS NULL AND journeys.ended_at IS "
        "NOT NULL) OR ((other.ended_at IS NULL) = (journeys.ended_at IS NULL) AND other.id > journeys.id))"
    )
    op.execute(f"DELETE FROM journey_texts WHERE journey_id IN (SELECT id FROM journeys WHERE EXISTS ({later}))")
    op.execute(f"DELETE FROM journeys WHERE EXISTS ({later})")
    op.drop_index("ux_journeys_member_id_journey", table_name="journeys")
    op.drop_index("ix_journeys_journey_joined_on", table_name="journeys")
    with op.batch_alter_table("journeys") as journeys:
        journeys.alter_column("occasion", existing_type=sa.String(length=100), nullable=False)
        journeys.drop_column("joined_on")
    op.create_index(
        "ux_journeys_member_id_journey_occasion", "journeys", ["member_id", "journey", "occasion"], unique=True
    )
    op.create_index(
        "ix_journeys_occasion_journey", "journeys", ["occasion", "journey"], sqlite_where=GOING, postgresql_where=GOING
    )


def downgrade() -> None:
    """Nobody is told anything more: an older version goes by dates of its own."""
    op.execute("DELETE FROM journey_texts")
    op.execute("DELETE FROM journeys")
    op.drop_index("ix_journeys_occasion_journey", table_name="journeys")
    op.drop_index("ux_journeys_member_id_journey_occasion", table_name="journeys")
    op.add_column("journeys", sa.Column("joined_on", sa.Date()))
    with op.batch_alter_table("journeys") as journeys:
        journeys.alter_column("joined_on", existing_type=sa.Date(), nullable=False)
        journeys.drop_column("occasion")
    op.create_index(
        "ux_journeys_member_id_journey", "journeys", ["member_id", "journey"], unique=True, sqlite_where=GOING,
        postgresql_where=GOING,
    )  # fmt: skip
    op.create_index(
        "ix_journeys_journey_joined_on", "journeys", ["journey", "joined_on"], sqlite_where=GOING,
        postgresql_where=GOING,
    )  # fmt: skip
