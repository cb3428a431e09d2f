"""The command line's manners: JSON on request, one sentence for an error, secrets kept."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from pathlib import Path

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


def test_an_unknown_command_says_so() -> None:
    done = run("frobnicate")
    assert done.returncode == 2
    assert "No such command 'frobnicate'" in done.stderr
