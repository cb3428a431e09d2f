"""The Messages API, asked by Twilio's own SDK."""

from __future__ import annotations

import asyncio
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from simulator_support import ACCOUNT, ALICE, OWN, TOKEN, Bot, behave, client_of, eventually, flush, text
from twilio.base.exceptions import TwilioRestException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.rest import Client

from outreach_bot.simulator import Running, book, running

SERVICE = "MG" + "b" * 32


def test_a_text_is_created_sent_and_delivered(carrier: Running, client: Client) -> None:
    before = datetime.now(UTC) - timedelta(seconds=1)
    created = client.messages.create(to=ALICE, from_=OWN, body="Hello")
    assert (created.status, created.direction) == ("queued", "outbound-api")
    assert (created.num_segments, created.from_) == ("1", OWN)
    assert created.sid and len(created.sid) == 34 and created.sid.startswith("SM")
    assert created.price is None and created.date_sent is None and created.account_sid == ACCOUNT
    assert created.date_created and before <= created.date_created
    eventually(lambda: client.messages(created.sid).fetch().status == "delivered", "delivery")
    delivered = client.messages(created.sid).fetch()
    assert delivered.date_sent and delivered.error_code is None and delivered.body == "Hello"


def test_a_service_chooses_the_sender_later(client: Client) -> None:
    created = client.messages.create(to=ALICE, messaging_service_sid=SERVICE, body="á" * 80)
    assert (created.status, created.num_segments, created.from_) == ("accepted", "0", None)
    eventually(lambda: client.messages(created.sid).fetch().status == "delivered", "delivery")
    delivered = client.messages(created.sid).fetch()
    assert (delivered.num_segments, delivered.from_, delivered.messaging_service_sid) == ("2", OWN, SERVICE)
    assert [m.sid for m in client.messages.list(from_=OWN)] == [created.sid]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        (21604, {"to": "", "from_": OWN, "body": "x"}),
        (21603, {"to": ALICE, "body": "x"}),
        (21602, {"to": ALICE, "from_": OWN}),
        (21617, {"to": ALICE, "from_": OWN, "body": "x" * 1601}),
        (21211, {"to": "12035550142", "from_": OWN, "body": "x"}),
        (21211, {"to": "+15005550001", "from_": OWN, "body": "x"}),
        (21612, {"to": "+15005550002", "from_": OWN, "body": "x"}),
        (21408, {"to": "+15005550003", "from_": OWN, "body": "x"}),
        (21610, {"to": "+15005550004", "from_": OWN, "body": "x"}),
        (21614, {"to": "+15005550009", "from_": OWN, "body": "x"}),
        (21212, {"to": ALICE, "from_": "+15005550001", "body": "x"}),
        (21606, {"to": ALICE, "from_": "+15005550007", "body": "x"}),
        (21611, {"to": ALICE, "from_": "+15005550008", "body": "x"}),
        (21606, {"to": ALICE, "from_": "+12035550199", "body": "x"}),
        (21408, {"to": "+525512345678", "from_": OWN, "body": "x"}),
        (21266, {"to": OWN, "from_": OWN, "body": "x"}),
        (21910, {"to": f"whatsapp:{ALICE}", "from_": OWN, "body": "x"}),
        (21701, {"to": ALICE, "messaging_service_sid": "MG1", "body": "x"}),
        (21609, {"to": ALICE, "from_": OWN, "body": "x", "status_callback": "http://under_score.example/"}),
        (90007, {"to": ALICE, "from_": OWN, "body": "x", "validity_period": 36_001}),
        (35118, {"to": ALICE, "from_": OWN, "body": "x", "schedule_type": "fixed"}),
        (35111, {"to": ALICE, "messaging_service_sid": SERVICE, "body": "x", "schedule_type": "fixed"}),
    ],
)
def test_what_is_wrong_is_refused_with_twilios_code(
    carrier: Running, client: Client, code: int, fields: dict[str, str]
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(**fields)
    assert (refused.value.code, refused.value.status) == (code, 400)
    assert book.messages(flush(carrier)) == []
    assert [detail for *_, detail in book.events(carrier.book_path, "refused")] == [str(code)]


def test_wrong_credentials_open_nothing(carrier: Running) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client_of(carrier, token="guess").messages.create(to=ALICE, from_=OWN, body="x")
    assert (refused.value.status, refused.value.code) == (401, 20003)
    other = f"{carrier.url}/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
    assert requests.get(other, timeout=5).status_code == 401
    assert book.messages(flush(carrier)) == []


def test_an_unknown_sid_is_404(client: Client) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.messages("SM" + "0" * 32).fetch()
    assert (refused.value.status, refused.value.code) == (404, 20404)


def test_listing_by_recipient_and_paging(client: Client) -> None:
    sids = [client.messages.create(to=ALICE, from_=OWN, body=f"number {n}").sid for n in range(7)]
    client.messages.create(to="+12035550143", from_=OWN, body="for somebody else")
    pages = list(client.messages.list(to=ALICE, page_size=3))
    assert [m.sid for m in pages] == sids[::-1]
    assert [m.sid for m in client.messages.list(to=ALICE, limit=2)] == sids[:4:-1]
    assert len(client.messages.list(page_size=2)) == 8
    page = client.messages.page(to=ALICE, page_size=3)
    client.messages.create(to=ALICE, from_=OWN, body="arrived between two pages")
    following = page.next_page()
    assert following is not None and [m.sid for m in following] == sids[3:0:-1]


def test_a_text_still_queued_has_no_date_sent(carrier: Running, client: Client) -> None:
    behave(carrier, sent_after_ms=60_000)
    client.messages.create(to=ALICE, from_=OWN, body="waiting")
    yesterday = datetime.now(UTC) - timedelta(days=1)
    assert client.messages.list(to=ALICE, date_sent_after=yesterday) == []
    assert [m.date_sent for m in client.messages.list(to=ALICE)] == [None]


def test_listing_by_date(client: Client) -> None:
    sid = client.messages.create(to=ALICE, from_=OWN, body="dated").sid
    eventually(lambda: client.messages(sid).fetch().date_sent, "sending")
    now = datetime.now(UTC)
    assert len(client.messages.list(date_sent_after=now - timedelta(hours=1))) == 1
    assert client.messages.list(date_sent_after=now + timedelta(hours=1)) == []
    assert client.messages.list(date_sent_before=now - timedelta(hours=1)) == []


def test_redaction_and_deletion_wait_for_the_end(carrier: Running, client: Client) -> None:
    behave(carrier, sent_after_ms=60_000)
    early = client.messages.create(to=ALICE, from_=OWN, body="secret")
    for act in (lambda: early.update(body=""), early.delete):
        with pytest.raises(TwilioRestException) as refused:
            act()
        assert refused.value.status == 409
    behave(carrier, sent_after_ms=0)
    done = client.messages.create(to=ALICE, from_=OWN, body="secret")
    eventually(lambda: done.fetch().status == "delivered", "delivery")
    assert done.update(body="").body == "" and done.fetch().body == ""
    assert done.delete()
    with pytest.raises(TwilioRestException):
        done.fetch()
    assert done.sid not in [m.sid for m in client.messages.list()]


def test_a_scheduled_text_waits_and_can_be_canceled(client: Client) -> None:
    later = datetime.now(UTC) + timedelta(hours=1)
    planned = client.messages.create(
        to=ALICE, messaging_service_sid=SERVICE, body="x", schedule_type="fixed", send_at=later
    )
    assert planned.status == "scheduled"
    assert planned.update(status="canceled").status == "canceled"
    with pytest.raises(TwilioRestException) as refused:
        planned.update(status="canceled")
    assert refused.value.code == 30409
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(
            to=ALICE,
            messaging_service_sid=SERVICE,
            body="x",
            schedule_type="fixed",
            send_at=datetime.now(UTC) + timedelta(seconds=60),
        )
    assert refused.value.code == 35115


def test_faults_that_keep_nothing(carrier: Running, client: Client) -> None:
    behave(carrier, fail_429_rate=1)
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=ALICE, from_=OWN, body="x")
    assert (refused.value.status, refused.value.code) == (429, 20429)
    behave(carrier, reset=True, fail_5xx_rate=1, fault_limit=1)
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=ALICE, from_=OWN, body="x")
    assert refused.value.status == 503
    assert book.messages(flush(carrier)) == []
    client.messages.create(to=ALICE, from_=OWN, body="x")
    assert len(client.messages.list(to=ALICE)) == 1


