"""`outreach flows` as authors use it, on the flows this project ships."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from outreach_bot.cli import flows as command
from outreach_bot.cli.main import outreach
from outreach_bot.conversation.state import Conversation, Frame
from outreach_bot.settings import Settings
from outreach_bot.storage import conversations
from outreach_bot.storage.database import Database
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import Keys, make_key


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(command.ROOT)
    monkeypatch.delenv("OUTREACH_BOT", raising=False)


def run(*words: str, input: str | None = None) -> Result:
    return CliRunner().invoke(outreach, ["flows", *words], input=input)


def test_the_shipped_flows_have_no_faults() -> None:
    result = run("check", "--json")
    shown: dict[str, Any] = json.loads(result.output)
    assert [fault for fault in shown["faults"] if not fault["warning"]] == []
    assert result.exit_code == 0
    assert shown["coverage"] >= 90


def test_a_fault_is_told_with_its_line_and_exit_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "bot.yaml"
    own.write_text((command.FLOWS / "bot.yaml").read_text().replace("timezone:", "timezon:"))
    monkeypatch.setenv("OUTREACH_BOT", str(own))
    result = run("check")
    assert result.exit_code == 1
    assert "“timezon” is not known here: did you mean “timezone”?" in result.output
    assert result.output.rstrip().endswith("2 faults, 0 warnings")


@pytest.mark.parametrize("words", [("test",), ("test", "rights/unpaid_wages", "--lang", "es", "--coverage")])
def test_the_shipped_stories_hold(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert "0 failures" in result.output


def test_a_flow_that_does_not_exist() -> None:
    result = run("test", "rights/unpaid_wage")
    assert result.exit_code == 2
    assert "did you mean “rights/unpaid_wages”?" in result.output


def test_chat_speaks_spanish_and_ends_with_the_input() -> None:
    result = run("chat", "menu", "--lang", "es", input="ayuda\n")
    assert result.exit_code == 0, result.output
    assert "Responda" in result.output


def test_the_shipped_catalogs_are_fresh() -> None:
    result = run("extract", "--check")
    assert result.exit_code == 0, result.output


def test_graph_and_schema() -> None:
    assert run("graph", "rights/unpaid_wages").output.startswith("flowchart TD\n")
    assert json.loads(run("schema").output)["title"] == "A flow"


def test_translate_says_where_and_how_far() -> None:
    assert "es: locales/es/LC_MESSAGES/flows.po" in run("translate").output
    shown = json.loads(run("translate", "--status", "--json").output)
    assert {"bot", "menu", "rights/unpaid_wages"} <= {each["flow"] for each in shown}
    assert all(each["texts"] == each["translated"] + len(each["missing"]) + len(each["stale"]) for each in shown)
    assert f"{shown[0]['translated']} of {shown[0]['texts']} translated" in run("translate", "--status").output


def test_check_of_one_flow_lists_its_own_warnings_only() -> None:
    result = run("check", "flows/menu.yaml")
    assert result.exit_code == 0, result.output
    *warnings, summary = result.output.splitlines()
    assert "in other flows" in summary
    assert all(" flows/menu.yaml:" in f" {line}" or ".po:" in line for line in warnings)
    assert "did you mean “menu”?" in run("check", "menus").output


def test_check_against_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "outreach.db"
    monkeypatch.setenv("OUTREACH_KEYS", make_key())
    assert "There is no file" in run("check", "--against", str(path)).output
    path.write_text("# no database")
    assert "is no database" in run("check", "--against", str(path)).output
    path.unlink()
    Database(f"sqlite:///{path}").migrate()
    assert run("check", "--against", str(path)).exit_code == 0
    now = datetime(2026, 11, 20, tzinfo=UTC)
    state = Conversation([Frame("menu", "old", "a_step_that_was"), Frame("menu", "old", "list")]).to_json()
    with Database(f"sqlite:///{path}").transaction() as connection:
        keys = Keys.parse(Settings.from_env().sealing_keys)
        party = load_party(connection, keys, "sms", "+12035550142", now)
        conversations.save(
            connection, keys, address_id=party.address_id, member_id=party.member_id, channel="sms", state=state,
            turn=1, private=False, open=True, flow="menu", expires_at=None, now=now, conversation_id=None,
            expected_version=0,
        )  # fmt: skip
    result = run("check", "menu", "--against", f"sqlite:///{path}")
    assert result.exit_code == 1
    assert "1 person waits at “a_step_that_was”, which is gone" in result.output
    monkeypatch.setenv("OUTREACH_KEYS", make_key())
    assert "OUTREACH_KEYS does not hold" in run("check", "--against", str(path)).output
