"""The rules for texts: placeholders, translations, length. (What they say of the law: check_facts.py.)"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from ..conversation.bot import BotSettings, Organisation
from ..conversation.events import PARTS as EVENT_PARTS
from ..conversation.journey import Journey
from ..conversation.scene import reads_back
from ..conversation.sentences import FORMATTERS, PLACEHOLDER, Sentence, sentences_in
from ..conversation.steps.ask import Ask
from ..errors import Fault
from ..rules import segments
from ..rules.elections import PARTS as ELECTION_PARTS
from ..rules.suggestion import did_you_mean
from .catalog import Translation
from .material import Material
from .names import HOW_TO_DECLARE, declared
from .parse import Source
from .paths import reachable
from .reading import Document
from .unset import set_on_entry

OCCASIONS = {"event": (EVENT_PARTS, "next_event()"), "election": (ELECTION_PARTS, "next_election(town)")}
OCCASION_KINDS = {**{f"election.{part}": "date" for part in ELECTION_PARTS}, "event.day": "date", "event.time": "time"}
STRICT_KINDS = ("rights_information", "voting")  # kinds in which an old translation could mislead somebody
_NUMBERS = frozenset({"money", "count", "number", "hours", "percent"})
_FITS: dict[str, Set[str]] = {  # type of a fact or answer → the formatters that can write it
    "money": {"money", "number"}, "integer": _NUMBERS, "decimal": _NUMBERS, "date": {"date", "month"},
    "phone": {"phone"}, "text": {"hours"}, "time": {"time"},
    **dict.fromkeys(("statement", "url", "yes_no", "choice", "choices", "zip", "town", "email", "name"), frozenset()),
}  # fmt: skip


_RANGE = "a range"
_CODES = ("yes_no", "choice", "choices", _RANGE)  # kept as "farm", True or two numbers: no words of any language


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with where it stands; `source` None: one of the house's own in bot.yaml, or a `journey`'s."""

    sentence: Sentence
    document: Document
    line: int
    source: Source | None
    journey: Journey | None = None

    def fault(self, message: str, *, warning: bool = False) -> Fault:
        return Fault(self.document.file, self.line, message, warning)

    @property
    def live(self) -> bool:
        if self.journey is not None:
            return self.journey.status == "live"
        return self.source is None or self.source.flow.status == "live"


def texts(material: Material) -> Iterator[Text]:
    for sentence, line in material.bot_sentences:
        yield Text(sentence, material.bot_document, line, None)
    for source in material.sources.values():
        for sentence, line in source.sentences:
            yield Text(sentence, source.document, line, source)
    for journey in material.journeys.values():
        for sentence, line in journey.sentences:
            yield Text(sentence, journey.document, line, None, journey.journey)


def versions(material: Material, text: Text) -> Iterator[tuple[str, str, Translation | None]]:
    """(language, wording, entry of the .po file) for the English and each translation that is in use."""
    yield material.bot.languages.source, text.sentence.msgid, None
    for language in material.catalog.translations:
        entry = material.catalog.entry(text.sentence, language)
        if entry is not None and entry.text and not entry.fuzzy:
            yield language, entry.text, entry


def at_wording(material: Material, text: Text, language: str, entry: Translation | None) -> Callable[[str], Fault]:
    """Faults of a translation name the line of the .po file; those of the English the flow's."""
    if entry is None:
        return text.fault
    return lambda message: Fault(material.po_names[language], entry.line, message)


# Placeholders


