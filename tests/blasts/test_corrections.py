"""A wrong value was told: who heard it, and nobody else, gets a correction, once, by a blast like any other."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from outreach_bot.services import audiences, blasts, corrections, facts
from outreach_bot.services.blasts import CannotBlast
from outreach_bot.storage import facts as fact_rows
from tests.blasts.blast_under_test import Person, Scene, bot_yaml
from tests.house_under_test import ROOT, BuildHouse

FACT = "wed.certified"
TOLD = {
    "en": "{org.name}: since {fact.wed.certified:date}. STOP",
    "es": "{org.name}: desde el {fact.wed.certified:date}. ALTO",
}
RIGHT = {
    "en": "{org.name}: we had the day wrong, it is {fact.wed.certified:date}. STOP",
    "es": "{org.name}: nos equivocamos, es el {fact.wed.certified:date}. ALTO",
}
WORDS = ("--name", "Correction", "--en", RIGHT["en"], "--es", RIGHT["es"], "--purpose", "public_information",
         "--asks", "use the right day", "--who", "Ana")  # fmt: skip


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The organisation's flows before somebody noticed: the fact says another day."""
    flows = tmp_path_factory.mktemp("wrong") / "flows"
    shutil.copytree(ROOT / "flows", flows)
    equality = flows / "facts/equality.yaml"
    text = equality.read_text()
    assert "value: 1920-08-26" in text
    equality.write_text(text.replace("value: 1920-08-26", "value: 1920-08-18"))
    bot_yaml(flows, segments_per_second=100_000)
    return flows


Organisation = Callable[..., Scene]


@pytest.fixture
def organisation(
    build_house: BuildHouse, database_url: str, wrong: Path, unpaced: Path
) -> Iterator[Organisation]:
    """The organisation as its files are: `wrong`, or put right."""
    with ExitStack() as stack:

        def build(*, mended: bool) -> Scene:
            paths: dict[str, Any] = {"outreach_bot": unpaced} if mended else {"flows": wrong}
            return stack.enter_context(Scene.over(build_house(database_url, **paths)))

        yield build


def correction(scene: Scene, **more: Any) -> int:
    usual = {"name": "x", "texts": RIGHT, "programme": "updates", "who": "Ana", "purpose": "public_information",
             "asks": "use it"}  # fmt: skip
    return corrections.correct(scene.house.bot, FACT, **{**usual, **more}).blast


def test_exactly_the_people_who_were_told_are_corrected_once(organisation: Organisation) -> None:
    before = organisation(mended=False)
    told = before.crowd(4, tags=["told"])
    stopped = before.crowd(1, first=3000000, tags=["told"])[0]
    untold = before.crowd(2, first=4000000)
    before.launched(texts=TOLD, audience="tag:told")
    before.house.work()
    before.house.text("STOP", stopped.number)
    before.house.clock.go(hours=1)

    scene = organisation(mended=True)
    heard = untold[0].number
    scene.house.text("PLEDGE", heard)  # quotes the fact as it is now
    scene.house.clock.go(hours=13)  # that conversation is over
    seen = json.loads(scene.house.outreach("facts", "recall", FACT, "--json"))
    assert (seen["values"], seen["people"], seen["texts"], seen["to_correct"]) == (["1920-08-18"], 5, 5, 5)
    assert "5 were told nothing better since" in scene.house.outreach("facts", "recall", FACT, "--value", "1920-08-18")

    answer = scene.house.outreach("facts", "correct", FACT, *WORDS)
    assert "1 of them may not be texted, so call them." in answer and f"outreach audience show 'told:{FACT}'" in answer
    made = json.loads(scene.house.outreach("facts", "correct", FACT, *WORDS, "--json"))
    assert (made["people"], made["texted"]) == (5, 4)
    draft = blasts.preview(scene.house.bot, made["blast"])
    assert (draft.audience, draft.people, draft.left_out) == (5, 4, {"opted_out": 1})
    (row,) = scene.house.rows("blasts", id=made["blast"])
    assert (row["state"], row["asked_for"], row["created_by"]) == ("draft", f"told:{FACT}", "Ana")

    scene.house.clock.go(hours=12)
    blasts.launch(scene.house.bot, made["blast"], people=4)
    scene.house.work()
    texts = scene.book(again=True)
    for person in told:
        day = "26 de agosto de 1920" if person.language == "es" else "August 26, 1920"
        assert len(texts[person.number]) == 2 and day in texts[person.number][1]
    assert not any("we had the day wrong" in body or "nos equivocamos" in body for body in texts[stopped.number])
    assert untold[1].number not in texts

    assert audiences.count(scene.house.bot, f"told:{FACT} and not opted_out") == 0
    assert audiences.count(scene.house.bot, f"not told:{FACT}") == 6
    assert facts.recall(scene.house.bot, FACT).to_correct == 1, "who opted out was not told"
    assert blasts.preview(scene.house.bot, correction(scene)).people == 0


