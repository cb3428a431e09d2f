"""What an organizer types: `outreach blasts …`, for people and, with --json, for programs."""

from __future__ import annotations

import json
from typing import Any

from tests.blasts.blast_under_test import TEXTS, Scene


def asked(scene: Scene, *words: str) -> Any:
    return json.loads(scene.house.outreach("blasts", *words, "--json"))


PURPOSE = ("--purpose", "public_information", "--asks", "make a voting plan")


def created(scene: Scene, *more: str) -> str:
    texts = ("--en", TEXTS["en"], "--es", TEXTS["es"])
    return str(asked(scene, "create", "--name", "Early voting", *texts, "--who", "Ana", *PURPOSE, *more)["blast"])


def test_from_draft_to_report(either: Scene) -> None:
    people = either.crowd(20)
    either.crowd(3, first=3000000, opted_out=True)
    blast = created(either)
    (listed,) = asked(either, "list")
    assert (listed["id"], listed["state"], listed["name"], listed["created_by"]) == (1, "draft", "Early voting", "Ana")

    seen = asked(either, "preview", blast)
    assert (seen["audience"], seen["people"], seen["left_out"]) == (23, 20, {"opted_out": 3})
    assert (seen["segments"], seen["cost"]) == (30, "0.34")
    assert seen["languages"]["es"]["ucs2"] == {"ó": 10}
    assert seen["languages"]["en"]["longest"]["segments"] == 1

    assert asked(either, "launch", blast, "--people", "20") == {"launched": 1, "people": 20}
    assert asked(either, "status", blast)["blast"]["state"] == "expanding"
    either.house.work()
    status = asked(either, "status", blast)
    assert (status["audience"], status["waiting"], status["going"], status["left_out"]) == (23, 0, 20, 3)
    report = asked(either, "report", blast)
    assert report["blast"]["state"] == "done"
    assert sum(line["people"] for line in report["lines"]) + report["erased"] == report["audience"] == 23
    assert (report["segments"], report["cost"]) == (30, "0.34")
    assert either.book() == {person.number: [person.text] for person in people}


def test_the_same_in_words(scene: Scene) -> None:
    scene.crowd(4)
    scene.crowd(2, area="808", first=3000000)
    scene.crowd(1, first=3100000, programme=None)
    house = scene.house
    told = house.outreach(
        "blasts", "create", "--name", "Early voting", "--en", TEXTS["en"], "--es", TEXTS["es"], *PURPOSE
    )
    assert told == "Blast 1 is a draft. Look at it with: outreach blasts preview 1\n"
    told = house.outreach("blasts", "preview", "1")
    assert "In the audience: 7\nWill be texted:  6\n  left out: 1  no evidence of consent\n" in told
    assert "en: 3 people, 3 segments, $0.03" in told
    assert "these characters make a segment 70 characters instead of 160: “ó” in 3 texts" in told
    assert "Together: 9 segments, about $0.10" in told
    assert "It is quiet time for 2 of them now" in told
    told = house.outreach("blasts", "launch", "1", "--people", "6")
    assert told == "Launched. Watch it with: outreach blasts status 1 --watch\n"
    assert "The audience is being written down" in house.outreach("blasts", "status", "1")
    house.work()
    told = house.outreach("blasts", "status", "1")
    assert "Blast 1, Early voting: running" in told
    assert "Of those waiting, 2 have quiet time now." in told
    told = house.outreach("blasts", "report", "1")
    assert "        7  in the audience" in told
    assert "        1  en  left_out: no evidence of consent" in told
    assert "        1  en  waiting: waits to be sent" in told
    assert "running" in house.outreach("blasts", "list")


def test_a_wrong_number_of_people_launches_nothing(scene: Scene) -> None:
    scene.crowd(5)
    blast = created(scene)
    for wrong in ("4", "6", "0"):
        told = scene.house.outreach("blasts", "launch", blast, "--people", wrong, code=2)
        assert told == f"It would text 5 people, not {wrong}. Nothing was sent.\n"
    assert scene.state(1) == "draft"
    assert scene.house.bot.queue.waiting()["blasts"] == 0


def test_whoever_does_not_say_yes_cancels_nothing(scene: Scene) -> None:
    scene.crowd(1)
    blast = created(scene)
    assert "never will be by this blast. Cancel it?" in scene.house.outreach("blasts", "cancel", blast, code=1)
    assert scene.state(1) == "draft"


