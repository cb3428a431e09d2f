"""Somebody asks for a person, or is in danger: a ticket, an alert that names nobody, and a bot that keeps silent."""

from __future__ import annotations

import json

import pytest

from tests.house_under_test import LUIS, ROSA, STAFF, House

ALERT = "CT Working Families: new ticket {} ({}). Open the inbox."
URGENT = "CT Working Families: URGENT ticket {}. Somebody may be in danger. Open the inbox now."


@pytest.mark.parametrize(
    ("opening", "word", "says"),
    [
        ("WAGES", "PERSON", "A person from our team will write to you here"),
        ("SALARIOS", "PERSONA", "Una persona de nuestro equipo"),
        ("UNIRME", "kiero ablar con alguien", "Una persona de nuestro equipo"),
        ("JOIN", "talk to a human please", "A person from our team"),
    ],
)  # fmt: skip
def test_who_asks_for_a_person_gets_a_ticket_and_staff_an_alert(
    house: House, opening: str, word: str, says: str
) -> None:
    house.text(opening)
    assert says in house.text(word).says
    (ticket,) = house.rows("tickets")
    assert (ticket["queue"], ticket["reason"], ticket["state"]) == ("general", "asked", "open")
    assert house.carried(STAFF) == []
    house.work()
    assert house.carried(STAFF) == [ALERT.format(1, "general")]
    assert not house.rows("conversations")[0]["open"]


def test_who_asks_in_the_other_language_is_answered_in_it_and_offered_it(house: House) -> None:
    house.texts("JOIN", "1")
    answer = house.text("necesito hablar con alguien").says
    assert "Una persona de nuestro equipo" in answer and "Para español, responda ESPAÑOL" in answer


def test_a_person_reads_answers_and_closes(either: House) -> None:
    either.texts("hola, me llamo Rosa", "PERSONA")
    either.work()
    assert "#1" in either.outreach("inbox", "list")
    shown = either.outreach("inbox", "show", "1")
    assert ROSA in shown
    assert "← hola, me llamo Rosa" in shown

    either.outreach("inbox", "reply", "1", "Buenas tardes, soy Elena. ¿En qué le ayudo?", "--who", "elena")
    either.work()
    assert either.carried() == ["Buenas tardes, soy Elena. ¿En qué le ayudo?"]
    either.clock.go(minutes=1)
    for word in ("Gracias Elena", "SALARIOS", "MENU", "1", "PERSONA"):
        assert either.text(word).silent, word
    assert "← Gracias Elena" in either.outreach("inbox", "show", "1")
    assert "held by elena, 5 new texts" in either.outreach("inbox", "list")
    either.work()
    assert either.carried(STAFF)[1:] == ["CT Working Families: a new text in ticket 1. Open the inbox."]  # once

    assert "held by elena" in either.outreach("inbox", "reply", "1", "Me encargo yo", "--who", "pablo", code=2)
    either.outreach("inbox", "reply", "1", "Le llamo mañana.", "--who", "elena")
    either.work()
    assert either.carried()[1:] == ["Le llamo mañana."]
    assert "(held by elena)" in either.outreach("inbox", "list")
    either.clock.go(minutes=1)
    either.text("Gracias")
    either.work()
    assert len(either.carried(STAFF)) == 3, "they wait for an answer again"

    assert "closed" in either.outreach("inbox", "close", "1")
    assert "already" in either.outreach("inbox", "close", "1")
    assert "No ticket is open" in either.outreach("inbox", "list")
    assert "#1" in either.outreach("inbox", "list", "--all")
    assert "¿En qué trabaja?" in either.text("SALARIOS").says
    assert "is closed" in either.outreach("inbox", "reply", "1", "Una cosa más", "--who", "elena", code=2)


def test_what_is_written_to_a_person_is_kept_although_a_private_question_is_open(house: House) -> None:
    """The text is for the person who holds the conversation: if it were not kept, nobody would ever read it."""
    house.texts("PERSON", "WAGES")
    house.outreach("inbox", "reply", "1", "This is Elena. When can I call you?", "--who", "elena")
    assert house.text("tomorrow after six").silent
    assert "← tomorrow after six" in house.outreach("inbox", "show", "1")


def test_until_somebody_takes_the_ticket_texts_are_passed_on_and_topics_still_work(house: House) -> None:
    house.texts("JOIN", "PERSON")
    assert "We passed your message on" in house.text("it is about the shop on Main St").says
    assert "Main St" in house.outreach("inbox", "show", "1")
    assert "What can we help with?" in house.text("MENU").says
    assert "Not paid, or short" in house.text("1").says
    assert "What is your work?" in house.text("1").says


def test_who_asks_twice_has_one_ticket_and_staff_one_alert(house: House) -> None:
    house.texts("JOIN", "PERSON", "PERSON", "person please")
    house.work()
    assert len(house.rows("tickets")) == 1
    assert len(house.carried(STAFF)) == 1


