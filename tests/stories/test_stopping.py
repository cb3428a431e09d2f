"""Whoever says stop, in whatever words, gets one confirmation and then silence until START."""

from __future__ import annotations

import pytest

from outreach_bot.services import audiences
from tests.house_under_test import LUIS, ROSA, BuildHouse, House

TO_OVERTIME = ("SALARIOS", "1", "1", "20", "10")  # the next question is a yes or no
TO_OVERTIME_ENGLISH = ("WAGES", "1", "1", "20", "10")


@pytest.fixture
def answering(build_house: BuildHouse, sqlite_url: str) -> House:
    """A number whose carrier answers no keywords: STOP and HELP are ours."""
    return build_house(sqlite_url, twilio_answers_keywords=False)


def is_out(house: House) -> bool:
    return any(row["opted_out_at"] is not None for row in house.rows("addresses", channel="sms") if row["member_id"])


def test_salarios_starts_unpaid_wages_in_spanish(either: House) -> None:
    answer = either.text("SALARIOS")
    assert "no son consejo legal" in answer.says
    assert "¿En qué trabaja?" in answer.says
    (member,) = either.rows("members")
    assert member["language"] == "es"
    (conversation,) = either.rows("conversations")
    assert (conversation["open"], conversation["private"]) == (True, True)


@pytest.mark.parametrize("word", ["sí", "si", "Si!", "SI", "sí señor", "claro", "1"])
def test_every_way_of_saying_si_means_yes(house: House, word: str) -> None:
    assert "trabajó más de 40 horas" in house.texts(*TO_OVERTIME).says
    assert "¿cuántas pasaron de 40" in house.text(word).says


@pytest.mark.parametrize("carrier_answers", [True, False])
@pytest.mark.parametrize("word", ["yes", "YES", "Yes!", "yeah"])
def test_yes_is_an_answer_although_the_carrier_counts_it_among_its_keywords(
    build_house: BuildHouse, sqlite_url: str, word: str, carrier_answers: bool
) -> None:
    house = build_house(sqlite_url, twilio_answers_keywords=carrier_answers)
    assert "more than 40 hours" in house.texts(*TO_OVERTIME_ENGLISH).says
    assert "how many were above 40" in house.text(word).says


def test_yes_joins(house: House) -> None:
    house.text("JOIN")
    assert "You're signed up" in house.text("YES").says


def test_alto_in_the_middle_stops_everything_with_one_confirmation_in_spanish(either: House) -> None:
    either.texts(*TO_OVERTIME)
    assert either.rows("timers")
    answer = either.text("ALTO")
    assert answer.says.endswith("Ya no va a recibir mensajes de nuestra parte. Para volver, responda START.")
    assert is_out(either)
    (conversation,) = either.rows("conversations")
    assert not conversation["open"]
    assert either.rows("timers") == []
    (confirmation,) = either.rows("messages", purpose="optout")
    assert confirmation["id"] == answer.message_id
    for word in ("SALARIOS", "sí", "si", "yes", "YES", "1", "ALTO", "STOP", "hola", "MENU", "AYUDA"):
        assert either.text(word).silent, word
    assert is_out(either)
    assert len(either.rows("messages", purpose="optout")) == 1


@pytest.mark.parametrize("carrier_answers", [True, False])
@pytest.mark.parametrize("word", ["yes", "YES", "sí", "Si!", "ok", "1"])
def test_an_ordinary_yes_brings_nobody_back(
    build_house: BuildHouse, sqlite_url: str, word: str, carrier_answers: bool
) -> None:
    house = build_house(sqlite_url, twilio_answers_keywords=carrier_answers)
    house.texts("JOIN", "ALTO")
    assert house.text(word).silent
    assert is_out(house)
    assert [row["action"] for row in house.rows("consents")] == []


@pytest.mark.parametrize("word", ["EMPEZAR", "empezar", "Reanudar", "INICIAR"])
def test_empezar_brings_a_person_back(house: House, word: str) -> None:
    house.texts("SALARIOS", "ALTO")
    assert "Ya puede recibir nuestros mensajes" in house.text(word).says
    assert not is_out(house)
    assert "¿En qué trabaja?" in house.text("SALARIOS").says
    (evidence,) = house.rows("consents")
    assert (evidence["action"], evidence["programme"], evidence["source"]) == ("grant", "messages", "text")


def test_start_is_confirmed_by_us_where_the_carrier_does_not(answering: House) -> None:
    answering.texts("WAGES", "STOP")
    assert "You can get our messages again" in answering.text("START").says
    assert not is_out(answering)


@pytest.mark.parametrize("stop", ["STOP", "ALTO", "ya no me manden nada"])
def test_start_gives_back_what_the_stop_ended_and_nothing_that_was_left_before(house: House, stop: str) -> None:
    house.texts("JOIN", "1")
    assert would_be_texted(house) == 1
    house.text(stop)
    house.clock.go(hours=1)
    house.text("START")
    assert would_be_texted(house) == 1, "they asked for our messages, and these were what they got"
    house.text(stop)
    house.clock.go(hours=1)
    assert would_be_texted(house) == 0
    house.text("START")
    said = [(row["programme"], row["action"]) for row in house.rows("consents")]
    assert said.count(("updates", "grant")) == 3 and said[-2:] == [("messages", "grant"), ("updates", "grant")]


