"""What is on its way: claimed before it leaves, followed until its fate is known, never sent twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, or_, select, update

from . import attempts
from .sealed import Keys
from .tables import addresses, message_events, messages

# Our own states, below every state of the carrier's ladder.
WAITING = "waiting"  # written, not handed to the carrier
ANSWERED = "answered"  # handed over in the webhook's own response; nothing heard of it yet
ATTEMPTED = "attempted"  # claimed: the call may or may not have reached the carrier
SUPPRESSED = "suppressed"  # never sent: the person had opted out

NEVER_SENT = (SUPPRESSED, "left_out", "refused", "failed", "canceled")
NOT_TEXTED = (WAITING, *NEVER_SENT)  # in doubt somebody was texted

CONFIRMS_OPT_OUT, HELPS = "optout", "danger"
OFTEN = 4  # questions about one text after which it is asked for less often
GOES_TO_OPTED_OUT = (CONFIRMS_OPT_OUT, HELPS)  # purposes of what may follow a STOP: its confirmation, help in danger


@dataclass(frozen=True, slots=True)
class OutboundRow:
    """A text with all that sending or looking it up takes. `body` None: erased meanwhile. `zone`: a blast's."""

    message_id: str
    address_id: str
    channel: str
    to: str
    body: str | None
    purpose: str
    sender: str | None
    private: bool
    created_at: datetime
    attempted_at: datetime | None
    provider_checked: int
    zone: str | None
    send_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What somebody said of a message: a callback, an API answer, a poll, or we ourselves.

    One of `message_id` and `provider_sid` is enough to find it. `source`: webhook | api | poll | us.
    """

    status: str
    at: datetime
    source: str
    message_id: str | None = None
    provider_sid: str | None = None
    error_code: int | None = None
    segments: int | None = None


def waiting(connection: Connection, limit: int, older_than: datetime) -> list[str]:
    """Ids of texts nobody has taken since then, in the order in which they should go."""
    return list(connection.execute(_WAITING, {"most": limit, "before": older_than}).scalars())


def claim_for_sending(connection: Connection, keys: Keys, ids: Sequence[str], now: datetime) -> list[OutboundRow]:
    """Take these texts for sending: each is returned to exactly one caller, ever. Commit before the first call.

    Texts to people who have opted out since are marked suppressed and not returned; only the confirmation of the
    opt-out itself, and help to somebody in danger, may go. So are texts whose time has passed. At most 1,000 ids.
    """
    if not ids:
        return []
    params = {"ids": sorted(ids), "now": now}
    stopped = [*connection.execute(_SUPPRESS, params).scalars(), *connection.execute(_TOO_LATE, params).scalars()]
    if stopped:
        event = {"at": now, "status": SUPPRESSED, "code": None, "source": "us"}
        connection.execute(_EVENT, [{"message_id": message_id, **event} for message_id in stopped])
    mine = connection.execute(_CLAIM, params).scalars().all()
    return outbound_by_id(connection, keys, mine)


def outbound_by_id(connection: Connection, keys: Keys, ids: Sequence[str]) -> list[OutboundRow]:
    """These texts with number and body, opened, in the order in which they should go."""
    rows = connection.execute(_OUTBOUND_BY_ID, {"ids": list(ids)}).all() if ids else []
    return [_opened(keys, row) for row in rows]


def still_claimed(connection: Connection, rows: Sequence[OutboundRow]) -> set[str]:
    """Those of these texts whose claim is the one that we made: nothing was written of it, and nobody claimed them
    again since."""
    found = connection.execute(_CLAIMED, {"ids": [row.message_id for row in rows]}).all()
    now = {row.id: row.attempted_at for row in found}
    return {row.message_id for row in rows if row.attempted_at and now.get(row.message_id) == row.attempted_at}


def put_back(
    connection: Connection, ids: Sequence[str], now: datetime, not_before: datetime | None = None
) -> None:
    """These were claimed and surely not sent (the carrier was busy or out of reach): they may be claimed again, if need
    be not before a moment. However often that happens, it costs no retry."""
    if ids:
        connection.execute(_PUT_BACK, {"ids": list(ids), "now": now, "earliest": not_before})


def record(connection: Connection, reports: Sequence[Reported], fold: Callable[[str, str], str]) -> list[Reported]:
    """Write down reports and move each message's status by `fold(current, reported)`; hundreds at once are cheap.

    Returns the reports whose message is not known (its row is not committed yet, or the person was forgotten).
    A provider id that belongs to another message is never moved. What is heard of an earlier attempt, after which the
    text was allowed to wait for another one, counts only when it says that the text arrived after all.
    """
    if not reports:
        return []
    sids = [r.provider_sid for r in reports if r.provider_sid]
    earlier = attempts.owners(connection, sids) if any(r.source != "api" for r in reports) else {}
    params = {"ids": [*(r.message_id for r in reports if r.message_id), *earlier.values()], "sids": sids}
    rows = connection.execute(_REPORTED, params).all()
    by_id = {row.id: dict(row._mapping) for row in rows if row.direction == "out"}
    by_sid = {row.provider_sid: row.id for row in rows if row.provider_sid}
    events: list[dict[str, Any]] = []
    unknown: list[Reported] = []
    changed: set[str] = set()
    for report in reports:
        overtaken = earlier.get(report.provider_sid or "")
        message = by_id.get(overtaken or report.message_id or by_sid.get(report.provider_sid, ""))
        if message is None:
            unknown.append(report)
            continue
        events.append(
            {"message_id": message["id"], "at": report.at, "status": report.status, "code": report.error_code,
             "source": report.source}
        )  # fmt: skip
        if overtaken and report.status not in attempts.ARRIVED:
            continue
        sid = None if overtaken else report.provider_sid
        if sid and message["provider_sid"] is None and sid not in by_sid:
            message["provider_sid"] = sid
            by_sid[sid] = message["id"]
        _fold_into(message, report, fold)
        changed.add(message["id"])
    if events:
        connection.execute(_EVENT, events)
    if changed:
        connection.execute(_MOVE, [{"message": i, **_moved(by_id[i])} for i in sorted(changed)])
    return unknown


def unconfirmed_replies(connection: Connection, keys: Keys, older_than: datetime, limit: int) -> list[OutboundRow]:
    """Answers given in a webhook's response of which the carrier never said a word: look them up there."""
    return _outbound(connection, keys, ANSWERED, older_than, limit)


