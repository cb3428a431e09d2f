"""A reply travels in the webhook's answer. When no receipt comes it is looked up at the carrier, and only then sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import pytest
import requests

from outreach_bot.channels.base import Receipt
from outreach_bot.services import receipts, upkeep
from tests import servers
from tests.house_under_test import LUIS, ROSA, STAFF, BuildHouse, House


def behave(house: House, **knobs: object) -> None:
    requests.post(f"{house.carrier.url}/simulator/behave", json=knobs, timeout=10).raise_for_status()


@dataclass
class OnThePhone:
    """A person texts by the carrier, which calls the bot's real door."""

    house: House

    def text(self, body: str) -> str:
        """The words of the reply, as the carrier read them from the webhook's answer."""
        wanted = {"from": ROSA, "body": body}
        told = requests.post(f"{self.house.carrier.url}/simulator/text", json=wanted, timeout=20).json()
        assert told["error"] is None, told
        return " ".join(reply["body"] for reply in told["replies"])


@pytest.fixture
def phone(build_house: BuildHouse, sqlite_url: str) -> OnThePhone:
    return OnThePhone(build_house(sqlite_url, open_door=True))


def test_nothing_is_asked_before_two_minutes(either: House) -> None:
    reply = either.text("JOIN")
    either.clock.go(minutes=1, seconds=50)
    either.tidy()
    assert either.carried() == []
    assert either.status_of(reply.message_id) == "answered"


@pytest.mark.parametrize("body", ["JOIN", "SALARIOS", "ALTO"])
def test_a_reply_that_the_carrier_does_not_list_is_sent_once(either: House, body: str) -> None:
    reply = either.text(body)
    either.clock.go(minutes=3)
    either.tidy()
    assert either.carried() == [reply.says]
    for _ in range(3):
        either.clock.go(minutes=3)
        either.tidy()
    assert either.carried() == [reply.says]
    (row,) = either.rows("messages", id=reply.message_id)
    assert row["provider_sid"].startswith("SM")
    assert row["status"] in {"queued", "sent", "delivered"}


def test_a_reply_that_the_carrier_lists_is_adopted_and_not_sent(phone: OnThePhone) -> None:
    house = phone.house
    behave(house, callbacks_off=True)
    says = phone.text("JOIN")
    assert "automated line" in says
    (row,) = house.rows("messages", direction="out")
    assert (row["status"], row["provider_sid"]) == ("answered", None)
    house.clock.go(minutes=3)
    house.tidy()
    house.clock.go(minutes=3)
    house.tidy()
    assert house.carried() == [says]
    (row,) = house.rows("messages", direction="out")
    assert row["provider_sid"].startswith("SM")
    assert row["status"] in {"queued", "sent", "delivered"}


def test_the_same_words_twice_are_two_texts_and_one_of_them_is_missing(phone: OnThePhone) -> None:
    """Each text that the carrier lists belongs to one row: the one it never got is sent."""
    house = phone.house
    behave(house, callbacks_off=True)
    says = phone.text("MENU")
    assert house.text("menu").says == says  # its answer never reached the carrier
    house.clock.go(minutes=3)
    house.tidy()
    house.clock.go(minutes=3)
    house.tidy()
    assert house.carried() == [says, says]
    assert len({row["provider_sid"] for row in house.rows("messages", direction="out")}) == 2


def test_a_receipt_that_came_makes_the_look_up_needless(either: House) -> None:
    reply = either.text("JOIN")
    either.receipt(reply.message_id, "sent", "SM" + "1" * 32)
    either.work()
    either.clock.go(minutes=3)
    either.tidy()
    assert either.carried() == []
    assert either.status_of(reply.message_id) == "sent"


def test_while_the_carrier_cannot_be_asked_nothing_is_sent(build_house: BuildHouse, database_url: str) -> None:
    cut_off = build_house(database_url, twilio_api_base_url=f"http://127.0.0.1:{servers.free_port()}")
    reply = cut_off.text("JOIN")
    for _ in range(3):
        cut_off.clock.go(minutes=3)
        cut_off.tidy()
    assert cut_off.carried() == []
    assert cut_off.status_of(reply.message_id) == "answered"

    back = build_house(database_url)
    back.tidy()
    assert back.carried() == [reply.says]


def test_who_has_opted_out_meanwhile_gets_no_late_reply(either: House) -> None:
    late = either.text("JOIN")
    either.text("STOP")
    either.clock.go(minutes=3)
    either.tidy()
    assert either.carried() == []
    assert either.status_of(late.message_id) == "suppressed"


def test_a_receipt_between_the_look_up_and_the_sending_is_in_time(either: House) -> None:
    heard_of, lost = either.text("JOIN"), either.text("VOTE", LUIS)
    either.clock.go(minutes=3)
    asyncio.run(upkeep.look_up(either.bot))  # the carrier lists neither: a job is to send both
    receipts.record(either.bot, [Receipt(heard_of.message_id, "SM" + "1" * 32, "delivered")], "webhook")
    either.work()
    assert either.carried() == []
    assert either.status_of(heard_of.message_id) == "delivered"
    assert either.carried(LUIS) == [lost.says]


@pytest.mark.parametrize("fault", ["accept_then_500", "accept_no_answer"])
def test_a_text_that_the_carrier_took_without_saying_so_is_not_sent_twice(either: House, fault: str) -> None:
    behave(either, **{fault: True, "fault_limit": 1})
    either.text("PERSON")
    either.work()
    (alert,) = either.carried(STAFF)
    (row,) = either.rows("messages", purpose="alert")
    assert row["status"] == "attempted"
    for _ in range(3):
        either.clock.go(minutes=3)
        either.tidy()
    assert either.carried(STAFF) == [alert]
    (row,) = either.rows("messages", purpose="alert")
    assert row["provider_sid"].startswith("SM")


def test_a_carrier_that_is_too_busy_is_asked_again(either: House) -> None:
    behave(either, fail_429_rate=1, fault_limit=2)
    either.text("PERSON")
    either.work()
    assert either.carried(STAFF) == []
    for _ in range(4):
        either.clock.go(minutes=1)
        either.tidy()
    assert len(either.carried(STAFF)) == 1


def test_a_5xx_that_took_nothing_is_looked_up_and_in_the_end_reported_not_repeated(either: House) -> None:
    """Nobody can tell it from one that took the text: a second copy to a person is the worse mistake."""
    behave(either, fail_5xx_rate=1, fault_limit=1)
    either.text("PERSON")
    for _ in range(4):
        either.clock.go(minutes=3)
        either.tidy()
    (row,) = either.rows("messages", purpose="alert")
    assert row["status"] == "unclear"
    assert either.carried(STAFF) == []


def test_an_alert_whose_job_was_lost_is_found_in_the_rows(either: House) -> None:
    either.text("PERSON")
    either.redis.flushdb()
    either.tidy()
    assert either.carried(STAFF) == []  # its job could still come
    either.clock.go(seconds=20)
    either.tidy()
    assert len(either.carried(STAFF)) == 1
    either.clock.go(minutes=1)
    either.tidy()
    assert len(either.carried(STAFF)) == 1
