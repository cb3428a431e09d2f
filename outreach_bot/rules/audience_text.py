"""The text form of an audience, as an organizer types it:

    tag:cleaners and (language:es or town:Hartford) and not answered:equality/pledge.pledge=talk

Every mistake is told with its place and, where one is near, the name that was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..errors import OutreachError
from .audience import All, Audience, Either, Everyone, Not
from .audience_terms import Misread, Term, Vocabulary, read_term
from .folding import tag_name

LONGEST = 2000  # characters
DEEPEST = 30  # parentheses and nots inside each other
SHOWN = 70  # characters of a long text around a mistake

_TOKEN = re.compile(r"""\s*(?:(?P<paren>[()])|(?P<word>(?:"[^"]*"|[^\s()"])+)|(?P<open>"))""")
_QUOTES = str.maketrans("“”„«»", '"""""')
_JOINS = ("and", "or")


class AudienceFault(OutreachError):
    """The text is no audience. `faults`: (place in the text from 0, what is wrong there)."""

    def __init__(self, text: str, faults: Sequence[tuple[int, str]]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(_pointed(text, at, sentence) for at, sentence in self.faults))


def parse(text: str, words: Vocabulary) -> Audience:
    """The audience; an empty text is everyone. Raises AudienceFault with everything that is wrong."""
    if len(text) > LONGEST:
        raise AudienceFault(text, [(LONGEST, f"An audience may have {LONGEST:,} characters.")])
    if not text.strip():
        return Everyone()
    reader = _Reader(text.translate(_QUOTES), words)
    audience = reader.joined(0)
    if (left := reader.token) is not None:
        raise AudienceFault(text, [(left.at, _unexpected(left.text))])
    if reader.faults:
        raise AudienceFault(text, reader.faults)
    return audience


def shorthand(tags: Iterable[str], languages: Sequence[str], text: str = "") -> str:
    """The text of an audience for people with all of these tags who speak one of these languages and are in `text`."""
    spoken = [f"language:{quoted(language)}" for language in languages]
    parts = [f"tag:{quoted(tag_name(tag) or tag)}" for tag in tags]
    parts += spoken if len(spoken) < 2 else [f"({' or '.join(spoken)})"]
    if text.strip():
        parts.append(f"({text.strip()})" if parts else text.strip())
    return " and ".join(parts)


def quoted(value: str) -> str:
    """A value as it can stand behind a colon."""
    return value if re.fullmatch(r"[\w./-]+", value) else '"' + value.translate(_QUOTES).replace('"', "") + '"'


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    at: int

    @property
    def join(self) -> str:
        return self.text.lower() if self.text.lower() in _JOINS else ""


class _Reader:
    """Recursive descent. Mistakes in the grammar end it; mistakes in a term are collected, and reading goes on."""

    def __init__(self, text: str, words: Vocabulary) -> None:
        self._text, self._words = text, words
        self.faults: list[tuple[int, str]] = []
        self._tokens = self._split()
        self._next = 0

    @property
    def token(self) -> _Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def joined(self, depth: int) -> Audience:
        """Parts between equal words: which of `and` and `or` binds tighter nobody should have to know."""
        parts = [self._part(depth)]
        word = ""
        while (token := self.token) is not None and token.text != ")":
            if not token.join:
                raise self._fault(token.at, "Put “and” or “or” before this.")
            if word and token.join != word:
                raise self._fault(
                    token.at, f"“{word}” and “{token.join}” side by side can be read in two ways: put parentheses "
                    "around what belongs together."
                )  # fmt: skip
            word = token.join
            self._next += 1
            parts.append(self._part(depth))
        if len(parts) == 1:
            return parts[0]
        return All(tuple(parts)) if word == "and" else Either(tuple(parts))

    def _part(self, depth: int) -> Audience:
        token = self.token
        if token is None:
            raise self._fault(len(self._text.rstrip()), "Something is missing at the end.")
        if depth > DEEPEST:
            raise self._fault(token.at, "Too many parentheses inside each other.")
        self._next += 1
        if token.text.lower() == "not":
            return Not(self._part(depth + 1))
        if token.text == "(":
            inner = self.joined(depth + 1)
            if self.token is None:
                raise self._fault(token.at, "This parenthesis is never closed.")
            self._next += 1
            return inner
        if token.text == ")" or token.join:
            raise self._fault(token.at, _unexpected(token.text))
        return self._term(token)

    def _term(self, token: _Token) -> Audience:
        following = self.token
        if token.text.endswith(":") and following is not None and following.text not in ("(", ")"):
            raise self._fault(following.at, f"No blank behind the colon: {token.text}{following.text}")
        try:
            return read_term(Term.of(token.text), self._words)
        except Misread as wrong:
            self.faults.append((token.at, str(wrong)))
            return Everyone()  # never used: there are faults

    def _split(self) -> list[_Token]:
        tokens = []
        at = 0
        end = len(self._text.rstrip())
        while at < end:
            match = _TOKEN.match(self._text, at)
            assert match is not None and match.lastgroup is not None
            if match.lastgroup == "open":
                raise self._fault(match.start("open"), "This quotation mark is never closed.")
            tokens.append(_Token(match[match.lastgroup], match.start(match.lastgroup)))
            at = match.end()
        return tokens

    def _fault(self, at: int, sentence: str) -> AudienceFault:
        return AudienceFault(self._text, [*self.faults, (at, sentence)])


def _unexpected(text: str) -> str:
    if text == ")":
        return "This parenthesis was never opened."
    return f"“{text}” joins two conditions: one is missing here."


def _pointed(text: str, at: int, sentence: str) -> str:
    """The line, an arrow below it, and what is wrong there."""
    start = max(0, min(at - SHOWN // 2, len(text) - SHOWN))
    line = "".join(" " if char.isspace() else char for char in text[start : start + SHOWN])
    return f"{line}\n{' ' * (at - start)}^ {sentence}"
