"""Facts files: typed values, periods, and what is refused."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from outreach_bot.flowfiles.facts import FactBook, read_facts, typed
from outreach_bot.flowfiles.reading import read

REST = 'source: "S", source_date: "2026", confidence: high, review_by: never'


def facts(text: str) -> FactBook:
    return read_facts([read("f.yaml", text.encode())])


def test_values_have_their_types() -> None:
    book = facts(f"""
- id: a.money
  title: M
  type: money
  about: law
  values:
    - {{from: 2025-01-01, until: 2025-12-31, value: "16.35", {REST}}}
    - {{from: 2026-01-01, value: 16.94, source: S, source_date: "2026", confidence: medium, review_by: 2027-01-02, note: n}}
- {{id: a.date, title: D, type: date, about: law, crisis: true, values: [{{value: 2026-11-03, {REST}}}]}}
- {{id: a.phone, title: P, type: phone, about: law, values: [{{value: 211, {REST}}}]}}
- {{id: a.count, title: I, type: integer, about: law, values: [{{value: 14, {REST}}}]}}
- {{id: a.unknown, title: U, type: text, about: law, values: [{{value: null, {REST}}}]}}
""")
    assert book.faults == []
    first, second = book.facts["a.money"].values
    assert (first.value, first.start, first.until, first.review_by) == (
        Decimal("16.35"),
        date(2025, 1, 1),
        date(2025, 12, 31),
        None,
    )
    assert (second.value, second.until, second.confidence, second.review_by) == (
        Decimal("16.94"),
        None,
        "medium",
        date(2027, 1, 2),
    )
    assert book.facts["a.date"].values[0].value == date(2026, 11, 3)
    assert book.facts["a.date"].crisis
    assert [book.facts[f"a.{name}"].values[0].value for name in ("phone", "count", "unknown")] == ["211", 14, None]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (f"- {{id: a, title: A, type: money, about: law,\n   values: [{{value: $16, {REST}}}]}}", 2, "write digits only, like 16.94"),
        (f"- {{id: a, title: A, type: date, about: law,\n   values: [{{value: 3/11/2026, {REST}}}]}}", 2, "write it like 2026-11-03"),
        (f"- {{id: a, title: A, type: phone, about: law,\n   values: [{{value: call us, {REST}}}]}}", 2, "is not a phone number"),
        (f"- {{id: a, title: A, type: url, about: law,\n   values: [{{value: ct.gov, {REST}}}]}}", 2, "begins with https://"),
        (f"- {{id: a, title: A, type: integer, about: law,\n   values: [{{value: 1.5, {REST}}}]}}", 2, "not a whole number"),
        (f"- {{id: a, title: A, type: text, about: law,\n   values: [{{value: [b], {REST}}}]}}", 2, "needs a plain value"),
        (f"- {{id: a, title: A,\n   type: monney, about: law, values: [{{value: 1, {REST}}}]}}", 2, "“monney” cannot stand here"),
        ("- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - value: b\n      source_date: x\n      confidence: high\n      review_by: never", 6, "“source” is missing"),
        (f"- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - {{value: b, {REST.replace('“S”', '')}}}".replace('source: "S"', 'source: " "'), 6, "“source” is empty"),
        (f"- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - {{value: b, {REST}}}\n    - {{from: 2026-01-01, value: c, {REST}}}", 7, "overlaps the one on line 6"),
        (f"- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - {{from: 2026-02-01, until: 2026-01-01, value: c, {REST}}}", 6, "ends (2026-01-01) before it begins"),
        (f"- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - {{from: January, value: c, {REST}}}", 6, "“January” is not a date"),
        (f"- id: a\n  title: A\n  type: text\n  about: law\n  values:\n    - {{value: c, {REST.replace('never', 'nevr')}}}", 6, "or the word never"),
        (f"- {{id: a, title: A, type: text, about: law, values: [{{value: b, {REST}}}]}}\n- {{id: a, title: A, type: text, about: law, values: [{{value: c, {REST}}}]}}", 2, "already in f.yaml:1"),
        ("- {id: a, title: A, type: text, about: law,\n   values: []}", 2, "at least one value"),
        (f"- {{id: a, title: A, type: statement, about: law,\n   values: [{{value: {'x' * 401}, {REST}}}]}}", 2, "make two facts of it"),
        (f"- {{id: a, title: A, type: text, values: [{{value: b, {REST}}}]}}", 1, "“about” is missing"),
        (f"- {{id: A b, title: A, type: text, about: law, values: [{{value: b, {REST}}}]}}", 1, "“A b” cannot be a fact's id"),
        ("a: 1", 1, "is a list of facts"),
    ],
)  # fmt: skip
def test_faults_name_their_line(text: str, line: int, part: str) -> None:
    (fault,) = facts(text).faults
    assert (fault.line, part in fault.message) == (line, True), str(fault)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "1e5", "", " ", "16,94", "1" * 40])
def test_strange_money_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        typed(text, "money")


def test_a_review_that_is_due_is_a_warning_and_no_date_is_silent(project: Any) -> None:
    (fault,) = project.check(date(2027, 7, 1))
    assert fault.warning
    assert "the review of “wage.minimum” was due on 2027-06-30" in fault.message
    assert fault.line == project.line("flows/facts/facts.yaml", "16.94")
    assert project.check(date(2027, 6, 30)) == []
    assert project.check(None) == []
