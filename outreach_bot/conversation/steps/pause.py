"""pause: wait a while, then go on by itself. What the member writes meanwhile is heard as usual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import with_config

from ..durations import Seconds
from ..flow import STRICT
from .base import WAIT, Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Pause(Modifiers):
    pause: Seconds

    def enter(self, scene: Scene) -> Next:
        return WAIT

    def wakes_after(self, reminded: int) -> int | None:
        return self.pause

    def wake(self, scene: Scene) -> Next:
        return None
