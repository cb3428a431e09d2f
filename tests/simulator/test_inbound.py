"""A phone texts: signed webhooks, TwiML answers, STOP, and a bot that does not answer."""

from __future__ import annotations

import threading

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from simulator_support import ACCOUNT, ALICE, OWN, Bot, behave, eventually, flush, text
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from outreach_bot.simulator import Running, book
from outreach_bot.simulator.inbound import HELP_ANSWER, START_ANSWER, STOP_ANSWER


def test_a_text_reaches_the_bot_signed_and_complete(carrier: Running, bot: Bot) -> None:
    answer = text(carrier, " ¿Me deben? ñ & + = \n")
    (heard,) = bot.inbound
    assert (heard["From"], heard["To"], heard["Body"]) == (ALICE, OWN, " ¿Me deben? ñ & + = \n")
    assert heard["MessageSid"] == heard["SmsSid"] == heard["SmsMessageSid"] == answer["sid"]
    assert (heard["AccountSid"], heard["SmsStatus"], heard["NumMedia"], heard["ApiVersion"]) == (
        ACCOUNT, "received", "0", "2010-04-01",
    )  # fmt: skip
    assert (answer["status"], answer["error"], answer["replies"]) == (200, None, [])
    assert bot.forged == 0


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=200))
def test_whatever_people_write_arrives_as_written(carrier: Running, bot: Bot, body: str) -> None:
    assert text(carrier, body)["status"] == 200
    assert bot.inbound[-1]["Body"] == body and bot.forged == 0


def test_replies_in_the_answer_reach_the_phone_and_are_receipted(carrier: Running, bot: Bot, client: Client) -> None:
    bot.says("Gracias &amp; bienvenida", 'action="/twilio/status?mid=7"')
    (reply,) = text(carrier, "UNIRME")["replies"]
    assert (reply["body"], reply["language"], reply["segments"]) == ("Gracias & bienvenida", "es", 1)
    eventually(lambda: bot.statuses(reply["sid"]) == ["sent", "delivered"], "receipts of the reply")
    assert bot.receipts[0]["path"] == "/twilio/status?mid=7"
    found = client.messages(reply["sid"]).fetch()
    assert (found.direction, found.to, found.from_) == ("outbound-reply", ALICE, OWN)


def test_several_replies_bodies_pictures_and_the_older_attribute(carrier: Running, bot: Bot) -> None:
    bot.answer = (
        200,
        "application/xml; charset=utf-8",
        "<Response><Message>one</Message><Message statusCallback='/twilio/status?mid=2' to='+12035550177'>"
        "<Body>two</Body><Media>http://bot.example/flyer.png</Media></Message></Response>",
    )
    replies = text(carrier, "hi")["replies"]
    assert [(reply["body"], reply["media"]) for reply in replies] == [("one", 0), ("two", 1)]
    (second,) = book.messages(flush(carrier), to="+12035550177")
    assert second.status_callback == f"{bot.url}/twilio/status?mid=2"


def test_a_plain_text_answer_is_sent_as_a_text(carrier: Running, bot: Bot) -> None:
    bot.answer = (200, "text/plain", "hello")
    assert [reply["body"] for reply in text(carrier, "hi")["replies"]] == ["hello"]
    bot.answer = (204, "", "")
    assert text(carrier, "hi")["replies"] == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ((200, "text/html", "<html>Oops</html>"), 12300),
        ((200, "text/xml", "<Response><Message>"), 12100),
        ((200, "text/xml", "<Answer/>"), 12200),
        ((200, "text/xml", "<Response>" + "<Message>x</Message>" * 4000 + "</Response>"), 11750),
    ],
)
def test_answers_that_twilio_would_not_take(
    carrier: Running, bot: Bot, answer: tuple[int, str, str], code: int
) -> None:
    bot.answer = answer
    told = text(carrier, "hi")
    assert (told["error"], told["code"], told["replies"]) == ("twiml", code, [])


def test_a_bot_that_fails_stays_visible(carrier: Running, bot: Bot) -> None:
    bot.answer = (500, "text/html", "<h1>Error</h1>")
    told = text(carrier, "VOTAR")
    assert (told["status"], told["error"]) == (500, "http")
    (call,) = book.calls(flush(carrier), kind="inbound")
    assert (call.http_status, call.error, call.sid) == (500, "http", told["sid"])
    shown = requests.get(f"{carrier.url}/simulator/phone/{ALICE}", timeout=5).json()
    assert [bubble["answer"]["http_status"] for bubble in shown["bubbles"]] == [500]
    assert len(bot.inbound) == 1, "an error is not retried"


