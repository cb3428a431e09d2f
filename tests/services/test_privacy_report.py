"""Things are forgotten on time, and the report proves it: what is held, what is due, what the next run erases."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from outreach_bot.storage import answers
from tests.house_under_test import ROSA, House


def kept(house: House) -> dict[str, dict[str, Any]]:
    """Kind → its line of `outreach privacy report --json`."""
    told = json.loads(house.outreach("privacy", "report", "--json"))
    return {kind["what"]: kind for kind in told["kept"]}


def test_bodies_are_gone_after_ninety_days(either: House) -> None:
    either.texts("hello there", "how are you")
    either.clock.go(days=90, minutes=-1)
    line = kept(either)["bodies"]
    assert (line["held"], line["due"], line["late"], line["for_ever"]) == (4, 0, 0, 0)
    assert line["oldest"].startswith("2026-11-20T15:00")
    either.clock.go(minutes=2)
    assert kept(either)["bodies"]["due"] == 4
    either.clock.go(hours=2)
    assert "LATE: 4" in either.outreach("privacy", "report")
    either.tidy()
    line = kept(either)["bodies"]
    assert (line["held"], line["oldest"], line["due"]) == (0, None, 0)
    text = either.outreach("privacy", "report")
    assert text.endswith("In time.\n")
    assert "stored replies (kept 2 minutes)" in text and "due none" not in text
    told = json.loads(either.outreach("privacy", "report", "--json"))
    assert told["erased"] == {"2027-02-18": {"bodies": 4, "replays": 2}}


def test_sensitive_answers_are_gone_after_thirty_days_at_the_latest(either: House) -> None:
    either.text("hello there")
    (member,) = either.rows("members")
    with either.bot.database.transaction() as connection:
        for days in (7, 30):
            answers.save(
                connection, either.bot.keys, member_id=member["id"], flow="f", flow_version="1", step="s", name="n",
                kind="choice", value="x", at=either.clock.now(), sensitive=True,
                forget_after=either.clock.now() + timedelta(days=days),
            )  # fmt: skip
    assert kept(either)["sensitive answers"]["held"] == 2
    either.clock.go(days=7)
    either.tidy()
    assert kept(either)["sensitive answers"]["held"] == 1
    either.clock.go(days=23)
    either.tidy()
    assert kept(either)["sensitive answers"]["held"] == 0


def test_a_closed_ticket_forgets_what_it_was_told(either: House) -> None:
    either.texts("WAGES", "1", "1", "20", "40", "2", "July 15", "July 6", "yes")
    ticket = str(either.rows("tickets")[0]["id"])
    either.clock.go(days=60)
    either.tidy()
    assert "hours: 40" in either.outreach("inbox", "show", ticket)  # somebody still has to help
    either.outreach("inbox", "close", ticket)
    either.clock.go(days=29)
    either.tidy()
    assert kept(either)["closed tickets"]["held"] == 1
    either.clock.go(days=1)
    either.tidy()
    assert kept(either)["closed tickets"]["held"] == 0
    assert "hours: 40" not in either.outreach("inbox", "show", ticket)


def test_where_an_abandoned_conversation_stands_is_forgotten_after_a_month(either: House) -> None:
    either.texts("VOTE", "hello")
    assert either.rows("conversations")[0]["open"]
    either.clock.go(days=29)
    either.tidy()
    assert len(either.rows("conversations")) == 1
    either.clock.go(days=1, minutes=1)
    either.tidy()
    assert either.rows("conversations") == []
    assert either.text("hello", ROSA).status == 200


def test_one_that_waits_for_its_reminder_or_a_person_is_not_abandoned(house: House) -> None:
    house.texts("hello", "PERSON")
    house.outreach("inbox", "reply", "1", "Hi, this is Ana.", "--who", "ana")
    house.clock.go(days=40)
    house.tidy()
    assert len(house.rows("conversations")) == 1