def test_nobody_answers_who_has_opted_out(either: House) -> None:
    either.texts("JOIN", "PERSON", "STOP")
    assert "opted out" in either.outreach("inbox", "reply", "1", "Hello", "--who", "elena", code=2)
    assert "you can call" in either.outreach("inbox", "show", "1")
    either.work()
    assert either.carried() == []


def test_an_answer_on_its_way_to_who_then_opts_out_is_not_sent(either: House) -> None:
    either.texts("JOIN", "PERSON")
    either.outreach("inbox", "reply", "1", "Hello, this is Elena", "--who", "elena")
    either.text("ALTO")
    either.work()
    assert either.carried() == []
    (row,) = either.rows("messages", purpose="inbox")
    assert row["status"] == "suppressed"


def test_an_answer_must_be_a_text_that_fits(house: House) -> None:
    house.texts("JOIN", "PERSON")
    for text in ("", "   ", "x" * 1601):
        assert "1 to 1600" in house.outreach("inbox", "reply", "1", text, "--who", "elena", code=2)
    assert house.rows("messages", purpose="inbox") == []


def test_a_ticket_that_does_not_exist_is_said_in_a_sentence(house: House) -> None:
    for words in (("show", "7"), ("reply", "7", "Hello"), ("close", "7")):
        assert "there is no ticket 7" in house.outreach("inbox", *words, code=2)


def test_every_inbox_command_speaks_json(house: House) -> None:
    house.texts("JOIN", "PERSON")
    assert json.loads(house.outreach("inbox", "list", "--json"))[0]["id"] == 1
    assert json.loads(house.outreach("inbox", "show", "1", "--json"))["ticket"]["reason"] == "asked"
    assert json.loads(house.outreach("inbox", "reply", "1", "Hello", "--json"))["message"]
    assert json.loads(house.outreach("inbox", "close", "1", "--json")) == {"closed": True}


def test_the_wage_ticket_passes_on_what_the_flow_chose_and_not_the_topic_in_the_clear(either: House) -> None:
    either.texts("WAGES", "1", "1", "20", "40", "no", "July 15", "July 6")
    assert "A person will contact you" in either.text("yes").says
    (ticket,) = either.rows("tickets")
    assert (ticket["queue"], ticket["flow"]) == ("wages", None)
    shown = either.outreach("inbox", "show", "1")
    assert "owed: 800" in shown
    assert "(private, not kept)" in shown
    either.work()
    assert either.carried(STAFF) == [ALERT.format(1, "wages")]


DANGERS = [
    ("ICE is at my door", "You can stay silent"),
    ("la migra está en la puerta", "Puede guardar silencio"),
    ("he hit me and he has a knife", "888-774-2900"),
    ("mi esposo me pega", "888-568-8332"),
    ("my boss took my passport and we cant leave", "888-373-7888"),
    ("el patron me quito el pasaporte y no me deja salir", "888-373-7888"),
    ("i want to kill myself", "988"),
    ("ya no quiero vivir", "988"),
]


@pytest.mark.parametrize(("body", "says"), DANGERS)
def test_danger_is_answered_at_once_and_staff_are_told(house: House, body: str, says: str) -> None:
    assert says in house.text(body).says
    (ticket,) = house.rows("tickets")
    assert (ticket["queue"], ticket["reason"]) == ("urgent", "danger")
    house.work()
    assert house.carried(STAFF) == [URGENT.format(1)]


@pytest.mark.parametrize(("body", "says"), DANGERS[1:4])
def test_danger_is_heard_from_who_has_opted_out(either: House, body: str, says: str) -> None:
    either.texts("JOIN", "ALTO")
    assert says in either.text(body).says
    assert [t["reason"] for t in either.rows("tickets")] == ["danger"]
    assert either.text("MENU").silent
    (address,) = [row for row in either.rows("addresses") if row["member_id"]]
    assert address["opted_out_at"] is not None


@pytest.mark.parametrize(("body", "says"), DANGERS[1:4])
def test_danger_is_answered_while_a_person_holds_the_conversation(house: House, body: str, says: str) -> None:
    house.texts("JOIN", "PERSON")
    house.outreach("inbox", "reply", "1", "Hello", "--who", "elena")
    assert says in house.text(body).says
    assert {t["reason"] for t in house.rows("tickets")} == {"asked", "danger"}
    assert house.text("thank you").silent


@pytest.mark.parametrize("body", ["mi esposo me pega", "ICE is at my door"])
def test_danger_leaves_the_open_question_as_it_was(either: House, body: str) -> None:
    either.texts("SALARIOS", "1", "1")
    either.text(body)
    assert "¿Como cuántas horas" in either.text("20").says
    assert either.rows("answers") == []


def test_danger_speaks_the_language_of_the_text(house: House) -> None:
    house.text("WAGES")
    assert "Puede guardar silencio" in house.text("la migra está aquí").says
    house.text("SALARIOS", LUIS)
    assert "You can stay silent" in house.text("immigration is outside my house", LUIS).says


def test_a_question_about_rights_is_no_danger(house: House) -> None:
    house.text("what if ICE comes to my work")
    house.text("this job is killing me")
    assert house.rows("tickets", reason="danger") == []
