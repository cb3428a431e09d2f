"""Does somebody say that they are under 16? "I'm 15", "tengo 14 años", "soy menor de edad": themselves, now, in years.

"My son is 15", "tengo 15 años trabajando aquí", "I am 15 weeks pregnant" and "I'm 15 minutes late" say no such thing: a
number counts only where what stands behind it goes on with another thought. In doubt somebody is younger ("a minor",
"almost 16"), but it is never guessed from a bare number.
"""

from __future__ import annotations

import re
from typing import Literal

from .folding import fold, once_a_turn
from .phrases import clauses, joined, listed

OF_AGE = 16  # from here on somebody may get blasts and have answers kept

Said = Literal["plainly", "number"]  # number: "tengo 14" may also answer a question about something else

_PARTS = re.compile(r"\d+(?:[.,:/]\d+)+|[$#]\s?\d+|\d+\s?(?:%|[$]|-\s?\d)")  # money, times, dates, ranges: no age
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])")  # "15yo", "14años"

_WORDS = (
    "five|six|seven|eight|nine|cinco|sinco|seis|siete|ocho|nueve|nuebe",
    "ten|eleven|elven|twelve|twelf|thirteen|thirten|fourteen|forteen|fifteen|fiften|diez|dies|once|onse|doce|dose|"
    "trece|trese|catorce|katorce|catorse|katorse|quince|quinse|kince|kinse",
    "sixteen|sixten|dieciseis|diesiseis|dies_y_seis|diez_y_seis",
)
_TEENS = rf"(?:1[0-5]|{_WORDS[1]})"  # by itself: fewer is hardly ever an age
_UNDER = rf"(?:[5-9]|1[0-5]|{_WORDS[0]}|{_WORDS[1]})"
_TURNS = rf"(?:1[0-6]|{_WORDS[1]}|{_WORDS[2]})"  # what somebody will be
_SIXTEEN = rf"(?:16|{_WORDS[2]})"
_LATER = re.compile(r"(?<!\d)(?:1[6-9]|[2-9]\d)(?!\d)|\b(?:sixteen|seventeen|eighteen|dieci(?:seis|siete|ocho))\b")

_IM = "(?:i am|im|i m|iam|ima|i)"
_HARDLY = "(?:(?:only|just|still|barely|actually|like|literally|currently|honestly) )"
_OLD = "(?:(?:years?|yrs?|yr|year s) (?:old|of age|young)|yo|y o|yearold|yrold)"
_GOES_ON = (
    r"(?:$|(?:(?:and|n|but)(?= [a-z])(?! a half)|so|can|cant|could|is|it|do|does|did|what|whats|how|where|why|my|they|"
    r"he|she|the|because|cuz|bc|cause|who|now|rn|lol|too|old|boy|girl|female|male|f|m|living|turning|almost|going on|"
    r"not|please|pls|plz|help|working|work|i|im|want|looking|need|from|thanks|hi|hello|hey|sir|ma?am|a (?:boy|girl|"
    r"student|kid|teen\w*|freshman)|btw|by the way|fyi|tho|though|tbh|lmao|l(?:ol)+|(?:a?ha)+h?|omg|ok|okay|yeah|yes|"
    r"(?:u|you) (?:know|see)|if (?:that|it|this|ur|your|you)|just so|in case|still in (?:\w+ ){0,2}school|"
    r"in (?:\d|high|middle|school|eight|nine|ninth)|this year|going to)\b)"
)
_ENGLISH = (
    rf"{_IM} {_HARDLY}*(?:a |an )?{_UNDER} {_OLD}\b",
    rf"i have {_UNDER} years? old\b",
    rf"^(?:a |im )?{_UNDER} {_OLD} (?:girl|boy|here|kid|teen\w*|student|female|male|worker)\b",
    rf"(?:my age is|^age) {_UNDER}(?: years?(?: old)?)? {_GOES_ON}",
    rf"{_IM} {_HARDLY}*{_UNDER} (?:years?|yrs?) {_GOES_ON}",
    rf"(?:{_IM} |^){_HARDLY}*turned {_UNDER} (?:yesterday|today|last|this|{_GOES_ON})",
    rf"(?:{_IM} |^){_HARDLY}*(?:almost|nearly|about to (?:be|turn)|turning|turn|going on|gonna be|going to be) {_TURNS}"
    rf" (?:years? old|next|in|on|tomorrow|this|soon|yet|{_GOES_ON})",
    rf"(?:ill|i will|i ll) (?:be|turn) {_TURNS} (?:years? old|next|in|on|tomorrow|this|soon|{_GOES_ON})",
    rf"{_IM} {_HARDLY}*not (?:even |yet )*{_SIXTEEN} (?:yet|years?|{_GOES_ON})",
    rf"i (?:havent|have not) turned {_SIXTEEN}\b",
    rf"{_IM} {_HARDLY}*(?:under|below|less than|younger than|not over) (?:the age of |age )?{_TURNS} "
    rf"(?:years?|{_OLD}|{_GOES_ON})",
    rf"{_IM} {_HARDLY}*in (?:the )?(?:[5-8] ?th|fifth|sixth|seventh|eighth|eight) grade\b",
    rf"{_IM} {_HARDLY}*an? (?:[5-8] ?th|fifth|sixth|seventh|eighth) grader\b",
    rf"{_IM} {_HARDLY}*in (?:middle school|junior high|elementary school) {_GOES_ON}",
)
_A_MINOR = (
    rf"{_IM} {_HARDLY}*(?:a minor|underage|under age|underaged) {_GOES_ON}",
    r"soy (?:todavia |aun )?(?:una? )?menor de edad\b",
    r"(?:todavia|aun) soy menor\b(?! que)",
    r"soy (?:una? )?menor (?:$|(?:y|pero|puedo|quiero|me|no|por)\b)",
    r"no soy mayor de edad\b",
)
_TENGO = "(?:tengo|tngo|tego|temgo|tenjo|tebgo|yengo|tengp)"
_APENAS = "(?:(?:solo|solamente|nomas|apenas|recien|ya|casi|como|todavia|aun) )"
_ANOS = "(?:anos?|anios?|anitos|aniitos|anyos|annos|aos|an0s|years)"
_SIGUE = (
    r"(?:$|y medio (?=$|y\b)|(?:y(?= [a-z])(?! (?:\w+ndo|sigo|nunca|jamas|todavia|aun|no me han?|ya|pico|medio|mas|"
    r"me debe|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)\b)"
    r"|(?:j[aeiou]|ha)+j?|ok|verdad|por cierto|por si|nada mas|sabe|fijese|la verdad|si (?:eso|les|le)"
    r"|pero|soy|estoy|puedo|quiero|kiero|necesito|busco|ando|me|no|porque|nomas|solo|apenas|gracias|senor\w*|mi|el|la|"
    r"los|disculpe|hola|voy|vivo|cual|cuanto|donde|ayuda\w*|ayude\w*|pueden|puede|cumplidos|de (?:edad|vida)|hay)\b)"
)
_CUANDO = (
    r"(?:en|el|este|la|manana|pronto|dentro|(?:en )?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    r"octubre|noviembre|diciembre))"
)
_SPANISH = (
    rf"{_TENGO} {_APENAS}*{_UNDER} {_ANOS} {_SIGUE}",
    rf"{_TENGO} {_APENAS}*{_UNDER} de edad\b",
    rf"(?:mi edad es|^edad)(?: de)? {_UNDER}(?: {_ANOS})? {_SIGUE}",
    rf"{_TENGO} menos de {_TURNS} (?:{_ANOS}|{_SIGUE})",
    rf"no {_TENGO} (?:los |ni )?{_SIXTEEN} (?:todavia|aun|{_ANOS}(?! (?:trabaj|aqui|de (?!edad)|en)))",
    rf"(?:todavia|aun) no (?:{_TENGO}|cumplo|llego a) (?:los )?{_SIXTEEN} (?:{_ANOS}|{_SIGUE})",
    rf"no cumplo (?:los )?{_SIXTEEN}\b|no he cumplido (?:los )?{_SIXTEEN}\b",
    rf"soy (?:una? )?menor de (?:los )?{_TURNS}\b",
    rf"(?:voy a cumplir|cumplo|cumplire|por cumplir|punto de cumplir) (?:los |mis )?{_TURNS} (?:{_ANOS} )?(?:{_CUANDO} "
    rf"(?!(?:la |esta |este )?(?:empresa|compania|trabajo|fabrica|restaurante|pais|iglesia))|{_SIGUE})",
    rf"(?:cumpli|acabo de cumplir) (?:los |mis )?{_TEENS} (?:{_ANOS} )?(?:ayer|hoy|hace|{_SIGUE})",
    rf"{_TENGO} casi {_SIXTEEN} (?:{_ANOS} )?{_SIGUE}",
    r"(?:estoy|voy) en (?:el )?(?:quinto|sexto|septimo|octavo|5 ?to|6 ?to|7 ?mo|8 ?vo) grado\b",
)
_NUMBERS = (
    rf"{_IM} {_HARDLY}*{_TEENS} {_GOES_ON}",
    rf"^{_UNDER} {_OLD} $",
    rf"{_TENGO} {_APENAS}*{_TEENS} {_SIGUE}",
)


