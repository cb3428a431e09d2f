"""A blast from draft to report: nobody twice, nobody who said stop, nobody at night, and every number adds up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from .. import logs
from ..channels.twilio import explain
from ..conversation.effects import Say
from ..conversation.engine import ASK_AFTER
from ..errors import OutreachError, Stale
from ..rules import merging, quiet_hours, segments
from ..rules.folding import tag_name
from ..storage import attempts, audit
from ..storage import blasts as rows
from ..storage.blasts import BlastRow, Count, Person
from ..storage.ids import new_id
from ..storage.outbox import ATTEMPTED, SUPPRESSED, WAITING
from . import blast_audience
from .ports import Bot
from .turns import KEEP_BODIES, alert_staff

log = logs.get(__name__)

SLICE = 1000  # people a transaction when expanding
DAILY_CAP = "daily_cap"  # held: the carrier takes no more from us today
LEFT_OUT_BECAUSE = {
    "no_number": "no phone number that takes texts",
    "no_consent": "no evidence of consent",
    "opted_out": "opted out",
    "unreachable": "the carrier says that no text arrives at this number",
    "too_often": "has had this week's share of texts already",
    "canceled": "not texted before the blast was canceled",
}


class CannotBlast(OutreachError):
    """The blast can't do that now; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One rendered text, with its price in segments."""

    language: str
    segments: int
    text: str


@dataclass(slots=True)
class Part:
    """What one language of a blast adds up to. Cost in US dollars."""

    people: int = 0
    segments: int = 0
    cost: Decimal = Decimal(0)
    ucs2: Counter[str] = field(default_factory=Counter)  # characters that force the dear encoding → people
    longest: Sample | None = None
    shortest: Sample | None = None


@dataclass(slots=True)
class Preview:
    """Over every text of the audience, rendered, not over the first one."""

    audience: int = 0
    languages: dict[str, Part] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    cost: Decimal = Decimal(0)  # of all segments together, as the report will have it
    seconds: float = 0  # to send all at the sender's rate, quiet hours not counted
    quiet_now: int = 0  # people for whom it is quiet time right now

    @property
    def people(self) -> int:
        return sum(part.people for part in self.languages.values())

    @property
    def segments(self) -> int:
        return sum(part.segments for part in self.languages.values())


@dataclass(frozen=True, slots=True)
class Status:
    """Where a blast stands. `waiting` + `going` + `reached` + `not_reached` + `unclear` + `left_out` = `audience`."""

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
class Report:
    blast: BlastRow
    lines: list[Line]
    audience: int
    erased: int  # people who asked to be erased since: their rows are gone, their number is not
    segments: int
    cost: Decimal


def create(
    bot: Bot, *, name: str, texts: Mapping[str, str], programme: str, tags: Sequence[str], languages: Sequence[str],
    who: str,
) -> int:  # fmt: skip
    """A draft; returns its number. Raises CannotBlast with everything that is wrong with the texts."""
    offered = [each for each in bot.book.bot.languages.offered if not languages or each in languages]
    unknown = sorted(set(languages) - set(bot.book.bot.languages.offered))
    wrong = [f"“{each}” is not a language of bot.yaml." for each in unknown]
    if wrong := wrong or merging.faults(texts, offered, _organisation(bot)):
        raise CannotBlast("\n".join(wrong))
    with bot.database.transaction() as connection:
        return rows.create(
            connection, bot.keys, name=name, texts=dict(texts), programme=programme,
            tags=[tag_name(tag) for tag in tags], languages=languages, created_by=who, now=bot.clock.now(),
        )  # fmt: skip


def preview(bot: Bot, blast_id: int) -> Preview:
    """Count and render everybody as a launch would now. Writes nothing. Raises NotFound."""
    seen = Preview()
    now = bot.clock.now()
    window = quiet_hours.Window.parse(bot.book.bot.sending.hours)
    for blast, people in _audience(bot, blast_id):
        for person in people:
            seen.audience += 1
            if person.left_out:
                seen.left_out[person.left_out] += 1
                continue
            language, text = _text(bot, blast, person)
            if quiet_hours.next_allowed(now, _zone(bot, person), window) > now:
                seen.quiet_now += 1
            _count(bot, seen.languages.setdefault(language, Part()), language, text)
    seen.cost = _price(bot, seen.segments)
    seen.seconds = seen.segments / bot.book.bot.sending.segments_per_second
    return seen


