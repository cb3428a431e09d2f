"""A private conversation that is over leaves nothing with the person's name on it but a hand-off that was asked for."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import update

from outreach_bot.services import upkeep
from outreach_bot.storage import members
from outreach_bot.storage.tables import metadata
from tests.house_under_test import LUIS, ROSA, House

TO_THE_QUESTION = ("SALARIOS", "limpiesa", "por ora", "20 dolares", "como 40 oras", "no", "15 de julio", "6 de julio")


def rows_with_a_name(house: House) -> dict[str, list[dict[str, object]]]:
    """Table → its rows that name a member or one of their addresses, those that say who somebody is left out."""
    theirs = {row["id"] for row in house.rows("addresses") if row["member_id"]}
    named = {
        name: [row for row in house.rows(name) if row.get("member_id") or row.get("address_id") in theirs]
        for name in metadata.tables.keys() - {"members", "addresses"}
    }
    return {name: rows for name, rows in named.items() if rows}


def settle(house: House) -> None:
    """The carrier has delivered, an hour has passed, and upkeep came by."""
    for row in house.rows("messages", direction="out"):
        house.receipt(row["id"], "delivered", f"SM{row['id']}")
    house.work()
    house.clock.go(hours=1, minutes=1)
    house.tidy()


def test_one_that_is_over_leaves_nothing_with_a_name_on_it(either: House) -> None:
    assert "Guarde pruebas" in either.texts(*TO_THE_QUESTION, "no").says
    settle(either)
    left = rows_with_a_name(either)
    (conversation,) = left.pop("conversations")
    assert left == {}
    assert (conversation["open"], conversation["private"], conversation["flow"]) == (False, False, None)
    assert either.rows("timers") == either.rows("answers") == either.rows("tickets") == []

    bare = either.rows("messages")
    assert len(bare) == len(TO_THE_QUESTION) + 1
    day = either.clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    for row in bare:  # the carrier's id, so that the text is never answered twice, and the day
        assert (row["direction"], row["provider_sid"][:2], row["created_at"]) == ("in", "SM", day)
        assert int(row["id"][:12], 16) == day.timestamp() * 1000
        assert not any(row[name] for name in ("sealed", "replay_sealed", "language", "flow", "sender", "segments"))
    either.clock.go(days=30)
    either.tidy()
    assert either.rows("messages") == []


def test_what_is_left_of_a_text_keeps_it_from_being_answered_again(either: House) -> None:
    first = either.text("SALARIOS")
    either.texts(*TO_THE_QUESTION[1:], "no")
    settle(either)
    before = either.everything()
    assert either.text("SALARIOS", sid=first.sid).silent
    assert either.everything() == before


def test_a_hand_off_that_was_asked_for_is_all_that_stays(either: House) -> None:
    either.texts(*TO_THE_QUESTION, "si")
    settle(either)
    left = rows_with_a_name(either)
    assert set(left) == {"conversations", "tickets"}
    (ticket,) = left["tickets"]
    assert (ticket["queue"], ticket["flow"], ticket["private"]) == ("wages", None, True)
    assert "40" in either.outreach("inbox", "show", str(ticket["id"]))


def test_silence_ends_it_and_leaves_no_timer_that_tells(either: House) -> None:
    either.texts("SALARIOS", "1")
    either.clock.go(hours=4, minutes=1)
    upkeep.fire_timers(either.bot)
    either.clock.go(days=1, minutes=1)
    upkeep.fire_timers(either.bot)
    assert either.rows("timers") == []
    settle(either)
    assert set(rows_with_a_name(either)) == {"conversations"}


def test_a_text_of_ours_that_was_never_reported_goes_after_a_day(house: House) -> None:
    house.text("SALARIOS")
    with house.bot.database.transaction() as connection:
        connection.execute(update(metadata.tables["messages"]).values(status="unclear"))
    house.clock.go(hours=23, minutes=50)
    house.tidy()
    assert len(rows_with_a_name(house)["messages"]) == 1
    house.clock.go(minutes=10)
    house.tidy()
    assert "messages" not in rows_with_a_name(house)


def test_only_the_months_count_is_kept_and_small_numbers_are_not_told(either: House) -> None:
    for number in range(12):
        either.texts("WAGES", "2", "no" if number < 11 else "yes", phone=f"+1203555{1000 + number}")
    told = json.loads(either.outreach("reports", "private", "--json"))
    assert told == [
        {"month": "2026-11", "flow": "rights/unpaid_wages", "started": 12,
         "outcomes": {"informed": 11, "referred": "<10"}}
    ]  # fmt: skip
    assert "rights/unpaid_wages: 12 began; 11 informed, <10 referred" in either.outreach("reports", "private")


def test_other_flows_are_not_counted_there(house: House) -> None:
    house.texts("JOIN", "1")
    assert "No private conversation" in house.outreach("reports", "private")


def test_erasing_finds_every_table_that_names_somebody(either: House) -> None:
    either.texts("JOIN", "1", "Rosalinda", "06106", "PLEDGE", "1", "WAGES", "1", "PERSON")
    either.text("hola", LUIS)
    (member,) = [row for row in either.rows("members") if row["name_sealed"]]
    theirs = [row["id"] for row in either.rows("addresses", member_id=member["id"])]
    with either.bot.database.reading() as connection:
        assert {"answers", "messages", "conversations", "tickets"} <= set(
            members.left_of(connection, member["id"], theirs)
        )
    told = json.loads(either.outreach("members", "forget", ROSA, "--yes", "--json"))
    assert (told["left"], told["erased"]["addresses"], told["disk"]) == ({}, 1, True)
    assert either.rows("conversations", address_id=theirs[0]) == []


@pytest.mark.parametrize("word", ["STOP", "ALTO"])
def test_an_opt_out_in_a_private_flow_is_kept_and_the_flow_is_not(either: House, word: str) -> None:
    either.texts("SALARIOS", "1", word)
    settle(either)
    assert set(rows_with_a_name(either)) == {"conversations"}
    assert either.rows("addresses", opted_out_source="carrier" if word == "STOP" else "text")


def test_two_minutes_after_its_end_nothing_names_anybody(either: House) -> None:
    """Whatever the carrier says last: many never say more than that it is on its way."""
    either.texts(*TO_THE_QUESTION, "no")
    for row in either.rows("messages", direction="out"):
        either.receipt(row["id"], "sent", f"SM{row['id']}")
    either.work()
    either.clock.go(minutes=2)
    either.tidy()
    assert set(rows_with_a_name(either)) == {"conversations"}


def test_words_that_the_carrier_has_taken_are_gone(either: House) -> None:
    answer = either.text("SALARIOS")
    either.receipt(answer.message_id, "queued", "SM" + "b" * 32)
    either.work()
    either.tidy()
    (row,) = either.rows("messages", direction="out")
    assert (row["status"], row["sealed"]) == ("queued", None)


# Answers that come late


def test_an_answer_after_the_silence_is_as_private(either: House) -> None:
    either.texts("WAGES", "1", "1")
    either.clock.go(hours=4, minutes=1)
    upkeep.fire_timers(either.bot)
    for body in ("20 dollars at Joes Diner", "like 40 hours"):
        either.text(body)
    assert {(row["private"], row["sealed"]) for row in either.rows("messages", direction="in")} == {(True, None)}
    assert either.rows("answers") == []
    settle(either)
    assert set(rows_with_a_name(either)) == {"conversations"}


def test_a_day_later_it_is_an_ordinary_text_and_no_timer_is_left(either: House) -> None:
    either.texts("WAGES", "1", "1")
    either.clock.go(hours=4, minutes=1)
    upkeep.fire_timers(either.bot)
    either.clock.go(hours=24, minutes=1)
    upkeep.fire_timers(either.bot)
    assert either.rows("timers") == []
    either.text("hello there")
    assert [row["private"] for row in either.rows("messages", direction="in")][-1] is False


def test_who_talks_about_something_else_is_heard_as_ever(house: House) -> None:
    house.texts("WAGES", "1", "1")
    house.clock.go(hours=4, minutes=1)
    upkeep.fire_timers(house.bot)
    house.texts("JOIN", "1", "Rosalinda")
    since = [row["private"] for row in house.rows("messages", direction="in")][3:]
    assert sorted(since) == [False, False, True], "JOIN itself came while an answer could have"
    house.clock.go(hours=25)
    upkeep.fire_timers(house.bot)
    assert house.rows("conversations")[0]["open"], "no timer of the private talk ends this one"
