"""What is owed. Sums only: the minimum wage comes in as an argument, from dated facts.

Overtime is one and a half times the regular rate for hours over 40 in a workweek (Conn. Gen. Stat. 31-76c; 29 USC
207); nobody is paid less than the minimum wage of the dates worked (Conn. Gen. Stat. 31-58, 31-60).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

OVERTIME_FACTOR = Decimal("1.5")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WagesOwed:
    """Dollars, before taxes. `rate_used` is the pay promised, or the minimum wage where that is higher."""

    rate_used: Decimal
    below_minimum: bool
    regular: Decimal
    overtime: Decimal
    total: Decimal


def wages_owed(regular_hours: Decimal, overtime_hours: Decimal, rate: Decimal, minimum: Decimal) -> WagesOwed:
    """For unpaid hours, `overtime_hours` of them above 40 in a week. Raises ValueError for negative values."""
    if min(regular_hours, overtime_hours, rate, minimum) < 0:
        raise ValueError("hours and rates cannot be negative")
    used = max(rate, minimum)
    regular = _cents(regular_hours * used)
    overtime = _cents(overtime_hours * used * OVERTIME_FACTOR)
    return WagesOwed(_cents(used), rate < minimum, regular, overtime, regular + overtime)


def hourly_rate(amount: Decimal, per: Literal["hour", "day", "week"], hours: Decimal) -> Decimal:
    """The regular rate: what is paid for a day or a week, by the hours worked in it (29 CFR 778.109).
    Raises ValueError when there are no hours to divide by."""
    if per == "hour":
        return _cents(amount)
    if amount < 0 or hours <= 0:
        raise ValueError("a rate needs hours above zero")
    return _cents(amount / hours)


def _cents(value: Decimal) -> Decimal:
    return value.quantize(_CENT, rounding=ROUND_HALF_UP)
