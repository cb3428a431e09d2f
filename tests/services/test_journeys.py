"""Texts around a day: on their day, in each person's hours and language, once; and never late."""

# ruff: noqa: E501 (files as their authors write them)

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.messages.pofile import read_po, write_po

from outreach_bot.flowfiles.catalog import po_path
from outreach_bot.flowfiles.extract import entries, updated
from outreach_bot.flowfiles.material import read_material
from outreach_bot.services import journeys
from outreach_bot.storage.ids import new_id
from tests.house_under_test import LUIS, ROOT, ROSA, BuildHouse, House

ARIZONA = "+16025550142"
HOME = ZoneInfo("America/New_York")

FACTS = """
- id: test.primary
  title: "Next primary, as seen from a day"
  about: history
  type: date
  values:
    - {until: PRIMARY, value: PRIMARY, source: s, source_date: d, confidence: high, review_by: never}
    - {from: 2027-02-01, until: 2027-02-02, value: 2027-02-02, source: s, source_date: d, confidence: high, review_by: never}
- id: test.early
  title: "Early voting begins"
  about: history
  type: date
  values:
    - {until: PRIMARY, value: EARLY, source: s, source_date: d, confidence: high, review_by: never}
    - {from: 2027-02-01, until: 2027-02-02, value: 2027-02-01, source: s, source_date: d, confidence: high, review_by: never}
"""

JOURNEY = """
title: "The primary"
programme: vote_reminders
date: test.primary
closes: vote.polls_close
texts:
  early: {date: test.early, say: "{org.name}: early voting for {day:date} begins. STOP to stop."}
  day_before: {days_before: 1, say: "{org.name}: the primary is tomorrow, {day:date}. STOP to stop."}
  today: {at: "10:30", say: {text: "{org.name}: vote today until {fact.vote.polls_close} STOP to stop.", else: "{org.name}: vote today. STOP to stop."}}
"""

REMIND = """
title: "Reminders"
kind: voting
start: {keywords: {en: [REMINDME], es: [RECUERDEME]}}
steps:
  ask: {ask: "Shall we text you before the primary? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: yes}, {else: no}]}
  yes: {do: [{consent: {programme: vote_reminders, wording: ask}}, {journey: primary}]}
  thanks: {say: "We will remind you.", end: joined}
  no: {say: "OK, no reminders.", end: declined}
tests:
  - name: reminded, then done
    lang: en
    script:
      - {in: remindme, asks: ask}
      - {in: "1", ends: joined, journeys: [primary]}
      - {journey: primary/early, says: "early voting"}
      - {journey: primary/day_before, says: "tomorrow", says_not: "today"}
      - {in: voted, ends: thanked, journeys: []}
  - {name: no, script: [{in: recuerdeme}, {in: "no", ends: declined, journeys: []}]}
"""

VOTED = """
title: "Has voted"
kind: voting
start: {keywords: {en: [VOTED], es: ["YA VOTE"]}, match: whole}
steps:
  done: {do: [{end_journey: primary}]}
  thanks: {say: "Thank you for voting!", end: thanked}
tests:
  - {name: ya vote, script: [{in: "ya voté", says: "Thank you", ends: thanked}]}
"""

SPANISH = {
    "{org.name}: the primary is tomorrow, {day:date}. STOP to stop.":
        "{org.name}: la primaria es mañana, {day:date}. Responda ALTO para salir.",
}  # fmt: skip


