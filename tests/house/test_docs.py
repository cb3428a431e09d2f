"""The pages are true: what they name exists, and the flow that they teach can be checked and played."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from outreach_bot.cli.main import outreach
from outreach_bot.conversation.answers import TYPES
from outreach_bot.conversation.facts import Facts
from outreach_bot.conversation.functions import FUNCTIONS
from outreach_bot.conversation.sentences import FORMATTERS
from outreach_bot.conversation.steps import KINDS
from outreach_bot.flowfiles import programs as flow_programs
from outreach_bot.flowfiles.check import check
from outreach_bot.flowfiles.material import read_material
from outreach_bot.flowfiles.story import play_all
from outreach_bot.services.rendering import render
from outreach_bot.settings import SETTINGS

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
FENCED = re.compile(r"^[ ]*```(\w*)\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`([^`\n]+)`")
LARGEST_IMAGE_BYTES = 250_000


def fenced(page: Path, language: str) -> list[str]:
    return [body for found, body in FENCED.findall(page.read_text()) if found == language]


def code(page: Path) -> Iterator[str]:
    """Every line of a shell block, continued lines joined, and every word in backquotes."""
    for block in fenced(page, "sh"):
        yield from block.replace("\\\n", " ").splitlines()
    yield from INLINE.findall(FENCED.sub("", page.read_text()))


def started(snippet: str) -> Iterator[list[str]]:
    """The programs that a line starts, each with its arguments."""
    lexer = shlex.shlex(snippet, posix=True, punctuation_chars="|;&>")
    lexer.whitespace_split = True
    try:
        tokens = list(lexer)
    except ValueError:
        return  # an apostrophe: prose
    command: list[str] = []
    for token in [*tokens, ";"]:
        if set(token) <= set("|;&>"):
            yield command
            command = []
        else:
            command.append(token)


def programs(name: str) -> list[tuple[str, list[str]]]:
    """(page, arguments) wherever a page starts this program."""
    return [
        (page.name, command[1:])
        for page in PAGES
        for snippet in code(page)
        for command in started(snippet)
        if command and command[0].rpartition("/")[2] == name
    ]


def command_of(arguments: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these words name, and the words behind it. Raises KeyError."""
    found: click.Command = outreach
    context = click.Context(outreach)
    while isinstance(found, click.Group) and arguments and re.fullmatch(r"[a-z][a-z-]*", arguments[0]):
        inner = found.get_command(context, arguments[0])
        if inner is None:
            raise KeyError(arguments[0])
        found, arguments = inner, arguments[1:]
    return found, arguments


def test_every_command_and_option_exists() -> None:
    used = programs("outreach")
    assert len(used) > 50
    for page, arguments in used:
        try:
            command, rest = command_of(arguments)
        except KeyError as unknown:
            pytest.fail(f"{page}: outreach {' '.join(arguments)}: there is no {unknown}")
        known = {name for option in command.params for name in option.opts} | {"--help", "-h"}
        assert {word for word in rest if word.startswith("--")} <= known, f"{page}: outreach {' '.join(arguments)}"


def test_every_command_named_for_short_exists() -> None:
    """Pages write `blasts pause` for `outreach blasts pause`."""
    context = click.Context(outreach)
    nouns = outreach.list_commands(context)
    groups = {noun for noun in nouns if isinstance(outreach.get_command(context, noun), click.Group)}
    for page in PAGES:
        for snippet in INLINE.findall(FENCED.sub("", page.read_text())):
            first, *others = snippet.split()
            if first in groups and others and re.fullmatch(r"[a-z][a-z-]*", others[0]):
                command_of([first, others[0]])


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text().replace("$(VENV)", ".venv")
    targets = set(re.findall(r"^([\w./-]+):", makefile, re.MULTILINE))
    used = programs("make")
    assert len(used) > 10
    for page, arguments in used:
        wanted = {word for word in arguments if "=" not in word and word != "…"}
        assert wanted <= targets, f"{page}: make {' '.join(arguments)}"


def test_every_setting_exists() -> None:
    known = {setting.name for setting in SETTINGS}
    for page in PAGES:
        named = {name for snippet in code(page) for name in re.findall(r"(?<![/\w])[A-Z]+(?:_[A-Z]+)+\b", snippet)}
        assert named <= known, f"{page.name}: {named - known}"


