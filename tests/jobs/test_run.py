"""A real worker process on a real Valkey."""

from __future__ import annotations

import base64
import signal
import zlib
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from rq.job import Job
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer

from outreach_bot.jobs import run
from outreach_bot.jobs.queues import RETRIES, RqQueue, connect
from tests.servers import valkey

Start = Callable[..., Any]
PRIVATE = ("203555", "Hola", "María")


def everything_in(redis: Redis) -> str:
    """Every key and value, packed ones unpacked."""
    told = []
    for key in redis.keys("*"):
        kind = redis.type(key)
        read = {b"hash": redis.hgetall, b"string": redis.get, b"set": redis.smembers}.get(kind)
        value = read(key) if read else redis.xrange(key) if kind == b"stream" else key
        told.append(f"{key!r} {value!r}")
        for _, fields in value if kind == b"stream" else ():
            packed = [each for name, each in fields.items() if name == b"exc_string"]
            told += [zlib.decompress(base64.b64decode(each)).decode() for each in packed]
        if kind == b"hash":
            told += [unpacked(each) for each in value.values()]
    return "\n".join(told)


def unpacked(value: bytes) -> str:
    try:
        return zlib.decompress(value).decode()
    except zlib.error:
        return ""


def test_jobs_run_in_the_queues_order_and_leave_nothing(redis: Redis, redis_url: str, start_worker: Start) -> None:
    queue = RqQueue(redis)
    for name in ("upkeep", "receipts", "replies"):
        queue.enqueue("note", name, queue=name)
    worker = start_worker(redis_url, "replies", "receipts", "upkeep")
    worker.wait_for("replies", "receipts", "upkeep")
    assert worker.stop() == (0, "")
    assert not redis.keys("rq:job:*") and not redis.keys("rq:results:*")


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_the_job_in_hand_is_finished_before_the_end(
    redis: Redis, redis_url: str, start_worker: Start, by: signal.Signals
) -> None:
    worker = start_worker(redis_url, "blasts")
    RqQueue(redis).enqueue("until_stopped", "b-1", queue="blasts")
    worker.wait_for("begun b-1")
    RqQueue(redis).enqueue("note", "b-2", queue="blasts")
    assert worker.stop(by) == (0, "")
    assert worker.noted() == ["begun b-1", "handed back b-1"]
    assert RqQueue(redis).waiting()["blasts"] == 1


def test_a_failing_job_leaves_types_and_no_words(redis: Redis, redis_url: str, start_worker: Start) -> None:
    worker = start_worker(redis_url, "replies")
    RqQueue(redis).enqueue("fail", "m-1")
    RqQueue(redis).enqueue("note", "m-2")
    tries = ["tried m-1"] * (1 + RETRIES["replies"])
    worker.wait_for(tries[0], "m-2", *tries[1:])
    code, said = worker.stop()
    assert code == 0

    [job_id] = FailedJobRegistry("replies", connection=redis, serializer=JSONSerializer).get_job_ids()
    result = Job.fetch(job_id, connection=redis, serializer=JSONSerializer).latest_result()
    assert result and result.exc_string and "RuntimeError" in result.exc_string and "ValueError" in result.exc_string
    stored = everything_in(redis)
    assert "RuntimeError" in stored  # the reader reads what is packed
    assert "a job failed" in said and "RuntimeError" in said and "m-1" not in said
    for word in PRIVATE:
        assert word not in stored and word not in said


def test_an_unknown_queue_is_named() -> None:
    with pytest.raises(ValueError, match=r"blast.*replies receipts blasts upkeep"):
        run.run(["replies", "blast"], "redis://127.0.0.1:1/0")
    with pytest.raises(ValueError, match="at least one"):
        run.run([], "redis://127.0.0.1:1/0")


@contextmanager
def at(link: Path, server: Any) -> Any:
    """A server under a lasting address: its socket changes from start to start."""
    with server as url:
        link.unlink(missing_ok=True)
        link.symlink_to(url.removeprefix("unix://").partition("?")[0])
        yield


def test_a_worker_waits_for_redis_and_outlives_its_restarts(tmp_path: Path, start_worker: Start) -> None:
    link, data = tmp_path / "s", tmp_path / "data"
    data.mkdir()
    url = f"unix://{link}?db=0"
    worker = start_worker(url, "replies")
    assert worker.process.stderr.readline().startswith("Redis does not answer at")
    with at(link, valkey(data=data)):
        RqQueue(connect(url)).enqueue("note", "m-1")
        worker.wait_for("m-1")  # and Redis goes while the worker is idle
    with at(link, valkey(data=data)):
        RqQueue(connect(url)).enqueue("note", "m-2")
        worker.wait_for("m-1", "m-2")
        RqQueue(connect(url)).enqueue("hold", "m-3")
        worker.wait_for("m-1", "m-2", "begun m-3")  # and now in the middle of a job
    (tmp_path / "go on").touch()
    with at(link, valkey(data=data)):
        RqQueue(connect(url)).enqueue("note", "m-4")
        worker.wait_for("m-1", "m-2", "begun m-3", "m-4")
        code, said = worker.stop()
    assert code == 0
    assert "Redis does not answer" not in said  # said once


def test_a_worker_that_waits_for_redis_can_be_stopped(start_worker: Start) -> None:
    worker = start_worker("redis://:secret-word@127.0.0.1:1/0", "replies")
    sentence = worker.process.stderr.readline()
    assert "REDIS_URL" in sentence and "secret-word" not in sentence
    assert worker.stop() == (0, "")
