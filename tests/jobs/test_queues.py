"""What gets into Redis, and what never does."""

from __future__ import annotations

import logging

import pytest
from redis import Redis
from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from outreach_bot.jobs.queues import JOB_SECONDS, QUEUES, RETRIES, WORKERS, RqQueue, connect


def test_every_queue_has_one_worker_and_its_numbers() -> None:
    assert sorted(name for names in WORKERS.values() for name in names) == sorted(QUEUES)
    assert set(RETRIES) == set(JOB_SECONDS) == set(QUEUES)
    assert min(RETRIES.values()) >= 1  # a job without retries is lost with its worker


@pytest.mark.parametrize("name", QUEUES)
def test_a_job_holds_a_name_and_ids(redis: Redis, name: str) -> None:
    assert RqQueue(redis).enqueue("send_reply", "m-1", "b_2:3", queue=name)
    [job_id] = Queue(name, connection=redis, serializer=JSONSerializer).job_ids
    job = Job.fetch(job_id, connection=redis, serializer=JSONSerializer)
    assert job.func_name == "outreach_bot.jobs.tasks.send_reply"
    assert list(job.args) == ["m-1", "b_2:3"]
    assert job.description == "send_reply"
    assert job.retries_left == RETRIES[name]
    assert (job.timeout, job.result_ttl) == (JOB_SECONDS[name], 0)
    assert RqQueue(redis).waiting()[name] == 1


@pytest.mark.parametrize("value", ["+12035550123", "whatsapp:+12035550123", "Hola María", "", "ñ", "x" * 65])
def test_what_is_no_id_does_not_enter(redis: Redis, value: str) -> None:
    with pytest.raises(ValueError) as refused:
        RqQueue(redis).enqueue("send_reply", value)
    assert not value or value not in str(refused.value)
    assert not redis.keys("*")


def test_a_task_is_a_plain_name(redis: Redis) -> None:
    with pytest.raises(ValueError):
        RqQueue(redis).enqueue("os.system", "ls")


def test_a_redis_that_is_away_is_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    queue = RqQueue(connect("redis://127.0.0.1:1/0"))
    assert queue.enqueue("send_reply", "m-1") is False
    assert queue.ping() is False


def test_ping(redis: Redis) -> None:
    assert RqQueue(redis).ping() is True
