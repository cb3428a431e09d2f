"""`outreach blasts`: from draft to report, for an organizer at a terminal."""

from __future__ import annotations

import time
from datetime import datetime
from getpass import getuser
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from outreach_bot.cli.output import emit, json_option
from outreach_bot.rules.audience_text import shorthand
from outreach_bot.services import blasts as service
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage.blasts import CANCELED, DONE, DRAFT, EXPANDING, PAUSED
from outreach_bot.wiring import build

LOOK_SECONDS = 0.5


@click.group()
def blasts() -> None:
    """One text, both languages, to many people: create, preview, launch, status, pause, resume, cancel, report."""


@blasts.command()
@click.option("--name", required=True, help="What you call it; members never see it.")
@click.option("--en", "english", help="The English text. {name|friend} is the person's name, or “friend”.")
@click.option("--es", "spanish", help="The Spanish text.")
@click.option("--audience", default="", help="Who gets it, as in `outreach audience count`. Everyone, if not given.")
@click.option("--tag", "tags", multiple=True, help="Of these, members with this tag; again for a second one.")
@click.option("--language", "languages", multiple=True, help="Of these, members of this language; again for a second.")
@click.option("--programme", default="updates", show_default=True, help="Only people who agreed to this.")
@click.option("--who", default=getuser, help="Your name; your user name if not given.")
@json_option
def create(
    name: str, english: str | None, spanish: str | None, audience: str, tags: tuple[str, ...],
    languages: tuple[str, ...], programme: str, who: str, as_json: bool,
) -> None:  # fmt: skip
    """Write a draft. Nothing is sent."""
    texts = {language: text for language, text in (("en", english), ("es", spanish)) if text}
    blast_id = service.create(
        _bot(), name=name, texts=texts, programme=programme, audience=shorthand(tags, languages, audience), who=who
    )
    emit(
        {"blast": blast_id},
        f"Blast {blast_id} is a draft. Look at it with: outreach blasts preview {blast_id}",
        as_json,
    )


