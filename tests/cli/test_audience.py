"""`outreach audience`: what an organizer sees, and what a program reads."""

from __future__ import annotations

import json
from pathlib import Path

from tests.house_under_test import House

LIST = "phone,name,language,tags,zip,opted out\n" + "".join(
    f"20355501{n},Rosa,{'es' if n % 2 else 'en'},cleaners,06106,{'yes' if n == 11 else ''}\n" for n in range(10, 16)
)
EVIDENCE = ("--consent-source", "fair", "--consent-date", "2024-10-03", "--consent-evidence", "Text me news")


def test_counted_told_apart_and_shown(house: House, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text(LIST)
    house.outreach("members", "import", str(tmp_path / "people.csv"), *EVIDENCE, "--yes")
    assert house.outreach("audience", "count") == "6\n"
    asked = "tag:cleaners and language:es"
    assert json.loads(house.outreach("audience", "count", asked, "--json")) == {"audience": asked, "people": 3}
    assert house.outreach("audience", "funnel", asked) == (
        "          3  in the list\n"
        "         -1  opted out  (opted_out)\n"
        "          2  would be texted\n"
    )  # fmt: skip
    told = json.loads(house.outreach("audience", "funnel", asked, "--json"))
    assert (told["in_the_list"], told["will_be_texted"]) == (3, 2)
    assert {step["reason"]: step["people"] for step in told["steps"] if step["people"]} == {"opted_out": 1}
    shown = house.outreach("audience", "show", asked, "--reason", "opted_out")
    assert shown == "+12035550111  es  06106  Rosa  opted out\n"
    assert len(json.loads(house.outreach("audience", "show", "--limit", "4", "--json"))) == 4
    assert house.outreach("audience", "show", "town:Bethel") == "Nobody.\n"


def test_what_there_is_to_ask_for(house: House, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("phone,field:shift:choice,tags\n2035550110,Night,cleaners\n")
    house.outreach("members", "import", str(tmp_path / "people.csv"), *EVIDENCE, "--yes")
    told = house.outreach("audience", "words")
    for line in ("  tag:cleaners", "  field:shift  choice: night", "  consented:updates",
                 "  answered:equality/pledge.pledge  vote_plan, talk, action"):  # fmt: skip
        assert f"{line}\n" in told
    assert "unpaid_wages" not in told
    assert json.loads(house.outreach("audience", "words", "--json"))["fields"]["shift"]["choices"] == ["night"]


def test_a_mistake_is_shown_where_it_is(house: House) -> None:
    told = house.outreach("audience", "count", "everyone and langauge:es", code=2)
    assert told == (
        "everyone and langauge:es\n"
        "             ^ There is no “langauge:”: did you mean “language”?\n"
    )  # fmt: skip
