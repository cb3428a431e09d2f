"""The rows of a list, put aside so that all rows of a number are found together, however far apart they stood.

A shelf is a file without a name: nobody else can open it, and it is gone when the import ends, however it ends. Only
one shelf is in memory at a time.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

from .people_file import Record
from .people_rows import Listed

SHELF_BYTES = 400_000  # of the list on one shelf, about
MOST_SHELVES = 200  # open files


class Item:
    """One number of the list: all its rows folded into one, and how many they were."""

    __slots__ = ("listed", "place", "rows")

    def __init__(self, place: str, listed: Listed) -> None:
        self.place, self.listed, self.rows = place, listed, 1

    def add(self, listed: Listed) -> None:
        self.listed = self.listed.then(listed)
        self.rows += 1


class Shelves:
    """`size`: bytes of the list."""

    def __init__(self, size: int) -> None:
        self._stack = ExitStack()
        count = min(size // SHELF_BYTES + 1, MOST_SHELVES)
        self._files = [self._stack.enter_context(_nameless()) for _ in range(count)]
        self._writers: list[Any] = [csv.writer(file) for file in self._files]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def put(self, place: str, number: str, record: Record) -> None:
        """`place`: hex digits that say where the number belongs."""
        shelf = int(place[:4], 16) * len(self._writers) >> 16
        self._writers[shelf].writerow([place, number, record.line, *record.cells])

    def items(self, read: Callable[[str, Record], Listed]) -> Iterator[list[Item]]:
        """Shelf by shelf, the numbers in the order of their places, each once."""
        for shelf in range(len(self._files)):
            found: dict[str, Item] = {}
            for place, number, record in self._rows(shelf):
                listed = read(number, record)
                if number in found:
                    found[number].add(listed)
                else:
                    found[number] = Item(place, listed)
            yield sorted(found.values(), key=lambda item: item.place)

    def rows_of(self, items: list[Item]) -> Iterator[Record]:
        """The rows behind some numbers, as they stood in the list."""
        wanted: dict[int, set[str]] = {}
        for item in items:
            shelf = int(item.place[:4], 16) * len(self._files) >> 16
            wanted.setdefault(shelf, set()).add(item.listed.number)
        for shelf, numbers in wanted.items():
            yield from (record for _, number, record in self._rows(shelf) if number in numbers)

    def _rows(self, shelf: int) -> Iterator[tuple[str, str, Record]]:
        file = self._files[shelf]
        file.seek(0)
        for place, number, line, *cells in csv.reader(file):
            yield place, number, Record(int(line), cells)


def _nameless() -> Any:
    return TemporaryFile("w+", encoding="utf-8", newline="")
