"""`flows/facts/*.yaml` into typed, dated facts. Whether one may be said today is for `conversation/facts.py`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, with_config

from ..conversation.facts import About, Fact, FactValue, Value
from ..conversation.flow import STRICT
from ..errors import Fault
from .reading import Document
from .schema import validate

FactType = Literal["money", "date", "text", "phone", "integer", "url", "statement"]
STATEMENT_LIMIT = 400  # characters: a statement is one or two sentences, and names itself in records

_ID = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*")  # as a text can quote it
_PHONE = re.compile(r"\+?[0-9][0-9A-Z ().-]{1,24}(?:,? ?(?:ext\.?|x) ?[0-9]{1,6})?")


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class WrittenValue:
    """One period of a fact as it stands in the file. `value: null` = known to be unknown."""

    value: Any
    source: str
    source_date: str
    confidence: Literal["high", "medium", "low"]
    review_by: str
    start: Annotated[str | None, Field(alias="from")] = None
    until: str | None = None
    url: str = ""
    note: str = ""


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class WrittenFact:
    id: str
    title: str
    type: FactType
    about: About
    values: list[WrittenValue]
    crisis: bool = False


_WRITTEN = TypeAdapter(WrittenFact)


@dataclass(slots=True)
class FactBook:
    """`types` and `places` (document, number of the entry in it), by fact id, are for the checker."""

    facts: dict[str, Fact] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Document, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_facts(documents: Iterable[Document]) -> FactBook:
    """All facts, and every fault: unknown keys, untyped values, reversed or overlapping periods, doubled ids."""
    book = FactBook()
    for document in documents:
        if isinstance(document.data, list):
            for number, raw in enumerate(document.data):
                _add(book, document, number, raw)
        elif document.data is not None:
            document.faults.append(document.fault("a facts file is a list of facts: lines that begin with “- id: …”"))
        book.faults += document.faults
    return book


def _add(book: FactBook, document: Document, number: int, raw: Any) -> None:
    written = validate(_WRITTEN, raw, document, number)
    if written is None:
        return
    if not _ID.fullmatch(written.id):
        message = f"“{written.id}” cannot be a fact's id; write it like wage.minimum, in small letters"
        document.faults.append(document.fault(message, number, "id"))
    if written.id in book.places:
        other, at = book.places[written.id]
        message = f"the fact “{written.id}” is already in {other.file}:{other.line(at, 'id')}; give this one another id"
        document.faults.append(document.fault(message, number, "id"))
        return
    book.places[written.id] = (document, number)
    book.types[written.id] = written.type
    if not written.values:
        document.faults.append(document.fault("a fact needs at least one value", number, "values"))
    values = [_value(document, (number, "values", at), each, written.type) for at, each in enumerate(written.values)]
    _check_periods(document, number, values)
    statement = written.type == "statement"
    book.facts[written.id] = Fact(
        written.id, written.title, tuple(values), written.crisis, written.about, statement
    )


def _value(document: Document, place: tuple[str | int, ...], written: WrittenValue, type_: FactType) -> FactValue:
    def complain(message: str, key: str) -> None:
        document.faults.append(document.fault(message, *place, key))

    def day(text: str | None, key: str, *, or_word: str = "") -> date | None:
        if text is None or text == or_word:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            more = f", or the word {or_word}" if or_word else ""
            complain(f"“{text}” is not a date; write it like 2026-11-03{more}", key)
            return None

    for key in ("source", "source_date"):
        if not getattr(written, key).strip():
            complain(f"“{key}” is empty: a fact without its source is never sent", key)
    try:
        value = None if written.value is None else typed(written.value, type_)
    except ValueError as error:
        complain(str(error), "value")
        value = None
    return FactValue(
        value=value, source=written.source, source_date=written.source_date, confidence=written.confidence,
        start=day(written.start, "from"), until=day(written.until, "until"),
        review_by=day(written.review_by, "review_by", or_word="never"), url=written.url, note=written.note,
    )  # fmt: skip


def typed(value: Any, type_: FactType) -> Value:
    """The written value as its type: money is Decimal, a date a date. Raises ValueError that tells the author why."""
    text = str(value).strip()
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal) or not text:
        raise ValueError(f"this {type_} fact needs a plain value")
    if type_ == "money":
        return _money(text)
    if type_ == "integer":
        if not re.fullmatch(r"-?[0-9]{1,15}", text):
            raise ValueError(f"“{text}” is not a whole number; write digits only, like 14")
        return int(text)
    if type_ == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise ValueError(f"“{text}” is not a date; write it like 2026-11-03") from None
    if type_ == "statement" and len(text) > STATEMENT_LIMIT:
        raise ValueError(f"a statement has at most {STATEMENT_LIMIT} characters, not {len(text)}: make two facts of it")
    if type_ == "phone" and not _PHONE.fullmatch(text):
        raise ValueError(f"“{text}” is not a phone number; write it like 860-555-0100 or 211")
    if type_ == "url" and not re.fullmatch(r"https?://\S+", text):
        raise ValueError(f"“{text}” is not a web address; it begins with https://")
    return text


def _money(text: str) -> Decimal:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,4})?", text):
        raise ValueError(f"“{text}” is not an amount; write digits only, like 16.94")
    return amount


def _check_periods(document: Document, number: int, values: list[FactValue]) -> None:
    for at, value in enumerate(values):
        place = (number, "values", at)
        start, until = value.start or date.min, value.until or date.max
        if start > until:
            message = f"this period ends ({until}) before it begins ({start})"
            document.faults.append(document.fault(message, *place, "until"))
            continue
        for earlier, other in enumerate(values[:at]):
            if start <= (other.until or date.max) and (other.start or date.min) <= until:
                line = document.line(number, "values", earlier)
                message = f"this period overlaps the one on line {line}: a day has one value"
                document.faults.append(document.fault(message, *place))
