"""What a launch would do now: everybody's text rendered and counted, who is left out, what it costs, when it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from ..rules import merging, pacing, quiet_hours, segments
from ..storage import audience as audience_rows
from ..storage import blast_people, blast_reports
from ..storage import blasts as rows
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from . import audiences, blast_audience, blast_checks, blast_texts, inbox
from .blast_costs import dollars, price
from .blast_flows import Opening
from .blast_hours import caps, window, zone_of
from .blast_texts import Quoted, Text, Wording
from .ports import Bot

RECENTLY = timedelta(days=7)
SAMPLES = ("longest", "shortest", "emptiest")


@dataclass(frozen=True, slots=True)
class Sample:
    """One rendered text, with its price in segments."""

    language: str
    segments: int
    text: str
    variant: str | None = None
    fallbacks: int = 0


@dataclass(slots=True)
class Part:
    """What one language of a blast adds up to. Cost in US dollars.

    `most`: segments of the dearest text. `ucs2`: characters that force the dear encoding → people. `saves`: of these,
    what replacing this one alone would save, in segments; `saves_all`: what replacing them all would. `emptiest`: the
    text with the most fallbacks.
    """

    people: int = 0
    segments: int = 0
    cost: Decimal = Decimal(0)
    most: int = 0
    ucs2: Counter[str] = field(default_factory=Counter)
    saves: Counter[str] = field(default_factory=Counter)
    saves_all: int = 0
    longest: Sample | None = None
    shortest: Sample | None = None
    emptiest: Sample | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """People of this audience who have had another blast in the last seven days."""

    blast: int
    name: str
    people: int


@dataclass(slots=True)
class Preview:
    """Over every text of the audience, rendered, not over the first one.

    `first` and `last`: when the first and the last text would leave, at the sender's present pace, behind the blasts
    that run already, with everybody's quiet hours; `late`: segments for which there is no time before --until.
    `recently`: people who have had any blast in the last seven days. `wait_today`: people who have had today's share.
    `inbox`: people who wait for an answer of ours, when they are so many that the blast would wait for them.
    """

    audience: int = 0
    languages: dict[str, Part] = field(default_factory=dict)
    variants: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    cost: Decimal = Decimal(0)  # of all segments together, as the report will have it
    price: Decimal = Decimal(0)  # of a segment, or of a picture message
    seconds: float = 0  # to send all at the sender's rate, quiet hours not counted
    quiet_now: int = 0  # people for whom it is quiet time right now
    wait_today: int = 0
    inbox: int = 0
    recently: int = 0
    overlaps: list[Overlap] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None
    late: int = 0
    warnings: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    needs_approval: str | None = None

    @property
    def people(self) -> int:
        return sum(part.people for part in self.languages.values())

    @property
    def segments(self) -> int:
        return sum(part.segments for part in self.languages.values())


def preview(bot: Bot, blast_id: int) -> Preview:
    """Count and render everybody as a launch would now. Writes nothing. Raises NotFound, AudienceFault."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        facts = bot.facts.at(connection, now)
        quoted = blast_texts.quoted_by(bot, connection, blast, now)
        names = {each.id: each.name for each in rows.every(connection, bot.keys)}
        unanswered = inbox.overfull(bot, connection)
    checked = blast_checks.check(bot, blast, facts, quoted, now)
    seen = Preview(price=price(bot, blast), inbox=unanswered, warnings=checked.warnings, blocked=checked.blocked)
    counting = _Counting(bot, blast, quoted, Opening(bot, blast.flow, facts, now) if blast.flow else None, seen, now)
    if seen.blocked and blast.flow:
        return seen  # the flow cannot begin: there is nothing to render
    for people in audience(bot, blast):
        counting.slice(people)
    counting.finish(names)
    seen.needs_approval = approval_needed(bot, blast, seen)
    return seen


def approval_needed(bot: Bot, blast: BlastRow, seen: Preview) -> str | None:
    """Why a second person has to look at it, as it is now; None when nobody has to, or somebody has."""
    limits = bot.organisation.sending.approve_above
    large = limits.people is not None and seen.people > limits.people
    dear = limits.cost is not None and seen.cost > Decimal(limits.cost)
    if not (large or dear):
        return None
    how = f"outreach blasts approve {blast.id} --who NAME"
    if blast.approved_by is None:
        return f"it goes to {seen.people:,} people for about ${seen.cost:,}. Somebody else approves it with: {how}"
    if seen.people > (blast.approved_people or 0) or seen.cost > Decimal(blast.approved_cost or "0"):
        return (
            f"{blast.approved_by} approved it for {blast.approved_people:,} people and ${blast.approved_cost}; now it "
            f"goes to {seen.people:,} for about ${seen.cost:,}. Approve it again with: {how}"
        )
    return None


