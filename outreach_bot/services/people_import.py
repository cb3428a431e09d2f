"""A list of people comes in: put aside by number, decided person by person, written in batches; no row is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import OutreachError, Stale
from ..rules.audience import PROGRAMME
from ..rules.audience_terms import Field
from ..rules.textable import Refused
from ..rules.zips import town_of_zip
from ..storage import importing, vocabulary
from ..storage.importing import CLEARED, Evidence, Known, Person
from .people import ATTEMPTS, opt_out_everywhere
from .people_columns import Columns, columns
from .people_file import Layout, ListFault, layout_of, records
from .people_leftovers import LostValues, Rejects
from .people_rows import FileEvidence, Listed, Note, Rows, check_evidence, file_tags, languages
from .people_shelves import Item, Shelves
from .ports import Bot

BATCH = 1000  # people a transaction: its locks are held for a part of a second
MOST_CHOICES = 50  # values of a choice: a column with more is a text
IMPORTED = "import"  # the source of an opt-out that a list told us of
ERASED = "The person behind this number had everything erased. They can come back by texting us, not by a list."
RULES = (
    "Rows with the same number are one person: later values win, empty ones never do, tags add up.",
    "Of somebody who has texted us, what they told us stays; the list only fills what is missing.",
    "Nobody who opted out or was erased comes back by a list.",
)

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A list that can be imported, and how its columns are understood."""

    layout: Layout
    meant: Columns

    @property
    def columns(self) -> dict[str, str]:
        """Meaning → the column's name."""
        header = self.layout.header
        meanings = {meaning: header[place] for meaning, place in self.meant.places.items()}
        return meanings | {str(column): header[place] for place, column in self.meant.fields.items()}

    @property
    def not_used(self) -> list[str]:
        used = {*self.meant.places.values(), *self.meant.fields}
        return [name for place, name in enumerate(self.layout.header) if place not in used]


