"""Lists of people: every row is accounted for, nobody is texted without evidence, and a second run changes nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import select

from outreach_bot import wiring
from outreach_bot.errors import NotFound, OutreachError
from outreach_bot.flowfiles import load
from outreach_bot.rules.audience_terms import Field
from outreach_bot.rules.phone import normalise
from outreach_bot.rules.textable import Refused, textable
from outreach_bot.services import people, people_export, people_import
from outreach_bot.services.people_cells import moment, zip_of
from outreach_bot.services.people_columns import columns
from outreach_bot.services.people_file import ListFault
from outreach_bot.services.people_import import Report, import_people, understand
from outreach_bot.services.people_rows import FileEvidence
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage import addresses, answers, audit, consents, importing, members
from outreach_bot.storage.database import Database
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import make_key
from outreach_bot.storage.tables import metadata
from tests.house_under_test import FixedClock, _load_once

ROSA, LUIS = "+12035550142", "+14755550177"
FAIR = FileEvidence("labor fair sheet", "2026-10-03", "I agree to get texts. Msg & data rates may apply.")
UPDATES = frozenset({"updates"})


@pytest.fixture
def build(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Bot]]:
    """The bot without its servers: importing people needs no queue."""
    monkeypatch.setattr(load, "load_book", _load_once)
    made: list[Bot] = []

    def make(url: str, keys: str) -> Bot:
        settings = Settings(database_url=url, outreach_keys=(keys,), redis_url="redis://127.0.0.1:9/0")
        made.append(wiring.build(settings, clock=FixedClock(now)))
        return made[-1]

    yield make
    for bot in made:
        bot.database.close()


@pytest.fixture
def bot(build: Callable[..., Bot], database_url: str) -> Bot:
    return build(database_url, make_key())


@pytest.fixture
def lite(build: Callable[..., Bot], sqlite_url: str) -> Bot:
    """On SQLite only, for what does not depend on the database."""
    return build(sqlite_url, make_key())


@pytest.fixture
def take(tmp_path: Path) -> Callable[..., Report]:
    """take(bot, text or bytes, **options) → the report."""

    def write(bot: Bot, content: str | bytes, **options: Any) -> Report:
        path = tmp_path / "people.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        file = understand(path, options.pop("said", ()), people_import.known_fields(bot))
        report = import_people(bot, file, **options)
        adds_up(report)
        return report

    return write


def adds_up(report: Report) -> None:
    assert report.rows == report.imported + report.unchanged + report.merged + report.rejected
    assert report.imported == report.added + report.changed
    standing = report.sendable + report.no_consent + report.withdrawn + report.opted_out + report.young
    assert standing == report.imported + report.unchanged
    assert report.rejected == sum(report.rejected_because.values())


def everything(bot: Bot) -> dict[str, list[Any]]:
    with bot.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key.columns))]
            for name, table in metadata.tables.items()
        }


def refused(tmp_path: Path, name: str = "people.rejected.csv") -> list[dict[str, str]]:
    with (tmp_path / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


# What is taken


def test_a_list_with_evidence_makes_people_who_can_be_texted(bot: Bot, take: Callable[..., Report]) -> None:
    report = take(
        bot,
        "First Name,Cell Phone,Idioma,ZIP,Etiquetas\n"
        "Inés,(203) 555-0142,Español,6106,Nurse; Nueva Británica|equality_pledge\n"
        "Luis,1-475-555-0177,en,06051-1234,\n",
        evidence=FAIR,
    )
    assert (report.rows, report.added, report.sendable, report.consents) == (2, 2, 2, 2)
    ines = people.show(bot, "203-555-0142")
    assert (ines.name, ines.language, ines.zip) == ("Inés", "es", "06106")
    assert ines.tags == {"nurse", "nueva_britanica", "equality_pledge"}
    assert ines.programmes == UPDATES
    (proof,) = ines.consents
    assert (proof.action, proof.source, proof.wording, proof.language) == ("grant", FAIR.source, FAIR.wording, "und")
    assert proof.at == datetime(2026, 10, 3, 4, tzinfo=UTC)  # midnight in Connecticut
    assert people.show(bot, LUIS).zip == "06051"


def test_the_members_of_a_list_are_the_ones_who_text_us(bot: Bot, take: Callable[..., Report], now: datetime) -> None:
    take(bot, "phone,language\n2035550142,es\n", evidence=FAIR)
    with bot.database.transaction() as connection:
        party = load_party(connection, bot.keys, "sms", ROSA, now)
    assert not party.new
    assert (party.language, party.programmes) == ("es", UPDATES)


def test_running_it_again_changes_nothing(bot: Bot, take: Callable[..., Report]) -> None:
    """Also with numbers that the list repeats with other values, and with rows that are not taken."""
    content = (
        "phone,name,language,tags,opted_out\n2035550142,Rosa,es,a,\n4755550177,Luis,en,b,\nrubbish,X,en,,\n"
        "(203) 555-0142,Rosa Díaz,,c,\n8605550111,Ana,es,,yes\n"
    )
    first = take(bot, content, evidence=FAIR)
    before = everything(bot)
    again = take(bot, content, evidence=FAIR)
    assert everything(bot) == before
    assert (first.added, first.merged, first.rejected) == (3, 1, 1)
    assert (again.imported, again.unchanged, again.merged, again.rejected, again.consents) == (0, 3, 1, 1, 0)
    assert (again.sendable, again.opted_out) == (first.sendable, first.opted_out) == (2, 1)


def test_repeated_numbers_are_one_person_also_far_apart(
    bot: Bot, take: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach_bot.services.people_import.BATCH", 2)
    between = "".join(f"20355502{n:02},P{n},,,\n" for n in range(9))
    report = take(
        bot,
        f"phone,name,language,zip,tags\n2035550142,Rosa,es,06106,a\n{between}+1 203 555 0142,Rosa Díaz,,,b\n",
        evidence=FAIR,
    )
    assert (report.rows, report.added, report.merged) == (11, 10, 1)
    rosa = people.show(bot, ROSA)
    assert (rosa.name, rosa.language, rosa.zip, rosa.tags) == ("Rosa Díaz", "es", "06106", {"a", "b"})
    assert len(rosa.consents) == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(bot: Bot, take: Callable[..., Report]) -> None:
    content = "phone,tags\n2035550142,a\n4755550177,\n12,\n"
    before = everything(bot)
    told = take(bot, content, evidence=FAIR, dry_run=True)
    assert everything(bot) == before
    done = take(bot, content, evidence=FAIR)
    assert (told.added, told.sendable, told.rejected) == (done.added, done.sendable, done.rejected) == (2, 2, 1)


def test_names_and_numbers_are_sealed(lite: Bot, take: Callable[..., Report]) -> None:
    take(lite, "phone,name\n2035550142,Guadalupe\n", evidence=FAIR)
    assert "Guadalupe" not in str(everything(lite)) and "2035550142" not in str(everything(lite))


def test_rows_far_apart_are_folded_in_their_order_whatever_shelf_they_lie_on(
    bot: Bot, take: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach_bot.services.people_shelves.SHELF_BYTES", 200)
    monkeypatch.setattr("outreach_bot.services.people_import.BATCH", 3)
    rows = [f"203555{n:04},Name {turn},t{turn}" for turn in range(3) for n in range(100, 140)]
    report = take(bot, "phone,name,tags\n" + "\n".join(rows) + "\n", evidence=FAIR)
    assert (report.rows, report.added, report.merged, report.unchanged) == (120, 40, 80, 0)
    for n in (100, 117, 139):
        shown = people.show(bot, f"203555{n:04}")
        assert (shown.name, shown.tags, len(shown.consents)) == ("Name 2", {"t0", "t1", "t2"}, 1)


def test_a_file_of_one_number_only_is_one_person(lite: Bot, take: Callable[..., Report]) -> None:
    report = take(lite, "phone,name\n" + "203-555-0142,Rosa\n" * 3000, evidence=FAIR)
    assert (report.rows, report.added, report.merged) == (3000, 1, 2999)


def test_nothing_of_a_list_stays_in_the_folder_for_temporary_files(
    lite: Bot, take: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    seen: list[list[Path]] = []
    take(lite, "phone\n2035550142\n", progress=lambda *_: seen.append(list(folder.iterdir())))
    assert seen and all(there == [] for there in seen)


# Fields, towns, and what the columns mean


FIELDS = ("Shift=field:shift:choice", "Years=field:years:number", "Hired=field:hired:date",
          "Driver=field:driver:yes_no", "Notes=field:notes")  # fmt: skip
SHIFTS = (
    "phone,Shift,Years,Hired,Driver,Notes\n2035550142,Night,12.50,3/4/2019,x,likes tea\n4755550177,day,,,,\n"
    "8605550111,,,,no,\n"
)


def test_a_column_becomes_a_field_of_its_kind(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, SHIFTS, said=FIELDS)
    assert people.show(bot, ROSA).fields == {
        "shift": "night", "years": 12.5, "hired": "2019-03-04", "driver": True, "notes": "likes tea",
    }  # fmt: skip
    assert people.show(bot, LUIS).fields == {"shift": "day"}
    assert people_import.known_fields(bot)["shift"].choices == ("day", "night")
    before = everything(bot)
    assert "likes tea" not in str(before)  # a text is sealed
    again = take(bot, SHIFTS, said=FIELDS)
    assert (again.unchanged, again.imported) == (3, 0)
    assert everything(bot) == before


def test_later_lists_add_to_fields_and_correct_them(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, SHIFTS, said=FIELDS)
    report = take(bot, "phone,field:shift,field:notes,field:vest\n2035550142,swing,,medium\n4755550177,,new,\n")
    assert (report.changed, report.columns["field:vest:text"]) == (2, "field:vest")
    rosa = people.show(bot, ROSA).fields
    assert (rosa["shift"], rosa["notes"], rosa["vest"], rosa["years"]) == ("swing", "likes tea", "medium", 12.5)
    assert people.show(bot, LUIS).fields == {"shift": "day", "notes": "new"}
    assert people_import.known_fields(bot)["shift"].choices == ("day", "night", "swing")


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("number", "$1,250.75", 1250.75), ("number", "-3", -3), ("number", "12345678", None), ("number", "1,2", None),
        ("number", "many", None), ("date", "2026-10-31", "2026-10-31"), ("date", "31/12/2026", None),
        ("date", "5/1/1965", "1965-05-01"), ("yes_no", "Sí", True), ("yes_no", "FALSE", False),
        ("yes_no", "sometimes", None), ("choice", "Night shift", "night_shift"), ("choice", "x" * 41, None),
        ("choice", "no tengo papeles", None), ("text", "x" * 501, None), ("text", "mi social es 123-45-6789", None),
    ],
)  # fmt: skip
def test_a_value_that_is_none_or_must_not_be_kept_is_left_out_and_told(
    lite: Bot, take: Callable[..., Report], kind: str, written: str, kept: object
) -> None:
    report = take(lite, f'phone,f\n2035550142,"{written}"\n', said=[f"f=field:f:{kind}"])
    assert people.show(lite, ROSA).fields == ({} if kept is None else {"f": kept})
    assert [note.lines for note in report.notes] == ([[2]] if kept is None else [])
    assert written not in str(report) or len(written) < 3


def test_a_choice_of_too_many_values_is_a_text_and_nothing_is_written(lite: Bot, take: Callable[..., Report]) -> None:
    before = everything(lite)
    with pytest.raises(ListFault, match="60 different values"):
        take(lite, "phone,f\n" + "".join(f"20355501{n},value {n}\n" for n in range(10, 70)), said=["f=field:f:choice"])
    assert everything(lite) == before


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("Cell", '--map "Cell=phone"'),
        ("Sell=phone", "did you mean “Cell”"),
        ("Cell=telephone", "nothing that a column can mean"),
        ("Notes=field:ssn", "must not be kept"),
        ("Notes=field:home_address", "must not be kept"),
        ("Notes=field:immigration status", "must not be kept"),
        ("Notes=field:date of birth:date", "sealed, as text"),
        ("Notes=field:ñandú", None),
        ("Notes=field:日本", "cannot be the name"),
        ("Notes=field:shift:colour", "cannot be a “colour”"),
        ("Notes=field:years:text", "is a number already"),
        ("Notes=field:years", None),
        ("notes=ignore", None),
        ("Notes=field:email_address", None),
    ],
)
def test_what_a_column_means_can_be_said(said: str, sentence: str | None) -> None:
    known = {"years": Field("number")}
    if sentence is None:
        columns(["Cell", "Notes"], [said], known)
    else:
        with pytest.raises(ListFault, match=sentence):
            columns(["Cell", "Notes"], [said], known)


def test_a_first_line_that_is_a_person_is_not_quoted() -> None:
    with pytest.raises(ListFault, match="seems to hold a person") as told:
        columns(["Rosa", "203-555-0142"], ["Cell=phone"], {})
    assert "555" not in str(told.value)


def test_what_is_said_goes_before_what_the_names_say() -> None:
    meant = columns(["Cell", "Home", "Name"], ["Home=phone", "Cell=ignore", "Name=field:called"], {})
    assert meant.places == {"phone": 1}
    assert {place: str(field) for place, field in meant.fields.items()} == {2: "field:called:text"}
    for twice in (["Cell=phone", "Home=phone"], ["Cell=phone", "Cell=ignore"], ["Cell=field:a", "Home=field:a"]):
        with pytest.raises(ListFault):
            columns(["Cell", "Home", "Phone"], twice, {})


def test_a_town_counts_where_the_zip_does_not_say_it(bot: Bot, take: Callable[..., Report], now: datetime) -> None:
    report = take(
        bot,
        'phone,city,zip\n2035550142,"W. Hartford, CT",\n4755550177,Hartford,06051\n8605550111,Springfield,\n'
        "8605550112,Lisbon,06351\n",
    )
    towns = {number: people.show(bot, number).town for number in (ROSA, LUIS, "8605550111", "8605550112")}
    assert towns == {ROSA: "West Hartford", LUIS: "New Britain", "8605550111": None, "8605550112": "Lisbon"}
    assert [(note.rows, note.lines) for note in report.notes] == [(1, [4])]
    take(bot, "phone,zip\n2035550142,06106\n")
    assert people.show(bot, ROSA).town == "Hartford"
    with bot.database.transaction() as connection:  # or they tell us themselves
        party = load_party(connection, bot.keys, "sms", "+18605550112", now)
        members.set_known(connection, bot.keys, party.member_id, zip="06510")
    assert people.show(bot, "8605550112").town == "New Haven"
    assert take(bot, "phone,city\n2035550142,Norwich\n").unchanged == 1


def test_a_tag_for_everybody_in_the_list(lite: Bot, take: Callable[..., Report]) -> None:
    take(lite, "phone,tags\n2035550142,a\n4755550177,\n", tags=["Fair 2026"])
    assert people.show(lite, ROSA).tags == {"a", "fair_2026"}
    assert people.show(lite, LUIS).tags == {"fair_2026"}
    with pytest.raises(ListFault):
        take(lite, "phone\n2035550142\n", tags=["¡!"])


def test_a_tag_that_arrives_by_text_during_an_import_is_not_lost(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone,tags\n2035550142,a\n")
    with bot.database.transaction() as connection:
        party = load_party(connection, bot.keys, "sms", ROSA, bot.clock.now())
    tagged = Thread(target=_tag, args=(bot, party.member_id, "by_text"))
    written = importing.write

    def meanwhile(*args: Any, **options: Any) -> None:
        tagged.start()
        tagged.join(0.3)  # on PostgreSQL it waits for our lock, on SQLite for its writer
        written(*args, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "write", meanwhile)
        take(bot, "phone,tags\n2035550142,b\n")
    tagged.join()
    assert people.show(bot, ROSA).tags == {"a", "b", "by_text"}


def _tag(bot: Bot, member_id: str, tag: str) -> None:
    with bot.database.transaction() as connection:
        members.tag(connection, member_id, tag)


# A list goes out


def exported(bot: Bot, audience: str = "") -> list[dict[str, str]]:
    out = io.StringIO()
    people_export.export_people(bot, out, audience=audience, who="ana")
    return list(csv.DictReader(io.StringIO(out.getvalue())))


def test_what_goes_out_comes_in_again_as_it_was(
    bot: Bot, build: Callable[..., Bot], take: Callable[..., Report], tmp_path: Path
) -> None:
    take(bot, "phone,name,language,zip,city,tags,opted out,Shift,Years,Notes\n"
         "2035550142,José =1+1,es,06106,,a;b,,Night,12.5,\"likes; \"\"tea\"\"\"\n4755550177,Luis,en,,Bethel,,,,,=2+2\n"
         "8605550111,,,,,,yes,,,+1\n", said=[FIELDS[0], FIELDS[1], FIELDS[4]], evidence=FAIR)  # fmt: skip
    first = exported(bot)
    assert [row["phone"] for row in first if row["opted out"]] == ["+18605550111"]
    assert {row["field:notes:text"] for row in first} == {'likes; "tea"', "'=2+2", "'+1"}  # no spreadsheet runs it
    url = f"sqlite:///{tmp_path / 'other.db'}"
    Database(url).migrate()
    other = build(url, make_key())
    with (tmp_path / "out.csv").open("w", encoding="utf-8-sig", newline="") as out:
        people_export.export_people(bot, out, who="ana")
    report = import_people(other, understand(tmp_path / "out.csv"))
    assert (report.added, report.sendable, report.opted_out, report.rejected) == (3, 2, 1, 0)
    again = exported(other)

    def comparable(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return sorted(({**row, "joined": "", "opted out": str(bool(row["opted out"]))} for row in rows),
                      key=lambda row: row["phone"])  # fmt: skip

    assert comparable(again) == comparable(first)
    assert people.show(other, LUIS).fields["notes"] == "=2+2"


def test_only_the_audience_goes_out_and_nobody_who_was_erased(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone,tags\n2035550142,a\n4755550177,a\n8605550111,b\n")
    people.forget(bot, LUIS)
    assert [row["phone"] for row in exported(bot, "tag:a")] == [ROSA]
    assert len(exported(bot)) == 2


def test_answers_go_out_but_private_and_sensitive_ones_never(
    bot: Bot, take: Callable[..., Report], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(bot, "phone\n2035550142\n")
    with bot.database.transaction() as connection:
        party = load_party(connection, bot.keys, "sms", ROSA, now)

        def answer(flow: str, name: str, kind: str, value: Any, **more: Any) -> None:
            answers.save(connection, bot.keys, member_id=party.member_id, flow=flow, flow_version="1", step="s",
                         name=name, kind=kind, value=value, **{"at": now, **more})  # fmt: skip

        answer("equality/pledge", "pledge", "choice", "action", at=now - timedelta(minutes=1))
        answer("equality/pledge", "pledge", "choice", "talk")
        answer("equality/pledge", "name", "name", "Rosalía")
        answer("join/welcome", "zip", "zip", "06106", sensitive=True)
        answer("rights/unpaid_wages", "hours", "decimal", Decimal(40))  # kept before the flow was private
    (row,) = exported(bot)
    assert (row["answer equality/pledge.pledge"], row["answer equality/pledge.name"]) == ("talk", "Rosalía")
    assert row["answer join/welcome.zip"] == "" and "40" not in row.values()
    assert not [name for name in row if "unpaid_wages" in name]
    monkeypatch.setattr(bot.book.flows["equality/pledge"], "private", True)
    assert not {"talk", "Rosalía"} & set(exported(bot)[0].values())


def test_who_exported_how_many_is_written_down_and_nothing_of_them(lite: Bot, take: Callable[..., Report]) -> None:
    take(lite, "phone,name\n2035550142,Guadalupe\n")
    with pytest.raises(BrokenPipeError):  # the reader of a pipe left: what it got has left the house
        people_export.export_people(lite, _Closed(), who="luis")
    with lite.database.reading() as connection:
        assert [(step.who, step.action) for step in audit.history(connection, "members")] == [("luis", "export begun")]
    with structlog.testing.capture_logs() as told:
        exported(lite)
    (line,) = told
    assert (line["event"], line["who"], line["people"]) == ("people were exported", "ana", 1)
    assert "Guadalupe" not in str(line) and "555" not in str(line)
    with lite.database.reading() as connection:
        *_, begun, done = audit.history(connection, "members")
    assert (begun.action, done.action, done.who) == ("export begun", "exported", "ana")
    assert begun.detail == done.detail == {"people": 1, "audience": "everyone"}


class _Closed(io.StringIO):
    def write(self, text: str, /) -> int:
        raise BrokenPipeError


# Evidence of consent


def test_without_evidence_a_person_is_imported_and_not_sendable(bot: Bot, take: Callable[..., Report]) -> None:
    report = take(bot, "phone,name\n2035550142,Rosa\n")
    assert (report.added, report.sendable, report.no_consent) == (1, 0, 1)
    assert people.show(bot, ROSA).programmes == frozenset()
    assert people.show(bot, ROSA).consents == []


@pytest.mark.parametrize(
    ("source", "date", "evidence", "note"),
    [
        ("", "2026-10-03", "Yes to texts", "incomplete"),
        ("fair", "", "Yes to texts", "incomplete"),
        ("fair", "2026-10-03", "", "incomplete"),
        ("fair", "in autumn", "Yes to texts", "cannot be read"),
        ("fair", "13/10/2026", "Yes to texts", "cannot be read"),
        ("fair", "2026-12-03", "Yes to texts", "in the future"),
        ("fair", "0001-01-01T00:00:00+14:00", "Yes to texts", "cannot be read"),
        ("f" * 201, "2026-10-03", "Yes to texts", "too long"),
    ],
)
def test_evidence_that_proves_nothing_counts_for_nothing(
    lite: Bot, take: Callable[..., Report], source: str, date: str, evidence: str, note: str
) -> None:
    row = f"2035550142,{source},{date},{evidence}\n"
    report = take(lite, f"phone,consent_source,consent_date,consent_evidence\n{row}")
    assert (report.added, report.no_consent) == (1, 1)
    (told,) = report.notes
    assert note in told.what and (told.rows, told.lines) == (1, [2])


def test_a_column_goes_before_the_option_and_its_empty_cell_is_no_evidence(
    lite: Bot, take: Callable[..., Report]
) -> None:
    content = "teléfono,fecha de consentimiento\n2035550142,10/4/2026 2:30 PM\n4755550177,\n"
    report = take(lite, content, evidence=FileEvidence(FAIR.source, "", FAIR.wording))
    assert (report.sendable, report.no_consent) == (1, 1)
    assert people.show(lite, ROSA).consents[0].at == datetime(2026, 10, 4, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "evidence",
    [
        FileEvidence(source="fair", date="2026-10-03"),
        FileEvidence(source="fair", wording="Yes"),
        FileEvidence("fair", "tomorrow", "Yes"),
        FileEvidence("fair", "2026-12-03", "Yes"),
    ],
)
def test_half_evidence_for_a_whole_file_stops_before_anything_is_written(
    lite: Bot, take: Callable[..., Report], evidence: FileEvidence
) -> None:
    before = everything(lite)
    with pytest.raises(ListFault):
        take(lite, "phone\n2035550142\n", evidence=evidence)
    assert everything(lite) == before


def test_evidence_names_nobody(lite: Bot, take: Callable[..., Report]) -> None:
    """It stays when the person is forgotten, and it is not sealed."""
    content = (
        "phone,name,consent source,consent date,consent evidence\n"
        '2035550142,Guadalupe Ruiz,called 203-555-0142,10/3/26,"guadalupe: yes, lupe@example.org, no tengo papeles"\n'
    )
    report = take(lite, content)
    (proof,) = people.show(lite, ROSA).consents
    assert proof.source == "called [number]"
    assert proof.wording == "[name]: yes, [email], [removed]"
    assert "taken out" in report.notes[0].what
    assert "uadalupe" not in str(everything(lite))


MONTHLY = "I will get up to 4 texts a month. I may reply STOP."


def test_evidence_keeps_its_words_whatever_people_are_called(bot: Bot, take: Callable[..., Report]) -> None:
    content = (
        "phone,name,consent source,consent date,consent evidence\n"
        f"2035550142,Will May,May Day sheet,2026-05-01,{MONTHLY}\n4755550177,Luis,sheet,2026-05-01,{MONTHLY}\n"
    )
    report = take(bot, content)
    for number in (ROSA, LUIS):
        assert people.show(bot, number).consents[0].wording == MONTHLY
    assert people.show(bot, ROSA).consents[0].source == "May Day sheet"
    assert report.notes == []


def test_an_exported_list_comes_in_again_and_nothing_changes(
    bot: Bot, take: Callable[..., Report], tmp_path: Path, now: datetime
) -> None:
    """Also where the words that were shown hold a part of the name, a number or a line's end, or begin like a formula:
    our own question did, and none of it is taken out."""
    take(bot, f"phone,name,consent source,consent date,consent evidence\n2035550142,Will May,s,2026-05-01,{MONTHLY}\n")
    shown = "+ Families: Luis, texts from 860-555-0100?\nReply YES to agree."
    with bot.database.transaction() as connection:
        party = load_party(connection, bot.keys, "sms", LUIS, now)
        members.set_known(connection, bot.keys, party.member_id, name="Luis Families")
        consents.grant(connection, member_id=party.member_id, address_id=party.address_id, programme="updates",
                       wording=shown, language="en", source="text", at=now)  # fmt: skip
    before = everything(bot)
    with (tmp_path / "out.csv").open("w", encoding="utf-8-sig", newline="") as out:
        people_export.export_people(bot, out, who="ana")
    report = import_people(bot, understand(tmp_path / "out.csv"))
    assert (report.unchanged, report.imported, report.consents) == (2, 0, 0)
    after = everything(bot)
    assert {name for name in after if after[name] != before[name]} == {"audit"}  # who exported


def test_a_list_does_not_say_in_which_language_its_evidence_is(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone,language\n2035550142,es\n", evidence=FileEvidence("fair", "2026-10-03", "Text me. STOP to stop."))
    (proof,) = people.show(bot, ROSA).consents
    assert proof.language == "und"


def test_an_import_never_lifts_an_opt_out(bot: Bot, take: Callable[..., Report], now: datetime) -> None:
    content = "phone,opted_out\n2035550142,no\n"
    take(bot, content, evidence=FAIR)
    people.opt_out(bot, ROSA, "phone call")
    before = everything(bot)
    report = take(bot, content, evidence=FAIR)
    later = take(bot, content, evidence=FileEvidence("new form", "2026-11-01", "Yes again"))
    assert everything(bot) == before
    assert (report.opted_out, report.sendable, later.opted_out, later.sendable) == (1, 0, 1, 0)


def test_an_opt_out_under_an_older_key_holds(
    build: Callable[..., Bot], database_url: str, take: Callable[..., Report]
) -> None:
    old, new = make_key(), make_key()
    people.opt_out(build(database_url, old), ROSA, "phone call")
    report = take(build(database_url, f"{new},{old}"), "phone\n2035550142\n", evidence=FAIR)
    assert (report.opted_out, report.sendable, report.added, report.unchanged) == (1, 0, 0, 1)


def test_consent_that_was_taken_back_comes_back_only_by_later_evidence(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone\n2035550142\n", evidence=FAIR)
    people.opt_out(bot, ROSA, "phone call")
    with bot.database.transaction() as connection:  # START lifts the opt-out, not what was revoked
        found = addresses.find(connection, bot.keys, "sms", ROSA)
        assert found is not None and addresses.opt_in(connection, found.id)
    older = take(bot, "phone\n2035550142\n", evidence=FileEvidence("old sheet", "2026-11-01", "Yes"))
    assert (older.unchanged, older.withdrawn, older.sendable) == (1, 1, 0)
    assert people.show(bot, ROSA).programmes == frozenset()
    bot.clock.go(days=2)  # type: ignore[attr-defined]
    newer = take(bot, "phone\n2035550142\n", evidence=FileEvidence("new sheet", "2026-11-22", "Yes"))
    assert (newer.changed, newer.sendable) == (1, 1)
    assert people.show(bot, ROSA).programmes == UPDATES


@pytest.mark.parametrize("word", ["yes", "Sí", "x", "1", "2026-01-05", "STOP"])
def test_an_opt_out_in_the_list_is_kept(bot: Bot, take: Callable[..., Report], word: str) -> None:
    """Also of somebody whom we may text so far."""
    take(bot, "phone\n2035550142\n", evidence=FAIR)
    report = take(bot, f"phone,Unsubscribed\n2035550142,{word}\n4755550177,{word}\n", evidence=FAIR)
    assert (report.opted_out, report.sendable, report.consents) == (2, 0, 0)
    for number in (ROSA, LUIS):
        shown = people.show(bot, number)
        assert shown.places[0].opted_out_at is not None and shown.programmes == frozenset()
    assert take(bot, f"phone,Unsubscribed\n2035550142,{word}\n4755550177,{word}\n", evidence=FAIR).unchanged == 2


# Who is known already


def test_what_somebody_told_us_stays_and_gaps_are_filled(bot: Bot, take: Callable[..., Report], now: datetime) -> None:
    with bot.database.transaction() as connection:
        party = load_party(connection, bot.keys, "sms", ROSA, now)
        members.set_language(connection, party.member_id, "es")
        members.tag(connection, party.member_id, "nurse")
        members.heard(connection, party.member_id, now, None)
    report = take(bot, "phone,name,language,tags\n2035550142,Rosa,en,hartford\n")
    assert (report.added, report.changed) == (0, 1)
    rosa = people.show(bot, ROSA)
    assert (rosa.language, rosa.name, rosa.tags) == ("es", "Rosa", {"nurse", "hartford"})


def test_a_corrected_list_corrects_people_who_never_wrote(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone,name,language,zip\n2035550142,Rsoa,en,06106\n")
    report = take(bot, "phone,name,language,zip\n2035550142,Rosa,es,\n")
    rosa = people.show(bot, ROSA)
    assert (report.changed, rosa.name, rosa.language, rosa.zip) == (1, "Rosa", "es", "06106")


def test_no_list_says_anything_of_somebody_under_16_but_that_they_opted_out(
    bot: Bot, take: Callable[..., Report]
) -> None:
    content = "phone,name,zip,city,tags,field:shift:choice,opted out\n2035550142,Rosa,06106,,a,night,{}\n"
    take(bot, content.format(""), evidence=FAIR)
    people.set_young(bot, ROSA, True)
    before = everything(bot)
    bot.clock.go(days=2)  # type: ignore[attr-defined]
    report = take(bot, content.format(""), evidence=FileEvidence("new sheet", "2026-11-22", "Yes"))
    assert (report.young, report.sendable, report.unchanged) == (1, 0, 1)
    assert everything(bot) == before
    assert take(bot, content.format("yes")).opted_out == 1
    assert people.show(bot, ROSA).name is None


def test_staff_can_be_members_too(bot: Bot, take: Callable[..., Report], now: datetime) -> None:
    with bot.database.transaction() as connection:
        addresses.find_or_create(connection, bot.keys, "sms", LUIS, now, member=False)
    assert take(bot, "phone,name\n4755550177,Luis\n", evidence=FAIR).added == 1
    assert people.show(bot, LUIS).name == "Luis"
    assert take(bot, "phone,name\n4755550177,Luis\n", evidence=FAIR).unchanged == 1


def test_no_list_brings_back_a_person_who_was_erased(bot: Bot, take: Callable[..., Report], tmp_path: Path) -> None:
    take(bot, "phone,name\n2035550142,Rosa\n", evidence=FAIR)
    people.forget(bot, ROSA)
    before = everything(bot)
    report = take(bot, "phone,name\n2035550142,Rosa\n203-555-0142,Rosa\n4755550177,Luis\n", evidence=FAIR)
    assert (report.added, report.merged, report.rejected) == (1, 0, 2)
    assert "erased" in refused(tmp_path)[0]["rejected because"]
    after = everything(bot)
    assert len(after["members"]) == len(before["members"]) + 1  # Luis
    assert set(before["members"]) < set(after["members"])


def test_two_imports_and_a_stop_at_once_lose_nothing(bot: Bot, tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "people.csv"
    path.write_text("phone\n" + "".join(f"203555{n:04}\n" for n in range(300)))
    file, failures = understand(path), []

    def safely(do: Callable[[], object]) -> None:
        try:
            do()
        except Exception as error:
            failures.append(error)

    jobs: list[Callable[[], object]] = [
        lambda: import_people(bot, file, evidence=FAIR), lambda: import_people(bot, file, evidence=FAIR),
        lambda: people.opt_out(bot, "2035550142", "phone call"),
    ]  # fmt: skip
    threads = [Thread(target=safely, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    rows = everything(bot)
    assert len(rows["members"]) == len(rows["addresses"]) == 300
    rosa = people.show(bot, "2035550142")
    assert rosa.places[0].opted_out_at is not None and rosa.programmes == frozenset()
    assert all(people.show(bot, f"203555{n:04}").programmes == UPDATES for n in (0, 150, 299))


# What is not taken


def test_every_rejected_row_is_in_a_file_with_line_and_reason(
    lite: Bot, take: Callable[..., Report], tmp_path: Path
) -> None:
    report = take(
        lite,
        'phone;name\n2035550142;Rosa\n;Nobody\n12345;Short\n555-0142;Seven\n2,04E+09;Sheet\n(809) 555-0142;Santo\n'
        '+52 55 5555 0142;México\n800-555-0142;Free\n2035550142 x12;Desk\n000-000-0000;Zero\nn/a;None\n\n;;\n'
        '4755550177;"Luis\n"8605550111";Ana\n2035550143;A;B\n',
    )  # fmt: skip
    with (tmp_path / "people.rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == ["phone", "name", "rejected line", "rejected because"]
    lines = {int(row[2]): row[3] for row in rows}
    told = {3: "no phone number", 4: "short code", 5: "area code is missing", 6: "rounded", 7: "United States",
            8: "United States", 9: "toll-free", 10: "extension", 11: "no such number", 12: "not a phone number",
            13: "empty", 14: "empty", 15: "quotation marks", 17: "more values"}  # fmt: skip
    assert set(lines) == set(told)
    for line, words in told.items():
        assert words in lines[line], line
    assert rows[1][:2] == ["12345", "Short"]
    assert (report.rows, report.added, report.rejected) == (16, 2, 14)  # Ana is not swallowed by Luis's open quote
    assert (tmp_path / "people.rejected.csv").stat().st_mode & 0o777 == 0o600
    assert report.rejected_file == str(tmp_path / "people.rejected.csv")


def test_a_rejected_file_can_be_mended_and_imported(lite: Bot, take: Callable[..., Report], tmp_path: Path) -> None:
    take(lite, "name,phone\nPeña,203555014\nLuis,4755550177\n")
    path = tmp_path / "people.rejected.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace("203555014,", "2035550142,") + "Otro,1,9,because\n", encoding="utf-8-sig")
    report = import_people(lite, understand(path))
    assert (report.added, report.rejected) == (1, 1)
    assert people.show(lite, ROSA).name == "Peña"
    again = refused(tmp_path, "people.rejected.rejected.csv")
    assert list(again[0]) == ["name", "phone", "rejected line", "rejected because"]


def test_the_list_itself_is_never_the_rejected_file(lite: Bot, take: Callable[..., Report], tmp_path: Path) -> None:
    with pytest.raises(ListFault, match="--rejected"):
        take(lite, "phone\n1\n", rejected=tmp_path / "people.csv")
    assert (tmp_path / "people.csv").read_text() == "phone\n1\n"


def test_values_that_cannot_be_read_are_left_empty_and_told(lite: Bot, take: Callable[..., Report]) -> None:
    report = take(
        lite,
        "phone,language,zip,tags,name\n2035550142,Klingon,99,sin papeles;ok,Rosa\n4755550177,en,,,A123456789\n",
    )
    assert report.added == 2
    assert {(note.rows, *note.lines) for note in report.notes} == {(1, 2), (1, 3)} and len(report.notes) == 4
    rosa = people.show(lite, ROSA)
    assert (rosa.language, rosa.zip, rosa.tags, rosa.name) == (None, None, {"ok"}, "Rosa")
    assert people.show(lite, LUIS).name is None


@pytest.mark.parametrize(
    "written",
    ['=HYPERLINK(""http://evil"")', "'=1+1", "http://bit.ly/x", "bit.ly/x", "null", "#N/A", "123", "rosa@example.org",
     "www.evil.com", "Rosa 203-555-0143", "-", "sin nombre"],
)  # fmt: skip
def test_a_name_that_is_none_is_left_empty_and_told(lite: Bot, take: Callable[..., Report], written: str) -> None:
    report = take(lite, f'phone,name\n2035550142,"{written}"\n')
    assert people.show(lite, ROSA).name is None
    assert [(note.what[:16], note.lines) for note in report.notes] == [("the name is none", [2])]


@pytest.mark.parametrize("written", ["Rosa Díaz", "O'Brien", "J.R. Ortiz", "Ma.Luisa", "李", "Ana & Luis", "María 2"])
def test_a_name_is_kept(lite: Bot, take: Callable[..., Report], written: str) -> None:
    take(lite, f"phone,name\n2035550142,{written}\n")
    assert people.show(lite, ROSA).name == written


def lost(tmp_path: Path, name: str = "people.lost.csv") -> list[dict[str, str]]:
    return refused(tmp_path, name)


def test_every_value_that_was_left_out_is_in_a_file_with_line_column_and_reason(
    lite: Bot, take: Callable[..., Report], tmp_path: Path
) -> None:
    report = take(
        lite,
        "Cell,City,Idioma,ZIP,Etiquetas,Name,consent source,consent date,consent evidence,f\n"
        "2035550142,Hartfordd,Klingon,99,sin papeles;ok;mi social 123-45-6789,=1+1,fair,in autumn,Yes,soon\n"
        "4755550177,Springfield,en,06106,,Luis,fair,,Yes,\n"
        "8605550111,Hartford,en,06106,,Ana,fair,2026-10-03,Ana said yes,\n12,Nowhere,,,,,,,,\n",
        said=["f=field:f:date"],
    )
    rows = [(row["line"], row["column"], row["read"]) for row in lost(tmp_path)]
    assert sorted(rows) == sorted([
        ("2", "City", "Hartfordd"), ("2", "Idioma", "Klingon"), ("2", "ZIP", "99"), ("2", "Name", "'=1+1"),
        ("2", "Etiquetas", "[removed]"), ("2", "Etiquetas", "mi social [removed]"), ("2", "f", "soon"),
        ("2", "consent date", "in autumn"), ("3", "City", "Springfield"), ("3", "consent date", ""),
        ("4", "consent evidence", "Ana said yes"),
    ])  # fmt: skip
    assert {row["because"] for row in lost(tmp_path)} == {note.what for note in report.notes}
    assert report.lost_file == str(tmp_path / "people.lost.csv")
    assert (tmp_path / "people.lost.csv").stat().st_mode & 0o777 == 0o600
    (tags,) = (note for note in report.notes if "tag" in note.what)
    assert (tags.rows, tags.lines) == (1, [2])  # one row, of which two tags are none


def test_a_report_has_every_line(
    lite: Bot, take: Callable[..., Report], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach_bot.services.people_shelves.SHELF_BYTES", 200)
    report = take(lite, "phone,town\n" + "".join(f"203555{n:04},Nowhere {n}\n" for n in range(100, 160)))
    (note,) = report.notes
    assert (note.rows, note.lines) == (60, list(range(2, 62)))
    assert {row["line"]: row["read"] for row in lost(tmp_path)} == {str(n): f"Nowhere {n + 98}" for n in range(2, 62)}


def test_nothing_left_out_makes_no_file_and_the_list_is_never_replaced(
    lite: Bot, take: Callable[..., Report], tmp_path: Path
) -> None:
    assert take(lite, "phone,town\n2035550142,Hartford\n").lost_file is None
    assert not (tmp_path / "people.lost.csv").exists()
    path = tmp_path / "a.lost.csv"
    path.write_text("phone,town\n2035550142,Nowhere\n")
    with pytest.raises(ListFault, match="--rejected"):
        import_people(lite, understand(path), rejected=tmp_path / "a.csv")
    assert path.read_text() == "phone,town\n2035550142,Nowhere\n"


def test_an_import_that_is_stopped_says_how_far_it_came_and_the_next_takes_the_rest(
    bot: Bot, take: Callable[..., Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach_bot.services.people_import.BATCH", 3)
    content = "phone\n" + "".join(f"203555{n:04}\n" for n in range(100, 110))

    def stop(what: str, done: int, of: int) -> None:
        if what == "Writing" and done >= 6:
            raise KeyboardInterrupt

    with pytest.raises(OutreachError) as told:
        take(bot, content, progress=stop, evidence=FAIR)
    assert str(told.value) == (
        "Stopped: 10 rows were read, 6 of them are taken in. Run it again with the same file: it takes the rest, and "
        "changes nothing twice."
    )
    assert len(everything(bot)["members"]) == 6
    with pytest.raises(OutreachError, match="nothing was written"):
        take(bot, content, progress=stop, evidence=FAIR, dry_run=True)
    rest = take(bot, content, evidence=FAIR)
    assert (rest.added, rest.unchanged) == (4, 6)


@pytest.mark.parametrize(
    ("written", "language"),
    [("sp", "es"), ("Span.", "es"), ("ESP", "es"), ("Eng", "en"), ("ing.", "en"), ("e", None), (".", None)],
)
def test_a_language_may_be_abbreviated(
    lite: Bot, take: Callable[..., Report], written: str, language: str | None
) -> None:
    take(lite, f"phone,language\n2035550142,{written}\n")
    assert people.show(lite, ROSA).language == language


# Files as people have them


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("phone,name\r\n2035550142,Peña\r\n".encode(), "Peña"),
        ("\ufeffphone,name\n2035550142,Peña".encode(), "Peña"),
        ("phone;name\n2035550142;Peña\n".encode("cp1252"), "Peña"),
        ("name\tphone\nPeña\t2035550142\n".encode("utf-16"), "Peña"),
        (b"phone|name\r2035550142|Rosa\r", "Rosa"),
        (b'\n\n"phone","name"\n2035550142,"Rosa, la ""Jefa"""\n', 'Rosa, la "Jefa"'),
        ("phone,name\n2035550142.0,  Pen\u0303a\u0000 \n".encode(), "Peña"),
    ],
)
def test_encodings_and_delimiters(lite: Bot, take: Callable[..., Report], content: bytes, name: str) -> None:
    assert take(lite, content).added == 1
    assert people.show(lite, ROSA).name == name


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"PK\x03\x04rest", "Excel"),
        (b"phone\n\x81\x8d", "CSV UTF-8"),
        (b"Name,Town\nRosa,Hartford\n", 'The columns are: "Name", "Town"'),
        (b"Rosa,203-555-0142,es\n", "names of the columns"),
        (b'"phone\n2035550142\n', "quotes"),
    ],
)
def test_a_file_that_cannot_be_a_list_says_why(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(ListFault, match=words) as fault:
        understand(path)
    assert "555" not in str(fault.value)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Nombre", "Teléfono", "Código Postal", "Idioma"], {"name": 0, "phone": 1, "zip": 2, "language": 3}),
        (["Home Phone", "Cell Phone", "Phone"], {"phone": 1}),
        (["FirstName", "Last Name", "PhoneNumber", "zip_code"], {"name": 0, "phone": 2, "zip": 3}),
        (["First", "Last", "Cell"], {"name": 0, "phone": 2}),
        (["Member name", "Best phone to text"], {"phone": 1}),
        (["phone type", "Contact phone #1"], {"phone": 1}),
    ],
)
def test_columns_are_found_by_their_names(header: list[str], expected: dict[str, int]) -> None:
    assert columns(header, [], {}).places == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("06106", "06106"), ("6106", "06106"), ("602", "00602"), ("06106-1234", "06106"), ("61061234", "06106"),
     ("6106.0", "06106"), ("12", None), ("00001", None), ("Hartford", None), ("061066", None)],
)  # fmt: skip
def test_zips_as_spreadsheets_leave_them(written: str, expected: str | None) -> None:
    assert zip_of(written) == expected


