"""Texts around a day: who joins a journey gets them before the election, or the event, that they were told of. Pure:
which day, not who or when.

An occasion has a name that stays when its day is corrected, so that the texts move along; one that was called off, or
another person's, is none of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema, with_config

from ..rules.elections import Election, part
from .events import Event
from .facts import ENTRY, Facts, Quote
from .flow import STRICT
from .sentences import Words

LATELY = timedelta(days=7)  # so long after its day, VOTED is still about that election
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
    """One text: so many days before the journey's day, or before another one that follows from it (`date`); from `at`
    on, in the person's own time, or when sending hours begin."""

    say: Words
    days_before: int = 0
    date: Literal["register_by", "change_party_by", "enroll_by", "early_from", "early_until"] | None = None
    at: Clock | None = None


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Journey:
    """`around`: what it leads to; the flow that starts it keeps one under this name. `closes`: the fact that tells when
    the polls close on the day (an event closes when it begins). `programme`: what a person must have agreed to."""

    id: str
    title: Words
    programme: str
    around: Literal["election", "event"]
    texts: dict[str, JourneyText]
    status: Literal["live", "draft"] = "live"
    closes: str | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What somebody heads for, as it is known now: `name` says which, for good ("election.12", "event.january")."""

    name: str
    day: date
    about: Election | Event

    @property
    def values(self) -> dict[str, Any]:
        """What a flow keeps of it, so that texts can say {election.day} or {event.title}."""
        if isinstance(self.about, Event):
            return {"event": self.about.id}
        return {"election": self.about.entry}

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What every text of its day tells, in whatever words."""
        return () if isinstance(self.about, Event) else (Quote(self.name, self.day),)


def name_of(around: str, kept: object) -> str:
    """The occasion's name, from what a flow keeps of it."""
    return f"{around}.{kept}"


def ahead(around: str, kept: object, facts: Facts) -> Occasion | None:
    """The occasion that a flow keeps; None when there is none, or it was called off."""
    return occasion(name_of(around, kept), facts) if kept is not None else None


def occasion(name: str, facts: Facts) -> Occasion | None:
    """What bears this name today; None when it was called off."""
    around, _, kept = name.partition(".")
    if around == "event":
        event = facts.event(kept)
        return Occasion(name, event.starts.date(), event) if event is not None else None
    election = facts.election(int(kept)) if name.startswith(ENTRY) and kept.isdigit() else None
    return Occasion(name, election.day, election) if election is not None else None


def day_of(text: JourneyText, occasion: Occasion) -> date | None:
    """The day on which a text goes out; None where the rules give no such day."""
    day: date | None = occasion.day
    if text.date is not None:
        day = part(occasion.about, text.date, date.min) if isinstance(occasion.about, Election) else None
    return day - timedelta(days=text.days_before) if day is not None else None


def closing(journey: Journey, occasion: Occasion, facts: Facts) -> datetime | time | None:
    """When it is too late on the day: an event begins, the polls close (a time of the organisation's zone). None when
    the journey names no fact, or it is not known."""
    if isinstance(occasion.about, Event):
        return occasion.about.starts
    told = facts.quote(journey.closes, on=occasion.day, today=occasion.day) if journey.closes else None
    try:
        return read_clock(told.value) if told is not None else None
    except ValueError:
        return None


def first(occasions: Iterable[str], facts: Facts, today: date) -> str | None:
    """Of these, the one that "I voted" is about: the first that is not long past."""
    found = [each for name in occasions if (each := occasion(name, facts)) is not None and each.day >= today - LATELY]
    return min(found, key=lambda each: each.day).name if found else None
