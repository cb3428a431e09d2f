"""Values as each language writes them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.conversation.facts import Quote
from outreach_bot.conversation.sentences import Sentence
from outreach_bot.errors import StepFailed
from outreach_bot.flowfiles.catalog import Catalog, Translation
from outreach_bot.rules.segments import count

UNCONFIRMED = Sentence("unconfirmed", context="bot/say/unconfirmed")
TOPIC = Sentence("Pay", context="rights/pay/title")
CATALOG = Catalog(
    "en",
    {"es": {
        (UNCONFIRMED.context, "unconfirmed"): Translation("sin confirmar", 1),
        (TOPIC.context, "Pay"): Translation("Mi salario", 2),
        ("x", "Old"): Translation("Viejo", 3, fuzzy=True),
        ("x", "Empty"): Translation("", 4),
    }},
    UNCONFIRMED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("formatter", "value", "english", "spanish"),
    [
        (":money", Decimal("1234.5"), "$1,234.50", "$1,234.50"),
        (":date", date(2027, 9, 14), "Tuesday, September 14, 2027", "martes, 14 de septiembre de 2027"),
        (":month", date(2027, 9, 14), "September 2027", "septiembre de 2027"),
        (":month", 9, "September", "septiembre"),
        (":time", "20:00", "8:00 PM", "8:00 p.m."),
        (":time", time(6, 30), "6:30 AM", "6:30 a.m."),
        (":count", 1234, "1,234", "1,234"),
        (":number", Decimal("37.50"), "37.5", "37.5"),
        (":hours", Decimal("37.5"), "37.5 hours", "37.5 horas"),
        (":hours", 1, "1 hour", "1 hora"),
        (":hours", "Mon-Fri", "Mon-Fri", "Mon-Fri"),
        (":phone", "+18605550100", "860-555-0100", "860-555-0100"),
        (":phone", "(860) 555 0100", "860-555-0100", "860-555-0100"),
        (":phone", "211", "211", "211"),
        (":phone", "1-888-555-0100 ext. 3", "1-888-555-0100 ext. 3", "1-888-555-0100 ext. 3"),
        (":percent", Decimal("0.5"), "0.5%", "0.5%"),
        ("", "North Stonington", "North Stonington", "North Stonington"),
        ("", Decimal("12.50"), "12.5", "12.5"),
        ("", date(2026, 11, 3), "Tuesday, November 3, 2026", "martes, 3 de noviembre de 2026"),
        ("", 12, "12", "12"),
        ("", TOPIC, "Pay", "Mi salario"),
        ("", ["a", "b", "c"], "a, b, and c", "a, b y c"),
        (":money", Quote("wage", Decimal("16.94")), "$16.94", "$16.94"),
        (":money", Quote("wage", Decimal("16.94"), unconfirmed=True), "$16.94 (unconfirmed)", "$16.94 (sin confirmar)"),
    ],
)
def test_values(formatter: str, value: Any, english: str, spanish: str) -> None:
    for language, expected in (("en", english), ("es", spanish)):
        text = CATALOG.format("<{some.value" + formatter + "}>", {"some.value": value}, language)
        assert text == f"<{expected}>"
        assert count(text).encoding == "GSM-7"  # no hidden wide blanks


def test_a_missing_value_is_never_said() -> None:
    for values in ({}, {"name": None}):
        with pytest.raises(StepFailed, match=r"\{name\}"):
            CATALOG.format("Hi {name}!", values, "en")


def test_stale_and_empty_translations_are_not_used() -> None:
    assert not CATALOG.has(Sentence("Old", context="x"), "es")
    assert not CATALOG.has(Sentence("Empty", context="x"), "es")
    assert not CATALOG.has(Sentence("Pay", context="y"), "es")
    assert CATALOG.has(Sentence("anything", context="y"), "en")


@given(st.text(max_size=60), st.text(max_size=30))
def test_values_are_never_read_as_templates(name: str, around: str) -> None:
    around = around.replace("{", "(")
    name = "{name}" + name.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2009", " ")
    assert CATALOG.format(around + "{name}" + around, {"name": name}, "es") == around + name + around
