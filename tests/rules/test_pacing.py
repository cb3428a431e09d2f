"""When texts would leave: the sender's pace, everybody's own hours, and the end that the organizer set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.pacing import Timeline, carrier_day_ends, timeline
from outreach_bot.rules.quiet_hours import Window

WINDOW = Window.parse("09:00-20:00")
EAST, HAWAII, ARIZONA = "America/New_York", "Pacific/Honolulu", "America/Phoenix"
NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)  # 12:00 in Connecticut, 07:00 in Hawaii


def test_by_day_it_takes_what_the_pace_takes() -> None:
    assert timeline({EAST: 7200}, NOON, WINDOW, 2) == Timeline(NOON, NOON + timedelta(hours=1), 0)


def test_nothing_to_send() -> None:
    assert timeline({}, NOON, WINDOW, 1) == timeline({EAST: 0}, NOON, WINDOW, 1) == Timeline(None, None, 0)


def test_what_the_day_does_not_hold_goes_on_in_the_morning() -> None:
    seen = timeline({EAST: 9 * 3600}, NOON, WINDOW, 1)  # eight hours until 20:00, one more
    assert seen.first == NOON
    assert seen.last is not None
    assert abs(seen.last - datetime(2026, 11, 21, 15, tzinfo=UTC)) < timedelta(seconds=5)  # 10:00
    assert seen.late == 0


def test_at_night_the_first_goes_at_nine() -> None:
    night = datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert timeline({EAST: 1}, night, WINDOW, 1).first == datetime(2026, 11, 21, 14, tzinfo=UTC)


def test_each_zone_has_its_own_morning() -> None:
    seen = timeline({EAST: 10, HAWAII: 10}, NOON, WINDOW, 100)
    assert seen.first == NOON
    assert seen.last is not None
    assert seen.last - datetime(2026, 11, 20, 19, tzinfo=UTC) < timedelta(seconds=2)  # 09:00 in Hawaii


def test_what_has_no_room_before_the_end_is_said() -> None:
    seen = timeline({EAST: 7200}, NOON, WINDOW, 1, until=NOON + timedelta(hours=1))
    assert seen.late == pytest.approx(3600, abs=5)
    assert timeline({EAST: 5}, NOON, WINDOW, 1, until=NOON) == Timeline(None, None, 5)


@given(
    st.dictionaries(st.sampled_from([EAST, HAWAII, ARIZONA]), st.integers(1, 200_000), min_size=1),
    st.integers(0, 2 * 24 * 3600), st.sampled_from([1, 7.5, 100]),
)  # fmt: skip
def test_it_never_takes_less_than_the_pace_allows_and_always_ends(
    segments: dict[str, int], later: int, pace: float
) -> None:
    now = NOON + timedelta(seconds=later)
    seen = timeline(segments, now, WINDOW, pace)
    assert seen.first is not None and seen.last is not None and seen.late == 0
    assert now <= seen.first <= seen.last
    assert (seen.last - seen.first).total_seconds() >= sum(segments.values()) / pace - 5


def test_the_carriers_day_ends_at_midnight_in_the_west() -> None:
    assert carrier_day_ends(NOON) == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert carrier_day_ends(datetime(2026, 7, 1, 6, 59, tzinfo=UTC)) == datetime(2026, 7, 1, 7, tzinfo=UTC)
