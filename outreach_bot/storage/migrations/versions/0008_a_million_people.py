"""What few rows among a million are asked for: who is young, and which answers still wait."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

YOUNG, ANSWERS = sa.text("young"), sa.text("blast_id IS NULL")


def upgrade() -> None:
    op.create_index("ix_members_young", "members", ["id"], sqlite_where=YOUNG, postgresql_where=YOUNG)
    op.create_index(
        "ix_messages_answers", "messages", ["status", "id"], sqlite_where=ANSWERS, postgresql_where=ANSWERS
    )


def downgrade() -> None:
    op.drop_index("ix_messages_answers", table_name="messages")
    op.drop_index("ix_members_young", table_name="members")
