"""On a machine of one's own an edited flow is live with the next text; a broken edit changes nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from outreach_bot.flowfiles import load
from outreach_bot.flowfiles.load import load_book
from tests.house_under_test import ROOT, BuildHouse


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "flows", tmp_path / "flows"))


def edit(path: Path, before: str, after: str, when: int) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
    os.utime(path, ns=(when, when))


def test_an_edit_is_heard_and_a_broken_one_is_not(
    build_house: BuildHouse, sqlite_url: str, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build_house(sqlite_url, flows=flows)
    monkeypatch.setattr(load, "load_book", load_book)  # the harness reads files once; here they are read again
    assert "automated line" in house.text("zzz qqq").says
    soon = max(path.stat().st_mtime_ns for path in flows.glob("**/*.yaml")) + 10**9
    edit(flows / "bot.yaml", "sms: {max_segments: 3", "sms: {max_segments: 4", soon)
    house.clock.go(seconds=1)
    house.text("zzz qqq xx")
    assert house.bot.book.bot.sms.max_segments == 4
    edit(flows / "bot.yaml", "sms: {max_segments: 4", "sms: {max_segmints: 5", soon + 10**9)
    house.clock.go(seconds=1)
    assert "citizens" in house.text("VOTE").says.lower()
    assert house.bot.book.bot.sms.max_segments == 4
    assert "the edited flows have faults" in house.log.getvalue()


def test_the_one_fault_is_named_and_not_hundreds_of_warnings_before_it(
    build_house: BuildHouse, sqlite_url: str, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build_house(sqlite_url, flows=flows)
    monkeypatch.setattr(load, "load_book", load_book)
    soon = max(path.stat().st_mtime_ns for path in flows.glob("**/*.yaml")) + 10**9
    edit(flows / "vote/register.yaml", "answer: choice", "answre: choice", soon)
    house.clock.go(seconds=1)
    house.text("MENU")
    said = house.log.getvalue()
    assert "“answre” is not known here" in said and "vote/register.yaml:" in said
    assert "warning" not in said


def test_the_files_are_looked_at_once_a_second_and_not_at_every_text(
    build_house: BuildHouse, sqlite_url: str, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build_house(sqlite_url, flows=flows)
    monkeypatch.setattr(load, "load_book", load_book)
    soon = max(path.stat().st_mtime_ns for path in flows.glob("**/*.yaml")) + 10**9
    edit(flows / "bot.yaml", "sms: {max_segments: 3", "sms: {max_segments: 4", soon)
    house.clock.go(seconds=0.9)
    house.text("MENU")
    assert house.bot.book.bot.sms.max_segments == 3
    house.clock.go(seconds=0.1)
    house.text("MENU")
    assert house.bot.book.bot.sms.max_segments == house.bot.organisation.sms.max_segments == 4
    edit(flows / "bot.yaml", "sms: {max_segments: 4", "sms: {max_segments: 5", soon + 10**9)
    house.clock.go(hours=-1)  # a clock that was put right must not keep edits away for an hour
    house.text("MENU")
    assert house.bot.book.bot.sms.max_segments == 5


def test_a_file_that_is_put_away_for_a_moment_changes_nothing(
    build_house: BuildHouse, sqlite_url: str, flows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = build_house(sqlite_url, flows=flows)
    monkeypatch.setattr(load, "load_book", load_book)
    (flows / "bot.yaml").rename(flows / "bot.yaml~")
    house.clock.go(seconds=1)
    assert "citizens" in house.text("VOTE").says.lower()
    assert "bot.yaml:0: this file cannot be opened" in house.log.getvalue()
    (flows / "bot.yaml~").rename(flows / "bot.yaml")
    house.clock.go(seconds=1)
    house.text("MENU")
    assert "the edited flows are live" in house.log.getvalue()
