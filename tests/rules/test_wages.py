"""What is owed, worked by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.wages import (
    Span,
    WagesOwed,
    first_in_time,
    hourly_rate,
    in_court,
    owed_over,
    tip_credit,
    too_late,
    wages_owed,
    week_shortfall,
)

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


SERVER = D("6.00")  # a cash wage for the arithmetic, not a fact


@pytest.mark.parametrize(
    ("rate", "tips", "hours", "credit", "rule"),
    [
        # 16.00 - 6.00, and 400.00 / 20 = 20.00 an hour in tips is more than that
        ("6", "400", "20", "10.00", "tips up to the minimum: Conn. Gen. Stat. 31-60(b)"),
        # 100.00 / 20
        ("6", "100", "20", "5.00", "no credit for tips that were not had: 29 CFR 531.59"),
        # what was agreed is unlawfully low: 16.00 - 6.00, not 16.00 - 4.00
        ("4", "400", "20", "10.00", "the cash wage has a floor: 31-60(b)"),
        # 16.00 - 12.00
        ("12", "400", "20", "4.00", "a higher cash wage leaves less to make up"),
        ("16", "400", "20", "0", "the wage alone reaches the minimum"),
        ("20", "400", "20", "0", "the wage alone is above the minimum"),
        ("6", "0", "20", "0", "no tips, no credit"),
        ("6", "0", "0", "0", "no hours"),
    ],
)
def test_tip_credit(rate, tips, hours, credit, rule):
    assert tip_credit(D(rate), D(tips), D(hours), MINIMUM, SERVER) == D(credit), rule


@pytest.mark.parametrize(
    ("regular_hours", "overtime_hours", "rate", "credit", "owed", "rule"),
    [
        # 20 × (16.00 - 10.00)
        ("20", "0", "6", "10", ("120.00", "0.00", "120.00"), "minimum less the credit: 31-60(b)"),
        # 20 × (16.00 - 5.00): the employer makes up for the tips that did not come
        ("20", "0", "6", "5", ("220.00", "0.00", "220.00"), "the employer pays the difference: 31-60(b)"),
        # 40 × 6.00; 5 × (16.00 × 1.5 - 10.00) = 5 × 14.00, not 5 × 6.00 × 1.5
        ("40", "5", "6", "10", ("240.00", "70.00", "310.00"), "overtime of the full rate: 29 CFR 531.60; 31-76c"),
    ],
)
def test_wages_owed_with_tips(regular_hours, overtime_hours, rate, credit, owed, rule):
    found = wages_owed(D(regular_hours), D(overtime_hours), D(rate), MINIMUM, D(credit))
    assert (found.regular, found.overtime, found.total) == tuple(map(D, owed)), rule


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("6", "-1", "20", "16", "6"), "tips must be"),
        (("6", "10", "20", "16", "17"), "cash wage must be between 0 and 16"),
        (("6", "10", "-1", "16", "6"), "hours must be"),
    ],
)
def test_impossible_tips_are_refused(arguments, says):
    with pytest.raises(ValueError, match=says):
        tip_credit(*map(D, arguments))


def test_a_credit_above_the_wage_is_refused():
    with pytest.raises(ValueError, match="tip credit must be"):
        wages_owed(D(1), D(0), D(6), MINIMUM, D(17))


@given(HOURS.filter(bool), HOURS, st.decimals("0", "15", places=2), st.decimals("0", "9999", places=2))
def test_wage_and_tips_together_reach_the_minimum(regular_hours, overtime_hours, rate, tips):
    hours = regular_hours + overtime_hours
    credit = tip_credit(rate, tips, hours, MINIMUM, SERVER)
    owed = wages_owed(regular_hours, overtime_hours, rate, MINIMUM, credit)
    assert owed.total + tips >= regular_hours * MINIMUM + overtime_hours * MINIMUM * 3 / 2 - D("0.01")
    assert owed.total >= regular_hours * SERVER - D("0.01")


@pytest.mark.parametrize(
    ("hours", "rate", "paid_hours", "lacks", "rule"),
    [
        # 30 × 16.00 - 30 × 12.00
        ("30", "12", "30", "120.00", "the difference to the minimum: Conn. Gen. Stat. 31-68(a), 31-58"),
        # 50 hours at 20.00 all straight: 10 × 10.00, the missing half
        ("50", "20", "50", "100.00", "straight pay for overtime: 31-76c; 31-68(a)"),
        # the 10 hours above 40 not paid at all: 10 × 30.00
        ("50", "20", "40", "300.00", "overtime not paid: 31-76c"),
        # 40 × 16.00 + 10 × 24.00 = 880.00, less 50 × 12.00
        ("50", "12", "50", "280.00", "below the minimum, overtime too: 31-58, 31-76c"),
        ("40", "16", "40", "0.00", "all is paid"),
        ("0", "16", "0", "0.00", "no hours"),
    ],
)
def test_week_shortfall(hours, rate, paid_hours, lacks, rule):
    assert week_shortfall(D(hours), D(rate), D(paid_hours), MINIMUM, D(40)) == D(lacks), rule


@pytest.mark.parametrize(
    ("hours", "paid_hours", "says"), [("169", "10", "hours in a week must be"), ("10", "11", "hours paid must be")]
)
def test_impossible_weeks_are_refused(hours, paid_hours, says):
    with pytest.raises(ValueError, match=says):
        week_shortfall(D(hours), D(20), D(paid_hours), MINIMUM, D(40))


@given(st.decimals("0", "168", places=2), RATES)
def test_who_gets_time_and_a_half_lacks_nothing(hours, rate):
    rate = max(rate, MINIMUM)
    lacks = week_shortfall(hours, rate, hours, MINIMUM, D(40))
    assert abs(lacks - max(hours - 40, D(0)) * rate / 2) <= D("0.02")


@pytest.mark.parametrize(
    ("last_day", "late"),
    [  # on 2026-11-20; two years: Conn. Gen. Stat. 52-596
        (date(2026, 11, 19), False),
        (date(2024, 11, 21), False),
        (date(2024, 11, 20), False),  # the last day on which it is in time
        (date(2024, 11, 19), True),
        (date(2020, 1, 1), True),
    ],
)
def test_too_late(last_day, late):
    assert too_late(last_day, date(2026, 11, 20), 2) is late


def test_a_leap_day_has_two_whole_years():
    assert not too_late(date(2024, 2, 29), date(2026, 2, 28), 2)
    assert too_late(date(2024, 2, 29), date(2026, 3, 1), 2)


@given(st.dates(date(2000, 1, 1), date(2060, 1, 1)), st.integers(1, 4))
def test_the_first_day_in_time_is_the_day_before_which_it_is_too_late(today, years):
    first = first_in_time(today, years)
    assert not too_late(first, today, years)
    assert too_late(first - timedelta(days=1), today, years)


@pytest.mark.parametrize(
    ("spans", "days", "regular_hours", "overtime_hours", "rate", "tips", "owed"),
    [
        # 72 of 80 hours in a year of 16.35, 8 in the next: 72 × 16.35 + 8 × 16.94
        ([(36, "16.35"), (4, "16.94")], 40, "80", "0", "16.35", "0", "1312.72"),
        # pay above both minimums: 80 × 18
        ([(36, "16.35"), (4, "16.94")], 40, "80", "0", "18", "0", "1440.00"),
        # one day, one minimum
        ([(1, "16.00")], 1, "10", "0", "12", "0", "160.00"),
        # half of the days lie beyond the limit: 20 × 20 + 5 × 20 × 1.5
        ([(10, "16.00")], 20, "40", "10", "20", "0", "550.00"),
        # a server, by halves: credit min(16 − 6.38, 100 ÷ 20) = 5 each hour; 10 × (16 − 5) + 10 × (15 − 5)
        ([(5, "16.00", "6.38"), (5, "15.00", "6.38")], 10, "20", "0", "6.38", "100", "210.00"),
    ],
)
def test_hours_over_a_change_of_the_minimum_wage(spans, days, regular_hours, overtime_hours, rate, tips, owed):
    """Minimum wage by date worked: Conn. Gen. Stat. 31-58, 31-60; two years: 52-596."""
    worked = [Span(length, *map(D, wages)) for length, *wages in spans]
    found = owed_over(worked, days, D(regular_hours), D(overtime_hours), D(rate), D(tips))
    assert found == D(owed)


@pytest.mark.parametrize("spans", [[], [Span(3, MINIMUM)]])
def test_days_that_are_not_there_are_refused(spans):
    with pytest.raises(ValueError, match="days counted must be between 1 and 2"):
        owed_over(spans, 2, D(8), D(0), D(20))


def test_in_court():
    assert in_court(D("950.25"), 2) == D("1900.50")  # twice: Conn. Gen. Stat. 31-68, 31-72
