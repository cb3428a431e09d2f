"""When a person may be texted by a blast: their zone, its hours, a conversation that goes on, their share of texts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from ..conversation.state import ASK_AFTER
from ..rules import quiet_hours
from ..storage.audience import Person
from ..storage.blasts import Caps
from .ports import Bot

LAST_SECONDS = 30  # of a zone's day, in which nothing is handed over any more: a text must also arrive in time


def window(bot: Bot) -> quiet_hours.Window:
    return quiet_hours.Window.parse(bot.organisation.sending.hours)


def zone_of(bot: Bot, person: Person) -> ZoneInfo:
    return quiet_hours.zone_for(person.number, person.zip, None, bot.zone)


def zones_open(bot: Bot, zones: Iterable[str]) -> list[str]:
    """Those of `zones` where it is not quiet time now, nor about to be."""
    now, hours = bot.clock.now(), window(bot)
    return [zone for zone in zones if quiet_hours.seconds_left(now, ZoneInfo(zone), hours) >= LAST_SECONDS]


def valid_seconds(bot: Bot, zone: str | None, until: datetime | None) -> int:
    """How long the carrier may go on trying: until the person's evening, or the blast's end. Twilio takes 1 to 36,000
    (its Message resource, ValidityPeriod)."""
    now = bot.clock.now()
    left = quiet_hours.seconds_left(now, ZoneInfo(zone or bot.organisation.timezone), window(bot))
    if until is not None:
        left = min(left, int((until - now).total_seconds()))
    return max(LAST_SECONDS, min(left, 36_000))


def talking_since(bot: Bot) -> datetime:
    """A conversation in which nothing was said since then keeps no blast away: people often leave a question open, and
    after so long the bot itself asks before it goes on."""
    return bot.clock.now() - ASK_AFTER


def caps(bot: Bot) -> Caps:
    per_person = bot.organisation.sending.per_person
    return Caps(per_person.day, per_person.week)
