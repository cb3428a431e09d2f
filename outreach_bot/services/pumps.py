"""A pump: takes texts of a blast in sub-slices, marks and commits them before the calls, sends side by side, records
together, and goes on until nothing is left or its time is up.

Kill it at any point: what it had not marked is free for the next pump; what it had marked and not recorded is looked up
at the carrier by upkeep and never simply sent again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from ..channels.base import Channel, Refused, Sent, TryLater
from ..errors import DatabaseAway, Stale, StepFailed
from ..storage import blasts as rows
from ..storage import leases, outbox
from ..storage.ids import new_id
from ..storage.outbox import OutboundRow
from . import blast_flows, blasts, retrying, sending, watching
from .blast_hours import caps, valid_seconds
from .ports import Bot

SUB_SLICE = 50  # texts in doubt at most when a pump dies, times IN_FLIGHT
IN_FLIGHT = 4  # sub-slices under way at once: one waits for the carrier while the next is claimed
BURST_SECONDS = 0.5  # of the pace, at once
PUMPS = 2  # at once for one blast
LEASE_SECONDS = 20.0  # a pump that died is replaced this long after
LONGEST_BACKOFF = 15.0  # seconds, well below the lease
RUNS = 5  # times a write that lost a race is tried
AWAY_SECONDS = 30  # how long outcomes wait for a database that is away: well below the time of a look-up
LOOK_SECONDS = 0.2  # how often a waiting pump looks whether it should stop
WATCH_SECONDS = 2.0  # how often it looks whether the blast may go on


async def pump(bot: Bot, blast_id: int, *, seconds: float, stopping: Callable[[], bool]) -> bool:
    """Send texts of this blast for at most so many seconds. Returns whether it is worth coming back at once."""
    lease = _take_lease(bot, blast_id)
    if lease is None:
        return False
    try:
        return await _Pump(bot, blast_id, lease, seconds, stopping).run()
    finally:
        with suppress(DatabaseAway), bot.database.transaction() as connection:
            leases.release(connection, *lease)


def _take_lease(bot: Bot, blast_id: int) -> tuple[str, str] | None:
    holder = new_id(bot.clock.now())
    with bot.database.transaction() as connection:
        for number in range(PUMPS):
            name = f"pump:{blast_id}:{number}"
            if leases.acquire(connection, name, holder, bot.clock.now(), LEASE_SECONDS):
                return name, holder
    return None


class _Pump:
    def __init__(
        self, bot: Bot, blast_id: int, lease: tuple[str, str], seconds: float, stopping: Callable[[], bool]
    ) -> None:
        self.bot, self.blast_id, self.lease = bot, blast_id, lease
        self.seconds, self.stopping = seconds, stopping
        self.rate = bot.organisation.sending.segments_per_second
        self.per_text = 1.0  # segments a text, learned from the last sub-slice
        self.zones: list[str] = []  # where people of this blast live
        self.after = ""  # the last text that was taken
        self.blast: rows.BlastRow | None = None  # as it was when the first text was taken
        self.more = True
        self.away = False  # the database, when something was to be claimed
        self.backoff = 0.0  # seconds to wait before the next claim, on top of the pace
        self.turned_away = 0  # sub-slices in a row of which the carrier was too busy to take all

    async def run(self) -> bool:
        loop = asyncio.get_running_loop()
        ends = loop.time() + self.seconds
        watched = -WATCH_SECONDS
        under_way: set[asyncio.Task[None]] = set()
        async with self.bot.open_channel() as channel:
            try:
                while self.more and not self.stopping() and loop.time() < ends:
                    if loop.time() - watched >= WATCH_SECONDS:
                        try:
                            self.more = await asyncio.to_thread(watching.may_send, self.bot, self.blast_id)
                            watched = loop.time()
                        except DatabaseAway:  # it says neither yes nor no: nothing is claimed until it does
                            await self._sleep(1.0)
                        continue
                    claimed = await self._claim(ends - loop.time()) if len(under_way) < IN_FLIGHT else []
                    if claimed:
                        under_way.add(asyncio.create_task(self._send(channel, claimed)))
                    elif under_way:  # what comes back may be put back, and then is there to claim
                        done, under_way = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
                        for task in done:
                            task.result()
                    elif not self.away:
                        break
            finally:  # whatever broke: the calls that are out are waited for and their outcomes written down
                await asyncio.gather(*under_way, return_exceptions=True)
        for task in under_way:
            task.result()
        if self.more and loop.time() >= ends:
            return True
        await asyncio.to_thread(blasts.finish, self.bot, self.blast_id)
        return False

    async def _claim(self, seconds_left: float) -> list[tuple[OutboundRow, int]]:
        """Wait for the pace, then take what fits into half a second of it."""
        texts = max(1, min(SUB_SLICE >> self.turned_away, int(self.rate * BURST_SECONDS / self.per_text)))
        asked = round(texts * self.per_text)
        wait = self.backoff + await asyncio.to_thread(self.bot.pace.reserve, self.bot.sender, asked, self.rate)
        self.backoff = 0.0
        may_go = await self._sleep(min(wait, seconds_left)) and wait <= seconds_left
        self.away = False
        try:
            claimed = await asyncio.to_thread(self._claim_rows, texts) if may_go else []
        except DatabaseAway:
            self.away, self.backoff, claimed = True, 1.0, []
        taken = sum(segments for _, segments in claimed)
        if taken != asked:
            await asyncio.to_thread(self.bot.pace.reserve, self.bot.sender, taken - asked, self.rate)
        if claimed:
            self.per_text = max(1.0, taken / len(claimed))
        return claimed

    async def _sleep(self, seconds: float) -> bool:
        """False when asked to stop meanwhile."""
        while seconds > 0 and not self.stopping():
            await asyncio.sleep(min(seconds, LOOK_SECONDS))
            seconds -= LOOK_SECONDS
        return not self.stopping()

    def _claim_rows(self, texts: int) -> list[tuple[OutboundRow, int]]:
        for run in range(RUNS):
            try:
                return self._taken(texts)
            except Stale:  # somebody whose flow was to begin wrote at this moment
                if run == RUNS - 1:
                    raise
            except StepFailed as failure:
                self.more = False
                blasts.pause_by_itself(self.bot, self.blast_id, f"{failure}.".capitalize())
                return []
        return []

    def _taken(self, texts: int) -> list[tuple[OutboundRow, int]]:
        if self.blast is None:
            with self.bot.database.reading() as connection:
                self.blast = rows.get(connection, self.bot.keys, self.blast_id)
                self.zones = list(rows.zones_waiting(connection, self.blast_id))
        zones, since = blasts.zones_open(self.bot, self.zones), blasts.talking_since(self.bot)
        now = self.bot.clock.now()
        alerts: list[str] = []
        with self.bot.database.transaction() as connection:
            if not leases.acquire(connection, *self.lease, now, LEASE_SECONDS):
                self.more = False  # this process stood still for so long that another pump has taken its place
                return []
            for after in dict.fromkeys((self.after, "")):  # at the end once more from the beginning
                taken = rows.claim(
                    connection, self.bot.keys, self.blast_id, texts, zones, since, now, caps(self.bot), after=after
                )
                if taken:
                    break
            self.after = max((row.message_id for row, _ in taken), default="")
            if self.blast.flow is not None:
                taken, alerts = blast_flows.begin_all(self.bot, connection, self.blast, taken, now)
        if alerts:
            self.bot.queue.enqueue("send", *alerts)
        return taken

    async def _send(self, channel: Channel, claimed: list[tuple[OutboundRow, int]]) -> None:
        assert self.blast is not None
        outbound = [
            sending.outbound(
                self.bot, row, picture=self.blast.picture,
                valid_seconds=valid_seconds(self.bot, row.zone, self.blast.until),
            )
            for row, _ in claimed
        ]  # fmt: skip
        outcomes = await asyncio.gather(*(channel.send(each) for each in outbound))
        pairs = [(row, outcome) for (row, _), outcome in zip(claimed, outcomes, strict=True)]
        await asyncio.to_thread(self._record, pairs)

    def _record(self, pairs: list[tuple[OutboundRow, Any]]) -> None:
        run = away = 0
        while True:
            try:
                self._write(pairs, again=away > 0)
                break
            except Stale:
                run += 1
                if run == RUNS:
                    raise  # upkeep looks the texts up
            except DatabaseAway:
                away += 1
                if away == AWAY_SECONDS:
                    raise
                time.sleep(1)
        later = [outcome for _, outcome in pairs if isinstance(outcome, TryLater)]
        if later:
            self.backoff = min(max(each.after_seconds for each in later) * 2**self.turned_away, LONGEST_BACKOFF)
        if any(each.code is not None for each in later):  # it answered, and found us too fast
            self.bot.pace.slow_down(self.bot.sender)
        self.turned_away = min(self.turned_away + 1, 5) if later else 0
        for _, outcome in pairs:
            if isinstance(outcome, Refused) and outcome.action in sending.OURS_TO_MEND:
                self.more = False
                retrying.stop(self.bot, self.blast_id, outcome.action, f"{outcome.reason} (code {outcome.code})")
                return

    def _write(self, pairs: list[tuple[OutboundRow, Any]], *, again: bool) -> None:
        """`again`: the time before may have been kept after all. What it put back may be somebody else's by now."""
        now = self.bot.clock.now()
        with self.bot.database.transaction() as connection:
            state = rows.hold_state(connection, self.blast_id)
            if again:
                ours = outbox.still_claimed(connection, [row for row, _ in pairs])
                pairs = [(row, told) for row, told in pairs if isinstance(told, Sent) or row.message_id in ours]
            sending.record(self.bot, connection, pairs, now)
            if state == rows.CANCELED:  # meanwhile; what the carrier did not take must not wait for ever
                rows.drop_waiting(connection, self.blast_id, now)
