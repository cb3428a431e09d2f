"""What a blast is for, and whether the organisation and its registration with the carriers allow that.

Twilio's registration (10DLC): a 501(c)(3) registers as Charity, which covers civic engagement and no candidates; texts
on issues, laws and candidates need Political, which a 501(c)(4), a union or a committee can register.
"""

from __future__ import annotations

import re
from typing import Literal

Purpose = Literal["public_information", "issue", "lobbying", "candidate"]
UseCase = Literal["charity", "political", "mixed"]
PURPOSES: dict[str, str] = {
    "public_information": "how to vote, rights at work, a meeting: takes no side",
    "issue": "takes a side on an issue, asks for no vote of a lawmaker",
    "lobbying": "asks people to press lawmakers or officials about a law",
    "candidate": "for or against a candidate or party",
}
_COVERED: dict[str, frozenset[str]] = {
    "charity": frozenset({"public_information", "issue", "lobbying"}),
    "political": frozenset(PURPOSES),
    "mixed": frozenset({"public_information"}),
}
# Conn. Gen. Stat. 9-621(a): what is paid to promote a candidate says who paid.
PAID_WORDS = {"en": ("paid for by",), "es": ("pagado por", "pagada por", "paid for by")}

_NAME = r"[A-ZÁÉÍÓÚÑ][\w'’.-]+"
_TITLE = (
    r"(?:Sen(?:ator|\.)|Rep(?:resentative|\.)|Gov(?:ernor|\.)|Mayor|President|Councilor|"
    r"Senador[a]?|Representante|Alcald(?:e|esa)|Gobernador[a]?|Presidenta?|Concejal)"
)
_SOMEBODY = rf"(?:(?i:la|el)\s+)?(?:(?i:candidat[eoa])\s+)?(?:{_TITLE}\s+{_NAME}|{_NAME}\s+{_NAME})"
_FOR_SOMEBODY = re.compile(
    rf"\b(?i:vote|voten|vota|votar)\s+(?i:for|por)\s+{_SOMEBODY}"
    rf"|\b(?i:elect|re-?elect|elija|elijan|reelija|reelijan)\s+(?i:a\s+)?{_SOMEBODY}"
    rf"|\b(?i:support|apoye|apoyen)\s+(?i:a\s+)?(?i:la\s+|el\s+)?{_TITLE}\s+{_NAME}"
)
# Capitals that make no name: what people vote for besides somebody.
_NOBODY = re.compile(
    r"(?i)\b(?:question|pregunta|propos\w+|measure|medida|amendment|enmienda|yes|no|sí|higher|paid|fair|better|living|"
    r"wages?|leave|rights?|justice|schools?|housing|jobs?|change|derechos?|salarios?|justicia|escuelas?)\b"
)
_PARTISAN = re.compile(r"(?i)\b(?:candidat\w*|endors\w+|re-?elect\w*|reelij\w+|defeat|derrote\w*)\b")
_LAWMAKERS = re.compile(
    r"(?i)\b(?:call|text|tell|ask|e-?mail|write|urge|llame|escriba|d[ií]gale|pida|pídale|exija)\b[^.!?\n]{0,60}"
    r"\b(?:senators?|representatives?|legislat\w+|lawmakers?|governor|congress\w*|senador\w*|representantes?|"
    r"legislador\w*|gobernador\w*|congresist\w*)\b"
)


def is_covered(purpose: str, use_case: str) -> bool:
    """Does this registration cover such texts?"""
    return purpose in _COVERED[use_case]


def for_a_candidate(text: str) -> str | None:
    """The words with which a text asks for votes for somebody, by name; None when it does not."""
    for match in _FOR_SOMEBODY.finditer(text):
        if not _NOBODY.search(match[0]):
            return match[0].rstrip(".,")
    return None


def sounds_partisan(text: str) -> str | None:
    """A word that often belongs to a candidate's text, though not always ("candidates' forum")."""
    match = _PARTISAN.search(text)
    return match[0] if match else None


def presses_lawmakers(text: str) -> str | None:
    """The words with which a text asks people to press lawmakers."""
    match = _LAWMAKERS.search(text)
    return match[0] if match else None
