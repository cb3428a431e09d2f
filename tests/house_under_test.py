"""The whole bot for one test: real database, Valkey, carrier simulator and web door, and a clock that stands still.

    house.text("SALARIOS").says        # a signed webhook in, the words of the reply out
    house.work()                       # every queued job, by the real worker class
    house.rows("messages")             # what the database holds
"""

from __future__ import annotations

import io
import logging
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from xml.etree import ElementTree

import psycopg
import pytest
import structlog
from click.testing import CliRunner
from flask import Flask
from redis import Redis
from rq.serializers import JSONSerializer
from sqlalchemy import insert, select
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.serving import WSGIRequestHandler, make_server

from outreach_bot import logs, wiring
from outreach_bot.cli.main import outreach
from outreach_bot.flowfiles import load
from outreach_bot.flowfiles.load import load_book
from outreach_bot.jobs import tasks
from outreach_bot.jobs.queues import QUEUES
from outreach_bot.jobs.run import OutreachWorker
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.simulator import Running, carrier, running
from outreach_bot.simulator.message import Register
from outreach_bot.storage.sealed import make_key
from outreach_bot.storage.tables import metadata
from outreach_bot.web import create_app
from tests import servers

ROOT = Path(__file__).parent.parent
ACCOUNT, TOKEN, OWN = "AC" + "a" * 32, "a-test-token", "+18605550100"
ROSA, LUIS = "+12035550142", "+14755550177"
STAFF = "+12035550199"  # the phone that flows/bot.yaml names
NOBODY = "http://127.0.0.1:9"  # where receipts go while no door is open

_texts = count(1)


