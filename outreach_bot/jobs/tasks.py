"""What a worker can be asked to do: each calls one service. Arguments are ids, never a number or a text."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from ..services import blasts, late_texts, pumps, receipts, sending, upkeep
from ..services.ports import Bot
from .run import stopping

PUMP_SECONDS = 45.0  # well below the job's own limit; then other blasts have their turn

_bot: Bot | None = None
_before_each: Callable[[], None] | None = None


def use(bot: Bot, before_each: Callable[[], None] | None = None) -> None:
    """The bot of this process; a worker calls it once, before its first job. `before_each` job: reload what changed."""
    global _bot, _before_each
    _bot, _before_each = bot, before_each


def bot() -> Bot:
    if _bot is None:
        raise RuntimeError("this process has no bot: start workers by worker.py")
    if _before_each is not None:
        _before_each()
    return _bot


def send(*message_ids: str) -> None:
    asyncio.run(sending.send(bot(), message_ids))


def fold_receipts() -> None:
    receipts.fold(bot())


def expand(blast_id: str) -> None:
    blasts.expand(bot(), int(blast_id))


def pump(blast_id: str) -> None:
    if asyncio.run(pumps.pump(bot(), int(blast_id), seconds=PUMP_SECONDS, stopping=stopping)):
        bot().queue.enqueue("pump", blast_id, queue="blasts")


def tidy() -> None:
    """Everything upkeep looks after but the timers, which the clock runs itself."""
    upkeep.send_what_waits(bot())
    upkeep.go_on_with_blasts(bot())
    asyncio.run(upkeep.look_up(bot()))
    asyncio.run(upkeep.poll(bot()))
    asyncio.run(late_texts.catch_up(bot()))
    upkeep.erase(bot())
    upkeep.watch_facts(bot())
    asyncio.run(upkeep.erase_at_carrier(bot()))
