"""YAML into plain data that remembers its lines. It knows YAML's traps, nothing about flows.

`06106`, `20:00`, `yes`, `no`, `on`, `off` and dates stay text; only true/false, whole numbers, decimals (as Decimal)
and null are more than text. Keys are always text. Doubled keys, tags and several documents are faults.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from sys import intern
from typing import Any

import yaml

from ..errors import Fault
from .slips import advice, is_cut_off, odd_blank

MAX_BYTES = 256 * 1024
MAX_DEPTH = 30
MAX_NODES = 50_000  # what aliases stand for is counted each time: a "billion laughs" file ends here

Place = tuple[str | int, ...]  # the keys and list positions that lead to a value
# The line of a value. Of a mapping: key → such lines, and None → its own; of a list: its own, then those of its items.
# (Lists, because flows are mostly lists of examples: tables would be a twelfth of what 200 flows hold.)
Lines = int | dict[str | None, Any] | list[Any]

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
_WORDS: dict[str, Any] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One file. `data` is None when the file is empty or could not be read: then `faults` says why."""

    file: str
    data: Any = None
    lines: Lines = 1
    faults: list[Fault] = field(default_factory=list)

    def line(self, *place: str | int) -> int:
        """The line (from 1) of the value at this place, or of the nearest thing around it that exists."""
        inside = self.lines
        for step in place:
            if isinstance(inside, dict) and step in inside:
                inside = inside[str(step)]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside) - 1:
                inside = inside[step + 1]
            else:
                break
        return _own(inside)

    def fault(self, message: str, *place: str | int, warning: bool = False) -> Fault:
        return Fault(self.file, self.line(*place), message, warning)

    def texts(self, *place: str | int) -> list[tuple[str, int]]:
        """Every text under a place with its line, in the file's order."""
        value = self.data
        try:
            for step in place:
                value = value[step]
        except (KeyError, IndexError, TypeError):
            return []
        return [(text, self.line(*where)) for where, text in _texts(value, place)]


def _own(lines: Lines) -> int:
    if isinstance(lines, int):
        return lines
    return int(lines[None] if isinstance(lines, dict) else lines[0])


def _texts(value: Any, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*place, number))


def read_file(path: Path, name: str) -> Document:
    """`name` is what faults call the file. A file that cannot be opened is a fault, too."""
    try:
        with path.open("rb") as file:
            return read(name, file.read(MAX_BYTES + 1))
    except OSError as error:
        return Document(name, faults=[Fault(name, 0, f"this file cannot be opened: {error.strerror}")])


def read(file: str, content: bytes) -> Document:
    """Parse one YAML file. Never raises, whatever the bytes: what is wrong stands in `faults`."""
    document = Document(file)
    if len(content) > MAX_BYTES:
        return _refused(document, 0, f"this file is larger than {MAX_BYTES // 1024} KB; split it into several flows")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _refused(document, line, "this file is not UTF-8; save it with the encoding UTF-8")
    if (odd := odd_blank(text)) is not None:
        return _refused(document, odd, "this line begins with a special blank; delete the blanks and type them anew")
    try:
        data, lines = _Builder(document).build(text)
    except _Stop as stop:
        return _refused(document, stop.line, stop.message)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        return _refused(document, line, "this line holds an invisible control character; delete it and type it again")
    except yaml.MarkedYAMLError as error:
        return _refused(document, *advice(text, error))
    return Document(file, data, lines, document.faults)


def _refused(document: Document, line: int, message: str) -> Document:
    return Document(document.file, faults=[*document.faults, Fault(document.file, line, message)])


class _Stop(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class _Builder:
    """Builds data from libyaml's events. (Its own composer recurses in C and crashes the process on deep nesting.)"""

    def __init__(self, document: Document) -> None:
        self.file = document.file
        self.faults = document.faults
        self.anchors: dict[str, Any] = {}
        self.nodes = 0

    def build(self, text: str) -> tuple[Any, Lines]:
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.written = text if " #" in text or "“" in text else ""
        read: tuple[Any, Lines] = (None, 1)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _Stop(_line(event), "a second document begins here (---); one file holds one")
                begins = next(self.events)
                read = self._value(begins, _line(begins), 0)
        return read

    def _value(self, event: Any, line: int, depth: int) -> tuple[Any, Lines]:
        """A value and its lines; `line` is its own: in a mapping that of its key."""
        self._count(event, 1)
        if depth > MAX_DEPTH:
            raise _Stop(_line(event), f"this is nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event), line
        if event.tag is not None and not (isinstance(event, yaml.ScalarEvent) and event.tag == "!"):
            message = f"tags such as {event.tag} are not used here; put a text that begins with ! between quotes"
            raise _Stop(_line(event), message)
        lines: Lines = line
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
            if self.written and event.implicit[0]:
                self._bare(event)
        else:
            build = self._list if isinstance(event, yaml.SequenceStartEvent) else self._mapping
            value, lines = build(line, depth + 1)
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        return value, lines

    def _bare(self, event: Any) -> None:
        """A text without quotes of which YAML would silently make something else."""
        if event.value.startswith("“") and event.value.endswith("”"):
            message = 'put the text between straight quotes ("), not curly ones'
            self.faults.append(Fault(self.file, _line(event), message))
        if is_cut_off(self.written, event.end_mark.index):
            message = "what stands behind # is not read: put the text between quotes; before a remark write “# ”"
            self.faults.append(Fault(self.file, int(event.end_mark.line) + 1, message))

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self.anchors:
            raise _Stop(_line(event), f"*{event.anchor} points to nothing: no &{event.anchor} stands above it")
        value = self.anchors[event.anchor]
        self._count(event, _size(value, MAX_NODES))
        return value

    def _list(self, line: int, depth: int) -> tuple[list[Any], Lines]:
        values: list[Any] = []
        lines: list[Any] = [line]
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value, own = self._value(event, _line(event), depth)
            values.append(value)
            lines.append(own)
        return values, lines

    def _mapping(self, line: int, depth: int) -> tuple[dict[str, Any], Lines]:
        values: dict[str, Any] = {}
        lines: dict[str | None, Any] = {None: line}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise _Stop(_line(event), "a key must be a plain word; check the brackets and the indentation")
            key = intern(event.value)  # "say", "ask", "goto": written a thousand times, kept once
            if key == "<<" and event.implicit[0]:
                raise _Stop(_line(event), "“<<” is not used here; write the lines out")
            value, own = self._value(next(self.events), _line(event), depth)
            if key in values:
                message = f"“{key}” stands here a second time (first on line {_own(lines[key])}); keep one of the two"
                self.faults.append(Fault(self.file, _line(event), message))
                continue
            values[key], lines[key] = value, own
        return values, lines

    def _count(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise _Stop(_line(event), f"this file holds more than {MAX_NODES} values, aliases included")


_NUMBERS: dict[int, int] = {}  # a line's number is kept once for all files: they hold tens of thousands of them


def _line(event: Any) -> int:
    number = int(event.start_mark.line) + 1
    return _NUMBERS.setdefault(number, number)


def _scalar(event: Any) -> Any:
    text: str = event.value
    if not event.implicit[0] or event.tag == "!":
        return text  # quoted
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text


def _size(value: Any, most: int) -> int:
    """How many values this stands for, aliases inside counted in full; stops counting above `most`."""
    count, todo = 0, [value]
    while todo and count <= most:
        inner = todo.pop()
        count += 1
        if isinstance(inner, dict):
            todo.extend(inner.values())
        elif isinstance(inner, list):
            todo.extend(inner)
    return count