@blasts.command("list")
@json_option
def list_(as_json: bool) -> None:
    """The newest blasts."""
    bot = _bot()
    found = service.every(bot)
    lines = [f"{b.id}  {b.state:9}  {_when(bot, b.launched_at or b.created_at)}  {b.name}" for b in found]
    emit(found, "\n".join(lines) or "There is no blast yet.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def preview(blast: int, as_json: bool) -> None:
    """Who would get it, who would not and why, segments and cost: over every text, not just the first."""
    bot = _bot()
    seen = service.preview(bot, blast)
    emit(
        {**vars_of(seen), "people": seen.people, "segments": seen.segments, "cost": seen.cost}, _preview(seen), as_json
    )


@blasts.command()
@click.argument("blast", type=int)
@click.option("--people", type=int, help="How many people will be texted: proves that you have read the preview.")
@json_option
def launch(blast: int, people: int | None, as_json: bool) -> None:
    """Send it. Asks you to type the number of people first."""
    bot = _bot()
    seen = service.preview(bot, blast)
    if people is None:
        click.echo(_preview(seen), err=True)
        people = click.prompt("Type how many people will be texted", type=int, err=True)
    if people != seen.people:
        raise service.CannotBlast(f"It would text {seen.people} people, not {people}. Nothing was sent.")
    service.launch(bot, blast)
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
    bot = _bot()
    now = _watch(bot, blast) if watch and not as_json else service.status(bot, blast)
    emit(now, _status(now), as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def pause(blast: int, as_json: bool) -> None:
    """Stop sending, within a second."""
    service.pause(_bot(), blast)
    emit({"paused": blast}, f"Paused. Go on with: outreach blasts resume {blast}", as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def resume(blast: int, as_json: bool) -> None:
    """Go on exactly where it was paused."""
    service.resume(_bot(), blast)
    emit({"resumed": blast}, "Going on.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@click.confirmation_option(prompt="People who were not texted yet never will be by this blast. Cancel it?")
@json_option
def cancel(blast: int, as_json: bool) -> None:
    """End it for good; the report stays."""
    dropped = service.cancel(_bot(), blast)
    emit({"canceled": blast, "not_texted": dropped}, f"Canceled. {dropped} people were not texted.", as_json)


@blasts.command()
@click.argument("blast", type=int)
@json_option
def report(blast: int, as_json: bool) -> None:
    """What became of everybody; the lines add up to the audience."""
    told = service.report(_bot(), blast)
    emit(told, _report(told), as_json)


def _bot() -> Bot:
    return build(Settings.from_env())


def vars_of(seen: service.Preview) -> dict[str, object]:
    return {name: getattr(seen, name) for name in seen.__dataclass_fields__}


def _watch(bot: Bot, blast: int) -> service.Status:
    """Until it is done, paused or canceled, or Ctrl-C (which stops the watching, not the blast)."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
               TextColumn("{task.fields[rate]}"), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("starting", total=None, rate="")
        before, at = None, time.monotonic()
        while True:
            now = service.status(bot, blast)
            gone = now.audience - now.waiting
            elapsed = time.monotonic() - at
            rate = "" if before is None or elapsed <= 0 else f"{(gone - before) / elapsed:,.0f}/s"
            before, at = gone, time.monotonic()
            bar.update(task, description=now.blast.state, total=now.audience or None, completed=gone, rate=rate)
            if now.blast.state in (DONE, PAUSED, CANCELED, DRAFT):
                return now
            try:
                time.sleep(LOOK_SECONDS)
            except KeyboardInterrupt:
                return now


def _preview(seen: service.Preview) -> str:
    lines = [f"In the audience: {seen.audience:,}", f"Will be texted:  {seen.people:,}"]
    lines += [
        f"  left out: {people:,}  {service.LEFT_OUT_BECAUSE.get(why, why)}"
        for why, people in seen.left_out.most_common()
    ]
    for language, part in sorted(seen.languages.items()):
        lines.append(f"{language}: {part.people:,} people, {part.segments:,} segments, ${part.cost:,}")
        for label, sample in (("longest", part.longest), ("shortest", part.shortest)):
            if sample is not None:
                lines.append(f"  {label} ({sample.segments} segment{'s' * (sample.segments > 1)}): {sample.text}")
        if part.ucs2:
            dear = ", ".join(f"“{character}” in {people:,} texts" for character, people in part.ucs2.most_common(5))
            lines.append(f"  these characters make a segment 70 characters instead of 160: {dear}")
    lines.append(f"Together: {seen.segments:,} segments, about ${seen.cost:,}, {_duration(seen.seconds)} at full rate")
    if seen.quiet_now:
        lines.append(f"It is quiet time for {seen.quiet_now:,} of them now: they are texted when their morning comes.")
    return "\n".join(lines)


def _status(now: service.Status) -> str:
    lines = [f"Blast {now.blast.id}, {now.blast.name}: {now.blast.state}"]
    if now.blast.paused_because:
        lines.append(f"Paused because: {now.blast.paused_because}")
    if now.blast.state == EXPANDING:
        lines.append("The audience is being written down; sending begins right after.")
    for label, people in (
        ("audience", now.audience), ("waiting", now.waiting), ("on the way", now.going), ("delivered", now.delivered),
        ("not reached", now.not_reached), ("unclear", now.unclear), ("left out", now.left_out),
    ):  # fmt: skip
        lines.append(f"{label:12} {people:,}")
    if now.quiet:
        lines.append(f"Of those waiting, {now.quiet:,} have quiet time now.")
    if now.talking:
        lines.append(f"Of those waiting, {now.talking:,} are in a conversation; the blast does not break in.")
    return "\n".join(lines)


def _report(told: service.Report) -> str:
    lines = [f"Blast {told.blast.id}, {told.blast.name}: {told.blast.state}", f"{told.audience:>9,}  in the audience"]
    for line in told.lines:
        code = f" (code {line.code})" if line.code else ""
        lines.append(f"{line.people:>9,}  {line.language}  {line.status}: {line.why}{code}")
    if told.erased:
        lines.append(f"{told.erased:>9,}  asked to be erased since")
    lines.append(f"{told.segments:,} segments, about ${told.cost:,}")
    return "\n".join(lines)


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    return (
        f"{minutes // 60} h {minutes % 60} min"
        if minutes >= 60
        else f"{minutes} min"
        if minutes
        else f"{seconds:.0f} s"
    )


def _when(bot: Bot, at: datetime) -> str:
    return at.astimezone(ZoneInfo(bot.book.bot.timezone)).strftime("%Y-%m-%d %H:%M")
