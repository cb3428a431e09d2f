"""Sending hours in the person's own time, over clock changes and zones."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.quiet_hours import Window, next_allowed, seconds_left, zone_for

NEW_YORK, CHICAGO, PUERTO_RICO = map(ZoneInfo, ["America/New_York", "America/Chicago", "America/Puerto_Rico"])
WINDOW = Window.parse("09:00-20:00")


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "allowed"),
    [
        ("2026-11-20T15:00", NEW_YORK, "2026-11-20T15:00"),  # 10:00 there
        ("2026-11-20T14:00", NEW_YORK, "2026-11-20T14:00"),  # 09:00 sharp
        ("2026-11-20T13:59:59", NEW_YORK, "2026-11-20T14:00"),
        ("2026-11-21T00:59:59", NEW_YORK, "2026-11-21T00:59:59"),  # 19:59:59
        ("2026-11-21T01:00", NEW_YORK, "2026-11-21T14:00"),  # 20:00 sharp is closed
        ("2026-11-20T14:00", CHICAGO, "2026-11-20T15:00"),
        ("2026-11-20T13:00", PUERTO_RICO, "2026-11-20T13:00"),
        ("2026-03-08T03:00", NEW_YORK, "2026-03-08T13:00"),  # the night the clocks go forward: 09:00 is UTC-4
        ("2026-11-01T02:00", NEW_YORK, "2026-11-01T14:00"),  # the night they go back: 09:00 is UTC-5
        ("2026-12-31T23:30", PUERTO_RICO, "2026-12-31T23:30"),
        ("2027-01-01T02:00", NEW_YORK, "2027-01-01T14:00"),
    ],
)
def test_next_allowed(now, zone, allowed):
    assert next_allowed(utc(now), zone, WINDOW) == utc(allowed)


def test_seconds_left():
    assert seconds_left(utc("2026-11-21T00:59:00"), NEW_YORK, WINDOW) == 60
    assert seconds_left(utc("2026-11-20T14:00"), NEW_YORK, WINDOW) == 11 * 3600
    assert seconds_left(utc("2026-11-21T01:00"), NEW_YORK, WINDOW) == 0
    assert seconds_left(utc("2026-11-20T10:00"), NEW_YORK, WINDOW) == 0


def test_a_time_without_zone_is_refused():
    with pytest.raises(ValueError, match="must say its zone"):
        next_allowed(datetime(2026, 11, 20, 15), NEW_YORK, WINDOW)  # noqa: DTZ001


def test_parse():
    assert Window.parse(" 9:30 - 19:00 ") == Window(time(9, 30), time(19))


@pytest.mark.parametrize("text", ["", "9-20", "25:00-26:00", "09:60-10:00", "09:00", "nine to five", "0٩:00-20:00"])
def test_unreadable_hours(text):
    with pytest.raises(ValueError, match='written like "09:00-20:00"'):
        Window.parse(text)


@pytest.mark.parametrize("text", ["07:59-20:00", "09:00-21:01", "20:00-09:00", "09:00-09:00"])
def test_hours_beyond_the_law_are_refused(text):
    with pytest.raises(ValueError, match="within 08:00-21:00"):
        Window.parse(text)


@pytest.mark.parametrize(
    ("e164", "zip_code", "declared", "zone"),
    [
        ("+12035550123", None, None, "America/New_York"),
        ("+13125550123", None, None, "America/Chicago"),
        ("+17875550123", None, None, "America/Puerto_Rico"),
        ("+17875550123", "06106", None, "America/New_York"),  # moved, kept the number
        ("+12035550123", "00926", None, "America/Puerto_Rico"),
        ("+12035550123", "06106-1234", "America/Los_Angeles", "America/Los_Angeles"),
        ("+12035550123", "60601", "nonsense/zone", "America/New_York"),
        ("+13125550123", "60601", None, "America/Chicago"),
        ("+18005550123", None, None, "America/New_York"),  # toll-free: every zone
        (None, None, None, "America/New_York"),
        ("rubbish", "abc", "", "America/New_York"),
        ("+12035550123", None, "../etc/passwd", "America/New_York"),
        ("+13125550123", "09100", None, "America/Chicago"),  # a military ZIP says nothing
    ],
)
def test_zone_for(e164, zip_code, declared, zone):
    assert zone_for(e164, zip_code, declared, NEW_YORK).key == zone


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from([NEW_YORK, CHICAGO, PUERTO_RICO, ZoneInfo("Pacific/Honolulu"), ZoneInfo("Asia/Kolkata")]),
    st.integers(8 * 60, 20 * 60),
    st.integers(1, 60),
)
def test_what_is_allowed_lies_inside_the_window_and_soon(now, zone, start, length):
    window = Window(time(*divmod(start, 60)), time(*divmod(start + length, 60)))
    allowed = next_allowed(now, zone, window)
    assert window.start <= allowed.astimezone(zone).time() < window.end
    assert now <= allowed <= now + timedelta(hours=25)
    assert next_allowed(allowed, zone, window) == allowed
