"""Audiences over people who came by lists and by texts: what counts, what is private, and what a launch freezes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from outreach_bot.errors import OutreachError
from outreach_bot.rules.audience_text import AudienceFault
from outreach_bot.services import audiences, blasts, people_import
from outreach_bot.services.people_rows import FileEvidence
from outreach_bot.storage import addresses, answers, consents, members
from outreach_bot.storage.tables import members as member_table
from tests.house_under_test import LUIS, ROSA, House

FAIR = FileEvidence("labor fair", "2026-10-03", "Text me about meetings. Reply STOP to stop.")
ANA = "+18605550103"


@pytest.fixture
def take(either: House, tmp_path: Path) -> Callable[..., people_import.Report]:
    def write(content: str, *said: str, evidence: FileEvidence = FAIR, **options: Any) -> people_import.Report:
        path = tmp_path / "people.csv"
        path.write_text(content)
        file = people_import.understand(path, said, people_import.known_fields(either.bot))
        return people_import.import_people(either.bot, file, evidence=evidence, **options)

    return write


def numbers(house: House, audience: str, **options: Any) -> list[str]:
    return sorted(str(person.number) for person in audiences.people(house.bot, audience, **options))


def test_the_last_answer_counts_and_a_sealed_one_only_that_it_was_given(either: House) -> None:
    either.texts("PLEDGE", "2", "Ana", phone=ANA)
    either.texts("PLEDGE", "2", "SKIP", phone=LUIS)
    either.texts("PLEDGE", "3", "SKIP", phone=LUIS)
    assert numbers(either, "answered:equality/pledge.pledge=talk") == [ANA]
    assert numbers(either, "answered:equality/pledge.pledge=action") == [LUIS]
    assert numbers(either, "answered:equality/pledge.pledge") == sorted([ANA, LUIS])
    assert numbers(either, "answered:equality/pledge.name") == [ANA]
    assert numbers(either, "tag:equality_pledge and not answered:equality/pledge.name") == [LUIS]


def test_who_joined_by_text_is_asked_for_like_who_came_by_a_list(
    either: House, take: Callable[..., people_import.Report]
) -> None:
    either.texts("UNIRME", "1", "Rosa", "06106")
    take("phone,city\n4755550177,\"Hartford, CT\"\n8605550103,Bridgeport\n")
    assert numbers(either, "town:Hartford") == sorted([ROSA, LUIS])
    assert numbers(either, "heard:ever") == [ROSA]
    assert numbers(either, "consented:updates and language:es") == [ROSA]
    either.clock.go(days=31)
    assert numbers(either, "heard:30d") == []
    assert numbers(either, "joined:30d or heard:35d") == [ROSA]


def test_what_is_said_in_a_private_flow_is_in_no_audience(
    either: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    either.texts("SALARIOS", "1", "40")
    for asked in ("answered:rights/unpaid_wages", "answered:rights/unpaid_wages.hours"):
        with pytest.raises(AudienceFault, match="is private: its answers are in no audience"):
            audiences.count(either.bot, asked)
    # A flow that was made private since: what was answered before is as private, also to a draft from then.
    either.texts("PLEDGE", "2", "SKIP", phone=ANA)
    blast = blasts.create(either.bot, name="x", texts=TEXTS, programme="updates", who="Ana",
                          audience="answered:equality/pledge.pledge=talk")  # fmt: skip
    assert blasts.preview(either.bot, blast).audience == 1
    monkeypatch.setattr(either.bot.book.flows["equality/pledge"], "private", True)
    for journey in (blasts.preview, blasts.launch):
        with pytest.raises(AudienceFault, match="is private"):
            journey(either.bot, blast)
    assert not [name for name in audiences.words(either.bot).answers if name.startswith("equality/pledge")]


TEXTS = {"en": "{org.name}: meeting on Sunday. STOP to stop.", "es": "{org.name}: reunión el domingo. ALTO para salir."}


def take_back(house: House, phone: str) -> None:
    """They took back one consent, and may be answered as before."""
    with house.bot.database.transaction() as connection:
        found = addresses.find(connection, house.bot.keys, "sms", phone)
        assert found is not None and found.member_id is not None
        consents.revoke(
            connection, member_id=found.member_id, address_id=found.id, programme="updates", language="en",
            source="phone call", at=house.clock.now(),
        )  # fmt: skip


def test_the_funnel_adds_up_and_shows_the_people_behind_it(
    either: House, take: Callable[..., people_import.Report]
) -> None:
    take("phone,opted out\n2035550142,\n2035550143,\n2035550144,yes\n", tags=["fair"])
    take("phone\n2035550145\n2035550146\n", evidence=FileEvidence(), tags=["fair"])
    either.texts("JOIN", "1", phone="+12035550147")
    take_back(either, "+12035550147")
    with either.bot.database.transaction() as connection:
        connection.execute(update(member_table).where(member_table.c.tags.is_(None)).values(tags="\nfair\n"))
    either.text("hola", phone="whatsapp:+12035550148")
    told = audiences.funnel(either.bot, "everyone")
    assert [(step.reason, step.people, step.left) for step in told.steps if step.people] == [
        ("no_number", 1, 6), ("opted_out", 1, 5), ("withdrawn", 1, 4), ("no_consent", 2, 2),
    ]  # fmt: skip
    assert (told.in_the_list, told.will_be_texted) == (7, 2)
    assert told.in_the_list == audiences.count(either.bot, "everyone")
    assert numbers(either, "tag:fair", reason="opted_out") == ["+12035550144"]
    assert numbers(either, "tag:fair", reason="no_consent") == ["+12035550145", "+12035550146"]
    assert numbers(either, "tag:fair", reason="withdrawn") == ["+12035550147"]
    assert [person.number for person in audiences.people(either.bot, "everyone", reason="no_number")] == [None]
    assert len(audiences.people(either.bot, "everyone", limit=3)) == 3
    with pytest.raises(OutreachError, match="no_consent"):
        audiences.people(either.bot, "everyone", reason="no consent")


def test_a_blast_texts_the_audience_of_its_launch_and_nobody_else(
    either: House, take: Callable[..., people_import.Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blasts, "SLICE", 2)
    take("phone,tags\n" + "".join(f"20355501{n},a\n" for n in range(10, 17)) + "2035550199,b\n")
    blast = blasts.create(either.bot, name="x", texts=TEXTS, programme="updates", who="Ana", audience="tag:a")
    assert blasts.preview(either.bot, blast).people == 7
    blasts.launch(either.bot, blast)
    before = numbers(either, "tag:a")
    with either.bot.database.transaction() as connection:
        for person in audiences.people(either.bot, "everyone"):
            (members.tag if person.number == "+12035550199" else members.untag)(connection, person.member_id, "a")
    assert numbers(either, "tag:a") == ["+12035550199"]
    either.work()
    assert sorted(number for number in [*before, "+12035550199"] if either.carried(number)) == before
    assert blasts.report(either.bot, blast).audience == 7
    assert either.rows("audiences") == []
    assert numbers(either, f"blast:{blast}") == before == numbers(either, "texted:1d")
    assert numbers(either, f"not blast:{blast}") == ["+12035550199"]


def test_a_number_in_two_lists_is_one_person(either: House, take: Callable[..., people_import.Report]) -> None:
    """Spoke's case: two campaigns, two lists, one phone; one person who gets one text of a blast to both."""
    first = take("Name,Cell\nRosa,(203) 555-0142\nLuis,475-555-0177\n", tags=["march"])
    second = take("Phone number,First name\n1-203-555-0142,Rosa María\n8605550103,Ana\n", tags=["picnic"])
    assert (first.added, second.added, second.changed) == (2, 1, 1)
    assert numbers(either, "tag:march and tag:picnic") == [ROSA]
    blast = blasts.create(either.bot, name="x", texts=TEXTS, programme="updates", who="Ana",
                          audience="tag:march or tag:picnic")  # fmt: skip
    blasts.launch(either.bot, blast)
    either.work()
    assert [len(either.carried(number)) for number in (ROSA, LUIS, ANA)] == [1, 1, 1]
    either.text("STOP")
    assert numbers(either, "tag:march or tag:picnic", reason="opted_out") == [ROSA]


