"""Dates, hours, phone numbers and amounts in running text, in English and Spanish, in figures and in words.

Everything reads `plain` text (small letters, no accents), which keeps every letter in its place: so what was found can
be shown as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

JUST_PAST = timedelta(days=60)  # a date without a year may also be one that has just been
NOON, DAY = 12 * 60, 24 * 60  # minutes


@dataclass(frozen=True, slots=True)
class Day:
    """A date at a place. `readings`: what it may mean, each one day or the two ends of some days ("7 to 12");
    `weekday`: the one in front of it (Monday is 0)."""

    start: int
    end: int
    readings: tuple[tuple[date, ...], ...]
    weekday: int | None


@dataclass(frozen=True, slots=True)
class Hour:
    """A clock time at a place. `led_by`: where the "at" before a bare number begins. `minutes`: after midnight, what it
    may mean ("9" has two readings); `place`: 1 and 2 are the two ends of "7 to 9", 0 stands alone."""

    start: int
    end: int
    led_by: int
    minutes: tuple[int, ...]
    place: int


@dataclass(frozen=True, slots=True)
class Amount:
    start: int
    end: int
    dollars: Decimal


def plain(text: str) -> str:
    """Small letters without accents, place by place of the composed text."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[:1] or char for char in composed)


# Numbers in words

_EN, _EN_TH, _ES = (
    names.split()
    for names in (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty",
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
        "dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete "
        "veintiocho veintinueve treinta",
    )
)
_WORDS: dict[str, int] = {
    **{word: number for words in (_EN, _EN_TH, _ES) for number, word in enumerate(words, 1)},
    **{f"{tens} {one}": count + number for tens, count in (("twenty", 20), ("thirty", 30))
       for ones in (_EN, _EN_TH) for number, one in enumerate(ones[:9], 1)},
    "thirty": 30, "thirtieth": 30, "treinta y uno": 31, "primero": 1,
}  # fmt: skip


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(word.replace(" ", "[ -]") for word in sorted(words, key=len, reverse=True))


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _WORDS[said.replace("-", " ")]


# Dates

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan enero ene", "february feb febrero", "march mar marzo", "april apr abril abr", "may mayo",
         "june jun junio", "july jul julio", "august aug agosto ago", "september sept sep septiembre setiembre",
         "october oct octubre", "november nov noviembre", "december dec diciembre dic"), 1
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon lunes", "tuesday tues tue martes", "wednesday wed miercoles", "thursday thurs thu jueves",
         "friday fri viernes", "saturday sat sabado", "sunday sun domingo")
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{_any_of(_MONTHS)})"
_WORDY = rf"(?P<day>{_any_of(_WORDS)})"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th)\b|ro\b|[º°])?"
_FIGURES = (
    rf"(?P<day>\d{{1,2}}){_ORDINAL}"
    rf"(?:\s*(?:-|–|to|through|thru|al?|y|and|&)\s*(?P<last>\d{{1,2}}){_ORDINAL})?"
)  # fmt: skip
_YEAR = r"(?:,?\s*(?:del?\s+|of\s+)?(?P<year>20\d\d)\b)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH}\.?,?\s+(?:the\s+)?{_FIGURES}(?!:?\d){_YEAR}",
        # "You may first …": a month that is a word, too, stands with figures only
        rf"\b(?!(?:may|march|mar|ago)\b){_MONTH}\.?\s+(?:the\s+)?{_WORDY}\b{_YEAR}",
        rf"\b{_FIGURES}\s+(?:of\s+|de\s+)?{_MONTH}\b\.?{_YEAR}",
        rf"\b{_WORDY}\s+(?:of|de)\s+{_MONTH}\b\.?{_YEAR}",
        r"\b(?P<year>20\d\d)[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b",
        r"(?<![\d/.-])(?P<month>\d{1,2})(?P<sign>[-.])(?P<day>\d{1,2})(?P=sign)(?P<year>20\d\d|\d\d)(?![\d/.-]\d)",
        r"(?<![\d/])(?!24/7)(?P<month>\d{1,2})/(?P<day>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?(?![\d/]|\s+(?:of|de l)\b)",
    )
)  # fmt: skip
_BEFORE = re.compile(rf"\b({_any_of(_WEEKDAYS)})\.?,?\s*(?:the\s+|el\s+)?$")
SHORTENED = re.compile(rf"\b({_any_of(_MONTHS | _WEEKDAYS)})\.")  # its dot ends no sentence


