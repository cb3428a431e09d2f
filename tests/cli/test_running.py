"""A command joins the system that `make run` started here: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from outreach_bot.cli import running
from outreach_bot.errors import OutreachError
from outreach_bot.settings import SETTINGS, adopt

RUNS = {"DATABASE_URL": "sqlite:////x/var/outreach.db", "OUTREACH_KEYS": "dev-abc=", "PORT": "8000"}


@pytest.fixture
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for setting in SETTINGS:
        monkeypatch.setenv(setting.name, "")  # so that what `join` sets is taken away again
    (tmp_path / running.LOCK).write_text(str(os.getpid()))
    return tmp_path


def test_what_is_kept_comes_back(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running.keep(var, RUNS | {"PATH": "/usr/bin", "REDIS_URL": ""})
    assert running.read_env(var / "run.env") == RUNS, "settings only, and only those that are set"
    running.join(var)
    assert {name: os.environ[name] for name in RUNS} == RUNS
    assert capsys.readouterr().err == ""


def test_nothing_is_joined_where_nothing_ran(var: Path) -> None:
    running.join(var)
    assert os.environ["OUTREACH_KEYS"] == ""


def test_a_system_that_stopped_is_named(var: Path, capsys: pytest.CaptureFixture[str]) -> None:
    running.keep(var, RUNS)
    (var / running.LOCK).write_text("")
    running.join(var)
    assert os.environ["PORT"] == "8000"
    assert "not running here now" in capsys.readouterr().err


def test_settings_that_cannot_be_read_say_who_may(var: Path) -> None:
    (var / "run.env").mkdir()
    with pytest.raises(OutreachError, match="as the user who started `make run`"):
        running.join(var)


@pytest.mark.parametrize(
    ("own", "joins"),
    [
        ({}, True),
        ({"PORT": " 8000 ", "OUTREACH_KEYS": ""}, True),
        ({"PORT": "9000"}, False),
        ({"DATABASE_URL": "postgresql://db/outreach"}, False),
        ({"PUBLIC_BASE_URL": "https://texts.example.org"}, False),
        ({"HOME": "/h"}, True),
    ],
)
def test_one_setting_that_differs_keeps_all_apart(own: dict[str, str], joins: bool) -> None:
    environ = dict(own)
    assert adopt(RUNS, environ) is joins
    assert environ == (own | RUNS if joins else own)
