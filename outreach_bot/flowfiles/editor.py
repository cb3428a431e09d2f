"""The JSON Schema of a flow file, for editors that complete and underline while an author types."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from ..conversation.answers import TYPES
from ..conversation.flow import Flow
from ..conversation.steps import KINDS
from .parse import FILLED_IN, flow_adapter, step_adapter
from .schema import json_schema
from .story import Story


def flow_schema() -> dict[str, Any]:
    """JSON Schema 2020-12. Made from the same types that read the files, so the two can't differ."""
    definitions: dict[str, Any] = {}
    kinds = [_inlined(json_schema(step_adapter(verb)), definitions) for verb in KINDS]
    ask = next(kind for kind in kinds if "ask" in kind["properties"])
    ask["properties"]["answer"] = _answer(definitions)
    flow = _inlined(json_schema(flow_adapter()), definitions)
    properties = {f.name: flow["properties"][f.name] for f in fields(Flow) if f.name not in FILLED_IN}
    properties["expire"] = {"type": "string", "pattern": "^[0-9]{1,5}[smhd]$"}
    properties["steps"] = {"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": kinds}}
    properties["tests"] = {"type": "array", "items": _inlined(json_schema(TypeAdapter(Story)), definitions)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flow",
        "type": "object",
        "properties": properties,
        "required": ["title", "steps"],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _answer(definitions: dict[str, Any]) -> dict[str, Any]:
    """A type's name, or a type with its own settings and no others."""
    types = []
    for name, answer in TYPES.items():
        settings = _inlined(json_schema(TypeAdapter(answer)), definitions)
        properties = {"type": {"const": name}, **settings.get("properties", {})}
        types.append({"type": "object", "properties": properties, "required": ["type"], "additionalProperties": False})
    return {"anyOf": [{"enum": list(TYPES)}, *types]}


def _inlined(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema with its own definitions moved to the common ones."""
    definitions.update(schema.pop("$defs", {}))
    return schema
