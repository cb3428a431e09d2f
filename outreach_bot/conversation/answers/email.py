"""email: an address inside a text, with the usual slips mended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz.distance import OSA

from ..lexicon import Lexicon, heard
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import leftover, numbers_in, plain

LONGEST = 254  # RFC 5321, 4.5.3.1.3
_ADDRESS = re.compile(
    r"(?<![\w.+@-])[a-z0-9][\w.+'-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}(?![\w@])", re.ASCII
)
_SPOKEN = (
    (re.compile(r"\s*[(\[]\s*(at|dot|arroba|punto)\s*[)\]]\s*"), r" \1 "),
    (re.compile(r"\s*\b(?:guion bajo|gion bajo|rayita abajo|raya abajo|raya baja|underscore|under score)\b\s*"), "_"),
    (re.compile(r"\s+(?:guion|gion|dash|hyphen)\s+"), "-"),
    (re.compile(r"\bar+o[bv]a\b"), "arroba"),
    (re.compile(r"\b(?:g|j|gi|ji|yi)[ -]?(?:mail|meil|mel)\b"), "gmail"),
    (re.compile(r"\b(hot|i|out) (mail|cloud|look)\b"), r"\1\2"),
    (re.compile(r"\.{2,}(?=\w)"), "."),
    (re.compile(r"\s*\(?\b(?:arroba|at)\b\)?\s*(?=[\w-]+\s*(?:[.,]|\b(?:dot|punto)\b))"), "@"),
    (re.compile(r"\s+(?:dot|punto)\s+"), "."),
    (re.compile(r"\s*@\s*"), "@"),
    (re.compile(r"(?<=@)([\w-]+)\s*[.,]\s*(?=(?:com|net|org|edu|es|us|mx)\b)"), r"\1."),
    (re.compile(r"(?<=@)([\w-]+)[.,]\s*(?:con|cm|comm|cpm|vom|om)\b"), r"\1.com"),
    (re.compile(r"(?<=@)(gmail|hotmail|yahoo|outlook|icloud)(?:com)?(?![\w.])"), r"\1.com"),
)
# "Look at union.org" names a page to look at.
_VISIT = re.compile(
    r"\b(?:look|looking|looked|check|go|going|went|see|saw|apply|applied|ask|asked|shop|buy|bought|order|ordered|found|"
    r"find|read|meet|work|worked|working|visit|register|contact|call|start|log ?in|sign ?up) "
    r"(?:up |out |in |me |us |it )?at (?!.*\bat\b)[^@]*$"
)
_TOLD_AS = re.compile(r"\b(?:is|es)\b")  # "my work email is …"
_DENIED = re.compile(r"\b(?:not|isnt|no es)$")
_KNOWN = ("gmail.com", "hotmail.com", "yahoo.com", "outlook.com", "icloud.com")
_REAL_NEIGHBOURS = frozenset(["mail.com", "ymail.com", "email.com", "gmx.com"])


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class Email:
    """→ the address in lower case. "ana arroba gmail punto com" and "gmial.com" are mended, and so confirmed."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = plain(text).strip()
        if not said:
            return NotUnderstood("empty")
        found = _ADDRESS.findall(said)
        whole = bool(found) and said.count("@") == len(found)
        if not whole and _VISIT.search(said):
            return NotUnderstood("not_understood")
        mended = said if whole else _name_joined(_mend(said), lexicon)
        found = found if whole else _ADDRESS.findall(mended)
        if len(set(found)) != 1 or len(found[0]) > LONGEST or ".." in found[0]:
            return NotUnderstood("ambiguous" if len(set(found)) > 1 else "not_understood")
        if _DENIED.search(heard(mended.partition(found[0])[0])):
            return NotUnderstood("ambiguous")
        address = _known_domain(found[0])
        rest = leftover(heard(mended.replace(found[0], " ")).split(), lexicon)
        return Answer(address, 1.0 if not rest else 0.8, repaired=address not in said)


def _mend(said: str) -> str:
    for pattern, better in _SPOKEN:
        said = pattern.sub(better, said)
    return said


def _name_joined(said: str, lexicon: Lexicon) -> str:
    """ "lupe 22@gmail.com", told aloud, is one name; of more words none can say which belong to it."""
    before, at, domain = said.partition("@")
    before = _TOLD_AS.split(before)[-1]
    *others, last = _in_digits(before.split(), lexicon) or [""]
    name = lexicon.without_filler(others, lead_ins=True)
    if at and not lexicon.function_words.isdisjoint([*name, last]):
        return ""  # "meet me at walmart.com"
    if not at or not name:
        return said
    return f"{' '.join(others[: len(others) - len(name)])} {''.join(name)}{last}@{domain}" if len(name) < 3 else ""


def _in_digits(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """ "kim ninety nine" → ["kim", "99"]."""
    said = list(words)
    spoken = [word if word.isalpha() else "-" for word in words]
    for number in reversed(numbers_in(spoken, lexicon) or []):
        said[number.start : number.end] = [str(number.value)]
    return said


def _known_domain(address: str) -> str:
    """One slip in the domain of one of the big providers."""
    name, domain = address.split("@")
    if domain not in _REAL_NEIGHBOURS and domain not in _KNOWN:
        near = [known for known in _KNOWN if OSA.distance(domain, known, score_cutoff=1) <= 1]
        domain = near[0] if len(near) == 1 else domain
        domain = domain[:-1] + "m" if domain.endswith(tuple(k[:-1] + "n" for k in _KNOWN)) else domain
    return f"{name}@{domain}"
