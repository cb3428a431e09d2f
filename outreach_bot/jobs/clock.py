"""The clock process: runs due rows once a second and asks for upkeep. Several may run; one holds the lease."""

from __future__ import annotations

import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from os import getpid

from .. import logs
from ..errors import Stale
from ..services import upkeep
from ..services.ports import Bot
from ..storage import leases
from .stop import Stop

log = logs.get(__name__)

TICK_SECONDS = 1.0
LEASE_SECONDS = 15.0  # another clock takes over this long after one died
TIDY_EVERY = timedelta(seconds=10)


def run(bot: Bot, each_tick: Callable[[], None] | None = None) -> None:
    """Tick until SIGTERM or SIGINT. A database that is away for a while is waited for."""
    stop = Stop()
    stop.listen()
    holder = f"{socket.gethostname()}:{getpid()}"
    tidied: datetime | None = None
    failing: type[Exception] | None = None
    while not stop.asked():
        try:
            if each_tick is not None:
                each_tick()
            tidied = tick(bot, holder, tidied)
            failing = None
        except Exception as error:  # the clock must outlive whatever one tick meets
            if type(error) is not failing:  # once, not every second
                log.error("a tick failed; the clock goes on", exc_info=error)
            failing = type(error)
        stop.wait(TICK_SECONDS)
    with bot.database.transaction() as connection:
        leases.release(connection, "clock", holder)


def tick(bot: Bot, holder: str, tidied: datetime | None) -> datetime | None:
    """One second's work; returns when upkeep was last asked for."""
    now = bot.clock.now()
    try:
        with bot.database.transaction() as connection:
            mine = leases.acquire(connection, "clock", holder, now, LEASE_SECONDS)
    except Stale:
        return tidied
    if not mine:
        return tidied
    upkeep.fire_timers(bot)
    if bot.receipts.waiting():
        bot.queue.enqueue("fold_receipts", queue="receipts")
    if tidied is None or now - tidied >= TIDY_EVERY:
        bot.queue.enqueue("tidy", queue="upkeep")
        return now
    return tidied
