"""Every answer type against its table of what people write."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from outreach_bot.conversation.answers import TYPES
from outreach_bot.conversation.answers.base import Answer, Choice, NotUnderstood
from outreach_bot.conversation.lexicon import Lexicon, heard

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TODAY = date(2026, 11, 20)  # a Friday
LEXICON = Lexicon.from_words(
    {lang: yaml.safe_load((ROOT / f"locales/{lang}/words.yaml").read_text("utf-8")) for lang in ("en", "es")}
)


def table(name: str) -> dict[str, Any]:
    path = HERE / "cases" / f"{name}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.exists() else {}


def choices_of(name: str) -> list[Choice]:
    given = table(name).get("choices", [])
    return [Choice(c["value"], n, tuple(heard(w) for w in c["words"])) for n, c in enumerate(given, 1)]


CHOICES = {name: choices_of(name) for name in TYPES}
CASES = [
    pytest.param(name, case, id=f"{name}:{case['text']}") for name in TYPES for case in table(name).get("cases", [])
]


def parse(name: str, text: str, given: dict[str, Any] | None = None) -> Answer | NotUnderstood:
    parser = TypeAdapter(TYPES[name]).validate_python(given or {})
    return parser.parse(text, lexicon=LEXICON, today=TODAY, choices=CHOICES[name])


def plain_value(value: Any) -> Any:
    return str(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize("name", TYPES)
def test_every_answer_type_has_a_case_table(name: str) -> None:
    cases = table(name).get("cases", [])
    assert cases, f"tests/conversation/cases/{name}.yaml is missing: write what people would answer, in both languages"
    assert any("value" in case for case in cases)
    assert any("reason" in case for case in cases)


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("words", ["de ", "la de ", "in the ", "no, ", "5 no "])
def test_a_long_text_of_small_words_is_answered_at_once(name: str, words: str) -> None:
    """Dates tried every way to share the glue among three places: 2,400 characters of "de" took 43 seconds."""
    assert isinstance(parse(name, words * (2400 // len(words))), Answer | NotUnderstood)


@pytest.mark.parametrize(("name", "case"), CASES)
def test_what_people_write(name: str, case: dict[str, Any]) -> None:
    read = parse(name, case["text"], case.get("settings"))
    if "reason" in case:
        assert read == NotUnderstood(case["reason"])
        return
    assert isinstance(read, Answer), read
    assert plain_value(read.value) == case["value"]
    assert type(read.value) is not float
    assert read.precision == case.get("precision", "day")
    if "repaired" in case:
        assert read.repaired == case["repaired"]
    if case.get("sure", True) != "any":
        assert (read.confidence == 1.0) == case.get("sure", True)


@pytest.mark.parametrize("name", TYPES)
def test_a_setting_that_does_not_exist_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(TYPES[name]).validate_python({"maximun": 5})


WORDS = st.sampled_from(
    sorted(
        {*LEXICON.numbers, *LEXICON.dates, *LEXICON.times, *LEXICON.units, *LEXICON.fractions, *LEXICON.joints}
        | {*LEXICON.ordinals, *LEXICON.months, *LEXICON.weekdays, *LEXICON.relative_days}
        | {"and", "y", "/", "-", "8", "15", "1/2", "@", "06106", "$", "?", "+1"}
    )
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(WORDS, max_size=12).map(" ".join),
    st.text(alphabet="0123456789.,/-:$k @", max_size=25),
)


@given(text=TEXTS, name=st.sampled_from(sorted(TYPES)))
@settings(max_examples=400, deadline=None)
def test_no_text_crashes_any_type(text: str, name: str) -> None:
    read = parse(name, text)
    assert isinstance(read, Answer | NotUnderstood)
    if isinstance(read, Answer):
        assert 0 < read.confidence <= 1
        assert isinstance(read.value, bool | int | str | Decimal | date | list | dict)


SETTINGS: list[tuple[str, dict[str, Any]]] = [
    ("time", {"range": True}), ("integer", {"range": True}), ("decimal", {"range": True, "unit": "hours"}),
    ("decimal", {"unit": "hours", "per": "day", "max": 24}), ("decimal", {"unit": "hours", "per": "week"}),
    ("money", {"range": True}), ("money", {"unit": "hour"}), ("choices", {"min": 0, "max": 2}),
    ("date", {"past": True}),
]  # fmt: skip


@given(text=TEXTS, setting=st.sampled_from(SETTINGS))
@settings(max_examples=600, deadline=None)
def test_no_text_crashes_a_type_with_settings(text: str, setting: tuple[str, dict[str, Any]]) -> None:
    assert isinstance(parse(setting[0], text, setting[1]), Answer | NotUnderstood)


@given(text=TEXTS)
@settings(max_examples=200, deadline=None)
def test_settings_hold_for_every_text(text: str) -> None:
    amount = parse("money", text, {"min": 5, "max": 100})
    assert isinstance(amount, NotUnderstood) or 5 <= amount.value <= 100
    day = parse("date", text, {"past": True})
    assert isinstance(day, NotUnderstood) or day.value <= TODAY
    day = parse("date", text, {"future": True})
    assert isinstance(day, NotUnderstood) or day.value >= TODAY
    several = parse("choices", text, {"max": 2})
    assert isinstance(several, NotUnderstood) or 1 <= len(several.value) <= 2
