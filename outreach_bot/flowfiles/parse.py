"""One flow file into a Flow with all its faults; and a Flow's structure out to storage and back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from ..conversation.durations import seconds
from ..conversation.expressions import Expression
from ..conversation.flow import Flow, Start, When
from ..conversation.lexicon import heard
from ..conversation.sentences import Sentence, sentences_in
from ..conversation.steps import KINDS
from ..conversation.steps.ask import Ask, read_answer
from ..conversation.steps.branch import Branch
from ..errors import Fault
from ..rules.suggestion import did_you_mean
from .reading import Document
from .schema import readable_part, validate

_STEP_ID = re.compile(r"[a-z][a-z0-9_]*")
FILLED_IN = ("id", "version", "steps", "source")  # fields of Flow that no file may give
_UNVERSIONED = ("id", "version", "title", "notice", "start", "status", "source", "migrate")


@dataclass(slots=True)
class Source:
    """A flow with the file it came from. `sentences`: each with its line, in reading order. `tests`: as written.

    `rough`: parts of the file could not be read; it is held against the rules, so that all its faults are told at once,
    and never loaded. A step that could not be read then has a stand-in that leads where the step leads."""

    flow: Flow
    document: Document
    sentences: list[tuple[Sentence, int]] = field(default_factory=list)
    tests: list[Any] = field(default_factory=list)
    rough: bool = False

    def fault(self, message: str, *place: str | int, warning: bool = False) -> Fault:
        return self.document.fault(message, *place, warning=warning)

    def step_fault(self, step_id: str, message: str, *place: str | int, warning: bool = False) -> Fault:
        return self.document.fault(message, "steps", step_id, *place, warning=warning)


@cache
def step_adapter(verb: str) -> TypeAdapter[Any]:
    return TypeAdapter(KINDS[verb])


@cache
def flow_adapter() -> TypeAdapter[Flow]:
    return TypeAdapter(Flow)


def parse_flow(flow_id: str, document: Document) -> Source | None:
    """The flow, `rough` when the document's `faults` hold something; None when it is too little of a flow to go on."""
    flow = _flow(flow_id, document)
    if flow is None:
        return None
    tests = document.data.get("tests") or []
    rough = bool(document.faults)
    if not isinstance(tests, list):
        document.faults.append(document.fault("tests is a list: lines that begin with “- name: …”", "tests"))
        tests = []
    source = Source(flow, document, tests=tests, rough=rough)
    source.sentences = _with_lines(flow, document)
    if rough:  # what only a stand-in says nobody wrote
        written = {text.strip() for text, _ in document.texts()}
        source.sentences = [pair for pair in source.sentences if pair[0].msgid in written]
    return source


def _flow(flow_id: str, document: Document) -> Flow | None:
    raw = document.data
    if not isinstance(raw, dict):
        if not document.faults:
            document.faults.append(
                document.fault("a flow is a group of “name: value” lines: title, start, steps, tests")
            )
        return None
    settings: dict[str, Any] = {key: value for key, value in raw.items() if key not in ("steps", "tests")}
    for key in [key for key in settings if key in FILLED_IN or key not in _keys()]:
        document.faults.append(document.fault(f"“{key}” is not known here{did_you_mean(key, _keys())}", key))
        del settings[key]
    if "expire" in settings:
        try:
            settings["expire"] = seconds(settings["expire"])
        except ValueError as error:
            document.faults.append(document.fault(str(error), "expire"))
            del settings["expire"]
    steps = _steps(document)
    filled_in = {"id": flow_id, "version": "", "steps": steps}
    flow = validate(flow_adapter(), settings | filled_in, document)
    if flow is None:
        flow = readable_part(flow_adapter(), filled_in | {"title": "?"}, settings)
    if flow is None or not steps:
        return None
    flow.steps = steps
    flow.source = _storable({key: value for key, value in raw.items() if key != "tests"})
    _name_sentences(flow)
    flow.version = _version(flow)
    return flow


@cache
def _keys() -> frozenset[str]:
    return frozenset(f.name for f in fields(Flow) if f.init and f.name not in FILLED_IN) | {"steps", "tests"}


