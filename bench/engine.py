"""Turns a second of the engine, state through JSON at every turn, beside a hand-written dict machine in the same run.

    python -m bench.engine [--rounds 100]

Prints one JSON line: both medians, the ratio (dict machine ÷ engine: 1 would be as fast), p99 ÷ median. The last also
undisturbed: of each turn the fastest of three plays, since what else runs on the machine slows one in fifty by half.
"""

from __future__ import annotations

import argparse
import json
import time
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from bench._floor import report, summary
from outreach_bot.conversation.engine import advance
from outreach_bot.conversation.facts import Facts
from outreach_bot.conversation.inputs import Heard, MemberView
from outreach_bot.conversation.state import Conversation
from outreach_bot.flowfiles.material import read_material

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)
TEXTS = ["survey", "2", "claro que si", "como 38 y media", "cocina", "me llamo Lupe", "6106", "15 de julio", "$18.50",
         "203 555 0142", "si"]  # fmt: skip


def dict_machine(state: str | None, text: str) -> tuple[str, str]:
    """The floor: the same ten questions as a dict, each answer taken as it is, state through JSON."""
    questions = ["lang", "member", "hours", "job", "name", "zip", "date", "pay", "phone", "call"]
    held: dict[str, Any] = json.loads(state) if state else {"at": -1, "values": {}}
    if held["at"] >= 0:
        held["values"][questions[held["at"]]] = text.strip().lower()
    held["at"] += 1
    reply = questions[held["at"]] if held["at"] < len(questions) else "bye"
    return json.dumps(held), reply


def play_dict_machine() -> list[float]:
    state: str | None = None
    times = []
    for text in TEXTS:
        start = time.perf_counter()
        state, _ = dict_machine(state, text)
        times.append(time.perf_counter() - start)
    return times


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    book = read_material(ROOT / "flows/bot.yaml", ROOT / "bench/flows", ROOT / "locales").book(drafts=True)
    member = MemberView(language="en")
    facts = Facts({})

    def play_engine() -> list[float]:
        state: bytes | None = None
        times = []
        for text in TEXTS:
            start = time.perf_counter()
            before = Conversation.from_json(state) if state else None
            turn = advance(book, before, Heard(text), member=member, facts=facts, now=NOW)
            state = turn.conversation.to_json()
            times.append(time.perf_counter() - start)
        if turn.conversation.open:
            raise SystemExit("the survey did not reach its end: the benchmark measures nothing")
        return times

    play_engine(), play_dict_machine()  # warm up
    engine: list[float] = []
    undisturbed: list[float] = []
    floor: list[float] = []
    for _ in range(rounds):
        plays = []
        for _ in range(3):
            plays.append(play_engine())
            floor += play_dict_machine()
        engine += chain(*plays)
        undisturbed += map(min, zip(*plays, strict=True))
    told, alone = summary(engine), summary(undisturbed)
    report(
        bench="engine", turns=len(engine), engine=told, dict_machine=summary(floor), aim=0.15,
        ratio=round(summary(floor)["median_us"] / told["median_us"], 3),
        p99_over_median=round(told["p99_us"] / told["median_us"], 1),
        p99_over_median_undisturbed=round(alone["p99_us"] / alone["median_us"], 1),
    )  # fmt: skip


if __name__ == "__main__":
    main()
