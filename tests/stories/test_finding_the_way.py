"""MENU, BACK, REPEAT, SKIP; leaving a question and coming back; and what happens when nobody understands anybody."""

from __future__ import annotations

import pytest

from tests.house_under_test import STAFF, House

MENU = "What can we help with?"


def test_menu_lists_the_topics_and_a_number_picks_one(house: House) -> None:
    assert MENU in house.text("MENU").says
    assert "Only U.S. citizens" in house.text("4").says
    assert MENU in house.text("menu").says


@pytest.mark.parametrize("words", ["menú", "Opciones", "TEMAS"])
def test_menu_in_spanish(house: House, words: str) -> None:
    house.text("hola")
    assert "¿En qué le ayudamos?" in house.text(words).says


def test_back_asks_the_question_before_and_forgets_its_answer(house: House) -> None:
    house.texts("WAGES", "1", "1")
    assert "How are you paid?" in house.text("BACK").says
    assert "for one day" in house.text("2").says
    assert "How are you paid?" in house.text("go back").says
    assert "What is your work?" in house.text("BACK").says
    assert "nothing to go back to" in house.text("BACK").says


def test_atras_in_spanish(house: House) -> None:
    house.texts("SALARIOS", "1", "1")
    assert "¿Cómo le pagan?" in house.text("atrás").says


def test_a_private_flow_reads_nothing_back_after_a_while(house: House) -> None:
    house.texts("WAGES", "1", "1")
    house.clock.go(minutes=16)
    says = house.text("BACK").says
    assert "nothing to go back to" in says
    assert "for one hour" in says


def test_repeat_says_the_question_again(house: House) -> None:
    asked = house.texts("WAGES", "1").says
    assert house.text("REPEAT").says == asked
    assert house.text("repita") .says.startswith(asked)


def test_skip_passes_over_what_is_not_needed_and_only_that(house: House) -> None:
    house.texts("JOIN", "1")
    assert "ZIP code" in house.text("SKIP").says
    assert "Thank you! Reply MENU" in house.text("skip").says
    house.text("WAGES")
    says = house.text("SKIP").says
    assert "We need this answer" in says
    assert "What is your work?" in says


def test_a_keyword_in_the_middle_is_a_digression_and_the_bot_comes_back(either: House) -> None:
    either.text("VOTE")
    assert "want texts about rights" in either.text("JOIN").says
    says = either.text("no").says
    assert "we won't add you" in says
    assert "Back to where we were." in says
    assert "How will you vote?" in says
    assert "What time will you go?" in either.text("on voting day").says


def test_a_number_of_the_open_question_is_no_keyword(house: House) -> None:
    house.texts("WAGES", "1")
    assert "for one hour" in house.text("hour").says


def test_a_wish_in_own_words_starts_the_topic(house: House) -> None:
    assert "¿En qué trabaja?" in house.text("mi patron no me a pagado dos semanas").says


@pytest.mark.parametrize(
    ("opening", "nonsense"),
    [("PLEDGE", ("purple", "bananas", "qwerty")), ("MENU", ("purple", "bananas", "qwerty")),
     ("WAGES", ("qwerty", "too much", "ask my boss")), ("SALARIOS", ("mucho", "pos no se", "kien sabe"))],
)  # fmt: skip
def test_three_unreadable_answers_reach_a_person(either: House, opening: str, nonsense: tuple[str, ...]) -> None:
    either.text(opening)
    said = [either.text(word).says for word in nonsense]
    assert len(set(said)) == 3  # never the same text twice in a row
    assert len(either.rows("tickets")) == 1
    either.work()
    assert len(either.carried(STAFF)) == 1
    assert not either.rows("conversations")[0]["open"]


def test_three_texts_that_mean_nothing_reach_a_person(house: House) -> None:
    assert "automated line" in house.text("asdf").says
    assert "automated line" in house.text("qwer").says
    assert "we are not understanding each other" in house.text("zxcv").says
    assert [t["reason"] for t in house.rows("tickets")] == ["lost"]


def test_the_same_text_again_and_again_is_a_machine_and_is_muted_with_one_ticket(either: House) -> None:
    for _ in range(4):
        assert MENU in either.text("MENU").says
    for _ in range(5):
        assert either.text("MENU").silent
    either.work()
    assert [t["reason"] for t in either.rows("tickets")] == ["loop"]
    assert len(either.carried(STAFF)) == 1
    assert "Only U.S. citizens" in either.text("VOTE").says


def test_more_texts_in_a_day_than_a_person_writes_are_muted_until_tomorrow(house: House) -> None:
    words = ["MENU", "BACK", "REPEAT"]
    for number in range(60):
        assert not house.text(words[number % 3]).silent
    assert house.text("MENU").silent
    assert house.text("BACK").silent
    assert [t["reason"] for t in house.rows("tickets")] == ["loop"]
    house.clock.go(days=1)
    assert MENU in house.text("MENU").says


@pytest.mark.parametrize(
    ("body", "says"),
    [("mi esposo me pega", "888-568-8332"), ("ALTO", "Para volver"), ("AYUDA", "860-555-0100"),
     ("por favor ya no me escriban", "Para volver")],
)  # fmt: skip
def test_no_mute_silences_danger_stop_or_help(house: House, body: str, says: str) -> None:
    for _ in range(6):
        house.text("MENU")
    assert house.text("MENU").silent
    assert says in house.text(body).says
