"""What audiences ask for stands in the members' own rows; lists bring fields; a launched blast's audience is frozen."""

import json
from itertools import groupby

import sqlalchemy as sa
from alembic import op

from outreach_bot.storage import tables
from outreach_bot.storage.listed import SEPARATOR, names

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MEMBERS = ("town", "tags", "programmes", "fields", "fields_sealed", "answers")


def upgrade() -> None:
    op.create_table(
        "fields",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("choices", tables.Json(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_fields")),
    )
    op.create_table(
        "audiences",
        sa.Column("blast_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["blast_id"], ["blasts.id"], name=op.f("fk_audiences_blast_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_audiences_member_id")),
        sa.PrimaryKeyConstraint("blast_id", "member_id", name=op.f("pk_audiences")),
    )
    op.add_column("members", sa.Column("town", sa.String(length=40)))
    op.add_column("members", sa.Column("tags", sa.Text()))
    op.add_column("members", sa.Column("programmes", sa.Text()))
    op.add_column("members", sa.Column("fields", tables.Plain))
    op.add_column("members", sa.Column("fields_sealed", sa.LargeBinary()))
    op.add_column("members", sa.Column("answers", tables.Plain))
    _move_tags()
    _move_programmes()
    _copy_answers()
    op.drop_table("member_tags")
    gone = sa.text("opted_out_at IS NOT NULL")
    op.create_index(
        "ix_addresses_opted_out", "addresses", ["member_id"], unique=False, sqlite_where=gone, postgresql_where=gone
    )
    by_text = sa.text("channel = 'sms'")
    op.create_index(
        "ux_addresses_member_id_sms", "addresses", ["member_id"], unique=True, sqlite_where=by_text,
        postgresql_where=by_text,
    )  # fmt: skip
    op.add_column("blasts", sa.Column("asked_for", sa.Text()))
    _write_audiences()
    # Its audience was not frozen: launched again, it leaves out whoever has a row already.
    op.execute("UPDATE blasts SET state = 'draft', launched_at = NULL, expanded_to = NULL WHERE state = 'expanding'")
    op.drop_column("blasts", "tags")
    op.drop_column("blasts", "languages")


def downgrade() -> None:
    # A draft for some people must not become one for all: what cannot be said in tags and languages is canceled.
    op.execute("UPDATE blasts SET state = 'canceled' WHERE asked_for IS NOT NULL AND state IN ('draft', 'expanding')")
    op.add_column("blasts", sa.Column("tags", tables.Json(), nullable=False, server_default="[]"))
    op.add_column("blasts", sa.Column("languages", tables.Json(), nullable=False, server_default="[]"))
    op.drop_column("blasts", "asked_for")
    op.drop_index("ux_addresses_member_id_sms", table_name="addresses")
    op.drop_index("ix_addresses_opted_out", table_name="addresses")
    op.create_table(
        "member_tags",
        sa.Column("member_id", sa.String(length=32), nullable=False),
        sa.Column("tag", sa.String(length=100), nullable=False),
        sa.Column("at", tables.Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_member_tags_member_id")),
        sa.PrimaryKeyConstraint("member_id", "tag", name=op.f("pk_member_tags")),
    )
    op.create_index(op.f("ix_member_tags_tag"), "member_tags", ["tag"], unique=False)
    _move_tags_back()
    for column in _MEMBERS:
        op.drop_column("members", column)
    op.drop_table("audiences")
    op.drop_table("fields")


def _move_tags() -> None:
    op.execute(
        sa.text(
            f"UPDATE members SET tags = (SELECT :s || {_joined('tag')} || :s FROM member_tags "
            "WHERE member_tags.member_id = members.id) "
            "WHERE id IN (SELECT member_id FROM member_tags)"
        ).bindparams(s=SEPARATOR)
    )


def _move_tags_back() -> None:
    connection = op.get_bind()
    members = sa.table("members", sa.column("id"), sa.column("tags"), sa.column("created_at"))
    held = connection.execute(sa.select(members).where(members.c.tags.is_not(None))).all()
    new = [{"m": row.id, "t": tag, "at": row.created_at} for row in held for tag in names(row.tags)]
    if new:
        connection.execute(sa.text("INSERT INTO member_tags (member_id, tag, at) VALUES (:m, :t, :at)"), new)


def _move_programmes() -> None:
    """The last word on each programme is yes."""
    op.execute(
        sa.text(
            f"UPDATE members SET programmes = (SELECT :s || {_joined('programme')} || :s FROM consents WHERE "
            "consents.member_id = members.id AND consents.action = 'grant' AND NOT EXISTS (SELECT 1 FROM consents l "
            "WHERE l.member_id = consents.member_id AND l.programme = consents.programme AND l.id > consents.id))"
        ).bindparams(s=SEPARATOR)
    )


def _joined(column: str) -> str:
    function = "string_agg" if op.get_bind().dialect.name == "postgresql" else "group_concat"
    return f"{function}({column}, :s)"


def _copy_answers() -> None:
    """The last to each question, of those that are kept as long as the member is."""
    connection = op.get_bind()
    asked = sa.text(
        "SELECT member_id, flow, name, plain FROM answers WHERE sensitive = false AND forget_after IS NULL "
        "ORDER BY member_id, at, id"
    )
    members = sa.table("members", sa.column("id"), sa.column("answers", tables.Plain))
    statement = sa.update(members).where(members.c.id == sa.bindparam("member")).values(answers=sa.bindparam("last"))
    for member, rows in groupby(connection.execute(asked).all(), key=lambda row: row.member_id):
        last = {f"{row.flow}.{row.name}": "" if row.plain is None else json.loads(row.plain) for row in rows}
        connection.execute(statement, {"member": member, "last": last})


def _write_audiences() -> None:
    connection = op.get_bind()
    for blast, tags, languages in connection.execute(sa.text("SELECT id, tags, languages FROM blasts")).all():
        parts = [f"tag:{tag}" for tag in json.loads(tags)]
        spoken = " or ".join(f"language:{language}" for language in json.loads(languages))
        parts += [f"({spoken})"] if spoken else []
        if parts:
            connection.execute(
                sa.text("UPDATE blasts SET asked_for = :asked WHERE id = :id"),
                {"asked": " and ".join(parts), "id": blast},
            )
