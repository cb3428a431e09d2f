"""Before a blast goes out: a test on an organizer's own phone, a second person's yes; and afterwards, who did what."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..errors import NotFound
from ..rules.phone import normalise
from ..rules.signature import same_person, signed
from ..storage import addresses, audit, links, members, messages, outbox
from ..storage import blasts as rows
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from ..storage.ids import new_id
from ..storage.retention import KEEP_BODIES
from . import blast_texts, sending
from .blast_control import CannotBlast
from .blast_flows import Opening
from .blast_preview import preview
from .blast_texts import Wording
from .ports import Bot

ORGANIZER = "organizer"  # the tag of a member who may get test texts
PRIORITY = 5


def approve(bot: Bot, blast_id: int, who: str) -> tuple[int, str]:
    """A second person says yes to the blast as it is now; returns (people, cost) that they said yes to.

    Raises NotFound, Nameless, or CannotBlast when it is no draft, cannot be launched anyway, or was written by the same
    person.
    """
    who = signed(who)
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
    if blast.state != rows.DRAFT:
        raise CannotBlast(f"Blast {blast_id} is {blast.state}: only a draft can be approved.")
    if same_person(who, blast.created_by):
        raise CannotBlast(f"{blast.created_by} has written blast {blast_id}: somebody else approves it (--who NAME).")
    seen = preview(bot, blast_id)
    if seen.blocked:
        raise CannotBlast("\n".join(seen.blocked))
    now, cost = bot.clock.now(), str(seen.cost)
    with bot.database.transaction() as connection:
        approved = rows.move(
            connection, blast_id, [rows.DRAFT], rows.DRAFT, approved_by=who, approved_people=seen.people,
            approved_cost=cost,
        )  # fmt: skip
        if not approved:
            raise CannotBlast(f"Blast {blast_id} was launched or canceled meanwhile.")
        audit.note(connection, who, audit.of_blast(blast_id), "approved", now, people=seen.people, cost=cost)
    return seen.people, cost


async def test(bot: Bot, blast_id: int, to: str, who: str) -> int:
    """Send every wording, in every language, to one phone of ours, as somebody would get it of whom we know nothing.
    Returns how many texts were handed to the carrier.

    Raises NotFound, Nameless, or CannotBlast when the phone is nobody's of ours, has opted out, or a fact may not be
    said.
    """
    who, now = signed(who), bot.clock.now()
    number = normalise(to)
    with bot.database.transaction() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        address_id = _own_address(bot, connection, number, now)
        ids = _write(bot, connection, blast, address_id, now)
        audit.note(connection, who, audit.of_blast(blast_id), "tested", now, texts=len(ids))
    return await sending.send(bot, ids, picture=blast.picture)


def _own_address(bot: Bot, connection: Any, number: str | None, now: datetime) -> str:
    staff = number is not None and number in {normalise(each.phone) for each in bot.organisation.org.staff}
    found = addresses.find(connection, bot.keys, "sms", number) if number is not None else None
    organizer = False
    if found is not None and found.member_id is not None and not staff:
        try:
            organizer = ORGANIZER in members.get(connection, bot.keys, found.member_id).tags
        except NotFound:
            organizer = False
    if number is None or not (staff or organizer):
        raise CannotBlast(
            f"Test texts go only to a phone under staff in bot.yaml, or to a member with the tag {ORGANIZER}."
        )
    if found is not None and found.opted_out_at is not None:
        raise CannotBlast("That phone has opted out of texts: text START from it first.")
    return addresses.find_or_create(connection, bot.keys, "sms", number, now, member=False).id


def _write(bot: Bot, connection: Any, blast: BlastRow, address_id: str, now: datetime) -> list[str]:
    quoted = blast_texts.quoted_by(bot, connection, blast, now)
    if quoted.missing:
        raise CannotBlast("\n".join(quoted.missing))
    flow = Opening(bot, blast.flow, bot.facts.at(connection, now), now) if blast.flow else None
    wording = Wording(bot, blast, quoted.said, links.new_token, flow)
    written, tokens = [], []
    for language, wordings in blast_texts.templates(blast).items():
        for variant in ("a", "b")[: len(wordings)]:
            stranger = Person(f"test-{variant}", address_id, None, language, None, None, None)
            text = wording.write(stranger, variant)
            row = messages.NewOutbound(
                id=new_id(now), address_id=address_id, member_id=None, channel="sms", body=text.body, purpose="test",
                status=outbox.WAITING, created_at=now, segments=text.segments, language=language, priority=PRIORITY,
                body_until=now + KEEP_BODIES,
            )  # fmt: skip
            written.append(row)
            tokens += [(row.id, url, token) for url, token in text.links]
    messages.insert_outbound(connection, bot.keys, written)
    links.add(connection, blast.id, tokens)
    return [row.id for row in written]
