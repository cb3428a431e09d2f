"""Tickets: a person of ours reads, answers and closes; while somebody holds one, the bot is silent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..errors import OutreachError
from ..rules import segments
from ..rules.merging import LONGEST
from ..rules.signature import signed
from ..storage import conversations, members, messages, outbox, tickets
from ..storage.ids import new_id
from ..storage.retention import KEEP_BODIES
from .ports import Bot

PRIORITY = 5  # before blasts, behind staff alerts


class CannotReply(OutreachError):
    """The answer was not sent; the message says why."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket with what is needed to help: the number to call, and the texts that are still kept. `hidden`: others may
    read this phone. `young`: under 16."""

    ticket: tickets.TicketRow
    number: str | None
    channel: str
    language: str | None
    name: str | None
    opted_out: bool
    hidden: bool
    young: bool
    texts: list[messages.MessageRow]


def overfull(bot: Bot, connection: Any) -> int:
    """People who wait for an answer of ours, when they are more than our organizers can answer in an hour; else 0."""
    each = bot.organisation.sending.replies_per_organizer_hour
    waiting = 0 if each is None else tickets.unanswered(connection)
    return waiting if each is not None and waiting > each * max(1, len(bot.organisation.org.staff)) else 0


def waiting(bot: Bot, *, closed: bool = False) -> list[tickets.TicketRow]:
    """Tickets that need a person: whoever may be in danger first, then the oldest; with `closed`, all."""
    with bot.database.reading() as connection:
        found = tickets.list_open(connection, bot.keys, closed=closed)
    return sorted(found, key=lambda ticket: (ticket.reason != "danger" or ticket.state == "closed", ticket.id))


def show(bot: Bot, ticket_id: int) -> Opened:
    """Raises NotFound."""
    with bot.database.reading() as connection:
        ticket = tickets.get(connection, bot.keys, ticket_id)
        member = members.get(connection, bot.keys, ticket.member_id)
        places = {row[0]: row for row in members.addresses_of(connection, bot.keys, ticket.member_id)}
        _, channel, number, opted_out_at = places.get(ticket.address_id, ("", "sms", None, None))
        texts = [
            replace(text, body=None) if text.private else text  # kept for the carrier, not for us
            for text in messages.by_address(connection, bot.keys, ticket.address_id, limit=40)
        ]
    return Opened(
        ticket, number, channel, member.language, member.name, opted_out_at is not None, member.hidden, member.young,
        texts,
    )  # fmt: skip


def reply(bot: Bot, ticket_id: int, who: str, text: str) -> str:
    """Send an answer and hold the conversation until the ticket is closed; returns the message id.

    Raises NotFound, or CannotReply when the person has opted out, somebody else has the ticket, or the text is empty
    or longer than a message can be; Nameless.
    """
    who = signed(who)
    body = text.strip()
    if not body or len(body) > LONGEST:
        raise CannotReply(f"Write an answer of 1 to {LONGEST} characters; this one has {len(body)}.")
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        ticket = tickets.get(connection, bot.keys, ticket_id)
        address = next(
            (
                row
                for row in members.addresses_of(connection, bot.keys, ticket.member_id)
                if row[0] == ticket.address_id
            ),
            None,
        )
        if address is None:
            raise CannotReply(f"The person of ticket {ticket_id} asked to be erased: there is no number left.")
        if address[3] is not None:
            raise CannotReply(
                f"The person of ticket {ticket_id} has opted out of texts: nothing may be sent until they text START. "
                "You can call them."
            )
        if not tickets.hold(connection, ticket_id, who):
            raise CannotReply(_not_yours(ticket))
        conversations.hold(connection, ticket.address_id, ticket_id, now)
        row = messages.NewOutbound(
            id=new_id(now), address_id=ticket.address_id, member_id=ticket.member_id, channel=address[1], body=body,
            purpose="inbox", status=outbox.WAITING, created_at=now, segments=segments.count(body).segments,
            priority=PRIORITY, body_until=now + KEEP_BODIES,
        )  # fmt: skip
        messages.insert_outbound(connection, bot.keys, [row])
    bot.queue.enqueue("send", row.id)
    return row.id


def close(bot: Bot, ticket_id: int) -> bool:
    """The bot may speak again. False when the ticket was closed already. Raises NotFound."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        tickets.get(connection, bot.keys, ticket_id)
        closed = tickets.close(connection, ticket_id, now)
        conversations.release(connection, ticket_id, now)
    return closed


def _not_yours(ticket: tickets.TicketRow) -> str:
    if ticket.state == "closed":
        return f"Ticket {ticket.id} is closed. The person can write again, which opens a new one."
    return f"Ticket {ticket.id} is held by {ticket.taken_by}."
