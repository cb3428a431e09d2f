"""`outreach members`: take in a list of people, give one out; look at one, opt one out, forget one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

import click

from outreach_bot.cli.bot import bot_without_flows, open_bot
from outreach_bot.cli.options import who_option
from outreach_bot.cli.output import emit, json_option
from outreach_bot.errors import OutreachError
from outreach_bot.rules.audience import PROGRAMME
from outreach_bot.services import people

if TYPE_CHECKING:
    from outreach_bot.services.people_import import PeopleFile, Progress, Report

FIRST_LINES = 5  # of each note; the others are in the JSON
READ_AS = {
    "cp1252": "The file is not UTF-8: it was read as Windows-1252. Look at a few names with accents (members show).",
    "utf-16": "The file was read as UTF-16.",
}


@click.group()
def members() -> None:
    """People: import and export a list, show one, opt one out, forget one."""


@members.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--consent-source", default="", help='Where everybody in it agreed, like "labor fair sign-up sheet".')
@click.option("--consent-date", default="", help="When, like 2026-10-31.")
@click.option("--consent-evidence", default="", help="The words they agreed to, as they stood on the sheet or form.")
@click.option("--programme", default=PROGRAMME, show_default=True, help="What they agreed to get.")
@click.option("--map", "said", multiple=True, metavar="COLUMN=MEANING",
              help='What a column means, before what its name says: "Cell=phone", "Shift=field:shift:choice", '
              '"Notes=ignore". Again for another.')  # fmt: skip
@click.option("--tag", "tags", multiple=True, help="A tag for everybody in it; again for a second one.")
@click.option("--rejected", type=click.Path(dir_okay=False, path_type=Path),
              help="Where rows go that are not taken, and beside it the values that are left out of others; "
              "replaced at each run. Default: beside FILE.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would happen; the database stays as it is.")
@click.option("--yes", is_flag=True, help="Don't ask whether the columns are understood; a dry run does not.")
@json_option
def import_(
    file: Path, consent_source: str, consent_date: str, consent_evidence: str, programme: str, said: tuple[str, ...],
    tags: tuple[str, ...], rejected: Path | None, dry_run: bool, yes: bool, as_json: bool,
) -> None:  # fmt: skip
    """Take in a CSV file of people. Running it again changes nothing.

    The columns are found by their names, in English or Spanish: phone, language, name, zip, town, tags,
    consent_source, consent_date, consent_evidence, opted_out. Only the phone must be there. --map says it for columns
    with other names, and turns a column into a field of each person: field:NAME:KIND, where KIND is text (kept
    sealed), number, date, yes_no or choice. Nobody is texted without evidence of consent: source, date and words, from
    the columns, or from the options for the whole file (a column goes before its option, also where its cell is empty).
    """
    from outreach_bot.services import people_import
    from outreach_bot.services.people_rows import FileEvidence

    bot = open_bot()
    opened = people_import.understand(file, said, people_import.known_fields(bot))
    if not (as_json and yes):
        click.echo("\n".join(_columns(opened)), err=as_json)
    if not (yes or dry_run):
        click.confirm("Is this right?", default=True, abort=True, err=True)
    with _bar() as progress:
        report = people_import.import_people(
            bot, opened, evidence=FileEvidence(consent_source, consent_date, consent_evidence), programme=programme,
            tags=tags, rejected=rejected, dry_run=dry_run, progress=progress,
        )  # fmt: skip
    emit(asdict(report), "\n".join(_told(report)), as_json)


@members.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, allow_dash=True))
@click.option("--audience", default="", help="Who, as in `outreach audience count`. Everyone, if not given.")
@click.option("--programme", default=PROGRAMME, show_default=True, help="Whose evidence of consent goes along.")
@who_option("Your name, for the log.")
@json_option
def export(file: str, audience: str, programme: str, who: str, as_json: bool) -> None:
    """Write people to a CSV file, opened: numbers, names, fields, answers (never those of private flows).

    FILE must be new; only you can read it. `-` is the standard output. Who exported how many is logged.
    """
    from outreach_bot.services import people_export

    bot = open_bot()
    if file == "-":
        left = people_export.export_people(bot, sys.stdout, audience=audience, programme=programme, who=who)
        emit(left, f"{_n(left.people, 'person', 'people')} exported.", as_json, err=True)
        return
    with _new_file(Path(file)) as out, _bar() as bar:
        left = people_export.export_people(
            bot, out, audience=audience, programme=programme, who=who, progress=partial(bar, "Writing")
        )
    told = f"{_n(left.people, 'person', 'people')} exported to {file}. It holds phone numbers: delete it when done."
    emit(left, told, as_json)


@members.command()
@click.argument("number")
@json_option
def show(number: str, as_json: bool) -> None:
    """Everything we hold about one person, with the evidence of every consent."""
    bot = bot_without_flows()
    shown = people.show(bot, number)
    emit(shown, "\n".join(_person(shown, bot.zone)), as_json)


@members.command("opt-out")
@click.argument("number")
@click.option("--source", required=True, help='How they told us, like "phone call".')
@json_option
def opt_out(number: str, source: str, as_json: bool) -> None:
    """Somebody told you to stop the texts: record it. It holds at once, for everything, until they text START."""
    done = people.opt_out(bot_without_flows(), number, source)
    text = "Opted out: nothing more is sent to this number." if done.new else "This number was opted out already."
    if not done.known:
        text += " We did not know it; no list can bring it in now."
    if done.programmes:
        text += f" Ended: {', '.join(done.programmes)}."
    emit(done, text, as_json)


@members.command()
@click.argument("number")
@click.option("--undo", is_flag=True, help="It was a mistake: the person is 16 or older.")
@json_option
def young(number: str, undo: bool, as_json: bool) -> None:
    """Somebody under 16: no blasts from now on, and no answers are kept; those that were go at once."""
    people.set_young(bot_without_flows(), number, not undo)
    text = "Recorded: under 16. No blasts, no answers kept."
    if undo:
        text = "Recorded: 16 or older. They get blasts again when they join by text."
    emit({"young": not undo}, text, as_json)


@members.command()
@click.argument("number")
@click.option("--yes", is_flag=True, help="Don't ask again.")
@json_option
def forget(number: str, yes: bool, as_json: bool) -> None:
    """Erase a person and prove it. What stays is a receipt: a hash of the number, an opt-out, evidence of consent."""
    bot = bot_without_flows()
    people.show(bot, number)  # says so, before it asks, when there is nobody
    if not yes:
        click.confirm("Erase everything about this person? This cannot be undone.", abort=True, err=True)
    done = people.forget(bot, number)
    gone = done.erased
    text = (
        f"Erased: name, language, ZIP and tags; {_n(gone.messages, 'text')}, {_n(gone.answers, 'answer')}, "
        f"{_n(gone.tickets, 'ticket')}; the number of {_n(gone.addresses, 'address', 'addresses')}.\n"
        "Looked into every table afterwards: nothing names this person any more.\n"
        "Kept, as a receipt: a hash of the number under a key of its own, with an opt-out if there is one, and the "
        "evidence of consent. See it with: outreach consent prove NUMBER\n"
        "The carrier is being asked to delete its copies."
    )
    if done.left:
        raise OutreachError(f"Rows that still name this person were found, a fault of this program: {done.left}")
    if not done.disk:
        text += "\nThe database was busy: old pages of the file are overwritten later. Stop the bot and run this again."
    emit(done, text, as_json)


@contextmanager
def _new_file(path: Path) -> Iterator[TextIO]:
    """A file that only its owner can read; gone again when something goes wrong."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise OutreachError(f"{path} is there already: name a new file.") from None
    except OSError as error:
        raise OutreachError(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as out:  # so that Excel reads the accents
            yield out
    except BaseException:
        path.unlink()
        raise


@contextmanager
def _bar() -> Iterator[Progress]:
    """A progress bar where somebody watches, nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=of)
            bar.update(tasks[what], completed=done)

        yield told


def _columns(opened: PeopleFile) -> list[str]:
    """How each column is understood, and by which rules the list is taken in."""
    from outreach_bot.services.people_columns import tells_an_age
    from outreach_bot.services.people_import import RULES

    found = opened.columns
    width = max(map(len, found))
    lines = ["Columns:", *(f'  {meaning:<{width}} ← "{name}"' for meaning, name in found.items())]
    if opened.not_used:
        lines.append("  not used: " + ", ".join(f'"{name}"' for name in opened.not_used))
    if any(map(tells_an_age, opened.layout.header)):
        lines.append("  No age is read from a list: take out whoever is under 16, or they will be texted.")
    if "consent_date" in found:
        lines.append("  Dates like 10/3/2026 are read as October 3.")
    return [*lines, *RULES]


def _told(report: Report) -> list[str]:
    would = "Dry run, nothing was written. " if report.dry_run else ""
    lines = [READ_AS[report.encoding]] if report.encoding in READ_AS else []
    lines += [
        f"{would}{_n(report.rows, 'row')} read: {report.imported} imported ({report.added} new, "
        f"{report.changed} changed), {report.unchanged} unchanged, {report.merged} merged, {report.rejected} rejected.",
        f"  can be texted: {report.sendable}",
        f"  imported, not sendable: no evidence of consent: {report.no_consent}",
    ]
    if report.withdrawn:
        lines.append(f"  took their consent back, not sendable: {report.withdrawn}")
    if report.young:
        lines.append(f"  said that they are under 16, nothing of the list is kept: {report.young}")
    if report.opted_out:
        lines.append(f"  opted out, and stay so: {report.opted_out}")
    lines += [f"{_n(note.rows, 'row')}: {note.what} ({_lines(note.lines)})." for note in report.notes]
    if report.lost_file:
        lines.append(f"What was read there, with line and column, is in {report.lost_file}")
    if report.rejected:
        lines.append(f"Rejected rows, with line and reason, are in {report.rejected_file}:")
        lines += [f"  {count} × {reason}" for reason, count in report.rejected_because.items()]
    return lines


def _lines(lines: list[int]) -> str:
    more = ", …" if len(lines) > FIRST_LINES else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines[:FIRST_LINES]))}{more}"


def _person(shown: people.Shown, zone: ZoneInfo) -> list[str]:
    def when(at: datetime | None) -> str:
        return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "never"

    def listed(names: frozenset[str]) -> str:
        return ", ".join(sorted(names)) or "none"

    lines = [shown.number]
    if shown.forgotten:
        lines.append("No person stands behind this number: they were erased, or it is a phone of the staff.")
    else:
        lines += [
            f"name: {shown.name or 'not known'}",
            f"language: {shown.language or 'not known'}",
            f"ZIP: {shown.zip or 'not known'}",
            *["uses a shared phone: texts hold no details (they texted HIDE)"] * shown.hidden,
            *["said to be under 16: no blasts, no answers kept"] * shown.young,
            f"town: {shown.town or 'not known'}",
            *(f"{name}: {_value(value)}" for name, value in sorted(shown.fields.items())),
            f"tags: {listed(shown.tags)}",
            f"consented to: {listed(shown.programmes)}",
            f"texts: {shown.texts_from} from them, {shown.texts_to} to them; last heard: {when(shown.last_heard_at)}",
        ]
    lines += [
        f"{place.channel}: opted out on {when(place.opted_out_at)}" if place.opted_out_at else f"{place.channel}: open"
        for place in shown.places
    ]
    for row in shown.consents:
        verb = "agreed to" if row.action == "grant" else "took back"
        lines.append(f"{when(row.at)} {verb} {row.programme} ({row.source})")
        if row.wording:
            lines.append(f'    "{row.wording}"')
    return lines


def _value(value: object) -> str:
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _n(count: int, one: str, many: str | None = None) -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
