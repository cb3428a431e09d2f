"""say: one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import with_config

from ..flow import STRICT
from ..sentences import Words
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Say(Modifiers):
    say: Words

    def enter(self, scene: Scene) -> Next:
        scene.say(self.say)
        return None
