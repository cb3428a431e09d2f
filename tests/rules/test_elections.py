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
    entered_in_part,
    next_election,
    next_primary,
    next_vote,
    not_entered,
    off_the_rule,
    part,
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
    ("kind", "day", "register", "change", "enroll", "first", "last"),
    [
        ("general", "2024-11-05", "2024-10-18", None, None, "2024-10-21", "2024-11-03"),
        ("general", "2026-11-03", "2026-10-16", None, None, "2026-10-19", "2026-11-01"),
        ("municipal", "2027-05-03", "2027-04-15", None, None, "2027-04-18", "2027-05-01"),
        ("state_primary", "2024-08-13", None, "2024-05-13", "2024-08-12", "2024-08-05", "2024-08-11"),
        # Labor Day is no day of early voting
        ("municipal_primary", "2025-09-09", None, "2025-06-09", "2025-09-08", "2025-09-02", "2025-09-07"),
        ("municipal_primary", "2027-09-14", None, "2027-06-14", "2027-09-13", "2027-09-07", "2027-09-12"),
        ("municipal_primary", "2027-03-08", None, "2026-12-08", "2027-03-05", "2027-02-28", "2027-03-06"),
        ("presidential_primary", "2024-04-02", None, "2024-01-02", "2024-04-01", "2024-03-28", "2024-03-31"),
        ("special", "2027-02-23", None, None, None, "2027-02-18", "2027-02-21"),
    ],
)
def test_deadlines(
    kind: str, day: str, register: str | None, change: str | None, enroll: str | None, first: str, last: str
) -> None:
    found = deadlines(kind, date.fromisoformat(day))  # type: ignore[arg-type]
    told = [found.register_by, found.change_party_by, found.enroll_by, found.early_from, found.early_until]
    assert [each and each.isoformat() for each in told] == [register, change, enroll, first, last]


@pytest.mark.parametrize(
    ("kind", "day", "town", "why"),
    [
        ("municipal", "2027-11-02", None, None), ("municipal", "2027-11-02", "Hartford", None),
        ("municipal", "2027-11-03", None, "it is Tuesday, 2027-11-02, and 2027-11-03 is a Wednesday"),
        ("municipal", "2027-05-03", "Woodbridge", None),
        ("municipal", "2027-05-03", None, "it is Tuesday, 2027-11-02, and 2027-05-03 is a Monday"),
        ("municipal", "2027-05-10", "Woodbridge", "it is Tuesday, 2027-11-02, and 2027-05-10 is a Monday"),
        ("municipal", "2026-11-03", None, "there is none in 2026"),
        ("municipal", "2028-05-01", "Woodbridge", "there is none in 2028"),
        ("municipal_primary", "2027-09-14", "Hartford", None),
        ("municipal_primary", "2027-09-15", "Hartford", "it is Tuesday, 2027-09-14, and 2027-09-15 is a Wednesday"),
        ("municipal_primary", "2027-03-08", "Woodbridge", None),
        ("state_primary", "2028-08-08", None, None), ("presidential_primary", "2028-04-04", None, None),
        ("general", "2028-11-07", None, None), ("special", "2027-02-24", "Hartford", None),
    ],
)  # fmt: skip
def test_a_day_that_contradicts_the_statute(kind: str, day: str, town: str | None, why: str | None) -> None:
    assert off_the_rule(kind, date.fromisoformat(day), town) == why  # type: ignore[arg-type]


def test_a_deadline_is_told_until_it_has_passed() -> None:
    day = date(2027, 11, 2)
    election = Election("municipal", day)
    assert part(election, "day", day) == day and part(election, "day", day + timedelta(days=1)) is None
    assert part(election, "register_by", date(2027, 10, 15)) == date(2027, 10, 15)
    assert part(election, "register_by", date(2027, 10, 16)) is None
    assert part(election, "early_from", date(2027, 10, 31)) == date(2027, 10, 18), "while it goes on"
    assert part(election, "early_from", date(2027, 11, 1)) is None
    assert part(election, "change_party_by", date(2027, 1, 1)) is None, "no primary"


def test_what_is_not_entered_yet() -> None:
    today = date(2026, 11, 26)
    kinds = [each.kind for each in not_entered([MAY, HARTFORD], today)]
    assert kinds == ["municipal", "presidential_primary", "state_primary", "general"], "others vote in November"
    assert "municipal" not in [each.kind for each in not_entered([NOVEMBER], today)]
    shifted = Election("municipal_primary", date(2027, 9, 15), town="Hartford", party="democratic")
    assert "municipal_primary" not in [each.kind for each in not_entered([shifted], today)]


def test_what_is_entered_for_some_only() -> None:
    today = date(2026, 11, 26)
    assert [each.kind for each in entered_in_part([MAY, HARTFORD], today)] == ["municipal_primary"]
    assert entered_in_part([NOVEMBER], today) == []
    day = date(2028, 8, 8)
    one = [Election("state_primary", day, party="democratic")]
    both = [*one, Election("state_primary", day, party="republican")]
    assert [each.kind for each in entered_in_part(one, today)] == ["state_primary"]
    assert entered_in_part(both, today) == []


@given(st.sampled_from(KINDS), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_deadlines_come_before_the_day(kind: str, day: date) -> None:
    found = deadlines(kind, day)  # type: ignore[arg-type]
    told = [found.register_by, found.change_party_by, found.enroll_by, found.early_from, found.early_until]
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


def test_whichever_comes_first() -> None:
    assert next_vote(CALENDAR, TODAY, "Hartford", "democratic") == HARTFORD
    assert next_vote(CALENDAR, TODAY, "Bethany", "republican") == MAY, "before the primary of the year after"
    assert next_vote(CALENDAR, MAY.day + timedelta(days=1), "Bethany", "republican") == STATE
    assert next_vote(CALENDAR, TODAY, "Hartford", None) == NOVEMBER


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
