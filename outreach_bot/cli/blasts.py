"""`outreach blasts`: from draft to report, for an organizer at a terminal."""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import click

from outreach_bot.cli.bot import bot_without_flows, open_bot
from outreach_bot.cli.options import DAY, who_option
from outreach_bot.cli.output import Command, emit, json_option
from outreach_bot.rules.use_case import PURPOSES
from outreach_bot.services import blast_control, blast_costs
from outreach_bot.services.ports import Bot
from outreach_bot.storage.blasts import CANCELED, DONE, DRAFT, PAUSED

if TYPE_CHECKING:
    from outreach_bot.services.blast_preview import Preview
    from outreach_bot.services.blast_report import Status

LOOK_SECONDS = 0.5
_PURPOSES = "What it is for. " + "; ".join(f"{name}: {meaning}" for name, meaning in PURPOSES.items()) + "."
_WHO = who_option("Your name.")
_DRAFT = (
    click.option("--name", required=True, help="What you call it; members never see it."),
    click.option("--en", "english", help="The English text. {name|friend} is the person's name, or “friend”."),
    click.option("--es", "spanish", help="The Spanish text."),
    click.option("--programme", default="updates", show_default=True, help="Only people who agreed to this."),
    click.option("--purpose", required=True, type=click.Choice(list(PURPOSES)), help=_PURPOSES),
    click.option("--asks", required=True, help="What people are asked to do: “come to the meeting”."),
    click.option("--paid-for-by", help="Who pays, for a candidate's text; {paid_for_by} in the text."),
    click.option("--until", help="Send nothing after this, like “2026-11-03 18:00”."),
)


def draft_options(command: Command) -> Command:
    """What every command takes that writes a draft; `drafted` makes the service's arguments of it."""
    for option in reversed(_DRAFT):
        command = option(command)
    return command


def drafted(
    bot: Bot, *, english: str | None, spanish: str | None, until: str | None, **rest: Any
) -> dict[str, Any]:
    """Raises CannotBlast for a moment that is none."""
    from outreach_bot.services import blast_drafts

    ends = blast_drafts.moment(bot, until) if until else None
    return {"texts": _texts(english, spanish), "until": ends, **rest}


@click.group()
def blasts() -> None:
    """One text, both languages, to many people: create, preview, launch, status, pause, resume, cancel, report."""


@blasts.command()
@draft_options
@click.option("--audience", default="", help="Who gets it, as in `outreach audience count`. Everyone, if not given.")
@click.option("--tag", "tags", multiple=True, help="Of these, members with this tag; again for a second one.")
@click.option("--language", "languages", multiple=True, help="Of these, members of this language; again for a second.")
@click.option("--en-b", "english_b", help="Another English wording, to find out which one works better.")
@click.option("--es-b", "spanish_b", help="Another Spanish wording.")
@click.option("--b-share", type=int, default=50, show_default=True, help="Per cent of the people who get it.")
@click.option("--flow", help="A flow that the text starts, like equality/pledge.")
@click.option("--picture", help="The https:// address of an image that goes with it.")
@click.option("--not-answered", type=int, help="Only people who got this blast and have written nothing since.")
@json_option
@_WHO
def create(
    audience: str, tags: tuple[str, ...], languages: tuple[str, ...], english_b: str | None, spanish_b: str | None,
    as_json: bool, **draft: Any,
) -> None:  # fmt: skip
    """Write a draft. Nothing is sent."""
    from outreach_bot.rules.audience_text import shorthand
    from outreach_bot.services import blast_drafts

    bot = open_bot()
    draft = drafted(bot, **draft) | {"texts_b": _texts(english_b, spanish_b)}
    blast_id = blast_drafts.create(bot, audience=shorthand(tags, languages, audience), **draft)
    emit(
        {"blast": blast_id},
        f"Blast {blast_id} is a draft. Look at it with: outreach blasts preview {blast_id}",
        as_json,
    )


