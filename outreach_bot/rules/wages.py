"""What unpaid work is worth under Connecticut and federal wage law. An estimate before taxes and before any penalty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

_CENT = Decimal("0.01")
_OVERTIME = Decimal("1.5")
_MOST_HOURS = Decimal(20_000)
_MOST_RATE = Decimal(1_000)
_MOST_DOLLARS = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class WagesOwed:
    """Dollars, to the cent. `rate_used`: dollars an hour, the higher of what was agreed and the legal minimum."""

    rate_used: Decimal
    below_minimum: bool
    regular: Decimal
    overtime: Decimal
    total: Decimal


def wages_owed(
    regular_hours: Decimal, overtime_hours: Decimal, rate: Decimal, minimum: Decimal, credit: Decimal = Decimal(0)
) -> WagesOwed:
    """What is owed for hours that were not paid at all.

    `overtime_hours`: those beyond 40 in a workweek, owed at one and a half times the regular rate (Conn. Gen. Stat.
    31-76c; 29 USC 207(a)(1)). `rate`: dollars an hour agreed; when it is less than `minimum`, the minimum wage of the
    dates worked, the minimum is owed instead (Conn. Gen. Stat. 31-58, 31-60). `credit`: from `tip_credit`; it is taken
    off every hour, and off an overtime hour once, behind the half (29 CFR 531.60). Not for work that the law treats
    otherwise: live-in, home care, farm, salaried. Sums are rounded half up to the cent. ValueError for impossible
    numbers.
    """
    _check("regular hours", regular_hours, _MOST_HOURS)
    _check("overtime hours", overtime_hours, _MOST_HOURS)
    _check("hourly rate", rate, _MOST_RATE)
    _check("minimum wage", minimum, _MOST_RATE)
    if minimum == 0:
        raise ValueError("the minimum wage must be more than zero")
    rate_used = max(rate, minimum)
    _check("tip credit", credit, rate_used)
    regular = _cents(regular_hours * (rate_used - credit))
    overtime = _cents(overtime_hours * (rate_used * _OVERTIME - credit))
    return WagesOwed(rate_used, rate < minimum, regular, overtime, regular + overtime)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row under one minimum wage, dollars an hour. `cash_minimum`: of a tipped worker, as in `tip_credit`."""

    days: int
    minimum: Decimal
    cash_minimum: Decimal | None = None


def owed_over(
    spans: Sequence[Span],
    days: int,
    regular_hours: Decimal,
    overtime_hours: Decimal,
    rate: Decimal,
    tips: Decimal = Decimal(0),
) -> Decimal:
    """Dollars owed for hours of `days` days, at the minimum wage of the dates worked (Conn. Gen. Stat. 31-58, 31-60).

    Nobody remembers which hour was of which day: hours and tips are taken to be spread evenly over all the days. Only
    those in `spans` count: days on which wages can no longer be claimed are in `days` alone. ValueError for impossible
    numbers.
    """
    counted = sum(span.days for span in spans)
    if not 0 < counted <= days:
        raise ValueError(f"the days counted must be between 1 and {days}, not {counted}")
    total = Decimal(0)
    for span in spans:
        regular, overtime, had = (amount * span.days / days for amount in (regular_hours, overtime_hours, tips))
        cash = span.cash_minimum
        credit = tip_credit(rate, had, regular + overtime, span.minimum, cash) if cash is not None else Decimal(0)
        total += wages_owed(regular, overtime, rate, span.minimum, credit).total
    return total


def tip_credit(rate: Decimal, tips: Decimal, hours: Decimal, minimum: Decimal, cash_minimum: Decimal) -> Decimal:
    """Dollars an hour by which tips make up for a wage below the minimum: in hotels and restaurants, for servers and
    bartenders, and never more than the tips that were really had (Conn. Gen. Stat. 31-60(b); 29 CFR 531.59).

    `rate`: dollars an hour agreed, without tips; `cash_minimum`: the lowest that a tipped worker may be paid, so that
    a lower `rate` counts as this. `tips`: dollars, had in `hours`. 0 when the wage alone reaches the minimum.
    ValueError for impossible numbers.
    """
    _check("hourly rate", rate, _MOST_RATE)
    _check("tips", tips, _MOST_DOLLARS)
    _check("hours", hours, _MOST_HOURS)
    _check("minimum wage", minimum, _MOST_RATE)
    _check("cash wage", cash_minimum, minimum)
    if hours == 0:
        return Decimal(0)
    return max(min(minimum - max(rate, cash_minimum), tips / hours), Decimal(0))


def week_shortfall(
    hours: Decimal, rate: Decimal, paid_hours: Decimal, minimum: Decimal, overtime_after: Decimal
) -> Decimal:
    """What one week's pay lacks: dollars due for `hours`, less what was paid, `paid_hours` at `rate` (Conn. Gen. Stat.
    31-68(a): the difference may be recovered). Hours beyond `overtime_after` are overtime. 0 when nothing lacks.
    Not for tipped, live-in, home-care, farm or salaried work. ValueError for impossible numbers."""
    _check("hours in a week", hours, Decimal(168))
    _check("hours paid", paid_hours, hours)
    overtime = max(hours - overtime_after, Decimal(0))
    due = wages_owed(hours - overtime, overtime, rate, minimum).total
    return max(due - _cents(rate * paid_hours), Decimal("0.00"))


def too_late(last_day: date, today: date, years: int) -> bool:
    """Have `years` passed since the last unpaid day? Wages must be claimed within two years (Conn. Gen. Stat. 52-596);
    a complaint to the Labor Commissioner stops the clock. The years are counted from the day worked although the
    payday was later, so that nobody is told too late that time is short."""
    anniversary = (last_day.month, last_day.day)
    return (today.year - last_day.year, (today.month, today.day)) > (years, anniversary)


def first_in_time(today: date, years: int) -> date:
    """The earliest day worked for which it is not `too_late`."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:  # on February 29, of a year that has none
        return date(today.year - years, 3, 1)


def in_court(owed: Decimal, times: int) -> Decimal:
    """The most that a court may award for these wages: `times` the sum, twice in Connecticut; once, when the employer
    proves a good-faith belief that the pay was legal (Conn. Gen. Stat. 31-68, 31-72). Costs and fees come on top."""
    return _cents(owed * times)


def hourly_rate(amount: Decimal, per: Literal["hour", "day", "week"], hours: Decimal) -> Decimal:
    """Dollars an hour, to a hundredth of a cent: pay divided by the hours it was for (29 CFR 778.112 for a day's pay,
    778.113 for a week's). `hours`: worked in that day or week; not looked at for `per="hour"`. ValueError for
    impossible numbers."""
    _check("pay", amount, _MOST_RATE * 100)
    if per == "hour":
        return amount
    most = Decimal(24 if per == "day" else 168)
    _check(f"hours in a {per}", hours, most)
    if hours == 0:
        raise ValueError(f"hours in a {per} must be more than zero")
    return (amount / hours).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _check(name: str, value: Decimal, most: Decimal) -> None:
    if not value.is_finite() or not 0 <= value <= most:
        raise ValueError(f"{name} must be between 0 and {most}, not {value}")


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, ROUND_HALF_UP)
