"""Danger: what must never be missed, what must not alarm, and both measured, also on lines nobody tuned on."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from outreach_bot.rules.consent import opt_out
from outreach_bot.rules.danger import danger
from tests.rules.ordinary import answers

VOCABULARY = ("marks", "function_words", "concepts")  # words, not what somebody says
SOME = "la migra ice esta me quiero matar pega boss took my passport he hit me si ? ."
WORDS = st.lists(st.sampled_from(SOME.split())).map(" ".join)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("la migra esta afuera", "ice"),
        ("ICE is at my door", "ice"),
        ("Sí, está la migra aquí", "ice"),
        ("Can you help? ICE is outside", "ice"),
        ("my boss took my passport", "trafficking"),
        ("no nos dejan salir", "trafficking"),
        ("we are locked in", "trafficking"),
        ("mi esposo me pega", "violence"),
        ("he has a gun", "violence"),
        ("I want to kill myself", "suicide"),
        ("quiero quitarme la vida", "suicide"),
        ("kiero morirme", "suicide"),
        ("ya no quiero seguir", "suicide"),
        ("ya no quiero seguir con las preguntas, me quiero morir", "suicide"),
        ("me lastimó la mano mi esposo y estoy sangrando", "violence"),
        ("me corte las venas y estoy sangrando", "suicide"),
        ("he says if i leave he will call ice", "trafficking"),
        ("si me voy el patrón llama a la migra", "trafficking"),
        ("ICE is outside, my boss called them", "ice"),
        ("im scared my husband will find out and hit me", "violence"),
        ("i can't go on", "suicide"),
        ("ya no puedo más", "suicide"),
        ("sin papeles y no nos dejan salir", "trafficking"),
    ],
)
def test_danger_is_heard(text, kind):
    assert danger(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "ICE hours of the rink",
        "ice cream",
        "me muero de hambre",
        "me muero de risa",
        "this job is killing me",
        "what to do if ICE comes",
        "my boss took my tips",
        "qué hago si viene la migra",
        "si la migra viene, ¿abro?",
        "they won't let me leave early",
        "me obligan a trabajar los domingos",
        "he threatened to fire me",
        "yes",
        "40",
        "no estoy seguro cuantas horas",
        "ya no voy a ir",
        "perdon, ya no voy a poder ir",
        "ya me voy",
        "im not going anymore",
        "i cant come anymore",
        "me lastimé la mano y estoy sangrando",
        "I hurt my hand and I'm bleeding",
        "ya no quiero seguir con las preguntas",
        "I don't want to go on with these questions",
        "my boss said hes gonna call ice on me if i complain about my pay",
        "they told us if we talk about pay they will call immigration",
        "mi jefe me dijo que si me quejo va a llamar a la migra",
        "el patron dijo que si hablamos llama a la migra",
        "no esta aqui la migra, solo me amenazo. que hago",
        "im scared hes gonna find out i texted you",
        "tengo miedo de perder mi trabajo si hablo con ustedes",
        "hey so i been workin at this restaurant in waterbury for like 3 months and my boss he dont pay me right, he "
        "owes me like 2 weeks and also hes stealing our tips what can i do",
        "my boss made us work through the flu and one lady fainted, he said if you go home dont come back. i was "
        "scared",
        "sin papeles",
        "hay trabajo para gente sin papeles?",
        "trabajo sin papeles y me pagan menos",
        "ya no quiero seguir recibiendo mensajes",
        "ya no quiero seguir trabajando ahi",
        "ya no quiero seguir participando",
        "ya no quiero seguir gracias",
        "I don't want to continue with the form",
        "No puedo seguir ahora",
        "I worked for this guy since june, first he paid cash every friday, then every two weeks, then nothing. He "
        "owes me and my brother 3200. I called and he hung up. I'm afraid he will move to Florida. We have photos",
        "Manejo un bus escolar y los niños se pelean todos los días. La semana pasada uno tiró un zapato y le dio al "
        "espejo. Me dicen que me aguante. Estoy cansada y tengo la presión alta. ¿Hay una regla?",
        "en la planta hubo una explosión hace dos años y un amigo perdió los dedos. ahora están quitando los "
        "protectores porque va más lento. ¿a quién le hablo antes que alguien pierda la mano?",
    ],
)
def test_what_is_no_danger(text):
    assert danger(text) is None


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", ["danger_dev", "danger_test"])
def test_recall_and_false_alarms(messages, language, name):
    """The aim: 95 % of dangers heard; of other messages at most 5 % alarm. Heard as another danger still helps."""
    lines = messages(name, language)
    dangers = [(kind, text) for kind, text in lines if kind != "-"]
    others = [text for kind, text in lines if kind == "-"]
    missed = [text for _, text in dangers if danger(text) is None]
    confused = [text for kind, text in dangers if danger(text) not in (kind, None)]
    alarms = [text for text in others if danger(text)]
    assert len(lines) >= 120
    assert len(missed) <= 0.05 * len(dangers), missed
    assert len(confused) <= 0.05 * len(dangers), confused
    assert len(alarms) <= 0.05 * len(others), alarms


@pytest.mark.parametrize(("language", "recall", "false_alarms"), [("en", 0.93, 0.05), ("es", 0.93, 0.05)])
def test_lines_nobody_tuned_on(messages, language, recall, false_alarms):
    """What to expect of people we have not heard yet. The harmless lines are chosen to mislead: most texts are not."""
    lines = messages("danger_unseen", language)
    dangers = [text for kind, text in lines if kind != "-"]
    others = [text for kind, text in lines if kind == "-"]
    assert sum(danger(text) is not None for text in dangers) >= recall * len(dangers)
    assert sum(danger(text) is not None for text in others) <= false_alarms * len(others)


ABOUT_PAY = {
    "en": "I clean offices at night in Stamford. They owe me for two weeks and the check was short again. {} I asked "
    "the manager and she said to wait. My sister says you help people with this. What do I bring?",
    "es": "Limpio oficinas de noche en Stamford. Me deben dos semanas y el cheque salió corto otra vez. {} Le pregunté "
    "a la encargada y dice que espere. Mi hermana dice que ustedes ayudan. ¿Qué llevo?",
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_sentence_of_danger_is_heard_in_a_story_about_pay(messages, language):
    """However many words about work stand around it."""
    said = [text for kind, text in messages("danger_test", language) if kind != "-" and len(text.split()) > 2]
    missed = [text for text in said if danger(ABOUT_PAY[language].format(f"{text}.")) is None]
    assert danger(ABOUT_PAY[language].format("")) is None
    assert len(missed) <= 0.1 * len(said), missed


@pytest.mark.parametrize("language", ["en", "es"])
def test_nobody_in_danger_is_taken_for_an_opt_out(messages, language):
    """An opt-out is heard before danger: it would answer them with goodbye."""
    lines = messages("danger_dev", language) + messages("danger_test", language)
    assert [text for kind, text in lines if kind != "-" and opt_out(text) == "yes"] == []


def said_in_flows() -> list[str]:
    """Without the two conversations that people in danger start, and the single words that concepts are made of."""
    root = Path(__file__).parents[2]
    books = [yaml.safe_load(path.read_text()) for path in sorted(root.glob("locales/*/words.yaml"))]
    paths = [path for path in root.glob("flows/*/*.yaml") if path.name not in ("violence.yaml", "mental_health.yaml")]
    flows = [yaml.safe_load(path.read_text()) for path in sorted(paths)]
    starts = [flow.get("start") for flow in flows if isinstance(flow, dict)]
    return strings([[{**book, **{section: [] for section in VOCABULARY}} for book in books], starts])


def strings(loaded: object) -> list[str]:
    if isinstance(loaded, str):
        return [loaded]
    inside = loaded.values() if isinstance(loaded, dict) else loaded if isinstance(loaded, list) else []
    return [text for part in inside for text in strings(part)]


def test_answers_commands_and_examples_of_flows_are_no_danger():
    texts = said_in_flows()
    assert len(texts) > 1000
    assert [text for text in texts if danger(text)] == []


def test_an_ordinary_answer_is_no_danger():
    """ "The second one", "this is Dolores Cruz"."""
    texts = answers("kept")
    assert len(texts) > 500
    assert [text for text in texts if danger(text)] == []


@given(st.text() | WORDS)
@example("ice " * 400)
@example("me quiero " * 160)
@example("he has my " * 160)
def test_any_text_gets_a_verdict(text):
    assert danger(text) in ("ice", "violence", "trafficking", "suicide", None)
