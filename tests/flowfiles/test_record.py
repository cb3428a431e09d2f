"""A played conversation becomes a test that holds when it is played again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from outreach_bot.cli import flows as command
from outreach_bot.cli.main import outreach
from outreach_bot.conversation.state import Conversation, Turn
from outreach_bot.errors import FlowFault
from outreach_bot.flowfiles.reading import read
from outreach_bot.flowfiles.record import Recording, append_test
from outreach_bot.flowfiles.story import StoryMember

SAID = "1\nme yamo rosa\n6106\n"


@pytest.fixture
def own_flows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped flows that may be written to."""
    monkeypatch.chdir(command.ROOT)
    monkeypatch.delenv("OUTREACH_BOT", raising=False)
    for file in command.FLOWS.glob("**/*.yaml"):
        copied = tmp_path / "flows" / file.relative_to(command.FLOWS)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(file.read_bytes())
    monkeypatch.setattr(command, "FLOWS", tmp_path / "flows")
    return tmp_path / "flows"


def run(*words: str, said: str | None = None) -> Result:
    return CliRunner().invoke(outreach, ["flows", *words], input=said)


def test_a_recorded_test_holds(own_flows: Path) -> None:
    recorded = run("chat", "join/welcome", "--lang", "es", "--record", "--write", "--name", "grabado: sí", said=SAID)
    assert recorded.exit_code == 0, recorded.output
    written = (own_flows / "join/welcome.yaml").read_text("utf-8")
    assert "  - name: 'grabado: sí'\n    lang: es\n" in written
    assert "      - {in: '6106', ends: joined}\n" in written
    played = run("test", "join/welcome")
    assert played.exit_code == 0, played.output


def test_without_write_it_is_printed_and_nothing_changes(own_flows: Path) -> None:
    before = (own_flows / "join/welcome.yaml").read_bytes()
    printed = run("chat", "join/welcome", "--record", said="1\n")
    assert "      - {in: '1', asks: ask_name}\n" in printed.output
    assert (own_flows / "join/welcome.yaml").read_bytes() == before
    assert run("chat", "join/welcome", "--record", said="").exit_code == 2
    assert run("chat", "join/welcome", "--write", said="").exit_code == 2


def test_whatever_is_typed_stays_one_line_of_yaml() -> None:
    recording = Recording("menu", None, datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    turn = Turn(Conversation(), (), "retry")
    odd = ["no", "06106", "20:00", '{a: "b"} # c', "- x", "'", "sí: ¿qué? 👍🏽", "", "x" * 500]
    for text in odd:
        recording.hear(text, turn, StoryMember(), StoryMember())
    (test,) = yaml.safe_load(recording.test("a"))
    assert [line["in"] for line in test["script"]] == odd
    assert all(line["hears"] == "retry" for line in test["script"])


@pytest.mark.parametrize("content", ["tests: [{name: a}]\n", "tests:\n  - {name: a}\nsteps: {}\n"])
def test_a_file_that_ends_otherwise_is_left_alone(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: A\n" + content)
    with pytest.raises(FlowFault, match="put the test in by hand"):
        append_test(path, "flows/a.yaml", "  - name: b\n")
    assert path.read_text() == "title: A\n" + content


def test_a_file_without_tests_gets_its_first(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("title: A")
    append_test(path, "flows/a.yaml", "  - name: b\n")
    assert path.read_text() == "title: A\n\ntests:\n  - name: b\n"


@pytest.mark.parametrize(
    "content",
    [
        "tests:\n- name: a\n  script:\n  - {in: x}\n",
        "tests:\n  - name: a\n    script: [{in: x}]\n\n\n",
        "tests:\n    - name: a\n      script: [{in: x}]",
        "tests:\n  - {name: a, script: [{in: x}]}\n# the end\n",
        "tests:\r\n  - {name: a, script: [{in: x}]}\r\n",
        "tests:\n",
        "tests: []\n",
        "tests: # none yet\n",
    ],
)
def test_a_test_stands_as_far_in_as_the_others(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"title: A\n" + content.encode())
    before = read("a.yaml", path.read_bytes()).data["tests"] or []
    append_test(path, "flows/a.yaml", "  - name: b\n    script:\n      - {in: y}\n")
    document = read("a.yaml", path.read_bytes())
    assert document.faults == []
    assert document.data["tests"] == [*before, {"name": "b", "script": [{"in": "y"}]}]
