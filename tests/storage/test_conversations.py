"""Where people stand, when two things happen at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from outreach_bot.errors import NotFound, Stale
from outreach_bot.storage import conversations, messages
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewInbound
from outreach_bot.storage.party import Party, load_party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import conversations as table

PHONE = "+12035550142"
Save = Callable[..., str]


def together(*targets: Callable[[], Any]) -> None:
    """Run all at once, each in a thread of its own; a failure fails the test."""
    barrier, failures = Barrier(len(targets)), []

    def run(target: Callable[[], Any]) -> None:
        barrier.wait()
        try:
            target()
        except Exception as error:
            failures.append(error)

    threads = [Thread(target=run, args=(target,)) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_what_is_saved_is_loaded(database: Database, keys: Keys, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        assert conversations.load(connection, keys, party.address_id) is None
        row_id = save(connection, party, b'{"turn":1}')
        row = conversations.load(connection, keys, party.address_id)
        assert row == conversations.ConversationRow(row_id, 1, b'{"turn":1}', None)
        again = {"conversation_id": row_id, "expected_version": 1}
        assert save(connection, party, b'{"turn":2}', **again) == row_id
        row = conversations.load(connection, keys, party.address_id)
        assert row is not None and (row.version, row.state) == (2, b'{"turn":2}')


def test_the_states_of_open_conversations(database: Database, keys: Keys, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        assert list(conversations.open_states(connection, keys)) == []
        row_id = save(connection, party, b'{"turn":1}', open=True)
        assert list(conversations.open_states(connection, keys)) == [b'{"turn":1}']
        save(connection, party, b'{"turn":2}', open=False, conversation_id=row_id, expected_version=1)
        assert list(conversations.open_states(connection, keys)) == []


def test_a_private_conversation_hides_its_topic(database: Database, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        save(connection, party, b"{}", private=True, flow="rights/unpaid_wages")
        assert connection.execute(select(table.c.flow)).scalar_one() is None


def test_an_old_version_is_stale(database: Database, keys: Keys, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        row_id = save(connection, party, b'{"turn":1}')
        save(connection, party, b'{"turn":2}', conversation_id=row_id, expected_version=1)
    with pytest.raises(Stale), database.transaction() as connection:
        save(connection, party, b'{"turn":3}', conversation_id=row_id, expected_version=1)
    with pytest.raises(Stale), database.transaction() as connection:
        save(connection, party, b'{"turn":3}')
    with database.reading() as connection:
        row = conversations.load(connection, keys, party.address_id)
        assert row is not None and row.state == b'{"turn":2}'


def test_a_person_holds_and_releases(database: Database, keys: Keys, now: datetime, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        with pytest.raises(NotFound):
            conversations.hold(connection, party.address_id, 7, now)
        row_id = save(connection, party, b'{"turn":1}')
        conversations.hold(connection, party.address_id, 7, now)
        assert load_party(connection, keys, "sms", PHONE, now).held_by == 7
        # The bot's own bookkeeping does not take it out of the person's hands.
        save(connection, party, b'{"turn":2}', conversation_id=row_id, expected_version=2)
        assert load_party(connection, keys, "sms", PHONE, now).held_by == 7
        assert conversations.release(connection, 7, now) == party.address_id
        assert conversations.release(connection, 7, now) is None
        assert load_party(connection, keys, "sms", PHONE, now).held_by is None


def test_holding_makes_a_turn_under_way_run_again(database: Database, now: datetime, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        row_id = save(connection, party, b'{"turn":1}')
        conversations.hold(connection, party.address_id, 7, now)
    with pytest.raises(Stale), database.transaction() as connection:
        save(connection, party, b'{"turn":2}', conversation_id=row_id, expected_version=1)


def test_of_two_first_saves_one_wins(database: Database, keys: Keys, party: Party, save: Save) -> None:
    outcomes: list[str] = []

    def write(name: str) -> None:
        try:
            with database.transaction() as connection:
                save(connection, party, name.encode())
            outcomes.append(name)
        except Stale:
            outcomes.append("stale")

    together(lambda: write("a"), lambda: write("b"))
    assert sorted(outcomes) in (["a", "stale"], ["b", "stale"])
    with database.reading() as connection:
        row = conversations.load(connection, keys, party.address_id)
        assert row is not None and row.state.decode() in outcomes


def test_of_two_saves_one_wins(database: Database, keys: Keys, now: datetime, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        save(connection, party, b"nobody")
    with database.reading() as connection:
        loaded = load_party(connection, keys, "sms", PHONE, now)
    outcomes: list[str] = []

    def write(name: str) -> None:
        try:
            with database.transaction() as connection:
                save(connection, loaded, name.encode())
            outcomes.append(name)
        except Stale:
            outcomes.append("stale")

    together(lambda: write("a"), lambda: write("b"))
    assert sorted(outcomes) in (["a", "stale"], ["b", "stale"])
    with database.reading() as connection:
        row = conversations.load(connection, keys, party.address_id)
        assert row is not None and (row.version, row.state.decode() in outcomes) == (2, True)


def test_a_conversation_has_a_place(database: Database, party: Party, save: Save) -> None:
    with database.transaction() as connection:
        assert conversations.place_of(connection, save(connection, party, b"{}")) == ("sms", party.address_id)
        assert conversations.place_of(connection, "0" * 32) is None


def test_the_same_text_twice_at_once_is_new_once(
    database: Database, keys: Keys, inbound: Callable[..., NewInbound]
) -> None:
    seen: list[object] = []

    def arrive() -> None:
        with database.transaction() as connection:
            seen.append(messages.insert_inbound(connection, keys, inbound("SM1", replay=b"<Response/>")))

    together(arrive, arrive)
    assert sorted(s is None for s in seen) == [False, True]
    [known] = [s for s in seen if isinstance(s, messages.Seen)]
    assert known.replay == b"<Response/>"


def test_sixteen_texts_at_once_lose_none(database: Database, keys: Keys, now: datetime, save: Save) -> None:
    """The way a turn does it: run again after Stale, waiting in line from the second time on."""

    def turn(number: int) -> None:
        for attempt in range(30):
            try:
                with database.transaction() as connection:
                    party = load_party(connection, keys, "sms", PHONE, now, lock=attempt > 0)
                    heard = [*json.loads(party.state or b"[]"), number]
                    text = NewInbound(id=new_id(now), provider_sid=f"SM{number}", address_id=party.address_id,
                                      member_id=party.member_id, channel="sms", body="x", created_at=now)  # fmt: skip
                    assert messages.insert_inbound(connection, keys, text) is None
                    save(connection, party, json.dumps(heard).encode())
                return
            except Stale:
                continue
        raise AssertionError("never got its turn")

    together(*(lambda n=n: turn(n) for n in range(16)))
    with database.reading() as connection:
        party = load_party(connection, keys, "sms", PHONE, now)
    assert party.state is not None
    assert sorted(json.loads(party.state)) == list(range(16))
    assert party.version == 16
