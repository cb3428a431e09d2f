"""pydantic's faults as sentences with lines, and the JSON Schema of the language for editors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from ..errors import Fault
from ..rules.suggestion import did_you_mean
from .reading import Document, Place

T = TypeVar("T")

_EXPECTED = {
    "string_type": "a text is expected here; put it between quotes",
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
    "int_type": "a whole number is expected here",
    "int_parsing": "a whole number is expected here",
    "int_from_float": "a whole number is expected here",
    "decimal_type": "a number is expected here",
    "decimal_parsing": "a number is expected here",
    "list_type": "a list is expected here: lines that begin with “- ”",
    "tuple_type": "a list is expected here: lines that begin with “- ”",
    "dict_type": "a group of “name: value” lines is expected here",
    "mapping_type": "a group of “name: value” lines is expected here",
    "dataclass_type": "a group of “name: value” lines is expected here",
    "dataclass_exact_type": "a group of “name: value” lines is expected here",
    "date_from_datetime_parsing": "a date like 2026-11-03 is expected here",
    "date_type": "a date like 2026-11-03 is expected here",
    "is_instance_of": "an expression is expected here, between quotes",
}
_BOUNDS = {
    "greater_than": "write a number above",
    "greater_than_equal": "the least that can stand here is",
    "less_than": "write a number below",
    "less_than_equal": "the most that can stand here is",
}


def validate(adapter: TypeAdapter[T], raw: Any, document: Document, *place: str | int) -> T | None:
    """The value, or None with all its faults added to the document."""
    try:
        return adapter.validate_python(raw)
    except ValidationError as error:
        document.faults.extend(_faults(error, adapter, document, place))
        return None


def readable_part(adapter: TypeAdapter[T], required: Mapping[str, Any], parts: Mapping[str, Any]) -> T | None:
    """The value made of what is required and of those parts that can be read; None when not even the former can."""
    value: T | None = None
    kept = dict(required)
    for addition in ({}, *({key: part} for key, part in parts.items())):
        try:
            value = adapter.validate_python(kept | addition)
        except ValidationError:
            if not addition:
                return None
        else:
            kept |= addition
    return value


def _faults(error: ValidationError, adapter: TypeAdapter[Any], document: Document, place: Place) -> Iterable[Fault]:
    for detail in error.errors(include_url=False, include_input=True):
        where = tuple(detail["loc"])
        inner = detail.get("ctx", {}).get("error")
        if isinstance(inner, ValidationError):  # a validator that validates a part of its own
            title = TypeAdapter(dict[str, Any])
            yield from _faults(inner, title, document, (*place, *where))
        else:
            yield document.fault(_sentence(detail, adapter, where), *place, *where)


def _sentence(detail: Mapping[str, Any], adapter: TypeAdapter[Any], where: Place) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    name = str(where[-1]) if where else ""
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        return f"“{name}” is not known here{did_you_mean(name, _keys_at(adapter, where[:-1]))}"
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        return f"“{name}” is missing here"
    if kind == "value_error":
        return str(context["error"])
    if kind in _BOUNDS:
        return f"“{name}”: {_BOUNDS[kind]} {next(iter(context.values()))}"
    if kind == "too_short":
        return f"“{name}”: write at least {context['min_length']} here"
    if kind == "literal_error":
        return f"“{detail['input']}” cannot stand here; expected: {context['expected']}"
    sentence = _EXPECTED.get(kind, str(detail["msg"]))
    return f"“{name}”: {sentence}" if isinstance(where[-1] if where else None, str) else sentence


class _Schema(GenerateJsonSchema):
    """Expressions are text, or a bare true/false/number."""

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        return {"type": ["string", "boolean", "integer"]}

    def callable_schema(self, schema: core_schema.CallableSchema) -> JsonSchemaValue:
        return {}


def json_schema(adapter: TypeAdapter[Any]) -> dict[str, Any]:
    return adapter.json_schema(schema_generator=_Schema)


def _keys_at(adapter: TypeAdapter[Any], where: Place) -> list[str]:
    """The keys that may stand at a place, read from the schema."""
    try:
        schema = json_schema(adapter)
    except Exception:  # a type without a schema: the fault is told without a suggestion
        return []
    definitions = schema.get("$defs", {})
    at = _resolved(schema, definitions)
    for step in where:
        inner = at.get("items") if isinstance(step, int) else at.get("properties", {}).get(step)
        at = _resolved(inner or at.get("additionalProperties") or {}, definitions)
    return list(at.get("properties", {}))


def _resolved(schema: Any, definitions: Mapping[str, Any]) -> dict[str, Any]:
    if not isinstance(schema, dict):
        return {}
    if "$ref" in schema:
        return _resolved(definitions.get(schema["$ref"].rsplit("/", 1)[-1]), definitions)
    for choice in schema.get("anyOf", ()):
        if "properties" in (found := _resolved(choice, definitions)) or "items" in found:
            return found
    return schema
