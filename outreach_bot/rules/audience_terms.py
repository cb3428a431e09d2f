"""One condition of an audience: `key:value` as it is typed → what it means, held against what there is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal, InvalidOperation

from .audience import (
    Answered,
    Condition,
    Consents,
    Everyone,
    FieldKind,
    GotBlast,
    HasField,
    Heard,
    InZip,
    Joined,
    LivesIn,
    OptedOut,
    Sign,
    Speaks,
    Tagged,
    Texted,
    Told,
)
from .folding import fold, tag_name
from .suggestion import did_you_mean

UNKNOWN = "unknown"
EVER = "ever"
YES, NO = frozenset({"yes", "y", "si", "s", "true", "1"}), frozenset({"no", "n", "false", "0"})


class Misread(ValueError):
    """The term means nothing; the message is a sentence for the organizer."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a flow asks and saves. `values`: those of a choice; None: the answer is sealed and can't be asked for."""

    kind: str
    values: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Field:
    """`choices`: the values that a choice has had."""

    kind: FieldKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What there is to ask for. `languages`: folded name or code → code. `towns`: folded name → the town;
    `villages`: folded name → the town it is in. `flows`: flow → question → what it is; `private`: flows whose answers
    nobody may ask for. The `has_…` tell whether anybody, or anything, of that name exists. `facts`: their ids; `told`:
    every value of one that a text has told; `holds`: those that are true now or will be."""

    now: datetime
    zone: tzinfo
    languages: Mapping[str, str]
    towns: Mapping[str, str]
    villages: Mapping[str, str]
    fields: Mapping[str, Field]
    flows: Mapping[str, Mapping[str, Question]]
    private: Collection[str]
    has_tag: Callable[[str], bool]
    tags: Callable[[], Collection[str]]
    has_programme: Callable[[str], bool]
    programmes: Callable[[], Collection[str]]
    has_blast: Callable[[int], bool]
    facts: Collection[str]
    told: Callable[[str], Collection[str]]
    holds: Callable[[str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Term:
    """`key:name` with, for fields and answers, a sign and a value: "field", "seniority", ">=", "5"."""

    key: str
    colon: bool
    name: str
    sign: str
    value: str
    whole: str  # everything behind the colon, quotes taken off

    @classmethod
    def of(cls, text: str) -> Term:
        key, colon, rest = text.partition(":")
        match = _NAME_AND_VALUE.fullmatch(rest)
        assert match is not None  # it matches everything
        return cls(key.lower(), bool(colon), _bare(match[1]), match[2] or "", _bare(match[3]), _bare(rest))


_NAME_AND_VALUE = re.compile(r'((?:"[^"]*"|[^<>=])*)(<=|>=|=|<|>)?(.*)', re.DOTALL)
_DURATION = re.compile(r"([0-9]{1,4})([dw])")
_NO_QUOTES = str.maketrans("", "", '"“”„«»')
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_term(term: Term, words: Vocabulary) -> Condition:
    """What a term means. Raises Misread."""
    if term.key in _BARE:
        if term.colon:
            raise Misread(f"“{term.key}” stands alone, without a colon.")
        return _BARE[term.key]
    if term.key not in KEYS:
        raise Misread(_no_such_key(term))
    example, reader = KEYS[term.key]
    if not term.colon or not term.whole.strip():
        raise Misread(f"Write it like {example}")
    return reader(term, words)


def _no_such_key(term: Term) -> str:
    known = [*KEYS, *_BARE]
    if "=" in term.key and (before := term.key.partition("=")[0]) in KEYS:
        return f"Put a colon behind “{before}”: {KEYS[before][0]}"
    if not term.colon:
        return f"“{term.key}” is no condition. A tag, for example, is written tag:{tag_name(term.key) or 'cleaners'}"
    return f"There is no “{term.key}:”{did_you_mean(term.key, known)}"


def _tag(term: Term, words: Vocabulary) -> Condition:
    name = tag_name(term.whole)
    if not name or not words.has_tag(name):
        raise Misread(f"Nobody has the tag “{name or term.whole}”{did_you_mean(name, words.tags())}")
    return Tagged(name)


def _language(term: Term, words: Vocabulary) -> Condition:
    name = fold(term.whole)
    if name == UNKNOWN:
        return Speaks(None)
    if name not in words.languages:
        there = {*words.languages.values(), UNKNOWN}
        raise Misread(f"“{term.whole}” is no language of ours{did_you_mean(name, there)}")
    return Speaks(words.languages[name])


def _town(term: Term, words: Vocabulary) -> Condition:
    name = fold(term.whole.replace("_", " "))
    if name == UNKNOWN:
        return LivesIn(None)
    if name in words.villages and name not in words.towns:
        town = words.villages[name]
        raise Misread(f"“{term.whole}” is a part of {town}. Write {_quotable('town', town)}")
    if name not in words.towns:
        raise Misread(f"“{term.whole}” is no town of Connecticut{did_you_mean(term.whole, words.towns.values())}")
    return LivesIn(words.towns[name])


def _zip(term: Term, _: Vocabulary) -> Condition:
    if not re.fullmatch("[0-9]{5}", term.whole):
        raise Misread("A ZIP code has five digits: zip:06106")
    return InZip(term.whole)


def _field(term: Term, words: Vocabulary) -> Condition:
    name = tag_name(term.name.removesuffix("!"))
    known = words.fields.get(name)
    if known is None:
        raise Misread(f"No list has brought a field “{name}”{did_you_mean(name, words.fields)}")
    if term.name.endswith("!"):
        raise Misread(f"Write it with not: not field:{name}={term.value}")
    if not term.sign:
        return HasField(name, known.kind)
    if known.kind == "text":
        raise Misread(
            f"“{name}” is a text, and texts are sealed: an audience can only ask whether there is one: field:{name}"
        )
    if term.sign != "=" and known.kind not in ("number", "date"):
        raise Misread(f"“{name}” has no order: use =")
    return HasField(name, known.kind, _sign(term.sign), _field_value(name, known, term.value))


def _field_value(name: str, known: Field, written: str) -> str | bool | Decimal | date:
    if known.kind == "number":
        return _number(name, written)
    if known.kind == "date":
        return _date(written, f"“{name}” is a date")
    if known.kind == "yes_no":
        return _yes_no(name, written)
    choice = tag_name(written)
    if choice not in known.choices:
        raise Misread(f"“{name}” is never “{written}”{did_you_mean(choice, known.choices)}")
    return choice


def _answered(term: Term, words: Vocabulary) -> Condition:
    flow, dot, name = term.name.partition(".")
    if flow in words.private:
        raise Misread(f"“{flow}” is private: its answers are in no audience.")
    if flow not in words.flows:
        raise Misread(f"There is no flow “{flow}”{did_you_mean(flow, words.flows)}")
    if not dot:
        if term.sign:
            raise Misread(f"Say which question: {_questions(flow, words)}")
        return Answered(flow)
    question = words.flows[flow].get(name)
    if question is None:
        raise Misread(f"“{flow}” saves no answer “{name}”{did_you_mean(name, words.flows[flow])}")
    if not term.sign:
        return Answered(flow, name)
    if term.sign != "=":
        raise Misread("An answer has no order: use =")
    if question.kind == "yes_no":
        return Answered(flow, name, _yes_no(name, term.value))
    if question.values is None:
        raise Misread(
            f"“{name}” is a {question.kind}, and those are sealed: an audience can only ask whether it was answered: "
            f"answered:{flow}.{name}"
        )
    if term.value not in question.values:
        raise Misread(f"“{term.value}” is no answer to “{name}”{did_you_mean(term.value, question.values)}")
    return Answered(flow, name, term.value, several=question.kind == "choices")


def _heard(term: Term, words: Vocabulary) -> Condition:
    return Heard(None) if fold(term.whole) == EVER else Heard(_since(term, words))


def _joined(term: Term, words: Vocabulary) -> Condition:
    return Joined(_since(term, words))


def _texted(term: Term, words: Vocabulary) -> Condition:
    return Texted(_since(term, words))


def _blast(term: Term, words: Vocabulary) -> Condition:
    if not re.fullmatch("[0-9]{1,9}", term.whole) or not words.has_blast(int(term.whole)):
        raise Misread(f"There is no blast {term.whole}. List them with: outreach blasts list")
    return GotBlast(int(term.whole))


def _told(term: Term, words: Vocabulary) -> Condition:
    fact = term.name
    if fact not in words.facts:
        raise Misread(f"There is no fact “{fact}”{did_you_mean(fact, words.facts)}")
    if term.sign not in ("", "="):
        raise Misread("What was told has no order: use =")
    holds, told = sorted(words.holds(fact)), {_bare(value): value for value in words.told(fact)}
    old = {written: value for written, value in told.items() if value not in holds}
    if not term.sign:
        if not old:
            raise Misread(f"Nobody was told a value of “{fact}” that does not hold any more.")
        return Told(fact, tuple(sorted(old.values())), tuple(holds))
    if term.value in map(_bare, holds):
        raise Misread(f"“{term.value}” still holds. Is it wrong? Then enter the right one in flows/facts first.")
    if term.value not in old:
        raise Misread(f"Nobody was told that “{fact}” is “{term.value}”{did_you_mean(term.value, old)}")
    return Told(fact, (old[term.value],), tuple(holds))


def _consented(term: Term, words: Vocabulary) -> Condition:
    if not words.has_programme(term.whole):
        raise Misread(f"Nobody has agreed to “{term.whole}”{did_you_mean(term.whole, words.programmes())}")
    return Consents(term.whole)


# Key → how it is written, and its reader.
KEYS: dict[str, tuple[str, Callable[[Term, Vocabulary], Condition]]] = {
    "tag": ("tag:cleaners", _tag),
    "language": ("language:es", _language),
    "town": ("town:Hartford", _town),
    "zip": ("zip:06106", _zip),
    "field": ("field:shift=night", _field),
    "answered": ("answered:equality/pledge.pledge=talk", _answered),
    "heard": ("heard:30d", _heard),
    "joined": ("joined:2026-10-31", _joined),
    "texted": ("texted:7d", _texted),
    "blast": ("blast:12", _blast),
    "told": ("told:wage.minimum", _told),
    "consented": ("consented:updates", _consented),
}
_BARE: dict[str, Condition] = {"everyone": Everyone(), "opted_out": OptedOut()}


# Values


def _bare(written: str) -> str:
    """Without any quotation marks: a value that holds some can be asked for all the same."""
    return written.translate(_NO_QUOTES)


def _quotable(key: str, value: str) -> str:
    return f'{key}:"{value}"' if " " in value else f"{key}:{value}"


def _sign(written: str) -> Sign:
    signs: dict[str, Sign] = {"=": "=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
    return signs[written]


def _number(name: str, written: str) -> Decimal:
    try:
        number = Decimal(written)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise Misread(f"“{name}” is a number: write it like field:{name}>=5")
    return number


def _yes_no(name: str, written: str) -> bool:
    word = fold(written)
    if word not in YES | NO:
        raise Misread(f"“{name}” is yes or no")
    return word in YES


def _date(written: str, what: str) -> date:
    try:
        if _DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    raise Misread(f"{what}: write it like 2026-10-31")


def _since(term: Term, words: Vocabulary) -> datetime:
    """So many days or weeks ago, or the first minute of a day where the organisation is."""
    duration = _DURATION.fullmatch(term.whole)
    if duration:
        return words.now - timedelta(days=int(duration[1]) * (7 if duration[2] == "w" else 1))
    day = _date(term.whole, "Days like 30d, weeks like 8w, or a day")
    return datetime.combine(day, time(), words.zone)


def _questions(flow: str, words: Vocabulary) -> str:
    return ", ".join(f"answered:{flow}.{name}" for name in words.flows[flow]) or "it saves none"
