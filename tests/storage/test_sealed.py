"""Sealing, and finding what is sealed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.errors import SealBroken, SettingsError
from outreach_bot.storage.sealed import Keys, make_key

OLD, NEW = make_key(), make_key()
KEYS = Keys.parse(NEW)


@given(st.text())
def test_what_is_sealed_opens(plain: str) -> None:
    assert KEYS.open(KEYS.seal(plain, "members", "name_sealed", "7"), "members", "name_sealed", "7").decode() == plain


def test_equal_texts_do_not_look_equal() -> None:
    assert KEYS.seal("sí", "t", "c", "1") != KEYS.seal("sí", "t", "c", "1")


@pytest.mark.parametrize("place", [("x", "c", "1"), ("t", "x", "1"), ("t", "c", "2")])
def test_a_value_moved_elsewhere_does_not_open(place: tuple[str, str, str]) -> None:
    with pytest.raises(SealBroken, match="does not open"):
        KEYS.open(KEYS.seal("secret", "t", "c", "1"), *place)


def test_a_changed_value_does_not_open() -> None:
    blob = bytearray(KEYS.seal("secret", "t", "c", "1"))
    blob[-1] ^= 1
    with pytest.raises(SealBroken):
        KEYS.open(bytes(blob), "t", "c", "1")


def test_a_cut_value_does_not_open() -> None:
    with pytest.raises(SealBroken):
        KEYS.open(KEYS.seal("secret", "t", "c", "1")[:9], "t", "c", "1")


def test_older_keys_still_open_and_the_newest_seals() -> None:
    blob = Keys.parse(OLD).seal("secret", "t", "c", "1")
    both = Keys.parse(f"{NEW},{OLD}")
    assert both.open(blob, "t", "c", "1") == b"secret"
    assert KEYS.open(both.seal("secret", "t", "c", "1"), "t", "c", "1") == b"secret"
    with pytest.raises(SealBroken, match="OUTREACH_KEYS does not hold"):
        KEYS.open(blob, "t", "c", "1")


def test_blinds_try_every_generation_newest_first() -> None:
    both = Keys.parse(f"{NEW}, {OLD}")
    assert both.blinds("sms", "+12035550142") == [
        KEYS.blind("sms", "+12035550142"), Keys.parse(OLD).blind("sms", "+12035550142"),
    ]  # fmt: skip


def test_a_number_on_two_channels_has_two_hashes() -> None:
    assert KEYS.blind("sms", "+12035550142")[1] != KEYS.blind("whatsapp", "+12035550142")[1]


@pytest.mark.parametrize(
    "text", ["", " , ", "short", "c2hvcnQ=", f"{NEW},{NEW}", f"{NEW},!!!"],
    ids=["empty", "commas", "word", "few bytes", "twice", "no key"],
)  # fmt: skip
def test_wrong_keys_are_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(SettingsError, match="OUTREACH_KEYS") as caught:
        Keys.parse(text)
    assert NEW not in str(caught.value)


def test_the_sentence_shows_how_to_make_a_key() -> None:
    with pytest.raises(SettingsError, match="Make one with: python3"):
        Keys.parse("")


def test_keys_do_not_print_themselves() -> None:
    assert NEW not in repr(KEYS)
    assert KEYS.newest in repr(KEYS)
