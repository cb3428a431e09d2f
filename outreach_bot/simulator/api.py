"""Twilio's Messages API, as far as the official SDK asks: create, fetch, list, redact or cancel, delete, media."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from outreach_bot.simulator.carrier import Carrier
from outreach_bot.simulator.codes import Refusal, words
from outreach_bot.simulator.message import FINAL, Message, as_json, rfc2822

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# A grey square: the picture that a phone "took".
_PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNsAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)


class MessagesApi:
    """The handlers; `routes()` hangs them under /2010-04-01/Accounts/{our account}."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        login = f"{carrier.account_sid}:{carrier.auth_token}".encode()
        self._authorization = f"Basic {base64.b64encode(login).decode()}"

    def routes(self) -> list[web.RouteDef]:
        base = f"/2010-04-01/Accounts/{self._carrier.account_sid}"
        return [
            web.post(f"{base}/Messages.json", self._guarded(self.create)),
            web.get(f"{base}/Messages.json", self._guarded(self.list), allow_head=False),
            web.get(f"{base}/Messages/{{sid}}.json", self._guarded(self.fetch), allow_head=False),
            web.post(f"{base}/Messages/{{sid}}.json", self._guarded(self.update)),
            web.delete(f"{base}/Messages/{{sid}}.json", self._guarded(self.delete)),
            web.get(f"{base}/Messages/{{sid}}/Media.json", self._guarded(self.media_list), allow_head=False),
            web.get(f"{base}/Messages/{{sid}}/Media/{{media}}", self._guarded(self.media), allow_head=False),
            web.delete(f"{base}/Messages/{{sid}}/Media/{{media}}", self._guarded(self.delete_media)),
            web.route("*", "/2010-04-01/{rest:.*}", self._guarded(self.elsewhere)),
        ]

    def _guarded(self, handler: Handler) -> Handler:
        async def checked(request: web.Request) -> web.StreamResponse:
            latency = self._carrier.behaviour.latency_ms
            await request.read()  # what has arrived counts, even if the caller dies while it waits for the answer
            if latency:
                await asyncio.sleep(latency / 1000)
            if request.headers.get("Authorization") != self._authorization:
                return _refused(Refusal(401, 20003))
            return await handler(request)

        return checked

    async def create(self, request: web.Request) -> web.StreamResponse:
        form, media = _form(await request.read())
        carrier = self._carrier
        fault = carrier.dice.api_fault(carrier.behaviour, f"{form.get('To')}|{form.get('Body')}")
        if fault:
            carrier.book.event("fault", phone=form.get("To"), detail=fault)
        if fault == "429":
            return _refused(Refusal(429, 20429))
        if fault == "5xx":
            return _refused(Refusal(503, 20503))
        created = carrier.create(form, media)
        if fault == "accept_no_answer":
            return await self._no_answer(request)
        if fault == "accept_then_500":
            return _refused(Refusal(500, 20500))
        return _refused(created) if isinstance(created, Refusal) else self._shown(created, 201)

    async def _no_answer(self, request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(self._carrier.behaviour.no_answer_hold_ms / 1000)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def list(self, request: web.Request) -> web.StreamResponse:
        """Newest first; filters To, From, DateSent (=, <, >); a page token is the last text's number in our books."""
        query = request.query
        size = min(max(int(_number(query.get("PageSize"), 50)), 1), 1000)
        page = int(_number(query.get("Page"), 0))
        token = query.get("PageToken", "")
        found = self._carrier.register.newest_first(
            to=query.get("To"),
            sender=query.get("From"),
            before_seq=int(token.removeprefix("PA")) if token.removeprefix("PA").isdecimal() else None,
        )
        shown = list(islice((m for m in found if _sent_within(m, query)), size + 1))
        more, shown = len(shown) > size, shown[:size]
        filters = {name: value for name, value in query.items() if name not in {"Page", "PageToken", "PageSize"}}
        base = f"/2010-04-01/Accounts/{self._carrier.account_sid}/Messages.json"

        def uri(number: int, **extra: str) -> str:
            return f"{base}?{urlencode({**filters, 'PageSize': size, 'Page': number, **extra})}"

        return _json(
            {
                "messages": [self._json(message) for message in shown],
                "page": page,
                "page_size": size,
                "start": page * size,
                "end": page * size + max(len(shown) - 1, 0),
                "uri": str(request.rel_url),
                "first_page_uri": uri(0),
                "next_page_uri": uri(page + 1, PageToken=f"PA{shown[-1].seq}") if more else None,
                "previous_page_uri": None,
            }
        )

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        message = self._asked_for(request)
        return self._shown(message) if message else _refused(Refusal(404, 20404))

    async def update(self, request: web.Request) -> web.StreamResponse:
        """Body="" redacts a finished text; Status=canceled takes a scheduled one back."""
        message = self._asked_for(request)
        if message is None:
            return _refused(Refusal(404, 20404))
        form, _ = _form(await request.read())
        if form.get("Status") == "canceled":
            if message.status != "scheduled":
                return _refused(Refusal(400, 30409))
            self._carrier.move(message, "canceled", is_last=True)
        elif form.get("Body") == "":
            if message.status not in FINAL | {"sent"}:
                return _refused(Refusal(409, 20009))
            message.redacted = True
            self._carrier.touched(message)
        else:
            return _refused(Refusal(400, 20001))
        return self._shown(message)

    async def delete(self, request: web.Request) -> web.StreamResponse:
        message = self._asked_for(request)
        if message is None:
            return _refused(Refusal(404, 20404))
        if message.status not in FINAL | {"sent"}:
            return _refused(Refusal(409, 20009))
        message.deleted = True
        self._carrier.touched(message)
        return web.Response(status=204)

    async def media_list(self, request: web.Request) -> web.StreamResponse:
        message = self._asked_for(request)
        if message is None:
            return _refused(Refusal(404, 20404))
        account, uri = self._carrier.account_sid, str(request.rel_url)
        shown = [
            {"sid": _media_sid(url), "parent_sid": message.sid, "account_sid": account, "content_type": "image/png",
             "date_created": rfc2822(message.created_at), "date_updated": rfc2822(message.created_at), "uri": uri}
            for url in message.media
        ]  # fmt: skip
        return _json({"media_list": shown, "page": 0, "page_size": 50, "uri": uri, "next_page_uri": None})

    async def media(self, request: web.Request) -> web.StreamResponse:
        if self._picture(request) is None:
            return _refused(Refusal(404, 20404))
        return web.Response(body=_PICTURE, content_type="image/png")

    async def delete_media(self, request: web.Request) -> web.StreamResponse:
        message, picture = self._asked_for(request), self._picture(request)
        if message is None or picture is None:
            return _refused(Refusal(404, 20404))
        message.media = tuple(url for url in message.media if url != picture)
        self._carrier.touched(message)
        return web.Response(status=204)

    def _picture(self, request: web.Request) -> str | None:
        """The address of the picture that is asked for, if the text still has it."""
        message, wanted = self._asked_for(request), request.match_info["media"].removesuffix(".json")
        return next((url for url in message.media if _media_sid(url) == wanted), None) if message else None

    async def elsewhere(self, request: web.Request) -> web.StreamResponse:
        return _refused(Refusal(404, 20404))

    def _asked_for(self, request: web.Request) -> Message | None:
        return self._carrier.register.get(request.match_info["sid"])

    def _json(self, message: Message) -> dict[str, Any]:
        return as_json(message, self._carrier.account_sid, words(message.error_code))

    def _shown(self, message: Message, status: int = 200) -> web.Response:
        return _json(self._json(message), status)


def _json(content: Mapping[str, Any], status: int = 200) -> web.Response:
    return web.Response(body=json.dumps(content).encode(), status=status, content_type="application/json")


def _refused(refusal: Refusal) -> web.Response:
    return _json(refusal.to_json(), refusal.http_status)


def _form(content: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """The fields sent, and MediaUrl, the one field that may come several times."""
    pairs = parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True)
    return dict(pairs), tuple(value for name, value in pairs if name == "MediaUrl")


def _media_sid(url: str) -> str:
    return url.rpartition("/")[2]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() else otherwise


def _sent_within(message: Message, query: Mapping[str, str]) -> bool:
    """Twilio's DateSent filters. A text that was not sent yet has no date and passes none of them."""
    bounds = [(name[-1], query[name]) for name in ("DateSent", "DateSent<", "DateSent>") if query.get(name)]
    if not bounds:
        return True
    if message.sent_at is None:
        return False
    sent = datetime.fromtimestamp(message.sent_at, UTC)
    return all(_is_within(sent, sign, text) for sign, text in bounds)


def _is_within(sent: datetime, sign: str, text: str) -> bool:
    try:
        start = datetime.fromisoformat(text) if "T" in text else datetime.combine(date.fromisoformat(text), time.min)
    except ValueError:
        return False
    start = start if start.tzinfo else start.replace(tzinfo=UTC)
    end = start if "T" in text else start + timedelta(days=1)
    if sign == "<":
        return sent <= end
    return sent >= start if sign == ">" else start <= sent < start + timedelta(days=1)
