"""Journeys are read and checked: their dates are facts, who gets them has agreed, each text stands alone."""

# ruff: noqa: E501 (a table of faults)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from outreach_bot.conversation.events import Event
from outreach_bot.conversation.facts import Facts
from outreach_bot.conversation.journey import JourneyText, day_of, first, name_of, occasion, read_clock
from outreach_bot.conversation.sentences import InEach, Sentence
from outreach_bot.flowfiles.story import play_all
from outreach_bot.rules.elections import Election
from tests.flowfiles.conftest import FACTS, Project

DATES = FACTS + """
- id: polls.close
  title: "Polls close"
  type: text
  about: election
  values:
    - {value: "8 p.m.", source: s, source_date: d, confidence: high, review_by: never}
"""

JOURNEY = """
title: "The primary"
programme: vote_reminders
around: election
closes: polls.close
texts:
  before: {days_before: 1, say: "{org.name}: tomorrow, {election.day:date}. STOP ALTO"}
  today: {at: "10:30", say: "{org.name}: today. STOP ALTO"}
"""

REMIND = """
title: "Reminders"
kind: voting
start: {keywords: {en: [REMINDME], es: [RECUERDEME]}}
steps:
  find: {set: {election: "next_primary(none, 'democratic')"}}
  ask: {ask: "Reminders? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: joins}, {else: leaves}]}
  joins: {do: [{consent: {programme: vote_reminders, wording: ask}}, {journey: primary}], end: joined}
  leaves: {do: [{end_journey: primary}], end: left}
tests:
  - name: both ways
    elections: [{kind: state_primary, day: 2027-09-14, party: democratic}]
    script:
      - {in: remindme}
      - {in: "1", journeys: [primary]}
      - {journey: primary/before, says: "tomorrow"}
      - {in: remindme}
      - {in: "2", journeys: []}
"""


@pytest.fixture
def voting(project: Project) -> Project:
    project.write("flows/facts/facts.yaml", DATES)
    project.write("flows/journeys/primary.yaml", JOURNEY)
    project.write("flows/vote/remind.yaml", REMIND)
    project.translate()
    return project


def faults(project: Project) -> list[str]:
    return [str(fault) for fault in project.check() if not fault.warning]


def test_a_good_journey_has_no_faults_and_its_story_plays(voting: Project) -> None:
    assert faults(voting) == []
    material = voting.read()
    assert material.book().journeys["primary"].texts["today"].at == time(10, 30)
    report = play_all(
        material.book(), material.sources, Facts(material.facts.facts),
        lambda says, _: " ".join(say.sentence.msgid for say in says), flow="vote/remind",
    )  # fmt: skip
    assert [str(failure) for failure in report.failures] == []
    assert report.played > 0


@pytest.mark.parametrize(
    ("file", "was", "becomes", "message", "line"),
    [
        ("journeys/primary", "programme:", "program:", "“program” is not known here: did you mean “programme”?", "program:"),
        ("journeys/primary", "around: election", "around: elections", "“elections” cannot stand here; expected: 'election' or 'event'", "around:"),
        ("journeys/primary", "days_before: 1", "date: early", "“early” cannot stand here", "before:"),
        ("vote/remind", "election: \"", "vote: \"", "leads to an election: set it before", "joins:"),
        ("journeys/primary", "closes: polls.close", "closes: wage.minimum", "is no time of day; write it like", "closes"),
        ("journeys/primary", "closes: polls", "closes: pools", "there is no fact “pools.close”", "closes"),
        ("journeys/primary", '"10:30"', '"22:30"', "texts that we start go out at 09:00-20:00", "today:"),
        ("journeys/primary", '"10:30"', '"noonish"', "“noonish” is no time of day; write it like 10:30", "today:"),
        ("journeys/primary", "today. STOP", "today. S-T-O-P", "the text in en does not say how to stop: name the word STOP", "today:"),
        ("journeys/primary", "{org.name}: today", "today", "the text in en does not say who it is from: put in {org.name}", "today:"),
        ("journeys/primary", "{election.day:date}", "{election.day:money}", "“election.day” is date: it can't be written as money", "before:"),
        ("journeys/primary", "{election.day:date}", "{when:date}", "“when” is not declared", "before:"),
        ("journeys/primary", "{election.day:date}", "{election.days:date}", "an election has no “days”: did you mean “day”?", "before:"),
        ("journeys/primary", "{election.day:date}", "{event.day:date}", "set event before", "before:"),
        ("journeys/primary", "{election.day:date}", "{election.early_from:date}", "there may be no such day of the election", "before:"),
        ("journeys/primary", "texts:", "texts: {}\nnotes:", "“notes” is not known here", "notes:"),
        ("vote/remind", "{journey: primary}", "{journey: primry}", "there is no journey “primry”: did you mean “primary”?", "joins:"),
        ("vote/remind", "{end_journey: primary}", "{end_journey: all}", "there is no journey “all”", "leaves:"),
        ("vote/remind", "programme: vote_reminders", "programme: updates", "goes to who agreed to “vote_reminders”", "joins:"),
        ("vote/remind", "kind: voting", "private: true\nexpire: 4h", "a private flow starts no journey", "joins:"),
    ],
)  # fmt: skip
def test_a_fault_names_its_line(
    voting: Project, file: str, was: str, becomes: str, message: str, line: str
) -> None:  # fmt: skip
    path = f"flows/{file}.yaml"
    text = (voting.root / path).read_text()
    assert was in text
    voting.write(path, text.replace(was, becomes))
    found = faults(voting)
    at = f"{path}:{voting.line(path, line)}: "
    assert any(fault.startswith(at) and message in fault for fault in found), found