def flows_with(folder: Path, *, primary: str = "2026-12-15", early: str = "2026-12-08") -> tuple[Path, Path]:
    """The organisation's flows with a journey, and their translations."""
    flows, locales = folder / "flows", folder / "locales"
    for name in ("flows", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    written = {
        "facts/test.yaml": FACTS.replace("PRIMARY", primary).replace("EARLY", early),
        "journeys/primary.yaml": JOURNEY, "vote/remind.yaml": REMIND, "vote/voted.yaml": VOTED,
    }  # fmt: skip
    for name, text in written.items():
        (flows / name).parent.mkdir(exist_ok=True)
        (flows / name).write_text(text)
    po = po_path(locales, "es")
    found = read_po(io.BytesIO(updated(entries(read_material(flows / "bot.yaml", flows, locales)), po.read_bytes(), "es")))
    for message in found:
        if message.id and (not message.string or message.fuzzy):  # fuzzy: the organisation has a flow of that name
            message.flags.discard("fuzzy")
            english = str(message.id)
            message.string = SPANISH.get(english, english.replace("STOP to stop", "ALTO para salir"))
    with po.open("wb") as file:
        write_po(file, found)
    return flows, locales


@pytest.fixture(scope="module")
def calendar(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return flows_with(tmp_path_factory.mktemp("calendar"))


@pytest.fixture
def town(build_house: BuildHouse, database_url: str, calendar: tuple[Path, Path]) -> House:
    return build_house(database_url, flows=calendar[0], locales=calendar[1])


def at(house: House, day: str, clock: str, zone: ZoneInfo = HOME) -> None:
    """It is now that time."""
    wanted = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone).astimezone(UTC)
    house.clock.go(seconds=(wanted - house.clock.now()).total_seconds())


def heard(house: House, body: str, phone: str = ROSA) -> str:
    """A text whose answer arrives, so that it is not looked up and sent again."""
    answer = house.text(body, phone)
    if not answer.silent:
        house.receipt(answer.message_id, "delivered", f"SM{answer.message_id}")
        house.work()
    return answer.says


def join(house: House, phone: str = ROSA, word: str = "REMINDME") -> None:
    heard(house, word, phone)
    heard(house, "1", phone)


def told(house: House, phone: str = ROSA) -> list[str]:
    """The clock looks, the workers work; what the phone has been told of the primary so far."""
    journeys.fire(house.bot, 10)
    house.work()
    return [body for body in house.carried(phone) if "primar" in body or "voting" in body or "vote today" in body]


def test_each_text_comes_on_its_day_once(town: House) -> None:
    join(town)
    assert told(town) == []
    at(town, "2026-12-07", "12:00")
    assert told(town) == []
    at(town, "2026-12-08", "09:00")
    (early,) = told(town)
    assert early == (
        "CT Working Families: early voting for Tuesday, December 15, 2026 begins. STOP to stop."
    )
    assert told(town) == [early]
    at(town, "2026-12-14", "09:01")
    assert len(told(town)) == 2
    at(town, "2026-12-15", "10:29")
    assert len(told(town)) == 2
    at(town, "2026-12-15", "10:30")
    assert told(town)[2:] == ["CT Working Families: vote today until 8 p.m. STOP to stop."]
    for _ in range(3):
        town.clock.go(hours=1)
        assert len(told(town)) == 3
    assert {row["purpose"] for row in town.rows("messages", direction="out")} == {"reply", "journey"}


def test_in_the_language_of_the_person(town: House) -> None:
    join(town, LUIS, "RECUERDEME")
    at(town, "2026-12-14", "12:00")
    assert told(town, LUIS) == [
        "CT Working Families: la primaria es mañana, martes, 15 de diciembre de 2026. Responda ALTO para salir."
    ]


@pytest.mark.parametrize(("clock", "comes"), [("08:59", False), ("09:00", True), ("19:59", True), ("20:00", False)])
def test_within_sending_hours(town: House, clock: str, comes: bool) -> None:
    join(town)
    at(town, "2026-12-14", clock)
    assert bool(told(town)) is comes


@pytest.mark.parametrize(("clock", "comes"), [("17:59", True), ("18:00", False)])
def test_not_within_two_hours_of_closing(town: House, clock: str, comes: bool) -> None:
    join(town)
    at(town, "2026-12-15", clock)
    assert bool(told(town)) is comes


def test_hours_are_the_persons_own(town: House) -> None:
    """Arizona has no summer time; in December it is two hours behind Connecticut."""
    join(town, ARIZONA)
    at(town, "2026-12-14", "10:59")
    assert told(town, ARIZONA) == []
    at(town, "2026-12-14", "11:00")
    assert len(told(town, ARIZONA)) == 1
    at(town, "2026-12-15", "17:59")
    assert len(told(town, ARIZONA)) == 2, "the polls close in Connecticut"


def test_after_a_long_outage_the_missed_is_not_sent_late_and_the_rest_comes(town: House) -> None:
    join(town)
    at(town, "2026-12-14", "16:00")  # nobody looked for weeks
    (only,) = told(town)
    assert "tomorrow" in only
    at(town, "2026-12-16", "12:00")
    assert told(town) == [only]


def test_a_text_that_could_not_leave_in_time_does_not_leave(town: House) -> None:
    join(town)
    at(town, "2026-12-14", "19:30")
    journeys.fire(town.bot, 10)  # written down; the workers are away
    at(town, "2026-12-15", "09:30")
    town.work()
    assert town.carried() == []
    (row,) = town.rows("messages", purpose="journey")
    assert (row["status"], row["left_out"]) == ("suppressed", "too_late")


def test_a_date_that_moves_takes_its_texts_along(
    build_house: BuildHouse, town: House, database_url: str, tmp_path: Path
) -> None:
    join(town)
    at(town, "2026-12-08", "12:00")
    assert len(told(town)) == 1
    flows, locales = flows_with(tmp_path, primary="2026-12-22", early="2026-12-10")
    moved = build_house(database_url, flows=flows, locales=locales)
    at(moved, "2026-12-10", "12:00")
    assert len(told(moved)) == 2, "the early days are others now"
    at(moved, "2026-12-14", "12:00")
    assert len(told(moved)) == 2
    at(moved, "2026-12-21", "12:00")
    assert "December 22" in told(moved)[2]


@pytest.fixture
def real(tmp_path: Path) -> dict[str, Any]:
    """What an organisation that texts real people is built with; its files are its own."""
    flows, locales = flows_with(tmp_path)
    bot_yaml = flows / "bot.yaml"
    own = bot_yaml.read_text().replace("860-555-0100", "860-522-4636").replace("+12035550199", "+12033330199")
    bot_yaml.write_text(own.replace("example.org", "ctwfp.example"))
    return {"public_base_url": "https://texts.example.com", "flows": flows, "locales": locales}


def read_by(house: House, *names: str, roles: tuple[str, ...] = ("lawyer", "native_reader")) -> None:
    for name in names:
        for role in roles:
            house.outreach("texts", "sign-off", name, "--role", role, "--who", "Ana", "--yes")


def test_texts_that_nobody_has_read_are_not_sent_and_those_missed_not_late(
    build_house: BuildHouse, database_url: str, real: dict[str, Any], tmp_path: Path
) -> None:
    read_by(build_house(database_url, **real), "vote/remind")
    house = build_house(database_url, **real)
    listed = house.outreach("texts", "list")
    assert "journeys/primary: 8 texts lack a lawyer\njourneys/primary: 8 texts lack a native reader" in listed
    texts = house.outreach("texts", "list", "--flow", "journeys/primary")
    assert "[es] {org.name}: la primaria es mañana, {day:date}. Responda ALTO para salir." in texts
    assert "The primary" not in texts, "nobody is told the title"
    assert "blocks  journeys/primary: 8 texts lack a lawyer: outreach texts sign-off journeys/primary --role lawyer" in (
        house.outreach("doctor", code=1)
    )
    assert "bot/danger: 8 texts lack a lawyer" in listed
    assert "no journey, journeys/primry" in house.outreach("texts", "list", "--flow", "journeys/primry", code=2)
    join(house)
    at(house, "2026-12-08", "12:00")
    assert told(house) == []
    shown = house.outreach("journeys", "list")
    assert "primary (live): The primary\n  1 people on the way\n  No text goes out: its texts must be read" in shown

    read_by(house, "journeys/primary", roles=("lawyer",))
    half = build_house(database_url, **real)
    at(half, "2026-12-09", "12:00")
    assert told(half) == [], "a lawyer alone is not enough"
    read_by(half, "journeys/primary")
    doctor = half.outreach("doctor", code=1)
    assert "journeys/primary" not in doctor
    assert "blocks  bot/danger" not in doctor, "it goes out all the same"
    assert "bot/danger: 8 texts lack a lawyer: outreach texts sign-off bot/danger --role lawyer" in doctor
    read_by(half, "bot/danger")
    assert "bot/danger" not in half.outreach("doctor", code=1)
    signed = build_house(database_url, **real)
    assert told(signed) == [], "early voting began yesterday"
    assert "must be read" not in next(
        part for part in signed.outreach("journeys", "list").split("\n\n") if part.startswith("primary")
    )
    at(signed, "2026-12-14", "12:00")
    (only,) = told(signed)
    assert "tomorrow" in only

    locales = tmp_path / "changed"
    shutil.copytree(real["locales"], locales)
    po = po_path(locales, "es")
    po.write_text(po.read_text().replace("la primaria es mañana", "mañana es la primaria"))
    changed = build_house(database_url, **{**real, "locales": locales})
    at(changed, "2026-12-15", "12:00")
    assert told(changed) == [only], "a changed text must be read again"


def test_a_date_that_staff_have_not_confirmed_sends_nothing_until_they_do(
    build_house: BuildHouse, database_url: str, real: dict[str, Any]
) -> None:
    facts = real["flows"] / "facts/test.yaml"
    facts.write_text(facts.read_text().replace("confidence: high", "confidence: medium"))
    read_by(build_house(database_url, **real), "vote/remind", "journeys/primary")
    house = build_house(database_url, **real)
    join(house)
    at(house, "2026-12-14", "12:00")
    assert told(house) == []
    house.put("fact_confirmations", fact_id="test.primary", value="2026-12-15", who="Ana", at=house.clock.now())
    house.clock.go(minutes=1)
    assert len(told(house)) == 1


@pytest.mark.parametrize("word", ["STOP", "ya no me manden mensajes", "VOTED", "ya voté"])
def test_who_stops_or_has_voted_gets_no_more(town: House, word: str) -> None:
    join(town)
    at(town, "2026-12-08", "12:00")
    assert len(told(town)) == 1
    heard(town, word)
    at(town, "2026-12-14", "12:00")
    assert len(told(town)) == 1
    (row,) = town.rows("journeys")
    assert row["ended_because"] == ("opted_out" if word in ("STOP", "ya no me manden mensajes") else "left")


def test_who_comes_back_after_stop_has_to_agree_again(town: House) -> None:
    join(town)
    heard(town, "ALTO")
    heard(town, "START")
    at(town, "2026-12-08", "12:00")
    assert told(town) == []
    join(town)
    town.clock.go(hours=13)  # their conversation is over by then, and it is night
    at(town, "2026-12-14", "12:00")
    assert len(told(town)) == 1


def test_only_who_has_agreed(town: House) -> None:
    heard(town, "hola")
    (address,) = town.rows("addresses")
    town.put(
        "journeys", id=new_id(town.clock.now()), member_id=address["member_id"], address_id=address["id"],
        journey="primary", zone="America/New_York", joined_on=date(2026, 11, 20),
    )  # fmt: skip
    at(town, "2026-12-14", "12:00")
    assert told(town) == []
    assert town.rows("journeys")[0]["ended_because"] == "no_consent"


def test_who_said_no_is_on_no_journey(town: House) -> None:
    heard(town, "REMINDME")
    heard(town, "2")
    assert town.rows("journeys") == []


def test_it_waits_for_an_open_conversation(town: House) -> None:
    join(town)
    at(town, "2026-12-14", "09:00")
    heard(town, "REMINDME")  # a question of ours is open
    assert told(town) == []
    heard(town, "2")
    assert len(told(town)) == 1


def test_it_waits_for_a_person_who_holds_the_conversation(town: House) -> None:
    join(town)
    heard(town, "PERSON")
    town.outreach("inbox", "reply", "1", "Soy Ana.")
    town.work()
    at(town, "2026-12-14", "10:00")
    assert told(town) == []
    town.outreach("inbox", "close", "1")
    assert len(told(town)) == 1


def test_the_next_date_is_for_who_joins_for_it(town: House) -> None:
    join(town)
    at(town, "2026-12-17", "12:00")
    told(town)
    assert town.rows("journeys")[0]["ended_because"] == "over"
    at(town, "2027-02-01", "12:00")
    assert told(town) == []
    join(town, LUIS)
    assert len(told(town, LUIS)) == 2, "early voting and the day before are one day there"
    assert told(town) == []


def test_joining_again_repeats_nothing(town: House) -> None:
    join(town)
    at(town, "2026-12-08", "10:00")
    assert len(told(town)) == 1
    join(town)
    assert len(told(town)) == 1
    heard(town, "VOTED")
    join(town)
    assert len(told(town)) == 1
    assert len(town.rows("journeys")) == 1
    at(town, "2026-12-14", "12:00")
    assert len(told(town)) == 2


def test_who_is_forgotten_leaves_no_trace_of_it(town: House) -> None:
    join(town)
    at(town, "2026-12-08", "12:00")
    told(town)
    town.text("BORRAR")
    assert town.rows("journeys") == town.rows("journey_texts") == []


def test_organizers_see_how_it_stands(town: House) -> None:
    join(town)
    join(town, LUIS)
    at(town, "2026-12-08", "12:00")
    told(town)
    heard(town, "VOTED", LUIS)
    shown = town.outreach("journeys", "list")
    assert "1 people on the way, 1 done with it" in shown
    assert "2026-12-14  day_before, for 2026-12-15" in shown
    one = next(each for each in json.loads(town.outreach("journeys", "list", "--json")) if each["journey"] == "primary")
    assert one["people"] == {"going": 1, "left": 1}
    assert sum(line["people"] for line in one["told"]) == 2


def test_a_thousand_people_are_told_in_batches_and_paced(town: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journeys, "AT_ONCE", 3)
    phones = [f"+1203555{number:04}" for number in range(100, 108)]
    for phone in phones:
        join(town, phone)
    at(town, "2026-12-14", "12:00")
    assert journeys.fire(town.bot, 0.05) == 5  # a twentieth of a second at 100 segments a second
    assert journeys.fire(town.bot, 10) == 3
    town.work()
    assert [len(town.carried(phone)) for phone in phones] == [1] * 8
