"""`outreach clock`: the process that runs due rows and asks for upkeep."""

from __future__ import annotations

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.jobs import clock as ticking
from outreach_bot.settings import Settings
from outreach_bot.wiring import PATIENCE, Reload, build


@click.command()
@json_option
def clock(as_json: bool) -> None:
    """Run timers and upkeep until stopped. Several may run: one at a time holds the lease."""
    bot = build(Settings.from_env(), patience=PATIENCE)
    emit({"clock": "running"}, "The clock is running.", as_json)
    ticking.run(bot, each_tick=Reload(bot) if bot.settings.is_local else None)
