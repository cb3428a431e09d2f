"""The preview is what is sent later, to the segment and the cent; a draft with faults is refused with all of them."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
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


def test_what_replacing_the_dear_letters_would_save(scene: Scene) -> None:
    scene.crowd(10, spanish=True, named=lambda each: "Xóchitl 🌸" if each < 3 else "Ana")
    filler = "Nos vemos en la reunion de vecinas a las tres de la tarde en la iglesia"
    text = f"{{org.name}}: {{name|x}}, {filler}, aquí. ALTO"
    seen = preview(scene, scene.draft(languages=["es"], texts={"es": text}))
    part = seen.languages["es"]
    assert part.segments == 20
    assert part.ucs2 == {"í": 10, "ó": 3, "🌸": 3}
    assert part.saves == {"í": 7}  # alone it helps only those whose name has nothing dear in it
    assert part.saves_all == 10
    told = scene.house.outreach("blasts", "preview", "1")
    assert "writing “i” for “í” would save 7 segments, $0.08" in told
    assert "replacing all of them would save 10 segments, $0.11" in told


def test_the_emptiest_text_is_the_one_with_the_most_fallbacks(scene: Scene) -> None:
    scene.crowd(3, spanish=False, named=lambda each: ["Ana", None, "Wilhelmina"][each])
    seen = preview(scene, scene.draft(texts={**TEXTS, "en": "{org.name}: {name|friend} of {zip|your town}! STOP"}))
    emptiest = seen.languages["en"].emptiest
    assert emptiest is not None
    assert (emptiest.text, emptiest.fallbacks) == ("CT Working Families: friend of your town! STOP", 2)
    full = preview(scene, scene.draft(texts={**TEXTS, "en": "{org.name}: vote! STOP"}))
    assert full.languages["en"].emptiest is None


def test_a_text_of_many_segments_is_pointed_out(scene: Scene) -> None:
    scene.crowd(4)
    long = " Come and bring everybody you know." * 27  # 945 letters
    spanish = " Ven y trae a toda la gente que conoces, aquí." * 4  # 184 letters of the dear kind
    blast = scene.draft(texts={"en": f"{{org.name}}:{long} STOP", "es": f"{{org.name}}:{spanish} ALTO"})
    seen = preview(scene, blast)
    most = {language: part.most for language, part in seen.languages.items()}
    assert most == {"en": 7, "es": 4}
    sentence = (
        "{}: the longest text takes {} segments and costs {} times as much as a short one. Shorten it: 3 should be "
        "enough."
    )
    assert seen.warnings == [sentence.format(each, many, many) for each, many in most.items()]
    assert f"Look at this: {sentence.format('en', 7, 7)}" in scene.house.outreach("blasts", "preview", str(blast))
    assert not seen.blocked
    assert preview(scene, scene.draft()).warnings == []


def test_when_the_first_and_the_last_text_would_leave(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    scene = Scene(build_house(sqlite_url, outreach_bot=bot_yaml(tmp_path, segments_per_second=2)))
    scene.crowd(10)  # 15 segments
    scene.crowd(2, area="808", first=3000000, spanish=False)  # 09:00 in Hawaii is 14:00 in Connecticut
    now = scene.house.clock.now()
    seen = preview(scene, scene.draft())
    assert seen.first == now
    assert seen.last == datetime(2026, 11, 20, 19, 0, 1, tzinfo=UTC)
    alone = preview(scene, scene.draft(languages=["es"], texts={"es": TEXTS["es"]}))
    assert alone.last == now + timedelta(seconds=5)
    scene.house.bot.pace.slow_down(scene.house.bot.sender)  # the carrier has found us too fast
    slower = preview(scene, scene.draft(languages=["es"], texts={"es": TEXTS["es"]}))
    assert slower.last is not None
    assert slower.last - now > timedelta(seconds=8)
    scene.house.redis.flushdb()
    scene.expanded()
    behind = preview(scene, scene.draft(languages=["es"], texts={"es": TEXTS["es"]}))
    assert behind.last is not None
    assert behind.last >= datetime(2026, 11, 20, 19, 0, 0, tzinfo=UTC)  # behind the blast that runs already
    told = scene.house.outreach("blasts", "preview", "1")
    assert "Launched now: the first text leaves 2026-11-20 10:00, the last 2026-11-20 14:00" in told


def test_what_has_no_room_before_the_end(build_house: BuildHouse, sqlite_url: str, tmp_path: Path) -> None:
    scene = Scene(build_house(sqlite_url, outreach_bot=bot_yaml(tmp_path, segments_per_second=1)))
    scene.crowd(100, spanish=False)
    until = scene.house.clock.now() + timedelta(seconds=40)
    seen = preview(scene, scene.draft(until=until))
    assert seen.late == pytest.approx(60, abs=2)


def test_people_who_have_had_other_blasts_this_week(either: Scene) -> None:
    people = either.crowd(6)
    first = either.launched(name="Early voting")
    either.house.work()
    either.house.clock.go(days=2)
    second = either.launched(name="In Spanish", languages=["es"], texts={"es": "{org.name}: ¡vote! ALTO"})
    either.house.work()
    either.crowd(2, first=3000000)
    seen = preview(either, either.draft())
    assert seen.recently == 6
    assert [(each.blast, each.name, each.people) for each in seen.overlaps] == [
        (first, "Early voting", 6), (second, "In Spanish", 3)
    ]  # fmt: skip
    assert "6 of them have had a blast in the last 7 days" in either.house.outreach("blasts", "preview", "3")
    either.house.clock.go(days=6)
    assert preview(either, either.draft()).recently == len(people) / 2


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
          "org.url, org.email, paid_for_by, fact.…, link:….",
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
