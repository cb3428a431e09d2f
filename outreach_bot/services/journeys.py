"""Texts around a day, fired by the clock: on their day, in each person's hours, once; what is missed is not sent late.

Nothing is computed ahead. Who heads for which election or event is a row; each time, its day is looked up anew, so that
one that moves takes its texts along; and who was told which text for which date is a row, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .. import logs
from ..conversation.engine import journey_text
from ..conversation.facts import Facts
from ..conversation.journey import LATELY, Journey, Occasion, closing, day_of, occasion
from ..errors import Stale
from ..rules.quiet_hours import Window
from ..storage import journeys as rows
from ..storage import messages, outbox
from ..storage.ids import new_id
from ..storage.retention import KEEP_BODIES
from . import rendering
from .blasts import talking_since
from .ports import Bot

log = logs.get(__name__)

PURPOSE = "journey"
BEFORE_CLOSING = timedelta(hours=2)  # later a text would only send somebody to a closed door
AT_ONCE = 500  # people a transaction
A_JOB = 200  # texts a job
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """One text of a journey for one of its occasions. `day`: None where the rules give none."""

    text: str
    occasion: Occasion
    day: date | None


def fire(bot: Bot, seconds: float) -> int:
    """Write down every text whose moment it is and ask for its sending, at most so many as the sender's pace carries in
    so many seconds. Returns how many. One journey that cannot be carried out does not stop the others."""
    now = bot.clock.now()
    room = int(bot.organisation.sending.segments_per_second * seconds)
    fired = 0
    for journey in bot.book.journeys.values():
        if journey.status != "live":
            continue
        try:
            fired += _fire(bot, journey, now, room - fired)
        except Stale:
            continue  # another clock was faster: the next round sees what is left
        except Exception as error:
            log.error("a journey could not be carried out", journey=journey.id, exc_info=error)
    return fired


def planned(journey: Journey, facts: Facts, names: Iterable[str]) -> Iterator[Planned]:
    """Every text of the journey for those of these occasions that were not called off."""
    for found in (occasion(name, facts) for name in names):
        if found is not None:
            yield from (Planned(name, found, day_of(text, found)) for name, text in journey.texts.items())


def _fire(bot: Bot, journey: Journey, now: datetime, room: int) -> int:
    with bot.database.reading() as connection:
        going = rows.going(connection, journey.id)
        facts = bot.facts.read(connection) if going else None
    if facts is None:
        return 0
    today = now.astimezone(bot.zone).date()
    fired = 0
    for each in planned(journey, facts, going):
        if each.day is None or abs(each.day - today) > A_DAY:
            continue
        zones = going[each.occasion.name]
        times = {zone: hours for zone in zones if (hours := _hours(bot, journey, each, facts, zone, now))}
        while times and fired < room:
            some = _tell(bot, journey, each, facts, times, now, min(AT_ONCE, room - fired))
            fired += some
            if some < AT_ONCE:
                break
    for name in going:
        found = occasion(name, facts)
        if found is not None and found.day < today - LATELY:
            with bot.database.transaction() as connection:
                rows.end_all(connection, name, "over", now)
    return fired


def _hours(
    bot: Bot, journey: Journey, planned: Planned, facts: Facts, zone: str, now: datetime
) -> tuple[datetime, datetime] | None:
    """Since when it is the time of this text in that zone, and until when, if it is that time now: its day,
    within sending hours, not before its own hour; on the day itself not within two hours of the polls' closing, or of
    the event."""
    assert planned.day is not None
    text, hours = journey.texts[planned.text], Window.parse(bot.organisation.sending.hours)
    there = ZoneInfo(zone)
    begins = _at(planned.day, max(hours.start, text.at or hours.start), there)
    ends = _at(planned.day, hours.end, there)
    if planned.day == planned.occasion.day:
        closes = closing(journey, planned.occasion, facts) or hours.end  # not known: as early as can be
        if isinstance(closes, time):
            closes = _at(planned.day, closes, bot.zone)
        ends = min(ends, closes.astimezone(UTC) - BEFORE_CLOSING)
    return (begins, ends) if begins <= now < ends else None


def _tell(
    bot: Bot, journey: Journey, planned: Planned, facts: Facts, times: dict[str, tuple[datetime, datetime]],
    now: datetime, most: int,
) -> int:  # fmt: skip
    """One batch, in one transaction; returns how many people it held."""
    occasion = planned.occasion
    with bot.database.transaction() as connection:
        people = rows.due(
            connection, journey=journey.id, occasion=occasion.name, text=planned.text, day=occasion.day,
            since={zone: begins for zone, (begins, _) in times.items()}, talking_since=talking_since(bot), limit=most,
        )  # fmt: skip
        agreed = [person for person in people if journey.programme in person.programmes]
        for person in people:
            if person not in agreed:
                rows.end(connection, person.member_id, "no_consent", now, journey.id)
        told = _Told(bot, journey, planned, facts, now)
        new = [told.to(person, times[person.zone][1]) for person in agreed]
        messages.insert_outbound(connection, bot.keys, new)
        pairs = [(person.id, message.id) for person, message in zip(agreed, new, strict=True)]
        rows.told(connection, pairs, planned.text, occasion.day, now)
    if new:
        _send(bot, new)
    return len(people)


class _Told:
    """One text, rendered once for each language."""

    def __init__(self, bot: Bot, journey: Journey, planned: Planned, facts: Facts, now: datetime) -> None:
        self._bot, self._now = bot, now
        self._say = journey_text(bot.book, journey, planned.text, planned.occasion, facts=facts, now=now)
        self._facts = tuple(dict.fromkeys((quote.fact, str(quote.value)) for quote in self._say.facts))
        self._rendered: dict[str, rendering.Rendered] = {}

    def to(self, person: rows.Due, until: datetime) -> messages.NewOutbound:
        language = person.language or self._bot.language
        if language not in self._rendered:
            bot = self._bot
            self._rendered[language] = rendering.render(bot.catalog, bot.organisation, [self._say], language)
        told = self._rendered[language]
        return messages.NewOutbound(
            id=new_id(self._now), address_id=person.address_id, member_id=person.member_id, channel="sms",
            body=told.body, purpose=PURPOSE, status=outbox.WAITING, created_at=self._now, segments=told.segments,
            language=told.language, body_until=self._now + KEEP_BODIES, send_until=until, facts=self._facts,
        )  # fmt: skip


def _send(bot: Bot, new: Sequence[messages.NewOutbound]) -> None:
    """In the lane behind replies, receipts and staff's answers; blasts step back by as much of the pace."""
    for first in range(0, len(new), A_JOB):
        bot.queue.enqueue("send", *(each.id for each in new[first : first + A_JOB]), queue="upkeep")
    bot.pace.reserve(bot.sender, sum(each.segments or 1 for each in new), bot.organisation.sending.segments_per_second)


def _at(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


# For organizers


@dataclass(frozen=True, slots=True)
class Standing:
    """A journey as it stands: people by state, the texts of the occasions that somebody heads for, and what was told.
    `unread`: it tells nothing, because a text of it was not signed off."""

    journey: Journey
    people: dict[str, int]
    texts: list[Planned]
    told: list[tuple[str, date, str, int]]  # text, date, status, people
    unread: bool


def standing(bot: Bot) -> list[Standing]:
    now = bot.clock.now()
    today = now.astimezone(bot.zone).date()
    found = []
    with bot.database.reading() as connection:
        facts = bot.facts.read(connection)
        for journey in bot.written.journeys.values():
            going = sorted(rows.going(connection, journey.id))
            ahead = [each for each in planned(journey, facts, going) if each.occasion.day >= today]
            people, told = rows.people(connection, journey.id), rows.outcomes(connection, journey.id)
            found.append(Standing(journey, people, ahead, told, bot.book.journeys[journey.id].status != journey.status))
    return found
