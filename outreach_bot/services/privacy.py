"""What is held, how old it is, and what is due: for who must be able to prove that things are forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from ..storage import carrier_erasures, retention, rotation, tallies
from ..storage.carrier_erasures import Open
from ..storage.retention import Kept
from .ports import Bot

FEW = 10  # a smaller number may be somebody
SHOWN_DAYS = 90


@dataclass(frozen=True, slots=True)
class Report:
    """`kept`: each kind of thing that is forgotten on schedule. `private_texts`: texts of private flows whose rows name
    a person, for a day at most. `erased`: day → kind → how many, of the last three months. `sealed_under`: key id
    → sealed values. `receipts`: numbers of erased people, as hashes."""

    kept: list[Kept]
    private_texts: int
    at_the_carrier: Open
    erased: dict[str, dict[str, int]]
    sealed_under: dict[str, int]
    receipts: int

    @property
    def in_time(self) -> bool:
        """Nothing is overdue or kept for ever."""
        return not any(kind.late or kind.for_ever for kind in self.kept) and not self.at_the_carrier.given_up


@dataclass(frozen=True, slots=True)
class PrivateCount:
    """How often a private flow began in a month and how it ended; a number below ten is only "<10"."""

    month: str
    flow: str
    started: int | str
    outcomes: dict[str, int | str]


def report(bot: Bot) -> Report:
    """Everything as it stands now; changes nothing."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        erased: dict[str, dict[str, int]] = {}
        since = (now - timedelta(days=SHOWN_DAYS)).date().isoformat()
        for day, what, total in tallies.of(connection, tallies.ERASED, since):
            erased.setdefault(day, {})[what] = total
        return Report(
            kept=retention.overview(connection, now), private_texts=retention.private_texts(connection),
            at_the_carrier=carrier_erasures.still_open(connection), erased=erased,
            sealed_under=rotation.sealed_under(connection), receipts=retention.receipts(connection),
        )  # fmt: skip


def private_counts(bot: Bot) -> list[PrivateCount]:
    """The newest month first: all that private flows leave."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    with bot.database.reading() as connection:
        for month, name, total in tallies.of(connection, tallies.PRIVATE):
            flow, _, what = name.partition(" ")
            found.setdefault((month, flow), {})[what] = total
    return [
        PrivateCount(month, flow, few(told.pop(tallies.STARTED, 0)), {k: few(n) for k, n in told.items()})
        for (month, flow), told in found.items()
    ]


def few(count: int) -> int | str:
    return count if count >= FEW else f"<{FEW}"
