"""Each person of the audience gets one text in their own language, and the report accounts for everybody."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from outreach_bot.errors import Stale
from outreach_bot.services import blasts, pumps
from outreach_bot.storage import blasts as rows
from outreach_bot.storage import leases, members
from tests.blasts.blast_under_test import TEXTS, Scene, Worker, eventually
from tests.house_under_test import BuildHouse


def test_two_thousand_people_get_one_text_each_in_their_own_language(scene: Scene) -> None:
    people = scene.crowd(2000)
    scene.crowd(12, first=3000000, opted_out=True)
    scene.crowd(11, first=3100000, programme=None)
    scene.crowd(10, first=3200000, programme="picnics")
    scene.crowd(9, first=3300000, by_text=False)
    blast = scene.launched()
    scene.house.work()
    assert scene.book() == {person.number: [person.text] for person in people}
    assert sum(person.language == "es" for person in people) == 1000
    report = scene.report(blast)
    assert (report.blast.state, report.audience, report.erased) == ("done", 2042, 0)
    assert scene.reported(blast) == {"queued": 2000, "opted_out": 12, "no_consent": 21, "no_number": 9}
    why = {(line.status, line.why) for line in report.lines}
    assert ("left_out", "opted out") in why
    assert ("left_out", "no evidence of consent") in why
    assert report.segments == scene.segments_sent()
    left_out = [row for row in scene.house.rows("messages", blast_id=blast) if row["left_out"]]
    assert {(row["sealed"], row["segments"], row["attempted_at"]) for row in left_out} == {(None, 0, None)}


def test_on_both_databases_and_somebody_is_erased_meanwhile(either: Scene) -> None:
    people = either.crowd(120)
    either.crowd(3, first=3000000, opted_out=True)
    blast = either.expanded()
    either.pump(blast, until=lambda: either.taken > 0)
    with either.house.bot.database.transaction() as connection:
        for person in people[:5]:
            members.forget(connection, either.house.bot.keys, person.member_id, either.house.clock.now())
    while either.state(blast) != "done":
        either.pump(blast)
    report = either.report(blast)
    assert (report.audience, report.erased) == (123, 0)
    assert sum(line.people for line in report.lines) == 123
    sent = either.book()
    assert all(sent[person.number] == [person.text] for person in people[5:])


def test_receipts_come_back_and_fill_the_report(
    build_house: BuildHouse, database_url: str, unpaced: Path
) -> None:
    with Scene.over(build_house(database_url, outreach_bot=unpaced, open_door=True)) as scene:
        scene.behave(callbacks_off=False, sent_after_ms=1, callback_duplicated=True, callback_reversed=True)
        scene.crowd(30)
        scene.crowd(5, area="500", first=5553003, named=lambda _: None, spanish=False)  # magic: 30003, 30004 … 30007
        blast = scene.launched()
        scene.house.work()

        def all_heard() -> bool:
            scene.house.work()
            return scene.status(blast).going == 0

        eventually(all_heard, lambda: scene.report(blast))
        lines = scene.report(blast).lines
        assert {(line.status, line.code): line.people for line in lines if line.language == "es"} == {
            ("delivered", None): 15
        }
        assert {(line.status, line.code): line.people for line in lines if line.language == "en"} == {
            ("delivered", None): 15, ("waiting", 30003): 1, ("undelivered", 30004): 1, ("undelivered", 30005): 1,
            ("undelivered", 30006): 1, ("undelivered", 30007): 1,
        }  # fmt: skip
        told = next(line.why for line in lines if line.code == 30003)
        assert told == "The phone was off or out of reach. It is tried again."
        status = scene.status(blast)
        assert (status.delivered, status.waiting, status.not_reached, status.audience) == (30, 1, 4, 35)
        # 30004 means that the person told the carrier to stop: our own list knows it now.
        assert [row["opted_out_source"] for row in scene.house.rows("addresses") if row["opted_out_at"]] == ["carrier"]


def test_a_part_of_an_organisation_by_tag_and_by_language(either: Scene) -> None:
    nurses = either.crowd(6, tags=["nurses", "danbury"])
    either.crowd(4, first=3000000, tags=["nurses"])
    either.crowd(4, first=3100000)
    blast = either.launched(tags=["danbury", "Nurses"], languages=["es"], texts={"es": TEXTS["es"]})
    either.house.work()
    assert either.book() == {person.number: [person.text] for person in nurses if person.language == "es"}
    assert either.report(blast).audience == 3


def test_who_has_told_us_no_language_gets_the_organisations_first_one(scene: Scene) -> None:
    (person,) = scene.crowd(1, named=lambda _: "Yaretzi", spanish=False)
    with scene.house.bot.database.transaction() as connection:
        members.set_language(connection, person.member_id, "pt")  # spoken once, offered no more
    scene.launched()
    scene.house.work()
    assert scene.book() == {person.number: [person.text]}


def test_two_worker_processes_share_a_blast_and_nobody_gets_two(either: Scene, workers: list[Worker]) -> None:
    people = either.crowd(400)
    either.behave(latency_ms=20)
    blast = either.launched()
    workers += [Worker.start(either.house, sub_slice=25), Worker.start(either.house, sub_slice=25)]
    for worker in workers:
        worker.ready()
    eventually(lambda: either.state(blast) == "running")
    for _ in range(3):  # one pump more than there may be
        either.house.bot.queue.enqueue("pump", str(blast), queue="blasts")
    eventually(lambda: either.state(blast) == "done", lambda: either.status(blast))
    assert either.book() == {person.number: [person.text] for person in people}
    assert either.reported(blast) == {"queued": 400}


def test_a_third_pump_for_one_blast_leaves_at_once(either: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pumps, "SUB_SLICE", 5)
    people = either.crowd(60)
    either.behave(latency_ms=150)
    blast = either.expanded()
    first, second = either.pump_beside(blast), either.pump_beside(blast)
    names = {f"pump:{blast}:0", f"pump:{blast}:1"}
    eventually(lambda: {row["name"] for row in either.house.rows("leases")} == names)
    assert either.pump(blast) is False
    assert {row["name"] for row in either.house.rows("leases")} == names
    assert either.state(blast) == "running"
    first.join()
    second.join()
    assert either.house.rows("leases") == []
    assert either.book() == {person.number: [person.text] for person in people}


def test_a_pump_that_stood_still_too_long_and_lost_its_place_stops(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pumps, "SUB_SLICE", 5)
    monkeypatch.setattr(pumps, "PUMPS", 1)
    people = either.crowd(60)
    either.behave(latency_ms=100)
    blast = either.expanded()
    slow = either.pump_beside(blast)
    eventually(lambda: either.taken > 0)
    now = either.house.clock.now()
    with either.house.bot.database.transaction() as connection:
        (lease,) = either.house.rows("leases")
        leases.release(connection, lease["name"], lease["holder"])
        assert leases.acquire(connection, lease["name"], "another", now, 20)
    slow.join()
    assert either.state(blast) == "running"
    assert [row["holder"] for row in either.house.rows("leases")] == ["another"]
    either.house.clock.go(seconds=21)
    either.pump(blast)
    assert either.book() == {person.number: [person.text] for person in people}


def test_a_claim_takes_no_more_than_was_asked_for(either: Scene) -> None:
    either.crowd(200)
    blast = either.expanded()
    bot = either.house.bot
    zones, since = blasts.zones_open(bot, ["America/New_York"]), blasts.talking_since(bot)
    for asked, expected in ((1, 1), (7, 7), (150, 150), (150, 42), (5, 0)):
        with bot.database.transaction() as connection:
            taken = rows.claim(connection, bot.keys, blast, asked, zones, since, bot.clock.now())
        assert len(taken) == expected
    assert len({row["id"] for row in either.house.rows("messages", status="attempted")}) == 200


def test_two_workers_that_write_the_audience_write_nobody_twice(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blasts, "SLICE", 7)
    people = either.crowd(150)
    blast = either.launched()
    broken: list[BaseException] = []
    start = threading.Barrier(3)

    def expand() -> None:
        start.wait()
        try:
            blasts.expand(either.house.bot, blast)
        except BaseException as error:
            broken.append(error)

    threads = [threading.Thread(target=expand) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert broken == []
    written = [row["member_id"] for row in either.house.rows("messages", blast_id=blast)]
    assert sorted(written) == sorted(person.member_id for person in people)
    either.house.work()
    assert either.book() == {person.number: [person.text] for person in people}


def test_the_database_itself_refuses_a_second_row_for_a_person(either: Scene) -> None:
    either.crowd(1)
    blast = either.expanded()
    (row,) = either.house.rows("messages", blast_id=blast)
    with pytest.raises(Stale):
        either.house.put("messages", **{**row, "id": "f" * 32, "provider_sid": None})


def test_whoever_joins_after_the_launch_is_not_in_the_audience(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blasts, "SLICE", 2)
    people = either.crowd(4)
    blast = either.launched()
    either.house.clock.go(seconds=1)
    either.crowd(3, first=3000000)
    either.house.work()
    assert either.book() == {person.number: [person.text] for person in people}
    assert either.report(blast).audience == 4


def test_a_blast_is_done_when_everybody_has_opted_out_since_the_launch(either: Scene) -> None:
    (person,) = either.crowd(1)
    blast = either.launched()
    either.house.text("STOP", phone=person.number)
    either.house.work()
    assert either.state(blast) == "done"
    assert either.reported(blast) == {"opted_out": 1}


def test_a_pump_for_a_blast_that_is_not_running_sends_nothing(either: Scene) -> None:
    either.crowd(3)
    blast = either.draft()
    assert asyncio.run(pumps.pump(either.house.bot, blast, seconds=1, stopping=lambda: False)) is False
    blasts.launch(either.house.bot, blast)
    assert asyncio.run(pumps.pump(either.house.bot, blast, seconds=1, stopping=lambda: False)) is False
    assert either.book() == {}
