"""After everything has happened, errors included: no number, name or word of a person stands anywhere in plain text."""

from __future__ import annotations

import base64
import binascii
import re
import sys
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
import requests
from redis import Redis
from sqlalchemy import insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError

from outreach_bot.services import upkeep
from outreach_bot.storage.tables import addresses, metadata
from tests.house_under_test import ACCOUNT, OWN, STAFF, TOKEN, House

MARISOL, TADEO, WHATSAPP = "+12039417265", "+14753829164", "+12037718452"
REFUSED = ["+15005550001", "+15005550004", "+15005550009"]  # the carrier refuses these with codes of their own
UNDELIVERED = "+15005553004"
PEOPLE = [MARISOL, TADEO, WHATSAPP, *REFUSED, UNDELIVERED, STAFF]

NAMES = ["Xiomara", "Quetzalli"]
WORDS = ["zapotillo", "marzipan", "ezequiel", "xylophone", "tlaquepaque", "bugambilia", "chirimoya", "ornitorrinco"]


def ways_to_write(number: str) -> list[str]:
    area, office, line = number[2:5], number[5:8], number[8:]
    return [
        number, number[2:], f"({area}) {office}-{line}", f"{area}-{office}-{line}", f"{area}.{office}.{line}",
        f"{area} {office} {line}", f"{office}-{line}", f"{office}{line}",
    ]  # fmt: skip


SECRETS = [*NAMES, *WORDS, *(way for number in PEOPLE for way in ways_to_write(number))]


def found_in(content: bytes) -> list[str]:
    lower = content.lower()
    return [secret for secret in SECRETS if stands_in(secret.lower().encode(), lower)]


def stands_in(secret: bytes, content: bytes) -> bool:
    """Seven digits alone turn up by chance inside ids and times: there they count only where none stands around."""
    if len(secret) > 7 or not secret.isdigit():
        return secret in content
    return re.search(rb"(?<![0-9a-f.])" + secret + rb"(?![0-9a-f])", content) is not None


# The day


def a_long_day(house: House) -> None:
    """Every flow, every door, every person, whatever goes wrong."""
    house.texts("JOIN", "yes", "Xiomara", "06106", "PLEDGE", "2", phone=MARISOL)
    house.texts("SALARIOS", "limpieza", "1", "20", "ezequiel me debe 40", "no", phone=TADEO)
    house.texts("15 de julio", "6 de julio", "si", phone=TADEO)
    house.texts("mi patron Ezequiel Zapotillo no me paga", "tengo marzipan", "xylophone", "bugambilia", phone=TADEO)
    house.texts("VOTE", "my name is Quetzalli and i like marzipan", "tlaquepaque", "1", phone=MARISOL)
    house.texts("asdf chirimoya", "ornitorrinco", "xylophone xylophone", "call me at 203-941-7265", phone=MARISOL)
    house.text("la migra está en la puerta de Zapotillo", TADEO)
    house.texts("hola soy Quetzalli", "SALARIOS", "1", "ALTO", phone=f"whatsapp:{WHATSAPP}")
    house.text("", MARISOL, NumMedia="1", MediaUrl0="https://api.example.org/chirimoya.jpg")
    house.work()
    house.texts("PERSON", "it is about Ezequiel at Tlaquepaque", phone=MARISOL)
    tickets = [str(row["id"]) for row in house.rows("tickets")]
    (ticket,) = [each for each in tickets if "Ezequiel at Tlaquepaque" in house.outreach("inbox", "show", each)]
    house.outreach("inbox", "reply", ticket, "Xiomara, is your number 203-941-7265?", "--who", "elena")
    house.text("yes, ask for Quetzalli", MARISOL)
    house.work()
    house.outreach("inbox", "close", ticket)
    house.texts("lose my number, chirimoya", "bugambilia", phone=MARISOL)
    house.texts("UNIRME", "1", "Quetzalli", phone=TADEO)
    house.text("BORRAR", TADEO)
    house.texts("JOIN", "1", "Xiomara", phone=TADEO)


def what_goes_wrong(house: House) -> None:
    refused_webhooks(house)
    refused_by_the_carrier(house)
    a_carrier_in_trouble(house)
    a_failing_job(house)
    a_fault_in_the_program(house)
    a_broken_database(house)
    an_error_nobody_catches()


