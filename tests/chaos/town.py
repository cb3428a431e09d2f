"""The whole system as production runs it (web, two blast workers, a worker for the rest, the clock), a carrier, and a
crowd: processes that can be killed, servers that can be emptied or restarted."""

from __future__ import annotations

import csv
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import requests
from redis import Redis

from outreach_bot import logs
from outreach_bot.jobs import clock as ticking
from outreach_bot.jobs import run, tasks
from outreach_bot.services.people_import import import_people, understand
from outreach_bot.services.people_rows import FileEvidence
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.simulator import carrier
from outreach_bot.simulator.app import serve
from outreach_bot.storage.database import Database
from outreach_bot.storage.sealed import make_key
from outreach_bot.wiring import PATIENCE, build
from tests import servers
from tests.chaos.clock import SharedClock
from tests.chaos.hosts import HERE, Hosts, hosts, move_to

ROOT = Path(__file__).parents[2]
ACCOUNT, TOKEN, OWN = "AC" + "c" * 32, "a-chaos-token", "+18605550100"
START_SECONDS = 180
TICK_SECONDS = 0.3
WORKERS = {"blasts-1": ("blasts",), "blasts-2": ("blasts",), "replies": ("replies", "receipts", "upkeep")}
BLAST_WORKERS = tuple(name for name, queues in WORKERS.items() if queues == ("blasts",))
CLOCK, WEB, CARRIER = "clock", "web", "carrier"

# Forked from a process that has imported everything already: what was killed is back within a moment.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


def _work(environment: dict[str, str], queues: tuple[str, ...], said: Path, host: str | None) -> None:
    """worker.py"""
    if host is not None:
        move_to(host)
    bot = _process(environment, said)
    tasks.use(bot)
    run.run(queues, bot.settings.redis_url)


def _tick(environment: dict[str, str], said: Path) -> None:
    """outreach clock, a little faster: the seconds of this town are shorter, too."""
    ticking.TICK_SECONDS = TICK_SECONDS
    ticking.run(_process(environment, said))


def _carry(environment: dict[str, str], book: Path, said: Path) -> None:
    """The simulator, which lives in the same time."""
    _write_to(said)
    carrier.time = SharedClock(Path(environment["CHAOS_CLOCK"])).timestamp  # type: ignore[assignment]
    serve(
        host=environment["CHAOS_ADDRESS"], port=int(environment["SIMULATOR_PORT"]),
        target_url=environment["PUBLIC_BASE_URL"], account_sid=ACCOUNT, auth_token=TOKEN, book_path=book,
        own_number=OWN,
    )  # fmt: skip


def _process(environment: dict[str, str], said: Path) -> Bot:
    _write_to(said)
    logs.configure(json=True)
    clock = SharedClock(Path(environment["CHAOS_CLOCK"]))
    return build(Settings.from_env(environment), clock=clock, patience=PATIENCE)


def _write_to(said: Path) -> None:
    log = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(log, 1)
    os.dup2(log, 2)


