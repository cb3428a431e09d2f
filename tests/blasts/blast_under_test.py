"""A blast as a test sees it: a crowd of members, the rows, and the carrier's own book as the judge."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import insert

from outreach_bot import logs
from outreach_bot.channels.base import Receipt
from outreach_bot.jobs import run, tasks
from outreach_bot.rules.audience_text import shorthand
from outreach_bot.rules.segments import count
from outreach_bot.services import blasts, pumps, receipts, upkeep
from outreach_bot.services.blasts import Report, Status
from outreach_bot.settings import Settings
from outreach_bot.simulator import book
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.listed import listed
from outreach_bot.storage.tables import addresses, consents, members
from outreach_bot.wiring import build
from tests.house_under_test import OWN, ROOT, House

TEXTS = {
    "en": "{org.name}: {name|friend}, early voting starts Monday. Reply VOTE for your plan, STOP to stop.",
    "es": "{org.name}: {name|vecina}, el lunes empieza la votación. Responda VOTAR para su plan, ALTO para salir.",
}
LIMIT_SECONDS = 60  # only so that something broken does not hang the suite


def bot_yaml(folder: Path, *, segments_per_second: int) -> Path:
    """flows/bot.yaml with another pace."""
    plain = (ROOT / "flows" / "bot.yaml").read_text()
    wanted = plain.replace("segments_per_second: 100,", f"segments_per_second: {segments_per_second},")
    assert wanted != plain or segments_per_second == 100
    (folder / "bot.yaml").write_text(wanted)
    return folder / "bot.yaml"


def text_for(language: str, name: str | None) -> str:
    """What TEXTS say to one person, spelt out here and not taken from the code under test."""
    greeting = name or {"en": "friend", "es": "vecina"}[language]
    if language == "es":
        return (f"CT Working Families: {greeting}, el lunes empieza la votación. "
                "Responda VOTAR para su plan, ALTO para salir.")  # fmt: skip
    return (f"CT Working Families: {greeting}, early voting starts Monday. "
            "Reply VOTE for your plan, STOP to stop.")  # fmt: skip


def eventually(holds: Callable[[], Any], told: Callable[[], Any] = lambda: "") -> None:
    """Wait for another thread or process."""
    ends = time.monotonic() + LIMIT_SECONDS
    while not holds():
        assert time.monotonic() < ends, told()
        time.sleep(0.02)


@dataclass(frozen=True)
class Person:
    """A member, and the text they should get."""

    number: str
    member_id: str
    language: str | None
    name: str | None

    @property
    def text(self) -> str:
        return text_for(self.language or "en", self.name)


@dataclass
class Scene:
    house: House
    pumping: list[threading.Thread] = field(default_factory=list)

    @classmethod
    @contextmanager
    def over(cls, house: House) -> Iterator[Scene]:
        scene = cls(house)
        # Texts stay `queued`, and receipts go nowhere, unless a test opens the door.
        scene.behave(callbacks_off=True, sent_after_ms=3_600_000)
        try:
            yield scene
        finally:
            for thread in scene.pumping:
                thread.join(LIMIT_SECONDS)

    # People

    def crowd(
        self, number: int, *, first: int = 2000000, area: str = "203", spanish: bool | None = None,
        tags: Sequence[str] = (), programme: str | None = "updates", opted_out: bool = False, by_text: bool = True,
        joined: datetime | None = None, named: Callable[[int], str | None] | None = None,
    ) -> list[Person]:  # fmt: skip
        """So many members, every second one Spanish unless told, every third one without a name."""
        now = joined or self.house.clock.now()
        people, theirs, agreed = [], [], []
        keys = self.house.bot.keys
        made = []
        for each in range(number):
            member, address, phone = new_id(now), new_id(now), f"+1{area}{first + each}"
            language = ("es" if each % 2 else "en") if spanish is None else ("es" if spanish else "en")
            name = named(each) if named else None if each % 3 == 0 else f"Quetzali{each}"
            people.append(Person(phone, member, language, name))
            sealed = keys.seal(name, "members", "name_sealed", member) if name else None
            made.append({
                "id": member, "language": language, "name_sealed": sealed, "created_at": now, "tags": listed(tags),
                "programmes": listed([programme] if programme else []),
            })  # fmt: skip
            key_id, hashed = keys.blind("sms", phone)
            theirs.append({
                "id": address, "member_id": member, "channel": "sms" if by_text else "web", "hash": hashed,
                "key_id": key_id, "sealed": keys.seal(phone, "addresses", "sealed", address), "created_at": now,
                "opted_out_at": now if opted_out else None, "opted_out_source": "text" if opted_out else None,
            })  # fmt: skip
            agreed.append({
                "member_id": member, "address_id": address, "programme": programme, "action": "grant",
                "wording_hash": None, "language": language, "source": "a sign-up sheet", "at": now,
            })  # fmt: skip
        with self.house.bot.database.transaction() as connection:
            connection.execute(insert(members), made)
            connection.execute(insert(addresses), theirs)
            if programme:
                connection.execute(insert(consents), agreed)
        return people

    # The blast

    def draft(self, **more: Any) -> int:
        audience = shorthand(more.pop("tags", ()), more.pop("languages", ()), more.pop("audience", ""))
        usual = {"name": "Early voting", "texts": TEXTS, "programme": "updates", "audience": audience}
        return blasts.create(self.house.bot, **{**usual, "who": "Ana", **more})

    def launched(self, **more: Any) -> int:
        """A draft that was launched; its jobs wait."""
        blast = self.draft(**more)
        blasts.launch(self.house.bot, blast)
        return blast

    def expanded(self, **more: Any) -> int:
        """Its rows are written and nothing is sent yet; no job waits."""
        blast = self.launched(**more)
        blasts.expand(self.house.bot, blast)
        self.house.redis.flushdb()
        return blast

    def pump(self, blast: int, *, until: Callable[[], bool] = lambda: False, seconds: float = 30) -> bool:
        """One pump in this thread; `until` asks it to stop as SIGTERM does."""
        return asyncio.run(pumps.pump(self.house.bot, blast, seconds=seconds, stopping=until))

    def pump_beside(self, blast: int, seconds: float = 30) -> threading.Thread:
        """One pump in a thread of its own."""
        thread = threading.Thread(target=self.pump, args=(blast,), kwargs={"seconds": seconds})
        self.pumping.append(thread)
        thread.start()
        return thread

    def status(self, blast: int) -> Status:
        return blasts.status(self.house.bot, blast)

    def state(self, blast: int) -> str:
        return self.status(blast).blast.state

    def report(self, blast: int) -> Report:
        """The report, which must add up whenever it is looked at."""
        told = blasts.report(self.house.bot, blast)
        assert sum(line.people for line in told.lines) + told.erased == told.audience
        return told

    def reported(self, blast: int) -> Counter[str]:
        """Status → people; for those left out, why."""
        counted: Counter[str] = Counter()
        for row in self.house.rows("messages", blast_id=blast):
            counted[row["left_out"] or row["status"]] += 1
        lines: Counter[str] = Counter()
        for line in self.report(blast).lines:
            lines[line.status] += line.people
        assert sum(lines.values()) == sum(counted.values())
        return counted

    def settle(self) -> None:
        """What is in doubt is looked up, twice if need be; then what was waiting for that goes on."""
        for _ in range(3):
            self.house.clock.go(minutes=2, seconds=30)
            asyncio.run(upkeep.look_up(self.house.bot))
        upkeep.go_on_with_blasts(self.house.bot)
        self.house.work()

    # Receipts, as the carrier posts them

    def told(self, blast: int, status: str, code: int | None = None, *, most: int = 1_000_000) -> list[str]:
        """The carrier reports this of texts of the blast of which nothing final is known; returns their ids."""
        wanted = ("queued", "sending", "sent")
        rows = [row for row in self.house.rows("messages", blast_id=blast) if row["status"] in wanted][:most]
        receipts.record(
            self.house.bot, [Receipt(row["id"], row["provider_sid"], status, code) for row in rows], "webhook"
        )
        return [row["id"] for row in rows]

    def go_on(self) -> None:
        """The next tick of upkeep and the jobs that come of it."""
        upkeep.go_on_with_blasts(self.house.bot)
        self.house.work()

    def later(self, **span: float) -> None:
        """Time passes, and the blasts go on."""
        self.house.clock.go(**span)
        self.go_on()

    # The carrier

    def behave(self, **how: Any) -> None:
        requests.post(f"{self.house.carrier.url}/simulator/behave", json=how, timeout=10).raise_for_status()

    @property
    def taken(self) -> int:
        """How many texts the carrier has taken so far."""
        return int(self.house.carrier.carrier.register.next_seq) - 1

    def book(self, *, again: bool = False) -> dict[str, list[str]]:
        """The carrier's book on disk: phone → the bot's texts to it, in their order. Nobody twice the same, unless the
        test let the carrier say that a text did not arrive (`again`)."""
        requests.post(f"{self.house.carrier.url}/simulator/flush", timeout=10).raise_for_status()
        path = self.house.carrier.book_path
        assert again or book.duplicates(path) == []
        found: dict[str, list[str]] = {}
        for message in book.messages(path, sender=OWN):
            if message.origin == "bot":
                found.setdefault(message.recipient, []).append(message.body)
        return found

    def segments_sent(self) -> int:
        return sum(count(body).segments for bodies in self.book().values() for body in bodies)


# A worker process as production runs it, at the moment at which the test happens.


@dataclass(frozen=True)
class Still:
    """The clock of a process that the test has no hand on."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def work(settings: Settings, moment: datetime, slice_: int, sub_slice: int, ready: Connection) -> None:
    """What runs in the other process: worker.py's main with a clock of ours and slices of the test's size."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    logs.configure(json=True)
    blasts.SLICE, pumps.SUB_SLICE = slice_, sub_slice
    tasks.use(build(settings, clock=Still(moment)))
    ready.send(True)
    run.run(["blasts"], settings.redis_url)


# Forked from a process that has imported everything already: a start takes a tenth of the time.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload([__name__])


@dataclass
class Worker:
    process: BaseProcess
    heard: Connection

    @classmethod
    def start(cls, house: House, *, slice_: int = blasts.SLICE, sub_slice: int = pumps.SUB_SLICE) -> Worker:
        heard, said = _processes.Pipe(duplex=False)
        process = _processes.Process(
            target=work, args=(house.bot.settings, house.clock.now(), slice_, sub_slice, said), daemon=True
        )
        process.start()
        said.close()
        return cls(process, heard)

    def ready(self) -> Worker:
        assert self.heard.poll(LIMIT_SECONDS)
        assert self.heard.recv() is True
        return self

    def kill(self) -> None:
        """By SIGKILL, as the kernel does when memory is short: no last words."""
        self.process.kill()
        self.process.join(LIMIT_SECONDS)
        assert self.process.exitcode == -signal.SIGKILL

    def end(self) -> None:
        if self.process.is_alive():
            self.kill()
        self.heard.close()
