"""Texts a second and CPU per text of a blast through the whole path, beside the bare async SDK in the same run.

    python -m bench.sending [--people 5000] [--database sqlite|postgresql] [--latency 0 100] [--workers 1]

The whole path: rows claimed and committed, bodies opened, sent through the SDK, outcomes recorded, one worker process.
One JSON line for each latency, with and without callbacks. `--workers 2` has as many worker processes; on a machine
with two cores they show their worth where the carrier takes its time, `--latency 500`.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import time

from bench._floor import report
from bench._world import World, cpu_seconds, peak_mb, people, world
from outreach_bot.channels.twilio import TwilioChannel
from outreach_bot.services import blasts
from outreach_bot.services.ports import Bot

TEXTS = {
    "en": "{org.name}: early voting starts Monday. Reply VOTE for your plan, STOP to stop.",
    "es": "{org.name}: el lunes empieza a votarse antes. Responda VOTAR para su plan, ALTO para salir.",
}


def bare_sdk(made: World, count: int) -> dict[str, float]:
    """The floor: the SDK's async client alone, same pool, same texts, no rows."""

    async def run() -> None:
        gate = asyncio.Semaphore(250)
        async with TwilioChannel(made.settings) as channel:
            client = channel._api()

            async def one(number: int) -> None:
                async with gate:
                    await client.messages.create_async(
                        to=f"+1475{2000000 + number}", from_="+18605550100", body=TEXTS["en"]
                    )

            await asyncio.gather(*(one(number) for number in range(count)))

    cpu, start = _own_cpu(), time.perf_counter()
    asyncio.run(run())
    seconds = time.perf_counter() - start
    return {"texts_per_second": count / seconds, "cpu_ms_per_text": (_own_cpu() - cpu) / count * 1000}


def whole_path(made: World, bot: Bot, count: int, workers: int) -> dict[str, float]:
    """So many worker processes send a blast that is already expanded."""
    blast = blasts.create(bot, name="bench", texts=TEXTS, programme="updates", who="bench")
    blasts.launch(bot, blast)
    blasts.expand(bot, blast)
    for _ in range(workers - 1):  # one is asked for when the audience is written
        bot.queue.enqueue("pump", str(blast), queue="blasts")
    started = [made.start("-m", "bench._worker", "blasts") for _ in range(workers)]
    try:
        while blasts.status(bot, blast).waiting == count:
            time.sleep(0.01)
        cpu, start = sum(cpu_seconds(each.pid) for each in started), time.perf_counter()
        first = blasts.status(bot, blast).waiting
        while (left := blasts.status(bot, blast)).waiting or left.blast.state != "done":
            time.sleep(0.1)
        seconds = time.perf_counter() - start
        sent = first
        used = sum(cpu_seconds(each.pid) for each in started) - cpu
        peak = max(peak_mb(each.pid) for each in started)
    finally:
        for each in started:
            each.terminate()
        for each in started:
            each.wait(20)
    return {"texts_per_second": sent / seconds, "cpu_ms_per_text": used / sent * 1000, "peak_mb": peak}


def _own_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--latency", type=int, nargs="*", default=[0, 100])
    parser.add_argument("--workers", type=int, default=1)
    told = parser.parse_args()
    with world(told.database, web=True) as made:
        bot = made.bot()
        people(bot, told.people)
        for latency in told.latency:
            for callbacks in (False, True):
                made.behave(latency_ms=latency, callbacks_off=not callbacks)
                floor = bare_sdk(made, told.people)
                ours = whole_path(made, bot, told.people, told.workers)
                report(
                    bench="sending", database=told.database, people=told.people, latency_ms=latency,
                    workers=told.workers, callbacks=callbacks,
                    ours={k: round(v, 2) for k, v in ours.items()}, bare_sdk={k: round(v, 2) for k, v in floor.items()},
                    cpu_ratio=round(ours["cpu_ms_per_text"] / floor["cpu_ms_per_text"], 2),
                )  # fmt: skip


if __name__ == "__main__":
    main()
