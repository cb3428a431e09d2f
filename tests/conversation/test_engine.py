"""One turn after another through the pure engine: the hearing order, the stack, retries, and no text that breaks it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_bot.conversation import effects as fx
from outreach_bot.conversation.book import FlowBook
from outreach_bot.conversation.engine import advance
from outreach_bot.conversation.facts import Facts
from outreach_bot.conversation.inputs import Heard, MemberView, StartFlow, TimedOut
from outreach_bot.conversation.sentences import PLACEHOLDER
from outreach_bot.conversation.state import Conversation, Frame, Turn
from outreach_bot.flowfiles.load import load_book
from outreach_bot.services.rendering import render

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 15, tzinfo=UTC)


@cache
def loaded() -> Any:
    return load_book(ROOT / "flows/bot.yaml", ROOT / "flows", ROOT / "locales")


class Talk:
    """A member in memory: effects are applied, state goes through JSON at every turn."""

    def __init__(self, **member: Any) -> None:
        self.book: FlowBook = loaded().book
        self.member = MemberView(**member)
        self.state: bytes | None = None
        self.now = NOW
        self.turn: Turn | None = None

    def hear(self, text: str, after: timedelta = timedelta(minutes=1), **heard: Any) -> Turn:
        return self.take(Heard(text, **heard), after)

    def take(self, input: Any, after: timedelta = timedelta(minutes=1)) -> Turn:
        self.now += after
        before = Conversation.from_json(self.state) if self.state else None
        turn = advance(self.book, before, input, member=self.member, facts=Facts(loaded().facts), now=self.now)
        self.state = turn.conversation.to_json()
        for effect in turn.effects:
            if isinstance(effect, fx.SetLanguage):
                self.member = replace(self.member, language=effect.language)
            elif isinstance(effect, fx.OptOut | fx.OptIn):
                self.member = replace(self.member, opted_out=isinstance(effect, fx.OptOut))
        self.turn = turn
        return turn


def said(turn: Turn) -> list[str]:
    """The keys of the sentences of a turn: one turn reads the same in every language."""
    return [effect.sentence.context for effect in turn.effects if isinstance(effect, fx.Say)]


def rendered(says: list[fx.Say], language: str) -> str:
    return render(loaded().catalog, loaded().book.bot, says, language).body


def flow_of(turn: Turn) -> str | None:
    return turn.conversation.frames[-1].flow if turn.conversation.frames else None


def of(turn: Turn, kind: type) -> list[Any]:
    return [effect for effect in turn.effects if isinstance(effect, kind)]


def test_first_contact_is_answered_in_the_language_of_the_text() -> None:
    assert of(Talk().hear("ola, mi jefe no me kiere pagar"), fx.SetLanguage)[0].language == "es"
    assert of(Talk().hear("SALARIOS"), fx.SetLanguage)[0].language == "es"
    assert of(Talk().hear("my boss didnt pay me"), fx.SetLanguage)[0].language == "en"
    talk = Talk()
    assert of(talk.hear("?"), fx.SetLanguage) == []  # nothing told yet: the next text decides
    assert of(talk.hear("donde voto"), fx.SetLanguage)[0].language == "es"


@pytest.mark.parametrize("text", ["ALTO", "Stop. Thank you", "quítenme de la lista", "take me off your list"])
def test_an_opt_out_in_the_middle_ends_everything(text: str) -> None:
    talk = Talk(language="es")
    talk.hear("SALARIOS")
    turn = talk.hear(text)
    assert said(turn) == ["bot/say/stop_confirmed"]
    assert of(turn, fx.OptOut) and not turn.conversation.open
    assert talk.hear("sí").effects == ()
    assert talk.hear(text).effects == ()


def test_alto_is_confirmed_in_spanish_to_everybody() -> None:
    turn = Talk(language="en").hear("ALTO")
    assert of(turn, fx.Say)[0].language == "es"


def test_the_carriers_own_words_are_recorded_and_not_answered() -> None:
    talk = Talk(language="en")
    assert said(talk.hear("STOP", carrier_answered="STOP")) == [] and talk.member.opted_out
    talk.member = replace(talk.member, opted_out_at_carrier=True)
    assert said(talk.hear("START", carrier_answered="START")) == [] and not talk.member.opted_out
    assert said(talk.hear("HELP", carrier_answered="HELP")) == []


def test_only_a_clear_act_brings_a_person_back() -> None:
    talk = Talk(language="es", opted_out=True)
    for text in ("si", "yes", "1", "SALARIOS", "ayuda", "hola"):
        assert said(talk.hear(text)) == []
    assert said(talk.hear("EMPEZAR")) == ["bot/say/start_confirmed"]


def test_start_after_alto_is_confirmed_by_us_because_the_carrier_had_blocked_nothing() -> None:
    talk = Talk(language="es")
    talk.hear("ALTO")
    assert said(talk.hear("START", carrier_answered="START")) == ["bot/say/start_confirmed"]


def test_danger_is_answered_at_once_whoever_it_is() -> None:
    for member in ({"language": "es"}, {"language": "es", "opted_out": True}, {"language": "es", "held": True}):
        turn = Talk(**member).hear("la migra esta en mi puerta")
        assert said(turn) == ["bot/danger/ice"]
        assert [(each.queue, each.reason) for each in of(turn, fx.HandOff)] == [("urgent", "danger")]


def test_who_says_stop_and_is_in_danger_gets_both() -> None:
    turn = Talk(language="en").hear("stop texting me please, my husband is hitting me and says he will kill me")
    assert said(turn) == ["bot/danger/violence", "bot/say/stop_confirmed"]
    assert of(turn, fx.OptOut) and of(turn, fx.HandOff)


def test_danger_leaves_the_open_question_where_it_is() -> None:
    talk = Talk(language="en")
    before = talk.hear("wages").conversation.frames[0].step
    assert talk.hear("my boss locked us in and took our passports").conversation.frames[0].step == before


def test_a_person_who_holds_the_conversation_silences_the_bot_but_not_stop() -> None:
    talk = Talk(language="en", held=True)
    assert said(talk.hear("wages")) == []
    assert said(talk.hear("take me off your list")) == ["bot/say/stop_confirmed"]


def test_an_unsure_opt_out_is_asked_once_and_keeps_the_conversation() -> None:
    talk = Talk(language="en")
    talk.hear("pledge")
    turn = talk.hear("not interested")
    assert said(turn) == ["bot/say/stop_ask"]
    assert turn.conversation.pending == "optout"
    assert said(talk.hear("no"))[0] == "bot/say/stays"
    assert not talk.member.opted_out


def test_switching_the_language_repeats_the_question() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    turn = talk.hear("en español por favor")
    assert said(turn) == ["bot/say/language_set", "rights/unpaid_wages/ask_kind/ask"]
    assert talk.member.language == "es"


def test_the_other_language_is_offered_once() -> None:
    talk = Talk(language="en")
    first = talk.hear("mi jefe no me kiere pagar las oras")
    assert "bot/say/language_offer" in said(first)
    assert "bot/say/language_offer" not in said(talk.hear("no entiendo que es eso de la limpieza"))


@pytest.mark.parametrize(("text", "language"), [
    ("meu patrão não me pagou, preciso de ajuda", "pt"),
    ("patwon mwen pa peye mwen, mwen bezwen èd", "ht"),
    ("szef nie zapłacił mi za pracę, proszę o pomoc", "pl"),
])  # fmt: skip
def test_a_language_we_do_not_offer_gets_a_person_and_never_spanish(text: str, language: str) -> None:
    turn = Talk().hear(text)
    assert said(turn) == [f"bot/strangers/{language}"]
    assert of(turn, fx.HandOff)[0].queue == "languages" and not of(turn, fx.SetLanguage)


def test_a_keyword_is_a_digression_and_the_bot_comes_back() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    assert flow_of(talk.hear("JOIN")) == "join/welcome"
    turn = talk.hear("2")
    assert said(turn)[-2:] == ["bot/say/returning", "rights/unpaid_wages/ask_kind/ask"]
    assert flow_of(turn) == "rights/unpaid_wages"


def test_an_exact_answer_beats_commands_and_keywords() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    assert talk.hear("1").heard_as == "exact_answer"
    assert talk.hear("by the hour").conversation.frames[-1].values["per"] == "hour"


def test_what_follows_the_keyword_answers_the_first_question() -> None:
    turn = Talk(language="en").hear("wages 1")
    assert turn.conversation.frames[-1].step == "ask_per"


def test_back_returns_to_the_question_before_with_what_was_known_then() -> None:
    talk = Talk(language="en")
    for text in ("wages", "1", "1"):
        talk.hear(text)
    turn = talk.hear("BACK")
    assert turn.conversation.frames[-1].step == "ask_per"
    assert "per" not in turn.conversation.frames[-1].values
    assert said(talk.hear("BACK", after=timedelta(minutes=20)))[0] == "bot/say/nothing_to_go_back_to"


def test_three_unreadable_answers_reach_a_person() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    for text in ("blah", "hmm hm"):
        assert flow_of(talk.hear(text)) == "rights/unpaid_wages"
    turn = talk.hear("whatever zz")
    assert of(turn, fx.HandOff) and flow_of(turn) is None


def test_never_the_same_text_twice_in_a_row() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    first, second = talk.hear("blah"), talk.hear("hmm hm")
    assert said(first) != said(second)


def test_person_opens_a_ticket_and_closes_the_flow() -> None:
    talk = Talk(language="en")
    talk.hear("wages")
    turn = talk.hear("PERSON")
    assert of(turn, fx.HandOff)[0].reason == "asked" and not turn.conversation.frames


def test_five_times_the_same_text_mutes_the_bot_and_opens_one_ticket() -> None:
    talk = Talk(language="en")
    turns = [talk.hear("auto-reply: I am driving right now") for _ in range(8)]
    assert [len(of(turn, fx.HandOff)) for turn in turns].count(1) == 1 or sum(
        each.reason == "loop" for turn in turns for each in of(turn, fx.HandOff)
    ) == 1
    assert said(turns[-1]) == []
    assert said(talk.hear("take me off your list")) == ["bot/say/stop_confirmed"]


def test_after_a_long_silence_the_old_conversation_is_offered() -> None:
    talk = Talk(language="en")
    talk.hear("pledge")
    turn = talk.hear("zzz qqq", after=timedelta(hours=13))
    assert said(turn) == ["bot/say/resume_ask"]
    assert said(talk.hear("no")) == ["bot/say/dropped"]


def test_a_private_flow_expires_silently_and_a_stale_timer_is_ignored() -> None:
    talk = Talk(language="en")
    turn = talk.hear("wages")
    assert of(turn, fx.ExpireAfter)[0].seconds == 4 * 3600
    asked_at = turn.conversation.turn
    talk.hear("1")
    assert talk.take(TimedOut(asked_at)).heard_as == "stale_timer"
    turn = talk.take(TimedOut(asked_at + 1))
    assert turn.heard_as == "expired" and said(turn) == [] and not turn.conversation.frames


def test_a_private_flow_saves_no_answer() -> None:
    talk = Talk(language="en")
    turns = [talk.hear(text) for text in ("wages", "1", "1", "20", "40", "2", "yesterday", "2")]
    assert not [effect for turn in turns for effect in of(turn, fx.Save)]


def test_a_structure_that_is_gone_is_apologised_for_and_opens_a_ticket() -> None:
    talk = Talk(language="en")
    state = talk.hear("pledge").conversation
    state.frames[0].version = "gone"
    talk.state = state.to_json()
    turn = talk.hear("1")
    assert said(turn) == ["bot/say/failed"]
    assert of(turn, fx.HandOff)[0].reason == "failed" and not turn.conversation.frames


def test_a_flow_started_by_us_never_reaches_the_opted_out_or_the_held() -> None:
    assert Talk(opted_out=True).take(StartFlow("menu")).effects == ()
    assert Talk(held=True).take(StartFlow("menu")).effects == ()
    assert said(Talk(language="en").take(StartFlow("menu")))


def test_asking_again_for_what_the_menu_had_called_leaves_nobody_at_a_call() -> None:
    talk = Talk(language="en")
    for text in ("MENU", "wages", "1", "wages"):
        turn = talk.hear(text)
    assert [frame.flow for frame in turn.conversation.frames] == ["rights/unpaid_wages"]


@pytest.mark.parametrize(
    ("said_before", "text", "flow"),
    [
        ("MENU", "my boss didnt pay me", "rights/unpaid_wages"),  # "boss" alone is an option of the menu
        ("MENU", "no me pagan", "rights/unpaid_wages"),
        ("MENU", "mi patron no me paga", "rights/unpaid_wages"),
        ("MENU", "i got fired", "rights/retaliation"),
        ("MENU", "i want to register", "vote/register"),
        ("DERECHOS", "no me pagan", "rights/unpaid_wages"),
        ("JOIN", "no me pagan", "rights/unpaid_wages"),
    ],
)
def test_own_words_that_plainly_name_a_topic_lead_there_from_a_menu(said_before: str, text: str, flow: str) -> None:
    talk = Talk(language="en")
    talk.hear(said_before)
    turn = talk.hear(text)
    assert turn.conversation.frames[-1].flow == flow


@pytest.mark.parametrize(("text", "step"), [("the second one", "ask_work"), ("jobs", "jobs/menu"), ("2", "ask_work")])
def test_an_option_of_a_menu_is_still_heard(text: str, step: str) -> None:
    talk = Talk(language="en")
    talk.hear("MENU")
    frame = talk.hear(text).conversation.frames[-1]
    assert step in (frame.step, frame.flow)


def test_a_full_stack_makes_room_for_what_the_menu_calls() -> None:
    talk = Talk(language="en")
    for text in ("pledge", "wages", "votar", "JOIN", "MENU"):
        talk.hear(text)
    talk.hear("1")
    turn = talk.hear("1")
    assert turn.heard_as == "exact_answer" and len(turn.conversation.frames) <= talk.book.bot.limits.stack


WORDS = st.sampled_from([
    "wages", "SALARIOS", "pledge", "votar", "JOIN", "menu", "BACK", "skip", "PERSON", "repetir", "español", "english",
    "change an answer", "cambiar respuesta", "the second one", "ninguna", "both",
    "1", "2", "3", "yes", "sí", "no", "40", "$18", "ayer", "blah", "Lupe", "06106", "STOP", "ALTO", "START",
    "👍🏽", "", " ",
])  # fmt: skip
TEXTS = st.one_of(WORDS, st.text(max_size=80))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=14))
def test_no_text_in_any_order_crashes_loops_or_says_an_empty_placeholder(texts: list[str]) -> None:
    talk = Talk()
    for text in texts:
        turn = talk.hear(text)
        for say in of(turn, fx.Say):
            names = {name for name, _ in say.sentence.placeholders}
            assert names <= set(say.values) and all(say.values[name] not in (None, "") for name in names)
            for language in ("en", "es"):
                assert not PLACEHOLDER.search(rendered([say], language)), say.sentence.context
        assert turn.heard_as != "failed", [effect for effect in turn.effects if isinstance(effect, fx.HandOff)]
        assert len(turn.conversation.frames) <= talk.book.bot.limits.stack


def test_a_state_says_only_what_is_not_empty() -> None:
    state = Conversation(frames=[Frame("f", "1", "b", values={"a": 1})], turn=2)
    plain = {"frames": [{"flow": "f", "version": "1", "step": "b", "values": {"a": 1}}], "turn": 2}
    assert json.loads(state.to_json()) == plain
    assert Conversation.from_json(state.to_json()) == state


def test_amounts_and_days_come_back_as_what_they_were() -> None:
    values = {"pay": Decimal("12.50"), "last_day": date(2026, 7, 1), "who": "Lupe", "sure": True, "hours": 40}
    frame = Frame("f", "1", "b")
    for name, value in values.items():
        frame.put(name, value)
    (read,) = Conversation.from_json(Conversation(frames=[frame]).to_json()).frames
    assert read.known() == values and read.told("pay") == Decimal("12.50")


WAGES_TO_HOURS = ("wages", "1", "1", "18")


@pytest.mark.parametrize(
    "text",
    [
        "sorry i meant 20", "I mean 20", "no, it's 20 an hour", "me equivoqué era 20", "no, son 20 por hora",
        "quise decir 20", "sorry it was 20 an hour", "perdon eran 20", "me equivoque, son 20 la hora",
    ],
)
def test_a_correction_is_of_the_answer_before(text: str) -> None:
    talk = Talk(language="en")
    for each in WAGES_TO_HOURS:
        talk.hear(each)
    turn = talk.hear(text)
    assert turn.heard_as == "correction"
    assert (turn.conversation.frames[-1].step, turn.conversation.frames[-1].told("rate")) == ("ask_hours", 20)
    assert said(turn)[0] == "bot/say/repaired" and of(turn, fx.Say)[0].values == {"value": 20}
    assert talk.hear("30").conversation.frames[-1].told("rate") == 20


def test_a_correction_of_an_earlier_answer_goes_on_behind_it() -> None:
    talk = Talk(language="en")
    for text in (*WAGES_TO_HOURS, "30"):
        talk.hear(text)
    frame = talk.hear("wait, it's $20 an hour").conversation.frames[-1]
    assert (frame.step, frame.told("rate")) == ("ask_hours", 20) and "hours" not in frame.values


@pytest.mark.parametrize("said", ["sorry it was 60 hours not 40", "perdon eran 60 horas no 40"])
def test_a_correction_by_its_unit_finds_its_question(said: str) -> None:
    talk = Talk(language="en")
    for text in (*WAGES_TO_HOURS, "40"):
        talk.hear(text)
    frame = talk.hear(said).conversation.frames[-1]
    assert (frame.told("rate"), frame.told("hours")) == (18, 60)


@pytest.mark.parametrize("text", ["gracias", "ok thank you so much", "muchas gracias, que Dios la bendiga", "thx!"])
def test_thanks_are_no_wrong_answer(text: str) -> None:
    talk = Talk(language="es")
    before = talk.hear("MIGRA").conversation.frames[-1]
    for _ in range(4):
        turn = talk.hear(text)
        assert said(turn) == ["bot/say/welcome"] and turn.conversation.frames[-1] == before
    talk = Talk(language="en", waiting=True)
    assert said(talk.hear(text)) == ["bot/say/welcome"]


def test_thanks_beside_an_answer_are_politeness() -> None:
    talk = Talk(language="en")
    for text in ("wages", "1", "thanks, 1"):
        turn = talk.hear(text)
    assert "bot/say/welcome" not in said(turn) and talk.hear("gracias pero mi perro").heard_as != "thanks"


def test_who_says_the_word_for_it_is_not_warned_to_leave_it_out() -> None:
    talk = Talk(language="en")
    assert "bot/say/too_much" not in said(talk.hear("NONCITIZEN", too_much=True))
    assert said(talk.hear("i am undocumented and they dont pay me", too_much=True))[0] == "bot/say/too_much"


@pytest.mark.parametrize("said", ["sorry, 30", "30", "perdón 30", "disculpe, 30 horas"])
def test_politeness_is_no_correction(said: str) -> None:
    talk = Talk(language="en")
    for text in WAGES_TO_HOURS:
        talk.hear(text)
    frame = talk.hear(said).conversation.frames[-1]
    assert (frame.told("rate"), frame.told("hours")) == (18, 30)


def test_a_number_that_is_not_in_the_list_of_answers_to_change_is_no_answer() -> None:
    talk = Talk(language="en")
    for text in (*WAGES_TO_HOURS, "change my answer"):
        talk.hear(text)
    turn = talk.hear("20")
    assert said(turn) == ["bot/say/change_ask"]
    assert "hours" not in turn.conversation.frames[-1].values


def test_the_list_of_answers_to_change_tells_values_and_no_placeholders() -> None:
    talk = Talk(language="en")
    for text in (*WAGES_TO_HOURS, "40", "yes"):
        talk.hear(text)
    turn = talk.hear("change an answer")
    shown = {language: rendered(of(turn, fx.Say), language) for language in ("en", "es")}
    assert "did you work more than 40 hours?" in shown["en"] and "{" not in shown["en"] + shown["es"]


@pytest.mark.parametrize(
    ("said_then", "step"),
    [("the second one", "ask_per"), ("la segunda", "ask_per"), ("2", "ask_per"), ("the last one", "ask_hours")],
)
def test_an_answer_to_change_is_named_by_its_place_too(said_then: str, step: str) -> None:
    talk = Talk(language="en")
    for text in (*WAGES_TO_HOURS, "40", "change my answer", said_then):
        talk.hear(text)
    assert talk.turn is not None and talk.turn.conversation.frames[-1].step == step


def unsure_talk(**member: Any) -> Talk:
    """One that was just asked whether it meant one of three."""
    talk = Talk(language="en", **member)
    talk.state = Conversation(
        pending="did_you_mean", choices=["rights/breaks", "rights/tips", "help/legal"], at=NOW.isoformat()
    ).to_json()
    return talk


@pytest.mark.parametrize(
    ("text", "flow"),
    [("2", "rights/tips"), ("the second one", "rights/tips"), ("la última", "help/legal"), ("3 pls", "help/legal")],
)
def test_what_was_meant_is_named_by_number_or_place(text: str, flow: str) -> None:
    assert flow_of(unsure_talk().hear(text)) == flow


@pytest.mark.parametrize("text", ["no", "none", "ninguna", "none of these"])
def test_none_of_what_was_offered_leaves_it_there(text: str) -> None:
    turn = unsure_talk().hear(text)
    assert said(turn)[0] == "bot/say/dropped" and not turn.conversation.open


@pytest.mark.parametrize("text", ["1 and 3", "1,3"])
def test_who_meant_several_of_what_was_offered_gets_them_one_after_the_other(text: str) -> None:
    turn = unsure_talk().hear(text)
    assert flow_of(turn) == "rights/breaks" and turn.conversation.also == ["help/legal"]


@pytest.mark.parametrize("text", ["yes", "sí", "7", "repeat", "what?"])
def test_what_picks_none_of_what_was_offered_brings_the_list_again(text: str) -> None:
    turn = unsure_talk().hear(text)
    assert said(turn)[0] == "bot/say/did_you_mean" and len(turn.conversation.choices) == 3


def test_a_flow_that_is_gone_since_it_was_offered_is_apologised_for() -> None:
    talk = Talk(language="en")
    gone = Conversation(also=["gone"], pending="did_you_mean", choices=["gone"], at=NOW.isoformat())
    talk.state = gone.to_json()
    assert talk.hear("1").heard_as == "failed"
    talk.state = replace_pending(gone).to_json()
    assert said(talk.hear("gracias")) == ["bot/say/welcome"]


def replace_pending(state: Conversation) -> Conversation:
    state.pending, state.choices = None, []
    return state


@pytest.mark.parametrize(
    ("texts", "again"),
    [((*WAGES_TO_HOURS, "change my answer"), "change_ask"), (("VOTE", "not at night please"), "stop_ask")],
)
def test_switching_the_language_repeats_a_question_of_the_house(texts: tuple[str, ...], again: str) -> None:
    talk = Talk(language="en")
    for text in texts:
        talk.hear(text)
    turn = talk.hear("español")
    assert said(turn) == ["bot/say/language_set", f"bot/say/{again}"] and turn.conversation.pending is not None


def test_a_number_answers_what_was_asked_last_and_not_what_the_house_asked_before() -> None:
    talk = Talk(language="en")
    talk.hear("pledge")
    assert talk.hear("good morning everybody", after=timedelta(hours=13)).heard_as == "unfinished"
    assert talk.take(TimedOut(2), after=timedelta(days=3)).heard_as == "woken"
    assert talk.turn is not None and talk.turn.conversation.pending is None
    stale = unsure_talk()
    stale.take(StartFlow("equality/pledge"))
    assert flow_of(stale.hear("2")) == "equality/pledge"


def test_a_question_of_the_house_is_not_open_for_ever() -> None:
    assert unsure_talk().hear("1", after=timedelta(days=31)).heard_as == "catch_all"


def test_who_was_asked_whether_to_stop_is_not_reminded_meanwhile() -> None:
    talk = Talk(language="en")
    talk.hear("pledge")
    assert said(talk.hear("not at night please")) == ["bot/say/stop_ask"]
    assert talk.take(TimedOut(2), after=timedelta(days=3)).heard_as == "stale_timer"


@pytest.mark.parametrize("text", ["JOIN 1", "UNIRME 1", "unirme 1 por favor"])
def test_nobody_has_agreed_to_words_that_were_not_shown(text: str) -> None:
    turn = Talk(language="en").hear(text)
    assert not of(turn, fx.Grant) and said(turn)[0] == "join/welcome/ask_join/ask"


def test_back_at_the_first_question_of_a_called_flow_leads_to_its_caller() -> None:
    talk = Talk(language="en")
    talk.hear("menu")
    first, there = talk.hear("1"), talk.hear("1")
    assert len(there.conversation.frames) == 2 and there.conversation.frames[-1].called
    back = talk.hear("back")
    assert said(back) == said(first)[-1:]
    assert [(frame.flow, frame.step) for frame in back.conversation.frames] == [("menu", "ask_pay")]


def to_its_end(talk: Talk) -> Turn:
    """The last option of every question, until the flow is over."""
    turn = talk.turn
    while turn is not None and turn.conversation.frames:
        (*_, last) = (effect.options for effect in turn.effects if isinstance(effect, fx.Say))
        turn = talk.hear(str(len(last) or 1))
    assert turn is not None
    return turn


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("they fired me and they owe me 2 weeks", "rights/retaliation", "rights/unpaid_wages"),
        ("me corrieron y me deben dos semanas", "rights/retaliation", "rights/unpaid_wages"),
        ("me corrieron y mi patron me deve dos semanas", "rights/retaliation", "rights/unpaid_wages"),
        ("i want to volunteer. also i need a lawyer", "join/volunteer", "help/legal"),
    ],
)
def test_a_second_matter_in_a_text_is_offered_when_the_first_is_over(text: str, first: str, second: str) -> None:
    talk = Talk(language="en")
    assert flow_of(talk.hear(text)) == first
    assert said(to_its_end(talk))[-1] == "bot/say/also_asked"
    declined = Talk(language="en")
    declined.state, declined.turn = talk.state, talk.turn
    assert flow_of(talk.hear("1")) == second
    assert said(declined.hear("no")) == ["bot/say/dropped"] and not declined.turn.conversation.open


def test_a_second_matter_is_not_offered_on_a_phone_that_others_read_nor_to_who_gets_a_person() -> None:
    hidden = Talk(language="en", hidden=True)
    hidden.hear("they fired me and they owe me 2 weeks")
    assert "bot/say/also_asked" not in said(to_its_end(hidden))
    talk = Talk(language="en")
    talk.hear("they fired me and they owe me 2 weeks")
    assert said(talk.hear("PERSON")) == ["bot/say/asked_for_person"]


@pytest.mark.parametrize(
    "text", ["i voted and im not a citizen", "i voted but im not a citizen", "ya vote y no soy ciudadana"]
)
def test_who_may_not_vote_is_not_thanked_for_it_because_of_an_and(text: str) -> None:
    talk = Talk(language="en")
    assert flow_of(talk.hear(text)) == "vote/not_citizen"
    assert talk.turn is not None and talk.turn.conversation.also == []


def test_one_matter_told_in_two_sentences_is_one() -> None:
    talk = Talk(language="es")
    talk.hear("no me pagan. me deben dos semanas y no me pagan")
    assert talk.turn is not None and talk.turn.conversation.also == []


@pytest.mark.parametrize(
    "text", ["please call me at 203-555-0188", "me pueden llamar al 203 555 0188", "call me (203) 555-0188"]
)
def test_who_says_where_to_call_asks_for_a_person(text: str) -> None:
    assert said(Talk(language="en").hear(text))[0] == "bot/say/asked_for_person"


@pytest.mark.parametrize("name", ["maria elena", "José Luis", "Guadalupe"])
def test_a_name_tells_no_language(name: str) -> None:
    talk = Talk(language="en")
    talk.hear("join")
    talk.hear("1")
    assert "bot/say/language_offer" not in said(talk.hear(name))
    unknown = Talk()
    unknown.take(StartFlow("join/welcome"))
    unknown.hear("1")
    assert not of(unknown.hear(name), fx.SetLanguage)


@pytest.mark.parametrize(
    ("text", "flow"), [("im not registered to vote tho", "vote/register"), ("no soy ciudadano", "vote/not_citizen")]
)
def test_who_says_what_they_want_says_no_to_nothing(text: str, flow: str | None) -> None:
    turn = unsure_talk().hear(text)
    assert "bot/say/dropped" not in said(turn) and flow_of(turn) == flow
    talk = Talk(language="en")
    talk.hear("pledge")
    talk.hear("good morning everybody", after=timedelta(hours=13))
    assert "bot/say/dropped" not in said(talk.hear(text))


@pytest.mark.parametrize("text", ["hartford", "Danbury", "en bridgeport", "new heaven"])
def test_a_town_alone_asks_for_no_topic(text: str) -> None:
    assert said(Talk(language="en").hear(text))[0] == "bot/say/catch_all"


def test_the_whole_of_a_text_says_what_its_parts_are_about() -> None:
    talk = Talk(language="en")
    assert flow_of(talk.hear("nanny here, live in, paid 400 a week for 60 hours")) == "rights/domestic_workers"
    assert talk.turn is not None and talk.turn.conversation.also == []


def test_a_topic_asked_for_in_the_words_of_an_option_is_not_asked_for_twice() -> None:
    turn = Talk(language="es").hear("clases de inglés")
    assert turn.heard_as == "topic" and "jobs/adult_education/ask_what/ask" not in said(turn)


def test_the_second_text_that_means_nothing_is_not_answered_like_the_first() -> None:
    talk = Talk(language="en")
    assert said(talk.hear("asdf")) == ["bot/say/catch_all"]
    assert said(talk.hear("qwer")) == ["bot/say/misunderstood", "bot/say/catch_all"]
    assert said(talk.hear("zxcv")) == ["bot/say/lost"]


@pytest.mark.parametrize(
    ("text", "language"),
    [("portuguese", "pt"), ("portugués por favor", "pt"), ("Haitian Creole please", "ht"), ("hablan criollo?", "ht"),
     ("do you speak polish", "pl"), ("necesito alguien que hable polaco", "pl")],
)  # fmt: skip
def test_who_asks_for_a_language_that_we_do_not_speak_gets_a_person(text: str, language: str) -> None:
    turn = Talk(language="es").hear(text)
    assert turn.heard_as == "foreign_language" and said(turn)[0] == f"bot/strangers/{language}"


@pytest.mark.parametrize("text", ["portuguese ballot", "my boss is polish and he wont pay me", "polish my shoes"])
def test_who_names_a_language_does_not_ask_for_it(text: str) -> None:
    assert Talk(language="en").hear(text).heard_as != "foreign_language"


@pytest.mark.parametrize(
    "text", ["thank u so much", "thx a lot for ur help", "muchísimas gracias por todo", "gracias de antemano"]
)
def test_thanks_are_said_in_many_words(text: str) -> None:
    assert said(Talk(language="en").hear(text))[0] == "bot/say/welcome"


@pytest.mark.parametrize("text", ["so much", "a lot", "por todo"])
def test_how_much_without_thanks_is_none(text: str) -> None:
    assert Talk(language="en").hear(text).heard_as != "thanks"


@pytest.mark.parametrize("refusal", ["no", "no thanks", "no quiero", "no tengo"])
def test_a_no_to_what_may_be_skipped_skips_it(refusal: str) -> None:
    talk = Talk(language="en")
    for text in ("join", "yes", refusal):
        talk.hear(text)
    assert said(talk.hear(refusal)) == ["join/welcome/thanks/say/else"]
    asked = Talk(language="en")
    for text in ("wages", "no"):
        asked.hear(text)
    assert asked.turn is not None and asked.turn.conversation.frames[-1].tries == 1  # this one is needed


@pytest.mark.parametrize("text", ["no thats all", "eso es todo", "that's all, thanks"])
def test_who_says_that_this_is_all_is_not_asked_what_they_want(text: str) -> None:
    assert said(Talk(language="en").hear(text))[0] == "bot/say/welcome"


def test_a_yes_or_no_to_nothing_is_no_cry_for_a_person() -> None:
    talk = Talk(language="en")
    for text in ("ok", "no", "yes", "ok"):
        talk.hear(text)
    assert not of(talk.turn, fx.HandOff)


def test_in_doubt_what_is_nearly_as_likely_is_offered_too() -> None:
    """Only the police and ICE were offered, and not what to do when ICE comes."""
    choices = Talk().hear("theres ice by my kids school").conversation.choices
    assert {"rights/trust_act", "rights/ice"} <= set(choices)


@pytest.mark.parametrize("language", ["en", "es"])
def test_who_is_no_citizen_is_not_led_back_to_voting(language: str) -> None:
    talk = Talk(language=language)
    talk.hear("vote")
    assert flow_of(talk.hear("im not a citizen")) == "vote/not_citizen"
    assert not talk.hear("3").conversation.open


@pytest.mark.parametrize("text", ["actually my pay is 15", "no wait, my pay is 15"])
def test_a_correction_that_names_another_answer_is_not_taken_for_the_nearest(text: str) -> None:
    talk = Talk(language="en")
    for said_ in ("wages", "1", "1", "18", "40"):
        talk.hear(said_)
    assert talk.hear(text).conversation.pending == "change"