def refused_webhooks(house: House) -> None:
    form = [("MessageSid", ""), ("AccountSid", ACCOUNT), ("From", MARISOL), ("To", OWN), ("Body", "chirimoya")]
    assert house.post("/twilio/inbound", form).status == 400
    assert house.post("/twilio/inbound", form, query=f"from={MARISOL[1:]}").status == 400
    assert house.post("/twilio/inbound", form, signature="bm8=").status == 403
    assert house.post("/twilio/status", [*form, ("MessageStatus", "sent")], token="stolen").status == 403
    assert house.app.test_client().get(f"/twilio/inbound?From={MARISOL}").status_code == 405
    assert house.app.test_client().get(f"/nowhere/{MARISOL}?Body=chirimoya").status_code == 404


def refused_by_the_carrier(house: House) -> None:
    """Twilio's refusals repeat the number; the SDK's exceptions hold its whole answer."""
    for phone in [*REFUSED, UNDELIVERED]:
        house.texts("JOIN", "PERSON", phone=phone)
        ticket = str(max(row["id"] for row in house.rows("tickets")))
        house.outreach("inbox", "reply", ticket, f"Xiomara of {phone}: bugambilia", "--who", "elena")
        house.work()
    assert "refused" in {row["status"] for row in house.rows("messages")}
    house.receipt(house.rows("messages", purpose="inbox")[-1]["id"], "undelivered", code=30004)
    house.work()


def a_carrier_in_trouble(house: House) -> None:
    knobs: list[dict[str, Any]] = [
        {"fail_429_rate": 1}, {"fail_429_rate": 0, "fail_5xx_rate": 1}, {"fail_5xx_rate": 0, "accept_then_500": 1},
        {"accept_then_500": 0, "accept_no_answer": 1}, {"accept_no_answer": 0},
    ]  # fmt: skip
    for wanted in knobs:
        requests.post(f"{house.carrier.url}/simulator/behave", json=wanted, timeout=10).raise_for_status()
        house.text("me pega mi esposo zapotillo", TADEO)
        house.work()
        house.clock.go(minutes=3)
        house.tidy()


def a_failing_job(house: House) -> None:
    real = house.bot.open_channel

    def broken() -> Any:
        try:
            raise ConnectionError(f"to={MARISOL}&body=chirimoya")
        except ConnectionError as error:
            raise RuntimeError(f"no text for Xiomara at {MARISOL}: bugambilia") from error

    house.bot.open_channel = broken
    house.texts("PERSON", phone=WHATSAPP)
    house.text("ICE is at my door, zapotillo", WHATSAPP)
    house.work()
    house.bot.open_channel = real
    assert house.redis.zcard("rq:failed:replies") > 0
    assert "a job failed" in house.log.getvalue()


def a_fault_in_the_program(house: House) -> None:
    """The engine itself breaks on a text: the person gets an apology, staff a ticket, the log no word of it."""
    with pytest.MonkeyPatch.context() as patch:

        def broken(body: str) -> None:
            raise ValueError(f"cannot read {body!r} of {TADEO}")

        patch.setattr("outreach_bot.conversation.engine.danger", broken)
        assert "something went wrong" in house.text("marzipan con chirimoya", TADEO).says
    assert "the engine broke on a text" in house.log.getvalue()
    assert "failed" in {row["reason"] for row in house.rows("tickets")}


def a_broken_database(house: House) -> None:
    """Errors of the database inside the webhook, inside a job, and as they would be printed."""
    rename = "ALTER TABLE {} RENAME TO {}"
    with house.bot.database.transaction() as connection:
        connection.execute(text(rename.format("messages", "elsewhere")))
    assert house.text("tlaquepaque con chirimoya", TADEO).status == 500
    house.bot.queue.enqueue("tidy", queue="upkeep")
    house.bot.queue.enqueue("send", "0" * 32)
    house.work()
    with house.bot.database.transaction() as connection:
        connection.execute(text(rename.format("elsewhere", "messages")))
    assert house.redis.zcard("rq:failed:upkeep") > 0

    row = {"id": MARISOL, "channel": "sms", "hash": None, "key_id": "Xiomara", "sealed": b"chirimoya",
           "created_at": house.clock.now()}  # fmt: skip
    with pytest.raises(IntegrityError) as refused, house.bot.database.transaction() as connection:
        connection.execute(insert(addresses), row)
    assert "parameters hidden" in str(refused.value)
    house.app.logger.error("a row was refused", exc_info=refused.value)


