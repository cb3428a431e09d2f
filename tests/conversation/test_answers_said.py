"""Understanding measured: more than a thousand answers in people's own words, per answer type and language."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from outreach_bot.conversation.answers import TYPES
from outreach_bot.conversation.answers.base import Answer, Choice
from outreach_bot.conversation.lexicon import Lexicon, heard

HERE = Path(__file__).parent
WORDS = HERE.parents[1] / "locales"
LEXICON = Lexicon.from_words(
    {lang: yaml.safe_load((WORDS / lang / "words.yaml").read_text("utf-8")) for lang in ("en", "es")}
)
TODAY = date(2026, 11, 20)
OPTIONS = {
    "choice": {
        "farm": "farm work|campo|finca|trabajo de campo", "cleaning": "limpieza|limpio casas",
        "construction": "construccion|obra", "restaurant": "restaurante|cocina",
        "other": "something else|otro|otra cosa",
    },
    "choices": {"pay": "salario|pago", "hours": "horas", "safety": "seguridad", "respect": "respeto"},
}  # fmt: skip
LEAST = 0.9  # of the texts of one type in one language
LEAST_IN_ALL = 0.97


def choices_of(kind: str) -> list[Choice]:
    return [
        Choice(value, number, tuple(heard(word) for word in (value, *words.split("|"))))
        for number, (value, words) in enumerate(OPTIONS.get(kind, {}).items(), 1)
    ]


def lines(name: str) -> list[tuple[str, dict[str, str], str, str, str]]:
    found = []
    for line in (HERE / "cases" / name).read_text("utf-8").split("\n"):
        if line and not line.startswith("#"):
            asked, language, meant, text = line.split("|", 3)
            kind, *settings = asked.split()
            found.append((kind, dict(s.split("=") for s in settings), language, meant, text))
    return found


def understood(kind: str, settings: dict[str, str], text: str) -> str:
    parser = TypeAdapter(TYPES[kind]).validate_python(settings)
    read = parser.parse(text, lexicon=LEXICON, today=TODAY, choices=choices_of(kind))
    return plain(read) if isinstance(read, Answer) else f"-{read.reason}"


def plain(answer: Answer) -> str:
    value: Any = answer.value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return value.strftime({"month": "%Y-%m", "year": "%Y"}.get(answer.precision, "%Y-%m-%d"))
    if isinstance(value, dict):
        return f"{value['from']}..{value['to']}"
    return ",".join(value) if isinstance(value, list) else str(value)


def same(meant: str, read: str) -> bool:
    if read == meant or (meant == "-" and read.startswith("-")) or read == meant.strip() != "":
        return True
    try:
        return Decimal(meant) == Decimal(read)
    except InvalidOperation:
        return False


@pytest.mark.parametrize("name", ["answers_dev.txt", "answers_test.txt"])
def test_what_people_say_is_understood(name: str) -> None:
    right: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    missed = []
    for kind, settings, language, meant, text in lines(name):
        read = understood(kind, settings, text)
        every[kind, language] += 1
        right[kind, language] += same(meant, read)
        if not same(meant, read):
            missed.append(f"{kind} [{language}] {text!r}: {meant}, read as {read}")
    assert set(every) == {(kind, language) for kind in TYPES for language in ("en", "es")}
    assert sum(right.values()) / sum(every.values()) >= LEAST_IN_ALL, "\n".join(missed)
    weak = {key: right[key] / count for key, count in every.items() if right[key] / count < LEAST}
    assert not weak, "\n".join(missed)