def days(text: str, today: date) -> list[Day]:
    """Every date in it, in reading order. One without a year is the next that comes, or has just been."""
    found: list[Day] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if any(each.start < match.end() and match.start() < each.end for each in found):
                continue
            readings = tuple(_readings(match.groupdict(), today))
            if readings:
                end = match.start() + len(match[0].rstrip(" ,."))
                before = _BEFORE.search(text[: match.start()])
                found.append(Day(match.start(), end, readings, _WEEKDAYS[before[1]] if before else None))
    return sorted(found, key=lambda each: each.start)


def _readings(parts: Mapping[str, str | None], today: date) -> Iterator[tuple[date, ...]]:
    month, first, last, year = str(parts["month"]), _number(str(parts["day"])), parts.get("last"), parts.get("year")
    years = [int(year) % 100 + 2000] if year else [today.year - 1, today.year, today.year + 1]
    pairs = [(_MONTHS[month], first)] if month in _MONTHS else [(int(month), first), (first, int(month))]
    for number, day in dict.fromkeys(pairs):  # 9/14, and 14/9 as some Spanish speakers write it
        coming = 0
        for each in years:
            try:
                told = tuple(date(each, number, one) for one in (day, int(last) if last else day))
            except ValueError:
                continue
            if year or today - JUST_PAST <= told[0] < today:
                yield told if last else told[:1]
            elif told[0] >= today and not coming:
                coming = 1
                yield told if last else told[:1]


# Hours

_HOURS: dict[str, int] = {word: number for words in (_EN, _ES) for number, word in enumerate(words[:12], 1)}
_HOURS["una"] = 1
_SPOKEN = {"y media": 30, "y treinta": 30, "thirty": 30, "y cuarto": 15, "y quince": 15, "fifteen": 15,
           "forty five": 45, "menos cuarto": -15, "half past": 30, "quarter past": 15, "quarter to": -15}  # fmt: skip
_AM = r"a\.?\s?m\b\.?|in the morning|(?:de|por|en) la (?:manana|madrugada)"
_PM = (r"p\.?\s?m\b\.?|(?:in the |this )?(?:afternoon|evening)|at night|tonight|(?:de|por|en) la (?:tarde|noche)|"
       r"esta (?:tarde|noche)|del dia")  # fmt: skip
_CLOCK = re.compile(
    rf"(?<![\w/$#&])(?:(?P<before>half past|quarter past|quarter to)\s)?(?P<hour>\d{{1,2}}|{_any_of(_HOURS)})"
    rf"(?:(?P<sign>:|h)(?P<minute>[0-5]\d)(?!\d)|(?P<h>h)\b|\s(?P<after>{_any_of(_SPOKEN)})\b)?"
    rf"(?:\s?(?P<clock>o[’'`]?\s?clock|en punto|sharp|horas?|hrs))?"
    rf"(?:\s?(?P<am>{_AM})|\s?(?P<pm>{_PM}))?(?![\w/%$°º]|[:.]\d)"
    r"|\b(?P<noon>noon|mediodia|medio dia)\b|\b(?P<midnight>midnight|medianoche|media noche)\b"
)
_LEADS = re.compile(r"\b(?:at|by|until|till|til|before|after|since|than|(?:a|hasta|desde|de|para|entre|y) las?)\s+$")
_LEADS_TO_SPAN = re.compile(
    r"\b(?:from|between|de|desde las|entre las|open|hours|polls?|abiert[oa]s?|abren|horario|"
    rf"(?:{_any_of(_WEEKDAYS)})s?),?[\s:]+(?:de\s+)?(?:las\s+)?$"
)
_SPAN = re.compile(r"\s*(?:-|–|—|to|until|till|through|thru|and|a|al|hasta|y)\s*(?:las?\s+)?")
# What may stand behind a bare number for it to be an hour: never a word for a thing ("at 9 schools").
_GOES_ON = re.compile(
    r"\s*(?:$|[.,;:!?)\n—–]|(?:today|tomorrow|on|in|at|and|or|to|until|for|with|so|if|but|this|every|each|everywhere|"
    r"statewide|as|because|when|your|hoy|manana|esta|este|en|y|o|a|al|con|para|por|el|los|las|la|de|del|hasta|pero|si|"
    r"cada|todos)\b)"
)


