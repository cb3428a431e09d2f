"""`outreach members`: what an organizer sees, and what a program reads."""

from __future__ import annotations

import csv
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from outreach_bot.cli.main import outreach
from outreach_bot.flowfiles import load
from outreach_bot.storage.sealed import make_key
from tests.house_under_test import _load_once

ROOT = Path(__file__).parents[2]
LIST = "Nombre,Celular,Idioma,Notas\nRosa,(203) 555-0142,español,hi\nLuis,4755550177,en,\nAna,911,es,\n"
EVIDENCE = ("--consent-source", "labor fair", "--consent-date", "2024-10-03", "--consent-evidence", "Text me news")

Run = Callable[..., Result]


@pytest.fixture
def settings(sqlite_url: str) -> dict[str, str]:
    return {"DATABASE_URL": sqlite_url, "OUTREACH_KEYS": make_key(), "REDIS_URL": "redis://127.0.0.1:9/0"}


@pytest.fixture
def run(settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr(load, "load_book", _load_once)
    monkeypatch.chdir(ROOT)
    (tmp_path / "people.csv").write_text(LIST)

    def invoke(*words: str, typed: str | None = None) -> Result:
        given = [str(tmp_path / word) if word.endswith(".csv") else word for word in words]
        if words[0] == "import" and typed is None:
            given.append("--yes")
        return CliRunner().invoke(outreach, ["members", *given], input=typed, env=settings)

    return invoke


def test_an_import_tells_how_it_understood_the_file_and_what_it_did(run: Run) -> None:
    done = run("import", "people.csv", *EVIDENCE)
    assert done.exit_code == 0, done.output
    assert '← "Celular"' in done.output and 'not used: "Notas"' in done.output
    assert "3 rows read: 2 imported (2 new, 0 changed), 0 unchanged, 0 merged, 1 rejected." in done.output
    assert "can be texted: 2" in done.output and "1 × This is a short code" in done.output
    assert "555" not in done.output and "Rosa" not in done.output


@pytest.mark.parametrize("column", ["Birthday", "Under 16?", "Edad", "DOB"])
def test_a_list_that_tells_ages_says_that_none_is_read(run: Run, tmp_path: Path, column: str) -> None:
    assert "under 16" not in run("import", "people.csv", "--dry-run").output
    (tmp_path / "people.csv").write_text(f"phone,{column}\n2035550142,x\n")
    assert "No age is read from a list: take out whoever is under 16" in run("import", "people.csv", "--dry-run").output


def test_without_evidence_the_report_says_who_cannot_be_texted(run: Run) -> None:
    assert "imported, not sendable: no evidence of consent: 2" in run("import", "people.csv").output


def test_json_adds_up_and_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    first, second = (json.loads(run("import", "people.csv", *EVIDENCE, "--json").stdout) for _ in range(2))
    assert [first[key] for key in ("rows", "imported", "unchanged", "merged", "rejected")] == [3, 2, 0, 0, 1]
    assert [second[key] for key in ("rows", "imported", "unchanged", "merged", "rejected")] == [3, 0, 2, 0, 1]
    assert first["columns"] == {"phone": "Celular", "language": "Idioma", "name": "Nombre"}
    assert first["rejected_file"] == str(tmp_path / "people.rejected.csv")


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_nobody_is_imported_before_somebody_has_said_yes(run: Run, more: tuple[str, ...]) -> None:
    """Also where no terminal is."""
    for typed in ("n\n", ""):
        done = run("import", "people.csv", *EVIDENCE, *more, typed=typed)
        assert done.exit_code == 1 and "Aborted!" in done.stderr
        assert '← "Celular"' in done.output and "Is this right?" in done.stderr
        assert "We hold nothing" in run("show", "2035550142").output
    done = run("import", "people.csv", *EVIDENCE, *more, typed="y\n")
    assert done.exit_code == 0 and "name: Rosa" in run("show", "2035550142").output
    if more:
        assert json.loads(done.stdout)["added"] == 2


def test_what_was_left_out_is_told_with_its_file(run: Run, tmp_path: Path) -> None:
    rows = "".join(f"203555{n:04},Nowhere\n" for n in range(100, 107))
    (tmp_path / "people.csv").write_text(f"phone,town\n{rows}")
    told = run("import", "people.csv", "--dry-run").output
    assert "7 rows: the town is none of Connecticut's: left empty (lines 2, 3, 4, 5, 6, …)." in told
    assert f"What was read there, with line and column, is in {tmp_path / 'people.lost.csv'}" in told
    assert "Nowhere" not in told
    found = json.loads(run("import", "people.csv", "--json").stdout)
    assert found["notes"][0]["lines"] == list(range(2, 9))
    assert found["lost_file"] == str(tmp_path / "people.lost.csv")


def test_a_dry_run_imports_nobody_and_asks_nothing(run: Run) -> None:
    told = run("import", "people.csv", "--dry-run", typed="")
    assert told.exit_code == 0 and "Dry run, nothing was written. 3 rows read: 2 imported" in told.output
    assert "We hold nothing" in run("show", "2035550142").output


@pytest.mark.parametrize(
    ("content", "words", "sentence"),
    [
        ("Name,Town\nRosa,Hartford\n", (), 'with --map. The columns are: "Name", "Town".'),
        (LIST, ("--consent-source", "fair"), "--consent-date, --consent-evidence"),
        (LIST, (*EVIDENCE[:2], "--consent-date", "soon", *EVIDENCE[4:]), "2026-10-31"),
        (LIST, ("--programme", "Up Dates"), "lower-case"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence(
    run: Run, tmp_path: Path, content: str, words: tuple[str, ...], sentence: str
) -> None:
    (tmp_path / "people.csv").write_text(content)
    done = run("import", "people.csv", *words)
    assert done.exit_code == 2
    assert sentence in done.stderr and "Traceback" not in done.output


def test_one_person_shown_opted_out_and_forgotten(run: Run) -> None:
    run("import", "people.csv", *EVIDENCE)
    shown = run("show", "203-555-0142").output
    assert "name: Rosa" in shown and "consented to: updates" in shown
    assert '2024-10-03 00:00 agreed to updates (labor fair)\n    "Text me news"' in shown

    assert run("opt-out", "2035550142").exit_code == 2  # how they told us must be said
    assert "Ended: updates." in run("opt-out", "2035550142", "--source", "phone call").output
    assert "already" in run("opt-out", "2035550142", "--source", "phone call").output
    told = json.loads(run("show", "2035550142", "--json").stdout)
    assert told["places"][0]["opted_out_at"] and told["programmes"] == []
    assert [row["source"] for row in told["consents"]] == ["labor fair", "phone call"]

    assert run("forget", "2035550142", typed="n\n").exit_code == 1
    assert json.loads(run("show", "2035550142", "--json").stdout)["name"] == "Rosa"
    assert "the number of 1 address." in run("forget", "2035550142", "--yes").output
    after = run("show", "2035550142").output
    assert "Rosa" not in after and "opted out on" in after and "Text me news" in after


def test_a_stranger_and_a_number_that_is_none(run: Run) -> None:
    for words in (("show", "2035550142"), ("forget", "2035550142", "--yes")):
        done = run(*words)
        assert (done.exit_code, done.stderr) == (2, "We hold nothing about this number.\n")
    done = run("opt-out", "20355", "--source", "phone call")
    assert done.exit_code == 2 and "20355" not in done.output
    assert "no list can bring it in" in run("opt-out", "2035550142", "--source", "phone call").output


def test_columns_can_be_told_and_become_fields(run: Run) -> None:
    words = (*EVIDENCE, "--map", "Notas=field:notes", "--map", "Nombre=ignore", "--tag", "Fair 2026")
    done = run("import", "people.csv", *words)
    assert done.exit_code == 0, done.output
    assert '  field:notes:text ← "Notas"\n' in done.output and 'not used: "Nombre"' in done.output
    assert "Rows with the same number are one person" in done.output.partition("rows read")[0]  # said before it starts
    shown = run("show", "2035550142").output
    assert "name: not known" in shown and "notes: hi" in shown and "tags: fair_2026" in shown
    done = run("import", "people.csv", "--map", "Notes=field:notes")
    assert done.exit_code == 2 and "did you mean “Notas”?" in done.stderr


def test_a_list_goes_out_into_a_new_file_that_only_its_owner_can_read(run: Run, tmp_path: Path) -> None:
    run("import", "people.csv", *EVIDENCE)
    told = run("export", "out.csv", "--audience", "language:es", "--who", "ana")
    assert told.exit_code == 0, told.output
    assert "1 person exported" in told.output and "delete it when done" in told.output
    out = tmp_path / "out.csv"
    assert out.stat().st_mode & 0o777 == 0o600
    (row,) = csv.DictReader(out.open(encoding="utf-8-sig"))
    assert (row["phone"], row["name"], row["consent source"]) == ("+12035550142", "Rosa", "labor fair")
    again = run("export", "out.csv")
    assert again.exit_code == 2 and "there already" in again.stderr
    wrong = run("export", "other.csv", "--audience", "language:xx")
    assert wrong.exit_code == 2 and not (tmp_path / "other.csv").exists()
    assert run("export", "-").stdout.count("+1") == 2


@pytest.mark.parametrize("watched", [True, False])
def test_the_progress_bar_is_for_a_person_who_watches(
    settings: dict[str, str], tmp_path: Path, watched: bool
) -> None:
    (tmp_path / "people.csv").write_text(LIST)
    words = ("members", "import", str(tmp_path / "people.csv"), "--json", "--yes")
    command = [sys.executable, "-m", "outreach_bot.cli.main", *words]
    ours, theirs = pty.openpty()
    environ = {"PATH": "/usr/bin:/bin", "TERM": "xterm", **settings}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=theirs if watched else subprocess.PIPE
    ) as process:
        os.close(theirs)
        out, err = process.communicate(timeout=60)
    seen = err or b""
    if watched:
        try:
            while chunk := os.read(ours, 4096):
                seen += chunk
        except OSError:  # how Linux says that the terminal's other end is closed
            pass
    os.close(ours)
    assert process.returncode == 0, seen
    assert json.loads(out)["rows"] == 3
    assert (b"Reading" in seen and b"Writing" in seen) is watched
