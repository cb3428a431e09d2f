"""What happens to the town while a blast runs: everything, at random, from a seed."""

from __future__ import annotations

import random
import signal
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta

import requests

from tests.chaos.town import BLAST_WORKERS, CLOCK, WEB, Town

# People write all the time. Only the first two are the carrier's own words, which it blocks by itself.
STOPS = ("STOP", "unsubscribe", "ALTO", "Stop. Thank you", "ya no me manden mensajes", "take me off your list please")
# Nothing private: of such a talk no row is left to compare with the carrier's book.
OTHER = ("MENU", "JOIN", "hola", "PERSONA", "VOTAR", "who is this?")
SHARE_OF_STOPS = 0.5
LONGEST_WITHOUT_CABLE = 30  # seconds: longer than a claim is held


class Storm:
    """Call `strike()` again and again, then `calm()`. `did` counts what was done."""

    def __init__(self, town: Town, people: list[str], seed: int) -> None:
        self._town, self._people = town, people
        self._dice = random.Random(seed)
        self._happens = _HAPPENS | _BETWEEN_HOSTS if town.hosts is not None else _HAPPENS
        self._posts: list[threading.Thread] = []
        self.did: Counter[str] = Counter()
        self.stopped: set[str] = set()

    def strike(self, every_seconds: float) -> None:
        """One thing or two, then a pause of about that length."""
        for _ in range(self._dice.choice((1, 1, 1, 2))):
            what = self._dice.choices(list(self._happens), [weight for weight, _ in self._happens.values()])[0]
            self._happens[what][1](self)
            self.did[what] += 1
        time.sleep(every_seconds * (0.5 + self._dice.random()))

    def calm(self) -> None:
        """Everybody is up again, the carrier is its honest self; texts under way and pulled cables are back."""
        self._town.behave(reset=True, **_QUICK)
        self._town.wait_until_ready()
        for thread in self._posts:
            thread.join()

    def _weather(self) -> None:
        dice = self._dice
        self._town.behave(
            seed=dice.randrange(10**6), latency_ms=dice.randrange(10, 250), fail_429_rate=dice.choice((0, 0, 0.2)),
            fail_5xx_rate=dice.choice((0, 0.01)), accept_then_500=dice.choice((0, 0.03)),
            accept_no_answer=dice.choice((0, 0.03)), no_answer_hold_ms=dice.choice((0, 1500)),
            callback_lost_rate=dice.choice((0, 0.2)), callback_reversed=dice.random() < 0.4,
            callback_duplicated=dice.random() < 0.4, callback_delay_ms=dice.choice((0, 200)), **_QUICK,
        )  # fmt: skip

    def _texts(self) -> None:
        """A few people write at once, each from a phone of their own."""
        for phone in self._dice.sample(self._people, 3):
            words = STOPS if self._dice.random() < SHARE_OF_STOPS else OTHER
            body = self._dice.choice(words)
            if words is STOPS:
                self.stopped.add(phone)
            post = threading.Thread(target=self._text, args=(phone, body))
            post.start()
            self._posts.append(post)
            self.did["texts came in"] += 1

    def _text(self, phone: str, body: str) -> None:
        # The carrier has it even when it has no time to tell us.
        try:
            self._town.text(phone, body)
        except requests.RequestException:
            self.did["texts of which the carrier told nothing"] += 1

    def _kill(self, *names: str) -> None:
        name = self._dice.choice(names)
        self._town.kill(name)
        time.sleep(self._dice.random() * 0.5)
        self._town.start(name)

    def _kill_blasts(self) -> None:
        self._kill(*BLAST_WORKERS)

    def _kill_others(self) -> None:
        self._kill("replies", CLOCK)

    def _kill_web(self) -> None:
        """Nobody answers the carrier for a while: receipts are lost, and texts, which stand in its list."""
        self._town.kill(WEB)
        self._texts()
        time.sleep(self._dice.random())
        self._town.start(WEB)

    def _empty_redis(self) -> None:
        self._town.redis.flushall()

    def _database(self) -> None:
        """PostgreSQL goes away, in order or at once, and comes back. SQLite cannot: somebody keeps its lock."""
        away = self._dice.random() * 2
        if self._town.database is not None:
            self._town.database.stop(self._dice.choice((signal.SIGINT, signal.SIGQUIT)))
            time.sleep(away)
            self._town.database.start()
            return
        with closing(sqlite3.connect(self._town.home / "outreach.db", isolation_level=None, timeout=30)) as file:
            file.execute("BEGIN IMMEDIATE")
            time.sleep(away)
            file.execute("ROLLBACK")

    def _jump(self) -> None:
        """As on a machine that was suspended: every lease has run out."""
        self._town.clock.skip(timedelta(seconds=30))

    def _cable(self) -> None:
        """A worker's host hears nothing of anybody for a while, in the middle of whatever it does."""
        hosts, name = self._town.hosts, self._dice.choice(BLAST_WORKERS)
        if hosts is not None:
            hosts.pull(name)
            plug = threading.Timer(self._dice.uniform(1, LONGEST_WITHOUT_CABLE), hosts.plug, [name])
            plug.start()
            self._posts.append(plug)


_QUICK = {"sent_after_ms": 200, "delivered_after_ms": 500}
# What can happen: how likely, and how it is done. The words stand in the certificate.
_HAPPENS: dict[str, tuple[int, Callable[[Storm], None]]] = {
    "the carrier's faults changed": (4, Storm._weather),
    "people wrote, three at once": (6, Storm._texts),
    "a blast worker killed": (2, Storm._kill_blasts),
    "the replies worker or the clock killed": (1, Storm._kill_others),
    "the web server killed": (1, Storm._kill_web),
    "Redis emptied": (2, Storm._empty_redis),
    "the database away": (1, Storm._database),
    "the time jumped": (2, Storm._jump),
}
_BETWEEN_HOSTS: dict[str, tuple[int, Callable[[Storm], None]]] = {"a host's cable pulled": (3, Storm._cable)}
