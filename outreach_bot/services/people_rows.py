"""What a list says: one row → one person, with a note for whatever was left out, and where it stood."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError

from ..conversation.answers.town import town_named
from ..conversation.lexicon import Lexicon, heard
from ..rules.folding import fold, tag_name
from ..rules.names_in_texts import without_name
from ..rules.scrub import scrub
from ..rules.textable import EMPTY, Refused, textable
from ..storage.consents import LONGEST_SOURCE
from ..storage.importing import Evidence, Value
from .people_cells import as_written, clean, field_value, impersonal, is_name, moment, zip_of
from .people_columns import Columns
from .people_file import ListFault, Record

EVIDENCE = ("consent_source", "consent_date", "consent_evidence")
_STILL_IN = {"", "no", "n", "false", "f", "0", "none", "null", "active", "activo", "subscribed", "opted in"}

LONGEST_NAME, LONGEST_TAG, LONGEST_WORDING = 100, 100, 2000

BROKEN = "The quotation marks in this row don't match."
TOO_MANY_CELLS = "This row has more values than there are columns: a value that holds the delimiter needs quotes."
BLANK = "This row is empty."

NO_LANGUAGE = "the language is none that we offer: left empty"
NO_ZIP = "the ZIP code cannot be read: left empty"
NO_TOWN = "the town is none of Connecticut's: left empty"
NO_FIELD = "“{name}” is no {kind}, or holds what we must not keep: left empty"
NO_NAME = "the name is too long, or holds what we must not keep: left empty"
NAMELESS = "the name is none (an address, a formula, a number, a word like “null”): left empty"
NO_TAG = "a tag is too long, or says what we must not keep: left out"
HALF_EVIDENCE = "the evidence of consent is incomplete (source, date and wording are all needed): not counted"
NO_DATE = "the consent date cannot be read (write 2026-10-31 or 10/31/2026): the evidence is not counted"
FUTURE = "the consent date is in the future: the evidence is not counted"
LONG_EVIDENCE = "the consent source or wording is too long: the evidence is not counted"
PERSONAL_EVIDENCE = "the evidence of consent held a name, number or something we must not keep: that part was taken out"


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """One row of a list, or several of the same number folded into one."""

    number: str
    language: str | None = None
    name: str | None = None
    zip: str | None = None
    town: str | None = None
    tags: frozenset[str] = frozenset()
    fields: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)  # the fields that are sealed
    consent: Evidence | None = None
    in_the_list: Evidence | None = None  # the same, before anything was taken out of it
    opted_out: bool = False

    def then(self, later: Listed) -> Listed:
        """The same number again further down: later values win, empty ones never do, tags and opt-outs add up."""
        proof = later if later.consent else self
        return Listed(
            self.number, later.language or self.language, later.name or self.name, later.zip or self.zip,
            later.town or self.town, self.tags | later.tags, {**self.fields, **later.fields},
            {**self.texts, **later.texts}, proof.consent, proof.in_the_list, self.opted_out or later.opted_out,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """Something about rows that were taken all the same: how many, and their lines."""

    what: str
    rows: int
    lines: list[int]


Lost = Callable[[int, str, str, str], None]  # a value that was not taken: line, column, what was read, why not


@dataclass(frozen=True, slots=True)
class FileEvidence:
    """Evidence for everybody in the file; a column of the file, where there is one, goes before."""

    source: str = ""
    date: str = ""
    wording: str = ""


def languages(offered: Sequence[str], lexicon: Lexicon) -> dict[str, str]:
    """What a list may write for a language, folded → the language: its code, and its name in every language offered."""
    named: dict[str, str] = {}
    for phrase, command in lexicon.commands.items():
        kind, _, language = command.partition(":")
        if kind == "language" and language in offered:
            named[phrase] = language
    for language in offered:
        for code in {*offered, "en", "es"}:
            try:
                named[fold(Locale.parse(language).get_display_name(code) or language)] = language
            except (UnknownLocaleError, ValueError):
                continue
        named[language.casefold()] = language
    return named


@dataclass(slots=True)
class Rows:
    """Reads the rows of one list. `header`: the names of its columns. `tags`: those of everybody in it. `lost`: told of
    each value that is left out, while it reads."""

    columns: Columns
    header: Sequence[str]
    languages: Mapping[str, str]
    zone: ZoneInfo
    now: datetime
    evidence: FileEvidence = FileEvidence()
    tags: frozenset[str] = frozenset()
    lost: Lost = lambda *_: None
    _lines: dict[str, array[int]] = field(default_factory=dict, init=False)
    _for_all: Evidence | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        at = moment(self.evidence.date, self.zone)
        if at is not None:
            self._for_all = Evidence(self.evidence.source, at, self.evidence.wording)

    def number(self, record: Record) -> str | Refused:
        """The phone number, or why the row is not taken: all that decides it."""
        if record.broken:
            return Refused(BROKEN)
        if not any(cell.strip() for cell in record.cells):
            return Refused(BLANK)
        if any(cell.strip() for cell in record.cells[len(self.header) :]):
            return Refused(TOO_MANY_CELLS)
        written = self._cell(record, "phone")
        return textable(written) if written else Refused(EMPTY)

    def person(self, number: str, record: Record) -> Listed:
        """Everything else of the row."""
        name = self._name(self._cell(record, "name"), record.line)
        fields, texts = self._fields(record)
        consent, in_the_list = self._consent(record, name)
        return Listed(
            number=number,
            language=self._language(self._cell(record, "language"), record.line),
            name=name,
            zip=self._zip(self._cell(record, "zip"), record.line),
            town=self._town(self._cell(record, "town"), record.line),
            tags=self._tags(record.cell(self.columns.places.get("tags")), record.line),
            fields=fields,
            texts=texts,
            consent=consent,
            in_the_list=in_the_list,
            opted_out=fold(self._cell(record, "opted_out")) not in _STILL_IN,  # in doubt nobody is texted
        )

    def choices(self, record: Record) -> Iterator[tuple[str, str]]:
        """(field, value) of every choice in the row."""
        for place, column in self.columns.fields.items():
            if column.kind == "choice" and (value := field_value("choice", clean(record.cell(place)))):
                yield column.name, str(value)

    def _cell(self, record: Record, meaning: str) -> str:
        return clean(record.cell(self.columns.places.get(meaning)))

    def notes(self) -> list[Note]:
        """What was left out so far, of most rows first."""
        notes = [Note(what, len(lines), sorted(lines)) for what, lines in self._lines.items()]
        return sorted(notes, key=lambda note: -note.rows)

    def _note(self, what: str, line: int, place: int | None, read: str) -> None:
        lines = self._lines.setdefault(what, array("Q"))
        if not lines or lines[-1] != line:  # a row may have two tags that are none
            lines.append(line)
        self.lost(line, "" if place is None else self.header[place], read, what)

    def _note_of(self, meaning: str, what: str, line: int, read: str) -> None:
        self._note(what, line, self.columns.places.get(meaning), read)

    def _language(self, written: str, line: int) -> str | None:
        if not written:
            return None
        names = (heard(written), fold(written), fold(re.split(r"[-_(/]", written)[0]))
        language = next((self.languages[name] for name in names if name in self.languages), None)
        if language is None:
            language = self._abbreviated(names[1])
        if language is None:
            self._note_of("language", NO_LANGUAGE, line, written)
        return language

    def _abbreviated(self, written: str) -> str | None:
        """ "Sp", "eng.", "ing": the first letters of one language's name alone."""
        short = written.rstrip(".")
        meant = {language for name, language in self.languages.items() if name.startswith(short) and " " not in name}
        return meant.pop() if len(short) > 1 and len(meant) == 1 else None

    def _name(self, written: str, line: int) -> str | None:
        if not written:
            return None
        kept = len(written) <= LONGEST_NAME and not _must_not_be_kept(written)
        if kept and is_name(written):
            return written
        self._note_of("name", NAMELESS if kept else NO_NAME, line, written)
        return None

    def _zip(self, written: str, line: int) -> str | None:
        read = zip_of(written)
        if written and read is None:
            self._note_of("zip", NO_ZIP, line, written)
        return read

    def _town(self, written: str, line: int) -> str | None:
        town = town_named(written) if written else None
        if written and town is None:
            self._note_of("town", NO_TOWN, line, written)
        return town

    def _fields(self, record: Record) -> tuple[dict[str, Value], dict[str, str]]:
        """Those that are readable, those that are sealed."""
        plain: dict[str, Value] = {}
        texts: dict[str, str] = {}
        for place, column in self.columns.fields.items():
            written = clean(record.cell(place))
            value = field_value(column.kind, written) if written else None
            if written and value is None:
                self._note(NO_FIELD.format(name=column.name, kind=column.kind), record.line, place, written)
            elif isinstance(value, str) and column.kind == "text":
                texts[column.name] = value
            elif value is not None:
                plain[column.name] = value
        return plain, texts

    def _tags(self, written: str, line: int) -> frozenset[str]:
        if not written:
            return self.tags
        kept = set(self.tags)
        for each in re.split(r"[;|,\n]", written):
            tag = _tag(each)
            if tag is None:
                self._note_of("tags", NO_TAG, line, each.strip())
            elif tag:
                kept.add(tag)
        return frozenset(kept)

    def _consent(self, record: Record, name: str | None) -> tuple[Evidence | None, Evidence | None]:
        """The evidence as it is kept, and as it stands in the list."""
        places = self.columns.places
        if not any(meaning in places for meaning in EVIDENCE):
            return self._for_all, None
        for_all = (self.evidence.source, self.evidence.date, self.evidence.wording)
        given = {
            meaning: self._cell(record, meaning) if meaning in places else fallback
            for meaning, fallback in zip(EVIDENCE, for_all, strict=True)
        }
        source, date, wording = given.values()
        if not (source and date and wording):
            if any(self._cell(record, meaning) for meaning in EVIDENCE):
                self._note_of(next(each for each in EVIDENCE if not given[each]), HALF_EVIDENCE, record.line, "")
            return None, None
        at = moment(date, self.zone)
        wrong, which = _wrong(source, at, wording, self.now)
        if at is None or wrong:
            self._note_of(which, wrong, record.line, given[which])
            return None, None
        kept, listed = dict(given), dict(given)
        for meaning in {"consent_source", "consent_evidence"} & places.keys():
            kept[meaning] = self._impersonal(meaning, given[meaning], name, record.line)
            listed[meaning] = as_written(record.cell(places[meaning]))
        source, _, wording = EVIDENCE
        return Evidence(kept[source], at, kept[wording]), Evidence(listed[source], at, listed[wording])

    def _impersonal(self, meaning: str, written: str, name: str | None, line: int) -> str:
        """Evidence stays when a person is forgotten, and is not sealed: it must not say who."""
        kept = without_name(impersonal(written), name)
        if kept != written:
            self._note_of(meaning, PERSONAL_EVIDENCE, line, written)
        return kept


