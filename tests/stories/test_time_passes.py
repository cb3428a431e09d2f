"""Conversations end, are offered again, and are finished on the flow they began with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from outreach_bot.jobs import clock as clock_process
from outreach_bot.services import upkeep
from outreach_bot.storage.ids import new_id
from tests.house_under_test import LUIS, ROOT, ROSA, BuildHouse, House


def test_after_a_long_silence_the_old_conversation_is_offered_not_forced(either: House) -> None:
    either.text("VOTE")
    either.clock.go(hours=13)
    says = either.text("good morning everybody").says
    assert "We were in the middle of this: Voting in a primary. Go on?" in says
    assert "How will you vote?" in either.text("1").says
    assert "What time will you go?" in either.text("on voting day").says


def test_who_does_not_want_to_go_on_starts_anew(house: House) -> None:
    house.text("VOTE")
    house.clock.go(hours=13)
    house.text("good morning everybody")
    assert "we'll leave it there" in house.text("no").says
    assert not house.rows("conversations")[0]["open"]


def test_an_answer_that_fits_is_taken_also_after_a_long_silence(house: House) -> None:
    house.text("VOTE")
    house.clock.go(hours=13)
    assert "What time will you go?" in house.text("on voting day").says


def test_a_conversation_older_than_a_month_is_over(house: House) -> None:
    house.text("VOTE")
    house.clock.go(days=31)
    assert "automated line" in house.text("good morning everybody").says


def test_a_private_conversation_expires_silently(either: House) -> None:
    either.texts("SALARIOS", "1", "1")
    sent = len(either.rows("messages"))
    either.clock.go(hours=3, minutes=59)
    assert upkeep.fire_timers(either.bot) == 0
    assert either.rows("conversations")[0]["open"]
    either.clock.go(minutes=2)
    assert upkeep.fire_timers(either.bot) == 1
    (conversation,) = either.rows("conversations")
    assert (conversation["open"], conversation["private"], conversation["flow"]) == (False, False, None)
    either.work()
    assert len(either.rows("messages")) == sent
    assert either.carried() == []
    assert "¿Como cuántas horas" not in either.text("20").says
    assert upkeep.fire_timers(either.bot) == 0


def test_the_clock_process_fires_the_timers_and_asks_for_upkeep(either: House) -> None:
    either.text("SALARIOS")
    either.clock.go(hours=5)
    tidied = clock_process.tick(either.bot, "one", None)
    assert tidied == either.clock.now()
    assert not either.rows("conversations")[0]["open"]
    assert either.bot.queue.waiting()["upkeep"] == 1
    assert clock_process.tick(either.bot, "another", None) is None  # the first one holds the lease
    assert either.bot.queue.waiting()["upkeep"] == 1


def test_every_answer_moves_the_end_further_away(house: House) -> None:
    house.text("SALARIOS")
    for _ in range(3):
        house.clock.go(hours=3)
        house.text("REPETIR")
    assert upkeep.fire_timers(house.bot) == 0
    assert house.rows("conversations")[0]["open"]
    assert len(house.rows("timers")) == 1


def test_a_timer_of_a_turn_that_has_passed_means_nothing(either: House) -> None:
    either.texts("SALARIOS", "1")
    (conversation,) = either.rows("conversations")
    now = either.clock.now()
    either.put("timers", id=new_id(now), kind="expire", subject_id=conversation["id"], turn=1, due_at=now, done_at=None)
    assert upkeep.fire_timers(either.bot) == 1
    assert either.rows("conversations")[0] == conversation
    assert "por una hora?" in either.text("1").says


def test_the_end_of_a_private_conversation_takes_its_timer_along(house: House) -> None:
    house.texts("WAGES", "2", "no")
    assert not house.rows("conversations")[0]["open"]
    assert house.rows("timers") == []


def test_a_timer_of_somebody_who_was_forgotten_is_harmless(house: House) -> None:
    house.text("SALARIOS")
    (conversation,) = house.rows("conversations")
    house.text("BORRAR")
    now = house.clock.now()
    house.put("timers", id=new_id(now), kind="expire", subject_id=conversation["id"], turn=1, due_at=now, done_at=None)
    assert upkeep.fire_timers(house.bot) == 1


@pytest.fixture
def newer_flows(tmp_path: Path) -> Path:
    """The flows of the next release: the third pledge is no longer offered, nor a third number named."""
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    pledge = flows / "equality" / "pledge.yaml"
    lines = pledge.read_text().splitlines(keepends=True)
    naming_it = ("value: action", "reply 1, 2 or 3", "1, 2 or 3, please", "Reply 1, 2 or 3")
    kept = [line for line in lines if not any(words in line for words in naming_it)]
    assert len(kept) == len(lines) - 4
    pledge.write_text("".join(kept).replace("    retry:\n    timeout", "    timeout"))
    return flows


def test_who_is_in_the_middle_of_a_flow_finishes_on_the_one_they_began(
    build_house: BuildHouse, database_url: str, newer_flows: Path
) -> None:
    before = build_house(database_url)
    assert "3 Come to an action" in before.text("PLEDGE", ROSA).says
    after = build_house(database_url, flows=newer_flows)
    assert "Come to an action" not in after.text("PLEDGE", LUIS).says
    assert "Sorry, we didn't understand that." in after.text("3", LUIS).says
    assert "3 Come to an action" in after.text("REPEAT", ROSA).says
    assert "What first name may we greet you with?" in after.text("3", ROSA).says
    restarted = build_house(database_url, flows=newer_flows)
    assert "Rosa, your pledge is saved" in restarted.text("Rosa", ROSA).says
    version = before.bot.book.flows["equality/pledge"].version
    assert {row["flow_version"] for row in restarted.rows("answers")} == {version}
    assert "Come to an action" not in restarted.text("PLEDGE", ROSA).says
