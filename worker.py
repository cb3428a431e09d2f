"""The worker's door: `python worker.py replies receipts upkeep` works on these queues, in this order."""

from __future__ import annotations

import sys

from outreach_bot import logs
from outreach_bot.errors import OutreachError
from outreach_bot.jobs import run, tasks
from outreach_bot.settings import Settings
from outreach_bot.wiring import PATIENCE, Reload, build


def main(queues: list[str]) -> int:
    """Exit code 0 after a clean stop, 2 when something must be put right first (said in one sentence)."""
    logs.configure(json=not sys.stderr.isatty())
    try:
        settings = Settings.from_env()
        bot = build(settings, patience=PATIENCE)
        if "upkeep" in queues:  # which hears the texts that no webhook brought
            bot.book.learn()
        tasks.use(bot, before_each=Reload(bot) if settings.is_local else None)
        return run.run(queues, settings.redis_url)
    except (OutreachError, ValueError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
