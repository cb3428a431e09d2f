"""What the carrier holds of private texts, pictures and erased people goes: asked for in rows, and asked again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep

import pytest
import requests

from outreach_bot.simulator.message import Message
from outreach_bot.storage import carrier_erasures
from tests.house_under_test import ROSA, BuildHouse, House


@dataclass
class OnThePhone:
    """A person texts by the carrier, which keeps its own copy of everything."""

    house: House

    def text(self, *bodies: str, media: int = 0) -> None:
        for body in bodies:
            wanted = {"from": ROSA, "body": body, "media": media}
            told = requests.post(f"{self.house.carrier.url}/simulator/text", json=wanted, timeout=20).json()
            assert told["error"] is None, told

    def copies(self) -> list[Message]:
        """All texts of this phone, both ways, oldest first."""
        return list(self.house.carrier.carrier.register.phones[ROSA])

    def delivered(self) -> None:
        """Every text of ours has arrived, and the carrier has said so."""
        wait_until(lambda: all(m.status in {"delivered", "received"} for m in self.copies()))
        wait_until(lambda: self.house.bot.receipts.waiting() >= 0 and self._reported())

    def _reported(self) -> bool:
        self.house.work()
        return all(row["status"] == "delivered" for row in self.house.rows("messages", direction="out"))


def wait_until(holds: Callable[[], bool]) -> None:
    """Receipts travel in threads of the carrier; nothing here depends on how long that takes."""
    for _ in range(2000):
        if holds():
            return
        sleep(0.01)
    raise AssertionError("the carrier never said so")


@pytest.fixture
def phone(build_house: BuildHouse, sqlite_url: str) -> OnThePhone:
    return OnThePhone(build_house(sqlite_url, open_door=True))


def test_private_texts_lose_their_words_both_ways(phone: OnThePhone) -> None:
    phone.text("SALARIOS", "limpiesa", "por ora")
    phone.delivered()
    phone.house.tidy()
    phone.house.tidy()
    assert [copy.redacted for copy in phone.copies()] == [True] * 6
    assert phone.house.rows("carrier_erasures") == []


def test_others_keep_them(phone: OnThePhone) -> None:
    phone.text("JOIN", "1")
    phone.delivered()
    phone.house.tidy()
    assert not any(copy.redacted or copy.deleted for copy in phone.copies())


def test_a_picture_is_never_kept_anywhere(phone: OnThePhone) -> None:
    phone.text("mire esta foto", media=2)
    assert [len(copy.media) for copy in phone.copies()] == [2, 0]
    phone.house.tidy()
    assert [len(copy.media) for copy in phone.copies()] == [0, 0]
    assert not phone.copies()[0].redacted


def test_of_who_was_erased_the_carrier_keeps_nothing(phone: OnThePhone) -> None:
    phone.text("JOIN", "1", "Rosalinda")
    phone.delivered()
    phone.text("BORRAR")
    phone.house.tidy()
    assert [copy.deleted for copy in phone.copies()] == [True] * 7 + [False]  # the last: "what you told us is erased"


def test_one_on_its_way_is_tried_again_and_an_outage_loses_none(phone: OnThePhone) -> None:
    house = phone.house
    phone.text("SALARIOS")
    inbound, outbound = phone.copies()
    house.carrier.carrier.move(inbound, "receiving", is_last=True)  # not final: Twilio refuses with 20009
    house.tidy()
    (waits,) = house.rows("carrier_erasures")
    assert (waits["provider_sid"], waits["wish"], waits["tries"]) == (inbound.sid, "redact", 1)
    house.tidy()
    assert house.rows("carrier_erasures") == [waits]  # not before its time

    house.carrier.carrier.move(inbound, "received", is_last=True)
    house.clock.go(minutes=2)
    house.tidy()
    assert inbound.redacted
    assert not outbound.deleted


def test_what_cannot_be_erased_in_a_week_is_shown_to_staff(house: House) -> None:
    house.text("SALARIOS")
    with house.bot.database.transaction() as connection:
        (wish,) = carrier_erasures.due(connection, house.clock.now(), 9)
        for tries in range(carrier_erasures.MOST_TRIES):
            given_up = carrier_erasures.later(
                connection, [carrier_erasures.Erasure(wish.provider_sid, wish.wish, tries)], house.clock.now()
            )
    assert given_up == [wish.provider_sid]
    assert "given up: 1" in house.outreach("privacy", "report")
    assert "NOT in time" in house.outreach("privacy", "report")


def test_a_receipt_for_somebody_who_was_erased_since_has_its_copy_erased_too(house: House) -> None:
    reply = house.text("JOIN")
    house.text("BORRAR")
    house.receipt(reply.message_id, "delivered", "SMlate")
    house.work()
    assert [row["provider_sid"] for row in house.rows("carrier_erasures", wish="redact")] == ["SMlate"]
