"""What unpaid work is worth under Connecticut and federal wage law. An estimate before taxes and before any penalty."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

_CENT = Decimal("0.01")
_OVERTIME = Decimal("1.5")
_MOST_HOURS = Decimal(20_000)
_MOST_RATE = Decimal(1_000)


@dataclass(frozen=True, slots=True)
class WagesOwed:
    """Dollars, to the cent. `rate_used`: dollars an hour, the higher of what was agreed and the legal minimum."""

    rate_used: Decimal
    below_minimum: bool
    regular: Decimal
    overtime: Decimal
    total: Decimal


def wages_owed(regular_hours: Decimal, overtime_hours: Decimal, rate: Decimal, minimum: Decimal) -> WagesOwed:
    """What is owed for hours that were not paid at all.

    `overtime_hours`: those beyond 40 in a workweek, owed at one and a half times the regular rate (Conn. Gen. Stat.
    31-76c; 29 USC 207(a)(1)). `rate`: dollars an hour agreed; when it is less than `minimum`, the minimum wage of the
    dates worked, the minimum is owed instead (Conn. Gen. Stat. 31-58, 31-60). Not for work that the law treats
    otherwise: live-in, home care, tipped, farm, salaried. Sums are rounded half up to the cent. ValueError for
    impossible numbers.
    """
    _check("regular hours", regular_hours, _MOST_HOURS)
    _check("overtime hours", overtime_hours, _MOST_HOURS)
    _check("hourly rate", rate, _MOST_RATE)
    _check("minimum wage", minimum, _MOST_RATE)
    if minimum == 0:
        raise ValueError("the minimum wage must be more than zero")
    rate_used = max(rate, minimum)
    regular, overtime = _cents(regular_hours * rate_used), _cents(overtime_hours * rate_used * _OVERTIME)
    return WagesOwed(rate_used, rate < minimum, regular, overtime, regular + overtime)


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
