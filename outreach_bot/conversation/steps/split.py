"""split: one of several ways by weight; the same person always takes the same one, and the report counts each."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, with_config

from ..effects import Save
from ..flow import STRICT
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Way:
    """`weight`: its share, beside the others' weights."""

    value: str
    weight: Annotated[int, Field(ge=1, le=1000)]
    goto: str


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Split(Modifiers):
    split: Annotated[list[Way], Field(min_length=2)]

    def enter(self, scene: Scene) -> Next:
        frame = scene.frame
        way = self._way(f"{scene.member.seed}|{frame.flow}|{frame.step}")
        if not scene.flow.private:
            scene.effects.append(Save(frame.flow, frame.version, frame.step, frame.step, way.value, "choice"))
        return way.goto

    def _way(self, seed: str) -> Way:
        """Chance without a die: the core has none, and the same person must land on the same side again."""
        point = int.from_bytes(sha256(seed.encode()).digest()[:8]) % sum(way.weight for way in self.split)
        for way in self.split:
            point -= way.weight
            if point < 0:
                return way
        raise AssertionError("the weights add up")

    def goes_to(self) -> list[str]:
        return [way.goto for way in self.split]

    def falls_through(self) -> bool:
        return False
