"""A corner of a real Valkey, and a real worker process with tasks that the test defines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from outreach_bot.jobs.queues import connect

ROOT = Path(__file__).parents[2]

# The tasks' module is replaced: these tests are about the worker, not about what our tasks do.
WORKER = """
import sys, types
from pathlib import Path
from time import sleep
from outreach_bot import logs
from outreach_bot.jobs import run

logs.configure(json=True)
notes = Path(sys.argv[1])

def note(word):
    with notes.open("a") as file:
        file.write(word + "\\n")

def fail(word):
    note("tried " + word)
    try:
        raise ValueError("+12035550123 wrote Hola")
    except ValueError as error:
        raise RuntimeError("no, María!") from error

def until_stopped(word):
    note("begun " + word)
    while not run.stopping():
        sleep(0.01)
    note("handed back " + word)

def hold(word):
    note("begun " + word)
    while not (notes.parent / "go on").exists():
        sleep(0.01)

tasks = types.ModuleType("outreach_bot.jobs.tasks")
tasks.note, tasks.fail, tasks.until_stopped, tasks.hold = note, fail, until_stopped, hold
sys.modules[tasks.__name__] = tasks
raise SystemExit(run.run(sys.argv[3:], sys.argv[2]))
"""


@pytest.fixture
def redis_url(valkey: str) -> Iterator[str]:
    """A database of its own in the shared server, emptied afterwards."""
    url = valkey.removesuffix("0") + "7"
    assert url != valkey
    yield url
    client = Redis.from_url(url)
    client.flushdb()
    client.close()


@pytest.fixture
def redis(redis_url: str) -> Iterator[Redis]:
    client = connect(redis_url)
    yield client
    client.close()


@dataclass
class Worker:
    process: subprocess.Popen[str]
    notes: Path

    def noted(self) -> list[str]:
        return self.notes.read_text().splitlines() if self.notes.exists() else []

    def wait_for(self, *words: str) -> None:
        eventually(lambda: self.noted() == list(words), lambda: f"{self.noted()}")

    def stop(self, by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
        """Exit code and everything it said."""
        if self.process.poll() is None:
            self.process.send_signal(by)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out + err


def eventually(holds: Callable[[], Any], told: Callable[[], str] = lambda: "") -> None:
    """Wait for other processes; the limit is only there so that a broken one does not hang the suite."""
    deadline = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < deadline, told()
        time.sleep(0.02)


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    started: list[Worker] = []

    def start(url: str, *queues: str) -> Worker:
        notes = tmp_path / f"notes-{len(started)}"
        process = subprocess.Popen(
            [sys.executable, "-c", WORKER, str(notes), url, *queues],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
        )  # fmt: skip
        started.append(Worker(process, notes))
        return started[-1]

    yield start
    for worker in started:
        if worker.process.poll() is None:
            worker.process.kill()
            worker.process.communicate()
