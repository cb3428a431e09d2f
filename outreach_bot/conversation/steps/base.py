"""What every step kind shares: where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import Struct
from pydantic import with_config

from ..flow import STRICT, Arms, When

if TYPE_CHECKING:
    from ..scene import Scene


class End(Struct, frozen=True):
    """The flow is over, with this outcome."""

    outcome: str


class Wait(Struct, frozen=True):
    """The member's turn."""


WAIT = Wait()
Next = str | End | Wait | None  # a step's name; None = whatever `follow` says


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Modifiers:
    """`next` and `end` may stand on any step; without them a step falls through to the one below."""

    next: Arms | None = None
    end: str | None = None

    def goes_to(self) -> list[str]:
        """Every step this one may lead to, the one below left out. For the checker and the graph."""
        return [arm.goto for arm in self.next or []]

    def falls_through(self) -> bool:
        return self.next is None and self.end is None


def take(arms: list[When], scene: Scene) -> str:
    """The first arm whose condition holds; the loader has made sure that the last one always does."""
    return next(arm.goto for arm in arms if arm.test is None or scene.value(arm.test))
