"""Runs a set of processes as one: their lines in one stream, and none left when it ends, whatever ends it."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from honcho.colour import get_colours
from honcho.printer import Message, Printer

from outreach_bot.errors import OutreachError

GRACE_SECONDS = 8.0  # a worker may finish the slice it is sending; what is left after that is killed
_LINE_LIMIT_BYTES = 1 << 20
_LAST_LINES = 8
_ON_LINUX = sys.platform == "linux"
_LIBC = ctypes.CDLL(None) if _ON_LINUX else None
_LAST_WILL = Path(__file__).with_name("last_will.py")
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36  # prctl(2)


class ChildEnded(OutreachError):
    """A process that should go on has ended."""


@dataclass(frozen=True, slots=True)
class Child:
    """A process under supervision, leader of a session of its own so that a Ctrl-C reaches us alone."""

    name: str
    process: asyncio.subprocess.Process
    pump: asyncio.Task[None]
    last_lines: deque[str]
    serves_others: bool


class Supervisor:
    """Make it inside a running loop; `start()` each process; call `stop()` at the end, in every case."""

    def __init__(self, names: list[str]) -> None:
        self._children: list[Child] = []
        self._screen = _Screen()
        self._printer = Printer(self._screen, width=max(map(len, names)))
        self._colours = get_colours()
        self._asked_to_end = asyncio.Event()
        self._in_a_hurry = asyncio.Event()
        self._listen()
        parent = os.getppid()
        self._make = asyncio.create_task(self._watch_make(parent))
        if _LIBC:
            # Orphans of our children come to us, so that we can end them; and if make itself is killed, we end.
            _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            self._end_soon()  # it died before the kernel knew that we want to be told
        self._last_will = subprocess.Popen(
            [sys.executable, "-I", "-S", _LAST_WILL, str(GRACE_SECONDS)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def say(self, text: str) -> None:
        """Print lines of our own, without a prefix."""
        self._screen.write(text + "\n")

    async def start(
        self, name: str, command: str, environment: Mapping[str, str], cwd: Path, *, serves_others: bool = False,
        unshown: str | None = None,
    ) -> None:  # fmt: skip
        """Start `command`, a line for the shell. One that `serves_others` is stopped after they have ended. A line that
        holds `unshown` is shown only among its last, should it end by itself."""
        process = await asyncio.create_subprocess_shell(
            f"exec {command}",  # no shell stays in between: signals and exit codes are the command's own
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=dict(environment),
            cwd=cwd,
            limit=_LINE_LIMIT_BYTES,
            start_new_session=True,
            preexec_fn=self._into_the_will,
        )
        last_lines: deque[str] = deque(maxlen=_LAST_LINES)
        pump = asyncio.create_task(self._pump(name, process, last_lines, unshown))
        self._children.append(Child(name, process, pump, last_lines, serves_others))

    async def until(self, wait: Coroutine[Any, Any, None] | None = None) -> bool:
        """Go on until `wait` is done (True) or we are asked to end (False).

        Raises ChildEnded when a process ends meanwhile, and what `wait` raises.
        """
        asked = asyncio.create_task(self._asked_to_end.wait())
        awaited = asyncio.create_task(wait) if wait else None
        ends = {asyncio.create_task(child.process.wait()): child for child in self._children}
        everything: set[asyncio.Task[Any]] = {asked, *ends, *([awaited] if awaited else [])}
        try:
            done, _ = await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
            if asked in done:
                return False
            for task, child in ends.items():
                if task in done:
                    raise await _obituary(child)
            if awaited:
                await awaited
            return True
        finally:
            for task in everything:
                task.cancel()

    async def stop(self) -> None:
        """End every process and all that it started: ask, wait, then kill."""
        for serving in (False, True):
            await self._end([child for child in self._children if child.serves_others is serving])
        self._last_will.kill()
        self._last_will.communicate()
        _kill_descendants()
        for child in self._children:
            await asyncio.wait({child.pump}, timeout=1)
            child.pump.cancel()
        self._make.cancel()
        self._screen.close()

    async def _end(self, children: list[Child]) -> None:
        running = [child for child in children if child.process.returncode is None]
        for child in running:
            with contextlib.suppress(ProcessLookupError):
                child.process.terminate()
        if running:
            ended = asyncio.create_task(_all_ended(running))
            hurry = asyncio.create_task(self._in_a_hurry.wait())
            await asyncio.wait({ended, hurry}, timeout=GRACE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
            hurry.cancel()
        for child in children:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.process.pid, signal.SIGKILL)  # what it left behind in its group, or itself
        await _all_ended(children)

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGINT, self._interrupted)
        loop.add_signal_handler(signal.SIGTERM, self._end_soon)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup means: outlive the terminal
            loop.add_signal_handler(signal.SIGHUP, self._end_soon)

    def _interrupted(self) -> None:
        if self._asked_to_end.is_set():
            self._in_a_hurry.set()  # a second Ctrl-C
        self._end_soon()

    def _end_soon(self) -> None:
        if not self._asked_to_end.is_set():
            self.say("\nStopping everything …")
        self._asked_to_end.set()

    def _into_the_will(self) -> None:
        """In the child before its program starts: should we be killed outright, it is known that this one must end."""
        assert self._last_will.stdin is not None
        os.write(self._last_will.stdin.fileno(), f"{os.getpid()}\n".encode())

    async def _watch_make(self, parent: int) -> None:
        """A SIGINT sent to make alone is not passed on: GNU make gives up catching it and waits for us for ever."""
        if _is_make(parent) and _catches_interrupt(parent):
            while _catches_interrupt(parent):
                await asyncio.sleep(0.5)
            self._end_soon()

    async def _pump(
        self, name: str, process: asyncio.subprocess.Process, last_lines: deque[str], unshown: str | None
    ) -> None:
        colour = next(self._colours)
        assert process.stdout is not None
        while True:
            try:
                line = await process.stdout.readline()
            except ValueError:  # a line beyond the limit; the reader has dropped it
                line = b"(a line too long to show)\n"
            if not line:
                return
            text = line.decode("utf-8", "replace").rstrip()
            last_lines.append(text)
            if unshown is not None and unshown in text:
                continue
            self._printer.write(Message("line", text or " ", datetime.now(UTC).astimezone(), name, colour))


class _Screen:
    """Our stdout behind a queue: a reader that stopped reading (Ctrl-S, a full pipe) must not keep us from ending."""

    def __init__(self) -> None:
        self._texts: queue.Queue[str | None] = queue.Queue(maxsize=10_000)
        self._writer = threading.Thread(target=self._write_all, daemon=True)
        self._writer.start()

    def write(self, text: str) -> None:
        with contextlib.suppress(queue.Full):
            self._texts.put_nowait(text)

    def flush(self) -> None:
        """Nothing to do: the thread writes at once."""

    def isatty(self) -> bool:
        return sys.stdout.isatty()

    def close(self) -> None:
        with contextlib.suppress(queue.Full):
            self._texts.put_nowait(None)
        self._writer.join(timeout=2)

    def _write_all(self) -> None:
        while (text := self._texts.get()) is not None:
            rest = text.encode()
            with contextlib.suppress(OSError):  # a terminal that went away
                while rest:
                    rest = rest[os.write(1, rest) :]


def _kill_descendants() -> None:
    """Kill whatever is still below us: children of children, in groups and sessions of their own."""
    while _ON_LINUX and (pids := _children_of(os.getpid())):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
        for pid in pids:  # its own children are ours now: the next round sees them
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def _children_of(parent: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            after_name = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(after_name[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def _is_make(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip() in {"make", "gmake"}
    except OSError:
        return False


def _catches_interrupt(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught & 1 << (signal.SIGINT - 1))


async def _all_ended(children: list[Child]) -> None:
    await asyncio.gather(*(child.process.wait() for child in children))


async def _obituary(child: Child) -> ChildEnded:
    await asyncio.wait({child.pump}, timeout=1)  # its last words may still be in the pipe
    code = child.process.returncode or 0
    how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
    words = "\n".join(f"    {line}" for line in child.last_lines) or "    (it said nothing)"
    return ChildEnded(f"{child.name} {how}, so everything else was stopped. Its last lines:\n{words}")
