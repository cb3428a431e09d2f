"""Puts the simulator together: an aiohttp application, a blocking server, and a server in a thread for tests."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from outreach_bot.simulator.api import MessagesApi
from outreach_bot.simulator.behaviour import Behaviour
from outreach_bot.simulator.book import BookWriter
from outreach_bot.simulator.carrier import Carrier
from outreach_bot.simulator.phones import Phones

CARRIER: web.AppKey[Carrier] = web.AppKey("carrier", Carrier)


async def make_app(
    *,
    target_url: str,
    account_sid: str,
    auth_token: str,
    book_path: str | Path,
    own_number: str,
    behaviour: Behaviour | None = None,
    webhook_timeout_seconds: float = 15.0,
) -> web.Application:
    """The simulator as an application. Inbound texts go to `target_url` + /twilio/inbound, signed with `auth_token`."""
    carrier = Carrier(
        account_sid=account_sid,
        auth_token=auth_token,
        own_number=own_number,
        target_url=target_url,
        book=BookWriter(book_path),
        behaviour=behaviour or Behaviour(),
        webhook_timeout_seconds=webhook_timeout_seconds,
    )

    async def life(app: web.Application) -> AsyncIterator[None]:
        await carrier.open()
        yield
        await carrier.close()

    app = web.Application()
    app[CARRIER] = carrier
    app.add_routes([*MessagesApi(carrier).routes(), *Phones(carrier).routes()])
    app.cleanup_ctx.append(life)
    return app


def serve(
    *,
    port: int,
    target_url: str,
    account_sid: str,
    auth_token: str,
    book_path: str | Path,
    own_number: str,
    host: str = "127.0.0.1",
) -> None:
    """Run until interrupted (SIGINT or SIGTERM); the book is written out before the process ends."""
    app = make_app(
        target_url=target_url,
        account_sid=account_sid,
        auth_token=auth_token,
        book_path=book_path,
        own_number=own_number,
    )
    web.run_app(app, host=host, port=port, access_log=None, print=None, shutdown_timeout=1.0)


@dataclass(frozen=True, slots=True)
class Running:
    """A simulator in a thread of this process: its address, its book, and the carrier for a look inside."""

    url: str
    book_path: Path
    carrier: Carrier

    def point_at(self, target_url: str) -> None:
        """Send inbound texts here from now on: the bot under test often starts after the carrier."""
        self.carrier.target_url = target_url.rstrip("/")


@contextmanager
def running(
    *,
    book_path: str | Path,
    target_url: str = "http://127.0.0.1:9",
    account_sid: str = "AC" + "0" * 32,
    auth_token: str = "simulator",
    own_number: str = "+18605550100",
    behaviour: Behaviour | None = None,
    webhook_timeout_seconds: float = 15.0,
) -> Iterator[Running]:
    """A simulator on a free port of the loopback, for tests: `with running(book_path=…) as carrier: …`."""
    loop = asyncio.new_event_loop()
    listening = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, name="simulator", daemon=True)
    thread.start()

    async def start() -> tuple[web.AppRunner, Carrier]:
        app = await make_app(
            target_url=target_url,
            account_sid=account_sid,
            auth_token=auth_token,
            book_path=book_path,
            own_number=own_number,
            behaviour=behaviour,
            webhook_timeout_seconds=webhook_timeout_seconds,
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.SockSite(runner, listening).start()
        return runner, app[CARRIER]

    runner, carrier = asyncio.run_coroutine_threadsafe(start(), loop).result(20)
    try:
        yield Running(f"http://127.0.0.1:{listening.getsockname()[1]}", Path(book_path), carrier)
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(20)
        loop.close()
