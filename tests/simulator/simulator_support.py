"""A carrier and a bot that is only a webhook: both real servers on free ports of the loopback."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from outreach_bot.simulator import Running, running

ACCOUNT, TOKEN, OWN, ALICE = "AC" + "a" * 32, "a-test-token", "+18605550100", "+12035550142"


@dataclass
class Bot:
    """What the webhook was told, and what it answers: (HTTP status, content type, content)."""

    url: str = ""
    inbound: list[dict[str, str]] = field(default_factory=list)
    receipts: list[dict[str, str]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    forged: int = 0
    answer: tuple[int, str, str] = (200, "text/xml", "<Response/>")
    drop_connections: int = 0
    hold: threading.Event | None = None

    def says(self, text: str, attributes: str = "") -> None:
        self.answer = (200, "text/xml", f"<Response><Message {attributes}>{text}</Message></Response>")

    def statuses(self, sid: str) -> list[str]:
        return [receipt["MessageStatus"] for receipt in self.receipts if receipt["MessageSid"] == sid]


@contextmanager
def a_bot() -> Iterator[Bot]:
    bot, validator = Bot(), RequestValidator(TOKEN)

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            if bot.drop_connections:
                bot.drop_connections -= 1
                self.close_connection = True
                return
            params = dict(parse_qsl(content.decode(), keep_blank_values=True))
            if not validator.validate(bot.url + self.path, params, self.headers["X-Twilio-Signature"]):
                bot.forged += 1
                self.send_error(403)
                return
            is_inbound = self.path == "/twilio/inbound"
            (bot.inbound if is_inbound else bot.receipts).append({**params, "path": self.path})
            bot.tokens.append(self.headers["I-Twilio-Idempotency-Token"])
            if is_inbound and bot.hold:
                bot.hold.wait(10)
            status, kind, text = bot.answer if is_inbound else (204, "", "")
            self.send_response(status)
            if kind:
                self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    bot.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield bot
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def bot() -> Iterator[Bot]:
    with a_bot() as bot:
        yield bot


@pytest.fixture
def carrier(bot: Bot, tmp_path: Path) -> Iterator[Running]:
    with running(
        book_path=tmp_path / "book.sqlite3",
        target_url=bot.url,
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        own_number=OWN,
    ) as carrier:
        carrier.carrier.behave({"sent_after_ms": 5, "delivered_after_ms": 5})
        yield carrier


def client_of(carrier: Running, token: str = TOKEN) -> Client:
    client = Client(ACCOUNT, token, http_client=TwilioHttpClient(timeout=5))
    client.api.base_url = carrier.url
    return client


@pytest.fixture
def client(carrier: Running) -> Client:
    return client_of(carrier)


def text(carrier: Running, body: str, phone: str = ALICE, **more: Any) -> dict[str, Any]:
    response = requests.post(f"{carrier.url}/simulator/text", json={"from": phone, "body": body, **more}, timeout=10)
    return dict(response.json())


def behave(carrier: Running, **wanted: Any) -> dict[str, Any]:
    response = requests.post(f"{carrier.url}/simulator/behave", json=wanted, timeout=10)
    response.raise_for_status()
    return dict(response.json())


def flush(carrier: Running) -> Path:
    requests.post(f"{carrier.url}/simulator/flush", timeout=10).raise_for_status()
    return carrier.book_path


def eventually(is_so: Callable[[], object], what: str) -> None:
    """Waits for something that another thread brings about; fails when it does not come."""
    for _ in range(500):
        if is_so():
            return
        time.sleep(0.01)
    pytest.fail(f"never happened: {what}")