def launch(bot: Bot, blast_id: int, *, who: str = audit.BOT) -> None:
    """Freeze the audience and begin. Raises NotFound, or CannotBlast when it is not a draft."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        moved = rows.move(
            connection, blast_id, [rows.DRAFT], rows.EXPANDING, launched_at=now, watched_since=now
        )
        if not moved:
            raise CannotBlast(f"Blast {blast_id} is {blast.state}: only a draft can be launched.")
        audit.note(connection, who, subject(blast_id), "launched", now)
    bot.queue.enqueue("expand", str(blast_id), queue="blasts")


def expand(bot: Bot, blast_id: int) -> None:
    """Write the audience, a slice a transaction; goes on where a worker that died left off. Then the sending begins."""
    while True:
        with bot.database.reading() as connection:  # rendering takes a while: nobody who writes waits for it
            blast = rows.get(connection, bot.keys, blast_id)
            people = rows.people(connection, bot.keys, blast, blast.expanded_to or "", SLICE)
            now = bot.clock.now()
            meant = blast_audience.judged(connection, blast, people, caps(bot), now)
        if blast.state != rows.EXPANDING:
            return
        new = [_recipient(bot, blast, person, now) for person in meant]
        try:
            with bot.database.transaction() as connection:
                if people:
                    rows.add(connection, bot.keys, blast, new, people[-1].member_id, now)
                    continue
                total = sum(count.people for count in rows.counts(connection, blast_id))
                rows.move(connection, blast_id, [rows.EXPANDING], rows.RUNNING, audience=total)
                ends = rows.held_until(connection, DAILY_CAP, now)
                if ends is not None:  # the carrier has refused another blast's texts today
                    rows.hold(connection, blast_id, DAILY_CAP, ends)
        except Stale:
            continue  # another worker was faster, or the blast was canceled: look again
        bot.queue.enqueue("pump", str(blast_id), queue="blasts")
        return


def pause(bot: Bot, blast_id: int, why: str | None = None, *, who: str = audit.BOT) -> None:
    """No further text is claimed from now on. Raises NotFound, CannotBlast."""
    with bot.database.transaction() as connection:
        _moved(connection, bot, blast_id, [rows.RUNNING], rows.PAUSED, "paused", who, why, paused_because=why)


def pause_by_itself(bot: Bot, blast_id: int, why: str, *, alert: bool = True) -> None:
    """Something is wrong that would go on being wrong: stop, say why, and tell the staff's phones. Does nothing when
    the blast is not running any more."""
    say = Say(bot.book.bot.say.blast_paused, {"blast": str(blast_id), "org.name": bot.book.bot.org.name})
    now = bot.clock.now()
    try:
        with bot.database.transaction() as connection:
            _moved(connection, bot, blast_id, [rows.RUNNING], rows.PAUSED, "paused", audit.BOT, why,
                   paused_because=why[:200])  # fmt: skip
            to_send = alert_staff(bot, connection, say, now) if alert else []
    except CannotBlast:
        return
    log.error("a blast was paused", blast=blast_id)
    if to_send:
        bot.queue.enqueue("send", *to_send)


def resume(bot: Bot, blast_id: int, *, who: str = audit.BOT) -> None:
    """Go on exactly where it stopped; what went wrong before is not held against it. Raises NotFound, CannotBlast."""
    with bot.database.transaction() as connection:
        _moved(connection, bot, blast_id, [rows.PAUSED], rows.RUNNING, "resumed", who,
               paused_because=None, watched_since=bot.clock.now())  # fmt: skip
    bot.queue.enqueue("pump", str(blast_id), queue="blasts")


def cancel(bot: Bot, blast_id: int, *, who: str = audit.BOT) -> int:
    """Whoever was not texted yet is not; the report stays. Returns how many. Raises NotFound, CannotBlast."""
    before = [rows.DRAFT, rows.EXPANDING, rows.RUNNING, rows.PAUSED]
    with bot.database.transaction() as connection:
        _moved(connection, bot, blast_id, before, rows.CANCELED, "canceled", who, finished_at=bot.clock.now())
        dropped = rows.drop_waiting(connection, blast_id, bot.clock.now())
        total = sum(count.people for count in rows.counts(connection, blast_id))
        rows.move(connection, blast_id, [rows.CANCELED], rows.CANCELED, audience=total)
    return dropped


def finish(bot: Bot, blast_id: int) -> bool:
    """Done when nobody waits and no attempt is in doubt. True when it is."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        rows.suppress_opted_out(connection, blast_id, now)
        rows.suppress_too_often(connection, blast_id, now, caps(bot))
    with bot.database.transaction() as connection:  # of its own: a cancel holds the blast and waits for those texts
        if any(rows.unfinished(connection, blast_id)):
            return False
        if rows.move(connection, blast_id, [rows.RUNNING], rows.DONE, finished_at=now):
            audit.note(connection, audit.BOT, subject(blast_id), "done", now)
        return True


def status(bot: Bot, blast_id: int) -> Status:
    """Raises NotFound."""
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        counts = rows.counts(connection, blast_id)
        zones = rows.zones_waiting(connection, blast_id)
        talking = rows.in_conversation(connection, blast_id, talking_since(bot))
    by: Counter[str] = Counter()
    for count in counts:
        by[_kind(count)] += count.people
    total = sum(by.values())
    open_zones = zones_open(bot, zones)
    return Status(
        blast, total, by["waiting"], by["going"], by["delivered"], by["not_reached"], by["unclear"], by["left_out"],
        sum(people for zone, people in zones.items() if zone not in open_zones), talking,
    )  # fmt: skip


