"""Opt-outs and opt-ins: the carrier's words exactly, plain language measured, also on lines nobody tuned on."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outreach_bot.rules.consent import HELP_WORDS, START_WORDS, STOP_WORDS, carrier_word, opt_in, opt_out
from tests.rules.ordinary import answers

SOME = "stop no me manden mensajes dont text quiteme lista alto take off please 🛑 . , - ¿ 40 la de"
WORDS = st.lists(st.sampled_from(SOME.split())).map(" ".join)


def test_the_words_twilio_acts_on():
    assert {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"} == STOP_WORDS
    assert {"START", "YES", "UNSTOP"} == START_WORDS
    assert {"HELP", "INFO"} == HELP_WORDS


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("STOP", "STOP"),
        (" stop \n", "STOP"),
        ("OptOut", "STOP"),
        ("yes", "START"),
        ("Unstop", "START"),
        ("info", "HELP"),
    ]
    + [(text, None) for text in ("STOP please", "opt out", "stop.", "ALTO", "AYUDA", "", "🛑", "helpful")],
)
def test_carrier_word_is_the_whole_message(text, word):
    assert carrier_word(text) == word


@pytest.mark.parametrize(
    "word", sorted(STOP_WORDS | {"OPT OUT", "opt-out", "Alto", "PARAR", "BASTA", "CANCELAR", "BAJA"})
)
@pytest.mark.parametrize("form", ["{}", "{}!", "{} please", "Por favor {}", " {} gracias", "{} 🙏"])
def test_each_per_se_word_stops_politely_or_not(word, form):
    assert opt_out(form.format(word)) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "quítenme de la lista",
        "stpo",
        "S.T.O.P.",
        "lose my number",
        "Stop. Thank you",
        "ya no me manden mensajes",
        "no more texts please",
        "how do I stop these texts?",
        "¿cómo hago para no recibir más mensajes?",
        "STOOOP",
        "kitenme de la lista",
        "wrong number",
        "número equivocado, disculpe",
        "I revoke",
        "I don't want these. Stop.",
        "párenle a los mensajes",
        "I work nights, take me off please",
        "no, bórrenme por favor",
    ],
)
def test_wordings_that_must_never_be_missed(text):
    assert opt_out(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "Parem de me mandar mensagens",
        "não quero mais receber mensagens",
        "sispann voye m mesaj",
        "pa voye mesaj ban mwen ankò",
        "proszę przestać pisać",
        "nie wysyłajcie mi wiadomości",
    ],
)
def test_a_wish_to_stop_in_a_language_we_do_not_speak_waits_for_nobody(text):
    assert opt_out(text) == "yes"


@pytest.mark.parametrize("text", ["meu patrão parou de me pagar", "mwen pa resevwa peman m", "szef mi nie zapłacił"])
def test_what_else_they_write_is_no_opt_out(text):
    assert opt_out(text) == "no"


@pytest.mark.parametrize(
    "text", ["not interested", "no me interesa", "no more", "ya no", "fuera", "para", "gracias pero ya no"]
)
def test_the_unsure_are_asked(text):
    assert opt_out(text) == "ask"


@pytest.mark.parametrize(
    "text",
    [
        "no me escriban en la noche",
        "dont text me after 9",
        "no me interesa la politica",
        "im not interested in politics",
        "fuck you",
        "chinga tu madre",
    ],
)
def test_less_than_everything_is_asked_back(text):
    """An hour, a topic, a curse: whoever is silenced for it would not hear from us when it matters."""
    assert opt_out(text) != "yes"


@pytest.mark.parametrize(
    "text",
    [
        "no me escriban mas ni de dia ni de noche",
        "dont ever text me again day or night",
        "no me interesa la politica, quítenme de la lista",
        "fuck you stop texting me",
        "fuck off",
    ],
)
def test_everything_beside_it_still_stops(text):
    assert opt_out(text) == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "este telefono es de mi hermana",
        "this phone belongs to my husband",
        "me quieren dar de baja",
        "mi jefe me dio de baja",
        "borren esto despues por favor",
        "please delete this conversation when we are done",
        "quitar mi nombre de la historia",
    ],
)
def test_whose_phone_it_is_or_what_is_deleted_is_no_opt_out(text):
    assert opt_out(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "Stop & Shop",
        "alto al robo de salarios",
        "can't stop by today",
        "end of my shift",
        "we have to STOP this bill",
        "cancel my appointment?",
        "please don't stop the texts",
        "no dejen de mandarme mensajes",
        "I don't want to stop receiving your messages, I only changed phones",
        "never want to stop getting these",
        "what happens if I reply STOP?",
        "¿qué pasa si mando stop?",
        "take me off weekends please",
        "quítenme de los domingos",
        "no le paren a los mensajes",
        "no me borren por favor",
        "Perdón, no me vayan a quitar de la lista",
        "please don't remove me",
        "ya estuvo",
        "ya estuvo, gracias",
        "no mas era eso",
        "cancelar mi cita",
        "my boss won't stop texting me",
        "mi jefe me dijo que no le escriba más",
        "quiero quitarme la vida",
        "I quit my job, am I owed my last check?",
        "take me off the schedule",
        "no me manda el cheque",
        "YES",
        "sí",
        "1",
        "40 horas",
        "mire",
    ],
)
def test_what_is_no_opt_out(text):
    assert opt_out(text) == "no"


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["optout_dev", "optout_test"])
def test_recall_and_false_alarms(messages, language, name):
    """The aim: of opt-outs 95 % stop everything; of other messages at most 2 % do, and at most 2 % are asked back."""
    lines = messages(name, language)
    wanted = [text for expected, text in lines if expected == "yes"]
    others = [text for expected, text in lines if expected == "no"]
    missed = [text for text in wanted if opt_out(text) != "yes"]
    alarms = [text for text in others if opt_out(text) == "yes"]
    asked = [text for text in others if opt_out(text) == "ask"]
    assert len(lines) >= 120
    assert len(missed) <= 0.05 * len(wanted), missed
    assert len(alarms) <= 0.02 * len(others), alarms
    assert len(asked) <= 0.02 * len(others), asked


def test_an_ordinary_answer_stops_nothing():
    """ "4 por favor", "this is Soledad Paz": whoever answers a question must not lose their texts for it."""
    texts = answers("kept")
    stopped = [text for text in texts if opt_out(text) == "yes"]
    asked = [text for text in texts if opt_out(text) == "ask"]
    assert len(texts) > 500
    assert stopped == []
    assert len(asked) <= 0.01 * len(texts), asked


@pytest.mark.parametrize(("language", "recall", "false_alarms"), [("en", 0.92, 0.03), ("es", 0.95, 0.04)])
def test_lines_nobody_tuned_on(messages, language, recall, false_alarms):
    """What to expect of people we have not heard yet; stopped or asked back. The other lines are chosen to mislead."""
    lines = messages("optout_unseen", language)
    wanted = [text for expected, text in lines if expected == "yes"]
    others = [text for expected, text in lines if expected == "no"]
    assert sum(opt_out(text) == "yes" for text in wanted) >= recall * len(wanted)
    assert sum(opt_out(text) != "no" for text in others) <= false_alarms * len(others)


@pytest.mark.parametrize(
    "text", ["START", "unstop", "Empezar", "INICIAR", "reanudar", "start please", "Start texting me again"]
)
def test_opt_in(text):
    assert opt_in(text)


@pytest.mark.parametrize(
    "text",
    ["YES", "yes", "sí", "si", "ok", "1", "start of my shift", "when do I start?", "I want to start", "stop", ""],
)
def test_an_ordinary_reply_is_no_opt_in(text):
    assert not opt_in(text)


@given(st.text() | WORDS)
@example("stop " * 300)
@example("no me quiero " * 120)
@example("\x00\ud800 stop")
def test_any_text_gets_a_verdict(text):
    assert opt_out(text) in ("yes", "ask", "no")
    assert carrier_word(text) in ("STOP", "START", "HELP", None)
    assert not (opt_in(text) and carrier_word(text) == "STOP")


@given(
    st.sampled_from(["stop", "unsubscribe", "alto", "no more texts", "no me manden mensajes"]),
    st.sampled_from(" .!?🙏\n"),
)
def test_case_and_what_surrounds_it_change_nothing(text, tail):
    assert opt_out(text.upper() + tail) == opt_out(tail + text.title()) == "yes"
