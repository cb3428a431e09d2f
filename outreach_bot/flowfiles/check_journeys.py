"""The rules a journey must keep: it leads to what the member was told of, its hours are facts, who gets it has agreed,
and each text stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from ..conversation.journey import read_clock
from ..conversation.sentences import PLACEHOLDER
from ..conversation.steps.do import Do
from ..errors import Fault
from ..rules.folding import words
from ..rules.merging import OPT_OUT_WORDS
from ..rules.quiet_hours import Window
from ..rules.suggestion import did_you_mean
from .material import Material
from .names import declared
from .parse import Source


def journeys_exist(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, _flow, name in _named(material):
        if name not in material.journeys:
            message = f"there is no journey “{name}”{did_you_mean(name, material.journeys)}"
            yield source.step_fault(step_id, message)


def journeys_are_agreed_to(material: Material, _: date | None) -> Iterator[Fault]:
    """Nobody gets texts later who has not said yes to them: the flow must ask (47 CFR 64.1200, CTIA)."""
    for source, step_id, starts, name in _named(material):
        journey = material.journeys.get(name)
        if journey is None or not starts:
            continue
        programme = journey.journey.programme
        if programme not in {c.programme for each in _does(source) for a in each.do if (c := a.consent) is not None}:
            message = (
                f"the journey “{name}” goes to who agreed to “{programme}”: ask for it in this flow, and write "
                f"{{consent: {{programme: {programme}, wording: …}}}} before {{journey: {name}}}"
            )
            yield source.step_fault(step_id, message)
        if source.flow.private:
            yield source.step_fault(step_id, "a private flow starts no journey: its texts would come unasked")


def journeys_are_started(material: Material, _: date | None) -> Iterator[Fault]:
    started = {name for *_, starts, name in _named(material) if starts}
    for name, source in material.journeys.items():
        if name not in started:
            yield source.fault(f"no flow starts this journey: {{do: [{{journey: {name}}}]}}", warning=True)


def journeys_know_their_day(material: Material, _: date | None) -> Iterator[Fault]:
    """Who joins one heads for the election, or the event, that the flow has told them of."""
    how = {"election": '{set: {election: "next_election(town)"}}', "event": '{set: {event: "next_event()"}}'}
    for source, step_id, starts, name in _named(material):
        journey = material.journeys.get(name)
        around = journey.journey.around if journey is not None else ""
        if starts and journey is not None and around not in declared(source):
            yield source.step_fault(step_id, f"the journey “{name}” leads to an {around}: set it before: {how[around]}")


def dates_follow_from_an_election(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.journeys.values():
        for name, text in source.journey.texts.items():
            if text.date is not None and source.journey.around == "event":
                yield source.fault(f"an event has no {text.date}: count back with days_before", "texts", name, "date")


def closing_is_a_time(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.journeys.values():
        fact = source.journey.closes
        known = material.facts.facts.get(fact or "")
        if fact is not None and known is None:
            yield source.fault(f"there is no fact “{fact}”{did_you_mean(fact, material.facts.places)}", "closes")
        for value in known.values if known is not None else ():
            try:
                read_clock(value.value)
            except ValueError as error:
                yield source.fault(str(error), "closes")


def texts_have_their_hour(material: Material, _: date | None) -> Iterator[Fault]:
    hours = Window.parse(material.bot.sending.hours)
    for source in material.journeys.values():
        for name, text in source.journey.texts.items():
            if text.at is not None and not hours.start <= text.at < hours.end:
                message = f"texts that we start go out at {material.bot.sending.hours}; choose an hour in it"
                yield source.fault(message, "texts", name, "at")
            if text.days_before < 0:
                yield source.fault("days_before counts back from the day: 0 is the day itself", "texts", name)


def texts_stand_alone(material: Material, _: date | None) -> Iterator[Fault]:
    """Each comes out of the blue: it says who it is from and how to stop (CTIA, Messaging Principles)."""
    for source in material.journeys.values():
        for name, text in source.journey.texts.items():
            for language, wording in _wordings(material, text.say):
                stops = OPT_OUT_WORDS.get(language, ("stop",))
                lacks = []
                if "{org.name}" not in wording:
                    lacks.append("who it is from: put in {org.name}")
                if not set(stops) & set(words(PLACEHOLDER.sub(" ", wording))):
                    lacks.append(f"how to stop: name the word {stops[0].upper()}")
                for what in lacks:
                    yield source.fault(f"the text in {language} does not say {what}", "texts", name)


def _wordings(material: Material, sentence: Any) -> Iterator[tuple[str, str]]:
    while sentence is not None:
        yield material.bot.languages.source, sentence.msgid
        for language in material.catalog.translations:
            translated = material.catalog.text(sentence, language)
            if translated:
                yield language, translated
        sentence = sentence.otherwise


def _does(source: Source) -> Iterator[Do]:
    return (step for step in source.flow.steps.values() if isinstance(step, Do))


def _named(material: Material) -> Iterator[tuple[Source, str, bool, str]]:
    """(flow, step, whether it starts or ends it, journey)"""
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            for action in step.do if isinstance(step, Do) else ():
                if action.journey is not None:
                    yield source, step_id, True, action.journey
                for name in action.end_journey or ():
                    yield source, step_id, False, name


RULES: list[Callable[[Material, date | None], Iterable[Fault]]] = [
    journeys_exist, journeys_are_agreed_to, journeys_are_started, journeys_know_their_day,
    dates_follow_from_an_election, closing_is_a_time,
    texts_have_their_hour, texts_stand_alone,
]  # fmt: skip
