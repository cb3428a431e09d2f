"""end: the flow is over; the outcome is a word for the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import with_config

from ..flow import STRICT
from .base import End as Ending
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class End(Modifiers):
    end: str = "done"

    def enter(self, scene: Scene) -> Next:
        return Ending(self.end)
