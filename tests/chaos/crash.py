"""One crash test from beginning to end, and its certificate."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import func, select

from outreach_bot.rules.delivery import UNSETTLED
from outreach_bot.services import blasts
from outreach_bot.simulator import book
from outreach_bot.storage.tables import messages
from tests.chaos.clock import NOON
from tests.chaos.storm import Storm
from tests.chaos.town import START_SECONDS, TICK_SECONDS, Town, town
from tests.chaos.verdict import Verdict, judge

TEXTS = {
    "en": "{org.name}: {name|friend}, early voting starts Monday. Reply VOTE for your plan, STOP to stop.",
    "es": "{org.name}: {name|vecina}, el lunes empieza la votación. Responda VOTAR para su plan, ALTO para salir.",
}
SETTLE_SECONDS = 600  # real ones: only so that something broken ends


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was done to which blast, and what came of it."""

    database: str
    seed: int
    people: int
    storm_seconds: float
    all_seconds: float
    done: dict[str, int]
    faults: dict[str, int]  # the carrier's: kind → texts
    verdict: Verdict

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "passed": self.verdict.passed}


def crash(
    database: str, people: int, seed: int, *, strikes: int, most: int, every_seconds: float,
    say: Callable[[str], None], several_hosts: bool = False,
) -> Certificate:  # fmt: skip
    """A blast to so many people through two workers. The storm strikes about that often, at least so many times, and
    then until nobody waits any more, but not more than `most` times."""
    numbers = [f"+1{203 if each % 10 else 602}{2000000 + each}" for each in range(people)]
    begun = time.monotonic()
    with TemporaryDirectory(prefix="chaos-") as home:
        Path(home).chmod(0o755)
        with town(database, Path(home), numbers, segments_per_second=100_000, several_hosts=several_hosts) as here:
            storm = Storm(here, numbers, seed)
            here.behave(latency_ms=20)
            blast = blasts.create(
                here.bot, name="Early voting", texts=TEXTS, programme="updates", who="chaos"
            )
            blasts.launch(here.bot, blast)
            say(f"{people} people on {database}, seed {seed}: the storm begins")
            started = time.monotonic()
            _wait_for_the_first(here, blast)
            for strike in range(most):
                if strike >= strikes and not _goes_on(here, blast):
                    break
                storm.strike(every_seconds)
                _resume(here, blast)
                say(f"  {time.monotonic() - started:4.0f} s  {_standing(here, blast)}")
            stormed = time.monotonic() - started
            storm.calm()
            say("the storm is over; what is in doubt is looked up")
            _settle(here, blast, say)
            here.clock.skip(NOON + timedelta(days=1) - here.clock.now())  # who was in a conversation has fallen silent
            _settle(here, blast, say)
            verdict = judge(here, blast, numbers, storm.stopped)
            faults = _faults(here)
    return Certificate(
        database, seed, people, round(stormed, 1), round(time.monotonic() - begun, 1), dict(storm.did.most_common()),
        faults, verdict,
    )  # fmt: skip


def _wait_for_the_first(here: Town, blast: int) -> None:
    """Until some of the audience is written: a storm over nothing proves nothing."""
    ends = time.monotonic() + START_SECONDS
    while blasts.status(here.bot, blast).audience == 0 and time.monotonic() < ends:
        time.sleep(0.05)


def _resume(here: Town, blast: int) -> None:
    """So many people say STOP in a storm that the blast pauses itself: an organizer looks, and resumes it."""
    if blasts.status(here.bot, blast).blast.state == "paused":
        blasts.resume(here.bot, blast, who="chaos")


def _goes_on(here: Town, blast: int) -> bool:
    """Is there anybody left who could be texted now?"""
    status = blasts.status(here.bot, blast)
    return status.blast.state == "expanding" or status.waiting > status.talking


def _standing(here: Town, blast: int) -> str:
    status = blasts.status(here.bot, blast)
    return f"{status.blast.state}: {status.waiting} wait, {status.going} on their way, {status.delivered} delivered"


def _settle(here: Town, blast: int, say: Callable[[str], None]) -> None:
    """Let the clock's seconds pass in minutes until no row is in doubt any more."""
    ends = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < ends and (left := _in_doubt(here) + _goes_on(here, blast)):
        _resume(here, blast)
        here.clock.skip(timedelta(seconds=150))
        time.sleep(2 * TICK_SECONDS)  # a tick asks for upkeep, and upkeep works
        say(f"  {left} in doubt")


def _in_doubt(here: Town) -> int:
    """Texts of which more will be heard, and what waits for a worker."""
    moving = ("attempted", "answered", *UNSETTLED)
    with here.bot.database.reading() as connection:
        texts = connection.execute(
            select(func.count()).where(messages.c.direction == "out", messages.c.status.in_(moving))
        ).scalar_one()
        waiting = connection.execute(
            select(func.count()).where(messages.c.status == "waiting", messages.c.blast_id.is_(None))
        ).scalar_one()
    return int(texts) + int(waiting) + here.bot.receipts.waiting() + sum(here.bot.queue.waiting().values())


def _faults(here: Town) -> dict[str, int]:
    kinds = ("fault", "callback_lost")
    return dict(Counter(detail if kind == "fault" else kind for kind, _, _, detail in book.events(here.book)
                        if kind in kinds).most_common())  # fmt: skip
