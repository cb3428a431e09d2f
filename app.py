"""The web door. A WSGI server imports `app`: `granian --interface wsgi app:app`."""

from __future__ import annotations

import sys

from outreach_bot import logs
from outreach_bot.errors import OutreachError
from outreach_bot.settings import Settings
from outreach_bot.web import create_app
from outreach_bot.wiring import PATIENCE, build

logs.configure(json=not sys.stderr.isatty())
try:
    bot = build(Settings.from_env(), patience=PATIENCE)
    bot.book.learn()
    app = create_app(bot)
except OutreachError as fault:
    sys.exit(str(fault))  # what to put right, without a traceback
