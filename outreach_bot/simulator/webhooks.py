"""Signed calls to the bot's webhooks: 15 s in all, one retry when the connection fails, every result in the book."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import aiohttp
from twilio.request_validator import RequestValidator
from yarl import URL

from outreach_bot.simulator.behaviour import Behaviour, Dice
from outreach_bot.simulator.book import BookWriter
from outreach_bot.simulator.message import Message

_CALLBACKS_AT_ONCE = 32
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a webhook said. `error`: None, "http" (a status other than 2xx), "timeout" or "connection" (no answer)."""

    http_status: int | None
    error: str | None
    content_type: str = ""
    content: bytes = b""


class Webhooks:
    """Posts as Twilio posts (https://www.twilio.com/docs/usage/webhooks): form-encoded, signed over the whole URL
    without its fragment, redirects not followed. `open` and `close` bracket its life."""

    def __init__(self, auth_token: str, book: BookWriter, timeout_seconds: float) -> None:
        self._validator = RequestValidator(auth_token)
        self._book = book
        self.timeout_seconds = timeout_seconds
        self._tasks: set[asyncio.Task[Any]] = set()

    def open(self) -> None:
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    def soon(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Start what posts, so that `close` knows of it."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def close(self, seconds: float) -> None:
        """Wait until nothing is under way, at most so long; give up on the rest, and only then on the connections."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        if late := list(self._tasks):  # whatever began meanwhile, too
            for task in late:
                task.cancel()
            await asyncio.wait(late)
        await self._session.close()

    async def post(self, kind: str, url: str, params: dict[str, str], sid: str, status: str | None = None) -> Answer:
        """`kind`: inbound or callback. The same token and MessageSid go with the retry."""
        url = urlsplit(url)._replace(fragment="").geturl()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "User-Agent": "TwilioProxy/1.1",
            "X-Twilio-Signature": self._validator.compute_signature(url, params),
            "I-Twilio-Idempotency-Token": str(uuid.uuid4()),
        }
        content = urlencode(params).encode()
        started = perf_counter()
        for attempt in (1, 2):
            left = self.timeout_seconds - (perf_counter() - started)
            answer = await self._once(url, content, headers, max(left, 0.001))
            self._book.call(
                kind, sid, url, status, attempt,
                http_status=answer.http_status, error=answer.error,
                elapsed_ms=(perf_counter() - started) * 1000,
                answer=answer.content[:4000].decode("utf-8", "replace") or None,
            )  # fmt: skip
            if answer.error != "connection":
                break
        return answer

    async def _once(self, url: str, content: bytes, headers: dict[str, str], seconds: float) -> Answer:
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=5)
        try:
            async with self._session.post(
                URL(url, encoded=True), data=content, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                received = await response.read()
        except TimeoutError:
            return Answer(None, "timeout")
        except (aiohttp.ClientError, OSError, ValueError):
            return Answer(None, "connection")
        error = None if 200 <= response.status < 300 else "http"
        return Answer(response.status, error, response.headers.get("Content-Type", ""), received)


class Receipts:
    """Status callbacks of created texts, in their order or as the behaviour of the moment spoils them."""

    def __init__(self, webhooks: Webhooks, book: BookWriter, dice: Dice, account_sid: str) -> None:
        self._webhooks, self._book, self._dice, self._account_sid = webhooks, book, dice, account_sid
        self._slots = asyncio.Semaphore(_CALLBACKS_AT_ONCE)
        self._waiting: dict[str, list[dict[str, str]]] = {}
        self._held: dict[str, list[dict[str, str]]] = {}

    def report(self, message: Message, behaviour: Behaviour, *, is_last: bool) -> None:
        """Post the text's present status, unless it is to be lost. `is_last`: no other status will follow."""
        if not message.status_callback:
            return
        due = self._copies(message, behaviour)
        held = self._held.pop(message.sid, [])
        if behaviour.callback_reversed:
            held = due + held
            if not is_last:
                self._held[message.sid] = held
                return
            due, held = held, []
        self._post_soon(message.sid, message.status_callback, held + due, behaviour)

    def _copies(self, message: Message, behaviour: Behaviour) -> list[dict[str, str]]:
        status = message.status
        if behaviour.callbacks_off:
            self._book.event("callback_off", sid=message.sid, phone=message.phone, detail=status)
            return []
        key = f"{message.recipient}|{message.body}|{status}"
        if self._dice.hits(behaviour.seed, "callback", key, behaviour.callback_lost_rate):
            self._book.event("callback_lost", sid=message.sid, phone=message.phone, detail=status)
            return []
        return [self._params(message)] * (2 if behaviour.callback_duplicated else 1)

    def _params(self, message: Message) -> dict[str, str]:
        params = {
            "SmsSid": message.sid,
            "SmsStatus": message.status,
            "MessageStatus": message.status,
            "To": message.recipient,
            "MessageSid": message.sid,
            "AccountSid": self._account_sid,
            "From": message.sender or "",
            "ApiVersion": "2010-04-01",
        }
        if message.service_sid:
            params["MessagingServiceSid"] = message.service_sid
        if message.error_code:
            params["ErrorCode"] = str(message.error_code)
        return params

    def _post_soon(self, sid: str, url: str, due: list[dict[str, str]], behaviour: Behaviour) -> None:
        if not due:
            return
        if sid in self._waiting:
            self._waiting[sid].extend(due)
            return
        self._waiting[sid] = due
        self._webhooks.soon(self._drain(sid, url, behaviour.callback_delay_ms / 1000))

    async def _drain(self, sid: str, url: str, delay_seconds: float) -> None:
        queue = self._waiting[sid]
        while queue:
            params = queue.pop(0)
            if delay_seconds:
                await asyncio.sleep(delay_seconds)
            async with self._slots:
                await self._webhooks.post("callback", url, params, sid, params["MessageStatus"])
        del self._waiting[sid]