def test_who_asks_for_it_again_needs_no_correction(organisation: Organisation) -> None:
    before = organisation(mended=False)
    asks, silent = before.crowd(2, spanish=False)
    for person in (asks, silent):
        before.house.text("PLEDGE", person.number)
    scene = organisation(mended=True)
    scene.house.clock.go(hours=13)
    scene.house.text("PLEDGE", asks.number)
    people = audiences.people(scene.house.bot, f"told:{FACT}=1920-08-18")
    assert [person.number for person in people] == [silent.number]


def test_a_correction_that_waits_is_no_reason_for_a_second_one(organisation: Organisation) -> None:
    before = organisation(mended=False)
    before.crowd(3)
    before.launched(texts=TOLD)
    before.house.work()
    before.house.clock.go(hours=1)
    scene = organisation(mended=True)
    blast = correction(scene)
    blasts.launch(scene.house.bot, blast)
    blasts.expand(scene.house.bot, blast)
    with pytest.raises(CannotBlast, match=r"Everybody who was told .* nobody is to be corrected"):
        correction(scene)
    blasts.cancel(scene.house.bot, blast)
    assert blasts.preview(scene.house.bot, correction(scene)).people == 3


def test_what_never_left_told_nobody(organisation: Organisation) -> None:
    before = organisation(mended=False)
    before.crowd(3)
    blast = before.expanded(texts=TOLD)
    blasts.cancel(before.house.bot, blast)
    scene = organisation(mended=True)
    told = facts.recall(scene.house.bot, FACT)
    assert (told.people, told.texts, told.to_correct) == (0, 0, 0)


@pytest.fixture
def once_told(scene: Scene) -> Scene:
    """Somebody was told an old value of the fact, and something that is a sentence of law."""
    (person,) = scene.crowd(1, spanish=False)
    scene.house.text("PLEDGE", person.number)
    message = scene.house.rows("fact_quotes", fact_id=FACT)[0]["message_id"]
    for fact in (FACT, "wage.final.fired", "gone.fact"):
        scene.house.put("fact_quotes", message_id=message, fact_id=fact, value="old", at=scene.house.clock.now())
    scene.house.clock.go(minutes=1)
    return scene


def test_what_cannot_be_corrected_is_said(once_told: Scene) -> None:
    house = once_told.house

    def refused(fact: str, *more: str) -> str:
        told = house.outreach("facts", "correct", fact, *WORDS, *more, code=2)
        assert house.rows("blasts") == []
        return told

    assert "there is no fact wed.certifide. List them with: outreach facts list" in refused("wed.certifide")
    assert "Nobody was told a value of wage.minimum that does not hold any more" in refused("wage.minimum")
    assert f"Nobody was told {FACT} = 1921-08-26." in refused(FACT, "--value", "1921-08-26")
    assert f"{FACT} = 1920-08-26 still holds. Is it wrong?" in refused(FACT, "--value", "1920-08-26")
    assert f"Everybody who was told {FACT} = old has been told a value that holds since then" in refused(FACT)
    assert "gone.fact is in flows/facts no more" in refused("gone.fact")
    assert "is a sentence of law" in refused("wage.final.fired")
    with house.bot.database.transaction() as connection:
        fact_rows.count_private(connection, [("wage.minimum", "15.00")], house.clock.now())
    assert "Only private conversations told wage.minimum = 15.00" in refused("wage.minimum")
    assert "does not hold any more" in house.outreach("audience", "count", "told:wage.minimum", code=2)


def test_a_correction_quotes_the_fact(organisation: Organisation) -> None:
    before = organisation(mended=False)
    (person,) = before.crowd(1)
    before.house.text("PLEDGE", person.number)
    scene = organisation(mended=True)
    with pytest.raises(CannotBlast, match=r"The text in “es” does not quote \{fact.wed.certified\}"):
        correction(scene, texts={**RIGHT, "es": "{org.name}: era el 26 de agosto. ALTO"})
    assert correction(scene) == 1


