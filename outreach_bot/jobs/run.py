"""One worker process: RQ on its queues, no forks, ids in its logs, and no word of a text in what it leaves in Redis."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType
from typing import Any

from redis import Redis
from redis.exceptions import RedisError
from rq.exceptions import StopRequested
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from outreach_bot import logs
from outreach_bot.jobs.queues import QUEUES, connect
from outreach_bot.jobs.stop import Stop

log = logs.get(__name__)

# With these, jobs of a killed worker go on after about 90 s; with RQ's own values after 406 s.
WORKER_TTL_SECONDS = 45
MAINTENANCE_SECONDS = 10
LONGEST_WAIT_SECONDS = 5.0
ASK_SECONDS = 0.5
NICE = 10

_stop = Stop()


def stopping() -> bool:
    """Has this process been asked to end? A long job looks here between its pieces and hands back early."""
    return _stop.asked()


class JobFailed(Exception):
    """Stands for what a job raised: types and frames, never the message, which may hold a number or a text."""


class ScrubbedJob(Job):
    """RQ keeps the traceback of a failed job in Redis for a day and logs it: it gets ours instead of the real one."""

    def perform(self) -> Any:
        try:
            return super().perform()
        except BaseException as error:
            told = logs.exception_text(error)
        raise JobFailed(told)  # outside the except clause: inside, Python would chain the real one to it


class OutreachWorker(SimpleWorker):
    """RQ's worker without forks: 245 jobs a second instead of 42, and the database stays connected."""

    job_class = ScrubbedJob
    max_connection_wait_time = LONGEST_WAIT_SECONDS

    def subscribe(self) -> None:
        """No RQ commands are sent here: one thread and one connection less to lose."""

    def _install_signal_handlers(self) -> None:
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]
        self._stop_requested = _stop.asked()  # the signal may have come while we were still connecting

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        _stop.ask()
        super().request_stop(signum, frame)  # type: ignore[no-untyped-call]

    def set_shutdown_requested_date(self) -> None:
        """Nothing: it runs in the signal handler, in the middle of whatever the job does with Redis and its locks."""

    def teardown(self) -> None:
        with suppress(RedisError):
            super().teardown()  # type: ignore[no-untyped-call]

    def handle_exception(self, job: Job, *exc_info: Any) -> None:
        """One line of ours instead of RQ's, which appends the traceback and the arguments."""
        told = str(exc_info[1]) if isinstance(exc_info[1], JobFailed) else logs.exception_text(exc_info[1])
        log.error("a job failed", job=job.id, task=job.description, retries_left=job.retries_left, failure=told)


def run(queues: Sequence[str], redis_url: str) -> int:
    """Work on these queues, in this order, until SIGTERM or SIGINT; the job in hand is finished first. Returns 0.

    A Redis that is away, now or later, is waited for. Raises ValueError for a queue that does not exist.
    """
    if not queues or (unknown := [name for name in queues if name not in QUEUES]):
        wrong = f"no queue is called {', '.join(unknown)}" if queues else "name at least one queue"
        raise ValueError(f"{wrong}; the queues are: {' '.join(QUEUES)}")
    if "replies" not in queues:
        os.nice(NICE)  # where the machine is full, replies come before blasts
    # Longer than RQ waits for a job in one command, else every quiet half minute looks like a lost connection.
    redis = connect(redis_url, reply_seconds=WORKER_TTL_SECONDS)
    _stop.listen()
    while not _stop.asked():
        if not _redis_answers(redis, redis_url):
            break
        try:
            _worker(queues, redis).work(logging_level="WARNING")
        except StopRequested:
            break
        except RedisError as error:
            log.warning("Redis was lost, connecting again", exc_info=error)
        finally:
            _stop.listen()
        _stop.wait(ASK_SECONDS)
    redis.close()
    return 0


def _worker(queues: Sequence[str], redis: Redis) -> OutreachWorker:
    return OutreachWorker(
        list(queues),
        connection=redis,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        log_job_description=False,
    )


def _redis_answers(redis: Redis, redis_url: str) -> bool:
    """Wait until Redis answers, saying so once. False when asked to stop meanwhile."""
    said = False
    while not _stop.asked():
        try:
            redis.ping()
            return True
        except RedisError:
            if not said:
                place = redis_url.rsplit("@", 1)[-1]  # without a password
                sys.stderr.write(f"Redis does not answer at {place}: start it, or set REDIS_URL. Waiting…\n")
                said = True
            _stop.wait(ASK_SECONDS)
    return False
