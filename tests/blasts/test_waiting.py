"""Nobody is texted at night, nor in the middle of a conversation: they wait, and are texted afterwards."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from outreach_bot.services import blasts, inbox, upkeep
from tests.blasts.blast_under_test import Scene

HAWAII, ARIZONA, CONNECTICUT = "808", "602", "203"


def at(scene: Scene, *moment: int) -> None:
    """The clock shows this moment, UTC."""
    scene.house.clock.go(seconds=(datetime(*moment, tzinfo=UTC) - scene.house.clock.now()).total_seconds())


def go_on(scene: Scene) -> None:
    """The next tick of upkeep and the jobs that come of it."""
    upkeep.go_on_with_blasts(scene.house.bot)
    scene.house.work()


def test_people_are_texted_when_their_own_morning_comes(either: Scene) -> None:
    at(either, 2026, 11, 20, 15)  # 10:00 in Connecticut, 08:00 in Arizona, 05:00 in Hawaii
    east, desert, island = (either.crowd(4, area=area) for area in (CONNECTICUT, ARIZONA, HAWAII))
    blast = either.launched()
    either.house.work()
    assert either.book().keys() == {person.number for person in east}
    status = either.status(blast)
    assert (status.blast.state, status.waiting, status.quiet) == ("running", 8, 8)

    either.house.clock.go(minutes=59)
    go_on(either)
    assert len(either.book()) == 4
    either.house.clock.go(minutes=1)  # 09:00 in Arizona
    go_on(either)
    assert either.book().keys() == {person.number for person in east + desert}
    assert (either.status(blast).waiting, either.status(blast).quiet) == (4, 4)
    either.house.clock.go(hours=3)
    go_on(either)
    assert either.state(blast) == "done"
    assert either.book() == {person.number: [person.text] for person in east + desert + island}
    either.report(blast)


def test_a_blast_launched_late_in_the_evening_goes_on_in_the_morning(scene: Scene) -> None:
    at(scene, 2026, 11, 21, 0, 59)  # 19:59
    early = scene.crowd(2)
    scene.launched()
    scene.house.work()
    assert len(scene.book()) == 2
    scene.house.clock.go(minutes=1)  # 20:00
    late = scene.crowd(3, first=3000000)
    blast = scene.launched(texts={"en": "{org.name}: vote! STOP.", "es": "{org.name}: ¡vote! ALTO."})
    scene.house.work()
    assert len(scene.book()) == 2
    assert scene.status(blast).quiet == 5
    at(scene, 2026, 11, 21, 13, 59)
    go_on(scene)
    assert scene.status(blast).quiet == 5
    at(scene, 2026, 11, 21, 14)
    go_on(scene)
    assert scene.state(blast) == "done"
    assert scene.book().keys() == {person.number for person in early + late}


@pytest.mark.parametrize(
    ("area", "quiet", "open_"),
    [
        # Clocks go back on 1 November 2026 in Connecticut: 09:00 is 13:00 UTC the day before and 14:00 UTC that day.
        (CONNECTICUT, (2026, 10, 31, 12, 59), (2026, 10, 31, 13, 0)),
        (CONNECTICUT, (2026, 11, 1, 13, 59), (2026, 11, 1, 14, 0)),
        # They go forward on 14 March 2027.
        (CONNECTICUT, (2027, 3, 13, 13, 59), (2027, 3, 13, 14, 0)),
        (CONNECTICUT, (2027, 3, 14, 12, 59), (2027, 3, 14, 13, 0)),
        # Arizona's never change.
        (ARIZONA, (2026, 10, 31, 15, 59), (2026, 10, 31, 16, 0)),
        (ARIZONA, (2027, 3, 14, 15, 59), (2027, 3, 14, 16, 0)),
    ],
)
def test_on_the_day_the_clocks_change(
    scene: Scene, area: str, quiet: tuple[int, ...], open_: tuple[int, ...]
) -> None:
    scene.house.clock.go(days=-60)
    scene.crowd(1, area=area)
    at(scene, *quiet)
    blast = scene.launched()
    scene.house.work()
    assert scene.book() == {}
    assert scene.status(blast).quiet == 1
    at(scene, *open_)
    assert scene.status(blast).quiet == 0
    go_on(scene)
    assert len(scene.book()) == 1


def test_the_preview_says_for_how_many_it_is_night_now(scene: Scene) -> None:
    scene.crowd(3)
    scene.crowd(2, area=HAWAII)
    assert blasts.preview(scene.house.bot, scene.draft()).quiet_now == 2


def test_a_blast_does_not_break_into_a_conversation(either: Scene) -> None:
    talking, other = either.crowd(2)
    either.house.text("WAGES", phone=talking.number)
    blast = either.launched()
    either.house.work()
    assert either.book().keys() == {other.number}
    status = either.status(blast)
    assert (status.blast.state, status.waiting, status.talking) == ("running", 1, 1)
    go_on(either)
    assert talking.number not in either.book()
    either.house.texts("2", "no", phone=talking.number)  # the flow ends
    assert either.status(blast).talking == 0
    go_on(either)
    assert either.book()[talking.number] == [talking.text]
    assert either.state(blast) == "done"


def test_a_question_that_was_left_open_for_half_a_day_keeps_no_blast_away(either: Scene) -> None:
    """Else whoever never answers a question would never hear from us again, and the blast would never be done."""
    (person,) = either.crowd(1)
    either.house.text("VOTE", phone=person.number)
    either.house.clock.go(hours=23)
    either.house.text("VOTE", phone=person.number)
    either.house.clock.go(minutes=59)
    blast = either.launched()
    either.house.work()
    assert either.status(blast).talking == 1
    either.house.clock.go(hours=24)
    assert either.status(blast).talking == 0
    go_on(either)
    assert either.book() == {person.number: [person.text]}
    assert either.state(blast) == "done"


def test_a_private_conversation_is_waited_for_until_it_expires(either: Scene) -> None:
    (person,) = either.crowd(1)
    either.house.text("SALARIOS", phone=person.number)
    blast = either.launched()
    either.house.work()
    assert either.book() == {}
    either.house.clock.go(hours=4, minutes=1)
    upkeep.fire_timers(either.house.bot)
    go_on(either)
    assert either.book() == {person.number: [person.text]}
    assert either.state(blast) == "done"


def test_a_conversation_that_a_person_of_ours_holds_is_left_alone_however_long(either: Scene) -> None:
    (person,) = either.crowd(1)
    bot = either.house.bot
    either.house.text("PERSON", phone=person.number)
    (ticket,) = inbox.waiting(bot)
    inbox.reply(bot, ticket.id, "Ana", "Hello, this is Ana.")
    either.house.work()
    blast = either.launched()
    either.house.work()
    either.house.clock.go(days=3)
    go_on(either)
    assert either.book()[person.number] == ["Hello, this is Ana."]
    assert (either.state(blast), either.status(blast).talking) == ("running", 1)
    inbox.close(bot, ticket.id)
    go_on(either)
    assert either.book()[person.number] == ["Hello, this is Ana.", person.text]
    assert either.state(blast) == "done"
