"""The expressions of flow files: Jinja2's sandbox behind an allow-list over its parsed tree.

Allowed: declared names, text, whole numbers, true/false, comparisons, and/or/not, + - * /, `in`, `a if b else c`,
and calls of the functions in `functions.FUNCTIONS`. Not: decimals (facts supply them), `**`, filters, attributes
other than `member.…`. An unset name is an error, never an empty value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from inspect import Parameter, signature
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

from ..errors import StepFailed
from .functions import FUNCTIONS

_ALLOWED = (
    nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Neg, nodes.Add, nodes.Sub, nodes.Mul, nodes.Div,
    nodes.CondExpr, nodes.List, nodes.Tuple, nodes.Name, nodes.Const, nodes.Call, nodes.Getattr,
)  # fmt: skip
_MEMBER = ("language", "channel", "tags", "programmes", "hidden")
_LONGEST = 500
_SIGNS = {
    "Pow": "**", "FloorDiv": "//", "Mod": "%", "Concat": "~", "Filter": "|", "Test": "“is”", "Dict": "{…}",
    "Getitem": "[…] behind a name",
}  # fmt: skip


def _value_counts(function: Any) -> tuple[int, int]:
    """How many values a flow may give, at least and at most; the first is the reader's."""
    _reader, *values = signature(function).parameters.values()
    return sum(each.default is Parameter.empty for each in values), len(values)


_COUNTS = {name: _value_counts(function) for name, function in FUNCTIONS.items()}


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset(["*"])

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        # "a" * 10**9 would take the machine down: only numbers are multiplied.
        if not (isinstance(left, int | Decimal) and isinstance(right, int | Decimal)):
            raise TypeError("only numbers can be multiplied")
        return SandboxedEnvironment.call_binop(self, context, operator, left, right)


_ENVIRONMENT = _Environment(undefined=StrictUndefined)


class Expression:
    """A checked, compiled expression. `names`: the variables it needs; `facts`: the fact ids it reads; `compared`: each
    name with the texts it is held against.

    Raises ValueError, with a sentence for the author, when the text is not an allowed expression.
    """

    __slots__ = ("_run", "compared", "facts", "names", "source")

    def __init__(self, source: str) -> None:
        if len(source) > _LONGEST:
            raise ValueError(f"this expression is longer than {_LONGEST} characters")
        try:
            tree = _ENVIRONMENT.parse("{{ " + source + " }}")
        except TemplateSyntaxError:
            raise ValueError(f"cannot read the expression “{source}”: {_advice(source)}") from None
        inside = _only_expression(tree, source)
        self.source = source
        self.names, self.facts = _check(inside, source)
        self.compared = tuple(_compared(inside))
        self._run = _ENVIRONMENT.compile_expression(source, undefined_to_none=False)

    def __call__(self, scope: Mapping[str, Any]) -> Any:
        """The value. Raises StepFailed when a name is unset or the arithmetic is impossible."""
        try:
            value = self._run(scope)
        except StepFailed:
            raise
        except Exception as error:
            raise StepFailed(f"the expression “{self.source}” failed ({type(error).__name__})") from None
        if isinstance(value, StrictUndefined):
            raise StepFailed(f"the expression “{self.source}” uses a name that is not set")
        return value

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)


def _only_expression(tree: nodes.Template, source: str) -> nodes.Node:
    if len(tree.body) == 1 and isinstance(tree.body[0], nodes.Output) and len(tree.body[0].nodes) == 1:
        return tree.body[0].nodes[0]
    raise ValueError(f"“{source}” is not one expression")


def _check(root: nodes.Node, source: str) -> tuple[frozenset[str], frozenset[str]]:
    names: set[str] = set()
    facts: set[str] = set()
    called: set[int] = set()
    members: set[int] = set()
    todo: list[nodes.Node] = [root]
    while todo:
        node = todo.pop()
        if not isinstance(node, _ALLOWED):
            what = _SIGNS.get(type(node).__name__, type(node).__name__.lower())
            raise ValueError(f"“{source}”: {what} is not allowed in an expression")
        if isinstance(node, nodes.Const) and isinstance(node.value, float):
            raise ValueError(f"“{source}”: no decimal numbers here; put the value into facts and read it from there")
        if isinstance(node, nodes.Call):
            if not isinstance(node.node, nodes.Name) or node.node.name not in FUNCTIONS:
                known = ", ".join(sorted(FUNCTIONS))
                raise ValueError(f"“{source}”: only these functions can be called: {known}")
            if node.kwargs or node.dyn_args or node.dyn_kwargs:
                raise ValueError(f"“{source}”: give the values in order, without names or stars")
            least, most = _COUNTS[node.node.name]
            if not least <= len(node.args) <= most:
                takes = f"{least} value{'' if least == 1 else 's'}" if least == most else f"{least} to {most} values"
                raise ValueError(f"“{source}”: {node.node.name}() takes {takes} between its brackets")
            called.add(id(node.node))
            if node.node.name == "fact" and node.args and isinstance(node.args[0], nodes.Const):
                facts.add(str(node.args[0].value))
        if isinstance(node, nodes.Getattr):
            if not (isinstance(node.node, nodes.Name) and node.node.name == "member" and node.attr in _MEMBER):
                raise ValueError(f"“{source}”: only {', '.join('member.' + m for m in _MEMBER)} have a dot")
            members.add(id(node.node))
        if isinstance(node, nodes.Name) and id(node) not in called and id(node) not in members:
            if node.name == "member" or node.name in FUNCTIONS:
                raise ValueError(f"“{source}”: “{node.name}” cannot stand alone")
            names.add(node.name)
        todo.extend(node.iter_child_nodes())
    return frozenset(names), frozenset(facts)


def _advice(source: str) -> str:
    if re.search(r"(?<![=!<>])=(?!=)", source):
        return "two values are compared with =="
    if re.search(r"\b0\d", source):
        return "put digits that begin with 0 between quotes, like '06106'"
    return "between two values stands ==, >, and, or …; see that every quote and bracket is closed"


def _compared(root: nodes.Node) -> Iterator[tuple[str, str]]:
    """(name, text) wherever a name is held against a text that is written out."""
    compares = [root] if isinstance(root, nodes.Compare) else []
    for compare in (*compares, *root.find_all(nodes.Compare)):
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        names = [side.name for side in sides if isinstance(side, nodes.Name)]
        names += [f"member.{side.attr}" for side in sides if isinstance(side, nodes.Getattr)]
        lists = [side.items for side in sides if isinstance(side, nodes.List | nodes.Tuple)]
        for text in (*sides, *(each for items in lists for each in items)):
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                yield from ((name, text.value) for name in names)