def test_fields_of_lists_are_asked_for_by_their_kind(
    either: House, take: Callable[..., people_import.Report]
) -> None:
    take("phone,Shift,Years,Hired,Driver,Notes\n2035550142,Night shift,12,3/4/2019,yes,likes tea\n"
         "4755550177,day,\"1,200.5\",2024-01-31,no,\n8605550103,,,,,\n",
         "Shift=field:shift:choice", "Years=field:years:number", "Hired=field:hired:date",
         "Driver=field:driver:yes_no", "Notes=field:notes")  # fmt: skip
    assert numbers(either, "field:shift=night_shift") == numbers(either, 'field:shift="Night shift"') == [ROSA]
    assert numbers(either, "field:years>12") == numbers(either, "field:years=1200.5") == [LUIS]
    assert numbers(either, "field:hired<2024-01-31") == [ROSA]
    assert numbers(either, "field:driver=no") == [LUIS]
    assert numbers(either, "field:notes") == [ROSA]
    assert numbers(either, "not field:shift=day") == sorted([ROSA, ANA])
    with pytest.raises(AudienceFault, match="sealed"):
        audiences.count(either.bot, "field:notes=tea")


def test_answers_of_a_flow_that_is_gone_are_in_no_audience(either: House) -> None:
    """Whether it was private nobody knows."""
    either.text("hi")
    (rosa,) = either.rows("members")
    with either.bot.database.transaction() as connection:
        answers.save(connection, either.bot.keys, member_id=rosa["id"], flow="old/flow", flow_version="1", step="s",
                     name="n", kind="yes_no", value=True, at=either.clock.now())  # fmt: skip
    with pytest.raises(AudienceFault, match="There is no flow"):
        audiences.count(either.bot, "answered:old/flow.n=yes")
