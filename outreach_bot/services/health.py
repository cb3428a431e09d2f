"""Can this process do its work?"""

from __future__ import annotations

from .ports import Bot


def check(bot: Bot) -> dict[str, bool]:
    """Part → is it there? No names, no addresses."""
    return {"database": bot.database.ping(), "redis": bot.queue.ping(), "flows": bool(bot.book.flows)}
