"""Twilio could not reach us: what people wrote stands in its list, is heard once, and answered while that fits."""

from __future__ import annotations

import pytest

from outreach_bot.services import upkeep
from outreach_bot.simulator import inbound
from tests import servers
from tests.house_under_test import LUIS, OWN, ROSA, STAFF, BuildHouse, House


def missed(house: House, body: str, phone: str = ROSA) -> str:
    """A text that the carrier took and could not bring to us; its id."""
    message, _ = inbound.take(house.carrier.carrier, phone, body)
    return message.sid


def heard(house: House, body: str, phone: str = ROSA) -> None:
    """A text that came as texts come, and whose answer arrived."""
    answer = house.text(body, phone)
    if not answer.silent:
        house.receipt(answer.message_id, "delivered", f"SM{answer.message_id}")
        house.work()


def look(house: House, **later: float) -> None:
    """Some time later upkeep looks through the list, and what comes of it is sent."""
    house.clock.go(**(later or {"minutes": 3}))
    house.tidy()
    house.work()


def late_tickets(house: House) -> list[dict[str, object]]:
    return house.rows("tickets", reason="late")


@pytest.fixture
def watched(either: House) -> House:
    """One that has looked before: it knows how far."""
    either.tidy()
    return either


def test_a_text_that_was_missed_is_answered_once(watched: House) -> None:
    sid = missed(watched, "JOIN")
    look(watched)
    (says,) = watched.carried()
    assert "automated line" in says
    for _ in range(3):
        look(watched)
    assert watched.carried() == [says]
    assert late_tickets(watched) == []
    assert watched.text("JOIN", sid=sid).silent, "should Twilio bring it after all, it is answered already"
    assert watched.text("1").says != says, "the conversation goes on"
    (row,) = watched.rows("messages", provider_sid=sid)
    assert row["created_at"] < watched.clock.now()


def test_what_we_heard_is_not_heard_again(watched: House) -> None:
    message, _ = inbound.take(watched.carrier.carrier, ROSA, "JOIN")
    watched.text("JOIN", sid=message.sid)
    before = len(watched.rows("messages", direction="in"))
    look(watched)
    assert len(watched.rows("messages", direction="in")) == before == 1


def test_a_text_that_may_still_be_on_its_way_is_left_alone(watched: House) -> None:
    watched.clock.go(minutes=5)
    missed(watched, "JOIN")
    look(watched, minutes=1)
    assert watched.rows("messages") == []
    look(watched, minutes=2)
    assert len(watched.carried()) == 1


def test_texts_from_before_this_system_ran_are_not_ours_to_answer(either: House) -> None:
    missed(either, "JOIN")
    either.clock.go(days=3)
    either.tidy()
    look(either)
    assert either.rows("messages") == []


@pytest.mark.parametrize("body", ["Stop. Thank you", "ya no me manden mensajes", "ALTO"])
def test_an_opt_out_that_was_missed_is_carried_out_and_confirmed(watched: House, body: str) -> None:
    missed(watched, body)
    look(watched)
    (address,) = watched.rows("addresses")
    assert address["opted_out_at"] == watched.clock.now()
    assert len(watched.carried()) == 1


@pytest.mark.parametrize("hours", [1, 30])
def test_a_late_opt_out_is_carried_out_without_another_text(watched: House, hours: int) -> None:
    missed(watched, "Stop. Thank you")
    look(watched, hours=hours)
    (address,) = watched.rows("addresses")
    assert address["opted_out_at"] is not None
    assert watched.carried() == []
    assert late_tickets(watched) == []


@pytest.mark.parametrize("hours", [1, 30])
def test_a_late_wish_to_be_erased_is_carried_out(watched: House, hours: int) -> None:
    watched.texts("JOIN", "1", "Rosalinda")
    watched.clock.go(minutes=1)
    missed(watched, "delete all my data")
    look(watched, hours=hours)
    assert not watched.rows("members")[0]["name_sealed"]
    assert watched.rows("conversations") == late_tickets(watched) == []


def test_who_said_late_that_they_are_young_is(watched: House) -> None:
    watched.texts("JOIN", "1", "Rosalinda")
    watched.clock.go(minutes=1)
    missed(watched, "tengo 14 años")
    look(watched, hours=30)
    (member,) = watched.rows("members")
    assert member["young"] and not member["name_sealed"]
    assert [row["queue"] for row in watched.rows("tickets")] == ["youth"]


PRIVATE = ("1", "1", "20", "40", "no", "July 15", "July 6")


