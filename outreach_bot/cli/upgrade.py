"""`outreach upgrade`: brings the database to this version's tables."""

from __future__ import annotations

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.settings import Settings
from outreach_bot.storage.database import Database


@click.command()
@json_option
def upgrade(as_json: bool) -> None:
    """Bring the database to this version's tables. Safe to run again."""
    Database(Settings.from_env().database_url).migrate()
    emit({"upgraded": True}, "The database is up to date.", as_json)
