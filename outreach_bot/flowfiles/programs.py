"""What the organisations offer by text, as a table: each conversation with its words, its facts and how it reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..errors import Fault
from ..rules import plain_words
from .check_facts import facts_of
from .material import Material
from .names import expressions
from .parse import Source


@dataclass(frozen=True, slots=True)
class Program:
    """`facts`: ids, with the first day on which one of them is past its review. `levels`: language → how it reads."""

    flow: str
    title: str
    keywords: dict[str, list[str]]
    private: bool
    facts: tuple[str, ...]
    review_by: date | None
    levels: dict[str, float | None]


def programs(material: Material) -> list[Program]:
    """Every conversation that members can ask for, by name."""
    asked = [source for _, source in sorted(material.sources.items()) if source.flow.start.keywords]
    return [_program(material, source) for source in asked if source.flow.status == "live"]


def hard_to_read(material: Material, _: date | None) -> Iterator[Fault]:
    """A warning for each conversation that reads harder than working people should have to."""
    for source in material.sources.values():
        for language, level in levels(material, source).items():
            if level is not None and plain_words.is_hard(level, language):
                wanted = "grade 7 or lower" if language == "en" else "65 or more"
                message = f"in {language} this conversation reads at {level}; {wanted} is what people read easily"
                yield source.fault(message, "title", warning=True)


def levels(material: Material, source: Source) -> dict[str, float | None]:
    found = {}
    for language in material.bot.languages.offered:
        said = [material.catalog.text(sentence, language) or "" for sentence, _ in source.sentences]
        found[language] = plain_words.level("\n".join(said), language)
    return found


def as_markdown(found: list[Program]) -> str:
    """The table of docs/programs.md."""
    lines = ["| conversation | text | escriba | private | facts to review by | reads at (en, es) |"]
    lines.append("|---|---|---|---|---|---|")
    for each in found:
        words = [", ".join(each.keywords.get(language, [])) for language in ("en", "es")]
        review = f"{each.review_by} ({len(each.facts)} facts)" if each.review_by else ("never" if each.facts else "–")
        level = ", ".join("–" if value is None else str(value) for value in each.levels.values())
        private = "yes" if each.private else ""
        lines.append(f"| {each.title} (`{each.flow}`) | {words[0]} | {words[1]} | {private} | {review} | {level} |")
    return "\n".join(lines) + "\n"


def _program(material: Material, source: Source) -> Program:
    flow = source.flow
    told = {fact for sentence, _ in source.sentences for fact in facts_of(sentence)}
    told |= {fact for step in flow.steps.values() for expression in expressions(step) for fact in expression.facts}
    known = [material.facts.facts[fact] for fact in sorted(told) if fact in material.facts.facts]
    reviews = [value.review_by for fact in known for value in fact.values if value.review_by is not None]
    return Program(
        flow.id, flow.title.msgid, flow.start.keywords, flow.private, tuple(fact.id for fact in known),
        min(reviews, default=None), levels(material, source),
    )  # fmt: skip
