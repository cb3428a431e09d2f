"""Sending through the official SDK against real HTTP: every way an attempt can end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from outreach_bot.channels import twilio
from outreach_bot.channels.base import (
    Action,
    Channel,
    Found,
    Outbound,
    Outcome,
    Receipt,
    Refused,
    Sent,
    TryLater,
    Unclear,
)
from outreach_bot.channels.twilio import CODES, TwilioChannel
from outreach_bot.errors import ProviderDown, SettingsError
from outreach_bot.rules.phone import Address
from outreach_bot.settings import Settings

PERSON = Address("sms", "+12035550123")
TEXT = Outbound("m-1", PERSON, "Hola")
SINCE = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


def using(settings: Settings, do: Callable[[Channel], Awaitable[Any]], **options: Any) -> Any:
    async def run() -> Any:
        async with TwilioChannel(settings, **options) as channel:
            return await do(channel)

    return asyncio.run(run())


def sent(settings: Settings, text: Outbound = TEXT, **options: Any) -> Outcome:
    outcome = using(settings, lambda channel: channel.send(text), **options)
    assert "203555" not in repr(outcome) and "Hola" not in repr(outcome)
    return outcome  # type: ignore[no-any-return]


def test_a_text_is_created_with_everything_twilio_needs(carrier: Any, settings: Settings) -> None:
    assert sent(settings) == Sent("SM" + "1" * 32, "accepted", 0)
    [(method, path, form)] = carrier.asked
    assert (method, path) == ("POST", f"/2010-04-01/Accounts/{settings.twilio_account_sid}/Messages.json")
    assert form == {
        "To": "+12035550123",
        "Body": "Hola",
        "MessagingServiceSid": "MG" + "2" * 32,
        "StatusCallback": "https://texts.example.org/twilio/status?mid=m-1",
    }


def test_a_number_sends_when_there_is_no_service(carrier: Any, settings: Settings) -> None:
    settings = replace(settings, twilio_messaging_service_sid="", twilio_from="+18605550100")
    sent(settings, replace(TEXT, valid_seconds=600, status_callback="https://x.example/s"))
    sent(settings, replace(TEXT, to=Address("whatsapp", "+12035550123")))
    forms = [form for _, _, form in carrier.asked]
    assert [form["From"] for form in forms] == ["+18605550100", "whatsapp:+18605550100"]
    assert [form["To"] for form in forms] == ["+12035550123", "whatsapp:+12035550123"]
    assert (forms[0]["ValidityPeriod"], forms[0]["StatusCallback"]) == ("600", "https://x.example/s")


def test_the_environment_does_not_move_the_address(
    carrier: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWILIO_EDGE", "dublin")
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    assert isinstance(sent(settings), Sent)


@pytest.mark.parametrize(
    ("missing", "named"),
    [("twilio_account_sid", "TWILIO_ACCOUNT_SID"), ("twilio_messaging_service_sid", "TWILIO_FROM")],
)
def test_missing_settings_are_named(settings: Settings, missing: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        sent(replace(settings, **{missing: ""}))


def test_one_channel_serves_one_loop_after_the_other(carrier: Any, settings: Settings) -> None:
    channel = TwilioChannel(settings)

    async def once() -> Outcome:
        async with channel:
            return await channel.send(TEXT)

    assert all(isinstance(asyncio.run(once()), Sent) for _ in range(3))
    with pytest.raises(RuntimeError):
        asyncio.run(channel.send(TEXT))


# Twilio's refusals


@pytest.mark.parametrize("code", sorted(code for code in CODES if code not in {20429, 20500, 20503}))
def test_every_known_code_means_what_its_action_says(carrier: Any, settings: Settings, code: int) -> None:
    carrier.answers = [(400, {"code": code, "message": "+12035550123 Hola", "status": 400})]
    outcome, known = sent(settings), CODES[code]
    if known.action in {Action.RETRY, Action.SLOW_DOWN, Action.DAILY_CAP}:
        assert outcome == TryLater(code, known.wait_seconds)
        assert known.wait_seconds > 0
    else:
        assert isinstance(outcome, Refused)
        assert (outcome.code, outcome.reason, outcome.action) == (code, known.meaning_en, known.action)
        assert outcome.opted_out == (known.action is Action.OPT_OUT)
        assert outcome.permanent == (known.action in {Action.OPT_OUT, Action.BAD_ADDRESS})


@pytest.mark.parametrize(
    ("status", "code", "expected"),
    [
        (400, 21610, Refused(21610, True, True, CODES[21610].meaning_en, Action.OPT_OUT)),
        (400, 21211, Refused(21211, True, False, CODES[21211].meaning_en, Action.BAD_ADDRESS)),
        (400, 21606, Refused(21606, False, False, CODES[21606].meaning_en, Action.PAUSE)),
        (401, 20003, Refused(20003, False, False, CODES[20003].meaning_en, Action.STOP_ALL)),
        (400, 21611, TryLater(21611, 1800)),
        (429, 20429, TryLater(20429, 1)),
        (429, None, TryLater(20429, 1)),
        (400, 29999, Refused(29999, False, False, twilio.explain(29999).meaning_en, Action.REPORT)),
    ],
)
def test_refusals(carrier: Any, settings: Settings, status: int, code: int | None, expected: Outcome) -> None:
    carrier.answers = [(status, {"code": code, "message": "+12035550123", "status": status})]
    assert sent(settings) == expected


@pytest.mark.parametrize(("status", "action"), [(401, Action.STOP_ALL), (403, Action.PAUSE), (404, Action.PAUSE)])
def test_a_refusal_that_is_not_twilios_stops_the_sending(
    carrier: Any, settings: Settings, status: int, action: Action
) -> None:
    carrier.answers = [(status, "a proxy's page")]
    outcome = sent(settings)
    assert isinstance(outcome, Refused) and outcome.action is action and not outcome.permanent


def test_a_problem_in_the_newer_form_is_understood(carrier: Any, settings: Settings) -> None:
    carrier.answers = [(400, {"type": "x", "title": "+12035550123", "status": 400, "code": 21610, "detail": "Hola"})]
    outcome = sent(settings)
    assert isinstance(outcome, Refused) and outcome.opted_out


# Fates that are not known


@pytest.mark.parametrize(
    "answer",
    [
        (500, {"code": 20500, "message": "+12035550123", "status": 500}),
        (503, {"code": 20503, "message": "+12035550123", "status": 503}),
        (502, "not JSON of Twilio's"),
        (400, {"code": 20500, "message": "+12035550123", "status": 400}),
        (408, {}),
        (302, {}),
        (201, {}),
        (201, "Hola +12035550123"),
        "<html>Hola +12035550123</html>",
        "drop",
        "hang",
    ],
)
def test_no_usable_answer_is_unclear(carrier: Any, settings: Settings, answer: Any) -> None:
    carrier.answers = [answer]
    assert isinstance(sent(settings, timeout_seconds=0.5), Unclear)
    assert len(carrier.asked) == 1  # never a second attempt by itself


def test_no_connection_is_a_later_try(settings: Settings, tmp_path: Any) -> None:
    for nowhere in ("http://127.0.0.1:1", "http://nowhere.invalid"):
        assert sent(replace(settings, twilio_api_base_url=nowhere)) == TryLater(None, 1)


def test_waiting_for_a_free_connection_is_a_later_try(carrier: Any, settings: Settings) -> None:
    carrier.answers = ["hang", "hang"]

    async def two(channel: Channel) -> list[Outcome]:
        return await asyncio.gather(channel.send(TEXT), channel.send(TEXT))

    outcomes = using(settings, two, in_flight=1, timeout_seconds=0.8)
    assert [type(each) for each in outcomes] == [Unclear, TryLater]
    assert len(carrier.asked) == 1


def test_more_than_a_hundred_travel_at_once(carrier: Any, settings: Settings) -> None:
    carrier.answers = ["late"] * 200

    async def many(channel: Channel) -> list[Outcome]:
        return await asyncio.gather(*(channel.send(TEXT) for _ in range(200)))

    assert all(isinstance(each, Sent) for each in using(settings, many))
    assert carrier.most_together > 150


# Looking up


def listed(*messages: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    return 200, {"messages": list(messages), "page": 0, "page_size": 50, "next_page_uri": None}


def message(**changed: Any) -> dict[str, Any]:
    return {"sid": "SM1", "status": "sent", "direction": "outbound-api", "body": "Hola", "error_code": None,
            "date_created": "Mon, 02 Nov 2026 15:00:00 +0000", "subresource_uris": {}} | changed  # fmt: skip


def test_texts_are_found_by_body_time_and_direction(carrier: Any, settings: Settings) -> None:
    carrier.answers = [
        listed(
            message(sid="SM1"),
            message(sid="SM2", direction="outbound-reply", status="delivered"),
            message(sid="SM3", body="Adiós"),
            message(sid="SM4", direction="inbound"),
            message(sid="SM5", date_created="Mon, 02 Nov 2026 14:59:56 +0000"),
            message(sid="SM6", date_created="Mon, 02 Nov 2026 14:59:54 +0000"),
        )
    ]
    found = using(settings, lambda channel: channel.find(PERSON, "Hola", SINCE))
    assert found == [
        Found("SM1", "sent", SINCE),
        Found("SM2", "delivered", SINCE),
        Found("SM5", "sent", SINCE - timedelta(seconds=4)),
    ]
    [(method, _, query)] = carrier.asked
    assert method == "GET"
    assert query == {"To": "+12035550123", "PageSize": "50"}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Hola “tú” – ven…", 'Hola "tú" - ven...'),
        ("Hola\r\nMENU \n", "Hola\nMENU"),
        ("Hola", "Sent from your Twilio trial account - Hola"),
        ("Ho\x07la", "Hola"),
    ],
)
def test_what_twilio_does_to_a_body_does_not_hide_it(carrier: Any, settings: Settings, ours: str, theirs: str) -> None:
    carrier.answers = [listed(message(body=theirs))]
    assert len(using(settings, lambda channel: channel.find(PERSON, ours, SINCE))) == 1


@pytest.mark.parametrize(
    "answer",
    [(500, {}), (404, {}), (401, {"code": 20003, "message": "+12035550123"}), "hang", "drop", "<html>+12035550123"],
)
@pytest.mark.parametrize("ask", ["find", "fetch"])
def test_a_look_up_that_fails_says_so_without_data(carrier: Any, settings: Settings, answer: Any, ask: str) -> None:
    carrier.answers = [answer, answer]  # aiohttp repeats a GET whose connection broke

    async def look(channel: Channel) -> Any:
        return await (channel.find(PERSON, "Hola", SINCE) if ask == "find" else channel.fetch("SM1"))

    with pytest.raises(ProviderDown) as failed:
        using(settings, look, timeout_seconds=0.5)
    assert "203555" not in str(failed.value)
    assert failed.value.__context__ is None and failed.value.__cause__ is None


def test_one_text_is_fetched(carrier: Any, settings: Settings) -> None:
    carrier.answers = [(200, message(status="failed", error_code=30006)), (404, {"code": 20404, "message": "x"})]
    assert using(settings, lambda channel: channel.fetch("SM1")) == Receipt(None, "SM1", "failed", 30006)
    assert using(settings, lambda channel: channel.fetch("SM2")) is None


# What Twilio holds


def test_a_text_loses_its_words_or_goes_whole(carrier: Any, settings: Settings) -> None:
    carrier.answers = [(200, message(body="")), (204, {})]
    assert using(settings, lambda channel: channel.erase("SM1", "redact")) is True
    assert using(settings, lambda channel: channel.erase("SM1", "delete")) is True
    assert [(method, path.rpartition("/")[2], form) for method, path, form in carrier.asked] == [
        ("POST", "SM1.json", {"Body": ""}), ("DELETE", "SM1.json", {}),
    ]  # fmt: skip


def test_pictures_go_and_the_text_stays(carrier: Any, settings: Settings) -> None:
    pictures = {"media_list": [{"sid": "ME1"}, {"sid": "ME2"}], "next_page_uri": None}
    carrier.answers = [(200, pictures), (204, {}), (204, {})]
    assert using(settings, lambda channel: channel.erase("MM1", "media")) is True
    assert [(method, path.rpartition("/")[2]) for method, path, _ in carrier.asked] == [
        ("GET", "Media.json"), ("DELETE", "ME1.json"), ("DELETE", "ME2.json"),
    ]  # fmt: skip


@pytest.mark.parametrize("wish", ["redact", "delete", "media"])
@pytest.mark.parametrize(("status", "gone"), [(404, True), (409, False), (400, False)])
def test_what_is_gone_is_gone_and_what_is_on_its_way_waits(
    carrier: Any, settings: Settings, wish: Any, status: int, gone: bool
) -> None:
    carrier.answers = [(status, {"code": 20009, "message": "+12035550123"})]
    assert using(settings, lambda channel: channel.erase("SM1", wish)) is gone


@pytest.mark.parametrize("wish", ["redact", "delete", "media"])
@pytest.mark.parametrize("answer", [(500, {}), (429, {"code": 20429}), (401, {"code": 20003}), "drop"])
def test_a_carrier_that_is_away_is_asked_again(carrier: Any, settings: Settings, wish: Any, answer: Any) -> None:
    carrier.answers = [answer, answer]
    with pytest.raises(ProviderDown) as failed:
        using(settings, lambda channel: channel.erase("SM1", wish), timeout_seconds=0.5)
    assert "203555" not in str(failed.value)


# Nothing is told to the logs


def test_no_log_line_carries_a_number_or_a_body(
    carrier: Any, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    carrier.answers = [(201, message()), (400, {"code": 21211, "message": "+12035550123"}), "drop", listed(message())]
    for _ in range(3):
        sent(settings)
    using(settings, lambda channel: channel.find(PERSON, "Hola", SINCE))
    told = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    assert "203555" not in told and "Hola" not in told


def test_every_code_has_a_sentence() -> None:
    assert all(code.meaning_en.endswith(".") and len(code.meaning_en) > 20 for code in CODES.values())
