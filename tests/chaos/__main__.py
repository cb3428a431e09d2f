"""`make chaos`: the crash test of 20,000 texts, on SQLite and on PostgreSQL, and its certificate.

    python -m tests.chaos [--people 20000] [--seed 1] [--database sqlite|postgresql] [--hosts] [--json]
"""

from __future__ import annotations

import argparse
import json
import random
import sys

from tests.chaos.crash import Certificate, crash


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--strikes", type=int, default=60, help="more follow while texts still wait")
    parser.add_argument("--most", type=int, default=600, help="strikes, at the most")
    parser.add_argument("--every-seconds", type=float, default=1.0, help="between two strikes, about")
    parser.add_argument("--hosts", action="store_true", help="each blast worker on a host of its own; needs root")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    passed = True
    for database in ["postgresql"] if told.hosts else told.database or ["sqlite", "postgresql"]:
        certificate = crash(
            database, told.people, told.seed, strikes=told.strikes, most=told.most, every_seconds=told.every_seconds,
            several_hosts=told.hosts, say=lambda line: print(line, file=sys.stderr, flush=True),
        )  # fmt: skip
        print(json.dumps(certificate.as_json()) if told.json else framed(certificate))
        passed = passed and certificate.verdict.passed
    return 0 if passed else 1


def framed(told: Certificate) -> str:
    """For people: what was done, what came of it."""
    verdict = told.verdict
    zero = {
        "Texted twice": verdict.duplicates, "Lost, and not reported": verdict.lost,
        "Reported otherwise than the carrier's book": verdict.untrue, "Still waiting at the end": verdict.unfinished,
        "Texted after their STOP was heard": verdict.texted_after_stop, "STOPs not heard": verdict.stops_not_heard,
        "At the carrier without a row of ours": verdict.not_ours, "Replies sent twice": verdict.replies_twice,
    }  # fmt: skip
    counted = {
        "Received the text": verdict.received, "Unclear, reported as such": verdict.unclear,
        "  of these the carrier had taken": verdict.unclear_but_sent,
        "Opted out before their turn": verdict.stopped_first,
        "Refused by the carrier": verdict.refused, "On the way when their STOP was heard": verdict.on_the_way,
        "Texts that came in": verdict.inbound, "  of these never heard": verdict.inbound_never_heard,
    }  # fmt: skip
    lines = [
        f"CRASH TEST   {told.people:,} people, {told.database}, seed {told.seed}",
        f"             a storm of {told.storm_seconds:.0f} s, {told.all_seconds:.0f} s in all",
        "", "What was done",
        *_lines(told.done), "What the carrier did", *_lines(told.faults), "What must be zero", *_lines(zero),
        "What is counted", *_lines(counted), "", "PASSED" if verdict.passed else "FAILED",
    ]  # fmt: skip
    width = max(map(len, lines)) + 2
    frame = "+" + "-" * (width + 1) + "+"
    return "\n".join([frame, *(f"|  {line:<{width - 1}}|" for line in lines), frame])


def _lines(told: dict[str, int]) -> list[str]:
    return [f"   {what:<46}{count:>8,}" for what, count in told.items()] or ["   nothing"]


if __name__ == "__main__":
    sys.exit(main())
