"""Under 16: no blasts, and nothing kept of what they told us. One way, whoever says it: the person, or staff."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..storage import blasts, consents, members, timers
from .ports import Bot


def record(
    bot: Bot, connection: Any, member_id: str, address_id: str, language: str, source: str, now: datetime
) -> None:
    """From now on; answers, tags, name and ZIP go at once, and every programme ends. The evidence of consent stays."""
    members.set_young(connection, member_id, True)
    consents.revoke_all(
        connection, member_id=member_id, address_id=address_id, language=language, source=f"under 16 ({source})", at=now
    )
    blasts.drop_waiting_for(connection, member_id, "young", now)
    timers.cancel(connection, member_id)
