"""A worker for which it is noon: quiet hours would stop a benchmark that runs at night."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

from outreach_bot import logs
from outreach_bot.jobs import run, tasks
from outreach_bot.settings import Settings
from outreach_bot.wiring import build


class NoonClock:
    """Real seconds, but the day begins at noon in Connecticut."""

    def __init__(self) -> None:
        now = datetime.now(UTC)
        self._ahead: timedelta = now.replace(hour=17, minute=0, second=0, microsecond=0) - now

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


if __name__ == "__main__":
    logs.configure(json=True)
    settings = Settings.from_env()
    tasks.use(build(settings, clock=NoonClock()))
    sys.exit(run.run(sys.argv[1:], settings.redis_url))
