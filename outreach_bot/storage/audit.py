"""Who did what, a row a step, never changed. Details are numbers and sentences of our own: nothing of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from ..rules.signature import signed
from .tables import audit

BOT = "outreach"  # who, when the program acted by itself


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody did. `subject`: "blast:12"."""

    at: datetime
    who: str
    subject: str
    action: str
    detail: dict[str, Any]


def of_blast(blast_id: int) -> str:
    """The subject that a blast's steps are filed under."""
    return f"blast:{blast_id}"


def note(connection: Connection, who: str, subject: str, action: str, now: datetime, **detail: Any) -> None:
    """Write it in the transaction of the step itself: there is never one without the other. Raises Nameless."""
    row = {"at": now, "who": signed(who), "subject": subject, "action": action, "detail": detail}
    connection.execute(_NOTE, row)


def history(connection: Connection, subject: str) -> list[Step]:
    """Oldest first."""
    rows = connection.execute(_HISTORY, {"about": subject})
    return [Step(row.at, row.who, row.subject, row.action, row.detail or {}) for row in rows]


_NOTE = insert(audit)
_HISTORY = select(audit).where(audit.c.subject == bindparam("about")).order_by(audit.c.id)
