"""Who is meant: conditions on one person, joined by and, or, not.

The text form is read by `audience_text.py`; `storage/audience.py` makes one SQL condition of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

PROGRAMME = "updates"  # what a blast is for when nothing else is said: only who agreed to it is texted
Sign = Literal["=", "<", "<=", ">", ">="]
# What a field of a list may hold. Texts are sealed; everything else is readable, so that an audience can ask for it.
FieldKind = Literal["text", "number", "date", "yes_no", "choice"]


@dataclass(frozen=True, slots=True)
class Everyone:
    """All members who were not erased."""


@dataclass(frozen=True, slots=True)
class Tagged:
    tag: str


@dataclass(frozen=True, slots=True)
class Speaks:
    """`language` None: told us none."""

    language: str | None


@dataclass(frozen=True, slots=True)
class LivesIn:
    """A town of Connecticut as the state writes it. None: we don't know which."""

    town: str | None


@dataclass(frozen=True, slots=True)
class InZip:
    zip: str


@dataclass(frozen=True, slots=True)
class HasField:
    """A field of a list. `sign` None: it is known, whatever it says."""

    name: str
    kind: FieldKind
    sign: Sign | None = None
    value: str | bool | Decimal | date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer to a question of a flow that is not private; `question` None: to any. `value` None: whatever it
    was. `several`: the question takes several values, and this is one of them."""

    flow: str
    question: str | None = None
    value: str | bool | None = None
    several: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Wrote to us at or after `since`; None: ever."""

    since: datetime | None


@dataclass(frozen=True, slots=True)
class Joined:
    """Known to us since then or later."""

    since: datetime


@dataclass(frozen=True, slots=True)
class Texted:
    """A blast texted them at or after `since`."""

    since: datetime


@dataclass(frozen=True, slots=True)
class GotBlast:
    """That blast texted them."""

    blast: int


@dataclass(frozen=True, slots=True)
class Told:
    """A text told them one of these values of a fact, `old`, and none since, sent or about to be, one that `holds`."""

    fact: str
    old: tuple[str, ...]
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consents:
    """Agreed to the programme and did not take it back."""

    programme: str


@dataclass(frozen=True, slots=True)
class OptedOut:
    """Said stop."""


Condition = (
    Everyone | Tagged | Speaks | LivesIn | InZip | HasField | Answered | Heard | Joined | Texted | GotBlast | Told
    | Consents | OptedOut
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Not:
    part: Audience


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Audience, ...]


Audience = Condition | Not | All | Either


def conditions(audience: Audience) -> Iterator[Condition]:
    """Every condition in it, as they stand."""
    match audience:
        case Not(part):
            yield from conditions(part)
        case All(parts) | Either(parts):
            for each in parts:
                yield from conditions(each)
        case _:
            yield audience


def spoken(audience: Audience, offered: Iterable[str]) -> list[str]:
    """Those of the offered languages that somebody in the audience may speak, whatever else is known of them."""
    return [language for language in offered if _may_speak(audience, language) is not False]


def _may_speak(audience: Audience, language: str) -> bool | None:
    """Whether a person of this language is in it; None: that depends on more than the language."""
    match audience:
        case Everyone():
            return True
        case Speaks(asked):
            return asked == language
        case Not(part):
            inner = _may_speak(part, language)
            return None if inner is None else not inner
        case All(parts):
            each = [_may_speak(part, language) for part in parts]
            return False if False in each else None if None in each else True
        case Either(parts):
            each = [_may_speak(part, language) for part in parts]
            return True if True in each else None if None in each else False
        case _:
            return None
