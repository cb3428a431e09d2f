"""Everybody is answered in their language, and a text is whole in one language or not said in it at all."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import update

from outreach_bot.flowfiles.catalog import Catalog
from outreach_bot.storage.tables import members
from tests.house_under_test import LUIS, House

ENGLISH = "For English, reply ENGLISH."
SPANISH = "Para español, responda ESPAÑOL."


def language(house: House) -> str:
    (member,) = house.rows("members")
    return str(member["language"])


@pytest.mark.parametrize(
    ("body", "spoken"),
    [("SALARIOS", "es"), ("WAGES", "en"), ("kiero votar", "es"), ("how do i vote", "en"), ("hola", "es"),
     ("hello", "en"), ("mi patron no me paga", "es"), ("my boss didnt pay me", "en"), ("AYUDA", "es"), ("asdf", "None"),
     ("👍", "None")],
)  # fmt: skip
def test_first_contact_is_answered_in_the_language_of_the_text(house: House, body: str, spoken: str) -> None:
    says = house.text(body).says
    assert language(house) == spoken
    assert says
    assert SPANISH not in says
    assert ENGLISH not in says


@pytest.mark.parametrize("words", ["español", "ESPAÑOL", "espanol por favor", "en español"])
def test_switching_to_spanish_asks_the_open_question_again(house: House, words: str) -> None:
    house.texts("WAGES", "1")
    says = house.text(words).says
    assert says.startswith("Listo, le escribimos en español.")
    assert "¿Cómo le pagan?\n1 Por hora" in says
    assert language(house) == "es"
    assert "por una hora?" in house.text("1").says


@pytest.mark.parametrize("words", ["english", "in English please", "ENGLISH"])
def test_switching_to_english(house: House, words: str) -> None:
    house.texts("SALARIOS", "1")
    says = house.text(words).says
    assert says.startswith("OK, we'll write in English.")
    assert "How are you paid?\n1 By the hour" in says
    assert language(house) == "en"


def test_a_switch_is_offered_once_in_the_other_language(house: House) -> None:
    house.text("JOIN")
    assert SPANISH in house.text("no entiendo nada de lo que dice").says
    assert SPANISH not in house.text("que es esto por favor digame").says
    assert language(house) == "en"
    house.text("UNIRME", LUIS)
    assert ENGLISH in house.text("i really dont know what you want from me", LUIS).says


def test_answers_and_names_of_topics_are_understood_in_both_languages(house: House) -> None:
    house.text("WAGES")
    assert "How are you paid?" in house.text("limpieza").says
    assert "for one hour" in house.text("por hora").says


def test_a_text_that_lacks_one_translation_is_said_whole_in_the_source_language(house: House) -> None:
    """Not half and half: the notice and the other options are translated, one option is not."""
    tips = ("rights/unpaid_wages/ask_kind/options/tipped/label", "Tips")
    without = {key: entry for key, entry in house.bot.catalog.translations["es"].items() if key != tips}
    assert len(without) == len(house.bot.catalog.translations["es"]) - 1
    house.bot.files.catalog = Catalog(house.bot.catalog.source, {"es": without}, house.bot.catalog.unconfirmed)
    says = house.text("SALARIOS").says
    assert says.startswith("General information, not legal advice.")
    assert "What is your work?\n1 Shop, factory, office, building, kitchen, cleaning\n2 I live where I work" in says
    assert language(house) == "es"
    (reply,) = house.rows("messages", direction="out")
    assert reply["language"] == "en"
    assert house.text("1").says.startswith("¿Cómo le pagan?\n1 Por hora")


def test_who_agrees_to_words_in_the_source_language_has_agreed_to_those(house: House) -> None:
    without = {key: entry for key, entry in house.bot.catalog.translations["es"].items() if "ask_join" not in key[0]}
    house.bot.files.catalog = Catalog(house.bot.catalog.source, {"es": without}, house.bot.catalog.unconfirmed)
    shown = house.text("UNIRME").says
    assert shown.startswith("CT Working Families: want texts")
    house.text("sí")
    (consent,) = house.rows("consents")
    assert (consent["language"], consent["wording_hash"]) == ("en", hashlib.sha256(shown.encode()).hexdigest())


def test_an_answer_that_tells_a_language_was_given_to_words_in_the_one_before(house: House) -> None:
    """As when a blast asks people of whom no list told us the language."""
    shown = house.text("JOIN").says
    with house.bot.database.transaction() as connection:
        connection.execute(update(members).values(language=None))
    house.text("sí, claro")
    assert language(house) == "es"
    (consent,) = house.rows("consents")
    assert (consent["language"], consent["wording_hash"]) == ("en", hashlib.sha256(shown.encode()).hexdigest())


@pytest.mark.parametrize(
    ("texts", "answer"),
    [(("preciso de ajuda, meu patrão não pagou", "obrigado", "meu patrão não pagou nada"), "Obrigado"),
     (("mwen bezwen èd, patwon mwen pa peye mwen", "mwen bezwen èd"), "Mèsi")],
)  # fmt: skip
def test_who_writes_on_in_another_language_has_one_ticket(house: House, texts: tuple[str, ...], answer: str) -> None:
    for text in texts:
        assert house.text(text).says.startswith(answer)
    assert [(ticket["queue"], ticket["reason"]) for ticket in house.rows("tickets")] == [("languages", "language")]


def test_a_stale_translation_is_not_said(house: House) -> None:
    stale = {
        key: replace(entry, fuzzy=True) if key[0] == "bot/say/catch_all" else entry
        for key, entry in house.bot.catalog.translations["es"].items()
    }
    house.bot.files.catalog = Catalog(house.bot.catalog.source, {"es": stale}, house.bot.catalog.unconfirmed)
    assert "automated line" in house.text("hola").says


@pytest.mark.parametrize("word", ["propinas", "SALIR", "quitenme", "no molesten", "me violaron", "eliminar", "abogado"])
def test_one_spanish_word_is_enough_for_a_spanish_answer(house: House, word: str) -> None:
    assert ENGLISH not in (says := house.text(word).says) and SPANISH not in says
    assert language(house) == "es"


@pytest.mark.parametrize("text", ["Krzysztof", "asdf", "John", "potrzebuje pomocy", "eu quero ajuda"])
def test_what_is_neither_is_not_taken_for_spanish(house: House, text: str) -> None:
    house.text(text)
    assert language(house) == "None"


def test_overtime_in_spanish_is_no_portuguese(house: House) -> None:
    assert "Obrigado" not in house.text("horas extras").says
