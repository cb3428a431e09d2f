"""`outreach dev`, which `make run` calls: the whole system on one machine, under one Ctrl-C, with its data in var/."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import fcntl
import importlib.metadata
import json
import os
import re
import secrets
import socket
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import click
import redis
from honcho.environ import parse_procfile
from rich.console import Console
from rich.panel import Panel

from outreach_bot.cli import running
from outreach_bot.cli.output import json_option
from outreach_bot.cli.supervisor import Supervisor
from outreach_bot.cli.valkey import ONCE, OVERCOMMIT, Valkey
from outreach_bot.errors import OutreachError
from outreach_bot.settings import DEVELOPMENT_KEY, Settings, child_environment, is_set
from outreach_bot.storage.database import Database
from outreach_bot.storage.sealed import make_key

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 60
# What others ask, and so comes first: a worker that goes on with a blast sends at once, and receipts need a door.
ASKED = ("web", "simulator")
SIMULATED_NUMBER = "+18605550100"  # 555-01xx: numbers that belong to nobody


@click.command()
@json_option
def dev(as_json: bool) -> None:
    """Run web, workers, clock, Valkey and the carrier simulator until Ctrl-C."""
    os.chdir(ROOT)
    _require_packages()
    settings = Settings.from_env()
    var = _private_directory(ROOT / "var")
    with _only_once(var / running.LOCK):
        _require_free_ports(settings)
        valkey = None if is_set("REDIS_URL") else Valkey(var / "valkey")
        if valkey:
            valkey.end_leftover()
        else:
            _require_redis(settings)
        environment = _environment(settings, var, valkey)
        Database(settings.database_url).migrate()
        running.keep(var, environment)
        asyncio.run(_run(settings, environment, valkey, as_json))


async def _run(settings: Settings, environment: dict[str, str], valkey: Valkey | None, as_json: bool) -> None:
    commands = parse_procfile((ROOT / "Procfile.dev").read_text()).processes
    supervisor = Supervisor(["valkey", *commands])
    try:
        if valkey:
            await supervisor.start(
                "valkey", valkey.command, environment, ROOT, serves_others=True, unshown=OVERCOMMIT
            )
            if not await supervisor.until(valkey.wait_until_ready()):
                return
        addresses = Addresses.of(settings)
        for name in [name for name in commands if name in ASKED]:
            await supervisor.start(name, commands.pop(name), environment, ROOT)
        if await supervisor.until(_ready(addresses)):
            for name, command in commands.items():
                await supervisor.start(name, command, environment, ROOT)
            supervisor.say(addresses.as_json() if as_json else addresses.framed())
            await supervisor.until()
    finally:
        await supervisor.stop()


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where to look with a browser."""

    phone_page: str
    health: str

    @classmethod
    def of(cls, settings: Settings) -> Addresses:
        return cls(f"http://127.0.0.1:{settings.simulator_port}/", f"http://127.0.0.1:{settings.port}/readyz")

    def as_json(self) -> str:
        return json.dumps({"phone_page": self.phone_page, "health": self.health})

    def framed(self) -> str:
        """The block that is printed when everything answers."""
        text = (
            f"Text the bot on the phone page: {self.phone_page}\n"
            f"Health: {self.health}\n\n"
            "Ctrl-C stops everything; data stays in var/."
        )
        console = Console(width=max(map(len, text.splitlines())) + 6)
        with console.capture() as captured:
            console.print(Panel(text, padding=(1, 2)), highlight=False)
        return captured.get()


async def _ready(addresses: Addresses) -> None:
    """Wait until web and simulator answer. Raises OutreachError with the last answer after READY_SECONDS."""
    answers: dict[str, str] = {}
    timeout = aiohttp.ClientTimeout(total=5)
    try:
        async with asyncio.timeout(READY_SECONDS), aiohttp.ClientSession(timeout=timeout) as session:
            for address in (addresses.health, addresses.phone_page):
                while (answer := await _status(session, address)) != "200":
                    answers[address] = answer
                    await asyncio.sleep(0.1)
    except TimeoutError:
        told = "; ".join(f"{address}: {answer}" for address, answer in answers.items())
        raise OutreachError(f"Not ready after {READY_SECONDS} seconds, so everything was stopped ({told}).") from None


