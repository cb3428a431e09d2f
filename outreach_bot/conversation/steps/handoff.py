"""handoff: a person takes over. The ticket carries only what the flow chooses to pass on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pydantic import with_config

from ..effects import HandOff
from ..flow import STRICT
from ..sentences import Words
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Ticket:
    queue: str
    say: Words
    summary: list[str] = field(default_factory=list)


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Handoff(Modifiers):
    handoff: Ticket

    def enter(self, scene: Scene) -> Next:
        known = scene.frame.known()
        summary = tuple((name, known[name]) for name in self.handoff.summary if name in known)
        scene.effects.append(HandOff(self.handoff.queue, "flow", summary, scene.frame.flow))
        scene.say(self.handoff.say)
        return None
