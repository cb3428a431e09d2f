"""`outreach`: finds the command by its noun and loads only that one's module; says errors in one sentence."""

from __future__ import annotations

import importlib
import sys

try:
    import click

    from outreach_bot import __version__, logs
except ModuleNotFoundError as missing:  # a checkout without its packages: say so instead of a traceback
    sys.exit(f"The package {missing.name} is missing. Run `make run`: it installs what requirements.txt names.")

from outreach_bot.errors import OutreachError

# noun → where its command lives. Loaded when asked for, so that `outreach settings` needs no database.
COMMANDS = {
    "blasts": "outreach_bot.cli.blasts:blasts",
    "clock": "outreach_bot.cli.clock:clock",
    "consent": "outreach_bot.cli.consent:consent",
    "danger": "outreach_bot.cli.rules:danger",
    "dev": "outreach_bot.cli.dev:dev",
    "doctor": "outreach_bot.cli.doctor:doctor",
    "elections": "outreach_bot.cli.elections:elections",
    "facts": "outreach_bot.cli.facts:facts",
    "flows": "outreach_bot.cli.flows:flows",
    "inbox": "outreach_bot.cli.inbox:inbox",
    "keys": "outreach_bot.cli.keys:keys",
    "members": "outreach_bot.cli.members:members",
    "privacy": "outreach_bot.cli.privacy:privacy",
    "reports": "outreach_bot.cli.reports:reports",
    "optout": "outreach_bot.cli.rules:optout",
    "route": "outreach_bot.cli.understanding:route",
    "segments": "outreach_bot.cli.rules:segments",
    "settings": "outreach_bot.cli.settings:settings",
    "simulator": "outreach_bot.cli.simulator:simulator",
    "texts": "outreach_bot.cli.texts:texts",
    "understand": "outreach_bot.cli.understanding:understand",
    "upgrade": "outreach_bot.cli.upgrade:upgrade",
}
# These look at, or change, what is stored: in a checkout where `make run` was used they mean its system.
ON_THE_DATA = {
    "blasts", "consent", "doctor", "elections", "facts", "inbox", "keys", "members", "privacy", "reports", "settings",
    "texts",
}  # fmt: skip


class Said(click.ClickException):
    """An error that the message alone explains: no traceback, exit code 2."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)


class Nouns(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for name in sorted(COMMANDS) if self.get_command(ctx, name) is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        try:
            return getattr(importlib.import_module(module), attribute)  # type: ignore[no-any-return]
        except ModuleNotFoundError as missing:
            if missing.name == module:
                return None
            if (missing.name or "").startswith("outreach_bot"):
                raise
            raise Said(
                f"The package {missing.name} is missing. Run `make run`: it installs what requirements.txt names."
            ) from None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except OutreachError as error:
            raise Said(str(error)) from error


@click.group(cls=Nouns, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="outreach")
def outreach() -> None:
    """The texting system of working people's organisations in Connecticut."""


def _join_what_runs_here() -> None:
    from outreach_bot.cli import running

    try:
        running.join()
    except OutreachError as error:
        click.echo(str(error), err=True)
        sys.exit(Said.exit_code)


def main() -> None:
    """The entry point `outreach`."""
    logs.configure(json=not sys.stderr.isatty())
    if ON_THE_DATA & set(sys.argv[1:2]):
        _join_what_runs_here()
    outreach(prog_name="outreach")


if __name__ == "__main__":
    main()
