"""Which names may still be empty when a step is reached: an empty value can't reach a sentence or a sum.

A forward walk over all ways: a name counts as set at a step only if it is set on every way there. Conditions are read
too: behind `if: known("zip")`, or past `not fact("wage.minimum", day)`, the name or the fact is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, nodes

from ..conversation.expressions import Expression
from ..conversation.flow import Flow
from ..conversation.functions import MAY_BE_EMPTY
from ..conversation.steps.ask import Ask
from ..conversation.steps.branch import Branch
from ..conversation.steps.call import Call
from ..conversation.steps.set import Set
from .paths import Way, ways

_PARSER = Environment(autoescape=True)
Names = frozenset[str]  # names that are set, and facts that are there (their call's repr)


@dataclass(frozen=True, slots=True)
class EmptyUse:
    """An expression in this step needs `name`, which may be empty there."""

    step: str
    name: str
    expression: str


def set_on_entry(flow: Flow) -> dict[str, Names]:
    """For every reachable step, the names that certainly have a value when it is entered."""
    asked_for = any(flow.start.keywords.values()) or any(flow.start.examples.values())
    given = frozenset[str]() if asked_for else frozenset(flow.inputs)  # who asks for a flow gives it no inputs
    entry: dict[str, Names] = {flow.first(): given}
    todo = [flow.first()]
    while todo:
        step_id = todo.pop()
        for way in ways(flow, step_id):
            if way.target is None or way.target not in flow.steps:
                continue
            after = _after(flow.steps[step_id], way, entry[step_id])
            before = entry.get(way.target)
            merged = after if before is None else before & after
            if merged != before:
                entry[way.target] = merged
                todo.append(way.target)
    return entry


def empty_uses(flow: Flow) -> Iterator[EmptyUse]:
    """Every expression that may meet an empty name: at run time the step would fail."""
    for step_id, known in set_on_entry(flow).items():
        seen: set[tuple[str, str]] = set()
        for expression, here in _expressions(flow.steps[step_id], known):
            for name in sorted(_needed(_tree(expression.source), here)):
                if (name, expression.source) not in seen:
                    seen.add((name, expression.source))
                    yield EmptyUse(step_id, name, expression.source)


def _expressions(step: object, known: Names) -> Iterator[tuple[Expression, Names]]:
    """Each expression of a step with the names set when it is computed."""
    if isinstance(step, Call):
        yield from ((formula, known) for formula in step.call.inputs.values())
    if isinstance(step, Set):
        for name, formula in step.set.items():
            yield formula, known
            known = _assigned(known, name, formula)
    if isinstance(step, Ask):
        known = _answered(step, known)
    for arm in (step.branch if isinstance(step, Branch) else getattr(step, "next", None)) or ():
        if arm.test is not None:
            yield arm.test, known
            known |= _learned(_tree(arm.test.source), False)


def _after(step: object, way: Way, known: Names) -> Names:
    if isinstance(step, Ask) and not way.refused:
        known = _answered(step, known)
    if isinstance(step, Set):
        for name, formula in step.set.items():
            known = _assigned(known, name, formula)
    if isinstance(step, Call):
        known = _forgotten(known, step.call.save)  # what a called flow gives back may be empty
    for test, held in way.tests:
        known |= _learned(_tree(test.source), held)
    return known


def _answered(step: Ask, known: Names) -> Names:
    names = {"answer", step.save} if step.save else {"answer"}
    known = _forgotten(known, names)
    return known if step.skippable else known | names


def _assigned(known: Names, name: str, formula: Expression) -> Names:
    empty = _may_be_empty(_tree(formula.source), known)
    known = _forgotten(known, [name])
    return known if empty else known | {name}


def _forgotten(known: Names, names: Iterable[str]) -> Names:
    """Without these names, and without what was learned about facts on a day that one of them held."""
    changed = set(names)
    return frozenset(each for each in known if each not in changed and not any(f"'{name}'" in each for name in changed))


@lru_cache(maxsize=4096)
def _tree(source: str) -> nodes.Node:
    """The expression's tree; conversation/expressions.py has already refused everything but values."""
    output = _PARSER.parse("{{ " + source + " }}").body[0]
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


def _calls(node: nodes.Node, function: str) -> bool:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == function


def _may_lack(node: nodes.Node) -> bool:
    """A call of a function that may answer with nothing: no such fact today, no election that staff entered."""
    return any(_calls(node, name) for name in MAY_BE_EMPTY)


def _learned(node: nodes.Node, held: bool) -> Names:
    """What is certainly there once a condition held (or did not)."""
    if isinstance(node, nodes.Not):
        return _learned(node.node, not held)
    if isinstance(node, nodes.And | nodes.Or):
        left, right = _learned(node.left, held), _learned(node.right, held)
        return left | right if isinstance(node, nodes.And) == held else left & right
    if not held:
        return frozenset()
    if isinstance(node, nodes.Call) and _calls(node, "known") and node.args and isinstance(node.args[0], nodes.Const):
        return frozenset({str(node.args[0].value)})
    if _may_lack(node):
        return frozenset({repr(node)})
    return frozenset({node.name}) if isinstance(node, nodes.Name) else frozenset()


def _may_be_empty(node: nodes.Node, known: Names) -> bool:
    """May the value of this expression be None? Only facts, empty names and a written `none` are."""
    if isinstance(node, nodes.Const):
        return node.value is None
    if isinstance(node, nodes.Name):
        return node.name not in known
    if isinstance(node, nodes.CondExpr):
        other = node.expr2
        return _may_be_empty(node.expr1, known | _learned(node.test, True)) or (
            other is None or _may_be_empty(other, known | _learned(node.test, False))
        )
    if isinstance(node, nodes.And | nodes.Or):
        return _may_be_empty(node.right, known) or (isinstance(node, nodes.And) and _may_be_empty(node.left, known))
    return _may_lack(node) and repr(node) not in known


def _needed(node: nodes.Node, known: Names) -> set[str]:
    """The names this expression reads that may be empty; a name behind its own `known(…)` is none of them."""
    if isinstance(node, nodes.Name):
        return set() if node.name in known else {node.name}
    if isinstance(node, nodes.And | nodes.Or):
        learned = _learned(node.left, isinstance(node, nodes.And))
        return _needed(node.left, known) | _needed(node.right, known | learned)
    if isinstance(node, nodes.CondExpr):
        found = _needed(node.test, known) | _needed(node.expr1, known | _learned(node.test, True))
        return found | (_needed(node.expr2, known | _learned(node.test, False)) if node.expr2 is not None else set())
    if isinstance(node, nodes.Getattr):
        return set()  # member.…
    inner = node.args if isinstance(node, nodes.Call) else list(node.iter_child_nodes())
    found = {name for child in inner for name in _needed(child, known)}
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr | nodes.Compare | nodes.Call) and not isinstance(
        node, nodes.Not
    ):
        found |= {_fact_name(child) for child in _operands(inner) if _may_lack(child) and repr(child) not in known}
    return found


def _operands(children: Iterable[nodes.Node]) -> Iterator[nodes.Node]:
    return (child.expr if isinstance(child, nodes.Operand) else child for child in children)


def _fact_name(call: nodes.Node) -> str:
    assert isinstance(call, nodes.Call)
    name = call.node.name if isinstance(call.node, nodes.Name) else ""
    return f"{name} {call.args[0].value}" if call.args and isinstance(call.args[0], nodes.Const) else f"{name}(…)"
