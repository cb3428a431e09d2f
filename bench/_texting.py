"""A process that texts the webhook as many people at once would: signed beforehand, bounded in count and time.

    python -m bench._texting --url http://127.0.0.1:8000/twilio/inbound --signed-for http://127.0.0.1:8000 --token bench

Each connection plays one person's conversation after the other, a text after the answer to the one before. With
`--rate` texts start at fixed moments, and a text that had to wait for its turn has waited: latency counts from then.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

import aiohttp
from twilio.request_validator import RequestValidator

from bench._floor import percentile, report

PATH = "/twilio/inbound"
SCRIPTS = [
    ["SALARIOS", "1", "por hora", "18.50", "como 40 hrs mas o menos", "no", "15 de julio", "6 de julio",
     "si porfa"],
    ["unirme", "si kiero", "me yamo rosa", "6106"],
    ["pledge", "2", "Ana"],
    ["VOTAR", "no se", "2", "botar antes", "en la tarde", "con mi familia"],
    ["mi patron no me kiere pagar las oras extra", "2", "no gracias"],
    ["hola buenas tardes", "menu", "3", "ablar con una amiga", "saltar"],
    ["wages", "kitchen", "2", "200", "about 10", "20", "yes", "10", "yesterday", "no"],
    ["Vote", "1", "early", "after work", "by myself"],
    ["join", "yes please", "Maria", "06106", "thank you so much"],
    ["promesa", "1", "ya no me manden mensajes"],
    ["JOIN", "STOP"],
]  # half careless Spanish; keywords, answers in a flow, free text, opt-outs


@dataclass(frozen=True, slots=True)
class Signed:
    """One request, ready to go: nothing is computed while the clock runs."""

    body: bytes
    headers: dict[str, str]


@dataclass(slots=True)
class Told:
    """Seconds that each answer took, and what was not answered as it should."""

    seconds: list[float] = field(default_factory=list)
    failures: int = 0
    replies: int = 0


def conversations(first: int, signed_for: str, token: str) -> Iterator[list[Signed]]:
    """One list of requests per person, without end; people are numbered from `first`."""
    validator = RequestValidator(token)
    number = first
    while True:
        sender = f"+1860{2000000 + number}"
        yield [
            _signed(validator, signed_for, sender, text, f"SM{os.getpid():08x}{number:016x}{place:08x}")
            for place, text in enumerate(SCRIPTS[number % len(SCRIPTS)])
        ]
        number += 1


def _signed(validator: RequestValidator, signed_for: str, sender: str, text: str, sid: str) -> Signed:
    params = {
        "ToCountry": "US", "ToState": "CT", "ToCity": "HARTFORD", "ToZip": "06103", "FromCountry": "US",
        "FromState": "CT", "FromCity": "", "FromZip": "", "SmsMessageSid": sid, "SmsSid": sid, "MessageSid": sid,
        "SmsStatus": "received", "AccountSid": "AC" + "0" * 32, "ApiVersion": "2010-04-01", "From": sender,
        "To": "+18605550100", "Body": text, "NumMedia": "0", "NumSegments": "1",
    }  # fmt: skip
    signature = validator.compute_signature(signed_for + PATH, params)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    return Signed(urlencode(params).encode(), headers)


def lanes(people: Iterator[list[Signed]], count: int, most: int) -> list[list[Signed]]:
    """`most` requests dealt to `count` connections; one person's texts stay on one connection, in order."""
    dealt: list[list[Signed]] = [[] for _ in range(count)]
    while sum(map(len, dealt)) < most:
        for lane, texts in zip(dealt, islice(people, count), strict=True):
            lane.extend(texts)
    return dealt


async def play(url: str, dealt: list[list[Signed]], seconds: float, rate: float) -> Told:
    """`rate`: texts a second over all connections; 0: each as soon as the one before is answered."""
    told = Told()
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=len(dealt)), timeout=aiohttp.ClientTimeout(total=30)
    ) as session:
        start = time.perf_counter()
        each = len(dealt) / rate if rate else 0.0

        async def lane(number: int, requests: list[Signed]) -> None:
            for place, request in enumerate(requests):
                due = start + each * (place + number / len(dealt)) if rate else time.perf_counter()
                if max(due, time.perf_counter()) - start >= seconds:
                    return
                if rate:
                    await asyncio.sleep(max(0.0, due - time.perf_counter()))
                async with session.post(url, data=request.body, headers=request.headers) as answer:
                    said = await answer.read()
                told.seconds.append(time.perf_counter() - due)
                told.failures += answer.status != 200
                told.replies += b"<Message" in said

        await asyncio.gather(*(lane(number, requests) for number, requests in enumerate(dealt)))
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--url", required=True)
    parser.add_argument("--signed-for", required=True)
    parser.add_argument("--token", required=True)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--rate", type=float, default=0)
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--first-person", type=int, default=0)
    told = parser.parse_args()
    people = conversations(told.first_person, told.signed_for, told.token)
    dealt = lanes(people, told.connections, told.most)
    start = time.perf_counter()
    done = asyncio.run(play(told.url, dealt, told.seconds, told.rate))
    report(
        requests=len(done.seconds), seconds=round(time.perf_counter() - start, 3), failures=done.failures,
        replies=done.replies, p50_ms=round(percentile(done.seconds, 0.5) * 1000, 2),
        p99_ms=round(percentile(done.seconds, 0.99) * 1000, 2),
    )  # fmt: skip


if __name__ == "__main__":
    main()
