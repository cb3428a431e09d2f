"""`outreach reports`: sums that name nobody."""

from __future__ import annotations

import click

from outreach_bot.cli.bot import bot_without_flows
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import privacy


@click.group()
def reports() -> None:
    """Sums that name nobody."""


@reports.command()
@json_option
def private(as_json: bool) -> None:
    """Private conversations by month: how many began and how they ended. Below ten it only says "<10"."""
    counts = privacy.private_counts(bot_without_flows())
    lines = [
        f"{each.month}  {each.flow}: {each.started} began; "
        + ", ".join(f"{count} {outcome}" for outcome, count in sorted(each.outcomes.items()))
        for each in counts
    ]
    emit(counts, "\n".join(lines) or "No private conversation was counted yet.", as_json)