def test_accepted_but_answered_500_or_not_at_all(carrier: Running, client: Client) -> None:
    behave(carrier, accept_then_500=True)
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=ALICE, from_=OWN, body="kept")
    assert refused.value.status == 500
    behave(carrier, reset=True, accept_no_answer=True)
    with pytest.raises(requests.ConnectionError):
        client.messages.create(to=ALICE, from_=OWN, body="kept too")
    behave(carrier, no_answer_hold_ms=2_000)
    client.http_client.timeout = 0.2
    with pytest.raises(requests.Timeout):
        client.messages.create(to=ALICE, from_=OWN, body="and this")
    client.http_client.timeout = 5
    assert [m.body for m in client.messages.list(to=ALICE)] == ["and this", "kept too", "kept"]


def test_a_second_copy_shows_in_the_book(carrier: Running, client: Client) -> None:
    behave(carrier, accept_then_500=True, fault_limit=1)
    with pytest.raises(TwilioRestException):
        client.messages.create(to=ALICE, from_=OWN, body="Vote on Tuesday")
    client.messages.create(to=ALICE, from_=OWN, body="Vote on Tuesday")
    client.messages.create(to="+12035550143", from_=OWN, body="Vote on Tuesday")
    (duplicate,) = book.duplicates(flush(carrier))
    assert (duplicate.recipient, duplicate.body, len(duplicate.sids)) == (ALICE, "Vote on Tuesday", 2)
    assert book.counts(carrier.book_path)["created"] == 3
    assert [m.body for m in book.messages(carrier.book_path, to="+12035550143")] == ["Vote on Tuesday"]


