"""The web door of the town, for granian: app.py with the shared clock."""

from __future__ import annotations

import os
from pathlib import Path

from outreach_bot import logs
from outreach_bot.settings import Settings
from outreach_bot.web import create_app
from outreach_bot.wiring import PATIENCE, build
from tests.chaos.clock import SharedClock

logs.configure(json=True)
shared = SharedClock(Path(os.environ["CHAOS_CLOCK"]))
app = create_app(build(Settings.from_env(), clock=shared, patience=PATIENCE))

