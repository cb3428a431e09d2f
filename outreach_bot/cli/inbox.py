"""`outreach inbox`: the people who asked for a person."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outreach_bot.cli.bot import bot_without_flows, open_bot
from outreach_bot.cli.options import who_option
from outreach_bot.cli.output import emit, json_option
from outreach_bot.errors import OutreachError
from outreach_bot.services import inbox as service
from outreach_bot.services.ports import Bot
from outreach_bot.storage.messages import MessageRow
from outreach_bot.storage.tickets import TicketRow

if TYPE_CHECKING:
    from outreach_bot.services import exports

REASONS = {
    "asked": "asked for a person", "flow": "a conversation led here", "lost": "was not understood",
    "failed": "something of ours broke", "danger": "may be in danger", "loop": "may be a machine",
    "late": "wrote while we were down, and an answer of the bot would come too late",
    "language": "writes in a language the bot does not speak",
    "young": "said to be under 16",
}  # fmt: skip


@click.group()
def inbox() -> None:
    """Tickets: list, show, reply, close, export. While you hold one, the bot is silent."""


@inbox.command("list")
@click.option("--all", "closed", is_flag=True, help="Closed ones too.")
@json_option
def list_(closed: bool, as_json: bool) -> None:
    """Tickets that need a person: danger first, then the oldest."""
    bot = bot_without_flows()
    tickets = service.waiting(bot, closed=closed)
    lines = [_line(bot, ticket) for ticket in tickets]
    emit(tickets, "\n".join(lines) or "No ticket is open.", as_json)


@inbox.command()
@click.argument("ticket", type=int)
@json_option
def show(ticket: int, as_json: bool) -> None:
    """One ticket: who, what was passed on, the texts that are kept."""
    bot = bot_without_flows()
    opened = service.show(bot, ticket)
    lines = [_line(bot, opened.ticket)]
    lines.append(
        f"{opened.name or 'no name'}, {opened.number or 'erased'} ({opened.channel}, {opened.language or '?'})"
    )
    if opened.opted_out:
        lines.append("Has opted out of texts: you can call, not text.")
    if opened.hidden:
        lines.append("Uses a shared phone: write nothing about the case, ask when you may call.")
    if opened.young:
        lines.append("Said to be under 16: for somebody who is trained for it.")
    lines += [f"  {name}: {value}" for name, value in opened.ticket.summary]
    lines += [_text(bot, text) for text in opened.texts]
    emit(opened, "\n".join(lines), as_json)


@inbox.command()
@click.argument("ticket", type=int)
@click.argument("text")
@who_option("Your name in the ticket.")
@json_option
def reply(ticket: int, text: str, who: str, as_json: bool) -> None:
    """Answer. From now on the bot is silent with this person, until you close the ticket."""
    message_id = service.reply(bot_without_flows(), ticket, who, text)
    told = f"It is on its way. You hold ticket {ticket}; close it with: outreach inbox close {ticket}"
    emit({"message": message_id}, told, as_json)


@inbox.command()
@click.argument("ticket", type=int)
@json_option
def close(ticket: int, as_json: bool) -> None:
    """Done: the bot may speak with this person again."""
    closed = service.close(bot_without_flows(), ticket)
    emit(
        {"closed": closed}, f"Ticket {ticket} is closed." if closed else f"Ticket {ticket} was closed already.", as_json
    )


@inbox.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@who_option("Your name, for the record.", required=True)
@click.option("--approved-by", help="The second person, one of the staff in bot.yaml; needed for private ones.")
@click.option("--queue", help="Only the tickets of this queue.")
@click.option("--code", help="The code that the second person was texted.")
@json_option
def export(
    file: Path, who: str, approved_by: str | None, queue: str | None, code: str | None, as_json: bool
) -> None:
    """Write tickets into a new CSV file that only you can read. Each export is recorded.

    Tickets of private conversations need two people: the second one is texted a code and tells it to you.
    """
    from outreach_bot.services import exports

    bot = open_bot()
    if file.exists():
        raise OutreachError(f"{file} is there already: name a new file.")
    if code is None and (asked := exports.ask(bot, who=who, approved_by=approved_by, queue=queue)) is not None:
        told = f"{asked.approved_by} was texted a code. Tickets of private conversations among them: {asked.tickets}."
        if not sys.stdin.isatty():
            text = f"{told} Run this again with --code CODE, within 15 minutes."
            emit({"exported": None, "asked": asked}, text, as_json)
            return
        click.echo(told, err=True)
        code = click.prompt("The code", err=True)

    def write(lines: Sequence[exports.Line]) -> None:
        with open(file, "x", newline="", encoding="utf-8", opener=partial(os.open, mode=0o600)) as out:
            rows = csv.writer(out)
            rows.writerow(EXPORTED)
            rows.writerows(_row(bot, line) for line in lines)

    count = exports.take(bot, write, who=who, approved_by=approved_by, queue=queue, code=code)
    text = f"Tickets in {file}: {count}. It holds numbers and what people told us: delete it when you are done."
    emit({"exported": count, "file": file}, text, as_json)


@inbox.command("exports")
@json_option
def exports_(as_json: bool) -> None:
    """The record: who exported tickets, who agreed, and when."""
    from outreach_bot.services import exports

    bot = bot_without_flows()
    rows = exports.record(bot)
    lines = [
        f"#{row.id}  {_when(bot, row.asked_at)}  {row.who}"
        + (f", agreed by {row.approved_by}" if row.approved_by and row.done_at else "")
        + f": {'every queue' if row.queue is None else row.queue}, "
        + (f"{row.tickets} tickets" if row.done_at else f"not made ({row.approved_by} was asked)")
        for row in rows
    ]
    emit(rows, "\n".join(lines) or "Nothing was ever exported.", as_json)


EXPORTED = ("ticket", "opened", "closed", "queue", "reason", "state", "taken_by", "number", "name", "language", "told")


def _row(bot: Bot, line: exports.Line) -> list[str]:
    ticket = line.ticket
    told = "; ".join(f"{name}: {value}" for name, value in ticket.summary)
    cells: list[object] = [
        ticket.id, _when(bot, ticket.opened_at), _when(bot, ticket.closed_at) if ticket.closed_at else "", ticket.queue,
        REASONS.get(ticket.reason, ticket.reason), ticket.state, ticket.taken_by, line.number, line.name, line.language,
        told,
    ]  # fmt: skip
    return [_harmless("" if cell is None else str(cell)) for cell in cells]


def _harmless(cell: str) -> str:
    """A cell that begins like a formula would be run by a spreadsheet; a phone number is none."""
    from outreach_bot.services.people_cells import harmless

    return cell if cell[:1] == "+" and cell[1:].isdigit() else harmless(cell)


def _line(bot: Bot, ticket: TicketRow) -> str:
    why = REASONS.get(ticket.reason, ticket.reason)
    state = f"held by {ticket.taken_by}" if ticket.state == "held" else ticket.state
    if ticket.state == "held" and ticket.wrote:
        state += f", {ticket.wrote} new text{'s' if ticket.wrote > 1 else ''}"
    return f"#{ticket.id}  {_when(bot, ticket.opened_at)}  {ticket.queue}: {why} ({state})"


def _text(bot: Bot, text: MessageRow) -> str:
    arrow = "←" if text.direction == "in" else "→"
    return f"{_when(bot, text.created_at)} {arrow} {text.body if text.body is not None else '(private, not kept)'}"


def _when(bot: Bot, at: datetime) -> str:
    return at.astimezone(bot.zone).strftime("%Y-%m-%d %H:%M")
