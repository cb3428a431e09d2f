"""The rules that keep facts true: quoted or named by id, never written into a sentence, never without a way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from ..conversation.sentences import PLACEHOLDER, Sentence
from ..conversation.steps.ask import Ask
from ..errors import Fault
from ..rules.suggestion import did_you_mean
from .check_texts import STRICT_KINDS, Text, at_wording, texts, versions
from .material import Material
from .names import expressions, place_of


def facts_have_a_way_out(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for fact_id in facts_of(text.sentence):
            fact = material.facts.facts.get(fact_id)
            if fact is not None and not fact.crisis and text.sentence.otherwise is None:
                message = f"{fact_id} may be past its review one day; write {{text: …, else: …}}"
                yield text.fault(f"{message} with what is said then")


def facts_of(sentence: Sentence) -> list[str]:
    return [*_quoted(sentence), *sentence.facts]


def _quoted(sentence: Sentence) -> list[str]:
    return [name.removeprefix("fact.") for name, _ in sentence.placeholders if name.startswith("fact.")]


def facts_rested_on_exist(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for fact_id in text.sentence.facts:
            if fact_id not in material.facts.places:
                yield text.fault(f"there is no fact “{fact_id}”{did_you_mean(fact_id, material.facts.places)}")


def facts_still_hold(material: Material, today: date | None) -> Iterator[Fault]:
    """A date that is over, a rate of last year: only the `else` is ever said any more."""
    for text in texts(material):
        for fact_id in facts_of(text.sentence) if today is not None else ():
            fact = material.facts.facts.get(fact_id)
            ends = [value.until or date.max for value in fact.values] if fact is not None else []
            if today is not None and ends and max(ends) < today:
                message = f"no value of “{fact_id}” holds after {max(ends)}: only the else is said; add the new one"
                yield text.fault(message, warning=True)


def statements_are_not_quoted(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        for fact_id in _quoted(text.sentence):
            if material.facts.types.get(fact_id) == "statement":
                message = f"{fact_id} is a statement: say it in your own words and name it"
                yield text.fault(f"{message}: {{text: …, facts: [{fact_id}], else: …}}")


def facts_in_expressions_exist(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            for expression in expressions(step):
                for fact_id in sorted(expression.facts - material.facts.places.keys()):
                    message = f"there is no fact “{fact_id}”{did_you_mean(fact_id, material.facts.places)}"
                    yield source.step_fault(step_id, message, *place_of(source, step_id, expression.source))


# Facts stay out of sentences

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
)
_FACTUAL = {
    "an amount of money": r"[$€]\s?\d(?:[\d.,]*\d)?|\b\d[\d.,]*\s?(?:dollars?|dólares?|usd|cents|centavos)\b",
    "a percentage": r"\b\d[\d.,]*\s?(?:%|percent|por ciento)",
    "a phone number": (
        r"(?<![\d.])(?:\+?1[ .-])?\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b|(?<![\d.])\d{3}-\d{4}\b|(?<![\d.])\d{7,}"
        r"|\b1-8\d\d-|(?<![\d.$])\b(?:[2-9]11|988)\b(?!\.\d)|\b[2-9]-1-1\b"
    ),
    "a date": (
        rf"\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b\d{{4}}-\d\d-\d\d\b|\b(?:19|20)\d\d\b"
        rf"|\b(?:{_MONTHS})\.? \d{{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? (?:{_MONTHS})\b"
    ),
    "a time of day": r"\b\d{1,2}(?::\d\d)? ?(?:a\.? ?m\b|p\.? ?m\b)|\b\d{1,2}:\d\d\b",
    "a statute": (
        r"§|(?<![\d-])\d{2}-\d{2,}[a-z]*\b"
        r"|\b(?:public act|section|sec\.|sección|ley|title|título|u\.s\.c\.)\s?\d"
    ),
}
_FINDERS = [(what, re.compile(pattern, re.IGNORECASE)) for what, pattern in _FACTUAL.items()]
_ANSWERS = ("an amount of money", "a date", "a time of day")
# What a question shows as an example of an answer: "For example: July 15, or yesterday."
_SAMPLE = re.compile(
    r"\b(?:like|such as|for example|e\.g\.|example|como|por ejemplo|ejemplo)\b:?.*?(?:[.?!](?=\s|$)|$)", re.IGNORECASE
)


def facts_stay_out_of_sentences(material: Material, _: date | None) -> Iterator[Fault]:
    for text in texts(material):
        asked = _asked_for(text)
        for language, wording, entry in versions(material, text):
            for what, words in factual(wording, asked):
                message = f"“{words}” looks like {what}: put it into facts, with its source, and quote it as {{fact.…}}"
                yield at_wording(material, text, language, entry)(message)


def _asked_for(text: Text) -> str:
    """The answer type of the question this sentence belongs to, or nothing."""
    if text.source is None:
        return ""
    step_id = text.sentence.context.removeprefix(text.source.flow.id + "/").split("/")[0]
    step = text.source.flow.steps.get(step_id)
    return step.answer.type if isinstance(step, Ask) else ""


@lru_cache(maxsize=4096)
def factual(wording: str, asked: str) -> tuple[tuple[str, str], ...]:
    """(what it looks like, the words) of the first fact of each sort that is written out in a sentence. Option numbers
    and small counts are none. A question may show examples of answers behind "like" or "for example"; of a phone number
    only where one is asked for: a wrong number is never an example."""
    bare = PLACEHOLDER.sub("…", wording)
    shown = _SAMPLE.sub("…", bare) if asked else bare
    found: list[tuple[str, str]] = []
    for what, pattern in _FINDERS:
        may_be_shown = what in _ANSWERS or (what == "a phone number" and asked == "phone")
        if (match := pattern.search(shown if may_be_shown else bare)) is not None:
            found.append((what, match[0].strip()))
    return tuple(found)


# Words with which a text says what the law is. A question asks, it states nothing.
_STATES_LAW = re.compile(
    r"\b(?:by law|the law\b|illegal|legally|legal right|you have (?:the|a) right|your rights? to"
    r"|must (?!be (?:a|one)\b)"
    r"|may not|(?:is|are) (?:not )?(?:required|allowed|entitled|protected|covered|owed|due)"
    r"|(?:can't|cannot) (?:fire|punish|take|keep|stop)|have to pay|has to pay|deadline|within \{)",
    re.IGNORECASE,
)


def law_rests_on_facts(material: Material, _: date | None) -> Iterator[Fault]:
    """What a rights or voting text says of the law traces to a fact: one it quotes, or one it names under `facts`."""
    for text in texts(material):
        if text.source is None or text.source.flow.kind not in STRICT_KINDS or facts_of(text.sentence):
            continue
        if _asked_for(text) or "/notice" in text.sentence.context:
            continue
        stated = next((m for part in _statements(text.sentence.msgid) if (m := _STATES_LAW.search(part))), None)
        if stated is not None:
            message = f"“{stated[0].strip()}” says what the law is: name the facts it rests on, "
            yield text.fault(message + "{text: …, facts: [fact.id], else: …}, or send people to someone who knows")


def _statements(wording: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s", wording) if not part.endswith("?")]


RULES: list[Callable[[Material, date | None], Iterable[Fault]]] = [
    facts_have_a_way_out, facts_rested_on_exist, facts_still_hold, statements_are_not_quoted,
    facts_in_expressions_exist, facts_stay_out_of_sentences, law_rests_on_facts,
]  # fmt: skip
