"""The bot as commands have it: what one does not ask for is never opened.

For the same reason a module of commands imports at its head only what all of them need, and each command the rest.
"""

from __future__ import annotations

from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.wiring import assemble


def open_bot() -> Bot:
    """By the settings of this environment. Raises SettingsError."""
    return assemble(Settings.from_env())
