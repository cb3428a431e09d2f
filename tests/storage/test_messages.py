"""Texts in and out: seen once, sent once, followed to the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest

from outreach_bot.errors import NotFound
from outreach_bot.rules.delivery import fold
from outreach_bot.storage import addresses, facts, messages, outbox, retention
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewInbound, NewOutbound
from outreach_bot.storage.outbox import Reported
from outreach_bot.storage.party import Party
from outreach_bot.storage.sealed import Keys

PHONE = "+12035550142"
Inbound = Callable[..., NewInbound]
Outbound = Callable[..., NewOutbound]
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def test_a_text_is_new_once(database: Database, keys: Keys, now: datetime, inbound: Inbound) -> None:
    first = inbound("SM1", replay=b"<Response>uno</Response>", replay_until=now)
    with database.transaction() as connection:
        assert messages.insert_inbound(connection, keys, first) is None
    with database.transaction() as connection:
        seen = messages.insert_inbound(connection, keys, inbound("SM1", body="other"))
        assert seen == messages.Seen(first.id, b"<Response>uno</Response>")
        assert messages.get(connection, keys, first.id).body == "hola"


def test_texts_without_a_provider_id_are_all_new(database: Database, keys: Keys, inbound: Inbound) -> None:
    with database.transaction() as connection:
        assert messages.insert_inbound(connection, keys, inbound(None)) is None
        assert messages.insert_inbound(connection, keys, inbound(None)) is None


def test_a_short_code_is_nobody(database: Database, keys: Keys, inbound: Inbound) -> None:
    with database.transaction() as connection:
        assert messages.insert_inbound(connection, keys, inbound("SM1", address_id=None, member_id=None)) is None


def test_bodies_survive_whatever_people_send(database: Database, keys: Keys, inbound: Inbound) -> None:
    body = "no me pagan 😡\0" + "x" * 1600
    text = inbound("SM1", body=body)
    with database.transaction() as connection:
        messages.insert_inbound(connection, keys, text)
        assert messages.get(connection, keys, text.id).body == body


def test_a_private_text_keeps_neither_flow_nor_facts(
    database: Database, keys: Keys, inbound: Inbound, outbound: Outbound
) -> None:
    quotes = (("wage.minimum", "16.94"),)
    private = outbound(private=True, flow="rights/unpaid_wages", facts=quotes, body=None)
    heard = inbound("SM1", private=True, flow="rights/unpaid_wages", body=None)
    with database.transaction() as connection:
        messages.insert_inbound(connection, keys, heard)
        messages.insert_outbound(connection, keys, [private])
        for message_id in (private.id, heard.id):
            row = messages.get(connection, keys, message_id)
            assert (row.flow, row.body, row.private) == (None, None, True)
        assert facts.told(connection, "wage.minimum", ["16.94"]) == facts.Told(0, 0, None, None)
        assert facts.values_told(connection, "wage.minimum") == set()
        assert facts.values_told(connection, "wage.minimum", private=True) == {"16.94"}


def test_a_replay_is_kept_until_its_time(database: Database, keys: Keys, now: datetime, inbound: Inbound) -> None:
    text, hour = inbound("SM1"), timedelta(hours=1)
    with database.transaction() as connection:
        messages.insert_inbound(connection, keys, text)
        messages.save_replay(connection, keys, text.id, b"<Response/>", now + hour)
        assert retention.erase_due(connection, now).replays == 0
        assert messages.replay_of(connection, keys, "SM1") == messages.Seen(text.id, b"<Response/>")
        assert retention.erase_due(connection, now + hour).replays == 1
        assert messages.replay_of(connection, keys, "SM1") == messages.Seen(text.id, None)
        assert messages.replay_of(connection, keys, "SM2") is None


def test_a_body_is_kept_until_its_time(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    short, long = outbound(body_until=now + timedelta(hours=1)), outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [short, long])
        assert retention.erase_due(connection, now + timedelta(hours=1)).bodies == 1
        assert messages.get(connection, keys, short.id).body is None
        assert messages.get(connection, keys, long.id).body == "Buenos días"


def test_the_thread_reads_in_order(
    database: Database, keys: Keys, now: datetime, party: Party, inbound: Inbound, outbound: Outbound
) -> None:
    with database.transaction() as connection:
        for minute in range(3):
            at = now + timedelta(minutes=minute)
            messages.insert_outbound(connection, keys, [outbound(id=new_id(at), created_at=at, body=f"out {minute}")])
            messages.insert_inbound(connection, keys, inbound(f"SM{minute}", created_at=at, body=f"in {minute}"))
        rows = messages.by_address(connection, keys, party.address_id, limit=4)
    assert [r.body for r in rows] == ["in 1", "out 1", "in 2", "out 2"]


def test_facts_remember_who_was_told(
    database: Database, keys: Keys, now: datetime, party: Party, outbound: Outbound
) -> None:
    quotes = (("wage.minimum", "16.94"), ("wage.minimum", "16.94"), ("election.primary", "2026-08-11"))
    later = now + timedelta(days=1)
    texts = [
        outbound(facts=quotes, status="sent"),
        outbound(facts=(("wage.minimum", "15.69"),), status="unclear", created_at=later),
        outbound(facts=(("wage.minimum", "15.69"),), created_at=later),  # waits: nobody was told
    ]
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, texts)
        assert facts.told(connection, "wage.minimum", ["16.94"]) == facts.Told(1, 1, now, now)
        assert facts.told(connection, "wage.minimum", ["16.94", "15.69"]) == facts.Told(1, 2, now, later)
        assert facts.values_told(connection, "wage.minimum") == {"16.94", "15.69"}


def test_staff_vouch_for_facts(database: Database, now: datetime) -> None:
    with database.transaction() as connection:
        for who in ("ana", "ben"):
            facts.confirm(connection, "election.primary", "2026-08-11", who, now)
        assert facts.confirmed(connection) == {("election.primary", "2026-08-11")}


def test_a_text_is_claimed_once(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    text = outbound(sender="MG1")
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text])
        assert outbox.waiting(connection, 10, LATER) == [text.id]
        [row] = outbox.claim_for_sending(connection, keys, [text.id], now)
        assert (row.to, row.body, row.sender, row.attempted_at) == (PHONE, "Buenos días", "MG1", now)
        assert outbox.claim_for_sending(connection, keys, [text.id], now) == []
        assert outbox.waiting(connection, 10, LATER) == []
        assert outbox.claim_for_sending(connection, keys, [], now) == []


def test_two_senders_never_claim_the_same_text(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    texts = [outbound() for _ in range(50)]
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, texts)
    barrier, claimed = Barrier(2), []

    def send() -> None:
        barrier.wait()
        with database.transaction() as connection:
            claimed.extend(outbox.claim_for_sending(connection, keys, [t.id for t in texts], now))

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(row.message_id for row in claimed) == sorted(t.id for t in texts)


def test_nothing_is_claimed_for_who_said_stop(
    database: Database, keys: Keys, now: datetime, party: Party, outbound: Outbound
) -> None:
    text, confirmation = outbound(), outbound(purpose="optout")
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text, confirmation])
        addresses.opt_out(connection, party.address_id, "text", now)
        rows = outbox.claim_for_sending(connection, keys, [text.id, confirmation.id], now)
        assert [row.message_id for row in rows] == [confirmation.id]
        assert messages.get(connection, keys, text.id).status == "suppressed"
        assert [e.status for e in messages.events_of(connection, text.id)] == ["suppressed"]


def test_urgent_texts_go_first(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    later = outbound(created_at=now + timedelta(seconds=1))
    first, urgent = outbound(), outbound(priority=5, created_at=now + timedelta(seconds=2))
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [later, first, urgent])
        assert outbox.waiting(connection, 10, LATER) == [urgent.id, first.id, later.id]


def test_reports_move_a_text_up_the_ladder_only(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    text = outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text])
        reports = [
            Reported(status="delivered", at=now, source="webhook", message_id=text.id, provider_sid="SM9"),
            Reported(status="sent", at=now, source="webhook", provider_sid="SM9"),
            Reported(status="queued", at=now, source="api", message_id=text.id, provider_sid="SM9", segments=2),
        ]
        assert outbox.record(connection, reports, fold) == []
        row = messages.get(connection, keys, text.id)
        assert (row.status, row.provider_sid, row.segments, row.error_code) == ("delivered", "SM9", 2, None)
        assert [(e.status, e.source) for e in messages.events_of(connection, text.id)] == [
            ("delivered", "webhook"), ("sent", "webhook"), ("queued", "api"),
        ]  # fmt: skip


def test_an_error_code_stays_until_better_news(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    text = outbound()

    def report(status: str, code: int | None = None) -> Reported:
        return Reported(status=status, at=now, source="webhook", message_id=text.id, error_code=code)

    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text])
        outbox.record(connection, [report("undelivered", 30003)], fold)
        outbox.record(connection, [report("sent")], fold)
        assert messages.get(connection, keys, text.id).error_code == 30003
        outbox.record(connection, [report("delivered")], fold)
        assert messages.get(connection, keys, text.id).error_code is None


def test_reports_about_unknown_texts_come_back(
    database: Database, keys: Keys, now: datetime, inbound: Inbound, outbound: Outbound
) -> None:
    text, heard = outbound(), inbound("SM7")
    stray = Reported(status="sent", at=now, source="webhook", message_id="f" * 32, provider_sid="SM1")
    not_ours = Reported(status="sent", at=now, source="webhook", provider_sid="SM7")  # the id of an inbound text
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text])
        messages.insert_inbound(connection, keys, heard)
        known = Reported(status="sent", at=now, source="webhook", message_id=text.id, provider_sid="SM2")
        assert outbox.record(connection, [stray, known, not_ours], fold) == [stray, not_ours]
        assert messages.get(connection, keys, text.id).status == "sent"
        assert messages.get(connection, keys, heard.id).status == "received"
        assert outbox.record(connection, [], fold) == []


def test_a_provider_id_never_changes_hands(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    mine, other = outbound(), outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [mine, other])
        for text in (mine, other):
            report = Reported(status="sent", at=now, source="webhook", message_id=text.id, provider_sid="SM1")
            outbox.record(connection, [report], fold)
        assert messages.get(connection, keys, mine.id).provider_sid == "SM1"
        assert messages.get(connection, keys, other.id).provider_sid is None


def test_an_inbound_id_is_no_outbound_id(
    database: Database, keys: Keys, now: datetime, inbound: Inbound, outbound: Outbound
) -> None:
    text = outbound()
    with database.transaction() as connection:
        messages.insert_inbound(connection, keys, inbound("SM7"))
        messages.insert_outbound(connection, keys, [text])
        report = Reported(status="sent", at=now, source="webhook", message_id=text.id, provider_sid="SM7")
        assert outbox.record(connection, [report], fold) == []
        row = messages.get(connection, keys, text.id)
        assert (row.status, row.provider_sid) == ("sent", None)


def test_what_surely_did_not_leave_may_be_claimed_again(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    text, sent = outbound(), outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text, sent])
        outbox.claim_for_sending(connection, keys, [text.id, sent.id], now)
        outbox.record(connection, [Reported(status="sent", at=now, source="api", message_id=sent.id)], fold)
        outbox.put_back(connection, [text.id, sent.id], now)
        outbox.put_back(connection, [], now)
        assert outbox.waiting(connection, 10, now) == []  # just put back: not at once
        rows = outbox.claim_for_sending(connection, keys, [text.id, sent.id], now)
        assert [row.message_id for row in rows] == [text.id]


def test_a_claim_is_told_from_a_later_one(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    """Who could not see whether a write was kept must not put back what somebody else is sending by now."""
    ours, again, done = outbound(), outbound(), outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [ours, again, done])
        ids = [ours.id, again.id, done.id]
        rows = outbox.claim_for_sending(connection, keys, ids, now)
        assert outbox.still_claimed(connection, rows) == set(ids)
        outbox.put_back(connection, [again.id], now)
        outbox.claim_for_sending(connection, keys, [again.id], now + timedelta(seconds=1))
        outbox.record(connection, [Reported(status="sent", at=now, source="api", message_id=done.id)], fold)
        assert outbox.still_claimed(connection, rows) == {ours.id}
        assert outbox.still_claimed(connection, []) == set()


def test_a_provider_id_has_one_owner(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    text = outbound()
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [text])
        report = Reported(status="sent", at=now, source="api", message_id=text.id, provider_sid="SM1")
        outbox.record(connection, [report], fold)
        assert outbox.owner_of(connection, "SM1") == text.id
        assert outbox.owner_of(connection, "SM2") is None


def test_an_unconfirmed_reply_is_reopened_once(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    reply, later = outbound(status="answered"), now + timedelta(minutes=2)
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [reply])
        assert outbox.unconfirmed_replies(connection, keys, now, 10) == []
        [row] = outbox.unconfirmed_replies(connection, keys, later, 10)
        assert (row.message_id, row.to, row.body, row.provider_checked) == (reply.id, PHONE, "Buenos días", 0)
        outbox.note_checked(connection, [reply.id], later)
        [row] = outbox.unconfirmed_replies(connection, keys, later + timedelta(minutes=2), 10)
        assert row.provider_checked == 1
        assert outbox.reopen(connection, reply.id, later)
        assert not outbox.reopen(connection, reply.id, later)
        assert len(outbox.claim_for_sending(connection, keys, [reply.id], later)) == 1
        assert not outbox.reopen(connection, reply.id, later)


def test_a_confirmed_reply_is_not_reopened(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    reply = outbound(status="answered")
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [reply])
        outbox.record(connection, [Reported(status="sent", at=now, source="webhook", message_id=reply.id)], fold)
        assert not outbox.reopen(connection, reply.id, now)
        assert outbox.unconfirmed_replies(connection, keys, now + timedelta(days=1), 10) == []


def test_a_late_callback_beats_a_reopened_reply(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    reply = outbound(status="answered")
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [reply])
        outbox.reopen(connection, reply.id, now)
        outbox.record(connection, [Reported(status="sent", at=now, source="webhook", message_id=reply.id)], fold)
        assert outbox.claim_for_sending(connection, keys, [reply.id], now) == []


def test_what_stopped_moving_is_listed(database: Database, keys: Keys, now: datetime, outbound: Outbound) -> None:
    claimed, sent, later = outbound(), outbound(), now + timedelta(minutes=15)
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [claimed, sent])
        outbox.claim_for_sending(connection, keys, [claimed.id, sent.id], now)
        report = Reported(status="sent", at=now, source="api", message_id=sent.id, provider_sid="SM1")
        outbox.record(connection, [report], fold)
        assert [r.message_id for r in outbox.stale_attempts(connection, keys, later, 10)] == [claimed.id]
        limits = {"long_silent": now - timedelta(hours=6), "since": now - timedelta(days=5)}
        assert outbox.unsettled(connection, ["queued", "sent"], later, 10, **limits) == [(sent.id, "SM1")]
        assert outbox.unsettled(connection, ["queued", "sent"], now, 10, **limits) == []


def test_what_never_says_more_is_asked_for_less_often_and_then_no_more(
    database: Database, keys: Keys, now: datetime, outbound: Outbound
) -> None:
    """Many carriers confirm nothing: thousands of such texts must not push the others out of each round."""
    sent, hour = outbound(), timedelta(hours=1)
    with database.transaction() as connection:
        messages.insert_outbound(connection, keys, [sent])
        outbox.record(connection, [Reported(status="sent", at=now, source="api", message_id=sent.id, provider_sid="SM1")], fold)  # noqa: E501

        def asked(at: datetime) -> bool:
            limits = {"long_silent": at - 6 * hour, "since": at - timedelta(days=5)}
            found = outbox.unsettled(connection, ["sent"], at - timedelta(minutes=15), 10, **limits)
            if found:
                outbox.note_checked(connection, [sent.id], at)
            return bool(found)

        early = [asked(now + minutes * timedelta(minutes=16)) for minutes in range(1, 8)]
        assert early == [True, True, True, True, False, False, False]
        assert [asked(now + (2 + 5 * turn) * hour) for turn in range(1, 5)] == [False, True, False, True]
        assert not asked(now + timedelta(days=6))


def test_texts_of_today_are_counted(
    database: Database, keys: Keys, now: datetime, party: Party, inbound: Inbound, outbound: Outbound
) -> None:
    with database.transaction() as connection:
        yesterday = outbound(created_at=now - timedelta(days=1))
        messages.insert_outbound(connection, keys, [outbound(), outbound(), yesterday])
        messages.insert_inbound(connection, keys, inbound("SM1"))
        assert messages.sent_since(connection, party.address_id, now - timedelta(hours=1)) == 2


def test_an_unknown_text_is_not_found(database: Database, keys: Keys) -> None:
    with database.reading() as connection, pytest.raises(NotFound):
        messages.get(connection, keys, "0" * 32)
