"""The exceptions of the house. Each message names the fact that was wrong and says what to do.

OutreachError
├── SettingsError          a setting is missing or wrong: the process must not start
├── FlowFault              the flow files have faults; `.faults` holds them all, each with file and line
├── StepFailed             a flow met something it cannot go on from: the member gets an apology, staff a ticket
├── Stale                  a row changed between our read and our write: roll back and run the journey again
├── DatabaseAway           the database does not answer now; whether a commit under way was kept is not known
├── SealBroken             a sealed value does not open: wrong key, wrong row, or tampered with
├── ProviderDown           the carrier could not be asked (no answer, 5xx); says nothing about a message's fate
├── BadRequest             a signed request is not one we can read (foreign account, no id, no sender): answer 400
└── NotFound               what the user named does not exist

None of these messages may carry a phone number, a name or the body of a text.
"""

from __future__ import annotations

from dataclasses import dataclass


class OutreachError(Exception):
    """The root. Doors catch it once and show its message to the user."""


class SettingsError(OutreachError):
    """A setting is missing or wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a flow file. `line` counts from 1; 0 when the whole file is meant."""

    file: str
    line: int
    message: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {'warning: ' if self.warning else ''}{self.message}"


class FlowFault(OutreachError):
    """The flow files have faults: all of them at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(map(str, self.faults)))


class StepFailed(OutreachError):
    """A step could not be carried out."""


class Stale(OutreachError):
    """Somebody else wrote the row first."""


class DatabaseAway(OutreachError):
    """The database does not answer."""


class SealBroken(OutreachError):
    """A sealed value does not open."""


class ProviderDown(OutreachError):
    """The carrier gave no usable answer."""


class BadRequest(OutreachError):
    """A request that came through a door cannot be read. The message names the field, never its value."""


class NotFound(OutreachError):
    """What was asked for does not exist."""
