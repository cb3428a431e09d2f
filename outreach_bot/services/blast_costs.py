"""What blasts have cost, by what they were for: an organisation reports lobbying and candidates apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

from ..storage import blast_reports
from ..storage.blast_reports import Spent
from ..storage.blasts import BlastRow
from .ports import Bot

By = Literal["purpose", "blast", "month"]
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cost:
    """US dollars; at the price of each blast's launch."""

    what: str
    blasts: int
    people: int
    segments: int
    cost: Decimal


def costs(bot: Bot, by: By, since: date | None = None) -> list[Cost]:
    """The dearest first. `since`: only blasts that were launched on that day or later, in the organisation's zone."""
    zone = bot.zone
    start = BEGINNING if since is None else datetime.combine(since, time(), zone)
    with bot.database.reading() as connection:
        found = blast_reports.spent(connection, start)
    groups: defaultdict[str, list[Spent]] = defaultdict(list)
    for each in found:
        groups[_key(each, by, zone)].append(each)
    told = [_sum(bot, what, each) for what, each in groups.items()]
    return sorted(told, key=lambda cost: (-cost.cost, cost.what))


def _key(spent: Spent, by: By, zone: ZoneInfo) -> str:
    if by == "blast":
        return f"{spent.blast_id} {spent.name}"
    return spent.purpose if by == "purpose" else spent.launched_at.astimezone(zone).strftime("%Y-%m")


def _sum(bot: Bot, what: str, found: list[Spent]) -> Cost:
    today = bot.organisation.sending.price_per_segment
    total = sum((Decimal(each.price or today) * each.segments for each in found), Decimal(0))
    return Cost(
        what, len(found), sum(each.people for each in found), sum(each.segments for each in found),
        total.quantize(Decimal("0.01")),
    )  # fmt: skip


def price(bot: Bot, blast: BlastRow) -> Decimal:
    """US dollars a segment, or for a picture message each: as it was at the launch, or is today."""
    sending = bot.organisation.sending
    today = sending.price_per_picture if blast.picture else sending.price_per_segment
    return Decimal(blast.price or today or sending.price_per_segment)


def dollars(count: int, each: Decimal) -> Decimal:
    return (each * count).quantize(Decimal("0.01"))
