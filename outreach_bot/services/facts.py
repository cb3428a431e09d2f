"""Facts as files give them, with what staff have confirmed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..conversation.facts import Fact, Facts, FactValue
from ..errors import NotFound
from ..storage import facts as rows

if TYPE_CHECKING:
    from .ports import Bot

KEEP = timedelta(seconds=30)  # a confirmation by staff is heard by every process within this time


@dataclass(slots=True)
class FactsOnFile:
    """`show_unconfirmed`: local mode only; such values are marked in the text."""

    facts: Mapping[str, Fact]
    show_unconfirmed: bool
    _current: Facts | None = field(default=None, init=False)
    _read_at: datetime | None = field(default=None, init=False)

    def at(self, connection: Any, now: datetime) -> Facts:
        if self._current is None or self._read_at is None or not timedelta() <= now - self._read_at < KEEP:
            self._current = Facts(self.facts, rows.confirmed(connection), self.show_unconfirmed)
            self._read_at = now
        return self._current


def confirm(bot: Bot, fact_id: str, who: str) -> list[FactValue]:
    """`who` vouches for every value of the fact that is not confirmed by its source; returns them. Raises NotFound."""
    fact = bot.facts.facts.get(fact_id)
    if fact is None:
        raise NotFound(f"there is no fact {fact_id}. List them with: outreach facts list")
    open_values = [value for value in fact.values if value.value is not None and value.confidence != "high"]
    if not open_values:
        raise NotFound(f"{fact_id} has no value that waits for a confirmation")
    with bot.database.transaction() as connection:
        for value in open_values:
            rows.confirm(connection, fact_id, str(value.value), who, bot.clock.now())
    return open_values


def confirmed(bot: Bot) -> frozenset[tuple[str, str]]:
    """(fact id, value) pairs that staff vouched for."""
    with bot.database.reading() as connection:
        return rows.confirmed(connection)
