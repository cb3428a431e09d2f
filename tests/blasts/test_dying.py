"""Workers die by kill -9, Redis loses everything: nobody gets two, nobody is lost without the report saying so."""

from __future__ import annotations

import random
import time
from pathlib import Path

from redis import Redis

from outreach_bot.channels.base import Receipt, Sent
from outreach_bot.services import blasts, pumps, receipts, sending, upkeep
from outreach_bot.storage import blasts as rows
from tests import servers
from tests.blasts.blast_under_test import Person, Scene, Worker, eventually
from tests.house_under_test import BuildHouse


def kill(scene: Scene, worker: Worker) -> None:
    """And let the requests that it had already written arrive: a look-up comes minutes later, not at once."""
    worker.kill()
    before = -1
    while before != scene.taken:
        before = scene.taken
        time.sleep(0.3)


def revive(scene: Scene) -> None:
    """What production does by itself after a death: the lease runs out, upkeep asks for another pump."""
    scene.house.redis.flushdb()  # RQ would notice only after minutes
    scene.house.clock.go(seconds=30)
    upkeep.go_on_with_blasts(scene.house.bot)
    scene.house.work()


def nobody_is_lost(scene: Scene, blast: int, people: list[Person]) -> int:
    """Each has one text, or is reported as unclear; returns how many are."""
    sent = scene.book()
    assert all(bodies == [person.text] for person in people if (bodies := sent.get(person.number)))
    rows = {row["member_id"]: row for row in scene.house.rows("messages", blast_id=blast)}
    without = {person.member_id for person in people if person.number not in sent}
    assert {member for member, row in rows.items() if row["status"] == "unclear"} == without
    assert all(rows[member]["provider_sid"] for member in rows.keys() - without)
    status, report = scene.status(blast), scene.report(blast)
    assert (status.blast.state, status.waiting, status.unclear) == ("done", 0, len(without))
    assert report.audience == len(people)
    return len(without)


def test_a_worker_killed_in_the_middle_duplicates_nothing_and_loses_nothing(
    either: Scene, workers: list[Worker]
) -> None:
    dice = random.Random(1 if either.house.bot.database.sqlite else 2)
    people = either.crowd(700)
    either.behave(latency_ms=dice.randrange(50, 100))
    blast = either.launched()
    workers.append(Worker.start(either.house, sub_slice=40).ready())
    wanted = dice.randrange(1, 160)
    eventually(lambda: either.taken >= wanted, lambda: either.status(blast))
    kill(either, workers[0])
    doubtful = len(either.house.rows("messages", status="attempted"))
    assert wanted <= either.taken < 700

    either.behave(latency_ms=0)
    revive(either)
    status = either.status(blast)
    assert (status.waiting, status.blast.state) == (0, "running" if doubtful else "done")
    either.settle()
    unclear = nobody_is_lost(either, blast, people)
    assert unclear <= doubtful <= 40 * pumps.IN_FLIGHT
    print(f"killed after {wanted}: {doubtful} in doubt, {unclear} unclear")  # shown by pytest -s


def test_killed_again_and_again_while_the_carrier_takes_texts_without_saying_so(
    scene: Scene, workers: list[Worker]
) -> None:
    dice = random.Random(4)
    people = scene.crowd(150)
    scene.behave(latency_ms=60, accept_no_answer=0.2, accept_then_500=0.1)
    blast = scene.launched()
    for round_ in range(2):
        workers.append(Worker.start(scene.house, sub_slice=10).ready())
        wanted = scene.taken + dice.randrange(5, 40)
        eventually(lambda: scene.taken >= wanted, lambda: scene.status(blast))  # noqa: B023
        kill(scene, workers[-1])
        scene.house.clock.go(seconds=30)
        if round_ == 0:
            scene.house.redis.flushdb()
            upkeep.go_on_with_blasts(scene.house.bot)
    scene.behave(latency_ms=0)
    revive(scene)
    scene.settle()
    nobody_is_lost(scene, blast, people)


def test_a_worker_killed_while_it_writes_the_audience(either: Scene, workers: list[Worker]) -> None:
    people = either.crowd(600)
    blast = either.launched()
    workers.append(Worker.start(either.house, slice_=4).ready())
    eventually(lambda: either.status(blast).audience > 40)
    workers[0].kill()
    assert either.state(blast) == "expanding"
    written = either.status(blast).audience
    assert 40 < written < 600
    assert written % 4 == 0  # a slice is written whole or not at all

    revive(either)
    assert either.state(blast) == "done"
    assert nobody_is_lost(either, blast, people) == 0


