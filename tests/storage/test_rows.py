"""Answers, timers, tickets, leases, flow versions, counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from outreach_bot.errors import NotFound
from outreach_bot.storage import addresses, answers, flow_versions, leases, reports, retention, tickets, timers
from outreach_bot.storage import messages as message_rows
from outreach_bot.storage.database import Database
from outreach_bot.storage.messages import NewOutbound
from outreach_bot.storage.party import Party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import answers as answer_table

DAY = timedelta(days=1)


def keep(connection: Any, keys: Keys, party: Party, at: datetime, **changes: Any) -> str:
    usual = {
        "member_id": party.member_id, "flow": "equality/pledge", "flow_version": "1", "step": "ask", "name": "answer",
        "kind": "text", "value": "x", "at": at,
    }  # fmt: skip
    return answers.save(connection, keys, **{**usual, **changes})


@pytest.mark.parametrize(
    ("kind", "value"),
    [("yes_no", True), ("choice", "farm"), ("choices", ["farm", "home"]), ("decimal", Decimal("37.50")),
     ("date", date(2026, 7, 1)), ("text", "María"), ("integer", 40), ("zip", "06106")],
)  # fmt: skip
def test_answers_come_back_as_they_were(
    database: Database, keys: Keys, now: datetime, party: Party, kind: str, value: Any
) -> None:
    with database.transaction() as connection:
        keep(connection, keys, party, now, kind=kind, value=value)
        [row] = answers.of_member(connection, keys, party.member_id)
        stored = connection.execute(select(answer_table.c.plain, answer_table.c.sealed)).one()
    assert row.value == value
    assert type(row.value) is type(value)
    assert (stored.sealed is None) == (kind in ("yes_no", "choice", "choices"))


def test_a_sensitive_choice_is_sealed_and_forgotten(
    database: Database, keys: Keys, now: datetime, party: Party
) -> None:
    with database.transaction() as connection:
        keep(connection, keys, party, now, kind="choice", value="farm", sensitive=True, forget_after=now + DAY)
        keep(connection, keys, party, now, kind="choice", value="home")
        assert connection.execute(select(answer_table.c.plain).where(answer_table.c.sensitive)).scalar_one() is None
        assert retention.erase_due(connection, now).answers == 0
        assert retention.erase_due(connection, now + DAY).answers == 1
        assert [row.value for row in answers.of_member(connection, keys, party.member_id)] == ["home"]


def test_a_due_timer_fires_once(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        late = timers.add(connection, kind="expire", subject_id="c1", due_at=now - DAY, now=now, turn=3)
        timers.add(connection, kind="expire", subject_id="c2", due_at=now + DAY, now=now)
        just = timers.add(connection, kind="remind", subject_id="c3", due_at=now, now=now)
    with database.transaction() as connection:
        found = timers.due(connection, now, 10)
        assert [t.id for t in found] == [late, just]
        assert found[0] == timers.Timer(late, "expire", "c1", 3, now - DAY)
        assert len(timers.due(connection, now, 1)) == 1
        timers.done(connection, [late, just], now)
        timers.done(connection, [], now)
        assert timers.due(connection, now, 10) == []


def test_a_timer_survives_a_crash(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        timers.add(connection, kind="expire", subject_id="c1", due_at=now, now=now)
    with pytest.raises(RuntimeError), database.transaction() as connection:
        timers.done(connection, [t.id for t in timers.due(connection, now, 10)], now)
        raise RuntimeError
    with database.transaction() as connection:
        assert len(timers.due(connection, now, 10)) == 1


def test_two_clocks_never_take_the_same_timer(postgres_url: str, now: datetime) -> None:
    first, second = Database(postgres_url), Database(postgres_url)
    with first.transaction() as connection:
        timers.add(connection, kind="expire", subject_id="c1", due_at=now, now=now)
    with first.transaction() as one, second.transaction() as other:
        assert len(timers.due(one, now, 10)) == 1
        assert timers.due(other, now, 10) == []
    first.close()
    second.close()


def test_one_timer_a_conversation(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        for turn in (1, 2):
            timers.replace(connection, kind="expire", subject_id="c1", due_at=now + turn * DAY, now=now, turn=turn)
        timers.replace(connection, kind="remind", subject_id="c1", due_at=now, now=now)
        found = timers.due(connection, now + 9 * DAY, 10)
        assert [(t.kind, t.turn, t.due_at) for t in found] == [("remind", None, now), ("expire", 2, now + 2 * DAY)]
        assert timers.cancel(connection, "c1") == 2
        assert timers.due(connection, now + 9 * DAY, 10) == []


def test_a_ticket_from_open_to_closed(database: Database, keys: Keys, now: datetime, party: Party) -> None:
    summary = [("hours", Decimal("40.0")), ("last_day", date(2026, 7, 1)), ("name", "Inés")]
    with database.transaction() as connection:
        number = tickets.open(
            connection, keys, member_id=party.member_id, address_id=party.address_id, conversation_id=None,
            queue="wages", reason="flow", now=now, summary=summary,
        )  # fmt: skip
        [row] = tickets.list_open(connection, keys)
        assert (row.id, row.summary, row.state, row.opened_at) == (number, summary, "open", now)
        assert tickets.hold(connection, number, "ana")
        assert tickets.hold(connection, number, "ana")
        assert not tickets.hold(connection, number, "ben")
        assert tickets.get(connection, keys, number).taken_by == "ana"
        assert [t.id for t in tickets.for_address(connection, keys, party.address_id)] == [number]
        assert tickets.close(connection, number, now + DAY)
        assert not tickets.close(connection, number, now)
        assert not tickets.hold(connection, number, "ana")
        assert tickets.list_open(connection, keys) == tickets.for_address(connection, keys, party.address_id) == []
        assert [t.closed_at for t in tickets.list_open(connection, keys, closed=True)] == [now + DAY]
        with pytest.raises(NotFound, match="outreach inbox list"):
            tickets.get(connection, keys, number + 1)


def test_a_lease_has_one_holder_until_it_ends(database: Database, now: datetime) -> None:
    second = timedelta(seconds=1)
    with database.transaction() as connection:
        assert leases.acquire(connection, "clock", "a", now, 30)
        assert not leases.acquire(connection, "clock", "b", now + 29 * second, 30)
        assert leases.acquire(connection, "clock", "a", now + 29 * second, 30)
        assert not leases.acquire(connection, "clock", "b", now + 30 * second, 30)
        assert leases.acquire(connection, "clock", "b", now + 59 * second, 30)
        leases.release(connection, "clock", "a")
        assert not leases.acquire(connection, "clock", "a", now + 60 * second, 30)
        leases.release(connection, "clock", "b")
        assert leases.acquire(connection, "clock", "a", now + 60 * second, 30)


def test_flow_structures_are_kept_by_version(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        assert flow_versions.remember(connection, "vote", "1", {"steps": ["a"]}, now)
        assert not flow_versions.remember(connection, "vote", "1", {"steps": ["other"]}, now)
        assert flow_versions.load(connection, "vote", "1") == {"steps": ["a"]}
        assert flow_versions.load(connection, "vote", "2") is None
        assert flow_versions.known(connection) == {("vote", "1")}


def test_health_counts(
    database: Database, keys: Keys, now: datetime, party: Party, outbound: Callable[..., NewOutbound],
    save: Callable[..., str],
) -> None:  # fmt: skip
    with database.transaction() as connection:
        assert reports.health(connection, now, now).oldest_waiting is None
        message_rows.insert_outbound(connection, keys, [outbound(), outbound(status="delivered")])
        save(connection, party, b"{}")
        addresses.opt_out(connection, party.address_id, "text", now)
        timers.add(connection, kind="expire", subject_id="c1", due_at=now, now=now)
        tickets.open(
            connection, keys, member_id=party.member_id, address_id=party.address_id, conversation_id=None,
            queue="wages", reason="asked", now=now,
        )  # fmt: skip
        health = reports.health(connection, now, now)
    assert health == reports.Health(
        members=1, opted_out=1, open_conversations=1, open_tickets=1, overdue_timers=1, waiting=1, oldest_waiting=now,
        messages={"out waiting": 1, "out delivered": 1},
    )  # fmt: skip


def test_old_timers_are_swept(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        timer = timers.add(connection, kind="wake", subject_id="c1", due_at=now, now=now)
        timers.done(connection, [timer], now)
        assert retention.erase_due(connection, now + DAY).timers == 0
        assert retention.erase_due(connection, now + 7 * DAY).timers == 1


def test_the_end_of_a_private_conversation_leaves_no_timer_behind(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        timer = timers.add(connection, kind=timers.EXPIRE, subject_id="c1", due_at=now, now=now)
        timers.done(connection, [timer], now)
        assert retention.erase_due(connection, now + 7 * DAY).timers == 0
