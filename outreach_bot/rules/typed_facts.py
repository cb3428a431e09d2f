"""Dates, hours, phone numbers and amounts that somebody typed into a text, beside what the facts on file say.

Nobody reviews what is typed by hand, and it does not move when the calendar does. So whatever looks like a fact is
pointed out. What contradicts a fact that people act on is not sent: a day of voting that the calendar does not know, an
hour at which no polls open or close, a minimum wage that is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from . import typed_values
from .typed_values import NOON, Amount, Day, Hour, plain

LONGEST_EARLY = timedelta(days=16)  # fourteen days that end on the Sunday before
HIGHEST_WAGE = 100  # dollars an hour; beside words of the minimum wage, more than that is some other sum


@dataclass(frozen=True, slots=True)
class OnFile:
    """What the facts say, each with the field that quotes it. `days`: kind of election day (KINDS) → day → field,
    empty when no field says that day yet. `minimum`: the field that tells the minimum wage; `wages`: what it is today
    or will be, as far as that is known."""

    days: Mapping[str, Mapping[date, str]] = field(default_factory=dict)
    hours: Mapping[int, str] = field(default_factory=dict)  # of the polls, minutes after midnight
    early_hours: Mapping[int, str] = field(default_factory=dict)  # the same of early voting
    phones: Mapping[str, str] = field(default_factory=dict)  # ten digits
    amounts: Mapping[Decimal, str] = field(default_factory=dict)  # dollars
    minimum: str = ""
    wages: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing typed by hand. `blocks`: it contradicts a fact."""

    why: str
    blocks: bool = False


# What an election day is about → (how a text says so, how a fact's id or title says so); the first that fits counts.
KINDS: dict[str, tuple[re.Pattern[str], re.Pattern[str]]] = {
    kind: (re.compile(text), re.compile(fact))
    for kind, text, fact in (
        ("early voting", r"\bearly vot|\bvot\w* early|voto anticipado|votacion anticipada|"
         r"\bvot\w+ (antes|temprano)(?! de)", r"early"),
        ("registration", r"\bregist|\binscri|\benrol|chang\w+ (your )?part(y|ies)|cambi\w+ (de|su) partido",
         r"regist|\breg_|enrol|unaffiliated|\bsdr\b"),
        ("absentee ballots", r"absentee|\bausente|\bmail|por correo", r"absentee|\bmail"),
        ("the primary", r"\bprimar", r"primar"),
        ("the election", r"general election|election day|municipal election|eleccion(es)? (general|municipal)|"
         r"dia de (las )?eleccion", r"general|municipal|election.day"),
    )
}  # fmt: skip
EARLY = "early voting"
ELECTION_DAYS = ("the primary", "the election")
_VOTING = re.compile(
    r"\b(?:vot(?:es?|ed|ing|ers?|ar|as?|an|en|o|os|amos|acion|aciones|antes?)|elections?|eleccion(?:es)?|"
    r"primar(?:y|ies|ias?)|polls|polling|poll (?:hours|sites?)|precincts?|ballots?|urnas?|boletas?|casillas?|"
    r"electoral\w*|comicios)\b"
)
# Sentences about something else on a day of its own, or about a vote that is no public election.
_OTHER = re.compile(
    r"\b(?:meet(?:ing|ings|s)?|rall(?:y|ies)|canvass\w*|train\w*|(?:phone|text) ?bank\w*|picnic|march(?=\b(?! \d))|"
    r"forum|town hall|workshop|debate|hearing|vigil\w*|webinar|fundraiser|(?:watch|block) party|volunteer\w*|shifts?|"
    r"rsvp|contract|strike|ratif\w+|officers?|local \d+|referendum|union (?:vote|election|ballot)s?|stewards?|bylaws|"
    r"logos?|slogan|murals?|t-?shirts?|newsletter|survey|(?:our|quick|online|this) poll|for the name|"
    r"reuni\w+|marcha|taller\w*|foro|asamblea|capacitacion|audiencia|evento|voluntari\w+|turnos?|contrato|huelga|"
    r"sindicato|referendo|lema|camiseta|boletin|encuesta|(?:vot\w+|elij\w+|escoj\w+) (?:por )?el nombre)\b"
)
_LOOKS_BACK = re.compile(
    r"\b(?:thank\w*|won|lost|voted|last (?:week|month|year|time|november)|since|results?|turnout|counted|certified|"
    r"(?:was|were) (?:on|held)|gracias|ganamos|gano|ganaron|perdimos|perdio|votaron|pasad[oa]|resultados|"
    r"participacion|fue(?:ron)? (?:el|en))\b"
)
_ITSELF = re.compile(r"\belec")  # "the elections are on …" says another day than "vote on …", which may be early
_BEGINS = re.compile(r"\b(?:starts?|begins?|opens?|from|since|empieza|comienza|inicia|abre|desde|a partir)\b")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{4})\.(?=\s|$)|(?<=\d)\.(?=\s|$)|[!?\n]")
# All that a date or an hour has around it when it goes with the sentence before: "Vote! On Tuesday, Nov 9, at 8."
_SMALL = (
    "a al and at by de del dia el en es from hasta is it its la las los of on or para the this to until y "
    "monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_GOES_ON = re.compile(  # "Las urnas abren a las 6. Cierran …"
    r"\W*(?:(?:they |and |y |se )?(?:close|open|cierran|abren)|you have until|tiene[ns]? hasta)\b"
)

