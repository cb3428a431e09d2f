"""The words people say: commands, languages, and faults in the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.conversation.lexicon import COMMANDS, Lexicon, heard, unstretched
from outreach_bot.errors import FlowFault

ROOT = Path(__file__).parents[2]
WORDS: dict[str, dict[str, Any]] = {
    lang: yaml.safe_load((ROOT / f"locales/{lang}/words.yaml").read_text("utf-8")) for lang in ("en", "es")
}
LEXICON = Lexicon.from_words(WORDS)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("english", "language:en"),
        ("In English, please!", "language:en"),
        ("espanol", "language:es"),
        ("Español", "language:es"),
        ("en español por favor", "language:es"),
        ("MENU", "menu"),
        ("menú por favor", "menu"),
        ("atrás", "back"),
        ("go back", "back"),
        ("repita", "repeat"),
        ("skip", "skip"),
        ("saltar", "skip"),
        ("PERSON", "person"),
        ("kiero ablar con alguien", "person"),
        ("can i talk to a person please", "person"),
        ("forget me", "forget_me"),
        ("borren mis datos", "forget_me"),
        ("help", "help"),
        ("ayuda", "help"),
        ("ayuda con mi salario", None),
        ("help me get my wages", None),
        ("i spoke english to my boss", None),
        ("yes", None),
        ("", None),
    ],
)
def test_a_command_is_a_whole_message(text: str, command: str | None) -> None:
    assert LEXICON.command(text) == command


def test_every_language_has_words_for_every_command() -> None:
    for words in WORDS.values():
        assert set(words["commands"]) == set(COMMANDS)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ola mi jefe no me kiere pagar las oras", "es"),
        ("nesesito ayuda", "es"),
        ("Hola", "es"),
        ("Menú", "es"),
        ("menu", None),
        ("no me an pagado en dos semanas", "es"),
        ("mi boss no me paga", "es"),
        ("hi they didnt pay me", "en"),
        ("my boss wont pay", "en"),
        ("Hello", "en"),
        ("how do i register to vote", "en"),
        ("SALARIOS", None),
        ("ok", None),
        ("no", None),
        ("40", None),
        ("👍", None),
        ("", None),
        ("olá, meu chefe não me pagou", None),
        ("mwen pa touche lajan mwen", None),
        ("nie dostałem pieniędzy od szefa", None),
    ],
)
def test_the_language_of_a_careless_text(text: str, language: str | None) -> None:
    assert LEXICON.language_of(text) == language


@pytest.mark.parametrize(
    ("text", "word"),
    [("ochosientos", "ochocientos"), ("cemanas", "semanas"), ("savado", "sábado"), ("thirteeen", "thirteen"),
     ("hartford", "hartford"), ("mess", "mess")],
)  # fmt: skip
def test_words_of_numbers_and_dates_are_known_by_ear(text: str, word: str) -> None:
    assert heard(LEXICON.spelt(text)) == heard(word)


@pytest.mark.parametrize(("text", "value"), [("treintaiuno", 31), ("cuarentaycinco", 45), ("fortyfive", 45)])
def test_numbers_run_together(text: str, value: int) -> None:
    assert LEXICON.numbers[text] == value


def test_no_word_is_both_yes_and_no() -> None:
    assert not LEXICON.yes & LEXICON.no
    assert not (LEXICON.yes | LEXICON.no) & LEXICON.unsure
    assert not (LEXICON.yes | LEXICON.no) & set(LEXICON.commands)


def test_a_bare_no_in_the_file_is_a_fault_that_says_so() -> None:
    broken = {"en": {**WORDS["en"], "filler": ["please", False]}, "es": {**WORDS["es"], "comands": {}}}
    with pytest.raises(FlowFault) as failure:
        Lexicon.from_words(broken)
    said = str(failure.value)
    assert "locales/en/words.yaml" in said and "quotes" in said
    assert "comands" in said


@pytest.mark.parametrize(
    ("section", "content", "part"),
    [
        ("filler", "please", "filler is a list"),
        ("yes", {"ok": 1}, "yes is a list"),
        ("months", ["may"], "months is a group of"),
        ("numbers", {"one": "uno"}, "write a number behind “one”"),
        ("commands", {"menu": "menu"}, "write a list behind “menu”"),
        ("person_request", "person", "person_request is a group of"),
    ],
)
def test_a_section_of_another_shape_is_a_fault_that_says_so(section: str, content: Any, part: str) -> None:
    with pytest.raises(FlowFault, match=part):
        Lexicon.from_words({"en": {**WORDS["en"], section: content}, "es": WORDS["es"]})


def test_one_language_alone_is_understood_too() -> None:
    english = Lexicon.from_words({"en": WORDS["en"]})
    assert english.language_of("my boss wont pay") == "en"
    assert "si" not in english.yes


@pytest.mark.parametrize(
    ("text", "said"),
    [("Yes,I don't", "yes i dont"), ("¡Sí, señor!", "si senor"), ("15.50/hr", "15.50 hr"), ("A.M.", "a m")],
)
def test_careless_punctuation_does_not_matter(text: str, said: str) -> None:
    assert heard(text) == said


def test_stretched_letters_are_one() -> None:
    assert unstretched("siiiii claroooo") == "si claro"
    assert unstretched("all books") == "all books"


@given(st.text(max_size=100))
def test_no_text_crashes_the_lexicon(text: str) -> None:
    LEXICON.command(text)
    assert LEXICON.language_of(text) in (None, "en", "es")
