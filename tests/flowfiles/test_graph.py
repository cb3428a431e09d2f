"""Charts, and the schema for editors."""

from __future__ import annotations

import json
from typing import Any

from outreach_bot.conversation.steps import KINDS
from outreach_bot.flowfiles.editor import flow_schema
from outreach_bot.flowfiles.graph import mermaid


def test_a_chart_shows_every_way(project: Any) -> None:
    chart = mermaid(project.load().book.flows["rights/pay"])
    lines = [line.strip() for line in chart.splitlines()]
    assert lines[0] == "flowchart TD"
    for line in (
        'start(["rights/pay"]) --> s_ask_hours',
        's_ask_hours{{"ask_hours"}}',
        's_ask_hours -->|"hours > 100"| s_to_person',
        's_ask_hours -->|"else"| s_result',
        's_ask_hours -->|"not understood"| s_to_person',
        "s_result --> s_ask_person",
        's_to_person>"to_person"]',
        "s_to_person --> end_3",
        'end_3(["referred"])',
    ):
        assert line in lines, chart


def test_the_schema_knows_every_step_kind_and_key() -> None:
    schema = flow_schema()
    json.dumps(schema)
    kinds = schema["properties"]["steps"]["additionalProperties"]["anyOf"]
    assert all(verb in kind["properties"] for verb, kind in zip(KINDS, kinds, strict=True))
    assert {"title", "start", "private", "expire", "steps", "tests"} <= set(schema["properties"])
    assert not {"id", "version", "source"} & set(schema["properties"])
    assert schema["properties"]["tests"]["items"]["properties"].keys() >= {"name", "lang", "script"}

    def references(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["$ref"].rsplit("/", 1)[-1]} if "$ref" in part else set()
            return own.union(*(references(inner) for inner in part.values()))
        return set().union(*map(references, part)) if isinstance(part, list) else set()

    assert references(schema) <= schema["$defs"].keys()
