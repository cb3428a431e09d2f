"""A phone sends a text: Twilio's own STOP/START/HELP, the signed webhook, and the replies that its answer asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from outreach_bot.simulator import numbers, twiml
from outreach_bot.simulator.carrier import Carrier
from outreach_bot.simulator.message import Message, measured

# Twilio's default keywords, spelt out here and not taken from the bot's own rules: a carrier of its own judges better.
_KEYWORDS = {
    **dict.fromkeys(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"), "STOP"),
    **dict.fromkeys(("START", "YES", "UNSTOP"), "START"),
    **dict.fromkeys(("HELP", "INFO"), "HELP"),
}

# Twilio's default answers (https://help.twilio.com/articles/223134027).
STOP_ANSWER = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
START_ANSWER = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
HELP_ANSWER = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."


@dataclass(slots=True)
class Heard:
    """What came of a text. `http_status` of the webhook (None: no answer); `error`: None, "http", "timeout",
    "connection", or "twiml" with Twilio's `code` and a `reason`."""

    message: Message
    http_status: int | None = None
    error: str | None = None
    code: int | None = None
    reason: str | None = None
    replies: list[Message] = field(default_factory=list)
    carrier_replies: list[Message] = field(default_factory=list)


def keyword(body: str) -> str | None:
    """STOP, START or HELP when the whole text is one of Twilio's words, in any case, blanks around it ignored."""
    return _KEYWORDS.get(body.strip().upper())


def take(
    carrier: Carrier, phone: str, body: str, *, media: Sequence[str] = (), button_payload: str | None = None
) -> tuple[Message, dict[str, str]]:
    """The text enters the books; its webhook parameters, as Twilio names them, come back with it."""
    whatsapp = numbers.is_whatsapp(phone)
    own = f"whatsapp:{carrier.own_number}" if whatsapp else carrier.own_number
    message = carrier.add("inbound", "phone", phone, own, body, "received", media=tuple(media))
    message.sent_at = message.created_at
    return message, _params(carrier, message, button_payload)


def _params(carrier: Carrier, message: Message, button_payload: str | None) -> dict[str, str]:
    phone, own = message.sender or "", message.recipient
    params = {
        "ToCountry": "US", "ToState": "", "ToCity": "", "ToZip": "",
        "FromCountry": "US", "FromState": "", "FromCity": "", "FromZip": "",
        "SmsMessageSid": message.sid, "SmsSid": message.sid, "MessageSid": message.sid,
        "SmsStatus": "received", "AccountSid": carrier.account_sid, "ApiVersion": "2010-04-01",
        "From": phone, "To": own, "Body": message.body,
        "NumMedia": str(len(message.media)), "NumSegments": str(max(1, measured(message.body).segments)),
    }  # fmt: skip
    for index, url in enumerate(message.media):
        params |= {f"MediaUrl{index}": url, f"MediaContentType{index}": "image/png"}
    if numbers.is_whatsapp(phone):
        params |= {"ProfileName": "Simulator", "WaId": numbers.bare(phone).lstrip("+")}
    if button_payload is not None:
        params |= {"ButtonPayload": button_payload, "ButtonText": message.body}
    word = keyword(message.body)
    if carrier.behaviour.advanced_opt_out and word:
        params["OptOutType"] = word
    return params


async def deliver(carrier: Carrier, message: Message, params: dict[str, str]) -> Heard:
    """Answer as the carrier, call the bot's webhook, and send what it replied to the phone."""
    heard = Heard(message, carrier_replies=_as_carrier(carrier, message))
    url = f"{carrier.target_url}/twilio/inbound"
    answer = await carrier.webhooks.post("inbound", url, params, message.sid)
    if carrier.behaviour.inbound_answer_lost:
        carrier.book.event("answer_lost", sid=message.sid, phone=message.phone)
        answer = await carrier.webhooks.post("inbound", url, params, message.sid)
    heard.http_status, heard.error = answer.http_status, answer.error
    if answer.error is None:
        try:
            wanted = twiml.replies(answer.content, answer.content_type, url)
            heard.replies = [_reply(carrier, message, reply) for reply in wanted]
        except twiml.TwimlError as error:
            heard.error, heard.code, heard.reason = "twiml", error.code, str(error)
    message.answer = {
        "http_status": heard.http_status,
        "error": heard.error,
        "code": heard.code,
        "reason": heard.reason,
        "replies": len(heard.replies),
    }
    carrier.touched(message)
    return heard


def _as_carrier(carrier: Carrier, message: Message) -> list[Message]:
    """Twilio's default opt-out handling. WhatsApp has none. A repeated STOP, or a YES from a phone that was never
    blocked, is an ordinary text: the carrier says nothing."""
    phone = message.phone
    if numbers.is_whatsapp(phone):
        return []
    word = keyword(message.body)
    is_blocked = phone in carrier.blocked
    if word == "HELP":
        return [_say(carrier, phone, HELP_ANSWER)]
    if word == "STOP" and not is_blocked:
        carrier.block(phone, True)
        return [_say(carrier, phone, STOP_ANSWER)]
    if word == "START" and is_blocked:
        carrier.block(phone, False)
        return [_say(carrier, phone, START_ANSWER)]
    return []


def _say(carrier: Carrier, phone: str, text: str) -> Message:
    said = carrier.add("outbound-reply", "carrier", carrier.own_number, phone, text, "queued")
    carrier.launch(said)
    return said


def _reply(carrier: Carrier, heard: Message, reply: twiml.Reply) -> Message:
    """A reply in the webhook's answer becomes a text. To a blocked phone it fails with 21610, and says so in its
    receipt."""
    to = reply.to or heard.phone
    message = carrier.add(
        "outbound-reply",
        "bot",
        heard.recipient,
        to,
        reply.body,
        "queued",
        media=reply.media,
        status_callback=reply.status_callback,
    )
    code = 21610 if to in carrier.blocked else 21617 if len(reply.body) > 1600 else None
    if not reply.body and not reply.media:
        code = 21602
    if code:
        carrier.move(message, "failed", code, is_last=True)
    else:
        carrier.launch(message)
    return message
