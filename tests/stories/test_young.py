"""Who says to be under 16 gets no blasts, leaves no answers, and is taken to a person who is trained for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from outreach_bot.services import blasts
from tests.house_under_test import ROOT, ROSA, STAFF, BuildHouse, House

FLOW = """
title: "Jobs"
status: live
kind: information
start: {keywords: {en: [ZJOBS], es: [ZTRABAJOS]}}
steps:
  ask_name: {ask: "Your name?", answer: name, save: nickname, otherwise: bye}
  ask_age: {ask: "How old are you?", answer: age, save: age, retry: ["A number, please."], otherwise: bye}
  ask_town: {ask: "Which town?", answer: town, save: town, otherwise: bye}
  bye: {end: done}
tests:
  - name: a teenager is taken to a person
    lang: en
    script: [{in: zjobs}, {in: Ana}, {in: "im 15", says: "young people", ends: young, handoff: youth}]
  - name: an adult goes on
    lang: es
    script: [{in: ztrabajos}, {in: Ana}, {in: "tengo 34 años", asks: ask_town}, {in: Hartford, ends: done}]
"""
SPANISH = {
    "title": ("Jobs", "Trabajos"), "ask_name/ask": ("Your name?", "¿Su nombre?"),
    "ask_age/ask": ("How old are you?", "¿Qué edad tiene?"), "ask_age/retry/1/say": ("A number, please.", "Un número."),
    "ask_town/ask": ("Which town?", "¿Qué pueblo?"),
}  # fmt: skip
TO_THE_AGE = ("JOIN", "1", "Rosalinda", "06106", "PLEDGE", "1", "ZJOBS", "Ana")


@pytest.fixture
def house(build_house: BuildHouse, database_url: str, tmp_path: Path) -> House:
    """Our flows, and one that asks for an age."""
    flows, locales = tmp_path / "flows", tmp_path / "locales"
    shutil.copytree(ROOT / "flows", flows)
    shutil.copytree(ROOT / "locales", locales)
    (flows / "jobs").mkdir(exist_ok=True)
    (flows / "jobs" / "zjobs.yaml").write_text(FLOW)
    with (locales / "es/LC_MESSAGES/flows.po").open("a") as po:
        for part, (english, spanish) in SPANISH.items():
            po.write(f'\nmsgctxt "jobs/zjobs/{part}"\nmsgid "{english}"\nmsgstr "{spanish}"\n')
    return build_house(database_url, flows=flows, locales=locales)


@pytest.mark.parametrize("said", ["im 15", "tengo 14 años", "15", "casi 16"])
def test_nothing_of_the_young_is_kept_but_no_blasts(house: House, said: str) -> None:
    house.texts(*TO_THE_AGE)
    told = house.text(said).says
    assert "young people" in told or "gente joven" in told
    house.work()
    (member,) = house.rows("members")
    assert member["young"] and not (member["name_sealed"] or member["zip"] or member["tags"] or member["programmes"])
    assert house.rows("answers") == []
    (ticket,) = house.rows("tickets")
    assert (ticket["queue"], ticket["reason"], ticket["sealed"], ticket["private"]) == ("youth", "young", None, True)
    assert not house.rows("conversations")[0]["open"]
    revoke = house.rows("consents")[-1]
    assert (revoke["action"], revoke["source"]) == ("revoke", "under 16 (text)")
    assert {row["sealed"] for row in house.rows("messages", direction="in")} == {None}


def test_nor_of_what_they_say_later(house: House) -> None:
    house.texts(*TO_THE_AGE, "im 15", "PLEDGE", "1", "Ana")
    (member,) = house.rows("members")
    assert house.rows("answers") == []
    assert not (member["name_sealed"] or member["tags"])


def test_they_cannot_join_but_get_a_person(house: House) -> None:
    house.texts("ZJOBS", "Ana", "im 15")
    house.outreach("inbox", "close", "1")
    assert "young people" in house.texts("JOIN", "1").says
    assert house.rows("consents") == []
    assert [row["queue"] for row in house.rows("tickets")] == ["youth", "youth"]


def test_no_blast_reaches_them_not_even_one_that_waits(house: House) -> None:
    house.texts(*TO_THE_AGE)
    texts = ("--en", "{org.name}: hi. Reply STOP to stop.", "--es", "{org.name}: hola. Responda ALTO para salir.")
    house.outreach("blasts", "create", "--name", "x", "--purpose", "issue", "--asks", "come", *texts)
    blasts.launch(house.bot, 1)
    blasts.expand(house.bot, 1)
    assert [row["status"] for row in house.rows("messages", blast_id=1)] == ["waiting"]
    house.text("im 15")
    (row,) = house.rows("messages", blast_id=1)
    assert (row["status"], row["left_out"]) == ("suppressed", "young")
    house.work()
    assert house.carried(ROSA) == []


def test_staff_record_it_and_take_a_mistake_back(house: House) -> None:
    house.texts("JOIN", "1", "Rosalinda")
    house.outreach("members", "young", ROSA)
    assert "under 16" in house.outreach("members", "show", ROSA)
    assert house.rows("answers") == []
    house.outreach("members", "young", ROSA, "--undo")
    assert "under 16: no blasts" not in house.outreach("members", "show", ROSA)


# Nobody asked


@pytest.mark.parametrize("said", ["i am 15", "Tengo quince años", "tengo 14 años y no me pagan", "soy menor de edad"])
def test_who_says_so_unasked_is_heard_too(either: House, said: str) -> None:
    either.texts("JOIN", "1", "Rosalinda", "06106", "PLEDGE", "1")
    told = either.text(said).says
    assert "young people" in told or "gente joven" in told
    assert "myvote" not in told
    (member,) = either.rows("members")
    assert member["young"] and not (member["name_sealed"] or member["zip"] or member["tags"] or member["programmes"])
    assert either.rows("answers") == [] and not either.rows("conversations")[0]["open"]
    assert {row["sealed"] for row in either.rows("messages", direction="in")} == {None}
    assert [row["queue"] for row in either.rows("tickets")] == ["youth"]
    assert "under 16" in either.outreach("members", "show", ROSA)
    either.work()
    assert "(youth)" in either.carried(STAFF)[-1]


def test_danger_comes_first_and_they_are_young_all_the_same(house: House) -> None:
    house.texts("JOIN", "1", "Rosalinda")
    told = house.text("i'm 14 and my boss hits me").says
    assert "emergency" in told and "young people" not in told
    assert house.rows("members")[0]["young"] and house.rows("answers") == []
    assert {row["queue"] for row in house.rows("tickets")} == {"urgent", "youth"}


def test_an_opt_out_holds_and_they_are_young(house: House) -> None:
    house.texts("JOIN", "1", "Rosalinda")
    assert "any more" in house.text("stop texting me im 14").says
    (member,) = house.rows("members")
    assert member["young"] and not member["name_sealed"]
    assert house.rows("addresses", opted_out_at=house.clock.now())


def test_it_is_recorded_silently_while_a_person_of_ours_writes(house: House) -> None:
    house.texts("hello there", "PERSON")
    house.outreach("inbox", "reply", "1", "Hi, this is Ana.", "--who", "ana")
    assert house.text("im 15").silent
    assert house.rows("members")[0]["young"]
    assert {row["queue"] for row in house.rows("tickets")} == {"general", "youth"}


@pytest.mark.parametrize("said", [
    "my son is 15", "tengo 15 años trabajando aquí", "tengo 15 empleados", "i am 15 weeks pregnant", "im 15 min late",
])  # fmt: skip
def test_another_number_says_nothing_of_the_kind(house: House, said: str) -> None:
    house.texts("hello there", said)
    assert not house.rows("members")[0]["young"]


def test_a_number_that_answers_the_question_is_its_answer(house: House) -> None:
    house.texts("WAGES", "1", "1")
    house.text("tengo 15")
    assert not house.rows("members")[0]["young"]
