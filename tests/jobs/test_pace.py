"""Segments a second per sender, in a real Valkey. Reservations take hours: the time between two calls is nothing."""

from __future__ import annotations

from typing import Any

import pytest
from redis import Redis
from redis.exceptions import RedisError

from outreach_bot.jobs.pace import RedisPace
from outreach_bot.jobs.queues import connect
from tests import servers

HOUR = 3600.0
SOON = pytest.approx(0, abs=60)


def about(seconds: float) -> Any:
    """Less the time that passed between the calls."""
    return pytest.approx(seconds, abs=60)


def test_who_comes_first_goes_at_once_and_the_next_waits_for_its_share(redis: Redis) -> None:
    pace = RedisPace(redis)
    assert pace.reserve("one", 7200, 2) == 0
    assert pace.reserve("one", 7200, 2) == about(HOUR)
    assert pace.reserve("one", 1, 2) == about(2 * HOUR)


def test_what_is_given_back_is_there_for_the_next(redis: Redis) -> None:
    pace = RedisPace(redis)
    pace.reserve("one", 7200, 2)
    pace.reserve("one", -3600, 2)
    assert pace.reserve("one", 1, 2) == about(HOUR / 2)


def test_giving_back_more_than_was_taken_saves_nothing_up(redis: Redis) -> None:
    pace = RedisPace(redis)
    pace.reserve("one", -720_000, 2)
    assert pace.reserve("one", 7200, 2) == 0
    assert pace.reserve("one", 1, 2) == about(HOUR)


def test_a_sender_that_was_quiet_has_saved_nothing_up(redis: Redis) -> None:
    """A burst is what carriers filter: an hour of silence does not allow an hour's texts at once."""
    pace = RedisPace(redis)
    pace.reserve("one", 1, 1000)
    for _ in range(3):
        pace.reserve("one", 7200, 2)
    assert pace.reserve("one", 1, 2) == about(3 * HOUR)


def test_two_clients_share_a_sender_and_two_senders_share_nothing(redis: Redis, redis_url: str) -> None:
    other = connect(redis_url)
    first, second = RedisPace(redis), RedisPace(other)
    first.reserve("one", 3600, 1)
    assert second.reserve("one", 3600, 1) == about(HOUR)
    assert first.reserve("one", 3600, 1) == about(2 * HOUR)
    assert second.reserve("two", 3600, 1) == 0
    other.close()


def test_a_slower_pace_for_the_same_segments_takes_longer(redis: Redis) -> None:
    pace = RedisPace(redis)
    pace.reserve("one", 100, 100)
    pace.reserve("two", 36_000, 1)
    assert pace.reserve("one", 1, 100) == SOON
    assert pace.reserve("two", 1, 1) == about(10 * HOUR)


def test_a_carrier_that_finds_us_too_fast_halves_the_pace_for_every_worker(redis: Redis, redis_url: str) -> None:
    other = connect(redis_url)
    first, second = RedisPace(redis), RedisPace(other)
    assert first.share("one") == 1
    assert first.slow_down("one") == 0.5
    assert second.slow_down("one") == pytest.approx(0.5, abs=0.05)  # a hundred complaints of one overload
    assert second.share("one") == pytest.approx(0.5, abs=0.05)
    second.reserve("one", 3600, 1)
    assert first.reserve("one", 1, 1) == pytest.approx(2 * HOUR, rel=0.1)
    assert first.share("two") == 1
    other.close()


def test_the_pace_comes_back_slowly_and_is_halved_again_by_the_next_overload(redis: Redis) -> None:
    pace, slowed = RedisPace(redis), "outreach:pace:one:slowed"

    def minutes_pass(minutes: float) -> None:
        redis.hset(slowed, "at", float(redis.hget(slowed, "at")) - minutes * 60_000)

    pace.slow_down("one")
    minutes_pass(5)
    assert pace.share("one") == pytest.approx(0.75, abs=0.05)
    assert pace.slow_down("one") == pytest.approx(0.375, abs=0.05)
    minutes_pass(30)
    assert pace.share("one") == 1
    for _ in range(20):
        pace.slow_down("one")
        minutes_pass(0.5)
    assert 0 < pace.share("one") < 0.1  # slow, never none: else nobody would notice that it is better
    assert 0 < redis.pttl(slowed) <= 20 * 60_000


def test_the_key_names_the_sender_alone_and_goes_away_by_itself(redis: Redis) -> None:
    RedisPace(redis).reserve("+18605550100", 3600, 1)
    (key,) = redis.keys("*")
    assert key == b"outreach:pace:+18605550100"
    assert HOUR < redis.ttl(key) < HOUR + 120
    assert float(redis.get(key)) == pytest.approx((redis.time()[0] + HOUR) * 1000, abs=60_000)


def test_after_redis_has_forgotten_everything_the_pace_begins_anew(redis: Redis) -> None:
    pace = RedisPace(redis)
    pace.reserve("one", 3600, 1)
    redis.flushdb()
    redis.script_flush()
    assert pace.reserve("one", 3600, 1) == 0


def test_without_redis_nobody_knows_the_pace_and_nothing_may_go() -> None:
    client = Redis.from_url(f"redis://127.0.0.1:{servers.free_port()}/0", retry=None)
    with pytest.raises(RedisError):
        RedisPace(client).reserve("one", 1, 1)
    assert RedisPace(client).share("one") == 1  # only for people to read
    client.close()