def test_spanish_texts_are_translated_and_name_their_own_word(voting: Project) -> None:
    voting.write("flows/journeys/primary.yaml", JOURNEY.replace("today. STOP ALTO", "right now. STOP"))
    assert any("is not translated (es)" in fault for fault in faults(voting))
    voting.translate({"{org.name}: right now. STOP": "{org.name}: ahora mismo."})
    assert any("the text in es does not say how to stop: name the word ALTO" in fault for fault in faults(voting))


def test_a_journey_that_no_flow_starts_is_a_warning(voting: Project) -> None:
    (voting.root / "flows/vote/remind.yaml").unlink()
    assert [f.message for f in voting.check() if "no flow starts this journey" in f.message and f.warning]


@pytest.mark.parametrize(
    ("text", "clock"),
    [("20:00", time(20)), ("8 p.m.", time(20)), ("6 a.m.", time(6)), ("12 p.m.", time(12)), ("12:30 AM", time(0, 30)),
     ("9:05", time(9, 5))],
)  # fmt: skip
def test_a_clock_is_read(text: str, clock: time) -> None:
    assert read_clock(text) == clock


@pytest.mark.parametrize("text", ["8", "25:00", "13 p.m.", "noon", "", "0 a.m.", "8:75"])
def test_what_is_no_clock_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 10:30"):
        read_clock(text)


# What somebody heads for

PRIMARY, TODAY = date(2027, 9, 14), date(2027, 6, 1)
HARTFORD = Election("municipal_primary", PRIMARY, "Hartford", "democratic", entry=3)
MEETING = Event(
    "meeting", InEach({"en": "Meeting"}), datetime(2027, 1, 16, 18, tzinfo=UTC), datetime(2027, 1, 16, 20, tzinfo=UTC),
    InEach({"en": "Hartford"}),
)  # fmt: skip
FACTS_THEN = Facts({}, calendar=(HARTFORD,), events=(MEETING,))


def day(name: str, facts: Facts = FACTS_THEN, **text: object) -> date | None:
    found = occasion(name, facts)
    assert found is not None
    return day_of(JourneyText(say=Sentence("x"), **text), found)  # type: ignore[arg-type]


def test_an_election_keeps_its_name_when_its_day_moves() -> None:
    assert day("election.3", days_before=1) == date(2027, 9, 13)
    assert day("election.3", date="early_from") == date(2027, 9, 7)
    moved = Facts({}, calendar=(replace(HARTFORD, day=date(2027, 9, 15)),))
    assert day("election.3", moved, days_before=1) == date(2027, 9, 14)
    assert day("election.3", date="register_by") is None, "a primary has no such day"


def test_an_event_has_the_day_on_which_it_begins() -> None:
    assert day("event.meeting", days_before=1) == date(2027, 1, 15)
    assert day("event.meeting", date="early_from") is None
    assert name_of("event", "meeting") == "event.meeting"


@pytest.mark.parametrize("name", ["election.4", "election.", "election.x", "event.gone", "rally.3", ""])
def test_what_was_called_off_is_no_occasion(name: str) -> None:
    assert occasion(name, FACTS_THEN) is None


def test_having_voted_is_about_the_first_that_is_not_long_past() -> None:
    november = Election("municipal", date(2027, 11, 2), entry=4)
    facts = Facts({}, calendar=(november, HARTFORD))
    both = ["election.4", "election.3", "election.9"]
    assert first(both, facts, TODAY) == "election.3"
    assert first(both, facts, PRIMARY + timedelta(days=7)) == "election.3"
    assert first(both, facts, PRIMARY + timedelta(days=8)) == "election.4"
    assert first(["election.9"], facts, TODAY) is None
