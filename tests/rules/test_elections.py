"""Election days and deadlines, against days that have been."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.elections import (
    KINDS,
    PRIMARIES,
    Election,
    day_of,
    deadlines,
    next_election,
    next_primary,
    upcoming,
)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("state_primary", "2018-08-14"), ("state_primary", "2020-08-11"), ("state_primary", "2022-08-09"),
        ("state_primary", "2024-08-13"), ("state_primary", "2028-08-08"),
        ("municipal_primary", "2013-09-10"), ("municipal_primary", "2025-09-09"), ("municipal_primary", "2027-09-14"),
        ("presidential_primary", "2024-04-02"), ("presidential_primary", "2028-04-04"),
        ("general", "2024-11-05"), ("general", "2026-11-03"), ("general", "2028-11-07"),
        ("municipal", "2025-11-04"), ("municipal", "2027-11-02"),
    ],
)  # fmt: skip
def test_days_that_were_and_will_be(kind: str, day: str) -> None:
    assert day_of(kind, int(day[:4])) == date.fromisoformat(day)  # type: ignore[arg-type]


def test_years_without() -> None:
    even = ("general", "state_primary", "presidential_primary", "special")
    assert [day_of(kind, 2027) for kind in even] == [None] * 4
    assert [day_of(kind, 2028) for kind in ("municipal", "municipal_primary")] == [None] * 2


@pytest.mark.parametrize(
    ("kind", "day", "register", "change", "first", "last"),
    [
        ("general", "2024-11-05", "2024-10-18", None, "2024-10-21", "2024-11-03"),
        ("general", "2026-11-03", "2026-10-16", None, "2026-10-19", "2026-11-01"),
        ("state_primary", "2024-08-13", None, "2024-05-13", "2024-08-05", "2024-08-11"),
        ("municipal_primary", "2025-09-09", None, "2025-06-09", "2025-09-02", "2025-09-07"),  # Labor Day is none
        ("municipal_primary", "2027-09-14", None, "2027-06-14", "2027-09-07", "2027-09-12"),
        ("presidential_primary", "2024-04-02", None, "2024-01-02", None, None),
        ("special", "2027-02-23", None, None, None, None),
    ],
)
def test_deadlines(
    kind: str, day: str, register: str | None, change: str | None, first: str | None, last: str | None
) -> None:
    found = deadlines(kind, date.fromisoformat(day))  # type: ignore[arg-type]
    told = [found.register_by, found.change_party_by, found.early_from, found.early_until]
    assert [each and each.isoformat() for each in told] == [register, change, first, last]


@given(st.sampled_from(KINDS), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_deadlines_come_before_the_day(kind: str, day: date) -> None:
    found = deadlines(kind, day)  # type: ignore[arg-type]
    told = [found.register_by, found.change_party_by, found.early_from, found.early_until]
    assert all(each < day for each in told if each)
    assert found.early_from is None or found.early_until is None or found.early_from <= found.early_until


def test_the_coming_years_in_order() -> None:
    found = upcoming(date(2026, 11, 26))
    assert [(each.kind, each.day.isoformat()) for each in found] == [
        ("municipal_primary", "2027-09-14"), ("municipal", "2027-11-02"),
        ("presidential_primary", "2028-04-04"), ("state_primary", "2028-08-08"), ("general", "2028-11-07"),
    ]  # fmt: skip


TODAY = date(2027, 1, 10)
MAY = Election("municipal", date(2027, 5, 3), town="Bethany")
NOVEMBER = Election("municipal", date(2027, 11, 2))
HARTFORD = Election("municipal_primary", date(2027, 9, 14), town="Hartford", party="democratic")
STATE = Election("state_primary", date(2028, 8, 8), party="republican")
SPECIAL = Election("special", date(2027, 2, 23), town="Hartford", district="House 5")
CALENDAR = [NOVEMBER, MAY, HARTFORD, STATE, SPECIAL]


def test_who_votes_when() -> None:
    assert next_election(CALENDAR, TODAY, "Hartford") == NOVEMBER
    assert next_election(CALENDAR, TODAY, None) == NOVEMBER
    assert next_election(CALENDAR, TODAY, "Bethany") == MAY
    assert next_election(CALENDAR, MAY.day + timedelta(days=1), "Bethany") is None, "Bethany has voted this year"
    assert next_election(CALENDAR, date(2028, 1, 1), "Hartford") is None


def test_a_primary_is_only_for_whom_it_is() -> None:
    assert next_primary(CALENDAR, TODAY, "Hartford", "democratic") == HARTFORD
    assert next_primary(CALENDAR, TODAY, "Bethany", "democratic") is None
    assert next_primary(CALENDAR, TODAY, None, "democratic") is None
    assert next_primary(CALENDAR, TODAY, "Hartford", "republican") == STATE
    assert next_primary(CALENDAR, TODAY, "Hartford", None) is None
    assert next_primary(CALENDAR, HARTFORD.day + timedelta(days=1), "Hartford", "democratic") is None
    assert next_primary(CALENDAR, HARTFORD.day, "Hartford", "democratic") == HARTFORD, "on the day itself"


def test_primaries_are_kinds() -> None:
    assert set(KINDS) >= PRIMARIES
