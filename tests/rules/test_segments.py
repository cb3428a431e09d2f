"""Segments, judged by Twilio's own calculator: segment_vectors.json holds what it answered (version 1.3.0)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.segments import Segments, count, fold_accents, smart_encoded

VECTORS = json.loads((Path(__file__).parent / "segment_vectors.json").read_text())
LINES = st.text(alphabet=st.sampled_from("ab €[]ñéáí\r\n’👍🏽👩‍🇵🇷\u0301\ufe0f"), max_size=400)


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_counts_as_twilios_calculator(vector):
    got = count(vector["text"], smart=vector["smart"])
    assert (got.encoding, got.segments, got.units) == (vector["encoding"], vector["segments"], vector["units"])


def test_one_accent_makes_three_segments_of_one():
    assert count("a" * 160) == Segments("GSM-7", 1, 160, ())
    assert count("a" * 159 + "í") == Segments("UCS-2", 3, 160, ("í",))


def test_the_forcing_characters_are_named_once_in_order():
    assert count("Sí — ¿qué? sí, así: «ñ»").forced_by == ("í", "—", "«", "»")
    assert count("Sí — ¿qué? sí, así: «ñ»", smart=True).forced_by == ("í",)


@pytest.mark.parametrize("accent", "áíóúÁÍÓÚ")
def test_smart_encoding_never_repairs_an_accent(accent):
    assert smart_encoded(accent) == accent
    assert count(accent, smart=True).encoding == "UCS-2"


def test_folding_takes_only_the_accents_that_gsm_lacks():
    assert (
        fold_accents("Él pagó el niño: ¿qué más? ¡pingüino! ÁÍÓÚ Ñ") == "Él pago el niño: ¿qué mas? ¡pingüino! AIOU Ñ"
    )
    assert count(fold_accents("n\u0303 e\u0301 i\u0301")).encoding == "GSM-7"


@given(st.text(), st.booleans())
def test_any_text_is_counted(text, smart):
    result = count(text, smart=smart)
    assert result.segments >= 1
    assert bool(result.forced_by) == (result.encoding == "UCS-2")


@given(LINES, LINES)
def test_more_text_never_costs_less_and_joining_never_beats_the_units(first, second):
    whole, part = count(first + second), count(first)
    assert whole.units >= part.units or whole.encoding != part.encoding  # a “[” is two septets, but one UTF-16 unit
    assert whole.segments >= part.segments
    room = (160, 153) if whole.encoding == "GSM-7" else (70, 67)
    assert whole.segments >= (1 if whole.units <= room[0] else -(-whole.units // room[1]))


@given(LINES)
def test_folding_and_smart_encoding_leave_nothing_of_their_own_behind(text):
    assert not set(fold_accents(text)) & set("áíóúÁÍÓÚ")
    assert smart_encoded(smart_encoded(text)) == smart_encoded(text)
