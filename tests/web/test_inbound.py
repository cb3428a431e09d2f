"""The door for texts: whatever arrives has a decided answer, none of them a 5xx, and refusals name nobody."""

from __future__ import annotations

from itertools import count
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach_bot.channels.twilio import EMPTY_TWIML
from tests.house_under_test import ACCOUNT, LUIS, OWN, ROSA, TOKEN, BuildHouse, House

PATH = "/twilio/inbound"
EVERY_KIND_OF_QUESTION = [
    ("PLEDGE",),  # choice
    ("VOTAR",),  # yes or no
    ("WAGES", "1", "1"),  # money
    ("SALARIOS", "1", "1", "20"),  # decimal
    ("WAGES", "1", "1", "20", "10", "2"),  # date
    ("JOIN", "1"),  # name
    ("UNIRME", "1", "saltar"),  # ZIP
    ("not interested",),  # did you want to stop?
]


def form(**changed: str) -> list[tuple[str, str]]:
    """A text as Twilio posts it, in its order of fields."""
    params = {"MessageSid": "SM" + "7" * 32, "AccountSid": ACCOUNT, "From": ROSA, "To": OWN, "Body": "JOIN",
              "NumMedia": "0", **changed}  # fmt: skip
    return list(params.items())


# What people's phones send


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("", "automated line"),
        ("   ", "automated line"),
        ("\n\t", "automated line"),
        ("\0", "automated line"),
        ("😀😀😀", "automated line"),
        ("👍🏽", "automated line"),
        ("JO\0IN", "Up to 4 msgs/month"),
        ("  join\r\n", "Up to 4 msgs/month"),
        ("x" * 1600, "automated line"),
        ("ñ" * 1600, "automated line"),
        ("my boss did not pay me " * 217, ""),
        ("a " * 2500, "automated line"),
        ("‮GNIRTS", "automated line"),
        ("<b>&amp;</b> ]]> <!--", "automated line"),
        ("{org.name} {flow.title} %s {0}", "automated line"),
        ("'; DROP TABLE members; --", "automated line"),
        ("\ud7ff\ue000\ufffe", "automated line"),
    ],
)  # fmt: skip
def test_every_body_has_an_answer(either: House, body: str, says: str) -> None:
    answer = either.text(body)
    assert answer.status == 200
    assert says in answer.says
    assert len(either.rows("messages", direction="in")) == 1


@pytest.mark.parametrize("body", ["😀", "", "\0\0", "x" * 5000, "9" * 1600, "1" + "0" * 4000, "🏳️‍🌈" * 400, "-" * 1600])
@pytest.mark.parametrize("opening", [(), *EVERY_KIND_OF_QUESTION])
def test_no_body_breaks_a_question(house: House, opening: tuple[str, ...], body: str) -> None:
    for word in opening:
        house.text(word)
    answer = house.text(body)
    assert answer.status == 200
    assert answer.says
    assert house.rows("tickets", reason="failed") == []


TYPED = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=80),
    st.text(alphabet=st.characters(categories=("Nd", "No", "Nl", "Po", "Sc", "Zs")), max_size=40),
    st.text(alphabet="0123456789.,/-:$ y½²", max_size=40),
)


@pytest.mark.parametrize("opening", [(), *EVERY_KIND_OF_QUESTION])
def test_whatever_is_typed_gets_an_answer_or_silence(house: House, opening: tuple[str, ...]) -> None:
    phones = count(2035552000)

    @settings(max_examples=25, deadline=None)
    @given(body=TYPED)
    def type_it(body: str) -> None:
        phone = f"+1{next(phones)}"
        for word in opening:
            house.text(word, phone)
        answer = house.text(body, phone)
        assert answer.status == 200
        assert answer.says or answer.silent

    type_it()
    assert house.rows("tickets", reason="failed") == []


def test_a_picture_alone_is_answered_in_words(house: House) -> None:
    house.text("SALARIOS")
    says = house.text("", NumMedia="2", MediaUrl0="https://api.example.org/1", MediaContentType0="image/jpeg").says
    assert "no podemos ver fotos" in says
    assert "¿En qué trabaja?" in says


def test_a_picture_with_words_is_heard_by_its_words(house: House) -> None:
    assert "Up to 4 msgs/month" in house.text("JOIN", NumMedia="1", MediaUrl0="https://api.example.org/1").says


@pytest.mark.parametrize("sender", ["20303", "898211", "711"])
def test_a_short_code_is_a_machine_and_gets_silence(either: House, sender: str) -> None:
    answer = either.text("Your code is 123456", sender)
    assert answer.content == EMPTY_TWIML
    assert either.rows("members") == either.rows("messages") == []


def test_whatsapp_is_answered_on_whatsapp(either: House) -> None:
    assert "¿En qué trabaja?" in either.text("SALARIOS", f"whatsapp:{ROSA}", ProfileName="Rosa", WaId=ROSA[1:]).says
    (address,) = either.rows("addresses")
    assert address["channel"] == "whatsapp"


def test_a_button_is_heard_by_what_it_stands_for(house: House) -> None:
    assert "Up to 4 msgs/month" in house.text("Count me in!", f"whatsapp:{ROSA}", ButtonPayload="JOIN").says


