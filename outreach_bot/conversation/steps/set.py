"""set: variables from expressions, in the order written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import with_config

from ..flow import STRICT, Formula
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Set(Modifiers):
    set: dict[str, Formula]

    def enter(self, scene: Scene) -> Next:
        for name, formula in self.set.items():
            scene.assign(name, formula)
        return None
