"""Signals come when they like: in the middle of waiting for them, and in the middle of each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from outreach_bot.jobs.stop import Stop

ROOT = Path(__file__).parents[2]

# A signal at every line that waiting or asking runs through, and again at every line of its handler, two deep.
EVERYWHERE = """
import signal, sys, threading
from outreach_bot.jobs import stop as module
stop = module.Stop()
stop.listen()
places = {module.__file__, threading.__file__}
deep = 0
def trace(frame, what, _):
    global deep
    if frame.f_code.co_filename in places and deep < 3 and what == "line":
        deep += 1
        signal.raise_signal(signal.SIGTERM)
        deep -= 1
    return trace
sys.settrace(trace)
stop.wait(30)
sys.settrace(None)
assert stop.asked() and stop.wait(30)
print("asked")
"""


def test_a_signal_at_any_line_of_it_neither_hangs_nor_is_lost() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", EVERYWHERE], cwd=ROOT, timeout=60, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stdout) == (0, "asked\n"), ran.stderr


def test_a_signal_ends_the_waiting() -> None:
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    stop = Stop()
    stop.listen()
    try:
        assert not stop.wait(0.01)
        threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGTERM)).start()
        assert stop.wait(600)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
