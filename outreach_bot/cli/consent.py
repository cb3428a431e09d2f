"""`outreach consent`: the evidence that we may text somebody."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from outreach_bot.cli.bot import bot_without_flows
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import proof
from outreach_bot.services.proof import Proof


@click.group()
def consent() -> None:
    """The evidence that we may text somebody, or may not."""


@consent.command()
@click.argument("number")
@json_option
def prove(number: str, as_json: bool) -> None:
    """Print what proves it: who agreed to which words, when and how, and any opt-out; also of who was erased."""
    bot = bot_without_flows()
    proofs = proof.prove(bot, number)
    zone = bot.zone
    emit(proofs, "\n".join(line for each in proofs for line in _lines(each, zone)), as_json)


def _lines(proof: Proof, zone: ZoneInfo) -> list[str]:
    def when(at: datetime) -> str:
        return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")

    lines = [f"{proof.channel}, number hash {proof.number_hash} (HMAC-SHA256, key {proof.key_id})"]
    if proof.erased:
        lines.append("The person was erased: this receipt is all that is held.")
    if proof.opted_out_at is not None:
        lines.append(f"OPTED OUT {when(proof.opted_out_at)} ({proof.opted_out_source})")
    for row in proof.evidence:
        verb = "agreed to" if row.action == "grant" else "took back"
        lines.append(f"{when(row.at)} {verb} {row.programme} ({row.source})")
        if row.wording_hash:
            lines.append(f"    shown (sha256 {row.wording_hash}):")
            lines.append(f'    "{row.wording}"')
    return lines if len(lines) > 1 else [*lines, "No consent and no opt-out was ever recorded."]
