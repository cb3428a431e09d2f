"""The crash test of `make chaos`, a few hundred people long."""

from __future__ import annotations

import pytest

from tests.chaos.__main__ import framed
from tests.chaos.crash import crash

SEEDS = {"sqlite": 23, "postgresql": 21}  # whose fourteen strikes are of every kind
WANTED = {
    "Redis emptied", "a blast worker killed", "the database away", "the carrier's faults changed", "texts came in",
}  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nobody_twice_and_nobody_lost_in_a_storm(database: str) -> None:
    told = crash(database, 250, seed=SEEDS[database], strikes=14, most=14, every_seconds=0.15, say=lambda _: None)
    assert told.verdict.passed, framed(told)
    assert told.done.keys() >= WANTED
    assert told.verdict.people == 250
