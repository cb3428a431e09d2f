"""The step kinds: a module and a dataclass each. `KINDS` maps the verb in the YAML to the kind."""

from __future__ import annotations

from typing import Any

from .ask import Ask
from .branch import Branch
from .call import Call
from .do import Do
from .end import End
from .handoff import Handoff
from .pause import Pause
from .say import Say
from .set import Set
from .split import Split

KINDS: dict[str, type[Any]] = {
    "say": Say, "ask": Ask, "set": Set, "branch": Branch, "do": Do, "call": Call, "split": Split,
    "pause": Pause, "handoff": Handoff, "end": End,
}  # fmt: skip
