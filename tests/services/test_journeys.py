"""Texts around a day: on their day, in each person's hours and language, once; and never late."""

# ruff: noqa: E501 (files as their authors write them)

from __future__ import annotations

import io
import json
import shutil
from datetime import UTC, datetime
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

JOURNEY = """
title: "The primary"
programme: vote_reminders
around: election
closes: vote.polls_close
texts:
  early: {date: early_from, say: "{org.name}: early voting for {election.day:date} begins. STOP to stop."}
  day_before: {days_before: 1, say: "{org.name}: the primary is tomorrow, {election.day:date}. STOP to stop."}
  today: {at: "10:30", say: {text: "{org.name}: vote today until {fact.vote.polls_close} STOP to stop.", else: "{org.name}: vote today. STOP to stop."}}
"""

REMIND = """
title: "Reminders"
kind: voting
start: {keywords: {en: [REMINDME], es: [RECUERDEME]}}
steps:
  find: {set: {election: "next_primary(none, 'democratic')"}}
  ask: {ask: "Shall we text you before the primary? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: yes}, {else: no}]}
  yes: {do: [{consent: {programme: vote_reminders, wording: ask}}, {journey: primary}]}
  thanks: {say: "We will remind you.", end: joined}
  no: {say: "OK, no reminders.", end: declined}
tests:
  - name: reminded, then done
    lang: en
    elections: [{kind: state_primary, day: 2026-12-15, party: democratic}]
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
    "{org.name}: the primary is tomorrow, {election.day:date}. STOP to stop.":
        "{org.name}: la primaria es mañana, {election.day:date}. Responda ALTO para salir.",
}  # fmt: skip


def flows_with(folder: Path) -> tuple[Path, Path]:
    """The organisation's flows with a journey, and their translations."""
    flows, locales = folder / "flows", folder / "locales"
    for name in ("flows", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    written = {"journeys/primary.yaml": JOURNEY, "vote/remind.yaml": REMIND, "vote/voted.yaml": VOTED}
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
    house = build_house(database_url, flows=calendar[0], locales=calendar[1])
    enter(house, "2026-12-15")
    return house


def enter(house: House, day: str, *more: str) -> None:
    """Staff enter a primary of everywhere: entry 1 is the first."""
    house.outreach("elections", "enter", "state_primary", day, "--party", "democratic", "--who", "Ana", "--sure", *more)
    house.clock.go(minutes=1)  # every process has heard of it


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
    at(town, "2026-12-06", "12:00")
    assert told(town) == []
    at(town, "2026-12-07", "09:00")
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


def test_a_day_that_is_corrected_takes_its_texts_along(town: House) -> None:
    join(town)
    at(town, "2026-12-07", "12:00")
    assert len(told(town)) == 1
    town.outreach("elections", "move", "1", "2026-12-22", "--who", "Ana", "--sure")
    assert len(told(town)) == 1, "the early days are others now"
    at(town, "2026-12-14", "12:00")
    assert [each for each in told(town) if "tomorrow" in each] == []
    assert "early voting for Tuesday, December 22" in told(town)[1]
    at(town, "2026-12-21", "12:00")
    assert "tomorrow, Tuesday, December 22" in told(town)[2]
    at(town, "2026-12-22", "12:00")
    assert len(told(town)) == 4
    (row,) = town.rows("audit", action="moved")
    assert (row["who"], row["subject"], row["detail"]) == (
        "Ana", "election:1", {"day": "2026-12-22", "before": "2026-12-15"},
    )  # fmt: skip


def test_what_is_written_with_the_old_day_does_not_leave(town: House) -> None:
    join(town)
    at(town, "2026-12-14", "12:00")
    journeys.fire(town.bot, 10)  # written down; the workers are busy
    town.outreach("elections", "move", "1", "2026-12-16", "--who", "Ana", "--sure")
    assert told(town) == []
    assert [row["left_out"] for row in town.rows("messages", purpose="journey")] == ["called_off"]
    at(town, "2026-12-15", "12:00")
    (only,) = told(town)
    assert "tomorrow, Wednesday, December 16" in only


def test_a_withdrawn_election_is_not_announced(town: House) -> None:
    join(town)
    join(town, LUIS)
    at(town, "2026-12-14", "12:00")
    journeys.fire(town.bot, 0.01)  # one text is written down
    said = town.outreach("elections", "withdraw", "1", "--who", "Ana")
    assert "2 people had asked for reminders of it: they get none" in said
    assert told(town) == told(town, LUIS) == []
    assert {row["ended_because"] for row in town.rows("journeys")} == {"called_off"}
    at(town, "2026-12-15", "12:00")
    assert told(town) == told(town, LUIS) == []
    assert "for election.1" not in town.outreach("journeys", "list")
    (row,) = town.rows("audit", action="withdrawn")
    assert (row["who"], row["subject"]) == ("Ana", "election:1")


def test_another_entry_of_that_day_is_not_theirs(town: House) -> None:
    """It was withdrawn and entered anew: who is told of the new one asks for reminders of it."""
    join(town)
    town.outreach("elections", "withdraw", "1", "--who", "Ana")
    enter(town, "2026-12-15")
    join(town, LUIS)
    at(town, "2026-12-14", "12:00")
    assert told(town) == [] and len(told(town, LUIS)) == 1


def test_an_election_that_was_withdrawn_since_the_question_is_joined_by_nobody(town: House) -> None:
    heard(town, "REMINDME")
    town.outreach("elections", "withdraw", "1", "--who", "Ana")
    town.clock.go(minutes=1)
    heard(town, "1")
    assert town.rows("journeys") == []


def test_voted_ends_the_first_and_said_again_it_ends_no_other(town: House) -> None:
    join(town)
    enter(town, "2026-12-29")
    at(town, "2026-12-16", "09:00")
    join(town)
    assert [row["occasion"] for row in town.rows("journeys")] == ["election.1", "election.2"]
    for _ in range(2):
        heard(town, "VOTED")
        assert {row["occasion"]: row["ended_because"] for row in town.rows("journeys")} == {
            "election.1": "left", "election.2": None,
        }  # fmt: skip
    at(town, "2026-12-28", "12:00")
    assert "tomorrow, Tuesday, December 29" in told(town)[-1]


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
    enter(house, "2026-12-15")
    listed = house.outreach("texts", "list")
    assert "journeys/primary: 8 texts lack a lawyer\njourneys/primary: 8 texts lack a native reader" in listed
    texts = house.outreach("texts", "list", "--flow", "journeys/primary")
    assert "[es] {org.name}: la primaria es mañana, {election.day:date}. Responda ALTO para salir." in texts
    assert "The primary" not in texts, "nobody is told the title"
    assert "blocks  journeys/primary: 8 texts lack a lawyer: outreach texts sign-off journeys/primary --role lawyer" in (
        house.outreach("doctor", code=1)
    )
    assert "bot/danger: 8 texts lack a lawyer" in listed
    assert "no journey, journeys/primry" in house.outreach("texts", "list", "--flow", "journeys/primry", code=2)
    join(house)
    at(house, "2026-12-07", "12:00")
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


def test_a_day_that_nobody_has_entered_is_nobodys_journey(
    build_house: BuildHouse, database_url: str, calendar: tuple[Path, Path]
) -> None:
    house = build_house(database_url, flows=calendar[0], locales=calendar[1])
    join(house)
    assert house.rows("journeys") == []


@pytest.mark.parametrize("word", ["STOP", "ya no me manden mensajes", "VOTED", "ya voté"])
def test_who_stops_or_has_voted_gets_no_more(town: House, word: str) -> None:
    join(town)
    at(town, "2026-12-07", "12:00")
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
    at(town, "2026-12-07", "12:00")
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
        journey="primary", zone="America/New_York", occasion="election.1",
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


def test_the_next_election_is_for_who_joins_for_it(town: House) -> None:
    join(town)
    enter(town, "2027-02-02")
    at(town, "2026-12-17", "12:00")
    told(town)
    at(town, "2026-12-23", "12:00")
    assert told(town) == []
    assert town.rows("journeys")[0]["ended_because"] == "over"
    at(town, "2027-01-31", "12:00")
    join(town, LUIS)
    at(town, "2027-02-01", "12:00")
    assert len(told(town, LUIS)) == 1
    assert told(town) == []


def test_joining_again_repeats_nothing(town: House) -> None:
    join(town)
    at(town, "2026-12-07", "10:00")
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
    at(town, "2026-12-07", "12:00")
    told(town)
    town.text("BORRAR")
    assert town.rows("journeys") == town.rows("journey_texts") == []


def test_organizers_see_how_it_stands(town: House) -> None:
    join(town)
    join(town, LUIS)
    at(town, "2026-12-07", "12:00")
    told(town)
    heard(town, "VOTED", LUIS)
    shown = town.outreach("journeys", "list")
    assert "1 people on the way, 1 done with it" in shown
    assert "2026-12-14  day_before, for election.1 on 2026-12-15" in shown
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


# The organisation's own journeys


def reminded(house: House, phone: str = ROSA) -> list[str]:
    journeys.fire(house.bot, 10)
    house.work()
    return house.carried(phone)


def test_who_is_told_of_her_towns_day_is_reminded_of_that_one(either: House) -> None:
    for words in (("2027-11-02",), ("2027-05-03", "--town", "Woodbridge")):
        either.outreach("elections", "enter", "municipal", *words, "--who", "Ana")
    either.clock.go(minutes=1)
    for body in ("VOTE", "Woodbridge", "1", "1", "1"):
        said = heard(either, body)
    assert "May CT Working Families text you" in said
    assert "we'll remind you of Monday, May 3, 2027" in heard(either, "1")
    assert "for election.2 on 2027-05-03" in either.outreach("journeys", "list")
    assert "2027-11" not in either.outreach("journeys", "list")
    at(either, "2027-05-02", "17:00")
    assert "the election is tomorrow, Monday, May 3, 2027" in reminded(either)[-1]
    assert ("election.2", "2027-05-03") in {(row["fact_id"], row["value"]) for row in either.rows("fact_quotes")}


EVENTS = """
- id: meeting
  title: {en: "Members' meeting", es: "Reunión de miembros"}
  starts: DAY 18:00
  place: {en: "Main Street, Hartford", es: "Main Street, Hartford"}
"""


def with_event(folder: Path, day: str | None) -> Path:
    flows = folder / f"flows-{day}"
    shutil.copytree(ROOT / "flows", flows)
    (flows / "facts/events.yaml").write_text(EVENTS.replace("DAY", day) if day else "[]")
    return flows


def coming(house: House, phone: str = ROSA, word: str = "EVENT") -> None:
    for body in (word, "1", "1"):
        heard(house, body, phone)


def test_who_comes_to_an_event_is_reminded_the_evening_before_in_their_language(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    house = build_house(database_url, flows=with_event(tmp_path, "2026-12-05"))
    coming(house)
    coming(house, LUIS, "EVENTO")
    at(house, "2026-12-04", "16:59")
    assert reminded(house) == []
    at(house, "2026-12-04", "17:00")
    assert reminded(house)[0].startswith("CT Working Families: tomorrow at 6:00")
    assert "Members' meeting, Main Street, Hartford. Can't come? Reply EVENT, then 2." in house.carried()[0]
    assert "Reunión de miembros" in house.carried(LUIS)[0] and "ALTO" in house.carried(LUIS)[0]
    at(house, "2026-12-05", "09:00")
    assert len(reminded(house)) == 1


@pytest.mark.parametrize(("clock", "comes"), [("16:58", True), ("17:00", False), ("19:00", False)])
def test_who_says_yes_after_the_hour_of_a_text_does_not_get_it_at_once(
    build_house: BuildHouse, database_url: str, tmp_path: Path, clock: str, comes: bool
) -> None:
    house = build_house(database_url, flows=with_event(tmp_path, "2026-12-05"))
    at(house, "2026-12-04", clock)
    coming(house)
    coming(house, ARIZONA)  # where it is two hours earlier
    house.clock.go(minutes=5)
    assert bool(reminded(house)) is comes
    assert reminded(house, ARIZONA) == []
    at(house, "2026-12-04", "17:30", ZoneInfo("America/Phoenix"))
    assert len(reminded(house, ARIZONA)) == (clock != "19:00")  # it was 17:00 there
    assert bool(house.carried()) is comes


def test_nor_who_changed_their_mind_twice(build_house: BuildHouse, database_url: str, tmp_path: Path) -> None:
    house = build_house(database_url, flows=with_event(tmp_path, "2026-12-05"))
    coming(house)
    for body in ("EVENT", "2"):
        heard(house, body)
    at(house, "2026-12-04", "17:10")
    coming(house)
    house.clock.go(minutes=5)
    assert reminded(house) == []
    (row,) = house.rows("journeys")
    assert row["ended_at"] is None


def test_the_reminder_moves_with_the_event_and_goes_with_it(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    house = build_house(database_url, flows=with_event(tmp_path, "2026-12-05"))
    coming(house)
    moved = build_house(database_url, flows=with_event(tmp_path, "2026-12-12"))
    at(moved, "2026-12-04", "17:30")
    assert reminded(moved) == []
    gone = build_house(database_url, flows=with_event(tmp_path, None))
    at(gone, "2026-12-11", "17:30")
    assert reminded(gone) == []
    at(moved, "2026-12-11", "17:30")
    assert len(reminded(moved)) == 1


def test_who_cannot_come_after_all_is_not_reminded(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    house = build_house(database_url, flows=with_event(tmp_path, "2026-12-05"))
    coming(house)
    for body in ("EVENT", "2"):
        heard(house, body)
    at(house, "2026-12-04", "17:30")
    assert reminded(house) == []
    assert house.rows("journeys")[0]["ended_because"] == "left"
