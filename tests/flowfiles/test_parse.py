"""Flow files as types; versions; old structures brought back from storage."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach_bot.conversation.steps.ask import Ask
from outreach_bot.flowfiles.load import load_structure, structure
from outreach_bot.flowfiles.parse import seconds


def pay(project: Any) -> Any:
    return project.load().book.flows["rights/pay"]


def edited(project: Any, old: str, new: str) -> Any:
    """The flow after an edit; what is not translated yet doesn't matter here."""
    path = project.root / "flows/rights/pay.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    project.translate()
    return pay(project)


def test_a_good_flow_has_everything_in_place(project: Any) -> None:
    flow = pay(project)
    assert (flow.id, flow.kind, flow.private, flow.expire) == ("rights/pay", "rights_information", True, 4 * 3600)
    assert list(flow.steps) == ["ask_hours", "result", "ask_person", "bye", "to_person"]
    ask = flow.steps["ask_hours"]
    assert isinstance(ask, Ask)
    assert (ask.answer.type, ask.answer.parser.min, ask.save, ask.otherwise) == (
        "decimal",
        Decimal("0.25"),
        "hours",
        "to_person",
    )
    assert ask.next[0].test({"hours": 101}) is True
    assert [retry.say.msgid for retry in ask.retry] == ["A number please, like 37.5", "One number, please."]
    assert ask.ask.context == "rights/pay/ask_hours/ask"
    assert flow.steps["bye"].end == "informed"


def test_options_are_heard_in_every_language(project: Any) -> None:
    project.write(
        "flows/work.yaml",
        """
title: "Work"
steps:
  a:
    ask: "What work?"
    answer: choice
    options: [{value: farm, label: "Farm work", say: {en: [harvest], es: [Campo]}}, {value: other, label: "Other"}]
    end: x
tests: [{name: t, start: true, script: [{in: "el campo"}]}]
""",
    )
    project.translate({"Farm work": "Labores agrícolas"})
    farm, other = project.load().book.flows["work"].steps["a"].options
    assert farm.heard == ("farm", "farm work", "labores agricolas", "harvest", "campo")
    assert other.heard == ("other",)


@pytest.mark.parametrize(("old", "new"), [
    ('"How many hours?"', '"About how many hours?"'), ('title: "Pay"', 'title: "My pay"'),
    ('"General information."', '"Information only."'), ("[PAY]", "[PAY, WAGE]"), ("{hours:number}", "{hours:count}"),
    ("an ordinary answer", "another name"),
])  # fmt: skip
def test_wording_does_not_change_the_version(project: Any, old: str, new: str) -> None:
    before = pay(project).version
    assert len(before) == 12
    assert edited(project, old, new).version == before


@pytest.mark.parametrize(("old", "new"), [
    ("max: 500", "max: 501"), ("hours > 100", "hours > 99"), ("expire: 4h", "expire: 3h"), ("queue: wages", "queue: pay"),
    ("bye", "farewell"), ("end: informed", "end: told"), ("{hours:number}.", "enough."),
])  # fmt: skip
def test_structure_changes_the_version(project: Any, old: str, new: str) -> None:
    before = pay(project).version
    assert edited(project, old, new).version != before


def test_the_order_of_steps_is_structure(project: Any) -> None:
    before = pay(project).version
    path = project.root / "flows/rights/pay.yaml"
    bye = "  bye: {end: informed}\n"
    path.write_text(path.read_text().replace(bye, "").replace("tests:", f"{bye}tests:"))
    assert pay(project).version != before


def test_a_structure_survives_storage(project: Any) -> None:
    flow = pay(project)
    raw = json.loads(json.dumps(structure(flow)))
    again = load_structure("rights/pay", raw)
    assert again == flow
    assert again.version == flow.version


def test_an_old_structure_speaks_todays_words(project: Any) -> None:
    old = structure(pay(project))
    edited(project, '"How many hours?"', '"About how many hours?"')
    edited(project, '"You said {hours:number}."', '"You said so."')
    edited(project, "max: 500", "max: 400")
    today = pay(project)
    again = load_structure("rights/pay", old, today)
    assert again.version != today.version
    assert again.steps["ask_hours"].answer.parser.max == 500
    assert again.steps["ask_hours"].ask.msgid == "About how many hours?"
    # its placeholders changed, so the old frames may not have what the new text needs
    assert again.steps["result"].say.msgid == "You said {hours:number}."


