"""A rotation: everything moves to the newest key while the system runs, so that an older key may leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..errors import Stale
from ..storage import rotation
from ..storage.rotation import Batch
from .ports import Bot

Progress = Callable[[int], None]
AT_A_TIME = 500  # rows a transaction: a text that comes in meanwhile hardly waits
ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Rotated:
    """`moved`: column → values. `newest`: the key that everything is under now. `still_needed`: older key → what is
    left under it, values and hashes of numbers. `may_leave`: older keys that nothing needs any more."""

    moved: dict[str, int]
    newest: str
    still_needed: dict[str, int]
    may_leave: list[str]


def rotate(bot: Bot, progress: Progress = lambda _: None) -> Rotated:
    """Stopped in the middle, it goes on there when it is run again. `progress`: rows moved. Raises SealBroken."""
    moved = {"addresses.sealed": _column(bot, progress, rotation.rehash)}
    for table, column in rotation.columns():

        def step(connection: Any, keys: Any, after: Any, limit: int, table: Any = table, column: Any = column) -> Batch:
            return rotation.reseal(connection, keys, table, column, after, limit)

        moved[f"{table.name}.{column.name}"] = _column(bot, progress, step)
    bot.database.checkpoint()
    with bot.database.reading() as connection:
        left = rotation.sealed_under(connection)
        for key_id, numbers in rotation.hashed_under(connection).items():
            left[key_id] = left.get(key_id, 0) + numbers
    receipts = bot.keys.receipts.key_id if bot.keys.receipts else ""
    older = [g.key_id for g in bot.keys.generations if g.key_id not in (bot.keys.newest, receipts)]
    needed = {key_id: count for key_id, count in left.items() if key_id not in (bot.keys.newest, receipts)}
    return Rotated(
        {name: count for name, count in moved.items() if count}, bot.keys.newest, needed,
        [key_id for key_id in older if key_id not in needed],
    )  # fmt: skip


def _column(bot: Bot, progress: Progress, step: Callable[..., Batch]) -> int:
    after, total, failures = None, 0, 0
    while True:
        try:
            with bot.database.transaction() as connection:
                batch = step(connection, bot.keys, after, AT_A_TIME)
        except Stale:
            failures += 1
            if failures == ATTEMPTS:
                raise
            continue
        failures, total = 0, total + batch.moved
        progress(batch.moved)
        if batch.last is None:
            return total
        after = batch.last