def test_one_retry_with_the_same_sid_when_the_connection_breaks(carrier: Running, bot: Bot) -> None:
    bot.drop_connections = 1
    told = text(carrier, "hi")
    assert told["status"] == 200 and [heard["MessageSid"] for heard in bot.inbound] == [told["sid"]]
    bot.drop_connections = 5
    told = text(carrier, "hi")
    assert (told["status"], told["error"]) == (None, "connection")
    assert [call.attempt for call in book.calls(flush(carrier), sid=told["sid"])] == [1, 2]


def test_nobody_listens(carrier: Running) -> None:
    carrier.point_at("http://127.0.0.1:9")
    assert text(carrier, "hi")["error"] == "connection"


def test_a_bot_that_takes_too_long(carrier: Running, bot: Bot) -> None:
    bot.hold = threading.Event()
    carrier.carrier.webhooks.timeout_seconds = 0.2
    told = text(carrier, "hi")
    bot.hold.set()
    assert (told["status"], told["error"]) == (None, "timeout")
    assert len(bot.inbound) == 1, "a time-out is not retried"


def test_the_same_text_again(carrier: Running, bot: Bot) -> None:
    behave(carrier, inbound_answer_lost=True)
    bot.says("once")
    told = text(carrier, "hi")
    assert [heard["MessageSid"] for heard in bot.inbound] == [told["sid"]] * 2
    assert len(told["replies"]) == 1
    behave(carrier, inbound_answer_lost=False)
    assert text(carrier, "ignored", sid=told["sid"])["sid"] == told["sid"]
    assert bot.inbound[2] == bot.inbound[0]


STOPS = ["STOP", "stop", " Unsubscribe\n", "REVOKE", "optout", "END", "quit", "Cancel", "stopall"]


@pytest.mark.parametrize("word", STOPS)
def test_stop_blocks_answers_and_still_tells_the_bot(carrier: Running, bot: Bot, client: Client, word: str) -> None:
    bot.says("Sorry to see you go", 'action="/twilio/status"')
    told = text(carrier, word)
    assert [reply["body"] for reply in told["carrier_replies"]] == [STOP_ANSWER]
    assert [heard["Body"] for heard in bot.inbound] == [word]
    (reply,) = told["replies"]
    assert (reply["status"], reply["error_code"], reply["arrived"]) == ("failed", 21610, False)
    eventually(lambda: bot.statuses(reply["sid"]) == ["failed"], "the receipt of the blocked reply")
    with pytest.raises(TwilioRestException) as refused:
        client.messages.create(to=ALICE, from_=OWN, body="more")
    assert refused.value.code == 21610
    client.messages.create(to="+12035550143", from_=OWN, body="more")


@pytest.mark.parametrize("words", ["STOP PLEASE", "ALTO", "OPT OUT", "stop.", "PARAR"])
def test_other_words_are_not_the_carriers_business(carrier: Running, client: Client, words: str) -> None:
    assert text(carrier, words)["carrier_replies"] == []
    assert client.messages.create(to=ALICE, from_=OWN, body="still here").sid


def test_start_lifts_the_block_and_help_helps(carrier: Running, bot: Bot, client: Client) -> None:
    assert text(carrier, "YES")["carrier_replies"] == []
    text(carrier, "STOP")
    assert text(carrier, "STOP")["carrier_replies"] == []
    assert [reply["body"] for reply in text(carrier, "info")["carrier_replies"]] == [HELP_ANSWER]
    bot.says("Welcome back")
    told = text(carrier, "unstop")
    assert [reply["body"] for reply in told["carrier_replies"]] == [START_ANSWER]
    assert told["replies"][0]["error_code"] is None
    assert client.messages.create(to=ALICE, from_=OWN, body="again").sid
    assert [kind for kind, *_ in book.events(flush(carrier)) if "blocked" in kind] == ["blocked", "unblocked"]


def test_the_carriers_own_answers_are_no_second_copies_of_the_bot(carrier: Running) -> None:
    for _ in range(2):
        text(carrier, "HELP")
    assert book.duplicates(flush(carrier)) == []
    assert book.counts(carrier.book_path)["created"] == 0


