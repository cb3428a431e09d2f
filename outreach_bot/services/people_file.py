"""A list of people as a CSV file: which encoding, which delimiter, and every record with its line. Streams."""

from __future__ import annotations

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from ..errors import OutreachError

DELIMITERS = ",;\t|"
READ_AT_ONCE = 1 << 20
LONGEST_LINE = 1 << 17  # characters, as csv's own limit of a field; a longer line is cut and its parts are refused
REPORT_EVERY = 1000  # records between two reports of progress
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class ListFault(OutreachError):
    """The file cannot be imported as it is; the message says what to do. It quotes column names, never people."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`header`: the names of the columns as they stand in the file. `size`: bytes."""

    path: Path
    size: int
    encoding: str
    delimiter: str
    header: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One row. `line`: where it begins, from 1. `broken`: its quotes don't match; the one cell is the raw line."""

    line: int
    cells: list[str]
    broken: bool = False

    def cell(self, column: int | None) -> str:
        """Empty for a column that the file, or this row, does not have."""
        return self.cells[column] if column is not None and column < len(self.cells) else ""


def layout_of(path: Path) -> Layout:
    """Read the file once to find its encoding, then its first record for the columns. Raises ListFault."""
    encoding = _encoding(path)
    headers = {delimiter: _header(path, encoding, delimiter) for delimiter in DELIMITERS}
    whole = {delimiter: header.cells for delimiter, header in headers.items() if not header.broken}
    if not whole:
        raise ListFault(f"Line {headers[','].line}: the quotes around the names of the columns don't match.")
    delimiter = max(whole, key=lambda each: len(whole[each]))  # of equals the first: the comma
    return Layout(path, path.stat().st_size, encoding, delimiter, tuple(cell.strip() for cell in whole[delimiter]))


def records(layout: Layout, progress: Callable[[int], None] = lambda _: None) -> Iterator[Record]:
    """Every row behind the header, empty ones too. `progress` is told how many bytes were read so far."""
    with _open(layout.path, layout.encoding) as text:
        behind_header = False
        for number, record in enumerate(_records(text, layout.delimiter)):
            if behind_header:
                yield record
            behind_header = behind_header or any(cell.strip() for cell in record.cells)
            if number % REPORT_EVERY == 0:
                progress(text.buffer.tell())
    progress(layout.size)


class _Lines:
    """The lines of a file; remembers those that the record at hand has used, so that they can be read again."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.used: list[str] = []
        self.number = 0  # of the last line handed out

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.used.append(line)
        self.number += 1
        return line

    def give_back_all_but_first(self) -> str:
        first, *rest = self.used
        self._again.extendleft(reversed(rest))
        self.number -= len(rest)
        return first


def _records(text: TextIO, delimiter: str) -> Iterator[Record]:
    """A quote that is never closed would swallow the people behind it: its line alone is broken, reading goes on."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.used.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            first = lines.give_back_all_but_first()
            yield Record(lines.number, [first.rstrip("\r\n")], broken=True)
        else:
            yield Record(lines.number - len(lines.used) + 1, cells)


def _header(path: Path, encoding: str, delimiter: str) -> Record:
    """The first record that is not empty; broken when this delimiter, or no delimiter, makes sense of its quotes."""
    with _open(path, encoding) as text:
        for record in _records(text, delimiter):
            if any(cell.strip() for cell in record.cells):
                return record
    raise ListFault("The file is empty.")


def _encoding(path: Path) -> str:
    """utf-8-sig, utf-16 or cp1252: the first in which the whole file can be read."""
    with path.open("rb") as file:
        beginning = file.read(4)
    if beginning.startswith(_WORKBOOKS):
        raise ListFault('This is an Excel workbook. Save it as "CSV UTF-8" and import that file.')
    for encoding in ("utf-16",) if beginning.startswith(_UTF16) else ("utf-8-sig", "cp1252"):
        if _decodes(path, encoding):
            return encoding
    raise ListFault('The file is no text that we can read. Save it as "CSV UTF-8" and import that file.')


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(READ_AT_ONCE):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _open(path: Path, encoding: str) -> TextIO:
    return path.open(encoding=encoding, newline="")
