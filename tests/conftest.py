"""Real databases and servers for every room's tests. Nothing here knows today's date."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from outreach_bot.storage.database import Database
from outreach_bot.storage.sealed import Keys, make_key
from tests import servers

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
TEMPLATE = "migrated"


@pytest.fixture
def now() -> datetime:
    """The moment at which every test happens."""
    return NOW


@pytest.fixture(scope="session")
def keys() -> Keys:
    """One sealing key, and the receipts' own; tests about rotation make their own."""
    return Keys.parse(make_key()).with_receipts(b"r" * 32)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of the maintenance database of a PostgreSQL of our own."""
    with servers.postgres() as url:
        yield url


@pytest.fixture(scope="session")
def valkey() -> Iterator[str]:
    """URL of a Valkey of our own; a test that empties it hurts only tests of this session."""
    with servers.valkey() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "outreach.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    database.checkpoint()
    database.close()
    return path


@pytest.fixture(scope="session")
def migrated_server(postgres_server: str) -> str:
    with psycopg.connect(postgres_server, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {TEMPLATE}")
    database = Database(servers.named(postgres_server, TEMPLATE))
    database.migrate()
    database.close()
    return postgres_server


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    """A migrated SQLite file for one test."""
    shutil.copy(migrated_file, tmp_path / "outreach.db")
    return f"sqlite:///{tmp_path / 'outreach.db'}"


@pytest.fixture
def postgres_url(migrated_server: str) -> Iterator[str]:
    """A migrated PostgreSQL database for one test."""
    with servers.empty_database(migrated_server, TEMPLATE) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of each kind."""
    name = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(name)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same test on SQLite and on PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()
