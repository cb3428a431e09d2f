"""`outreach optout`, `danger` and `segments`: what the rules say of a text, line by line. No files are read."""

from __future__ import annotations

from typing import Any

import click

from outreach_bot.cli.output import answer_each, json_lines


@click.command()
@json_lines
def optout() -> None:
    """Does the writer want no more texts? {"text", "optout": true, false or "ask"}."""
    from outreach_bot.rules import consent

    verdicts: dict[str, bool | str] = {"yes": True, "no": False, "ask": "ask"}
    answer_each(lambda text: {"optout": verdicts[consent.opt_out(text)]})


@click.command()
@json_lines
def danger() -> None:
    """Is somebody in danger now? {"text", "danger": "ice", "violence", "trafficking", "suicide" or null}."""
    from outreach_bot.rules import danger as dangers

    answer_each(lambda text: {"danger": dangers.danger(text)})


@click.command()
@json_lines
@click.option("--smart", is_flag=True, help="Count as with Twilio's Smart Encoding on.")
def segments(smart: bool) -> None:
    """What each text would cost: {"text", "encoding", "segments", "units", "forced_by"}."""
    from outreach_bot.rules.segments import count

    def read(text: str) -> dict[str, Any]:
        counted = count(text, smart=smart)
        return {
            "encoding": counted.encoding, "segments": counted.segments, "units": counted.units,
            "forced_by": list(counted.forced_by),
        }  # fmt: skip

    answer_each(read)
