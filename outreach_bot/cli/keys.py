"""`outreach keys`: the keys that seal what people wrote."""

from __future__ import annotations

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.storage.sealed import make_key


@click.group()
def keys() -> None:
    """The keys that seal what people wrote."""


@keys.command()
@json_option
def make(as_json: bool) -> None:
    """Print a new key for OUTREACH_KEYS. To rotate, put it in front of the old ones."""
    key = make_key()
    emit({"key": key}, key, as_json)
