"""The door for receipts: verified, pushed to Redis, folded by a job; a text only ever climbs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import permutations
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine, event

from outreach_bot.jobs import receipts as stream
from outreach_bot.storage import messages
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewOutbound
from tests.house_under_test import ACCOUNT, OWN, ROSA, BuildHouse, House

PATH, SID = "/twilio/status", "SM" + "1" * 32


@contextmanager
def counting_commits() -> Iterator[list[int]]:
    commits: list[int] = []

    def count(_: object) -> None:
        commits.append(1)

    event.listen(Engine, "commit", count)
    try:
        yield commits
    finally:
        event.remove(Engine, "commit", count)


def test_the_door_only_verifies_and_pushes(house: House) -> None:
    reply = house.text("JOIN")
    with counting_commits() as commits:
        assert house.receipt(reply.message_id, "delivered", SID).status == 204
    assert commits == []
    assert house.status_of(reply.message_id) == "answered"
    assert house.bot.receipts.waiting() == 1
    house.work()
    assert house.status_of(reply.message_id) == "delivered"
    assert house.bot.receipts.waiting() == 0


def test_hundreds_are_folded_by_one_job_in_one_transaction(either: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "CALL_MS", 3_600_000)  # one job a second: this second lasts
    either.text("JOIN")
    (address,) = either.rows("addresses")
    ids = [new_id(either.clock.now()) for _ in range(300)]
    with either.bot.database.transaction() as connection:
        messages.insert_outbound(
            connection, either.bot.keys,
            [NewOutbound(id=i, address_id=address["id"], member_id=address["member_id"], channel="sms", body="Hola",
                         purpose="reply", status="answered", created_at=either.clock.now()) for i in ids],
        )  # fmt: skip
    for number, message_id in enumerate(ids):
        assert either.receipt(message_id, "sent", f"SM{number:032x}").status == 204
    # One is called for a second; a machine that needs several seconds for 300 receipts calls for several.
    assert 1 <= either.bot.queue.waiting()["receipts"] <= 30
    with counting_commits() as commits:
        either.work()
    assert len(commits) == 1
    assert {either.status_of(i) for i in ids} == {"sent"}


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_receipts_in_any_order_end_at_delivered(house: House, order: tuple[str, ...]) -> None:
    reply = house.text("JOIN")
    for status in order:
        house.receipt(reply.message_id, status, SID)
        house.work()
    assert house.status_of(reply.message_id) == "delivered"
    assert [row["status"] for row in house.rows("message_events", message_id=reply.message_id)] == list(order)


def test_the_same_receipt_twice_is_no_news(either: House) -> None:
    reply = either.text("JOIN")
    for status in ("delivered", "delivered", "sent", "sent", "queued"):
        either.receipt(reply.message_id, status, SID)
    either.work()
    assert either.status_of(reply.message_id) == "delivered"
    either.receipt(reply.message_id, "sent", SID)
    either.work()
    assert either.status_of(reply.message_id) == "delivered"


def test_a_receipt_without_our_id_is_known_by_the_carriers(house: House) -> None:
    reply = house.text("JOIN")
    house.receipt(reply.message_id, "sent", SID)
    house.work()
    house.receipt(None, "delivered", SID)
    house.work()
    assert house.status_of(reply.message_id) == "delivered"


def test_receipts_about_nothing_we_know_do_not_hold_up_the_others(either: House) -> None:
    reply = either.text("JOIN")
    either.receipt(new_id(either.clock.now()), "sent", "SM" + "2" * 32, 21610)
    either.receipt("nonsense", "delivered", "SM" + "3" * 32)
    either.receipt(None, "delivered", "SM" + "4" * 32, 30004)
    assert either.receipt(reply.message_id, "a_status_nobody_has_heard", SID).status == 400
    assert either.receipt(reply.message_id, "a_status_nobody_ever_saw", SID).status == 204
    either.receipt(reply.message_id, "sending", "SM" + "9" * 62, 999999)
    either.receipt(reply.message_id, "delivered", SID)
    either.work()
    assert either.status_of(reply.message_id) == "delivered"
    assert either.bot.receipts.waiting() == 0
    assert either.redis.zcard("rq:failed:receipts") == 0


def test_a_receipt_about_a_text_that_came_in_changes_nothing(house: House) -> None:
    inbound = house.text("JOIN")
    before = house.rows("messages")
    house.receipt(None, "delivered", inbound.sid)
    house.work()
    assert house.rows("messages") == before


@pytest.mark.parametrize("code", [21610, 30004])
def test_a_code_that_means_opted_out_is_an_opt_out_in_our_own_list(either: House, code: int) -> None:
    reply = either.text("JOIN")
    either.receipt(reply.message_id, "failed", SID, code)
    either.work()
    (address,) = either.rows("addresses")
    assert address["opted_out_source"] == "carrier"
    assert either.text("WAGES").silent
    (row,) = either.rows("messages", id=reply.message_id)
    assert (row["status"], row["error_code"]) == ("failed", code)


@pytest.mark.parametrize("code", [21610, 30004])
def test_it_counts_also_when_the_carrier_does_not_send_our_id_back(either: House, code: int) -> None:
    reply = either.text("JOIN")
    either.receipt(reply.message_id, "sent", SID)
    either.work()
    either.receipt(None, "undelivered", SID, code)
    either.work()
    (address,) = either.rows("addresses")
    assert address["opted_out_source"] == "carrier"


def test_another_code_is_no_opt_out(house: House) -> None:
    reply = house.text("JOIN")
    house.receipt(reply.message_id, "undelivered", SID, 30003)
    house.work()
    assert house.rows("addresses")[0]["opted_out_at"] is None


@pytest.mark.parametrize("changed", [{"AccountSid": "AC" + "b" * 32}, {"MessageSid": ""}, {"MessageStatus": ""}])
def test_a_receipt_that_cannot_be_read_is_a_bad_request(house: House, changed: dict[str, str]) -> None:
    params = {"MessageSid": SID, "AccountSid": ACCOUNT, "MessageStatus": "sent", "To": ROSA, "From": OWN, **changed}
    assert house.post(PATH, list(params.items())).status == 400
    assert ROSA[2:] not in house.log.getvalue()


def test_a_forged_receipt_is_refused(house: House) -> None:
    reply = house.text("JOIN")
    query = f"mid={reply.message_id}"
    params = [("MessageSid", SID), ("AccountSid", ACCOUNT), ("MessageStatus", "delivered"), ("To", ROSA)]
    assert house.post(PATH, params, query=query, signature="bm8=").status == 403
    assert house.post(PATH, params, query=query, token="another").status == 403
    assert house.app.test_client().get(f"{PATH}?{query}").status_code == 405
    assert house.bot.receipts.waiting() == 0


def test_without_redis_the_carrier_is_told_and_the_text_is_polled_later(
    build_house: BuildHouse, database_url: str, tmp_path: Path
) -> None:
    house = build_house(database_url, open_door=True)
    requests.post(f"{house.carrier.url}/simulator/behave", json={"callbacks_off": True}, timeout=10)
    requests.post(f"{house.carrier.url}/simulator/text", json={"from": ROSA, "body": "JOIN"}, timeout=20)
    (reply,) = house.rows("messages", direction="out")
    listed = next(house.carrier.carrier.register.newest_first(to=ROSA))
    house.receipt(reply["id"], "queued", listed.sid)
    house.work()

    lost = build_house(database_url, redis_url=f"unix://{tmp_path}/gone")
    assert lost.receipt(reply["id"], "delivered", listed.sid).status == 503
    assert lost.text("MENU").status == 200  # people are answered all the same
    assert lost.text("PERSON").says

    house.clock.go(minutes=14)
    house.tidy()
    assert house.status_of(reply["id"]) == "queued"
    house.clock.go(minutes=2)
    house.tidy()
    assert house.status_of(reply["id"]) == "delivered"


def test_health_names_what_is_missing(build_house: BuildHouse, sqlite_url: str, tmp_path: Path) -> None:
    client = build_house(sqlite_url).app.test_client()
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok", "database": "ok", "redis": "ok", "flows": "ok"}
    without = build_house(sqlite_url, redis_url=f"unix://{tmp_path}/gone").app.test_client()
    assert without.get("/healthz").status_code == 200
    assert without.get("/readyz").status_code == 503
    assert without.get("/readyz").json == {"status": "not ready", "database": "ok", "redis": "missing", "flows": "ok"}


def test_every_route_names_who_may_call_it(house: House) -> None:
    for rule in house.app.url_map.iter_rules():
        if rule.endpoint != "static":
            assert hasattr(house.app.view_functions[rule.endpoint], "guard"), rule.rule
