"""What is typed behind an option or as an argument, and is the same for many commands: a name, a day, one of a few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from getpass import getuser
from typing import Any

import click

from outreach_bot.cli.output import Command
from outreach_bot.rules.signature import signed


class _Name(click.ParamType[str]):
    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return signed(value)


class _Day(click.ParamType[date]):
    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            self.fail(f"“{value}” is no day: write it like 2027-09-14.", param, ctx)


class OneOf(click.Choice[str]):
    """A choice that says what was probably meant."""

    def get_invalid_choice_message(self, value: Any, ctx: click.Context | None) -> str:
        from outreach_bot.rules.folding import tag_name
        from outreach_bot.rules.suggestion import did_you_mean

        return f"“{value}” is none of them{did_you_mean(tag_name(value), self.choices)}"


NAME, DAY = _Name(), _Day()


def who_option(help: str, *, required: bool = False) -> Callable[[Command], Command]:
    """The option `--who`: the name of whoever runs the command, never blank; the user name unless it is `required`."""
    if required:
        return click.option("--who", required=True, type=NAME, help=help)
    return click.option("--who", default=getuser, type=NAME, help=f"{help.rstrip('.')}; your user name if not given.")
