"""Tickets leave the house as a file: every time with a row that says who took them, and those of private conversations
only when a second person agrees, by a code that is texted to that person's own phone."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

from ..conversation.bot import Staff
from ..conversation.effects import Say
from ..errors import OutreachError
from ..rules.signature import same_person, signed
from ..storage import exports, members, tickets
from ..storage.exports import ExportRow
from ..storage.tickets import TicketRow
from . import turns
from .ports import Bot

GOOD_FOR = timedelta(minutes=15)
MOST_TRIES = 5


class NotAllowed(OutreachError):
    """The export may not be made like that; the message says what it takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The second person was texted a code; the export waits for it."""

    tickets: int
    approved_by: str


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One ticket with whom it is about. `number` None: the person was erased meanwhile."""

    ticket: TicketRow
    number: str | None
    name: str | None
    language: str | None


def ask(bot: Bot, *, who: str, approved_by: str | None, queue: str | None) -> Asked | None:
    """None: nothing in it is private, `take` it at once. Raises NotAllowed, Nameless."""
    who, now = signed(who), bot.clock.now()
    with bot.database.transaction() as connection:
        private = [ticket for ticket in tickets.of_queue(connection, bot.keys, queue) if ticket.private]
        if not private:
            return None
        staff = _second_person(bot, who, approved_by)
        code = f"{secrets.randbelow(1_000_000):06}"
        exports.add(
            connection, bot.keys, who=who, approved_by=staff.name, queue=queue, code=code, now=now
        )
        say = Say(bot.organisation.say.export_code, {
            "org.name": bot.organisation.org.name, "who": who, "count": len(private), "code": code,
        })  # fmt: skip
        message_id = turns.text_staff(bot, connection, staff, say, now, turns.URGENT, keep=GOOD_FOR)
    bot.queue.enqueue("send", message_id)
    return Asked(len(private), staff.name)


def take(
    bot: Bot, write: Callable[[Sequence[Line]], None], *, who: str, approved_by: str | None, queue: str | None,
    code: str | None,
) -> int:  # fmt: skip
    """Hand the tickets to `write` and record it; returns how many. What `write` raises undoes the record.

    Raises NotAllowed: there are private ones and no second person, or the code is wrong, too old or tried too often.
    Raises Nameless.
    """
    who, now = signed(who), bot.clock.now()
    allowed = None if code is None else _with_code(bot, who, approved_by, queue, code.strip(), now)
    with bot.database.transaction() as connection:
        found = tickets.of_queue(connection, bot.keys, queue)
        if allowed is None and any(ticket.private for ticket in found):
            raise NotAllowed(_NEEDS_TWO)
        if allowed is None:
            allowed = exports.add(
                connection, bot.keys, who=who, approved_by=None, queue=queue, code=None, now=now
            )
        exports.done(connection, allowed, len(found), now)
        write([_line(bot, connection, ticket) for ticket in found])
    return len(found)


def record(bot: Bot) -> list[ExportRow]:
    """Who exported what, and who agreed; the newest first."""
    with bot.database.reading() as connection:
        return exports.every(connection)


def _second_person(bot: Bot, who: str, approved_by: str | None) -> Staff:
    if approved_by is None:
        raise NotAllowed(_NEEDS_TWO)
    if same_person(who, approved_by):
        raise NotAllowed("The second person must be somebody else: nobody agrees with themselves.")
    staff = bot.organisation.org.staff
    found = next((each for each in staff if each.name and same_person(each.name, approved_by)), None)
    if found is None:
        names = ", ".join(each.name for each in staff if each.name) or "nobody yet"
        raise NotAllowed(f"{approved_by} has no phone under org: staff: in bot.yaml. Named there: {names}.")
    if any(same_person(each.name, who) and each.phone == found.phone for each in staff):
        raise NotAllowed(f"{who} and {found.name} have the same phone: the second person needs one of their own.")
    return found


def _with_code(bot: Bot, who: str, approved_by: str | None, queue: str | None, code: str, now: datetime) -> int:
    """The number of the export that this code opens."""
    staff = _second_person(bot, who, approved_by)
    with bot.database.transaction() as connection:
        asked = exports.waiting(
            connection, bot.keys, who=who, approved_by=staff.name, queue=queue, since=now - GOOD_FOR
        )
        if asked is not None:
            exports.tried(connection, asked.id)
    if asked is None:
        raise NotAllowed("No code is open for this: it is good for 15 minutes and once. Run it without --code again.")
    if asked.tries >= MOST_TRIES:
        raise NotAllowed("Too many wrong codes. Run it without --code: a new one is texted.")
    if not compare_digest(asked.code, code):
        raise NotAllowed(f"That is not the code that {staff.name} was texted.")
    return asked.id


def _line(bot: Bot, connection: Any, ticket: TicketRow) -> Line:
    member = members.get(connection, bot.keys, ticket.member_id)
    reached = {row[0]: row[2] for row in members.addresses_of(connection, bot.keys, ticket.member_id)}
    return Line(ticket, reached.get(ticket.address_id), member.name, member.language)


_NEEDS_TWO = (
    "Tickets of private conversations are among them: a second person must agree. Name one whose phone stands under "
    "org: staff: in bot.yaml: --approved-by NAME. Or export another --queue."
)
