"""The system that `make run` started here last: its settings stay in var/run.env, for commands in another terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import click

from outreach_bot.errors import OutreachError
from outreach_bot.settings import SETTINGS, adopt, is_set

VAR = Path(__file__).resolve().parents[2] / "var"
LOCK = "run.lock"  # holds the process id of the last `make run`
_KEPT = "run.env"


def keep(var: Path, environment: Mapping[str, str]) -> None:
    """Write down the settings that the processes run with. `var` must be private: secrets are among them."""
    write_env(
        var / _KEPT,
        "Written by each `make run`, for `outreach` in another terminal.",
        {setting.name: environment[setting.name].strip() for setting in SETTINGS if is_set(setting.name, environment)},
    )


def join(var: Path = VAR) -> None:
    """Run this command with those settings, unless one that is set here says otherwise: then with none of them.

    Half of each would write one system's rows with the other's keys. Raises OutreachError when they can't be read.
    """
    try:
        given = read_env(var / _KEPT)
        process = (var / LOCK).read_text().strip()
    except FileNotFoundError:
        return
    except OSError as error:
        raise OutreachError(f"{error.filename} cannot be read: run this as the user who started `make run`.") from None
    if adopt(given) and not _alive(process):
        click.echo("`make run` is not running here now: nothing is sent until it is.", err=True)


def read_env(path: Path) -> dict[str, str]:
    """NAME=value lines. Raises OSError."""
    lines = [line.partition("=") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return {name: value for name, _, value in lines}


def write_env(path: Path, comment: str, values: Mapping[str, str]) -> None:
    """All or nothing, should we be interrupted."""
    draft = path.with_suffix(".new")
    draft.write_text(f"# {comment}\n" + "".join(f"{name}={value}\n" for name, value in values.items()))
    draft.rename(path)


def _alive(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
