"""A short link is followed: where it leads, and whether that was a person."""

from __future__ import annotations

from .. import logs
from ..errors import Stale
from ..rules.links import opened_by_a_person
from ..storage import links
from .ports import Bot

log = logs.get(__name__)


def follow(bot: Bot, token: str, *, method: str, user_agent: str, purpose: str) -> str | None:
    """The address behind a token; None when there is none (any more). The first time a person opens it is noted, and
    nothing of the person's browser or place. Scanners, previews and whoever comes too soon lead on and do not count."""
    now = bot.clock.now()
    with bot.database.reading() as connection:
        link = links.get(connection, token)
    if link is None:
        return None
    if not link.opened and opened_by_a_person(method, user_agent, purpose, link.sent_at, now):
        try:
            with bot.database.transaction() as connection:
                links.opened(connection, token, now)
        except Stale:
            log.info("a click was not counted: the database was busy")  # whoever clicked gets there all the same
    return link.url
