"""Addresses, members, consent, and what a turn is told about the person who wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select

from outreach_bot.errors import NotFound, Stale
from outreach_bot.storage import addresses, carrier_erasures, consents, members, messages, outbox
from outreach_bot.storage.database import Database
from outreach_bot.storage.messages import NewInbound, NewOutbound
from outreach_bot.storage.party import Party, load_party
from outreach_bot.storage.sealed import Keys, make_key
from outreach_bot.storage.tables import addresses as address_table
from outreach_bot.storage.tables import members as member_table
from outreach_bot.storage.tables import messages as message_table

PHONE = "+12035550142"
OTHER = "+18605550100"


def test_an_unknown_person_is_made_once(database: Database, keys: Keys, now: datetime) -> None:
    with database.transaction() as connection:
        first = load_party(connection, keys, "sms", PHONE, now)
        again = load_party(connection, keys, "sms", PHONE, now)
    assert first.new and not again.new
    assert (first.address_id, first.member_id) == (again.address_id, again.member_id)
    assert first.state is None and first.version == 0 and first.language is None


def test_the_same_number_on_another_channel_is_another_address(database: Database, keys: Keys, now: datetime) -> None:
    with database.transaction() as connection:
        assert (
            load_party(connection, keys, "sms", PHONE, now).address_id
            != load_party(connection, keys, "whatsapp", PHONE, now).address_id
        )


def test_a_party_knows_all_that_a_turn_needs(
    database: Database, keys: Keys, now: datetime, party: Party, save: Callable[..., str],
    inbound: Callable[..., NewInbound], outbound: Callable[..., NewOutbound],
) -> None:  # fmt: skip
    with database.transaction() as connection:
        members.set_language(connection, party.member_id, "es")
        members.set_known(connection, keys, party.member_id, name="Inés", zip="06106")
        for tag in ("nurse", "hartford"):
            members.tag(connection, party.member_id, tag)
        who = {"member_id": party.member_id, "address_id": party.address_id, "language": "es", "source": "sms"}
        for programme in ("updates", "vote"):
            consents.grant(connection, **who, programme=programme, wording="¿Se une?", at=now)
        consents.revoke(connection, **who, programme="vote", at=now)
        members.heard(connection, party.member_id, now, None)
        conversation = save(connection, party, '["é"]'.encode())
        addresses.opt_out(connection, party.address_id, "text", now)
        messages.insert_inbound(connection, keys, inbound("SM1", replay=b"<Response/>"))
        messages.insert_outbound(connection, keys, [outbound()])
    with database.transaction() as connection:
        found = load_party(connection, keys, "sms", PHONE, now, provider_sid="SM1")
        without = load_party(connection, keys, "sms", PHONE, now, provider_sid="SM2", lock=True)
    assert found.language == "es"
    assert found.known == {"name": "Inés", "zip": "06106"}
    assert found.tags == {"nurse", "hartford"}
    assert found.programmes == {"updates"}
    assert found.opted_out
    assert found.last_heard_at == now
    assert (found.conversation_id, found.version, found.state) == (conversation, 1, '["é"]'.encode())
    assert found.seen is not None and found.seen.replay == b"<Response/>"
    assert without.seen is None


def test_a_known_person_costs_one_query(database: Database, keys: Keys, now: datetime, party: Party) -> None:
    from sqlalchemy import event

    statements: list[str] = []
    with database.transaction() as connection:
        event.listen(connection, "before_cursor_execute", lambda *a: statements.append(a[2]))
        load_party(connection, keys, "sms", PHONE, now)
    assert len(statements) == 1


def test_an_opt_out_keeps_its_first_time_and_source(database: Database, now: datetime, party: Party) -> None:
    with database.transaction() as connection:
        assert addresses.opt_out(connection, party.address_id, "carrier", now)
        assert not addresses.opt_out(connection, party.address_id, "text", now + timedelta(days=1))
        row = connection.execute(select(address_table.c.opted_out_at, address_table.c.opted_out_source)).one()
        assert tuple(row) == (now, "carrier")
        assert addresses.opt_in(connection, party.address_id)
        assert not addresses.opt_in(connection, party.address_id)


def test_staff_are_no_members(database: Database, keys: Keys, now: datetime) -> None:
    with database.transaction() as connection:
        found = addresses.find_or_create(connection, keys, "sms", OTHER, now, member=False)
        assert found.member_id is None
        assert addresses.value_of(connection, keys, found.id) == OTHER
        assert connection.execute(select(func.count()).select_from(member_table)).scalar_one() == 0
        assert addresses.find_or_create(connection, keys, "sms", OTHER, now, member=False).id == found.id
        # …until they write themselves.
        assert load_party(connection, keys, "sms", OTHER, now).member_id is not None


def test_a_rotated_key_finds_everybody_and_moves_them(database: Database, now: datetime) -> None:
    old, new = make_key(), make_key()
    both = Keys.parse(f"{new},{old}")
    with database.transaction() as connection:
        before = load_party(connection, Keys.parse(old), "sms", PHONE, now)
        addresses.opt_out(connection, before.address_id, "text", now)
        after = load_party(connection, both, "sms", PHONE, now)
        assert (after.address_id, after.member_id, after.opted_out) == (before.address_id, before.member_id, True)
        # Once met, the address needs the old key no more.
        found = addresses.find(connection, Keys.parse(new), "sms", PHONE)
        assert found is not None and found.id == before.address_id
        assert addresses.value_of(connection, Keys.parse(new), before.address_id) == PHONE


def test_an_opt_out_under_any_key_counts(database: Database, now: datetime) -> None:
    """Two processes that know different keys may have made two rows for one number: a STOP on either holds."""
    old, new = make_key(), make_key()
    with database.transaction() as connection:
        first = load_party(connection, Keys.parse(old), "sms", PHONE, now)
        addresses.opt_out(connection, first.address_id, "text", now)
        second = load_party(connection, Keys.parse(new), "sms", PHONE, now)
        both = Keys.parse(f"{new},{old}")
        found = load_party(connection, both, "sms", PHONE, now)
        assert found.address_id == second.address_id
        assert found.opted_out
        row = addresses.find(connection, both, "sms", PHONE)
        assert row is not None and row.opted_out_at == now


def test_names_and_numbers_open_for_staff(database: Database, keys: Keys, now: datetime, party: Party) -> None:
    with database.transaction() as connection:
        members.set_known(connection, keys, party.member_id, name="Inés")
        members.set_known(connection, keys, party.member_id, zip="06106")
        members.tag(connection, party.member_id, "nurse")
        members.tag(connection, party.member_id, "nurse")
        members.tag(connection, party.member_id, "driver")
        members.untag(connection, party.member_id, "driver")
        row = members.get(connection, keys, party.member_id)
        assert (row.name, row.zip, row.tags, row.forgotten) == ("Inés", "06106", {"nurse"}, False)
        assert members.addresses_of(connection, keys, party.member_id) == [(party.address_id, "sms", PHONE, None)]
        with pytest.raises(NotFound):
            members.get(connection, keys, "0" * 32)


def test_hearing_is_noted_once_an_hour(database: Database, keys: Keys, now: datetime, party: Party) -> None:
    minute, hour = timedelta(minutes=1), timedelta(hours=1)
    with database.transaction() as connection:
        members.heard(connection, party.member_id, now, None)
        members.heard(connection, party.member_id, now + minute, now)
        assert members.get(connection, keys, party.member_id).last_heard_at == now
        members.heard(connection, party.member_id, now + hour, now)
        assert members.get(connection, keys, party.member_id).last_heard_at == now + hour


def test_consent_keeps_the_words_that_were_shown(database: Database, now: datetime, party: Party) -> None:
    who = {"member_id": party.member_id, "address_id": party.address_id, "source": "sms"}
    with database.transaction() as connection:
        for language, wording in (("es", "¿Quiere recibir avisos?"), ("en", "Do you want updates?")):
            consents.grant(connection, **who, programme="updates", wording=wording, language=language, at=now)
        consents.grant(connection, **who, programme="vote", wording="Do you want updates?", language="en", at=now)
        assert consents.revoke_all(connection, **who, language="en", at=now) == ["updates", "vote"]
        assert consents.revoke_all(connection, **who, language="en", at=now) == []
        rows = consents.history(connection, party.address_id)
    assert [(r.programme, r.action, r.wording, r.language) for r in rows] == [
        ("updates", "grant", "¿Quiere recibir avisos?", "es"),
        ("updates", "grant", "Do you want updates?", "en"),
        ("vote", "grant", "Do you want updates?", "en"),
        ("updates", "revoke", None, "en"),
        ("vote", "revoke", None, "en"),
    ]


def test_the_forgotten_leave_a_suppression_and_receipts(
    database: Database, keys: Keys, now: datetime, party: Party, save: Callable[..., str],
    inbound: Callable[..., NewInbound], outbound: Callable[..., NewOutbound],
) -> None:  # fmt: skip
    from outreach_bot.storage import answers, tickets, timers

    heard = inbound("SM1")
    with database.transaction() as connection:
        who = {"member_id": party.member_id, "address_id": party.address_id}
        members.set_known(connection, keys, party.member_id, name="Inés", zip="06106")
        members.tag(connection, party.member_id, "nurse")
        conversation = save(connection, party, b'{"turn":1}')
        messages.insert_inbound(connection, keys, heard)
        reply = outbound(reply_to=heard.id, facts=(("wage.minimum", "16.94"),))
        messages.insert_outbound(connection, keys, [reply])
        outbox.record(connection, [outbox.Reported(status="sent", at=now, source="api", message_id=reply.id)], max)
        consents.grant(connection, **who, programme="updates", wording="¿Se une?", language="es", source="sms", at=now,
                       message_id=heard.id)  # fmt: skip
        answers.save(connection, keys, member_id=party.member_id, flow="f", flow_version="1", step="s", name="n",
                     kind="text", value="x", at=now)  # fmt: skip
        tickets.open(connection, keys, **who, conversation_id=conversation, queue="wages", reason="asked", now=now)
        timers.add(connection, kind="expire", subject_id=conversation, due_at=now, now=now)
        addresses.opt_out(connection, party.address_id, "text", now)
    with database.transaction() as connection:
        erased = members.forget(connection, keys, party.member_id, now)
    assert (erased.messages, erased.answers, erased.tickets, erased.addresses) == (2, 1, 1, 1)

    with database.transaction() as connection:
        from outreach_bot.storage.tables import metadata

        left = {
            name for name, table in metadata.tables.items()
            if connection.execute(select(func.count()).select_from(table)).scalar_one()
        }  # fmt: skip
        assert left == {"members", "addresses", "consents", "wordings", "messages", "carrier_erasures"}
        # Of the texts: the carrier's id of the one that came in, with its day, so that it is never answered again …
        bare = connection.execute(select(message_table)).one()._mapping
        day = now.replace(hour=0, minute=0, second=0)
        kept = {"provider_sid": "SM1", "direction": "in", "created_at": day, "updated_at": day, "private": True}
        assert {name: bare[name] for name in kept} == kept
        assert bare["id"] != heard.id and int(bare["id"][:12], 16) == day.timestamp() * 1000
        told = {name for name, value in bare.items() if value not in (None, 0, False)}
        assert told == {*kept, "id", "channel", "purpose", "status"}
        # … and what is to be deleted at the carrier.
        assert [(e.provider_sid, e.wish) for e in carrier_erasures.due(connection, now, 9)] == [("SM1", "delete")]
        assert members.left_of(connection, party.member_id, [party.address_id]) == {}
        tombstone = members.get(connection, keys, party.member_id)
        assert tombstone.forgotten
        assert (tombstone.name, tombstone.zip, tombstone.language, tombstone.last_heard_at) == (None,) * 4
        row = connection.execute(select(address_table)).one()
        assert (row.member_id, row.sealed, row.opted_out_at) == (None, None, now)
        assert [(r.programme, r.wording, r.message_id) for r in consents.history(connection, party.address_id)] == [
            ("updates", "¿Se une?", None)
        ]
        with pytest.raises(NotFound):
            addresses.value_of(connection, keys, party.address_id)
        # Somebody who writes again is new, and a STOP from before still holds.
        back = load_party(connection, keys, "sms", PHONE, now)
        assert back.new and back.opted_out and back.programmes == frozenset()
        assert back.address_id == party.address_id and back.member_id != party.member_id
        assert addresses.value_of(connection, keys, back.address_id) == PHONE


def test_a_repeated_webhook_brings_nobody_back(
    database: Database, keys: Keys, now: datetime, party: Party, inbound: Callable[..., NewInbound]
) -> None:
    with database.transaction() as connection:
        last = inbound("SM1", address_id=None, member_id=None, body=None, private=True, replay=b"<Response/>")
        messages.insert_inbound(connection, keys, last)
        members.forget(connection, keys, party.member_id, now)
        members.heard(connection, party.member_id, now, None)
        assert members.get(connection, keys, party.member_id).last_heard_at is None
    with database.transaction() as connection:
        again = load_party(connection, keys, "sms", PHONE, now, provider_sid="SM1")
        assert again.seen == messages.Seen(last.id, b"<Response/>")
        row = connection.execute(select(address_table)).one()
        assert (row.member_id, row.sealed) == (None, None)


def test_an_open_ticket_is_known(database: Database, keys: Keys, now: datetime, party: Party) -> None:
    from outreach_bot.storage import tickets

    with database.transaction() as connection:
        number = tickets.open(connection, keys, member_id=party.member_id, address_id=party.address_id,
                              conversation_id=None, queue="wages", reason="asked", now=now)  # fmt: skip
        assert load_party(connection, keys, "sms", PHONE, now).waiting
        tickets.hold(connection, number, "ana")
        assert not load_party(connection, keys, "sms", PHONE, now).waiting


def test_forgetting_takes_no_one_else_along(
    database: Database, keys: Keys, now: datetime, party: Party, save: Callable[..., str],
    outbound: Callable[..., NewOutbound],
) -> None:  # fmt: skip
    with database.transaction() as connection:
        other = load_party(connection, keys, "sms", OTHER, now)
        save(connection, other, b'{"turn":1}')
        members.tag(connection, other.member_id, "nurse")
        mine = outbound(address_id=other.address_id, member_id=other.member_id)
        messages.insert_outbound(connection, keys, [mine, outbound()])
        members.forget(connection, keys, party.member_id, now)
        assert load_party(connection, keys, "sms", OTHER, now).state == b'{"turn":1}'
        assert messages.get(connection, keys, mine.id).body == "Buenos días"
        with pytest.raises(NotFound):
            members.forget(connection, keys, "0" * 32, now)


def test_two_first_texts_at_once_make_one_person(database: Database, keys: Keys, now: datetime) -> None:
    barrier, found = Barrier(2), []

    def arrive() -> None:
        barrier.wait()
        for _ in range(20):
            try:
                with database.transaction() as connection:
                    party = load_party(connection, keys, "sms", PHONE, now)
            except Stale:
                continue
            found.append(party)
            return

    _run(arrive, arrive)
    assert len(found) == 2
    assert len({p.member_id for p in found}) == len({p.address_id for p in found}) == 1
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(member_table)).scalar_one() == 1


def _run(*targets: Any) -> None:
    threads = [Thread(target=target) for target in targets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
