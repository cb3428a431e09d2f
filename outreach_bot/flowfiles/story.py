"""Plays the stories below `tests:` with the real engine and a member in memory. It renders through what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, TypeAdapter, WithJsonSchema, with_config

from ..conversation import effects
from ..conversation.book import FlowBook
from ..conversation.durations import Seconds
from ..conversation.engine import advance, journey_text
from ..conversation.events import Event
from ..conversation.facts import Facts
from ..conversation.flow import STRICT
from ..conversation.inputs import Heard, MemberView, StartFlow, TimedOut
from ..conversation.journey import day_of, first, occasion
from ..conversation.sentences import InEach
from ..conversation.state import Conversation, Turn
from ..errors import Fault
from ..rules import segments
from ..rules.elections import Election, Kind
from ..rules.quiet_hours import Window
from ..rules.scrub import scrub
from ..rules.suggestion import did_you_mean
from .parse import Source
from .reading import Document
from .schema import validate

FIXED_NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # stories never depend on the day they are played
_BETWEEN_TEXTS = timedelta(minutes=1)

Render = Callable[[Sequence[effects.Say], str], str]  # (what is said, language) → the text a member would get


def _as_texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_words(value: Any) -> Any:
    """`in: 40` and `in: 37.50` are what the member types."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict | list):
        raise ValueError("what the member writes is one text; put it between quotes")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _as_time(value: Any) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        moment = None
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise ValueError("a time here is written like 2026-11-20T15:00:00Z")
    return moment


