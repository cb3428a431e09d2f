"""Delivery receipts on their way from the web door to the fold: a Redis stream of ids, statuses and codes.

At least once: an entry leaves the stream only by `done`, after the transaction that recorded it. What a worker took and
did not finish comes back to the next one after a minute. What a lost Redis drops is polled at the carrier.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis import Redis
from redis.exceptions import RedisError, ResponseError

from outreach_bot.channels.base import Receipt
from outreach_bot.errors import ProviderDown
from outreach_bot.jobs.queues import RqQueue

STREAM = "outreach:receipts"
CALLED = "outreach:receipts:called"
GROUP = "fold"
ABANDONED_MS = 60_000
CALL_MS = 1000  # one job a second folds hundreds; a job for each few receipts would cost more than all replies


def push(redis: Redis, receipt: Receipt) -> bool:
    """Store one receipt (one round trip). True when no job has been called for in the last second: enqueue one.

    What comes in after that job has run is found by the clock, which looks every second.
    Raises redis.exceptions.RedisError when Redis is away; the
    carrier then gets a 500 and the message is polled later.
    """
    with redis.pipeline(transaction=False) as pipe:
        pipe.xadd(STREAM, _fields(receipt))
        pipe.set(CALLED, 1, nx=True, px=CALL_MS)
        return bool(pipe.execute()[1])


def take(redis: Redis, count: int, *, abandoned_ms: int = ABANDONED_MS) -> list[tuple[str, Receipt]]:
    """Up to `count` receipts, (entry id, receipt), oldest first; first those that a dead worker left behind.

    A receipt may come twice.
    """
    try:
        entries = _read(redis, count, abandoned_ms)
    except ResponseError as error:
        if not str(error).startswith("NOGROUP"):
            raise
        _make_group(redis)
        entries = _read(redis, count, abandoned_ms)
    return [(_text(entry_id), _receipt(fields)) for entry_id, fields in entries if fields]


def done(redis: Redis, entry_ids: Sequence[str]) -> None:
    """Recorded: these entries leave the stream."""
    if entry_ids:
        with redis.pipeline(transaction=True) as pipe:
            pipe.xack(STREAM, GROUP, *entry_ids)
            pipe.xdel(STREAM, *entry_ids)
            pipe.execute()


def waiting(redis: Redis) -> int:
    """How many receipts are stored, those being worked on included."""
    return int(redis.xlen(STREAM))


def _read(redis: Redis, count: int, abandoned_ms: int) -> list[tuple[Any, dict[Any, Any]]]:
    # One consumer name for all workers: an entry is handed out once all the same, and no dead names pile up.
    found = list(redis.xautoclaim(STREAM, GROUP, GROUP, min_idle_time=abandoned_ms, count=count)[1])
    if len(found) < count:
        for _stream, entries in _streams(redis.xreadgroup(GROUP, GROUP, {STREAM: ">"}, count=count - len(found))):
            found += entries
    return found


def _streams(answer: Any) -> list[tuple[Any, Any]]:
    """redis-py answers with a list of pairs (RESP2) or a dict of lists of lists (RESP3)."""
    if isinstance(answer, dict):
        return [(name, [entry for batch in batches for entry in batch]) for name, batches in answer.items()]
    return list(answer or [])


def _make_group(redis: Redis) -> None:
    try:
        redis.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
    except ResponseError as error:
        if not str(error).startswith("BUSYGROUP"):
            raise


def _fields(receipt: Receipt) -> dict[Any, Any]:
    return {
        "message_id": receipt.message_id or "",
        "provider_sid": receipt.provider_sid,
        "status": receipt.status,
        "code": receipt.error_code or 0,
    }


def _receipt(fields: dict[Any, Any]) -> Receipt:
    told = {_text(name): _text(value) for name, value in fields.items()}
    return Receipt(
        message_id=told.get("message_id") or None,
        provider_sid=told.get("provider_sid", ""),
        status=told.get("status", ""),
        error_code=int(told.get("code", "0")) or None,
    )


def _text(raw: Any) -> str:
    return raw.decode() if isinstance(raw, bytes) else str(raw)


class ReceiptStream:
    """The services' Receipts port. A push calls for a job when none has been called for."""

    def __init__(self, redis: Redis, queue: RqQueue) -> None:
        self._redis, self._queue = redis, queue

    def push(self, receipt: Receipt) -> None:
        try:
            call = push(self._redis, receipt)
        except RedisError:
            raise ProviderDown("Redis does not answer; the receipt will be polled") from None
        if call:
            self._queue.enqueue("fold_receipts", queue="receipts")

    def take(self, count: int) -> list[tuple[str, Receipt]]:
        return take(self._redis, count)

    def done(self, entry_ids: Sequence[str]) -> None:
        done(self._redis, entry_ids)

    def waiting(self) -> int:
        return waiting(self._redis)
