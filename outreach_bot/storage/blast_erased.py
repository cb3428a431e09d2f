"""Of somebody who is erased, what a blast keeps: that there was one more of their kind. Numbers, and no row of theirs.

So status, report and costs stay as they were, and add up to the audience and to the carrier's bill.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, cast, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from .blast_reports import ANSWERED, ANSWERS_COUNT, OPENED, OPTED_OUT
from .blasts import LEFT_OUT
from .outbox import ATTEMPTED, SUPPRESSED, WAITING
from .tables import audiences, blast_erased, blasts, earlier_attempts, link_targets, links, members, messages

ERASED = "erased"  # why they were not texted
_NOBODY_SAID = "und"  # in place of a language
_COUNTED = ("people", "segments", "again", "answered", "opted_out", "opened")


def keep(connection: Connection, member_id: str, now: datetime) -> None:
    """Before the rows of this person go. Whoever still waited is not texted; what becomes of a text that is just being
    sent will never be known."""
    found = [
        _kept(connection.execute(_ROW, {"message": row.id, "ends": (row.finished_at or now) + ANSWERS_COUNT}).one())
        for row in connection.execute(_TEXTS, {"member": member_id}).all()
    ]
    found += [
        {"blast_id": row.blast_id, "status": LEFT_OUT, "language": row.language or _NOBODY_SAID, "left_out": ERASED,
         "error_code": 0, "variant": "", "people": 1, **dict.fromkeys(_COUNTED[1:], 0)}
        for row in connection.execute(_NO_TEXT_YET, {"member": member_id})
    ]  # fmt: skip
    if found:  # in one order for everybody: two writers never wait for each other in a ring
        connection.execute(_add(connection.dialect.name), sorted(found, key=lambda row: row["blast_id"]))
    for row in connection.execute(_LINKS, {"member": member_id}).all():
        connection.execute(_LINK, {"target": row.target_id, "sent": row.sent, "opened": row.opened})


def _kept(row: Any) -> Mapping[str, Any]:
    kept = dict(row._mapping)
    if row.status == WAITING:
        kept |= {"status": SUPPRESSED, "left_out": ERASED}
    elif row.status == ATTEMPTED:
        kept["status"] = "unclear"
    return kept


@cache
def _add(dialect: str) -> Any:
    insert = (sqlite.insert if dialect == "sqlite" else postgresql.insert)(blast_erased)
    return insert.on_conflict_do_update(
        index_elements=[column.name for column in blast_erased.primary_key],
        set_={name: blast_erased.c[name] + insert.excluded[name] for name in _COUNTED},
    )


_TEXTS = (
    select(messages.c.id, blasts.c.finished_at)
    .join_from(messages, blasts, blasts.c.id == messages.c.blast_id)
    .where(messages.c.member_id == bindparam("member"))
    .order_by(messages.c.blast_id)
)
_AGAIN = (
    select(func.coalesce(func.sum(earlier_attempts.c.segments), 0))
    .where(earlier_attempts.c.message_id == messages.c.id)
    .scalar_subquery()
)
_ROW = select(
    messages.c.blast_id, messages.c.status,
    func.coalesce(messages.c.language, _NOBODY_SAID).label("language"),
    func.coalesce(messages.c.left_out, "").label("left_out"),
    func.coalesce(messages.c.error_code, 0).label("error_code"),
    func.coalesce(messages.c.variant, "").label("variant"),
    func.coalesce(messages.c.segments, 0).label("segments"),
    _AGAIN.label("again"),
    *(cast(there, Integer).label(name) for name, there in
      (("people", messages.c.id.is_not(None)), ("answered", ANSWERED), ("opted_out", OPTED_OUT), ("opened", OPENED))),
).where(messages.c.id == bindparam("message"))  # fmt: skip
_NO_TEXT_YET = (  # of a launched blast whose texts are being written
    select(audiences.c.blast_id, members.c.language)
    .join_from(audiences, members, members.c.id == audiences.c.member_id)
    .where(
        audiences.c.member_id == bindparam("member"),
        ~select(messages.c.id)
        .where(messages.c.blast_id == audiences.c.blast_id, messages.c.member_id == audiences.c.member_id)
        .exists(),
    )
)
_LINKS = (
    select(
        links.c.target_id, func.count().filter(messages.c.attempted_at.is_not(None)).label("sent"),
        func.count().filter(links.c.opened_at.is_not(None)).label("opened"),
    )
    .join_from(links, messages, messages.c.id == links.c.message_id)
    .where(messages.c.member_id == bindparam("member"), messages.c.blast_id.is_not(None))
    .group_by(links.c.target_id)
    .order_by(links.c.target_id)
)  # fmt: skip
_LINK = (
    update(link_targets)
    .where(link_targets.c.id == bindparam("target"))
    .values(
        erased_sent=link_targets.c.erased_sent + bindparam("sent"),
        erased_opened=link_targets.c.erased_opened + bindparam("opened"),
    )
)
