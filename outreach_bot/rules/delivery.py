"""The ladder of a message's delivery: which of two statuses is nearer to the truth, in whatever order they arrive.

Twilio gives no guarantee that callbacks come in order (its page on outbound message status), so a status only climbs:

    0  waiting      the row is written, nothing has left
    1  attempted    marked and committed just before the carrier is called
       answered     it travelled in the response to the person's own text; the carrier has it unless that was lost
    2  unclear      the carrier was called and gave no usable answer; not sent again, any report settles it
    3  accepted, scheduled
    4  queued
    5  sending
    6  sent         often the last that is heard: no carrier receipt
    7  delivered, undelivered, failed, canceled, partially_delivered; refused: the carrier declined to take it;
       suppressed: the person had opted out, or the blast was canceled; left_out: of the audience, but gets no text
    8  read
"""

from __future__ import annotations

_RUNGS: tuple[tuple[str, ...], ...] = (
    ("waiting",),
    ("attempted", "answered"),
    ("unclear",),
    ("accepted", "scheduled"),
    ("queued",),
    ("sending",),
    ("sent",),
    ("delivered", "undelivered", "failed", "canceled", "partially_delivered", "refused", "suppressed", "left_out"),
    ("read",),
)
RANK: dict[str, int] = {status: rank for rank, rung in enumerate(_RUNGS) for status in rung}
UNSETTLED: tuple[str, ...] = (*_RUNGS[3], *_RUNGS[4], *_RUNGS[5], *_RUNGS[6])  # the carrier has it; polled when silent
FINAL: frozenset[str] = frozenset(_RUNGS[7] + _RUNGS[8])
GONE: frozenset[str] = FINAL | frozenset(_RUNGS[6])  # it left the carrier, as far as it will ever tell


def fold(current: str, reported: str) -> str:
    """The status to keep. Of two on one rung the first stays, except that delivered corrects undelivered. A reported
    word that is not on the ladder changes nothing. Raises ValueError when `current` is not on it."""
    if current not in RANK:
        raise ValueError(f"{current!r} is no delivery status; known: {', '.join(RANK)}")
    if (current, reported) == ("undelivered", "delivered"):
        return reported
    return reported if RANK.get(reported, -1) > RANK[current] else current


def is_final(status: str) -> bool:
    """Whether nothing but a later `read` (or a corrected `undelivered`) can follow. Not so `sent` and `unclear`."""
    return status in FINAL
