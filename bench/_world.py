"""A small world for benchmarks: database, Valkey, simulator and settings, on this machine, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from json import dumps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench._worker import AHEAD, NoonClock, seconds_to_noon
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage import consents, members
from outreach_bot.storage.database import Database
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import make_key
from outreach_bot.wiring import build
from tests import servers

ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 11, 20, 17, tzinfo=UTC)


@dataclass
class World:
    environment: dict[str, str]
    simulator: str
    book: Path
    home: Path
    web: int = 0  # process id of the web door

    @property
    def settings(self) -> Settings:
        return Settings.from_env(self.environment)

    def bot(self) -> Bot:
        return build(self.settings, clock=NoonClock())

    def behave(self, **how: Any) -> None:
        request = urllib.request.Request(
            f"{self.simulator}/simulator/behave", dumps(how).encode(), {"Content-Type": "application/json"}
        )
        urllib.request.urlopen(request).read()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL,
            stderr=(self.home / "errors").open("ab"),
        )  # fmt: skip


@contextmanager
def world(kind: str, *, web: bool = False, rate: int = 100_000) -> Iterator[World]:
    """`kind`: sqlite | postgresql. `rate`: segments a second in bot.yaml, high enough not to be the limit."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        home.chmod(0o755)
        redis = stack.enter_context(servers.valkey())
        database = f"sqlite:///{home}/outreach.db" if kind == "sqlite" else stack.enter_context(servers.postgres())
        port, simulator_port = servers.free_port(), servers.free_port()
        bot_yaml = (ROOT / "flows/bot.yaml").read_text()
        bot_yaml = bot_yaml.replace("segments_per_second: 100,", f"segments_per_second: {rate},")
        bot_yaml = bot_yaml.replace('hours: "09:00-20:00"', 'hours: "08:00-21:00"')
        bot_yaml = bot_yaml.replace("per_person: {day: 2, week: 4}", "per_person: {}")  # the same people again
        bot_yaml = bot_yaml.replace('approve_above: {people: 25000, cost: "500"}', "approve_above: {}")
        (home / "bot.yaml").write_text(bot_yaml)
        environment = {
            **os.environ, "DATABASE_URL": database, "REDIS_URL": redis, "OUTREACH_KEYS": make_key(),
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32, "TWILIO_AUTH_TOKEN": "bench", "TWILIO_FROM": "+18605550100",
            "TWILIO_API_BASE_URL": f"http://127.0.0.1:{simulator_port}", "PORT": str(port),
            "SIMULATOR_PORT": str(simulator_port), "OUTREACH_BOT": str(home / "bot.yaml"), "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        os.environ[AHEAD] = environment[AHEAD] = str(seconds_to_noon())
        Database(database).migrate()
        made = World(environment, f"http://127.0.0.1:{simulator_port}", home / "book.db", home)
        commands = [[
            "-m", "outreach_bot.simulator", "--port", str(simulator_port), "--target-url", f"http://127.0.0.1:{port}",
            "--book", str(made.book), "--own-number", "+18605550100",
        ]]  # fmt: skip
        if web:
            commands.append(granian("app:app", port))
        for command in commands:
            made.web = stack.enter_context(running(made, *command)).pid
        try:
            wait_for(f"{made.simulator}/simulator/phones")
            if web:
                wait_for(f"http://127.0.0.1:{port}/healthz")
        except OSError:
            raise SystemExit(f"a server did not start:\n{(home / 'errors').read_text()[-2000:]}") from None
        yield made


def granian(app: str, port: int) -> list[str]:
    """The server command of the Procfile, on the loopback."""
    return ["-m", "granian", "--interface", "wsgi", app, "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "1", "--no-ws"]  # fmt: skip


@contextmanager
def running(made: World, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the world, ended with the block."""
    child = made.start(*command)
    try:
        yield child
    finally:
        _end(child)


def wait_for(url: str, seconds: float = 120) -> None:
    ends = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


def people(bot: Bot, count: int) -> None:
    """So many members, half of them Spanish, who have agreed to updates."""
    with bot.database.transaction() as connection:
        for number in range(count):
            party = load_party(connection, bot.keys, "sms", f"+1203{2000000 + number}", NOON)
            language = "es" if number % 2 else "en"
            members.set_language(connection, party.member_id, language)
            consents.grant(
                connection, member_id=party.member_id, address_id=party.address_id, programme="updates",
                wording="Join?", language=language, source="bench", at=NOON,
            )  # fmt: skip


def cpu_seconds(pid: int) -> float:
    """User and system time of a process and its children that live, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") + sum(cpu_seconds(int(c)) for c in children)


def peak_mb(pid: int) -> float:
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmHWM"))
    return round(int(line.split()[1]) / 1024, 1)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(10)
    except subprocess.TimeoutExpired:
        child.kill()
