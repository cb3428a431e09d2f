"""What is taken out before anything is written, and what must stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.scrub import scrub


@pytest.mark.parametrize(
    ("text", "left", "found"),
    [
        ("my ssn is 123-45-6789, call 203-555-0123", "my ssn is [removed], call 203-555-0123", {"ssn"}),
        ("123 45 6789", "[removed]", {"ssn"}),
        ("social 123456789 ok", "social [removed] ok", {"ssn"}),
        ("mi seguro social termina en 6789", "mi seguro social termina en [removed]", {"ssn"}),
        ("A123456789", "[removed]", {"a_number"}),
        ("my A# is A-012345678.", "my A# is [removed].", {"a_number"}),
        ("A 123-456-789", "[removed]", {"a_number"}),
        ("alien number 087654321", "alien number [removed]", {"a_number"}),
        ("IOE0912345678", "[removed]", {"a_number"}),
        ("card 4111 1111 1111 1111 exp 12/27", "card [removed] exp 12/27", {"card"}),
        ("378282246310005", "[removed]", {"card"}),
        ("mi pasaporte es G12345678", "mi pasaporte es [removed]", {"passport"}),
        ("Passport no. 512345678", "Passport no. [removed]", {"passport"}),
        ("I'm undocumented and they owe me $1,200.50", "[removed] and they owe me $1,200.50", {"status"}),
        ("Soy indocumentada, trabajo 45 horas", "[removed], trabajo 45 horas", {"status"}),
        ("no tengo papeles", "[removed]", {"status"}),
        ("NO TENGO PAPELES Y ME DEBEN $300", "[removed] Y ME DEBEN $300", {"status"}),
        ("I don’t have papers", "I [removed]", {"status"}),
        ("estamos sin papeles en la finca", "[removed] en la finca", {"status"}),
        ("my husband is undocumented", "[removed]", {"status"}),
        ("no soy ciudadano", "[removed]", {"status"}),
        ("se me venció la visa", "[removed]", {"status"}),
        ("se me vencio\u0301 la visa", "[removed]", {"status"}),
        ("crucé la frontera en 2019", "[removed] en 2019", {"status"}),
        ("A123456789 y no tengo papeles", "[removed] y [removed]", {"a_number", "status"}),
    ],
)
def test_what_is_taken_out(text, left, found):
    result = scrub(text)
    assert (result.text, result.found) == (left, found)


@pytest.mark.parametrize(
    "text",
    [
        "203-555-0123",
        "(203) 555-0123",
        "2035550123",
        "+12035550123",
        "1 203 555 0123",
        "call 8605550100 or 2035550123",
        "llame a 860-555-0100",
        "06106",
        "06106-1234",
        "$123456789.00",
        "I worked 45.5 hours at 15.69",
        "de 9:00 a 17:30 el 11/20/2026",
        "2026-11-20",
        "4111 1111 1111 1112",  # fails the check digit
        "order 100000000000000",
        "my passport expired in 2024",
        "mi jefe tiene mi pasaporte",
        "they took our papers",
        "no tengo documentos de pago",
        "I don't have papers from my boss showing the hours",
        "is it illegal to pay less?",
        "¿es ilegal que no me paguen?",
        "my social security check is 1200",
        "¿Importa mi estatus migratorio?",
        "I work at the A1 diner",
        "soy legalmente mayor de edad",
    ],
)
def test_what_stays(text):
    result = scrub(text)
    assert (result.text, result.found) == (text, frozenset())


@given(st.text() | st.text(alphabet="A 0123456789-.$+#no tengo papeles"))
def test_any_text_is_scrubbed_once_and_for_all(text):
    once = scrub(text)
    assert scrub(once.text).text == once.text
    assert bool(once.found) == ("[removed]" in once.text and "[removed]" not in text) or "[removed]" in text


@given(st.text(max_size=20), st.from_regex(r"[1-8]\d{2}-\d{2}-\d{4}", fullmatch=True), st.text(max_size=20))
def test_no_dashed_ssn_between_words_survives(before, number, after):
    assert number not in scrub(f"{before} {number} {after}").text
