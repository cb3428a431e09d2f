"""The texts of a blast: what they must say, and that no field is ever left standing in what a person reads."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from outreach_bot.rules.merging import FIELDS, LONGEST, ORGANISATION, faults, fields, merge

ORG = {"org.name": "CT Working Families", "org.phone": "860-555-0100", "org.url": "https://e.org", "org.email": ""}
EN = "{org.name}: {name|friend}, early voting starts Monday. STOP to stop."
ES = "{org.name}: {name|vecina}, ya se puede votar. ALTO para salir."


def told(text: str, language: str = "en") -> list[str]:
    return faults({language: text}, [language], ORG)


def test_good_texts_have_no_fault() -> None:
    assert faults({"en": EN, "es": ES}, ["en", "es"], ORG) == []


@pytest.mark.parametrize(
    ("values", "text"),
    [({"name": "Rosa", "zip": "06106"}, "Rosa of 06106"), ({"name": None, "zip": None}, "friend of your town"),
     ({}, "friend of your town"), ({"name": "", "zip": "06511"}, "friend of 06511"),
     ({"name": "  ", "zip": ""}, "friend of your town"), ({"name": " Ana ", "zip": None}, "Ana of your town"),
     ({"name": "{zip|x}", "zip": "06106"}, "{zip|x} of 06106")],
)  # fmt: skip
def test_a_field_is_what_we_know_or_its_fallback(values: dict[str, str | None], text: str) -> None:
    assert merge("{name|friend} of {zip| your town }", values, ORG).text == text


def test_what_is_the_organisations_comes_from_the_organisation() -> None:
    text = merge("{org.name} {org.phone} {org.url} {org.email|no mail}", {"name": "Rosa"}, ORG).text
    assert text == "CT Working Families 860-555-0100 https://e.org no mail"


def test_what_is_known_to_everybody_is_filled_in_as_it_stands() -> None:
    known = {
        **ORG, "fact.election.primary:date": "Tuesday, September 14, 2027", "link:https://e.org/a?b=1": "e.org/l/x",
        "paid_for_by": "Rosa's committee",
    }  # fmt: skip
    text = "{org.name}: {fact.election.primary:date} {link:https://e.org/a?b=1} Paid for by {paid_for_by}. STOP"
    assert faults({"en": text}, ["en"], known) == []
    assert merge(text, {}, known).text == (
        "CT Working Families: Tuesday, September 14, 2027 e.org/l/x Paid for by Rosa's committee. STOP"
    )


def test_a_value_that_ends_in_a_full_stop_ends_the_sentence_too() -> None:
    known = {"fact.vote.polls_close": "8 p.m."}
    template = "Until {fact.vote.polls_close}. Or {fact.vote.polls_close}, or {fact.vote.polls_close}... {name|Sr.}."
    assert merge(template, {}, known).text == "Until 8 p.m. Or 8 p.m., or 8 p.m.... Sr."


def test_fallbacks_are_counted_and_fields_told() -> None:
    text = "{org.name} {name|friend} {zip|town} {org.email|no mail} {name|you}"
    assert fields(text) == ["org.name", "name", "zip", "org.email"]
    assert [merge(text, known, ORG).fallbacks for known in ({}, {"name": "Ana"}, {"name": "Ana", "zip": "06106"})] == [
        3, 1, 0
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{org.name}: {fact.moon} STOP",
         "The text in “en” quotes {fact.moon}, which is no fact, or not of that kind: see outreach facts list."),
        ("{org.name}: {link:example} STOP",
         "The text in “en” has a link {link:example} that is no address: {link:https://example.org}."),
        ("{org.name}: see https://bit.ly/3xY STOP",
         "The text in “en” has an address of a public shortener, which carriers block: write {link:https://…} with the "
         "real one."),
        ("{org.name}: {paid_for_by} STOP",
         "The text in “en” has the field {paid_for_by}, which says nothing: name who pays with --paid-for-by."),
    ],
)  # fmt: skip
def test_facts_links_and_payers_that_are_not_right(text: str, sentence: str) -> None:
    assert faults({"en": text}, ["en"], {**ORG, "paid_for_by": ""}) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("CT Working Families: {nombre|amiga}. STOP",
         "The text in “en” has the field {nombre}, which does not exist; there are: name, zip, org.name, org.phone, "
         "org.url, org.email, paid_for_by, fact.…, link:…."),
        ("CT Working Families: {Name|x}. STOP",
         "The text in “en” has the field {Name}, which does not exist; there are: name, zip, org.name, org.phone, "
         "org.url, org.email, paid_for_by, fact.…, link:…."),
        ("CT Working Families: {}. STOP",
         "The text in “en” has the field {}, which does not exist; there are: name, zip, org.name, org.phone, "
         "org.url, org.email, paid_for_by, fact.…, link:…."),
        ("CT Working Families: {name}. STOP",
         "The text in “en” needs a fallback in {name}, for people who never told us: {name|friend}."),
        ("CT Working Families: {zip| }. STOP",
         "The text in “en” needs a fallback in {zip}, for people who never told us: {zip|friend}."),
        ("CT Working Families: {org.email}. STOP",
         "The text in “en” has the field {org.email}, which bot.yaml leaves empty: fill it in there or drop it here."),
        ("CT Working Families: {name|friend. STOP", "The text in “en” has a brace { or } that belongs to no field."),
        ("CT Working Families: name}. STOP", "The text in “en” has a brace { or } that belongs to no field."),
        ("CT Working Families: {{name|x}}. STOP", "The text in “en” has a brace { or } that belongs to no field."),
        ("Early voting starts Monday. STOP", "The text in “en” does not say who it is from: put in {org.name}."),
        ("{org.name}: early voting starts Monday.", "The text in “en” does not say how to stop: name the word STOP."),
        ("{org.name}: unstoppable {name|stop}!", "The text in “en” does not say how to stop: name the word STOP."),
        (f"{{org.name}}: STOP {'x' * 1600}",
         "The text in “en” has 1,617 characters; no text may have more than 1,600."),
    ],
)  # fmt: skip
def test_each_fault_is_a_sentence_that_says_what_to_do(text: str, sentence: str) -> None:
    assert told(text) == [sentence]


@pytest.mark.parametrize(
    "text",
    ["{org.name}: vote! Reply STOP to stop.", "CT WORKING FAMILIES: vote! Text stop.",
     "{org.name|us}: vote. (Stop=end)", "{org.name}: {name|friend|neighbor}, vote! STOP",
     "Ct Working Families\n{name|a\nb}\nStop."],
)  # fmt: skip
def test_what_is_no_fault(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("word", ["ALTO", "alto", "Alto.", "STOP"])
def test_spanish_may_name_either_word(word: str) -> None:
    assert told(f"{{org.name}}: ya se puede votar. Responda {word}", "es") == []


def test_spanish_without_either_is_told_the_spanish_one() -> None:
    assert told("{org.name}: ya se puede votar. ALTOS", "es") == [
        "The text in “es” does not say how to stop: name the word ALTO."
    ]


@pytest.mark.parametrize("missing", [{}, {"es": ""}, {"es": " \n "}])
def test_each_language_of_the_audience_needs_its_text(missing: dict[str, str]) -> None:
    assert faults({"en": EN, **missing}, ["en", "es"], ORG) == [
        "There is no text in “es”: write one, so that nobody is left out or answered in a language they did not choose."
    ]


def test_a_text_that_nobody_would_get_is_a_fault() -> None:
    assert faults({"en": EN, "es": ES}, ["es"], ORG) == [
        "The audience has nobody who gets the text in “en”: leave it out, or widen the audience."
    ]


def test_all_faults_are_told_at_once() -> None:
    wrong = faults({"en": "{who} {name}", "es": "Hola"}, ["en", "es"], ORG)
    assert len(wrong) == 6
    assert len(set(wrong)) == 6


def test_a_long_text_may_be_as_long_as_the_carrier_takes() -> None:
    text = "{org.name}: STOP "
    assert told(text + "x" * (LONGEST - len(text))) == []


# People who write texts type anything.

odd = st.sampled_from(["{name}", "{", "}", "{}", "{|}", "{name|}", "{x|y}", "{{name|a}}", "|", "{org.email}", "{\n}"])
field = st.builds(lambda name, fallback: f"{{{name}|{fallback}}}", st.sampled_from(FIELDS + ORGANISATION), st.text())
fair = st.one_of(field, st.text(max_size=20), st.sampled_from(["{org.name}", "{name|friend}", " STOP "]))
templates = st.one_of(
    st.lists(fair, max_size=6).map("".join), st.lists(st.one_of(fair, odd), max_size=6).map("".join)
).map(lambda text: f"{text} {{org.name}}. STOP")
values = st.fixed_dictionaries({}, optional={name: st.none() | st.text(max_size=30) for name in FIELDS})
_FIELD_LEFT = re.compile(r"\{[^{}]*\}")


@given(templates, values)
def test_what_passed_never_fails_and_leaves_no_field(template: str, known: dict[str, str | None]) -> None:
    assume(not faults({"en": template}, ["en"], ORG))
    plain = {name: value.replace("{", "").replace("}", "") if value else value for name, value in known.items()}
    text = merge(template, plain, ORG).text
    assert not _FIELD_LEFT.search(text)
    assert "{" not in text
    assert "}" not in text


@given(templates, values)
def test_a_good_text_with_anything_around_its_fields(template: str, known: dict[str, str | None]) -> None:
    good = template.replace("{", "(").replace("}", ")") + " {org.name} {name|friend} STOP"
    assume(len(good) <= LONGEST)
    assert told(good) == []
    text = merge(good, known, ORG).text
    assert text.endswith(f" CT Working Families {(known.get('name') or '').strip() or 'friend'} STOP")
    assert text.startswith(good.partition("{")[0])


@given(st.text(), st.text())
def test_faults_never_breaks(english: str, spanish: str) -> None:
    for fault in faults({"en": english, "es": spanish}, ["en", "es"], ORG):
        assert fault[0].isupper()
        assert fault[-1] in ".}"