def test_who_is_hit_depends_on_the_seed_alone(carrier: Running, client: Client) -> None:
    def hit(seed: int, order: list[int]) -> set[int]:
        behave(carrier, reset=True, fail_429_rate=0.5, seed=seed)
        refused = set()
        for n in order:
            try:
                client.messages.create(to=f"+120355501{n:02}", from_=OWN, body="x")
            except TwilioRestException:
                refused.add(n)
        return refused

    first = hit(7, list(range(30)))
    assert 0 < len(first) < 30
    assert hit(7, list(reversed(range(30)))) == first
    assert hit(8, list(range(30))) != first


def test_settings_that_do_not_fit_are_refused_in_words(carrier: Running) -> None:
    for wanted, word in [({"latency": 3}, "latency"), ({"fail_429_rate": 2}, "0 to 1"), ({"callbacks_off": 1}, "true")]:
        answer = requests.post(f"{carrier.url}/simulator/behave", json=wanted, timeout=5)
        assert answer.status_code == 400 and word in answer.json()["error"]
    assert requests.post(f"{carrier.url}/simulator/behave", data="seed=2", timeout=5).status_code == 400


def test_the_async_sdk(carrier: Running) -> None:
    async def send() -> list[str]:
        async with AsyncTwilioHttpClient() as http:
            client = Client(ACCOUNT, TOKEN, http_client=http)
            client.api.base_url = carrier.url
            texts = [client.messages.create_async(to=ALICE, from_=OWN, body=f"n {n}") for n in range(20)]
            created = await asyncio.gather(*texts)
            listed = await client.messages.list_async(to=ALICE, page_size=7)
            assert {m.sid for m in listed} == {m.sid for m in created}
            return [str(m.status) for m in created]

    assert asyncio.run(send()) == ["queued"] * 20


def test_a_restarted_carrier_knows_its_texts(bot: Bot, tmp_path: Path) -> None:
    def start() -> AbstractContextManager[Running]:
        return running(book_path=tmp_path / "b.sqlite3", account_sid=ACCOUNT, auth_token=TOKEN, own_number=OWN)

    callback = f"{bot.url}/twilio/status"
    with start() as carrier:
        behave(carrier, sent_after_ms=60_000)
        text(carrier, "STOP", phone="+12035550143")
        sid = client_of(carrier).messages.create(to=ALICE, from_=OWN, body="before", status_callback=callback).sid
    with start() as carrier:
        client = client_of(carrier)
        assert client.messages(sid).fetch().body == "before"
        eventually(lambda: bot.statuses(sid) == ["sent", "delivered"], "receipts after the restart")
        assert client.messages.create(to=ALICE, from_=OWN, body="after").sid != sid
        with pytest.raises(TwilioRestException):
            client.messages.create(to="+12035550143", from_=OWN, body="after")
