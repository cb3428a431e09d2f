"""`outreach doctor`: what somebody of the organisation still has to do before members are told everything."""

from __future__ import annotations

import click

from outreach_bot.cli.bot import open_bot
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import doctor as service


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """List unconfirmed facts, overdue reviews, unread texts, open election days. Exit code 1 when something blocks."""
    found = service.examine(open_bot())
    blocks = [each for each in found if each.blocks]
    lines = [f"{'blocks' if each.blocks else 'soon  '}  {each.what}" for each in found]
    told = "\n".join(lines) or "Nothing is open."
    emit(found, f"{told}\n{len(blocks)} of {len(found)} keep something from members.", as_json)
    if blocks:
        raise SystemExit(1)
