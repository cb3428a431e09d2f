"""Blasts keep the numbers of people who were erased: how many there were of a kind."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blast_erased",
        sa.Column("blast_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=24), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("left_out", sa.String(length=24), nullable=False),
        sa.Column("error_code", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=1), nullable=False),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("people", "segments", "again", "answered", "opted_out", "opened")
        ),
        sa.ForeignKeyConstraint(["blast_id"], ["blasts.id"], name=op.f("fk_blast_erased_blast_id")),
        sa.PrimaryKeyConstraint(
            "blast_id", "status", "language", "left_out", "error_code", "variant", name=op.f("pk_blast_erased")
        ),
    )
    for name in ("erased_sent", "erased_opened"):
        op.add_column("link_targets", sa.Column(name, sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("link_targets", "erased_opened")
    op.drop_column("link_targets", "erased_sent")
    op.drop_table("blast_erased")
