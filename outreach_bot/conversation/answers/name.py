"""name: what somebody wants to be called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .text import clean

_INTRODUCED = re.compile(
    r"^[\s¡!,.]*(?:(?:hi|hello|hey|hola|ola|buenas(?: tardes| noches)?|buenos? d[ií]as?|"
    r"good (?:morning|evening|afternoon))\b[\s,.!]*)*"
    r"(?:(?:me|yes|yeah|ok|okay|s[ií]|sure|claro|pues|bueno)[\s,]+(?=(?:i|my|yo|me|mi|soy)\b))?"
    r"(?P<how>my (?:full |first |last )?name (?:is|es)|(?:full|first) name|"
    r"(?:you can |just )?put(?: me)? down(?: as)?|i go by|ponga(?:me)?|p[oó]ngame|an[oó]te(?:me)?|"
    r"my name'?s?|name is|name'?s|name:|nombre:|the name'?s|"
    r"i am|i'?m|im|this is|it'?s(?: me)?|i name(?: is)?|"
    r"they call me|(?:you can |please |just )?call me|everyone calls me|people call me|"
    r"(?:yo )?me llamo|me yamo|mi no[mn]bre(?: completo)?(?: es)?|(?:me )?puede(?:n|s)? (?:decirme|llamarme)|"
    r"d[ií]gan?me|dime|"
    r"ll[aá]ma(?:me|nme)|ll[aá]men?me|me dicen|me llaman|(?:yo )?so[iy]|aqu[ií])\s+(?P<name>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_GREETED = re.compile(r"^(?:hi|hello|hey|hola|ola|buenas(?: tardes| noches)?|buenos d[ií]as)\b[\s,.!]+", re.IGNORECASE)
_CLOSING = re.compile(
    r"[\s,.]+(?:btw|buenas(?: tardes| noches)?|buenos d[ií]as|buen d[ií]a|good (?:morning|afternoon|evening)|"
    r"from (?:the )?[\w ]+|thanks|thank you|gracias|please|por favor|here|aqu[ií]|lol|sir|ma'?am|"
    r"nice to meet (?:you|u|ya)|and you|y usted|that'?s it|that'?s me|that'?s all|that'?s my name|is my name|y ya|"
    r"nom[aá]s|nada m[aá]s|es mi nombre|mucho gusto|a sus? [oó]rdenes|(?:para|a) servir(?:le|les)?|"
    r"para servirle a usted|speaking)\s*$",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"[^\W\d_](?:[^\W\d_]|[ .'’ʼ-])*")
_SMALL = frozenset(["de", "del", "la", "las", "los", "y", "van", "von", "da", "do", "dos", "di"])
_NOT_NAMES = frozenset([
    "anonymous", "anonimo", "anonima", "nobody", "nadie", "none", "ninguno", "private", "privado", "secret",
    "secreto", "nothing", "nada", "hi", "hello", "hola", "why", "que", "what", "who", "quien", "stop", "start",
    "gracias", "thanks", "here", "there", "estoy", "dime", "ok", "okay", "ya", "luego", "later",
    "help", "ayuda", "menu", "test", "prueba", "name", "nombre",
])  # fmt: skip
_TALK = frozenset([
    "i", "yo", "me", "you", "he", "she", "they", "we", "my", "your", "the", "is", "are", "was", "were", "dont", "not",
    "want", "wont", "why", "what", "how", "need", "have", "because", "please", "about", "no", "si", "quiero", "kiero",
    "necesito", "puedo", "mi", "su", "es", "esta", "por", "para", "porque", "que", "como", "cuando", "prefiero",
    "decir", "digo", "dar", "doy", "doi",
])  # fmt: skip
# Behind "I'm", "soy" these tell where or how somebody is.
_NOT_WHO = frozenset([
    "at", "in", "on", "from", "de", "del", "en", "busy", "tired", "working", "fine", "good", "sick", "late", "sorry",
    "ok", "okay", "here", "not", "just", "so", "very", "still", "ready", "done", "un", "una", "el", "la", "a", "an",
])  # fmt: skip
_BEING = re.compile(r"i am|i'?m|im|it'?s|(?:yo )?so[iy]", re.IGNORECASE)
LONGEST, MOST_WORDS = 60, 6


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Name:
    """→ str: "me llamo lupe garcía" → "Lupe García". Capitals are set unless the member set some within.

    A bare name is 0.9 sure and not more: else "menu" would be a name and no longer a command.
    """

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = clean(text)
        if not said:
            return NotUnderstood("empty")
        introduced = _INTRODUCED.match(said)
        told = introduced["name"] if introduced else _GREETED.sub("", said)
        name = _tidy(told)
        words = heard(name).split()
        if introduced and words and words[0] in _NOT_WHO and _BEING.fullmatch(introduced["how"]):
            return NotUnderstood("not_understood")
        if not name or not _is_name(name, words, lexicon, introduced is not None, "?" in told):
            return NotUnderstood("not_understood")
        return Answer(_capitals(name), 1.0 if introduced else 0.9)


def _tidy(told: str) -> str:
    """Without emoji and closing politeness."""
    kept = "".join(c if c.isalnum() or c in ".'’ʼ-@/" else " " for c in told)
    kept = _CLOSING.sub("", f"{_CLOSING.sub('', kept.rstrip())} ")
    return " ".join(kept.split()).strip(" .-'’")


def _is_name(name: str, words: list[str], lexicon: Lexicon, introduced: bool, asks: bool) -> bool:
    if asks or not words or len(name) > LONGEST or len(words) > MOST_WORDS or not _ALLOWED.fullmatch(name):
        return False
    said = " ".join(words)
    if said in lexicon.commands and not introduced:
        return False
    if said in lexicon.unsure or (not introduced and (said in lexicon.yes or said in lexicon.no)):
        return False
    if said in ("yes", "no", "si", "y", "n") or not _NOT_NAMES.isdisjoint(words[:1]):
        return False
    return _TALK.isdisjoint(words)


def _capitals(name: str) -> str:
    if len(name) == 1:
        return name.upper()
    if not (name[1:].islower() or name.isupper()):  # a phone sets the first capital by itself: "Carmen ortiz"
        return name
    words = [_capital(w) for w in name.lower().split()]
    return " ".join(w.lower() if at and w.lower() in _SMALL else w for at, w in enumerate(words))


def _capital(word: str) -> str:
    if len(word) < 4 and not set(word) & set("aeiouy"):
        return word.upper()  # "DJ", "TJ"
    return re.sub(r"(^|[-'’])([^\W\d_])", lambda m: m[1] + m[2].upper(), word)
