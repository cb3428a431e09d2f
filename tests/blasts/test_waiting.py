"""Nobody is texted at night, nor in the middle of a conversation: they wait, and are texted afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from outreach_bot.services import blast_control, blasts, inbox, upkeep
from tests.blasts.blast_under_test import TEXTS, Scene
from tests.blasts.test_purposes import organisation
from tests.house_under_test import BuildHouse

HAWAII, ARIZONA, CONNECTICUT = "808", "602", "203"


def at(scene: Scene, *moment: int) -> None:
    """The clock shows this moment, UTC."""
    scene.house.clock.go(seconds=(datetime(*moment, tzinfo=UTC) - scene.house.clock.now()).total_seconds())


def go_on(scene: Scene) -> None:
    scene.go_on()


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


def test_the_carrier_may_try_only_until_the_persons_evening(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone that is switched on at midnight must not ring then: the carrier is told how long the text is good for."""
    seen: dict[str, int] = {}
    create = either.house.carrier.carrier.create

    def noting(form: Mapping[str, str], media: tuple[str, ...]) -> Any:
        seen[form["To"]] = int(form["ValidityPeriod"])
        return create(form, media)

    monkeypatch.setattr(either.house.carrier.carrier, "create", noting)
    at(either, 2026, 11, 20, 23, 0)  # 18:00 in Connecticut, 16:00 in Arizona, 13:00 in Hawaii
    east, desert, island = (either.crowd(1, area=area)[0] for area in (CONNECTICUT, ARIZONA, HAWAII))
    either.launched()
    either.house.work()
    assert seen == {east.number: 2 * 3600, desert.number: 4 * 3600, island.number: 7 * 3600}
    seen.clear()
    either.launched(texts={"en": "{org.name}: vote! STOP", "es": "{org.name}: ALTO"},
                    until=either.house.clock.now() + timedelta(hours=1))  # fmt: skip
    either.house.work()
    assert set(seen.values()) == {3600}


def test_nothing_is_handed_over_in_the_last_seconds_of_a_persons_day(scene: Scene) -> None:
    at(scene, 2026, 11, 21, 0, 59, 45)  # 19:59:45
    scene.crowd(2)
    blast = scene.launched()
    scene.house.work()
    assert scene.book() == {}
    assert scene.status(blast).quiet == 2


def test_after_its_end_nobody_is_texted_and_the_report_says_why(either: Scene) -> None:
    either.crowd(3)
    either.crowd(2, area=HAWAII, first=3000000)
    blast = either.launched(until=either.house.clock.now() + timedelta(hours=2))
    either.house.work()
    assert len(either.book()) == 3
    either.later(hours=1, minutes=59)
    assert either.state(blast) == "running"
    either.later(minutes=1)
    assert either.state(blast) == "done"
    either.later(hours=4)  # morning in Hawaii
    assert len(either.book()) == 3
    assert either.reported(blast) == {"queued": 3, "too_late": 2}
    assert {line.why for line in either.report(blast).lines if line.status == "suppressed"} == {
        "not texted before the time was up"
    }


def test_a_text_that_failed_is_not_tried_again_after_the_end(scene: Scene) -> None:
    scene.crowd(2)
    blast = scene.launched(until=scene.house.clock.now() + timedelta(hours=2))
    scene.house.work()
    scene.told(blast, "undelivered", 30003, most=1)  # would be tried again in four hours
    scene.told(blast, "undelivered", 30008, most=1)  # in one
    assert scene.reported(blast) == {"undelivered": 1, "waiting": 1}


def test_an_end_that_has_passed_is_refused(scene: Scene) -> None:
    scene.crowd(1)
    words = ("--name", "x", "--en", TEXTS["en"], "--es", TEXTS["es"], "--purpose", "issue", "--asks", "x")
    told = scene.house.outreach("blasts", "create", *words, "--until", "2026-11-20 09:59", code=2)
    assert told == "--until lies in the past.\n"
    blast = scene.draft(until=scene.house.clock.now() + timedelta(minutes=5))
    scene.house.clock.go(minutes=5)
    with pytest.raises(blasts.CannotBlast, match="Its time is up"):
        blasts.launch(scene.house.bot, blast)


