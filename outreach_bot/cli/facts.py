"""`outreach facts`: what the texts may quote, and what staff have confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import click

from outreach_bot.cli.blasts import draft_options, drafted
from outreach_bot.cli.bot import open_bot
from outreach_bot.cli.options import who_option
from outreach_bot.cli.output import emit, json_option
from outreach_bot.conversation.facts import Fact, FactValue
from outreach_bot.errors import NotFound
from outreach_bot.services import corrections
from outreach_bot.services import facts as service

value_option = click.option(
    "--value", help="The value that was wrong, as it was told. Without it: every one that does not hold any more."
)


@click.group()
def facts() -> None:
    """Dated, sourced values that texts may quote."""


@facts.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every fact with its values, sources and review dates."""
    bot = open_bot()
    confirmed = service.confirmed(bot)
    known = list(bot.facts.facts.values())
    emit(known, "\n".join(_line(fact, value, confirmed) for fact in known for value in fact.values), as_json)


@facts.command()
@click.argument("fact")
@click.option("--value", help="Which value, when the fact has several: as `outreach facts list` prints it.")
@who_option("Your name: it stands beside the value from now on.", required=True)
@click.option("--yes", is_flag=True, help="Don't ask again.")
@json_option
def confirm(fact: str, value: str | None, who: str, yes: bool, as_json: bool) -> None:
    """Vouch for one value that its source alone does not prove. Compare it with the official page first."""
    bot = open_bot()
    known, confirmed = service.to_confirm(bot, fact), service.confirmed(bot)
    if value is None and len(known) > 1:
        lines = "\n".join(_line(bot.facts.facts[fact], each, confirmed) for each in known)
        raise NotFound(f"{fact} has several open values; say which one with --value:\n{lines}")
    chosen = value or str(known[0].value)
    for each in known:
        if str(each.value) == chosen:
            click.echo(f"{_line(bot.facts.facts[fact], each, confirmed)} {each.url}", err=True)
    if not yes:
        click.confirm("Have you compared this with the official source?", abort=True, err=True)
    done = service.confirm(bot, fact, chosen, who)
    emit(done, f"{fact} = {done.value} is confirmed by {who}.", as_json)


@facts.command()
@click.option("--within", default=30, show_default=True, help="Days ahead.")
@click.option("--strict", is_flag=True, help="Exit code 1 when a review is overdue, or a value in force is unknown.")
@json_option
def due(within: int, strict: bool, as_json: bool) -> None:
    """What a person must look at: reviews, unknown values, values that nobody has confirmed."""
    found = service.due(open_bot(), timedelta(days=within))
    lines = [f"{each.why:<12}{each.fact}: {each.value} (review by {each.review_by}; {each.source})" for each in found]
    emit(found, "\n".join(lines) or "Nothing is due.", as_json)
    if strict and any(each.why in ("overdue", "unknown") for each in found):
        raise SystemExit(1)


@facts.command()
@click.argument("fact")
@value_option
@json_option
def recall(fact: str, value: str | None, as_json: bool) -> None:
    """Who was told a value: how many people, in how many texts, since when. Private flows give counts only."""
    told = service.recall(open_bot(), fact, value)
    lines = [f"{fact} = {' or '.join(told.values)} was told to {told.people} people in {told.texts} texts."]
    if told.since:
        lines.append(f"First {told.since:%Y-%m-%d}, last {told.until:%Y-%m-%d}.")
    lines += [f"Private conversations, {month}: {texts} texts." for month, texts in told.private.items()]
    if told.to_correct:
        lines.append(f"{told.to_correct} were told nothing better since. Write to them: outreach facts correct {fact}")
    emit(told, "\n".join(lines), as_json)


@facts.command()
@click.argument("fact")
@value_option
@draft_options
@json_option
@who_option("Your name.")
def correct(fact: str, value: str | None, as_json: bool, **draft: Any) -> None:
    """Write a draft to exactly the people who were told a value that does not hold any more. Nothing is sent.

    The texts quote the fact, like {fact.wage.minimum:money}; who was told that since is not written to.
    """
    bot = open_bot()
    made = corrections.correct(bot, fact, value, **drafted(bot, **draft))
    lines = [
        f"Blast {made.blast} is a draft, to correct what {made.people} people were told. "
        f"Look at it with: outreach blasts preview {made.blast}"
    ]
    if made.texted < made.people:
        lines.append(
            f"{made.people - made.texted} of them may not be texted, so call them. Why, and who they are: "
            f"outreach audience funnel '{made.audience}', outreach audience show '{made.audience}'"
        )
    emit(made, "\n".join(lines), as_json)


def _line(fact: Fact, value: FactValue, confirmed: frozenset[tuple[str, str]]) -> str:
    state = "confirmed by staff" if (fact.id, str(value.value)) in confirmed else value.confidence
    span = f"{value.start or '…'} to {value.until or '…'}"
    return f"{fact.id}: {value.value} [{state}] {span}, review by {value.review_by or 'never'}, {value.source}"
