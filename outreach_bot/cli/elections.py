"""`outreach elections`: the calendar by the statute's rules, and what staff have entered by name."""

from __future__ import annotations

from datetime import date

import click

from outreach_bot.cli.bot import bot_without_flows, open_bot
from outreach_bot.cli.options import DAY, OneOf, who_option
from outreach_bot.cli.output import emit, json_option
from outreach_bot.rules.elections import KINDS, PARTIES, Election
from outreach_bot.services import elections as service
from outreach_bot.services.elections import Line

_WHO = who_option("Your name: it stands beside the entry from now on.", required=True)
_SURE = click.option(
    "--sure", is_flag=True,
    help="The day is not by the statute's rule, and the Secretary of the State's calendar says so.",
)


@click.group()
def elections() -> None:
    """The election calendar. Members are told only what one of you entered here."""


@elections.command()
@json_option
def calendar(as_json: bool) -> None:
    """The coming votes by the statute's rules, with their deadlines, and which of them are entered."""
    lines = service.calendar(open_bot())
    told = "\n".join(map(_line, lines))
    advice = "Compare with the Secretary of the State's calendar before you enter one."
    may = "Some towns vote in May of odd years: enter each with --town."
    emit(lines, f"{told}\n\n{may} {advice}", as_json)


@elections.command()
@click.argument("kind", type=OneOf(KINDS))
@click.argument("day", type=DAY)
@click.option("--town", help="Only there. A municipal primary always names its town.")
@click.option("--party", type=OneOf(PARTIES), help="Whose primary it is.")
@click.option("--district", help="Of a special election, as people know it.")
@_SURE
@_WHO
@json_option
def enter(
    kind: str, day: date, town: str | None, party: str | None, district: str | None, sure: bool, who: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Vouch for a vote: from now on members whom it concerns are told its day, and the days that follow from it."""
    bot = open_bot()
    line = service.enter(
        bot, kind, day, who, town=town, party=party, district=district, sure=sure  # type: ignore[arg-type]
    )
    emit(line, f"Understood as {_what(line.election)}. Entry {line.entry}:\n{_line(line)}", as_json)


@elections.command()
@click.argument("entry", type=int)
@click.argument("day", type=DAY)
@_SURE
@_WHO
@json_option
def move(entry: int, day: date, sure: bool, who: str, as_json: bool) -> None:
    """Correct an entry's day: its reminders move along."""
    changed = service.move(bot_without_flows(), entry, day, who, sure=sure)
    said = [
        f"Entry {entry}, {_what(changed.election)}, is on {_day(changed.election.day)} now.",
        f"{changed.reminded} people have asked for reminders of it: they come by the new day.",
    ]
    said += _to_correct(entry, changed.told, f"it is on {{fact.election.{entry}:date}}")
    emit(changed, "\n".join(said), as_json)


@elections.command()
@click.argument("entry", type=int)
@_WHO
@json_option
def withdraw(entry: int, who: str, as_json: bool) -> None:
    """Take an entry back: its day is not told any more, and its reminders end."""
    changed = service.withdraw(bot_without_flows(), entry, who)
    said = [
        f"Entry {entry}, {_what(changed.election)}, {_day(changed.election.day)}, does not count any more.",
        f"{changed.reminded} people had asked for reminders of it: they get none.",
    ]
    said += _to_correct(entry, changed.told, "it does not take place; look it up: {fact.vote.lookup}")
    emit(changed, "\n".join(said), as_json)


def _to_correct(entry: int, told: int, words: str) -> list[str]:
    if not told:
        return []
    return [
        f"{told} people were told its day. Write to them: outreach facts correct election.{entry} "
        f"(your texts could say: {words})"
    ]


def _line(line: Line) -> str:
    election, due = line.election, line.deadlines
    where = " elsewhere" if line.in_part else ""
    state = f"entry {line.entry}, by {line.who}" if line.who else f"computed, not entered{where}: nobody is told{where}"
    days = [("register by", due.register_by), ("change party by", due.change_party_by),
            ("enroll by noon of", due.enroll_by), ("early", due.early_from)]  # fmt: skip
    told = "; ".join(f"{name} {_day(day)}" for name, day in days if day)
    told += f" to {_day(due.early_until)}" if due.early_until else ""
    return f"{_day(election.day)}  {_what(election)}  [{state}]{'  ' + told if told else ''}"


def _what(election: Election) -> str:
    parts = [election.kind, election.party, election.town, election.district]
    return ", ".join(part for part in parts if part)


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d %a}"
