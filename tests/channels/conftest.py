"""A stand-in for Twilio's Messages API: real HTTP on the loopback, each answer scripted by the test."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from outreach_bot.settings import Settings

ACCOUNT = "AC" + "0" * 32
CREATED = "Mon, 02 Nov 2026 15:00:00 +0000"


def resource(**changed: Any) -> dict[str, Any]:
    """A Message resource as Twilio writes it."""
    return {
        "sid": "SM" + "1" * 32, "status": "accepted", "num_segments": "0", "direction": "outbound-api",
        "date_created": CREATED, "date_sent": None, "date_updated": CREATED, "error_code": None, "price": None,
        "to": "+12035550123", "from": None, "body": "Hola", "account_sid": ACCOUNT, "subresource_uris": {},
    } | changed  # fmt: skip


def refusal(code: int, status: int = 400) -> tuple[int, dict[str, Any]]:
    """As Twilio refuses: its message repeats the number."""
    return status, {"code": code, "message": "The 'To' number +12035550123 is wrong: Hola", "status": status}


@dataclass
class Carrier:
    """`answers` are given in turn: (status, JSON), text, or the words hang, drop, late. `asked` is what came."""

    url: str = ""
    answers: list[Any] = field(default_factory=list)
    asked: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    together: int = 0
    most_together: int = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.path, {**request.query, **await request.post()}))
        self.together += 1
        self.most_together = max(self.most_together, self.together)
        try:
            return await self.answer(request, self.answers.pop(0) if self.answers else (201, resource()))
        finally:
            self.together -= 1

    async def answer(self, request: web.Request, answer: Any) -> web.StreamResponse:
        if answer == "hang":
            await asyncio.sleep(30)
        if answer == "late":
            await asyncio.sleep(0.1)
            answer = (201, resource())
        if answer == "drop":
            assert request.transport
            request.transport.abort()
        if isinstance(answer, tuple):
            return web.Response(status=answer[0], text=json.dumps(answer[1]), content_type="application/json")
        return web.Response(status=201, text=str(answer), content_type="text/html")


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    stub, loop, ready, over = Carrier(), asyncio.new_event_loop(), threading.Event(), asyncio.Event()

    async def serve() -> None:
        app = web.Application()
        app.router.add_route("*", "/{any:.*}", stub.handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        stub.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        ready.set()
        await over.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(10)
    yield stub
    loop.call_soon_threadsafe(over.set)
    thread.join(10)
    loop.close()


@pytest.fixture
def settings(carrier: Carrier) -> Settings:
    return Settings(
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=("new-token", "old-token"),
        twilio_messaging_service_sid="MG" + "2" * 32,
        twilio_api_base_url=carrier.url,
        public_base_url="https://texts.example.org",
    )