def _steps(document: Document) -> dict[str, Any]:
    raw = document.data.get("steps")
    if not isinstance(raw, dict) or not raw:
        message = "a flow needs steps: a name for each, and below it what it does (say, ask, …)"
        document.faults.append(document.fault(message, "steps"))
        return {}
    steps: dict[str, Any] = {}
    for step_id, written in raw.items():
        if not _STEP_ID.fullmatch(step_id):
            message = f"“{step_id}” cannot be a step's name; use small letters, digits and _ only"
            document.faults.append(document.fault(message, "steps", step_id))
        step = _step(document, step_id, written)
        steps[step_id] = _stand_in(step_id, written, list(raw)) if step is None else step
    return steps


def _step(document: Document, step_id: str, written: Any) -> Any:
    place = ("steps", step_id)
    if not isinstance(written, dict):
        document.faults.append(
            document.fault(f"the step “{step_id}” does nothing; give it one of: {', '.join(KINDS)}", *place)
        )
        return None
    verbs = [key for key in written if key in KINDS]
    if "end" in verbs and set(written) - {"end", "next"}:
        verbs.remove("end")  # a modifier here
    if len(verbs) != 1:
        if verbs:
            said = f"does two things at once ({', '.join(verbs)}); make two steps of it"
        else:
            guesses = [guess for key in written if "did you mean" in (guess := did_you_mean(key, KINDS))]
            said = f"does nothing we know{(guesses or ['; give it one of: ' + ', '.join(KINDS)])[0]}"
        document.faults.append(document.fault(f"the step “{step_id}” {said}", *place, *verbs[1:2]))
        return None
    return validate(step_adapter(verbs[0]), written, document, *place)


def _stand_in(step_id: str, written: Any, step_ids: list[str]) -> Any:
    """For a step that could not be read: what can be read of it, leading to all steps that it names."""
    raw = written if isinstance(written, dict) else {}
    verb = next((verb for verb in KINDS if verb in raw), "")
    parts = {key: value for key, value in raw.items() if key != verb}
    step = readable_part(step_adapter(verb), {verb: raw[verb]}, parts) if verb else None
    if step is None and "ask" in raw:  # without an answer that can be read
        step = readable_part(step_adapter("ask"), {"ask": raw["ask"], "answer": "text"}, parts)
    if isinstance(step, Ask) and "options" in raw:  # whether they and the answer agree is told when both can be read
        step.answer = read_answer("choice" if step.options else "text")
    if step is None:  # says nothing, and gives the names that the step would have given
        named = raw[verb] if verb == "set" and isinstance(raw[verb], dict) else {}
        step = step_adapter("set").validate_python({"set": dict.fromkeys(named, "1")})
    if isinstance(step, Branch):
        return step
    kept = [arm.goto for arm in step.next or []]
    lost = [name for name in _named_in(raw, step_ids) if name not in (step_id, *step.goes_to())]
    falls_through = not kept and not raw.keys() & {"next", "end", "branch", "split"}
    below = step_ids[step_ids.index(step_id) + 1 :][:1]
    if lost:
        ways = kept + lost + (below if falls_through else [])
        step.next = [When(test=Expression("member.hidden"), goto=name) for name in ways[:-1]] + [When(goto=ways[-1])]
        step.end = None
    elif not kept and not (falls_through and (verb or below)):
        step.end = step.end or "end"
    return step


def _named_in(raw: Any, step_ids: list[str]) -> list[str]:
    """Every text that is a step's name, or stands below a key that says where to go."""
    if isinstance(raw, list):
        return [name for each in raw for name in _named_in(each, step_ids)]
    if not isinstance(raw, dict):
        return [raw] if isinstance(raw, str) and raw in step_ids else []
    ways = [value for key, value in raw.items() if key in ("next", "goto", "else", "otherwise")]
    named = [way for way in ways if isinstance(way, str) and _STEP_ID.fullmatch(way)]
    return named + _named_in(list(raw.values()), step_ids)


# Sentences


def _name_sentences(flow: Flow) -> list[Sentence]:
    """Write each sentence's context into it: "rights/unpaid_wages/ask_hours/ask"."""
    found = sentences_in(flow.title, f"{flow.id}/title")
    if flow.notice is not None:
        found += sentences_in(flow.notice, f"{flow.id}/notice")
    for step_id, step in flow.steps.items():
        found += sentences_in(step, f"{flow.id}/{step_id}")
    return found


