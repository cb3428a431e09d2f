"""One head; the migrated schema is the one in tables.py; up and down, with people in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from outreach_bot.storage import consents, messages
from outreach_bot.storage.database import Database, alembic_config
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewOutbound
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import metadata
from tests import servers


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with nothing in it."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'bare.db'}")
        yield database
        database.close()
        return
    with servers.empty_database(request.getfixturevalue("postgres_server")) as url:
        database = Database(url)
        yield database
        database.close()


def test_there_is_one_head(database: Database) -> None:
    with database.reading() as connection:
        assert len(ScriptDirectory.from_config(alembic_config(connection)).get_heads()) == 1


def test_the_schema_equals_the_tables(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_partial_indexes_are_partial(database: Database) -> None:
    with database.reading() as connection:
        indexes = {i["name"]: i for i in inspect(connection).get_indexes("messages")}
    for name in ("reply_to", "replay_until", "body_until"):
        options = indexes[f"ix_messages_{name}"]["dialect_options"]
        assert any(key.endswith("_where") for key in options)


def test_migrating_twice_changes_nothing(database: Database) -> None:
    database.migrate()
    with database.reading() as connection:
        assert set(metadata.tables) < set(inspect(connection).get_table_names())


def test_two_processes_may_migrate_at_once(bare: Database) -> None:
    failures: list[BaseException] = []

    def migrate() -> None:
        try:
            bare.migrate()
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=migrate) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_each_migration_goes_up_and_down_with_data(bare: Database, keys: Keys, now: datetime) -> None:
    bare.migrate()
    with bare.transaction() as connection:
        party = load_party(connection, keys, "sms", "+12035550142", now)
        new = NewOutbound(
            id=new_id(now), address_id=party.address_id, member_id=party.member_id, channel="sms", body="hola",
            purpose="reply", status="waiting", created_at=now, facts=(("wage.minimum", "16.94"),),
        )  # fmt: skip
        messages.insert_outbound(connection, keys, [new])
        consents.grant(
            connection, member_id=party.member_id, address_id=party.address_id, programme="updates", wording="Join?",
            language="en", source="sms", at=now, message_id=new.id,
        )  # fmt: skip
    with bare.transaction() as connection:
        revisions = list(ScriptDirectory.from_config(alembic_config(connection)).walk_revisions())
    for way, times in ((command.downgrade, 1), (command.upgrade, 1), (command.downgrade, 0)):
        for _ in revisions[times:]:  # down to the first and up again with people in it, then all the way down
            with bare.transaction() as connection:
                way(alembic_config(connection), "-1" if way is command.downgrade else "+1")
        if times:
            with bare.reading() as connection:
                assert connection.execute(text("SELECT count(*) FROM messages")).scalar_one() == 1
    with bare.reading() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version", "sqlite_sequence"}
    for _ in revisions:
        with bare.transaction() as connection:
            command.upgrade(alembic_config(connection), "+1")
    with bare.reading() as connection:
        assert set(metadata.tables) < set(inspect(connection).get_table_names())
