"""The queues: their names, who works on them, how often a job is tried, and how one gets in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from outreach_bot import logs

if TYPE_CHECKING:
    from rq import Queue

log = logs.get(__name__)

QUEUES = ("replies", "receipts", "blasts", "upkeep")

# A worker takes its queues in this order. Blasts have a worker of their own so that replies never wait behind one.
WORKERS: dict[str, tuple[str, ...]] = {
    "replies": ("replies", "receipts", "upkeep"),
    "blasts": ("blasts",),
}

# How often a job that failed, or whose worker died, is started again. At once: waiting would need RQ's scheduler, one
# more process; what still fails then is found in the rows by upkeep, which is the slow retry.
RETRIES: dict[str, int] = {"replies": 3, "receipts": 3, "blasts": 3, "upkeep": 1}

# How long a job may take, in seconds. A worker that died is noticed a minute after this time, so it is kept short;
# a pump must end by itself well before.
JOB_SECONDS: dict[str, int] = {"replies": 30, "receipts": 60, "blasts": 120, "upkeep": 120}

FAILED_JOB_SECONDS = 24 * 3600
TASKS = "outreach_bot.jobs.tasks"

_TASK = re.compile(r"[a-z][a-z_]{0,63}")
# Ids only: what people wrote has blanks, and their numbers begin with a plus.
_ID = re.compile(r"[A-Za-z0-9:_-]{1,64}")


def connect(redis_url: str, *, reply_seconds: float = 5.0) -> Redis:
    """A client for Redis or Valkey; connects at its first command.

    A lost connection is tried again three times within half a second: enough for a hiccup, short enough for a webhook.
    """
    return Redis.from_url(
        redis_url,
        socket_connect_timeout=2.0,
        socket_timeout=reply_seconds,
        health_check_interval=30,
        retry=Retry(ExponentialBackoff(cap=0.3, base=0.05), 3),
    )


class RqQueue:
    """The services' Queue port. Rows are the truth: enqueue after the commit, and a lost job is late only."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._queues: dict[str, Queue] = {}

    def enqueue(self, task: str, *args: str, queue: str = "replies") -> bool:
        """Put a function of `outreach_bot.jobs.tasks` in line. True when Redis has it.

        When Redis cannot be reached the answer is False and a warning is logged: upkeep finds the rows again, and
        a webhook that has committed must not fail. Raises ValueError for an argument that is not an id.
        """
        if not _TASK.fullmatch(task):
            raise ValueError("a task's name is lower-case letters and underscores")
        if not all(_ID.fullmatch(str(arg)) for arg in args):
            raise ValueError(f"job {task}: its arguments must be ids, never a number or a text of a person")
        import rq

        try:
            self._queue(queue).enqueue_call(
                f"{TASKS}.{task}",
                args=args,
                timeout=JOB_SECONDS[queue],
                result_ttl=0,  # gone from Redis as soon as it is done
                failure_ttl=FAILED_JOB_SECONDS,
                description=task,
                retry=rq.Retry(max=RETRIES[queue]),
            )
        except RedisError as error:
            log.warning("job not enqueued, upkeep will find its rows", task=task, queue=queue, exc_info=error)
            return False
        return True

    def waiting(self) -> dict[str, int]:
        """How many jobs wait in each queue. Raises redis.exceptions.RedisError."""
        return {name: self._queue(name).count for name in QUEUES}

    def ping(self) -> bool:
        """Does Redis answer?"""
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False

    def _queue(self, name: str) -> Queue:
        """RQ is imported by who puts something in line: it takes as long as all the rest of a command's start."""
        from rq import Queue
        from rq.serializers import JSONSerializer

        if name not in self._queues:
            self._queues[name] = Queue(name, connection=self._redis, serializer=JSONSerializer)
        return self._queues[name]
