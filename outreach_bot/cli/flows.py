"""`outreach flows`: check, test, try out, translate and draw what authors wrote. No database, no carrier."""

from __future__ import annotations

import copy
import json
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.conversation.book import FlowBook
from outreach_bot.conversation.effects import Say
from outreach_bot.conversation.facts import Facts
from outreach_bot.errors import Fault, FlowFault, NotFound
from outreach_bot.flowfiles import extract as catalogs
from outreach_bot.flowfiles.check import check as check_material
from outreach_bot.flowfiles.check import of_flow
from outreach_bot.flowfiles.check_people import Place, people_can_go_on
from outreach_bot.flowfiles.editor import flow_schema
from outreach_bot.flowfiles.graph import mermaid
from outreach_bot.flowfiles.load import Loaded, load_book
from outreach_bot.flowfiles.material import Material, read_material
from outreach_bot.flowfiles.programs import as_markdown
from outreach_bot.flowfiles.programs import programs as programs_of
from outreach_bot.flowfiles.record import Recording, append_test
from outreach_bot.flowfiles.story import Chat, Render, Report, StoryMember, play_all, says
from outreach_bot.flowfiles.translation import Standing, standings
from outreach_bot.rules.suggestion import did_you_mean
from outreach_bot.services.rendering import render
from outreach_bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FLOWS = ROOT / "flows"
LOCALES = ROOT / "locales"


def _today() -> date:
    return datetime.now(UTC).date()


def _bot_path() -> Path:
    return Settings.from_env().outreach_bot


def _load() -> Loaded:
    return load_book(_bot_path(), FLOWS, LOCALES)


def read_texts() -> Material:
    """Everything that was written, whole or not: bot.yaml, flows, words, translations."""
    return read_material(_bot_path(), FLOWS, LOCALES)


def _renderer(material: Material) -> Render:
    def as_text(said: Sequence[Say], language: str) -> str:
        return render(material.catalog, material.bot, said, language).body

    return as_text


def _play(material: Material, book: FlowBook, flow: str | None = None, language: str | None = None) -> Report:
    facts = Facts(material.facts.facts)
    drafts = any(source.flow.status == "draft" for source in material.sources.values())
    return play_all(
        book, material.sources, facts, _renderer(material), flow=flow, language=language,
        drafts=material.book(drafts=True) if drafts else None,
    )  # fmt: skip


def _known(flow: str, flows: Collection[str]) -> str:
    """The name of a flow, of which people also write the file: flows/rides/meeting.yaml."""
    name = flow.removeprefix("flows/").removesuffix(".yaml")
    if name not in flows:
        raise NotFound(f"There is no flow “{name}”{did_you_mean(name, flows)}")
    return name


def _offered(language: str | None, book: FlowBook) -> None:
    if language is not None and language not in book.bot.languages.offered:
        raise NotFound(f"“{language}” is not offered; there are: {', '.join(book.bot.languages.offered)}")


@click.group()
def flows() -> None:
    """Check, test and try out the flows; update their translations."""


@flows.command()
@click.argument("flow", required=False)
@click.option("--against", metavar="DATABASE", help="Also: does anybody wait at a step that is gone? Its URL or file.")
@json_option
def check(flow: str | None, against: str | None, as_json: bool) -> None:
    """List every fault with file and line. Exit code 1 when there is one; warnings do no harm, and with FLOW only those
    of this flow are listed."""
    coverage: int | None = None
    elsewhere = 0
    waiting = _standing(against) if against is not None else {}
    try:
        material = read_texts()
        found = sorted([*check_material(material, _today()), *people_can_go_on(material, waiting)])
        if all(fault.warning for fault in found):
            report = _play(material, material.book())
            found = sorted([*found, *report.unreached(material.sources), *report.long_replies.values()])
            coverage = report.coverage
        if flow is not None:
            own = set(of_flow(material, _known(flow, material.flow_ids), found))
            elsewhere = sum(fault.warning and fault not in own for fault in found)
            found = [fault for fault in found if fault in own or not fault.warning]
    except FlowFault as error:
        found = error.faults
    faults = sum(not fault.warning for fault in found)
    summary = f"{_counted(faults, 'fault')}, {_counted(len(found) - faults, 'warning')}"
    summary += f"; tests reach {coverage} % of the steps" if coverage is not None else ""
    summary += f"; {_counted(elsewhere, 'warning')} in other flows" if elsewhere else ""
    emit({"faults": found, "coverage": coverage}, "\n".join([*map(str, found), summary]), as_json)
    sys.exit(1 if faults else 0)


