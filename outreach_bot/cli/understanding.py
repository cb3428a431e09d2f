"""`outreach understand` and `outreach route`: what the bot hears in a text, line by line, for authors to try out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any
from zoneinfo import ZoneInfo

import click
from pydantic import TypeAdapter, ValidationError

from outreach_bot.cli.flows import read_texts
from outreach_bot.cli.output import answer_each, json_lines
from outreach_bot.conversation.answers import TYPES
from outreach_bot.conversation.answers.base import Answer, AnswerType, Choice
from outreach_bot.conversation.book import FlowBook
from outreach_bot.conversation.lexicon import heard
from outreach_bot.conversation.routing import UNSURE
from outreach_bot.flowfiles.material import Material
from outreach_bot.rules import consent

NEXT_BEST = 3  # alternatives that `route` lists
OPTIONS_NEEDED = ("choice", "choices")
MISSPELT_KEYWORD = 0.9


def _material() -> Material:
    material = read_texts()
    faults = sum(not fault.warning for fault in material.faults)
    if faults:
        click.echo(f"{faults} fault(s) in the flow files; what is faulty is left out: `outreach flows check`", err=True)
    return material


def _spoken_by(command: Callable[..., None]) -> Callable[..., None]:
    """The option `--lang`. It changes nothing in what is heard: both languages are always understood."""

    @click.option("--lang", help="The member's language. Every language is understood whatever it is.")
    @wraps(command)
    def wrapped(lang: str | None, **given: Any) -> None:
        material = _material()
        offered = material.bot.languages.offered
        if lang is not None and lang not in offered:
            raise click.UsageError(f"“{lang}” is not offered; there are: {', '.join(offered)}")
        command(material=material, **given)

    return wrapped


# understand


@click.command(epilog="""\b
Settings are those of the answer type in a flow file: --option min=0 --option unit=hours --option past=true
"10 to 12" is answered as a range here; with --option range=false as a question that wants one number hears it.
Choices: value, then the words that mean it behind a colon:
  outreach understand choice --option "choices=farm:farm work|campo|finca,cleaning:limpieza,other"
""")
@click.argument("kind", metavar="TYPE", type=click.Choice(list(TYPES)))
@click.option("--now", help="The moment the texts are written, like 2026-11-20 or 2026-11-20T15:00:00Z.")
@click.option("--option", "options", multiple=True, metavar="NAME=VALUE", help="A setting of the answer type.")
@json_lines
@_spoken_by
def understand(material: Material, kind: str, now: str | None, options: tuple[str, ...]) -> None:
    """What each text means as an answer: {"text", "match", "value", "confidence", "reason"}."""
    settings = _ranges_told(kind) | dict(_setting(option) for option in options)
    choices = _choices(settings.pop("choices", ""))
    if kind in OPTIONS_NEEDED and not choices:
        raise click.UsageError(f"{kind} needs its options: --option choices=first:word|word,second:word")
    parser = _parser(kind, settings)
    today = _day(now, ZoneInfo(material.bot.timezone))

    def read(text: str) -> dict[str, Any]:
        answer = parser.parse(text, lexicon=material.lexicon, today=today, choices=choices)
        if isinstance(answer, Answer):
            return {"match": True, "value": written(answer), "confidence": answer.confidence, "reason": None}
        return {"match": False, "value": None, "confidence": None, "reason": answer.reason}

    answer_each(read)


def _ranges_told(kind: str) -> dict[str, str]:
    """A range is shown as such unless --option range=false asks for what a question without ranges hears."""
    return {"range": "true"} if any(each.name == "range" for each in dataclasses.fields(TYPES[kind])) else {}


def _setting(option: str) -> tuple[str, str]:
    name, equals, value = option.partition("=")
    if not equals:
        raise click.UsageError(f"“{option}” is no setting: write --option name=value")
    return name.strip(), value.strip()


def _choices(listed: str) -> list[Choice]:
    """ "farm:farm work|campo,other" → the options as a flow's question would give them, numbered from 1."""
    choices: list[Choice] = []
    for number, option in enumerate((part for part in listed.split(",") if part.strip()), 1):
        value, _, words = option.partition(":")
        spoken = (heard(word) for word in (value, *words.split("|")))
        choices.append(Choice(value.strip(), number, tuple(dict.fromkeys(word for word in spoken if word))))
    return choices


def _parser(kind: str, settings: dict[str, str]) -> AnswerType:
    try:
        parser: AnswerType = TypeAdapter(TYPES[kind]).validate_python(settings)
    except ValidationError as error:
        known = ", ".join(field.name for field in dataclasses.fields(TYPES[kind])) or "none"
        wrong = error.errors()[0]
        name = wrong["loc"][-1] if wrong["loc"] else ""
        raise click.UsageError(f"{kind}: “{name}” is wrong ({wrong['msg']}). Its settings are: {known}") from None
    return parser


def _day(now: str | None, zone: ZoneInfo) -> date:
    """Today as the member sees it: in the organisation's zone, as the engine has it."""
    if now is None:
        return datetime.now(UTC).astimezone(zone).date()
    try:
        moment = datetime.fromisoformat(now)
    except ValueError:
        raise click.UsageError(f"“{now}” is no moment: write it like 2026-11-20 or 2026-11-20T15:00:00Z") from None
    return moment.date() if moment.tzinfo is None else moment.astimezone(zone).date()


def written(answer: Answer) -> Any:
    """The value in JSON: decimals as text, a day as 2026-07-15, a month alone as 2026-07, a year alone as 2026."""
    value = answer.value
    if isinstance(value, date):
        shape = {"month": "%Y-%m", "year": "%Y"}.get(answer.precision, "%Y-%m-%d")
        return value.strftime(shape)
    return str(value) if isinstance(value, Decimal) else value


# route


@click.command()
@json_lines
@_spoken_by
def route(material: Material) -> None:
    """Which flow does each text ask for? {"text", "flow", "confidence", "alternatives"}.

    `flow` is null where no flow answers. From a confidence of 0.7 on the bot starts the flow; below, it asks
    "did you mean …?".
    """
    book = material.book(partisan=material.may_be_partisan)
    answer_each(lambda text: routed(text, book))


def routed(text: str, book: FlowBook) -> dict[str, Any]:
    """As the engine hears a text outside a conversation: opt-outs and commands first, then keywords, then likeness."""
    if consent.opt_out(text) == "yes":
        return {"flow": None, "confidence": 0.0, "alternatives": []}
    command = book.lexicon.command(text)
    if command is not None and command not in ("menu", "start"):
        return {"flow": None, "confidence": 0.0, "alternatives": []}
    likely = book.router.route(text)
    hit = book.router.keyword(text)
    if command is not None or hit is not None:
        flow = book.bot.menu if hit is None or command is not None else hit.flow
        confidence = 1.0 if hit is None or hit.exact else MISSPELT_KEYWORD
        others = [each.flow for each in likely if each.flow != flow]
        return {"flow": flow, "confidence": confidence, "alternatives": others[:NEXT_BEST]}
    if not likely or likely[0].confidence < UNSURE:
        return {
            "flow": None, "confidence": likely[0].confidence if likely else 0.0,
            "alternatives": [each.flow for each in likely[:NEXT_BEST]],
        }  # fmt: skip
    return {
        "flow": likely[0].flow, "confidence": likely[0].confidence,
        "alternatives": [each.flow for each in likely[1 : 1 + NEXT_BEST]],
    }  # fmt: skip
