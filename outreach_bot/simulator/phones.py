"""What the phone page and scripts ask: text from a phone, read a conversation, watch, make the carrier misbehave."""

from __future__ import annotations

import asyncio
import json
from itertools import islice
from pathlib import Path
from typing import Any

from aiohttp import web

from outreach_bot.simulator import inbound, language, numbers
from outreach_bot.simulator.carrier import Carrier, Note
from outreach_bot.simulator.codes import words
from outreach_bot.simulator.message import Message, measured, new_sid

_STATIC = Path(__file__).parent / "static"
_SHOWN = 200
_CSP = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Phones:
    """Handlers of `/` and `/simulator/…`. No login: the simulator listens on this machine alone."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self._sent: dict[str, dict[str, str]] = {}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.get("/static/{name}", self.static),
            web.post("/simulator/text", self.text),
            web.get("/simulator/phones", self.phones),
            web.get("/simulator/phone/{number}", self.phone),
            web.get("/simulator/events", self.events),
            web.get("/simulator/behave", self.behaviour),
            web.post("/simulator/behave", self.behave),
            web.post("/simulator/flush", self.flush),
        ]

    async def page(self, request: web.Request) -> web.StreamResponse:
        return web.FileResponse(_STATIC / "index.html", headers={"Content-Security-Policy": _CSP})

    async def static(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in {"phone.css", "phone.js"}:
            raise web.HTTPNotFound
        return web.FileResponse(_STATIC / name, headers={"Cache-Control": "no-cache"})

    async def text(self, request: web.Request) -> web.StreamResponse:
        """{from, body, channel?, media?, button_payload?, wait?, sid?} → {sid, status, error, replies, …}.

        `media` is a number of pictures, true for one, or a list of addresses. `wait` (default true) answers after the
        webhook did. `sid` of an earlier text posts that same text again, as a carrier's retry does.
        """
        wanted = await _object(request)
        repeated = wanted.get("sid")
        if repeated is not None:
            message, params = self._again(repeated)
        else:
            message, params = self._take(request, wanted)
        work = self._carrier.webhooks.soon(inbound.deliver(self._carrier, message, params))
        if not wanted.get("wait", True):
            return web.json_response({"sid": message.sid, "status": None, "replies": []}, status=202)
        return web.json_response(_heard(await asyncio.shield(work)))

    def _take(self, request: web.Request, wanted: dict[str, Any]) -> tuple[Message, dict[str, str]]:
        phone = numbers.parse_phone(str(wanted.get("from", "")), str(wanted.get("channel", "sms")))
        body, payload = wanted.get("body", ""), wanted.get("button_payload")
        if phone is None:
            raise _bad('"from" must be a phone number, for example +12035550123.')
        if numbers.bare(phone) == self._carrier.own_number:
            raise _bad("This is the bot's own number: choose another phone.")
        if not isinstance(body, str) or len(body) > 1600:
            raise _bad('"body" must be a text of at most 1600 characters.')
        if payload is not None and not isinstance(payload, str):
            raise _bad('"button_payload" must be a text.')
        media = self._media(request, wanted.get("media", 0))
        message, params = inbound.take(self._carrier, phone, body, media=media, button_payload=payload)
        self._sent[message.sid] = params
        return message, params

    def _media(self, request: web.Request, wanted: Any) -> list[str]:
        if isinstance(wanted, list) and all(isinstance(url, str) for url in wanted):
            return wanted[:10]
        if not isinstance(wanted, bool | int) or not 0 <= wanted <= 10:
            raise _bad('"media" must be a number from 0 to 10, true, or a list of addresses.')
        base = f"{request.scheme}://{request.host}/2010-04-01/Accounts/{self._carrier.account_sid}"
        return [f"{base}/Messages/{new_sid('MM')}/Media/{new_sid('ME')}" for _ in range(wanted)]

    def _again(self, sid: Any) -> tuple[Message, dict[str, str]]:
        message = self._carrier.register.get(str(sid))
        if message is None or message.sid not in self._sent:
            raise _bad('"sid" names no text that a phone sent since the simulator started.')
        return message, self._sent[message.sid]

    async def phones(self, request: web.Request) -> web.StreamResponse:
        """The phones seen, the latest first, at most 200."""
        known = self._carrier.register.phones
        latest = islice(reversed(known.items()), _SHOWN)
        return web.json_response(
            {
                "own_number": self._carrier.own_number,
                "phones": [
                    {
                        "number": phone,
                        "channel": "whatsapp" if numbers.is_whatsapp(phone) else "sms",
                        "blocked": phone in self._carrier.blocked,
                        "texts": len(texts),
                        "last_at": texts[-1].created_at,
                        "last_body": texts[-1].body[:120],
                    }
                    for phone, texts in latest
                ],
            }
        )

    async def phone(self, request: web.Request) -> web.StreamResponse:
        """One phone's conversation, oldest first, at most the latest 200 bubbles."""
        phone = numbers.parse_phone(request.match_info["number"])
        if phone is None:
            raise _bad("That is no phone number.")
        texts = self._carrier.register.phones.get(phone, [])[-_SHOWN:]
        bubbles = [_bubble(text) for text in texts] + [_note(note) for note in self._carrier.notes.get(phone, ())]
        return web.json_response(
            {
                "number": phone,
                "own_number": self._carrier.own_number,
                "blocked": phone in self._carrier.blocked,
                "bubbles": sorted(bubbles, key=lambda bubble: bubble["at"]),
            }
        )

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: {"phones": [those that changed]}, at most five a second; a heartbeat every 15 s."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await response.prepare(request)
        changed: set[str] = set()
        news = asyncio.Event()

        def listen(phone: str) -> None:
            changed.add(phone)
            news.set()

        self._carrier.listeners.add(listen)
        try:
            await response.write(b": hello\n\n")
            while True:
                try:
                    await asyncio.wait_for(news.wait(), 15)
                    await response.write(f"data: {json.dumps({'phones': sorted(changed)[:50]})}\n\n".encode())
                except TimeoutError:
                    await response.write(b": still here\n\n")
                changed.clear()
                news.clear()
                await asyncio.sleep(0.2)
        except (ConnectionError, asyncio.CancelledError):
            return response
        finally:
            self._carrier.listeners.discard(listen)

    async def behaviour(self, request: web.Request) -> web.StreamResponse:
        return web.json_response(self._carrier.behaviour.to_json())

    async def behave(self, request: web.Request) -> web.StreamResponse:
        """Some of `Behaviour`'s settings, or {"reset": true} → all of them as they are now."""
        try:
            behaviour = self._carrier.behave(await _object(request))
        except ValueError as error:
            raise _bad(str(error)) from error
        return web.json_response(behaviour.to_json())

    async def flush(self, request: web.Request) -> web.StreamResponse:
        """Answers when everything up to now is in the book's file."""
        await self._carrier.book.flush()
        return web.json_response({"texts": self._carrier.register.next_seq - 1})


