"""What must never be written down: document numbers, card numbers, what somebody says about immigration status.

For text on its way to storage, never for understanding it: phone numbers, ZIPs, money and hours stay readable.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

MARK = "[removed]"


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """`found`: any of ssn, a_number, card, passport, status. Empty when the text is unchanged but for NFC."""

    text: str
    found: frozenset[str]


def scrub(text: str) -> Scrubbed:
    """The text with every such part replaced by a neutral mark, and the kinds that were found. Never raises."""
    text = unicodedata.normalize("NFC", text)
    found: set[str] = set()
    for kind, pattern, holds in _RULES:
        text = pattern.sub(_marking(kind, holds, found), text)
    return Scrubbed(text, frozenset(found))


def _marking(kind: str, holds: Callable[[str], bool] | None, found: set[str]) -> Callable[[re.Match[str]], str]:
    def replace(match: re.Match[str]) -> str:
        if holds and not holds(match[0]):
            return match[0]
        found.add(kind)
        return (match["keep"] or "") + MARK if "keep" in match.re.groupindex else MARK

    return replace


def _is_card(text: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1)."""
    digits = [int(char) for char in text if char.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return 13 <= len(digits) <= 19 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _has_digits(text: str) -> bool:
    return sum(char.isdigit() for char in text.split()[-1]) >= 5


def _pattern(*ways: str) -> re.Pattern[str]:
    """Any of the ways, any case, verbose: a blank that must be there stands behind a backslash."""
    return re.compile("|".join(ways), re.IGNORECASE | re.VERBOSE)


_CARD = _pattern(
    r"(?<![\d$+.]) [2-6]\d{12,18} (?!\d)",
    r"(?<![\d$+.]) [2-6]\d{3} (?:[ -]\d{4}){3} (?:[ -]\d{3})? (?!\d)",
    r"(?<![\d$+.]) 3\d{3} [ -] \d{6} [ -] \d{5} (?!\d)",
)
# Alien registration numbers, and the receipt numbers of immigration cases.
_ALIEN = _pattern(
    r"\b a [-#]? \d{7,9} (?!\d)",
    r"\b (?-i:A) [-#\ ]{1,2} \d{3} [-\ ]? \d{3} [-\ ]? \d{2,3} (?!\d)",
    r"(?P<keep> \b (?:alien|uscis|n[uú]mero\ de\ extranjero) [^\d\n\[]{0,20} ) \d [\d\ -]{5,10} \d (?!\d)",
    r"\b (?: EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC|TSC|VSC|NSC|CSC ) \d{10} (?!\d)",
)
_PASSPORT = _pattern(r"(?P<keep> \b(?:passport|pasaporte)s?\b [^\d\n\[]{0,20}? ) \b (?=[a-z]{0,3}\d) [a-z0-9]{6,12} \b")
_LONE_PASSPORT = re.compile(r"\b[A-Z]{1,2}\d{7,8}\b")
# With blanks, dashes or dots, or nine digits in a row: no phone number, ZIP+4 or date is written so.
_SSN = _pattern(
    r"(?<![\d$+.,/-]) (?: \d{3}-\d{2}-\d{4} | \d{3}\ \d{2}\ \d{4} | \d{3}\.\d{2}\.\d{4} | \d{9} ) (?![\d/-]|[.,]\d)"
)
_LAST_FOUR = _pattern(
    r"""(?P<keep> \b (?: ssn | itin | social\ security | seguro\ social | (?:my|mi|el)\ social ) \b
        (?: [\s:#-]* \b (?: number|no|num|n[uú]mero|is|es|ends|termina|in|en|last|[uú]ltimos
            |four|cuatro|4|de|mi ) \b )* [\s:#-]* )
        \d{4} (?![\d.,-]|\ \d)"""
)

_UNLAWFUL = r"(?:undocumented|unauthorized|illegals?(?:\ (?:immigrant|alien|here))?|out\ of\ status|without\ status)"
_PAPERS = r"(?:papers|documents|legal\ status|immigration\ status|status|a?\ ?visa|a?\ ?green\ card|a?\ ?work\ permit)"
_PAPELES = r"(?:papeles|documentos|estatus|status|visa|residencia|permiso\ de\ trabajo)"
_NOT_OF_PAY = r"(?!\ (?:de|del|from|for|of|that|showing|que|report)\b)"  # "no papers from my boss" is no such statement
_STATUS = _pattern(
    rf"""\b(?:i|we|he|she)(?:['’]?[msre]{{1,2}}|\ (?:am|are|is|was|were))(?:\ 
        (?:an|a|here|also|all|both|still))*\ {_UNLAWFUL}\b""",
    r"\bmy\ \w+\ is\ undocumented\b",
    r"\bundocumented(?:\ (?:immigrants?|workers?|person|people))?\b",
    rf"""\b(?:do\ not|don['’]?t|does\ not|doesn['’]?t|never)\ (?:have|had)(?:\ 
        (?:any|my|our|his|her|legal))*\ {_PAPERS}\b{_NOT_OF_PAY}""",
    rf"\b(?:have\ no|got\ no|no|without)\ (?:legal\ )?(?:papers|immigration\ status)\b{_NOT_OF_PAY}",
    r"\b(?:i['’]?m|i\ am|we\ are|he\ is|she\ is|am)?\ ?not\ (?:a\ |an\ )?(?:u\.?s\.?\ |american\ )?citizens?\b",
    r"\boverstayed(?:\ (?:my|his|her|our|the|a))?\ visa\b",
    r"\b(?:my|his|her)\ (?:visa|work\ permit|green\ card|daca|tps)(?:\ (?:is|has|was))?\ (?:expired|denied|ran\ out)\b",
    r"\bcrossed(?:\ (?:the|over))*\ (?:border|river|desert)\b",
    r"\b(?:have|on|with|got|under)(?:\ (?:my|a))?\ (?:daca|tps|asylum|green\ card)\b",
    r"\bhere\ illegally\b",
    r"""\b(?:soy|somos|estoy|estamos)(?:\ (?:un|una|aqu[ií]|inmigrantes?|persona|de|manera|forma))*\ 
        (?:ilegal(?:es|mente)?|mojad[oa]s?)\b""",
    r"(?:\b(?:soy|somos|es|son|est[aá]n?|era)(?:\ (?:un|una|inmigrantes?))*\ )?\bindocumentad[oa]s?\b",
    r"""(?:\b(?:soy|somos|es|son|estoy|estamos|est[aá]n?|trabajo|vine|vivo)\ )?\bsin\ 
        (?:papeles|estatus)\b""" + _NOT_OF_PAY,
    rf"\bno\ (?:tengo|tenemos|tiene|tienen)(?:\ (?:mis|los|sus|mi|ning[uú]n|la|una))*\ {_PAPELES}\b{_NOT_OF_PAY}",
    r"""\bno\ (?:soy|somos|es|son)\ (?:ciudadan[oa]s?|residentes?|legal(?:es)?)\b(?:\ 
        (?:american[oa]|legal|permanente))?""",
    r"\bse\ (?:me|le)\ (?:venci[oó]|acab[oó])\ (?:la|mi|el)\ (?:visa|permiso\ de\ trabajo|daca|tps)\b",
    r"""\b(?:cruc[eé]|pas[eé]|entr[eé]|cruzamos|pasamos)(?:\ por)?\ (?:
        (?:a\ )?la\ frontera|el\ r[ií]o|el\ desierto|el\ cerro|ilegal(?:mente)?)\b""",
    r"\btengo(?:\ el)?\ (?:daca|tps|asilo|green\ card)\b",
)

# In this order: the longer number first, so that no rest of it is taken for another kind.
_RULES: tuple[tuple[str, re.Pattern[str], Callable[[str], bool] | None], ...] = (
    ("card", _CARD, _is_card),
    ("a_number", _ALIEN, None),
    ("passport", _PASSPORT, _has_digits),
    ("passport", _LONE_PASSPORT, None),
    ("ssn", _SSN, None),
    ("ssn", _LAST_FOUR, None),
    ("status", _STATUS, None),
)
