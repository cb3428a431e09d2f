"""A blast and its audience: one set of reasons for all who ask, frozen at the launch, true until the last text."""

from __future__ import annotations

from outreach_bot.services import audiences, blasts, young
from outreach_bot.storage import members
from tests.blasts.blast_under_test import Scene
from tests.house_under_test import House


def said_to_be_young(house: House, member_id: str) -> None:
    now = house.clock.now()
    with house.bot.database.transaction() as connection:
        (address, *_), *_ = members.addresses_of(connection, house.bot.keys, member_id)
        young.record(house.bot, connection, member_id, address, "en", "staff", now)


def test_the_funnel_counts_as_the_preview_does(either: Scene) -> None:
    crowd = either.crowd(5, tags=["cleaners"], spanish=False)
    either.crowd(3, first=3000000, tags=["drivers"])
    either.crowd(1, first=4000000, tags=["cleaners"], opted_out=True)
    first = either.launched(audience="tag:cleaners")
    either.house.work()
    either.told(first, "undelivered", 30006, most=1)
    (gone,) = (row["member_id"] for row in either.house.rows("messages", blast_id=first) if row["error_code"])
    said_to_be_young(either.house, next(person.member_id for person in crowd if person.member_id != gone))
    seen = blasts.preview(either.house.bot, either.draft(audience="tag:cleaners or tag:drivers"))
    told = audiences.funnel(either.house.bot, "tag:cleaners or tag:drivers")
    assert {step.reason: step.people for step in told.steps if step.people} == seen.left_out
    assert (told.in_the_list, told.will_be_texted) == (seen.audience, seen.people)
    assert seen.left_out["unreachable"] == 1


def test_young_people_fall_out_of_the_funnel_and_the_blast(either: Scene) -> None:
    crowd = either.crowd(3)
    said_to_be_young(either.house, crowd[0].member_id)
    told = audiences.funnel(either.house.bot, "")
    assert {step.reason: step.people for step in told.steps if step.people} == {"young": 1}
    assert told.will_be_texted == 2
    blast = either.launched()
    either.house.work()
    assert either.reported(blast) == {"young": 1, "queued": 2}


def test_who_says_that_they_are_young_gets_no_second_attempt(either: Scene) -> None:
    (person, other) = either.crowd(2, spanish=False)
    blast = either.launched()
    either.house.work()
    said_to_be_young(either.house, person.member_id)
    either.told(blast, "undelivered", 30008)
    either.later(hours=1)
    counted = {number: len(bodies) for number, bodies in either.book(again=True).items()}
    assert counted == {person.number: 1, other.number: 2}
    assert (either.reported(blast), either.state(blast)) == ({"young": 1, "queued": 1}, "done")


def test_the_audience_stays_what_it_was_at_the_launch(either: Scene) -> None:
    meant, later = either.crowd(2, tags=["cleaners"]), either.crowd(1, first=3000000)
    either.launched(audience="tag:cleaners")
    with either.house.bot.database.transaction() as connection:
        members.untag(connection, meant[0].member_id, "cleaners")
        members.tag(connection, later[0].member_id, "cleaners")
    either.house.work()
    assert set(either.book()) == {person.number for person in meant}
    assert either.house.rows("audiences") == []


def test_who_is_erased_is_asked_for_at_the_carrier_under_every_attempt(either: Scene) -> None:
    (person,) = either.crowd(1, spanish=False)
    blast = either.launched()
    either.house.work()
    either.told(blast, "undelivered", 30008)
    either.later(hours=1)
    (row,), (before,) = either.house.rows("messages", blast_id=blast), either.house.rows("earlier_attempts")
    with either.house.bot.database.transaction() as connection:
        members.forget(connection, either.house.bot.keys, person.member_id, either.house.clock.now())
    asked = {each["provider_sid"] for each in either.house.rows("carrier_erasures", wish="delete")}
    assert asked == {row["provider_sid"], before["provider_sid"]}
    assert either.house.rows("earlier_attempts") == []


def test_an_erased_number_keeps_no_word_of_whether_texts_arrive(either: Scene) -> None:
    (person,) = either.crowd(1, spanish=False)
    blast = either.launched()
    either.house.work()
    either.told(blast, "undelivered", 30006)
    with either.house.bot.database.transaction() as connection:
        members.forget(connection, either.house.bot.keys, person.member_id, either.house.clock.now())
    rows = [row for row in either.house.rows("addresses") if row["sealed"] is None]
    assert [(row["unreachable_at"], row["unreachable_code"]) for row in rows] == [(None, None)]
