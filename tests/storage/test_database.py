"""URLs, transactions, what counts as "run again", and times."""

from __future__ import annotations

import re
import signal
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError, StatementError

from outreach_bot.errors import DatabaseAway, SettingsError, Stale
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.tables import leases, members, messages
from tests import servers


@pytest.mark.parametrize("url", ["", "outreach.db", "sqlite://", "sqlite:///:memory:", "mysql://a:b@host/c"])
def test_a_wrong_url_says_what_one_looks_like(url: str) -> None:
    with pytest.raises(SettingsError, match="DATABASE_URL must look like"):
        Database(url)


def test_an_unreachable_server_is_one_sentence_without_the_password() -> None:
    database = Database("postgres://staff:geheim@127.0.0.1:1/outreach")
    assert not database.ping()
    with pytest.raises(SettingsError, match=re.escape("outreach on 127.0.0.1:1 cannot be used")) as caught:
        database.migrate()
    assert "geheim" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="cannot be opened"):
        Database(f"sqlite:///{tmp_path}/file/outreach.db")


def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/deep/outreach.db")
    database.migrate()
    for path in (tmp_path / "deep").iterdir():
        assert path.stat().st_mode & 0o077 == 0
    database.close()


def test_answers_ping(database: Database) -> None:
    assert database.ping()


def test_an_exception_undoes_everything(database: Database, now: datetime) -> None:
    with pytest.raises(RuntimeError), database.transaction() as connection:
        connection.execute(insert(members), {"id": new_id(now), "created_at": now})
        raise RuntimeError
    with database.reading() as connection:
        assert connection.execute(select(members.c.id)).all() == []


def test_nothing_done_while_reading_is_kept(database: Database, now: datetime) -> None:
    with database.reading() as connection:
        connection.execute(insert(members), {"id": new_id(now), "created_at": now})
    with database.reading() as connection:
        assert connection.execute(select(members.c.id)).all() == []


def test_reading_does_not_wait_for_a_writer(database: Database, now: datetime) -> None:
    with database.transaction() as writer, database.reading() as reader:
        writer.execute(insert(members), {"id": new_id(now), "created_at": now})
        assert reader.execute(select(members.c.id)).all() == []


def test_a_second_row_with_the_same_key_means_run_again(database: Database, now: datetime) -> None:
    row = {"id": new_id(now), "created_at": now}
    with pytest.raises(Stale), database.transaction() as connection:
        connection.execute(insert(members), row)
        connection.execute(insert(members), row)


def test_a_parent_that_vanished_means_run_again(database: Database, now: datetime) -> None:
    with pytest.raises(Stale), database.transaction() as connection:
        connection.execute(
            insert(messages),
            {"id": new_id(now), "direction": "out", "address_id": "0" * 32, "channel": "sms", "purpose": "reply",
             "status": "waiting", "private": False, "priority": 0, "created_at": now, "updated_at": now,
             "provider_checked": 0},
        )  # fmt: skip


def test_our_own_mistakes_are_not_run_again(database: Database, now: datetime) -> None:
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.execute(insert(members), {"id": new_id(now), "created_at": None})


def test_errors_do_not_show_values(database: Database) -> None:
    with pytest.raises(Exception) as caught, database.transaction() as connection:
        connection.execute(text("SELECT nothing FROM nowhere WHERE number = :n"), {"n": "+12035550142"})
    assert "2035550142" not in str(caught.value)


def test_a_busy_sqlite_file_means_run_again(sqlite_url: str) -> None:
    first, second = Database(sqlite_url), Database(sqlite_url)
    with second.reading() as connection:
        connection.execute(text("PRAGMA busy_timeout=0"))
    with pytest.raises(Stale), first.transaction(), second.transaction():
        pass
    first.close()
    second.close()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT])
def test_a_server_that_is_away_is_said_as_such_and_found_again(how: signal.Signals) -> None:
    with servers.restartable_postgres() as server:
        database = Database(server.url)
        with pytest.raises(DatabaseAway), database.transaction() as connection:
            connection.execute(text("SELECT 1"))
            server.stop(how)
            connection.execute(text("SELECT 1"))
        with pytest.raises(DatabaseAway), database.reading():
            pass
        assert not database.ping()
        server.start()
        with database.transaction() as connection:
            connection.execute(text("SELECT 1"))
        database.close()


def test_times_are_utc_and_aware(database: Database) -> None:
    eastern = datetime(2026, 7, 1, 9, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-4)))
    with database.transaction() as connection:
        connection.execute(insert(leases), {"name": "clock", "holder": "a", "until": eastern})
        read = connection.execute(select(leases.c.until)).scalar_one()
        later = connection.execute(select(leases.c.name).where(leases.c.until > eastern - timedelta(seconds=1))).all()
    assert read == eastern
    assert read.tzinfo is UTC
    assert len(later) == 1


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="without a zone"), database.transaction() as connection:
        connection.execute(insert(leases), {"name": "clock", "holder": "a", "until": datetime(2026, 7, 1)})  # noqa: DTZ001


def test_ids_sort_by_time_and_are_version_7(now: datetime) -> None:
    import uuid

    early, late = new_id(now), new_id(now + timedelta(milliseconds=1))
    assert early < late
    assert uuid.UUID(early).version == 7
    assert len({new_id(now) for _ in range(1000)}) == 1000


def test_a_database_without_the_tables_is_said_in_one_sentence(database: Database) -> None:
    with pytest.raises(SettingsError, match="outreach upgrade"), database.transaction() as connection:
        connection.execute(text("SELECT 1 FROM no_such_table"))
