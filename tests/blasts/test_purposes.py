"""What a blast is for: candidates, registrations, facts instead of typed dates, and what each purpose has cost."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from outreach_bot.services import blast_costs, blasts, elections, facts
from outreach_bot.services.blasts import CannotBlast
from tests.blasts.blast_under_test import TEXTS, Scene
from tests.house_under_test import ROOT, BuildHouse

FOR_ROSA = {
    "en": "{org.name}: vote for Rosa Diaz! Paid for by {paid_for_by}. STOP to stop.",
    "es": "{org.name}: vote por Rosa Diaz. Pagado por {paid_for_by}. ALTO para salir.",
}
PRIMARY = ("election.1", "2027-09-14")


def organisation(tmp_path: Path, **changes: str) -> Path:
    """flows/bot.yaml with other words in it."""
    text = (ROOT / "flows" / "bot.yaml").read_text()
    for before, after in {"segments_per_second: 100,": "segments_per_second: 100000,", **changes}.items():
        assert before in text
        text = text.replace(before, after)
    (tmp_path / "bot.yaml").write_text(text)
    return tmp_path / "bot.yaml"


def refused(scene: Scene, **wanted: Any) -> list[str]:
    with pytest.raises(CannotBlast) as told:
        scene.draft(**wanted)
    assert scene.house.rows("blasts") == []
    return str(told.value).splitlines()


def test_a_candidates_text_says_who_pays(scene: Scene) -> None:
    scene.crowd(2)
    assert refused(scene, purpose="candidate", texts=FOR_ROSA) == [
        "The text in “en” has the field {paid_for_by}, which says nothing: name who pays with --paid-for-by.",
        "The text in “es” has the field {paid_for_by}, which says nothing: name who pays with --paid-for-by.",
        "A candidate's text says who pays: name them with --paid-for-by.",
    ]
    silent = {**FOR_ROSA, "es": "{org.name}: vote por Rosa Diaz. {paid_for_by}. ALTO para salir."}
    assert refused(scene, purpose="candidate", texts=silent, paid_for_by="Rosa 2027") == [
        "The text in “es” does not say who pays: write “Pagado por {paid_for_by}.”"
    ]
    blast = scene.launched(purpose="candidate", texts=FOR_ROSA, paid_for_by="Rosa 2027")
    scene.house.work()
    assert scene.state(blast) == "done"
    assert sorted(body for bodies in scene.book().values() for body in bodies) == [
        "CT Working Families: vote for Rosa Diaz! Paid for by Rosa 2027. STOP to stop.",
        "CT Working Families: vote por Rosa Diaz. Pagado por Rosa 2027. ALTO para salir.",
    ]


def test_a_purpose_is_one_of_four(scene: Scene) -> None:
    assert refused(scene, purpose="fun") == [
        "“fun” is no purpose; there are: public_information, issue, lobbying, candidate."
    ]


def test_a_c3_texts_for_no_candidate_by_whatever_name(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    scene = Scene(build_house(sqlite_url, outreach_bot=organisation(tmp_path, **{"kind: c4": "kind: c3"})))
    scene.crowd(2)
    assert refused(scene, purpose="candidate", texts=FOR_ROSA, paid_for_by="Rosa 2027") == [
        "Your organisation is a c3 in bot.yaml: it may not text for or against a candidate."
    ]
    blast = scene.draft(texts=FOR_ROSA, paid_for_by="Rosa 2027")
    seen = blasts.preview(scene.house.bot, blast)
    assert seen.blocked == [
        "en: “vote for Rosa Diaz” asks for a candidate, which a c3 may not do.",
        "es: “vote por Rosa Diaz” asks for a candidate, which a c3 may not do.",
    ]
    with pytest.raises(CannotBlast, match="which a c3 may not do"):
        blasts.launch(scene.house.bot, blast)
    assert scene.state(blast) == "draft"


def test_what_lies_outside_of_the_registration_is_said(
    build_house: BuildHouse, sqlite_url: str, tmp_path: Path
) -> None:
    mixed = organisation(tmp_path, **{"segments_per_second: 100,": "use_case: mixed, segments_per_second: 100,"})
    scene = Scene(build_house(sqlite_url, outreach_bot=mixed))
    scene.crowd(2)
    assert blasts.preview(scene.house.bot, scene.draft(purpose="issue")).warnings == [
        "Texts with the purpose issue are outside of what your number is registered for (mixed): carriers may block "
        "them."
    ]
    assert blasts.preview(scene.house.bot, scene.draft()).warnings == []


def test_a_purpose_that_does_not_fit_its_text_is_said(scene: Scene) -> None:
    scene.crowd(2)
    texts = {"en": "{org.name}: vote for Rosa Diaz! STOP", "es": "{org.name}: llame a su senador hoy. ALTO"}
    seen = blasts.preview(scene.house.bot, scene.draft(texts=texts))
    assert seen.warnings == [
        "en: “vote for Rosa Diaz” asks for a candidate: its purpose should be candidate.",
        "es: “llame a su senador” presses lawmakers: its purpose should be lobbying.",
    ]
    assert seen.blocked == []


QUOTING = {
    "en": "{org.name}: the primary is {fact.election.1:date}. Polls close {fact.vote.polls_close}. STOP",
    "es": "{org.name}: la primaria es el {fact.election.1:date}. ALTO",
}


def enter_the_primary(scene: Scene) -> None:
    elections.enter(scene.house.bot, "municipal_primary", date(2027, 9, 14), "Ana", town="Hartford",
                    party="democratic", district=None)  # fmt: skip
    scene.house.clock.go(minutes=1)


def test_facts_are_quoted_in_each_language_once_staff_have_confirmed_them(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    """On a public address: nothing unconfirmed is shown there."""
    own = organisation(tmp_path, **{
        "https://example.org": "https://cwf.test", "hello@example.org": "hello@cwf.test",
        "860-555-0100": "860-555-0101", "+12035550199": "+12035550198",
    })  # fmt: skip
    with Scene.over(build_house(database_url, outreach_bot=own, public_base_url="https://texts.cwf.test")) as scene:
        scene.crowd(4)
        assert "quotes {fact.election.1:date}, which is no fact" in refused(scene, texts=QUOTING)[0]
        enter_the_primary(scene)
        blast = scene.draft(texts=QUOTING)
        seen = blasts.preview(scene.house.bot, blast)
        assert seen.blocked == [
            "{fact.vote.polls_close} may not be said today: nobody has confirmed it, or it is past its review. "
            "See: outreach facts list"
        ]
        with pytest.raises(CannotBlast, match="may not be said today"):
            blasts.launch(scene.house.bot, blast)
        facts.confirm(scene.house.bot, "vote.polls_close", "8 p.m.", "Ana")
        scene.house.clock.go(minutes=1)
        blasts.launch(scene.house.bot, blast)
        scene.house.work()
        bodies = {body for texts in scene.book().values() for body in texts}
        assert bodies == {
            "CT Working Families: the primary is Tuesday, September 14, 2027. Polls close 8 p.m. STOP",
            "CT Working Families: la primaria es el martes, 14 de septiembre de 2027. ALTO",
        }
        told = scene.house.rows("fact_quotes")
        assert len(told) == 4 * 2
        assert {(row["fact_id"], row["value"]) for row in told} == {PRIMARY, ("vote.polls_close", "8 p.m.")}


def test_a_fact_that_does_not_exist_or_of_another_kind_is_refused(scene: Scene) -> None:
    texts = {"en": "{org.name}: {fact.moon.full} STOP", "es": "{org.name}: {fact.vote.lookup:money} ALTO"}
    assert refused(scene, texts=texts) == [
        "The text in “en” quotes {fact.moon.full}, which is no fact, or not of that kind: see outreach facts list.",
        "The text in “es” quotes {fact.vote.lookup:money}, which is no fact, or not of that kind: see outreach facts "
        "list.",
    ]


def test_a_typed_date_that_contradicts_the_calendar_blocks_the_launch(either: Scene) -> None:
    either.crowd(2)
    texts = {**TEXTS, "en": "{org.name}: the primary is September 21, 2027. STOP"}
    blast = either.draft(texts=texts)
    assert blasts.preview(either.house.bot, blast).blocked == [
        "en: “September 21, 2027” contradicts the calendar, which says September 14, 2027. Correct it, or enter that "
        "vote first: outreach elections enter."
    ], "by the statute's rule"
    enter_the_primary(either)
    seen = blasts.preview(either.house.bot, blast)
    wrong = (
        "en: “September 21, 2027” contradicts the calendar, which says September 14, 2027: write "
        "{fact.election.1:date}."
    )
    assert seen.blocked == [wrong]
    told = either.house.outreach("blasts", "launch", str(blast), "--people", "2", code=2)
    assert told == f"{wrong}\n"
    assert f"CANNOT BE LAUNCHED: {wrong}" in either.house.outreach("blasts", "preview", str(blast))
    assert either.state(blast) == "draft"
    right = either.draft(texts={**TEXTS, "en": "{org.name}: the primary is September 14, 2027. STOP"})
    seen = blasts.preview(either.house.bot, right)
    assert (seen.blocked, seen.warnings) == ([], [
        "en: “September 14, 2027” is typed by hand: write {fact.election.1:date} instead, which moves with the "
        "calendar."
    ])  # fmt: skip


def test_the_elections_that_staff_entered_are_the_calendar_too(scene: Scene) -> None:
    scene.crowd(2)
    bot = scene.house.bot

    def seen(english: str) -> tuple[int, int]:
        preview = blasts.preview(bot, scene.draft(texts={**TEXTS, "en": f"{{org.name}}: {english} STOP"}))
        return len(preview.blocked), len(preview.warnings)

    assert seen("Special election: vote on February 9, 2027.") == (1, 0)
    assert seen("Register to vote by October 1, 2027.") == (1, 0)
    assert seen("Register to vote by October 15, 2027.") == (0, 1), "by the statute's rule"
    elections.enter(bot, "municipal", date(2027, 11, 2), "Ana", town=None, party=None, district=None)
    elections.enter(bot, "special", date(2027, 2, 9), "Ana", town="Hartford", party=None, district=None)
    scene.house.clock.go(minutes=1)
    assert seen("Special election: vote on February 9, 2027.") == (0, 1)
    assert seen("Register to vote by October 1, 2027.") == (1, 0)
    assert seen("Register to vote by October 15, 2027.") == (0, 1)
    assert seen("Early voting: October 18 to 31, 2027.") == (0, 1)
    assert seen("Early voting starts November 1, 2027.") == (1, 0)
    assert seen("Election day is November 2, 2027.") == (0, 1)


@pytest.mark.parametrize(
    ("english", "spanish", "blocked", "warnings"),
    [
        ("Polls close at nine tonight.", "Cierran las urnas a las 9.",
         ["en: “nine tonight” is no hour at which the polls close. Write {fact.vote.polls_close}.",
          "es: “a las 9” is no hour at which the polls close. Write {fact.vote.polls_close}."], []),
        ("Polls are open 6 a.m. to 8 p.m.", "Voto anticipado: de 10 a.m. a 9 p.m.",
         ["es: “9 p.m.” is no hour at which the polls close. Write {fact.vote.early_close} or "
          "{fact.vote.early_close_long}."],
         ["en: “6 a.m.” is typed by hand: write {fact.vote.polls_open} instead.",
          "en: “8 p.m.” is typed by hand: write {fact.vote.polls_close} instead.",
          "es: “10 a.m.” is typed by hand: write {fact.vote.early_open} instead."]),
        ("The minimum wage is $15 an hour.", "El salario mínimo es 16.94 dólares.",
         ["en: “$15” is not the minimum wage: write {fact.wage.minimum:money}."],
         ["es: “16.94 dólares” is typed by hand: write {fact.wage.minimum:money}, which changes when the law does."]),
        ("Vote on November 3, 2026.", "Las elecciones son el 10/11.",
         ["en: “November 3, 2026” contradicts the calendar, which says September 14, 2027. Correct it, or enter that "
          "vote first: outreach elections enter.",
          "es: “10/11” contradicts the calendar, which says November 2, 2027. Correct it, or enter that vote first: "
          "outreach elections enter."], []),
        ("Meeting Nov 30 at 5 pm, dues are $5.", "Sign up: reunión el 30 de noviembre, a las 5.", [],
         ["en: Typed by hand, and no fact holds it: “Nov 30”, “5 pm”, “$5”. Check it twice.",
          "es: Typed by hand, and no fact holds it: “30 de noviembre”, “a las 5”. Check it twice."]),
    ],
)  # fmt: skip
def test_what_is_typed_is_held_against_the_facts(
    scene: Scene, english: str, spanish: str, blocked: list[str], warnings: list[str]
) -> None:
    scene.crowd(2)
    texts = {"en": f"{{org.name}}: {english} STOP to stop.", "es": f"{{org.name}}: {spanish} ALTO para salir."}
    blast = scene.draft(texts=texts)
    seen = blasts.preview(scene.house.bot, blast)
    assert (seen.blocked, seen.warnings) == (blocked, warnings)
    if blocked:
        assert scene.house.outreach("blasts", "launch", str(blast), "--people", "2", code=2).splitlines() == blocked
        assert scene.state(blast) == "draft"
    else:
        scene.house.outreach("blasts", "launch", str(blast), "--people", "2")
        assert scene.state(blast) == "expanding"


def test_a_sentence_of_law_is_not_quoted(scene: Scene) -> None:
    texts = {"en": "{org.name}: {fact.vote.eligibility} STOP", "es": "{org.name}: ALTO"}
    assert refused(scene, texts=texts) == [
        "The text in “en” quotes {fact.vote.eligibility}, which is no fact, or not of that kind: see outreach facts "
        "list."
    ]


def test_a_fact_that_changes_under_way_stops_the_blast(scene: Scene) -> None:
    scene.crowd(2)
    scene.crowd(2, area="808", first=3000000)
    enter_the_primary(scene)
    blast = scene.launched(texts=QUOTING)
    scene.house.work()
    assert len(scene.book()) == 2
    elections.move(scene.house.bot, 1, date(2027, 9, 15), "Ana", sure=True)  # Hawaii was asleep, or a hold took long
    scene.house.clock.go(minutes=1)
    scene.go_on()
    status = scene.status(blast)
    assert status.blast.state == "paused"
    assert status.blast.paused_because == (
        "The fact election.1 has changed since, or may not be said any more: cancel, write it anew."
    )


def test_costs_by_purpose_add_up_to_all_reports(either: Scene) -> None:
    either.crowd(6)
    either.crowd(1, first=3000000, opted_out=True)
    first = either.launched(name="Early voting", purpose="public_information", asks="make a plan")
    second = either.launched(
        name="Bill 7", purpose="lobbying", asks="call", texts={"en": "{org.name}: SB 7! STOP", "es": "{org.name}: ALTO"}
    )
    either.draft()
    either.house.work()
    either.told(second, "undelivered", 30008, most=1)
    either.later(hours=1)
    either.house.clock.go(days=1, minutes=1)
    third = either.launched(
        name="Again", purpose="lobbying", asks="call", languages=["en"], texts={"en": "{org.name}: now! STOP"}
    )
    either.house.work()
    costs = {cost.what: cost for cost in blast_costs.costs(either.house.bot, "purpose")}
    assert set(costs) == {"public_information", "lobbying"}
    assert (costs["public_information"].people, costs["public_information"].segments) == (6, 9)
    assert (costs["lobbying"].blasts, costs["lobbying"].people, costs["lobbying"].segments) == (2, 9, 10)
    for cost, numbers in ((costs["lobbying"], (second, third)), (costs["public_information"], (first,))):
        told = [either.report(each) for each in numbers]
        assert cost.segments == sum(report.segments for report in told)
        assert cost.cost == pytest.approx(sum(report.cost for report in told), abs=Decimal("0.01"))
    printed = json.loads(either.house.outreach("blasts", "costs", "--by", "purpose", "--json"))
    assert [(each["what"], each["segments"], each["cost"]) for each in printed] == [
        ("lobbying", 10, "0.11"), ("public_information", 9, "0.10")
    ]  # fmt: skip
    assert "lobbying" in either.house.outreach("blasts", "costs")
    by_blast = blast_costs.costs(either.house.bot, "blast")
    assert {cost.what for cost in by_blast} == {"1 Early voting", "2 Bill 7", "4 Again"}
    either.house.clock.go(days=40)
    assert blast_costs.costs(either.house.bot, "purpose", since=either.house.clock.now().date()) == []
    assert {cost.what for cost in blast_costs.costs(either.house.bot, "month")} == {"2026-11"}


def test_a_blast_keeps_the_price_of_its_launch(
    build_house: BuildHouse, sqlite_url: str, unpaced: Path, tmp_path: Path
) -> None:
    with Scene.over(build_house(sqlite_url, outreach_bot=unpaced)) as scene:
        scene.crowd(10, spanish=False)
        blast = scene.launched()
        scene.house.work()
    dear = organisation(tmp_path, **{'price_per_segment: "0.0113"': 'price_per_segment: "9.0"'})
    later = Scene(build_house(sqlite_url, outreach_bot=dear))
    assert blasts.report(later.house.bot, blast).cost == Decimal("0.11")
