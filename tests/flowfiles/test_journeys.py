"""Journeys are read and checked: their dates are facts, who gets them has agreed, each text stands alone."""

# ruff: noqa: E501 (a table of faults)

from __future__ import annotations

from datetime import date, time

import pytest

from outreach_bot.conversation.facts import Fact, Facts, FactValue
from outreach_bot.conversation.journey import Journey, JourneyText, day_of, occasion_of, occasions, read_clock
from outreach_bot.conversation.sentences import Sentence
from outreach_bot.flowfiles.story import play_all
from tests.flowfiles.conftest import FACTS, Project

DATES = FACTS + """
- id: election.primary
  title: "Next primary"
  type: date
  about: election
  values:
    - {until: 2027-09-14, value: 2027-09-14, source: s, source_date: d, confidence: high, review_by: never}
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
date: election.primary
closes: polls.close
texts:
  before: {days_before: 1, say: "{org.name}: tomorrow, {day:date}. STOP ALTO"}
  today: {at: "10:30", say: "{org.name}: today. STOP ALTO"}
"""

REMIND = """
title: "Reminders"
kind: voting
start: {keywords: {en: [REMINDME], es: [RECUERDEME]}}
steps:
  ask: {ask: "Reminders? 1 yes, 2 no", answer: yes_no, next: [{if: answer, goto: joins}, {else: leaves}]}
  joins: {do: [{consent: {programme: vote_reminders, wording: ask}}, {journey: primary}], end: joined}
  leaves: {do: [{end_journey: primary}], end: left}
tests:
  - name: both ways
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
        ("journeys/primary", "date: election", "date: elections", "there is no fact “elections.primary”", "date:"),
        ("journeys/primary", "date: election.primary", "date: polls.close", "“polls.close” is text; the day of a", "date:"),
        ("journeys/primary", "closes: polls.close", "closes: wage.minimum", "is no time of day; write it like", "closes"),
        ("journeys/primary", "closes: polls", "closes: pools", "there is no fact “pools.close”", "closes"),
        ("journeys/primary", '"10:30"', '"22:30"', "texts that we start go out at 09:00-20:00", "today:"),
        ("journeys/primary", '"10:30"', '"noonish"', "“noonish” is no time of day; write it like 10:30", "today:"),
        ("journeys/primary", "today. STOP", "today. S-T-O-P", "the text in en does not say how to stop: name the word STOP", "today:"),
        ("journeys/primary", "{org.name}: today", "today", "the text in en does not say who it is from: put in {org.name}", "today:"),
        ("journeys/primary", "{day:date}", "{day:money}", "“day” is date: it can't be written as money", "before:"),
        ("journeys/primary", "{day:date}", "{when:date}", "“when” is not declared", "before:"),
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


# Which date somebody heads for

JUNE, JULY, PRIMARY, NEXT = date(2027, 6, 1), date(2027, 7, 1), date(2027, 9, 14), date(2028, 4, 4)


def known(*values: tuple[date | None, date | None, date], fact: str = "p") -> Fact:
    return Fact(fact, "", tuple(
        FactValue(day, "s", "d", "high", start=start, until=until) for start, until, day in values
    ))  # fmt: skip


def a_journey(**text: object) -> Journey:
    words = Sentence("x")
    return Journey(id="j", title=words, programme="x", date="p", texts={"t": JourneyText(say=words, **text)})  # type: ignore[arg-type]


def test_who_joins_heads_for_the_next_date_and_goes_along_when_it_moves() -> None:
    journey = a_journey()
    before = Facts({"p": known((None, PRIMARY, PRIMARY), (date(2027, 9, 15), NEXT, NEXT))})
    moved = Facts({"p": known((None, date(2027, 9, 21), date(2027, 9, 21)), (date(2027, 9, 22), NEXT, NEXT))})
    for today in (JULY, PRIMARY, date(2027, 9, 20)):
        assert occasion_of(journey, before, JUNE, today).day == PRIMARY  # type: ignore[union-attr]
        assert occasion_of(journey, moved, JUNE, today).day == date(2027, 9, 21)  # type: ignore[union-attr]
    assert occasion_of(journey, before, date(2027, 9, 15), date(2027, 9, 15)).day == NEXT  # type: ignore[union-attr]
    assert len(list(occasions(journey, before, JUNE))) == 2


def test_a_text_of_another_date_belongs_to_the_same_occasion() -> None:
    journey = a_journey(date="early")
    early = known((None, date(2027, 9, 7), date(2027, 9, 7)), (date(2027, 9, 8), NEXT, date(2028, 3, 28)), fact="early")
    facts = Facts({"p": known((JUNE, PRIMARY, PRIMARY), (date(2027, 9, 15), NEXT, NEXT)), "early": early})
    first, second = occasions(journey, facts, JUNE)
    assert day_of(journey.texts["t"], first, facts, JUNE) == date(2027, 9, 7)
    assert day_of(journey.texts["t"], second, facts, JUNE) == date(2028, 3, 28)
    nothing = Facts({"p": facts.facts["p"], "early": known((None, None, NEXT), fact="early")})
    assert day_of(journey.texts["t"], first, nothing, JUNE) is None, "the next election's early days are not this one's"
