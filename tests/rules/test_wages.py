"""What is owed, worked by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.wages import WagesOwed, hourly_rate, wages_owed

MINIMUM = Decimal("16.00")  # a figure for the arithmetic, not a fact
D = Decimal
HOURS = st.decimals("0", "5000", places=2)
RATES = st.decimals("0", "1000", places=2)


@pytest.mark.parametrize(
    ("regular_hours", "overtime_hours", "rate", "owed", "rule"),
    [
        # 10 × 20.00
        ("10", "0", "20", ("20", False, "200.00", "0.00", "200.00"), "wages earned are due: Conn. Gen. Stat. 31-71b"),
        # 40 × 20.00; 5 × 20.00 × 1.5
        (
            "40",
            "5",
            "20",
            ("20", False, "800.00", "150.00", "950.00"),
            "time and a half over 40: 31-76c; 29 USC 207(a)(1)",
        ),
        # 8 × 16.00, not 8 × 12.00
        (
            "8",
            "0",
            "12",
            ("16.00", True, "128.00", "0.00", "128.00"),
            "never below the minimum fair wage: 31-58, 31-60",
        ),
        # overtime on the minimum: 2 × 16.00 × 1.5
        ("40", "2", "12", ("16.00", True, "640.00", "48.00", "688.00"), "overtime of the lawful rate: 31-58, 31-76c"),
        # exactly the minimum is not below it
        ("1", "0", "16.00", ("16.00", False, "16.00", "0.00", "16.00"), "31-58"),
        # nothing agreed: the minimum
        ("1.5", "0", "0", ("16.00", True, "24.00", "0.00", "24.00"), "31-58"),
        # 1 × 15.69 × 1.5 with the minimum below: 23.535, half a cent goes up
        ("0", "1", "16.69", ("16.69", False, "0.00", "25.04", "25.04"), "half up: 16.69 × 1.5 = 25.035"),
        # 0.25 × 17.50 = 4.375
        ("0.25", "0", "17.50", ("17.50", False, "4.38", "0.00", "4.38"), "half up"),
        ("0", "0", "20", ("20", False, "0.00", "0.00", "0.00"), "no hours, nothing owed"),
    ],
)
def test_wages_owed(regular_hours, overtime_hours, rate, owed, rule):
    used, below, regular, overtime, total = owed
    expected = WagesOwed(D(used), below, D(regular), D(overtime), D(total))
    assert wages_owed(D(regular_hours), D(overtime_hours), D(rate), MINIMUM) == expected, rule


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-1", "0", "20", "16"), "regular hours must be between 0 and 20000, not -1"),
        (("1", "-0.5", "20", "16"), "overtime hours must be"),
        (("1", "0", "-20", "16"), "hourly rate must be"),
        (("1", "0", "20", "0"), "minimum wage must be more than zero"),
        (("1", "0", "1000.01", "16"), "hourly rate must be between 0 and 1000"),
        (("20001", "0", "20", "16"), "regular hours must be"),
        (("NaN", "0", "20", "16"), "regular hours must be"),
        (("1", "0", "Infinity", "16"), "hourly rate must be"),
    ],
)
def test_impossible_numbers_are_refused(arguments, says):
    with pytest.raises(ValueError, match=says):
        wages_owed(*map(D, arguments))


@pytest.mark.parametrize(
    ("amount", "per", "hours", "rate"),
    [
        ("18.50", "hour", "0", "18.50"),
        ("150", "day", "10", "15.0000"),  # 29 CFR 778.112
        ("600", "week", "45", "13.3333"),  # 29 CFR 778.113
        ("700", "week", "40", "17.5000"),
    ],
)
def test_hourly_rate(amount, per, hours, rate):
    assert hourly_rate(D(amount), per, D(hours)) == D(rate)


@pytest.mark.parametrize(
    ("amount", "per", "hours", "says"),
    [
        ("150", "day", "25", "hours in a day must be between 0 and 24"),
        ("600", "week", "169", "hours in a week must be between 0 and 168"),
        ("600", "week", "0", "hours in a week must be more than zero"),
        ("-1", "hour", "1", "pay must be"),
        ("sNaN", "day", "1", "pay must be"),
    ],
)
def test_impossible_pay_is_refused(amount, per, hours, says):
    with pytest.raises(ValueError, match=says):
        hourly_rate(D(amount), per, D(hours))


def test_a_rate_found_from_a_weeks_pay_gives_the_weeks_pay_back():
    rate = hourly_rate(D(800), "week", D(45))
    assert wages_owed(D(45), D(0), rate, MINIMUM).total == D("800.00")


@given(HOURS, HOURS, RATES, RATES.filter(bool))
def test_the_parts_add_up_and_nobody_gets_less_than_the_minimum(regular_hours, overtime_hours, rate, minimum):
    owed = wages_owed(regular_hours, overtime_hours, rate, minimum)
    assert owed.total == owed.regular + owed.overtime
    assert owed.rate_used >= minimum
    assert owed.below_minimum == (rate < minimum)
    assert abs(owed.total - (regular_hours + overtime_hours * 3 / 2) * owed.rate_used) <= D("0.01")
    assert owed.total == owed.total.quantize(D("0.01"))
