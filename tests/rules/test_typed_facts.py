"""What organizers type by hand, in both languages: found, judged by the calendar, and no more than that blocked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.typed_facts import OnFile, findings, hours_in, kind_of

TODAY = date(2027, 8, 20)
PRIMARY, GENERAL = "fact.election.primary", "fact.election.general"
ON_FILE = OnFile(
    days={
        "the primary": {date(2027, 9, 14): PRIMARY, date(2028, 4, 4): PRIMARY},
        "the election": {date(2027, 11, 2): GENERAL},
        "early voting": {date(2027, 10, 18): "fact.election.first", date(2027, 10, 31): "fact.election.last"},
    },
    hours={6 * 60: "fact.vote.polls_open", 20 * 60: "fact.vote.polls_close"},
    phones={"8605096100": "fact.vote.sots:phone"}, amounts={Decimal("16.94"): "fact.wage.minimum"},
    minimum="fact.wage.minimum", wages=frozenset({Decimal("16.94")}),
)  # fmt: skip
LINES = (Path(__file__).parent / "typed_facts_lines.txt").read_text().splitlines()
# As services/blast_checks.py makes it when nobody has entered a vote.
STATUTE = OnFile(
    days={
        "the primary": {date(2027, 9, 14): "", date(2028, 4, 4): "", date(2028, 8, 8): ""},
        "the election": {date(2027, 11, 2): "", date(2028, 11, 7): ""},
        "registration": {date(2027, 6, 14): "", date(2027, 9, 13): "", date(2027, 10, 15): "", date(2028, 10, 20): ""},
        "early voting": {date(2027, 9, 7): "", date(2027, 9, 12): "", date(2027, 10, 18): "", date(2027, 10, 31): ""},
    },
    hours=ON_FILE.hours, early_hours={600: "fact.vote.early_open", 1080: "fact.vote.early_close"},
    phones=ON_FILE.phones, amounts={**ON_FILE.amounts, Decimal("6.38"): "fact.wage.tip.cash_server"},
    minimum="fact.wage.minimum", wages=ON_FILE.wages,
)  # fmt: skip


def told(text: str) -> list[str]:
    return [finding.why for finding in findings(text, ON_FILE, TODAY)]


def blocked(text: str) -> bool:
    return any(finding.blocks for finding in findings(text, ON_FILE, TODAY))


@pytest.mark.parametrize("line", [line for line in LINES if line[0] != "#"])
def test_what_organizers_type(line: str) -> None:
    verdict, _, text = line.partition(" ")
    found = findings(text, STATUTE, date(2026, 11, 20))
    blocks = any(each.blocks for each in found)
    assert ("B" if blocks else "R" if found else "N") == verdict, found


@pytest.mark.parametrize(
    "text",
    ["The primary is September 21.", "Primary: Tues. Sept. 7th, 2027!", "la primaria es el 13 de septiembre",
     "Las primarias son el martes 21 de sept. de 2027", "Primary Day is 9/15", "La primaria: 15/9/2027",
     "Election Day is November 3, 2027. Vote!", "El día de las elecciones es el 9 de noviembre",
     "General election on Nov 9", "Early voting starts November 5.", "Early voting starts October 20",
     "Voto anticipado desde el 20 de octubre", "Voto anticipado: del 1 al 7 de noviembre",
     "Vote on September 15!", "Vote el 16 de septiembre", "Don't forget: polls are open until 9 p.m.",
     "Polls close at 7:30 PM", "Las urnas cierran a las 9 p. m.", "primary on 2027-09-13",
     "Special election in Hartford on October 5", "Vote on October 1."],
)  # fmt: skip
def test_what_contradicts_the_calendar_is_blocked(text: str) -> None:
    assert blocked(text), told(text)


@pytest.mark.parametrize(
    "text",
    ["The primary is September 14.", "Vote Tuesday, Sept 14, 2027", "La primaria es el martes 14 de septiembre",
     "Early voting: October 18 to 31", "Vote early on Oct 25", "Early voting: September 7 to 12",
     "voto anticipado el 20 de octubre", "Early voting on 10/20",
     "Vote on November 2", "Polls are open 6 a.m. to 8 p.m.", "Las urnas abren a las 6 a.m.",
     "Come to our meeting on September 21 before the primary", "Canvass for the primary on Sept 4, 2027",
     "Reunión el 21 de septiembre sobre las elecciones", "Vote on our contract December 3",
     "Register to vote by October 15", "Vote in 2027!",
     "We won 21 of 30 votes", "The primary matters. See you September 25 at the picnic", "You may vote",
     "Vote by mail before September 3", "The April 4 primary", "{fact.election.primary:date}: vote!", "",
     "Early voting is open 10 a.m. to 6 p.m.", "Call 860-509-6100", "$25 minimum wage now"],
)  # fmt: skip
def test_what_does_not_contradict_it_is_not_blocked(text: str) -> None:
    assert not blocked(text), told(text)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("The primary is September 14.",
         ["“September 14” is typed by hand: write {fact.election.primary:date} instead, which moves with the "
          "calendar."]),
        ("The primary is September 21.",
         ["“September 21” contradicts the calendar, which says September 14, 2027: write "
          "{fact.election.primary:date}."]),
        ("Vote Monday, Sept 14!",
         ["September 14, 2027 is a Tuesday, not a Monday.",
          "“Sept 14” is typed by hand: write {fact.election.primary:date} instead, which moves with the calendar."]),
        ("Register to vote by October 15.",
         ["“October 15” is typed by hand, and the calendar holds no date for registration: check it twice."]),
        ("Vote on October 1.",
         ["“October 1” contradicts the calendar, which says September 14, 2027: write "
          "{fact.election.primary:date}."]),
        ("Polls close at 9 p.m.",
         ["“9 p.m.” is no hour at which the polls close. Write {fact.vote.polls_close}."]),
        ("Polls close at 6", ["“at 6” is no hour at which the polls close. Write {fact.vote.polls_close}."]),
        ("Polls close at 8pm", ["“8pm” is typed by hand: write {fact.vote.polls_close} instead."]),
        ("Llame al (860) 509-6100", ["“(860) 509-6100” is typed by hand: write {fact.vote.sots:phone} instead."]),
        ("Call Ana: 203-555-0142",
         ["“203-555-0142” is typed by hand, and no fact holds this number: call it before you send."]),
        ("You must get $16.94 an hour",
         ["“$16.94” is typed by hand: write {fact.wage.minimum:money}, which changes when the law does."]),
        ("The minimum wage is $15", ["“$15” is not the minimum wage: write {fact.wage.minimum:money}."]),
        ("You must get 15 dollars an hour",
         ["“15 dollars” is typed by hand. If it is to be the minimum wage, write {fact.wage.minimum:money}."]),
        ("Dues are $20, rent $1,200.50", ["Typed by hand, and no fact holds it: “$20”, “$1,200.50”. Check it twice."]),
        ("Meet us Friday, September 10 at 5 p.m.",
         ["Typed by hand, and no fact holds it: “September 10”, “5 p.m.”. Check it twice."]),
        ("Meet us Saturday, September 10",
         ["September 10, 2027 is a Friday, not a Saturday.",
          "Typed by hand, and no fact holds it: “September 10”. Check it twice."]),
        ("Nos vemos el sábado 11 de septiembre a las 3",
         ["Typed by hand, and no fact holds it: “11 de septiembre”, “a las 3”. Check it twice."]),
    ],
)  # fmt: skip
def test_each_is_said_in_a_sentence_that_says_what_to_do(text: str, sentences: list[str]) -> None:
    assert told(text) == sentences


def test_without_a_calendar_nothing_is_blocked() -> None:
    for text in ("The primary is September 21.", "Polls close at 9 p.m.", "Vote Nov 9"):
        found = findings(text, OnFile(), TODAY)
        assert found and not any(finding.blocks for finding in found)


@pytest.mark.parametrize(
    ("words", "kind"),
    [("election.primary Next regular primary", "the primary"), ("election.early_first First day", "early voting"),
     ("election.general Next general election", "the election"), ("vote.reg_deadline Registration", "registration"),
     ("vote.lookup Look up", None), ("election.municipal Municipal election", "the election")],
)  # fmt: skip
def test_a_facts_kind(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


def test_an_election_that_is_over_is_no_day_to_vote_on() -> None:
    days = {date(2026, 11, 3): "fact.election.1", date(2027, 11, 2): "fact.election.2"}
    entered = OnFile(days={"the election": days})
    for text in ("Vote on November 3, 2026", "Vote el 3 de noviembre de 2026", "The election is 11/3/2026"):
        (found,) = findings(text, entered, date(2026, 11, 20))
        assert found.blocks and found.why.endswith("which says November 2, 2027: write {fact.election.2:date}.")
    (found,) = findings("Vote on November 3, 2026", entered, date(2026, 11, 3))
    assert not found.blocks
    (found,) = findings("Register to vote by October 15", STATUTE, date(2027, 10, 16))
    assert found.blocks
    (found,) = findings("Early voting: October 18 to 31", STATUTE, date(2027, 10, 25))
    assert not found.blocks, "it has begun"


def test_hours() -> None:
    assert hours_in("6 a.m. to 8 p.m., 12:30 PM, 12am, 25 p.m.") == [360, 1200, 750, 0]
    assert hours_in("half past eight tonight, las nueve menos cuarto de la noche, noon") == [1230, 1245, 720]
    assert hours_in("21:30, las 9 y media, 21h, at 9") == [1290, 1260]


@given(st.text(alphabet="vote primary polls sept 0123456789/-.,:$ap m\nélección de ñ{}") | st.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    assert all(finding.why for finding in findings(text, ON_FILE, TODAY))
