"""ask: one question as one object: text, answer type, where to save, retries by reason, a way out, branches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, get_args

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema, with_config

from ...rules.age import OF_AGE
from ...rules.zips import town_of_zip
from ..answers import TYPES
from ..answers.base import Answer, AnswerType, Choice, NotUnderstood, Reason
from ..durations import Seconds
from ..flow import STRICT, Spoken
from ..sentences import WORDS_SCHEMA, Sentence, Words
from .base import WAIT, Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@dataclass(slots=True)
class AnswerSpec:
    type: str
    parser: AnswerType


def read_answer(value: Any) -> Any:
    """`yes_no`, or `{type: decimal, min: 0, …}`."""
    if isinstance(value, AnswerSpec):
        return value
    settings = {"type": value} if isinstance(value, str) else dict(value) if isinstance(value, dict) else {}
    name = settings.pop("type", None)
    if not isinstance(name, str):
        raise ValueError(f"say of which type the answer is, like answer: yes_no; there are: {', '.join(TYPES)}")
    if name not in TYPES:
        raise ValueError(f"“{name}” is not an answer type; there are: {', '.join(TYPES)}")
    return AnswerSpec(name, TypeAdapter(TYPES[name]).validate_python(settings))


AnswerField = Annotated[
    AnswerSpec,
    BeforeValidator(read_answer),
    WithJsonSchema({
        "anyOf": [
            {"enum": list(TYPES)},
            {"type": "object", "properties": {"type": {"enum": list(TYPES)}}, "required": ["type"]},
        ]
    }),
]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Option:
    """`heard`: every folded word that means it: value, label in all languages, synonyms. The loader fills it in,
    because the labels' translations stand in the catalogs."""

    value: str
    label: Words
    say: Spoken = field(default_factory=dict)
    goto: str | None = None
    heard: tuple[str, ...] = field(default=(), init=False)


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Retry:
    """`when`: only for this reason of not understanding."""

    say: Words
    when: Reason | None = None


RetryField = Annotated[
    Retry,
    BeforeValidator(lambda v: v if isinstance(v, dict) and "say" in v else {"say": v}),
    WithJsonSchema({
        "anyOf": [
            *WORDS_SCHEMA["anyOf"],
            {"type": "object", "properties": {"say": WORDS_SCHEMA, "when": {"enum": list(get_args(Reason))}},
             "required": ["say"], "additionalProperties": False},
        ]
    }),
]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Reminder:
    """Said when nothing was heard for so long; counted from our last text. Never at night."""

    after: Seconds
    say: Words


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Timeout:
    """After the last reminder, so much later, the flow goes on at `goto`."""

    after: Seconds
    goto: str


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Ask(Modifiers):
    ask: Words
    answer: AnswerField
    options: list[Option] = field(default_factory=list)
    save: str | None = None
    sensitive: bool = False
    forget_after: Seconds | None = None  # of a sensitive answer: when its row is erased
    skippable: bool = False
    skip_if_known: str | None = None
    retry: list[RetryField] = field(default_factory=list)
    tries: Annotated[int, Field(ge=1, le=10)] = 3
    otherwise: str | None = None
    remind: list[Reminder] = field(default_factory=list)
    timeout: Timeout | None = None

    def goes_to(self) -> list[str]:
        ways = [arm.goto for arm in self.next or []] + [option.goto for option in self.options if option.goto]
        return ways + ([self.otherwise] if self.otherwise else []) + ([self.timeout.goto] if self.timeout else [])

    def wakes_after(self, reminded: int) -> int | None:
        """Seconds of silence after which something is said or done by itself; None: never."""
        if reminded < len(self.remind):
            return self.remind[reminded].after
        return self.timeout.after if self.timeout else None

    def wake(self, scene: Scene) -> Next:
        """The member has been silent so long: the next reminder, with the question, or the time-out."""
        frame = scene.frame
        if frame.reminded < len(self.remind):
            frame.reminded += 1
            scene.say(self.remind[frame.reminded - 1].say, self.labels)
            return WAIT
        assert self.timeout is not None
        return self.timeout.goto

    @property
    def takes_anything(self) -> bool:
        """Free words: every text is an answer, so only whole-message commands and keywords come before it."""
        return self.answer.type in ("text", "name")

    def choices(self) -> Sequence[Choice]:
        return [Choice(option.value, number, option.heard) for number, option in enumerate(self.options, 1)]

    def enter(self, scene: Scene) -> Next:
        known = scene.member.known.get(self.skip_if_known) if self.skip_if_known else None
        if known is not None:
            return self.accept(scene, Answer(known))
        opening, scene.opening = scene.opening, ""
        if opening and not scene.flow.asks_consent(scene.frame.step):
            answer = self.parse(scene, opening)
            if isinstance(answer, Answer) and answer.confidence >= 1 and not self.takes_anything:
                scene.notice()
                return self.accept(scene, answer)
        scene.notice()
        self.put(scene)
        scene.remember_question()
        return WAIT

    def takes_the_answers_of(self, other: Ask) -> bool:
        """Would "2" and "yes" mean the same here?"""
        values = [option.value for option in self.options]
        return self.answer == other.answer and values == [option.value for option in other.options]

    def put(self, scene: Scene) -> None:
        """Say the question, with its options numbered."""
        if scene.moved is not None and scene.moved.frame is scene.frame:
            scene.moved = None
        scene.say(self.ask, self.labels)

    @property
    def labels(self) -> tuple[Sentence, ...]:
        return tuple([option.label for option in self.options]) if self.options else ()

    def parse(self, scene: Scene, text: str) -> Answer | NotUnderstood:
        return self.answer.parser.parse(
            text, lexicon=scene.book.lexicon, today=scene.today, choices=self.choices() if self.options else ()
        )

    def accept(self, scene: Scene, answer: Answer) -> Next:
        frame = scene.frame
        frame.tries = frame.reminded = 0
        if self.answer.type == "age" and answer.value < OF_AGE:
            return scene.too_young()
        if answer.repaired and not scene.discreet:
            scene.say(scene.book.bot.say.repaired, value=_as_read(self.answer.type, answer.value))
        scene.answered(self, answer.value)
        for option in self.options:
            if option.value == answer.value:
                return option.goto
        return None

    def refuse(self, scene: Scene, reason: str) -> Next:
        """Not understood: the sentence for this reason, else the next one in the list, and at last the way out."""
        frame = scene.frame
        frame.tries += 1
        if frame.tries >= self.tries:
            frame.tries = 0
            return self.otherwise or scene.lost()
        say = self._retry(reason, frame.tries)
        if say is not None:
            scene.say(say, self.labels)
        else:
            scene.say(scene.book.bot.say.misunderstood)
            self.put(scene)
        return WAIT

    def _retry(self, reason: str, failure: int) -> Sentence | None:
        for retry in self.retry:
            if retry.when == reason:
                return retry.say if failure == 1 else None  # never the same text twice in a row
        plain = [retry.say for retry in self.retry if retry.when is None]
        return plain[failure - 1] if failure <= len(plain) else None


def _as_read(kind: str, value: Any) -> Any:
    """What we took it for: a ZIP with its town, so that a slip shows."""
    town = town_of_zip(value) if kind == "zip" else None
    return f"{value} {town}" if town else value
