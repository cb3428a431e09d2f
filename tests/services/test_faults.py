"""What breaks inside does not leave a person without an answer, and does not lose or double a text."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from outreach_bot.errors import SettingsError, Stale
from outreach_bot.flowfiles.catalog import Catalog
from outreach_bot.services import sending, upkeep
from tests.house_under_test import LUIS, ROSA, STAFF, BuildHouse, House

APOLOGY = "Sorry, something went wrong on our side."


@pytest.fixture
def broken_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours on one kind of text, as a new flow or a new answer type may bring it."""
    from outreach_bot.conversation import engine

    working = engine.danger

    def danger(body: str) -> Any:
        if "krakatoa" in body:
            raise ZeroDivisionError(body)
        return working(body)

    monkeypatch.setattr(engine, "danger", danger)


@pytest.mark.usefixtures("broken_engine")
def test_a_fault_of_the_program_becomes_an_apology_and_a_ticket(either: House) -> None:
    either.texts("WAGES", "1")
    assert APOLOGY in either.text("krakatoa").says
    (ticket,) = either.rows("tickets")
    assert (ticket["queue"], ticket["reason"]) == ("general", "failed")
    assert not either.rows("conversations")[0]["open"]
    either.work()
    assert len(either.carried(STAFF)) == 1
    told = either.log.getvalue()
    assert "ZeroDivisionError" in told
    assert "krakatoa" not in told
    assert "What can we help with?" in either.text("MENU").says


@pytest.mark.usefixtures("broken_engine")
def test_nobody_who_has_opted_out_or_talks_to_a_person_hears_of_it(house: House) -> None:
    house.texts("JOIN", "ALTO")
    assert house.text("krakatoa").silent
    house.texts("JOIN", "PERSON", phone=LUIS)
    house.outreach("inbox", "reply", "2", "Hello", "--who", "elena")
    assert house.text("krakatoa", LUIS).silent


@pytest.fixture
def broken_wording(house: House) -> House:
    """A translation that writes a sum as a day: no check of ours let it through, but the next may."""
    entries = dict(house.bot.catalog.translations["es"])
    (key,) = [key for key in entries if key[0] == "rights/unpaid_wages/ask_overtime_hours/ask"]
    entries[key] = replace(entries[key], text=entries[key].text.replace("{hours:number}", "{hours:date}"))
    house.bot.files.catalog = Catalog(house.bot.catalog.source, {"es": entries}, house.bot.catalog.unconfirmed)
    return house


def test_what_cannot_be_put_into_words_becomes_an_apology_and_a_ticket(broken_wording: House) -> None:
    house = broken_wording
    house.texts("SALARIOS", "1", "1", "18", "40")
    assert "tuvimos una falla" in house.text("1").says
    assert [(ticket["queue"], ticket["reason"]) for ticket in house.rows("tickets")] == [("general", "failed")]
    assert not house.rows("conversations")[0]["open"]
    assert "a turn could not be put into words" in house.log.getvalue()
    assert "¿En qué le ayudamos?" in house.text("MENU").says


def test_a_channel_that_cannot_be_opened_loses_no_text(build_house: BuildHouse, database_url: str) -> None:
    without_sender = build_house(database_url, twilio_from="")
    without_sender.text("PERSON")
    (alert,) = without_sender.rows("messages", purpose="alert")
    with pytest.raises(SettingsError, match="TWILIO_FROM"):
        asyncio.run(sending.send(without_sender.bot, [alert["id"]]))
    without_sender.work()
    assert without_sender.status_of(alert["id"]) == "waiting"

    mended = build_house(database_url)
    mended.clock.go(minutes=1)
    mended.tidy()
    assert len(mended.carried(STAFF)) == 1


def test_two_workers_with_the_same_job_send_once(either: House) -> None:
    either.text("PERSON")
    (alert,) = either.rows("messages", purpose="alert")

    async def both() -> list[int]:
        return await asyncio.gather(*(sending.send(either.bot, [alert["id"]]) for _ in range(2)))

    assert sorted(asyncio.run(both())) == [0, 1]
    assert len(either.carried(STAFF)) == 1


def test_a_job_for_a_text_that_is_gone_does_nothing(house: House) -> None:
    assert asyncio.run(sending.send(house.bot, ["0" * 32])) == 0
    house.bot.queue.enqueue("send", "0" * 32)
    house.work()
    assert house.redis.zcard("rq:failed:replies") == 0


def test_a_text_that_loses_every_race_is_told_to_the_carrier_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the carrier asks again; half a turn is never kept."""
    from outreach_bot.services import turns

    def always_late(*_: Any, **__: Any) -> None:
        raise Stale("somebody else wrote first")

    with monkeypatch.context() as patch:
        patch.setattr(turns, "save", always_late)
        assert house.text("JOIN", ROSA, sid="SM" + "d" * 32).status >= 500
    assert house.rows("messages") == house.rows("members") == []
    assert "want texts about rights" in house.text("JOIN", ROSA, sid="SM" + "d" * 32).says


def test_erasing_twice_erases_nothing_more(either: House) -> None:
    either.texts("SALARIOS", "1")
    either.clock.go(hours=2)
    assert upkeep.erase(either.bot) > 0
    assert upkeep.erase(either.bot) == 0


def test_bodies_are_forgotten_after_three_months(either: House) -> None:
    either.texts("asdf", "PLEDGE")
    either.clock.go(days=89)
    upkeep.erase(either.bot)
    assert all(row["sealed"] is not None for row in either.rows("messages"))
    either.clock.go(days=2)
    upkeep.erase(either.bot)
    assert all(row["sealed"] is None for row in either.rows("messages"))
