"""What the benchmarks share: medians, percentiles, and one JSON line per result."""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Sequence


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def summary(seconds: Sequence[float]) -> dict[str, float]:
    return {
        "median_us": round(statistics.median(seconds) * 1e6, 1),
        "p99_us": round(percentile(seconds, 0.99) * 1e6, 1),
    }


def report(**results: object) -> None:
    json.dump(results, sys.stdout)
    sys.stdout.write("\n")
    sys.stdout.flush()
