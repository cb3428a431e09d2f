"""The election calendar: computed by the statute's rules, told only where staff entered it by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..conversation.answers.base import Answer
from ..conversation.answers.town import Town
from ..errors import NotFound, OutreachError
from ..rules import elections as rules
from ..rules.elections import PRIMARIES, Deadlines, Election, Kind
from ..storage import elections as rows
from ..storage import facts as fact_rows
from .ports import Bot

PARTIES = ("democratic", "republican")  # those that hold primaries; a minor party's members vote in none of them


class CannotEnter(OutreachError):
    """This election cannot be entered; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One vote with the days that follow from it. `entry`: its number, once staff entered it; None: not told."""

    election: Election
    deadlines: Deadlines
    entry: int | None
    who: str | None


def calendar(bot: Bot) -> list[Line]:
    """What the rules give for the coming years beside what staff entered, by day."""
    today = bot.clock.now().astimezone(bot.zone).date()
    with bot.database.reading() as connection:
        entered = [entry for entry in rows.entries(connection) if entry.day >= today]
    lines = [Line(e.election, rules.deadlines(e.kind, e.day), e.id, e.who) for e in entered]
    days = {(each.kind, each.day) for each in entered}
    for computed in rules.upcoming(today):
        if (computed.kind, computed.day) not in days:
            lines.append(Line(computed, rules.deadlines(computed.kind, computed.day), None, None))
    return sorted(lines, key=lambda line: (line.election.day, line.election.kind))


def enter(
    bot: Bot, kind: Kind, day: date, who: str, *, town: str | None, party: str | None, district: str | None
) -> int:
    """`who` vouches for this vote, and so for the facts that tell its day and when early voting begins, which reminders
    go by. A primary needs its party: it is for enrolled members alone. Returns its number.

    Raises CannotEnter.
    """
    place = _town(bot, town, day) if town else None
    if kind in PRIMARIES and party not in PARTIES:
        raise CannotEnter(f"A primary is one party's: say which with --party, {' or '.join(PARTIES)}.")
    if kind not in PRIMARIES and party:
        raise CannotEnter("Only a primary is one party's: leave --party out.")
    if kind == "municipal_primary" and place is None:
        raise CannotEnter("A municipal primary is held only in towns with a contest: enter each with --town.")
    if kind == "special" and not (place or district):
        raise CannotEnter("A special election is somewhere: say where with --town or --district.")
    with bot.database.transaction() as connection:
        for fact_id, value in _facts_of(bot, kind, day):
            fact_rows.confirm(connection, fact_id, value, who, bot.clock.now())
        return rows.add(connection, Election(kind, day, place, party, district), who, bot.clock.now())


def _facts_of(bot: Bot, kind: Kind, day: date) -> list[tuple[str, str]]:
    """(fact, value) of the days that follow from this vote and stand in the files as computed."""
    name = "election.primary" if kind in PRIMARIES else "election.general"
    days = {name: day, f"{name}_early": rules.deadlines(kind, day).early_from}
    return [
        (fact.id, str(value.value))
        for fact in bot.facts.facts.values()
        for value in fact.values
        if value.value is not None and days.get(fact.id) == value.value
    ]


def withdraw(bot: Bot, entry_id: int) -> None:
    """It is not told any more. Raises NotFound."""
    with bot.database.transaction() as connection:
        if not rows.withdraw(connection, entry_id, bot.clock.now()):
            raise NotFound(f"there is no entry {entry_id} in the election calendar. See: outreach elections calendar")


def _town(bot: Bot, text: str, day: date) -> str:
    read = Town().parse(text, lexicon=bot.book.lexicon, today=day, choices=())
    if not isinstance(read, Answer):
        raise CannotEnter(f"“{text}” is no town of Connecticut, or may be more than one: write it like New Haven.")
    return str(read.value)