# What comes before an hour of the polls, and what makes it an hour of something else.
_CLOSES = (r"clos\w*|shut\w*|ends?|until|till?|thru|through|in line|hasta|cierr\w*|cerr\w*|termin\w*|fila|cola|"
           r"vot\w+(?:\W+\w+){0,3}?\W+(?:by|before|antes de)")  # fmt: skip
_OPENS = r"open\w*|starting|starts?|begin\w*|from|abr\w*|abier\w*|desde|empiez\w*|comienz\w*"
_GOVERNS = re.compile(rf"\b(?:(?P<closes>{_CLOSES})|(?P<opens>{_OPENS}))\b")
_ELSEWHERE = re.compile(
    r"\b(?:office|hotline|rides?|vans?|bus(?:es)?|call|text|reply|write|child ?care|breakfast|coffee|food|(?:we|us)\b|"
    r"oficina|linea|transporte|autobus\w*|llam\w+|escrib\w+|respond\w+|guarderia|comida|cafe|estamos|estaremos)\b"
)
_CLAUSE = re.compile(r"[,;()]| and | y ")

_MINIMUM = re.compile(r"\bmin(?:imum|\.)? (?:hourly )?(?:wage|pay)|wage floor|(?:salario|sueldo|pago) min(?:imo|\.)")
# Not what the minimum wage is, but what it should be or was,
_NOT_NOW = re.compile(
    r"\b(?:rais\w+|demand\w*|fight\w*|want\w*|deserve\w*|need\w*|support\w*|should|would|could|campaign|bill|for a|"
    r"propos\w+|was|were|used to|last year|in 20\d\d|aument\w+|subamos|exig\w+|luch\w+|quer\w+|merec\w+|"
    r"ped\w+|pid\w+|apoy\w+|deberia\w*|por un|campana|proyecto|propon\w+|era|fue|en 20\d\d|ano pasado)\b|"
    r"(?:wage|minimo) (?:now|ya)\b(?!:| (?:is|es)\b)|\b(?:from|de) \$[\d.]+ (?:to|a)\b"
)
# or what somebody was paid instead, unless the sum stands right behind: "less than the minimum wage of $15".
_INSTEAD = re.compile(
    r"\b(?:below|under|less|more|above|instead|owe\w*|only|menos|debajo|mas de|encima|en vez|en lugar|solo)\b"
)
_RIGHT_BEHIND = re.compile(r"\W*(?:(?:in|en) \w+\W+)?(?:(?:is|of|es|de)\W+)?(?:de\W+)?$")


def findings(text: str, on_file: OnFile, today: date) -> list[Finding]:
    """Everything of the kind in a template, each once. Fields in braces and addresses are no typing."""
    return _Reading(text, on_file, today).findings()


def hours_in(text: str) -> list[int]:
    """The clock times in a text of which there is no doubt ("6 a.m."), as minutes after midnight."""
    return [hour.minutes[0] for hour in typed_values.hours(plain(text)) if len(hour.minutes) == 1]


def kind_of(words: str) -> str | None:
    """Which kind of election day a fact with these words in its id and title is."""
    found = plain(words)
    return next((kind for kind, (_, fact) in KINDS.items() if fact.search(found)), None)


