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
    """`local`: a machine of one's own; unconfirmed values are shown, marked. Elsewhere law and elections need names."""

    facts: Mapping[str, Fact]
    local: bool
    _current: Facts | None = field(default=None, init=False)
    _read_at: datetime | None = field(default=None, init=False)

    def at(self, connection: Any, now: datetime) -> Facts:
        if self._current is None or self._read_at is None or not timedelta() <= now - self._read_at < KEEP:
            self._current = Facts(
                self.facts, rows.confirmed(connection), show_unconfirmed=self.local, strict=not self.local
            )
            self._read_at = now
        return self._current


def to_confirm(bot: Bot, fact_id: str) -> list[FactValue]:
    """Its values that a person may vouch for. Raises NotFound."""
    fact = bot.facts.facts.get(fact_id)
    if fact is None:
        raise NotFound(f"there is no fact {fact_id}. List them with: outreach facts list")
    found = [value for value in fact.values if value.value is not None]
    if not found:
        raise NotFound(f"{fact_id} has no value yet: enter one, with its source, in flows/facts")
    return found


def confirm(bot: Bot, fact_id: str, value: str, who: str) -> FactValue:
    """`who` vouches for this one value of the fact. Raises NotFound."""
    found = next((each for each in to_confirm(bot, fact_id) if str(each.value) == value), None)
    if found is None:
        raise NotFound(f"{fact_id} has no open value “{value}”. See them with: outreach facts list")
    with bot.database.transaction() as connection:
        rows.confirm(connection, fact_id, value, who, bot.clock.now())
    return found


def confirmed(bot: Bot) -> frozenset[tuple[str, str]]:
    """(fact id, value) pairs that staff vouched for."""
    with bot.database.reading() as connection:
        return rows.confirmed(connection)
