"""Nothing that a blast leaves in Redis, in the logs or on the disk tells whom it was for or what it said."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from redis import Redis

from outreach_bot.services import blasts, upkeep
from outreach_bot.simulator import book
from tests.blasts.blast_under_test import Person, Scene
from tests.house_under_test import House

TEXTS = {
    "en": "{org.name}: {name|marzipan}, the xylophone votes! STOP to stop.",
    "es": "{org.name}: {name|chirimoya}, ¡vota el murciélago! ALTO para salir.",
}
WORDS = ("marzipan", "xylophone", "chirimoya", "murciélago", "Quetzali")


def secrets(people: list[Person]) -> list[bytes]:
    numbers = [person.number for person in people]
    bare = [number.removeprefix("+1") for number in numbers]
    spaced = [f"{each[:3]}-{each[3:6]}-{each[6:]}" for each in bare]
    names = [person.name for person in people if person.name]
    return [each.encode() for each in (*bare, *spaced, *names, *WORDS)]


def in_redis(redis: Redis) -> bytes:
    """Every key and every value, of whatever kind, and what RQ has packed (tracebacks) unpacked."""
    found = []
    for key in redis.keys("*"):
        read = {
            b"string": redis.get, b"hash": redis.hgetall, b"list": lambda k: redis.lrange(k, 0, -1),
            b"set": redis.smembers, b"zset": lambda k: redis.zrange(k, 0, -1, withscores=True), b"stream": redis.xrange,
        }[redis.type(key)]  # fmt: skip
        found += [key, *leaves(read(key))]
    return b"\n".join(found)


def leaves(value: Any) -> Iterator[bytes]:
    """Every string in a nested value, as it stands and unpacked."""
    if isinstance(value, bytes):
        yield value
        for unpack in (zlib.decompress, lambda packed: zlib.decompress(base64.b64decode(packed))):
            with suppress(zlib.error, binascii.Error):
                yield unpack(value)
    elif isinstance(value, dict):
        yield from leaves(list(value.items()))
    elif isinstance(value, list | tuple | set):
        for each in value:
            yield from leaves(each)


def on_disk(house: House) -> bytes:
    path = Path(house.bot.database.name)
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_no_number_name_or_word_of_a_text_in_redis_logs_or_the_file(scene: Scene) -> None:
    people = scene.crowd(60) + scene.crowd(3, area="500", first=5550001, named=lambda _: "Quetzali77")
    house, hidden = scene.house, secrets(people)
    seen: list[bytes] = []

    def look() -> None:
        seen.append(in_redis(house.redis))

    scene.behave(fail_429_rate=0.1, accept_then_500=0.1, fail_5xx_rate=0.1, fault_limit=20)
    blast = scene.launched(texts=TEXTS)
    look()
    blasts.expand(house.bot, blast)
    look()
    house.bot.queue.enqueue("pump", "no-number", queue="blasts")  # a job that fails leaves its traceback behind
    house.work()
    look()
    scene.behave(fail_429_rate=0, accept_then_500=0, fail_5xx_rate=0)
    house.text("ALTO", phone=people[0].number)
    upkeep.go_on_with_blasts(house.bot)
    look()
    scene.settle()
    look()
    scene.report(blast)
    house.outreach("blasts", "status", str(blast), "--json")
    blasts.pause(house.bot, scene.expanded(texts=TEXTS))

    assert len(scene.book()) > 40
    assert any(b"expand" in each for each in seen)
    assert any(b"JobFailed: ValueError" in each for each in seen)
    logged = house.log.getvalue().encode()
    assert b"a text was refused" in logged
    assert b"fate is unclear" in logged
    file = on_disk(house)
    assert b"SQLite format 3" in file
    assert book.messages(house.carrier.book_path)  # the carrier knows them, of course
    for where, content in (("redis", b"".join(seen)), ("log", logged), ("file", file)):
        assert [secret for secret in hidden if secret in content] == [], where
