"""A list of people comes in: read twice, decided person by person, written in batches; no row is lost."""

from __future__ import annotations

import csv
import os
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from zoneinfo import ZoneInfo

from ..errors import Stale
from ..rules.textable import Refused
from ..storage import importing
from ..storage.importing import Evidence, Known, Person
from .people import ATTEMPTS, opt_out_everywhere
from .people_file import Layout, ListFault, Record, layout_of, records
from .people_rows import FileEvidence, Listed, Note, Rows, check_evidence, languages, meanings
from .ports import Bot

BATCH = 1000  # people a transaction: its locks are held for a part of a second
SHELVES = 64
PROGRAMME = "updates"
IMPORTED = "import"  # the source of an opt-out that a list told us of
ERASED = "The person behind this number had everything erased. They can come back by texting us, not by a list."
EXTRA_COLUMNS = ("rejected line", "rejected because")

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A list that can be imported, and how its columns are understood: meaning → the column's name."""

    layout: Layout
    places: dict[str, int]

    @property
    def columns(self) -> dict[str, str]:
        return {meaning: self.layout.header[place] for meaning, place in self.places.items()}

    @property
    def not_used(self) -> list[str]:
        used = set(self.places.values())
        return [name for place, name in enumerate(self.layout.header) if place not in used]


@dataclass(slots=True)
class Report:
    """What an import did (or, `dry_run`, would do).

    rows = imported + unchanged + merged + rejected; imported = added + changed;
    imported + unchanged = sendable + no_consent + withdrawn + opted_out, all four as it stands after the import.
    """

    dry_run: bool
    columns: dict[str, str]
    not_used: list[str]
    encoding: str
    rows: int = 0
    imported: int = 0
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    merged: int = 0  # rows that were folded into another row of the same number
    rejected: int = 0
    sendable: int = 0
    no_consent: int = 0
    withdrawn: int = 0
    opted_out: int = 0
    consents: int = 0  # lines of evidence that are new
    rejected_because: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rejected_file: str | None = None


def understand(path: Path) -> PeopleFile:
    """Encoding, delimiter and columns of a list; nothing is imported yet. Raises ListFault."""
    layout = layout_of(path)
    return PeopleFile(layout, meanings(layout.header))


def import_people(
    bot: Bot, file: PeopleFile, *, evidence: FileEvidence = FileEvidence(), programme: str = PROGRAMME,  # noqa: B008 (frozen)
    rejected: Path | None = None, dry_run: bool = False, progress: Progress = lambda _: None,
) -> Report:  # fmt: skip
    """Take a list in, in batches of one transaction each; running it again changes nothing.

    Rules: of rows with the same number later values win, empty ones never do, tags add up. Of somebody who has texted
    us, what we know stays, and the list only fills what is missing. Nobody is ever opted in, or granted a consent that
    is older than the day they took it back. `rejected`: where rows that are not taken go (default: beside the list);
    written in a dry run, too. `progress`: told the bytes read, twice the file's size in all.
    Raises ListFault, or Stale after several attempts (run it again).
    """
    zone = ZoneInfo(bot.book.bot.timezone)
    now = bot.clock.now()
    if not re.fullmatch(r"[a-z0-9_]{1,100}", programme):
        raise ListFault("A programme's name is made of lower-case letters, digits and _.")
    rows = Rows(
        file.places, len(file.layout.header), languages(bot.book.bot.languages.offered, bot.book.lexicon), zone, now,
        check_evidence(evidence, file.places, zone, now),
    )  # fmt: skip
    target = rejected or file.layout.path.with_name(f"{file.layout.path.stem}.rejected.csv")
    if target.exists() and target.samefile(file.layout.path):
        raise ListFault("The file for rejected rows is the list itself: name another one with --rejected.")
    with Rejects(target, file) as rejects:
        work = _Import(bot, rows, rejects, programme, dry_run, Report(dry_run, file.columns, file.not_used,
                                                                     file.layout.encoding))  # fmt: skip
        work.run(file.layout, progress)
    return work.report


@dataclass(slots=True, repr=False)
class _Item:
    """One number of the list, with the rows that named it, until it is written."""

    listed: Listed
    records: list[Record]


