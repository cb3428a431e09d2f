"""What commands have in common: the option `--json`, printing either form, and answering line by line."""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, TypeVar

import click

_LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\x85\u2028\u2029"}  # JSON leaves them, readers split there
Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """The decorator that gives a command its `--json`; the command receives `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for another program to read.")(command)


def json_lines(command: Command) -> Command:
    """The decorator for commands that answer line by line: `--json` is taken as everywhere, and changes nothing."""
    told = "Taken, as by every command: the lines are JSON in any case."
    return click.option("--json", is_flag=True, expose_value=False, help=told)(command)


def emit(obj: Any, text: str, as_json: bool, *, err: bool = False) -> None:
    """Print `obj` as JSON, or `text` for people. Dataclasses become objects; dates, Decimals and paths become text.

    `err`: on the standard error, because the output itself is something else.
    """
    click.echo(json.dumps(obj, ensure_ascii=False, indent=2, default=_plain) if as_json else text, err=err)


def answer_each(read: Callable[[str], dict[str, Any]]) -> None:
    """For every line of standard input one JSON object: the text itself, and what `read` finds in it. Each is printed
    at once, since another program may be waiting for it."""
    out = sys.stdout.buffer
    for text in _lines(sys.stdin.buffer):
        line = json.dumps({"text": text} | read(text), ensure_ascii=False).translate(_LINE_ENDS)
        out.write(line.encode() + b"\n")
        out.flush()


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Whatever bytes they hold: what is not UTF-8 becomes �. An empty line is an empty text."""
    for line in stream:
        yield line.decode("utf-8", errors="replace").removesuffix("\n").removesuffix("\r")


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
