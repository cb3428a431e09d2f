"""What one person of a blast reads: their language, their wording, their name, today's facts, their own links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..conversation.facts import ENTRY, WITHDRAWN
from ..rules import links, merging, segments, wordings
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from .blast_flows import BETWEEN, Opening
from .ports import Bot

FACT, LINK = "fact.", "link:"
_CORRECTS = re.compile(rf"told:({re.escape(ENTRY)}\d+)(?:=\S+)?$")  # as `corrections` asks for its audience
LINKS_AT = "/l/"  # the path of a short link, before its token


@dataclass(frozen=True, slots=True)
class Text:
    """One person's text. `segments`: of the body; 1 for a picture message. `links`: (address it leads to, token).
    `opening`: with a flow, how many letters of the body are the blast's own."""

    language: str
    variant: str | None
    body: str
    segments: int
    fallbacks: int
    links: tuple[tuple[str, str], ...]
    opening: int | None = None


@dataclass(slots=True)
class Quoted:
    """The facts that a blast's texts quote, as of one moment. `said`: language → field → words; `quotes`: (fact,
    value); `missing`: what may not be said today, as sentences."""

    said: dict[str, dict[str, str]] = field(default_factory=dict)
    quotes: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def frozen(self) -> dict[str, Any]:
        """As the launch keeps it, in the blast's row."""
        return {"said": self.said, "quotes": [list(quote) for quote in self.quotes]}


def organisation(bot: Bot) -> dict[str, str]:
    org = bot.organisation.org
    return {"org.name": org.name, "org.phone": org.phone, "org.url": org.url, "org.email": org.email}


def quoted_by(bot: Bot, connection: Any, blast: BlastRow, now: datetime) -> Quoted:
    """The facts that a blast tells: those that its texts quote and, when it goes to who was told of an election which
    was withdrawn since, that it was."""
    found = quoted(bot, connection, templates(blast), now)
    about = _CORRECTS.match(blast.asked_for)
    fact = bot.facts.at(connection, now).facts.get(about[1]) if about else None
    if fact is not None and fact.withdrawn:
        found.quotes.append((fact.id, WITHDRAWN))
    return found


def quoted(bot: Bot, connection: Any, texts: Mapping[str, Iterable[str]], now: datetime) -> Quoted:
    """Look up every fact that the templates (by language) quote, and say it in that language. A field that is no fact,
    or whose value its formatter cannot write, is left out of `said`."""
    facts = bot.facts.at(connection, now)
    today = now.astimezone(bot.zone).date()
    found = Quoted()
    for language, templates in texts.items():
        said = found.said.setdefault(language, {})
        for name in (name for template in templates for name in merging.fields(template) if name.startswith(FACT)):
            fact_id, _, formatter = name.removeprefix(FACT).partition(":")
            fact = facts.facts.get(fact_id)
            if name in said or fact is None or fact.statement:
                continue
            quote = facts.quote(fact_id, on=today, today=today)
            if quote is None:
                found.missing.append(
                    f"{{{name}}} may not be said today: nobody has confirmed it, or it is past its review. "
                    "See: outreach facts list"
                )
                said[name] = f"[{fact_id}]"
                continue
            try:
                said[name] = bot.catalog.value(quote, formatter or None, language)
            except (KeyError, ValueError, TypeError, AttributeError, ArithmeticError):
                continue  # "{fact.vote.lookup:date}"
            found.quotes.append((fact_id, str(quote.value)))
    found.quotes = list(dict.fromkeys(found.quotes))
    found.missing = list(dict.fromkeys(found.missing))
    return found


def templates(blast: BlastRow) -> dict[str, list[str]]:
    """Language → all wordings in it."""
    return {language: [text, *filter(None, [blast.texts_b.get(language)])] for language, text in blast.texts.items()}


class Wording:
    """A blast's texts with everything filled in that is the same for everybody, made once for a whole audience.

    `said`: language → fact field → words. `token`: makes a link's token. `flow`: what the flow says that it starts.
    """

    def __init__(
        self, bot: Bot, blast: BlastRow, said: Mapping[str, Mapping[str, str]], token: Callable[[], str],
        flow: Opening | None = None,
    ) -> None:  # fmt: skip
        self._blast, self._token, self._flow = blast, token, flow
        self._base = bot.settings.public_base_url + LINKS_AT
        self._first = next(each for each in bot.organisation.languages.offered if each in blast.texts)
        self._folds = bot.organisation.sms.spanish_accents == "fold"
        known = organisation(bot) | {merging.PAYER: blast.paid_for_by or ""}
        self._known = {language: known | dict(said.get(language, {})) for language in blast.texts}
        self._links = {
            template: [name for name in merging.fields(template) if name.startswith(LINK)]
            for wordings_there in templates(blast).values() for template in wordings_there
        }  # fmt: skip

    def write(self, person: Person, variant: str | None = None) -> Text:
        """Whoever has told us no language gets the organisation's first one. `variant`: not the person's own, this."""
        language = person.language if person.language in self._blast.texts else self._first
        variant = variant or wordings.variant(self._blast.id, person.member_id, self._blast.b_share)
        template = (self._blast.texts_b if variant == "b" else self._blast.texts)[language]
        known, made = self._known[language], []
        if self._links[template]:
            known = dict(known)
            for name in self._links[template]:
                token = self._token()
                known[name] = self._base + token
                made.append((name.removeprefix(LINK), token))
        merged = merging.merge(template, {"name": person.name, "zip": person.zip}, known)
        body, opening = segments.fold_accents(merged.text) if language == "es" and self._folds else merged.text, None
        if self._flow is not None:
            opening = len(body)
            body += BETWEEN + self._flow.says(person, language).body
        count = 1 if self._blast.picture else segments.count(body).segments
        return Text(language, variant, body, count, merged.fallbacks, tuple(made), opening)


def any_token() -> str:
    """For a preview: as long as a real one."""
    return "x" * links.TOKEN_LENGTH
