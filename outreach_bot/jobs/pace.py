"""Segments a second per sender, shared by every worker: a leaky bucket in Redis, one round trip a sub-slice.

When the carrier says that we are too fast the pace is halved for all workers, and comes back slowly by itself.
"""

from __future__ import annotations

from redis import Redis
from redis.exceptions import RedisError

KEEP_MS = 60_000
ONE_OVERLOAD_MS = 15_000  # a hundred complaints of one overload halve the pace once
RECOVER_MS = 20 * 60_000  # from nothing back to the full pace: a quarter of it every five minutes
SLOWEST = 1 / 32

# One key a sender holds the moment at which all that was reserved will have gone; another, while the carrier finds us
# too fast, the share of the pace that was left then, and when that was. Redis's own clock: workers on several machines
# need not agree on the time.
_NOW_AND_SHARE = """
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local told = redis.call('HMGET', KEYS[2], 'share', 'at')
local at = tonumber(told[2])
local share = 1
if at then share = math.min(1, tonumber(told[1]) + (now - at) / tonumber(ARGV[1])) end
"""
_RESERVE = (
    _NOW_AND_SHARE
    + """
local free = tonumber(redis.call('GET', KEYS[1]) or now)
if free < now then free = now end
local wait = free - now
free = free + tonumber(ARGV[2]) / share
if free < now then free = now end
redis.call('SET', KEYS[1], string.format('%.3f', free), 'PX', tonumber(ARGV[3]) + math.ceil(free - now))
return tostring(wait)
"""
)
_SLOW_DOWN = (
    _NOW_AND_SHARE
    + """
if not at or now - at >= tonumber(ARGV[2]) then
  share = math.max(tonumber(ARGV[3]), share / 2)
  redis.call('HSET', KEYS[2], 'share', tostring(share), 'at', string.format('%.3f', now))
  redis.call('PEXPIRE', KEYS[2], ARGV[1])
end
return tostring(share)
"""
)
_SHARE = _NOW_AND_SHARE + "return tostring(share)"


class RedisPace:
    """The services' Pace port. What sends raises redis.exceptions.RedisError: without Redis nobody knows the pace, and
    nothing is sent."""

    def __init__(self, redis: Redis) -> None:
        self._reserve = redis.register_script(_RESERVE)
        self._slow_down = redis.register_script(_SLOW_DOWN)
        self._share = redis.register_script(_SHARE)

    def reserve(self, sender: str, segments: int, per_second: int) -> float:
        """Take so many out of the sender's pace (negative: give them back); returns the seconds to wait first."""
        cost_ms = segments * 1000 / per_second
        return float(self._reserve(keys=_keys(sender), args=[RECOVER_MS, cost_ms, KEEP_MS])) / 1000

    def slow_down(self, sender: str) -> float:
        """The carrier finds us too fast: halve the pace, once for one overload. Returns the share that is left, 0-1."""
        return float(self._slow_down(keys=_keys(sender), args=[RECOVER_MS, ONE_OVERLOAD_MS, SLOWEST]))

    def share(self, sender: str) -> float:
        """How much of the full pace may be used now, above 0 to 1. For people to read: without Redis it is 1."""
        try:
            return float(self._share(keys=_keys(sender), args=[RECOVER_MS]))
        except RedisError:
            return 1.0


def _keys(sender: str) -> list[str]:
    return [f"outreach:pace:{sender}", f"outreach:pace:{sender}:slowed"]
