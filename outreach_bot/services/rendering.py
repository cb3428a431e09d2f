"""Sentences become a text: in the member's language, whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..conversation.bot import BotSettings
from ..conversation.effects import Say
from ..conversation.sentences import Sentence
from ..flowfiles.catalog import Catalog
from ..rules import segments

LONGEST = 1600  # characters Twilio takes in one message body (error 21617)


@dataclass(frozen=True, slots=True)
class Rendered:
    """`body` is empty when nothing is said."""

    body: str
    language: str
    segments: int


def render(catalog: Catalog, bot: BotSettings, says: Sequence[Say], language: str, channel: str = "sms") -> Rendered:
    """One text out of all that a turn says. If any sentence lacks its translation the whole text is in the source
    language: never half and half."""
    source = bot.languages.source
    whole = all(catalog.has(sentence, say.language or language) for say in says for sentence in _sentences(say))
    body = "\n".join(_one(catalog, say, (say.language or language) if whole else source) for say in says)
    spoken = language if whole else source
    if channel == "sms" and spoken == "es" and bot.sms.spanish_accents == "fold":
        body = segments.fold_accents(body)
    body = body[:LONGEST]
    return Rendered(body, spoken, segments.count(body).segments if body else 0)


def _sentences(say: Say) -> list[Sentence]:
    return [say.sentence, *say.options, *(value for value in say.values.values() if isinstance(value, Sentence))]


def _one(catalog: Catalog, say: Say, language: str) -> str:
    said = catalog.format(catalog.text(say.sentence, language) or say.sentence.msgid, say.values, language)
    if any(quote.unconfirmed and quote.fact in say.sentence.facts for quote in say.facts):
        said = catalog.marked(said, language)
    lines = [said]
    options = [
        catalog.format(catalog.text(option, language) or option.msgid, say.values, language) for option in say.options
    ]
    return "\n".join(lines + [f"{number} {option}" for number, option in enumerate(options, 1)])
