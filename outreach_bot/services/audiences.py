"""Who is meant: read as an organizer typed it, counted, told apart by reason, shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ..conversation.book import FlowBook
from ..conversation.steps.ask import Ask
from ..errors import OutreachError
from ..rules.audience import PROGRAMME, Audience
from ..rules.audience_terms import Field, Question, Vocabulary
from ..rules.audience_text import parse as parse_text
from ..rules.folding import fold
from ..rules.towns import TOWNS, VILLAGES
from ..storage import audience as rows
from ..storage import facts as told
from ..storage import vocabulary
from ..storage.audience import Person
from .facts import holding
from .left_out import REASONS
from .people_rows import languages
from .ports import Bot


@dataclass(frozen=True, slots=True)
class Step:
    """So many fall out here. `left`: how many remain."""

    reason: str
    why: str
    people: int
    left: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """`in_the_list` less the people of all steps is `will_be_texted`."""

    audience: str
    programme: str
    in_the_list: int
    steps: list[Step]
    will_be_texted: int


@dataclass(frozen=True, slots=True)
class Words:
    """What there is to ask for. `answers`: flow.question → the values of a choice; None: sealed, only whether."""

    tags: list[str]
    programmes: list[str]
    fields: dict[str, Field]
    answers: dict[str, list[str] | None]


def parse(bot: Bot, connection: Any, text: str) -> Audience:
    """The audience that a text means now: held against what is there, and against which flows are private now.

    Raises AudienceFault.
    """
    return parse_text(text, _vocabulary(bot, connection))


def count(bot: Bot, text: str) -> int:
    """Raises AudienceFault."""
    with bot.database.reading() as connection:
        return rows.count(connection, parse(bot, connection, text))


def funnel(bot: Bot, text: str, programme: str = PROGRAMME) -> Funnel:
    """From everybody in the list to everybody who would be texted, reason by reason. Raises AudienceFault."""
    with bot.database.reading() as connection:
        counted = rows.reasons(connection, parse(bot, connection, text), programme)
    in_the_list = left = sum(counted.values())
    steps = []
    for reason, why in REASONS.items():
        people = counted.get(reason, 0)
        left -= people
        steps.append(Step(reason, why, people, left))
    return Funnel(text, programme, in_the_list, steps, left)


def people(
    bot: Bot, text: str, programme: str = PROGRAMME, *, reason: str | None = None, limit: int = 50
) -> list[Person]:
    """The first so many of them; `reason`: of those who fall out for it. Raises AudienceFault, OutreachError."""
    if reason is not None and reason not in REASONS:
        raise OutreachError(f"There is no reason “{reason}”. There are: {', '.join(REASONS)}.")
    with bot.database.reading() as connection:
        chosen = parse(bot, connection, text)
        batches = rows.read(connection, bot.keys, chosen, programme, reason=reason, limit=limit)
        return [person for batch in batches for person in batch]


def words(bot: Bot) -> Words:
    """Everything an audience can be asked for by name."""
    with bot.database.reading() as connection:
        fields = vocabulary.fields_known(connection)
        tags, programmes = vocabulary.tags(connection), vocabulary.programmes(connection)
    answers = {
        f"{flow}.{name}": _values(question) for flow, asked in questions(bot.book).items()
        for name, question in asked.items()
    }  # fmt: skip
    return Words(sorted(tags), sorted(programmes), fields, answers)


def _values(question: Question) -> list[str] | None:
    if question.kind == "yes_no":
        return ["yes", "no"]
    return None if question.values is None else list(question.values)


def _vocabulary(bot: Bot, connection: Any) -> Vocabulary:
    now = bot.clock.now()
    return Vocabulary(
        now=now,
        zone=bot.zone,
        languages=languages(bot.organisation.languages.offered, bot.book.lexicon),
        towns={fold(town): town for town in TOWNS},
        villages=VILLAGES,
        fields=vocabulary.fields_known(connection),
        flows=questions(bot.book),
        private={flow.id for flow in bot.book.flows.values() if flow.private},
        has_tag=partial(vocabulary.has_tag, connection),
        tags=partial(vocabulary.tags, connection),
        has_programme=partial(vocabulary.has_programme, connection),
        programmes=partial(vocabulary.programmes, connection),
        has_blast=partial(vocabulary.has_blast, connection),
        facts=bot.facts.at(connection, now).facts.keys(),
        told=partial(told.values_told, connection),
        holds=lambda fact: holding(bot, connection, fact, now),
    )


def questions(book: FlowBook) -> Mapping[str, Mapping[str, Question]]:
    """Flow → what it saves, of those that are not private."""
    return {
        flow.id: {
            step.save: Question(step.answer.type, tuple(option.value for option in step.options) or None)
            for step in flow.steps.values()
            if isinstance(step, Ask) and step.save and not step.sensitive
        }
        for flow in book.flows.values()
        if not flow.private
    }
