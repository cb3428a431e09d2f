"""What always runs starts when a machine restarts everything at once: also before the database answers."""

from __future__ import annotations

import threading

import pytest

from outreach_bot import wiring
from outreach_bot.errors import DatabaseAway
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage.database import Database
from outreach_bot.storage.sealed import make_key
from outreach_bot.wiring import build
from tests.servers import restartable_postgres, valkey


def test_a_database_that_comes_a_little_later_is_waited_for() -> None:
    with restartable_postgres() as server, valkey() as redis:
        Database(server.url).migrate()
        told = {"DATABASE_URL": server.url, "REDIS_URL": redis, "OUTREACH_KEYS": make_key()}
        settings = Settings.from_env(told)
        server.stop()
        with pytest.raises(DatabaseAway):
            build(settings)
        later = threading.Timer(1.5, server.start)
        later.start()
        assert build(settings, patience=60).database.ping()
        later.join()


def test_a_database_that_goes_again_at_once_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    remember = wiring._remember

    def remember_while_it_goes(bot: Bot) -> None:
        monkeypatch.setattr(wiring, "_remember", remember)
        server.stop()
        threading.Timer(1.5, server.start).start()
        remember(bot)

    with restartable_postgres() as server, valkey() as redis:
        Database(server.url).migrate()
        settings = Settings.from_env({"DATABASE_URL": server.url, "REDIS_URL": redis, "OUTREACH_KEYS": make_key()})
        monkeypatch.setattr(wiring, "_remember", remember_while_it_goes)
        assert build(settings, patience=60).database.ping()
