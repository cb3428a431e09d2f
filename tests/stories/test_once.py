"""The carrier repeats webhooks and people send texts at once: each is answered once, and none is lost."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from outreach_bot.conversation.state import Conversation
from outreach_bot.storage import conversations
from tests.house_under_test import LUIS, ROSA, House

SIXTEEN = ["asdf", "qwerty", "zxcv", "hjkl", "uiop", "bnm", "rtyu", "fghj", "vbnm", "wert", "sdfg", "xcvb", "poiu",
           "lkjh", "mnbv", "rewq"]  # fmt: skip


@pytest.mark.parametrize("body", ["SALARIOS", "JOIN", "MENU", "ALTO", "STOP", "PERSON", "asdf", "", "me pegan"])
def test_the_same_text_again_gets_the_same_bytes_and_changes_nothing(either: House, body: str) -> None:
    either.text("hola")
    first = either.text(body)
    either.work()
    before = either.everything()
    for _ in range(3):
        either.clock.go(seconds=20)
        assert either.text(body, sid=first.sid).content == first.content
    assert either.everything() == before
    assert either.bot.queue.waiting() == {"replies": 0, "receipts": 0, "blasts": 0, "upkeep": 0}  # type: ignore[attr-defined]


def test_a_repetition_is_known_by_its_id_alone(house: House) -> None:
    first = house.text("SALARIOS")
    before = house.everything()
    assert house.text("ALTO", sid=first.sid).content == first.content
    assert house.everything() == before


def test_a_repetition_long_after_the_conversation_went_on_still_gets_its_own_reply(house: House) -> None:
    first = house.text("JOIN")
    house.texts("1", "Rosa", "06106")
    assert house.text("JOIN", sid=first.sid).content == first.content


def test_the_copy_of_a_private_reply_is_erased_after_two_minutes(either: House) -> None:
    first = either.text("SALARIOS")
    (row,) = either.rows("messages", direction="in")
    assert row["private"]
    assert row["replay_sealed"] is not None
    assert b"trabaja" not in row["replay_sealed"]
    either.clock.go(seconds=110)
    either.tidy()
    assert either.text("SALARIOS", sid=first.sid).content == first.content
    either.clock.go(seconds=20)
    either.tidy()
    (row,) = either.rows("messages", direction="in")
    assert row["replay_sealed"] is None
    before = either.everything()
    assert either.text("SALARIOS", sid=first.sid).content == b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
    assert either.everything() == before


def test_sixteen_texts_of_one_person_at_once_are_all_answered(either: House) -> None:
    start = Barrier(len(SIXTEEN))

    def send(body: str) -> str:
        start.wait(20)
        return either.text(body).says

    with ThreadPoolExecutor(len(SIXTEEN)) as people:
        said = Counter(people.map(send, SIXTEEN))

    # One after the other they get: the catch-all, the same with an excuse, a person, who gets all that follows.
    one_by_one = Counter(either.text(body, LUIS).says for body in SIXTEEN)
    assert said == one_by_one
    assert sorted(said.values()) == [1, 1, 1, 13]

    conversation = either.rows("conversations")[0]
    assert (conversation["turn"], conversation["version"]) == (16, 16)
    with either.bot.database.reading() as connection:
        stored = conversations.load(connection, either.bot.keys, conversation["address_id"])
    assert stored is not None
    assert Conversation.from_json(stored.state).texts_today == 16
    theirs = either.rows("messages", address_id=conversation["address_id"])
    heard = {row["id"] for row in theirs if row["direction"] == "in"}
    assert len(heard) == 16
    assert {row["reply_to"] for row in theirs if row["direction"] == "out"} == heard
    assert len(either.rows("tickets", address_id=conversation["address_id"])) == 1


def test_answers_at_once_are_taken_one_after_the_other(either: House) -> None:
    """No turn is built on a state that another one has left behind."""
    either.text("PLEDGE")
    start = Barrier(3)

    def send(body: str) -> str:
        start.wait(20)
        return either.text(body).says

    with ThreadPoolExecutor(3) as people:
        said = Counter(people.map(send, ["1", "1", "1"]))  # the pledge, then twice a name that is no name
    either.text("PLEDGE", LUIS)
    assert said == Counter(either.text("1", LUIS).says for _ in range(3))
    assert [row["turn"] for row in either.rows("conversations")] == [4, 4]
    assert [row["name"] for row in either.rows("answers")] == ["pledge", "pledge"]


def test_two_first_texts_at_once_make_one_member(either: House) -> None:
    start = Barrier(2)

    def send(body: str) -> str:
        start.wait(20)
        return either.text(body).says

    with ThreadPoolExecutor(2) as people:
        said = list(people.map(send, ["SALARIOS", "VOTAR"]))
    assert all(said)
    assert len(either.rows("members")) == len(either.rows("addresses")) == 1
    assert either.rows("conversations")[0]["turn"] == 2


def test_the_same_text_twice_at_once_is_heard_once(either: House) -> None:
    start = Barrier(4)
    sid = "SM" + "e" * 32

    def send(_: int) -> bytes:
        start.wait(20)
        return either.text("PERSON", sid=sid).content

    with ThreadPoolExecutor(4) as people:
        said = set(people.map(send, range(4)))
    assert len(said) == 1
    assert len(either.rows("messages", direction="in")) == 1
    assert len(either.rows("tickets")) == 1


def test_two_people_at_once_stay_two_people(either: House) -> None:
    start = Barrier(2)

    def send(phone: str) -> str:
        start.wait(20)
        either.text("JOIN", phone)
        return either.text("1", phone).says

    with ThreadPoolExecutor(2) as people:
        assert all("signed up" in said for said in people.map(send, [ROSA, LUIS]))
    assert len({row["member_id"] for row in either.rows("consents", action="grant")}) == 2