def test_what_holds_is_what_the_files_say_from_today_on_and_what_staff_entered(scene: Scene) -> None:
    with scene.house.bot.database.reading() as connection:
        known = scene.house.bot.facts.at(connection, scene.house.clock.now())
    assert known.holding("wage.minimum", date(2025, 12, 31)) >= {"16.35", "16.94"}
    assert "16.35" not in known.holding("wage.minimum", date(2026, 1, 1))
    scene.house.outreach("elections", "enter", "special", "2027-02-23", "--town", "Hartford", "--who", "Ana")
    scene.house.clock.go(minutes=1)
    with scene.house.bot.database.reading() as connection:
        known = scene.house.bot.facts.at(connection, scene.house.clock.now())
    assert known.holding("election.1", date(2027, 2, 23)) == {"2027-02-23"}
    assert known.holding("election.1", date(2027, 2, 24)) == frozenset()


# Elections that staff entered

PRIMARY = ("municipal_primary", "2027-09-14", "--party", "democratic", "--who", "Ana")


def told_of_the_primary(scene: Scene, person: Person, town: str) -> None:
    scene.house.texts("VOTE", town, "1", phone=person.number)


@pytest.fixture
def two_towns(scene: Scene) -> tuple[Scene, list[Person]]:
    """Three people were told of a primary: two in Hartford, one in New Haven, on the same day."""
    for town in ("Hartford", "New Haven"):
        scene.house.outreach("elections", "enter", *PRIMARY, "--town", town)
    scene.house.clock.go(minutes=1)
    people = scene.crowd(3, spanish=False)
    for person, town in zip(people, ("hartford", "hartford", "new haven"), strict=True):
        told_of_the_primary(scene, person, town)
    scene.house.clock.go(hours=24)  # those conversations are over
    return scene, people


def test_who_was_told_of_a_day_that_moved_is_told_the_new_one(two_towns: tuple[Scene, list[Person]]) -> None:
    scene, people = two_towns
    said = scene.house.outreach("elections", "move", "1", "2027-09-15", "--who", "Ana", "--sure")
    assert "2 people were told its day. Write to them: outreach facts correct election.1" in said
    scene.house.clock.go(minutes=1)
    assert "2 were told nothing better since" in scene.house.outreach("facts", "recall", "election.1")
    words = ("--name", "Moved", "--purpose", "public_information", "--asks", "vote that day", "--who", "Ana",
             "--en", "{org.name}: we told you a wrong day. The primary is {fact.election.1:date}. STOP")  # fmt: skip
    spanish = ("--es", "{org.name}: la primaria es el {fact.election.1:date}. ALTO")
    made = json.loads(scene.house.outreach("facts", "correct", "election.1", *words, *spanish, "--json"))
    assert made["people"] == 2
    assert blasts.preview(scene.house.bot, made["blast"]).blocked == []
    blasts.launch(scene.house.bot, made["blast"], people=2)
    scene.house.work()
    texts = scene.book(again=True)
    for person in people[:2]:
        assert "The primary is Wednesday, September 15, 2027. STOP" in texts[person.number][-1]
    assert people[2].number not in texts
    assert facts.recall(scene.house.bot, "election.1").to_correct == 0


def test_who_was_told_of_an_election_that_was_withdrawn_is_told_so(two_towns: tuple[Scene, list[Person]]) -> None:
    scene, people = two_towns
    said = scene.house.outreach("elections", "withdraw", "1", "--who", "Ana")
    assert "2 people were told its day. Write to them: outreach facts correct election.1" in said
    scene.house.clock.go(minutes=1)
    seen = json.loads(scene.house.outreach("facts", "recall", "election.1", "--json"))
    assert (seen["values"], seen["people"], seen["to_correct"]) == (["2027-09-14"], 2, 2)
    words = ("--name", "No primary", "--purpose", "public_information", "--asks", "look it up", "--who", "Ana",
             "--en", "{org.name}: there is no primary in your town. Look it up: {fact.vote.lookup} STOP",
             "--es", "{org.name}: no hay primaria en su pueblo. Vea {fact.vote.lookup} ALTO")  # fmt: skip
    made = json.loads(scene.house.outreach("facts", "correct", "election.1", *words, "--json"))
    assert made["people"] == 2
    blasts.launch(scene.house.bot, made["blast"], people=2)
    scene.house.work()
    texts = scene.book(again=True)
    assert all("there is no primary in your town" in texts[person.number][-1] for person in people[:2])
    assert people[2].number not in texts
    scene.house.clock.go(minutes=1)
    assert facts.recall(scene.house.bot, "election.1").to_correct == 0
    assert scene.house.outreach("facts", "correct", "election.1", *words, code=2)
    again = scene.house.outreach("blasts", "create", *words, "--audience", "told:election.2", code=2)
    assert "still holds" in again or "does not hold any more" in again
