"""When the office is open: for flows that offer a call now, or tomorrow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from pydantic import ConfigDict, with_config

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@with_config(ConfigDict(extra="forbid"))
@dataclass(slots=True, kw_only=True)
class Office:
    """`days`: mon tue …; `hours`: "09:00-17:00", in the organisation's zone."""

    days: list[str]
    hours: str

    def __post_init__(self) -> None:
        if not self.days or set(self.days) - set(DAYS):
            raise ValueError(f"days are written {', '.join(DAYS)}")
        opens, closes = self._hours()
        if opens >= closes:
            raise ValueError('hours are written "09:00-17:00", and the office opens before it closes')

    def is_open(self, now: datetime) -> bool:
        """`now` in the organisation's zone."""
        opens, closes = self._hours()
        return DAYS[now.weekday()] in self.days and opens <= now.time() < closes

    def _hours(self) -> tuple[time, time]:
        opens, _, closes = self.hours.partition("-")
        try:
            return time.fromisoformat(opens.strip()), time.fromisoformat(closes.strip())
        except ValueError:
            raise ValueError(f'hours are written "09:00-17:00", not “{self.hours}”') from None
