"""What every command has in common: the option `--json`, and printing either form."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def json_option(command: Command) -> Command:
    """The decorator that gives a command its `--json`; the command receives `as_json: bool`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for another program to read.")(command)


def emit(obj: Any, text: str, as_json: bool) -> None:
    """Print `obj` as JSON, or `text` for people. Dataclasses become objects; dates, Decimals and paths become text."""
    click.echo(json.dumps(obj, ensure_ascii=False, indent=2, default=_plain) if as_json else text)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
