"""A small flow with stories for every step kind: kinds/<verb>.yaml, played by the real engine."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from outreach_bot.conversation.effects import Save, Say, WakeAfter
from outreach_bot.conversation.engine import advance
from outreach_bot.conversation.facts import Facts
from outreach_bot.conversation.inputs import Heard, MemberView, TimedOut
from outreach_bot.conversation.office import Office
from outreach_bot.conversation.state import Conversation
from outreach_bot.conversation.steps import KINDS
from outreach_bot.flowfiles.material import Material, read_material
from outreach_bot.flowfiles.story import play_all
from outreach_bot.services.rendering import render
from tests.conftest import NOW

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent / "kinds"


@pytest.fixture(scope="module")
def material() -> Material:
    read = read_material(ROOT / "flows/bot.yaml", HERE, ROOT / "locales")
    assert read.faults == []
    read.bot = replace(
        read.bot, office=Office(days=["mon", "tue", "wed", "thu", "fri"], hours="09:00-17:00"), menu="end"
    )
    return read


def test_every_step_kind_has_cases() -> None:
    missing = sorted(set(KINDS) - {path.stem for path in HERE.glob("*.yaml")})
    assert not missing, f"write tests/conversation/kinds/<verb>.yaml for: {missing}"


@pytest.mark.parametrize("verb", [*sorted(KINDS), "event", "elections"])
def test_the_stories_of_the_kind(material: Material, verb: str) -> None:
    report = play_all(
        material.book(), material.sources, Facts({}),
        lambda says, language: render(material.catalog, material.bot, says, language).body, flow=verb,
    )  # fmt: skip
    assert report.played
    assert not report.failures, "\n".join(map(str, report.failures))


def test_every_kind_is_used_where_its_cases_are(material: Material) -> None:
    for verb, kind in KINDS.items():
        assert any(type(step) is kind for step in material.sources[verb].flow.steps.values()), verb


def test_a_split_keeps_its_weights_over_people_and_its_side_for_each(material: Material) -> None:
    book, sides = material.book(), Counter[str]()
    for number in range(400):
        member = MemberView(language="en", seed=f"person {number}")
        taken = [advance(book, None, Heard("zsplit"), member=member, facts=Facts({}), now=NOW) for _ in range(2)]
        ways = [effect.value for turn in taken for effect in turn.effects if isinstance(effect, Save)]
        assert ways[0] == ways[1]
        sides[ways[0]] += 1
    assert 60 <= sides["a"] <= 140  # a quarter of 400, with room for chance that is fixed by the seeds


def test_a_reminder_is_not_said_to_who_answered_opted_out_or_talks_with_a_person(material: Material) -> None:
    book, member = material.book(), MemberView(language="en")
    asked = advance(book, None, Heard("zask"), member=member, facts=Facts({}), now=NOW)
    assert [effect.seconds for effect in asked.effects if isinstance(effect, WakeAfter)] == [20 * 3600]
    turn = TimedOut(asked.conversation.turn)
    for other in (replace(member, opted_out=True), replace(member, held=True)):
        assert advance(book, asked.conversation, turn, member=other, facts=Facts({}), now=NOW).heard_as == "stale_timer"
    answered = advance(book, asked.conversation, Heard("red"), member=member, facts=Facts({}), now=NOW)
    assert advance(book, answered.conversation, turn, member=member, facts=Facts({}), now=NOW).effects == ()


def test_who_stands_on_a_step_that_is_gone_goes_on_where_migrate_says(material: Material) -> None:
    book, member = material.book(), MemberView(language="en")
    asked = advance(book, None, Heard("zask"), member=member, facts=Facts({}), now=NOW).conversation
    asked.frames[0].version, asked.frames[0].step = "older", "shade"
    book.flows["ask"] = replace(book.flows["ask"], migrate={"shade": "number"})
    turn = advance(book, Conversation.from_json(asked.to_json()), Heard("7"), member=member, facts=Facts({}), now=NOW)
    assert turn.heard_as == "exact_answer" and not turn.conversation.frames


def test_a_question_that_takes_the_place_of_another_is_asked_before_it_is_answered(material: Material) -> None:
    """Nobody answers "yes" to what they have not seen; and HELP in between makes them see nothing."""
    book, member = material.book(), MemberView(language="en")
    asked = advance(book, None, Heard("zask"), member=member, facts=Facts({}), now=NOW).conversation
    book.pinned["ask", "older"] = replace(book.flows["ask"], version="older")
    asked.frames[0].version = "older"
    book.flows["ask"] = replace(book.flows["ask"], migrate={"colour": "number"})
    helped = advance(book, asked, Heard("help"), member=member, facts=Facts({}), now=NOW).conversation
    assert (helped.frames[0].version, helped.frames[0].step) == ("older", "colour")
    skipped = advance(book, asked, Heard("skip"), member=member, facts=Facts({}), now=NOW)
    assert [say.sentence.msgid for say in skipped.effects if isinstance(say, Say)] == ["How many?"]
    turn = advance(book, helped, Heard("2"), member=member, facts=Facts({}), now=NOW)
    assert [say.sentence.msgid for say in turn.effects if isinstance(say, Say)] == ["How many?"]
    assert turn.conversation.frames[0].values == {}
    turn = advance(book, turn.conversation, Heard("2"), member=member, facts=Facts({}), now=NOW)
    assert turn.heard_as == "exact_answer" and not turn.conversation.frames


def test_a_timer_finds_the_question_that_took_the_place_of_another(material: Material) -> None:
    book, member = material.book(), MemberView(language="en")
    asked = advance(book, None, Heard("zask"), member=member, facts=Facts({}), now=NOW).conversation
    book.pinned["ask", "older"] = replace(book.flows["ask"], version="older")
    asked.frames[0].version = "older"
    book.flows["ask"] = replace(book.flows["ask"], migrate={"colour": "number"})
    turn = advance(book, asked, TimedOut(asked.turn), member=member, facts=Facts({}), now=NOW)
    assert [say.sentence.msgid for say in turn.effects if isinstance(say, Say)] == ["How many?"]
    later = advance(book, turn.conversation, TimedOut(turn.conversation.turn), member=member, facts=Facts({}), now=NOW)
    assert later.heard_as == "stale_timer"  # it has neither reminders nor a time-out


def test_a_pause_keeps_nobody(material: Material) -> None:
    """What is written in a pause is heard as if no flow were open, and the pause goes on by itself."""
    book, member = material.book(), MemberView(language="en")
    paused = advance(book, None, Heard("zpause"), member=member, facts=Facts({}), now=NOW).conversation
    turn = advance(book, paused, Heard("hello there"), member=member, facts=Facts({}), now=NOW)
    assert turn.heard_as == "catch_all" and [frame.step for frame in turn.conversation.frames] == ["wait"]
    waiting = replace(member, waiting=True)
    turn = advance(book, paused, Heard("when will you call"), member=waiting, facts=Facts({}), now=NOW)
    assert turn.heard_as == "waiting_for_person"


def test_coming_back_to_a_pause_there_is_nothing_to_come_back_to(material: Material) -> None:
    book, member = material.book(), MemberView(language="en")
    state = advance(book, None, Heard("zpause"), member=member, facts=Facts({}), now=NOW).conversation
    for text in ("zask", "red"):
        state = advance(book, state, Heard(text), member=member, facts=Facts({}), now=NOW).conversation
    turn = advance(book, state, Heard("2"), member=member, facts=Facts({}), now=NOW)
    assert not [effect for effect in turn.effects if isinstance(effect, Say)]
    assert [frame.flow for frame in turn.conversation.frames] == ["pause"]
