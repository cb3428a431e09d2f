"""Where the steps of a flow lead: every way out of each, what is reachable, and loops without a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..conversation.expressions import Expression
from ..conversation.flow import Flow, When
from ..conversation.steps.ask import Ask
from ..conversation.steps.branch import Branch
from ..conversation.steps.pause import Pause
from ..conversation.steps.split import Split


@dataclass(frozen=True, slots=True)
class Way:
    """`target` None: the flow ends. `tests`: the conditions met on this way, each with whether it held.
    `refused`: the question was given up, so nothing was saved."""

    target: str | None
    label: str = ""
    tests: tuple[tuple[Expression, bool], ...] = ()
    refused: bool = False


def ways(flow: Flow, step_id: str) -> list[Way]:
    """Every way out of a step. A target may be a name that does not exist: the checker says so."""
    step = flow.steps[step_id]
    if isinstance(step, Branch):
        return _arms(step.branch)
    if isinstance(step, Ask):
        found = [Way(option.goto, option.value) for option in step.options if option.goto]
        if step.skippable or step.answer.type != "choice" or len(found) < len(step.options):
            found += _follow(flow, step_id)
        if step.timeout is not None:
            found.append(Way(step.timeout.goto, "no answer", refused=True))
        return [*found, Way(step.otherwise, "not understood", refused=True)]
    if isinstance(step, Split):
        return [Way(way.goto, way.value) for way in step.split]
    return _follow(flow, step_id)


def _follow(flow: Flow, step_id: str) -> list[Way]:
    step = flow.steps[step_id]
    if step.end is not None:
        return [Way(None, step.end)]
    return _arms(step.next) if step.next is not None else [Way(flow.after(step_id))]


def _arms(arms: Sequence[When]) -> list[Way]:
    found: list[Way] = []
    failed: tuple[tuple[Expression, bool], ...] = ()
    for arm in arms:
        if arm.test is None:
            found.append(Way(arm.goto, "else" if len(arms) > 1 else "", failed))
        else:
            found.append(Way(arm.goto, arm.test.source, (*failed, (arm.test, True))))
            failed += ((arm.test, False),)
    return found


def targets(flow: Flow, step_id: str) -> Iterator[str]:
    """The existing steps that a step may lead to."""
    return (way.target for way in ways(flow, step_id) if way.target in flow.steps and way.target is not None)


def reachable(flow: Flow, *, without: str | None = None) -> set[str]:
    """Every step that a way leads to; `without`: that does not pass through this one."""
    seen: set[str] = set()
    todo = [flow.first()]
    while todo:
        step_id = todo.pop()
        if step_id not in seen and step_id != without:
            seen.add(step_id)
            todo.extend(targets(flow, step_id))
    return seen


def loops_without_a_question(flow: Flow) -> list[str]:
    """Steps that lead back to themselves without anybody being asked. A question that may answer itself
    (`skip_if_known`) is no halt."""
    silent = {
        step_id: list(targets(flow, step_id))
        for step_id, step in flow.steps.items()
        if not isinstance(step, Ask | Pause) or (isinstance(step, Ask) and step.skip_if_known)
    }
    return [step_id for step_id in silent if _comes_back(silent, step_id)]


def _comes_back(graph: dict[str, list[str]], start: str) -> bool:
    seen: set[str] = set()
    todo = list(graph[start])
    while todo:
        step_id = todo.pop()
        if step_id == start:
            return True
        if step_id not in seen:
            seen.add(step_id)
            todo.extend(graph.get(step_id, ()))
    return False
