"""One head; the migrated schema is the one in tables.py; up and down, with people in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import bindparam, inspect, text

from outreach_bot.errors import SettingsError
from outreach_bot.rules.audience import Answered
from outreach_bot.storage import audience, consents, members, messages
from outreach_bot.storage.database import Database, alembic_config
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewOutbound
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import Moment, metadata
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


def test_tags_consents_answers_and_drafts_are_moved_to_where_audiences_look(
    bare: Database, keys: Keys, now: datetime
) -> None:
    with bare.transaction() as connection:
        command.upgrade(alembic_config(connection), "0001")
        put(connection, "INSERT INTO members (id, created_at) VALUES (:id, :now)", now, ids="12")
        put(connection, "INSERT INTO addresses (id, member_id, channel, hash, key_id, created_at) "
            "VALUES (:id, :id, 'sms', :id, 'k', :now)", now, ids="12")  # fmt: skip
        for member, tag in (("1", "a"), ("1", "b_c"), ("2", "a")):
            put(connection, f"INSERT INTO member_tags VALUES ('{member}', '{tag}', :now)", now)
        for programme, action in (("updates", "grant"), ("picnics", "grant"), ("updates", "revoke"),
                                  ("picnics", "grant"), ("updates", "grant"), ("picnics", "revoke")):  # fmt: skip
            put(connection, "INSERT INTO consents (member_id, address_id, programme, action, language, source, at) "
                f"VALUES ('1', '1', '{programme}', '{action}', 'en', 's', :now)", now)  # fmt: skip
        for number, value in (("1", "talk"), ("2", "action")):
            put(connection, "INSERT INTO answers (id, member_id, flow, flow_version, step, name, kind, plain, "
                "sensitive, at) "
                f"VALUES ('{number}', '1', 'f', '1', 's', 'pledge', 'choice', '\"{value}\"', false, :now)", now)
        for tags, languages, state in (("[]", "[]", "draft"), ('["a","b_c"]', '["es","en"]', "expanding")):
            put(connection, "INSERT INTO blasts (name, state, texts_sealed, programme, tags, languages, created_by, "
                f"created_at) VALUES ('b', '{state}', '', 'updates', '{tags}', '{languages}', 'ana', :now)", now)
    with pytest.raises(SettingsError, match="outreach upgrade"), bare.reading() as connection:
        members.get(connection, keys, "1")
    bare.migrate()
    with bare.reading() as connection:
        one, two = members.get(connection, keys, "1"), members.get(connection, keys, "2")
        assert (one.tags, two.tags) == ({"a", "b_c"}, {"a"})
        assert (one.programmes, two.programmes) == ({"updates"}, frozenset())
        held = Answered("f", "pledge", "action")
        assert [audience.count(connection, each) for each in (held, Answered("f", "pledge", "talk"))] == [1, 0]
        drafts = connection.execute(text("SELECT asked_for, state FROM blasts ORDER BY id")).all()
        assert drafts == [(None, "draft"), ("tag:a and tag:b_c and (language:es or language:en)", "draft")]
    with bare.transaction() as connection:
        command.downgrade(alembic_config(connection), "0001")
        rows = connection.execute(text("SELECT member_id, tag FROM member_tags ORDER BY 1, 2")).all()
        assert rows == [("1", "a"), ("1", "b_c"), ("2", "a")]
        states = connection.execute(text("SELECT state FROM blasts ORDER BY id")).scalars().all()
        assert states == ["draft", "canceled"]


def test_who_is_on_a_journey_heads_for_the_election_that_they_were_told_of(bare: Database, now: datetime) -> None:
    with bare.transaction() as connection:
        command.upgrade(alembic_config(connection), "0006")
        put(connection, "INSERT INTO members (id, created_at, programmes, hidden, young) "
            "VALUES (:id, :now, '', false, false)", now, ids="123")  # fmt: skip
        put(connection, "INSERT INTO addresses (id, member_id, channel, hash, key_id, created_at) "
            "VALUES (:id, :id, 'sms', :id, 'k', :now)", now, ids="123")  # fmt: skip
        elections = [
            ("municipal_primary", "2027-09-14", "'Hartford'"), ("municipal", "2027-11-02", "NULL"),
            ("special", "2027-02-23", "'Hartford'"), ("special", "2027-02-23", "'Meriden'"),
        ]  # fmt: skip
        for kind, day, town in elections:
            put(connection, "INSERT INTO elections (kind, day, town, who, at) "
                f"VALUES ('{kind}', '{day}', {town}, 'Ana', :now)", now)  # fmt: skip
        put(connection, "INSERT INTO messages (id, member_id, address_id, direction, channel, purpose, status, "
            "private, created_at, updated_at, provider_checked, priority) VALUES (:id, :id, :id, 'out', 'sms', "
            "'reply', 'delivered', false, :now, :now, 0, 0)", now, ids="123")  # fmt: skip
        for message, (kind, day, _) in (("1", elections[0]), ("1", elections[1]), ("2", elections[2])):
            put(connection, "INSERT INTO fact_quotes (message_id, fact_id, value, at) "
                f"VALUES ('{message}', 'election.{kind}', '{day}', :now)", now)  # fmt: skip
        joined = [
            ("1", "primary", ":now, 'left'"), ("1", "primary", "NULL, NULL"), ("1", "general", "NULL, NULL"),
            ("2", "general", "NULL, NULL"),
        ]  # fmt: skip
        for number, (member, journey, end) in enumerate(joined):
            put(connection, "INSERT INTO journeys (id, member_id, address_id, journey, zone, joined_on, ended_at, "
                f"ended_because) VALUES ('{number}', '{member}', '{member}', '{journey}', 'America/New_York', "
                f"'2026-11-20', {end})", now)  # fmt: skip
    bare.migrate()
    with bare.reading() as connection:
        found = connection.execute(text("SELECT id, occasion FROM journeys ORDER BY id")).all()
        assert found == [("1", "election.1"), ("2", "election.2")], "two special elections that day: which was meant?"
        told = connection.execute(text("SELECT fact_id FROM fact_quotes ORDER BY fact_id")).scalars().all()
        assert told == ["election.1", "election.2", "election.special"]


def put(connection: Any, statement: str, now: datetime, ids: str = "1") -> None:
    moment = [bindparam("now", now, Moment())] if ":now" in statement else []
    for each in ids:
        parameters = [*moment, bindparam("id", each)] if ":id" in statement else moment
        connection.execute(text(statement).bindparams(*parameters))


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
