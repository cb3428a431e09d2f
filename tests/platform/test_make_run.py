"""`make run` in a fresh copy of the checkout: start, text, interrupt, nothing left, start again, the data is there."""

from __future__ import annotations

import json
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from tests.servers import free_port, postgres, valkey

ROOT = Path(__file__).parents[2]
START_SECONDS = 120
END_SECONDS = 30
MEMBER = "+12035550142"
STRANGER = "+12035550143"
WORKER = "+12035550144"
Left = Callable[[], dict[int, str]]
NOT_IN_A_CLONE = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


@dataclass(frozen=True)
class User:
    """Who runs `make run`: us, or (when the tests run as root) an ordinary user."""

    uid: int | None = None

    @property
    def popen(self) -> dict[str, Any]:
        return {} if self.uid is None else {"user": self.uid, "group": self.uid, "extra_groups": []}


USERS = [User()] if os.geteuid() else [User(pwd.getpwnam("nobody").pw_uid), User()]


@dataclass
class Checkout:
    """A fresh copy of the working files with a ready environment, owned by its user, on ports of its own."""

    path: Path
    user: User
    port: int
    simulator_port: int

    def start(self, **settings: str) -> subprocess.Popen[str]:
        """`make run`, in a terminal's foreground group as far as signals go; output goes to a file."""
        environment = self.shell(PORT=str(self.port), SIMULATOR_PORT=str(self.simulator_port)) | settings
        with self.log.open("w") as log:
            return subprocess.Popen(
                ["make", "run", f"VENV={self.path}/environment"],
                cwd=self.path / "clone",
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                **self.user.popen,
            )

    def shell(self, **settings: str) -> dict[str, str]:
        """The environment of a terminal that the user has just opened."""
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.path),
            **library_path(self.path / "python/bin/python"),
            "STARTED_BY_TEST": os.environ["STARTED_BY_TEST"],
            **settings,
        }

    def outreach(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """`outreach …` in another terminal, standing in another folder."""
        return subprocess.run(
            [self.path / "environment/bin/python", "-m", "outreach_bot.cli.main", *words],
            cwd="/",
            env=self.shell(PYTHONPATH=str(self.path / "clone")) | settings,
            capture_output=True,
            text=True,
            timeout=END_SECONDS,
            **self.user.popen,
        )

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def var(self) -> Path:
        return self.path / "clone/var"

    def said(self) -> str:
        return self.log.read_text()

    def wait_until_ready(self, process: subprocess.Popen[str]) -> None:
        """Until it prints the addresses."""
        deadline = time.monotonic() + START_SECONDS
        while f"http://127.0.0.1:{self.simulator_port}/" not in self.said().partition("Text the bot")[2]:
            assert process.poll() is None and time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def text(self, phone: str, body: str) -> str:
        """Text the bot from a phone, through the simulator; the reply."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.simulator_port}/simulator/text",
            data=json.dumps({"from": phone, "body": body}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            heard = json.load(response)
        assert heard["status"] == 200 and heard["replies"], (heard, self.said())
        return str(heard["replies"][0]["body"])

    def texts_on(self, phone: str) -> list[str]:
        """What the phone shows."""
        address = f"http://127.0.0.1:{self.simulator_port}/simulator/phone/{phone}"
        with urllib.request.urlopen(address, timeout=30) as response:
            return [bubble["body"] for bubble in json.load(response)["bubbles"]]

    def refusal(self, **settings: str) -> str:
        """What `make run` says when it does not start."""
        process = self.start(**settings)  # its log replaces the one before
        assert process.wait(timeout=END_SECONDS) != 0, self.said()
        return self.said()


def end(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """What a terminal does: the signal goes to make and to everything in its foreground group."""
    os.killpg(process.pid, number)
    process.wait(timeout=END_SECONDS)


def gone(left: Left) -> bool:
    deadline = time.monotonic() + END_SECONDS
    while left() and time.monotonic() < deadline:
        time.sleep(0.1)
    return not left()


def a_python_for(user: User, path: Path) -> Path:
    """This interpreter, or a copy of it when it lies where only root can read."""
    base, name = Path(sys.base_prefix), f"python{sys.version_info.major}.{sys.version_info.minor}"
    if runs(base / "bin" / name, user):
        return base / "bin" / name
    for folder in ("bin", "lib"):
        unneeded = shutil.ignore_patterns("site-packages", "test", "*.a")
        shutil.copytree(base / folder, path / folder, copy_function=link_or_copy, symlinks=True, ignore=unneeded)
    assert runs(path / "bin" / name, user), f"{base} cannot be used by an ordinary user, nor a copy of it"
    return path / "bin" / name


def library_path(python: Path) -> dict[str, str]:
    """A copied interpreter must find the shared library beside it, not at the place it was built for."""
    return {"LD_LIBRARY_PATH": str(python.parents[1] / "lib")}


def runs(python: Path, user: User) -> bool:
    command = [python, "-c", "import ssl, venv"]
    try:
        done = subprocess.run(command, cwd="/", env=library_path(python), capture_output=True, **user.popen)
    except OSError:
        return False
    return done.returncode == 0


def environment(path: Path, user: User) -> None:
    """A virtual environment as make leaves it, from the packages installed here: `.ci/run` makes an honest one."""
    python = a_python_for(user, path.with_name("python"))
    subprocess.run([python, "-m", "venv", "--without-pip", path], check=True, cwd="/", env=library_path(python))
    packages = next(path.glob("lib/python*/site-packages"))
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(), re.MULTILINE):
        try:
            files = metadata.distribution(name).files or []
        except metadata.PackageNotFoundError:
            continue  # a pin for another kind of machine
        for file in files:
            source, target = Path(str(file.locate())), packages / file
            if ".." not in file.parts and source.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                link_or_copy(source, target)
    (path / "bin/outreach").touch()
    (path / ".installed").touch()


def link_or_copy(source: str | Path, target: str | Path) -> None:
    source, target = Path(source), Path(target)
    try:
        if not source.stat().st_mode & 0o004:
            raise PermissionError
        target.hardlink_to(source)
    except OSError:  # another file system, or not readable for others
        shutil.copy2(source, target)
        target.chmod(target.stat().st_mode | 0o444)


def make_checkout(user: User) -> Checkout:
    # Not in pytest's own directory: that one is closed to other users.
    path = Path(tempfile.mkdtemp(prefix="outreach-run-"))
    path.chmod(0o755)
    shutil.copytree(ROOT, path / "clone", ignore=NOT_IN_A_CLONE)
    environment(path / "environment", user)
    if user.uid is not None:
        for each in [path, *path.rglob("*")]:
            # Files of packages may be the originals (linked): they keep their owner.
            if each.is_dir() or (path / "clone") in each.parents:
                os.chown(each, user.uid, user.uid, follow_symlinks=False)
    return Checkout(path, user, free_port(), free_port())


@pytest.fixture(params=USERS, ids=lambda user: "ordinary" if user.uid or os.geteuid() else "root")
def checkout(request: pytest.FixtureRequest) -> Iterator[Checkout]:
    made = make_checkout(request.param)
    yield made
    shutil.rmtree(made.path, ignore_errors=True)


@pytest.fixture(scope="module")
def any_checkout() -> Iterator[Checkout]:
    """For refusals: nothing starts, so one checkout serves them all."""
    made = make_checkout(USERS[0])
    yield made
    shutil.rmtree(made.path, ignore_errors=True)


def test_start_text_interrupt_and_find_the_data_again(checkout: Checkout, left: Left) -> None:
    process = checkout.start()
    checkout.wait_until_ready(process)
    assert "Development keys were written to var/development.env" in checkout.said()
    question = checkout.text(MEMBER, "SALARIOS")
    assert "It runs already in this folder" in checkout.refusal(PORT=str(free_port()), SIMULATOR_PORT=str(free_port()))
    an_organizer_answers_from_another_terminal(checkout)
    end(process, signal.SIGINT)
    assert left() == {}, "an interrupt leaves nothing behind"
    if checkout.user != USERS[0]:
        return  # root too can start and end it; what follows does not depend on the user
    later = checkout.outreach("inbox", "list")
    assert "#1" in later.stdout, later.stderr
    assert "`make run` is not running here now" in later.stderr

    process = checkout.start()
    checkout.wait_until_ready(process)
    assert "Development keys were written" not in checkout.said(), "the keys are kept: they open the data"
    assert checkout.text(MEMBER, "1") not in {question, checkout.text(STRANGER, "1")}, "the conversation goes on"
    supervisor = int((checkout.var / "run.lock").read_text())
    os.kill(supervisor, signal.SIGKILL)
    process.wait(timeout=END_SECONDS)
    assert gone(left), left()

    process = checkout.start()  # over what the killed one left: its lock, its socket
    checkout.wait_until_ready(process)
    assert checkout.text(MEMBER, "MENU")
    end(process, signal.SIGTERM)
    assert left() == {}
    assert checkout.var.stat().st_mode & 0o077 == 0
    exposed = [each for each in checkout.var.rglob("*") if each.is_file() and each.stat().st_mode & 0o077]
    assert exposed == [], "what people wrote is for this user's eyes"


def an_organizer_answers_from_another_terminal(checkout: Checkout) -> None:
    """Nothing is set there: the same database, keys, queue and carrier are found."""
    checkout.text(WORKER, "PERSONA")
    listed = checkout.outreach("inbox", "list")
    assert "#1" in listed.stdout, listed.stderr
    assert listed.stderr == ""
    replied = checkout.outreach("inbox", "reply", "1", "Soy Ana. ¿Le llamo?")
    assert replied.returncode == 0, replied.stderr
    deadline = time.monotonic() + END_SECONDS
    while "Soy Ana. ¿Le llamo?" not in checkout.texts_on(WORKER):
        assert time.monotonic() < deadline, checkout.said()
        time.sleep(0.1)


def test_databases_that_the_user_names_are_used_instead(left: Left) -> None:
    made = make_checkout(User())
    try:
        with postgres() as database_url, valkey() as redis_url:
            process = made.start(DATABASE_URL=database_url, REDIS_URL=redis_url)
            made.wait_until_ready(process)
            assert made.text(MEMBER, "SALARIOS")
            end(process, signal.SIGINT)
        assert not (made.var / "outreach.db").exists()
        assert not (made.var / "valkey").exists()
    finally:
        shutil.rmtree(made.path, ignore_errors=True)


@pytest.mark.parametrize("name", ["PORT", "SIMULATOR_PORT"])
def test_a_busy_port_is_said_in_one_sentence(any_checkout: Checkout, left: Left, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        told = any_checkout.refusal(**{name: str(port)})
    assert f"Port {port} is in use. Stop what uses it, or choose another: {name}=" in told
    assert "Traceback" not in told and left() == {}


def test_an_unreachable_redis_is_said_in_one_sentence(any_checkout: Checkout, left: Left) -> None:
    told = any_checkout.refusal(REDIS_URL=f"redis://:hidden@127.0.0.1:{free_port()}/0")
    assert "Redis does not answer at REDIS_URL=redis://:…@127.0.0.1:" in told
    assert "hidden" not in told and "Traceback" not in told and left() == {}


def test_an_unreachable_database_is_said_in_one_sentence(any_checkout: Checkout, left: Left) -> None:
    told = any_checkout.refusal(DATABASE_URL=f"postgresql://bot:hidden@127.0.0.1:{free_port()}/outreach")
    assert "The database outreach on 127.0.0.1:" in told
    assert "hidden" not in told and "Traceback" not in told and left() == {}


def test_wrong_settings_are_said_before_anything_starts(any_checkout: Checkout, left: Left) -> None:
    assert "PUBLIC_BASE_URL is wrong" in any_checkout.refusal(PUBLIC_BASE_URL="texts.example.org")
    assert left() == {}


@pytest.mark.parametrize("package", ["click", "structlog", "granian", "rich"])
def test_a_missing_package_is_said_in_one_sentence(left: Left, package: str) -> None:
    made = make_checkout(User())
    try:
        packages = next(made.path.glob("environment/lib/python*/site-packages"))
        for each in [*packages.glob(f"{package}-*.dist-info"), packages / package]:
            shutil.rmtree(each)
        told = made.refusal()
    finally:
        shutil.rmtree(made.path, ignore_errors=True)
    assert re.search(rf"(package {package} is missing|Not installed: {package})\.? ?.*Run `make run`", told)
    assert "Traceback" not in told