def test_a_name_or_a_request_of_blanks_is_refused(scene: Scene) -> None:
    texts = ("--en", TEXTS["en"], "--es", TEXTS["es"], "--purpose", "public_information")
    told = scene.house.outreach("blasts", "create", "--name", "", "--asks", " ", *texts, code=2)
    assert told.splitlines() == [
        "--name is blank: write what you call it; members never see it.",
        "--asks is blank: write what people are asked to do, like “come to the meeting”.",
    ]
    assert scene.house.rows("blasts") == []


def test_a_blast_for_nobody_is_not_launched(scene: Scene) -> None:
    blast = created(scene)
    for programme, why in ((), "nobody is in the audience"), ((None,), "everybody in the audience is left out"):
        for each in programme:
            scene.crowd(2, programme=each)
        sentence = f"Nobody would be texted: {why}."
        assert f"CANNOT BE LAUNCHED: {sentence}" in scene.house.outreach("blasts", "preview", blast)
        assert scene.house.outreach("blasts", "launch", blast, "--people", "0", code=2) == f"{sentence}\n"
    assert scene.state(1) == "draft"


def test_pause_resume_and_cancel(scene: Scene) -> None:
    scene.crowd(5)
    scene.crowd(2, area="808", first=3000000)
    blast = created(scene)
    scene.house.outreach("blasts", "launch", blast, "--people", "7")
    scene.house.work()
    assert asked(scene, "pause", blast) == {"paused": 1}
    assert asked(scene, "status", blast)["blast"]["state"] == "paused"
    told = scene.house.outreach("blasts", "pause", blast, code=2)
    assert told == "Blast 1 is paused already.\n"
    assert asked(scene, "resume", blast) == {"resumed": 1}
    assert scene.house.bot.queue.waiting()["blasts"] == 1
    assert asked(scene, "cancel", blast, "--yes") == {"canceled": 1, "not_texted": 2}
    assert "canceled" in scene.house.outreach("blasts", "status", blast)
    for more in ((), ("--yes",)):  # and nobody is asked whether to cancel it
        assert scene.house.outreach("blasts", "cancel", blast, *more, code=2) == "Blast 1 is canceled already.\n"
    told = scene.house.outreach("blasts", "report", blast)
    assert "1  en  suppressed: not texted before the blast was canceled" in told
    assert len(scene.book()) == 5


def test_a_draft_with_faults_names_them_all(scene: Scene) -> None:
    told = scene.house.outreach("blasts", "create", "--name", "x", "--en", "Vote, {who}!", *PURPOSE, code=2)
    assert told.splitlines() == [
        "There is no text in “es”: write one, so that nobody is left out or answered in a language they did not "
        "choose.",
        "The text in “en” has the field {who}, which does not exist; there are: name, zip, org.name, org.phone, "
        "org.url, org.email, paid_for_by, fact.…, link:….",
        "The text in “en” does not say who it is from: put in {org.name}.",
        "The text in “en” does not say how to stop: name the word STOP.",
    ]


def test_a_part_of_the_audience(scene: Scene) -> None:
    scene.crowd(4, tags=["nueva_britanica"])
    scene.crowd(4, first=3000000)
    told = asked(scene, "create", "--name", "x", "--es", TEXTS["es"], "--language", "es", "--tag", "Nueva Británica",
                 *PURPOSE)  # fmt: skip
    assert asked(scene, "preview", str(told["blast"]))["people"] == 2


def test_an_audience_as_it_is_typed(scene: Scene) -> None:
    scene.crowd(4, tags=["nurses"])
    scene.crowd(6, first=3000000, tags=["cleaners"])
    scene.crowd(5, first=3100000, tags=["drivers"])
    blast = created(scene, "--audience", "tag:nurses or tag:cleaners")
    assert asked(scene, "preview", blast)["people"] == 10
    blast = created(scene, "--audience", "tag:nurses or tag:drivers", "--tag", "nurses")
    assert asked(scene, "preview", blast)["people"] == 4
    (newest, _) = asked(scene, "list")
    assert newest["asked_for"] == "tag:nurses and (tag:nurses or tag:drivers)"
    words = ("--name", "x", "--en", TEXTS["en"], "--es", TEXTS["es"], *PURPOSE, "--audience", "tag:nuses")
    told = scene.house.outreach("blasts", "create", *words, code=2)
    assert told == "tag:nuses\n^ Nobody has the tag “nuses”: did you mean “nurses”?\n"


def test_a_blast_that_is_not_there(scene: Scene) -> None:
    assert scene.house.outreach("blasts", "list") == "There is no blast yet.\n"
    for command in ("preview", "status", "pause", "resume", "report"):
        told = scene.house.outreach("blasts", command, "9", code=2)
        assert told == "there is no blast 9. List them with: outreach blasts list\n"