# How it is posted


def test_unknown_and_repeated_parameters_are_signed_and_ignored(house: House) -> None:
    params = [*form(), ("Tomorrow", "a new field"), ("Blank", ""), ("Twice", "b"), ("Twice", "a"), ("Ünïcode", "ñ")]
    assert "Up to 4 msgs/month" in house.post(PATH, params).says


@pytest.mark.parametrize("query", ["a=1", "a=%2B1%20x&b=%C3%B1", "x=a+b", "a=%2f&a=%2F", "flag", "a=%25"])
def test_the_signature_covers_the_query_as_it_came(house: House, query: str) -> None:
    assert house.post(PATH, form(), query=query).status == 200
    signed = {"X-Twilio-Signature": ""}
    response = house.app.test_client().post(f"{PATH}?{query}", data=dict(form()), headers=signed)
    assert response.status_code == 403


def test_a_token_that_is_being_replaced_still_signs(build_house: BuildHouse, sqlite_url: str) -> None:
    house = build_house(sqlite_url, twilio_auth_token=("the-new-token", TOKEN))
    assert house.post(PATH, form(), token="the-new-token").status == 200
    assert house.post(PATH, form(MessageSid="SM" + "8" * 32)).status == 200
    assert house.post(PATH, form(), token="a-stolen-one").status == 403


def test_a_proxy_in_front_changes_nothing(house: House) -> None:
    """Host and scheme of the request are the proxy's; the signature is over PUBLIC_BASE_URL."""
    client = house.app.test_client()
    answer = house.post(PATH, form())
    assert answer.status == 200
    response = client.post(PATH, data=dict(form()), base_url="https://other.example.org:8443")
    assert response.status_code == 403


@pytest.mark.parametrize("signature", ["", "bm8=", "x" * 500, "ñ"])
def test_an_unsigned_or_forged_text_is_refused_without_detail(house: House, signature: str) -> None:
    answer = house.post(PATH, form(), signature=signature.encode("utf-8").decode("latin-1"))
    assert answer.status == 403
    assert_says_nothing(house, answer.content)
    assert house.rows("messages") == []


@pytest.mark.parametrize(
    "changed",
    [{"MessageSid": ""}, {"MessageSid": "x y"}, {"AccountSid": "AC" + "b" * 32}, {"AccountSid": ""}, {"From": ""},
     {"From": "Acme"}, {"From": "+1203555"}, {"From": "whatsapp:"}, {"From": "messenger:123"}],
)  # fmt: skip
def test_a_signed_text_that_cannot_be_read_is_a_bad_request(house: House, changed: dict[str, str]) -> None:
    answer = house.post(PATH, form(**changed))
    assert answer.status == 400
    assert_says_nothing(house, answer.content)
    assert "webhook refused" in house.log.getvalue()


def test_missing_fields_are_a_bad_request(house: House) -> None:
    params = [(name, value) for name, value in form() if name != "MessageSid"]
    assert house.post(PATH, params).status == 400
    assert house.post(PATH, [("AccountSid", ACCOUNT)]).status == 400
    assert house.post(PATH, []).status == 400


def test_fields_of_any_length_are_taken(either: House) -> None:
    assert either.post(PATH, form(To="+1" + "8" * 300)).status == 200
    assert either.post(PATH, form(MessageSid="SM" + "7" * 62, From=LUIS)).status == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "head", "patch"])
def test_only_post_is_a_door(house: House, method: str) -> None:
    response = getattr(house.app.test_client(), method)(PATH, query_string=urlencode(form()))
    assert response.status_code == 405
    assert_says_nothing(house, response.data)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "multipart/form-data", "", "application/xml; x=1"])
def test_another_content_type_is_no_signed_form(house: House, kind: str) -> None:
    response = house.app.test_client().post(
        PATH, data=urlencode(form()).encode(), content_type=kind, headers={"X-Twilio-Signature": "bm8="}
    )
    assert response.status_code in {400, 403, 415}
    assert_says_nothing(house, response.data)


def test_a_form_that_is_no_text_of_a_person_is_too_large(house: House) -> None:
    answer = house.post(PATH, form(Body="x" * 300_000))
    assert answer.status == 413
    assert_says_nothing(house, answer.content)


def test_bytes_that_are_no_utf_8_are_no_error(house: House) -> None:
    response = house.app.test_client().post(
        PATH, data=b"Body=%ff%fe&From=%2B12035550142&\xff=\xfe", content_type="application/x-www-form-urlencoded",
        headers={"X-Twilio-Signature": "bm8="},
    )  # fmt: skip
    assert response.status_code == 403


def test_the_reply_is_xml_that_a_carrier_reads_whatever_is_quoted_in_it(house: House) -> None:
    house.texts("PLEDGE", "2")
    answer = house.text("Ana & <José>")
    assert answer.status == 200
    assert answer.says


def assert_says_nothing(house: House, content: bytes) -> None:
    """Neither the page nor the log of a refusal knows who wrote or what."""
    for secret in (ROSA, "2035550142", "JOIN", TOKEN):
        assert secret.encode() not in content
        assert secret not in house.log.getvalue()
