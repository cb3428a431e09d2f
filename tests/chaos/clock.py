"""A clock that several processes share, and that the storm sets forward: real seconds plus what was skipped."""

from __future__ import annotations

import mmap
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path

NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)  # in Connecticut: no quiet hours while the storm lasts
_NUMBER = struct.Struct("d")


class SharedClock:
    """The services' Clock port over one number in a file that every process maps."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._ahead = mmap.mmap(file.fileno(), _NUMBER.size)

    @classmethod
    def make(cls, path: Path) -> SharedClock:
        """A new one, at noon."""
        path.write_bytes(_NUMBER.pack((NOON - datetime.now(UTC)).total_seconds()))
        return cls(path)

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=_NUMBER.unpack(self._ahead)[0])

    def timestamp(self) -> float:
        return self.now().timestamp()

    def skip(self, span: timedelta) -> None:
        self._ahead[:] = _NUMBER.pack(_NUMBER.unpack(self._ahead)[0] + span.total_seconds())
