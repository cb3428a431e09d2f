"""What the organisation invites to: dated entries that a text may quote, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .sentences import InEach

PARTS = ("title", "day", "time", "place", "calendar")  # what a text may say: {event.title}, {event.day:date} …


@dataclass(frozen=True, slots=True)
class Event:
    """`starts` and `ends` are in the organisation's zone. `calendar`: the address of its calendar entry (.ics)."""

    id: str
    title: InEach
    starts: datetime
    ends: datetime
    place: InEach
    calendar: str = ""

    def part(self, name: str) -> Any:
        """The value behind `{event.<name>}`."""
        if name == "day":
            return self.starts.date()
        return self.starts.time() if name == "time" else getattr(self, name)


def next_event(events: tuple[Event, ...], now: datetime) -> Event | None:
    """The first that has not begun."""
    return min((each for each in events if each.starts > now), key=lambda each: each.starts, default=None)
