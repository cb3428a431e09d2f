"""Webhook requests a second and their latency through the whole inbound turn, beside a floor in the same run.

    python -m bench.inbound [--database sqlite|postgresql] [--seconds 8] [--connections 16]

The floor (bench/_webhook_floor.py) is Flask, SQLAlchemy Core and Twilio's RequestValidator with one select, one insert
and one commit, behind the same server command. Both take turns, so that a machine that slows down slows both.
One JSON line for each database; without --database both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from typing import Any

from bench._floor import report
from bench._world import ROOT, World, cpu_seconds, granian, running, wait_for, world
from tests import servers

ROUNDS = 3
AIM = 0.5
PER_SECOND = 2_000  # requests signed beforehand for each second: more than either side answers


def text(made: World, port: int, *, seconds: float, connections: int, first: int, rate: float = 0) -> dict[str, Any]:
    """What the texting process measured. Raises SystemExit when a request was not answered with 200."""
    most = int(seconds * (rate or PER_SECOND)) + connections * 10
    done = subprocess.run(
        [sys.executable, "-m", "bench._texting", "--url", f"http://127.0.0.1:{port}/twilio/inbound",
         "--signed-for", made.settings.public_base_url, "--token", made.environment["TWILIO_AUTH_TOKEN"],
         "--seconds", str(seconds), "--connections", str(connections), "--most", str(most),
         "--first-person", str(first), "--rate", str(rate)],
        cwd=ROOT, env=made.environment, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    if told["failures"] or told["replies"] * 2 < told["requests"]:
        said = (made.home / "errors").read_text()[-2000:]
        raise SystemExit(f"texts were not answered as they should: {told}\n{said}")
    return told


def measure(kind: str, seconds: float, connections: int) -> None:
    with world(kind, web=True) as made:
        port, ours_port = servers.free_port(), int(made.environment["PORT"])
        made.environment["FLOOR_SIGNED_FOR"] = made.settings.public_base_url
        made.environment["FLOOR_DATABASE_URL"] = (
            f"sqlite:///{made.home}/floor.db" if kind == "sqlite" else made.environment["DATABASE_URL"]
        )
        with running(made, *granian("bench._webhook_floor:app", port)) as floor_server:
            wait_for(f"http://127.0.0.1:{port}/healthz")
            for warm in (port, ours_port):
                text(made, warm, seconds=0.5, connections=connections, first=0)
            rounds: dict[str, list[dict[str, Any]]] = {"floor": [], "ours": []}
            for number in range(1, ROUNDS + 1):
                for name, at, pid in (("floor", port, floor_server.pid), ("ours", ours_port, made.web)):
                    cpu, first = cpu_seconds(pid), number * 1_000_000 // ROUNDS
                    told = text(made, at, seconds=seconds / ROUNDS, connections=connections, first=first)
                    told["cpu_ms"] = (cpu_seconds(pid) - cpu) / told["requests"] * 1000
                    rounds[name].append(told)
    ours, floor = _summary(rounds["ours"]), _summary(rounds["floor"])
    report(
        bench="inbound", database=kind, connections=connections, ours=ours, floor=floor, aim=AIM,
        ratio=round(ours["requests_per_second"] / floor["requests_per_second"], 2),
        cpu_ratio=round(floor["cpu_ms_per_request"] / ours["cpu_ms_per_request"], 2),
    )  # fmt: skip


def _summary(rounds: list[dict[str, Any]]) -> dict[str, float]:
    """Medians over the rounds."""
    return {
        "requests_per_second": round(statistics.median(told["requests"] / told["seconds"] for told in rounds), 1),
        "p50_ms": statistics.median(told["p50_ms"] for told in rounds),
        "p99_ms": statistics.median(told["p99_ms"] for told in rounds),
        "cpu_ms_per_request": round(statistics.median(told["cpu_ms"] for told in rounds), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", choices=["sqlite", "postgresql"])
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=16)
    told = parser.parse_args()
    for kind in [told.database] if told.database else ["sqlite", "postgresql"]:
        measure(kind, told.seconds, told.connections)


if __name__ == "__main__":
    main()