class _Reading:
    """One text, read from front to back. What has been read as one thing is not read as another."""

    def __init__(self, text: str, on_file: OnFile, today: date) -> None:
        self._text = unicodedata.normalize("NFC", text)
        self._file, self._today = on_file, today
        self._plain = re.sub(r"\{[^{}]*\}|https?://\S+|\S+@\S+|\b[\w.-]+\.[a-z]{2,}/\S*", _blank, plain(text))
        self._found: list[Finding] = []
        self._nowhere: list[str] = []  # typed, and no fact says it

    def findings(self) -> list[Finding]:
        self._phones()
        before, about = "", False
        for start, end in self._sentences():
            sentence = self._plain[start:end]
            days = typed_values.days(typed_values.SHORTENED.sub(r"\1 ", sentence), self._today)
            rest = _without(sentence, days)
            amounts = typed_values.amounts(rest, bare=bool(_MINIMUM.search(rest)))
            hours = typed_values.hours(_without(rest, amounts))
            rest = _without(_without(rest, amounts), hours)
            whole, voting = sentence, _VOTING.search(sentence) is not None
            if not voting and (_GOES_ON.match(sentence) or set(re.findall(r"[a-z]+", rest)) <= _SMALL_WORDS):
                whole, voting = before + sentence, about
            before, about = whole, voting
            for day in days:
                self._day(day, start, whole, about=about and not _OTHER.search(whole))
            for hour in hours:
                self._hour(hour, start, whole, len(whole) - len(sentence), about=about)
            for amount in amounts:
                self._amount(amount, start, sentence)
        if self._nowhere:
            told = ", ".join(f"“{each}”" for each in dict.fromkeys(self._nowhere))
            self._note(f"Typed by hand, and no fact holds it: {told}. Check it twice.")
        return list(dict.fromkeys(self._found))

    def _note(self, why: str, *, blocks: bool = False) -> None:
        self._found.append(Finding(why, blocks))

    def _shown(self, start: int, found: Day | Hour | Amount) -> str:
        begins = found.led_by if isinstance(found, Hour) else found.start
        return self._text[start + begins : start + found.end]

    def _sentences(self) -> Iterator[tuple[int, int]]:
        start = 0
        for end in _SENTENCE_END.finditer(typed_values.SHORTENED.sub(r"\1 ", self._plain)):
            yield start, end.end()
            start = end.end()
        yield start, len(self._plain)

    # Dates

    def _day(self, day: Day, start: int, sentence: str, *, about: bool) -> None:
        shown = self._shown(start, day)
        first = day.readings[0][0]
        if day.weekday is not None and all(each[0].weekday() != day.weekday for each in day.readings):
            self._note(f"{_written(first)} is a {first:%A}, not a {_DAYS[day.weekday]}.")
        if about:
            self._found.append(self._judged(shown, day, sentence))
        else:
            self._nowhere.append(shown)

    def _judged(self, shown: str, day: Day, sentence: str) -> Finding:
        kind = next((kind for kind, (text, _) in KINDS.items() if text.search(sentence)), None)
        known: dict[date, str] = {}
        for each, those in self._file.days.items():
            if kind in (None, each):  # an election or a deadline that is over is none to act on
                known |= {one: name for one, name in those.items() if each == EARLY or one >= self._today}
        coming = sorted(one for one in known if one >= self._today)
        if not coming:
            what = kind or "this"
            return Finding(f"“{shown}” is typed by hand, and the calendar holds no date for {what}: check it twice.")
        early = (kind == EARLY or (kind is None and not _ITSELF.search(sentence))) and not _BEGINS.search(sentence)
        right = [
            reading for reading in day.readings
            if all(one in known or (early and self._may_be_early(one)) for one in reading)
        ]  # fmt: skip
        sure = [reading for reading in right if any(one in known for one in reading)]
        if sure or (right and all(reading in right for reading in day.readings if reading[-1] >= self._today)):
            return _known(shown, [known.get(one) for one in (sure or right)[0]])
        if _LOOKS_BACK.search(sentence) and any(one < self._today for reading in day.readings for one in reading):
            return Finding(f"“{shown}” is typed by hand and lies in the past: check it twice.")
        votes = [one for one in coming if any(one in self._file.days.get(each, {}) for each in ELECTION_DAYS)]
        nearest = min(votes or coming, key=lambda one: abs(one - day.readings[-1][0]))
        told = f"“{shown}” contradicts the calendar, which says {_written(nearest)}"
        if known[nearest]:
            return Finding(f"{told}: write {{{known[nearest]}:date}}.", blocks=True)
        return Finding(f"{told}. Correct it, or enter that vote first: outreach elections enter.", blocks=True)

    def _may_be_early(self, day: date) -> bool:
        """A day in the middle of early voting is no fact of its own: it lies shortly before an election that is known.
        The first day is one."""
        votes = (vote for kind in ELECTION_DAYS for vote in self._file.days.get(kind, {}))
        return any(timedelta() < vote - day <= LONGEST_EARLY for vote in votes)

    # Hours

    def _hour(self, hour: Hour, start: int, sentence: str, ahead: int, *, about: bool) -> None:
        """`ahead`: where in `sentence` the hour's own sentence begins."""
        shown, at = self._shown(start, hour), ahead + hour.start
        kind = next((kind for kind, (text, _) in KINDS.items() if text.search(sentence)), "the election")
        known = self._file.early_hours if kind == EARLY else self._file.hours if kind in ELECTION_DAYS else {}
        end = _end_of_polls(hour, sentence[:at], sentence[at:]) if about else None
        if end is None or not known:
            self._nowhere.append(shown)
            return
        right = {minutes: name for minutes, name in known.items() if (minutes >= NOON) == (end == "close")} or known
        same = next((name for minutes, name in right.items() if minutes in hour.minutes), None)
        if same is not None:
            self._note(f"“{shown}” is typed by hand: write {{{same}}} instead.")
        else:
            instead = " or ".join(f"{{{name}}}" for name in right.values())
            self._note(f"“{shown}” is no hour at which the polls {end}. Write {instead}.", blocks=True)

    # Phone numbers and amounts

    def _phones(self) -> None:
        for match in typed_values.PHONE.finditer(self._plain):
            name = self._file.phones.get("".join(match.groups()))
            told = f": write {{{name}}} instead" if name else ", and no fact holds this number: call it before you send"
            self._note(f"“{match[0].strip()}” is typed by hand{told}.")
        self._plain = typed_values.PHONE.sub(_blank, self._plain)

    def _amount(self, amount: Amount, start: int, sentence: str) -> None:
        shown = self._shown(start, amount)
        minimum, name = self._file.minimum, self._file.amounts.get(amount.dollars)
        of_the_minimum = _MINIMUM.search(sentence)
        if name is not None:
            self._note(f"“{shown}” is typed by hand: write {{{name}:money}}, which changes when the law does.")
        elif not minimum or not (of_the_minimum or typed_values.HOURLY.match(sentence, amount.end)):
            self._nowhere.append(shown)
        elif of_the_minimum and self._is_no_wage(amount, sentence, of_the_minimum.end()):
            self._note(f"“{shown}” is not the minimum wage: write {{{minimum}:money}}.", blocks=True)
        else:
            self._note(f"“{shown}” is typed by hand. If it is to be the minimum wage, write {{{minimum}:money}}.")

    def _is_no_wage(self, amount: Amount, sentence: str, behind: int) -> bool:
        """Whether it is told as the minimum wage, whose words end at `behind`, and contradicts the fact."""
        wages = self._file.wages
        if not wages or amount.dollars in wages or amount.dollars >= HIGHEST_WAGE or _NOT_NOW.search(sentence):
            return False
        follows = behind <= amount.start and _RIGHT_BEHIND.match(sentence[behind : amount.start])
        return bool(follows) or not _INSTEAD.search(sentence)


