"""A wrong value was told: a blast for exactly the people who heard it and have heard nothing better since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ..errors import NotFound
from ..rules import merging
from ..rules.audience_text import quoted
from . import facts
from .audiences import funnel
from .blast_control import CannotBlast
from .blast_drafts import create
from .blast_texts import FACT
from .ports import Bot


@dataclass(frozen=True, slots=True)
class Correction:
    """`people`: who were told. `texted`: those of them who may be texted; the others an organizer has to call."""

    blast: int
    people: int
    texted: int
    audience: str


def correct(
    bot: Bot, fact_id: str, value: str | None = None, *, name: str, texts: Mapping[str, str], programme: str, who: str,
    purpose: str, asks: str, paid_for_by: str | None = None, until: datetime | None = None,
) -> Correction:  # fmt: skip
    """A draft for whoever was told this value of the fact (None: any that does not hold any more). The texts quote the
    fact, so that who gets one is known to be corrected; a withdrawn election has nothing to quote, and its texts say so
    in their own words (the draft's audience tells what they are about). Raises as `blast_drafts.create`; NotFound when
    there is no such fact or nobody was told."""
    told = facts.recall(bot, fact_id, value)
    with bot.database.reading() as connection:
        fact = bot.facts.read(connection).facts.get(fact_id)
    if fact is None:
        raise NotFound(f"{fact_id} is in flows/facts no more: a text cannot quote it.")
    audience = f"told:{fact_id}" if value is None else f"told:{fact_id}={quoted(value)}"
    if fact.statement:
        raise CannotBlast(
            f"{fact_id} is a sentence of law, which no text quotes. Write to them with: "
            f"outreach blasts create --audience '{audience}'"
        )
    if not told.to_correct:
        raise CannotBlast(_nobody(bot, told))
    silent = [language for language, text in texts.items() if not _quotes(text, fact_id)]
    if silent and not fact.withdrawn:
        raise CannotBlast("\n".join(
            f"The text in “{language}” does not quote {{{FACT}{fact_id}}}: so nobody would know who has been corrected."
            for language in silent
        ))  # fmt: skip
    blast = create(
        bot, name=name, texts=texts, programme=programme, audience=audience, who=who, purpose=purpose, asks=asks,
        paid_for_by=paid_for_by, until=until,
    )  # fmt: skip
    return Correction(blast, told.to_correct, funnel(bot, audience, programme).will_be_texted, audience)


def _nobody(bot: Bot, told: facts.Recall) -> str:
    what = f"{told.fact} = {' or '.join(told.values)}"
    with bot.database.reading() as connection:
        holds = facts.holding(bot, connection, told.fact, bot.clock.now())
    if holds.issuperset(told.values):
        return f"{what} still holds. Is it wrong? Then enter the right one, with its source, in flows/facts first."
    if not told.people:
        return f"Only private conversations told {what}: they keep no record of whom, so nobody can be written to."
    return f"Everybody who was told {what} has been told a value that holds since then: nobody is to be corrected."


def _quotes(text: str, fact_id: str) -> bool:
    return any(name.partition(":")[0] == FACT + fact_id for name in merging.fields(text))
