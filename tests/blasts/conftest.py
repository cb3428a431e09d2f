"""The whole bot with a crowd of members, for this room's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from outreach_bot.simulator import Running, running
from tests.blasts.blast_under_test import Scene, Worker, bot_yaml
from tests.house_under_test import ACCOUNT, OWN, TOKEN, BuildHouse, build_house, postgres_of_all_stories, postgres_url

__all__ = ["build_house", "postgres_of_all_stories", "postgres_url"]


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Running]:
    """A carrier with a book of its own on disk: these tests read it."""
    with running(book_path=tmp_path / "carrier.sqlite3", account_sid=ACCOUNT, auth_token=TOKEN, own_number=OWN) as one:
        one.carrier.behave({"sent_after_ms": 1, "delivered_after_ms": 1})
        yield one


@pytest.fixture(scope="session")
def unpaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The organisation's bot.yaml with a pace that is never the limit."""
    return bot_yaml(tmp_path_factory.mktemp("unpaced"), segments_per_second=100_000)


@pytest.fixture
def scene(build_house: BuildHouse, sqlite_url: str, unpaced: Path) -> Iterator[Scene]:
    """The bot on SQLite, for what does not depend on the database."""
    with Scene.over(build_house(sqlite_url, outreach_bot=unpaced)) as scene:
        yield scene


@pytest.fixture
def either(build_house: BuildHouse, database_url: str, unpaced: Path) -> Iterator[Scene]:
    """The same on SQLite and on PostgreSQL."""
    with Scene.over(build_house(database_url, outreach_bot=unpaced)) as scene:
        yield scene


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    """Worker processes that a test starts: appended here, gone afterwards."""
    started: list[Worker] = []
    yield started
    for worker in started:
        worker.end()