def _standing(database: str) -> Mapping[Place, int]:
    from outreach_bot.cli import running
    from outreach_bot.services.standing import standing
    from outreach_bot.storage.database import Database
    from outreach_bot.storage.sealed import Keys

    running.join()  # the keys of `make run`, where it is its database
    if "://" not in database:
        if not Path(database).is_file():
            raise NotFound(f"There is no file “{database}”; name the database's file, or its URL as in DATABASE_URL")
        with Path(database).open("rb") as file:
            begins = file.read(16)
        if begins and not begins.startswith(b"SQLite format 3"):  # an empty one is a database without tables
            raise NotFound(f"“{database}” is no database; name the database's file, or its URL as in DATABASE_URL")
        database = f"sqlite:///{database}"
    return standing(Database(database), Keys.parse(Settings.from_env().sealing_keys))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


@flows.command()
@click.argument("flow", required=False)
@click.option("--lang", help="Play every story with a member of this language only.")
@click.option("--coverage", is_flag=True, help="Name the steps that no story reaches.")
@json_option
def test(flow: str | None, lang: str | None, coverage: bool, as_json: bool) -> None:
    """Play the stories of the flows, as written and in each language. Exit code 1 when one fails."""
    loaded = _load()
    book = loaded.material.book()  # partisan flows included: authors test what only some organisations load
    flow = _known(flow, book.flows) if flow is not None else None
    _offered(lang, book)
    report = _play(loaded.material, book, flow, lang)
    unreached: list[Fault] = report.unreached(loaded.material.sources) if coverage else []
    lines = [*map(str, report.failures), *map(str, unreached)]
    lines.append(
        f"{_counted(report.played, 'time')} a story was played, {_counted(len(report.failures), 'failure')}; "
        f"{report.coverage} % of the steps were reached"
    )
    shown: dict[str, Any] = {"played": report.played, "failures": report.failures, "coverage": report.coverage}
    emit(shown | ({"unreached": unreached} if coverage else {}), "\n".join(lines), as_json)
    sys.exit(1 if report.failures else 0)


@flows.command()
@click.argument("flow")
@click.option("--lang", help="The member's language; without it the bot learns it from the first text.")
@click.option("--record", is_flag=True, help="At the end, print the conversation as a test for the flow's file.")
@click.option("--write", is_flag=True, help="With --record: add the test to the end of the flow's file.")
@click.option("--name", default="", help="The recorded test's name.")
@json_option
def chat(flow: str, lang: str | None, record: bool, write: bool, name: str, as_json: bool) -> None:
    """Talk to a flow here in the terminal. Nothing is kept, nothing is sent. End with Ctrl-D."""
    if write and not record:
        raise click.UsageError("--write says where the recorded test goes: give --record too")
    material = _load().material
    book = material.book(drafts=True)
    flow = _known(flow, book.flows)
    _offered(lang, book)
    facts = Facts(material.facts.facts, show_unconfirmed=True)
    talk = Chat(book, facts, StoryMember(lang), datetime.now(UTC))
    show = _renderer(material)
    turn = talk.start(flow)
    recording = Recording(flow, lang, talk.now)
    while True:
        language = talk.member.language or book.bot.languages.source
        reply = show(says(turn), language)
        over = not turn.conversation.frames
        more = "\n(the flow is over; what you write now is heard as a new text)" if over else ""
        emit({"reply": reply, "language": language, "over": over}, f"{reply or '(no answer)'}\n{more}", as_json)
        try:
            text = input("" if as_json else "> ")
        except (EOFError, KeyboardInterrupt):
            break
        before = copy.deepcopy(talk.member)
        talk.now = datetime.now(UTC)
        turn = talk.hear(text)
        recording.hear(text, turn, talk.member, before)
    if record:
        _give_test(recording, name or f"recorded on {recording.began:%B %-d, %Y}", write=write, as_json=as_json)


