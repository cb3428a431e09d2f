"""The carrier is busy, breaks down, refuses one person or all of us: nobody gets two, and it is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from outreach_bot.services import blasts, pumps
from tests.blasts.blast_under_test import Scene
from tests.house_under_test import BuildHouse


def events(scene: Scene) -> list[str]:
    return [row["status"] for row in scene.house.rows("message_events")]


def test_texts_that_a_busy_carrier_did_not_take_are_sent_again_and_arrive_once(either: Scene) -> None:
    people = either.crowd(40)
    either.behave(fail_429_rate=0.6, fault_limit=15)
    blast = either.launched()
    either.house.work()
    assert either.house.carrier.carrier.dice.faults == 15
    assert either.book() == {person.number: [person.text] for person in people}
    assert either.state(blast) == "done"
    assert either.reported(blast) == {"queued": 40}


def test_a_pump_backs_off_and_hands_back_in_time_when_the_carrier_stays_busy(scene: Scene) -> None:
    scene.crowd(400)
    scene.behave(fail_429_rate=1)
    blast = scene.expanded()
    assert scene.pump(blast, seconds=2.5) is True  # worth coming back
    asked = scene.house.carrier.carrier.dice.faults
    at_once = pumps.IN_FLIGHT * pumps.SUB_SLICE
    assert pumps.SUB_SLICE <= asked <= 2 * at_once  # all at once, then after a second smaller ones, then longer waits
    assert scene.status(blast).waiting == 400
    scene.behave(fail_429_rate=0)
    scene.pump(blast)
    assert len(scene.book()) == 400


@pytest.mark.parametrize("fault", ["accept_then_500", "accept_no_answer"])
def test_texts_taken_without_an_answer_are_found_and_never_sent_twice(either: Scene, fault: str) -> None:
    people = either.crowd(40)
    either.behave(**{fault: 0.5, "fault_limit": 12})
    blast = either.launched()
    either.house.work()
    assert either.house.carrier.carrier.dice.faults == 12
    assert (either.status(blast).going, either.state(blast)) == (40, "running")
    assert len(either.house.rows("messages", status="attempted")) == 12
    either.settle()
    assert either.book() == {person.number: [person.text] for person in people}
    assert either.state(blast) == "done"
    assert not {"attempted", "unclear"} & either.reported(blast).keys()
    assert all(row["provider_sid"] for row in either.house.rows("messages", blast_id=blast))


def test_texts_that_a_broken_carrier_lost_are_unclear_reported_and_never_repeated(either: Scene) -> None:
    either.crowd(40)
    either.behave(fail_5xx_rate=0.5, fault_limit=9)
    blast = either.launched()
    either.house.work()
    assert len(either.book()) == 31
    either.settle()
    assert len(either.book()) == 31
    assert either.state(blast) == "done"
    assert either.reported(blast) == {"queued": 31, "unclear": 9}
    assert either.status(blast).unclear == 9


def test_a_look_up_that_the_carrier_cannot_answer_settles_nothing(
    build_house: BuildHouse, database_url: str, unpaced: Path
) -> None:
    with Scene.over(build_house(database_url, outreach_bot=unpaced)) as scene:
        people = scene.crowd(30)
        scene.behave(accept_no_answer=True, fault_limit=30)
        blast = scene.launched()
        scene.house.work()
        nowhere = build_house(database_url, outreach_bot=unpaced, twilio_api_base_url="http://127.0.0.1:9")
        Scene(nowhere).settle()
        assert len(scene.house.rows("messages", status="attempted")) == 30
        scene.settle()
        assert scene.reported(blast) == {"queued": 30}
        assert scene.book() == {person.number: [person.text] for person in people}


def test_a_carrier_that_cannot_be_reached_takes_nothing_and_nothing_is_lost(
    build_house: BuildHouse, database_url: str, unpaced: Path
) -> None:
    nowhere = Scene(build_house(database_url, outreach_bot=unpaced, twilio_api_base_url="http://127.0.0.1:9"))
    people = nowhere.crowd(20)
    blast = nowhere.expanded()
    nowhere.pump(blast, seconds=0.5)
    assert nowhere.reported(blast) == {"waiting": 20}
    with Scene.over(build_house(database_url, outreach_bot=unpaced)) as scene:
        scene.pump(blast)
        assert scene.book() == {person.number: [person.text] for person in people}


def test_who_has_opted_out_at_the_carrier_is_opted_out_with_us_too(either: Scene) -> None:
    people = either.crowd(5)
    (gone,) = either.crowd(1, area="500", first=5550004)  # the carrier's magic number for 21610
    blast = either.launched()
    either.house.work()
    assert either.state(blast) == "done"
    assert either.reported(blast) == {"queued": 5, "refused": 1}
    (line,) = [line for line in either.report(blast).lines if line.code]
    assert (line.code, line.why) == (21610, "The person has opted out of our texts.")
    (address,) = [row for row in either.house.rows("addresses") if row["opted_out_at"]]
    assert (address["member_id"], address["opted_out_source"]) == (gone.member_id, "carrier")
    following = either.draft()
    assert blasts.preview(either.house.bot, following).left_out == {"opted_out": 1}
    assert len(either.book()) == len(people)


def test_numbers_that_cannot_be_texted_are_refused_and_said_why(scene: Scene) -> None:
    scene.crowd(3)
    scene.crowd(2, area="500", first=5550001)  # 21211 no number, 21612 unreachable
    blast = scene.launched()
    scene.house.work()
    why = {line.code: line.why for line in scene.report(blast).lines if line.status == "refused"}
    assert why == {
        21211: "This is not a number that can receive texts.",
        21612: "This number cannot be reached by text from our number.",
    }
    status = scene.status(blast)
    assert (status.blast.state, status.not_reached) == ("done", 2)
    assert scene.report(blast).segments == scene.segments_sent()  # a refused text costs nothing


@pytest.mark.parametrize(
    ("broken", "reason"),
    [({"twilio_auth_token": ("wrong",)}, "Twilio does not accept our account and token. (code 20003)"),
     ({"twilio_from": "+15005550007"},
      "Our sending number or messaging service is not set up correctly at Twilio. (code 21606)")],
)  # fmt: skip
def test_a_fault_of_our_own_account_pauses_the_blast_and_resume_goes_on(
    build_house: BuildHouse, database_url: str, unpaced: Path, broken: dict[str, object], reason: str
) -> None:
    wrong = Scene(build_house(database_url, outreach_bot=unpaced, **broken))
    people = wrong.crowd(30)
    blast = wrong.launched()
    wrong.house.work()
    status = wrong.status(blast)
    assert (status.blast.state, status.blast.paused_because) == ("paused", reason)
    assert wrong.reported(blast) == {"waiting": 30}
    assert "a blast was paused" in wrong.house.log.getvalue()
    with Scene.over(build_house(database_url, outreach_bot=unpaced)) as mended:
        mended.house.work()
        assert mended.book() == {}
        blasts.resume(mended.house.bot, blast)
        mended.house.work()
        assert mended.status(blast).blast.paused_because is None
        assert mended.state(blast) == "done"
        assert mended.book() == {person.number: [person.text] for person in people}


def test_everything_at_once(scene: Scene) -> None:
    people = scene.crowd(150)
    scene.behave(fail_429_rate=0.1, accept_then_500=0.1, accept_no_answer=0.1, fail_5xx_rate=0.1, latency_ms=5, seed=7)
    blast = scene.launched()
    scene.house.work()
    scene.behave(fail_429_rate=0, accept_then_500=0, accept_no_answer=0, fail_5xx_rate=0)
    scene.settle()
    assert scene.state(blast) == "done"
    sent = scene.book()
    assert sent == {person.number: [person.text] for person in people if person.number in sent}
    assert scene.reported(blast) == {"queued": len(sent), "unclear": 150 - len(sent)}
    assert events(scene).count("unclear") == 150 - len(sent)
