"""Audiences as organizers type them: what each text means, and what each mistake is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.audience import (
    All,
    Answered,
    Consents,
    Either,
    Everyone,
    GotBlast,
    HasField,
    Heard,
    InZip,
    Joined,
    LivesIn,
    Not,
    OptedOut,
    Speaks,
    Tagged,
    Texted,
    Told,
    spoken,
)
from outreach_bot.rules.audience_terms import Field, Question, Vocabulary
from outreach_bot.rules.audience_text import AudienceFault, parse, quoted, shorthand

NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TAGS = {"cleaners", "nurses", "nueva_britanica"}
WORDS = Vocabulary(
    now=NOW,
    zone=ZoneInfo("America/New_York"),
    languages={"en": "en", "es": "es", "english": "en", "espanol": "es"},
    towns={"hartford": "Hartford", "new britain": "New Britain", "windham": "Windham"},
    villages={"willimantic": "Windham"},
    fields={
        "shift": Field("choice", ("day", "night")), "years": Field("number"), "hired": Field("date"),
        "driver": Field("yes_no"), "notes": Field("text"),
    },
    flows={
        "equality/pledge": {
            "pledge": Question("choice", ("talk", "vote_plan")), "name": Question("name", None),
            "topics": Question("choices", ("pay", "hours")), "again": Question("yes_no", None),
        }
    },
    private={"rights/unpaid_wages"},
    has_tag=TAGS.__contains__,
    tags=lambda: TAGS,
    has_programme={"updates"}.__contains__,
    programmes=lambda: {"updates"},
    has_blast={12}.__contains__,
    facts={"wage.minimum", "vote.hours", "vote.lookup"},
    told=lambda fact: {"wage.minimum": {"15.69", "16.35", "16.94"}, "vote.hours": {"6 a.m. (“early”)"}}.get(fact, ()),
    holds=lambda fact: {"wage.minimum": {"16.94", "17.50"}}.get(fact, ()),
)  # fmt: skip
A, B, ES = Tagged("cleaners"), Tagged("nurses"), Speaks("es")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", Everyone()),
        ("everyone", Everyone()),
        ("opted_out", OptedOut()),
        ("tag:cleaners", A),
        ('tag:"Nueva Británica"', Tagged("nueva_britanica")),
        ("tag:“Nueva Británica”", Tagged("nueva_britanica")),  # as Word and phones write them
        ("TAG:Cleaners", A),
        ("language:es", ES),
        ("language:Español", ES),
        ("language:unknown", Speaks(None)),
        ("town:hartford", LivesIn("Hartford")),
        ('town:"New Britain"', LivesIn("New Britain")),
        ("town:new_britain", LivesIn("New Britain")),
        ("town:unknown", LivesIn(None)),
        ("zip:06106", InZip("06106")),
        ("field:notes", HasField("notes", "text")),
        ("field:shift=Night", HasField("shift", "choice", "=", "night")),
        ("field:years>=12.5", HasField("years", "number", ">=", Decimal("12.5"))),
        ("field:years<-1", HasField("years", "number", "<", Decimal(-1))),
        ("field:hired<2024-01-31", HasField("hired", "date", "<", date(2024, 1, 31))),
        ("field:driver=sí", HasField("driver", "yes_no", "=", True)),
        ("answered:equality/pledge", Answered("equality/pledge")),
        ("answered:equality/pledge.name", Answered("equality/pledge", "name")),
        ("answered:equality/pledge.pledge=talk", Answered("equality/pledge", "pledge", "talk")),
        ("answered:equality/pledge.topics=pay", Answered("equality/pledge", "topics", "pay", several=True)),
        ("answered:equality/pledge.again=no", Answered("equality/pledge", "again", False)),
        ("heard:ever", Heard(None)),
        ("heard:30d", Heard(NOW - timedelta(days=30))),
        ("heard:2w", Heard(NOW - timedelta(days=14))),
        ("joined:2026-10-31", Joined(datetime(2026, 10, 31, 4, tzinfo=UTC))),
        ("texted:7d", Texted(NOW - timedelta(days=7))),
        ("blast:12", GotBlast(12)),
        ("consented:updates", Consents("updates")),
        ("told:wage.minimum", Told("wage.minimum", ("15.69", "16.35"), ("16.94", "17.50"))),
        ("told:wage.minimum=16.35", Told("wage.minimum", ("16.35",), ("16.94", "17.50"))),
        ('told:vote.hours="6 a.m. (early)"', Told("vote.hours", ("6 a.m. (“early”)",), ())),
        ("not told:vote.hours and tag:nurses", All((Not(Told("vote.hours", ("6 a.m. (“early”)",), ())), B))),
        ("tag:cleaners and tag:nurses and language:es", All((A, B, ES))),
        ("tag:cleaners OR tag:nurses", Either((A, B))),
        ("not tag:cleaners and language:es", All((Not(A), ES))),
        ("not (tag:cleaners and language:es)", Not(All((A, ES)))),
        ("not not tag:cleaners", Not(Not(A))),
        ("(tag:cleaners)and(not language:es)", All((A, Not(ES)))),
        ("tag:cleaners and (language:es or town:Hartford)", All((A, Either((ES, LivesIn("Hartford")))))),
    ],
)
def test_what_a_text_means(text: str, meant: Any) -> None:
    assert parse(text, WORDS) == meant


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("tag:clenaers", 0, "Nobody has the tag “clenaers”: did you mean “cleaners”?"),
        ("tag:nurses and langauge:es", 15, "There is no “langauge:”: did you mean “language”?"),
        ("tag:nurses and town:Hartfrod", 15, "“Hartfrod” is no town of Connecticut: did you mean “Hartford”?"),
        ("town:Willimantic", 0, "“Willimantic” is a part of Windham. Write town:Windham"),
        ("language:fr", 0, "“fr” is no language of ours; there are: en, es, unknown"),
        ("zip:6106", 0, "A ZIP code has five digits: zip:06106"),
        ("language=es", 0, "Put a colon behind “language”: language:es"),
        ("cleaners", 0, "“cleaners” is no condition. A tag, for example, is written tag:cleaners"),
        ("tag:", 0, "Write it like tag:cleaners"),
        ("tag", 0, "Write it like tag:cleaners"),
        ("tag: cleaners", 5, "No blank behind the colon: tag:cleaners"),
        ("everyone:x", 0, "“everyone” stands alone, without a colon."),
        ("field:shfit=day", 0, "No list has brought a field “shfit”: did you mean “shift”?"),
        ("field:shift=nite", 0, "“shift” is never “nite”: did you mean “night”?"),
        ("field:shift>day", 0, "“shift” has no order: use ="),
        ("field:shift!=day", 0, "Write it with not: not field:shift=day"),
        ("field:years=many", 0, "“years” is a number: write it like field:years>=5"),
        ("field:years=NaN", 0, "“years” is a number: write it like field:years>=5"),
        ("field:hired<10/31/2026", 0, "“hired” is a date: write it like 2026-10-31"),
        ("field:driver=perhaps", 0, "“driver” is yes or no"),
        ("field:notes=x", 0, "“notes” is a text, and texts are sealed: an audience can only ask whether there is one: "
                             "field:notes"),
        ("answered:rights/unpaid_wages", 0, "“rights/unpaid_wages” is private: its answers are in no audience."),
        ("answered:rights/unpaid_wages.hours=3", 0, "“rights/unpaid_wages” is private: its answers are in no "
                                                    "audience."),
        ("answered:equality/plege", 0, "There is no flow “equality/plege”: did you mean “equality/pledge”?"),
        ("answered:equality/pledge.plege", 0, "“equality/pledge” saves no answer “plege”: did you mean “pledge”?"),
        ("answered:equality/pledge.pledge=talks", 0, "“talks” is no answer to “pledge”: did you mean “talk”?"),
        ("answered:equality/pledge.name=Ana", 0, "“name” is a name, and those are sealed: an audience can only ask "
                                                 "whether it was answered: answered:equality/pledge.name"),
        ("heard:soon", 0, "Days like 30d, weeks like 8w, or a day: write it like 2026-10-31"),
        ("heard:2026-02-30", 0, "Days like 30d, weeks like 8w, or a day: write it like 2026-10-31"),
        ("blast:13", 0, "There is no blast 13. List them with: outreach blasts list"),
        ("told:wage.minimun", 0, "There is no fact “wage.minimun”: did you mean “wage.minimum”?"),
        ("told:vote.lookup", 0, "Nobody was told a value of “vote.lookup” that does not hold any more."),
        ("told:wage.minimum=16.94", 0, "“16.94” still holds. Is it wrong? Then enter the right one in flows/facts "
                                       "first."),
        ("told:wage.minimum=16.36", 0, "Nobody was told that “wage.minimum” is “16.36”: did you mean “16.35”?"),
        ("told:wage.minimum>=16", 0, "What was told has no order: use ="),
        ("told:", 0, "Write it like told:wage.minimum"),
        ("consented:update", 0, "Nobody has agreed to “update”: did you mean “updates”?"),
        ("tag:cleaners tag:nurses", 13, "Put “and” or “or” before this."),
        ("tag:cleaners and", 16, "Something is missing at the end."),
        ("and tag:cleaners", 0, "“and” joins two conditions: one is missing here."),
        ("tag:cleaners and or tag:nurses", 17, "“or” joins two conditions: one is missing here."),
        ("not", 3, "Something is missing at the end."),
        ("()", 1, "This parenthesis was never opened."),
        ("(tag:cleaners", 0, "This parenthesis is never closed."),
        ("tag:cleaners)", 12, "This parenthesis was never opened."),
        ('tag:"cleaners', 4, "This quotation mark is never closed."),
        ("tag:cleaners and tag:nurses or language:es", 28,
         "“and” and “or” side by side can be read in two ways: put parentheses around what belongs together."),
    ],
)  # fmt: skip
def test_what_a_mistake_is_told(text: str, place: int, sentence: str) -> None:
    with pytest.raises(AudienceFault) as told:
        parse(text, WORDS)
    assert told.value.faults == [(place, sentence)]
    assert str(told.value) == f"{text}\n{' ' * place}^ {sentence}"


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(AudienceFault) as told:
        parse("tag:x or (language:fr or not zip:1)", WORDS)
    assert [place for place, _ in told.value.faults] == [0, 10, 29]


def test_a_mistake_far_inside_a_long_text_is_shown_with_what_is_around_it() -> None:
    text = " or ".join(["tag:nurses"] * 30 + ["tag:x"] + ["tag:nurses"] * 30)
    with pytest.raises(AudienceFault) as told:
        parse(text, WORDS)
    line, arrow = str(told.value).splitlines()
    assert line[arrow.index("^") :].startswith("tag:x or") and len(line) == 70


@pytest.mark.parametrize("text", ["(" * 500 + "tag:cleaners" + ")" * 500, "not " * 400 + "tag:cleaners", "x" * 2001])
def test_what_is_too_deep_or_too_long_is_told(text: str) -> None:
    with pytest.raises(AudienceFault):
        parse(text, WORDS)


@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(["tag:cleaners", "and", "or", "not", "(", ")", '"', ":", "field:years", "<=", "=", "5", " ",
                             "heard:9999w", "answered:equality/pledge", ".", "joined:9999-12-31", "“", "ñ"]),
            max_size=20,
        ).map("".join),
    )
)  # fmt: skip
def test_any_text_is_an_audience_or_a_sentence(text: str) -> None:
    try:
        parse(text, WORDS)
    except AudienceFault as told:
        assert told.faults and all(0 <= place <= len(text) and sentence for place, sentence in told.faults)


# Shorthands, and the languages that a blast needs


@pytest.mark.parametrize(
    ("tags", "languages", "text", "written"),
    [
        ([], [], "", ""),
        (["Nueva Británica"], [], "", "tag:nueva_britanica"),
        (["cleaners", "nurses"], ["es"], "", "tag:cleaners and tag:nurses and language:es"),
        (["cleaners"], ["es", "en"], "", "tag:cleaners and (language:es or language:en)"),
        ([], [], " tag:nurses or tag:cleaners ", "tag:nurses or tag:cleaners"),
        (["cleaners"], [], "tag:nurses or language:es", "tag:cleaners and (tag:nurses or language:es)"),
    ],
)
def test_shorthands_become_an_audience(tags: list[str], languages: list[str], text: str, written: str) -> None:
    assert shorthand(tags, languages, text) == written
    parse(written, WORDS)


@given(st.text(min_size=1, max_size=30))
def test_a_quoted_value_is_one_word(value: str) -> None:
    with pytest.raises(AudienceFault) as told:
        parse(f"blast:{quoted(value)} and blast:0", WORDS)
    assert len(told.value.faults) == 2


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("", ["en", "es"]),
        ("tag:cleaners", ["en", "es"]),
        ("language:es", ["es"]),
        ("tag:cleaners and language:es", ["es"]),
        ("language:es or tag:cleaners", ["en", "es"]),
        ("not language:es", ["en"]),
        ("not (language:es and tag:cleaners)", ["en", "es"]),
        ("not (language:es or tag:cleaners)", ["en"]),
        ("language:es and language:en", []),
        ("language:unknown", []),
        ("not everyone", []),
    ],
)
def test_a_blast_needs_the_languages_that_somebody_in_it_may_speak(text: str, languages: list[str]) -> None:
    assert spoken(parse(text, WORDS), ["en", "es"]) == languages
