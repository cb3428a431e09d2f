"""date: a day, in full, in part or relative to today, in both languages."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import easter
from pydantic import ConfigDict, with_config
from rapidfuzz.distance import OSA

from ..lexicon import LONGEST_PHRASE, Lexicon, heard, unstretched
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import plain

Precision = Literal["day", "week", "month", "year"]
Reading = tuple[date, Precision]
FIRST_YEAR, LAST_YEAR = 1900, 2099
MOST_WORDS_AROUND = 8
_FAR = 10  # months
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_WORDS_TO_MEND = 5  # in a sentence "Marco" is a man and not misspelt March
_TOKEN = re.compile(r"(?<!\w)b4(?!\w)|\d+|[^\W\d_]+|[/.-]", re.ASCII)
_GLUE = frozenset(["de", "d", "del", "of", "the", "el", "la", "los", "las", "en", "in", "on", "a", "al", "para",
                   "st", "nd", "rd", "th",
                   "dia", "ano", "y", "and", "pm", "am"])  # fmt: skip
_EACH = frozenset(["every", "each", "cada", "todos", "todas"])  # "every Friday" is no day
_OTHER_WORDS = frozenset(["may", "march", "mar", "sat", "sun", "wed"])
_ACTING = (["will"], ["we"], ["can"], ["lets"])  # "we will march"
_HALVES = {"year": "6 @month", "month": "15 @day"}
_EARLIER = frozenset(["before", "b4", "antes"])
_NOT_ON = _EARLIER | {"after", "despues"}  # "after Thanksgiving"
_UNITS = ("day", "week", "fortnight", "month", "year")
# "del 5 al 9 de abril", "May 3-7"
_DAYS_OF_A_MONTH = re.compile(
    r"(?<!\S)\d{1,2} (?:a|al|to|hasta|-|through|thru) (?:el )?\d{1,2} (?:de |of )?@M\d|"
    r"@M\d+ \d{1,2} (?:-|to|al?|through|thru) \d{1,2}(?!\S)"
)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """→ date. Numbers are read as in the United States (8/15 is August 15), turned round where only that fits.

    `past`: not after today, else `in_the_future`. `future`: not before today, else `in_the_past`. What is partial
    ("8/15", "viernes", "agosto") is with `past` the last one up to today, with `future` the next one from today on;
    without either it is this year's, this month's or this week's, and about New Year the nearest.
    A week, month or year alone is the last day of it that is not after today (with `future`: the first not before),
    and `precision` says so. Weeks run from Monday to Sunday.
    """

    past: bool = False
    future: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        if not text.strip():
            return NotUnderstood("empty")
        if heard(text) in lexicon.unsure:
            return NotUnderstood("not_understood")
        written = _TOKEN.findall(plain(text).replace("'", ""))
        words = _tagged([lexicon.spelt(w if w[0].isdigit() else unstretched(w)) for w in written], lexicon)
        spelling = Spelling(today, self.future, self.past)
        found, rest = spelling.read(words)
        confidence = 1.0
        if not found:
            words = _mended(words, lexicon)
            found, rest = spelling.read(words)
            confidence = 0.8
        if not found:
            return NotUnderstood("not_understood")
        if _repeated(written, words, lexicon):
            return NotUnderstood("not_understood")
        if not _NOT_ON.isdisjoint(rest):
            return NotUnderstood("not_understood")
        if _DAYS_OF_A_MONTH.search(" ".join(words)):
            return NotUnderstood("range")
        if len({day for day, _ in found}) > 1:
            return NotUnderstood("range" if _is_range(words, lexicon) else "ambiguous")
        if found[0][1] != "day" and any(w.isdigit() for w in rest):
            return NotUnderstood("not_understood")  # "31 de abril": no such day, and not the month
        around = lexicon.without_filler(
            [w for w in rest if w not in _GLUE and w not in "/.-" and w != "@clock"], lead_ins=True
        )
        if len(around) > MOST_WORDS_AROUND:
            return NotUnderstood("not_understood")
        day, precision = found[0]
        if self.past and day > today:
            return NotUnderstood("in_the_future")
        if self.future and day < today:
            return NotUnderstood("in_the_past")
        confidence = min(confidence, 0.8) if around or "?" in text else confidence
        # "December 25", asked for what is past, is last year's: read back, since this year's may be meant.
        guessed = self.past and day.year != today.year and precision == "day" and str(day.year) not in text
        return Answer(day, confidence, guessed, precision)


def _repeated(written: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> bool:
    """ "every Friday", "los lunes", "Mondays": no one day."""
    days = [at for at, word in enumerate(written) if word in lexicon.weekdays]
    plural = [word for word in written if word not in lexicon.weekdays and word.rstrip("s") in lexicon.weekdays]
    counted = any(lexicon.numbers.get(written[at - 1], 0) > 1 for at in days if at)
    dated = "@ago" in words or any(word.startswith("@M") for word in words)
    several = (counted and not dated) or any(written[at - 1 : at] == ["los"] for at in days)
    several = several or (bool(plural) and "@ago" not in words)
    return several or not _EACH.isdisjoint(written)


def _tagged(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Words → what they mean for a date: "el viernes pasado" → ["el", "@D4", "@last"]. Numbers become digits."""
    tags: list[str] = []
    at = 0
    while at < len(words):
        half = _half_at(words, at, lexicon)
        if half:
            length, counted = half
            tags += counted
            at += length
            continue
        length, tag = _tag_at(words, at, lexicon)
        numbers = [tag for tag in tags[-2:] if tag not in "/.-"]
        if words[at] == "ago" and numbers and numbers[-1].isdigit():
            tag = "@M8"  # "15 ago" is the 15th of August; "15 days ago" has its unit in between
        tags.append(tag or words[at])
        at += length
    return tags