async def _status(session: aiohttp.ClientSession, address: str) -> str:
    try:
        async with session.get(address) as response:
            return str(response.status)
    except (aiohttp.ClientError, TimeoutError) as error:
        return f"no answer, {type(error).__name__}"


def _require_packages() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted = tomllib.load(file)["project"]["dependencies"]
    missing = []
    for requirement in wanted:
        name = re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]
        try:
            importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    if missing:
        raise OutreachError(
            f"Not installed: {', '.join(missing)}. Run `make run`: it installs what requirements.txt names."
        )


def _private_directory(path: Path) -> Path:
    try:
        path.mkdir(mode=0o700, exist_ok=True)
        os.umask(0o077)  # whatever is written from here on, by us or a child, is for this user alone
        if path.stat().st_uid == os.getuid():
            path.chmod(0o700)
        (path / running.LOCK).touch()
    except OSError as error:
        raise OutreachError(
            f"{path} cannot be written by this user: run as the user who made it, or remove it to start anew."
        ) from error
    return path


@contextlib.contextmanager
def _only_once(path: Path) -> Iterator[None]:
    """Hold the lock for one start per checkout: two would write the same files. The kernel frees it when we end."""
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise OutreachError(
                f"It runs already in this folder (process {file.read().strip() or 'unknown'}): stop that one first."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


def _require_free_ports(settings: Settings) -> None:
    for name, port in (("PORT", settings.port), ("SIMULATOR_PORT", settings.simulator_port)):
        try:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is in use" if error.errno == errno.EADDRINUSE else "may not be used by this user"
            raise OutreachError(
                f"Port {port} {why}. Stop what uses it, or choose another: {name}={port + 10} make run"
            ) from None


def _require_redis(settings: Settings) -> None:
    try:
        with redis.Redis.from_url(settings.redis_url, socket_connect_timeout=3, socket_timeout=3, retry=ONCE) as client:
            client.ping()
    except (redis.RedisError, OSError, ValueError) as error:
        raise OutreachError(
            f"Redis does not answer at REDIS_URL={settings.shown()['REDIS_URL']} ({type(error).__name__}). "
            "Start it, correct REDIS_URL, or unset it: then `make run` starts its own."
        ) from None


def _environment(settings: Settings, var: Path, valkey: Valkey | None) -> dict[str, str]:
    """What the children run with: the user's own settings, and for a first try everything that they leave open."""
    simulator = f"http://127.0.0.1:{settings.simulator_port}"
    given = {
        **_development_settings(var / "development.env"),
        # Whole paths: a command in another terminal may stand in another folder.
        "DATABASE_URL": f"sqlite:///{var / 'outreach.db'}",
        "OUTREACH_BOT": str(ROOT / settings.outreach_bot),
        "PORT": str(settings.port),
        "SIMULATOR_PORT": str(settings.simulator_port),
        "PUBLIC_BASE_URL": settings.public_base_url,
        "TWILIO_API_BASE_URL": simulator,
        "TWILIO_FROM": SIMULATED_NUMBER,
        **({"REDIS_URL": valkey.url} if valkey else {}),
    }
    environment = child_environment(given)
    environment["PYTHONUNBUFFERED"] = "1"
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment.get('PATH', os.defpath)}"
    return environment


def _development_settings(path: Path) -> dict[str, str]:
    """Keys and a carrier account for this machine alone, made at the first start and kept: they open the data."""
    if not path.exists():
        running.write_env(
            path,
            "Made by `make run` for this machine alone. Without it the data in var/ cannot be read.",
            {
                "OUTREACH_KEYS": f"{DEVELOPMENT_KEY}{make_key()}",
                "TWILIO_ACCOUNT_SID": f"AC{secrets.token_hex(16)}",
                "TWILIO_AUTH_TOKEN": secrets.token_hex(16),
            },
        )
        click.echo(f"Development keys were written to {path.relative_to(ROOT)}: good for this machine, never for real.")
    return running.read_env(path)
