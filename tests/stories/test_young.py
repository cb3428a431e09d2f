"""Who says to be under 16 gets no blasts, leaves no answers, and is taken to a person who is trained for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from outreach_bot.services import blasts
from tests.house_under_test import ROOT, ROSA, BuildHouse, House

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
    assert "young people" in house.text(said).says
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


@pytest.mark.parametrize("said", ["tengo 14 años y no me pagan", "im 15 and my boss wont pay"])
def test_an_age_that_nobody_asked_for_is_no_answer(house: House, said: str) -> None:
    house.text("hello there")
    house.text(said)
    assert not house.rows("members")[0]["young"]
