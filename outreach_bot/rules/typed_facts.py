"""Dates, hours, phone numbers and amounts that somebody typed into a text, beside what the facts on file say.

Nobody reviews what is typed by hand, and it does not move when the calendar does. So whatever looks like a fact is
pointed out, and an election date or an hour of the polls that the calendar contradicts is not sent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

LONGEST_EARLY = timedelta(days=16)  # fourteen days that end on the Sunday before
NEAR = timedelta(days=14)  # so close to an election, a date in a sentence about voting is meant to be that election


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the facts say, each with the field that quotes it. `days`: kind of election day (KINDS) → day → field,
    empty when no field says that day yet."""

    days: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    hours: Mapping[int, str] = field(default_factory=dict)  # of the polls, minutes after midnight
    phones: Mapping[str, str] = field(default_factory=dict)  # ten digits
    amounts: Mapping[Decimal, str] = field(default_factory=dict)  # dollars


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing typed by hand. `blocks`: it contradicts the calendar."""

    why: str
    blocks: bool = False


# What an election day is about → (how a text says so, how a fact's id or title says so); the first that fits counts.
KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    kind: (re.compile(text), re.compile(fact))
    for kind, text, fact in (
        ("early voting", r"\bearly vot|\bvot\w* early|voto anticipado|votacion anticipada|\bvot\w+ (antes|temprano)",
         r"early"),
        ("registration", r"\bregist|\binscri|\benrol", r"regist|\breg_|enrol|unaffiliated|\bsdr\b"),
        ("absentee ballots", r"absentee|\bausente|\bmail|por correo", r"absentee|\bmail"),
        ("the primary", r"\bprimar", r"primar"),
        ("the election", r"general election|election day|eleccion(es)? general|dia de (las )?eleccion",
         r"general|municipal|election.day"),
    )
}  # fmt: skip
ELECTION_DAYS = ("the primary", "the election")
_VOTING = re.compile(
    r"\b(?:vot(?:es?|ing|ers?|ar|a|en|o|acion)|elections?|eleccion(?:es)?|primar(?:y|ies|ias?)|polls?|ballots?|urnas?|"
    r"boletas?|casillas?)\b"
)
# Sentences about something else on a day of its own, or about a vote that is no public election.
_OTHER = re.compile(
    r"\b(?:meet(?:ing|ings|s)?|rall(?:y|ies)|canvass\w*|train\w*|phone ?bank\w*|picnic|march(?=\b(?! \d))|forum|"
    r"town hall|workshop|contract|strike|ratif\w+|officers?|local \d+|special election|referendum|"
    r"reuni\w+|marcha|taller\w*|foro|asamblea|capacitacion|contrato|huelga|sindicato|eleccion especial|referendo)\b"
)
_BEGINS = re.compile(r"\b(?:starts?|begins?|opens?|from|since|empieza|comienza|inicia|abre|desde|a partir)\b")
_POLLS = re.compile(r"\b(?:polls?|polling|urnas?|casillas?|lugar(?:es)? de votacion|centros? de votacion)\b")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
         "june jun junio", "july jul julio", "august aug agosto ago", "september sept sep septiembre setiembre",
         "october oct octubre", "november nov noviembre", "december dec diciembre dic"), 1
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s*(?:-|–|to|through|al?|y|and|&)\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,?\s*(?:del?\s+|of\s+)?(?P<year>20\d\d))?"
_DATES = (
    re.compile(rf"\b(?P<month>{_MONTH})\.?\s+{_DAY}\b(?!:){_YEAR}"),
    re.compile(rf"\b{_DAY}\s+(?:of\s+|de\s+)?(?P<month>{_MONTH})\b\.?{_YEAR}"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(r"(?<![\d/])(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?(?![\d/])"),
)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon lunes", "tuesday tues tue martes", "wednesday wed miercoles", "thursday thurs thu jueves",
         "friday fri viernes", "saturday sat sabado", "sunday sun domingo")
    )
    for name in names.split()
}  # fmt: skip
_ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BEFORE = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\.?,?\s*(?:the\s+|el\s+)?$")
_SHORTENED = re.compile(rf"\b({'|'.join((*_MONTHS, *_WEEKDAYS))})\.")  # its dot ends no sentence
_HOUR = re.compile(r"\b(\d{1,2})(?::(\d\d))?\s*([ap])\.?\s?m\b\.?")
_PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ .-]{0,2}(\d{3})[ .-]?(\d{4})(?!\d)")
_AMOUNT = re.compile(r"\$\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d\d?)?(?![\d])")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})\.(?=\s|$)|(?<=\d)\.(?=\s|$)|[!?\n]")


def findings(text: str, on_file: OnFile, today: date) -> list[Finding]:
    """Everything of the kind in a template, in reading order, each once. Fields in braces are no typing."""
    bare = _plain(re.sub(r"\{[^{}]*\}", lambda match: " " * len(match[0]), text))
    found: list[Finding] = []
    for sentence in _SENTENCE_END.split(_SHORTENED.sub(r"\1 ", bare)):
        about = bool(_VOTING.search(sentence)) and not _OTHER.search(sentence)
        found += _dates(sentence, on_file, today, about_voting=about)
        found += _hours(sentence, on_file) if about else []
    found += _phones(bare, on_file)
    found += _amounts(bare, on_file)
    return list(dict.fromkeys(found))


def hours_in(text: str) -> list[int]:
    """The clock times in a text ("6 a.m."), as minutes after midnight."""
    return [minutes for _, minutes in _clock_times(_plain(text))]


def kind_of(words: str) -> str | None:
    """Which kind of election day a fact with these words in its id and title is."""
    plain = _plain(words)
    return next((kind for kind, (_, fact) in KINDS.items() if fact.search(plain)), None)


def _dates(sentence: str, on_file: OnFile, today: date, *, about_voting: bool) -> Iterator[Finding]:
    for shown, days, weekday in _typed_dates(sentence, today):
        if weekday is not None and all(day.weekday() != weekday for day in days):
            right, wrong = _ENGLISH_DAYS[days[0].weekday()], _ENGLISH_DAYS[weekday]
            yield Finding(f"{_written(days[0])} is a {right}, not a {wrong}.")
        if about_voting:
            yield _judged(shown, days, sentence, on_file, today)


def _judged(shown: str, days: list[date], sentence: str, on_file: OnFile, today: date) -> Finding:
    kind = next((kind for kind, (text, _) in KINDS.items() if text.search(sentence)), None)
    known: dict[date, str] = {}
    for each in [kind] if kind else ELECTION_DAYS:
        known |= on_file.days.get(each, {})
    same = next((known[day] for day in days if day in known), None)
    if same == "":
        return Finding(f"“{shown}” is typed by hand and is in the calendar today: look again before you send.")
    if same is not None:
        return Finding(f"“{shown}” is typed by hand: write {{{same}:date}} instead, which moves with the calendar.")
    coming = sorted(day for day in known if day >= today)
    if not coming:
        what = kind or "this"
        return Finding(f"“{shown}” is typed by hand, and the calendar holds no date for {what}: check it twice.")
    one_of = any if shown[0].isdigit() and "/" in shown else all  # 9/14 is one day in two readings, 1 to 7 are two
    if kind == "early voting" and one_of(_may_be_early(day, sentence, on_file) for day in days):
        return Finding(f"“{shown}” is typed by hand: check that early voting is on that day.")
    nearest = min(coming, key=lambda day: abs(day - days[0]))
    told = f"The calendar says {_written(nearest)}" + (f" ({{{known[nearest]}:date}})" if known[nearest] else "")
    if kind is not None or nearest < days[0] <= nearest + NEAR:
        return Finding(f"“{shown}” contradicts the calendar. {told}.", blocks=True)
    return Finding(f"“{shown}” is typed by hand and is no election day. {told}.")


def _may_be_early(day: date, sentence: str, on_file: OnFile) -> bool:
    """A day in the middle of early voting is no fact of its own: it lies shortly before an election that is known. The
    first day is one."""
    if _BEGINS.search(sentence):
        return False
    votes = (vote for kind in ELECTION_DAYS for vote in on_file.days.get(kind, {}))
    return any(timedelta() < vote - day <= LONGEST_EARLY for vote in votes)


def _hours(sentence: str, on_file: OnFile) -> Iterator[Finding]:
    if not _POLLS.search(sentence) or any(KINDS[kind][0].search(sentence) for kind in list(KINDS)[:3]):
        return
    for shown, minutes in _clock_times(sentence):
        if minutes in on_file.hours:
            yield Finding(f"“{shown}” is typed by hand: write {{{on_file.hours[minutes]}}} instead.")
        elif on_file.hours:
            known = ", ".join(f"{{{name}}}" for name in on_file.hours.values())
            yield Finding(f"“{shown}” is no hour at which the polls open or close. Write {known}.", blocks=True)
        else:
            yield Finding(f"“{shown}” is typed by hand, and no fact holds the hours of the polls: check it twice.")


def _phones(text: str, on_file: OnFile) -> Iterator[Finding]:
    for match in _PHONE.finditer(text):
        name = on_file.phones.get("".join(match.groups()))
        better = f": write {{{name}}} instead" if name else ", and no fact holds this number: call it before you send"
        yield Finding(f"“{match[0].strip()}” is typed by hand{better}.")


def _amounts(text: str, on_file: OnFile) -> Iterator[Finding]:
    for match in _AMOUNT.finditer(text):
        name = on_file.amounts.get(Decimal(match[1].replace(",", "") + (match[2] or "")).normalize())
        if name is not None:
            yield Finding(f"“{match[0]}” is typed by hand: write {{{name}:money}}, which changes when the law does.")


def _typed_dates(sentence: str, today: date) -> Iterator[tuple[str, list[date], int | None]]:
    """(as typed, the days that it may mean, the weekday in front of it)."""
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for match in pattern.finditer(sentence):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            parts = match.groupdict()
            days = _days(parts, today)
            if not days:
                continue
            taken.append(match.span())
            before = _BEFORE.search(sentence[: match.start()])
            yield match[0].strip(" ,."), days, _WEEKDAYS[before[1]] if before else None


def _days(parts: Mapping[str, str | None], today: date) -> list[date]:
    month, last = str(parts["month"]), parts.get("last")
    numbers = [int(number) for number in (parts["day"], last) if number]
    if month.isdigit():  # 9/14, and 14/9 as some Spanish speakers write it
        pairs = [(int(month), numbers[0]), (numbers[0], int(month))]
    else:
        pairs = [(_MONTHS[month], day) for day in numbers]
    found = [_next(month, day, parts.get("year"), today) for month, day in pairs]
    return list(dict.fromkeys(day for day in found if day is not None))


def _next(month: int, day: int, year: str | None, today: date) -> date | None:
    years = [int(year) if len(year) == 4 else 2000 + int(year)] if year else [today.year, today.year + 1]
    for each in years:
        try:
            found = date(each, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def _clock_times(text: str) -> Iterator[tuple[str, int]]:
    for match in _HOUR.finditer(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        if 1 <= hour <= 12 and minute < 60:
            yield match[0].strip(), (hour % 12 + (12 if match[3] == "p" else 0)) * 60 + minute


def _written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _plain(text: str) -> str:
    """Small letters without accents, place by place."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] or char for char in composed)
