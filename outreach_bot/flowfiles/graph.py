"""A flow as a Mermaid flowchart, for documentation and for looking at it."""

from __future__ import annotations

from ..conversation.flow import Flow
from ..conversation.steps.ask import Ask
from ..conversation.steps.branch import Branch
from ..conversation.steps.handoff import Handoff
from .paths import ways

_ROUND = ("([", "])")


def mermaid(flow: Flow) -> str:
    """The text of the chart. Questions are hexagons, branches diamonds, hand-offs flags, ends round."""
    lines = ["flowchart TD", f"    start{_ROUND[0]}{_quoted(flow.id)}{_ROUND[1]} --> {_node(flow.first())}"]
    ends: list[str] = []
    for step_id in flow.steps:
        opening, closing = _shape(flow.steps[step_id])
        lines.append(f"    {_node(step_id)}{opening}{_quoted(step_id)}{closing}")
        for way in ways(flow, step_id):
            if way.target is not None:
                label = f"|{_quoted(way.label)}|" if way.label else ""
                lines.append(f"    {_node(step_id)} -->{label} {_node(way.target)}")
            else:
                outcome = "a person" if way.refused else way.label or "done"
                ends.append(outcome)
                lines.append(f"    {_node(step_id)} {'-.->' if way.refused else '-->'} end_{_number(ends, outcome)}")
    lines += [
        f"    end_{number}{_ROUND[0]}{_quoted(outcome)}{_ROUND[1]}"
        for number, outcome in enumerate(dict.fromkeys(ends), 1)
    ]
    return "\n".join(lines) + "\n"


def _number(ends: list[str], outcome: str) -> int:
    return list(dict.fromkeys(ends)).index(outcome) + 1


def _node(step_id: str) -> str:
    return f"s_{step_id}"  # "end" and "default" are words of Mermaid's own


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'


def _shape(step: object) -> tuple[str, str]:
    if isinstance(step, Ask):
        return "{{", "}}"
    if isinstance(step, Branch):
        return "{", "}"
    return (">", "]") if isinstance(step, Handoff) else ("[", "]")
