"""Hosts of their own for the workers: network namespaces of this machine, each on a cable that can be pulled."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

SWITCH = "outreach0"
HERE = "10.77.0.1"  # this machine, on the switch
_CLONE_NEWNET = 0x40000000  # sched.h


@dataclass(frozen=True, slots=True)
class Hosts:
    names: tuple[str, ...]

    def pull(self, name: str) -> None:
        """Nothing goes to or from it any more, and nobody is told."""
        _ip("link", "set", f"{name}-cable", "down")

    def plug(self, name: str) -> None:
        _ip("link", "set", f"{name}-cable", "up")


@contextmanager
def hosts(*names: str) -> Iterator[Hosts]:
    """Hosts on a switch with this machine, gone afterwards. Exits with a sentence where they cannot be made."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        raise SystemExit("Hosts of their own need root and the command `ip` (Debian: apt install iproute2).")
    with ExitStack() as stack:
        _ip("link", "add", SWITCH, "type", "bridge")
        stack.callback(_ip, "link", "del", SWITCH)
        _ip("address", "add", f"{HERE}/24", "dev", SWITCH)
        _ip("link", "set", SWITCH, "up")
        for number, name in enumerate(names, 2):
            _ip("netns", "add", name)
            stack.callback(_ip, "netns", "del", name)
            _ip("link", "add", f"{name}-cable", "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", f"{name}-cable", "master", SWITCH, "up")
            _ip("-n", name, "address", "add", f"10.77.0.{number}/24", "dev", "eth0")
            for device in ("eth0", "lo"):
                _ip("-n", name, "link", "set", device, "up")
        yield Hosts(names)


def move_to(name: str) -> None:
    """This process is on that host from here on. Before its first thread and its first connection."""
    with (Path("/run/netns") / name).open() as namespace:
        if ctypes.CDLL(None, use_errno=True).setns(namespace.fileno(), _CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), f"cannot move to host {name}")


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)