def _give_test(recording: Recording, name: str, *, write: bool, as_json: bool) -> None:
    if not recording.lines:
        raise NotFound("Nothing was said, so there is nothing to record.")
    test = recording.test(name)
    if write:
        path = FLOWS / f"{recording.flow}.yaml"
        append_test(path, f"flows/{recording.flow}.yaml", test)
        emit({"test": test, "written": path}, f"\nThe test stands at the end of {path}.", as_json)
        return
    emit({"test": test, "written": None}, f"\n# Below “tests:” in flows/{recording.flow}.yaml\n{test}", as_json)


@flows.command()
@click.option("--status", is_flag=True, help="Count the texts that are missing and stale.")
@click.option("--all", "show_all", is_flag=True, help="List each text that waits, with its place.")
@json_option
def translate(status: bool, show_all: bool, as_json: bool) -> None:
    """Where to translate; with --status, how far the translations are, flow by flow and language by language."""
    material = read_texts()
    if not status:
        emit({"files": material.po_names}, "\n".join(_where_to_translate(material)), as_json)
        return
    if unread := [fault for fault in material.faults if fault.file in material.po_names.values() and not fault.warning]:
        raise FlowFault(unread)  # what stands in such a file nobody knows
    found = standings(material)
    shown = [
        {"flow": each.flow, "language": each.language, "texts": each.texts, "translated": each.done,
         "missing": each.missing, "stale": each.stale}
        for each in found
    ]  # fmt: skip
    emit(shown, "\n".join(_status_lines(found, show_all)), as_json)


def _where_to_translate(material: Material) -> Iterator[str]:
    for language, path in material.po_names.items():
        if language != material.bot.languages.source:
            yield f"{language}: {path}"
    yield "Run `outreach flows extract` first, which brings in new English; then open the file with Poedit or Weblate."


def _status_lines(found: Sequence[Standing], show_all: bool) -> Iterator[str]:
    width = max((len(each.flow) for each in found), default=0)
    for each in found:
        waiting = f"{len(each.missing)} missing, {len(each.stale)} stale"
        yield f"{each.flow:{width}}  {each.language}  {each.done} of {each.texts} translated; {waiting}"
        for why, texts in (("missing", each.missing), ("stale", each.stale)):
            yield from (f"  {text.file}:{text.line}: {why}: {text.text}" for text in texts if show_all)


@flows.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; exit code 1 when a catalog is not up to date."
)
@json_option
def extract(only_check: bool, as_json: bool) -> None:
    """Write the texts of all flows into locales/flows.pot and update each language's flows.po."""
    material = read_texts()
    if only_check:
        behind = catalogs.stale(material, LOCALES)
        lines = [f"{path} is not up to date: run `outreach flows extract`" for path in behind]
        emit({"stale": behind}, "\n".join(lines) or "The catalogs are up to date.", as_json)
        sys.exit(1 if behind else 0)
    changed = catalogs.extract(material, LOCALES)
    emit({"changed": changed}, "\n".join(f"{path} updated" for path in changed) or "Nothing has changed.", as_json)


@flows.command()
@click.argument("flow")
@json_option
def graph(flow: str, as_json: bool) -> None:
    """Print a flow as a Mermaid chart."""
    material = read_texts()  # a flow that is not translated yet, or partisan, can be looked at, too
    flow = _known(flow, material.flow_ids)
    if flow not in material.sources:
        raise FlowFault([fault for fault in material.faults if fault.file.endswith(f"{flow}.yaml")])
    chart = mermaid(material.sources[flow].flow)
    emit({"flow": flow, "mermaid": chart}, chart.rstrip(), as_json)


@flows.command()
@json_option
def schema(as_json: bool) -> None:
    """Print the JSON Schema of a flow file, for editors."""
    found = flow_schema()
    emit(found, json.dumps(found, ensure_ascii=False, indent=2), as_json)


@flows.command()
@click.option("--markdown", is_flag=True, help="Print the table of docs/programs.md instead.")
@json_option
def programs(markdown: bool, as_json: bool) -> None:
    """What members can ask for: each conversation with its words, its facts' first review and how easily it reads."""
    found = programs_of(read_texts())
    if markdown:
        click.echo(as_markdown(found), nl=False)
        return
    lines = [
        f"{each.flow:28} {', '.join(word for words in each.keywords.values() for word in words)}"
        f"  review by {each.review_by or 'never'}, reads at {each.levels}"
        for each in found
    ]
    emit(found, "\n".join(lines), as_json)
