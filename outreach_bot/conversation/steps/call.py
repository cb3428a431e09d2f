"""call: another flow, with declared inputs and outputs, then on from here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema, with_config

from ..flow import FORMULA_SCHEMA, STRICT, Formula
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Callee:
    flow: str
    inputs: Annotated[dict[str, Formula], Field(alias="with")] = field(default_factory=dict)
    save: dict[str, str] = field(default_factory=dict)  # our variable → the flow's output


_CALLEE_SCHEMA = {
    "type": "object",
    "properties": {
        "flow": {"type": "string"},
        "with": {"type": "object", "additionalProperties": FORMULA_SCHEMA},
        "save": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["flow"],
    "additionalProperties": False,
}
CalleeField = Annotated[
    Callee,
    BeforeValidator(lambda value: {"flow": value} if isinstance(value, str) else value),
    WithJsonSchema({"anyOf": [{"type": "string"}, _CALLEE_SCHEMA]}),
]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Call(Modifiers):
    call: CalleeField

    def enter(self, scene: Scene) -> Next:
        inputs = {name: scene.value(formula) for name, formula in self.call.inputs.items()}
        returns = {output: ours for ours, output in self.call.save.items()}
        return scene.push(self.call.flow, inputs, called=True, returns=returns)
