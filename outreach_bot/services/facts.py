"""Facts as files give them, with what staff have confirmed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from ..conversation.events import Event
from ..conversation.facts import Fact, Facts, FactValue, told_of
from ..errors import NotFound
from ..rules.audience import Told
from ..rules.signature import signed
from ..storage import audience, elections
from ..storage import facts as rows

if TYPE_CHECKING:
    from .ports import Bot

FEW = 10  # fewer texts than this in a month are not told apart: they might be one person
KEEP = timedelta(seconds=30)  # a confirmation by staff is heard by every process within this time


@dataclass(slots=True)
class FactsOnFile:
    """`local`: a machine of one's own; unconfirmed values are shown, marked. Elsewhere law and elections need names."""

    facts: Mapping[str, Fact]
    local: bool
    events: tuple[Event, ...] = ()
    _current: Facts | None = field(default=None, init=False)
    _read_at: datetime | None = field(default=None, init=False)

    def at(self, connection: Any, now: datetime) -> Facts:
        if self._current is None or self._read_at is None or not timedelta() <= now - self._read_at < KEEP:
            self._current, self._read_at = self.read(connection), now
        return self._current

    def read(self, connection: Any) -> Facts:
        """As they are in this moment: for what nobody asked for, and must not go out once staff took it back."""
        entries = elections.entries(connection, withdrawn=True)
        entered = [
            told_of(entry.election, entry.who, entry.at.date(), withdrawn=entry.withdrawn_at is not None)
            for entry in entries
        ]
        vouched = {(fact.id, str(value.value)) for fact in entered for value in fact.values}
        return Facts(
            {**self.facts, **{fact.id: fact for fact in entered}}, rows.confirmed(connection) | vouched,
            show_unconfirmed=self.local, strict=not self.local,
            calendar=tuple(entry.election for entry in entries if entry.withdrawn_at is None), events=self.events,
        )  # fmt: skip


def to_confirm(bot: Bot, fact_id: str) -> list[FactValue]:
    """Its values that a person may vouch for. Raises NotFound."""
    fact = bot.facts.facts.get(fact_id)
    if fact is None:
        raise NotFound(f"there is no fact {fact_id}. List them with: outreach facts list")
    found = [value for value in fact.values if value.value is not None]
    if not found:
        raise NotFound(f"{fact_id} has no value yet: enter one, with its source, in flows/facts")
    return found


def confirm(bot: Bot, fact_id: str, value: str, who: str) -> FactValue:
    """`who` vouches for this one value of the fact. Raises NotFound, Nameless."""
    who = signed(who)
    found = next((each for each in to_confirm(bot, fact_id) if str(each.value) == value), None)
    if found is None:
        raise NotFound(f"{fact_id} has no open value “{value}”. See them with: outreach facts list")
    with bot.database.transaction() as connection:
        rows.confirm(connection, fact_id, value, who, bot.clock.now())
    return found


def confirmed(bot: Bot) -> frozenset[tuple[str, str]]:
    """(fact id, value) pairs that staff vouched for."""
    with bot.database.reading() as connection:
        return rows.confirmed(connection)


@dataclass(frozen=True, slots=True)
class Due:
    """A value in force that a person must look at, and `why`: its review; nobody knows it; nobody has confirmed it."""

    fact: str
    value: str | None
    why: Literal["overdue", "due", "unknown", "unconfirmed"]
    review_by: date | None
    source: str
    url: str
    crisis: bool


def due(bot: Bot, within: timedelta = timedelta(days=30)) -> list[Due]:
    """The most urgent first: numbers for people in danger, then what is past its day."""
    now = bot.clock.now()
    today = now.astimezone(bot.zone).date()
    with bot.database.reading() as connection:
        known = bot.facts.at(connection, now)
    found = [
        Due(fact.id, None if value.value is None else str(value.value), why, value.review_by, value.source, value.url,
            fact.crisis)
        for fact in known.facts.values()
        for value in fact.values
        if value.covers(today) and (why := _why(known, fact, value, today, within)) is not None
    ]  # fmt: skip
    order = ("overdue", "due", "unknown", "unconfirmed")
    return sorted(found, key=lambda e: (not e.crisis, order.index(e.why), e.review_by or date.max, e.fact))


def _why(known: Facts, fact: Fact, value: FactValue, today: date, within: timedelta) -> Any:
    if value.value is None:
        return "unknown"
    if value.review_by is not None and value.review_by < today:
        return "overdue"
    if not fact.crisis and not known.is_vouched_for(fact, value):
        return "unconfirmed"
    return "due" if value.review_by is not None and value.review_by <= today + within else None


def overdue_since_yesterday(bot: Bot) -> int:
    """How many facts are past their review, when that is news: something was missed yesterday, or it is Monday."""
    today = bot.clock.now().astimezone(bot.zone).date()
    overdue = [each for each in due(bot, timedelta()) if each.why == "overdue"]
    news = today.weekday() == 0 or any(each.review_by == today - timedelta(days=1) for each in overdue)
    return len(overdue) if news else 0


def holding(bot: Bot, connection: Any, fact_id: str, now: datetime) -> frozenset[str]:
    """Its values that are true now or will be: who was told one of these was told nothing wrong."""
    today = now.astimezone(bot.zone).date()
    return bot.facts.at(connection, now).holding(fact_id, today)


@dataclass(frozen=True, slots=True)
class Recall:
    """Who was told these values. `people`: how many; `private`: month → texts of private flows, which keep no names.
    `to_correct`: people who since then were told nothing that holds."""

    fact: str
    values: list[str]
    people: int
    texts: int
    since: datetime | None
    until: datetime | None
    private: dict[str, str]
    to_correct: int


def recall(bot: Bot, fact_id: str, value: str | None = None) -> Recall:
    """Everybody who was told this value of the fact; without one: any that does not hold any more. Raises NotFound when
    there is no such fact or nobody was."""
    with bot.database.reading() as connection:
        holds = holding(bot, connection, fact_id, bot.clock.now())
        ever = rows.values_told(connection, fact_id, private=True)
        if not ever and fact_id not in bot.facts.at(connection, bot.clock.now()).facts:
            raise NotFound(f"there is no fact {fact_id}. List them with: outreach facts list")
        values = sorted(ever - holds) if value is None else [value]
        if not ever.intersection(values):
            what = f"{fact_id} = {value}" if value is not None else f"a value of {fact_id} that does not hold any more"
            raise NotFound(f"Nobody was told {what}.")
        told = rows.told(connection, fact_id, values)
        private = rows.private_counts(connection, fact_id, values)
        wrong = Told(fact_id, tuple(each for each in values if each not in holds), tuple(sorted(holds)))
        to_correct = audience.count(connection, wrong)
    few = {month: str(texts) if texts >= FEW else f"<{FEW}" for month, texts in private.items()}
    return Recall(fact_id, values, told.people, told.texts, told.since, told.until, few, to_correct)
