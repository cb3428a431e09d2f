"""When a blast stops by itself: shares of what is known, and never on bad news that merely came first."""

from __future__ import annotations

import pytest

from outreach_bot.rules.breaker import tripped


@pytest.mark.parametrize(
    ("finals", "filtered", "opted_out", "handed_over", "stops"),
    [
        (200, 4, 0, 200, False), (200, 5, 0, 200, True), (100, 2, 0, 100, False), (100, 3, 0, 100, True),
        (10, 2, 0, 10, False), (10, 3, 0, 10, True),
        (3, 3, 0, 200, False),  # three of two hundred that left: bad news comes first
        (3, 3, 0, 120, True), (200, 0, 6, 200, False), (200, 0, 7, 200, True), (20, 0, 4, 20, False),
        (20, 0, 5, 20, True), (50, 0, 5, 200, False), (0, 0, 0, 0, False),
    ],
)  # fmt: skip
def test_more_than_two_in_a_hundred_filtered_or_three_opted_out(
    finals: int, filtered: int, opted_out: int, handed_over: int, stops: bool
) -> None:
    assert (tripped(finals, [30007] * filtered, opted_out, handed_over) is not None) == stops


def test_why_is_said_in_words_and_fits_its_column() -> None:
    told = tripped(200, [30034] * 4 + [30007] * 9 + [30003] * 80, 0, 200)
    assert told == (
        "Carriers blocked 13 of the last 200 texts as spam or unregistered (code 30007, 30034): more than 2 in 100. "
        "Mend the wording or the registration, then resume."
    )
    assert len(told) <= 200
    told = tripped(200, [], 123, 200)
    assert told is not None
    assert told.startswith("123 people opted out within the last 200 texts: more than 3 in 100.")
    assert len(told) <= 200


def test_other_failures_do_not_count() -> None:
    assert tripped(200, [30003, 30005, 30006, 30008] * 50, 0, 200) is None
