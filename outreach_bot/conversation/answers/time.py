"""time: an hour of the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import with_config

from ..lexicon import LONGEST_PHRASE, Lexicon, heard
from .amounts import STRICT, is_label
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import MAX_CHARACTERS, plain

_TOKEN = re.compile(r"\d+(?::\d+)?|[^\W\d_]+|[-–]", re.ASCII)
_DOTTED = re.compile(r"(?<!\d)(\d\d?)[.h](\d\d)(?!\d)")
_HALF = re.compile(r"(?<![^\W\d_])([ap])\. ?m\b\.?")
_TENS_HYPHEN = re.compile(r"(?<=ty)-(?=[a-z])")  # "forty-five"
_NO_CLOCK = re.compile(r"\d ?/ ?\d|\d(?:st|nd|rd|th)\b|\$|%|por ?ciento")  # "8/15" is a date, "1st shift" no hour
_CLOCK = re.compile(r"(?P<h>\d\d?)(?::(?P<m>\d\d)|(?P<cm>\d\d))?(?::\d\d)?")
_GLUE = frozenset(
    [
        "a",
        "las",
        "la",
        "at",
        "de",
        "del",
        "the",
        "por",
        "en",
        "y",
        "and",
        "minutes",
        "minutos",
        "min",
        "hora",
        "horas",
        "h",
        "hrs",
    ]
)
_UNTIL = frozenset(["-", "–", "a", "to", "until", "till", "thru", "hasta", "al"])
_OURSELVES = frozenset(["us", "somos", "nosotros", "nosotras"])  # "two of us"
_BETWEEN = frozenset(["between", "entre"])
_AND = frozenset(["and", "y", "i", "e"])
_ONES = frozenset("123456789")
_TENS = frozenset(["20", "30", "40", "50"])
_MINUTES_SAID = frozenset([5, 10, 20, 25])
_SENSES = ("noon", "midnight", "am", "pm", "night", "oclock", "minus", "minutes_to", "to", "half", "quarter", "plus",
           "past")  # fmt: skip
_SURELY = frozenset(["@am", "@pm", "@night", "@oclock"])
_PARTS_OF_DAY = frozenset(["@am", "@pm", "@night", "@noon", "@midnight"])
LAST_MORNING_SHIFT = 17 * 60  # minutes; 5 and 6 without am or pm were taken for the evening
FIRST_MORNING_HOUR = 7  # 7 to 11 without am or pm is the morning, 12 and 1 to 6 the afternoon


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """→ "HH:MM", of 24 hours. "5:30" with neither am nor pm is taken in waking hours (17:30) and marked repaired.

    `range: true` also accepts "8am to 4pm" as {"from": "08:00", "to": "16:00"}; else that is the reason `range`.
    """

    range: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        if not text.strip():
            return NotUnderstood("empty")
        if heard(text) in lexicon.unsure:
            return NotUnderstood("not_understood")
        if _NO_CLOCK.search(text):
            return NotUnderstood("not_understood")
        said = _TENS_HYPHEN.sub(" ", plain(text)[:MAX_CHARACTERS])
        said = _DOTTED.sub(r"\1:\2", _HALF.sub(r"\1m ", said))
        words = _tagged([lexicon.spelt(w) for w in _TOKEN.findall(said)], lexicon)
        clocks = [w for w in words if w[0].isdigit()]
        if not clocks:
            return NotUnderstood("not_understood")
        if _counts_something(words, lexicon):
            return NotUnderstood("not_understood")
        read = _read(words, lexicon, "?" in text)
        return _between(words, lexicon) or read if self.range and read == NotUnderstood("range") else read


def says_part_of_day(text: str, lexicon: Lexicon) -> bool:
    """ "7am", "de la tarde"."""
    words = _tagged([lexicon.spelt(w) for w in _TOKEN.findall(plain(text)[:MAX_CHARACTERS])], lexicon)
    return not _PARTS_OF_DAY.isdisjoint(words)


def _tagged(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """ "a las cinco y media de la tarde" → ["a", "las", "5", "@past", "@half", "@pm"]."""
    tags: list[str] = []
    opened = not _BETWEEN.isdisjoint(words)
    at = 0
    while at < len(words):
        if opened and tags and words[at] in _AND:  # "between 5 and 6"
            tags.append("-")
            at += 1
            continue
        length, tag = 1, ""
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + size])
            tag = "" if _leads_to_a_number(words, at, lexicon) else _tag(phrase, tags, lexicon)
            if tag:
                length = size
                break
        if tag == "@to" and _is_minutes_to(words, at, lexicon):
            tag = "@minutes_to"
        if tags[-2:-1] and tags[-2] in _TENS and words[at - 1] in _AND and tag in _ONES:
            tags[-2:] = [str(int(tags[-2]) + int(tag))]  # "cuarenta y cinco"
        else:
            tags.append(tag or words[at])
        at += length
    return _named_hours(_joined_minutes(tags))


def _is_minutes_to(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "ten to nine at night". In figures, or with no part of the day, "10 to 9" may be a shift."""
    counted = at - 1 if at and lexicon.units.get(words[at - 1]) == "minute" else at  # "ten minutes to"
    before, after = words[counted - 1 : counted], words[at + 1 : at + 2]
    told = bool(before and after) and (after[0].isdigit() or after[0] in lexicon.numbers)
    spelled_out = told and (counted < at or not before[0].isdigit())
    senses = {s for size in (1, 2, 3) for i in range(at, len(words))
              for s in lexicon.times.get(" ".join(words[i : i + size]), ())}  # fmt: skip
    minutes = (int(before[0]) if before[0].isdigit() else lexicon.numbers.get(before[0])) if spelled_out else None
    return minutes in _MINUTES_SAID and bool(senses & {"am", "pm", "night"})


