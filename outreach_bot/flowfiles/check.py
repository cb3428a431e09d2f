"""The rules a flow must keep before it may be loaded: structure, names, words, promises.

The rules for its texts are in check_texts.py, those for facts in check_facts.py.

A rule is a small function: everything that was read, and today (None: rules about dates are silent) → its faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..conversation.functions import FUNCTIONS
from ..conversation.steps.ask import Ask
from ..conversation.steps.branch import Branch
from ..conversation.steps.call import Call
from ..conversation.steps.do import Do
from ..conversation.steps.handoff import Handoff
from ..conversation.steps.pause import Pause
from ..conversation.steps.split import Split
from ..errors import Fault
from ..rules import consent
from ..rules.danger import danger
from ..rules.folding import fold
from ..rules.suggestion import did_you_mean
from . import check_facts, check_journeys, check_texts
from .material import Material
from .names import HOW_TO_DECLARE, asked_for, declared, expressions, given, place_of
from .parse import Source
from .paths import loops_without_a_question, reachable, ways
from .programs import hard_to_read
from .story import Story, read_stories
from .unset import empty_uses

LONGEST_PRIVATE = 24 * 3600  # seconds
LONGEST_SENSITIVE = 30 * 24 * 3600  # seconds; services/turns.py keeps none longer
Rule = Callable[[Material, date | None], Iterable[Fault]]
_TAKEN = frozenset(FUNCTIONS) | {"member", "answer", "org", "flow", "value", "true", "false", "none"}


def check(material: Material, today: date | None = None) -> list[Fault]:
    """All faults and warnings, those of reading included, in the order of files and lines."""
    found = list(material.faults)
    written = replace(material, sources=material.sources | material.rough)  # what can be read of each file
    for rule in RULES:
        found += rule(written, today)
    return sorted(set(found))


def of_flow(material: Material, flow_id: str, found: Iterable[Fault]) -> Iterator[Fault]:
    """Those faults that are in one flow's file or in its translations."""
    texts = {
        (material.po_names[language], entry.line)
        for language, entries in material.catalog.translations.items()
        for (context, _), entry in entries.items() if context.startswith(f"{flow_id}/")
    }  # fmt: skip
    source = (material.sources | material.rough).get(flow_id)
    file = source.document.file if source is not None else f"flows/{flow_id}.yaml"
    return (fault for fault in found if fault.file == file or (fault.file, fault.line) in texts)


# Where steps lead


