"""Numbers and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.phone import Address, is_short_code, normalise, parse_address


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("+12035550123", Address("sms", "+12035550123")),
        ("whatsapp:+12035550123", Address("whatsapp", "+12035550123")),
        ("whatsapp:+525512345678", Address("whatsapp", "+525512345678")),
        ("web:Q3hZ_8sk-2aa", Address("web", "Q3hZ_8sk-2aa")),
        (" +15005550006 ", Address("sms", "+15005550006")),
    ]
    + [
        (raw, None)
        for raw in (
            "12345",
            "2035550123",
            "+1203555012",
            "+120355501234",
            "Twilio",
            "",
            "whatsapp:",
            "rcs:x",
            "sms:",
            "web:a",
        )
    ]
    + [("+1203555٠123", None), ("whatsapp:whatsapp:+12035550123", None), ("client:anna", None)],
)
def test_parse_address(raw, address):
    assert parse_address(raw) == address


def test_an_address_never_shows_its_number():
    address = Address("whatsapp", "+12035550123")
    assert "5550123" not in f"{address} {address!r} {[address]}"
    assert address.wire == "whatsapp:+12035550123"
    assert parse_address(address.wire) == address


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("(203) 555-0123", "+12035550123"),
        ("203.555.0123", "+12035550123"),
        ("1 860 555 0100", "+18605550100"),
        ("+1 787 555 0123", "+17875550123"),
        ("+52 55 1234 5678", "+525512345678"),
        ("555-0123", None),
        ("12345", None),
        ("nobody", None),
        ("", None),
        ("+1 000 000 0000", None),
    ],
)
def test_normalise(raw, number):
    assert normalise(raw) == number


@pytest.mark.parametrize(
    ("raw", "short"), [("12345", True), ("729725", True), ("+12035550123", False), ("", False), ("ab123", False)]
)
def test_short_codes(raw, short):
    assert is_short_code(raw) is short


@given(st.text())
def test_any_text_is_parsed(raw):
    assert parse_address(raw) is None or parse_address(raw).wire == raw.strip().removeprefix("sms:")
    number = normalise(raw)
    assert number is None or normalise(number) == number