def check_evidence(evidence: FileEvidence, places: Mapping[str, int], zone: ZoneInfo, now: datetime) -> FileEvidence:
    """The evidence given for the whole file, ready for its rows. Raises ListFault when it can prove nothing."""
    source, date, wording = clean(evidence.source), clean(evidence.date), clean(evidence.wording)
    given = dict(zip(EVIDENCE, (source, date, wording), strict=True))
    missing = [meaning for meaning in EVIDENCE if not given[meaning] and meaning not in places]
    if any(given.values()) and missing:
        options = ", ".join(f"--{meaning.replace('_', '-')}" for meaning in missing)
        raise ListFault(
            "Evidence of consent is a source, a date and the words that people agreed to. "
            f"There is no column and no option for: {options}."
        )
    if date and (wrong := _wrong(source, moment(date, zone), wording, now)[0]):
        raise ListFault(f"The evidence given for the whole file does not hold: {wrong}.")
    return FileEvidence(impersonal(source), date, impersonal(wording))


@lru_cache(maxsize=4096)
def _must_not_be_kept(written: str) -> bool:
    return bool(scrub(written).found)


def file_tags(written: Sequence[str]) -> frozenset[str]:
    """The tags given for everybody in a list. Raises ListFault."""
    for each in written:
        if not _tag(each):
            raise ListFault(f"“{each}” cannot be a tag: letters and digits, {LONGEST_TAG} at most.")
    return frozenset(tag for each in written if (tag := _tag(each)))


@lru_cache(maxsize=4096)
def _tag(written: str) -> str | None:
    """The tag's name; None for one that must not be kept."""
    tag = tag_name(clean(written))
    return None if len(tag) > LONGEST_TAG or scrub(tag.replace("_", " ")).found else tag


def _wrong(source: str, at: datetime | None, wording: str, now: datetime) -> tuple[str, str]:
    """What keeps this from being evidence, and which part of it; empty when nothing does."""
    if at is None:
        return NO_DATE, "consent_date"
    if at > now + timedelta(minutes=5):  # a clock may be a little fast
        return FUTURE, "consent_date"
    if len(source) > LONGEST_SOURCE:
        return LONG_EVIDENCE, "consent_source"
    return (LONG_EVIDENCE, "consent_evidence") if len(wording) > LONGEST_WORDING else ("", "")
