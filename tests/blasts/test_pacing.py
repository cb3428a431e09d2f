"""Segments a second per sender, shared by worker processes: judged by the times in the carrier's own book."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from outreach_bot.rules.segments import count
from outreach_bot.simulator import book, carrier
from tests.blasts.blast_under_test import TEXTS, Scene, Worker, bot_yaml, eventually
from tests.house_under_test import BuildHouse

RATE = 20  # segments a second


def test_two_processes_together_keep_the_pace(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path, workers: list[Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = bot_yaml(tmp_path, segments_per_second=RATE)
    with Scene.over(build_house(sqlite_url, outreach_bot=slow)) as scene:
        monkeypatch.setattr(carrier, "time", time.time)  # its book tells the real times
        people = scene.crowd(60)  # one segment in English, two in Spanish: the accents
        blast = scene.expanded()
        workers += [Worker.start(scene.house), Worker.start(scene.house)]
        for worker in workers:
            worker.ready()
        for _ in workers:
            scene.house.bot.queue.enqueue("pump", str(blast), queue="blasts")
        eventually(lambda: scene.state(blast) == "done", lambda: scene.status(blast))
        assert scene.book() == {person.number: [person.text] for person in people}
        taken = [(m.created_at, count(m.body).segments) for m in book.messages(scene.house.carrier.book_path)]
    assert sum(segments for _, segments in taken) == 90
    for span, most in ((1.0, 3 * RATE), (2.0, 4 * RATE)):  # the rate, a second's burst, and a second of margin
        for start, _ in taken:
            assert sum(s for at, s in taken if start <= at < start + span) <= most
    assert taken[-1][0] - taken[0][0] >= 90 / RATE - 3


def test_a_text_that_is_longer_than_a_seconds_pace_still_goes(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    slow = bot_yaml(tmp_path, segments_per_second=1)
    with Scene.over(build_house(sqlite_url, outreach_bot=slow)) as scene:
        people = scene.crowd(1, spanish=True)
        blast = scene.expanded(texts=TEXTS)
        scene.pump(blast, seconds=8)
        assert len(scene.book()) == len(people)


def test_a_pump_whose_time_is_up_comes_back_for_the_rest(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    slow = bot_yaml(tmp_path, segments_per_second=4)
    with Scene.over(build_house(sqlite_url, outreach_bot=slow)) as scene:
        people = scene.crowd(20, spanish=False)
        blast = scene.expanded()
        assert scene.pump(blast, seconds=0.5) is True
        assert 0 < scene.status(blast).waiting < len(people)
        assert scene.house.rows("leases") == []


def test_a_pump_that_is_asked_to_stop_leaves_the_rest_and_the_pace_to_others(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    slow = bot_yaml(tmp_path, segments_per_second=4)
    with Scene.over(build_house(sqlite_url, outreach_bot=slow)) as scene:
        scene.crowd(40, spanish=False)
        blast = scene.expanded()
        assert scene.pump(blast, until=lambda: scene.taken >= 4) is False
        sent = scene.taken
        assert scene.status(blast).waiting == 40 - sent
        assert scene.house.bot.pace.reserve("+18605550100", 1, 4) <= 2
