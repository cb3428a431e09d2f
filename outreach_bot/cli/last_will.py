"""A small process that outlives the supervisor, should that be killed outright, and then ends what it had started.

Run by path, with the standard library alone. Its standard input is a pipe that only the supervisor keeps open; each
child writes its own process id into it before its program starts. When the pipe ends the supervisor is gone, however it
went: each child gets one SIGTERM, and after the grace its whole group is killed.

The kernel could send that SIGTERM itself (PR_SET_PDEATHSIG). But it sends one for every thread of the dying parent,
microseconds apart, and a program whose handler takes a lock (threading.Event.set) then waits for itself for ever: the
clock did, and the web server's handler is made alike.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time


def main(grace_seconds: float) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    children = [int(line) for line in sys.stdin]  # until the pipe ends
    for child in children:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGTERM)
    deadline = time.monotonic() + grace_seconds
    while any(map(_is_there, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    for child in children:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)


def _is_there(child: int) -> bool:
    try:
        os.killpg(child, 0)  # the group: a web server's workers may end after it
    except (ProcessLookupError, PermissionError):
        return False
    return True


if __name__ == "__main__":
    main(float(sys.argv[1]))
