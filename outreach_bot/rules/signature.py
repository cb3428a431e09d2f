"""The name under which somebody vouches, approves or decides: as it is recorded, and whether two are one person's."""

from __future__ import annotations

from ..errors import OutreachError
from .folding import fold

LONGEST = 100  # characters


class Nameless(OutreachError):
    """Nobody has said who they are."""


def signed(who: str) -> str:
    """One blank between its words, and nothing that cannot be seen. Raises Nameless when no letter or digit is left,
    or it is too long."""
    name = " ".join("".join(char for char in who if char.isprintable() or char.isspace()).split())
    if len(name) > LONGEST or not any(char.isalnum() for char in name):
        raise Nameless(f"Say who you are, in 1 to {LONGEST} characters.")
    return name


def same_person(who: str, other: str) -> bool:
    """Whether two names differ only in how they are typed: case, accents, blanks."""
    return fold(who) == fold(other)
