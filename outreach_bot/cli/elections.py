"""`outreach elections`: the calendar by the statute's rules, and what staff have entered by name."""

from __future__ import annotations

from datetime import date, datetime

import click

from outreach_bot.cli.bot import bot_without_flows, open_bot
from outreach_bot.cli.output import emit, json_option
from outreach_bot.rules.elections import KINDS
from outreach_bot.services import elections as service
from outreach_bot.services.elections import PARTIES, Line

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def elections() -> None:
    """The election calendar. Members are told only what one of you entered here."""


@elections.command()
@json_option
def calendar(as_json: bool) -> None:
    """The coming votes by the statute's rules, with their deadlines, and which of them are entered."""
    lines = service.calendar(open_bot())
    told = "\n".join(map(_line, lines))
    emit(lines, f"{told}\n\nCompare with the Secretary of the State's calendar before you enter one.", as_json)


@elections.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("day", type=_DAY)
@click.option("--town", help="Only there. A municipal primary always names its town.")
@click.option("--party", type=click.Choice(PARTIES), help="Whose primary it is.")
@click.option("--district", help="Of a special election, as people know it.")
@click.option("--who", required=True, help="Your name: it stands beside the entry from now on.")
@json_option
def enter(
    kind: str, day: datetime, town: str | None, party: str | None, district: str | None, who: str, as_json: bool
) -> None:
    """Vouch for a vote: from now on members whom it concerns are told its day."""
    bot = open_bot()
    entry = service.enter(bot, kind, day.date(), who, town=town, party=party, district=district)  # type: ignore[arg-type]
    emit({"entry": entry}, f"Entry {entry}: {kind} on {day.date()}, by {who}.", as_json)


@elections.command()
@click.argument("entry", type=int)
@json_option
def withdraw(entry: int, as_json: bool) -> None:
    """Take an entry back: its day is not told any more."""
    service.withdraw(bot_without_flows(), entry)
    emit({"withdrawn": entry}, f"Entry {entry} does not count any more.", as_json)


def _line(line: Line) -> str:
    election, due = line.election, line.deadlines
    parts = [election.kind, election.party, election.town, election.district]
    what = ", ".join(part for part in parts if part)
    state = f"entry {line.entry}, by {line.who}" if line.who else "computed, not entered: nobody is told"
    days = [("register by", due.register_by), ("change party by", due.change_party_by), ("early", due.early_from)]
    told = "; ".join(f"{name} {_day(day)}" for name, day in days if day)
    told += f" to {_day(due.early_until)}" if due.early_until else ""
    return f"{_day(election.day)}  {what}  [{state}]{'  ' + told if told else ''}"


def _day(day: date) -> str:
    return f"{day:%Y-%m-%d %a}"
