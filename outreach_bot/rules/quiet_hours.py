"""When a text that the bot starts may go out, in the person's own time. Answers to a person's own text are exempt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

# 47 CFR 64.1200(c)(1): 8 a.m. to 9 p.m. at the called party's location. No setting goes beyond it. Connecticut's own
# window for sales messages is 09:00-20:00 (Conn. Gen. Stat. 42-288a as amended by PA 23-98), the default of bot.yaml.
EARLIEST, LATEST = time(8), time(21)

_NORTH_AMERICAN = re.compile(r"\+1[2-9][0-9]{9}", re.ASCII)
_WINDOW = re.compile(r"\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Window:
    """Sending is allowed from `start` until just before `end`, local time, every day."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Window:
        """ "09:00-20:00" → Window. ValueError, saying what to write, for what is none or goes beyond 08:00-21:00."""
        match = _WINDOW.fullmatch(text)
        hours = [int(part) for part in match.groups()] if match else [99] * 4
        if hours[0] > 23 or hours[2] > 23 or hours[1] > 59 or hours[3] > 59:
            raise ValueError(f'sending hours are written like "09:00-20:00", not {text!r}')
        window = cls(time(hours[0], hours[1]), time(hours[2], hours[3]))
        if not EARLIEST <= window.start < window.end <= LATEST:
            raise ValueError(f"sending hours must lie within 08:00-21:00 and begin before they end, not {text!r}")
        return window


def next_allowed(now: datetime, zone: ZoneInfo, window: Window) -> datetime:
    """The first moment from `now` on at which sending is allowed, in UTC: `now` itself inside the window, else the next
    opening. `now` must be aware (ValueError). Clock changes are the zone's."""
    local = _local(now, zone)
    if local.time() < window.start:
        return _at(local.date(), window.start, zone)
    if local.time() < window.end:
        return now.astimezone(UTC)
    return _at(local.date() + timedelta(days=1), window.start, zone)


def seconds_left(now: datetime, zone: ZoneInfo, window: Window) -> int:
    """Seconds until today's window closes; 0 outside it. For a message's validity: it must also arrive inside."""
    local = _local(now, zone)
    if not window.start <= local.time() < window.end:
        return 0
    return int((_at(local.date(), window.end, zone) - now).total_seconds())


def zone_for(e164: str | None, zip_code: str | None, declared: str | None, default: ZoneInfo) -> ZoneInfo:
    """The zone a person lives in, by the best evidence: the zone they declared, then their ZIP, then the area code if
    it lies in one zone (last, as people keep their number when they move), else `default`. Bad input is skipped."""
    return _zone(declared) or _zone(_zone_of_zip(zip_code)) or _zone(_zone_of_number(e164)) or default


def _zone(name: str | None) -> ZoneInfo | None:
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _zone_of_zip(zip_code: str | None) -> str | None:
    """The Northeast and Puerto Rico, where ZIPs and zones agree; elsewhere a three-digit area may hold two zones."""
    if not zip_code or not re.match(r"\d{5}", zip_code, re.ASCII):
        return None
    area = zip_code[:3]
    if area in ("006", "007", "008", "009"):
        return "America/Puerto_Rico"
    return "America/New_York" if "010" <= area <= "089" or "100" <= area <= "199" or area == "005" else None


def _zone_of_number(e164: str | None) -> str | None:
    """In North America the first six digits decide, and are remembered: a million people have a few thousand."""
    if e164 and _NORTH_AMERICAN.fullmatch(e164):
        return _zone_asked(e164[:8] + "0123")
    return _zone_asked(e164 or "")


@lru_cache(maxsize=1 << 14)
def _zone_asked(e164: str) -> str | None:
    try:
        zones = time_zones_for_number(phonenumbers.parse(e164))
    except phonenumbers.NumberParseException:
        return None
    return zones[0] if len(zones) == 1 and zones[0] != "Etc/Unknown" else None


def _local(now: datetime, zone: ZoneInfo) -> datetime:
    if now.tzinfo is None:
        raise ValueError("the time must say its zone")
    return now.astimezone(zone)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
