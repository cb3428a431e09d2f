"""One turn as the steps see it: where we stand, what may be read, and the effects collected so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from ..errors import StepFailed
from ..rules.elections import Election, part
from ..rules.scrub import scrub
from .book import FlowBook
from .effects import Effect, Ended, HandOff, Save, Say, Started, Young
from .expressions import Expression
from .facts import ENTRY, Facts, Quote
from .flow import Flow
from .functions import FUNCTIONS, Reader
from .inputs import MemberView
from .sentences import Sentence
from .state import Conversation, Frame
from .steps.ask import Ask
from .steps.base import WAIT, End, Next, Wait, take

_NO_FRAME = Frame("", "", "")
YOUTH = "youth"  # the queue of people who are trained to talk with the young


@dataclass(frozen=True, slots=True)
class Moved:
    """A new version has taken away what the person waits at, and put a question in its place that nobody has asked
    them: their text is no answer to it. `before`: the frame as it was."""

    frame: Frame
    before: Frame

    def undo(self) -> None:
        self.frame.version, self.frame.step, self.frame.trail = self.before.version, self.before.step, self.before.trail
        self.frame.tries, self.frame.reminded = self.before.tries, self.before.reminded


@dataclass(slots=True)
class Scene:
    """`opening`: what stood behind the keyword ("WAGES 40"), for the first question to use."""

    book: FlowBook
    conversation: Conversation
    member: MemberView
    facts: Facts
    now: datetime
    effects: list[Effect] = field(default_factory=list)
    opening: str = ""
    uncovered: bool = False  # a digression ended in this turn and another flow lies beneath
    moved: Moved | None = None
    local: datetime = field(init=False)  # now, in the organisation's zone
    today: date = field(init=False)  # what "yesterday" and "in force today" mean

    def __post_init__(self) -> None:
        self.local = self.now.astimezone(self.book.zone)
        self.today = self.local.date()

    # Where we stand

    @property
    def frame(self) -> Frame:
        return self.conversation.frames[-1]

    @property
    def flow(self) -> Flow:
        frame = self.conversation.frames[-1]
        return self.book.flow(frame.flow, frame.version)

    @property
    def question(self) -> Ask | None:
        """The question that waits for the member's answer, if any."""
        step = self.waits_at
        return step if isinstance(step, Ask) else None

    @property
    def waits_at(self) -> Any:
        """The step that the flow on top stands at: a question or a pause; None when no flow is open."""
        frames = self.conversation.frames
        if not frames:
            return None
        frame = frames[-1]
        return self.book.flow(frame.flow, frame.version).steps[frame.step]

    # Values

    def value(self, formula: Expression) -> Any:
        return self._evaluate(formula)[0]

    def assign(self, name: str, formula: Expression) -> None:
        value, rests_on = self._evaluate(formula)
        self.frame.put(name, value)
        if rests_on:
            self.frame.sources[name] = rests_on
        else:
            self.frame.sources.pop(name, None)

    def _evaluate(self, formula: Expression) -> tuple[Any, list[list[str]]]:
        frame = self.frame
        known = frame.known()
        reader = Reader(self.facts, self.today, known, self.local, self.book.bot.office)
        scope: dict[str, Any] = {name: partial(function, reader) for name, function in FUNCTIONS.items()}
        scope.update(known)
        scope["member"] = self.member
        value = formula(scope)
        rests_on = [[quote.fact, str(quote.value)] for quote in reader.read]
        for name in formula.names:
            rests_on += [source for source in frame.sources.get(name, []) if source not in rests_on]
        return value, rests_on

    # Effects

    def compose(self, sentence: Sentence, options: tuple[Sentence, ...] = (), **extra: Any) -> Say:
        """The sentence with the values it needs. One that lacks a value, or a fact that may be quoted, gives way to
        its `else`; without one the step has failed: a half sentence is never said."""
        if not sentence.placeholders and not sentence.facts:
            return Say(sentence, {}, options)
        values: dict[str, Any] = {}
        quotes: list[Quote] = []
        for fact in sentence.facts:
            quote = self._quote(fact)
            if quote is None:
                return self._otherwise(sentence, "a fact that may be told today", options, **extra)
            quotes.append(quote)
        frame = self.conversation.frames[-1] if self.conversation.frames else _NO_FRAME
        sources = frame.sources
        for name, _ in sentence.placeholders:
            value = extra[name] if name in extra else self._placeholder(name) if "." in name else frame.told(name)
            if value is None or value == "":
                return self._otherwise(sentence, f"{{{name}}}, which is empty", options, **extra)
            values[name] = value
            if isinstance(value, Quote):
                quotes.append(value)
            elif name in sources:
                quotes += [Quote(fact, told) for fact, told in sources[name]]
            elif name.startswith("election.") and (election := self.election) is not None:
                quotes.append(Quote(f"{ENTRY}{election.entry}", election.day))  # its deadlines rest on its day
        return Say(sentence, values, options, tuple(quotes))

    def _otherwise(self, sentence: Sentence, lacks: str, options: tuple[Sentence, ...], **extra: Any) -> Say:
        if sentence.otherwise is None:
            raise StepFailed(f"“{sentence.context}” needs {lacks}")
        return self.compose(sentence.otherwise, options, **extra)

    def _quote(self, fact: str) -> Quote | None:
        return self.facts.quote(fact, on=self.today, today=self.today)

    def _placeholder(self, name: str) -> Any:
        """Of what is no value of the flow: a fact, the organisation, an event …"""
        if name.startswith("fact."):
            return self._quote(name.removeprefix("fact."))
        if name.startswith("org."):
            return getattr(self.book.bot.org, name.removeprefix("org."))
        if name == "flow.title":
            return self.flow.title
        if name.startswith("event."):
            event = self.facts.event(self.frame.told("event")) if self.conversation.frames else None
            return event.part(name.removeprefix("event.")) if event is not None else None
        if name.startswith("election."):
            election = self.election
            return part(election, name.removeprefix("election."), self.today) if election is not None else None
        return None

    @property
    def election(self) -> Election | None:
        """The one that this flow keeps in `election`, if it still counts."""
        return self.facts.election(self.frame.told("election")) if self.conversation.frames else None

    def say(self, sentence: Sentence, options: tuple[Sentence, ...] = (), **extra: Any) -> None:
        told = self.compose(self._discreet(sentence) if self.member.hidden else sentence, options, **extra)
        if told.sentence is not self.book.bot.say.not_shown or told not in self.effects:  # once a turn says it
            self.effects.append(told)

    def say_with_questions(self, sentence: Sentence, steps: Sequence[str]) -> None:
        """With some questions of the open flow as its options, whose values it carries, too."""
        asked = [self.compose(self.flow.steps[step].ask) for step in steps]
        values = {name: value for each in asked for name, value in each.values.items()}
        quotes = tuple(dict.fromkeys(quote for each in asked for quote in each.facts))
        self.effects.append(Say(sentence, values, tuple(each.sentence for each in asked), quotes))

    @property
    def discreet(self) -> bool:
        """Others may read this phone, and a private flow is open."""
        return self.member.hidden and self.conversation.private

    def _discreet(self, sentence: Sentence) -> Sentence:
        """A text that would read back what was said gives way to its `else` there, or to a word of the house."""
        told: Sentence | None = sentence
        while told is not None and self.discreet and any(map(reads_back, told.placeholders)):
            told = told.otherwise
        return told if told is not None else self.book.bot.say.not_shown

    def notice(self) -> None:
        """The flow's notice, once, before its first question."""
        frame = self.conversation.frames[-1]
        if not frame.noticed and self.flow.notice is not None:
            self.say(self.flow.notice)
        frame.noticed = True

    def remember_question(self) -> None:
        frame = self.conversation.frames[-1]
        frame.reminded = 0
        if not frame.trail or frame.trail[-1][0] != frame.step:
            frame.trail.append((frame.step, len(frame.values)))

    def answered(self, question: Ask, value: Any) -> None:
        """An answer was taken: into the frame, and into a row of its own unless the flow is private."""
        frame = self.frame
        if question.takes_anything:
            value = scrub(value).text  # the state is kept, too
        frame.put("answer", value)
        if question.save is None:
            return
        frame.values[question.save] = frame.values["answer"]
        if not frame.private:
            kind, until = question.answer.type, question.forget_after
            self.effects.append(
                Save(frame.flow, frame.version, frame.step, question.save, value, kind, question.sensitive, until)
            )

    # The stack

    def push(
        self,
        flow_id: str,
        values: Mapping[str, Any] | None = None,
        *,
        called: bool = False,
        returns: dict[str, str] | None = None,
    ) -> str:
        """Put a flow on the stack; returns the step to enter."""
        flow = self.book.current(flow_id)
        frames = self.conversation.frames
        if not called:
            # Asked for again: the older run gives way, so that nobody climbs back through copies of one flow.
            for run in self._runs():
                if any(frame.flow == flow_id or self._is_ended(frame, flow) for frame in run):
                    self._drop(run)
        if len(frames) >= self.book.bot.limits.stack:
            self._drop_the_oldest(flow_id, called=called)
        first = flow.first()
        frame = Frame(flow.id, flow.version, first, flow.private, called=called)
        for name, value in (values or {}).items():
            frame.put(name, value)
        frame.returns = returns or {}
        frames.append(frame)
        self.effects.append(Started(flow.id, flow.version, flow.private))
        return first

    def _is_ended(self, frame: Frame, by: Flow) -> bool:
        return by.ends is not None and self.book.flow(frame.flow, frame.version).kind == by.ends

    def _drop_the_oldest(self, flow_id: str, *, called: bool) -> None:
        """Forget the flow at the bottom with whatever it called; a flow that is calling is never dropped."""
        runs = self._runs()
        if called and len(runs) == 1:
            raise StepFailed(f"the flow “{flow_id}” was called too deep")
        self._drop(runs[0])

    def _runs(self) -> list[list[Frame]]:
        """The stack as runs: a flow somebody asked for, with whatever it has called and still waits for."""
        runs: list[list[Frame]] = []
        for frame in self.conversation.frames:
            if frame.called and runs:
                runs[-1].append(frame)
            else:
                runs.append([frame])
        return runs

    def _drop(self, run: list[Frame]) -> None:
        """Whole: a caller without what it called would stand where nobody can answer."""
        self.effects.extend(Ended(frame.flow, frame.version, "dropped", frame.private) for frame in run)
        gone = {id(frame) for frame in run}
        self.conversation.frames[:] = [frame for frame in self.conversation.frames if id(frame) not in gone]

    def drop_top(self) -> None:
        """The flow on top is over, and the one that called it goes back to its own question."""
        self._drop([self.frame])

    def drop_all(self, outcome: str) -> None:
        """Every open flow is over."""
        for frame in reversed(self.conversation.frames):
            self.effects.append(Ended(frame.flow, frame.version, outcome, frame.private))
        self.conversation.frames.clear()
        self.conversation.pending = None
        self.conversation.choices, self.conversation.also = [], []

    def too_young(self) -> Wait:
        """Under 16: nothing goes on by text; a person who knows how writes."""
        self.say(self.book.bot.say.young)
        self.effects += [Young(), HandOff(YOUTH, "young")]
        self.drop_all("young")
        return WAIT

    def lost(self) -> End:
        """Nobody understood anybody: a person writes."""
        self.say(self.book.bot.say.lost)
        self.effects.append(HandOff("general", "lost", (), self.frame.flow))
        return End("lost")

    def run(self, result: Next) -> None:
        """Go on from what the current step led to until a question waits or no frame goes on."""
        for _ in range(self.book.bot.limits.steps_per_turn):
            if result is None:
                result = self._below()
            if isinstance(result, Wait):
                return
            if isinstance(result, End):
                if not self._close(result.outcome):
                    return
                result = None  # the caller goes on behind its `call`
                continue
            frame = self.conversation.frames[-1]
            frame.step = result
            result = self.book.flow(frame.flow, frame.version).steps[result].enter(self)
        raise StepFailed(f"the flow “{self.frame.flow}” took too many steps in one turn")

    def _below(self) -> str | End:
        """Where a finished step leads: its `end`, its `next`, the step below, or the end of the file."""
        flow, at = self.flow, self.frame.step
        step = flow.steps[at]
        if step.end is not None:
            return End(step.end)
        if step.next is not None:
            return take(step.next, self)
        below = flow.after(at)
        return below if below is not None else End("done")

    def _close(self, outcome: str) -> bool:
        """End the top flow. True when it was called and its caller goes on."""
        frame = self.conversation.frames.pop()
        self.effects.append(Ended(frame.flow, frame.version, outcome, frame.private))
        if not frame.called or not self.conversation.frames:
            self.uncovered = bool(self.conversation.frames)
            return False
        for output, ours in frame.returns.items():
            self.frame.values[ours] = frame.values.get(output)
        return True


def reads_back(placeholder: tuple[str, str | None]) -> bool:
    """Everything but facts and the organisation is the member's own, or tells what it is about."""
    return not placeholder[0].startswith(("fact.", "org."))
