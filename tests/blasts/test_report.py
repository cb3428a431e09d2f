"""The report: by language, by reason, by wording, expected and actual; every sum is the audience."""

from __future__ import annotations

import json
import re
from decimal import Decimal

from outreach_bot.services import blasts
from outreach_bot.storage import members
from tests.blasts.blast_under_test import Scene
from tests.blasts.test_links import PHONE

TEXTS = {"en": "{org.name}: A {link:https://e.org/a}. STOP", "es": "{org.name}: A, mañana {link:https://e.org/a}. ALTO"}
B = {"en": "{org.name}: B {link:https://e.org/b}. STOP", "es": "{org.name}: B, mañana {link:https://e.org/b}. ALTO"}


def adds_up(scene: Scene, blast: int) -> None:
    told = scene.report(blast)
    assert told.erased == 0
    assert sum(total.people for total in told.languages) == told.audience
    assert sum(total.people for total in told.reasons) == told.audience
    assert sum(total.segments for total in told.languages) == told.segments - told.again
    assert sum(total.segments for total in told.reasons) == told.segments - told.again
    status = scene.status(blast)
    parts = (status.waiting, status.going, status.delivered, status.not_reached, status.unclear, status.left_out)
    assert sum(parts) == status.audience == told.audience


def test_by_language_and_by_reason(either: Scene) -> None:
    either.crowd(20)
    either.crowd(3, first=3000000, opted_out=True)
    either.crowd(2, first=3100000, programme=None)
    either.crowd(2, area="500", first=5550001)  # 21211, 21612
    either.crowd(4, area="808", first=3200000)  # asleep
    blast = either.launched(texts=TEXTS)
    adds_up(either, blast)
    either.house.work()
    adds_up(either, blast)
    either.told(blast, "undelivered", 30007, most=2)
    either.told(blast, "undelivered", 30008, most=2)
    either.told(blast, "delivered", most=10)
    adds_up(either, blast)
    told = either.report(blast)
    assert {total.what: total.people for total in told.languages} == {"en": 16, "es": 15}
    reasons = {total.what: total.people for total in told.reasons}
    assert reasons["delivered"] == 10
    assert reasons["opted out"] == 3
    assert reasons["The carrier gave no reason. It is tried again."] == 2
    assert (told.estimated_segments, told.estimated_cost) == (26, Decimal("0.29"))
    (row, *_) = either.house.rows("messages", blast_id=blast)
    with either.house.bot.database.transaction() as connection:
        members.forget(connection, either.house.bot.keys, row["member_id"], either.house.clock.now())
    adds_up(either, blast)
    blasts.cancel(either.house.bot, blast)
    adds_up(either, blast)


def test_expected_and_actual_differ_by_what_was_sent_again(either: Scene) -> None:
    either.crowd(10)
    blast = either.launched(texts=TEXTS)
    either.house.work()
    either.told(blast, "undelivered", 30017, most=3)
    either.later(minutes=45)
    told = either.report(blast)
    assert (told.estimated_segments, told.segments, told.again) == (10, 13, 3)
    page = either.house.outreach("blasts", "report", str(blast))
    assert "13 segments, about $0.15, 3 of them for attempts that had to be made again\n" in page
    assert "Expected at the launch: 10 segments, about $0.11\n" in page
    adds_up(either, blast)