def _with_lines(flow: Flow, document: Document) -> list[tuple[Sentence, int]]:
    pairs: list[tuple[Sentence, int]] = []
    for part in ("title", "notice"):
        if (sentence := getattr(flow, part)) is not None:
            pairs += lines_of(sentences_in(sentence, f"{flow.id}/{part}"), document, part)
    for step_id, step in flow.steps.items():
        pairs += lines_of(sentences_in(step, f"{flow.id}/{step_id}"), document, "steps", step_id)
    return pairs


def lines_of(sentences: list[Sentence], document: Document, *place: str | int) -> list[tuple[Sentence, int]]:
    """Each sentence with the line its text stands on; equal texts in one step are told apart by their order."""
    written = [(text.strip(), line) for text, line in document.texts(*place)]
    pairs: list[tuple[Sentence, int]] = []
    for sentence in sentences:
        at = next((n for n, (text, _) in enumerate(written) if text == sentence.msgid), None)
        pairs.append((sentence, written.pop(at)[1] if at is not None else document.line(*place)))
    return sorted(pairs, key=lambda pair: pair[1])


# The structure, for storage


def structure(flow: Flow) -> dict[str, Any]:
    """What storage keeps of a version, as JSON: the file without its tests."""
    return dict(flow.source)


def load_structure(flow_id: str, raw: Mapping[str, Any], current: Flow | None = None) -> Flow:
    """An older version brought back. Its wording is live: a text whose place still exists in the current flow, with the
    same placeholders, is said in today's words. Raises ValueError when today's code cannot read the old structure."""
    document = Document(f"{flow_id} (an older version)", dict(raw))
    flow = _flow(flow_id, document)
    if flow is None or document.faults:
        raise ValueError("\n".join(map(str, document.faults)))
    if current is not None:
        todays = {sentence.context: sentence for sentence in _name_sentences(current)}
        for sentence in _name_sentences(flow):
            today = todays.get(sentence.context)
            if today is not None and _names(today) == _names(sentence):
                sentence.msgid, sentence.placeholders, sentence.facts = today.msgid, today.placeholders, today.facts
    for step_id, step in flow.steps.items():
        todays_step = current.steps.get(step_id) if current is not None else None
        hear_options(step, {o.value: o.heard for o in getattr(todays_step, "options", ())})
    return flow


def hear_options(step: Any, more: Mapping[str, Iterable[str]]) -> None:
    """Write into each option the words that mean it: its value, its label, its synonyms in every language,
    and `more` by value (the label's translations; what today's version of the option understands)."""
    for option in step.options if isinstance(step, Ask) else ():
        synonyms = (word for words in option.say.values() for word in words)
        spoken = (
            heard(phrase) for phrase in (option.value, option.label.msgid, *more.get(option.value, ()), *synonyms)
        )
        option.heard = tuple(dict.fromkeys(word for word in spoken if word))


def _names(sentence: Sentence) -> frozenset[str]:
    return frozenset(name for name, _ in sentence.placeholders)


def _storable(value: Any) -> Any:
    """JSON's own types; decimals as text, which every field that takes a number reads back."""
    if isinstance(value, dict):
        return {key: _storable(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_storable(inner) for inner in value]
    return str(value) if isinstance(value, Decimal) else value


def _version(flow: Flow) -> str:
    """A hash of everything but wording: two files that lead people the same way have the same version."""
    bare = {f.name: _bare(getattr(flow, f.name)) for f in fields(flow) if f.name not in _UNVERSIONED}
    return hashlib.sha256(json.dumps(bare, sort_keys=False).encode()).hexdigest()[:12]


def _bare(part: Any) -> Any:
    if isinstance(part, Sentence):
        return [sorted(_names(part)), _bare(part.otherwise)]
    if isinstance(part, Expression):
        return part.source
    if isinstance(part, Start):
        return None
    if is_dataclass(part) and not isinstance(part, type):
        # `init=False` fields are filled in from catalogs and words: wording, not structure.
        return [type(part).__name__, {f.name: _bare(getattr(part, f.name)) for f in fields(part) if f.init}]
    if isinstance(part, Mapping):
        return [[str(key), _bare(value)] for key, value in part.items()]
    if isinstance(part, list | tuple | set | frozenset):
        return [_bare(each) for each in part]
    return part if isinstance(part, str | int | bool | None) else str(part)
