"""A blast that starts a flow, one with a picture, one in two wordings, and one for who has not answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from outreach_bot.rules.wordings import variant
from outreach_bot.services import blasts, upkeep
from outreach_bot.services.blasts import CannotBlast
from tests.blasts.blast_under_test import TEXTS, Scene
from tests.blasts.test_purposes import organisation
from tests.house_under_test import BuildHouse

OPENING = {"en": "{org.name}: August 26 is near, {name|friend}. STOP to stop.",
           "es": "{org.name}: ya viene el 26 de agosto, {name|vecina}. ALTO para salir."}  # fmt: skip
PICTURE = "https://example.org/flyer.png"


# A flow


def test_the_text_starts_the_flow_and_the_answer_goes_on_in_it(either: Scene) -> None:
    people = either.crowd(2)
    blast = either.draft(texts=OPENING, flow="equality/pledge")
    seen = blasts.preview(either.house.bot, blast)
    blasts.launch(either.house.bot, blast)
    either.house.work()
    sent = either.book()
    english, spanish = (sent[person.number][0] for person in people)
    assert english.startswith("CT Working Families: August 26 is near, friend. STOP to stop.\nThe 19th Amendment")
    assert "What do you pledge?" in english
    assert spanish.startswith("CT Working Families: ya viene el 26 de agosto, Quetzali1. ALTO para salir.\n")
    assert "promete" in spanish and "pledge" not in spanish
    assert (seen.segments, either.state(blast)) == (either.report(blast).segments, "done")
    assert [row["flow"] for row in either.house.rows("conversations")] == ["equality/pledge"] * 2
    said = either.house.text("2", phone=people[0].number).says
    assert "first name" in said
    assert {row["fact_id"] for row in either.house.rows("fact_quotes")} >= {"wed.certified"}
    assert either.house.rows("answers")[0]["flow"] == "equality/pledge"


def test_its_reminders_come_and_stop_ends_them(either: Scene) -> None:
    people = either.crowd(2, spanish=False)
    either.launched(texts=OPENING, flow="equality/pledge")
    either.house.work()
    either.house.text("STOP", phone=people[0].number)
    either.house.clock.go(hours=24)
    upkeep.fire_timers(either.house.bot)
    either.house.work()
    sent = either.book()
    assert [len(sent[person.number]) for person in people] == [1, 2]
    assert sent[people[1].number][1].startswith("Still want to make your pledge?")


def test_a_text_that_a_busy_carrier_hands_back_starts_the_flow_and_arrives_once(either: Scene) -> None:
    people = either.crowd(20, spanish=False)
    either.behave(fail_429_rate=0.6, fault_limit=15)
    blast = either.launched(texts=OPENING, flow="equality/pledge")
    either.house.work()
    assert either.house.carrier.carrier.dice.faults == 15
    sent = either.book()
    assert {number: len(bodies) for number, bodies in sent.items()} == {person.number: 1 for person in people}
    assert all(bodies[0].count("What do you pledge?") == 1 for bodies in sent.values())
    assert either.state(blast) == "done"
    assert "first name" in either.house.text("3", phone=people[6].number).says


def test_one_that_did_not_arrive_is_tried_again_though_its_flow_waits_for_an_answer(either: Scene) -> None:
    (person,) = either.crowd(1, spanish=False)
    blast = either.launched(texts=OPENING, flow="equality/pledge")
    either.house.work()
    either.told(blast, "undelivered", 30008)
    either.later(hours=1)
    bodies = either.book(again=True)[person.number]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]


def test_who_is_in_another_conversation_is_waited_for(either: Scene) -> None:
    (person,) = either.crowd(1, spanish=False)
    either.house.text("WAGES", phone=person.number)
    blast = either.launched(texts=OPENING, flow="equality/pledge")
    either.house.work()
    assert either.book() == {}
    assert either.status(blast).talking == 1


@pytest.mark.parametrize(
    ("flow", "why"),
    [("rights/unpaid_wages", "“rights/unpaid_wages” is private: on a shared phone, a text that nobody asked for would "
                             "give somebody away."),
     ("nothing/here", "There is no live flow “nothing/here”. See: outreach flows check")],
)  # fmt: skip
def test_a_flow_that_may_not_be_started_is_refused(scene: Scene, flow: str, why: str) -> None:
    with pytest.raises(CannotBlast) as told:
        scene.draft(texts=OPENING, flow=flow)
    assert str(told.value) == why


def test_a_flow_that_breaks_stops_the_blast_before_anybody_reads_an_apology(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.crowd(3, spanish=False)
    blast = scene.expanded(texts=OPENING, flow="equality/pledge")

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("outreach_bot.services.inbound.advance", broken)
    scene.pump(blast)
    status = scene.status(blast)
    assert (status.blast.state, status.waiting) == ("paused", 3)
    assert status.blast.paused_because == "The flow “equality/pledge” cannot be started."
    assert scene.book() == {}
    assert scene.house.rows("conversations") == []


def test_a_text_that_the_flow_makes_too_long_is_not_launched(scene: Scene) -> None:
    scene.crowd(1, spanish=False)
    long = {"en": "{org.name}: STOP " + "word " * 300, "es": "{org.name}: ALTO"}
    blast = scene.draft(texts=long, flow="equality/pledge")
    with pytest.raises(CannotBlast, match="the carrier takes 1,600"):
        blasts.launch(scene.house.bot, blast)


# A picture


def test_a_picture_goes_with_every_text_and_has_its_own_price(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    price = 'price_per_segment: "0.0113"'
    priced = organisation(tmp_path, **{price: f'{price}, price_per_picture: "0.03"'})
    with Scene.over(build_house(database_url, outreach_bot=priced)) as scene:
        scene.crowd(4)
        blast = scene.draft(picture=PICTURE)
        seen = blasts.preview(scene.house.bot, blast)
        assert (seen.segments, str(seen.cost)) == (4, "0.12")
        scene.house.outreach("blasts", "test", str(blast), "--to", "203-555-0199")
        blasts.launch(scene.house.bot, blast)
        scene.house.work()
        carried = [text for text in scene.house.carrier.carrier.register.newest_first() if text.origin == "bot"]
        assert len(carried) == 2 + 4
        assert {text.media for text in carried} == {(PICTURE,)}
        report = scene.report(blast)
        assert (report.segments, str(report.cost)) == (4, "0.12")


@pytest.mark.parametrize("picture", ["http://example.org/a.png", "https://example.org/a.pdf", "flyer.png", "https://"])
def test_a_picture_is_an_address_that_the_carrier_can_fetch(scene: Scene, picture: str) -> None:
    with pytest.raises(CannotBlast) as told:
        scene.draft(picture=picture)
    assert str(told.value).splitlines() == [
        "--picture is the https:// address of a .jpg, .png or .gif that anybody can open.",
        "bot.yaml does not say what a picture message costs: set price_per_picture under sending.",
    ]


# Two wordings

B = {"en": "{org.name}: wording B, {name|friend}! STOP", "es": "{org.name}: ¡texto B, {name|vecina}! ALTO"}


def test_each_person_keeps_the_wording_that_chance_gave_them(either: Scene) -> None:
    people = either.crowd(300, spanish=False)
    blast = either.draft(texts_b=B, b_share=20)
    seen = blasts.preview(either.house.bot, blast)
    assert blasts.preview(either.house.bot, blast).variants == seen.variants
    assert 35 <= seen.variants["b"] <= 85
    blasts.launch(either.house.bot, blast)
    either.house.work()
    sent = either.book()
    b = {person.number for person in people if "wording B" in sent[person.number][0]}
    assert len(b) == seen.variants["b"]
    assert {person.number for person in people if variant(blast, person.member_id, 20) == "b"} == b
    either.told(blast, "undelivered", 30008)
    either.later(hours=1)
    assert all(set(bodies) == set(sent[number]) for number, bodies in either.book(again=True).items())


def test_the_shares_are_what_was_asked_for() -> None:
    drawn = [variant(7, f"member{number}", 10) for number in range(20_000)]
    assert 0.09 < drawn.count("b") / 20_000 < 0.11
    assert {variant(1, "m", 0), variant(2, "x", 0)} == {None}
    assert any(variant(1, f"m{n}", 50) != variant(2, f"m{n}", 50) for n in range(50))  # not the same people each time


def test_the_second_wording_is_held_to_the_same_rules(scene: Scene) -> None:
    with pytest.raises(CannotBlast) as told:
        scene.draft(texts_b={"en": "Vote!"}, b_share=0)
    assert str(told.value).splitlines() == [
        "There is no text in “es”: write one, so that nobody is left out or answered in a language they did not "
        "choose.",
        "The second text in “en” does not say who it is from: put in {org.name}.",
        "The second text in “en” does not say how to stop: name the word STOP.",
        "The second wording goes to 1 to 99 per cent of the people.",
    ]


# Who has not answered


def test_those_who_have_not_answered_are_texted_once_more(either: Scene) -> None:
    people = either.crowd(6)
    either.crowd(2, area="808", first=3000000)  # asleep: they have not had it yet
    first = either.launched()
    either.house.work()
    either.crowd(2, first=4000000)  # came later
    either.told(first, "undelivered", 30006, most=1)
    gone = next(row["member_id"] for row in either.house.rows("messages", blast_id=first) if row["error_code"])
    answered, stopped, *rest = [person for person in people if person.member_id != gone]
    either.house.clock.go(minutes=5)
    either.house.text("hola", phone=answered.number)
    either.house.text("STOP", phone=stopped.number)
    either.house.clock.go(days=2)
    texts = ("--en", "{org.name}: still time! STOP", "--es", "{org.name}: ¡aún hay tiempo! ALTO")
    words = ("--name", "Again", *texts, "--purpose", "issue", "--asks", "vote", "--not-answered", str(first))
    either.house.outreach("blasts", "create", *words)
    seen = blasts.preview(either.house.bot, 2)
    assert (seen.people, dict(seen.left_out)) == (len(rest), {})
    blasts.launch(either.house.bot, 2)
    either.house.work()
    sent = either.book()
    assert {number for number, bodies in sent.items() if any("still" in b or "aún" in b for b in bodies)} == {
        person.number for person in rest
    }
    assert either.report(2).audience == len(rest)


def test_a_blast_for_those_who_did_not_answer_one_that_never_was(scene: Scene) -> None:
    words = ("--name", "x", "--en", TEXTS["en"], "--es", TEXTS["es"], "--purpose", "issue", "--asks", "x")
    told = scene.house.outreach("blasts", "create", *words, "--not-answered", "9", code=2)
    assert told == "there is no blast 9. List them with: outreach blasts list\n"
    draft = str(scene.draft())
    told = scene.house.outreach("blasts", "create", *words, "--not-answered", draft, code=2)
    assert told == "Blast 1 was never launched: nobody has had it and could have answered it.\n"
    assert len(scene.house.rows("blasts")) == 1