def test_what_nobody_finds_is_unclear_and_never_sent_again(either: Scene) -> None:
    """Attempts whose calls never left: the worker died between its commit and the first byte."""
    people = either.crowd(5)
    blast, bot = either.expanded(), either.house.bot
    with bot.database.transaction() as connection:
        rows.claim(connection, bot.keys, blast, 2, ["America/New_York"], blasts.talking_since(bot), bot.clock.now())
    either.pump(blast)
    assert len(either.book()) == 3
    assert either.status(blast).going == 5
    either.settle()
    assert nobody_is_lost(either, blast, people) == 2
    lines = [line for line in either.report(blast).lines if line.status == "unclear"]
    assert {line.why for line in lines} == {"nobody knows whether it was sent; it is not sent again"}
    for _ in range(3):
        either.house.clock.go(minutes=5)
        either.house.tidy()
    assert len(either.book()) == 3


def test_one_that_was_unclear_and_is_heard_of_after_all_counts_as_delivered(either: Scene) -> None:
    either.crowd(1)
    blast, bot = either.expanded(), either.house.bot
    with bot.database.transaction() as connection:
        rows.claim(connection, bot.keys, blast, 1, ["America/New_York"], blasts.talking_since(bot), bot.clock.now())
    either.settle()
    (row,) = either.house.rows("messages", blast_id=blast)
    assert row["status"] == "unclear"
    receipts.record(bot, [Receipt(row["id"], "SM" + "1" * 32, "delivered")], "webhook")
    assert either.status(blast).delivered == 1


def test_a_receipt_that_overtakes_the_carriers_own_answer_is_not_forgotten_for_it(either: Scene) -> None:
    either.crowd(1)
    blast, bot = either.expanded(), either.house.bot
    with bot.database.transaction() as connection:
        ((row, _),) = rows.claim(
            connection, bot.keys, blast, 1, ["America/New_York"], blasts.talking_since(bot), bot.clock.now()
        )
    receipts.record(bot, [Receipt(row.message_id, "SM" + "2" * 32, "delivered")], "webhook")
    with bot.database.transaction() as connection:
        sending.record(bot, connection, [(row, Sent("SM" + "2" * 32, "queued", 1))], bot.clock.now())
    (stored,) = either.house.rows("messages", blast_id=blast)
    assert (stored["status"], stored["provider_sid"], stored["segments"]) == ("delivered", "SM" + "2" * 32, 1)


def test_redis_is_emptied_in_the_middle_and_the_blast_is_finished(
    build_house: BuildHouse, database_url: str, unpaced: Path, workers: list[Worker]
) -> None:
    with (
        servers.valkey() as url,
        Redis.from_url(url) as redis,
        Scene.over(build_house(database_url, outreach_bot=unpaced, redis_url=url)) as scene,
    ):
        people = scene.crowd(60)
        blast = scene.launched()
        redis.flushall()  # before the first job
        upkeep.go_on_with_blasts(scene.house.bot)
        assert scene.house.bot.queue.waiting()["blasts"] == 1
        scene.behave(latency_ms=200)
        workers.append(Worker.start(scene.house, sub_slice=8).ready())
        eventually(lambda: scene.taken >= 8, lambda: scene.status(blast))
        redis.flushall()  # while a pump runs
        upkeep.go_on_with_blasts(scene.house.bot)
        eventually(lambda: scene.state(blast) == "done", lambda: scene.status(blast))
        assert nobody_is_lost(scene, blast, people) == 0
        following = scene.launched(texts={"en": "{org.name}: vote! STOP.", "es": "{org.name}: ¡vote! ALTO."})
        eventually(lambda: scene.state(following) == "done", lambda: scene.status(following))  # the worker lives
        workers[0].end()


def test_upkeep_does_not_pile_up_jobs(either: Scene) -> None:
    either.crowd(3)
    blast = either.expanded()
    for _ in range(5):
        upkeep.go_on_with_blasts(either.house.bot)
    assert either.house.bot.queue.waiting()["blasts"] == 1
    either.house.work()
    upkeep.go_on_with_blasts(either.house.bot)
    assert either.house.bot.queue.waiting()["blasts"] == 0
    assert either.state(blast) == "done"
