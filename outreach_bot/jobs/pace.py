"""Segments a second per sender, shared by every worker: a leaky bucket in Redis, one round trip a sub-slice."""

from __future__ import annotations

from redis import Redis

KEEP_MS = 60_000

# One key a sender holds the moment at which all that was reserved will have gone. Redis's own clock: workers on several
# machines need not agree on the time.
_RESERVE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local free = tonumber(redis.call('GET', KEYS[1]) or now)
if free < now then free = now end
local wait = free - now
local cost = tonumber(ARGV[1])
free = free + cost
if free < now then free = now end
redis.call('SET', KEYS[1], string.format('%.3f', free), 'PX', tonumber(ARGV[2]) + math.ceil(free - now))
return tostring(wait)
"""


class RedisPace:
    """The services' Pace port."""

    def __init__(self, redis: Redis) -> None:
        self._reserve = redis.register_script(_RESERVE)

    def reserve(self, sender: str, segments: int, per_second: int) -> float:
        """Take so many segments out of the sender's pace (negative: give them back); returns the seconds to wait first.

        Raises redis.exceptions.RedisError: without Redis nobody knows the pace, and nothing is sent.
        """
        cost_ms = segments * 1000 / per_second
        told = self._reserve(keys=[f"outreach:pace:{sender}"], args=[cost_ms, KEEP_MS])
        return float(told) / 1000
