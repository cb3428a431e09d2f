"""`outreach keys`: the keys that seal what people wrote."""

from __future__ import annotations

import sys

import click

from outreach_bot.cli.bot import bot_without_flows
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import keys as service
from outreach_bot.storage.sealed import make_key


@click.group()
def keys() -> None:
    """The keys that seal what people wrote: make one, move everything to the newest."""


@keys.command()
@json_option
def make(as_json: bool) -> None:
    """Print a new key for OUTREACH_KEYS. To rotate, put it in front of the old ones."""
    key = make_key()
    emit({"key": key}, key, as_json)


@keys.command()
@json_option
def rotate(as_json: bool) -> None:
    """Move everything to the newest key of OUTREACH_KEYS, while the system runs. Run again, it goes on where it was.

    First give every process the new key and restart it: see docs/operators.md.
    """
    done = service.rotate(bot_without_flows(), _counting() if sys.stderr.isatty() else lambda _: None)
    lines = [f"{count:>9} {name}" for name, count in done.moved.items()] or ["Everything was under the newest key."]
    lines.append(f"Key {done.newest} seals everything now." if not done.still_needed else "")
    lines += [
        f"Key {key_id} must stay in OUTREACH_KEYS: {count} values or numbers are still under it. Restart every process "
        "with the newest key in front and run this again. (Who was erased by an older version of this program stays.)"
        for key_id, count in done.still_needed.items()
    ]
    lines += [f"Key {key_id} may leave OUTREACH_KEYS: nothing needs it." for key_id in done.may_leave]
    emit(done, "\n".join(line for line in lines if line), as_json)


def _counting() -> service.Progress:
    total = 0

    def show(moved: int) -> None:
        nonlocal total
        total += moved
        click.echo(f"\r{total} moved", nl=False, err=True)

    return show
