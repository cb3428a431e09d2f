"""When texts can leave at a sender's pace, with quiet hours in everybody's own zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from . import quiet_hours
from .quiet_hours import Window

# Daily limits of a carrier start again at midnight. Twilio does not say whose; the latest one in the mainland is safe.
CARRIER_ZONE = ZoneInfo("America/Los_Angeles")


def carrier_day_ends(now: datetime) -> datetime:
    """The next midnight of the carriers' day, UTC."""
    tomorrow = now.astimezone(CARRIER_ZONE).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), CARRIER_ZONE).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Timeline:
    """`first` and `last`: when the first and the last text would leave; None when there is nothing to send. `late`:
    segments for which there is no room before the end."""

    first: datetime | None
    last: datetime | None
    late: int


def timeline(
    segments: Mapping[str, int], now: datetime, window: Window, per_second: float, until: datetime | None = None
) -> Timeline:
    """Play the sending: zone → segments waiting there, at so many segments a second for all together, each zone only
    within its hours, nothing from `until` on. Zones that are open share the pace by what they have left."""
    left = {zone: float(count) for zone, count in segments.items() if count > 0}
    zones = {zone: ZoneInfo(zone) for zone in left}
    first: datetime | None = None
    last: datetime | None = None
    at = now
    while left and (until is None or at < until):
        opens = {zone: quiet_hours.next_allowed(at, zones[zone], window) for zone in left}
        running = [zone for zone, moment in opens.items() if moment <= at]
        if not running:
            at = min(opens.values())
            continue
        first = first or at
        together = sum(left[zone] for zone in running)
        stops = [at + timedelta(seconds=quiet_hours.seconds_left(at, zones[zone], window)) for zone in running]
        stops += [moment for moment in opens.values() if moment > at]
        stops += [until] if until is not None else []
        seconds = min(together / per_second, max((min(stops) - at).total_seconds(), 1.0))
        for zone in running:
            left[zone] -= seconds * per_second * left[zone] / together
        left = {zone: count for zone, count in left.items() if count >= 0.5}
        at += timedelta(seconds=seconds)
        last = at
    return Timeline(first, last, round(sum(left.values())))
