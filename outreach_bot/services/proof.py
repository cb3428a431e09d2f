"""The evidence about one number: shown on demand, also of somebody who was erased, whose receipt is all there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..errors import NotFound
from ..storage import addresses, consents
from ..storage.consents import Evidence
from .people import CHANNELS, read_number
from .ports import Bot


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves that one address may, or may not, be texted. `number_hash` is under the key `key_id`; of somebody
    `erased` it is under the receipts' own, and the rest of the person is gone."""

    channel: str
    number_hash: str
    key_id: str
    erased: bool
    opted_out_at: datetime | None
    opted_out_source: str | None
    evidence: list[Evidence]


def prove(bot: Bot, number: str) -> list[Proof]:
    """Every address of this number that we know. Raises WrongNumber, NotFound."""
    value = read_number(number)
    with bot.database.reading() as connection:
        found = [addresses.receipt_of(connection, bot.keys, channel, value) for channel in CHANNELS]
        proofs = [
            Proof(
                row.channel, row.hash, row.key_id, row.erased, row.opted_out_at, row.opted_out_source,
                consents.evidence(connection, row.id),
            )
            for row in found
            if row is not None
        ]  # fmt: skip
    if not proofs:
        raise NotFound("We hold nothing about this number.")
    return proofs
