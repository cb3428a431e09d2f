"""One size of bench/people.py in a process of its own, so that its memory is told apart. Prints one JSON line."""

from __future__ import annotations

import csv
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text, update

from bench._floor import report
from bench._world import peak_mb
from outreach_bot import logs
from outreach_bot.services import audiences, people_export, people_import
from outreach_bot.services.people_rows import FileEvidence
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage.answers import asked_for
from outreach_bot.storage.tables import members
from outreach_bot.wiring import build

FAIR = FileEvidence("labor fair", "2025-01-05", "Text me about meetings. Reply STOP to stop.")
COLUMNS = ["Shift=field:shift:choice", "Years=field:years:number", "Notes=field:notes"]
TAGS = ("cleaners", "nurses", "drivers", "teachers", "hartford_chapter", "volunteers", "board")
ZIPS = ("06106", "6106", "06051", "06510", "06604", "06902", "06702", "06810", "06320", "06226", "")
NAMES = ("Rosa", "Luis", "Inés", "José Díaz", "Ana María", "Guadalupe", "Tom", "Kim", "Chloë", "")
# What organizers ask for: each kind of condition, and several together.
ASKED = {
    "tag": "tag:cleaners",
    "tags_and_language": "tag:cleaners and (language:es or town:Hartford) and not tag:board",
    "any_of_three_tags": "tag:cleaners or tag:nurses or tag:drivers",
    "field": "field:shift=night and field:years>=10",
    "consent": "consented:updates and not opted_out",
    "last_contact": "not heard:90d",
    "answer": "answered:equality/pledge.pledge=talk",
    "answer_and_more": "tag:cleaners and (language:es or town:Hartford) and not answered:equality/pledge.pledge=talk",
}
ROUNDS = 7


def write_list(path: Path, size: int) -> None:
    """A list as organizations have them: numbers in several forms, 1 in 100 twice, 1 in 500 not textable, 3 in 100
    opted out."""
    chance = random.Random(1)
    forms = ("({}) {}-{}", "{}-{}-{}", "{}{}{}", "+1 {} {} {}", "1-{}-{}-{}")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["First Name", "Cell Phone", "Idioma", "ZIP", "Tags", "Shift", "Years", "Notes", "Opted out"])
        for number in range(size):
            place = number - 50 if number % 100 == 99 else number
            digits = place // 4 * 7919 % 8_000_000
            phone = chance.choice(forms).format(
                ("203", "860", "475", "959")[place % 4], 200 + digits // 10000, f"{digits % 10000:04}"
            )
            writer.writerow([
                chance.choice(NAMES), "911" if number % 500 == 7 else phone, chance.choice(("es", "en", "Español", "")),
                chance.choice(ZIPS), ";".join(chance.sample(TAGS, chance.randint(0, 3))),
                chance.choice(("Day", "night", "Swing", "")), chance.choice(("", "3", "12", "25")),
                chance.choice(("", "", "", "likes to talk in the evening")), "yes" if number % 33 == 5 else "",
            ])  # fmt: skip


class Measured:
    """What each step took: seconds, CPU seconds, and memory above what the process had at its start."""

    def __init__(self) -> None:
        self.start_mb = _fresh_peak()
        self.steps: dict[str, Any] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        _fresh_peak()
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.steps[name] = {
            "seconds": round(time.perf_counter() - wall, 2), "cpu": round(time.process_time() - cpu, 2),
            "mb": round(peak_mb(os.getpid()) - self.start_mb, 1),
        }  # fmt: skip


def _fresh_peak() -> float:
    """Let the kernel forget the peak so far (proc(5)); returns the memory in use."""
    Path("/proc/self/clear_refs").write_text("5")
    return peak_mb(os.getpid())


def _milliseconds(run: Callable[[], Any]) -> dict[str, float]:
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return {"best_ms": round(min(taken), 1), "median_ms": round(statistics.median(taken), 1)}


def _answer(bot: Bot) -> None:
    """Three of sixteen have answered a question."""
    with bot.database.transaction() as connection:
        for place, value in enumerate(("talk", "action", "vote_plan")):
            connection.execute(
                update(members)
                .where(members.c.id.like(f"%{place}"))
                .values(answers={asked_for("equality/pledge", "pledge"): value})
            )


def main() -> None:
    logs.configure(json=True)
    database, size, home = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    path = home / "people.csv"
    write_list(path, size)
    bot = build(Settings.from_env())
    list(audiences.words(bot).answers)  # what every process loads once is not counted as growth
    measured = Measured()
    with measured.step("import"):
        first = people_import.import_people(
            bot, people_import.understand(path, COLUMNS), evidence=FAIR, rejected=home / "rejected.csv"
        )
    with measured.step("import_again"):
        again = people_import.import_people(
            bot, people_import.understand(path, COLUMNS), evidence=FAIR, rejected=home / "rejected.csv"
        )
    assert (again.imported, again.unchanged) == (0, first.imported), "a second run must change nothing"
    _answer(bot)
    if database == "postgresql":
        with bot.database.transaction() as connection:
            connection.execute(text("ANALYZE"))  # which the server does by itself within a minute
    with measured.step("counts"):
        counts = {name: {"people": audiences.count(bot, asked), **_milliseconds(partial(audiences.count, bot, asked))}
                  for name, asked in ASKED.items()}  # fmt: skip
    with measured.step("funnel"):
        funnel = audiences.funnel(bot, "everyone")
    with measured.step("export"), (home / "out.csv").open("w", newline="") as out:
        left = people_export.export_people(bot, out, who="bench")
    assert left.people == funnel.in_the_list == first.imported
    report(
        people=first.imported, rows=first.rows, steps=measured.steps, counts=counts,
        floor=_milliseconds(lambda: _bare_count(bot)), start_mb=measured.start_mb,
        funnel={step.reason: step.people for step in funnel.steps} | {"will_be_texted": funnel.will_be_texted},
    )  # fmt: skip


def _bare_count(bot: Bot) -> None:
    with bot.database.reading() as connection:
        connection.execute(select(func.count()).select_from(members).where(members.c.forgotten_at.is_(None)))


if __name__ == "__main__":
    main()