def test_dates_are_moments_in_the_organisations_zone() -> None:
    zone = ZoneInfo("America/New_York")
    assert moment("2026-07-01", zone) == moment("7/1/2026", zone) == datetime(2026, 7, 1, 4, tzinfo=UTC)
    assert moment("2026-07-01T09:00:00Z", zone) == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert moment("07/01/26 9:05 am", zone) == datetime(2026, 7, 1, 13, 5, tzinfo=UTC)
    for may in ("May 1, 2026", "1 de mayo de 2026", "MAYO 1 2026", "May 1st, 2026", "1-May-2026", "1º de mayo del 2026",
                "Friday, May 1, 2026", "viernes, 1 de mayo de 2026", "1st of May 2026", "may. 1,2026"):  # fmt: skip
        assert moment(may, zone) == datetime(2026, 5, 1, 4, tzinfo=UTC), may
    assert moment("Sept 5, 2026 2:30 PM", zone) == datetime(2026, 9, 5, 18, 30, tzinfo=UTC)
    assert [moment(bad, zone) for bad in ("May 2026", "May 1", "31 de abril de 2026", "the May 1 2026")] == [None] * 4
    assert [moment(bad, zone) for bad in ("31/12/2026", "yesterday", "2026-02-30", "1/1/1970", "45932")] == [None] * 5