def _bubble(text: Message) -> dict[str, Any]:
    """A text as the page draws it. `way`: "out" from the phone, "in" to it."""
    cost = measured(text.body)
    return {
        "kind": "text",
        "sid": text.sid,
        "at": text.created_at,
        "way": "out" if text.direction == "inbound" else "in",
        "origin": text.origin,
        "body": text.body,
        "language": language.guess(text.body),
        "encoding": cost.encoding,
        "segments": max(1, cost.segments),
        "forced_by": list(cost.forced_by),
        "media": len(text.media),
        "status": text.status,
        "error_code": text.error_code,
        "error_text": words(text.error_code),
        "history": [{"status": status, "at": at} for status, at in text.history],
        "answer": text.answer,
        "arrived": text.direction == "inbound" or text.status in {"sent", "delivered", "read"},
    }


def _note(note: Note) -> dict[str, Any]:
    return {"kind": "refused", "at": note.at, "code": note.code, "error_text": words(note.code), "body": note.body}


def _heard(heard: inbound.Heard) -> dict[str, Any]:
    return {
        "sid": heard.message.sid,
        "status": heard.http_status,
        "error": heard.error,
        "code": heard.code,
        "reason": heard.reason,
        "replies": [_bubble(reply) for reply in heard.replies],
        "carrier_replies": [_bubble(reply) for reply in heard.carrier_replies],
    }


def _bad(sentence: str) -> web.HTTPBadRequest:
    return web.HTTPBadRequest(text=json.dumps({"error": sentence}), content_type="application/json")


async def _object(request: web.Request) -> dict[str, Any]:
    # Only JSON: a page of another site can post a form here without asking, but not this type.
    if request.content_type != "application/json":
        raise _bad("Send JSON, with Content-Type: application/json.")
    try:
        content = await request.json()
    except ValueError as error:
        raise _bad("That is not JSON.") from error
    if not isinstance(content, dict):
        raise _bad("Send a JSON object.")
    return content
