"""Texts around a day: who joins a journey gets them before a date that a fact tells. Pure: which day, not who or when.

A fact tells the *next* date as seen from a day, so that the day somebody joined says for good which date they go
towards: when the fact's value moves, their texts move along, and the next election's date is none of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema, with_config

from .facts import Facts, Quote
from .flow import STRICT
from .sentences import Words

DAY = "day"  # the placeholder of the date itself, in every text of a journey
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))? ?(?:([ap])\.?m\.?)?", re.IGNORECASE)


def read_clock(value: Any) -> time:
    """ "20:00", "8 p.m.", "10:30 AM" → time. Raises ValueError with a sentence for the author."""
    match = _CLOCK.fullmatch(str(value).strip())
    hour, minute = (int(match[1]), int(match[2] or 0)) if match else (99, 0)
    half = (match[3] or "").lower() if match else ""
    if match and half:
        hour = hour % 12 + (12 if half == "p" else 0) if 1 <= hour <= 12 else 99
    elif match and match[2] is None:
        hour = 99  # a bare number is no time of day
    if hour > 23 or minute > 59:
        raise ValueError(f"“{value}” is no time of day; write it like 10:30")
    return time(hour, minute)


Clock = Annotated[time, BeforeValidator(read_clock), WithJsonSchema({"type": "string", "pattern": "^[0-9]+:[0-9]{2}$"})]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class JourneyText:
    """One text: so many days before the journey's date, or before another one (`date`, a fact); from `at` on, in the
    person's own time, or when sending hours begin."""

    say: Words
    days_before: int = 0
    date: str | None = None
    at: Clock | None = None


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Journey:
    """`date`: the fact that tells the day. `closes`: the fact that tells when the polls close on it. `programme`: what
    a person must have agreed to."""

    id: str
    title: Words
    programme: str
    date: str
    texts: dict[str, JourneyText]
    status: Literal["live", "draft"] = "live"
    closes: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One date of a journey as it is known today. Who joined from `since` to `until` (both included) heads for it."""

    quote: Quote
    day: date
    since: date
    until: date


def occasions(journey: Journey, facts: Facts, today: date) -> Iterator[Occasion]:
    """Every date that the fact may tell today: confirmed, and not past its review."""
    fact = facts.facts.get(journey.date)
    for value in fact.values if fact is not None else ():
        quote = facts.quote(journey.date, on=value.start or value.until or today, today=today)
        if quote is not None and isinstance(quote.value, date):
            yield Occasion(quote, quote.value, value.start or date.min, value.until or date.max)


def occasion_of(journey: Journey, facts: Facts, joined: date, today: date) -> Occasion | None:
    """The date that somebody who joined on this day goes towards; None while it is not known."""
    return next((each for each in occasions(journey, facts, today) if each.since <= joined <= each.until), None)


def day_of(text: JourneyText, occasion: Occasion, facts: Facts, today: date) -> date | None:
    """The day on which a text goes out; None while its date is not known, or is another occasion's."""
    day = occasion.day
    if text.date is not None:
        told = facts.quote(text.date, on=occasion.day if occasion.since == date.min else occasion.since, today=today)
        if told is None or not isinstance(told.value, date) or not occasion.since <= told.value <= occasion.day:
            return None
        day = told.value
    return day - timedelta(days=text.days_before)


def closing(journey: Journey, occasion: Occasion, facts: Facts, today: date) -> time | None:
    """When the polls close on the day; None when the journey names none, or it is not known."""
    told = facts.quote(journey.closes, on=occasion.day, today=today) if journey.closes else None
    try:
        return read_clock(told.value) if told is not None else None
    except ValueError:
        return None
