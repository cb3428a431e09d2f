"""A conversation that was played, written down as a test of its flow: what was typed, and what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from ..conversation import effects
from ..conversation.state import Turn
from ..errors import Fault, FlowFault
from .story import StoryMember, waits_at

_WIDE = 10**6  # one text, one line


@dataclass(slots=True)
class Recording:
    """Filled while a flow is played: `hear` after every text, with what the engine made of it."""

    flow: str
    language: str | None
    began: datetime
    lines: list[dict[str, Any]] = field(default_factory=list)

    def hear(self, text: str, turn: Turn, member: StoryMember, before: StoryMember) -> None:
        """`before`: the member as they were when the text came in."""
        self.lines.append({"in": text, **self._came_of(turn, member, before)})

    def _came_of(self, turn: Turn, member: StoryMember, before: StoryMember) -> dict[str, Any]:
        """The question that waits, the ends, the ticket; where there is nothing of the kind, how the text was heard."""
        found: dict[str, Any] = {}
        waiting = waits_at(turn.conversation, self.flow)
        ended = [effect.outcome for effect in turn.effects if isinstance(effect, effects.Ended)]
        queues = [effect.queue for effect in turn.effects if isinstance(effect, effects.HandOff)]
        if waiting:
            found["asks"] = waiting[0]
        if ended:
            found["ends"] = ended[0]
        if queues:
            found["handoff"] = queues[0]
        if member.tags != before.tags:
            found["tags"] = sorted(member.tags)
        if member.language != before.language:
            found["language"] = member.language
        return found or {"hears": turn.heard_as}

    def test(self, name: str) -> str:
        """The test as it stands below `tests:` in the flow's file, two blanks in."""
        head: dict[str, Any] = {"name": name}
        if self.language is not None:
            head["lang"] = self.language
        # The moment matters to flows that ask for dates, opening hours or elections.
        head |= {"now": self.began.isoformat(timespec="seconds").replace("+00:00", "Z"), "start": True}
        said = [f"  - {_one_line({key: value})[1:-1]}" for key, value in head.items()]
        lines = [said[0], *(line.replace("  - ", "    ", 1) for line in said[1:]), "    script:"]
        lines += [f"      - {_one_line(line)}" for line in self.lines]
        return "\n".join(lines) + "\n"


def _one_line(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=_WIDE).strip()


def append_test(path: Path, name: str, test: str) -> None:
    """Write the test at the end of the flow's file, as far in as its other tests stand. `name`: what faults call the
    file. Raises FlowFault when `tests:` is there and isn't the last thing in the file, or is written in one line: then
    it must be put in by hand."""
    content = path.read_text("utf-8").rstrip("\n") + "\n"
    tests = _tests(content)
    if tests is None:
        path.write_text(content + "\ntests:\n" + test, "utf-8")
        return
    key, value, is_last = tests
    where = key.start_mark.line
    if is_last and not value.value:  # “tests:” or “tests: []”, still to be filled
        path.write_text("".join(content.splitlines(keepends=True)[:where]) + "tests:\n" + test, "utf-8")
        return
    if not is_last or not isinstance(value, yaml.SequenceNode) or value.flow_style:
        why = "is written in one line" if is_last else "is not the last part of this file"
        raise FlowFault([Fault(name, where + 1, f"tests: {why}: put the test in by hand")])
    indent = " " * value.start_mark.column
    path.write_text(content + re.sub(r"^  ", indent, test, flags=re.MULTILINE), "utf-8")


def _tests(content: str) -> tuple[yaml.Node, yaml.Node, bool] | None:
    """The word `tests`, what stands behind it, and whether nothing follows; None when the file has none."""
    node = yaml.compose(content, Loader=yaml.CSafeLoader)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = [(key, value, number == len(pairs)) for number, (key, value) in enumerate(pairs, 1) if key.value == "tests"]
    return found[-1] if found else None