@pytest.mark.parametrize("live", [("WAGES", "1"), ()], ids=["began before", "all of it missed"])
def test_answers_to_a_private_talk_are_not_kept_however_late(watched: House, live: tuple[str, ...]) -> None:
    watched.texts("hello there", *live)
    watched.clock.go(minutes=1)
    for body in ("WAGES", *PRIVATE)[2 * bool(live) :]:
        missed(watched, body)
        watched.clock.go(minutes=1)
    watched.clock.go(hours=13)
    upkeep.fire_timers(watched.bot)
    look(watched)
    kept = [row for row in watched.rows("messages", direction="in") if row["sealed"]]
    assert len(kept) == 1, "hello there"
    (ticket,) = late_tickets(watched)
    assert ticket["private"]
    assert "July" not in watched.outreach("inbox", "show", str(ticket["id"]))


def test_who_came_back_meanwhile_is_not_opted_out_by_an_older_text(watched: House) -> None:
    heard(watched, "ALTO")
    watched.clock.go(minutes=1)
    missed(watched, "take me off your list please")
    watched.clock.go(minutes=1)
    heard(watched, "START")
    look(watched)
    assert [row["opted_out_at"] for row in watched.rows("addresses")] == [None]


def test_who_left_meanwhile_is_not_brought_back_by_an_older_text(watched: House) -> None:
    heard(watched, "ALTO")
    watched.clock.go(minutes=1)
    missed(watched, "START")
    watched.clock.go(minutes=1)
    heard(watched, "ALTO")
    look(watched)
    assert watched.rows("addresses")[0]["opted_out_at"] is not None
    assert len(late_tickets(watched)) == 1, "a person of ours looks which of the two they mean"


def test_what_is_too_old_goes_to_a_person_and_staff_are_told_once(watched: House) -> None:
    missed(watched, "JOIN")
    missed(watched, "VOTAR", LUIS)
    look(watched, hours=24, minutes=30)
    assert watched.carried() == watched.carried(LUIS) == []
    assert [ticket["queue"] for ticket in late_tickets(watched)] == ["general", "general"]
    assert len(watched.carried(STAFF)) == 1
    assert "would come too late" in watched.outreach("inbox", "list")
    assert "JOIN" in watched.outreach("inbox", "show", "1")


def test_at_night_an_answer_to_an_hour_old_text_waits_for_a_person(watched: House) -> None:
    watched.clock.go(hours=10)  # eight in the evening
    look(watched, minutes=30)
    missed(watched, "JOIN")
    look(watched, hours=1)
    assert watched.carried() == []
    assert len(late_tickets(watched)) == 1


def test_at_night_a_text_of_just_now_is_answered(watched: House) -> None:
    watched.clock.go(hours=11)
    watched.tidy()
    missed(watched, "JOIN")
    look(watched)
    assert len(watched.carried()) == 1


def test_a_text_is_no_answer_to_what_was_asked_after_it(watched: House) -> None:
    """Else "si", written to the text before, would be a consent to words that were never shown."""
    missed(watched, "JOIN")
    watched.clock.go(minutes=1)
    missed(watched, "si porfa")
    look(watched, minutes=4)
    assert len(watched.carried()) == 1
    assert watched.rows("consents") == []
    assert len(late_tickets(watched)) == 1


def test_who_repeats_the_missed_words_needs_no_person(watched: House) -> None:
    missed(watched, "VOTE")
    watched.clock.go(minutes=1)
    heard(watched, "VOTE")
    look(watched)
    assert watched.carried() == []
    assert late_tickets(watched) == []


def test_danger_reaches_staff_however_late(watched: House) -> None:
    missed(watched, "ICE is at my door, please help")
    look(watched, hours=20)
    (ticket,) = watched.rows("tickets")
    assert (ticket["queue"], ticket["reason"]) == ("urgent", "danger")
    assert "URGENT" in watched.carried(STAFF)[0]
    assert watched.carried() == []


def test_who_said_stop_and_is_in_danger_is_answered_by_a_call_too(watched: House) -> None:
    heard(watched, "ALTO")
    watched.clock.go(minutes=1)
    missed(watched, "ICE is at my door, please help")
    look(watched)
    assert len(watched.carried()) == 1


def test_a_number_of_ours_is_known_from_the_texts_that_came_to_it(watched: House) -> None:
    rosa = f"whatsapp:{ROSA}"
    watched.text("hola", rosa)
    look(watched)
    missed(watched, "VOTAR", rosa)
    look(watched)
    (_, row) = watched.rows("messages", direction="in")
    assert (row["channel"], row["sender"]) == ("whatsapp", f"whatsapp:{OWN}")


def test_while_the_carrier_cannot_be_asked_nothing_is_forgotten(build_house: BuildHouse, database_url: str) -> None:
    house = build_house(database_url)
    house.tidy()
    missed(house, "JOIN")
    cut_off = build_house(database_url, twilio_api_base_url=f"http://127.0.0.1:{servers.free_port()}")
    look(cut_off, hours=3)
    look(build_house(database_url), minutes=1)
    assert len(house.carried()) == 1
