"""`outreach audience`: who is meant, how many, who would get a text, and who would not and why."""

from __future__ import annotations

import click

from outreach_bot.cli.bot import open_bot
from outreach_bot.cli.output import emit, json_option
from outreach_bot.rules.audience import PROGRAMME
from outreach_bot.rules.audience_terms import KEYS
from outreach_bot.services import audiences as service
from outreach_bot.services.audiences import Funnel, Words
from outreach_bot.services.left_out import REASONS
from outreach_bot.storage.audience import Person

_text = click.argument("audience", default="everyone")
_programme = click.option("--programme", default=PROGRAMME, show_default=True, help="What people agreed to get.")


@click.group()
def audience() -> None:
    """Who is meant: conditions joined by and, or, not, with parentheses.

    \b
    tag:cleaners and (language:es or town:Hartford) and not heard:90d

    `outreach audience words` lists what there is to ask for.
    """


@audience.command()
@_text
@json_option
def count(audience: str, as_json: bool) -> None:
    """How many people are in it."""
    people = service.count(open_bot(), audience)
    emit({"audience": audience, "people": people}, f"{people:,}", as_json)


@audience.command()
@_text
@_programme
@json_option
def funnel(audience: str, programme: str, as_json: bool) -> None:
    """From everybody in it to everybody who would get a text, reason by reason."""
    told = service.funnel(open_bot(), audience, programme)
    emit(told, _funnel(told), as_json)


@audience.command()
@_text
@_programme
@click.option("--reason", type=click.Choice(list(REASONS)), help="Only those who get no text, for this reason.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many to show.")
@json_option
def show(audience: str, programme: str, reason: str | None, limit: int, as_json: bool) -> None:
    """The people in it: number, language, ZIP, name, and why they would get no text."""
    people = service.people(open_bot(), audience, programme, reason=reason, limit=limit)
    emit(people, "\n".join(map(_person, people)) or "Nobody.", as_json)


@audience.command()
@json_option
def words(as_json: bool) -> None:
    """What an audience can ask for: conditions, tags, fields of your lists, answers in flows."""
    told = service.words(open_bot())
    emit(told, "\n".join(_words(told)), as_json)


def _funnel(told: Funnel) -> str:
    lines = [f"{told.in_the_list:>11,}  in the list"]
    lines += [f"{-step.people:>11,}  {step.why}  ({step.reason})" for step in told.steps if step.people]
    return "\n".join([*lines, f"{told.will_be_texted:>11,}  would be texted"])


def _person(person: Person) -> str:
    known = [person.number or "no number", person.language or "–", person.zip or "–", person.name or "–"]
    return "  ".join(known + ([REASONS[person.left_out]] if person.left_out else []))


def _words(told: Words) -> list[str]:
    lines = ["Conditions, joined by and, or, not:", "  everyone", "  opted_out"]
    lines += [f"  {example}" for example, _ in KEYS.values()]
    lines += ["  language:unknown, town:unknown: of whom we don't know it. heard:ever: who ever wrote to us."]
    lines += ["Tags:", *(f"  tag:{tag}" for tag in told.tags)] if told.tags else ["There are no tags yet."]
    if told.programmes:
        lines += ["What people agreed to:", *(f"  consented:{each}" for each in told.programmes)]
    if told.fields:
        lines.append("Fields of your lists:")
        lines += [f"  field:{name}  {field.kind}: {', '.join(field.choices)}".rstrip(": ")
                  for name, field in sorted(told.fields.items())]  # fmt: skip
    lines.append("Answers in flows:")
    lines += [f"  answered:{name}{'  ' + ', '.join(values) if values else ''}" for name, values in told.answers.items()]
    return lines
