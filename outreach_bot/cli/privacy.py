"""`outreach privacy`: what is held, how old it is, and what goes next."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

import click

from outreach_bot.cli.bot import bot_without_flows
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import privacy as service


@click.group()
def privacy() -> None:
    """What is held, how old it is, and what is erased next."""


@privacy.command()
@json_option
def report(as_json: bool) -> None:
    """Show that things are forgotten on time: the oldest of each kind, what is due, what the next run erases."""
    bot = bot_without_flows()
    told = service.report(bot)
    zone = bot.zone

    def when(at: datetime | None) -> str:
        return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else "none"

    lines = []
    for kind in told.kept:
        keep = f"{kind.days:g} days" if kind.days >= 1 else f"{kind.days * 24 * 60:g} minutes"
        then = f", then the first is due {when(kind.next_at)}" if kind.next_at else ""
        lines.append(
            f"{kind.what} (kept {keep}): {kind.held}, the oldest of {when(kind.oldest)}; the next run erases "
            f"{kind.due}{then}."
        )
        if kind.late:
            lines.append(f"  LATE: {kind.late} should have gone more than an hour ago. Does the clock run?")
        if kind.for_ever:
            lines.append(f"  FAULT: {kind.for_ever} have no end.")
    lines.append(f"texts of private conversations that still name a person: {told.private_texts}")
    waits = told.at_the_carrier
    lines.append(f"to be erased at the carrier: {waits.waiting} (given up: {waits.given_up})")
    lines.append(f"receipts of erased people: {told.receipts}")
    lines += [f"sealed under key {key_id}: {count}" for key_id, count in told.sealed_under.items()]
    for day, counts in list(told.erased.items())[:7]:
        lines.append(f"erased on {day}: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    lines.append("In time." if told.in_time else "NOT in time: see above.")
    emit({**asdict(told), "in_time": told.in_time}, "\n".join(lines), as_json)