def placeholders_are_written_right(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for language, wording, entry in versions(material, text):
            at = at_wording(material, text, language, entry)
            for match in PLACEHOLDER.finditer(wording):
                if match[2] is not None and match[2] not in FORMATTERS:
                    yield at(f"“{match[2]}” is no way to write a value{did_you_mean(match[2], FORMATTERS)}")
            if re.search(r"[{}]", PLACEHOLDER.sub("", wording)):
                yield at("a brace that is no placeholder: they look like {name} or {name:money}, in small letters")


def placeholders_are_declared(material: Material, _: date | None) -> Iterator[Fault]:
    organisation = {f.name for f in fields(Organisation)} - {"kind"}
    for text in texts(material):
        names = _names_of(text)
        if text.sentence.placeholders and _is_listed(text):
            yield text.fault("titles and labels are listed, and heard, as they stand: without placeholders")
            continue
        for name, _form in text.sentence.placeholders:
            head, _dot, rest = name.partition(".")
            if head == "fact":
                if rest not in material.facts.places:
                    yield text.fault(f"there is no fact “{rest}”{did_you_mean(rest, material.facts.places)}")
            elif head == "org":
                if rest not in organisation:
                    yield text.fault(f"the organisation has no “{rest}”{did_you_mean(rest, organisation)}")
            elif head in OCCASIONS:
                parts, function = OCCASIONS[head]
                certain = text.journey is not None and (head == "event" or rest == "day")
                if rest not in parts:
                    yield text.fault(f"an {head} has no “{rest}”{did_you_mean(rest, parts)}")
                elif head not in names:
                    yield text.fault(f'set {head} before: {{set: {{{head}: "{function}"}}}}')
                elif text.sentence.otherwise is None and not certain:
                    what = head if rest in ("day", *EVENT_PARTS) else f"such day of the {head}"
                    yield text.fault(f"there may be no {what}; write {{text: …, else: …}} with what is said then")
            elif name not in names and name != "flow.title":
                yield text.fault(f"“{name}” is not declared; {HOW_TO_DECLARE}{did_you_mean(name, names)}")


def _is_listed(text: Text) -> bool:
    return "/options/" in text.sentence.context or text.sentence.context.endswith("/title")


# What services/ puts into the house's own sentences.
_HOUSE_VALUES = {
    "repaired": {"value"}, "staff_alert": {"ticket", "queue"}, "staff_alert_urgent": {"ticket", "queue"},
    "staff_alert_again": {"ticket"},
    "staff_alert_facts": {"count"}, "export_code": {"who", "count", "code"},
    "blast_paused": {"blast"},
}  # fmt: skip


def _names_of(text: Text) -> frozenset[str]:
    if text.journey is not None:
        return frozenset({text.journey.around})
    if text.source is None:
        return frozenset(
            _HOUSE_VALUES.get(text.sentence.context.split("/")[2], set())
            if text.sentence.context.count("/") > 1
            else set()
        )
    return declared(text.source)


def placeholders_have_values(material: Material, _: date | None) -> Iterator[Fault]:
    """A name that may be empty needs an `else` behind it: "Hi , welcome" can't be sent."""
    for source in material.sources.values():
        entry = set_on_entry(source.flow)
        lines = {id(sentence): line for sentence, line in source.sentences}
        names = declared(source)  # of others another rule tells
        for step_id in entry.keys() & reachable(source.flow):
            for sentence in sentences_in(source.flow.steps[step_id], f"{source.flow.id}/{step_id}"):
                for name, _form in sentence.placeholders:
                    if name in names and name not in entry[step_id] and sentence.otherwise is None:
                        message = f"“{name}” may be empty here; write {{text: …, else: …}}, the second without it"
                        yield Fault(source.document.file, lines.get(id(sentence), 0), message)


def private_texts_have_a_neutral_form(material: Material, _: date | None) -> Iterator[Fault]:
    """Who texted HIDE gets the `else` of a text that would read something back; without one, a word of the house."""
    for text in texts(material):
        if text.source is None or not text.source.flow.private or text.sentence.context.endswith("/else"):
            continue  # an `else` counts with the text above it
        told: Sentence | None = text.sentence
        while told is not None and any(map(reads_back, told.placeholders)):
            told = told.otherwise
        if told is None:
            message = (
                "this reads back what was said; write {text: …, else: …} with an else that tells nothing, for a shared "
                "phone (HIDE)"
            )
            yield text.fault(message, warning=True)


def formatters_fit(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        kinds = OCCASION_KINDS | (_kinds(text.source) if text.source else {})
        for name, form in text.sentence.placeholders:
            kind = material.facts.types.get(name.removeprefix("fact.")) if name.startswith("fact.") else kinds.get(name)
            if kind in _CODES:
                yield text.fault(f"“{name}” is {kind}: it has no words to be shown; branch, and write a text for each")
                continue
            fits = _FITS.get(kind or "")
            if form is not None and fits is not None and form in FORMATTERS and form not in fits:
                yield text.fault(f"“{name}” is {kind}: it can't be written as {form}{_use(fits)}")


def _use(fits: Set[str]) -> str:
    return f"; use {' or '.join(sorted(fits))}" if fits else "; leave the formatter out"


def numbers_are_of_the_options(material: Material, _: date | None) -> Iterator[Fault]:
    """“Reply 1, 2, 3 or 4” below eight options, because four were added and nobody read the retry again."""
    for text in texts(material):
        options = len(_labels(text))
        if not options or not re.search("/(retry|remind)/", text.sentence.context):
            continue
        for language, wording, entry in versions(material, text):
            numbers = [int(number) for number in re.findall(r"\b\d+\b", PLACEHOLDER.sub("", wording))]
            if numbers and (max(numbers) > options or (1 in numbers and max(numbers) < options)):
                message = f"this names numbers up to {max(numbers)}, and the question has {options} options"
                yield at_wording(material, text, language, entry)(message)


# Translations


def translations_are_there(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for language in material.catalog.translations:
            entry = material.catalog.entry(text.sentence, language)
            if entry is not None and entry.fuzzy and entry.text:
                strict = text.source is None or text.source.flow.kind in STRICT_KINDS
                message = (
                    f"this translates an older wording of “{_short(text.sentence)}”; mend it and take “fuzzy” away"
                )
                yield Fault(material.po_names[language], entry.line, message, warning=not (strict and text.live))
            elif entry is None or not entry.text:
                po = material.po_names[language]
                message = f"“{_short(text.sentence)}” is not translated ({language}); run extract and fill in {po}"
                yield text.fault(message, warning=not text.live)


def translations_keep_placeholders(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for language, wording, entry in versions(material, text):
            ours = {match[0] for match in PLACEHOLDER.finditer(text.sentence.msgid)}
            theirs = {match[0] for match in PLACEHOLDER.finditer(wording)}
            if entry is not None and ours != theirs:
                parts = [
                    f"lacks {' '.join(sorted(ours - theirs))}" if ours - theirs else "",
                    f"has {' '.join(sorted(theirs - ours))} too much" if theirs - ours else "",
                ]
                message = f"the translation of “{_short(text.sentence)}” {' and '.join(part for part in parts if part)}"
                yield Fault(material.po_names[language], entry.line, message)


def _short(sentence: Sentence) -> str:
    return sentence.msgid if len(sentence.msgid) <= 40 else sentence.msgid[:39] + "…"


# Length

_EXAMPLES: dict[str, Any] = {
    "money": Decimal("12345.50"), "date": date(2026, 9, 30), "month": date(2026, 9, 30), "time": "12:30", "count": 1234,
    "number": Decimal("37.5"), "hours": Decimal("37.5"), "phone": "860-555-0100", "percent": Decimal("12.5"),
}  # fmt: skip
_BY_TYPE: dict[str, Any] = {
    "money": Decimal("1234.50"), "decimal": Decimal("37.5"), "integer": 40, "date": date(2026, 9, 30), "zip": "06106",
    "town": "North Stonington", "name": "Guadalupe", "phone": "860-555-0100", "email": "guadalupe@example.org",
    "time": "12:30", "yes_no": "yes", "text": "what somebody writes in a sentence or two",
}  # fmt: skip


def texts_are_short(material: Material, _: date | None) -> Iterator[Fault]:
    """More than max_segments is a fault, more than warn_segments a warning; in every language, values filled in."""
    sms = material.bot.sms
    for text in texts(material):
        if _is_listed(text):
            continue  # counted with the question they belong to, or where they are quoted
        for language, wording, entry in versions(material, text):
            said = _example(material, text, wording, language)
            if language == "es" and sms.spanish_accents == "fold":
                said = segments.fold_accents(said)
            found = segments.count(said)
            if found.segments > sms.warn_segments:
                too_long = found.segments > sms.max_segments
                limit = f"{sms.max_segments} at most" if too_long else f"{sms.warn_segments} would be better"
                where = Fault(material.po_names[language], entry.line, "") if entry else text.fault("")
                message = f"this text takes {found.segments} segments in {language}, {limit}{_because(found)}"
                yield Fault(where.file, where.line, message, warning=not too_long)


def _because(found: segments.Segments) -> str:
    if not found.forced_by:
        return f" ({found.units} characters)"
    # What cannot be seen is named: U+200B is a blank without width that copying from a web page brings along.
    shown = " ".join(char if char.isprintable() else f"U+{ord(char):04X}" for char in found.forced_by[:5])
    return f" ({found.units} characters; {shown} makes each segment hold 70 instead of 160)"


def _example(material: Material, text: Text, wording: str, language: str) -> str:
    """The text as it might be sent: example values filled in, options listed below a question."""
    kinds = _kinds(text.source) if text.source else {}
    values = {m[1]: _example_value(material, text, m[1], m[2], kinds) for m in PLACEHOLDER.finditer(wording)}
    form_is_known = all(m[2] is None or m[2] in FORMATTERS for m in PLACEHOLDER.finditer(wording))
    said = material.catalog.format(wording, values, language) if form_is_known else wording
    labels = [material.catalog.text(label, language) or label.msgid for label in _labels(text)]
    return "\n".join([said, *(f"{number} {label}" for number, label in enumerate(labels, 1))])


def _example_value(material: Material, text: Text, name: str, form: str | None, kinds: dict[str, str]) -> Any:
    if name.startswith("fact.") and (fact := material.facts.facts.get(name.removeprefix("fact."))) is not None:
        told = [value.value for value in fact.values if value.value is not None]
        if told and (form is None or form in _FITS.get(material.facts.types[fact.id], ())):
            return max(told, key=lambda value: len(str(value)))
    if form is not None:
        return _EXAMPLES.get(form, "example")
    if name.startswith("org."):
        return getattr(material.bot.org, name.removeprefix("org."), "example")
    if name == "flow.title":
        return text.source.flow.title if text.source else "Unpaid wages"
    return _BY_TYPE.get(kinds.get(name, ""), "example")


def _labels(text: Text) -> list[Sentence]:
    """The options listed below this sentence when it is a question or asks it again."""
    if text.source is None:
        return []
    step_id, _, part = text.sentence.context.removeprefix(text.source.flow.id + "/").partition("/")
    step = text.source.flow.steps.get(step_id)
    return [option.label for option in step.options] if isinstance(step, Ask) and part else []


def _kinds(source: Source) -> dict[str, str]:
    """The answer type of each name that an ask saves and nothing else changes."""
    asks = [s for s in source.flow.steps.values() if isinstance(s, Ask) and s.save]
    return {s.save or "": _RANGE if getattr(s.answer.parser, "range", False) else s.answer.type for s in asks}


def house_settings_are_right(material: Material, _: date | None) -> Iterator[Fault]:
    yield from _zone(material.bot, material.bot_document)
    if not 1 <= material.bot.sms.warn_segments <= material.bot.sms.max_segments <= 10:
        yield material.bot_document.fault("write 1 ≤ warn_segments ≤ max_segments ≤ 10", "sms")


def staff_can_be_reached(material: Material, _: date | None) -> Iterator[Fault]:
    for number, staff in enumerate(material.bot.org.staff):
        if not re.fullmatch(r"\+[1-9][0-9]{7,14}", staff.phone):
            message = "a staff phone is written with + and country code, like +12035550199"
            yield material.bot_document.fault(message, "org", "staff", number, "phone")
        if staff.language not in material.bot.languages.offered:
            message = f"“{staff.language}” is not an offered language"
            yield material.bot_document.fault(message, "org", "staff", number, "language")


def _zone(bot: BotSettings, document: Document) -> Iterable[Fault]:
    from zoneinfo import available_timezones

    if bot.timezone not in available_timezones():
        yield document.fault(f"“{bot.timezone}” is no time zone; write it like America/New_York", "timezone")


RULES: list[Callable[[Material, date | None], Iterable[Fault]]] = [
    placeholders_are_written_right, placeholders_are_declared, placeholders_have_values,
    private_texts_have_a_neutral_form, formatters_fit, numbers_are_of_the_options, translations_are_there,
    translations_keep_placeholders, texts_are_short, house_settings_are_right, staff_can_be_reached,
]  # fmt: skip
