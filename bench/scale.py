"""Is a person as cheap when the crowd is a hundred times larger? Import, preview, snapshot, sending, report.

    python -m bench.scale [--people 10000 100000] [--database sqlite|postgresql] [--latency 100] [--no-callbacks]

Each stage is a process of its own, as at an organizer's terminal; the sending is one worker process, while web and the
worker for receipts take what the carrier says. One JSON line for each size: milliseconds a person by the clock and by
the processor (which a busy machine does not distort; the database server's own is not in it), and how far each process
grew beyond its start, in MB. The last line: a person of the largest crowd divided by one of the smallest, by stage;
below 1 a large crowd is cheaper, because what every stage costs once is shared by more.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench._floor import report
from bench._worker import NoonClock
from bench._world import ROOT, World, cpu_seconds, running, world
from bench.sending import TEXTS
from outreach_bot.services import blasts
from outreach_bot.services.people_import import import_people, understand
from outreach_bot.services.people_rows import FileEvidence
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.wiring import build

TIMES, GROWTH_MB = 1.3, 100  # what is promised
STAGES = ("import", "preview", "snapshot", "report")


@dataclass(frozen=True, slots=True)
class Stage:
    """What one stage took: seconds by the clock and by the processor, and MB beyond its process's start."""

    seconds: float
    cpu_seconds: float
    grew_mb: float


def measure(told: argparse.Namespace, people: int) -> dict[str, float]:
    """One size in a world of its own; returns processor time a person, by stage."""
    stages: dict[str, Stage] = {}
    growth: dict[str, float] = {}
    with world(told.database, web=True) as made:
        made.behave(latency_ms=told.latency, callbacks_off=told.no_callbacks)
        write_list(made.home / "people.csv", people)
        with (
            running(made, "-m", "outreach_bot.cli.main", "clock"),
            running(made, "-m", "bench._worker", "replies", "receipts", "upkeep") as replies,
        ):
            wait_for_start(made.web)
            wait_for_start(replies.pid)
            before = {"web": resident(made.web), "receipts": resident(replies.pid)}
            for stage in ("import", "preview", "snapshot"):
                stages[stage] = in_a_process(made, stage)
            stages["sending"] = send(made, people)
            if not told.no_callbacks:
                wait_for_receipts(made.bot(), people)
            stages["report"] = in_a_process(made, "report")
            growth |= {"web": peak(made.web) - before["web"], "receipts": peak(replies.pid) - before["receipts"]}
    growth |= {name: stage.grew_mb for name, stage in stages.items()}
    cpu = {name: stage.cpu_seconds / people * 1000 for name, stage in stages.items()}
    report(
        bench="scale", database=told.database, people=people, callbacks=not told.no_callbacks,
        seconds={name: round(stage.seconds, 2) for name, stage in stages.items()},
        ms_per_person={name: round(stage.seconds / people * 1000, 3) for name, stage in stages.items()},
        cpu_ms_per_person={name: round(each, 3) for name, each in cpu.items()},
        grew_mb={name: round(mb, 1) for name, mb in growth.items()},
        texts_per_second=round(people / stages["sending"].seconds), within_100_mb=max(growth.values()) <= GROWTH_MB,
    )  # fmt: skip
    return cpu


def write_list(path: Path, people: int) -> None:
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["phone", "name", "language", "zip"])
        for each in range(people):
            rows.writerow([f"+1203{2_000_000 + each}", f"Ana{each}", "es" if each % 2 else "en", "06106"])


def in_a_process(made: World, stage: str) -> Stage:
    done = subprocess.run(
        [sys.executable, "-m", "bench.scale", "--stage", stage, "--home", str(made.home)], cwd=ROOT,
        env=made.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    told = json.loads(done.stdout.splitlines()[-1])
    return Stage(told["seconds"], told["cpu_seconds"], told["grew_mb"])


def run_stage(stage: str, home: Path) -> None:
    """In the child."""
    bot = build(Settings.from_env(), clock=NoonClock())
    start, began, cpu = resident(), time.perf_counter(), time.process_time()
    if stage == "import":
        evidence = FileEvidence("sign-up sheet", "2026-10-01", "Text me")
        import_people(bot, understand(home / "people.csv"), evidence=evidence)
    elif stage == "preview":
        blast = blasts.create(bot, name="bench", texts=TEXTS, programme="updates", who="bench")
        blasts.preview(bot, blast)
    elif stage == "snapshot":
        blasts.launch(bot, 1)
        blasts.expand(bot, 1)
    else:
        blasts.report(bot, 1)
    report(
        seconds=time.perf_counter() - began, cpu_seconds=time.process_time() - cpu, grew_mb=peak() - start
    )


def send(made: World, people: int) -> Stage:
    """From the first text to the last, by one worker process."""
    bot = made.bot()
    everybody = blasts.status(bot, 1).waiting
    with running(made, "-m", "bench._worker", "blasts") as worker:
        with suppress(PermissionError):  # it steps back for whatever else runs here, which is not what is measured
            os.setpriority(os.PRIO_PROCESS, worker.pid, 0)
        while (left := blasts.status(bot, 1).waiting) == everybody:
            time.sleep(0.02)
        began, start, cpu, first = time.perf_counter(), resident(worker.pid), cpu_seconds(worker.pid), left
        while blasts.status(bot, 1).blast.state != "done":
            time.sleep(max(0.25, people / 100_000))  # as often as an organizer's page looks
        whole = everybody / max(first, 1)  # what had left before we looked, too
        used = cpu_seconds(worker.pid) - cpu
        return Stage((time.perf_counter() - began) * whole, used * whole, peak(worker.pid) - start)


def wait_for_receipts(bot: Bot, people: int) -> None:
    """Until the last receipt is written down."""
    ends = time.monotonic() + 600 + people / 50
    while blasts.status(bot, 1).delivered < people and time.monotonic() < ends:
        time.sleep(0.5)


def resident(pid: int | str = "self") -> float:
    return memory(pid, "VmRSS")


def peak(pid: int | str = "self") -> float:
    return memory(pid, "VmHWM")


def memory(pid: int | str, line: str) -> float:
    """MB of a process; of one that has children, of the largest among them and itself."""
    found = [int(each.split()[1]) for each in Path(f"/proc/{pid}/status").read_text().splitlines()
             if each.startswith(line)]  # fmt: skip
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split() if pid != "self" else []
    return max([found[0] / 1024, *(memory(child, line) for child in children)])


def wait_for_start(pid: int) -> None:
    """Until its memory has stopped growing: it has imported what it needs."""
    before = 0.0
    while (now := resident(pid)) != before or now < 50:
        before = now
        time.sleep(1)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--latency", type=int, default=100, help="the carrier's, in milliseconds")
    parser.add_argument("--no-callbacks", action="store_true", help="the carrier sends no receipts")
    parser.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.stage:
        run_stage(told.stage, told.home)
        return
    measured = [measure(told, people) for people in sorted(told.people)]
    smallest, largest = measured[0], measured[-1]
    times = {stage: round(largest[stage] / smallest[stage], 2) for stage in smallest}
    report(bench="scale", largest_by_smallest=times, promised=TIMES)


if __name__ == "__main__":
    main()