def test_start_of_somebody_who_had_agreed_to_nothing_is_no_consent_to_blasts(house: House) -> None:
    house.texts("hola", "ALTO", "START")
    assert would_be_texted(house) == 0


def would_be_texted(house: House) -> int:
    return audiences.funnel(house.bot, "everyone").will_be_texted


def test_start_is_left_to_the_carrier_that_answers_it(house: House) -> None:
    house.texts("WAGES", "STOP")
    assert house.text("START").silent
    assert not is_out(house)
    assert "What is your work?" in house.text("WAGES").says


@pytest.mark.parametrize("word", ["STOP", "stop", " Stop ", "StopAll", "unsubscribe", "CANCEL", "end", "quit"])
def test_the_carriers_own_words_are_recorded_and_answered_with_silence(house: House, word: str) -> None:
    house.texts("JOIN", "1")
    answer = house.text(word)
    assert answer.content == b'<?xml version="1.0" encoding="UTF-8"?><Response/>'
    (address,) = [row for row in house.rows("addresses") if row["opted_out_at"]]
    assert address["opted_out_source"] == "carrier"
    assert [(row["programme"], row["action"]) for row in house.rows("consents")] == [
        ("updates", "grant"), ("updates", "revoke"),
    ]  # fmt: skip
    assert house.text("WAGES").silent


@pytest.mark.parametrize("word", ["STOP", "stop", "END", "quit", "ALTO", "BAJA", "cancelar"])
def test_where_the_carrier_is_silent_we_confirm_once(answering: House, word: str) -> None:
    answering.texts("JOIN", "1")
    assert "START" in answering.text(word).says
    assert is_out(answering)
    assert answering.text(word).silent
    assert answering.text("STOP").silent
    assert len(answering.rows("messages", purpose="optout")) == 1


def test_stop_in_english_is_confirmed_in_english_and_alto_in_spanish_whatever_was_spoken(answering: House) -> None:
    answering.text("WAGES")
    assert "Ya no va a recibir" in answering.text("ALTO").says
    answering.text("SALARIOS", LUIS)
    assert "You won't get any more" in answering.text("please stop texting me", LUIS).says


@pytest.mark.parametrize(
    "words",
    ["Stop. Thank you", "STOP!!", "please stop texting me", "take me off your list", "lose my number",
     "quítenme de la lista", "QUITENME DE LA LISTA", "ya no me manden mensajes", "no me escriban mas", "Stop 🛑"],
)  # fmt: skip
def test_an_opt_out_that_only_we_understand_is_confirmed_by_us(house: House, words: str) -> None:
    house.text("JOIN")
    assert "START" in house.text(words).says
    assert is_out(house)
    assert house.text(words).silent


@pytest.mark.parametrize(
    "words",
    ["we have to STOP this bill", "alto al robo de salarios", "how do I stop wage theft", "stop the deportations"],
)
def test_a_sentence_that_merely_holds_the_word_stops_nothing(house: House, words: str) -> None:
    assert not house.text(words).silent
    assert not is_out(house)


def test_when_unsure_we_ask_once_and_hear_the_answer(house: House) -> None:
    house.text("WAGES")
    assert "Do you want to stop all messages" in house.text("not interested").says
    assert not is_out(house)
    assert "nothing changes" in house.text("no").says
    house.text("not interested")
    assert "You won't get any more" in house.text("yes").says
    assert is_out(house)


@pytest.mark.parametrize("word", ["HELP", "help", "INFO"])
def test_help_is_the_carriers_or_ours(build_house: BuildHouse, sqlite_url: str, word: str) -> None:
    theirs, ours = build_house(sqlite_url), build_house(sqlite_url, twilio_answers_keywords=False)
    assert theirs.text(word).silent
    assert "860-555-0100" in ours.text(word, LUIS).says


def test_ayuda_is_answered_by_us_in_spanish(house: House) -> None:
    house.text("WAGES")
    says = house.text("AYUDA").says
    assert "860-555-0100" in says
    assert "Responda MENU: temas" in says
    assert "ALTO" in says


def test_stop_by_whatsapp_is_ours_since_the_carrier_answers_none_there(either: House) -> None:
    either.text("SALARIOS", f"whatsapp:{ROSA}")
    assert "START" in either.text("STOP", f"whatsapp:{ROSA}").says
    (address,) = either.rows("addresses")
    assert (address["channel"], address["opted_out_source"]) == ("whatsapp", "text")
    assert either.text("SALARIOS", f"whatsapp:{ROSA}").silent
    assert not either.text("SALARIOS", ROSA).silent  # the same number by SMS is an address of its own


def test_the_carriers_flag_counts_whatever_was_written(house: House) -> None:
    house.text("JOIN")
    assert house.text("ya basta", OptOutType="STOP").silent
    assert is_out(house)


def test_stop_is_obeyed_inside_a_question_that_takes_any_words(house: House) -> None:
    house.texts("JOIN", "1")
    assert "first name" in house.text("REPEAT").says
    assert "Ya no va a recibir" in house.text("alto").says
    (member,) = house.rows("members")
    assert member["name_sealed"] is None
