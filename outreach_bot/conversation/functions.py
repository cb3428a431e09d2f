"""The functions expressions may call. Sums about law are here, tested, and never in YAML.

Each takes a `Reader` first: the facts and the day of this turn. Values are plain; None means "not known", and a flow
must ask `known("name")` before it counts with one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ..rules import elections, wages
from . import events
from .facts import Facts, Quote
from .office import Office


@dataclass(slots=True)
class Reader:
    """What an expression may read besides names, and what it did read."""

    facts: Facts
    today: date
    known: Mapping[str, Any]
    now: datetime  # in the organisation's zone
    office: Office | None
    read: list[Quote] = field(default_factory=list)


def known(reader: Reader, name: str) -> bool:
    return name in reader.known


def fact(reader: Reader, fact_id: str, day: date) -> Any:
    """The value in force on that day if it may be quoted today without a mark, else None."""
    quote = reader.facts.quote(fact_id, on=day, today=reader.today)
    if quote is None or quote.unconfirmed:
        return None
    reader.read.append(quote)
    return quote.value


def next_election(reader: Reader, town: str | None) -> int | None:
    """The entry of the next vote that is no primary, for somebody in that town (none: as everywhere). Keep it as
    `election`: texts then may say {election.day:date} and so on."""
    return _entry(elections.next_election(reader.facts.calendar, reader.today, town))


def next_primary(reader: Reader, town: str | None, party: str | None) -> int | None:
    """The entry of the next primary of that party in that town: a primary is only where it is contested, and for the
    party's enrolled members. None for everybody else: they look it up. Keep it as `election`."""
    return _entry(elections.next_primary(reader.facts.calendar, reader.today, town, party))


def next_vote(reader: Reader, town: str | None, party: str | None) -> int | None:
    """The entry of whichever comes first, `next_primary` or `next_election`. Keep it as `election`."""
    return _entry(elections.next_vote(reader.facts.calendar, reader.today, town, party))


def is_primary(reader: Reader, election: int) -> bool:
    found = reader.facts.election(election)
    return found is not None and found.kind in elections.PRIMARIES


def primaries_ahead(reader: Reader) -> bool:
    """Has anybody entered one? Without, asking for town and party leads nowhere."""
    return any(each.kind in elections.PRIMARIES and each.day >= reader.today for each in reader.facts.calendar)


def elections_ahead(reader: Reader) -> bool:
    """The same for votes that are no primary."""
    return any(each.kind not in elections.PRIMARIES and each.day >= reader.today for each in reader.facts.calendar)


def next_event(reader: Reader) -> str | None:
    """The id of the first event that has not begun. Keep it as `event`: texts then may say {event.title} and so on."""
    found = events.next_event(reader.facts.events, reader.now)
    return found.id if found else None


def _entry(election: elections.Election | None) -> int | None:
    return election.entry if election else None


def today(reader: Reader) -> date:
    return reader.today


def days_since(reader: Reader, day: date) -> int:
    return (reader.today - day).days


def days_until(reader: Reader, day: date) -> int:
    """Negative when it has passed: for branches on an election's date."""
    return (day - reader.today).days


def open_now(reader: Reader) -> bool:
    """Is the office open, by `office` in bot.yaml? Without it: no."""
    return reader.office is not None and reader.office.is_open(reader.now)


def hourly_rate(_: Reader, amount: Decimal, per: str, hours: Decimal | int) -> Decimal:
    return wages.hourly_rate(Decimal(amount), per, Decimal(hours))  # type: ignore[arg-type]


def wages_owed(
    reader: Reader,
    hours: Decimal | int,
    overtime_hours: Decimal | int,
    rate: Decimal,
    first_day: date,
    last_day: date,
    years: int,
    minimum: str,
    cash: str | None = None,
    tips: Decimal | int = 0,
) -> Decimal | None:
    """Dollars for `hours`, of which `overtime_hours` are overtime, unpaid from `first_day` to `last_day`; work longer
    than `years` ago is left out. `minimum`: the fact that tells the minimum wage of a day, `cash`: of tipped workers
    the lowest cash wage. None when one of them is not known for some day."""
    first = max(first_day, wages.first_in_time(reader.today, years))
    facts = [minimum] if cash is None else [minimum, cash]
    spans: list[wages.Span] = []
    for day in (first + timedelta(days=after) for after in range((last_day - first).days + 1)):
        told = [reader.facts.quote(each, on=day, today=reader.today) for each in facts]
        quotes = [quote for quote in told if quote is not None and not quote.unconfirmed]
        if len(quotes) < len(facts):
            return None
        reader.read += [quote for quote in quotes if quote not in reader.read]
        figures = [Decimal(str(quote.value)) for quote in quotes]
        if spans and [spans[-1].minimum, spans[-1].cash_minimum][: len(facts)] == figures:
            spans[-1] = replace(spans[-1], days=spans[-1].days + 1)
        else:
            spans.append(wages.Span(1, *figures))
    days = (last_day - first_day).days + 1
    regular, overtime = Decimal(hours) - Decimal(overtime_hours), Decimal(overtime_hours)
    return wages.owed_over(spans, days, regular, overtime, Decimal(rate), Decimal(tips))


def week_shortfall(
    _: Reader, hours: Decimal | int, rate: Decimal, paid_hours: Decimal | int, minimum: Decimal, overtime_after: int
) -> Decimal:
    worked, paid = Decimal(hours), Decimal(paid_hours)
    return wages.week_shortfall(worked, Decimal(rate), paid, Decimal(minimum), Decimal(overtime_after))


def too_late(reader: Reader, last_day: date, years: int) -> bool:
    return wages.too_late(last_day, reader.today, years)


def in_court(_: Reader, owed: Decimal, times: int) -> Decimal:
    return wages.in_court(Decimal(owed), times)


FUNCTIONS: dict[str, Callable[..., Any]] = {
    f.__name__: f
    for f in (
        known, fact, next_election, next_primary, next_vote, is_primary, elections_ahead, primaries_ahead,
        next_event, today, days_since, days_until, open_now, hourly_rate, wages_owed, week_shortfall,
        too_late, in_court,
    )
}  # fmt: skip
MAY_BE_EMPTY = ("fact", "next_election", "next_primary", "next_vote", "next_event", "wages_owed")
