"""Receipts in the stream: none is lost when a worker dies, none holds more than ids."""

from __future__ import annotations

import pytest
from redis import Redis

from outreach_bot.channels.base import Receipt
from outreach_bot.errors import ProviderDown
from outreach_bot.jobs import receipts
from outreach_bot.jobs.queues import RqQueue, connect


def receipt(number: int, code: int | None = None) -> Receipt:
    return Receipt(f"m-{number}", f"SM{number}", "delivered", code)


def test_a_receipt_comes_out_as_it_went_in(redis: Redis) -> None:
    put = [receipt(1), Receipt(None, "SM2", "failed", 30006), receipt(3)]
    for each in put:
        receipts.push(redis, each)
    taken = receipts.take(redis, 10)
    assert [each for _, each in taken] == put
    assert receipts.waiting(redis) == 3
    receipts.done(redis, [entry for entry, _ in taken])
    assert receipts.waiting(redis) == 0
    assert receipts.take(redis, 10, abandoned_ms=0) == []
    receipts.done(redis, [])


def test_the_stream_holds_ids_a_status_and_a_code_only(redis: Redis) -> None:
    receipts.push(redis, receipt(1, 30006))
    [(_, fields)] = redis.xrange(receipts.STREAM)
    assert fields == {b"message_id": b"m-1", b"provider_sid": b"SM1", b"status": b"delivered", b"code": b"30006"}


def test_oldest_first_and_no_more_than_asked_for(redis: Redis) -> None:
    for number in range(5):
        receipts.push(redis, receipt(number))
    assert [each.provider_sid for _, each in receipts.take(redis, 2)] == ["SM0", "SM1"]
    assert [each.provider_sid for _, each in receipts.take(redis, 2)] == ["SM2", "SM3"]


def test_what_a_dead_worker_took_comes_back_first(redis: Redis) -> None:
    for number in range(3):
        receipts.push(redis, receipt(number))
    lost = receipts.take(redis, 2)
    assert [each.provider_sid for _, each in receipts.take(redis, 9)] == ["SM2"]  # not yet: its worker may be alive
    receipts.push(redis, receipt(3))
    again = receipts.take(redis, 9, abandoned_ms=0)
    assert again[:2] == lost
    assert [each.provider_sid for _, each in again] == ["SM0", "SM1", "SM2", "SM3"]
    receipts.done(redis, [entry for entry, _ in again])
    assert receipts.take(redis, 9, abandoned_ms=0) == []


def test_one_job_is_called_for_all_receipts_of_a_second(redis: Redis) -> None:
    assert [receipts.push(redis, receipt(n)) for n in range(3)] == [True, False, False]
    assert 0 < redis.pttl(receipts.CALLED) <= receipts.CALL_MS
    redis.delete(receipts.CALLED)  # the second is over
    assert [receipts.push(redis, receipt(n)) for n in range(2)] == [True, False]


def test_a_stream_that_redis_lost_begins_anew(redis: Redis) -> None:
    receipts.push(redis, receipt(1))
    receipts.take(redis, 1)
    redis.delete(receipts.STREAM)
    assert receipts.take(redis, 1) == []
    receipts.push(redis, receipt(2))
    assert [each.provider_sid for _, each in receipts.take(redis, 9)] == ["SM2"]


def test_the_port_calls_one_job_for_many_receipts(redis: Redis) -> None:
    queue = RqQueue(redis)
    port = receipts.ReceiptStream(redis, queue)
    for number in range(3):
        port.push(receipt(number))
    assert queue.waiting() == {"replies": 0, "receipts": 1, "blasts": 0, "upkeep": 0}
    taken = port.take(10)
    port.done([entry for entry, _ in taken])
    assert (len(taken), port.waiting()) == (3, 0)
    redis.delete(receipts.CALLED)  # the second is over
    port.push(receipt(4))
    assert queue.waiting()["receipts"] == 2


def test_a_redis_that_is_away_is_told_to_the_door() -> None:
    away = connect("redis://127.0.0.1:1/0")
    with pytest.raises(ProviderDown):
        receipts.ReceiptStream(away, RqQueue(away)).push(receipt(1))
