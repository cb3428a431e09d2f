"""The author's tools: a text a line in, a JSON object a line out, by the code a member's text meets."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from outreach_bot.cli import flows
from outreach_bot.cli.main import outreach
from outreach_bot.conversation.answers import TYPES
from outreach_bot.conversation.routing import CONFIDENT

NOW = "2026-11-20"  # a Friday


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(flows.ROOT)
    monkeypatch.delenv("OUTREACH_BOT", raising=False)


def run(*words: str, said: str | bytes) -> Result:
    return CliRunner().invoke(outreach, list(words), input=said)


def objects(*words: str, said: str | bytes) -> list[dict[str, Any]]:
    result = run(*words, said=said)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


CHOICES = "choices=farm:farm work|campo,cleaning:limpieza,other"
VALUES = [
    ("yes_no", [], "yse", True),
    ("yes_no", [], "claro que si", True),
    ("yes_no", [], "👍🏽", True),
    ("yes_no", [], "no problem", True),
    ("yes_no", [], "nah", False),
    ("choice", [CHOICES], "2", "cleaning"),
    ("choice", [CHOICES], "en el campo", "farm"),
    ("choices", [CHOICES], "1 y 2", ["farm", "cleaning"]),
    ("integer", [], "1 000", 1000),
    ("integer", [], "10-12", {"from": 10, "to": 12}),
    ("decimal", ["unit=hours"], "37 horas con 30 minutos", "37.5"),
    ("decimal", ["unit=hours"], "treinta y siete punto cinco", "37.5"),
    ("decimal", [], "10 to 12", {"from": "10", "to": "12"}),
    ("money", [], "entre 15 y 17 la hora", {"from": "15", "to": "17"}),
    ("money", [], "15k", "15000"),
    ("age", [], "tengo 14 años", 14),
    ("money", [], "$1,200.50", "1200.50"),
    ("date", [], "a couple weeks ago", "2026-11-06"),
    ("date", [], "hace un par de semanas", "2026-11-06"),
    ("date", [], "el viernes pasado", "2026-11-13"),
    ("date", ["past=true"], "fin de mes", "2026-10-31"),
    ("date", [], "fin de mes", "2026-11-30"),
    ("date", [], "8/15", "2026-08-15"),
    ("date", [], "last month", "2026-10"),
    ("date", [], "dec 31", "2026-12-31"),
    ("date", ["past=true"], "navidad", "2025-12-25"),
    ("date", [], "2024", "2024"),
    ("time", [], "a las 5 y media", "17:30"),
    ("time", [], "de 8am a 4pm", {"from": "08:00", "to": "16:00"}),
    ("duration", [], "1:30", "1.5"),
    ("zip", [], "6106", "06106"),
    ("town", [], "jartford", "Hartford"),
    ("town", [], "06388", "Groton"),
    ("phone", [], "(860) 555-0143", "+18605550143"),
    ("email", [], "ana arroba gmail punto com", "ana@gmail.com"),
    ("name", [], "me llamo Lupe", "Lupe"),
    ("text", [], "lo que sea", "lo que sea"),
]


@pytest.mark.parametrize(("kind", "options", "text", "value"), VALUES)
def test_each_type_gives_its_value_in_json(kind: str, options: list[str], text: str, value: object) -> None:
    settings = [word for option in options for word in ("--option", option)]
    (shown,) = objects("understand", kind, "--now", NOW, *settings, said=text)
    assert list(shown) == ["text", "match", "value", "confidence", "reason"]
    assert shown["value"] == value
    assert type(shown["value"]) is type(value)
    assert (shown["match"], shown["reason"]) == (True, None)
    assert 0 < shown["confidence"] <= 1


def test_every_type_is_shown() -> None:
    assert {kind for kind, *_ in VALUES} == set(TYPES)


def test_what_is_not_understood_says_why() -> None:
    (shown,) = objects("understand", "decimal", "--option", "max=100", said="400\n")
    assert shown == {"text": "400", "match": False, "value": None, "confidence": None, "reason": "too_big"}


def test_a_question_for_one_number_can_be_tried_out() -> None:
    (shown,) = objects("understand", "decimal", "--option", "range=false", said="10 to 12\n")
    assert (shown["match"], shown["reason"]) == (False, "range")


def test_now_is_read_in_the_organisations_zone() -> None:
    (late,) = objects("understand", "date", "--now", "2026-11-20T03:00:00Z", said="hoy")
    assert late["value"] == "2026-11-19"


@pytest.mark.parametrize("words", [("understand", "yes_no"), ("optout",), ("danger",), ("segments",), ("route",)])
def test_any_bytes_are_answered_line_by_line(words: tuple[str, ...]) -> None:
    said = "sí\n\n\x00\r\n".encode() + b"\xff\xfe caf\xe9\n" + "🛑\u2028x\nlast".encode()
    shown = objects(*words, said=said)
    assert [each["text"] for each in shown] == ["sí", "", "\x00", "\ufffd\ufffd caf\ufffd", "🛑\u2028x", "last"]
    assert objects(*words, said=b"") == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("understand", "decimal", "--option", "mim=1"), "Its settings are: min, max, unit, per, range"),
        (("understand", "decimal", "--option", "min"), "write --option name=value"),
        (("understand", "choice"), "choice needs its options"),
        (("understand", "number"), "'number' is not one of"),
        (("understand", "date", "--now", "yesterday"), "write it like 2026-11-20"),
        (("route", "--lang", "fr"), "“fr” is not offered"),
    ],
)
def test_wrong_use_is_one_sentence(words: tuple[str, ...], complaint: str) -> None:
    result = run(*words, said="x\n")
    assert result.exit_code == 2
    assert complaint in result.output


def test_opt_outs() -> None:
    shown = objects("optout", said="stpo\nquítenme de la lista\nStop & Shop\nsalir\n")
    assert [each["optout"] for each in shown[:3]] == [True, True, False]
    assert all(each["optout"] in (True, False, "ask") for each in shown)


def test_dangers() -> None:
    shown = objects("danger", said="ICE is at my door\nme quiero morir\nwe need more ice\n")
    assert [each["danger"] for each in shown] == ["ice", "suicide", None]


def test_segments_with_and_without_smart_encoding() -> None:
    text = "¿Sí? — 10 €\n"
    assert objects("segments", said=text) == [
        {"text": text.strip(), "encoding": "UCS-2", "segments": 1, "units": 11, "forced_by": ["í", "—"]}
    ]
    (smart,) = objects("segments", "--smart", said=text)
    assert (smart["encoding"], smart["forced_by"]) == ("UCS-2", ["í"])


def test_routes_are_those_the_engine_takes() -> None:
    texts = ["wages", "SALRIOS", "mi jefe no me kiere pagar las oras", "menu", "stop", "hablar con alguien", "asdf"]
    shown = objects("route", "--lang", "es", said="\n".join(texts))
    wages = "rights/unpaid_wages"
    assert [each["flow"] for each in shown] == [wages, wages, wages, "menu", None, None, None]
    assert list(shown[0]) == ["text", "flow", "confidence", "alternatives"]
    assert shown[0]["confidence"] == 1.0 > shown[1]["confidence"]
    assert all(each["flow"] not in each["alternatives"] for each in shown)


def test_the_help_of_route_names_the_confidence_from_which_a_flow_starts() -> None:
    assert f"confidence of {CONFIDENT} on" in " ".join(run("route", "--help", said="").output.split())
