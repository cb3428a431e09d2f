"""A flow and what it is made of, as `flowfiles` hands it over: checked, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any, Literal, Protocol

from pydantic import BeforeValidator, ConfigDict, WithJsonSchema, with_config

from .expressions import Expression
from .sentences import Words

Spoken = dict[str, list[str]]  # words people say, by language: {en: […], es: […]}
STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def as_expression(value: Any) -> Any:
    """An expression in YAML is a string, or a bare yes/no/number."""
    if isinstance(value, str):
        return Expression(value)
    if isinstance(value, bool | int):
        return Expression(str(value))
    return value


Formula = Annotated[Expression, BeforeValidator(as_expression)]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Start:
    """How members ask for the flow. `first_word`: the keyword may be followed by more ("WAGES 40")."""

    keywords: Spoken = field(default_factory=dict)
    examples: Spoken = field(default_factory=dict)
    match: Literal["first_word", "whole"] = "first_word"


def as_branches(value: Any) -> Any:
    """`next: bye` is short for `next: [{else: bye}]`."""
    if isinstance(value, str):
        return [{"else": value}]
    return value


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class When:
    """One arm: go to `goto` if `test` holds; `otherwise` is the last arm. In YAML `{if: …, goto: …}` / `{else: …}`."""

    test: Formula | None = None
    goto: str


def read_arms(value: Any) -> Any:
    value = as_branches(value)
    if not isinstance(value, list):
        raise ValueError("expected a step's name, or a list of {if: …, goto: …} that ends with {else: …}")
    arms: list[Any] = []
    for number, arm in enumerate(value, 1):
        if isinstance(arm, When):
            arms.append(arm)
        elif isinstance(arm, dict) and set(arm) == {"else"}:
            if number != len(value):
                raise ValueError("{else: …} must be the last arm: what follows it is never reached")
            arms.append({"goto": arm["else"]})
        elif isinstance(arm, dict) and set(arm) == {"if", "goto"}:
            arms.append({"test": arm["if"], "goto": arm["goto"]})
        else:
            raise ValueError("an arm is {if: …, goto: …}, and the last one {else: …}")
    if not value or not (isinstance(value[-1], When) or "else" in value[-1]):
        raise ValueError("the last arm must be {else: …}: say where to go when none of the conditions holds")
    return arms


FORMULA_SCHEMA: dict[str, Any] = {"type": ["string", "boolean", "integer"]}
_ARM_SCHEMAS: list[dict[str, Any]] = [
    {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    for properties in ({"if": FORMULA_SCHEMA, "goto": {"type": "string"}}, {"else": {"type": "string"}})
]
Arms = Annotated[
    list[When],
    BeforeValidator(read_arms),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "minItems": 1, "items": {"anyOf": _ARM_SCHEMAS}}]}),
]


Kind = Literal["information", "rights_information", "voting", "partisan", "membership"]


class Step(Protocol):
    """One node. Each kind is a dataclass in `steps/` whose first field is its verb; `next` and `end` are modifiers."""

    next: list[When] | None
    end: str | None


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Flow:
    """`steps` keeps the file's order: a step falls through to the one below unless it says where to go."""

    id: str
    version: str  # hash of the structure, texts left out
    title: Words
    steps: Mapping[str, Any]
    status: Literal["live", "draft"] = "live"
    kind: Kind = "information"
    notice: Words | None = None  # said before the first question
    start: Start = field(default_factory=Start)
    private: bool = False
    expire: int | None = None  # seconds of silence after which an unfinished conversation is dropped
    ends: Kind | None = None  # conversations of this kind are over for whoever asks for this one
    migrate: dict[str, str] = field(default_factory=dict)  # a step of older versions → where who waits there goes on
    inputs: dict[str, Any] = field(default_factory=dict)
    outputs: list[str] = field(default_factory=list)
    source: dict[str, Any] = field(
        default_factory=dict, repr=False, compare=False
    )  # the file as plain JSON, to be stored

    _below: dict[str, str] | None = field(default=None, init=False, repr=False, compare=False)  # made when first asked

    def first(self) -> str:
        return next(iter(self.steps))

    def asks_consent(self, step_id: str) -> bool:
        """Is a yes to this question recorded with its wording? Then nobody may have answered before it was shown."""
        actions = (action for step in self.steps.values() for action in getattr(step, "do", ()))
        return any(action.consent is not None and action.consent.wording == step_id for action in actions)

    def after(self, step_id: str) -> str | None:
        """The step below, or None at the end of the file."""
        if self._below is None:
            self._below = dict(pairwise(self.steps))
        return self._below.get(step_id)
