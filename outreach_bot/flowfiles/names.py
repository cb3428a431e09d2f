"""The names of a flow: what gives them values, what reads them, and on which line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..conversation.expressions import Expression
from ..conversation.steps.ask import Ask
from ..conversation.steps.branch import Branch
from ..conversation.steps.call import Call
from ..conversation.steps.set import Set
from .parse import Source

HOW_TO_DECLARE = "save it with an ask, set it, or name it in inputs"


def given(step: Any) -> list[str]:
    """The names a step gives values to."""
    if isinstance(step, Ask):
        return [step.save] if step.save else []
    if isinstance(step, Set):
        return list(step.set)
    return list(step.call.save) if isinstance(step, Call) else []


def declared(source: Source) -> frozenset[str]:
    """Every name of a flow that something gives a value to."""
    names = {name for step in source.flow.steps.values() for name in given(step)}
    return frozenset(names | set(source.flow.inputs) | {"answer"})


def expressions(step: Any) -> list[Expression]:
    arms = step.branch if isinstance(step, Branch) else step.next or []
    found = [arm.test for arm in arms if arm.test is not None]
    if isinstance(step, Set):
        found += step.set.values()
    return found + list(step.call.inputs.values()) if isinstance(step, Call) else found


def asked_for(expression: Expression) -> frozenset[str]:
    """Names in known("…")."""
    return frozenset(re.findall(r"""known\(\s*["']([^"']*)["']\s*\)""", expression.source))


def place_of(source: Source, step_id: str, text: str) -> tuple[str | int, ...]:
    """Where inside a step this text stands, for the line."""
    return next((place for place in _walk(source.document.data["steps"][step_id], ()) if place[-1:] == (text,)), ())[
        :-1
    ]


def _walk(value: Any, place: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _walk(inner, (*place, number))
    else:
        yield (*place, value)