def steps_exist(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            for target in step.goes_to():
                if target not in source.flow.steps:
                    message = f"there is no step “{target}”{did_you_mean(target, source.flow.steps)}"
                    yield source.step_fault(step_id, message, *place_of(source, step_id, target))


def steps_are_reached(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id in source.flow.steps.keys() - reachable(source.flow):
            yield source.step_fault(
                step_id, f"no step leads to “{step_id}”; point to it with next or goto, or delete it"
            )


def paths_end(material: Material, _: date | None) -> Iterator[Fault]:
    """The last step of a file must say that the flow ends there: a forgotten `next` would hang up on the member."""
    for source in material.sources.values():
        flow = source.flow
        last = list(flow.steps)[-1]
        step = flow.steps[last]
        if step.end is None and any(way.target is None and not way.refused for way in ways(flow, last)):
            yield source.step_fault(
                last, f"nothing follows “{last}”: say where it goes (next: …) or that the flow ends (end: …)"
            )


def modifiers_agree(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            if isinstance(step, Branch) and (step.next is not None or step.end is not None):
                yield source.step_fault(step_id, f"“{step_id}” branches: its next or end is never reached; delete it")
            elif step.next is not None and step.end is not None:
                yield source.step_fault(step_id, f"“{step_id}” both ends and goes on; keep next or end", "next")


def loops_ask(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id in loops_without_a_question(source.flow):
            message = (
                f"“{step_id}” leads back to itself without a question in between; the member would never get a turn"
            )
            yield source.step_fault(step_id, message)


def calls_fit(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, call in _steps(material, Call):
        called = material.sources.get(call.call.flow)
        if called is None:
            if call.call.flow not in material.flow_ids:
                message = f"there is no flow “{call.call.flow}”{did_you_mean(call.call.flow, material.flow_ids)}"
                yield source.step_fault(step_id, message, "call")
            continue
        flow = called.flow
        for name in call.call.inputs.keys() ^ flow.inputs.keys():
            wanted = f"needs the input “{name}”" if name in flow.inputs else f"has no input “{name}”"
            yield source.step_fault(step_id, f"the flow “{flow.id}” {wanted}", "call", "with")
        for name in set(call.call.save.values()) - set(flow.outputs):
            yield source.step_fault(
                step_id,
                f"the flow “{flow.id}” has no output “{name}”{did_you_mean(name, flow.outputs)}",
                "call",
                "save",
            )
        if source.flow.private and not flow.private:
            yield source.step_fault(
                step_id, f"a private flow may only call private flows; “{flow.id}” is not one", "call"
            )


def live_flows_call_live_ones(material: Material, _: date | None) -> Iterator[Fault]:
    """A draft need not be translated, and its author is not done with it."""
    for source, step_id, call in _steps(material, Call):
        called = material.sources.get(call.call.flow)
        if source.flow.status == "live" and called is not None and called.flow.status != "live":
            message = f"“{call.call.flow}” is a draft: a live flow may only call live ones; put it live first"
            yield source.step_fault(step_id, message, "call")


def calls_end(material: Material, _: date | None) -> Iterator[Fault]:
    """A flow that calls itself, through others or directly, piles up frames until it fails."""
    called = {
        flow_id: {s.call.flow for s in src.flow.steps.values() if isinstance(s, Call)}
        for flow_id, src in material.sources.items()
    }
    for source, step_id, call in _steps(material, Call):
        seen: set[str] = set()
        todo = {call.call.flow}
        while todo:
            seen |= todo
            todo = {inner for flow_id in todo for inner in called.get(flow_id, ())} - seen
        if source.flow.id in seen:
            yield source.step_fault(step_id, f"through this call the flow “{source.flow.id}” calls itself", "call")


def menu_exists(material: Material, _: date | None) -> Iterator[Fault]:
    if material.bot.menu not in material.flow_ids:
        yield material.bot_document.fault(
            f"there is no flow “{material.bot.menu}” for MENU{did_you_mean(material.bot.menu, material.flow_ids)}",
            "menu",
        )


# Names


def names_are_declared(material: Material, _: date | None) -> Iterator[Fault]:
    """A name is declared by an ask's save, a set, an input of the flow or what a call gives back."""
    for source in material.sources.values():
        names = declared(source)
        for step_id, step in source.flow.steps.items():
            for expression in expressions(step):
                for name in sorted((expression.names | asked_for(expression)) - names):
                    message = f"“{name}” is not declared; {HOW_TO_DECLARE}{did_you_mean(name, names - {'answer'})}"
                    yield source.step_fault(step_id, message, *place_of(source, step_id, expression.source))
            if isinstance(step, Handoff):
                for name in step.handoff.summary:
                    if name not in names:
                        yield source.step_fault(
                            step_id, f"“{name}” is not declared{did_you_mean(name, names)}", "handoff", "summary"
                        )
        for name in source.flow.outputs:
            if name not in names:
                yield source.fault(f"the output “{name}” is never saved or set{did_you_mean(name, names)}", "outputs")


def names_are_free(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            for name in given(step):
                if name in _TAKEN or not name.isidentifier() or name != name.lower():
                    yield source.step_fault(
                        step_id, f"“{name}” cannot be a name of yours; choose another, in small letters"
                    )


def comparisons_can_hold(material: Material, _: date | None) -> Iterator[Fault]:
    """`work == 'famr'` is never true, and nobody would notice: it must be one of the values of the options."""
    for source in material.sources.values():
        values = _values(source)
        values["member.language"] = set(material.bot.languages.offered)
        for step_id, step in source.flow.steps.items():
            chosen = isinstance(step, Ask) and step.answer.type in ("choice", "choices")
            own = {"answer": {option.value for option in step.options}} if chosen else {}
            for expression in expressions(step):
                for name, text in expression.compared:
                    known = (values | own).get(name)
                    if known is not None and text not in known:
                        message = f"“{name}” is never “{text}”{did_you_mean(text, known)}"
                        yield source.step_fault(step_id, message, *place_of(source, step_id, expression.source))


def _values(source: Source) -> dict[str, set[str]]:
    """The values of each name that only questions with options give values to."""
    found: dict[str, set[str]] = {}
    other: set[str] = set(source.flow.inputs)
    for step in source.flow.steps.values():
        if isinstance(step, Ask) and step.save and step.answer.type in ("choice", "choices"):
            found.setdefault(step.save, set()).update(option.value for option in step.options)
        else:
            other.update(given(step))
    return {name: values for name, values in found.items() if name not in other}


def names_have_values(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        known = declared(source)
        for use in empty_uses(source.flow):
            if use.name in known or use.name.startswith("fact"):
                guard = f'not known("{use.name}")' if use.name in known else "not fact(…)"
                message = f"“{use.name}” may be empty here; go another way first: {{if: '{guard}', goto: …}}"
                yield source.step_fault(use.step, message, *place_of(source, use.step, use.expression))


def wording_was_shown(material: Material, _: date | None) -> Iterator[Fault]:
    """Consent is kept with the wording that was shown: the step named must be a question of this flow, and no way may
    lead past it."""
    for source, step_id, do in _steps(material, Do):
        for wording in (action.consent.wording for action in do.do if action.consent is not None):
            question = source.flow.steps.get(wording)
            if not isinstance(question, Ask):
                message = f"wording: “{wording}” is no question of this flow; name the one that was asked"
                yield source.step_fault(step_id, message)
            elif question.skip_if_known or step_id in reachable(source.flow, without=wording):
                yield source.step_fault(step_id, f"a way leads here on which “{wording}” is not asked")


def private_flows_stay_silent(material: Material, _: date | None) -> Iterator[Fault]:
    """On a shared phone a text that nobody asked for gives somebody away."""
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items() if source.flow.private else ():
            if isinstance(step, Pause) or (isinstance(step, Ask) and (step.remind or step.timeout)):
                message = "a private flow says nothing by itself: no remind, no timeout, no pause; it ends by `expire`"
                yield source.step_fault(step_id, message)


def private_flows_expire(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        if source.flow.expire is not None and not source.flow.private:
            yield source.fault("expire is for private flows: write private: true, or delete it", "expire")
        elif source.flow.expire is not None and source.flow.expire > LONGEST_PRIVATE:
            yield source.fault("a private conversation is dropped after 24h at most; write expire: 24h", "expire")


def migrations_lead_somewhere(material: Material, _: date | None) -> Iterator[Fault]:
    """`migrate: {old_step: new_step}`: the new one must be a question or a pause, where somebody can wait."""
    for source in material.sources.values():
        for old, new in source.flow.migrate.items():
            if not isinstance(source.flow.steps.get(new), Ask | Pause):
                yield source.fault(
                    f"migrate: “{new}” is no question of this flow; who waits there must be asked", "migrate", old
                )


# Words that members say


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    source: Source
    place: tuple[str | int, ...]
    keyword: bool


def options_differ(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, ask in _steps(material, Ask):
        owner: dict[str, str] = {str(n): option.value for n, option in enumerate(ask.options, 1)}
        for number, option in enumerate(ask.options):
            if not option.heard:
                yield source.step_fault(step_id, f"the option “{option.value}” has no words", "options", number)
            for word in option.heard:
                if owner.setdefault(word, option.value) != option.value:
                    message = f"“{word}” means both “{owner[word]}” and “{option.value}”; take it away from one of them"
                    yield source.step_fault(step_id, message, "options", number)


def options_fit_the_answer(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, ask in _steps(material, Ask):
        chosen = ask.answer.type in ("choice", "choices")
        if chosen and len(ask.options) < 2:
            yield source.step_fault(
                step_id, f"an answer of type {ask.answer.type} needs at least two options", "answer"
            )
        if ask.options and not chosen:
            yield source.step_fault(
                step_id, f"options are for answer: choice or choices; this one is {ask.answer.type}", "options"
            )
        for number in _again([option.value for option in ask.options]):
            yield source.step_fault(step_id, "two options have the same value; rename one", "options", number)


def answers_are_possible(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, ask in _steps(material, Ask):
        least, most = getattr(ask.answer.parser, "min", None), getattr(ask.answer.parser, "max", None)
        if least is not None and most is not None and least > most:
            yield source.step_fault(step_id, f"no answer is above {least} and below {most}; mend min or max", "answer")
        if getattr(ask.answer.parser, "past", False) and getattr(ask.answer.parser, "future", False):
            yield source.step_fault(step_id, "a day is either past or future; take one of the two away", "answer")


def retries_are_said(material: Material, _: date | None) -> Iterator[Fault]:
    """After so many tries the flow goes on elsewhere: what stands behind is never said."""
    for source, step_id, ask in _steps(material, Ask):
        plain = [number for number, retry in enumerate(ask.retry) if retry.when is None]
        for number in plain[ask.tries - 1 :]:
            message = f"this is never said: after {ask.tries} tries the flow goes on elsewhere; delete it"
            yield source.step_fault(step_id, message, "retry", number, warning=True)


def splits_differ(material: Material, _: date | None) -> Iterator[Fault]:
    for source, step_id, split in _steps(material, Split):
        for number in _again([way.value for way in split.split]):
            message = "two ways have the same value, and the report could not tell them apart; rename one"
            yield source.step_fault(step_id, message, "split", number)


def _again(values: list[str]) -> Iterator[int]:
    """The positions of values that stood there before."""
    return (number for number, value in enumerate(values) if value in values[:number])


def words_are_ours(material: Material, _: date | None) -> Iterator[Fault]:
    """A word the carrier or the house itself listens to would never reach the flow, or stop the member's messages."""
    for word in _words(material):
        if (fault := _taken(material, word)) is not None:
            message, warning = fault
            yield word.source.fault(message, *word.place, warning=warning)


def _taken(material: Material, word: _Word) -> tuple[str, bool] | None:
    carrier = consent.carrier_word(word.text)
    if fold(word.text) == "yes":
        return f"“{word.text}” also brings back people who had stopped (the carrier reads it as START)", True
    if carrier is not None:
        return f"“{word.text}” belongs to the carrier ({carrier}); choose another word", False
    if consent.opt_out(word.text) in (("yes", "ask") if word.keyword else ("yes",)):
        return f"“{word.text}” is heard as a wish to stop all messages; choose another word", False
    lexicon = material.lexicon  # an option's own words are heard before any looser request for a person
    command = lexicon.command(word.text) if word.keyword else lexicon.named_command(word.text)
    if command is not None:
        return f"“{word.text}” is the command {command} everywhere; choose another word", False
    if danger(word.text) is not None:
        return f"“{word.text}” is answered with the text for people in danger; this is never heard here", True
    return None


def words_can_be_heard(material: Material, _: date | None) -> Iterator[Fault]:
    for word in _words(material):
        if not fold(word.text).strip():
            yield word.source.fault(f"“{word.text}” has no letters or digits: nobody can write it", *word.place)


def keywords_are_unique(material: Material, _: date | None) -> Iterator[Fault]:
    first: dict[str, _Word] = {}
    for word in _words(material):
        if not word.keyword or word.source.flow.status != "live":
            continue
        other = first.setdefault(fold(word.text), word)
        if other.source is not word.source:
            at = f"{other.source.document.file}:{other.source.document.line(*other.place)}"
            yield word.source.fault(
                f"“{word.text}” already starts “{other.source.flow.id}” ({at}); one word, one flow", *word.place
            )


def keywords_in_every_language(material: Material, _: date | None) -> Iterator[Fault]:
    offered = set(material.bot.languages.offered)
    for source in material.sources.values():
        start = source.flow.start
        for name, spoken in (("keywords", start.keywords), ("examples", start.examples)):
            for language in sorted(spoken.keys() - offered):
                yield source.fault(f"“{language}” is not an offered language", "start", name, language)
            for language in sorted(offered - spoken.keys()) if spoken and source.flow.status == "live" else ():
                yield source.fault(f"{name} for “{language}” are missing", "start", name)


def _words(material: Material) -> Iterator[_Word]:
    for _, source in sorted(material.sources.items()):
        for language, spoken in source.flow.start.keywords.items():
            for number, text in enumerate(spoken):
                yield _Word(text, source, ("start", "keywords", language, number), keyword=True)
        for step_id, step in source.flow.steps.items():
            for number, option in enumerate(step.options if isinstance(step, Ask) else ()):
                for text in dict.fromkeys(option.heard):
                    yield _Word(text, source, ("steps", step_id, "options", number), keyword=False)


# Promises


def partisan_only_where_lawful(material: Material, _: date | None) -> Iterator[Fault]:
    """A 501(c)(3) may not take part in campaigns for or against candidates (26 U.S.C. § 501(c)(3)); the other kinds
    but parties and committees leave that to them. Their deployments go without these flows."""
    partisan = {flow_id for flow_id, source in material.sources.items() if source.flow.kind == "partisan"}
    for flow_id in partisan:
        source = material.sources[flow_id]
        if not material.may_be_partisan:
            message = f"not loaded: partisan flows are for parties and committees, not for a {material.bot.org.kind}"
            yield source.fault(message, "kind", warning=True)
    for source, step_id, call in _steps(material, Call):
        if call.call.flow in partisan and source.flow.kind != "partisan":
            message = f"“{call.call.flow}” is partisan and not loaded everywhere: only a partisan flow may call it"
            yield source.step_fault(step_id, message, "call")


def sensitive_is_forgotten(material: Material, _: date | None) -> Iterator[Fault]:
    """A private flow keeps no answer at all; elsewhere a sensitive one says when it goes: within a month."""
    for source, step_id, ask in _steps(material, Ask):
        kept = ask.sensitive and ask.save is not None and not source.flow.private
        if kept and not 0 < (ask.forget_after or 0) <= LONGEST_SENSITIVE:
            message = (
                "a sensitive answer is kept here; say for how long (forget_after: 7d, 30d at most), or write "
                "private: true at the top of the flow: then nothing is kept"
            )
            yield source.step_fault(step_id, message, "sensitive")
        if ask.forget_after is not None and not kept:
            message = "forget_after is for a sensitive answer that is kept; write sensitive: true and save: beside it"
            yield source.step_fault(step_id, message, "forget_after")


def private_flows_leave_nothing(material: Material, _: date | None) -> Iterator[Fault]:
    """What a private conversation was about would stand there for ever, beside the person's name."""
    for source, step_id, do in _steps(material, Do):
        for number, action in enumerate(do.do if source.flow.private else ()):
            if left := next((name for name in ("tag", "untag", "consent", "alert") if getattr(action, name)), None):
                message = f"a private flow leaves nothing but a hand-off; take “{left}” away"
                yield source.step_fault(step_id, message, "do", number)


def stories_are_told(material: Material, _: date | None) -> Iterator[Fault]:
    for source in material.sources.values():
        stories, faults = read_stories(source)
        yield from faults
        yield from _told_of_what_there_is(material, source, stories)
        if not stories and not faults:
            draft = source.flow.status == "draft"
            yield source.fault(
                "this flow has no tests; write at least one story below “tests:”", "tests", warning=draft
            )


def _told_of_what_there_is(
    material: Material, source: Source, stories: list[tuple[int, Story]]
) -> Iterator[Fault]:
    offered = material.bot.languages.offered
    for number, story in stories:
        languages: list[tuple[str | None, tuple[str | int, ...]]] = [(story.lang, ("lang",))]
        languages += [(line.language, ("script", at, "language")) for at, line in enumerate(story.script)]
        for language, place in languages:
            if language is not None and language not in offered:
                message = f"“{language}” is not an offered language; there are: {', '.join(offered)}"
                yield source.fault(message, "tests", number, *place)
        for at, line in enumerate(story.script):
            flow, _, step = (line.asks or "").rpartition("/")
            called = material.sources.get(flow)
            if flow and flow not in material.flow_ids:
                message = f"there is no flow “{flow}”{did_you_mean(flow, material.flow_ids)}"
                yield source.fault(message, "tests", number, "script", at, "asks")
            elif flow and called is not None and step not in called.flow.steps:
                message = f"there is no step “{step}” in “{flow}”{did_you_mean(step, called.flow.steps)}"
                yield source.fault(message, "tests", number, "script", at, "asks")


def facts_are_current(material: Material, today: date | None) -> Iterator[Fault]:
    """Past review is a warning: the text's `else` goes out instead (crisis numbers stay), and staff are told."""
    for fact_id, (document, number) in material.facts.places.items():
        fact = material.facts.facts.get(fact_id)
        for at, value in enumerate(fact.values if fact is not None else ()):
            if today is not None and value.review_by is not None and value.review_by < today:
                message = f"the review of “{fact_id}” was due on {value.review_by}; check the source and set a new date"
                yield document.fault(message, number, "values", at, "review_by", warning=True)


# What steps hold


def _steps(material: Material, kind: type[Any]) -> Iterator[tuple[Source, str, Any]]:
    for source in material.sources.values():
        for step_id, step in source.flow.steps.items():
            if isinstance(step, kind):
                yield source, step_id, step


RULES: list[Rule] = [
    steps_exist, steps_are_reached, paths_end, modifiers_agree, loops_ask, calls_fit, live_flows_call_live_ones,
    calls_end, menu_exists,
    names_are_declared, names_are_free, comparisons_can_hold, names_have_values, wording_was_shown,
    private_flows_stay_silent, private_flows_leave_nothing, private_flows_expire, migrations_lead_somewhere,
    options_differ, options_fit_the_answer, answers_are_possible, retries_are_said, splits_differ,
    words_can_be_heard, words_are_ours, keywords_are_unique, keywords_in_every_language,
    partisan_only_where_lawful, sensitive_is_forgotten, stories_are_told, facts_are_current,
    *check_texts.RULES, *check_facts.RULES, *check_journeys.RULES, hard_to_read,
]  # fmt: skip