def test_every_link_and_file_exists() -> None:
    for page in PAGES:
        text = page.read_text()
        for link in re.findall(r"\]\(([^)#]+)\)", text):
            assert link.startswith("https://") or (page.parent / link).exists(), f"{page.name}: {link}"
        for name in INLINE.findall(FENCED.sub("", text)):
            if re.fullmatch(r"(outreach_bot|tests|docs|bench|\.ci)/[\w./-]+|flows/[\w/]+\.yaml", name):
                assert (ROOT / name).exists(), f"{page.name}: {name}"


def test_pages_speak_of_no_particular_machine() -> None:
    for page in PAGES:
        assert not re.findall(r"(?<![\w.])/(?:work|home|root|Users|tmp|opt|srv|mnt)/\S*", page.read_text()), page.name


def test_images_are_small() -> None:
    images = list((ROOT / "docs").glob("*.png"))
    assert images
    assert [each.name for each in images if each.stat().st_size > LARGEST_IMAGE_BYTES] == []


@pytest.mark.parametrize(
    "known", [KINDS, TYPES, FORMATTERS, FUNCTIONS], ids=["steps", "answers", "formatters", "functions"]
)
def test_authors_are_told_of_everything(known: dict[str, object]) -> None:
    told = set(re.findall(r"\w+", " ".join(INLINE.findall(FENCED.sub("", (ROOT / "docs/authors.md").read_text())))))
    assert set(known) - told == set()


def test_the_flow_that_authors_learn_from_works(tmp_path: Path) -> None:
    for folder in ("flows", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    lesson, _ = [block for block in fenced(ROOT / "docs/authors.md", "yaml") if block.startswith("title:")]
    file = tmp_path / "flows/rides/meeting.yaml"
    file.parent.mkdir()
    file.write_text(lesson)
    material = read_material(tmp_path / "flows/bot.yaml", tmp_path / "flows", tmp_path / "locales")
    faults = [str(fault) for fault in check(material, date(2026, 11, 20)) if not fault.warning]
    assert faults == []
    report = play_all(
        material.book(drafts=True), material.sources, Facts(material.facts.facts),
        lambda says, language: render(material.catalog, material.bot, says, language).body, flow="rides/meeting",
    )  # fmt: skip
    assert (report.failures, report.coverage) == ([], 100)
    assert report.played == 4


def test_the_journey_that_authors_learn_from_works(tmp_path: Path) -> None:
    for folder in ("flows", "locales"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    blocks = fenced(ROOT / "docs/authors.md", "yaml")
    _, journey = [block for block in blocks if block.startswith("title:")]
    (steps,) = [block for block in blocks if "journey: primary" in block and block.startswith("  ask_reminders:")]
    written = tmp_path / "flows/journeys/primary.yaml"
    written.parent.mkdir(exist_ok=True)
    written.write_text(f"status: draft\n{journey}")
    find = '  find: {set: {election: "next_election(none)"}}\n'
    entered = "[{kind: municipal, day: 2027-11-02}]"
    script = "[{in: zremind}, {in: si, journeys: [primary]}, {journey: primary/today, says: today}]"
    (tmp_path / "flows/vote/zreminders.yaml").write_text(
        f'title: "Reminders"\nstatus: draft\nkind: voting\nstart: {{keywords: {{en: [ZREMIND], es: [ZRECORDAR]}}}}\n'
        f"steps:\n{find}{steps}  finish: {{end: done}}\n"
        f"tests: [{{name: joins, elections: {entered}, script: {script}}}]\n"
    )
    material = read_material(tmp_path / "flows/bot.yaml", tmp_path / "flows", tmp_path / "locales")
    assert [str(fault) for fault in check(material, date(2026, 11, 20)) if not fault.warning] == []
    report = play_all(
        material.book(drafts=True), material.sources, Facts(material.facts.facts),
        lambda says, language: render(material.catalog, material.bot, says, language).body, flow="vote/zreminders",
    )  # fmt: skip
    assert report.failures == []


def test_the_programs_page_holds_todays_table() -> None:
    material = read_material(ROOT / "flows/bot.yaml", ROOT / "flows", ROOT / "locales")
    told = "run `outreach flows programs --markdown` and put it at the end of docs/programs.md"
    table = flow_programs.as_markdown(flow_programs.programs(material))
    assert (ROOT / "docs/programs.md").read_text().endswith(table), told