def report(bot: Bot, blast_id: int) -> Report:
    """What became of everybody; the lines and the erased add up to the audience. Raises NotFound."""
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        counts = rows.counts(connection, blast_id)
        before = attempts.segments_paid(connection, blast_id)
    lines = [Line(c.status, c.language, c.people, c.segments, c.error_code, _why(c)) for c in counts]
    told = sum(line.people for line in lines)
    unpaid = (WAITING, rows.LEFT_OUT, SUPPRESSED, "refused")
    paid = before + sum(line.segments for line in lines if line.status not in unpaid)
    audience = max(blast.audience or 0, told)
    lines.sort(key=lambda line: -line.people)
    return Report(blast, lines, audience, audience - told, paid, _price(bot, paid))


def every(bot: Bot) -> list[BlastRow]:
    with bot.database.reading() as connection:
        return rows.every(connection, bot.keys)


def zones_open(bot: Bot, zones: Iterable[str]) -> list[str]:
    """Those of `zones` where it is not quiet time now."""
    now = bot.clock.now()
    window = quiet_hours.Window.parse(bot.book.bot.sending.hours)
    return [zone for zone in zones if quiet_hours.next_allowed(now, ZoneInfo(zone), window) <= now]


def caps(bot: Bot) -> rows.Caps:
    per_person = bot.book.bot.sending.per_person
    return rows.Caps(per_person.day, per_person.week)


def subject(blast_id: int) -> str:
    """What its steps are filed under."""
    return f"blast:{blast_id}"


def talking_since(bot: Bot) -> datetime:
    """A conversation in which nothing was said since then keeps no blast away: people often leave a question open, and
    after so long the bot itself asks before it goes on."""
    return bot.clock.now() - ASK_AFTER


# Pieces


def _audience(bot: Bot, blast_id: int) -> Iterator[tuple[BlastRow, list[Person]]]:
    after = ""
    while True:
        with bot.database.reading() as connection:
            blast = rows.get(connection, bot.keys, blast_id)
            people = rows.people(connection, bot.keys, blast, after, SLICE)
            meant = blast_audience.judged(connection, blast, people, caps(bot), bot.clock.now())
        if not people:
            return
        yield blast, meant
        after = people[-1].member_id


def _recipient(bot: Bot, blast: BlastRow, person: Person, now: datetime) -> rows.NewRecipient:
    language, text = _text(bot, blast, person)
    body = None if person.left_out else text
    return rows.NewRecipient(
        id=new_id(now), member_id=person.member_id, address_id=person.address_id, language=language, body=body,
        segments=segments.count(body).segments if body else 0, zone=str(_zone(bot, person)) if body else None,
        left_out=person.left_out, body_until=now + KEEP_BODIES,
    )  # fmt: skip


def _text(bot: Bot, blast: BlastRow, person: Person) -> tuple[str, str]:
    """(language, text). Whoever has told us no language gets the organisation's first one."""
    language = person.language if person.language in blast.texts else next(
        each for each in bot.book.bot.languages.offered if each in blast.texts
    )  # fmt: skip
    text = merging.merge(blast.texts[language], {"name": person.name, "zip": person.zip}, _organisation(bot))
    if language == "es" and bot.book.bot.sms.spanish_accents == "fold":
        text = segments.fold_accents(text)
    return language, text


def _organisation(bot: Bot) -> dict[str, str]:
    org = bot.book.bot.org
    return {"org.name": org.name, "org.phone": org.phone, "org.url": org.url, "org.email": org.email}


def _zone(bot: Bot, person: Person) -> ZoneInfo:
    return quiet_hours.zone_for(person.number, person.zip, None, ZoneInfo(bot.book.bot.timezone))


def _count(bot: Bot, part: Part, language: str, text: str) -> None:
    counted = segments.count(text)
    part.people += 1
    part.segments += counted.segments
    part.cost = _price(bot, part.segments)
    part.ucs2.update(counted.forced_by)
    sample = Sample(language, counted.segments, text)
    if part.longest is None or len(text) > len(part.longest.text):
        part.longest = sample
    if part.shortest is None or len(text) < len(part.shortest.text):
        part.shortest = sample


def _price(bot: Bot, count: int) -> Decimal:
    return (Decimal(bot.book.bot.sending.price_per_segment) * count).quantize(Decimal("0.01"))


def _moved(
    connection: Any, bot: Bot, blast_id: int, before: Sequence[str], to: str, done: str, who: str,
    why: str | None = None, **values: Any,
) -> None:  # fmt: skip
    blast = rows.get(connection, bot.keys, blast_id)
    if not rows.move(connection, blast_id, before, to, **values):
        raise CannotBlast(f"Blast {blast_id} is {blast.state} and cannot be {done} now.")
    audit.note(connection, who, subject(blast_id), done, bot.clock.now(), **({"why": why} if why else {}))


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