@dataclass(slots=True)
class Report:
    """What an import did (or, `dry_run`, would do).

    rows = imported + unchanged + merged + rejected; imported = added + changed;
    imported + unchanged = sendable + no_consent + withdrawn + opted_out + young, as it stands after the import.
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
    young: int = 0
    consents: int = 0  # lines of evidence that are new
    rejected_because: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    rejected_file: str | None = None
    lost_file: str | None = None  # the values that `notes` speak of


def known_fields(bot: Bot) -> dict[str, Field]:
    """The fields that earlier lists have brought."""
    with bot.database.reading() as connection:
        return vocabulary.fields_known(connection)


def understand(path: Path, said: Sequence[str] = (), known: Mapping[str, Field] | None = None) -> PeopleFile:
    """Encoding, delimiter and columns of a list; nothing is imported yet. Raises ListFault.

    `said`: "Column=meaning", before what the names say. `known`: the fields that there are.
    """
    layout = layout_of(path)
    return PeopleFile(layout, columns(layout.header, said, known or {}))


def import_people(
    bot: Bot, file: PeopleFile, *, evidence: FileEvidence = FileEvidence(), programme: str = PROGRAMME,  # noqa: B008 (frozen)
    tags: Sequence[str] = (), rejected: Path | None = None, dry_run: bool = False,
    progress: Progress = lambda *_: None,
) -> Report:  # fmt: skip
    """Take a list in, in batches of one transaction each, by the RULES; running it again changes nothing.

    Nobody is ever opted in, or granted a consent that is older than the day they took it back. `tags`: for everybody
    in it. `rejected`: where rows that are not taken go (default: beside the list), and beside it the values that were
    left out of the others; written in a dry run, too. `progress`: told what is being done, how much of it is done, and
    of how much: bytes, then rows. Raises ListFault, Interrupted for Ctrl-C, or Stale after several attempts (run it
    again).
    """
    zone = bot.zone
    now = bot.clock.now()
    if not re.fullmatch(r"[a-z0-9_]{1,100}", programme):
        raise ListFault("A programme's name is made of lower-case letters, digits and _.")
    layout = file.layout
    target = rejected or layout.path.with_name(f"{layout.path.stem}.rejected.csv")
    beside = target.with_name(f"{target.stem.removesuffix('.rejected')}.lost.csv")
    report = Report(dry_run, file.columns, file.not_used, layout.encoding)
    with Rejects(target, layout) as rejects, LostValues(beside, layout) as lost, Shelves(layout.size) as shelves:
        rows = Rows(
            file.meant, layout.header, languages(bot.organisation.languages.offered, bot.book.lexicon), zone, now,
            check_evidence(evidence, file.meant.places, zone, now), file_tags(tags), lost.add,
        )  # fmt: skip
        work = _Import(bot, rows, rejects, shelves, programme, report)
        try:
            work.put_aside(file, progress)
            work.take_in(progress)
        except KeyboardInterrupt:
            raise Interrupted(work.so_far()) from None
    report.lost_file = lost.made
    return report


class Interrupted(OutreachError):
    """Somebody has stopped the import; the message says how far it came."""


class _Import:
    def __init__(
        self, bot: Bot, rows: Rows, rejects: Rejects, shelves: Shelves, programme: str, report: Report
    ) -> None:
        self.bot, self.rows, self.rejects, self.shelves = bot, rows, rejects, shelves
        self.programme, self.report = programme, report
        self.done = 0  # rows whose people are written

    def so_far(self) -> str:
        read = f"Stopped: {self.report.rows} rows were read"
        if self.report.dry_run:
            return f"{read}, and nothing was written."
        return (
            f"{read}, {self.done} of them are taken in. Run it again with the same file: it takes the rest, and "
            "changes nothing twice."
        )

    def put_aside(self, file: PeopleFile, progress: Progress) -> None:
        """Every row with a number onto its shelf. Then nothing of the list can keep it from being taken in."""
        choices: dict[str, set[str]] = {}
        for record in records(file.layout, lambda read: progress("Reading", read, file.layout.size)):
            self.report.rows += 1
            number = self.rows.number(record)
            if isinstance(number, Refused):
                self.rejects.add(record, number.reason)
                continue
            for name, value in self.rows.choices(record):
                choices.setdefault(name, set()).add(value)
            self.shelves.put(importing.place_of(self.bot.keys, number), number, record)
        self._declare(choices)

    def _declare(self, choices: Mapping[str, set[str]]) -> None:
        for name, values in choices.items():
            if len(values) > MOST_CHOICES:
                raise ListFault(
                    f"“{name}” has {len(values)} different values: that is no choice. Keep it sealed, as text: "
                    f"--map \"…=field:{name}:text\""
                )
        kinds = {column.name: column.kind for column in self.rows.columns.fields.values()}
        if kinds and not self.report.dry_run:
            with self.bot.database.transaction() as connection:
                importing.declare(connection, kinds, choices)

    def take_in(self, progress: Progress) -> None:
        report = self.report
        rows = report.rows - self.rejects.rows
        for items in self.shelves.items(self.rows.person):
            for start in range(0, len(items), BATCH):
                batch = items[start : start + BATCH]
                self._take(batch)
                self.done += sum(item.rows for item in batch)
                progress("Writing", self.done, rows)
        report.rejected = self.rejects.rows
        report.rejected_because = dict(self.rejects.because.most_common())
        report.rejected_file = self.rejects.made
        report.notes = self.rows.notes()

    def _take(self, batch: Sequence[Item]) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                decided = self._written(batch)
                break
            except Stale:
                if attempt == ATTEMPTS:
                    raise
        erased = []
        for item, (person, standing) in zip(batch, decided, strict=True):
            if person is None:
                erased.append(item)
            else:
                self._count(item, person, standing)
        for record in self.shelves.rows_of(erased):
            self.rejects.add(record, ERASED)

    def _written(self, batch: Sequence[Item]) -> list[tuple[Person | None, str]]:
        """What each of the batch led to, committed (unless it is a dry run)."""
        database, keys = self.bot.database, self.bot.keys
        numbers = [item.listed.number for item in batch]
        if self.report.dry_run:
            with database.reading() as connection:
                known = importing.look_up(connection, keys, numbers, self.programme)
            return [decide(item.listed, known.get(item.listed.number), self.programme) for item in batch]
        now = self.bot.clock.now()
        with database.transaction() as connection:
            known = importing.look_up(connection, keys, numbers, self.programme, lock=True)
            decided = [decide(item.listed, known.get(item.listed.number), self.programme) for item in batch]
            changes = [person for person, _ in decided if person is not None and not person.empty]
            importing.write(connection, keys, changes, self.programme, now, source=IMPORTED)
            for person in changes:
                if person.opted_out and person.known is not None:
                    opt_out_everywhere(self.bot, connection, person.number, IMPORTED, now)
        return decided

    def _count(self, item: Item, person: Person, standing: str) -> None:
        report = self.report
        report.merged += item.rows - 1
        if person.empty:
            report.unchanged += 1
        else:
            report.imported += 1
            new = person.known is None or person.known.member_id is None
            report.added += new
            report.changed += not new
            report.consents += person.consent is not None
        setattr(report, standing, getattr(report, standing) + 1)


def decide(listed: Listed, known: Known | None, programme: str) -> tuple[Person | None, str]:
    """What is written about somebody, and how they stand afterwards: sendable, no_consent, withdrawn, opted_out, young.

    (None, "") for a person who was forgotten: no list brings them back.
    """
    if known is None:
        consent = None if listed.opted_out else listed.consent
        town = None if listed.town and _says_town(listed.zip) else listed.town
        person = Person(listed.number, None, listed.language, listed.name, listed.zip, town, listed.tags,
                        listed.fields, listed.texts, consent, listed.opted_out)  # fmt: skip
        return person, "opted_out" if listed.opted_out else "sendable" if consent else "no_consent"
    if known.erased:
        return None, ""

    def news(told: str | None, held: str | None) -> str | None:
        return told if told and told != held and not (held and known.wrote) else None

    opted_out = known.opted_out or listed.opted_out
    if known.young:  # nothing of them is kept, and no list makes them older
        person = Person(listed.number, known, opted_out=listed.opted_out and not known.opted_out)
        return person, "opted_out" if opted_out else "young"
    consent = None if opted_out else _news_of_consent(listed, known)
    zip_code, town = news(listed.zip, known.zip), news(listed.town, known.town)
    if (town or known.town) and _says_town(zip_code or known.zip):
        town = CLEARED if known.town else None
    person = Person(
        listed.number, known, news(listed.language, known.language), news(listed.name, known.name), zip_code, town,
        listed.tags - known.tags, _new(listed.fields, known.fields), _new(listed.texts, known.texts), consent,
        listed.opted_out and not known.opted_out,
    )  # fmt: skip
    if opted_out:
        return person, "opted_out"
    if programme in known.programmes or consent:
        return person, "sendable"
    return person, "withdrawn" if known.revoked_at else "no_consent"


def _says_town(zip_code: str | None) -> bool:
    """The ZIP goes before what a list calls the town."""
    return zip_code is not None and town_of_zip(zip_code) is not None


def _new(told: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name not in held or held[name] != value}


def _news_of_consent(listed: Listed, known: Known) -> Evidence | None:
    """Evidence that is neither there already (as an exported list has it: to the letter) nor overtaken by the person's
    own no."""
    evidence = listed.consent
    if evidence is None or known.has(evidence) or (listed.in_the_list and known.has(listed.in_the_list)):
        return None
    return None if known.revoked_at and evidence.at <= known.revoked_at else evidence
