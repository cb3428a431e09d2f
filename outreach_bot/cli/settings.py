"""`outreach settings`: what this process would run with, and the page that documents it."""

from __future__ import annotations

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.settings import SETTINGS, Settings, as_markdown


@click.command()
@json_option
@click.option("--markdown", is_flag=True, help="Print the page docs/settings.md instead.")
def settings(as_json: bool, markdown: bool) -> None:
    """Print every setting: its value here, its default, what it is."""
    if markdown:
        click.echo(as_markdown(), nl=False)
        return
    shown = Settings.from_env().shown()
    rows = [{"name": s.name, "value": shown[s.name], "default": s.default, "help": s.help} for s in SETTINGS]
    lines = [f"{row['name']} = {row['value']}\n    {row['help']}" for row in rows]
    emit(rows, "\n".join(lines), as_json)
