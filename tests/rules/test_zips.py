"""ZIP codes and towns against the post office's places in the package `zipcodes`."""

from __future__ import annotations

import zipcodes
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.towns import NICKNAMES, TOWNS, VILLAGES
from outreach_bot.rules.zips import SHARED, in_several_towns, town_of_zip

PLACES = zipcodes.filter_by(state="CT")
# Their mail comes with a neighbour's ZIP, which is therefore nobody's (Griswold's 06351 is Lisbon's too).
WITHOUT_A_ZIP = {"Griswold", "Lisbon", "Lyme", "Union", "Warren"}


def test_connecticut_has_169_towns() -> None:
    assert len(set(TOWNS)) == 169
    assert set(VILLAGES.values()) | set(NICKNAMES.values()) <= set(TOWNS)


def test_every_zip_of_connecticut_has_its_town_or_is_asked_about() -> None:
    asked = {place["zip_code"]: place["city"] for place in PLACES if town_of_zip(place["zip_code"]) is None}
    assert set(asked) == SHARED | {"06355", "06372", "06439", "06829"}, asked
    assert all(in_several_towns(zip_code) for zip_code in asked)


def test_every_town_but_five_has_a_zip() -> None:
    assert set(TOWNS) - {town_of_zip(place["zip_code"]) for place in PLACES} == WITHOUT_A_ZIP


def test_a_place_that_is_a_town_keeps_its_name_but_for_canaan() -> None:
    wrong = {
        place["city"]: town
        for place in PLACES
        if place["city"] in TOWNS and (town := town_of_zip(place["zip_code"])) not in (None, place["city"])
    }
    assert wrong == {"Canaan": "North Canaan"}


def test_known_zips() -> None:
    known = {"06106": "Hartford", "06106-2904": "Hartford", "06388": "Groton", "06031": "Canaan", "06226": "Windham"}
    assert {zip_code: town_of_zip(zip_code) for zip_code in known} == known
    assert [town_of_zip(other) for other in ("6106", "10001", "06390", "00000", "", "Hartford")] == [None] * 6


@given(st.one_of(st.text(), st.from_regex(r"[0-9]{1,7}", fullmatch=True)))
def test_no_text_is_too_odd(text: str) -> None:
    assert town_of_zip(text) in {None, *TOWNS}
