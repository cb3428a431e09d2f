"""The JSON Schema for editors takes every flow there is, and underlines what cannot stand there."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from outreach_bot.cli.flows import FLOWS
from outreach_bot.flowfiles.editor import flow_schema
from outreach_bot.flowfiles.reading import read, read_file

SCHEMA = flow_schema()
TYPES: dict[str, Any] = {
    "null": type(None), "boolean": bool, "integer": int, "number": int | Decimal, "string": str, "array": list,
    "object": dict,
}  # fmt: skip
KNOWN = {  # a word that this reader does not know would let everything through
    "$ref", "$defs", "$schema", "type", "enum", "const", "anyOf", "properties", "required", "additionalProperties", "items", "minItems",
    "minProperties", "minLength", "minimum", "maximum", "pattern", "title", "description", "default", "format",
    "exclusiveMinimum",
}


def fits(schema: Any, value: Any) -> bool:
    """What of JSON Schema our own schema uses."""
    if "$ref" in schema:
        return fits(SCHEMA["$defs"][schema["$ref"].rsplit("/", 1)[-1]], value)
    assert set(schema) <= KNOWN
    if "anyOf" in schema and not any(fits(each, value) for each in schema["anyOf"]):
        return False
    if "enum" in schema and value not in schema["enum"]:
        return False
    if "const" in schema and value != schema["const"]:
        return False
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        if not any(isinstance(value, TYPES[name]) and (name == "boolean") == isinstance(value, bool) for name in names):
            return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    if isinstance(value, int | Decimal):
        return schema.get("minimum", value) <= value <= schema.get("maximum", value)
    if isinstance(value, list):
        return len(value) >= schema.get("minItems", 0) and all(fits(schema.get("items", {}), each) for each in value)
    if isinstance(value, dict):
        more = schema.get("additionalProperties", {})
        own = schema.get("properties", {})
        return set(schema.get("required", ())) <= set(value) and all(
            fits(own[key], each) if key in own else more is not False and fits(more, each)
            for key, each in value.items()
        )
    return True


@pytest.mark.parametrize("path", sorted(FLOWS.glob("*/[a-z]*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_schema_takes_every_flow(path: Any) -> None:
    if path.parent.name not in ("facts", "journeys"):
        assert fits(SCHEMA, read_file(path, path.name).data)


WRONG = {
    "an unknown key": 'title: "B"\ntitel: "B"\nsteps: {a: {end: x}}',
    "no steps": 'title: "B"',
    "a step without a verb": 'title: "B"\nsteps: {a: {sya: "Hi."}}',
    "an unknown answer type": 'title: "B"\nsteps: {a: {ask: "Hi?", answer: yesno}}',
    "a setting of another answer type": 'title: "B"\nsteps: {a: {ask: "Hi?", answer: {type: date, min: 3}}}',
    "a misspelt setting": 'title: "B"\nsteps: {a: {ask: "Hi?", answer: {type: integer, mni: 3}}}',
    "a retry for no reason": 'title: "B"\nsteps: {a: {ask: "Hi?", answer: zip, retry: [{when: rnge, say: "B"}]}}',
    "a weight of nothing": 'title: "B"\nsteps: {a: {split: [{value: a, weight: 0, goto: b}, {value: c, weight: 1, goto: b}]}}',
    "an unknown kind": 'title: "B"\nkind: rights\nsteps: {a: {end: x}}',
    "a duration": 'title: "B"\nprivate: true\nexpire: 4 hours\nsteps: {a: {end: x}}',
    "a story without lines": 'title: "B"\nsteps: {a: {end: x}}\ntests: [{name: t, script: []}]',
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_the_schema_underlines(name: str) -> None:
    assert not fits(SCHEMA, read("x.yaml", WRONG[name].encode()).data)
