"""The privacy notice as a page: the sentences of the flow `help/privacy`, so that web and text can't say two things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..conversation.flow import Flow
from ..conversation.sentences import Sentence
from ..conversation.steps.ask import Ask
from ..conversation.steps.say import Say
from .ports import Bot

FLOW = "help/privacy"


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: list[str]


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice in one language: what the flow says at once, and a section for each of its options."""

    language: str
    title: str
    opening: list[str]
    sections: list[Section]


def notices(bot: Bot) -> list[Notice]:
    """One for each language that is offered; empty when the organisation's flows have no such flow."""
    flow = bot.book.flows.get(FLOW)
    return [] if flow is None else [_notice(bot, flow, language) for language in bot.organisation.languages.offered]


def _notice(bot: Bot, flow: Flow, language: str) -> Notice:
    def told(sentence: Sentence) -> str:
        wording = bot.catalog.text(sentence, language) or sentence.msgid
        names = (name for name, _ in sentence.placeholders)
        values = {name: getattr(bot.organisation.org, name.removeprefix("org.")) for name in names}
        return bot.catalog.format(wording, values, language)

    question = next(step for step in flow.steps.values() if isinstance(step, Ask))
    sections = [
        Section(told(option.label), [told(sentence) for sentence in _said(flow, option.goto)])
        for option in question.options
        if option.goto is not None and not _ends(flow, option.goto)
    ]
    return Notice(language, told(flow.title), [told(sentence) for sentence in _said(flow, flow.first())], sections)


def _said(flow: Flow, step_id: str | None) -> Iterator[Sentence]:
    """What is said from this step on, until something else is done or it goes elsewhere."""
    while step_id is not None and isinstance(step := flow.steps[step_id], Say):
        yield step.say
        step_id = flow.after(step_id) if step.next is None and step.end is None else None


def _ends(flow: Flow, step_id: str) -> bool:
    """The option that only says goodbye."""
    return flow.steps[step_id].end is not None
