"""Addresses at which no text arrives: blasts leave them out until the person writes to us."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..channels.base import Action
from ..channels.twilio_codes import explain
from ..storage import attempts

# One report of these proves little: after so many texts, or on so many days within so long, the address is given up.
OUT_OF_SERVICE, TEXTS = 30005, 2
PHONE_OFF, DAYS, WITHIN = 30003, 3, timedelta(days=60)


def note(connection: Any, address_id: str, code: int, now: datetime) -> None:
    """Write it down where the carrier's code, or its repetition, says so."""
    gone = (
        explain(code).action is Action.BAD_ADDRESS
        or (code == OUT_OF_SERVICE and attempts.texts_failed(connection, address_id, code) >= TEXTS)
        or (code == PHONE_OFF and attempts.days_failed(connection, address_id, code, now - WITHIN) >= DAYS)
    )
    if gone:
        attempts.unreachable(connection, address_id, code, now)