class _Import:
    def __init__(
        self, bot: Bot, rows: Rows, rejects: Rejects, programme: str, dry_run: bool, report: Report
    ) -> None:
        self.bot, self.rows, self.rejects, self.programme, self.dry_run = bot, rows, rejects, programme, dry_run
        self.report = report

    def run(self, layout: Layout, progress: Progress) -> None:
        batch: list[_Item] = []
        for item in self._items(layout, progress):
            batch.append(item)
            if len(batch) == BATCH:
                self._take(batch)
                batch = []
        if batch:
            self._take(batch)
        self.report.rejected = self.rejects.rows
        self.report.rejected_because = dict(self.rejects.because.most_common())
        self.report.rejected_file = str(self.rejects.path) if self.rejects.rows else None
        self.report.notes = sorted(self.rows.notes.values(), key=lambda note: -note.rows)

    def _items(self, layout: Layout, progress: Progress) -> Iterator[_Item]:
        """Each number once. One that the list repeats waits for its last row, or a second run would change it twice."""
        repeated = self._repeated(layout, progress)
        waiting: dict[str, _Item] = {}
        for record in records(layout, progress):
            self.report.rows += 1
            number = self.rows.number(record)
            if isinstance(number, Refused):
                self.rejects.add(record, number.reason)
                continue
            listed = self.rows.person(number, record)
            key = int(number)
            if key not in repeated:
                yield _Item(listed, [record])
                continue
            item = waiting.get(number)
            if item is None:
                waiting[number] = _Item(listed, [record])
            else:
                item.listed = item.listed.then(listed)
                item.records.append(record)
            repeated[key] -= 1
            if repeated[key] == 0:
                yield waiting.pop(number)
        yield from waiting.values()  # only when the file changed while it was read

    def _repeated(self, layout: Layout, progress: Progress) -> dict[int, int]:
        """Number → how often the list holds it, of those it holds twice or more.

        Eight bytes a row: the numbers lie in arrays on shelves by their last digits, and one shelf at a time is sorted.
        """
        shelves = [array("Q") for _ in range(SHELVES)]
        for record in records(layout, progress):
            number = self.rows.number(record)
            if not isinstance(number, Refused):
                key = int(number)
                shelves[key % SHELVES].append(key)
        return {key: times for shelf in shelves for key, times in Counter(shelf).items() if times > 1}

    def _take(self, batch: Sequence[_Item]) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                decided = self._written(batch)
                break
            except Stale:
                if attempt == ATTEMPTS:
                    raise
        for item, (person, standing) in zip(batch, decided, strict=True):
            self._count(item, person, standing)

    def _written(self, batch: Sequence[_Item]) -> list[tuple[Person | None, str]]:
        """What each of the batch led to, committed (unless it is a dry run)."""
        database, keys = self.bot.database, self.bot.keys
        numbers = [item.listed.number for item in batch]
        if self.dry_run:
            with database.reading() as connection:
                known = importing.look_up(connection, keys, numbers, self.programme)
            return [decide(item.listed, known.get(item.listed.number)) for item in batch]
        now = self.bot.clock.now()
        with database.transaction() as connection:
            known = importing.look_up(connection, keys, numbers, self.programme, lock=True)
            decided = [decide(item.listed, known.get(item.listed.number)) for item in batch]
            changes = [person for person, _ in decided if person is not None and not person.empty]
            importing.write(connection, keys, changes, self.programme, now, source=IMPORTED)
            for person in changes:
                if person.opted_out and person.known is not None:
                    opt_out_everywhere(self.bot, connection, person.number, IMPORTED, now)
        return decided

    def _count(self, item: _Item, person: Person | None, standing: str) -> None:
        if person is None:
            for record in item.records:
                self.rejects.add(record, ERASED)
            return
        report = self.report
        report.merged += len(item.records) - 1
        if person.empty:
            report.unchanged += 1
        else:
            report.imported += 1
            new = person.known is None or person.known.member_id is None
            report.added += new
            report.changed += not new
            report.consents += person.consent is not None
        setattr(report, standing, getattr(report, standing) + 1)


def decide(listed: Listed, known: Known | None) -> tuple[Person | None, str]:
    """What is written about somebody, and how they stand afterwards: sendable, no_consent, withdrawn or opted_out.

    (None, "") for a person who was forgotten: no list brings them back.
    """
    if known is None:
        consent = None if listed.opted_out else listed.consent
        person = Person(listed.number, None, listed.language, listed.name, listed.zip, listed.tags, consent,
                        listed.opted_out)  # fmt: skip
        return person, "opted_out" if listed.opted_out else "sendable" if consent else "no_consent"
    if known.erased:
        return None, ""

    def news(told: str | None, held: str | None) -> str | None:
        return told if told and told != held and not (held and known.wrote) else None

    opted_out = known.opted_out or listed.opted_out
    consent = None if opted_out else _news_of_consent(listed.consent, known)
    person = Person(
        listed.number, known, news(listed.language, known.language), news(listed.name, known.name),
        news(listed.zip, known.zip), listed.tags - known.tags, consent, listed.opted_out and not known.opted_out,
    )  # fmt: skip
    if opted_out:
        return person, "opted_out"
    if known.granted or consent:
        return person, "sendable"
    return person, "withdrawn" if known.revoked_at else "no_consent"


def _news_of_consent(evidence: Evidence | None, known: Known) -> Evidence | None:
    """Evidence that is neither there already nor overtaken by the person's own no."""
    if evidence is None or known.has(evidence):
        return None
    return None if known.revoked_at and evidence.at <= known.revoked_at else evidence


class Rejects:
    """The rows that were not taken, in a file that only its owner can read: the list's own columns, line and reason."""

    def __init__(self, path: Path, file: PeopleFile) -> None:
        self.path = path
        self.rows = 0
        self.because: Counter[str] = Counter()
        # A list that was rejected before has our two columns already: they are said anew.
        self._kept = [place for place, name in enumerate(file.layout.header) if name not in EXTRA_COLUMNS]
        self._header = [file.layout.header[place] for place in self._kept]
        self._width = len(file.layout.header)
        self._delimiter = file.layout.delimiter
        self._writer: Any = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stack.close()

    def add(self, record: Record, reason: str) -> None:
        self._writer = self._writer or self._open()
        self.rows += 1
        self.because[reason] += 1
        cells = record.cells + [""] * (self._width - len(record.cells))
        more = cells[self._width :]  # a row with too many values keeps them all
        self._writer.writerow([*(cells[place] for place in self._kept), record.line, reason, *more])

    def _open(self) -> Any:
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        except OSError as error:
            raise ListFault(f"The file for rejected rows cannot be written: {error.strerror}.") from None
        os.fchmod(handle, 0o600)  # one that was there already, too
        text = self._stack.enter_context(os.fdopen(handle, "w", encoding="utf-8-sig", newline=""))
        writer = csv.writer(text, delimiter=self._delimiter)
        writer.writerow([*self._header, *EXTRA_COLUMNS])
        return writer
