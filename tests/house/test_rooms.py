"""The house keeps its own rules: rooms, queues and their workers, aware time, declared packages, Makefile and CI."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click
import pytest
from honcho.environ import parse_procfile

from outreach_bot.cli.main import COMMANDS, outreach
from outreach_bot.jobs.queues import QUEUES

ROOT = Path(__file__).parents[2]
MODULES = [*sorted((ROOT / "outreach_bot").rglob("*.py")), ROOT / "app.py", ROOT / "worker.py"]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
# What reads the computer's clock: the first two without a zone in any case, the others unless one is given.
NAIVE_ALWAYS = {"utcnow", "utcfromtimestamp"}
NAIVE_WITHOUT_ZONE = {"now", "fromtimestamp"}
# Types that their own interface hands out.
PART_OF = {"pydantic_core": "pydantic", "pydantic-core": "pydantic", "yarl": "aiohttp"}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_rooms_keep_their_layers() -> None:
    # Through Python, because the script beside it exists only where the environment was made by pip.
    lint = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", lint], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("procfile", ["Procfile", "Procfile.dev"])
def test_every_queue_has_a_worker(procfile: str) -> None:
    commands = parse_procfile((ROOT / procfile).read_text()).processes.values()
    worked = [queue for command in commands if " worker.py " in command for queue in command.split()[2:]]
    assert sorted(worked) == sorted(QUEUES)


def test_production_and_development_run_the_same_processes() -> None:
    production = parse_procfile((ROOT / "Procfile").read_text()).processes
    development = parse_procfile((ROOT / "Procfile.dev").read_text()).processes
    assert set(production) - {"release"} == set(development) - {"simulator"}


def test_no_naive_time() -> None:
    naive = []
    for path in MODULES:
        for call in calls(path):
            asked = ast.unparse(call.func)
            name = asked.rpartition(".")[2]
            zoned = any(k.arg == "tz" for k in call.keywords) or len(call.args) > (name == "fromtimestamp")
            unzoned = name in NAIVE_WITHOUT_ZONE and "datetime" in asked and not zoned
            if name in NAIVE_ALWAYS or unzoned or asked.endswith(("date.today", "datetime.today")):
                naive.append(f"{relative(path)}:{call.lineno} {ast.unparse(call)}")
    assert naive == []


@pytest.mark.parametrize("room", ["conversation", "rules", "services", "storage"])
def test_time_comes_in_as_an_argument(room: str) -> None:
    asked = [
        f"{relative(path)}:{call.lineno}"
        for path in sorted((ROOT / "outreach_bot" / room).rglob("*.py"))
        if path.name != "ports.py"  # the Clock itself
        for call in calls(path)
        if ast.unparse(call.func) in {"datetime.now", "time.time", "datetime.datetime.now"}
    ]
    assert asked == []


def test_only_declared_packages_are_imported() -> None:
    declared = {re.split(r"[\s\[<>=!~;]", each, maxsplit=1)[0].lower() for each in PYPROJECT["project"]["dependencies"]}
    homes = metadata.packages_distributions()
    undeclared = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and node.level == 0 else []
            for top in {name.partition(".")[0] for name in names} - {"outreach_bot"} - sys.stdlib_module_names:
                if not declared & {PART_OF.get(home.lower(), home.lower()) for home in homes.get(top, [])}:
                    undeclared.append(f"{relative(path)}: {top}")
    assert undeclared == []


def test_every_declared_package_is_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = re.findall(r"^([\w.-]+)==\S+.*\\$", text, re.MULTILINE)
        for each in PYPROJECT["project"]["dependencies"]:
            assert re.split(r"[\s\[<>=!~;]", each, maxsplit=1)[0].lower() in pins
        assert "://" not in text, "a pin must not say where it was downloaded"
    released, development = (
        dict(re.findall(r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert released.items() <= development.items(), "tests would run other versions than production: make lock"


def test_the_makefile_has_its_targets_and_lists_them() -> None:
    text = (ROOT / "Makefile").read_text()
    for target in ("run", "test", "check", "fmt", "bench", "chat", "extract"):
        assert re.search(rf"^{target}:.*## \w", text, re.MULTILINE), target
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "make run" in listed and "make test" in listed


def test_ci_runs_what_the_readme_says() -> None:
    commands = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line.startswith("make")]
    assert commands == ["make check", "make test"]
    assert (ROOT / ".ci/run").stat().st_mode & 0o111


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(click.Context(group)):
        command = group.get_command(click.Context(group), name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


def test_every_command_speaks_json_and_has_a_line_of_help() -> None:
    found = dict(commands(outreach))
    assert {name.partition(" ")[0] for name in found} == set(COMMANDS)
    mute = [name for name, each in found.items() if not any("--json" in option.opts for option in each.params)]
    assert mute == []
    assert [name for name, each in found.items() if not each.help] == []
