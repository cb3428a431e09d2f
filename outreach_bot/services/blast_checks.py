"""What speaks against a blast: facts typed by hand, candidates, the registration with the carriers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from ..conversation.facts import Facts
from ..errors import StepFailed
from ..rules import merging, typed_facts, use_case
from ..rules.elections import PRIMARIES, Election, deadlines, not_entered
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from . import blast_flows
from .blast_texts import Quoted, templates
from .ports import Bot

CALENDAR = ("election.", "vote.")  # ids of the facts about elections begin so
MINIMUM_WAGE = "wage.minimum"
_TEN_DIGITS = re.compile(r"(?:\+?1)?([2-9]\d{9})")
_ADDRESS = re.compile(r"https?://\S+")


@dataclass(slots=True)
class Checked:
    """Sentences. With anything in `blocked` the blast is not launched."""

    warnings: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)


def check(bot: Bot, blast: BlastRow, facts: Facts, quoted: Quoted, now: datetime) -> Checked:
    """Look at every wording of a blast, as of `now`."""
    today = now.astimezone(bot.zone).date()
    found = Checked(blocked=list(quoted.missing))
    known = on_file(facts, bot.organisation.org.phone, today)
    if not use_case.is_covered(blast.purpose, bot.organisation.use_case):
        found.warnings.append(
            f"Texts with the purpose {blast.purpose} are outside of what your number is registered for "
            f"({bot.organisation.use_case}): carriers may block them."
        )
    for language, wordings in templates(blast).items():
        for template in wordings:
            for finding in typed_facts.findings(template, known, today):
                (found.blocked if finding.blocks else found.warnings).append(f"{language}: {finding.why}")
            _purpose(bot, blast, language, merging.without_fields(template), found)
    found.blocked += _flow(bot, blast, facts, now)
    if blast.until is not None and blast.until <= now:
        found.blocked.append("Its time is up: --until lies in the past.")
    return found


def _flow(bot: Bot, blast: BlastRow, facts: Facts, now: datetime) -> list[str]:
    """The flow as it is today: it may have changed since the draft."""
    if blast.flow is None:
        return []
    if wrong := blast_flows.faults(bot, blast.flow, blast.purpose):
        return wrong
    opening = blast_flows.Opening(bot, blast.flow, facts, now)
    for language in blast.texts:
        stranger = Person("", None, None, language, None, None, None)
        try:
            if opening.says(stranger, language).language != language:
                wrong.append(f"“{blast.flow}” is not translated into “{language}”.")
        except StepFailed:
            wrong.append(f"“{blast.flow}” cannot begin today: try it with outreach flows chat {blast.flow}")
    return list(dict.fromkeys(wrong))


def on_file(facts: Facts, org_phone: str, today: date) -> typed_facts.OnFile:
    """What the facts say, as the check of typed facts wants it."""
    days: dict[str, dict[date, str]] = {}
    hours: dict[int, str] = {}
    early_hours: dict[int, str] = {}
    phones = {_digits(org_phone): "org.phone"}
    amounts: dict[Decimal, str] = {}
    for fact in facts.facts.values():
        elections = fact.id.startswith(CALENDAR)
        current = next((value.value for value in fact.values if value.covers(today)), None)
        kind = typed_facts.kind_of(f"{fact.id} {fact.title}") if elections else None
        for value in fact.values:
            if kind is not None and isinstance(value.value, date):
                days.setdefault(kind, {})[value.value] = f"fact.{fact.id}" if value.value == current else ""
        if isinstance(current, Decimal):
            amounts[current.normalize()] = f"fact.{fact.id}"
        if isinstance(current, str) and _digits(current):
            phones.setdefault(_digits(current), f"fact.{fact.id}:phone")
        told = typed_facts.hours_in(current) if elections and isinstance(current, str) and not fact.statement else []
        if len(told) == 1 and kind in (None, typed_facts.EARLY, *typed_facts.ELECTION_DAYS):
            (early_hours if kind == typed_facts.EARLY else hours).setdefault(told[0], f"fact.{fact.id}")
    phones.pop("", None)
    for each in facts.calendar:
        _enter(days, each)
    for computed in not_entered(facts.calendar, today):  # nobody vouches for it; yet a text that differs is wrong first
        _enter(days, computed)
    wages = frozenset(Decimal(value).normalize() for value in facts.holding(MINIMUM_WAGE, today))
    minimum = f"fact.{MINIMUM_WAGE}" if MINIMUM_WAGE in facts.facts else ""
    return typed_facts.OnFile(days, hours, early_hours, phones, amounts, minimum, wages)


def _enter(days: dict[str, dict[date, str]], vote: Election) -> None:
    """A vote, and the days that follow from it, which no field says."""
    rule = deadlines(vote.kind, vote.day)
    for kind, day in (
        (_about(vote), vote.day), ("registration", rule.register_by), ("registration", rule.change_party_by),
        ("registration", rule.enroll_by), (typed_facts.EARLY, rule.early_from), (typed_facts.EARLY, rule.early_until),
    ):  # fmt: skip
        if day is not None:
            days.setdefault(kind, {}).setdefault(day, "")


def _about(vote: Election) -> str:
    return "the primary" if vote.kind in PRIMARIES else "the election"


def _digits(text: str) -> str:
    """The ten digits of an American number, empty when it is none."""
    match = _TEN_DIGITS.fullmatch(re.sub(r"[\s().-]", "", text))
    return match[1] if match else ""


def _purpose(bot: Bot, blast: BlastRow, language: str, typed: str, found: Checked) -> None:
    if blast.purpose != "candidate":
        somebody = use_case.for_a_candidate(typed)
        if somebody is not None and bot.organisation.org.kind == "c3":
            found.blocked.append(f"{language}: “{somebody}” asks for a candidate, which a c3 may not do.")
        elif somebody is not None:
            found.warnings.append(f"{language}: “{somebody}” asks for a candidate: its purpose should be candidate.")
        elif partisan := use_case.sounds_partisan(typed):
            found.warnings.append(f"{language}: “{partisan}” sounds like a candidate's text; is {blast.purpose} right?")
    if blast.purpose == "public_information" and (pressing := use_case.presses_lawmakers(typed)):
        found.warnings.append(f"{language}: “{pressing}” presses lawmakers: its purpose should be lobbying.")
    for address in _ADDRESS.findall(typed):
        found.warnings.append(f"{language}: clicks on {address} are not counted; {{link:{address}}} would count them.")