def audience(bot: Bot, blast: BlastRow) -> Iterator[list[Person]]:
    """Everybody who is meant, a slice at a time, with the reason for those who get no text."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        chosen = audiences.parse(bot, connection, blast.asked_for)
        for people in audience_rows.read(connection, bot.keys, chosen, blast.programme):
            with bot.database.reading() as beside:  # the first one is still being read from
                meant = blast_audience.judged(beside, blast, people, caps(bot), now)
            yield meant


class _Counting:
    """One pass over the audience."""

    def __init__(
        self, bot: Bot, blast: BlastRow, quoted: Quoted, flow: Opening | None, seen: Preview, now: datetime
    ) -> None:
        self.bot, self.blast, self.seen, self.now, self.flow = bot, blast, seen, now, flow
        self.wording = Wording(bot, blast, quoted.said, blast_texts.any_token, flow)
        self.window = window(bot)
        self.caps = caps(bot)
        self.by_zone: Counter[str] = Counter()
        self.recent: Counter[int] = Counter()
        self.too_long = 0  # letters of the longest text that the carrier would refuse

    def slice(self, people: list[Person]) -> None:
        texted = [person for person in people if person.left_out is None]
        self.seen.audience += len(people)
        self.seen.left_out.update(person.left_out for person in people if person.left_out is not None)
        if self.flow is not None:
            with self.bot.database.reading() as connection:
                self.flow.look_up(connection, texted)
        for person in texted:
            text = self.wording.write(person)
            self._count(text)
            self._place(person, text.segments)
        self._look_back(texted)

    def finish(self, names: dict[int, str]) -> None:
        seen, sending = self.seen, self.bot.organisation.sending
        if self.too_long:
            seen.blocked.append(
                f"The longest text has {self.too_long:,} characters; the carrier takes {merging.LONGEST:,}."
            )
        if not seen.people:
            why = "everybody in the audience is left out" if seen.audience else "nobody is in the audience"
            seen.blocked.append(f"Nobody would be texted: {why}.")
        most = self.bot.organisation.sms.max_segments
        seen.warnings += [
            f"{language}: the longest text takes {part.most} segments and costs {part.most} times as much as a short "
            f"one. Shorten it: {most} should be enough."
            for language, part in seen.languages.items() if part.most > most
        ]  # fmt: skip
        for part in seen.languages.values():
            part.cost = dollars(part.segments, seen.price)
        seen.cost = dollars(seen.segments, seen.price)
        seen.seconds = seen.segments / sending.segments_per_second
        seen.overlaps = [
            Overlap(blast, names.get(blast, f"blast {blast}"), people) for blast, people in self.recent.most_common()
        ]
        with self.bot.database.reading() as connection:
            ahead = blast_reports.segments_waiting(connection)
        pace = sending.segments_per_second * self.bot.pace.share(self.bot.sender)
        when = pacing.timeline(self.by_zone + Counter(ahead), self.now, self.window, pace, self.blast.until)
        seen.first = pacing.timeline(self.by_zone, self.now, self.window, pace, self.blast.until).first
        seen.last, seen.late = when.last if self.by_zone else None, min(when.late, seen.segments)

    def _count(self, text: Text) -> None:
        part = self.seen.languages.setdefault(text.language, Part())
        part.people += 1
        part.segments += text.segments
        part.most = max(part.most, text.segments)
        if text.variant is not None:
            self.seen.variants[text.variant] += 1
        forced = segments.count(text.body).forced_by if not self.blast.picture else ()
        if forced:
            part.ucs2.update(forced)
            saved = text.segments - segments.count(segments.plain(text.body)).segments
            part.saves_all += saved
            if len(forced) == 1:
                part.saves[forced[0]] += saved
        if len(text.body) > merging.LONGEST:
            self.too_long = max(self.too_long, len(text.body))
        sample = Sample(text.language, text.segments, text.body, text.variant, text.fallbacks)
        if part.longest is None or len(text.body) > len(part.longest.text):
            part.longest = sample
        if part.shortest is None or len(text.body) < len(part.shortest.text):
            part.shortest = sample
        if text.fallbacks > (part.emptiest.fallbacks if part.emptiest else 0):
            part.emptiest = sample

    def _place(self, person: Person, count: int) -> None:
        zone = zone_of(self.bot, person)
        self.by_zone[str(zone)] += count
        if quiet_hours.next_allowed(self.now, zone, self.window) > self.now:
            self.seen.quiet_now += 1

    def _look_back(self, texted: list[Person]) -> None:
        with self.bot.database.reading() as connection:
            recent = blast_people.blasts_since(
                connection, (person.member_id for person in texted), self.now - RECENTLY
            )
            had: dict[str, int] = {}
            if self.caps.day is not None:
                ids = (person.address_id for person in texted if person.address_id)
                had = blast_people.had_since(connection, ids, self.now - timedelta(days=1))
        self.seen.recently += len(set().union(*recent.values()))
        self.recent.update({blast: len(members) for blast, members in recent.items()})
        self.seen.wait_today += sum(texts >= (self.caps.day or 0) for texts in had.values())
