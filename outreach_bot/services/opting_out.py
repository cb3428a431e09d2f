"""One way to stop: every address of the person, every programme, every timer, in the same transaction, whoever says it
(the person, the carrier, or staff who were told). 47 CFR 64.1200(a)(10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..storage import addresses, consents, journeys, members, timers
from .ports import Bot


def opt_out(
    bot: Bot, connection: Any, address_id: str, source: str, now: datetime, *, message_id: str | None = None
) -> list[str]:
    """Nothing is sent to this person from now on, until START. Returns the programmes that ended."""
    addresses.opt_out(connection, address_id, source, now)
    member_id = addresses.member_of(connection, address_id)
    if member_id is None:
        return []
    for other, *_ in members.addresses_of(connection, bot.keys, member_id):
        if other != address_id:
            addresses.opt_out(connection, other, source, now)
    timers.cancel(connection, member_id)
    journeys.end(connection, member_id, "opted_out", now)
    language = members.get(connection, bot.keys, member_id).language or bot.language
    return consents.revoke_all(
        connection, member_id=member_id, address_id=address_id, language=language, source=source, at=now,
        message_id=message_id,
    )  # fmt: skip