def test_a_blast_waits_while_more_people_wait_for_an_answer_than_can_be_answered(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    bot_yaml = organisation(tmp_path, **{"replies_per_organizer_hour: 30": "replies_per_organizer_hour: 2"})
    with Scene.over(build_house(database_url, outreach_bot=bot_yaml)) as scene:
        asking = scene.crowd(3, first=3000000, tags=["asking"])
        people = scene.crowd(4, tags=["meant"])
        bot = scene.house.bot
        for person in asking[:2]:
            scene.house.text("PERSON", phone=person.number)
        first = scene.launched(tags=["meant"], languages=["es"], texts={"es": "{org.name}: ALTO"})
        scene.house.work()
        assert scene.state(first) == "done"
        assert "it waits first" not in scene.house.outreach("blasts", "preview", str(scene.draft(tags=["meant"])))
        scene.house.text("PERSON", phone=asking[2].number)
        told = scene.house.outreach("blasts", "preview", str(scene.draft(tags=["meant"])))
        assert "But it waits first: 3 people wait for an answer of yours" in told
        blast = scene.launched(tags=["meant"])
        scene.house.work()
        status = scene.status(blast)
        assert (status.blast.state, status.blast.held_because, status.waiting) == ("running", "inbox", 4)
        assert "Waits: more people wait for an answer than your organizers can answer" in scene.house.outreach(
            "blasts", "status", str(blast)
        )
        one = inbox.waiting(bot)[0]
        inbox.reply(bot, one.id, "Ana", "Hello")
        scene.house.clock.go(minutes=1)
        scene.house.text("and when?", phone=asking[0].number)
        scene.go_on()
        assert scene.status(blast).waiting == 4  # she has asked again: she waits
        scene.house.clock.go(minutes=1)
        inbox.reply(bot, one.id, "Ana", "At three")
        scene.go_on()
        assert (scene.state(blast), scene.status(blast).blast.held_because) == ("done", None)
        assert {person.number for person in people} <= scene.book().keys()
        steps = [step.action for step in blast_control.history(bot, blast)]
        assert steps == ["created", "launched", "held", "let go", "done"]


def texts_of_the_day(scene: Scene, number: int) -> int:
    return scene.launched(texts={"en": f"{{org.name}}: {number}! STOP", "es": f"{{org.name}}: ¡{number}! ALTO"})


def test_a_person_who_has_had_two_texts_today_gets_the_third_tomorrow(either: Scene) -> None:
    people = either.crowd(2)
    for number in range(2):
        texts_of_the_day(either, number)
        either.house.work()
        either.house.clock.go(hours=1)
    assert blasts.preview(either.house.bot, either.draft()).wait_today == 2
    third = texts_of_the_day(either, 3)
    either.house.work()
    status = either.status(third)
    assert (status.blast.state, status.waiting, status.had_enough) == ("running", 2, 2)
    assert "2 have had today's share of texts" in either.house.outreach("blasts", "status", str(third))
    either.later(hours=20)
    assert either.status(third).waiting == 2
    either.later(hours=2, minutes=1)  # a day after the first of the two
    assert (either.state(third), [len(either.book()[person.number]) for person in people]) == ("done", [3, 3])


def test_who_has_had_this_weeks_share_is_left_out(either: Scene) -> None:
    either.crowd(3)
    for number in range(4):
        texts_of_the_day(either, number)
        either.house.work()
        either.house.clock.go(days=1, minutes=1)
    assert blasts.preview(either.house.bot, either.draft()).left_out == {"too_often": 3}
    either.crowd(1, first=3000000)
    fifth = texts_of_the_day(either, 5)
    either.house.work()
    assert either.reported(fifth) == {"too_often": 3, "queued": 1}
    assert "has had this week's share of texts already" in {line.why for line in either.report(fifth).lines}
    either.house.clock.go(days=3)
    assert blasts.preview(either.house.bot, either.draft()).people == 4


def test_the_share_of_a_week_that_is_used_up_by_another_blast_meanwhile(either: Scene) -> None:
    people = either.crowd(2)
    for number in range(3):
        texts_of_the_day(either, number)
        either.house.work()
        either.later(days=1, minutes=1)
    first = either.expanded(texts={"en": "{org.name}: one! STOP", "es": "{org.name}: ¡uno! ALTO"})
    second = either.expanded(texts={"en": "{org.name}: two! STOP", "es": "{org.name}: ¡dos! ALTO"})
    assert either.status(second).waiting == 2
    either.pump(first)
    either.pump(second)
    assert (either.reported(first), either.reported(second)) == ({"queued": 2}, {"too_often": 2})
    assert {either.state(first), either.state(second)} == {"done"}
    assert [len(either.book()[person.number]) for person in people] == [4, 4]


def test_answers_and_confirmations_do_not_count_against_the_share(either: Scene) -> None:
    (person,) = either.crowd(1)
    for word in ("hello", "MENU", "HELP", "hola"):
        either.house.text(word, phone=person.number)
    either.house.clock.go(hours=13)
    at(either, 2026, 11, 21, 15)
    texts_of_the_day(either, 1)
    either.house.work()
    assert len(either.book()[person.number]) == 1
