"""`outreach inbox`: the people who asked for a person."""

from __future__ import annotations

from datetime import datetime
from getpass import getuser
from zoneinfo import ZoneInfo

import click

from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import inbox as service
from outreach_bot.services.ports import Bot
from outreach_bot.settings import Settings
from outreach_bot.storage.messages import MessageRow
from outreach_bot.storage.tickets import TicketRow
from outreach_bot.wiring import build

REASONS = {
    "asked": "asked for a person", "flow": "a conversation led here", "lost": "was not understood",
    "failed": "something of ours broke", "danger": "may be in danger", "loop": "may be a machine",
    "late": "wrote while we were down, and an answer of the bot would come too late",
    "language": "writes in a language the bot does not speak",
}  # fmt: skip


@click.group()
def inbox() -> None:
    """Tickets: list, show, reply, close. While you hold one, the bot is silent."""


@inbox.command("list")
@click.option("--all", "closed", is_flag=True, help="Closed ones too.")
@json_option
def list_(closed: bool, as_json: bool) -> None:
    """Tickets that need a person: danger first, then the oldest."""
    bot = _bot()
    tickets = service.waiting(bot, closed=closed)
    lines = [_line(bot, ticket) for ticket in tickets]
    emit(tickets, "\n".join(lines) or "No ticket is open.", as_json)


@inbox.command()
@click.argument("ticket", type=int)
@json_option
def show(ticket: int, as_json: bool) -> None:
    """One ticket: who, what was passed on, the texts that are kept."""
    bot = _bot()
    opened = service.show(bot, ticket)
    lines = [_line(bot, opened.ticket)]
    lines.append(
        f"{opened.name or 'no name'}, {opened.number or 'erased'} ({opened.channel}, {opened.language or '?'})"
    )
    if opened.opted_out:
        lines.append("Has opted out of texts: you can call, not text.")
    lines += [f"  {name}: {value}" for name, value in opened.ticket.summary]
    lines += [_text(bot, text) for text in opened.texts]
    emit(opened, "\n".join(lines), as_json)


@inbox.command()
@click.argument("ticket", type=int)
@click.argument("text")
@click.option("--who", default=getuser, help="Your name in the ticket; your user name if not given.")
@json_option
def reply(ticket: int, text: str, who: str, as_json: bool) -> None:
    """Answer. From now on the bot is silent with this person, until you close the ticket."""
    message_id = service.reply(_bot(), ticket, who, text)
    told = f"It is on its way. You hold ticket {ticket}; close it with: outreach inbox close {ticket}"
    emit({"message": message_id}, told, as_json)


@inbox.command()
@click.argument("ticket", type=int)
@json_option
def close(ticket: int, as_json: bool) -> None:
    """Done: the bot may speak with this person again."""
    closed = service.close(_bot(), ticket)
    emit(
        {"closed": closed}, f"Ticket {ticket} is closed." if closed else f"Ticket {ticket} was closed already.", as_json
    )


def _bot() -> Bot:
    return build(Settings.from_env())


def _line(bot: Bot, ticket: TicketRow) -> str:
    why = REASONS.get(ticket.reason, ticket.reason)
    state = f"held by {ticket.taken_by}" if ticket.state == "held" else ticket.state
    return f"#{ticket.id}  {_when(bot, ticket.opened_at)}  {ticket.queue}: {why} ({state})"


def _text(bot: Bot, text: MessageRow) -> str:
    arrow = "←" if text.direction == "in" else "→"
    return f"{_when(bot, text.created_at)} {arrow} {text.body if text.body is not None else '(private, not kept)'}"


def _when(bot: Bot, at: datetime) -> str:
    return at.astimezone(ZoneInfo(bot.book.bot.timezone)).strftime("%Y-%m-%d %H:%M")