def _any(ways: tuple[str, ...]) -> re.Pattern[str]:
    # A rule's last blank may be the end of the clause.
    spelt = (way.replace("_", " ") for way in ways)
    return re.compile("|".join(rf"(?:(?<![^ ])|(?=\^))(?:{way})" for way in spelt))


_PLAIN, _MINOR, _NUMBER = _any(_ENGLISH + _SPANISH), _any(_A_MINOR), _any(_NUMBERS)
_NOT_NOW = listed(
    "if when until till unless since says said say told tells asks pretend cuando hasta desde dice dijo dicen "
    "dijeron decia pregunta preguntan como"
)


# No such statement lacks all of these; most texts do.
_STEMS = re.compile(
    rf"(?<!\d)1?\d(?!\d)|minor|menor|mayor|age|grade|grado|school|high|{'|'.join(_WORDS).replace('_', ' ')}"
)


@once_a_turn
def says_under_16(text: str) -> Said | None:
    """Whether the person says so of themselves. None when they say no such thing. Never raises."""
    if not _STEMS.search(fold(text)):
        return None
    before: tuple[str, ...] = ()
    found: Said | None = None
    said = _GLUED.sub(" ", _PARTS.sub(" # ", text))
    for words in clauses(said):
        clause = joined(words)
        if _holds(_PLAIN, clause, before) or (_holds(_MINOR, clause, before) and not _LATER.search(said)):
            return "plainly"
        if _holds(_NUMBER, clause, before):
            found = "number"
        before = words
    return found


def _holds(ways: re.Pattern[str], clause: str, before: tuple[str, ...]) -> bool:
    """One of them, and not told of another time or by somebody else ("my son says: I'm 15")."""
    match = ways.search(clause)
    if match is None:
        return False
    so_far = clause[: match.start()].split()
    said_by = before[-1:] if not so_far else ()
    if so_far[-1:] in (["no"], ["not"], ["never"]):  # "no soy menor de edad"
        return False
    unless_yes = so_far[1:] if so_far[:1] == ["si"] else so_far  # "sí, tengo 15", but not "trabajo si tengo 15"
    return _NOT_NOW.isdisjoint((*so_far, *said_by)) and "si" not in unless_yes
