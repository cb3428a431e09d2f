"""The preview is what is sent later, to the segment and the cent; a draft with faults is refused with all of them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from outreach_bot.rules.segments import count
from outreach_bot.services import blasts
from outreach_bot.services.blasts import CannotBlast, Preview
from tests.blasts.blast_under_test import TEXTS, Scene, bot_yaml
from tests.house_under_test import ROOT, BuildHouse

NAMES = ["Ana", "José", "Xóchitl 🌸", None, "Wilhelmina-Magdalena Przybyszewska", "Ñusta"]


def preview(scene: Scene, blast: int) -> Preview:
    return blasts.preview(scene.house.bot, blast)


def test_the_preview_is_what_is_sent(either: Scene) -> None:
    people = either.crowd(60, named=lambda each: NAMES[each % len(NAMES)])
    either.crowd(4, first=3000000, opted_out=True)
    either.crowd(3, first=3100000, programme=None)
    either.crowd(2, first=3200000, by_text=False)
    blast = either.draft()
    before = either.house.everything()
    seen = preview(either, blast)
    assert either.house.everything() == before
    assert seen.left_out == {"opted_out": 4, "no_consent": 3, "no_number": 2}
    assert (seen.audience, seen.people) == (69, 60)

    blasts.launch(either.house.bot, blast)
    either.house.work()
    sent = either.book()
    report = either.report(blast)
    assert (seen.segments, seen.cost) == (report.segments, report.cost)
    assert (seen.audience, seen.people) == (report.audience, len(sent))
    for language, part in seen.languages.items():
        bodies = [sent[person.number][0] for person in people if person.language == language]
        assert part.people == len(bodies) == 30
        assert part.segments == sum(count(body).segments for body in bodies)
        assert part.longest is not None and part.shortest is not None
        assert (part.longest.text, part.shortest.text) == (max(bodies, key=len), min(bodies, key=len))
        assert part.longest.segments == count(part.longest.text).segments
        assert part.ucs2 == Counter(letter for body in bodies for letter in count(body).forced_by)


def test_the_characters_that_make_a_text_dear_are_named(scene: Scene) -> None:
    scene.crowd(10, spanish=True, named=lambda each: "José" if each == 0 else "Xóchitl")
    for text, dear in (
        ("{org.name}: {name|x} votó ya. ALTO", {"ó": 10}),  # é is in GSM-7
        ("{org.name}: ¡{zip|aquí, mañana}! ALTO", {"í": 10}),
    ):
        seen = preview(scene, scene.draft(languages=["es"], texts={"es": text}))
        assert seen.languages["es"].ucs2 == dear


@pytest.mark.parametrize(
    ("people", "cost"), [(1, "0.01"), (2, "0.02"), (3, "0.03"), (4, "0.05"), (100, "1.13"), (0, "0")]
)
def test_the_cost_is_rounded_to_the_cent_once(scene: Scene, people: int, cost: str) -> None:
    """1.13 cents a segment: 0.0113, 0.0226, 0.0339, 0.0452."""
    if people:
        scene.crowd(people, spanish=False)
    assert preview(scene, scene.draft()).cost == Decimal(cost)


def test_the_cost_of_all_is_not_the_sum_of_rounded_parts(scene: Scene) -> None:
    scene.crowd(3)  # two in English, one in Spanish (two segments): 4 segments, 4.52 cents; by language 2.26 and 2.26
    seen = preview(scene, scene.draft())
    assert {language: part.cost for language, part in seen.languages.items()} == {
        "en": Decimal("0.02"), "es": Decimal("0.02")
    }  # fmt: skip
    assert seen.cost == Decimal("0.05")


def test_the_time_it_takes_follows_the_senders_pace(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    scene = Scene(build_house(sqlite_url, outreach_bot=bot_yaml(tmp_path, segments_per_second=2)))
    scene.crowd(10)
    seen = preview(scene, scene.draft())
    assert (seen.segments, seen.seconds) == (15, 7.5)


def test_an_organisation_that_folds_accents_pays_and_sends_without_them(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    plain = (ROOT / "flows" / "bot.yaml").read_text()
    (tmp_path / "bot.yaml").write_text(plain.replace("spanish_accents: keep", "spanish_accents: fold"))
    with Scene.over(build_house(sqlite_url, outreach_bot=tmp_path / "bot.yaml")) as scene:
        people = scene.crowd(4)
        blast = scene.draft()
        seen = preview(scene, blast)
        assert (seen.languages["es"].segments, seen.languages["es"].ucs2) == (2, {})
        blasts.launch(scene.house.bot, blast)
        scene.house.work()
        assert scene.book() == {
            person.number: [person.text.replace("ó", "o") if person.language == "es" else person.text]
            for person in people
        }
        assert scene.report(blast).segments == seen.segments


@pytest.mark.parametrize(
    ("wanted", "sentences"),
    [
        ({"texts": {"en": TEXTS["en"]}},
         ["There is no text in “es”: write one, so that nobody is left out or answered in a language they did not "
          "choose."]),
        ({"languages": ["es"]},
         ["The audience has nobody who gets the text in “en”: leave it out, or widen the audience."]),
        ({"texts": {"en": "{org.name}: vote!", "es": "{nombre} ALTO"}},
         ["The text in “en” does not say how to stop: name the word STOP.",
          "The text in “es” has the field {nombre}, which does not exist; there are: name, zip, org.name, org.phone, "
          "org.url, org.email.",
          "The text in “es” does not say who it is from: put in {org.name}."]),
    ],
)  # fmt: skip
def test_a_draft_that_may_not_be_sent_is_refused_with_every_reason(
    scene: Scene, wanted: dict[str, object], sentences: list[str]
) -> None:
    with pytest.raises(CannotBlast) as refused:
        scene.draft(**wanted)
    assert str(refused.value).splitlines() == sentences
    assert scene.house.rows("blasts") == []
