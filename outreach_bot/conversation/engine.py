"""advance(): one input, one turn. The order in which a text is heard stands here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice, pairwise
from typing import Any

from msgspec.structs import replace

from ..errors import StepFailed
from ..rules import consent
from ..rules.age import says_under_16
from ..rules.danger import Danger, danger
from ..rules.erasure import Wish, wish_to_be_erased
from ..rules.folding import Said, fold
from ..rules.languages import Stranger, stranger
from ..rules.phrases import is_wordless
from .answers.base import Answer, Choice, NotUnderstood
from .answers.choice import OneChoice, SeveralChoices
from .answers.town import Town
from .answers.yes_no import YesNo
from .book import FlowBook
from .effects import (
    Ended,
    ExpireAfter,
    Forget,
    HandOff,
    Hide,
    OptIn,
    OptOut,
    Say,
    SetLanguage,
    Started,
    WakeAfter,
    Young,
)
from .facts import Facts
from .inputs import Heard, Input, MemberView, StartFlow, TimedOut
from .journey import Journey, Occasion
from .lexicon import heard
from .routing import CONFIDENT, LEAVING, PLAIN, UNSURE, KeywordHit, Route
from .scene import YOUTH, Moved, Scene
from .sentences import Sentence
from .state import ASK_AFTER, Conversation, Frame, Turn, remembered
from .steps.ask import Ask
from .steps.call import Call

KEEP = timedelta(days=30)  # an unfinished conversation older than this is over
YES_NO, TOWN = YesNo(), Town()
ONE_OF_OURS, SEVERAL_OF_OURS = OneChoice(), SeveralChoices(min=0)  # how the house's own lists are answered
SURE = 0.8  # confidence at which a yes or no to the house's own questions counts
ONE_MATTER = 0.98  # at which a whole text does, whatever its parts say
A_MATTER = 0.85  # confidence at which a part of a text asks for a flow of its own
UNLIKELY = 0.1  # from here on, what comes behind the first is offered beside it
MOST_MATTERS = 3  # that one text may begin, one after the other
MOST_CHOICES = 5  # questions offered when an answer is to be changed
DEFAULT_EXPIRE = 4 * 3600  # seconds, for a private flow that says nothing
ANSWERED_LATE = timedelta(days=1)  # so long after silence ended a private talk, what comes may still be an answer to it
ORDER = (
    "erasure", "opt_out", "danger", "opt_in", "silence_of_the_opted_out", "help", "own_affair", "young", "human",
    "loop", "language", "house_question", "media_only", "correction", "exact_answer", "navigation", "keyword",
    "foreign_language", "thanks", "waiting_for_person",
    "lenient_answer", "topic", "retry", "unfinished", "catch_all",
)  # fmt: skip
_OF_A_FLOW = (Started, Ended)
_NAMES = ("name", "town", "email")  # answers that are somebody's or something's name tell no language
_SILENT = ("loop", "human", "silence_of_the_opted_out")  # nothing of ours is said beside them
_ANSWERS = ("exact_answer", "lenient_answer")
_LEFT_ALONE = ("erasure", "opt_out", "danger", "opt_in", "own_affair", "young")  # their one answer is all that is said
_NO_OFFER = (*_LEFT_ALONE, "language", "navigation", "thanks")  # nor tells "gracias" what somebody speaks
_ASKED_FOR = (*_LEFT_ALONE, "keyword", "exact_answer")  # words of ours
PRIVATE_BACK = timedelta(minutes=15)  # on a shared phone nothing is read back after this


def advance(
    book: FlowBook,
    conversation: Conversation | None,
    input: Input,
    *,
    member: MemberView,
    facts: Facts,
    now: datetime,
) -> Turn:
    """One turn. Pure: the conversation given is not changed. A step that fails becomes an apology and a ticket."""
    before = conversation.copy() if conversation is not None else Conversation()
    scene = Scene(book, before, member, facts, now)
    try:
        for frame in before.frames:
            _stand(scene, frame)
        heard_as = Hearing(scene, input).hear() if isinstance(input, Heard) else _dispatch(scene, input)
    except StepFailed as failure:
        heard_as = _failed(scene, failure)
    state = scene.conversation
    if scene.moved is not None:
        scene.moved.undo()  # the question that waits now was not asked: the turn was about something else
    if state.also and not state.open:
        _offer_what_else(scene)
    for effect in scene.effects:
        if isinstance(effect, _OF_A_FLOW) and effect.private:
            state.last_heard, state.repeats = "", 0  # the words that opened a private flow are as private as the flow
    if heard_as != "stale_timer":
        state.turn += 1
        state.at = now.isoformat()
    if state.private_until and (state.frames or not state.is_private_at(now)):
        state.private_until = ""  # talking about something else, or the time is over
    if state.private_until:
        left = datetime.fromisoformat(state.private_until) - now
        scene.effects.append(ExpireAfter(int(left.total_seconds()) + 1))
    elif state.private:
        private = [book.flow(frame.flow, frame.version) for frame in state.frames if frame.private]
        scene.effects.append(ExpireAfter(min(flow.expire or DEFAULT_EXPIRE for flow in private)))
    elif (step := scene.waits_at) is not None and (wakes := step.wakes_after(state.frames[-1].reminded)) is not None:
        scene.effects.append(WakeAfter(wakes))
    return Turn(state, tuple(scene.effects), heard_as)


def apologise(
    book: FlowBook, conversation: Conversation | None, *, member: MemberView, facts: Facts, now: datetime
) -> Turn:
    """The turn for a text on which advance() itself broke, a fault of this program: the same as for a failed step."""
    before = conversation.copy() if conversation is not None else Conversation()
    scene = Scene(book, before, member, facts, now)
    heard_as = _failed(scene, StepFailed("a fault in the program; the log holds the rest"))
    before.turn += 1
    before.at = now.isoformat()
    silent = member.opted_out or member.held
    effects = tuple(effect for effect in scene.effects if not (silent and isinstance(effect, Say)))
    return Turn(before, effects, heard_as)


def journey_text(
    book: FlowBook, journey: Journey, text: str, occasion: Occasion, *, facts: Facts, now: datetime
) -> Say:  # fmt: skip
    """What a journey says of its occasion. It answers nothing, and no conversation changes."""
    frame = Frame(journey.id, "", text, values=occasion.values)
    say = Scene(book, Conversation([frame]), MemberView(), facts, now).compose(journey.texts[text].say)
    return replace(say, facts=tuple(dict.fromkeys((*occasion.quotes, *say.facts))))


def _dispatch(scene: Scene, input: StartFlow | TimedOut) -> str:
    if isinstance(input, StartFlow):
        if scene.member.opted_out or scene.member.held:
            return "not_sent"
        _take_back_what_we_asked(scene.conversation)
        scene.run(scene.push(input.flow))
        return "started"
    if input.turn == scene.conversation.turn and scene.conversation.private_until:
        return "expired"  # no answer to the private talk will come any more
    if input.turn != scene.conversation.turn or not scene.conversation.open:
        return "stale_timer"
    if not scene.conversation.private:
        return _wake(scene)
    _drop_frames(scene, "expired")  # silently: on a shared phone an unasked text gives somebody away
    scene.conversation.private_until = (scene.now + ANSWERED_LATE).isoformat()
    return "expired"


def _wake(scene: Scene) -> str:
    """A reminder, a time-out or the end of a pause; not for who has opted out, talks with a person of ours, or was
    asked whether to stop. A step to which the person was moved since may have none of them."""
    state, step = scene.conversation, scene.waits_at
    if step is None or scene.member.opted_out or scene.member.held or state.pending == "optout":
        return "stale_timer"
    if scene.moved is None and step.wakes_after(state.frames[-1].reminded) is None:
        return "stale_timer"
    _take_back_what_we_asked(state)
    if scene.moved is not None:
        step.put(scene)
        return "woken"
    scene.run(step.wake(scene))
    come_back(scene)
    return "woken"


def _take_back_what_we_asked(state: Conversation) -> None:
    """Another question of ours follows, and a bare "1" is its answer."""
    state.pending, state.choices = None, []


def _stand(scene: Scene, frame: Frame) -> None:
    """Who stands on an older structure finishes on it, unless today's flow says where its step leads now. One that is
    not there fails here, not half-way."""
    book, frames = scene.book, scene.conversation.frames
    current = book.flows.get(frame.flow)
    if current is not None and current.version == frame.version:
        return
    above = next((above for below, above in pairwise(frames) if below is frame), None)
    calls = above is not None and above.called  # and goes on behind its `call`, where its own structure leads
    if current is None or calls or frame.step not in current.migrate:
        book.flow(frame.flow, frame.version)
        return
    older, before = book.pinned.get((frame.flow, frame.version)), frame.copy()
    frame.version, frame.step = current.version, current.migrate[frame.step]
    frame.trail = [(frame.step, len(frame.values))]  # the questions before may not exist any more
    frame.tries = frame.reminded = 0
    asked, waits = older.steps[before.step] if older is not None else None, current.steps[frame.step]
    same = asked is None or (isinstance(asked, Ask) and waits.takes_the_answers_of(asked))
    if above is None and (not same or current.asks_consent(frame.step)):
        scene.moved = Moved(frame, before)


def come_back(scene: Scene) -> None:
    """When a digression is over and another flow lies beneath, ask its question again."""
    if scene.uncovered and scene.question is not None:
        scene.say(scene.book.bot.say.returning)
        scene.question.put(scene)


def _offer_what_else(scene: Scene) -> None:
    """Their text asked for something else, too, and the flow it began is over: not when that went wrong and a person
    writes now, and not on a phone that others may read."""
    also, scene.conversation.also = [flow for flow in scene.conversation.also if flow in scene.book.flows], []
    went_wrong = any(isinstance(effect, HandOff) and effect.reason != "flow" for effect in scene.effects)
    if not also or scene.member.hidden or went_wrong:
        return
    scene.conversation.pending, scene.conversation.choices = "did_you_mean", also
    scene.say(scene.book.bot.say.also_asked, tuple(scene.book.current(flow).title for flow in also))


def _drop_frames(scene: Scene, outcome: str) -> None:
    scene.drop_all(outcome)


def _failed(scene: Scene, failure: StepFailed) -> str:
    """Apologise once, open a ticket, leave the broken flow; what the turn had already decided stays."""
    flow = scene.conversation.frames[-1].flow if scene.conversation.frames else None
    _drop_frames(scene, "failed")
    scene.say(scene.book.bot.say.failed)
    scene.effects.append(HandOff("general", "failed", (("fault", str(failure)),), flow))
    return "failed"


@lru_cache(maxsize=8192)
def _is_harmless(word: str) -> bool:
    """A word that makes up a whole text, as many answers do, and says nothing that comes before all answers. Single
    words are kept between turns, never texts."""
    return (
        consent.opt_out(word) == "no"
        and danger(word) is None
        and wish_to_be_erased(word).says == "no"
        and says_under_16(word) is None
    )


class Hearing:
    """One text on its way down the hearing order. Each method answers True when the text has been dealt with."""

    def __init__(self, scene: Scene, heard: Heard) -> None:
        self.scene = scene
        self.heard = heard
        self.text = Said(heard.payload or heard.text)
        self.folded = fold(self.text)
        self.book = scene.book
        self.phrases = scene.book.bot.say
        self.state = scene.conversation
        self.says_words = heard.carrier_answered is not None or not is_wordless(self.text)
        self.command = self.book.lexicon.command(self.text) if self.says_words else None
        alone = self.text.isalpha() and self.command is None and heard.carrier_answered is None
        self.question: Ask | None = None  # that waits for an answer
        self.forgets = False  # they have just been erased
        self._understood: Answer | NotUnderstood | None = None
        self.is_harmless = not self.says_words or (alone and _is_harmless(self.folded))

    def hear(self) -> str:
        self._drop_what_is_too_old()
        self.question = self.scene.question
        if self.says_words and self.scene.member.language is None:
            self._learn_language()
        if not self.is_harmless:
            self._note_the_young()
        for name, step in _ORDERS[self.is_harmless, self.command is not None] if self.says_words else _WORDLESS:
            if step(self):
                if name not in _SILENT and not self.forgets:
                    if self.says_words and not self.state.offered_language:
                        self._offer_language(name)
                    if self.heard.too_much:
                        self._warn(name)
                return name
        return "nothing"

    # Before the order: what the text tells by itself, found out once and only when asked for

    @property
    def kind_of_danger(self) -> Danger | None:
        return danger(self.text)

    @property
    def wish(self) -> Wish:
        """To be erased?"""
        return Wish("yes") if self.command == "forget_me" else wish_to_be_erased(self.text)

    @cached_property
    def is_young(self) -> bool:
        """Do they say, and for the first time, that they are under 16? A number that answers the open question with a
        number ("tengo 14", of employees) is left to it."""
        said = None if self.scene.member.young else says_under_16(self.text)
        answer = self.understood if said == "number" else None
        counts = isinstance(answer, Answer) and isinstance(answer.value, int | Decimal) and answer.value is not True
        return said is not None and not counts

    @property
    def stranger(self) -> Stranger | None:
        """A language that we recognise and do not speak."""
        return stranger(self.text)

    @cached_property
    def spoken(self) -> str | None:
        """The language of the text, where that is clear."""
        spoken = self.book.lexicon.language_of(self.text)
        if spoken is None and self.keyword_hit is not None:
            spoken = self.keyword_hit.language
        if spoken is None and self.stranger is None:
            first = self.scene.member.language is None
            spoken = self.book.speech.guess(self.text) if first else self.book.speech.of(self.text)
        return spoken if spoken in self.book.bot.languages.offered else None

    @cached_property
    def keyword_hit(self) -> KeywordHit | None:
        misspelt = self.question is None  # no slip is worth leaving a question for
        return self.book.router.keyword(self.text, misspelt=misspelt)

    @cached_property
    def matters(self) -> list[str]:
        """The flows that parts of the text plainly ask for: "they fired me and they owe me 2 weeks" for two. A whole
        that asks for one without a doubt is one: "I voted and I'm not a citizen" is nobody to be thanked."""
        parts = self.book.lexicon.parts(self.text)
        if len(parts) < 2 or (self.routes and self.routes[0].confidence >= ONE_MATTER):
            return []
        routes = [self.book.router.route(part)[:1] for part in parts]
        found = list(dict.fromkeys(best.flow for found in routes for best in found if best.confidence >= A_MATTER))
        whole = self.routes[0] if self.routes else None
        if whole is not None and whole.confidence >= CONFIDENT and whole.flow not in found:
            return []  # "nanny here, paid 400 a week": the whole says what the parts are about
        return found

    @cached_property
    def routes(self) -> list[Route]:
        return self.book.router.route(self.text)

    @property
    def understood(self) -> Answer | NotUnderstood | None:
        """The text as an answer to the question that waits; None when none does."""
        if self._understood is None and self.question is not None:
            if self.scene.moved:
                return NotUnderstood("not_understood")  # it answers the question that is no more
            self._understood = self.question.parse(self.scene, self.text)
        return self._understood

    def _learn_language(self) -> None:
        """First contact is answered in the language of the text."""
        if self.spoken is not None and not self._is_a_name(self.scene.question):
            self.scene.effects.append(SetLanguage(self.spoken, explicit=False))

    def _drop_what_is_too_old(self) -> None:
        if self.state.open and self.state.at and self.scene.now - datetime.fromisoformat(self.state.at) > KEEP:
            _drop_frames(self.scene, "expired")

    def _note_the_young(self) -> None:
        """Whatever else their text says: from here on nothing of theirs is kept, and no flow goes on."""
        if self.is_young and self.wish.says != "yes":
            _drop_frames(self.scene, "young")
            self.question = None
            self.scene.effects.append(Young())

    # The order

    def erasure(self) -> bool:
        """1. Who asks to be erased is erased, at once and whoever has the conversation; "stop" beside it holds, too.
        Of who has opted out without an answer, and they stay opted out. In danger, help goes first."""
        wish, opted_out = self.wish, self.scene.member.opted_out
        if wish.says == "no" or self.heard.carrier_answered or self.kind_of_danger is not None:
            return False
        if wish.says == "yes":
            if wish.stops and not opted_out:
                self.scene.effects.append(OptOut("text"))
            self._forget_me(silently=opted_out)
            return True
        if wish.stops or opted_out or self.scene.member.held or self._exact() is not None:
            return False
        self._ask_to_erase()
        return True

    def _ask_to_erase(self) -> None:
        self.state.pending = "erase"
        self._say_in(self.spoken, self.phrases.erase_ask)

    def _ask_of_the_house(self, pending: str, choices: list[str]) -> None:
        """A question of the house itself, or the same once more."""
        scene, state = self.scene, self.state
        state.pending, state.choices = pending, choices
        if pending == "did_you_mean":
            scene.say(self.phrases.did_you_mean, tuple(self.book.current(flow).title for flow in choices))
        elif pending == "change":
            scene.say_with_questions(self.phrases.change_ask, choices)
        elif pending == "resume":
            ask = self.phrases.resume_ask
            scene.say(ask.otherwise if scene.member.hidden and ask.otherwise is not None else ask)
        else:
            scene.say(self.phrases.stop_ask if pending == "optout" else self.phrases.erase_ask)

    def opt_out(self) -> bool:
        """1a. The carrier's flag, the FCC's words, Spanish words, phrases in either language; unsure → ask once."""
        if self.heard.carrier_answered == "STOP":
            return self._opt_out("carrier")
        verdict = consent.opt_out(self.text)
        if verdict == "ask" and (self._exact() is not None or self.command == "help"):
            verdict = "no"  # "end" as the label of an option is an answer, "who is this" a question
        if verdict == "yes":
            kind = self.kind_of_danger
            if kind is not None:  # "stop texting me, he will kill me": both are true
                self._help_in(kind)
            return self._opt_out("text")
        if verdict == "ask" and not self.scene.member.opted_out and self.kind_of_danger is None:
            self._ask_of_the_house("optout", [])  # an open question: no blast enters, so sending pauses meanwhile
            return True
        return False

    def _opt_out(self, source: str) -> bool:
        first = not self.scene.member.opted_out
        _drop_frames(self.scene, "opted_out")
        if first:
            self.scene.effects.append(OptOut(source))  # type: ignore[arg-type]
            if source != "carrier":  # the carrier has confirmed its own words
                self._say_in(self.spoken, self.phrases.stop_confirmed)
        return True

    def danger(self) -> bool:
        """1b. Its fixed text in this very turn, whoever holds the conversation and whatever was opted out of."""
        kind = self.kind_of_danger
        if kind is not None:
            self._help_in(kind)
            if self.wish.says != "no" and not self.scene.member.opted_out:
                self._ask_to_erase()  # at once, the ticket that was just opened would be erased, too
        return kind is not None

    def _help_in(self, kind: str) -> None:
        self._say_in(self.spoken, getattr(self.book.bot.danger, kind))
        self.scene.effects.append(HandOff("urgent", "danger", (("danger", kind),)))
        if self.is_young:
            self.scene.effects.append(HandOff(YOUTH, "young"))

    def opt_in(self) -> bool:
        """2. START and its like, typed as such: never an ordinary reply."""
        by_carrier = self.heard.carrier_answered == "START"
        if self.scene.member.opted_out and (by_carrier or consent.opt_in(self.text)):
            self.scene.effects.append(OptIn("carrier" if by_carrier else "text"))
            if not (by_carrier and self.scene.member.opted_out_at_carrier):
                self.scene.say(self.phrases.start_confirmed)  # after ALTO the carrier had blocked nothing: it is silent
            return True
        return by_carrier

    def silence_of_the_opted_out(self) -> bool:
        return self.scene.member.opted_out

    def help(self) -> bool:
        if self.heard.carrier_answered == "HELP":
            return True
        if self.command == "help" or consent.carrier_word(self.text) == "HELP":
            self._say_in(self.spoken, self.phrases.help)
            return True
        return False

    def own_affair(self) -> bool:
        """What is the person's alone to decide holds whoever has the conversation: being discreet."""
        if self.command not in ("hide", "show"):
            return False
        hide = self.command == "hide"
        self.scene.effects.append(Hide(hide))
        self._say_in(self.spoken, self.phrases.hidden if hide else self.phrases.shown)
        return True

    def young(self) -> bool:
        """2b. Under 16: a person who is trained for it writes. The bot is silent where one of ours does already."""
        if not self.is_young:
            return False
        self.scene.effects.append(HandOff(YOUTH, "young"))
        if self.scene.member.held:
            return False
        self._say_in(self.spoken, self.phrases.young)
        return True

    def human(self) -> bool:
        """3. A person of ours holds the conversation: the text is theirs, the bot is silent."""
        return self.scene.member.held

    def loop(self) -> bool:
        """A machine on the other side: the same text again and again, or more texts in a day than a person writes."""
        state, limits = self.state, self.book.bot.limits
        today = self.scene.today.isoformat()
        state.texts_today = state.texts_today + 1 if state.day == today else 1
        state.day = today
        if not state.is_private_at(self.scene.now):
            said = remembered(self.folded)
            state.repeats = state.repeats + 1 if said and said == state.last_heard else 1
            state.last_heard = said
        if state.repeats < limits.same_text and state.texts_today <= limits.texts_per_person_day:
            state.muted = False
            return False
        if not state.muted:
            state.muted = True
            self.scene.effects.append(HandOff("general", "loop"))
        return True

    def language(self) -> bool:
        """4. "español", "in English please": switch, and repeat the question."""
        if self.command is None or not self.command.startswith("language:"):
            return False
        language = self.command.removeprefix("language:")
        if language not in self.book.bot.languages.offered:
            return False
        self.scene.effects.append(SetLanguage(language, explicit=True))
        self.state.offered_language = True
        self.scene.say(self.phrases.language_set)
        if self.state.pending is not None:
            self._ask_of_the_house(self.state.pending, self.state.choices)
        else:
            self._ask_again()
        return True

    def house_question(self) -> bool:
        """An answer to a question of the house itself: did you want to stop, did you mean, shall we go on?"""
        if self.state.pending is None:
            return False
        pending, self.state.pending = self.state.pending, None
        choices, self.state.choices = self.state.choices, []
        if self.command == "repeat":
            self._ask_of_the_house(pending, choices)
            return True
        if pending == "did_you_mean":
            return self._meant(choices)
        if pending == "change":
            return self._to_change(choices)
        answer = self._yes_or_no()
        if answer is None:
            return False
        if pending == "optout" and answer:
            return self._opt_out("asked")
        if pending == "erase" and answer:
            self._forget_me()
            return True
        if pending in ("optout", "erase"):
            self.scene.say(self.phrases.stays)
        elif not answer:
            _drop_frames(self.scene, "dropped")
            self.scene.say(self.phrases.dropped)
            return True
        self._ask_again()
        return True

    def _meant(self, flows: list[str]) -> bool:
        """ "2", "the second one", "both", "none of these": the others are offered when the first is over."""
        says_yes = self._yes_or_no()
        meant = self._of_our_list(SEVERAL_OF_OURS, flows)
        if meant is None and says_yes and len(flows) == 1:
            meant = flows
        if meant:
            first, *also = meant
            self._digress(first)
            self.state.also = also
        elif self.question is not None:
            return False  # whatever else it is, it may well answer that
        elif meant == [] or says_yes is False:
            self.scene.say(self.phrases.dropped)
        elif says_yes or self.folded.isdigit():
            self._ask_of_the_house("did_you_mean", flows)  # which one?
        else:
            return False
        return True

    def _to_change(self, steps: list[str]) -> bool:
        step = self._of_our_list(ONE_OF_OURS, steps)
        if step is not None:
            self._go_back_to(step)
        elif self.folded.isdigit():
            self._change()  # no number of the list, nor meant for the question that waits behind it
        else:
            return False
        return True

    def _of_our_list(self, kind: OneChoice | SeveralChoices, values: list[str]) -> Any:
        """What was picked, when the whole text says that: a number in a sentence is not meant for a list of ours."""
        choices = [Choice(value, number, ()) for number, value in enumerate(values, 1)]
        answer = kind.parse(self.text, lexicon=self.book.lexicon, today=self.scene.today, choices=choices)
        return answer.value if isinstance(answer, Answer) and answer.confidence >= 1 else None

    def media_only(self) -> bool:
        if self.folded or self.text.strip():
            return False
        if self.heard.media:
            self.scene.say(self.phrases.media_only)
        self._ask_again(or_else=None if self.heard.media else self.phrases.catch_all)
        return True

    def correction(self) -> bool:
        """4a. "Sorry, I meant 20", sent behind an answer: it is that one, or the nearest before it that could have been
        "20", and none to what was asked since. Asked three times, a question has the text for itself."""
        question = self.question
        if question is None or question.takes_anything or self.scene.frame.tries > 1 or self.scene.moved:
            return False
        meant = self.book.lexicon.meant(self.text) if " " in self.text else None
        if meant is None:
            return False
        fitting: list[tuple[str, Ask, Answer]] = []
        for step, _ in reversed(self.scene.frame.trail[:-1]):
            asked = self.scene.flow.steps[step]
            if isinstance(asked, Ask) and not asked.takes_anything:
                answer = asked.parse(self.scene, meant)
                if isinstance(answer, Answer):
                    fitting.append((step, asked, answer))
        if not fitting:
            return False
        if len(fitting) > 1 and self._names_something(meant):
            self._change()  # "my pay is 15" behind the hours: they know which of the answers is meant, we don't
            return True
        step, asked, answer = fitting[0]
        self._stand_at(step)
        return self._accept(asked, replace(answer, repaired=True))  # they see which one we took it for

    def _names_something(self, meant: str) -> bool:
        """Does a word stand there that is no number, no unit, and not "it was"?"""
        lexicon = self.book.lexicon
        words = lexicon.without_filler(heard(meant).split(), lead_ins=True)
        silent = lexicon.function_words | lexicon.numbers.keys() | lexicon.units.keys()
        return any(word.isalpha() and word not in silent for word in words)

    def exact_answer(self) -> bool:
        """5. A number, label or value of the open question beats every command but the opt-out."""
        answer = self._exact()
        return answer is not None and self.question is not None and self._accept(self.question, answer)

    def navigation(self) -> bool:
        """6. MENU BACK REPEAT SKIP PERSON, as the whole message."""
        asks_number = self.question is not None and self.question.answer.type == "phone"
        if asks_number and self.command == "person" and isinstance(self.understood, Answer):
            return False  # "call me at 203-555-0188" answers "Which number?"
        if self.command in ("menu", "back", "change", "repeat", "skip", "person", "start"):
            step: Callable[[], None] = getattr(self, f"_{self.command}")
            step()
            return True
        return False

    def keyword(self) -> bool:
        """7. A flow's keyword: a digression, after which the bot comes back and asks again."""
        hit = self.keyword_hit
        if hit is None:
            return False
        question = self.question
        if question is not None and question.takes_anything and hit.rest:
            return False  # "vote for fair pay" is an answer to "What do you pledge?"
        self.scene.opening = hit.rest
        self._digress(hit.flow)
        return True

    def foreign_language(self) -> bool:
        """Portuguese, Haitian Creole, Polish: one sentence in it and a person, never an answer in Spanish."""
        language = self.book.lexicon.asked_language(self.text)
        if language is None and not self.book.speech.is_ours(self.text):
            language = self.stranger
        text = self.book.bot.strangers.get(language or "")
        if text is None:
            return False
        sentence = Sentence(text, context=f"bot/strangers/{language}")
        self.scene.effects.append(Say(sentence, language=self.book.bot.languages.source))
        self.scene.effects.append(HandOff("languages", "language", (("language", language),)))
        return True

    def thanks(self) -> bool:
        """7a. "Gracias": no answer that was not understood, and nothing to pass on. What was asked stays asked."""
        if isinstance(self.understood, Answer) or not self.book.lexicon.is_thanks(self.text):
            return False
        self.scene.say(self.phrases.welcome)
        return True

    def waiting_for_person(self) -> bool:
        """A ticket is open and no question of ours: what is written now belongs to it."""
        if not self.scene.member.waiting or self.question is not None:
            return False
        if self.routes and self.routes[0].confidence >= CONFIDENT:
            return False
        self.scene.say(self.phrases.passed_on)
        return True

    def lenient_answer(self) -> bool:
        """8. The answer inside a longer or misspelt text. But in a menu, own words that plainly name a topic lead
        there, even if one of them sounds like an option ("my boss didn't pay me": "boss")."""
        answer, question = self.understood, self.question
        if self._in_menu and self._names_other_topic and not self._says_a_label(answer):
            return False
        return question is not None and isinstance(answer, Answer) and self._accept(question, answer)

    def topic(self) -> bool:
        """9. Free text that asks for a topic: confident → start; unsure → "did you mean"."""
        leaving = self.question is not None and not self._in_menu  # nobody is kept by a pause
        if not leaving and len(self.matters) > 1:
            first, *also = self.matters[:MOST_MATTERS]
            self._digress(first)
            self.state.also = also
            return True
        routes = self.routes
        if not routes or routes[0].confidence < UNSURE or (self.question is None and self._is_a_town):
            return False
        if leaving and not self._names_other_topic and (self._tries_to_answer or not routes[0].says_much):
            return False  # one word in common is no wish to leave an open question
        if routes[0].confidence >= (LEAVING if leaving else CONFIDENT):
            if self.question is not None and self.scene.frame.flow == routes[0].flow:
                return False  # already there: let the question's own retry speak
            self.scene.opening = self.text  # "English classes" may be an option of the first question, too
            self._digress(routes[0].flow)
            return True
        if self.question is not None:
            return False
        # What is unlikely may be what they mean, too: a choice more costs a line, a wrong list a member.
        likely = [route.flow for route in routes[:3] if route.confidence >= UNLIKELY]
        self._ask_of_the_house("did_you_mean", likely)
        return True

    @property
    def _is_a_town(self) -> bool:
        """And nothing else: of what is asked for it says nothing, however often the examples name it."""
        town = TOWN.parse(self.text, lexicon=self.book.lexicon, today=self.scene.today, choices=())
        return isinstance(town, Answer) and town.confidence >= 1

    @property
    def _in_menu(self) -> bool:
        """Nothing is asked of the member but where to go, and own words say that as well as a number."""
        question = self.question
        if question is None or question.answer.type != "choice" or question.save is not None:
            return False
        steps = self.scene.flow.steps
        return all(isinstance(steps.get(option.goto or ""), Call | Ask) for option in question.options)

    def _says_a_label(self, answer: Answer | NotUnderstood | None) -> bool:
        """ "Pago propinas y extras", where that is an option: every word of theirs is of one label."""
        if self.question is None or not isinstance(answer, Answer):
            return False
        words = set(self.folded.split()) - self.book.lexicon.function_words
        labels = (said.split() for each in self.question.choices() if each.value == answer.value for said in each.words)
        return len(words) > 1 and any(words.issubset(label) for label in labels)

    @property
    def _names_other_topic(self) -> bool:
        """ "No me pagan", "i got fired": few words, and no doubt what they ask for."""
        return (
            bool(self.routes)
            and self.routes[0].confidence >= PLAIN
            and self.routes[0].flow != self.scene.frame.flow
            and len(self.folded.split()) > 1
        )

    @property
    def _tries_to_answer(self) -> bool:
        """A number for a number, however wrong ("8 hours a day" for a week): the question's own retry speaks."""
        return isinstance(self.understood, NotUnderstood) and self.understood.reason != "not_understood"

    def retry(self) -> bool:
        """10. Not understood."""
        question = self.question
        if question is None or self._long_silence():
            return False
        if self.scene.moved:
            question.put(self.scene)
            return True
        if question.skippable and self._yes_or_no() is False:
            self._skip()  # "no", "I don't want to" is no town, and as good as SKIP
            return True
        reason = self.understood.reason if isinstance(self.understood, NotUnderstood) else "not_understood"
        self.scene.run(question.refuse(self.scene, reason))
        come_back(self.scene)
        return True

    def unfinished(self) -> bool:
        """11. After a long silence the old conversation is offered, not forced. In a pause it goes on by itself."""
        if self.question is None:
            return False
        self._ask_of_the_house("resume", [])
        return True

    def catch_all(self) -> bool:
        lexicon = self.book.lexicon  # "hola", "ok", "no": nothing was missed
        if set(self.folded.split()) <= lexicon.function_words or lexicon.is_reply(self.text):
            self.scene.say(self.phrases.catch_all)
            return True
        self.state.misunderstood += 1
        if self.state.misunderstood >= 3:
            self.state.misunderstood = 0
            self.scene.say(self.phrases.lost)
            self.scene.effects.append(HandOff("general", "lost"))
            return True
        if self.state.misunderstood > 1:
            self.scene.say(self.phrases.misunderstood)  # never the same text twice in a row
        self.scene.say(self.phrases.catch_all)
        return True

    # Commands

    def _menu(self) -> None:
        self._digress(self.book.bot.menu)

    def _start(self) -> None:
        self._digress(self.book.bot.menu)

    def _repeat(self) -> None:
        self._ask_again(or_else=self.phrases.catch_all)

    def _back(self) -> None:
        """The question before, with what was known then; a private flow reads nothing back after a while. At the first
        question of a flow that another one called, a menu most often, it is that one's."""
        frame = self.state.frames[-1] if self.state.frames else None
        below = self.state.frames[-2] if frame is not None and frame.called and len(frame.trail) < 2 else None
        if frame is not None and below is not None and below.trail and not self._reads_nothing_back():
            self.scene.drop_top()
            self._go_back_to(below.trail[-1][0])
            return
        if frame is None or self._reads_nothing_back() or len(frame.trail) < 2:
            self.scene.say(self.phrases.nothing_to_go_back_to)
            self._ask_again()
            return
        self._go_back_to(frame.trail[-2][0])

    def _go_back_to(self, step: str) -> None:
        """Ask that question again, with what was known before it."""
        self._stand_at(step)
        self._ask_again()

    def _stand_at(self, step: str) -> None:
        frame = self.state.frames[-1]
        while frame.trail and frame.trail[-1][0] != step:
            frame.trail.pop()
        _, known = frame.trail[-1]
        frame.values = dict(islice(frame.values.items(), known))
        frame.step, frame.tries, frame.reminded = step, 0, 0

    def _change(self) -> None:
        """ "Change an answer": which one? A list of the questions asked so far."""
        frame = self.state.frames[-1] if self.state.frames else None
        asked = [step for step, _ in frame.trail[:-1]] if frame is not None and not self._reads_nothing_back() else []
        if not asked:
            self.scene.say(self.phrases.nothing_to_go_back_to)
            self._ask_again()
            return
        self._ask_of_the_house("change", asked[-MOST_CHOICES:])

    def _skip(self) -> None:
        question = self.question
        if self.scene.moved is not None:
            self._ask_again()  # they meant the question that is no more
            return
        if question is None or not question.skippable:
            self.scene.say(self.phrases.cannot_skip)
            self._ask_again()
            return
        if question.save is not None:
            self.scene.frame.values[question.save] = None
        self.scene.frame.values["answer"] = None
        self.scene.frame.tries = 0
        self.scene.run(None)
        come_back(self.scene)

    def _person(self) -> None:
        flow = self.scene.frame.flow if self.state.frames else None
        _drop_frames(self.scene, "asked_for_person")
        self._say_in(self.spoken, self.phrases.asked_for_person)
        self.scene.effects.append(HandOff("general", "asked", (), flow))

    def _forget_me(self, *, silently: bool = False) -> None:
        _drop_frames(self.scene, "forgotten")
        if not silently:
            self._say_in(self.spoken, self.phrases.erased)
        self.scene.effects.append(Forget())
        self.forgets = True

    # Pieces

    def _say_in(self, language: str | None, sentence: Sentence) -> None:
        """In the language of the text itself, where that is clear: ALTO is confirmed in Spanish to everybody."""
        say = self.scene.compose(sentence)
        self.scene.effects.append(say if language is None else replace(say, language=language))

    def _exact(self) -> Answer | None:
        question = self.question
        if question is None or question.takes_anything or self.state.pending in ("did_you_mean", "change"):
            return None
        answer = self.understood
        return answer if isinstance(answer, Answer) and answer.confidence >= 1 else None

    def _accept(self, question: Ask, answer: Answer) -> bool:
        self.state.misunderstood = 0
        self.scene.run(question.accept(self.scene, answer))
        if self.scene.uncovered:
            come_back(self.scene)
        return True

    def _digress(self, flow_id: str) -> None:
        self.state.misunderstood = 0
        self.scene.run(self.scene.push(flow_id))
        come_back(self.scene)

    def _ask_again(self, or_else: Sentence | None = None) -> None:
        question = self.scene.question
        if question is not None:
            question.put(self.scene)
        elif or_else is not None:
            self.scene.say(or_else)

    @staticmethod
    def _is_a_name(question: Ask | None) -> bool:
        return question is not None and question.answer.type in _NAMES

    def _yes_or_no(self) -> bool | None:
        """To a question of the house. "I'm not registered" says no to nothing of it, but what they want."""
        answer = YES_NO.parse(self.text, lexicon=self.book.lexicon, today=self.scene.today, choices=())
        if not isinstance(answer, Answer) or answer.confidence < SURE:
            return None
        asks_else = answer.confidence < 1 and not answer.value and self.routes and self.routes[0].confidence >= UNSURE
        return None if asks_else else answer.value

    def _silent_for(self, span: timedelta) -> bool:
        return bool(self.state.at) and self.scene.now - datetime.fromisoformat(self.state.at) > span

    def _reads_nothing_back(self) -> bool:
        """In a private flow, where others may read the phone, or may have picked it up since."""
        return self.scene.discreet or (self.state.private and self._silent_for(PRIVATE_BACK))

    def _long_silence(self) -> bool:
        return self._silent_for(ASK_AFTER)

    def _offer_language(self, heard_as: str) -> None:
        """A text clearly in the other language: the switch is offered once, in that language."""
        language = self.scene.member.language
        if language is None:
            return
        if (heard_as in _NO_OFFER and self.command != "person") or self.spoken in (None, language):
            return
        if heard_as in _ANSWERS and self._is_a_name(self.question):
            return
        self.state.offered_language = True
        self._say_in(self.spoken, self.phrases.language_offer)

    def _warn(self, heard_as: str) -> None:
        """Papers, status and card numbers do not belong in a text: said first, once a day at most."""
        if heard_as not in _ASKED_FOR and self.state.warned != str(self.scene.today):
            self.state.warned = str(self.scene.today)
            self.scene.effects.insert(0, self.scene.compose(self.phrases.too_much))


def _steps(*left_out: str) -> tuple[tuple[str, Callable[[Hearing], bool]], ...]:
    return tuple((name, getattr(Hearing, name)) for name in ORDER if name not in left_out)


# The order for "kitchen", and the one for "2", "$18.50", "👍"; where no command is said, without what only those do.
_NO_HARM = ("erasure", "opt_out", "danger", "young")
_NO_COMMAND = ("own_affair", "language", "navigation")
_NO_WORDS = ("opt_in", "help", "correction", "keyword", "foreign_language", "thanks", "topic")
_ORDERS = {
    (harmless, command): _steps(*(_NO_HARM if harmless else ()), *(() if command else _NO_COMMAND))
    for harmless in (True, False)
    for command in (True, False)
}
_WORDLESS = _steps(*_NO_HARM, *_NO_COMMAND, *_NO_WORDS)
