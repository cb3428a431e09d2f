"""Who vouches, approves or decides has a name: no door takes a blank one, and nobody is two people by how they type."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import click
import pytest
from click.testing import CliRunner

from outreach_bot.cli.main import outreach
from outreach_bot.errors import OutreachError
from outreach_bot.rules.signature import same_person, signed
from outreach_bot.services import (
    blast_approval,
    blast_control,
    blast_drafts,
    elections,
    exports,
    facts,
    inbox,
    people_export,
    texts,
)
from outreach_bot.services.ports import Bot
from tests.house_under_test import House

SENTENCE = "Say who you are, in 1 to 100 characters."
GENERAL = date(2028, 11, 7)
BLANK = ("", "  ", "\t\n", "\u200b", "–", "x" * 101)
DRAFT = {"name": "N", "texts": {"en": "{org.name}: meeting. STOP", "es": "{org.name}: reunión. ALTO"},
         "programme": "updates"}  # fmt: skip


def with_a_name(command: click.Command, words: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command that asks who runs it."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        each = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        return [found for name, there in each if there for found in with_a_name(there, (*words, name))]
    return [words] if any(param.name == "who" for param in command.params) else []


@pytest.mark.parametrize("words", with_a_name(outreach), ids=" ".join)
def test_no_command_takes_a_blank_name(words: tuple[str, ...]) -> None:
    for who in ("", "  "):
        done = CliRunner().invoke(outreach, [*words, "--who", who])
        assert (done.exit_code, done.stderr) == (2, f"{SENTENCE}\n")


def test_every_command_with_a_name_was_found() -> None:
    assert {("facts", "confirm"), ("elections", "enter"), ("texts", "sign-off"), ("blasts", "approve"),
            ("blasts", "launch"), ("inbox", "reply"), ("members", "export")} <= set(with_a_name(outreach))  # fmt: skip


DOORS: dict[str, Callable[[Bot, str], Any]] = {
    "facts": lambda bot, who: facts.confirm(bot, "wage.minimum", "16.94", who),
    "texts": lambda bot, who: texts.sign(bot, "lawyer", who, "rights/unpaid_wages"),
    "enter": lambda bot, who: elections.enter(
        bot, "general", GENERAL, who, town=None, party=None, district=None, sure=True
    ),
    "move": lambda bot, who: elections.move(bot, 1, GENERAL, who, sure=True),
    "withdraw": lambda bot, who: elections.withdraw(bot, 1, who),
    "draft": lambda bot, who: blast_drafts.create(bot, who=who, **DRAFT),
    "approve": lambda bot, who: blast_approval.approve(bot, 1, who),
    "cancel": lambda bot, who: blast_control.cancel(bot, 1, who=who),
    "reply": lambda bot, who: inbox.reply(bot, 1, who, "Hola"),
    "people": lambda bot, who: people_export.export_people(bot, io.StringIO(), who=who),
    "ask": lambda bot, who: exports.ask(bot, who=who, approved_by=None, queue=None),
    "take": lambda bot, who: exports.take(bot, lambda _: None, who=who, approved_by=None, queue=None, code=None),
}  # fmt: skip


def test_no_service_writes_a_blank_name(either: House) -> None:
    either.text("AGENT")
    elections.enter(either.bot, "general", GENERAL, "Ana",
                    town=None, party=None, district=None, sure=True)  # fmt: skip
    blast_drafts.create(either.bot, who="Ana", **DRAFT)
    before = either.everything()
    for name, door in DOORS.items():
        for who in BLANK:
            with pytest.raises(OutreachError) as refused:
                door(either.bot, who)
            assert str(refused.value) == SENTENCE, name
    assert either.everything() == before


def test_a_name_is_recorded_without_what_nobody_sees(either: House) -> None:
    either.outreach("facts", "confirm", "wage.minimum", "--value", "16.94", "--who", "  Ana \t Ruiz\u200b ", "--yes")
    assert [row["who"] for row in either.rows("fact_confirmations")] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    "other", ["Ana  Ruiz", " ana ruiz", "Ana Ruíz", "ANA RUI\u0301Z", "Ana Ruiz.", "A\u200bna Ruiz"]
)
def test_one_person_however_typed(other: str) -> None:
    assert same_person("Ana Ruiz", signed(other))
    assert not same_person("Ana Ruiz", "Ana Ruz")
