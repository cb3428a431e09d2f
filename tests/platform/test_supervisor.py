"""No process is left behind, however the supervisor ends; and its reader is told why."""

from __future__ import annotations

import os
import pty
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WAIT_SECONDS = 30
Left = Callable[[], dict[int, str]]

DRIVER = """
import asyncio, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from outreach_bot.cli import supervisor as s
from outreach_bot.errors import OutreachError
s.GRACE_SECONDS = 1.0
async def run():
    names = [f"child{n}" for n in range(len(sys.argv) - 2)]
    supervisor = s.Supervisor(names)
    try:
        for name, command in zip(names, sys.argv[2:]):
            await supervisor.start(name, command, {"PATH": "/usr/bin:/bin"}, Path("."), serves_others=name == "child0",
                                   unshown="harmless WARNING")
        await supervisor.until()
    finally:
        await supervisor.stop()
try:
    asyncio.run(run())
except OutreachError as error:
    sys.exit(str(error))
"""


def python(code: str) -> str:
    return shlex.join([sys.executable, "-u", "-c", code])


QUIET = python("print('up'); import time; time.sleep(600)")
STUBBORN = python("import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(600)")
# A grandchild in a session of its own, out of reach of any signal to its parent's group.
WITH_GRANDCHILD = python(
    "import subprocess, time; subprocess.Popen(['sleep', '600'], start_new_session=True); print('up'); time.sleep(600)"
)


def driver(*commands: str) -> list[str]:
    # The mark must reach the grandchildren although the driver gives its children a bare environment.
    mark = f"STARTED_BY_TEST={os.environ['STARTED_BY_TEST']}"
    return [sys.executable, "-c", DRIVER, str(ROOT), *(f"env {mark} {command}" for command in commands)]


def start(command: list[str], ups: int) -> subprocess.Popen[str]:
    # Under `make test` these would make the make of this test announce its directories.
    make = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    environment = {name: value for name, value in os.environ.items() if name not in make}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True, env=environment
    )
    assert process.stdout is not None
    for _ in range(ups):
        assert "up" in process.stdout.readline()
    return process


def settles_at(left: Left, count: int) -> bool:
    """A process just started shows no environment, and so no mark, until its exec is through."""
    deadline = time.monotonic() + WAIT_SECONDS
    while len(left()) != count and time.monotonic() < deadline:
        time.sleep(0.05)
    return len(left()) == count


def gone(left: Left) -> bool:
    return settles_at(left, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_children_and_grandchildren(left: Left, number: signal.Signals) -> None:
    process = start(driver(QUIET, STUBBORN, WITH_GRANDCHILD), ups=3)
    assert settles_at(left, 6), left()  # three children, one grandchild, the supervisor, its last will
    process.send_signal(number)
    rest, _ = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 0, rest
    assert left() == {}


def test_ctrl_c_in_a_terminal_ends_all_of_it(left: Left, tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    script = tmp_path / "script.sh"
    script.write_text("exec " + shlex.join(driver(QUIET, WITH_GRANDCHILD)))
    makefile.write_text(f"run:\n\t@/bin/sh {script}\n")
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp("make", ["make", "-f", str(makefile), "run"])
    seen = b""
    while seen.count(b"up") < 2:
        seen += os.read(terminal, 4096)
    os.write(terminal, b"\x03")
    assert gone(left)
    os.waitpid(pid, 0)
    os.close(terminal)


def test_an_interrupt_of_make_alone_ends_all_of_it(left: Left, tmp_path: Path) -> None:
    script = tmp_path / "script.sh"
    script.write_text("exec " + shlex.join(driver(QUIET)))
    (tmp_path / "Makefile").write_text(f"run:\n\t@/bin/sh {script}\n")
    process = start(["make", "-f", str(tmp_path / "Makefile"), "run"], ups=1)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=WAIT_SECONDS)
    assert gone(left)


def test_killing_the_supervisor_outright_ends_its_children(left: Left) -> None:
    process = start(driver(QUIET, QUIET), ups=2)
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    assert gone(left)


def test_killing_the_supervisor_outright_asks_each_child_once_and_then_kills_it(left: Left, tmp_path: Path) -> None:
    """More than once would not do: a handler that takes a lock, as many do, waits for itself when it is interrupted."""
    counting = f"""
import signal, time, pathlib
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
print("up")
while not asked: time.sleep(0.01)
time.sleep(0.3)
pathlib.Path({str(tmp_path)!r}, str(len(asked))).touch()
"""
    process = start(driver(python(counting), STUBBORN, QUIET, QUIET), ups=4)
    process.kill()
    process.communicate(timeout=WAIT_SECONDS)
    assert gone(left), left()
    assert [each.name for each in tmp_path.iterdir()] == ["1"]


def test_a_reader_that_stopped_reading_does_not_keep_the_children_alive(left: Left) -> None:
    chatter = python("print('up', flush=True)\nwhile True: print('x' * 1000)")
    process = start(driver(chatter), ups=1)
    time.sleep(0.5)  # long enough to fill the pipe; nobody reads it
    process.send_signal(signal.SIGINT)
    assert gone(left)
    process.stdout.close()  # type: ignore[union-attr]
    process.wait(timeout=WAIT_SECONDS)


def test_the_death_of_one_ends_all_and_is_told_with_its_last_lines(left: Left) -> None:
    dying = python("print('up'); print('the disk is full'); raise SystemExit(3)")
    process = start(driver(QUIET, dying), ups=0)
    told, _ = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 1
    assert "child1 ended with exit code 3" in told
    assert "    the disk is full" in told.partition("Its last lines")[2]
    assert left() == {}


def test_lines_are_prefixed_with_the_name_and_colourless_without_a_terminal(left: Left) -> None:
    process = start(driver(python("print('up'); print('sí', 'x' * 2_000_000)"), QUIET), ups=0)
    told, _ = process.communicate(timeout=WAIT_SECONDS)
    assert " child0 | up\n" in told
    assert "too long to show" in told
    assert "\x1b[" not in told


def test_a_harmless_line_is_shown_only_when_its_process_ends_by_itself(left: Left) -> None:
    done = subprocess.run(
        driver(python("print('a harmless WARNING'); print('an error'); raise SystemExit(3)")),
        capture_output=True, text=True, timeout=WAIT_SECONDS,
    )  # fmt: skip
    assert "an error" in done.stdout and "WARNING" not in done.stdout
    assert "a harmless WARNING" in done.stderr
