"""Marks every process a test starts, so that none can be left behind unseen."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Left = Callable[[], dict[int, str]]  # process → command line of what still runs

MARK = "STARTED_BY_TEST"


@pytest.fixture
def left() -> Iterator[Left]:
    """Gives the processes that this test started and that still run. Marked by a variable in the environment."""
    os.environ[MARK] = f"{os.getpid()}-{time.monotonic_ns()}"
    wanted = f"{MARK}={os.environ[MARK]}".encode()

    def look() -> dict[int, str]:
        found = {}
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                alive = "\nState:\tZ" not in (process / "status").read_text()
                if alive and int(process.name) != os.getpid() and wanted in (process / "environ").read_bytes():
                    found[int(process.name)] = (process / "cmdline").read_text().replace("\0", " ")
        return found

    yield look
    for pid in look():  # a failed test must not leave behind what it complains about
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    del os.environ[MARK]