def hours(text: str) -> list[Hour]:
    """Every clock time in it, in reading order. A bare number is one behind "at", "a las" and the like, or as an end
    of a span."""
    marks = list(_CLOCK.finditer(text))
    sure = [_is_sure(text, mark) for mark in marks]
    places = [0] * len(marks)
    for at, (first, second) in enumerate(pairwise(marks)):
        if places[at] or not _SPAN.fullmatch(text[first.end() : second.start()]):
            continue
        spans = _LEADS_TO_SPAN.search(text[: first.start()]) is not None
        if sure[at + 1] or ((sure[at] or spans) and _goes_on(text, second)):
            sure[at] = sure[at + 1] = True
            places[at], places[at + 1] = 1, 2
    found = []
    for at, mark in enumerate(marks):
        minutes = _minutes(mark) if sure[at] else ()
        led = _LEADS.search(text[: mark.start()]) if len(minutes) > 1 else None
        if minutes:
            begins = led.start() if led else mark.start()
            found.append(Hour(mark.start(), mark.start() + len(mark[0].rstrip()), begins, minutes, places[at]))
    return found


def _is_sure(text: str, mark: re.Match[str]) -> bool:
    if mark["hour"] is None or mark["am"] or mark["pm"] or mark["minute"] or mark["h"] or mark["before"]:
        return True
    if mark["clock"] and not mark["clock"].startswith("h"):
        return True
    led = _LEADS.search(text[: mark.start()])
    in_spanish = led is not None and "las" in led[0]
    if led is None or mark["hour"] == "one" or (_hour(mark) > 12 and not in_spanish):
        return False
    return bool(mark["after"] or (mark["clock"] and in_spanish)) or _goes_on(text, mark)


def _goes_on(text: str, mark: re.Match[str]) -> bool:
    return _GOES_ON.match(text, mark.end()) is not None


def _hour(mark: re.Match[str]) -> int:
    return int(mark["hour"]) if mark["hour"].isdigit() else _HOURS[mark["hour"]]


def _minutes(mark: re.Match[str]) -> tuple[int, ...]:
    if mark["hour"] is None:
        return (NOON,) if mark["noon"] else (0,)
    hour = _hour(mark)
    spoken = _SPOKEN.get((mark["before"] or mark["after"] or "").replace("-", " "), 0)
    minute = int(mark["minute"] or 0) + spoken
    if hour > 24:
        return ()
    if hour > 12 or hour == 0 or mark["hour"].startswith("0"):
        return ((hour * 60 + minute) % DAY,)
    morning = hour % 12 * 60 + minute
    if mark["am"] or mark["pm"]:
        return ((morning + (NOON if mark["pm"] else 0)) % DAY,)
    return (morning % DAY, (morning + NOON) % DAY)


# Phone numbers and amounts

PHONE = re.compile(r"(?<!\d)(?:\+?1[ .-]?)?\(?([2-9]\d\d)\)?[ ./–-]{0,2}(\d{3})[ .–-]?(\d{4})(?!\d)")
_SUM = r"(?P<sum>\d{1,3}(?:,\d{3})+(?:\.\d\d?)?|\d+(?:[.,]\d\d?)?)"
_HOURLY = r"(?:/\s?|\ban?\s|\bper\s|\bla\s|\bpor\s)h(?:r|our|ora)\b"
_AMOUNTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\$\s?{_SUM}(?![\d])",
        rf"(?<![\w.,]){_SUM}\s?(?:dollars?|dolares|dolar|usd|bucks)\b",
        rf"\b(?P<words>{_any_of(_WORDS)})\s(?:dollars?|dolares|bucks)\b",
        rf"(?<![\w.,:/-]){_SUM}\s?(?={_HOURLY})",
    )
)  # fmt: skip
_BARE_AMOUNT = re.compile(r"(?<![\w.,:/-])(?P<sum>\d{1,2}[.,]\d\d)(?![\w:/-]|[.,]\d)")
HOURLY = re.compile(rf"\s*{_HOURLY}")


def amounts(text: str, *, bare: bool = False) -> list[Amount]:
    """Every amount of money in it, in reading order; `bare`: also "15.69" with nothing beside it."""
    found: list[Amount] = []
    for pattern in (*_AMOUNTS, *([_BARE_AMOUNT] if bare else [])):
        for match in pattern.finditer(text):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                end = match.start() + len(match[0].rstrip())
                found.append(Amount(match.start(), end, _dollars(match)))
    return sorted(found, key=lambda each: each.start)


def _dollars(match: re.Match[str]) -> Decimal:
    parts = match.groupdict()
    if parts.get("words"):
        return Decimal(_number(parts["words"]))
    written = re.sub(r",(?=\d{3})", "", parts["sum"]).replace(",", ".")
    return Decimal(written).normalize()