@given(st.from_regex(r"(\+?1[ .-]?)?\(?[0-9]{3}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}", fullmatch=True))
@example("203-555-0142")
@example("787 555 0142")
def test_the_remembered_prefixes_say_what_the_library_says(written: str) -> None:
    answer = textable(written)
    if isinstance(answer, str):
        assert answer == normalise(written)
    else:
        assert normalise(written) is None or answer.reason.startswith(("This is not a number", "This is a toll"))


@given(st.text(max_size=60))
def test_any_text_is_a_number_or_a_reason(written: str) -> None:
    answer = textable(written)
    assert isinstance(answer, Refused) or normalise(answer) == answer


_FRAGMENTS = st.lists(
    st.sampled_from(['"', ",", ";", "\n", "\r\n", "\t", "2035550142", "4755550177", "Peña", "es", "", " ", "\x00",
                     "6106", "2026-10-03", "a;b", "ñ\u0301", "\u2028", "=1+1"]),
    max_size=60,
).map(lambda parts: "".join(parts).encode())  # fmt: skip


@hypothesis_settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([b"", b"phone,name\n", b"phone;language;tags\n", b"\xff\xfe",
                     b"phone,consent_source,consent_date,consent_evidence,opted_out\n"]),
    st.one_of(st.binary(max_size=300), _FRAGMENTS),
)  # fmt: skip
def test_no_bytes_crash_the_reader_and_no_row_is_lost(lite: Bot, tmp_path: Path, header: bytes, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(header + content)
    seen: dict[str, tuple[int, int]] = {}

    def progress(what: str, done: int, of: int) -> None:
        assert seen.get(what, (0, of)) <= (done, of)
        seen[what] = (done, of)

    try:
        report = import_people(lite, understand(path), evidence=FileEvidence(), dry_run=True, progress=progress)
    except ListFault:
        return
    adds_up(report)
    assert seen["Reading"] == (path.stat().st_size,) * 2
    assert all(done == of for done, of in seen.values())


# One person


def test_an_opt_out_told_to_staff_ends_everything(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone\n2035550142\n", evidence=FAIR)
    done = people.opt_out(bot, "(203) 555-0142", "phone call")
    assert (done.new, done.known, done.programmes) == (True, True, ["updates"])
    assert people.opt_out(bot, ROSA, "again").new is False
    shown = people.show(bot, ROSA)
    assert [(row.action, row.source) for row in shown.consents] == [("grant", FAIR.source), ("revoke", "phone call")]


def test_an_opt_out_of_a_stranger_is_remembered(bot: Bot, take: Callable[..., Report]) -> None:
    assert not people.opt_out(bot, ROSA, "phone call").known
    assert take(bot, "phone,name\n2035550142,Rosa\n", evidence=FAIR).opted_out == 1


def test_forgetting_leaves_the_opt_out_and_the_evidence_alone(bot: Bot, take: Callable[..., Report]) -> None:
    take(bot, "phone,name,zip,tags\n2035550142,Rosa,06106,nurse\n", evidence=FAIR)
    people.opt_out(bot, ROSA, "phone call")
    done = people.forget(bot, ROSA)
    assert (done.erased.addresses, done.disk) == (1, True)
    shown = people.show(bot, ROSA)
    assert shown.forgotten and (shown.name, shown.zip, shown.tags) == (None, None, frozenset())
    assert shown.places[0].opted_out_at is not None
    assert [row.wording for row in shown.consents] == [FAIR.wording, None]
    with pytest.raises(NotFound):
        people.forget(bot, ROSA)


def test_a_number_we_do_not_know_or_cannot_read(lite: Bot) -> None:
    for journey in (people.show, people.forget):
        with pytest.raises(NotFound):
            journey(lite, ROSA)
        with pytest.raises(people.WrongNumber) as fault:
            journey(lite, "203555")
        assert "203555" not in str(fault.value)
    with pytest.raises(OutreachError, match="phone call"):
        people.opt_out(lite, ROSA, " ")


def test_an_import_seals_under_the_newest_key_only_what_is_new(
    build: Callable[..., Bot], database_url: str, take: Callable[..., Report]
) -> None:
    old, new = make_key(), make_key()
    take(build(database_url, old), "phone,name\n2035550142,Rosa\n", evidence=FAIR)
    both = build(database_url, f"{new},{old}")
    before = everything(both)
    report = take(both, "phone,name\n2035550142,Rosa\n", evidence=FAIR)
    assert (report.unchanged, report.sendable) == (1, 1)
    assert everything(both) == before
