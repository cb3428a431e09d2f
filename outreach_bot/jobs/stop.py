"""Being asked to end, by SIGTERM or SIGINT, once or several times within a moment."""

from __future__ import annotations

import signal
from contextlib import suppress
from queue import Empty, SimpleQueue


class Stop:
    """Like threading.Event, but safe to set in a signal handler.

    An Event's set() takes a lock. A signal that comes while the same thread is inside wait() or inside an earlier set()
    would wait for that lock for ever. SimpleQueue is the one waiting point whose put() may interrupt itself.
    """

    def __init__(self) -> None:
        self._asked = False
        self._wake: SimpleQueue[None] = SimpleQueue()

    def listen(self) -> None:
        """From now on SIGTERM and SIGINT ask."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda _signum, _frame: self.ask())

    def ask(self) -> None:
        self._asked = True
        self._wake.put(None)

    def asked(self) -> bool:
        return self._asked

    def wait(self, seconds: float) -> bool:
        """Wait so long, or until asked. Returns whether we were asked."""
        if not self._asked:
            with suppress(Empty):
                self._wake.get(timeout=seconds)
        return self._asked
