"""Texts that let go of their person: what is left of one that came in is the carrier's id and the day.

The id must stay: a carrier that lists or repeats the text would otherwise be answered again. It is forgotten, too, when
no carrier can repeat it any more (`retention.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, delete, or_, select, update

from .ids import new_id
from .tables import consents, earlier_attempts, messages

UNHEARD_OF = timedelta(days=1)  # a private text of which the carrier said no last word by then is done all the same


def day_of(moment: datetime) -> datetime:
    """Its midnight (UTC): two rows that bear the same moment would tell who belongs to which."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def let_go_of_private(
    connection: Connection, taken: Iterable[str], gone: Iterable[str], now: datetime, limit: int
) -> list[str]:
    """Texts of private flows that nobody needs any more: ours once they have left the carrier (`gone`: what it says
    then; their words already when it has `taken` them), theirs once it cannot repeat the webhook. Returns the
    carrier's ids of ours."""
    connection.execute(_NO_WORDS, {"taken": list(taken)})
    params = {"gone": list(gone), "before": now - UNHEARD_OF, "most": limit}
    ours = connection.execute(_OURS, params).all()
    if ours:
        connection.execute(_DELETE, {"ids": [row.id for row in ours]})
    strip(connection, list(connection.execute(_THEIRS, {"now": now, "most": limit}).scalars()))
    return [row.provider_sid for row in ours if row.provider_sid]


def let_go_of_owner(connection: Connection, owned: ColumnElement[bool]) -> tuple[int, list[str]]:
    """All texts of somebody who is erased; returns how many, and the carrier's ids."""
    rows = connection.execute(select(messages.c.id, messages.c.direction, messages.c.provider_sid).where(owned)).all()
    earlier = select(earlier_attempts.c.provider_sid).join_from(earlier_attempts, messages).where(owned)
    sids = [*(row.provider_sid for row in rows if row.provider_sid), *connection.execute(earlier).scalars()]
    strip(connection, [row.id for row in rows if row.direction == "in" and row.provider_sid])
    connection.execute(delete(messages).where(owned))
    return len(rows), sids


def strip(connection: Connection, ids: Sequence[str]) -> None:
    """Everything but the carrier's id and the day leaves these texts that came in; their own ids, which hold the
    millisecond, too."""
    for start in range(0, len(ids), 500):
        some = list(ids[start : start + 500])
        connection.execute(_NO_REPLY, {"ids": some})
        connection.execute(_NO_EVIDENCE, {"ids": some})
        days = [(row.id, day_of(row.created_at)) for row in connection.execute(_DAYS, {"ids": some})]
        connection.execute(_STRIP, [{"old": old, "new": new_id(day), "day": day} for old, day in days])


_THESE = messages.c.id.in_(bindparam("ids", expanding=True))
_PRIVATE = messages.c.private & messages.c.address_id.is_not(None)
_OURS = (
    select(messages.c.id, messages.c.provider_sid)
    .where(
        _PRIVATE, messages.c.direction == "out",
        messages.c.status.in_(bindparam("gone", expanding=True)) | (messages.c.created_at <= bindparam("before")),
    )
    .order_by(messages.c.id)
    .limit(bindparam("most"))
)  # fmt: skip
_THEIRS = (
    select(messages.c.id)
    .where(
        _PRIVATE, messages.c.direction == "in",
        or_(messages.c.replay_until.is_(None), messages.c.replay_until <= bindparam("now")),
    )
    .order_by(messages.c.id)
    .limit(bindparam("most"))
)  # fmt: skip
_NO_WORDS = (
    update(messages)
    .where(
        _PRIVATE, messages.c.direction == "out", messages.c.sealed.is_not(None),
        messages.c.status.in_(bindparam("taken", expanding=True)),
    )
    .values(sealed=None, body_until=None)
)  # fmt: skip
_DELETE = delete(messages).where(_THESE)
_NO_REPLY = update(messages).where(messages.c.reply_to.in_(bindparam("ids", expanding=True))).values(reply_to=None)
_NO_EVIDENCE = (
    update(consents).where(consents.c.message_id.in_(bindparam("ids", expanding=True))).values(message_id=None)
)
_DAYS = select(messages.c.id, messages.c.created_at).where(_THESE)
_STRIP = (
    update(messages)
    .where(messages.c.id == bindparam("old"))
    .values(
        id=bindparam("new"), created_at=bindparam("day"), updated_at=bindparam("day"), private=True, address_id=None,
        member_id=None, sealed=None, body_until=None, replay_sealed=None, replay_until=None, language=None, flow=None,
        sender=None, segments=None,
    )
)  # fmt: skip