def stale_attempts(connection: Connection, keys: Keys, older_than: datetime, limit: int) -> list[OutboundRow]:
    """Texts claimed and then never heard of: the sender died, or the carrier did not answer. Look them up there."""
    return _outbound(connection, keys, ATTEMPTED, older_than, limit)


def unsettled(
    connection: Connection, statuses: Iterable[str], older_than: datetime, limit: int, *, long_silent: datetime,
    since: datetime,
) -> list[tuple[str, str]]:  # fmt: skip
    """(message id, provider id) of texts that stopped moving in one of these statuses: poll them. What was asked for
    OFTEN times already, only when nothing was heard since `long_silent`; what is older than `since`, not any more."""
    params = {
        "statuses": list(statuses), "before": older_than, "most": limit, "long_silent": long_silent, "since": since,
        "often": OFTEN,
    }  # fmt: skip
    return [(row.id, row.provider_sid) for row in connection.execute(_UNSETTLED, params)]


def owner_of(connection: Connection, provider_sid: str) -> str | None:
    """The message that bears this provider id."""
    owner: str | None = connection.execute(_OWNER, {"sid": provider_sid}).scalar()
    return owner


def note_checked(connection: Connection, ids: Sequence[str], now: datetime) -> None:
    """The carrier's list was searched for these once more."""
    if ids:
        connection.execute(_CHECKED, {"ids": list(ids), "now": now})


def reopen(connection: Connection, message_id: str, now: datetime) -> bool:
    """Let a reply that the carrier does not know be claimed once more. False when its status has moved meanwhile.

    It works for a text that nobody ever tried to send by a call of its own: so it happens once.
    """
    return connection.execute(_REOPEN, {"message": message_id, "now": now}).rowcount == 1


def _fold_into(message: dict[str, Any], report: Reported, fold: Callable[[str, str], str]) -> None:
    status = fold(message["status"], report.status)
    if status != message["status"] or (status == report.status and report.error_code is not None):
        message["error_code"] = report.error_code
    message["status"] = status
    message["segments"] = report.segments if report.segments else message["segments"]
    message["updated_at"] = max(message["updated_at"], report.at)


def _moved(message: dict[str, Any]) -> dict[str, Any]:
    return {name: message[name] for name in ("status", "error_code", "segments", "provider_sid", "updated_at")}


def _outbound(
    connection: Connection, keys: Keys, status: str, older_than: datetime, limit: int
) -> list[OutboundRow]:
    params = {"wanted": status, "before": older_than, "most": limit}
    return [_opened(keys, row) for row in connection.execute(_OUTBOUND_BY_STATUS, params)]


