"""The clock process: runs due rows once a second and asks for upkeep. Several may run; one holds the lease."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from os import getpid
from threading import Event

from .. import logs
from ..errors import Stale
from ..services import upkeep
from ..services.ports import Bot
from ..storage import leases

log = logs.get(__name__)

TICK_SECONDS = 1.0
LEASE_SECONDS = 15.0  # another clock takes over this long after one died
TIDY_EVERY = timedelta(seconds=10)


def run(bot: Bot, stop: Event | None = None, each_tick: Callable[[], None] | None = None) -> None:
    """Tick until SIGTERM or SIGINT. A database that is away for a while is waited for."""
    stop = stop or _stop_on_signals()
    holder = f"{socket.gethostname()}:{getpid()}"
    tidied: datetime | None = None
    failing: type[Exception] | None = None
    while not stop.is_set():
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


def _stop_on_signals() -> Event:
    stop = Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _signum, _frame: stop.set())
    return stop
