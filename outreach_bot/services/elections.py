"""The election calendar: computed by the statute's rules, told only where staff entered it by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..conversation.answers.base import Answer
from ..conversation.answers.town import Town
from ..conversation.facts import WITHDRAWN
from ..errors import NotFound, OutreachError
from ..rules import elections as rules
from ..rules.audience import Told
from ..rules.elections import PARTIES, PRIMARIES, Deadlines, Election, Kind
from ..rules.signature import signed
from ..storage import audience, audit, journeys
from ..storage import elections as rows
from ..storage import facts as fact_rows
from .ports import Bot


class CannotEnter(OutreachError):
    """This election cannot be entered; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One vote with the days that follow from it. `entry`: its number, once staff entered it; None: not told.
    `in_part`: entries for some towns, or one party, stand beside it."""

    election: Election
    deadlines: Deadlines
    entry: int | None
    who: str | None
    in_part: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What an entry's new day, or its end, meant: `told`: people who have been told its day and nothing better since;
    `reminded`: people who had asked for reminders of it."""

    election: Election
    told: int
    reminded: int


def calendar(bot: Bot) -> list[Line]:
    """What the rules give for the coming years beside what staff entered, by day."""
    today = _today(bot)
    with bot.database.reading() as connection:
        entered = [entry for entry in rows.entries(connection) if entry.day >= today]
    lines = [Line(e.election, rules.deadlines(e.kind, e.day), e.id, e.who) for e in entered]
    elections = [entry.election for entry in entered]
    for in_part, of_nobody in ((False, rules.not_entered), (True, rules.entered_in_part)):
        lines += [Line(e, rules.deadlines(e.kind, e.day), None, None, in_part) for e in of_nobody(elections, today)]
    return sorted(lines, key=lambda line: (line.election.day, line.election.kind))


def enter(
    bot: Bot, kind: Kind, day: date, who: str, *, town: str | None, party: str | None, district: str | None,
    sure: bool = False,
) -> Line:  # fmt: skip
    """`who` vouches for this vote, and for the days that follow from it. A primary needs its party: it is for enrolled
    members alone. `sure`: the day is right although the statute's rule gives another.

    Raises CannotEnter, Nameless.
    """
    who = signed(who)
    place = _town(bot, town, day) if town else None
    if kind in PRIMARIES and party not in PARTIES:
        raise CannotEnter(f"A primary is one party's: say which with --party, {' or '.join(PARTIES)}.")
    if kind not in PRIMARIES and party:
        raise CannotEnter("Only a primary is one party's: leave --party out.")
    if kind == "municipal_primary" and place is None:
        raise CannotEnter("A municipal primary is held only in towns with a contest: enter each with --town.")
    if kind == "special" and not (place or district):
        raise CannotEnter("A special election is somewhere: say where with --town or --district.")
    _keep_the_rule(kind, day, place, sure)
    election, now = Election(kind, day, place, party, district), bot.clock.now()
    with bot.database.transaction() as connection:
        there = {each.id for each in rows.entries(connection)}
        entry = rows.add(connection, election, who, now)
        if entry not in there:
            audit.note(connection, who, _subject(entry), "entered", now, day=str(day))
    return Line(replace(election, entry=entry), rules.deadlines(kind, day), entry, who)


def move(bot: Bot, entry_id: int, day: date, who: str, *, sure: bool = False) -> Changed:
    """Its day was wrong, or has changed: reminders move along. Raises NotFound, CannotEnter, Nameless."""
    who, now = signed(who), bot.clock.now()
    with bot.database.transaction() as connection:
        before = _entry(connection, entry_id)
        _keep_the_rule(before.kind, day, before.town, sure)
        rows.move(connection, entry_id, day)
        journeys.take_back(connection, before.fact, now)  # it names the old day
        audit.note(connection, who, _subject(entry_id), "moved", now, day=str(day), before=str(before.day))
        reminded = journeys.heading_for(connection, before.fact)
        return Changed(replace(before.election, day=day), _told(connection, before.fact, str(day)), reminded)


def withdraw(bot: Bot, entry_id: int, who: str) -> Changed:
    """It is not told any more, and who asked for reminders of it gets none. Raises NotFound, Nameless."""
    who, now = signed(who), bot.clock.now()
    with bot.database.transaction() as connection:
        entry = _entry(connection, entry_id)
        rows.withdraw(connection, entry_id, now)
        audit.note(connection, who, _subject(entry_id), "withdrawn", now, day=str(entry.day))
        journeys.take_back(connection, entry.fact, now)
        reminded = journeys.end_all(connection, entry.fact, "called_off", now)
        return Changed(entry.election, _told(connection, entry.fact, WITHDRAWN), reminded)


def _entry(connection: Any, entry_id: int) -> rows.Entry:
    found = next((entry for entry in rows.entries(connection) if entry.id == entry_id), None)
    if found is None:
        raise NotFound(f"there is no entry {entry_id} in the election calendar. See: outreach elections calendar")
    return found


def _told(connection: Any, fact: str, holds: str) -> int:
    """How many people the change leaves with a wrong day."""
    wrong = tuple(sorted(fact_rows.values_told(connection, fact) - {holds}))
    return audience.count(connection, Told(fact, wrong, (holds,))) if wrong else 0


def _keep_the_rule(kind: Kind, day: date, town: str | None, sure: bool) -> None:
    why, what = rules.off_the_rule(kind, day, town), "" if kind in PRIMARIES else " election"
    if why is not None and not sure:
        raise CannotEnter(
            f"By the statute's rule that is no day of a {kind.replace('_', ' ')}{what}: {why}. If the Secretary of the "
            "State's calendar says so (a religious holiday moves a primary by a day; some towns vote in May: name "
            "them with --town), add --sure."
        )


def _subject(entry_id: int) -> str:
    return f"election:{entry_id}"


def _today(bot: Bot) -> date:
    return bot.clock.now().astimezone(bot.zone).date()


def _town(bot: Bot, text: str, day: date) -> str:
    read = Town().parse(text, lexicon=bot.book.lexicon, today=day, choices=())
    if not isinstance(read, Answer):
        raise CannotEnter(f"“{text}” is no town of Connecticut, or may be more than one: write it like New Haven.")
    return str(read.value)
