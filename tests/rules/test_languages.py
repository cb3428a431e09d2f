"""Languages we do not offer: recognised, measured, and never seen in our own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.languages import letters, stranger

HERE = Path(__file__).parent
OURS = ("en", "es")


def lines(name: str) -> list[tuple[str, str]]:
    rows = (line.split("|", 1) for line in (HERE / name).read_text("utf-8").splitlines() if line[:1] != "#")
    return [(language, text) for language, text in rows]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("olá, meu chefe não me pagou", "pt"),
        ("preciso de ajuda com meu trabalho", "pt"),
        ("quero saber como votar", "pt"),
        ("oi", "pt"),
        ("mwen bezwen ede, patwon mwen pa peye mwen", "ht"),
        ("BONJOU", "ht"),
        ("szef nie zapłacił mi za godziny", "pl"),
        ("czesc", "pl"),
        ("mi jefe no me pagó", None),
        ("quiero saber cómo votar", None),
        ("no me pagan las horas extras en el trabajo", None),
        ("my boss did not pay me", None),
        ("Kowalski", None),
        ("Thiago Almeida", None),
        ("ok", None),
        ("40", None),
        ("", None),
    ],
)
def test_a_language_we_do_not_offer_is_recognised(text, language):
    assert stranger(text) == language


@pytest.mark.parametrize("language", ["pt", "ht", "pl"])
def test_lines_not_learnt_from(language):
    texts = [text for each, text in lines("languages_test.txt") if each == language]
    assert len(texts) >= 30
    missed = [text for text in texts if stranger(text) != language]
    assert len(missed) <= 0.1 * len(texts), missed


def test_our_own_languages_are_hardly_ever_taken_for_another(messages):
    ours = [text for language, text in lines("languages_test.txt") if language in OURS]
    for name in ("danger_test", "danger_unseen", "optout_test", "optout_unseen"):
        ours += [text for language in OURS for _, text in messages(name, language)]
    taken = [text for text in ours if stranger(text)]
    assert len(ours) > 1000
    assert len(taken) <= 0.005 * len(ours), taken


def test_letters_are_words_and_what_stands_together_in_them():
    assert letters("Não é") == {"`ã", "=nao", "^n", "na", "ao", "o$", "^na", "nao", "ao$", "=e", "^e", "e$", "^e$"}


@given(st.text())
def test_any_text_gets_an_answer(text):
    assert stranger(text) in ("pt", "ht", "pl", None)