def _counts_something(words: Sequence[str], lexicon: Lexicon) -> bool:
    """ "15 dollars", "in ten minutes": the only number counts something else than hours of the clock."""
    at = [i for i, w in enumerate(words) if w[0].isdigit()]
    units = {lexicon.units.get(w) for w in words[at[-1] + 1 : at[-1] + 2]}
    if units - {None, "hour", "minute"}:
        return True
    if not _OURSELVES.isdisjoint(words) or _only_tells_which(words, at[0], lexicon):
        return True
    from_now = any(lexicon.dates.get(w) == "in" for w in words[max(at[0] - 2, 0) : at[0]])
    hours = "hour" in units and (from_now or (len(words[at[0]]) < 3 and int(words[at[0]]) < 13 and "las" not in words))
    return len(at) == 1 and ("minute" in units or hours)


def _only_tells_which(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "Room 19", "section 8", "cuarto 7", "nov 8"; "since 8" and "lunes 8" may be days. With minutes or a part of the
    day it is a time: "at the store 8am"."""
    if ":" in words[at] or not _SURELY.isdisjoint(words):
        return False
    before = words[at - 1] if at else ""
    behind = next((word for word in words[at + 1 : at + 3] if word != "de"), "")
    in_a_date = before in lexicon.months or before in lexicon.weekdays or behind in lexicon.months
    return in_a_date or before in ("since", "desde", "@quarter") or is_label(words, at, lexicon)


def _named_hours(tags: Sequence[str]) -> list[str]:
    """Noon and midnight are twelve: "half past midnight", "12 noon"."""
    twelve = [] if "12" in tags else ["12"]
    spoken = {"@noon": [*twelve, "@pm"], "@midnight": [*twelve, "@night"]}
    return [part for tag in tags for part in spoken.get(tag, [tag])]


def _leads_to_a_number(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "de 7 a 3": here "a" is no am."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at] == "a" and (after[:1].isdigit() or after in lexicon.numbers or after in ("las", "la"))


def _tag(phrase: str, before: Sequence[str], lexicon: Lexicon) -> str:
    senses = lexicon.times.get(phrase, frozenset())
    behind_digits = bool(before) and (before[-1][0].isdigit() or before[-1] in ("@half", "@quarter", "@oclock"))
    if phrase in ("a", "p") and not behind_digits:
        return ""
    for sense in _SENSES:
        if sense in senses:
            return f"@{sense}"
    value = lexicon.numbers.get(phrase)
    return str(value) if value is not None and value < 60 else ""


def _joined_minutes(tags: list[str]) -> list[str]:
    """ "five thirty five": 30 5 → 35; "seven oh five": oh 5 → 05."""
    joined: list[str] = []
    for tag in tags:
        if joined and tag in _ONES and joined[-1] in _TENS:
            joined[-1] = str(int(joined[-1]) + int(tag))
        elif len(joined) > 1 and tag in _ONES and joined[-1] in ("oh", "0"):
            joined[-1] = f"0{tag}"
        else:
            joined.append(tag)
    return joined


def _read(words: Sequence[str], lexicon: Lexicon, asked: bool) -> Answer | NotUnderstood:
    at = [i for i, w in enumerate(words) if w[0].isdigit()]
    late = not {"@pm", "@night"}.isdisjoint(words)
    half = "am" if "@am" in words else "pm" if late else None
    if "@am" in words and late:
        return NotUnderstood("range" if len(at) == 2 else "ambiguous")
    read = _hour_and_minute(words, at)
    if isinstance(read, NotUnderstood):
        return read
    hour, minute, plain_24 = read
    midnight = "@night" in words and hour == 12  # "12 de la noche"
    settled = _settled(hour, "am" if midnight else half, plain_24, midnight)
    if settled is None or minute > 59:
        return NotUnderstood("not_understood")
    hour, guessed = settled
    if minute < 0:
        hour, minute = (hour - 1) % 24, minute + 60
    rest = lexicon.without_filler(
        [w for w in words if not w[0].isdigit() and w[0] != "@" and w not in _GLUE], lead_ins=True
    )
    if len(rest) > 6:
        return NotUnderstood("not_understood")
    return Answer(f"{hour:02}:{minute:02}", 0.8 if rest or asked else 1.0, repaired=guessed)


def _between(words: Sequence[str], lexicon: Lexicon) -> Answer | None:
    """ "8am to 4pm", "de 6 a 2 y media": cut where one time ends and the other begins."""
    clocks = [at for at, word in enumerate(words) if word[0].isdigit()]
    for at in (at for at, word in enumerate(words) if word in _UNTIL or word == "@to"):
        if not clocks[0] < at < clocks[-1]:
            continue
        first, second = _read(words[:at], lexicon, False), _read(words[at + 1 :], lexicon, False)
        if isinstance(first, Answer) and isinstance(second, Answer):
            return _shift(first, second)
    return None


def _shift(first: Answer, second: Answer) -> Answer:
    """What is guessed lies so that the end comes after the start: "9 to 5" ends at 17:00, "6 to 10:30 pm" begins at
    18:00."""
    start, end = (int(each.value[:2]) * 60 + int(each.value[3:]) for each in (first, second))
    if first.repaired and not second.repaired and start < end - 720 and start + 720 < end:
        start += 720
    elif first.repaired and second.repaired and 720 < end < start and start >= LAST_MORNING_SHIFT:
        start -= 720  # "6 to 2": with an end in the afternoon the start was in the morning
    elif second.repaired and end <= start:
        end = (end + 720) % 1440
    start, end = start % 1440, end % 1440
    value = {"from": f"{start // 60:02}:{start % 60:02}", "to": f"{end // 60:02}:{end % 60:02}"}
    return Answer(value, min(first.confidence, second.confidence), repaired=first.repaired or second.repaired)


def _hour_and_minute(words: Sequence[str], at: Sequence[int]) -> tuple[int, int, bool] | NotUnderstood:
    """(hour, minute, written so that only 24 hours can be meant). Minutes below zero are before the hour."""
    first = _CLOCK.fullmatch(words[at[0]])
    if first is None:
        return NotUnderstood("not_understood")
    hour, minute = int(first["h"]), int(first["m"] or first["cm"] or 0)
    written = bool(first["m"] or first["cm"])
    sure = written and (words[at[0]][0] == "0" or hour > 12)
    spoken = 30 if "@half" in words else 15 if "@quarter" in words else 0
    backwards = "@minus" in words or "@minutes_to" in words or ("@to" in words and bool(spoken))
    if len(at) == 1:
        return hour, minute + (-spoken if backwards else spoken), sure
    second = _CLOCK.fullmatch(words[at[1]])
    if len(at) > 2 or second is None:
        return NotUnderstood("ambiguous")
    other = int(words[at[1]]) if words[at[1]].isdigit() else -1
    between = words[at[0] + 1 : at[1]]
    if "@minus" in between and 0 < other < 60:
        return hour, -other, False  # "las 6 menos 10"
    if "@minutes_to" in between and hour < 60 and 0 < other <= 12 and not written:
        return other, -hour, False  # "diez para las nueve"
    if ("@to" in between or "@past" in between) and 12 < hour < 60 and 0 < other <= 12:
        return other, -hour if "@to" in between else hour, False  # "20 past 5"
    if between == ["@past"] and hour in (5, 10) and 0 < other <= 12 and words[at[0]].isdigit() and not written:
        return other, hour, False  # "ten past nine"
    spoken_minutes = len(words[at[1]]) == 2 or (between == ["@plus"] and other == 5)
    if not written and spoken_minutes and other < 60 and (not between or between in (["@past"], ["@plus"])):
        return hour, other, False  # "five thirty", "las 5 y 20"
    return NotUnderstood("range" if between else "ambiguous")


def _settled(hour: int, half: str | None, sure: bool, midnight: bool) -> tuple[int, bool] | None:
    """The hour of 24, and whether morning or afternoon was our guess."""
    if hour > 23:
        return None
    if half == "pm":
        return (hour + 12 if hour < 12 else hour), False
    if half == "am" or midnight:
        return (0 if hour == 12 else hour, False) if hour <= 12 else None
    if sure or hour > 12 or hour == 0:
        return hour, False
    return (hour, True) if FIRST_MORNING_HOUR <= hour <= 12 else (hour + 12, True)
