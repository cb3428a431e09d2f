"""Do replies wait behind a blast? Latency of inbound texts while a blast goes out, beside the same texts without one.

    python -m bench.replies [--database sqlite|postgresql] [--seconds 8] [--rate 40] [--people 12000] [--pace 100000]
                           [--latency 100] [--no-callbacks]

Texts come at a steady rate; a text that had to wait counts from the moment at which it was due. Web, both workers, the
carrier and its receipts share this machine's cores. `--pace`: segments a second that the sender may send. Prints one
JSON line: ratio = p99 during the blast ÷ p99 idle.
"""

from __future__ import annotations

import argparse
import time

from bench._floor import report
from bench._world import people, running, world
from bench.inbound import text
from bench.sending import TEXTS
from outreach_bot.services import blasts
from outreach_bot.services.ports import Bot


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--rate", type=float, default=40)
    parser.add_argument("--people", type=int, default=12_000)
    parser.add_argument("--pace", type=int, default=100_000)
    parser.add_argument("--latency", type=int, default=100, help="the carrier's, in milliseconds")
    parser.add_argument("--no-callbacks", action="store_true", help="the carrier sends no receipts")
    told = parser.parse_args()
    with world(told.database, web=True, rate=told.pace) as made:
        bot = made.bot()
        people(bot, told.people)
        made.behave(latency_ms=told.latency, callbacks_off=told.no_callbacks)
        port = int(made.environment["PORT"])
        how = {"connections": 16, "rate": told.rate}
        with running(made, "-m", "bench._worker", "replies", "receipts", "upkeep"):
            text(made, port, seconds=1, first=0, **how)
            idle = text(made, port, seconds=told.seconds, first=100_000, **how)
            blast = blasts.create(
                bot, name="bench", texts=TEXTS, programme="updates", who="bench"
            )
            blasts.launch(bot, blast)
            blasts.expand(bot, blast)
            with running(made, "-m", "bench._worker", "blasts"):
                before = wait_for_first(bot, blast)
                start = time.perf_counter()
                during = text(made, port, seconds=told.seconds, first=200_000, **how)
                after, seconds = blasts.status(bot, blast).waiting, time.perf_counter() - start
    if after == 0:
        raise SystemExit("the blast was over before the texts were: measure again with more --people")
    report(
        bench="replies", database=told.database, texts=during["requests"],
        blast_texts_per_second=round((before - after) / seconds),
        idle_p50_ms=idle["p50_ms"], idle_p99_ms=idle["p99_ms"], during_blast_p50_ms=during["p50_ms"],
        during_blast_p99_ms=during["p99_ms"], ratio=round(during["p99_ms"] / idle["p99_ms"], 2),
    )  # fmt: skip


def wait_for_first(bot: Bot, blast: int) -> int:
    """Until the blast has begun to leave; returns how many still wait."""
    everybody = blasts.status(bot, blast).waiting
    ends = time.monotonic() + 60
    while (left := blasts.status(bot, blast).waiting) == everybody:
        if time.monotonic() > ends:
            raise SystemExit("the blast did not start within a minute")
        time.sleep(0.01)
    return left


if __name__ == "__main__":
    main()
