"""age: how old somebody is, in years. Who says under 16 is taken to a person at once (`steps/ask.py`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .integer import Integer

_YEARS = Integer(min=3, max=119, unit="years")
_NOT_YET = re.compile(
    r"\b(?:almost|nearly|about to (?:be|turn)|going on|turning|turn|will be|ill be|gonna be|soon|not yet|casi|"
    r"(?:voy a|por|para) cumplir|(?<!hoy )cumplo|cumplire|ya mero|pronto|todavia no tengo)\b"
)
_BUT = re.compile(r"[,;]|\b(?:but|pero|and|y)\b", re.IGNORECASE)
_SOON_ONE_MORE = re.compile(
    r"\b(\d{1,3})\b.*\b(?:turning|turn|going on|next|almost|para|pa|cumpl\w+|casi)\b.*?\b(\d{1,3})\b"
)
_AT_WORK = re.compile(  # "30 years working here", "llevo 30 años", "trabajé ahí 10 años"
    r"\btrabaj\w+ (?:(?:ahi|alli|alla|aca|aqui|con|en|por|durante|como|casi|el|la|ellos|un\w*) )+(?=\d|\w+ anos)|"
    r"\b(?:llevo|been (?:here|there|with|at|in)|worked|working for|(?:hace|since|desde que) (?:\w+ )?\d)|"
    r"\b(?:years|yrs|anos) (?:working|trabajando|here|there|aqui|ahi|alli|on the|in the|with|at|con|en|de trabajo)\b"
)
_CHILDREN = re.compile(r"\b\w+ (?:kids|children|hij[oa]s|nin[oa]s)\b")
_IN_SOME_TIME = re.compile(r"\b(?:in|en) \w+ (?:days?|weeks?|months?|dias?|semanas?|mes(?:es)?)\b")
_THEN = re.compile(  # "I was 18 when I started", "tenía 16 cuando llegué", "del 90": a year of birth
    r"\b(?:was|were|tenia|started (?:\w+ )?at|empece (?:\w+ )?a los) (?:\w+ )?\d+\b"
    r"(?!.*\b(?:now|ahora|hoy|today)\b)|\bdel \d"
)
_ROUND = re.compile(r"\d ?\+|\d0'?s\b|\d-?ish\b|\d ?['’′] ?\d", re.IGNORECASE)  # "21+", "40s", "30ish", 5'4
_DENIED = re.compile(r"\b(?:not|no tengo|arent|aint)(?: \w+)? (?=\d)")  # "not 18 yet"
_OPEN_ENDED = re.compile(  # "over 18", "mayor de 18", "treinta y tantos"
    r"\b(?:over|above|older than|more than|at least|under|younger than|less than|between|mayor de|mayor que|mas de|"
    r"arriba de|menor de|menor que|menos de|entre|tant[oa]s|pico|algo|por lo menos|al menos|minimo|something|somethin|"
    r"or (?:older|over|more)|and (?:up|over|older)|o mas|(?<=\d )plus|^los(?= \d+$)|"
    r"(?:en|de) los|soy del|^(?:ya )?(?:voy|ando)(?: \w+)?(?= \d)|unos|unas|we are|somos|hay|around|alrededor)\b"
)
# In a longer text these, or a number in front, say that it tells an age: "I came here at 17" does not.
_OF_AGE = re.compile(
    r"\b(?:im|i am|be|been(?= \d)|ima|tengo|teng|turn\w*|hit|cumpl\w*|age|aged|edad|old|young|anitos|yo|y/o|y o|soy|"
    r"recien|now|ahora|today|hoy|already|ya)\b|^(?!at |de )(?:\w{1,5} )?\d{1,3}\b(?! years)|^\w+ (?:y )?\w*$"
)
_YEARS_OF = re.compile(  # "20 años de casada", "viviendo aquí", "10 years experience"
    r"\d (?:years|anos|anitos|yrs) "
    r"(?:of (?!age)|de (?!edad)|sin|\w+[aei]ndo\b|experience|atras|ago|in (?:this|the)|married|clean|sober)"
)
_NO_AGE = (_OPEN_ENDED, _AT_WORK, _THEN, _YEARS_OF)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:my|mi|our|nuestr[oa]|his|her) (?!age\b|edad\b|name|nombre|birthday|cumple)\w+|"
    r"\b(?:have|got) an? \d+ ?-?(?:y|month|week)"  # "I have a 3 year old"
)


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Age:
    """→ int: "tengo 14 años", "im 15", "17 y medio" (17). "Casi 16" is 15: in doubt somebody is younger. "Mi hija
    tiene 14" is no answer."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        if _SOMEBODY_ELSE.search(said):
            return NotUnderstood("ambiguous")
        if any(told.search(said) for told in _NO_AGE) or _ROUND.search(text) or "$" in text:
            return NotUnderstood("not_understood")
        said = heard(_without_what_comes(text))
        said = _SOON_ONE_MORE.sub(lambda m: m[1] if int(m[2]) == int(m[1]) + 1 else m[0], said)
        said = _CHILDREN.sub(" ", _IN_SOME_TIME.sub(" ", said))
        read = _YEARS.parse(_whole_years(said), lexicon=lexicon, today=today, choices=choices)
        if isinstance(read, NotUnderstood):
            return read
        if read.confidence < 1 and not _OF_AGE.search(said):
            return NotUnderstood("not_understood")
        if _NOT_YET.search(said) or _DENIED.search(said):
            return Answer(read.value - 1, min(read.confidence, 0.8))
        return read


def _without_what_comes(text: str) -> str:
    """ "17 but ill be 18 soon", "28, turning 29 in june": what somebody is now."""
    joint = _BUT.search(text)
    now, then = (heard(text[: joint.start()]), heard(text[joint.end() :])) if joint else ("", "")
    return now if now and not _NOT_YET.search(now) and _NOT_YET.search(then) else text


def _whole_years(said: str) -> str:
    """Without months and halves, and without the words around a number that mean "years old" here."""
    said = re.sub(r"\b(?:y medio|and a half|1/2|y \d{1,2} meses|and \d{1,2} months)\b", " ", said)
    said = re.sub(r"\b(?:anos|anios|anitos|years? old|yrs? old|yo|y/o|years?|yrs?)\b", " years ", said)
    return re.sub(r"(?<=\d)(?:yo|yrs?|y/o|anos)\b", " years", said)
