"""`outreach texts`: which rights and voting texts a lawyer and a native reader still have to read."""

from __future__ import annotations

from collections import Counter

import click

from outreach_bot.cli.bot import open_bot
from outreach_bot.cli.options import OneOf, who_option
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import texts as service
from outreach_bot.services.texts import ROLES, Wording


@click.group()
def texts() -> None:
    """Sign-offs of rights and voting texts. Where real people are texted, an unsigned flow leads to a person, and an
    unsigned journey says nothing. Those for people in danger (bot/danger) always go out."""


@texts.command("list")
@click.option("--flow", help="Only this flow, journey like journeys/primary, or bot/danger, with every text.")
@json_option
def list_(flow: str | None, as_json: bool) -> None:
    """What still lacks a reader: flows and journeys with the number of texts, or the texts of one."""
    lacking = service.unsigned(open_bot(), flow)
    if as_json:
        emit(lacking, "", True)
    elif flow:
        click.echo("\n\n".join(map(_text, lacking)) or f"{flow}: every text is signed off.")
    else:
        counts = Counter((each.flow, role) for each in lacking for role in each.lacks)
        lines = [f"{name}: {count} texts lack a {role.replace('_', ' ')}" for (name, role), count in counts.items()]
        click.echo("\n".join(lines) or "Every rights and voting text is signed off.")


@texts.command("sign-off")
@click.argument("flow")
@click.option("--role", required=True, type=OneOf(ROLES))
@who_option("The reader's name: it stands beside each text from now on.", required=True)
@click.option("--yes", is_flag=True, help="Don't ask again.")
@json_option
def sign_off(flow: str, role: str, who: str, yes: bool, as_json: bool) -> None:
    """WHO has read every text of FLOW (or of a journey, like journeys/primary) as it stands now, in every language. A
    changed text must be read again."""
    bot = open_bot()
    open_ = [each for each in service.unsigned(bot, flow) if role in each.lacks]
    if not yes:
        click.echo("\n\n".join(map(_text, open_)), err=True)
        click.confirm(f"Has {who} read these {len(open_)} texts, and stands behind them?", abort=True, err=True)
    signed = service.sign(bot, role, who, flow)  # type: ignore[arg-type]
    emit({"signed": signed}, f"{signed} texts of {flow} are signed off by {who}. Restart the processes.", as_json)


def _text(each: Wording) -> str:
    return f"[{each.language}] {each.text}\n     lacks: {', '.join(each.lacks).replace('_', ' ')}"