class FixedClock:
    """Time passes only when a test says so."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def go(self, **span: float) -> None:
        """`go(minutes=3)`, as timedelta takes it."""
        self._now += timedelta(**span)


@dataclass(frozen=True)
class Answer:
    """What the webhook answered. `says` is the text of the one message in it, empty for silence."""

    status: int
    content: bytes
    sid: str = ""

    @property
    def says(self) -> str:
        messages = list(ElementTree.fromstring(self.content))
        assert len(messages) <= 1, "one text in, at most one text out"
        return "".join(messages[0].itertext()) if messages else ""

    @property
    def silent(self) -> bool:
        return self.status == 200 and len(ElementTree.fromstring(self.content)) == 0

    @property
    def message_id(self) -> str:
        """Our own id of the reply, from the address that receipts are asked for at."""
        message = ElementTree.fromstring(self.content)[0]
        return parse_qs(urlsplit(message.attrib["action"]).query)["mid"][0]


@dataclass
class House:
    bot: Bot
    app: Flask
    clock: FixedClock
    carrier: Running
    redis: Redis
    log: io.StringIO

    # People and the carrier

    def text(self, body: str, phone: str = ROSA, **more: str) -> Answer:
        """A text from a phone, as Twilio posts it. `sid` repeats an earlier one."""
        sid = more.pop("sid", None) or f"SM{next(_texts):032x}"
        params = {
            "MessageSid": sid, "SmsSid": sid, "SmsMessageSid": sid, "AccountSid": ACCOUNT, "From": phone,
            "To": OWN if phone.startswith("+") else f"whatsapp:{OWN}", "Body": body, "NumMedia": "0",
            "NumSegments": "1", "FromCountry": "US", "ApiVersion": "2010-04-01", **more,
        }  # fmt: skip
        return self.post("/twilio/inbound", list(params.items()), sid=sid)

    def texts(self, *bodies: str, phone: str = ROSA) -> Answer:
        """One after the other; the answer to the last."""
        return [self.text(body, phone) for body in bodies][-1]

    def receipt(self, message_id: str | None, status: str, sid: str = "", code: int | None = None) -> Answer:
        """A status callback, as Twilio posts it."""
        params = {"MessageSid": sid or f"SM{'f' * 32}", "MessageStatus": status, "AccountSid": ACCOUNT, "To": ROSA,
                  "From": OWN, **({"ErrorCode": str(code)} if code else {})}  # fmt: skip
        query = f"mid={message_id}" if message_id else ""
        return self.post("/twilio/status", list(params.items()), query=query)

    def post(
        self, path: str, params: list[tuple[str, str]], *, query: str = "", sid: str = "", token: str = TOKEN,
        signature: str | None = None,
    ) -> Answer:  # fmt: skip
        """A webhook, signed as Twilio signs it unless a signature is given."""
        url = self.bot.settings.public_base_url + path + (f"?{query}" if query else "")
        signed = RequestValidator(token).compute_signature(url, MultiDict(params))
        response = self.app.test_client().post(
            path, query_string=query, data=urlencode(params), content_type="application/x-www-form-urlencoded",
            headers={"X-Twilio-Signature": signed if signature is None else signature},
        )  # fmt: skip
        return Answer(response.status_code, response.data, sid)

    # Workers and the clock

    def work(self) -> None:
        """Every job that waits, on all queues, in this process, by the worker class of production; and the fold that
        the clock asks for every second."""
        tasks.use(self.bot)
        if self.bot.receipts.waiting() and not self.bot.queue.waiting()["receipts"]:
            self.bot.queue.enqueue("fold_receipts", queue="receipts")
        handlers = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
        worker = OutreachWorker(
            list(QUEUES), connection=self.redis, serializer=JSONSerializer, log_job_description=False
        )
        try:
            worker.work(burst=True, logging_level="WARNING")
        finally:
            for each, handler in handlers.items():
                signal.signal(each, handler)

    def tidy(self) -> None:
        """What the clock asks for every ten seconds, and the jobs that come of it."""
        self.bot.queue.enqueue("tidy", queue="upkeep")
        self.work()

    def outreach(self, *words: str, code: int = 0) -> str:
        """What the command line prints for `outreach …`, run with this house's settings; `code` is its exit code."""
        settings = self.bot.settings
        env = {
            "DATABASE_URL": settings.database_url, "REDIS_URL": settings.redis_url,
            "PUBLIC_BASE_URL": settings.public_base_url, "TWILIO_ACCOUNT_SID": ACCOUNT, "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_FROM": OWN, "TWILIO_API_BASE_URL": settings.twilio_api_base_url,
            "OUTREACH_KEYS": ",".join(settings.outreach_keys), "OUTREACH_BOT": str(settings.outreach_bot),
        }  # fmt: skip
        result = CliRunner(env=env).invoke(outreach, words)
        assert result.exit_code == code, result.output
        return result.output

    # What is stored

    def rows(self, table: str, **where: Any) -> list[dict[str, Any]]:
        """Rows as they stand in the database, in the order of their ids."""
        wanted = metadata.tables[table]
        query = select(wanted).order_by(*wanted.primary_key.columns)
        for name, value in where.items():
            query = query.where(wanted.c[name] == value)
        with self.bot.database.reading() as connection:
            return [dict(row._mapping) for row in connection.execute(query)]

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table: to show that nothing has changed."""
        return {name: self.rows(name) for name in metadata.tables}

    def put(self, table: str, **row: Any) -> None:
        with self.bot.database.transaction() as connection:
            connection.execute(insert(metadata.tables[table]), row)

    def status_of(self, message_id: str) -> str:
        (row,) = self.rows("messages", id=message_id)
        return str(row["status"])

    # What the carrier has

    def carried(self, phone: str = ROSA) -> list[str]:
        """The texts that reached the carrier for a phone, oldest first: by its API, or in answer to a webhook."""
        found = self.carrier.carrier.register.newest_first(to=phone)
        return [message.body for message in found if message.origin == "bot"][::-1]


BuildHouse = Callable[..., House]


_LOADED: dict[str, Any] = {}  # digest of the files → what they say


def _load_once(bot_path: Path, flows: Path, locales: Path) -> Any:
    """The same flows are read, and learnt, once for all tests; what a test pinned is taken away again."""
    digest = sha256()
    for folder in (flows, locales):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    digest.update(bot_path.read_bytes())
    key = digest.hexdigest()
    if key not in _LOADED:
        _LOADED[key] = load_book(bot_path, flows, locales)
    _LOADED[key].book.pinned.clear()
    return _LOADED[key]


@contextmanager
def logging_to(stream: io.StringIO) -> Iterator[None]:
    """As `logs.configure` sets a process up, undone afterwards."""
    root, twilio = logging.getLogger(), logging.getLogger("twilio")
    before = (root.handlers[:], root.level, twilio.propagate, twilio.handlers[:])
    hooks = (sys.excepthook, threading.excepthook)
    logs.configure(json=True, stream=stream)
    # Loggers made before, at import, keep the stream that they were first used with: let them look again.
    structlog.configure(cache_logger_on_first_use=False)
    try:
        yield
    finally:
        root.handlers[:], root.level, twilio.propagate, twilio.handlers[:] = before
        sys.excepthook, threading.excepthook = hooks
        structlog.reset_defaults()


@pytest.fixture(scope="session")
def postgres_of_all_stories(migrated_server: str) -> Iterator[str]:
    """One migrated database for all: emptying it is much quicker than making one for each test."""
    with servers.empty_database(migrated_server, "migrated") as url:
        yield url


@pytest.fixture
def postgres_url(postgres_of_all_stories: str) -> str:
    """A migrated, empty database, its counters back at one."""
    with psycopg.connect(postgres_of_all_stories, autocommit=True) as connection:
        names = ", ".join(f'"{name}"' for name in metadata.tables)
        connection.execute(f"TRUNCATE {names} RESTART IDENTITY")
    return postgres_of_all_stories


@pytest.fixture(scope="session")
def carrier_of_all_stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    book = tmp_path_factory.mktemp("carrier") / "carrier.sqlite3"
    with running(book_path=book, account_sid=ACCOUNT, auth_token=TOKEN, own_number=OWN) as simulator:
        yield simulator


@pytest.fixture
def simulator(carrier_of_all_stories: Running) -> Running:
    """A carrier that has forgotten the test before."""
    forgetful = carrier_of_all_stories.carrier
    known, forgetful.register = forgetful.register, Register()
    forgetful.register.next_seq = known.next_seq  # else the book would keep the words of the test before
    forgetful.blocked.clear()
    forgetful.notes.clear()
    forgetful.behave({"reset": True, "sent_after_ms": 1, "delivered_after_ms": 1})
    carrier_of_all_stories.point_at(NOBODY)
    return carrier_of_all_stories


@pytest.fixture
def build_house(
    valkey: str, simulator: Running, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Iterator[BuildHouse]:
    """build_house(database_url, flows=…, locales=…, open_door=…, **settings) → House; several may share a database."""
    clock, stream, key = FixedClock(now), io.StringIO(), make_key()
    redis_url = valkey.removesuffix("0") + "5"
    redis = Redis.from_url(redis_url)
    redis.flushdb()
    monkeypatch.setattr(load, "load_book", _load_once)
    monkeypatch.setattr(wiring, "SystemClock", lambda: clock)  # for what the command line builds
    monkeypatch.setattr(carrier, "time", lambda: clock.now().timestamp())  # the carrier lives at the same moment
    with ExitStack() as stack:
        stack.callback(redis.close)
        stack.enter_context(logging_to(stream))

        def build(
            database_url: str, *, flows: Path = ROOT / "flows", locales: Path = ROOT / "locales",
            open_door: bool = False, **settings: Any,
        ) -> House:  # fmt: skip
            address = f"http://127.0.0.1:{servers.free_port()}" if open_door else NOBODY
            wanted: dict[str, Any] = {
                "database_url": database_url, "redis_url": redis_url, "public_base_url": address,
                "twilio_account_sid": ACCOUNT, "twilio_auth_token": (TOKEN,), "twilio_from": OWN,
                "twilio_api_base_url": simulator.url, "outreach_keys": (key,),
                "outreach_bot": flows / "bot.yaml", **settings,
            }  # fmt: skip
            monkeypatch.setattr(wiring, "FLOWS", flows)
            monkeypatch.setattr(wiring, "LOCALES", locales)
            bot = wiring.build(Settings(**wanted), clock=clock)
            stack.callback(bot.database.close)
            house = House(bot, create_app(bot), clock, simulator, redis, stream)
            if open_door:
                stack.enter_context(_open_door(house.app, address))
                simulator.point_at(address)
            return house

        yield build


@contextmanager
def _open_door(app: Flask, address: str) -> Iterator[None]:
    """The web process as the carrier reaches it: a real HTTP server."""

    class Quiet(WSGIRequestHandler):
        def log(self, *_: Any, **__: Any) -> None:
            pass

    server = make_server("127.0.0.1", int(address.rpartition(":")[2]), app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@pytest.fixture
def house(build_house: BuildHouse, sqlite_url: str) -> House:
    """The bot on SQLite, where stories that do not depend on the database are told."""
    return build_house(sqlite_url)


@pytest.fixture
def either(build_house: BuildHouse, database_url: str) -> House:
    """The same story on SQLite and on PostgreSQL."""
    return build_house(database_url)
