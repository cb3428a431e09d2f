"""A worker for which it is noon: quiet hours would stop a benchmark that runs at night."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta

from outreach_bot import logs
from outreach_bot.jobs import run, tasks
from outreach_bot.settings import Settings
from outreach_bot.wiring import build

AHEAD = "BENCH_SECONDS_AHEAD"


class NoonClock:
    """Real seconds, but the day begins at noon in Connecticut, for all processes of one world alike."""

    def __init__(self) -> None:
        self._ahead = timedelta(seconds=float(os.environ.get(AHEAD) or seconds_to_noon()))

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead


def seconds_to_noon() -> float:
    """From now on; negative in the afternoon."""
    now = datetime.now(UTC)
    return (now.replace(hour=17, minute=0, second=0, microsecond=0) - now).total_seconds()


if __name__ == "__main__":
    logs.configure(json=True)
    settings = Settings.from_env()
    tasks.use(build(settings, clock=NoonClock()))
    sys.exit(run.run(sys.argv[1:], settings.redis_url))
