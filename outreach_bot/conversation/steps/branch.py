"""branch: the first arm whose condition holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import with_config

from ..flow import STRICT, Arms
from .base import Modifiers, Next, take

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Branch(Modifiers):
    branch: Arms

    def enter(self, scene: Scene) -> Next:
        return take(self.branch, scene)

    def goes_to(self) -> list[str]:
        return [arm.goto for arm in self.branch]

    def falls_through(self) -> bool:
        return False