def _opened(keys: Keys, row: Any) -> OutboundRow:
    return OutboundRow(
        row.id, row.address_id, row.channel, keys.open(row.number, "addresses", "sealed", row.address_id).decode(),
        keys.open_text(row.sealed, "messages", "sealed", row.id), row.purpose, row.sender, row.private,
        row.created_at, row.attempted_at, row.provider_checked, row.zone, row.send_until,
    )  # fmt: skip


_EVENT = insert(message_events)
_THESE = messages.c.id.in_(bindparam("ids", expanding=True))
_WAITING = (
    select(messages.c.id)
    .where(
        messages.c.status == WAITING, messages.c.blast_id.is_(None), messages.c.updated_at < bindparam("before"),
        or_(messages.c.not_before.is_(None), messages.c.not_before <= bindparam("before")),
    )
    .order_by(messages.c.priority.desc(), messages.c.created_at, messages.c.id)
    .limit(bindparam("most"))
)  # fmt: skip
_SUPPRESS = (
    update(messages)
    .where(
        _THESE, messages.c.status == WAITING, messages.c.purpose.not_in(GOES_TO_OPTED_OUT),
        select(addresses.c.id)
        .where(addresses.c.id == messages.c.address_id, addresses.c.opted_out_at.is_not(None))
        .exists(),
    )
    .values(status=SUPPRESSED, updated_at=bindparam("now"))
    .returning(messages.c.id)
)  # fmt: skip
_TOO_LATE = (
    update(messages)
    .where(_THESE, messages.c.status == WAITING, messages.c.send_until <= bindparam("now"))
    .values(status=SUPPRESSED, left_out="too_late", updated_at=bindparam("now"))
    .returning(messages.c.id)
)
_CLAIM = (
    update(messages)
    .where(_THESE, messages.c.status == WAITING)
    .values(status=ATTEMPTED, attempted_at=bindparam("now"), updated_at=bindparam("now"))
    .returning(messages.c.id)
)
_CLAIMED = select(messages.c.id, messages.c.attempted_at).where(_THESE, messages.c.status == ATTEMPTED)
_PUT_BACK = (
    update(messages)
    .where(_THESE, messages.c.status == ATTEMPTED)
    .values(status=WAITING, attempted_at=None, not_before=bindparam("earliest"), updated_at=bindparam("now"))
)
_OUTBOUND = select(
    messages.c.id, messages.c.address_id, messages.c.channel, addresses.c.sealed.label("number"), messages.c.sealed,
    messages.c.purpose, messages.c.sender, messages.c.private, messages.c.created_at, messages.c.attempted_at,
    messages.c.provider_checked, messages.c.zone, messages.c.send_until,
).join_from(messages, addresses)  # fmt: skip
_OUTBOUND_BY_ID = _OUTBOUND.where(_THESE).order_by(
    messages.c.priority.desc(), messages.c.created_at, messages.c.id
)
_OUTBOUND_BY_STATUS = (
    _OUTBOUND.where(messages.c.status == bindparam("wanted"), messages.c.updated_at < bindparam("before"))
    .order_by(messages.c.created_at)
    .limit(bindparam("most"))
)
_REPORTED = (
    select(
        messages.c.id, messages.c.direction, messages.c.provider_sid, messages.c.status, messages.c.error_code,
        messages.c.segments, messages.c.updated_at,
    )
    .where(or_(_THESE, messages.c.provider_sid.in_(bindparam("sids", expanding=True))))
    .order_by(messages.c.id)  # one order for everybody: two writers never wait for each other in a ring
    .with_for_update()
)  # fmt: skip
_MOVE = update(messages).where(messages.c.id == bindparam("message"))
_UNSETTLED = (
    select(messages.c.id, messages.c.provider_sid)
    .where(
        messages.c.status.in_(bindparam("statuses", expanding=True)), messages.c.direction == "out",
        messages.c.provider_sid.is_not(None), messages.c.created_at >= bindparam("since"),
        messages.c.updated_at < bindparam("before"),
        or_(messages.c.provider_checked < bindparam("often"), messages.c.updated_at < bindparam("long_silent")),
    )
    .order_by(messages.c.updated_at)
    .limit(bindparam("most"))
)  # fmt: skip
_OWNER = select(messages.c.id).where(messages.c.provider_sid == bindparam("sid"))
_CHECKED = (
    update(messages)
    .where(_THESE)
    .values(provider_checked=messages.c.provider_checked + 1, updated_at=bindparam("now"))
)
_REOPEN = (
    update(messages)
    .where(messages.c.id == bindparam("message"), messages.c.status == ANSWERED, messages.c.attempted_at.is_(None))
    .values(status=WAITING, updated_at=bindparam("now"))
)