def test_an_old_structure_understands_options_in_every_language(project: Any) -> None:
    work = """
title: "Work"
steps:
  a:
    ask: "What work?"
    answer: choice
    options: [{value: farm, label: "Farm work", say: {es: [campo]}}, {value: gone, label: "Gone", say: {es: [ido]}}]
    end: x
tests: [{name: t, start: true, script: [{in: "el campo"}]}]
"""
    project.write("flows/work.yaml", work)
    project.translate({"Farm work": "Labores agrícolas"})
    old = structure(project.load().book.flows["work"])
    project.write(
        "flows/work.yaml", work.replace('{value: gone, label: "Gone", say: {es: [ido]}}', '{value: new, label: "New"}')
    )
    project.translate({"Farm work": "Labores agrícolas"})
    again = load_structure("work", old, project.load().book.flows["work"])
    assert again.steps["a"].options[0].heard == ("farm", "farm work", "labores agricolas", "campo")
    assert again.steps["a"].options[1].heard == ("gone", "ido")


def test_a_structure_that_todays_code_cannot_read_says_so() -> None:
    with pytest.raises(ValueError, match="gone_verb"):
        load_structure("x", {"title": "X", "steps": {"gone_verb_step": {"gone_verb": 1}}})


@pytest.mark.parametrize(("text", "expected"), [("90s", 90), ("15m", 900), ("4h", 14400), ("3d", 259200)])
def test_durations(text: str, expected: int) -> None:
    assert seconds(text) == expected


@pytest.mark.parametrize("text", ["", "4", "h", "4 h", "-4h", "0h", "4w", "4.5h", "999999h", None, 4, True])
def test_what_is_no_duration(text: Any) -> None:
    with pytest.raises(ValueError, match="90s, 15m, 4h or 3d"):
        seconds(text)


def test_files_that_are_no_flows(project: Any) -> None:
    project.write("flows/other.yml", "title: x\n")
    project.write("flows/.hidden.yaml", "nonsense")
    project.write("flows/list.yaml", "- a\n")
    project.write("flows/empty.yaml", "")
    assert [(f.file, f.message[:28]) for f in project.read().faults] == [
        ("flows/empty.yaml", "a flow is a group of “name: "),
        ("flows/list.yaml", "a flow is a group of “name: "),
        ("flows/other.yml", "this file is not loaded: let"),
    ]


def test_bot_yaml_may_lie_elsewhere(project: Any, tmp_path: Any) -> None:
    from outreach_bot.flowfiles.load import load_book

    own = tmp_path / "own" / "ours.yaml"
    own.parent.mkdir()
    own.write_text(project.bot_yaml(org='{name: "Ours", kind: c5, phone: "203-555-0123", url: "https://example.org"}'))
    loaded = load_book(own, project.root / "flows", project.root / "locales")
    assert loaded.book.bot.org.name == "Ours"
    assert set(loaded.book.flows) == {"menu", "rights/pay"}


NOTHING_SENSIBLE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
    | st.sampled_from(["", " ", "{", "{fact.x}", "{{", "a b", "known(", "a.b", "x if", "'", "answer", "hours", "result", "choice"])
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["say", "ask", "type", "if", "goto", "else", "text", "value", "end", "next", "x"]), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def _places(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place, *(found for key, each in inner for found in _places(each, (*place, key)))] if place or inner else []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(st.data())
def test_nothing_an_author_writes_breaks_the_reading_or_the_checking(project: Any, data: st.DataObject) -> None:
    written = yaml.safe_load(project.pay)
    places = [place for place in _places(written) if place]
    for place in data.draw(st.lists(st.sampled_from(places), min_size=1, max_size=2)):
        target = written
        try:
            for step in place[:-1]:
                target = target[step]
            target[place[-1]] = data.draw(NOTHING_SENSIBLE)
        except (KeyError, IndexError, TypeError):
            continue  # the first change took this place away
    text = yaml.dump(written, Dumper=_Dumper, sort_keys=False, allow_unicode=True)
    project.write("flows/rights/pay.yaml", text)
    assert all(fault.message and fault.line >= 0 for fault in project.check())


class _Dumper(yaml.SafeDumper):
    pass


_Dumper.add_representer(Decimal, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", str(value)))
