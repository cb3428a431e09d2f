"""Facts, elections and texts: only what a person stands behind is told; what is due is seen; errors are traced."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from outreach_bot.services import elections, facts
from outreach_bot.storage import facts as fact_rows
from tests.house_under_test import ROOT, STAFF, BuildHouse, House

LIVE = "https://texts.cwf.test"


@pytest.fixture
def live(build_house: BuildHouse, database_url: str, tmp_path: Path) -> House:
    """A deployment that texts real people."""
    text = (ROOT / "flows/bot.yaml").read_text()
    for example, own in (("860-555-0100", "860-555-0111"), ("example.org", "cwf.test"), ("5550199", "5550198")):
        text = text.replace(example, own)
    bot_yaml = tmp_path / "bot.yaml"
    bot_yaml.write_text(text)
    return build_house(database_url, public_base_url=LIVE, outreach_bot=bot_yaml)


def test_a_flow_that_nobody_has_read_leads_to_a_person(live: House) -> None:
    assert "A person from our team will write to you here" in live.text("WAGES").says
    assert live.rows("tickets")[0]["queue"] == "general"
    assert "What can we help with?" in live.text("MENU").says, "what needs no reader is open"
    assert "rights/unpaid_wages" in live.outreach("texts", "list")


def test_a_flow_is_open_once_both_have_read_it(live: House, build_house: BuildHouse) -> None:
    settings = {"public_base_url": LIVE, "outreach_bot": live.bot.settings.outreach_bot}
    live.outreach("texts", "sign-off", "rights/unpaid_wages", "--role", "lawyer", "--who", "Ada Law", "--yes")
    half = build_house(live.bot.settings.database_url, **settings)
    assert "A person from our team" in half.text("WAGES").says, "a lawyer alone is not enough"
    words = ("texts", "sign-off", "rights/unpaid_wages", "--role", "native_reader", "--who", "Rosa Lee", "--yes")
    assert json.loads(live.outreach(*words, "--json"))["signed"] > 50
    assert json.loads(live.outreach(*words, "--json"))["signed"] == 0, "once is enough"
    assert json.loads(live.outreach("texts", "list", "--flow", "rights/unpaid_wages", "--json")) == []
    live.outreach("facts", "confirm", "wage.time_limit", "--value", "2", "--who", "Ana Ruiz", "--yes")
    again = build_house(live.bot.settings.database_url, **settings)
    assert "What is your work?" in again.text("WAGES", "+14755550178").says


def test_the_doctor_names_what_is_open(live: House) -> None:
    told = live.outreach("doctor", code=1)
    assert "blocks  wage.minimum: confirm it: outreach facts confirm wage.minimum --who NAME" in told
    assert "rights/unpaid_wages" in told
    assert "municipal_primary 2027-09-14: nobody is told" in told
    live.outreach("facts", "confirm", "wage.minimum", "--value", "16.94", "--who", "Ana Ruiz", "--yes")
    assert "wage.minimum: confirm it" not in live.outreach("doctor", code=1)


def test_what_is_due_comes_in_the_order_of_its_urgency(house: House) -> None:
    house.clock.go(days=400)
    found = facts.due(house.bot)
    assert found[0].crisis
    assert {each.why for each in found if each.fact == "vote.lookup"} == {"overdue"}
    assert house.outreach("facts", "due", "--strict", code=1)


def test_a_wrong_value_is_traced_to_the_people_who_were_told(either: House) -> None:
    either.text("PLEDGE")
    (quote,) = either.rows("fact_quotes", fact_id="wed.certified")
    told = json.loads(either.outreach("facts", "recall", "wed.certified", "--value", quote["value"], "--json"))
    assert (told["people"], told["texts"], told["private"]) == (1, 1, {})
    assert "Nobody was told" in either.outreach("facts", "recall", "wed.certified", "--value", "1921-08-26", code=2)


def test_private_flows_give_counts_only(either: House) -> None:
    either.texts("WAGES", "1", "1", "18", "40")  # the overtime question quotes wage.overtime_after
    assert [row for row in either.rows("fact_quotes") if row["fact_id"] == "wage.overtime_after"] == []
    told = facts.recall(either.bot, "wage.overtime_after", "40")
    assert (told.people, told.private) == (0, {"2026-11": "<10"})
    with either.bot.database.transaction() as connection:
        for _ in range(11):
            fact_rows.count_private(connection, [("wage.overtime_after", "40")], either.clock.now())
    assert facts.recall(either.bot, "wage.overtime_after", "40").private == {"2026-11": "12"}


def test_staff_enter_an_election_and_take_it_back(either: House) -> None:
    lines = either.outreach("elections", "calendar")
    assert "2027-09-14 Tue  municipal_primary  [computed, not entered: nobody is told]" in lines
    assert "change party by 2027-06-14" in lines
    words = ("municipal_primary", "2027-09-14", "--town", "new haven", "--party", "democratic", "--who", "Ana Ruiz")
    said = either.outreach("elections", "enter", *words)
    assert "Understood as municipal_primary, democratic, New Haven. Entry 1:" in said
    assert "early 2027-09-07 Tue to 2027-09-12 Sun" in said, "whoever vouches sees what members are told"
    assert "Entry 1:" in either.outreach("elections", "enter", *words), "twice is once"
    lines = either.outreach("elections", "calendar")
    assert "municipal_primary, democratic, New Haven  [entry 1, by Ana Ruiz]" in lines
    assert "municipal_primary  [computed, not entered elsewhere: nobody is told elsewhere]" in lines
    with either.bot.database.reading() as connection:
        either.clock.go(minutes=1)
        (known,) = either.bot.facts.at(connection, either.clock.now()).calendar
    assert (known.town, known.party) == ("New Haven", "democratic")
    assert "Missing option '--who'" in either.outreach("elections", "withdraw", "1", code=2)
    either.outreach("elections", "withdraw", "1", "--who", "Luz")
    either.outreach("elections", "withdraw", "1", "--who", "Luz", code=2)
    assert [(row["who"], row["action"]) for row in either.rows("audit", subject="election:1")] == [
        ("Ana Ruiz", "entered"), ("Luz", "withdrawn"),
    ]  # fmt: skip
    assert all(line.entry is None for line in elections.calendar(either.bot))
    assert len(either.rows("elections")) == 1, "it stays as a record"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("municipal_primary", "2027-09-14", "--party", "democratic"), "enter each with --town"),
        (("state_primary", "2028-08-08"), "say which with --party"),
        (("general", "2028-11-07", "--party", "democratic"), "leave --party out"),
        (("special", "2027-02-23"), "--town or --district"),
        (("municipal", "2027-05-03", "--town", "Boston"), "is no town of Connecticut"),
        (("municipal", "2027-11-03"), "no day of a municipal election: it is Tuesday, 2027-11-02"),
        (("municipal", "2027-05-03"), "name them with --town"),
        (("municipal_primary", "2027-09-15", "--town", "Hartford", "--party", "democratic"), "add --sure"),
    ],
)
def test_entries_that_cannot_be(house: House, words: tuple[str, ...], told: str) -> None:
    assert told in house.outreach("elections", "enter", *words, "--who", "Ana", code=2)
    assert house.rows("elections") == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("general", "14/9/2027"), "“14/9/2027” is no day: write it like 2027-09-14."),
        (("general", "2027-02-30"), "write it like 2027-09-14"),
        (("state_primary", "2028-08-08", "--party", "democrata"), "none of them: did you mean “democratic”?"),
        (("state_primary", "2028-08-08", "--party", "Repúblicano"), "did you mean “republican”?"),
        (("municipal primary", "2027-09-14"), "did you mean “municipal_primary”?"),
    ],
)
def test_what_is_mistyped_is_told_how_to_write(house: House, words: tuple[str, ...], told: str) -> None:
    said = house.outreach("elections", "enter", *words, "--who", "Ana", code=2)
    assert told in said and "%Y" not in said


def test_what_was_understood_is_said(house: House) -> None:
    words = ("--party", "democratic", "--who", "Ana", "--sure")
    said = house.outreach("elections", "enter", "municipal_primary", "2027-09-15", "--town", "Hartfrod", *words)
    assert "Understood as municipal_primary, democratic, Hartford. Entry 1:\n2027-09-15 Wed" in said


def test_yesterdays_election_is_nobodys_next(house: House) -> None:
    elections.enter(house.bot, "municipal", (house.clock.now() - timedelta(days=1)).date(), "Ana",
                    town=None, party=None, district=None, sure=True)  # fmt: skip
    assert all(line.entry is None for line in elections.calendar(house.bot))


def test_staff_are_told_on_the_day_after_a_review_was_missed(house: House) -> None:
    house.clock.go(days=127)  # 27 March 2027; reviews are due on 31 March
    house.tidy()
    before = house.carried(STAFF)
    for _ in range(6):
        house.clock.go(days=1)
        house.tidy()
    told = house.carried(STAFF)[len(before) :]
    assert [text for text in told if "past their review" in text], told
    assert len(told) <= 2, "not every day"
