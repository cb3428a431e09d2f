"""The bot as commands have it: what one does not ask for is never opened.

For the same reason a module of commands imports at its head only what all of them need, and each command the rest.
"""

from __future__ import annotations

from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.wiring import assemble


def open_bot() -> Bot:
    """With all flows, read before anybody waits for a transaction of ours. Raises SettingsError, FlowFault."""
    bot = bot_without_flows()
    _ = bot.files
    return bot


def bot_without_flows() -> Bot:
    """At once, and also while a flow file is broken: for commands that ask for no flow. Raises SettingsError."""
    return assemble(Settings.from_env())
