"""Tickets leave the house with a record, and those of private conversations only by two people."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from outreach_bot.storage import members
from tests.house_under_test import LUIS, ROSA, STAFF, House

TWO = ("--who", "Ana", "--approved-by", "elena ruiz")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "tickets.csv"


def private_ticket(house: House) -> None:
    house.texts("WAGES", "1", "1", "20", "40", "2", "July 15", "July 6", "yes", phone=ROSA)
    house.work()


def ask(house: House, file: Path, *more: str, code: int = 0) -> str:
    return house.outreach("inbox", "export", str(file), *more, code=code)


def texted_code(house: House) -> str:
    house.work()
    (told,) = re.findall(r"this code: (\d{6})", house.carried(STAFF)[-1])
    return str(told)


def rows(file: Path) -> list[dict[str, Any]]:
    return list(csv.DictReader(file.open(encoding="utf-8")))


def test_two_people_and_a_code_take_private_tickets_out(either: House, file: Path) -> None:
    private_ticket(either)
    told = ask(either, file, *TWO)
    assert "Elena Ruiz was texted a code" in told and not file.exists()
    code = texted_code(either)
    assert code not in told
    ask(either, file, *TWO, "--code", code)
    (row,) = rows(file)
    assert (row["number"], row["queue"]) == (ROSA, "wages")
    assert "hours: 40" in row["told"]
    assert file.stat().st_mode & 0o777 == 0o600
    (record,) = json.loads(either.outreach("inbox", "exports", "--json"))
    assert (record["who"], record["approved_by"], record["tickets"]) == ("Ana", "Elena Ruiz", 1)
    assert record["done_at"]
    assert {row["code_sealed"] for row in either.rows("exports")} == {None}


def test_one_person_alone_gets_none(house: House, file: Path) -> None:
    private_ticket(house)
    assert "a second person must agree" in ask(house, file, "--who", "Ana", code=2)
    assert "a second person must agree" in ask(house, file, "--who", "Ana", "--queue", "wages", code=2)
    assert "somebody else" in ask(house, file, "--who", "ELENA RUÍZ", "--approved-by", "Elena Ruiz", code=2)
    assert "has no phone" in ask(house, file, "--who", "Ana", "--approved-by", "Bob", code=2)
    assert not file.exists()
    assert house.rows("exports") == []


def test_a_wrong_an_old_and_a_used_code_open_nothing(house: House, file: Path) -> None:
    private_ticket(house)
    ask(house, file, *TWO)
    code = texted_code(house)
    wrong = "000000" if code != "000000" else "111111"
    assert "not the code" in ask(house, file, *TWO, "--code", wrong, code=2)
    other = ("--who", "Eva", "--approved-by", "Elena Ruiz", "--code", code)
    assert "No code is open" in ask(house, file, *other, code=2)
    assert "No code is open" in ask(house, file, *TWO, "--queue", "wages", "--code", code, code=2)
    house.clock.go(minutes=16)
    assert "No code is open" in ask(house, file, *TWO, "--code", code, code=2)
    ask(house, file, *TWO)
    ask(house, file, *TWO, "--code", texted_code(house))
    again = file.with_name("again.csv")
    assert "No code is open" in ask(house, again, *TWO, "--code", texted_code(house), code=2)
    assert not again.exists()


def test_codes_cannot_be_tried_out(house: House, file: Path) -> None:
    private_ticket(house)
    ask(house, file, *TWO)
    code = texted_code(house)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        ask(house, file, *TWO, "--code", wrong, code=2)
    assert "Too many wrong codes" in ask(house, file, *TWO, "--code", code, code=2)


def test_others_are_exported_by_one_person_and_recorded(house: House, file: Path) -> None:
    private_ticket(house)
    house.texts("hello there", "PERSON", phone=LUIS)
    assert f"Tickets in {file}: 1." in ask(house, file, "--who", "Ana", "--queue", "general")
    assert [row["number"] for row in rows(file)] == [LUIS]
    assert "Ana: general, 1 tickets" in house.outreach("inbox", "exports")
    assert "is there already" in ask(house, file, "--who", "Ana", "--queue", "general", code=2)


def test_the_code_does_not_stay(house: House, file: Path) -> None:
    private_ticket(house)
    ask(house, file, *TWO)
    texted_code(house)
    house.clock.go(minutes=16)
    house.tidy()
    assert [row["sealed"] is None for row in house.rows("messages", purpose="alert")].count(True) == 1


def test_a_cell_is_no_formula(house: House, file: Path) -> None:
    house.texts("JOIN", "1", "hello", phone=LUIS)
    house.texts("PERSON", phone=LUIS)
    with house.bot.database.transaction() as connection:
        members.set_known(connection, house.bot.keys, house.rows("members")[0]["id"], name="=cmd()")
    ask(house, file, "--who", "Ana")
    assert [(row["name"], row["number"]) for row in rows(file)] == [("'=cmd()", LUIS)]
