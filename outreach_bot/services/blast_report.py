"""Where a blast stands, and what became of everybody: the numbers add up to the audience."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..channels.twilio_codes import explain
from ..storage import attempts, blast_reports, links
from ..storage import blasts as rows
from ..storage.blast_reports import ANSWERS_COUNT, UNPAID, Outcome
from ..storage.blasts import BlastRow, Count
from ..storage.outbox import ATTEMPTED, SUPPRESSED, WAITING
from .blast_costs import dollars, price
from .blast_hours import caps, talking_since, zones_open
from .left_out import LEFT_OUT_BECAUSE
from .ports import Bot


@dataclass(frozen=True, slots=True)
class Status:
    """Where a blast stands. `waiting` + `going` + `delivered` + `not_reached` + `unclear` + `left_out` = `audience`."""

    blast: BlastRow
    audience: int
    waiting: int
    going: int  # claimed, or with the carrier and nothing more heard
    delivered: int
    not_reached: int
    unclear: int
    left_out: int
    quiet: int  # of those waiting: it is quiet time where they are
    talking: int  # of those waiting: they are in a conversation
    had_enough: int  # of those waiting: they have had today's share of texts
    tried_again: int  # of those waiting: another attempt comes, the first of them not before `again_at`
    again_at: datetime | None
    pace: float  # the share of the sender's pace that is used, 1 unless the carrier has found us too fast

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return 1 - (self.waiting / self.audience) if self.audience else 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report; `why` says in words what the status or code means."""

    status: str
    language: str
    people: int
    segments: int
    code: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Total:
    """One language, or one reason, of a report: its lines together."""

    what: str
    people: int
    segments: int


@dataclass(frozen=True, slots=True)
class Clicks:
    """How many people had this address as a link in their text, and how many opened it."""

    url: str
    sent: int
    opened: int


@dataclass(frozen=True, slots=True)
class Report:
    """`languages` and `reasons` are the same people twice: each adds up to the audience (less the `erased`), also when
    some of it have asked to be erased. `again`: segments of attempts that were followed by another one, which
    `segments` includes. Costs in US dollars."""

    blast: BlastRow
    lines: list[Line]
    audience: int
    erased: int  # people who were erased when a blast did not keep their numbers yet
    segments: int
    cost: Decimal
    again: int
    estimated_segments: int | None
    estimated_cost: Decimal | None
    languages: list[Total]
    reasons: list[Total]
    outcomes: list[Outcome]
    links: list[Clicks]


def status(bot: Bot, blast_id: int) -> Status:
    """Raises NotFound."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        counts = rows.counts(connection, blast_id)
        zones = rows.zones_waiting(connection, blast_id)
        talking = rows.in_conversation(connection, blast_id, talking_since(bot))
        had_enough = rows.at_their_cap(connection, blast_id, now, caps(bot))
        tried_again, again_at = rows.tried_again(connection, blast_id)
    by: Counter[str] = Counter()
    for count in counts:
        by[_kind(count)] += count.people
    total = sum(by.values())
    open_zones = zones_open(bot, zones)
    return Status(
        blast, total, by["waiting"], by["going"], by["delivered"], by["not_reached"], by["unclear"], by["left_out"],
        sum(people for zone, people in zones.items() if zone not in open_zones), talking, had_enough, tried_again,
        again_at, bot.pace.share(bot.sender),
    )  # fmt: skip


def report(bot: Bot, blast_id: int) -> Report:
    """What became of everybody; the lines add up to the audience. Raises NotFound."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        counts = rows.counts(connection, blast_id)
        again = attempts.segments_paid(connection, blast_id)
        outcomes = blast_reports.outcomes(connection, blast_id, (blast.finished_at or now) + ANSWERS_COUNT)
        clicks = links.clicks(connection, blast_id)
    lines = [Line(c.status, c.language, c.people, c.segments, c.error_code, _why(c)) for c in counts]
    lines.sort(key=lambda line: (-line.people, line.status, line.language, line.why))
    told = sum(line.people for line in lines)
    paid = again + sum(_paid(line) for line in lines)
    audience = max(blast.audience or 0, told)
    return Report(
        blast=blast, lines=lines, audience=audience, erased=audience - told, segments=paid,
        cost=dollars(paid, price(bot, blast)), again=again, estimated_segments=blast.estimated_segments,
        estimated_cost=Decimal(blast.estimated_cost) if blast.estimated_cost else None,
        languages=_totals((line.language, line) for line in lines), reasons=_totals((line.why, line) for line in lines),
        outcomes=outcomes, links=[Clicks(url, *numbers) for url, numbers in sorted(clicks.items())],
    )  # fmt: skip


def _paid(line: Line) -> int:
    return 0 if line.status in UNPAID else line.segments


def _totals(lines: Iterable[tuple[str, Line]]) -> list[Total]:
    people: Counter[str] = Counter()
    paid: Counter[str] = Counter()
    for what, line in lines:
        people[what] += line.people
        paid[what] += _paid(line)
    return [Total(what, count, paid[what]) for what, count in people.most_common()]


def _kind(count: Count) -> str:
    if count.status in (rows.LEFT_OUT, SUPPRESSED):
        return "left_out"
    if count.status == WAITING:
        return "waiting"
    if count.status == "unclear":
        return "unclear"
    if count.status in rows.NOT_ARRIVED:
        return "not_reached"
    return "delivered" if count.status in ("delivered", "read") else "going"


_MEANING = {
    WAITING: "waits to be sent",
    ATTEMPTED: "being sent, or its fate is being looked up",
    "unclear": "nobody knows whether it was sent; it is not sent again",
    "sent": "handed to the person's carrier, which has not confirmed delivery",
    "delivered": "delivered",
    "read": "read",
}


def _why(count: Count) -> str:
    if count.left_out:
        return LEFT_OUT_BECAUSE.get(count.left_out, count.left_out)
    if count.error_code:
        meaning = explain(count.error_code).meaning_en
        return f"{meaning} It is tried again." if count.status == WAITING else meaning
    return _MEANING.get(count.status, "with the carrier")