@blasts.command("list")
@json_option
def list_(as_json: bool) -> None:
    """The newest blasts."""
    from outreach_bot.cli.blast_pages import moment

    bot = bot_without_flows()
    found = blast_control.every(bot)
    lines = [f"{b.id}  {b.state:9}  {moment(bot, b.launched_at or b.created_at)}  {b.name}" for b in found]
    emit(found, "\n".join(lines) or "There is no blast yet.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def preview(blast: int, as_json: bool) -> None:
    """Who would get it, who would not and why, segments and cost: over every text, not just the first."""
    from outreach_bot.cli.blast_pages import preview_page
    from outreach_bot.services import blast_preview

    bot = open_bot()
    seen = blast_preview.preview(bot, blast)
    emit({**vars_of(seen), "people": seen.people, "segments": seen.segments}, preview_page(bot, seen), as_json)


@blasts.command()
@click.argument("blast", type=int)
@click.option("--to", required=True, help="Your own phone: one under staff in bot.yaml, or a member tagged organizer.")
@_WHO
@json_option
def test(blast: int, to: str, who: str, as_json: bool) -> None:
    """Send it to yourself, in every language and wording."""
    import asyncio

    from outreach_bot.services import blast_approval

    sent = asyncio.run(blast_approval.test(open_bot(), blast, to, who))
    emit({"tested": blast, "texts": sent}, f"{sent} texts are on their way to you.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@who_option("Your name: not that of who has written it.", required=True)
@json_option
def approve(blast: int, who: str, as_json: bool) -> None:
    """Say yes to somebody else's blast, as it is now. Large or dear ones need it."""
    from outreach_bot.services import blast_approval

    people, cost = blast_approval.approve(open_bot(), blast, who)
    emit(
        {"approved": blast, "by": who, "people": people, "cost": cost},
        f"Approved for {people:,} people and ${cost}.",
        as_json,
    )


@blasts.command()
@click.argument("blast", type=int)
@json_option
def history(blast: int, as_json: bool) -> None:
    """Who did what, from the draft on."""
    from outreach_bot.cli.blast_pages import history_page

    bot = bot_without_flows()
    steps = blast_control.history(bot, blast)
    emit(steps, history_page(bot, steps), as_json)


@blasts.command()
@click.argument("blast", type=int)
@click.option("--people", type=int, help="How many people will be texted: proves that you have read the preview.")
@json_option
@_WHO
def launch(blast: int, people: int | None, as_json: bool, who: str) -> None:
    """Send it. Asks you to type the number of people first."""
    from outreach_bot.cli.blast_pages import preview_page
    from outreach_bot.services import blasts as service

    bot = open_bot()
    seen = service.preview(bot, blast)
    if people is None:
        click.echo(preview_page(bot, seen), err=True)
        people = click.prompt("Type how many people will be texted", type=int, err=True)
    service.launch(bot, blast, who=who, people=people, seen=seen)
    emit(
        {"launched": blast, "people": seen.people},
        f"Launched. Watch it with: outreach blasts status {blast} --watch",
        as_json,
    )


@blasts.command()
@click.argument("blast", type=int)
@click.option("--watch", is_flag=True, help="Stay, with a progress bar, until it is done.")
@json_option
def status(blast: int, watch: bool, as_json: bool) -> None:
    """Where it stands now."""
    from outreach_bot.cli.blast_pages import status_page
    from outreach_bot.services import blast_report

    bot = bot_without_flows()
    now = _watch(bot, blast) if watch and not as_json else blast_report.status(bot, blast)
    emit(now, status_page(bot, now), as_json)


@blasts.command()
@click.argument("blast", type=int)
@_WHO
@json_option
def pause(blast: int, who: str, as_json: bool) -> None:
    """Stop sending, within a second."""
    blast_control.pause(bot_without_flows(), blast, who=who)
    emit({"paused": blast}, f"Paused. Go on with: outreach blasts resume {blast}", as_json)


@blasts.command()
@click.argument("blast", type=int)
@_WHO
@json_option
def resume(blast: int, who: str, as_json: bool) -> None:
    """Go on exactly where it was paused."""
    blast_control.resume(bot_without_flows(), blast, who=who)
    emit({"resumed": blast}, "Going on.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
@_WHO
@json_option
def cancel(blast: int, yes: bool, who: str, as_json: bool) -> None:
    """End it for good; the report stays."""
    bot = bot_without_flows()
    blast_control.require_not_over(bot, blast)
    if not yes:
        click.confirm("People who were not texted yet never will be by this blast. Cancel it?", abort=True, err=True)
    dropped = blast_control.cancel(bot, blast, who=who)
    emit({"canceled": blast, "not_texted": dropped}, f"Canceled. {dropped} people were not texted.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def report(blast: int, as_json: bool) -> None:
    """What became of everybody; the lines add up to the audience."""
    from outreach_bot.cli.blast_pages import report_page
    from outreach_bot.services import blast_report

    told = blast_report.report(bot_without_flows(), blast)
    emit(told, report_page(told), as_json)


@blasts.command()
@click.option("--by", type=click.Choice(get_args(blast_costs.By)), default="purpose", show_default=True)
@click.option("--since", type=DAY, help="Only blasts launched on that day or later.")
@json_option
def costs(by: blast_costs.By, since: date | None, as_json: bool) -> None:
    """What blasts have cost, by purpose, by blast or by month."""
    from outreach_bot.cli.blast_pages import costs_page

    told = blast_costs.costs(bot_without_flows(), by, since)
    emit(told, costs_page(told) or "No blast has cost anything yet.", as_json)


def _texts(english: str | None, spanish: str | None) -> dict[str, str]:
    return {language: text for language, text in (("en", english), ("es", spanish)) if text}


def vars_of(seen: Preview) -> dict[str, object]:
    return {name: getattr(seen, name) for name in seen.__dataclass_fields__}


def _watch(bot: Bot, blast: int) -> Status:
    """Until it is done, paused or canceled, or Ctrl-C (which stops the watching, not the blast)."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from outreach_bot.services import blast_report

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[rate]}"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("starting", total=None, rate="")
        before, at = None, time.monotonic()
        while True:
            asked = time.monotonic()
            now = blast_report.status(bot, blast)
            took = time.monotonic() - asked
            gone = now.audience - now.waiting
            elapsed = time.monotonic() - at
            rate = "" if before is None or elapsed <= 0 else f"{(gone - before) / elapsed:,.0f}/s"
            before, at = gone, time.monotonic()
            bar.update(task, description=now.blast.state, total=now.audience or None, completed=gone, rate=rate)
            if now.blast.state in (DONE, PAUSED, CANCELED, DRAFT):
                return now
            try:
                time.sleep(max(LOOK_SECONDS, 3 * took))  # a million take seconds to count, and are still to be sent
            except KeyboardInterrupt:
                return now