def test_what_became_of_each_wording(either: Scene) -> None:
    either.crowd(40)
    blast = either.launched(texts=TEXTS, texts_b=B, b_share=50)
    either.house.work()
    either.told(blast, "delivered", most=30)
    either.house.clock.go(minutes=1)
    wording: dict[str, list[str]] = {"a": [], "b": []}
    for number, (body,) in sorted(either.book().items()):
        wording["b" if " B" in body else "a"].append(number)
    for number in wording["a"][:3]:
        either.house.text("hola", phone=number)
    for number in wording["b"][:2]:
        either.house.text("STOP", phone=number)
    for number in wording["b"][:4]:
        link = re.search(r"/l/\w+", either.book()[number][0])
        assert link is not None
        either.house.app.test_client().get(link[0], headers={"User-Agent": PHONE})
    either.house.clock.go(days=4)
    either.house.text("hola", phone=wording["a"][5])  # too late to be an answer
    a, b = either.report(blast).outcomes
    assert (a.variant, a.texted, a.answered, a.opted_out, a.opened) == ("a", len(wording["a"]), 3, 0, 0)
    assert (b.variant, b.texted, b.answered, b.opted_out, b.opened) == ("b", len(wording["b"]), 2, 2, 4)
    assert a.delivered + b.delivered == 30
    page = either.house.outreach("blasts", "report", str(blast))
    assert f"https://e.org/b: 4 of {len(wording['b'])} people opened it" in page
    assert re.search(r"Wording B: \d+ texted, \d+ delivered, 2 have answered, 2 opted out, 4 opened a link", page)
    told = json.loads(either.house.outreach("blasts", "report", str(blast), "--json"))
    assert [each["variant"] for each in told["outcomes"]] == ["a", "b"]
    adds_up(either, blast)


def test_one_wording_has_one_line(scene: Scene) -> None:
    scene.crowd(4)
    blast = scene.launched()
    scene.house.work()
    (only,) = scene.report(blast).outcomes
    assert (only.variant, only.texted) == (None, 4)


def test_numbers_stay_when_people_are_erased(either: Scene) -> None:
    """Of every kind: delivered, answered, tried again, opted out, left out, and those who still wait."""
    either.crowd(12)
    either.crowd(1, first=3000000, opted_out=True)
    waiting = either.crowd(2, area="808", first=3200000)  # asleep
    blast = either.launched(texts=TEXTS, texts_b=B, b_share=50)
    either.house.work()
    either.told(blast, "undelivered", 30017, most=2)
    either.later(minutes=45)
    either.told(blast, "delivered", most=6)
    either.house.clock.go(minutes=1)
    book = either.book(again=True)
    numbers = [number for number in sorted(book) if number.startswith("+1203")]
    either.house.text("hola", phone=numbers[0])
    either.house.text("STOP", phone=numbers[1])
    link = re.search(r"/l/\w+", book[numbers[2]][0])
    assert link is not None
    either.house.app.test_client().get(link[0], headers={"User-Agent": PHONE})
    before, status, costs = either.report(blast), either.status(blast), either.house.outreach("blasts", "costs")
    members_of = {row["member_id"] for row in either.house.rows("messages", blast_id=blast)}
    asleep = {person.member_id for person in waiting}
    assert before.again > 0 and any(each.opened for each in before.outcomes) and status.waiting == 2

    def erase(ids: set[str]) -> None:
        for member_id in sorted(ids):
            with either.house.bot.database.transaction() as connection:
                members.forget(connection, either.house.bot.keys, member_id, either.house.clock.now())
                assert members.left_of(connection, member_id, []) == {}

    erase(members_of - asleep)
    assert either.report(blast) == before
    assert either.status(blast) == status
    assert either.house.outreach("blasts", "costs") == costs
    erase(asleep)
    told, now = either.report(blast), either.status(blast)
    assert (told.audience, told.segments, told.cost, told.languages) == (
        before.audience, before.segments, before.cost, before.languages
    )  # fmt: skip
    assert (now.waiting, now.left_out, now.audience) == (0, status.left_out + 2, status.audience)
    assert {line.why for line in told.lines} >= {"asked to be erased before it was sent"}
    assert either.house.outreach("blasts", "costs") == costs
    adds_up(either, blast)
    assert either.house.rows("messages", blast_id=blast) == either.house.rows("audiences") == []


def test_who_is_erased_before_their_text_is_written_is_counted(either: Scene) -> None:
    rosa, *_ = either.crowd(3)
    blast = either.launched()
    with either.house.bot.database.transaction() as connection:
        members.forget(connection, either.house.bot.keys, rosa.member_id, either.house.clock.now())
    either.house.work()
    told = either.report(blast)
    assert (told.audience, told.erased, either.status(blast).left_out) == (3, 0, 1)
    assert either.state(blast) == "done"