def _tag_at(words: Sequence[str], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    for length in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        phrase = " ".join(words[at : at + length]) if length > 1 else words[at]
        tag = _tag(phrase, lexicon)
        if tag and phrase in _OTHER_WORDS and (_goes_on(words, at + 1, lexicon) or words[at - 1 : at] in _ACTING):
            continue
        if tag and length == 1 and tag == "@next" and phrase == "siguiente":
            return 1, tag
        if tag:
            return length, tag
    return _number_at(words, at, lexicon)


def _goes_on(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether a sentence follows in which "may" is no month and "sat" no day: "may I ask why", "I sat down"."""
    if at >= len(words) or not words[at].isalpha() or words[at] in _GLUE:
        return False
    if lexicon.phrase_at(words, at, lexicon.filler):
        return False
    return words[at] == "i" or not any(words[at] in known for known in (
        lexicon.dates, lexicon.times, lexicon.units, lexicon.months, lexicon.numbers, lexicon.ordinals, lexicon.joints,
    ))  # fmt: skip


def _tag(phrase: str, lexicon: Lexicon) -> str | None:
    senses = lexicon.times.get(phrase, frozenset())
    if " " in phrase and {"am", "pm", "night"} & senses and phrase not in lexicon.relative_days:
        return "@clock"  # "en la mañana" is the morning, not tomorrow
    if phrase in lexicon.relative_days:
        return f"@R{lexicon.relative_days[phrase]}"
    if phrase in lexicon.weekdays:
        return f"@D{lexicon.weekdays[phrase]}"
    if phrase in lexicon.holidays:
        return f"@H{lexicon.holidays[phrase].replace(' ', '_')}"
    if phrase in lexicon.months:
        return f"@M{lexicon.months[phrase]}"
    if lexicon.units.get(phrase) in _UNITS:
        return "@15days" if lexicon.units[phrase] == "fortnight" else f"@{lexicon.units[phrase]}"
    return f"@{lexicon.dates[phrase]}" if phrase in lexicon.dates else None


def _number_at(words: Sequence[str], at: int, lexicon: Lexicon) -> tuple[int, str | None]:
    """ "twenty first", "veintiuno", "treinta y uno", "first", "primero"; "a" before a unit counts one."""
    word = words[at]
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in ("a", "an", "one") and lexicon.units.get(after) in _UNITS:
        return 1, "1"
    several = _group_at(words, at, lexicon)
    if several:
        return several, "2"
    value = lexicon.numbers.get(word)
    if value in (20, 30):
        joined = at + 2 if after == "y" else at + 1
        ones = words[joined] if joined < len(words) else ""
        extra = lexicon.numbers.get(ones, lexicon.ordinals.get(ones, 0))
        if 0 < extra < 10:
            return joined - at + 1, str(value + extra)
    if value is not None:
        return 1, str(value)
    ordinal = lexicon.ordinals.get(word)
    return (1, str(ordinal)) if ordinal and ordinal > 0 and word != "second" else (1, None)


def _group_at(words: Sequence[str], at: int, lexicon: Lexicon) -> int:
    """ "a couple of", "un par de" before a unit: how many words it takes."""
    length = 2 if words[at] in ("a", "an", "un") else 1
    name = words[at + length - 1] if at + length <= len(words) else ""
    if "group" not in lexicon.joints.get(name, ()) or lexicon.numbers.get(name) != 2:
        return 0
    length += words[at + length : at + length + 1] in (["of"], ["de"])
    return length if lexicon.units.get("".join(words[at + length : at + length + 1])) in _UNITS else 0


def _half_at(words: Sequence[str], at: int, lexicon: Lexicon) -> tuple[int, list[str]] | None:
    """ "half a year", "medio año": how many words, and the same in smaller units."""
    length = 2 if words[at + 1 : at + 2] in (["a"], ["an"]) else 1
    unit = lexicon.units.get("".join(words[at + length : at + length + 1]), "")
    if lexicon.fractions.get(words[at]) != "0.5" or unit not in _HALVES:
        return None
    return length + 1, _HALVES[unit].split()


def _mended(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Misspelt months, weekdays and the like: "agusto", "miercols", "yesturday"."""
    if len(words) > MOST_WORDS_TO_MEND:
        return list(words)
    known = (("@M", lexicon.months), ("@D", lexicon.weekdays), ("@R", lexicon.relative_days))
    names = {name: f"{mark}{meant}" for mark, table in known for name, meant in table.items()}
    mended = []
    for word in words:
        if word in lexicon.times or word in lexicon.function_words or word in _OTHER_WORDS:
            mended.append(word)  # "noche" is no "anoche"
            continue
        slips = {name: OSA.distance(word, name) for name in names if len(name) > 4 and _is_slip(word, name)}
        near = {names[name] for name, count in slips.items() if count == min(slips.values())}
        if len(near) > 1:
            near = {names[name] for name in slips if name[0] == word[0]}  # "munday"
        mended.append(near.pop() if len(near) == 1 else word)
    return mended


def _is_slip(word: str, name: str) -> bool:
    slips = 2 if len(name) > 7 and word[0] == name[0] else 1  # "remember" is no December
    return word[0] != "@" and len(word) > 3 and OSA.distance(word, name, score_cutoff=slips) <= slips


def _is_range(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any({"range", "between"} & lexicon.joints.get(w, frozenset()) for w in words)


class Spelling:
    """The ways to write a date, tried at each place from the longest to the shortest."""

    def __init__(self, today: date, future: bool, past: bool = False) -> None:
        self.today = today
        self.future = future
        self.past = past

    def read(self, words: Sequence[str]) -> tuple[list[Reading], list[str]]:
        """Every date in the tags, and the words that belong to none."""
        away = _AWAY.search(" ".join(words))
        if away:
            return self._away(away)
        text = self._with_year(" ".join(words))
        found: list[Reading] = []
        rest: list[str] = []
        at = 0
        while at < len(text):
            for pattern, meaning in _FORMS:
                match = pattern.match(text, at)
                reading = meaning(self, match) if match and match.end() > at else None
                if match and reading:
                    found.append(reading)
                    at = match.end() + 1
                    break
            else:
                word, _, _ = text[at:].partition(" ")
                if word.startswith("@M") or (word[0].isdigit() and len(word) > 2):
                    return [], []  # a month or a number that is no date: rather ask than guess from the rest
                rest.append(word)
                at += len(word) + 1
        return found, rest

    def _away(self, m: re.Match[str]) -> tuple[list[Reading], list[str]]:
        """ "The day after Thanksgiving", "2 weeks from Friday": nothing where the other day is not told."""
        found, rest = self.read(m["other"].split())
        if len(found) != 1 or found[0][1] != "day":
            return [], []
        days = int(m["n"] or 1) * (7 if m["unit"] == "week" else 1)
        day = found[0][0] + timedelta(days=-days if m["way"] in _EARLIER else days)
        return [(day, "day")], [*m.string[: m.start()].split(), *rest]

    def _with_year(self, text: str) -> str:
        """ "july of last year", "el ano pasado en julio" → "july of 2025"."""
        if "@M" not in text or "@year" not in text:
            return text
        text = _YEAR_SAID.sub(lambda m: str(self.today.year + _WAYS[m["way"] or m["way2"]]), text)
        return _YEAR_FIRST.sub(r"\g<rest> \g<year>", text)

    # What each form means. None: it looks like a date and is none (2/30).

    def iso(self, m: re.Match[str]) -> Reading | None:
        return self._day(int(m["y"]), int(m["m"]), int(m["d"]))

    def numeric(self, m: re.Match[str]) -> Reading | None:
        first, second = int(m["a"]), int(m["b"])
        month, day = (second, first) if first > 12 else (first, second)
        return self._on(m["w"], self._in_year(month, day, m["y"]))

    def month_day(self, m: re.Match[str]) -> Reading | None:
        return self._on(m["w"], self._in_year(int(m["m"]), int(m["d"]), m["y"]))

    def month_year(self, m: re.Match[str]) -> Reading | None:
        return self._month(year_of(m["y"]), int(m["m"]))

    def month(self, m: re.Match[str]) -> Reading | None:
        month = int(m["m"])
        way = m["way"] or m["way2"]
        year = self.today.year
        if way == "next" or (self.future and way != "last"):
            year += month < self.today.month or (way == "next" and month == self.today.month)
        elif way == "last" or self.past:
            year -= month > self.today.month or (way == "last" and month == self.today.month)
        else:
            year = self._nearest_year(month)
        return self._month(year, month)

    def holiday(self, m: re.Match[str]) -> Reading | None:
        """ "12-25"; "monday_1_9" is the first Monday of September, "monday_last_5" the last of May; "easter_-2" Good
        Friday, "thursday_4_11_+1" Black Friday."""
        way = m["way"] or m["way2"]
        year = year_of(m["y"]) if m["y"] else self.today.year + _WAYS[way] if way else None
        shift = timedelta(days=int(m["shift"] or 0))
        for each in [year] if year else self._years(int(m["month"] or m["m"] or 4)):
            if m["m"]:
                day = date(each, int(m["m"]), int(m["d"]))
            else:
                day = _nth_weekday(each, int(m["month"]), m["weekday"], m["nth"]) if m["nth"] else easter(each)
            if year or self._suits(day + shift):
                return day + shift, "day"
        return None

    def last_day(self, m: re.Match[str]) -> Reading | None:
        """ "the last day of October", "el ultimo de octubre"."""
        month = self.month_year(m) if m["y"] else self.month(m)
        if month is None:
            return None
        year, number = month[0].year, month[0].month
        return date(year, number, calendar.monthrange(year, number)[1]), "day"

    def end_of_month(self, m: re.Match[str]) -> Reading | None:
        """ "fin de mes", "the end of the month": of this one; where the past is asked for, of the last that is over."""
        year, month = self.today.year, self.today.month
        last = calendar.monthrange(year, month)[1]
        if self.past and self.today.day < last:
            year, month = _shifted(year, month, -1)
            last = calendar.monthrange(year, month)[1]
        return date(year, month, last), "day"

    def day_of_that_month(self, m: re.Match[str]) -> Reading | None:
        """ "el 15 del mes pasado", "the 3rd of this month"."""
        way = m["way"] or m["way2"]
        return self._on(m["w"], self._day(*_shifted(self.today.year, self.today.month, _WAYS[way]), int(m["d"])))

    def weekday(self, m: re.Match[str]) -> Reading | None:
        """ "Friday" up to today; "last Friday" before today; "antepasado" a week earlier still."""
        if _NUMBER_BEHIND.match(m.string, m.end()):
            return None  # "Friday the 14th" when the 14th is none: rather ask
        day, way = int(m["d"]), m["way2"] or m["way"]  # "este domingo pasado"
        back = (self.today.weekday() - day) % 7
        if way == "next" or (way is None and self.future):
            ahead = (day - self.today.weekday()) % 7
            return self.today + timedelta(days=ahead or (7 if way == "next" else 0)), "day"
        if way == "this":
            that = self.today - timedelta(days=self.today.weekday() - day)
            return that + timedelta(days=7 if self.future and that < self.today else 0), "day"
        if way is None and not self.past:
            return self.today + timedelta(days=day - self.today.weekday()), "day"
        if way in ("last", "before_last"):
            back = (back or 7) + (7 if way == "before_last" else 0)
        return self.today - timedelta(days=back), "day"

    def weekdays_ago(self, m: re.Match[str]) -> Reading | None:
        """ "2 Fridays ago": the second one before today."""
        if "@ago" not in m[0]:
            return None
        back = (self.today.weekday() - int(m["d"])) % 7 or 7
        return self.today - timedelta(days=back + 7 * (int(m["n"]) - 1)), "day"

    def weekday_weeks_ago(self, m: re.Match[str]) -> Reading | None:
        """ "a week ago Tuesday": seven days before the last one."""
        back = (self.today.weekday() - int(m["d"])) % 7
        return self.today - timedelta(days=back + 7 * int(m["n"])), "day"

    def in_eight(self, m: re.Match[str]) -> Reading | None:
        """ "De hoy en ocho", "el lunes en quince": one week later, two, counted as Spanish does, today included."""
        days = int(m["r"]) if m["r"] else (int(m["d"]) - self.today.weekday()) % 7
        return self.today + timedelta(days=days + (7 if m["n"] == "8" else 14)), "day"

    def weekday_of_week(self, m: re.Match[str]) -> Reading | None:
        weeks = _WAYS[m["way"] or m["way2"] or "this"]
        monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=weeks)
        return monday + timedelta(days=int(m["d"])), "day"

    def relative(self, m: re.Match[str]) -> Reading | None:
        return self.today + timedelta(days=int(m["n"])), "day"

    def ago(self, m: re.Match[str]) -> Reading | None:
        return self._moved(-int(m["n"]), m["u"])

    def ahead(self, m: re.Match[str]) -> Reading | None:
        return self._moved(int(m["n"]), m["u"])

    def period(self, m: re.Match[str]) -> Reading | None:
        way, unit = m["way"] or m["way2"], m["u"]
        return self._period(unit, _WAYS[way])

    def this_period(self, m: re.Match[str]) -> Reading | None:
        """ "a principios de mes"."""
        return self._period(m["u"], 0)

    def day_of_month(self, m: re.Match[str]) -> Reading | None:
        """ "el 15", "the 3rd": of this month, or of the one before (with `future`: after)."""
        if _UNKNOWN_MONTH.match(m.string, m.end()):
            return None  # "el 5 de otubre"
        day = int(m["d"])
        year, month = self.today.year, self.today.month
        weekday = m.groupdict().get("w")
        for _ in range(3 if weekday else 12):  # "Friday the 13th" is not one of half a year ago
            made = self._day(year, month, day)
            made = self._on(weekday, made)
            if made and self._suits(made[0]):
                return made
            year, month = _shifted(year, month, 1 if self.future else -1)
        return None

    def year(self, m: re.Match[str]) -> Reading | None:
        year = int(m["y"])
        return self._within(date(year, 1, 1), date(year, 12, 31), "year") if FIRST_YEAR <= year <= LAST_YEAR else None

    # How a day is made

    @staticmethod
    def _on(weekday: str | None, made: Reading | None) -> Reading | None:
        """A weekday that is named beside the day must be its own."""
        return None if made and weekday is not None and made[0].weekday() != int(weekday) else made

    def _day(self, year: int, month: int, day: int) -> Reading | None:
        try:
            return (date(year, month, day), "day") if FIRST_YEAR <= year <= LAST_YEAR else None
        except ValueError:
            return None

    def _in_year(self, month: int, day: int, written: str | None) -> Reading | None:
        if written:
            return self._day(year_of(written), month, day)
        for year in self._years(month):
            made = self._day(year, month, day)
            if made and self._suits(made[0]):
                return made
        return None

    def _years(self, month: int) -> Sequence[int]:
        """The years in which a month that is named alone may lie, the likeliest first. Nine: February 29."""
        if self.future:
            return range(self.today.year, self.today.year + 9)
        first = self.today.year if self.past else self._nearest_year(month)
        return range(first, first - 9, -1)

    def _nearest_year(self, month: int) -> int:
        """This year, except about New Year: in December "January" is the next, in January "December" was the last."""
        ahead = month - self.today.month
        return self.today.year + (ahead <= -_FAR) - (ahead >= _FAR)

    def _suits(self, day: date) -> bool:
        return day >= self.today if self.future else day <= self.today or not self.past

    def _month(self, year: int, month: int) -> Reading | None:
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
            return None
        return self._within(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")

    def _within(self, first: date, last: date, precision: Precision) -> Reading:
        """A stretch of time as one day of it."""
        if self.future:
            return (max(first, self.today) if last >= self.today else last), precision
        return (min(last, self.today) if first <= self.today else first), precision

    def _moved(self, count: int, unit: str) -> Reading | None:
        if abs(count) > 5000:
            return None
        if unit in ("day", "week", "15days"):
            return self.today + timedelta(days=count * {"day": 1, "week": 7, "15days": 15}[unit]), "day"
        year, month = _shifted(self.today.year, self.today.month, count * (12 if unit == "year" else 1))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return date(year, month, min(self.today.day, calendar.monthrange(year, month)[1])), "day"

    def _period(self, unit: str, count: int) -> Reading | None:
        if unit == "week":
            monday = self.today - timedelta(days=self.today.weekday()) + timedelta(weeks=count)
            return self._within(monday, monday + timedelta(days=6), "week")
        if unit == "month":
            return self._month(*_shifted(self.today.year, self.today.month, count))
        if unit == "year":
            return self._within(date(self.today.year + count, 1, 1), date(self.today.year + count, 12, 31), "year")
        return None


def _nth_weekday(year: int, month: int, weekday: str, nth: str) -> date:
    """The first Monday of September 2026, the "last" of May."""
    days = [week[_WEEKDAYS.index(weekday)] for week in calendar.monthcalendar(year, month)]
    within = [day for day in days if day]
    return date(year, month, within[-1 if nth == "last" else int(nth) - 1])


def year_of(written: str) -> int:
    """26 → 2026."""
    return int(written) + 2000 if len(written) == 2 else int(written)


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


_YEAR_SAID = re.compile(r"@(?P<way>last|this|next|before_last) @year|@year @(?P<way2>last|this|next|before_last)")
_YEAR_FIRST = re.compile(r"^(?:(?:el|@in|in|en) )*(?P<year>(?:19|20)\d\d) (?:(?:@in|in|en|de|of) )+(?P<rest>.+)$")
_AWAY = re.compile(
    r"(?:(?P<n>\d{1,2}) @(?P<unit>day|week)|@day) (?P<way>before|b4|after|from|antes|despues) "
    r"(?:(?:de|del|of|the) )*(?P<other>(?!@R0$|now$).+)$"
)
_WAYS = {"last": -1, "this": 0, "next": 1, "before_last": -2, "other": -1}
_G = r"(?:(?:@in|de|d|del|of|the|el|la|los|las|en|in|on|a|al|dia|ano|st|nd|rd|th|@day) ){0,6}"  # glue before a part
_WAY = r"(?:@(?P<way>last|next|this|before_last|other) )?"
_WAY2 = r"(?: @(?P<way2>last|next|this|before_last))?"
_TH = r"(?: (?:st|nd|rd|th|ro|ero|o))?"
_YEAR = rf"(?:[ ./-]+{_G}(?P<y>(?:19|20)\d\d|\d\d)(?!\d| [/:]))?"
_DAY = rf"{_G}(?:@D(?P<w>\d) (?:the |el )?)?"  # "Monday the 16th": must be one
_PART = r"(?:@(?:end|early|middle) )?"
_NO_CLOCK = r"(?! (?:am|pm|a|p|@clock|:|@D\d|- ))"
_NUMBER_BEHIND = re.compile(rf" \d\d?{_TH}{_NO_CLOCK}(?= |$)")
_UNKNOWN_MONTH = re.compile(r" (?:de|of) (?!@|la |el |\d)[^\W\d_]{4,}")
Meaning = Callable[[Spelling, "re.Match[str]"], "Reading | None"]
_FORMS: list[tuple[re.Pattern[str], Meaning]] = [
    (re.compile(pattern + r"(?= |$)"), meaning)
    for pattern, meaning in (
        (r"(?P<y>\d{4}) [-/.] (?P<m>\d\d?) [-/.] (?P<d>\d\d?)", Spelling.iso),
        (_DAY + r"(?P<a>\d\d?) (?P<s>[-/.]) (?P<b>\d\d?)(?: (?P=s) (?P<y>\d{4}|\d\d))?", Spelling.numeric),
        (r"(?P<m>\d\d?) [-/.] (?P<y>(?:19|20)\d\d)", Spelling.month_year),
        (rf"{_DAY}{_G}(?P<d>\d\d?){_TH} (?:- |/ )?{_G}@M(?P<m>\d+)(?: [.-])?{_YEAR}", Spelling.month_day),
        (rf"{_DAY}{_G}@M(?P<m>\d+) (?:[.-/] )?{_G}(?P<d>\d\d?)(?!\d){_TH}{_YEAR}", Spelling.month_day),
        (
            rf"{_G}{_PART}{_G}@M(?P<m>\d+) (?:@(?:last|next|this) )?(?:[.-/] )?{_G}(?P<y>(?:19|20)\d\d)",
            Spelling.month_year,
        ),
        (_DAY + r"(?P<a>\d\d)(?P<b>\d\d)(?P<y>(?:19|20)\d\d)", Spelling.numeric),
        (
            rf"{_G}@last (?:@day )?(?:de|of|del) {_G}{_WAY}@M(?P<m>\d+){_WAY2}(?: {_G}(?P<y>(?:19|20)\d\d))?",
            Spelling.last_day,
        ),
        (rf"{_G}(?:@end|@last (?:@day )?(?:de|of|del)) (?:(?:de|of|el|the|@this) )*@month", Spelling.end_of_month),
        (
            rf"{_DAY}{_G}(?P<d>\d\d?){_TH} (?:(?:de|del|of|the|el) )+"
            r"(?:@(?P<way>last|this|next|before_last) @month|@month @(?P<way2>last|this|next|before_last))",
            Spelling.day_of_that_month,
        ),
        (_DAY + r"(?:el|the|on the|el @day) (?P<d>\d\d?)" + _TH, Spelling.day_of_month),
        (r"(?:(?:de|del|el) )*(?:@R(?P<r>\d)|@D(?P<d>\d)) @in (?P<n>8|15)(?: @day)?", Spelling.in_eight),
        (rf"{_G}@D(?P<w>\d) (?P<d>\d\d?){_TH}{_NO_CLOCK}", Spelling.day_of_month),
        (rf"{_G}@D(?P<d>\d) {_G}{_WAY}@week{_WAY2}", Spelling.weekday_of_week),
        (rf"{_G}{_WAY}@week{_WAY2} {_G}@D(?P<d>\d)(?! @(?:last|next))", Spelling.weekday_of_week),
        (rf"{_G}{_WAY}{_G}@D(?P<d>\d){_WAY2}", Spelling.weekday),
        (rf"{_G}{_PART}{_G}{_WAY}@M(?P<m>\d+){_WAY2}", Spelling.month),
        (
            rf"{_G}{_WAY}{_G}@H(?:(?P<m>\d+)-(?P<d>\d+)|easter|(?P<weekday>[a-z]+)_(?P<nth>\d|last)_(?P<month>\d+))"
            rf"(?:_(?P<shift>[+-]\d+))?{_WAY2}{_YEAR}",
            Spelling.holiday,
        ),
        (r"@R(?P<n>-?\d+)", Spelling.relative),
        (r"(?:@ago )?(?P<n>\d{1,2}) @D(?P<d>\d)(?: @ago)?", Spelling.weekdays_ago),
        (r"(?P<n>\d{1,2}) @week @ago (?:on |@last |this )?@D(?P<d>\d)", Spelling.weekday_weeks_ago),
        (
            r"@ago (?:(?:como|unas|unos|about|around|ya) )*(?P<n>\d{1,4}) @(?P<u>day|week|month|year|15days)",
            Spelling.ago,
        ),
        (
            r"(?:(?:about|like|around|como|unas|unos) )*(?P<n>\d{1,4}) @(?P<u>day|week|month|year|15days)"
            r" @(?:ago|last)(?: @R0)?",
            Spelling.ago,
        ),
        (r"(?P<n>\d{1,4}) @(?P<u>day|week|month|year) from (?:@R0|now)", Spelling.ahead),
        (r"@in (?:(?:como|unas|unos|about|around) )*(?P<n>\d{1,4}) @(?P<u>day|week|month|year)", Spelling.ahead),
        (
            rf"{_G}{_PART}{_G}@(?P<way>last|next|this|before_last|other) @(?P<u>week|month|year)(?P<way2>)",
            Spelling.period,
        ),
        (
            rf"{_G}{_PART}{_G}@(?P<u>week|month|year)(?P<way>)"
            r" @(?P<way2>last|next|this|before_last)",
            Spelling.period,
        ),
        (rf"{_G}@(?:early|middle) {_G}@(?P<u>month|week|year)", Spelling.this_period),
        (rf"{_G}(?P<y>(?:19|20)\d\d)", Spelling.year),
        (r"(?P<d>\d\d?) (?:st|nd|rd|th)", Spelling.day_of_month),
    )
]
