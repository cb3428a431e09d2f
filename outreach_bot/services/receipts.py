"""Receipts become rows: hundreds in one transaction, folded by rank, in whatever order they came."""

from __future__ import annotations

from ..channels.base import Action, Receipt
from ..channels.twilio_codes import explain
from ..rules import delivery
from ..storage import carrier_erasures, messages, outbox
from . import opting_out, retrying
from .ports import Bot

BATCH = 500


def fold(bot: Bot) -> int:
    """Take receipts from the stream until it is empty; returns how many. An entry leaves it only after the commit."""
    folded = 0
    while batch := bot.receipts.take(BATCH):
        record(bot, [receipt for _, receipt in batch], "webhook")
        bot.receipts.done([entry for entry, _ in batch])
        folded += len(batch)
    return folded


def record(bot: Bot, receipts: list[Receipt], source: str) -> None:
    """Write down what the carrier said, and do what its codes ask for. One that means "opted out" is an opt-out in our
    own list too."""
    now = bot.clock.now()
    failed: list[str] = []
    with bot.database.transaction() as connection:
        reports = [
            outbox.Reported(
                status=r.status, at=now, source=source, message_id=r.message_id, provider_sid=r.provider_sid,
                error_code=r.error_code,
            )
            for r in receipts
        ]
        unknown = set(map(id, outbox.record(connection, reports, delivery.fold)))
        # Ours, and its row is gone: its person was erased before the carrier said under which id it had the text.
        gone = [r for r in reports if id(r) in unknown and r.message_id and delivery.is_final(r.status)]
        carrier_erasures.ask(connection, [r.provider_sid for r in gone if r.provider_sid], "redact", now)
        for report in reports:
            if id(report) in unknown or report.error_code is None:
                continue
            message_id = report.message_id or outbox.owner_of(connection, report.provider_sid or "")
            failed += [message_id] if message_id is not None else []
            if message_id is not None and explain(report.error_code).action == Action.OPT_OUT:
                address_id = messages.get(connection, bot.keys, message_id).address_id
                if address_id is not None:
                    opting_out.opt_out(bot, connection, address_id, "carrier", now)
    if failed:
        retrying.consider(bot, failed)
