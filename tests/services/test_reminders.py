"""Reminders are rows: said once, by day, to who is still silent, also after the clock was away."""

from __future__ import annotations

from outreach_bot.services import upkeep
from tests.house_under_test import ROSA, House

REMINDER = "Still want to make your pledge"


def ask(house: House) -> None:
    """Asked at 10 in the morning in Connecticut, so that the reminder of 20 hours falls into the night."""
    house.text("PLEDGE", ROSA)


def reminders(house: House) -> list[str]:
    upkeep.fire_timers(house.bot)
    house.work()
    return [body for body in house.carried(ROSA) if REMINDER in body]


def test_a_reminder_waits_for_the_morning_and_comes_once(either: House) -> None:
    ask(either)
    either.clock.go(hours=20, minutes=5)  # 6 in the morning
    assert reminders(either) == []
    either.clock.go(hours=3)
    assert len(reminders(either)) == 1
    assert len(reminders(either)) == 1
    (message,) = either.rows("messages", purpose="reminder")
    assert message["reply_to"] is None


def test_who_answered_gets_none(house: House) -> None:
    ask(house)
    house.text("2", ROSA)
    house.clock.go(hours=24)
    assert reminders(house) == []


def test_who_said_stop_gets_none(house: House) -> None:
    ask(house)
    house.text("ALTO", ROSA)
    house.clock.go(hours=24)
    assert reminders(house) == []


def test_a_clock_that_was_away_does_not_text_at_night(house: House) -> None:
    ask(house)
    house.clock.go(hours=35)  # nobody looked for a day and a half; now it is 9 in the evening
    assert reminders(house) == []
    house.clock.go(hours=12)
    assert len(reminders(house)) == 1


def test_after_the_last_reminder_the_conversation_ends_by_itself(house: House) -> None:
    ask(house)
    house.clock.go(hours=24)
    assert len(reminders(house)) == 1
    house.clock.go(days=4)
    upkeep.fire_timers(house.bot)
    assert not house.rows("conversations")[0]["open"]