@dataclass
class Town:
    """What runs, and where. `database`: a PostgreSQL that can be restarted, None for SQLite. `hosts`: one for each
    worker of blasts; None: everything runs on this machine."""

    home: Path
    environment: dict[str, str]
    clock: SharedClock
    redis: Redis
    database: servers.Postgres | None
    bot: Bot
    carrier: str
    hosts: Hosts | None = None
    running: dict[str, BaseProcess | subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def book(self) -> Path:
        return self.home / "carrier.sqlite3"

    @property
    def said(self) -> Path:
        """What every process wrote."""
        return self.home / "said"

    def start(self, name: str) -> None:
        if name == WEB:
            port = self.environment["PORT"]
            command = ["-m", "granian", "--interface", "wsgi", "tests.chaos.door:app", "--host", "127.0.0.1", "--port",
                       port, "--workers", "1", "--blocking-threads", "1", "--no-ws"]  # fmt: skip
            with self.said.open("ab") as log:
                self.running[name] = subprocess.Popen(
                    [sys.executable, *command], cwd=ROOT, env=self.environment, stdin=subprocess.DEVNULL, stdout=log,
                    stderr=log, start_new_session=True,
                )  # fmt: skip
            return
        target: Callable[..., None]
        if name == CARRIER:
            target, told = _carry, (self.environment, self.book, self.said)
        elif name == CLOCK:
            target, told = _tick, (self.environment, self.said)  # type: ignore[assignment]
        else:
            host = name if self.hosts is not None and name in self.hosts.names else None
            target, told = _work, (self.environment, WORKERS[name], self.said, host)  # type: ignore[assignment]
        process = _processes.Process(target=target, args=told, daemon=True)
        process.start()
        self.running[name] = process

    def kill(self, name: str) -> None:
        """By SIGKILL: no last words."""
        process = self.running.pop(name)
        if isinstance(process, subprocess.Popen):
            os.killpg(process.pid, signal.SIGKILL)  # with the web server's own workers
            process.wait()
        else:
            process.kill()
            process.join()

    def end(self) -> None:
        for name in list(self.running):
            with suppress(ProcessLookupError):
                self.kill(name)

    def wait_until_ready(self) -> None:
        for url in (f"{self.carrier}/simulator/phones", f"{self.environment['PUBLIC_BASE_URL']}/healthz"):
            ends = time.monotonic() + START_SECONDS
            while not _answers(url):
                assert time.monotonic() < ends, self.said.read_text()[-3000:]
                time.sleep(0.05)

    def behave(self, **how: Any) -> None:
        requests.post(f"{self.carrier}/simulator/behave", json=how, timeout=30).raise_for_status()

    def text(self, phone: str, body: str) -> None:
        """A text from a phone; the carrier calls the web door."""
        requests.post(f"{self.carrier}/simulator/text", json={"from": phone, "body": body}, timeout=60)

    def flush_book(self) -> None:
        requests.post(f"{self.carrier}/simulator/flush", timeout=60).raise_for_status()


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False


@contextmanager
def town(
    kind: str, home: Path, people: list[str], *, segments_per_second: int, several_hosts: bool = False
) -> Iterator[Town]:
    """`kind`: sqlite | postgresql. `people`: their numbers, every second one Spanish. Nothing but the servers and the
    carrier's and web's start is waited for; workers and clock are running."""
    with ExitStack() as stack:
        cables = stack.enter_context(hosts(*BLAST_WORKERS)) if several_hosts else None
        address = HERE if several_hosts else ""
        redis_url = stack.enter_context(servers.valkey(address=address))
        database = stack.enter_context(servers.restartable_postgres(address)) if kind == "postgresql" else None
        clock = SharedClock.make(home / "clock")
        port, simulator_port = servers.free_port(), servers.free_port()
        plain = (ROOT / "flows/bot.yaml").read_text()
        paced = plain.replace("segments_per_second: 100,", f"segments_per_second: {segments_per_second},")
        assert paced != plain or segments_per_second == 100
        # Nobody answers the people who ask for a person here: the blast must not wait for that.
        (home / "bot.yaml").write_text(
            paced.replace("replies_per_organizer_hour: 30", "replies_per_organizer_hour: null")
        )
        environment = {
            **os.environ, "DATABASE_URL": database.url if database else f"sqlite:///{home}/outreach.db",
            "REDIS_URL": redis_url, "OUTREACH_KEYS": make_key(), "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_FROM": OWN, "PORT": str(port), "SIMULATOR_PORT": str(simulator_port),
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}", "PYTHONPATH": str(ROOT), "CHAOS_CLOCK": str(home / "clock"),
            "TWILIO_API_BASE_URL": f"http://{address or '127.0.0.1'}:{simulator_port}",
            "OUTREACH_BOT": str(home / "bot.yaml"), "CHAOS_ADDRESS": address or "127.0.0.1",
        }  # fmt: skip
        Database(environment["DATABASE_URL"]).migrate()
        bot = build(Settings.from_env(environment), clock=clock)
        stack.callback(bot.database.close)
        made = Town(home, environment, clock, stack.enter_context(Redis.from_url(redis_url)), database, bot,
                    environment["TWILIO_API_BASE_URL"], cables)  # fmt: skip
        stack.callback(made.end)
        for name in (WEB, CARRIER, CLOCK, *WORKERS):
            made.start(name)
        _crowd(bot, home / "people.csv", people)
        made.wait_until_ready()
        yield made


def _crowd(bot: Bot, path: Path, people: list[str]) -> None:
    """They come in as people come in: by a list, with the evidence of their consent."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["phone", "name", "language"])
        rows.writerows([phone, f"Quetzali{each}", "es" if each % 2 else "en"] for each, phone in enumerate(people))
    evidence = FileEvidence("sign-up sheet", "2026-10-01", "Text me about early voting")
    report = import_people(bot, understand(path), evidence=evidence)
    assert report.sendable == len(people), report
