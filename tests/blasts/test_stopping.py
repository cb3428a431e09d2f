"""An organizer pauses, resumes or cancels; a person says ALTO: what was not sent yet is not sent."""

from __future__ import annotations

import threading

import pytest

from outreach_bot.errors import NotFound
from outreach_bot.services import blasts, pumps, upkeep
from outreach_bot.services.blasts import CannotBlast
from outreach_bot.storage import blasts as rows
from tests.blasts.blast_under_test import Scene, eventually


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many claims, so that there is a middle to do things in."""
    monkeypatch.setattr(pumps, "SUB_SLICE", 10)


def claimed(scene: Scene, blast: int) -> int:
    return sum(row["status"] != "waiting" for row in scene.house.rows("messages", blast_id=blast))


def test_after_a_pause_nothing_more_is_claimed_and_resume_goes_on_exactly_there(either: Scene) -> None:
    people = either.crowd(200)
    either.behave(latency_ms=250)
    blast = either.expanded()
    pumping = [either.pump_beside(blast), either.pump_beside(blast)]
    eventually(lambda: either.taken >= 20)
    blasts.pause(either.house.bot, blast)
    at_the_pause = claimed(either, blast)
    for thread in pumping:
        thread.join()
    assert claimed(either, blast) == at_the_pause < 200
    sent = either.book()
    assert len(sent) == at_the_pause  # what was under way, and not one more
    status = either.status(blast)
    assert (status.blast.state, status.waiting, status.audience) == ("paused", 200 - at_the_pause, 200)

    upkeep.go_on_with_blasts(either.house.bot)
    either.house.work()
    assert either.pump(blast) is False
    assert either.book() == sent

    blasts.resume(either.house.bot, blast)
    either.house.work()
    assert either.state(blast) == "done"
    assert either.book() == {person.number: [person.text] for person in people}


def test_a_pause_waits_for_a_claim_that_is_being_made(either: Scene) -> None:
    """Else its rows would turn up as claimed after the pause."""
    either.crowd(20)
    blast, bot = either.expanded(), either.house.bot
    pausing = threading.Thread(target=blasts.pause, args=(bot, blast))
    with bot.database.transaction() as connection:
        rows.claim(connection, bot.keys, blast, 5, ["America/New_York"], blasts.talking_since(bot), bot.clock.now())
        pausing.start()
        pausing.join(0.2)
        assert pausing.is_alive()
        assert either.state(blast) == "running"
    pausing.join()
    assert either.state(blast) == "paused"
    with bot.database.transaction() as connection:
        since = blasts.talking_since(bot)
        assert rows.claim(connection, bot.keys, blast, 5, ["America/New_York"], since, bot.clock.now()) == []


def test_cancel_in_the_middle_keeps_the_report_and_drops_the_rest(either: Scene) -> None:
    either.crowd(200)
    either.crowd(3, first=3000000, opted_out=True)
    either.behave(latency_ms=40)
    blast = either.expanded()
    pumping = [either.pump_beside(blast), either.pump_beside(blast)]
    eventually(lambda: either.taken >= 20)
    dropped = blasts.cancel(either.house.bot, blast)
    for thread in pumping:
        thread.join()
    either.house.work()
    sent = either.book()
    assert 0 < dropped == 200 - len(sent)
    assert either.reported(blast) == {"queued": len(sent), "canceled": dropped, "opted_out": 3}
    report = either.report(blast)
    assert (report.blast.state, report.audience) == ("canceled", 203)
    assert report.segments == either.segments_sent()
    assert report.blast.finished_at == either.house.clock.now()
    upkeep.go_on_with_blasts(either.house.bot)
    either.house.work()
    assert either.book() == sent


def test_what_a_busy_carrier_hands_back_after_the_cancel_does_not_wait_for_ever(either: Scene) -> None:
    either.crowd(10)
    either.behave(latency_ms=300, fail_429_rate=1)
    blast = either.expanded()
    pumping = either.pump_beside(blast)
    eventually(lambda: claimed(either, blast) == 10)
    assert blasts.cancel(either.house.bot, blast) == 0
    pumping.join()
    assert either.reported(blast) == {"canceled": 10}
    assert either.book() == {}


def test_a_cancel_while_the_audience_is_being_written(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blasts, "SLICE", 5)
    either.crowd(300)
    blast = either.launched()
    expanding = threading.Thread(target=blasts.expand, args=(either.house.bot, blast))
    expanding.start()
    eventually(lambda: either.status(blast).audience > 0)
    dropped = blasts.cancel(either.house.bot, blast)
    expanding.join()
    either.house.work()
    assert 0 < dropped <= 300
    assert either.reported(blast) == {"canceled": dropped}
    assert either.report(blast).audience == dropped
    assert either.book() == {}


def test_a_draft_can_be_canceled_and_then_not_launched(scene: Scene) -> None:
    scene.crowd(2)
    blast = scene.draft()
    assert blasts.cancel(scene.house.bot, blast) == 0
    with pytest.raises(CannotBlast, match=f"Blast {blast} is canceled: only a draft can be launched"):
        blasts.launch(scene.house.bot, blast)
    assert scene.report(blast).lines == []


@pytest.mark.parametrize(
    ("state", "refused"),
    [("draft", ("pause", "resume")), ("expanding", ("launch", "pause", "resume")), ("running", ("launch", "resume")),
     ("paused", ("launch", "pause")), ("canceled", ("launch", "pause", "resume", "cancel")),
     ("done", ("launch", "pause", "resume", "cancel"))],
)  # fmt: skip
def test_a_command_in_the_wrong_state_says_so_and_changes_nothing(
    scene: Scene, state: str, refused: tuple[str, ...]
) -> None:
    scene.crowd(2)
    bot, blast = scene.house.bot, scene.draft()
    if state != "draft":
        blasts.launch(bot, blast)
    if state not in ("draft", "expanding"):
        blasts.expand(bot, blast)
    if state == "paused":
        blasts.pause(bot, blast)
    if state == "canceled":
        blasts.cancel(bot, blast)
    if state == "done":
        scene.pump(blast)
    assert scene.state(blast) == state
    before = scene.house.rows("blasts"), scene.house.rows("messages")
    for command in refused:
        with pytest.raises(CannotBlast) as told:
            getattr(blasts, command)(bot, blast)
        assert f"Blast {blast} is {state}" in str(told.value)
    assert (scene.house.rows("blasts"), scene.house.rows("messages")) == before


def test_a_blast_that_does_not_exist(scene: Scene) -> None:
    for command in (blasts.launch, blasts.pause, blasts.resume, blasts.cancel, blasts.status, blasts.report):
        with pytest.raises(NotFound, match="there is no blast 77"):
            command(scene.house.bot, 77)


@pytest.mark.parametrize("word", ["ALTO", "STOP", "ya no me manden mensajes"])
def test_who_says_alto_in_the_middle_gets_nothing_afterwards(either: Scene, word: str) -> None:
    people = either.crowd(60)
    blast = either.expanded()
    either.pump(blast, until=lambda: either.taken > 0)
    sent = either.book()
    early = next(person for person in people if person.number in sent)
    late = next(person for person in people if person.number not in sent)
    either.house.text(word, phone=late.number)
    either.house.text(word, phone=early.number)
    while either.state(blast) != "done":
        assert either.pump(blast) is False
    sent = either.book()
    assert late.number not in sent
    assert sent == {person.number: [person.text] for person in people if person is not late}
    (row,) = either.house.rows("messages", blast_id=blast, member_id=late.member_id)
    assert (row["status"], row["left_out"], row["attempted_at"]) == ("suppressed", "opted_out", None)
    assert either.reported(blast) == {"queued": 59, "opted_out": 1}
    assert ("suppressed", "opted out") in {(line.status, line.why) for line in either.report(blast).lines}


def test_who_says_alto_while_the_pumps_run_is_not_written_to_by_the_next_blast_either(either: Scene) -> None:
    people = {person.member_id: person for person in either.crowd(150)}
    either.behave(latency_ms=40)
    blast = either.expanded()
    last = people.pop(either.house.rows("messages", blast_id=blast)[-1]["member_id"])  # in the order of their sending
    pumping = either.pump_beside(blast)
    eventually(lambda: either.taken >= 10)
    either.house.text("ALTO", phone=last.number)
    pumping.join()
    assert either.book() == {person.number: [person.text] for person in people.values()}
    assert either.reported(blast) == {"queued": 149, "opted_out": 1}
    either.pump(either.expanded(texts={"en": "{org.name}: vote! STOP.", "es": "{org.name}: ¡vote! ALTO."}))
    assert {number: len(bodies) for number, bodies in either.book().items()} == {
        person.number: 2 for person in people.values()
    }