def _known(shown: str, names: Sequence[str | None]) -> Finding:
    """Of days that are right: the field that says the first, if there is one; None is a day within early voting."""
    name = next(filter(None, names), None)
    if name:
        return Finding(f"“{shown}” is typed by hand: write {{{name}:date}} instead, which moves with the calendar.")
    if "" in names:
        return Finding(f"“{shown}” is typed by hand and is in the calendar today: look again before you send.")
    return Finding(f"“{shown}” is typed by hand: check that early voting is on that day.")


def _end_of_polls(hour: Hour, before: str, after: str) -> str | None:
    """Whether an hour in a sentence about voting says when the polls "open" or "close"; None: it says something else,
    like when the rides leave."""
    about = [part for part in _CLAUSE.split(before) if _VOTING.search(part) or _ELSEWHERE.search(part)]
    subject = about[-1] if about else before + after
    if _ELSEWHERE.search(subject) or _OTHER.search(subject):
        return None
    if hour.place:
        return "open" if hour.place == 1 else "close"
    governs = [*_GOVERNS.finditer(before)][-1:] or [*_GOVERNS.finditer(after)][:1]
    return ("close" if governs[0]["closes"] else "open") if governs else None


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _written(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _without(text: str, found: Sequence[Day | Hour | Amount]) -> str:
    for each in found:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
