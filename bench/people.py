"""A list comes in, is counted, funnelled and goes out again: how long for each person, and in how much memory.

    python -m bench.people [--people 10000 100000] [--database sqlite|postgresql]

One JSON line for each size, and one with the time for each person at the largest over the smallest; without --database
both. The floor of a count is the bare `SELECT count(*)` of the same people in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench._floor import report
from bench._world import ROOT
from outreach_bot.storage.database import Database
from outreach_bot.storage.sealed import make_key
from tests import servers

AIM = {"count_ms": 300, "ratio": 1.3, "mb": 100}
STEPS = ("import", "import_again", "funnel", "export")


def measure(kind: str, size: int) -> dict[str, Any]:
    with ExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory()))
        url = f"sqlite:///{home}/outreach.db" if kind == "sqlite" else stack.enter_context(servers.postgres())
        Database(url).migrate()
        environment = {
            **os.environ, "DATABASE_URL": url, "OUTREACH_KEYS": make_key(), "REDIS_URL": "redis://127.0.0.1:9/0",
            "PYTHONPATH": str(ROOT), "TMPDIR": str(home),
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "bench._people", kind, str(size), str(home)], cwd=ROOT, env=environment,
            stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        told: dict[str, Any] = json.loads(done.stdout)
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    asked = parser.parse_args()
    for kind in [asked.database] if asked.database else ["sqlite", "postgresql"]:
        each = []
        for size in sorted(asked.people):
            each.append(measure(kind, size))
            report(bench="people", database=kind, **each[-1])
        small, large = each[0], each[-1]
        ratios = {
            step: {
                unit: round(
                    large["steps"][step][unit] / large["people"] * small["people"] / small["steps"][step][unit], 2
                )
                for unit in ("seconds", "cpu") if small["steps"][step][unit]
            }
            for step in STEPS
        }  # fmt: skip
        slowest = max(count["best_ms"] for count in large["counts"].values())
        grown = max(step["mb"] for step in large["steps"].values())
        report(
            bench="people", database=kind, of=[small["people"], large["people"]], time_per_person_ratio=ratios,
            slowest_count_ms=slowest, most_mb=grown, aim=AIM,
        )  # fmt: skip


if __name__ == "__main__":
    main()
