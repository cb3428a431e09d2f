"""The carrier took a text and says that it did not arrive: each code gets what it asks for, and nobody gets two."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from outreach_bot.channels.base import Receipt
from outreach_bot.services import blasts, receipts, retrying
from tests.blasts.blast_under_test import Scene
from tests.house_under_test import STAFF


def sent(scene: Scene, people: int = 1) -> int:
    """A blast whose texts are all with the carrier; nothing is known of their fate."""
    scene.crowd(people, spanish=False)
    blast = scene.launched()
    scene.house.work()
    return blast


def texts(scene: Scene) -> int:
    return sum(len(bodies) for bodies in scene.book(again=True).values())


@pytest.mark.parametrize(("code", "minutes"), [(30003, 240), (30008, 60), (30017, 45), (30410, 45), (30450, 40)])
def test_what_may_be_better_later_is_tried_once_more_after_its_wait(either: Scene, code: int, minutes: int) -> None:
    blast = sent(either)
    assert either.state(blast) == "done"
    either.told(blast, "undelivered", code)
    assert (either.state(blast), either.status(blast).waiting) == ("running", 1)
    either.later(minutes=minutes - 1)
    assert texts(either) == 1
    either.later(minutes=1)
    assert (texts(either), either.state(blast)) == (2, "done")
    either.told(blast, "undelivered", code)
    either.later(days=1)
    assert (texts(either), either.state(blast)) == (2, "done")
    assert either.reported(blast) == {"undelivered": 1}
    assert either.report(blast).segments == 2  # both were paid


@pytest.mark.parametrize("code", [30005, 30006, 30007, 30036, 30640, 30004, 99999])
def test_what_will_not_be_better_is_not_sent_again(either: Scene, code: int) -> None:
    blast = sent(either)
    either.told(blast, "undelivered", code)
    either.later(days=2)
    assert (texts(either), either.state(blast)) == (1, "done")
    assert either.reported(blast) == {"undelivered": 1}


@pytest.mark.parametrize(("code", "minutes"), [(30022, 5), (30001, 30)])
def test_waiting_for_a_slower_pace_never_spends_a_retry(either: Scene, code: int, minutes: int) -> None:
    blast = sent(either)
    for round_ in range(4):
        either.told(blast, "failed", code)
        either.later(minutes=minutes)
        assert texts(either) == round_ + 2
    either.told(blast, "undelivered", 30008)
    either.later(hours=1)
    either.told(blast, "delivered")
    assert either.reported(blast) == {"delivered": 1}
    (row,) = either.house.rows("messages", blast_id=blast)
    assert row["retries"] == 1


def test_a_late_word_about_an_earlier_attempt_changes_nothing_about_the_next(either: Scene) -> None:
    blast = sent(either)
    (row,) = either.house.rows("messages", blast_id=blast)
    old = Receipt(row["id"], row["provider_sid"], "undelivered", 30008)
    for _ in range(3):  # the carrier repeats itself
        receipts.record(either.house.bot, [old], "webhook")
    either.later(hours=1)
    receipts.record(either.house.bot, [old, Receipt(row["id"], old.provider_sid, "sent")], "webhook")
    receipts.record(either.house.bot, [Receipt(None, old.provider_sid, "undelivered", 30008)], "poll")
    assert either.reported(blast) == {"queued": 1}
    (now,) = either.house.rows("messages", blast_id=blast)
    assert now["provider_sid"] not in (None, old.provider_sid)
    either.told(blast, "delivered")
    receipts.record(either.house.bot, [old], "webhook")
    assert (either.reported(blast), texts(either)) == ({"delivered": 1}, 2)


def test_one_that_arrived_after_all_is_not_sent_again(either: Scene) -> None:
    blast = sent(either)
    (row,) = either.house.rows("messages", blast_id=blast)
    either.told(blast, "undelivered", 30008)
    receipts.record(either.house.bot, [Receipt(row["id"], row["provider_sid"], "delivered")], "webhook")
    either.later(hours=2)
    assert (texts(either), either.reported(blast), either.state(blast)) == (1, {"delivered": 1}, "done")


def test_another_attempt_keeps_to_opt_outs_pauses_and_cancels(either: Scene) -> None:
    people = either.crowd(3, spanish=False)
    blast = either.launched()
    either.house.work()
    either.told(blast, "undelivered", 30008)
    either.house.text("STOP", phone=people[0].number)
    blasts.pause(either.house.bot, blast)
    either.later(hours=1)
    assert texts(either) == 3
    blasts.resume(either.house.bot, blast)
    either.house.work()
    assert texts(either) == 5
    either.told(blast, "undelivered", 30022)
    assert blasts.cancel(either.house.bot, blast) == 2
    either.later(hours=1)
    assert texts(either) == 5
    assert either.reported(blast) == {"opted_out": 1, "canceled": 2}


def test_a_canceled_blast_gets_no_other_attempt(either: Scene) -> None:
    either.crowd(1)
    either.crowd(1, area="808", first=3000000)  # its morning has not come: the blast is running still
    blast = either.launched()
    either.house.work()
    blasts.cancel(either.house.bot, blast)
    either.told(blast, "undelivered", 30008)
    either.later(hours=2)
    assert (texts(either), either.state(blast)) == (1, "canceled")


def test_old_news_is_no_reason_to_send_again(either: Scene) -> None:
    blast = sent(either)
    either.house.clock.go(hours=25)
    either.told(blast, "undelivered", 30008)
    assert either.state(blast) == "done"
    assert either.reported(blast) == {"undelivered": 1}


def test_the_same_news_twice_asks_for_one_attempt(either: Scene) -> None:
    blast = sent(either, 3)
    ids = either.told(blast, "undelivered", 30017)
    before = either.house.rows("messages"), either.house.rows("earlier_attempts")
    retrying.consider(either.house.bot, ids)
    assert (either.house.rows("messages"), either.house.rows("earlier_attempts")) == before


def test_the_carriers_daily_limit_stops_every_blast_until_its_next_day(either: Scene) -> None:
    early, late = either.crowd(2, spanish=False), either.crowd(2, area="808", first=3000000, spanish=False)
    blast = either.launched()
    either.house.work()
    either.told(blast, "undelivered", 30023, most=1)
    status = either.status(blast)
    assert (status.blast.held_because, status.waiting) == ("daily_cap", 3)
    assert status.blast.held_until.isoformat() == "2026-11-21T08:00:00+00:00"  # midnight in Los Angeles
    other = either.launched(texts={"en": "{org.name}: vote! STOP", "es": "{org.name}: ¡vote! ALTO"})
    either.house.work()
    either.later(hours=5)  # it is day in Hawaii, and afternoon in Connecticut
    assert len(either.book()) == 2
    either.later(hours=18)  # 09:00 in Connecticut on the next day
    assert either.status(blast).blast.held_because is None
    either.later(hours=5)
    assert (either.state(blast), either.state(other)) == ("done", "done")
    counted = {number: len(bodies) for number, bodies in either.book(again=True).items()}
    again = sum(counted[person.number] == 3 for person in early)
    assert (again, sum(counted.values())) == (1, 9)
    assert {counted[person.number] for person in late} == {2}


@pytest.mark.parametrize("code", [30033, 30035])
def test_a_suspended_registration_pauses_at_once_and_the_texts_wait(either: Scene, code: int) -> None:
    blast = sent(either, 3)
    either.told(blast, "undelivered", code, most=2)
    status = either.status(blast)
    assert (status.blast.state, status.waiting) == ("paused", 2)
    assert status.blast.paused_because == (
        f"Our number's registration with the carriers is missing or suspended. (code {code})"
    )
    either.house.clock.go(minutes=10)
    blasts.resume(either.house.bot, blast)
    either.house.work()
    assert (texts(either) - len(either.house.carried(STAFF)), either.state(blast)) == (5, "done")
    assert either.house.carried(STAFF) == [
        f"CT Working Families: blast {blast} has stopped by itself. To see why: outreach blasts status {blast}"
    ]


def test_a_suspended_account_pauses_every_blast(either: Scene) -> None:
    either.crowd(2)
    either.crowd(2, area="808", first=3000000)
    first = either.launched()
    second = either.launched(texts={"en": "{org.name}: vote! STOP", "es": "{org.name}: ¡vote! ALTO"})
    either.house.work()
    either.told(first, "failed", 30002, most=1)
    told = {each: either.status(each).blast for each in (first, second)}
    assert {each.state for each in told.values()} == {"paused"}
    assert told[second].paused_because == "Our Twilio account is suspended. (code 30002)"


@pytest.mark.parametrize(("code", "texts_needed"), [(30006, 1), (21614, 1), (30005, 2)])
def test_an_address_at_which_nothing_arrives_is_left_out_until_the_person_writes(
    either: Scene, code: int, texts_needed: int
) -> None:
    (person,) = either.crowd(1, spanish=False)
    for number in range(texts_needed):
        assert blasts.preview(either.house.bot, either.draft()).people == 1
        blast = either.launched(texts={"en": f"{{org.name}}: {number}! STOP", "es": "{org.name}: ALTO"})
        either.house.work()
        either.told(blast, "undelivered", code)
        either.house.clock.go(days=8)
    assert blasts.preview(either.house.bot, either.draft()).left_out == {"unreachable": 1}
    either.crowd(1, first=3000000, spanish=False)
    blast = either.launched()
    either.house.work()
    assert either.reported(blast) == {"unreachable": 1, "queued": 1}
    told = {line.why for line in either.report(blast).lines}
    assert "the carrier says that no text arrives at this number" in told
    either.house.clock.go(minutes=1)
    either.house.text("hello", phone=person.number)
    assert blasts.preview(either.house.bot, either.draft()).people == 2


def test_a_phone_that_is_off_on_three_days_is_given_up(either: Scene) -> None:
    either.crowd(1, spanish=False)
    for day in range(3):
        assert blasts.preview(either.house.bot, either.draft()).people == 1
        blast = either.launched(texts={"en": f"{{org.name}}: {day}! STOP", "es": "{org.name}: ALTO"})
        either.house.work()
        either.told(blast, "undelivered", 30003)
        either.later(hours=4)  # the same day
        either.told(blast, "undelivered", 30003)
        either.house.clock.go(days=5, hours=20)
    assert blasts.preview(either.house.bot, either.draft()).left_out == {"unreachable": 1}


def test_a_queue_that_is_full_at_the_carrier_is_waited_for_without_asking_again_and_again(
    either: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    from outreach_bot.simulator import numbers

    (person,) = either.crowd(1, spanish=False)
    monkeypatch.setitem(numbers.REFUSED_TO, person.number, 21611)
    blast = either.launched()
    either.house.work()
    (row,) = either.house.rows("messages", blast_id=blast)
    assert (row["status"], row["retries"]) == ("waiting", 0)
    assert row["not_before"] - either.house.clock.now() == timedelta(minutes=30)
    assert either.house.bot.pace.share(either.house.bot.sender) == pytest.approx(0.5, abs=0.05)
    told = either.house.outreach("blasts", "status", str(blast))
    assert re.search("The carrier finds us too fast: sending at 5[0-9]% of the pace", told)  # it comes back with time
    monkeypatch.delitem(numbers.REFUSED_TO, person.number)
    either.later(minutes=29)
    assert either.book() == {}
    either.later(minutes=1)
    assert either.book() == {person.number: [person.text]}
