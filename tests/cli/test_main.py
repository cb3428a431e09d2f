"""The command line's manners: JSON on request, one sentence for an error, secrets kept."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "outreach_bot.cli.main", *words]
    return subprocess.run(command, cwd=ROOT, env={"PATH": "/usr/bin:/bin", **settings}, capture_output=True, text=True)


def test_settings_as_json_hold_every_name_and_no_secret() -> None:
    done = run("settings", "--json", OUTREACH_KEYS="hidden", PORT="9000")
    values = {row["name"]: row["value"] for row in json.loads(done.stdout)}
    assert (values["PORT"], values["OUTREACH_KEYS"], values["TWILIO_AUTH_TOKEN"]) == ("9000", "set", "not set")
    assert "hidden" not in done.stdout


def test_wrong_settings_are_sentences_and_no_traceback() -> None:
    done = run("settings", PORT="eight", REDIS_URL="nowhere")
    assert done.returncode == 2
    assert [line.partition(" is wrong")[0] for line in done.stderr.splitlines()] == ["REDIS_URL", "PORT"]
    assert done.stdout == ""


def test_a_new_key_is_random_and_32_bytes() -> None:
    keys = {run("keys", "make").stdout.strip(), json.loads(run("keys", "make", "--json").stdout)["key"]}
    assert len(keys) == 2
    assert all(len(base64.b64decode(key, validate=True)) == 32 for key in keys)


def test_upgrade_makes_a_database_and_can_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        done = run("upgrade", "--json", DATABASE_URL=f"sqlite:///{tmp_path}/new.db")
        assert json.loads(done.stdout) == {"upgraded": True}, done.stderr
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


# What takes long to import, and what reads the flows or hears texts.
SLOW = {
    "alembic", "aiohttp", "babel", "jinja2", "outreach_bot.conversation.engine", "outreach_bot.flowfiles.load",
    "outreach_bot.rules.consent_weights", "outreach_bot.rules.danger_weights", "phonenumbers", "psycopg", "pydantic",
    "redis", "rq", "sqlalchemy", "twilio", "yaml",
}  # fmt: skip


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["segments"], set()),
        (["danger"], {"outreach_bot.rules.danger_weights"}),
        (["settings"], set()),
        (["keys", "make"], {"sqlalchemy"}),
        (["blasts", "--help"], {"sqlalchemy"}),
        (["blasts", "pause", "1"], {"sqlalchemy"}),
        (["blasts", "cancel", "1", "--yes"], {"sqlalchemy"}),
        (["blasts", "resume", "1"], {"sqlalchemy"}),
        (["blasts", "list"], {"sqlalchemy"}),
        (["blasts", "history", "1"], {"sqlalchemy"}),
        (["inbox", "list"], {"sqlalchemy"}),
        (["members", "show", "203-555-0151"], {"sqlalchemy", "phonenumbers"}),
        (["consent", "prove", "203-555-0151"], {"sqlalchemy", "phonenumbers"}),
    ],
)
def test_a_command_imports_only_what_it_needs(words: list[str], needed: set[str], sqlite_url: str) -> None:
    asked = (
        "import json, sys\n"
        "from outreach_bot.cli.main import outreach\n"
        "try: outreach.main(sys.argv[1:], standalone_mode=False)\n"
        "except Exception as error: print(error)\n"  # there is no such blast or person: that was found out
        f"print(json.dumps(sorted({SLOW!r} & set(sys.modules))))"
    )
    keys = run("keys", "make").stdout.strip()
    done = subprocess.run(
        [sys.executable, "-c", asked, *words], cwd=ROOT, capture_output=True, text=True, check=True, input="",
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": sqlite_url, "OUTREACH_KEYS": keys},
    )  # fmt: skip
    assert set(json.loads(done.stdout.splitlines()[-1])) == needed, done.stdout


def test_a_blast_can_be_paused_while_a_flow_file_is_broken(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "bot.yaml").write_text("org: {")
    settings = {"DATABASE_URL": sqlite_url, "OUTREACH_KEYS": run("keys", "make").stdout.strip()}
    done = run("blasts", "pause", "7", OUTREACH_BOT=str(tmp_path / "bot.yaml"), **settings)
    assert (done.returncode, done.stderr) == (2, "there is no blast 7. List them with: outreach blasts list\n")


def test_an_unknown_command_says_so() -> None:
    done = run("frobnicate")
    assert done.returncode == 2
    assert "No such command 'frobnicate'" in done.stderr