def test_whatsapp_has_no_stop_of_its_own(carrier: Running, bot: Bot) -> None:
    told = text(carrier, "STOP", channel="whatsapp", button_payload="stop")
    assert told["carrier_replies"] == []
    (heard,) = bot.inbound
    assert (heard["From"], heard["To"], heard["ButtonPayload"]) == (f"whatsapp:{ALICE}", f"whatsapp:{OWN}", "stop")


def test_advanced_opt_out_names_the_keyword(carrier: Running, bot: Bot) -> None:
    text(carrier, "HELP")
    behave(carrier, advanced_opt_out=True)
    for words in ("help", "hello"):
        text(carrier, words)
    assert [heard.get("OptOutType") for heard in bot.inbound] == [None, "HELP", None]


def test_pictures(carrier: Running, bot: Bot) -> None:
    text(carrier, "", media=2)
    (heard,) = bot.inbound
    assert (heard["NumMedia"], heard["Body"], heard["MediaContentType1"]) == ("2", "", "image/png")
    assert heard["MessageSid"].startswith("MM")
    assert requests.get(heard["MediaUrl1"], timeout=5).status_code == 401, "media needs the account's credentials"


def test_pictures_can_be_listed_and_deleted(carrier: Running, bot: Bot, client: Client) -> None:
    text(carrier, "", media=2)
    held = client.messages(bot.inbound[0]["MessageSid"]).media
    first, second = held.list()
    assert first.delete()
    assert [picture.sid for picture in held.list()] == [second.sid]
    with pytest.raises(TwilioRestException):
        client.messages(bot.inbound[0]["MessageSid"]).media(first.sid).delete()


def test_what_a_phone_cannot_be(carrier: Running, bot: Bot) -> None:
    for phone in ("", "hello", "123", OWN, "whatsapp:12345"):
        assert "error" in text(carrier, "hi", phone=phone)
    assert bot.inbound == []
    assert text(carrier, "hi", phone="(203) 555-0142")["status"] == 200
    assert text(carrier, "sale!", phone="78555")["status"] == 200
    assert [heard["From"] for heard in bot.inbound] == [ALICE, "78555"]


def test_not_waiting_for_the_answer(carrier: Running, bot: Bot) -> None:
    bot.hold = threading.Event()
    told = text(carrier, "hi", wait=False)
    bot.hold.set()
    eventually(lambda: [heard["MessageSid"] for heard in bot.inbound] == [told["sid"]], "the webhook call")


def test_the_conversation_and_the_directory(carrier: Running, bot: Bot, client: Client) -> None:
    bot.says("¿Cuál es su código postal?")
    text(carrier, "SALARIOS")
    text(carrier, "STOP", phone="+12035550143")
    with pytest.raises(TwilioRestException):
        client.messages.create(to="+12035550143", from_=OWN, body="after STOP")
    directory = requests.get(f"{carrier.url}/simulator/phones", timeout=5).json()
    assert [(phone["number"], phone["blocked"]) for phone in directory["phones"]] == [
        ("+12035550143", True),
        (ALICE, False),
    ]
    question, answer = requests.get(f"{carrier.url}/simulator/phone/{ALICE}", timeout=5).json()["bubbles"]
    assert (question["way"], question["body"]) == ("out", "SALARIOS")
    assert (answer["way"], answer["language"]) == ("in", "es")
    assert (answer["encoding"], answer["forced_by"]) == ("UCS-2", ["á", "ó"])
    blocked = requests.get(f"{carrier.url}/simulator/phone/+12035550143", timeout=5).json()
    assert [bubble["code"] for bubble in blocked["bubbles"] if bubble["kind"] == "refused"] == [21610]


def test_news_for_the_page(carrier: Running) -> None:
    with requests.get(f"{carrier.url}/simulator/events", stream=True, timeout=5) as news:
        lines = news.iter_lines()
        assert next(lines) == b": hello"
        text(carrier, "hi")
        assert next(line for line in lines if line.startswith(b"data:")) == f'data: {{"phones": ["{ALICE}"]}}'.encode()


def test_the_page_asks_nobody_else(carrier: Running) -> None:
    page = requests.get(carrier.url, timeout=5)
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    for name in ("phone.css", "phone.js"):
        assert f"/static/{name}" in page.text
        assert requests.get(f"{carrier.url}/static/{name}", timeout=5).status_code == 200
    assert requests.get(f"{carrier.url}/static/..%2fapp.py", timeout=5).status_code == 404
