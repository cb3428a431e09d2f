"""Status callbacks: signed, in order, and every way of going wrong."""

from __future__ import annotations

import gc
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from simulator_support import ACCOUNT, ALICE, OWN, TOKEN, Bot, behave, client_of, eventually, flush, text
from twilio.rest import Client

from outreach_bot.simulator import Running, book, running

SERVICE = "MG" + "b" * 32


def send(client: Client, bot: Bot, to: str = ALICE, **more: Any) -> str:
    sender = {} if "messaging_service_sid" in more else {"from_": OWN}
    callback = f"{bot.url}/twilio/status?mid=42"
    sid = client.messages.create(to=to, body="¿Qué tal?", status_callback=callback, **sender, **more).sid
    assert sid
    return sid


def test_receipts_are_signed_and_skip_the_initial_status(bot: Bot, client: Client) -> None:
    sid = send(client, bot)
    eventually(lambda: bot.statuses(sid) == ["sent", "delivered"], "two receipts")
    receipt = bot.receipts[0]
    assert receipt["path"] == "/twilio/status?mid=42"
    assert (receipt["AccountSid"], receipt["From"], receipt["To"]) == (ACCOUNT, OWN, ALICE)
    assert receipt["SmsStatus"] == "sent" and "ErrorCode" not in receipt
    assert bot.forged == 0


def test_a_service_reports_queued_too(bot: Bot, client: Client) -> None:
    sid = send(client, bot, messaging_service_sid=SERVICE)
    eventually(lambda: bot.statuses(sid) == ["queued", "sent", "delivered"], "three receipts")
    assert bot.receipts[0]["MessagingServiceSid"] == SERVICE


@pytest.mark.parametrize("code", [30003, 30005, 30007, 30008])
def test_magic_numbers_are_not_delivered(bot: Bot, client: Client, code: int) -> None:
    sid = send(client, bot, to=f"+15005553{str(code)[2:]}")
    eventually(lambda: bot.statuses(sid) == ["sent", "undelivered"], "an undelivered receipt")
    assert bot.receipts[-1]["ErrorCode"] == str(code)
    assert client.messages(sid).fetch().error_code == code


def test_magic_numbers_that_fail_or_stay_at_sent(carrier: Running, bot: Bot, client: Client) -> None:
    silent, failing = send(client, bot, to="+15005554000"), send(client, bot, to="+15005554001")
    eventually(lambda: bot.statuses(failing) == ["failed"], "failure")
    sid = send(client, bot)
    eventually(lambda: bot.statuses(sid) == ["sent", "delivered"], "an ordinary text sent later")
    assert bot.statuses(silent) == ["sent"]
    assert book.counts(flush(carrier)) == {"received": 0, "created": 3, "sent": 1, "failed": 1, "delivered": 1}


def test_receipts_in_the_wrong_order_and_twice(carrier: Running, bot: Bot, client: Client) -> None:
    behave(carrier, callback_reversed=True, callback_duplicated=True)
    sid = send(client, bot, messaging_service_sid=SERVICE)
    wanted = ["delivered", "delivered", "sent", "sent", "queued", "queued"]
    eventually(lambda: bot.statuses(sid) == wanted, "six receipts, the last first")


def test_lost_receipts_are_written_down(carrier: Running, bot: Bot, client: Client) -> None:
    behave(carrier, callback_lost_rate=1)
    lost = send(client, bot)
    eventually(lambda: client.messages(lost).fetch().status == "delivered", "delivery")
    behave(carrier, callback_lost_rate=0, callbacks_off=True)
    off = send(client, bot)
    eventually(lambda: client.messages(off).fetch().status == "delivered", "delivery")
    behave(carrier, reset=True, sent_after_ms=0, delivered_after_ms=0)
    heard = send(client, bot)
    eventually(lambda: bot.statuses(heard) == ["sent", "delivered"], "receipts of the third text")
    assert bot.statuses(lost) == bot.statuses(off) == []
    assert [(sid, detail) for _, sid, _, detail in book.events(flush(carrier), "callback_lost")] == [
        (lost, "sent"),
        (lost, "delivered"),
    ]
    assert len(book.events(carrier.book_path, "callback_off")) == 2


def test_a_share_of_texts_is_not_delivered(carrier: Running, bot: Bot, client: Client) -> None:
    behave(carrier, undelivered_rate=1, undelivered_code=30007)
    sid = send(client, bot)
    eventually(lambda: bot.statuses(sid) == ["sent", "undelivered"], "an undelivered receipt")
    assert bot.receipts[-1]["ErrorCode"] == "30007"


def test_a_receipt_is_posted_again_when_the_connection_breaks(carrier: Running, bot: Bot, client: Client) -> None:
    bot.drop_connections = 1
    sid = send(client, bot)
    eventually(lambda: bot.statuses(sid) == ["sent", "delivered"], "both receipts")
    calls = book.calls(flush(carrier), kind="callback", sid=sid)
    assert [(call.status, call.attempt, call.http_status, call.error) for call in calls] == [
        ("sent", 1, None, "connection"),
        ("sent", 2, 204, None),
        ("delivered", 1, 204, None),
    ]


def test_whatsapp_outside_its_24_hours_fails_and_inside_is_read(carrier: Running, bot: Bot, client: Client) -> None:
    def whatsapp() -> str:
        sid = client.messages.create(
            to=f"whatsapp:{ALICE}", from_=f"whatsapp:{OWN}", body="hola", status_callback=f"{bot.url}/twilio/status"
        ).sid
        assert sid
        return sid

    cold = whatsapp()
    eventually(lambda: bot.statuses(cold) == ["failed"], "refusal outside the window")
    assert bot.receipts[-1]["ErrorCode"] == "63016"
    text(carrier, "hola", channel="whatsapp")
    warm = whatsapp()
    eventually(lambda: bot.statuses(warm) == ["sent", "delivered", "read"], "the read receipt")


def test_a_stop_while_receipts_are_due_is_quiet_and_the_next_start_goes_on(
    bot: Bot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def start() -> AbstractContextManager[Running]:
        return running(book_path=tmp_path / "one.sqlite3", account_sid=ACCOUNT, auth_token=TOKEN, own_number=OWN)

    with start() as stopped:
        client = client_of(stopped)
        behave(stopped, sent_after_ms=1, delivered_after_ms=1, callback_delay_ms=300)
        send(client, bot)  # its receipts are waited for, and meanwhile …
        behave(stopped, sent_after_ms=400)
        later = send(client, bot)  # … this one's would be due
    gc.collect()  # a task that was left behind is told of when it is collected
    assert caplog.text == ""
    with start():
        eventually(lambda: bot.statuses(later) == ["sent", "delivered"], "the receipts of the text that was stopped")
