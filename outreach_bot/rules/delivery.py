"""The ladder of a text's states. Receipts come late, twice and out of order: a text only ever climbs.

Twilio: "There is no guarantee that callbacks arrive in the order in which they were sent."
"""

from __future__ import annotations

RANKS: dict[str, int] = {
    # Ours, before the carrier has said a word: written; in the webhook's response; claimed for a call.
    "waiting": -4, "answered": -3, "attempted": -2, "unclear": -1,
    # The carrier's.
    "accepted": 0, "scheduled": 0, "queued": 1, "sending": 2, "sent": 3, "partially_delivered": 3,
    "failed": 4, "undelivered": 4, "canceled": 4, "refused": 4, "suppressed": 4, "delivered": 5, "read": 6,
}  # fmt: skip
FINAL = frozenset({"failed", "undelivered", "canceled", "refused", "suppressed", "delivered", "read"})
UNSETTLED = ("accepted", "queued", "sending", "sent")  # between two states: polled when nothing more is heard


def fold(current: str, reported: str) -> str:
    """The state after a report: never down; of two failures the first stands; delivered beats failed, read beats it.
    A state nobody knows changes nothing."""
    rank = RANKS.get(reported)
    return current if rank is None or rank <= RANKS.get(current, -9) else reported


def is_final(status: str) -> bool:
    return status in FINAL
