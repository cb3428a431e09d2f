"""Before a blast goes out: a test on one's own phone, a second person's yes; and who did what, step by step."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from outreach_bot.services import blast_approval, blasts
from outreach_bot.services.blasts import CannotBlast
from tests.blasts.blast_under_test import TEXTS, Scene
from tests.blasts.test_purposes import organisation
from tests.house_under_test import ROSA, STAFF, BuildHouse

ENGLISH = "CT Working Families: friend, early voting starts Monday. Reply VOTE for your plan, STOP to stop."
SPANISH = "CT Working Families: vecina, el lunes empieza la votación. Responda VOTAR para su plan, ALTO para salir."


@pytest.fixture
def careful(build_house: BuildHouse, database_url: str, tmp_path: Path) -> Scene:
    """More than five people, or more than ten cents, need a second person."""
    limits = {'{people: 25000, cost: "500"}': "{people: 5, cost: '0.10'}"}
    return Scene(build_house(database_url, outreach_bot=organisation(tmp_path, **limits)))


def test_a_test_goes_to_a_staff_phone_in_every_language(either: Scene) -> None:
    either.crowd(3)
    blast = either.draft()
    told = json.loads(either.house.outreach("blasts", "test", str(blast), "--to", "203-555-0199", "--json"))
    assert told == {"tested": blast, "texts": 2}
    assert {number: sorted(bodies) for number, bodies in either.book().items()} == {STAFF: [ENGLISH, SPANISH]}
    assert either.state(blast) == "draft"
    assert either.report(blast).audience == 0
    assert blasts.preview(either.house.bot, blast).recently == 0


def test_every_wording_is_tested(scene: Scene) -> None:
    texts_b = {"en": "{org.name}: B! STOP", "es": "{org.name}: ¡B! ALTO"}
    scene.house.outreach("blasts", "test", str(scene.draft(texts_b=texts_b)), "--to", STAFF)
    assert set(scene.book()[STAFF]) == {
        ENGLISH, "CT Working Families: B! STOP", SPANISH, "CT Working Families: ¡B! ALTO"
    }  # fmt: skip


def test_a_test_goes_to_an_organizer_whom_staff_have_tagged(either: Scene) -> None:
    (ana,) = either.crowd(1, tags=["organizer"])
    (gone,) = either.crowd(1, first=3000000, tags=["organizer"], opted_out=True)
    blast = either.draft()
    either.house.outreach("blasts", "test", str(blast), "--to", ana.number)
    assert list(either.book()) == [ana.number]
    told = either.house.outreach("blasts", "test", str(blast), "--to", gone.number, code=2)
    assert told == "That phone has opted out of texts: text START from it first.\n"


@pytest.mark.parametrize("to", [ROSA, "+12032000000", "not a number", "+12035550142"])
def test_nobody_else_gets_a_test(either: Scene, to: str) -> None:
    either.crowd(1)  # +12032000000
    before = either.house.rows("messages"), either.house.rows("addresses"), either.house.rows("members")
    told = either.house.outreach("blasts", "test", str(either.draft()), "--to", to, code=2)
    assert told == (
        "Test texts go only to a phone under staff in bot.yaml, or to a member with the tag organizer.\n"
    )
    assert (either.house.rows("messages"), either.house.rows("addresses"), either.house.rows("members")) == before
    assert either.book() == {}


def test_a_large_blast_waits_for_a_second_person(careful: Scene) -> None:
    careful.crowd(6, spanish=False)
    house, blast = careful.house, careful.draft()
    seen = blasts.preview(house.bot, blast)
    why = (
        "it goes to 6 people for about $0.07. Somebody else approves it with: "
        f"outreach blasts approve {blast} --who NAME"
    )
    assert seen.needs_approval == why
    assert f"Needs a second person: {why}" in house.outreach("blasts", "preview", str(blast))
    told = house.outreach("blasts", "launch", str(blast), "--people", "6", code=2)
    assert told == f"Blast {blast} needs a second person: {why}\n"
    for same in ("Ana", " ana ", "Aná", "Ana."):
        told = house.outreach("blasts", "approve", str(blast), "--who", same, code=2)
        assert told == f"Ana has written blast {blast}: somebody else approves it (--who NAME).\n"
    assert "Approved for 6 people and $0.07" in house.outreach("blasts", "approve", str(blast), "--who", "Luis")
    assert blasts.preview(house.bot, blast).needs_approval is None
    house.outreach("blasts", "launch", str(blast), "--people", "6", "--who", "Ana")
    assert careful.state(blast) == "expanding"


def test_an_approval_is_for_what_was_seen(careful: Scene) -> None:
    careful.crowd(6, spanish=False)
    bot, blast = careful.house.bot, careful.draft()
    blast_approval.approve(bot, blast, "Luis")
    careful.crowd(1, first=3000000, spanish=False)
    with pytest.raises(CannotBlast, match=r"Luis approved it for 6 people and \$0.07; now it goes to 7"):
        blasts.launch(bot, blast)
    blast_approval.approve(bot, blast, "Rosa")
    blasts.launch(bot, blast)
    with pytest.raises(CannotBlast, match="only a draft can be approved"):
        blast_approval.approve(bot, blast, "Rosa")


def test_a_dear_blast_waits_for_a_second_person_and_a_small_one_for_nobody(careful: Scene) -> None:
    careful.crowd(4, spanish=False)
    dear = careful.draft(texts={**TEXTS, "en": "{org.name}: " + "word " * 80 + "STOP"})
    assert blasts.preview(careful.house.bot, dear).needs_approval is not None
    assert blasts.preview(careful.house.bot, careful.draft()).needs_approval is None


def test_what_cannot_be_launched_cannot_be_approved(careful: Scene) -> None:
    careful.crowd(6)
    blast = careful.draft(texts={**TEXTS, "en": "{org.name}: the primary is September 21, 2027. STOP"})
    with pytest.raises(CannotBlast, match="contradicts the calendar"):
        blast_approval.approve(careful.house.bot, blast, "Luis")


def test_every_step_is_written_down_with_who_made_it(careful: Scene) -> None:
    careful.crowd(6, spanish=False)
    careful.crowd(1, area="808", first=3000000, spanish=False)
    house, blast = careful.house, str(careful.draft())
    house.outreach("blasts", "test", blast, "--to", STAFF, "--who", "Ana")
    house.outreach("blasts", "approve", blast, "--who", "Luis")
    house.outreach("blasts", "launch", blast, "--people", "7", "--who", "Ana")
    house.work()
    house.outreach("blasts", "pause", blast, "--who", "Rosa")
    house.outreach("blasts", "resume", blast, "--who", "Rosa")
    careful.told(int(blast), "undelivered", 30033, most=1)
    house.clock.go(minutes=15)
    house.outreach("blasts", "resume", blast, "--who", "Ana")
    house.work()
    careful.later(hours=4)
    told = json.loads(house.outreach("blasts", "history", blast, "--json"))
    assert [(step["who"], step["action"]) for step in told] == [
        ("Ana", "created"), ("Ana", "tested"), ("Luis", "approved"), ("Ana", "launched"), ("Rosa", "paused"),
        ("Rosa", "resumed"), ("outreach", "paused"), ("Ana", "resumed"), ("outreach", "done"),
    ]  # fmt: skip
    assert told[2]["detail"] == {"people": 7, "cost": "0.08"}
    assert "(code 30033)" in told[6]["detail"]["why"]
    page = house.outreach("blasts", "history", blast)
    assert "2026-11-20 10:00  Luis: approved (people 7, cost 0.08)" in page
    assert all(person not in page for person in ("+1203", "Quetzali"))
    assert house.outreach("blasts", "history", "9", code=2) == (
        "there is no blast 9. List them with: outreach blasts list\n"
    )
