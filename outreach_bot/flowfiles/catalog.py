"""Sentences in the member's language, and values as that language writes them. gettext .po files through Babel."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from ..conversation.facts import Quote
from ..conversation.sentences import PLACEHOLDER, InEach, Sentence
from ..errors import Fault, StepFailed
from .pofile import read_messages

DOMAIN = "flows"
UNCONFIRMED = Sentence("unconfirmed", context="bot/say/unconfirmed")

_TEN_DIGITS = re.compile(r"(?:\+?1[ .-]?)?\(?(\d{3})\)?[ .-]?(\d{3})[ .-]?(\d{4})")
_WIDE_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})  # not in GSM-7: 160 characters became 70


@dataclass(frozen=True, slots=True)
class Translation:
    """One entry of a .po file. A fuzzy one is stale: it is never said."""

    text: str
    line: int
    fuzzy: bool = False


Key = tuple[str, str]  # context, msgid


@dataclass(slots=True)
class Catalog:
    """`translations`: by language; the source language needs none, its msgid is the text."""

    source: str
    translations: dict[str, dict[Key, Translation]] = field(default_factory=dict)
    unconfirmed: Sentence = UNCONFIRMED

    def text(self, sentence: Sentence, language: str) -> str | None:
        """The template in this language; None when it is not translated, or only staler wording is."""
        if language == self.source:
            return sentence.msgid
        found = self.entry(sentence, language)
        return found.text if found is not None and not found.fuzzy and found.text else None

    def has(self, sentence: Sentence, language: str) -> bool:
        return self.text(sentence, language) is not None

    def entry(self, sentence: Sentence, language: str) -> Translation | None:
        """What the .po file holds for it, stale or not."""
        return self.translations.get(language, {}).get((sentence.context, sentence.msgid))

    def format(self, template: str, values: Mapping[str, Any], language: str) -> str:
        """The template with its placeholders filled, each as the language writes it. `values` is keyed by the
        placeholder's whole name ("owed", "fact.wage.minimum"). Quotes that staff have not confirmed are marked.
        Raises StepFailed when a value is missing: a half sentence is never said."""
        parts: list[str] = []
        for literal, name, formatter in _parsed(template):
            parts.append(literal)
            if name is None:
                continue
            value = values.get(name)
            if value is None:
                raise StepFailed(f"a text needs {{{name}}}, which is empty")
            parts.append(self.value(value, formatter, language))
        return "".join(parts)

    def marked(self, said: str, language: str) -> str:
        """What rests on a fact that nobody has confirmed, so that it shows."""
        return f"{said} ({self.text(self.unconfirmed, language) or self.unconfirmed.msgid})"

    def value(self, value: Any, formatter: str | None, language: str) -> str:
        """One value as text."""
        if isinstance(value, Quote):
            shown = self.value(value.value, formatter, language)
            if not value.unconfirmed:
                return shown
            return self.marked(shown, language)
        if isinstance(value, Sentence):
            return self.text(value, language) or value.msgid
        if isinstance(value, InEach):
            return value.texts.get(language) or value.texts.get(self.source, "")
        if isinstance(value, list | tuple):
            return format_list([self.value(each, formatter, language) for each in value], locale=locale_of(language))
        written = _FORMATTERS[formatter or ""](value, locale_of(language))
        return written.translate(_WIDE_BLANKS)


@lru_cache(maxsize=16)
def locale_of(language: str) -> Locale:
    """The language as it is written in the United States ("es" → es_US), where Unicode's data knows that form."""
    try:
        return Locale.parse(f"{language}_US")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(language)


@lru_cache(maxsize=8192)
def _parsed(template: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """(text before, placeholder's name, formatter), …; the last one is the text behind all placeholders."""
    parts: list[tuple[str, str | None, str | None]] = []
    at = 0
    for match in PLACEHOLDER.finditer(template):
        parts.append((template[at : match.start()], match[1], match[2]))
        at = match.end()
    return (*parts, (template[at:], None, None))


def _plain(value: Any, locale: Locale) -> str:
    if isinstance(value, Decimal):
        return format_decimal(value, locale=locale)
    if isinstance(value, date):
        return _date(value, locale)
    return str(value)


def _money(value: Any, locale: Locale) -> str:
    return format_currency(Decimal(value), "USD", locale=locale)


def _number(value: Any, locale: Locale) -> str:
    return format_decimal(Decimal(value), locale=locale)


def _count(value: Any, locale: Locale) -> str:
    return format_decimal(int(value), locale=locale)


def _date(value: Any, locale: Locale) -> str:
    return format_date(value, format="full", locale=locale)


def _month(value: Any, locale: Locale) -> str:
    return (
        format_skeleton("yMMMM", value, locale=locale)
        if isinstance(value, date)
        else locale.months["format"]["wide"][value]
    )


def _time(value: Any, locale: Locale) -> str:
    clock = time.fromisoformat(value) if isinstance(value, str) else value
    return format_time(clock.time() if isinstance(clock, datetime) else clock, format="short", locale=locale)


def _hours(value: Any, locale: Locale) -> str:
    """A number of hours with its unit, or opening hours, which are text already."""
    return value if isinstance(value, str) else format_unit(value, "duration-hour", length="long", locale=locale)


def _phone(value: Any, locale: Locale) -> str:
    """Ten American digits as 860-555-0100, which phones make tappable; all else as the source writes it."""
    match = _TEN_DIGITS.fullmatch(str(value).strip())
    return "-".join(match.groups()) if match else str(value)


def _percent(value: Any, locale: Locale) -> str:
    """The value is the percentage itself: 0.5 is half a percent."""
    return _number(value, locale) + "%"


_FORMATTERS: dict[str, Callable[[Any, Locale], str]] = {
    "": _plain, "money": _money, "date": _date, "month": _month, "time": _time, "count": _count, "number": _number,
    "hours": _hours, "phone": _phone, "percent": _percent,
}  # fmt: skip


def po_path(locales_dir: Path, language: str) -> Path:
    return locales_dir / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_translations(path: Path, name: str, language: str) -> tuple[dict[Key, Translation] | None, list[Fault]]:
    """One .po file. A file that is not there holds no translations; of one that cannot be read (None) nobody knows."""
    if not path.exists():
        return {}, []
    try:
        messages, slips = read_messages(path.read_bytes(), language)
    except OSError as error:
        return None, [Fault(name, 0, f"this file cannot be opened: {error.strerror}")]
    faults = [Fault(name, line, what_to_do, warning=messages is not None) for line, what_to_do in slips]
    if messages is None:
        return None, faults
    entries: dict[Key, Translation] = {}
    for message in messages:
        if message.id and isinstance(message.id, str) and isinstance(message.string, str):
            key = (message.context or "", message.id)
            text = message.string if message.string.strip() else ""
            entries[key] = Translation(text, message.lineno or 0, message.fuzzy)
    return entries, faults
