"""How long 200 flows take to load, their examples to be learnt, and what memory that holds over the bare interpreter.

    python -m bench.loading [--flows 200]

Copies of the live flows under new names and keywords, with their Spanish. One JSON line; the floor is PyYAML's C loader
reading the same files in the same run.
"""

from __future__ import annotations

import argparse
import re
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

from bench._floor import report

ROOT = Path(__file__).parent.parent
LIVE = [path for path in sorted(ROOT.glob("flows/*/*.yaml")) if path.parent.name not in ("facts", "journeys")]

CHILD = """
import resource, sys, time
from pathlib import Path
bare = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
from outreach_bot.flowfiles.material import read_material
imported = time.perf_counter()
flows = Path(sys.argv[1])
material = read_material(flows / "bot.yaml", flows, Path(sys.argv[2]))
book = material.book()
loaded = time.perf_counter()
assert len(book.flows) >= int(sys.argv[3]), len(book.flows)
held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
book.learn()  # what the first text waits for, and most processes never need
learnt = time.perf_counter()
grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(loaded - imported, learnt - loaded, (held - bare) / 1024, (grown - bare) / 1024)
"""


def copies(folder: Path, count: int) -> list[Path]:
    (folder / "facts").mkdir(parents=True)
    for path in ROOT.glob("flows/facts/*.yaml"):
        (folder / "facts" / path.name).write_bytes(path.read_bytes())
    (folder / "bot.yaml").write_bytes((ROOT / "flows/bot.yaml").read_bytes())
    (folder / "menu.yaml").write_text('title: "Topics"\nsteps:\n  a: {say: "Hello.", end: x}\ntests: []\n')
    made = []
    for number in range(count):
        text = LIVE[number % len(LIVE)].read_text()
        text = re.sub(r"keywords: \{en: \[[^\]]*\], es: \[[^\]]*\]\}",
                      f"keywords: {{en: [WORD{number}], es: [PALABRA{number}]}}", text)  # fmt: skip
        path = folder / f"copy{number}.yaml"
        path.write_text(text)
        made.append(path)
    return made


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--flows", type=int, default=200)
    count = parser.parse_args().flows
    with TemporaryDirectory() as home:
        folder = Path(home) / "flows"
        made = copies(folder, count)
        runs = []
        for _ in range(3):
            told = subprocess.run(
                [sys.executable, "-c", CHILD, folder, ROOT / "locales", str(count)], cwd=ROOT, check=True,
                capture_output=True, text=True,
            )  # fmt: skip
            runs.append([float(part) for part in told.stdout.split()])
        start = time.perf_counter()
        for path in made:
            yaml.load(path.read_text(), Loader=yaml.CSafeLoader)
        floor = time.perf_counter() - start
    loading, learning, memory, learnt = (statistics.median(run[i] for run in runs) for i in range(4))
    report(
        bench="loading", flows=count, seconds=round(loading, 2), learning_seconds=round(learning, 2),
        yaml_alone_seconds=round(floor, 2),
        times_the_floor=round(loading / floor, 1), memory_mb=round(memory, 1),
        memory_when_learnt_mb=round(learnt, 1), aim={"seconds": 2, "memory_mb": 60},
        own_peak_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    )  # fmt: skip


if __name__ == "__main__":
    main()
