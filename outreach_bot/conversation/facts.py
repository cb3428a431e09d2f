"""Dated, sourced values that a text may quote, and the one rule that says when it may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from ..rules.elections import Election
from .events import Event

Value = str | int | Decimal | date
About = Literal["law", "election", "contact", "history"]
ENTRY = "election."  # and the number of an entry in the calendar: the fact that tells its day
WITHDRAWN = "withdrawn"  # what is told of an entry that does not count any more
BY_NAME: frozenset[About] = frozenset({"law", "election"})  # where it is real, a person has confirmed these by name


@dataclass(frozen=True, slots=True)
class FactValue:
    """What a fact is between two days (both included; None = open). `value` None = known to be unknown."""

    value: Value | None
    source: str
    source_date: str
    confidence: Literal["high", "medium", "low"]
    start: date | None = None
    until: date | None = None
    review_by: date | None = None  # after this day it is not quoted any more; None = never goes stale
    url: str = ""
    note: str = ""

    def covers(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Fact:
    """`crisis`: a number for people in danger: quoted even past its review date, while staff are alarmed.

    `statement`: its value is a sentence of law that texts rest on (`facts:`) and say in their own words, never quoted.
    `withdrawn`: an election that was told and does not count any more.
    """

    id: str
    title: str
    values: tuple[FactValue, ...]
    crisis: bool = False
    about: About = "law"
    statement: bool = False
    withdrawn: bool = False


def told_of(election: Election, who: str, entered: date, *, withdrawn: bool = False) -> Fact:
    """An election that somebody entered by name, as the fact that texts quote: {fact.election.12:date}."""
    parts = (election.kind.replace("_", " "), election.party, election.town, election.district)
    value = FactValue(election.day, f"entered by {who}", str(entered), "high", until=election.day)
    title = ", ".join(part for part in parts if part)
    return Fact(f"{ENTRY}{election.entry}", title, () if withdrawn else (value,), about="election", withdrawn=withdrawn)


@dataclass(frozen=True, slots=True)
class Quote:
    """A value as it may be said today. `unconfirmed` ones exist in local mode only and are marked in the text."""

    fact: str
    value: Value
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts, with what staff confirmed: pairs (fact id, `str(value)`).

    `show_unconfirmed`: on a machine of one's own, what no good source proves is shown too, marked. `strict`: where real
    people are texted, nothing of the law or of elections is told that no person has confirmed by name.
    """

    facts: Mapping[str, Fact]
    confirmed: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    show_unconfirmed: bool = False
    strict: bool = False
    calendar: tuple[Election, ...] = ()  # the elections that staff entered
    events: tuple[Event, ...] = ()

    def election(self, entry: object) -> Election | None:
        return next((each for each in self.calendar if each.entry == entry and entry is not None), None)

    def event(self, event_id: object) -> Event | None:
        return next((each for each in self.events if each.id == event_id), None)

    def quote(self, fact_id: str, *, on: date, today: date) -> Quote | None:
        """The value in force `on` that day, if it may be said `today`; None → the text's `else`, or a referral."""
        fact = self.facts.get(fact_id)
        value = next((v for v in fact.values if v.covers(on)), None) if fact else None
        if fact is None or value is None or value.value is None:
            return None
        if value.review_by is not None and today > value.review_by and not fact.crisis:
            return None
        if fact.crisis or self.is_vouched_for(fact, value):
            return Quote(fact_id, value.value)
        return Quote(fact_id, value.value, unconfirmed=True) if self.show_unconfirmed else None

    def holding(self, fact_id: str, today: date) -> frozenset[str]:
        """Its values that are true today or will be, as text. Whatever else was told of it holds no more. Of a
        withdrawn election it holds that it was withdrawn."""
        fact = self.facts.get(fact_id)
        if fact is not None and fact.withdrawn:
            return frozenset({WITHDRAWN})
        found = [value for value in (fact.values if fact else ()) if value.until is None or value.until >= today]
        return frozenset(str(value.value) for value in found if value.value is not None)

    def is_vouched_for(self, fact: Fact, value: FactValue) -> bool:
        """By a good source or by a person's name; where real people are texted, law and elections only by a name."""
        by_name = (fact.id, str(value.value)) in self.confirmed
        return by_name or (value.confidence == "high" and not (self.strict and fact.about in BY_NAME))