def an_error_nobody_catches() -> None:
    error = RuntimeError(f"Xiomara at {MARISOL} wrote chirimoya")
    sys.excepthook(type(error), error, error.__traceback__)

    def end() -> None:
        raise RuntimeError(f"Xiomara at {MARISOL} wrote bugambilia")

    thread = threading.Thread(target=end)
    thread.start()
    thread.join(10)


# The places


def unwrapped(value: bytes) -> Iterator[bytes]:
    """A value as it stands, and what is packed inside it: RQ deflates jobs and their tracebacks."""
    yield value
    for packed in (value, _decoded(value)):
        if packed is not None:
            try:
                yield zlib.decompress(packed)
            except zlib.error:
                continue


def _decoded(value: bytes) -> bytes | None:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return None


def in_redis_now(redis: Redis) -> bytes:
    """Every key with everything it holds, and the server's own serialisation of it."""
    read: dict[bytes, Any] = {
        b"string": redis.get,
        b"hash": redis.hgetall,
        b"list": lambda key: redis.lrange(key, 0, -1),
        b"set": redis.smembers,
        b"zset": lambda key: redis.zrange(key, 0, -1, withscores=True),
        b"stream": redis.xrange,
    }
    content = []
    for key in redis.scan_iter():
        held = read[redis.type(key)](key)
        content += [key, repr(held).encode(), redis.dump(key) or b""]
        content += [part for leaf in leaves(held) for part in unwrapped(leaf)]
    return b"\n".join(content)


def leaves(held: Any) -> Iterator[bytes]:
    if isinstance(held, bytes):
        yield held
    elif isinstance(held, dict):
        for pair in held.items():
            yield from leaves(pair)
    elif isinstance(held, list | tuple | set):
        for each in held:
            yield from leaves(each)


def in_redis_ever(url: str) -> bytes:
    """Every command that wrote something: the server's append-only file, which also knows what was deleted since."""
    folder = Path(urlsplit(url).path).parent / "appendonlydir"
    raw = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
    content = [raw]
    for match in re.finditer(rb"\$(\d+)\r\n", raw):
        value = raw[match.end() : match.end() + int(match[1])]
        content += unwrapped(value)
    return b"\n".join(content)


def in_the_database(house: House) -> bytes:
    """SQLite: the bytes of its files. PostgreSQL: every value of every table and the text of a dump."""
    url = house.bot.settings.database_url
    if house.bot.database.sqlite:
        path = Path(str(make_url(url).database))
        return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))
    content = []
    with psycopg.connect(url) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchall()
        assert {name for (name,) in names} >= set(metadata.tables)
        for (name,) in names:
            with connection.cursor().copy(f'COPY "{name}" TO STDOUT') as copy:
                content += [name.encode(), *map(bytes, copy)]
            for row in connection.execute(f'SELECT * FROM "{name}"').fetchall():
                content += [value if isinstance(value, bytes) else str(value).encode() for value in row]
    return b"\n".join(content)


def test_nothing_of_anybody_stands_in_plain_text(either: House, capfd: pytest.CaptureFixture[str]) -> None:
    a_long_day(either)
    what_goes_wrong(either)
    either.clock.go(hours=5)
    upkeep.fire_timers(either.bot)
    either.tidy()

    before = in_the_database(either)
    assert either.bot.database.checkpoint()
    printed = "".join(capfd.readouterr())
    places = {
        "database": before,
        "database, log folded in": in_the_database(either),
        "Redis now": in_redis_now(either.redis),
        "Redis ever": in_redis_ever(either.bot.settings.redis_url),
        "log": either.log.getvalue().encode(),
        "printed": printed.encode(),
    }
    assert {place: found for place, content in places.items() if (found := found_in(content))} == {}

    # The places are the right ones, and the day was as told.
    assert b"rights/unpaid_wages" in places["database, log folded in"]  # the stored structure of the flow
    assert b"outreach_bot.jobs.tasks.send" in places["Redis ever"]
    assert b"JobFailed" in places["Redis now"]
    for told in (b"text heard", b"webhook refused", b"a text was refused", b"a job failed", b"Exception on /twilio"):
        assert told in places["log"]
    requests.post(f"{either.carrier.url}/simulator/flush", timeout=10).raise_for_status()
    book = b"".join(path.read_bytes() for path in either.carrier.book_path.parent.iterdir())
    assert {"Xiomara", "bugambilia", "941-7265", *PEOPLE[3:]} <= set(found_in(book))  # the search finds what is there
    assert TOKEN not in "\n".join(content.decode("latin-1") for content in places.values())
