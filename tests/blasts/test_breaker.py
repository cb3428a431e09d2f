"""A blast that carriers filter, or that people answer with STOP, stops before it reaches everybody, and says why."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from outreach_bot.services import blasts, pumps, watching
from tests.blasts.blast_under_test import Scene, eventually
from tests.house_under_test import STAFF, BuildHouse


def half(scene: Scene, people: int, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """A blast of which about so many texts are with the carrier, and the others wait; (blast, texts sent)."""
    monkeypatch.setattr(pumps, "SUB_SLICE", 5)
    blast = scene.expanded()
    scene.pump(blast, until=lambda: scene.taken >= people)
    return blast, scene.taken


@pytest.mark.parametrize("code", [30007, 30032, 30034])
def test_filtering_pauses_it_in_plain_words_and_tells_the_staff(
    either: Scene, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.crowd(200, spanish=False)
    blast, sent = half(either, 80, monkeypatch)
    either.told(blast, "undelivered", code, most=2)
    either.told(blast, "delivered", most=sent - 10)
    assert either.state(blast) == "running"
    either.told(blast, "undelivered", code, most=5)
    status = either.status(blast)
    assert status.blast.state == "paused"
    assert status.blast.paused_because is not None
    told = rf"Carriers blocked 7 of the last \d+ texts as spam or unregistered \(code {code}\): more than 2 in 100"
    assert re.match(told, status.blast.paused_because)
    either.go_on()
    assert len(either.book()) == sent + 1  # the alert
    assert either.house.carried(STAFF) == [
        f"CT Working Families: blast {blast} has stopped by itself. To see why: outreach blasts status {blast}"
    ]


def test_who_resumes_it_is_not_stopped_by_the_same_news_again(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    either.crowd(120, spanish=False)
    blast, _ = half(either, 60, monkeypatch)
    either.told(blast, "undelivered", 30007, most=5)
    assert either.state(blast) == "paused"
    either.house.clock.go(minutes=5)
    blasts.resume(either.house.bot, blast)
    either.house.work()
    assert either.state(blast) == "done"
    assert either.status(blast).not_reached == 5


def test_opt_outs_pause_it(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    people = either.crowd(150, spanish=False)
    blast, sent = half(either, 50, monkeypatch)
    either.told(blast, "delivered")
    mine = [person for person in people if person.number in either.book()]
    for person in mine[:4]:
        either.house.text("STOP", phone=person.number)
    assert watching.may_send(either.house.bot, blast)
    either.house.text("no me escriban mas", phone=mine[4].number)
    assert not watching.may_send(either.house.bot, blast)
    status = either.status(blast)
    assert status.blast.state == "paused"
    assert status.blast.paused_because == (
        f"5 people opted out within the last {sent} texts: more than 3 in 100. Look at what it says, and to whom, "
        "before you resume."
    )


def test_opt_outs_of_people_whom_it_never_texted_do_not_count(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = either.crowd(150, spanish=False)
    blast, _ = half(either, 50, monkeypatch)
    either.told(blast, "delivered")
    waiting = [person for person in people if person.number not in either.book()]
    for person in waiting[:8]:
        either.house.text("STOP", phone=person.number)
    assert watching.may_send(either.house.bot, blast)


def test_another_blasts_bad_news_is_not_held_against_it(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    either.crowd(60, spanish=False)
    first, _ = half(either, 30, monkeypatch)
    second = either.expanded(texts={"en": "{org.name}: vote! STOP", "es": "{org.name}: ¡vote! ALTO"})
    either.pump(second, until=lambda: either.taken >= 45)
    either.told(first, "undelivered", 30007, most=6)
    assert either.state(first) == "paused"
    assert either.state(second) == "running"


def test_a_running_pump_notices(
    build_house: BuildHouse, sqlite_url: str, unpaced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the real door: the carrier filters one text in five while the pump sends."""
    monkeypatch.setattr(pumps, "SUB_SLICE", 5)
    monkeypatch.setattr(pumps, "WATCH_SECONDS", 0.05)
    with Scene.over(build_house(sqlite_url, outreach_bot=unpaced, open_door=True)) as scene:
        people = scene.crowd(600, spanish=False)
        scene.behave(
            callbacks_off=False, sent_after_ms=1, delivered_after_ms=1, undelivered_rate=0.2, undelivered_code=30007,
            latency_ms=60,
        )  # fmt: skip
        blast = scene.expanded()
        pumping = scene.pump_beside(blast)
        eventually(lambda: scene.house.work() or scene.state(blast) == "paused", lambda: scene.status(blast))
        pumping.join()
        assert 0 < len(scene.book()) < len(people)
