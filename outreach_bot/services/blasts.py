"""A blast from draft to report: nobody twice, nobody who said stop, nobody at night, and every number adds up."""

from __future__ import annotations

from datetime import datetime

from .. import logs
from ..conversation.effects import Say
from ..errors import Stale
from ..storage import audience as audience_rows
from ..storage import audit, links
from ..storage import blasts as rows
from ..storage.audience import Person
from ..storage.blasts import BlastRow
from ..storage.ids import new_id
from ..storage.retention import KEEP_BODIES
from . import audiences, blast_audience, blast_texts
from .blast_control import CannotBlast, cancel, every, moved, pause, resume
from .blast_costs import price
from .blast_drafts import create
from .blast_flows import Opening
from .blast_hours import caps, talking_since, zone_of, zones_open
from .blast_preview import Preview, preview
from .blast_report import Report, Status, report, status
from .blast_texts import Wording
from .ports import Bot
from .turns import alert_staff

__all__ = [
    "CannotBlast", "Preview", "Report", "Status", "cancel", "create", "every", "pause", "preview", "report", "resume",
    "status", "talking_since", "zones_open",
]  # fmt: skip
log = logs.get(__name__)

SLICE = 1000  # people a transaction when expanding
DAILY_CAP = "daily_cap"  # held: the carrier takes no more from us today
INBOX = "inbox"  # held: more people wait for an answer than our organizers can answer


def launch(
    bot: Bot, blast_id: int, *, who: str = audit.BOT, people: int | None = None, seen: Preview | None = None
) -> None:
    """Freeze the audience, the facts and the estimate, and begin.

    `people`: how many somebody has typed will be texted; `seen`: the preview they read (made anew when None). Raises
    NotFound, AudienceFault, or CannotBlast when it is no draft, when anything speaks against it, when a second person
    has to approve it first, or when the number is another one.
    """
    with bot.database.reading() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
    _require_draft(blast)
    seen = seen or preview(bot, blast_id)
    if seen.blocked:
        raise CannotBlast("\n".join(seen.blocked))
    if seen.needs_approval:
        raise CannotBlast(f"Blast {blast_id} needs a second person: {seen.needs_approval}")
    if people is not None and people != seen.people:
        raise CannotBlast(f"It would text {seen.people} people, not {people}. Nothing was sent.")
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        blast = rows.get(connection, bot.keys, blast_id)
        quoted = blast_texts.quoted_by(bot, connection, blast, now)
        moved = rows.move(
            connection, blast_id, [rows.DRAFT], rows.EXPANDING, launched_at=now, watched_since=now,
            facts=quoted.frozen(), estimated_segments=seen.segments, estimated_cost=str(seen.cost),
            price=str(price(bot, blast)),
        )  # fmt: skip
        if not moved:
            _require_draft(blast)
        audience_rows.freeze(connection, blast_id, audiences.parse(bot, connection, blast.asked_for))
        audit.note(
            connection, who, audit.of_blast(blast_id), "launched", now, people=seen.people, cost=str(seen.cost)
        )
    bot.queue.enqueue("expand", str(blast_id), queue="blasts")


def expand(bot: Bot, blast_id: int) -> None:
    """Write the audience, a slice a transaction; goes on where a worker that died left off. Then the sending begins."""
    while True:
        with bot.database.reading() as connection:  # rendering takes a while: nobody who writes waits for it
            blast = rows.get(connection, bot.keys, blast_id)
            people = rows.people(connection, bot.keys, blast, SLICE)
            now = bot.clock.now()
            meant = blast_audience.judged(connection, blast, people, caps(bot), now)
            flow = Opening(bot, blast.flow, bot.facts.at(connection, now), now) if blast.flow else None
            if flow is not None:
                flow.look_up(connection, meant)
        if blast.state != rows.EXPANDING:
            return
        wording = Wording(bot, blast, blast.facts.get("said", {}), links.new_token, flow)
        new = [_recipient(bot, wording, person, now) for person in meant]
        try:
            with bot.database.transaction() as connection:
                if people:
                    rows.add(connection, bot.keys, blast, new, people[-1].member_id, now)
                    continue
                total = sum(count.people for count in rows.counts(connection, blast_id))
                audience_rows.thaw(connection, blast_id)
                rows.move(connection, blast_id, [rows.EXPANDING], rows.RUNNING, audience=total)
                ends = rows.held_until(connection, DAILY_CAP, now)
                if ends is not None:  # the carrier has refused another blast's texts today
                    rows.hold(connection, blast_id, DAILY_CAP, ends)
        except Stale:
            continue  # another worker was faster, or the blast was canceled: look again
        bot.queue.enqueue("pump", str(blast_id), queue="blasts")
        return


def pause_by_itself(bot: Bot, blast_id: int, why: str, *, alert: bool = True) -> None:
    """Something is wrong that would go on being wrong: stop, say why, and tell the staff's phones. Does nothing when
    the blast is not running any more."""
    say = Say(bot.organisation.say.blast_paused, {"blast": str(blast_id), "org.name": bot.organisation.org.name})
    now = bot.clock.now()
    try:
        with bot.database.transaction() as connection:
            moved(connection, bot, blast_id, [rows.RUNNING], rows.PAUSED, "paused", audit.BOT, why,
                   paused_because=why[:200])  # fmt: skip
            to_send = alert_staff(bot, connection, say, now) if alert else []
    except CannotBlast:
        return
    log.error("a blast was paused", blast=blast_id)
    if to_send:
        bot.queue.enqueue("send", *to_send)


def finish(bot: Bot, blast_id: int) -> bool:
    """Done when nobody waits and no attempt is in doubt. True when it is."""
    now = bot.clock.now()
    with bot.database.transaction() as connection:
        rows.suppress_opted_out(connection, blast_id, now)
        rows.suppress_young(connection, blast_id, now)
        rows.suppress_too_often(connection, blast_id, now, caps(bot))
    with bot.database.transaction() as connection:  # of its own: a cancel holds the blast and waits for those texts
        if any(rows.unfinished(connection, blast_id)):
            return False
        if rows.move(connection, blast_id, [rows.RUNNING], rows.DONE, finished_at=now):
            audit.note(connection, audit.BOT, audit.of_blast(blast_id), "done", now)
        return True


# Pieces


def _require_draft(blast: BlastRow) -> None:
    if blast.state != rows.DRAFT:
        raise CannotBlast(f"Blast {blast.id} is {blast.state}: only a draft can be launched.")


def _recipient(bot: Bot, wording: Wording, person: Person, now: datetime) -> rows.NewRecipient:
    text = wording.write(person)
    body = None if person.left_out else text.body
    return rows.NewRecipient(
        id=new_id(now), member_id=person.member_id, address_id=person.address_id, language=text.language, body=body,
        segments=text.segments if body else 0, zone=str(zone_of(bot, person)) if body else None,
        left_out=person.left_out, body_until=now + KEEP_BODIES, variant=text.variant,
        links=text.links if body else (), opening=text.opening,
    )  # fmt: skip
