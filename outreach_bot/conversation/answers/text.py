"""text: whatever somebody wants to say."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config

from ..lexicon import Lexicon
from .base import Answer, Choice, NotUnderstood


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """→ str, trimmed, without control characters. `min` and `max` in characters.

    Never of confidence 1: every text would be "the answer", and MENU or a keyword could not be heard any more.
    """

    min: int = 1
    max: int = 1600  # what a text of ten segments holds

    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = clean(text)
        if not said:
            return NotUnderstood("empty")
        if len(said) < self.min:
            return NotUnderstood("too_small")
        return NotUnderstood("too_big") if len(said) > self.max else Answer(said, 0.5)


def clean(text: str) -> str:
    """Composed accents, no control characters or lone surrogates (they cannot be stored), blanks as they were."""
    if not text.isprintable():
        text = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", text).strip()
