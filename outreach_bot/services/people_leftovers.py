"""What an import did not take, in files beside the list that only its owner can read: rows, and single values."""

from __future__ import annotations

import csv
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from ..rules.scrub import scrub
from .people_cells import harmless
from .people_file import Layout, ListFault, Record

EXTRA_COLUMNS = ("rejected line", "rejected because")
LOST_COLUMNS = ("line", "column", "read", "because")


class Leftovers:
    """A file that is made, or replaced, with the first thing that is left over, and written as the list is read: none
    of it stays in memory."""

    def __init__(self, path: Path, header: Sequence[str], layout: Layout) -> None:
        if path.exists() and path.samefile(layout.path):
            raise ListFault(f"{path.name} is the list itself and would be replaced: name another file with --rejected.")
        self.path = path
        self.rows = 0
        self._header = header
        self._delimiter = layout.delimiter
        self._writer: Any = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    @property
    def made(self) -> str | None:
        """Where it lies, if there is anything in it."""
        return str(self.path) if self.rows else None

    def write(self, row: Sequence[object]) -> None:
        self._writer = self._writer or self._open()
        self.rows += 1
        self._writer.writerow(row)

    def _open(self) -> Any:
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise ListFault(f"{self.path.name} cannot be written: {error.strerror}.") from None
        os.fchmod(handle, 0o600)  # one that was there already, too
        text = self._stack.enter_context(os.fdopen(handle, "w", encoding="utf-8-sig", newline=""))
        writer = csv.writer(text, delimiter=self._delimiter)
        writer.writerow(self._header)
        return writer


class Rejects(Leftovers):
    """The rows that were not taken: the list's own columns, with line and reason."""

    def __init__(self, path: Path, layout: Layout) -> None:
        # A list that was rejected before has our two columns already: they are said anew.
        self._kept = [place for place, name in enumerate(layout.header) if name not in EXTRA_COLUMNS]
        self._width = len(layout.header)
        self.because: Counter[str] = Counter()
        super().__init__(path, [*(layout.header[place] for place in self._kept), *EXTRA_COLUMNS], layout)

    def add(self, record: Record, reason: str) -> None:
        self.because[reason] += 1
        cells = record.cells + [""] * (self._width - len(record.cells))
        more = cells[self._width :]  # a row with too many values keeps them all
        self.write([*(cells[place] for place in self._kept), record.line, reason, *more])


class LostValues(Leftovers):
    """The values that were left out of rows that were taken: line, column, what was read there and why it was not
    taken. In the order in which the rows were read, which of a long list is not that of its lines."""

    def __init__(self, path: Path, layout: Layout) -> None:
        super().__init__(path, LOST_COLUMNS, layout)

    def add(self, line: int, column: str, read: str, because: str) -> None:
        self.write([line, harmless(column), harmless(scrub(read).text), because])
