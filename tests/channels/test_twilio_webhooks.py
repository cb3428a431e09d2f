"""What Twilio posts to us, and what we answer."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from outreach_bot.channels import twilio
from outreach_bot.channels.base import Receipt
from outreach_bot.errors import BadRequest
from outreach_bot.rules.phone import Address

ACCOUNT = "AC" + "0" * 32
BASE = "https://texts.example.org"
SMS = {
    "AccountSid": ACCOUNT, "MessageSid": "SM" + "a" * 32, "From": "+12035550123", "To": "+18605550100",
    "Body": "SALARIOS", "NumMedia": "0",
}  # fmt: skip


def verified(signature: str | None, params: object, *, path: str = "/twilio/inbound", query: bytes | str = b"",
             tokens: tuple[str, ...] = ("token",), base: str = BASE) -> bool:  # fmt: skip
    return twilio.verify(signature, path, query, params, public_base_url=base, tokens=tokens)  # type: ignore[arg-type]


def signed(url: str, params: object, token: str = "token") -> str:
    return RequestValidator(token).compute_signature(url, params)


@pytest.mark.parametrize(
    "params",
    [
        {},
        SMS,
        SMS | {"Body": "", "ButtonText": ""},
        SMS | {"Body": " sí, ñandú 👍\n", "A new one": "&=+%"},
        MultiDict([*SMS.items(), ("MediaUrl0", "b"), ("MediaUrl0", "a"), ("MediaUrl0", "a"), ("Blank", "")]),
    ],
)
@pytest.mark.parametrize("query", ["", "mid=abc_-1", "mid=1&name=%C3%A1%2F%40", "a=1&a=2", "blank="])
def test_a_signature_over_the_literal_address_and_all_parameters_fits(params: object, query: str) -> None:
    url = f"{BASE}/twilio/inbound" + (f"?{query}" if query else "")
    signature = signed(url, params)
    assert verified(signature, params, query=query.encode())
    assert verified(signature, params, query=query)
    assert not verified(signature, params, query=query + "x")
    assert not verified(signature, params, query=query.encode(), path="/twilio/status")
    assert not verified(signature, params, query=query.encode(), base="https://evil.example.org")
    assert not verified(signature, {**SMS, "Body": "other"}, query=query.encode())


def test_what_flask_hands_over_fits() -> None:
    query = "mid=m_1&note=%C3%A1%2F"
    body = "&".join(f"{k}={quote_plus(v)}" for k, v in [*SMS.items(), ("X", "2"), ("X", "1"), ("Y", "")])
    request = Request(
        EnvironBuilder(
            "/twilio/status", method="POST", query_string=query, data=body,
            content_type="application/x-www-form-urlencoded",
        ).get_environ()
    )  # fmt: skip
    signature = signed(f"{BASE}/twilio/status?{query}", request.form)
    assert verified(signature, request.form, path="/twilio/status", query=request.query_string)
    assert verified(signature, request.form, path="/twilio/status", query=request.environ["QUERY_STRING"])


def test_a_dropped_parameter_or_value_does_not_fit() -> None:
    params = MultiDict([("A", "1"), ("A", "2"), ("B", "")])
    signature = signed(f"{BASE}/twilio/inbound", params)
    assert verified(signature, params)
    assert not verified(signature, MultiDict([("A", "1"), ("B", "")]))
    assert not verified(signature, MultiDict([("A", "1"), ("A", "2"), ("B", "x")]))


def test_each_current_token_fits_and_no_other() -> None:
    for token in ("new", "old"):
        assert verified(signed(f"{BASE}/twilio/inbound", SMS, token), SMS, tokens=("new", "old"))
    assert not verified(signed(f"{BASE}/twilio/inbound", SMS, "older"), SMS, tokens=("new", "old"))
    assert not verified(signed(f"{BASE}/twilio/inbound", SMS, ""), SMS, tokens=())
    assert not verified(signed(f"{BASE}/twilio/inbound", SMS, ""), SMS, tokens=("",))


@pytest.mark.parametrize("signature", [None, "", "x", "á" * 28, "A" * 28])
def test_no_or_a_wrong_signature_does_not_fit(signature: str | None) -> None:
    assert not verified(signature, SMS)


def test_a_port_in_the_public_address_is_no_obstacle() -> None:
    local = "http://127.0.0.1:8000"
    assert verified(signed(f"{local}/twilio/inbound", SMS), SMS, base=local)


def inbound(**changed: str) -> twilio.Inbound:
    found = twilio.parse_inbound(SMS | changed, account_sid=ACCOUNT)
    assert found
    return found


def test_a_plain_text_is_read() -> None:
    text = inbound()
    assert text.provider_sid == SMS["MessageSid"]
    assert text.account_sid == ACCOUNT
    assert text.from_ == Address("sms", "+12035550123")
    assert (text.to, text.body, text.media_count) == ("+18605550100", "SALARIOS", 0)
    assert text.button_payload is None and text.raw_opt_out_type is None


def test_bodies_stay_as_typed_but_for_nul() -> None:
    assert inbound(Body="").body == ""
    assert inbound(Body="  hola\n").body == "  hola\n"
    assert inbound(Body="ho\0la\0").body == "hola"
    assert inbound(Body="a" * 1700).body == "a" * 1700
    assert inbound(Body="👍🏽 é").body == "👍🏽 é"
    without = {name: value for name, value in SMS.items() if name != "Body"}
    text = twilio.parse_inbound(without | {"NumMedia": "2"}, account_sid=ACCOUNT)
    assert text and (text.body, text.media_count) == ("", 2)
    assert inbound(NumMedia="many").media_count == 0


def test_whatsapp_buttons_and_twilios_own_answers_are_read() -> None:
    text = inbound(From="whatsapp:+12035550123", To="whatsapp:+18605550100", ButtonPayload="yes", OptOutType="stop")
    assert text.from_ == Address("whatsapp", "+12035550123")
    assert (text.button_payload, text.raw_opt_out_type) == ("yes", "STOP")
    assert inbound(OptOutType="SOMETHING").raw_opt_out_type is None


def test_the_oldest_names_of_the_id_serve_too() -> None:
    params = {name: value for name, value in SMS.items() if name != "MessageSid"} | {"SmsSid": "SM9"}
    text = twilio.parse_inbound(params, account_sid=ACCOUNT)
    assert text and text.provider_sid == "SM9"


@pytest.mark.parametrize("short_code", ["12345", "262966"])
def test_a_short_code_is_no_person(short_code: str) -> None:
    assert twilio.parse_inbound(SMS | {"From": short_code}, account_sid=ACCOUNT) is None


@pytest.mark.parametrize(
    "changed",
    [
        {"AccountSid": "AC" + "9" * 32}, {"AccountSid": ""}, {"MessageSid": ""}, {"MessageSid": "SM 1\n"},
        {"From": ""}, {"From": "María"}, {"From": "messenger:12035550123"}, {"From": "+12"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_without_repeating_it(changed: dict[str, str]) -> None:
    with pytest.raises(BadRequest) as refused:
        twilio.parse_inbound(SMS | changed, account_sid=ACCOUNT)
    assert "203555" not in str(refused.value) and "María" not in str(refused.value)


def test_an_account_that_is_not_set_fits_nobody() -> None:
    with pytest.raises(BadRequest):
        twilio.parse_inbound(SMS | {"AccountSid": ""}, account_sid="")


def test_values_do_not_show_people() -> None:
    assert "203555" not in repr(inbound()) and "SALARIOS" not in repr(inbound())


STATUS = {"AccountSid": ACCOUNT, "MessageSid": "SM1", "MessageStatus": "undelivered", "To": "+12035550123"}


@pytest.mark.parametrize(
    ("changed", "query", "receipt"),
    [
        ({"ErrorCode": "30003"}, {"mid": "m-1_a"}, Receipt("m-1_a", "SM1", "undelivered", 30003)),
        ({"MessageStatus": "delivered"}, {}, Receipt(None, "SM1", "delivered", None)),
        ({"MessageStatus": "", "SmsStatus": "Sent"}, {"mid": "+12035550123"}, Receipt(None, "SM1", "sent", None)),
        ({"ErrorCode": "0"}, {"mid": "m"}, Receipt("m", "SM1", "undelivered", None)),
        ({"ErrorCode": "none"}, {"mid": "m"}, Receipt("m", "SM1", "undelivered", None)),
    ],
)
def test_receipts_are_read(changed: dict[str, str], query: dict[str, str], receipt: Receipt) -> None:
    assert twilio.parse_receipt(STATUS | changed, query, account_sid=ACCOUNT) == receipt


@pytest.mark.parametrize(
    "changed", [{"AccountSid": "AC1"}, {"MessageSid": ""}, {"MessageStatus": ""}, {"MessageStatus": "Hola María"}]
)
def test_receipts_that_cannot_be_read_are_refused(changed: dict[str, str]) -> None:
    with pytest.raises(BadRequest) as refused:
        twilio.parse_receipt(STATUS | changed, {}, account_sid=ACCOUNT)
    assert "María" not in str(refused.value)


def test_the_status_address_carries_our_message_id() -> None:
    assert twilio.status_callback(BASE, "m-1") == f"{BASE}/twilio/status?mid=m-1"


def test_silence_is_an_empty_response() -> None:
    for nothing in (None, "", "  \n", "\0"):
        assert twilio.twiml(nothing, "https://x.example/") == b'<?xml version="1.0" encoding="UTF-8"?><Response/>'


def test_one_message_with_its_status_address() -> None:
    body, callback = "¿Sí? <b>&amp; \"ñ\" 👍\nMENU", f"{BASE}/twilio/status?mid=m-1&x=<"
    answer = twilio.twiml(body, callback)
    root = ET.fromstring(answer)
    assert [child.tag for child in root] == ["Message"]
    assert root[0].text == body
    assert root[0].attrib == {"action": callback}
    assert answer == twilio.twiml(body, callback)
    assert ET.fromstring(twilio.twiml(body))[0].attrib == {}


@given(st.text(st.characters(exclude_categories=())))
def test_any_text_makes_xml_that_reads_back(body: str) -> None:
    root = ET.fromstring(twilio.twiml(body, f"{BASE}/twilio/status?mid=1"))
    heard = "".join(root.itertext())
    assert "".join(filter(str.isprintable, heard)).strip() == "".join(filter(str.isprintable, body)).strip()