Texts = Annotated[
    list[str],
    BeforeValidator(_as_texts),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
_WORDS_SCHEMA = {"type": ["string", "number", "boolean", "null"]}


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Line:
    """One text of the member, and what must come of it. `says`: a part of the reply, in any offered language."""

    said: Annotated[str | None, BeforeValidator(_as_words), WithJsonSchema(_WORDS_SCHEMA), Field(alias="in")] = None
    after: Seconds | None = None  # instead of `in`: so long nothing is heard, and what was to happen then happens
    journey: str | None = None  # instead of `in`: "journey/text", which comes on its day
    says: Texts = field(default_factory=list)
    says_not: Texts = field(default_factory=list)
    asks: str | None = None  # the step whose question waits
    ends: str | None = None  # the outcome with which a flow ended
    hears: str | None = None  # the branch of the hearing order
    handoff: str | None = None  # the queue a person takes over from
    tags: list[str] | None = None  # all the member's tags
    language: str | None = None  # the member's
    journeys: list[str] | None = None  # all that the member is in

    def __post_init__(self) -> None:
        if sum(each is not None for each in (self.said, self.after, self.journey)) != 1:
            raise ValueError(
                "a line begins with what the member writes (in: …), with a silence (after: 20h), or with a text of a "
                "journey (journey: primary/day_before)"
            )

    @property
    def cause(self) -> str:
        if self.journey is not None:
            return f"the day of {self.journey}"
        return f"“{self.said}”" if self.said is not None else "the silence"


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Vote:
    """An election that staff entered, for a story."""

    kind: Kind
    day: date
    town: str | None = None
    party: str | None = None


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Story:
    """`lang`: the member's language before the first text; None = not known yet. `start`: the flow is started for the
    member before the first text, as staff would. `event`: one is to come; `elections`: what staff entered."""

    name: str
    script: Annotated[list[Line], Field(min_length=1)]
    lang: str | None = None
    now: Annotated[datetime, BeforeValidator(_as_time)] = FIXED_NOW
    start: bool = False
    event: bool = False
    elections: list[Vote] = field(default_factory=list)

    def facts(self, known: Facts) -> Facts:
        """The organisation's facts, with what this story says of events and elections and nothing else."""
        starts = self.now + timedelta(days=7)
        place = InEach({"en": "Main Street, Hartford", "es": "Main Street, Hartford"})
        title = InEach({"en": "Members' meeting", "es": "Reunión de miembros"})
        event = Event("example", title, starts, starts + timedelta(hours=2), place, "https://example.org/e.ics")
        calendar = tuple(
            Election(each.kind, each.day, each.town, each.party, entry=number)
            for number, each in enumerate(self.elections, 1)
        )
        return replace(known, events=(event,) if self.event else (), calendar=calendar)


@dataclass(frozen=True, slots=True)
class Failure:
    """A line whose promise was not kept, and what was said instead."""

    file: str
    line: int
    story: str
    language: str | None
    message: str
    said: str

    def __str__(self) -> str:
        spoken = f" [{self.language}]" if self.language else ""
        return f"{self.file}:{self.line}: {self.story}{spoken}: {self.message}\n    it said: {self.said or '(nothing)'}"


@dataclass(slots=True)
class Report:
    """`entered`: by flow, the steps that some story reached; `steps`: all there are.
    `long_replies`: by the text that is too long, a warning where it is first said."""

    played: int = 0
    failures: list[Failure] = field(default_factory=list)
    long_replies: dict[str, Fault] = field(default_factory=dict)
    entered: dict[str, set[str]] = field(default_factory=dict)
    steps: dict[str, list[str]] = field(default_factory=dict)

    @property
    def coverage(self) -> int:
        """The share of steps that stories reach, in whole per cent, rounded down."""
        total = sum(map(len, self.steps.values()))
        return (
            100 * sum(len(self.entered[flow] & set(steps)) for flow, steps in self.steps.items()) // total
            if total
            else 100
        )

    def unreached(self, sources: Mapping[str, Source]) -> list[Fault]:
        """A warning for every step that no story reaches."""
        return [
            sources[flow].step_fault(step, f"no test reaches “{step}”", warning=True)
            for flow, steps in self.steps.items() for step in steps if step not in self.entered[flow]
        ]  # fmt: skip


_STORY = TypeAdapter(Story)


def read_stories(source: Source) -> tuple[list[tuple[int, Story]], list[Fault]]:
    """(number in the file, story) of a flow, and what is wrong in the way they are written."""
    written = Document(source.document.file, source.document.data, source.document.lines)
    stories: list[tuple[int, Story]] = []
    for number, raw in enumerate(source.tests):
        story = validate(_STORY, raw, written, "tests", number)
        if story is None:
            continue
        stories.append((number, story))
        for at, line in enumerate(story.script):
            if line.asks is not None and "/" not in line.asks and line.asks not in source.flow.steps:
                message = f"there is no step “{line.asks}”{did_you_mean(line.asks, source.flow.steps)}"
                written.faults.append(written.fault(message, "tests", number, "script", at, "asks"))
    return stories, written.faults


@dataclass(slots=True)
class StoryMember:
    """A member in memory: effects change it as services would change rows."""

    language: str | None = None
    opted_out: bool = False
    waiting: bool = False
    hidden: bool = False
    young: bool = False
    tags: set[str] = field(default_factory=set)
    programmes: set[str] = field(default_factory=set)
    known: dict[str, object] = field(default_factory=dict)
    journeys: dict[str, list[str]] = field(default_factory=dict)  # and the occasions, the first one first

    def view(self) -> MemberView:
        return MemberView(
            language=self.language, opted_out=self.opted_out, waiting=self.waiting, hidden=self.hidden,
            young=self.young, tags=frozenset(self.tags), programmes=frozenset(self.programmes), known=dict(self.known),
        )  # fmt: skip

    def take(self, found: Sequence[effects.Effect], facts: Facts, today: date) -> None:
        for effect in found:
            match effect:
                case effects.Join(journey=journey, occasion=occasion):
                    self.journeys.setdefault(journey, []).append(occasion)
                case effects.Leave(journeys=journeys, occasion=occasion):
                    self._leave(journeys, occasion, facts, today)
                case effects.SetLanguage(language=language):
                    self.language = language
                case effects.OptOut():
                    self.opted_out = True
                    self.programmes.clear()
                    self.journeys.clear()
                case effects.OptIn():
                    self.opted_out = False
                case effects.Grant(programme=programme):
                    self.programmes.add(programme)
                case effects.Tag(name=name, remove=remove):
                    (self.tags.discard if remove else self.tags.add)(name)
                case effects.Save(name=name, value=value, sensitive=False) if value is not None:
                    self.known[name] = value
                case effects.Hide(hidden=hidden):
                    self.hidden = hidden
                case effects.Young():
                    self.young = True
                    self._let_go()
                case effects.HandOff():
                    self.waiting = True
                case effects.Forget():
                    self.language, self.waiting, self.hidden, self.young = None, False, False, False
                    self._let_go()
                case _:
                    pass

    def _leave(self, journeys: Sequence[str], done: str | None, facts: Facts, today: date) -> None:
        joined = [each for name in journeys for each in self.journeys.get(name, [])]
        done = done or first(joined, facts, today)
        for name in journeys:
            left = [each for each in self.journeys.pop(name, []) if each != done]
            self.journeys |= {name: left} if left else {}

    def _let_go(self) -> None:
        self.tags.clear()
        self.programmes.clear()
        self.known.clear()
        self.journeys.clear()


class _Watched(dict[str, Any]):
    """The steps of a flow, remembering which were looked up: the engine enters a step by looking it up."""

    def __init__(self, steps: Mapping[str, Any], entered: set[str]) -> None:
        super().__init__(steps)
        self.entered = entered

    def __getitem__(self, name: str) -> Any:
        self.entered.add(name)
        return super().__getitem__(name)


@dataclass(slots=True)
class Chat:
    """One member talking to the bot, without database or carrier: what stories and `flows chat` are made of."""

    book: FlowBook
    facts: Facts
    member: StoryMember
    now: datetime
    conversation: Conversation | None = None
    wakes: int | None = None  # seconds after the last turn at which its timer fires

    def hear(self, text: str) -> Turn:
        return self._take(Heard(text, too_much=bool(scrub(text).found)))

    def start(self, flow_id: str) -> Turn:
        return self._take(StartFlow(flow_id))

    def wait(self, seconds: int) -> Turn:
        """Nothing is heard for so long. Raises ValueError when nothing was to happen by then."""
        if self.wakes is None or self.wakes > seconds or self.conversation is None:
            raise ValueError("nothing happens in this silence: no reminder, time-out or pause is due by then")
        self.now += timedelta(seconds=seconds) - _BETWEEN_TEXTS
        return self._take(TimedOut(self.conversation.turn))

    def arrive(self, which: str) -> Turn:
        """The text of a journey, "journey/text", on its day. Raises ValueError when it does not come."""
        name, _, text = which.partition("/")
        journey, joined = self.book.journeys.get(name), self.member.journeys.get(name)
        if journey is None or text not in journey.texts:
            raise ValueError(f"there is no text “{which}” in the journeys")
        if joined is None or journey.programme not in self.member.programmes:
            raise ValueError(f"the member is not in the journey “{name}”, or has not agreed to “{journey.programme}”")
        about = occasion(joined[0], self.facts)
        day = day_of(journey.texts[text], about) if about is not None else None
        zone = ZoneInfo(self.book.bot.timezone)
        if about is None or day is None or day < self.now.astimezone(zone).date():
            raise ValueError(f"the day of “{which}” is not known, or has passed")
        hour = journey.texts[text].at or Window.parse(self.book.bot.sending.hours).start
        self.now = datetime.combine(day, hour, zone).astimezone(UTC)
        say = journey_text(self.book, journey, text, about, facts=self.facts, now=self.now)
        return Turn(self.conversation or Conversation(), (say,), "journey")

    def _take(self, heard: Heard | StartFlow | TimedOut) -> Turn:
        today = self.now.astimezone(ZoneInfo(self.book.bot.timezone)).date()
        turn = advance(self.book, self.conversation, heard, member=self.member.view(), facts=self.facts, now=self.now)
        self.now += _BETWEEN_TEXTS
        # As in production: what isn't in the JSON is forgotten between two texts.
        self.conversation = Conversation.from_json(turn.conversation.to_json())
        self.member.take(turn.effects, self.facts, today)
        timers = [e.seconds for e in turn.effects if isinstance(e, effects.ExpireAfter | effects.WakeAfter)]
        self.wakes = timers[-1] if timers else None
        return turn


def says(turn: Turn) -> list[effects.Say]:
    return [effect for effect in turn.effects if isinstance(effect, effects.Say)]


def play_all(
    book: FlowBook, sources: Mapping[str, Source], facts: Facts, render: Render, *,
    flow: str | None = None, language: str | None = None, drafts: FlowBook | None = None,
) -> Report:  # fmt: skip
    """Play every story, or those of one flow: as written and with the member set to each other offered language (all
    languages are understood at all times); or, when `language` is given, in that one only. `drafts`: the book in which
    drafts are asked for by their words, for their own stories; without it they are played like the others."""
    report = Report(steps={flow_id: list(s.flow.steps) for flow_id, s in sources.items() if flow in (None, flow_id)})
    report.entered = {flow_id: set() for flow_id in book.flows}
    flows = {
        name: replace(each, steps=_Watched(each.steps, report.entered[name])) for name, each in book.flows.items()
    }
    live = replace(book, flows=flows)
    draft = replace(drafts, flows=flows) if drafts is not None else live
    for flow_id, source in sorted(sources.items()):
        if flow not in (None, flow_id):
            continue
        watched = draft if source.flow.status == "draft" else live
        for number, story in read_stories(source)[0]:
            for spoken in _languages(story, book, language):
                report.played += 1
                report.failures += _play(watched, source, number, story, spoken, facts, render, report.long_replies)
    return report


def _languages(story: Story, book: FlowBook, only: str | None) -> list[str | None]:
    if only is not None:
        return [only]
    if story.lang is None or any(line.language for line in story.script):
        return [story.lang]  # which language the bot learns or switches to is what this story tells
    return [story.lang, *(language for language in book.bot.languages.offered if language != story.lang)]


def _play(
    book: FlowBook, source: Source, number: int, story: Story, language: str | None, facts: Facts, render: Render,
    long_replies: dict[str, Fault],
) -> Iterator[Failure]:  # fmt: skip
    chat = Chat(book, story.facts(facts), StoryMember(language), story.now)
    if story.start:
        chat.start(source.flow.id)
    for at, line in enumerate(story.script):
        said = "(it broke off)"
        try:
            turn = _happens(chat, line)
            replies = {spoken: render(says(turn), spoken) for spoken in book.bot.languages.offered}
            everywhere = list(replies.values())
            said = render(says(turn), chat.member.language or book.bot.languages.source)
            wrong = list(_broken_promises(line, turn, chat.member, everywhere, source.flow.id))
        except ValueError as error:
            wrong = [str(error)]
        except Exception as error:  # a story must report whatever goes wrong, and the others still be played
            wrong = [f"{type(error).__name__}: {error}"]
        else:
            for spoken, reply in replies.items():
                if (found := segments.count(reply)).segments > book.bot.sms.max_segments:
                    message = f"the reply to {line.cause} takes {found.segments} segments in {spoken}"
                    message += f", {book.bot.sms.max_segments} at most would be better ({found.units} characters)"
                    fault = source.document.fault(message, "tests", number, "script", at, warning=True)
                    long_replies.setdefault(reply, fault)
        where = source.document.line("tests", number, "script", at)
        yield from (Failure(source.document.file, where, story.name, language, message, said) for message in wrong)
        if wrong:
            return  # what follows would only repeat it


def _happens(chat: Chat, line: Line) -> Turn:
    if line.journey is not None:
        return chat.arrive(line.journey)
    return chat.hear(line.said) if line.said is not None else chat.wait(line.after or 0)


def _broken_promises(line: Line, turn: Turn, member: StoryMember, everywhere: list[str], flow_id: str) -> Iterator[str]:
    for part in line.says:
        if not any(part.casefold() in text.casefold() for text in everywhere):
            yield f"after {line.cause} it does not say “{part}”"
    for part in line.says_not:
        if any(part.casefold() in text.casefold() for text in everywhere):
            yield f"after {line.cause} it says “{part}”"
    if line.asks is not None and line.asks not in (where := waits_at(turn.conversation, flow_id)):
        yield f"after {line.cause} it should ask “{line.asks}”, but waits at {' or '.join(where) or 'no question'}"
    outcomes = [effect.outcome for effect in turn.effects if isinstance(effect, effects.Ended)]
    if line.ends is not None and line.ends not in outcomes:
        yield f"after {line.cause} it should end with “{line.ends}”, but ended with {', '.join(outcomes) or 'nothing'}"
    if line.hears is not None and line.hears != turn.heard_as:
        yield f"{line.cause} should be heard as {line.hears}, but was heard as {turn.heard_as}"
    queues = [effect.queue for effect in turn.effects if isinstance(effect, effects.HandOff)]
    if line.handoff is not None and line.handoff not in queues:
        got = ", ".join(queues) or "none"
        yield f"after {line.cause} the queue “{line.handoff}” should get a ticket, but {got} did"
    if line.tags is not None and set(line.tags) != member.tags:
        yield f"after {line.cause} the tags should be {sorted(line.tags)}, but are {sorted(member.tags)}"
    if line.journeys is not None and set(line.journeys) != member.journeys.keys():
        yield f"after {line.cause} the journeys should be {sorted(line.journeys)}, but are {sorted(member.journeys)}"
    if line.language is not None and line.language != member.language:
        yield f"after {line.cause} the language should be {line.language}, but is {member.language}"


def waits_at(conversation: Conversation, flow_id: str) -> list[str]:
    """The names under which a story may call the question that waits: "flow/step", and "step" in its own flow."""
    if conversation.pending is not None or not conversation.frames:
        return []
    frame = conversation.frames[-1]
    return [frame.step] * (frame.flow == flow_id) + [f"{frame.flow}/{frame.step}"]
