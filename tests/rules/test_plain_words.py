"""How easily texts read: the formulas against texts worked by hand, and the order of easy and hard ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.plain_words import _syllables, is_hard, level

EASY_EN = "You have a right to be paid. Keep your list of hours. Send it to us. We help you at no cost. " * 2
HARD_EN = (
    "Notwithstanding the aforementioned administrative determination, the complainant's entitlement to compensatory "
    "remuneration shall be adjudicated by the commissioner subsequent to comprehensive evidentiary consideration of "
    "documentation furnished by the respective representatives within the stipulated period following notification."
)
EASY_ES = "Usted tiene derecho a su pago. Guarde su lista de horas. Nos la manda. No le cuesta nada. " * 2
HARD_ES = (
    "Independientemente de la correspondiente determinación administrativa, la indemnización compensatoria será "
    "adjudicada posteriormente mediante consideración pormenorizada de la documentación probatoria proporcionada por "
    "las representaciones respectivas, conforme a los procedimientos reglamentariamente establecidos previamente."
)


@pytest.mark.parametrize(
    ("word", "count"),
    [("casa", 2), ("día", 2), ("trabajo", 3), ("aéreo", 4), ("bueno", 2), ("y", 1), ("ciudad", 2), ("horas", 2)],
)
def test_spanish_syllables(word: str, count: int) -> None:
    assert _syllables(word, "es") == count


@pytest.mark.parametrize(("language", "easy", "hard"), [("en", EASY_EN, HARD_EN), ("es", EASY_ES, HARD_ES)])
def test_easy_and_hard(language: str, easy: str, hard: str) -> None:
    told = [level(text, language) for text in (easy, hard)]
    assert [is_hard(found, language) for found in told if found is not None] == [False, True]


def test_too_short_or_another_language_says_nothing() -> None:
    assert level("Hello there.", "en") is None
    assert level(EASY_EN, "pl") is None


@given(st.text(), st.sampled_from(["en", "es"]))
def test_any_text_has_a_level_or_none(text: str, language: str) -> None:
    level(text * 40, language)
