"""`outreach simulator`: starts the carrier simulator, which is a process of its own and shares no code with us."""

from __future__ import annotations

import os
import sys

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.settings import Settings


@click.command()
@json_option
def simulator(as_json: bool) -> None:
    """Start the carrier simulator and its phone page; it runs until it is interrupted."""
    settings = Settings.from_env()
    address = f"http://127.0.0.1:{settings.simulator_port}/"
    emit({"phone_page": address}, f"The phone page will be at {address}", as_json)
    sys.stdout.flush()
    options = [f"--port={settings.simulator_port}", f"--target-url={settings.public_base_url}"]
    options += [f"--own-number={settings.twilio_from}"] if settings.twilio_from else []
    os.execv(sys.executable, [sys.executable, "-m", "outreach_bot.simulator", *options])
