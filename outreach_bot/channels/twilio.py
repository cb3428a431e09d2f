"""Twilio (SMS, MMS, WhatsApp): verify and parse what it posts to us, answer it, send through its API, read its codes.

Nothing that leaves this module (exceptions, reasons, log lines) carries a number or a body; the SDK's own do.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Self

import aiohttp
from twilio.base.exceptions import TwilioException
from twilio.http.async_http_client import AsyncTwilioHttpClient
from twilio.http.response import Response
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from twilio.twiml.messaging_response import MessagingResponse

from outreach_bot.channels.base import (
    Action,
    Code,
    Found,
    Inbound,
    Outbound,
    Outcome,
    Receipt,
    Received,
    Refused,
    Sent,
    TryLater,
    Unclear,
    Wish,
)
from outreach_bot.channels.twilio_codes import BUSY, CODES, NOT_TWILIO, explain
from outreach_bot.errors import BadRequest, ProviderDown, SettingsError
from outreach_bot.rules.phone import Address, is_short_code, parse_address
from outreach_bot.settings import Settings

INBOUND_PATH = "/twilio/inbound"
STATUS_PATH = "/twilio/status"
EMPTY_TWIML = b'<?xml version="1.0" encoding="UTF-8"?><Response/>'

IN_FLIGHT = 256  # connections a process: 1,300 texts a second at 100 ms; aiohttp's own cap of 100 gives 670
TIMEOUT_SECONDS = 10.0
_LONGEST_SENDER = 64  # a number, a short code or "whatsapp:+…"; storage has room for no more
MOST_PICTURES = 20  # of one text; Twilio takes ten
LISTED = 50  # how many of a person's newest texts a look-up reads
PAGE = 200  # texts from people that are listed at once; Twilio allows 1,000
CLOCK_SKEW = timedelta(seconds=5)
TRIAL_PREFIX = "Sent from your Twilio trial account - "

# The SDK logs query parameters, which hold numbers, at INFO.
logging.getLogger("twilio").setLevel(logging.CRITICAL)


# What Twilio posts to us


@lru_cache(maxsize=8)
def _validator(token: str) -> RequestValidator:
    return RequestValidator(token)


def verify(
    signature: str | None,
    url_path: str,
    raw_query: bytes | str,
    params: Mapping[str, str],
    *,
    public_base_url: str,
    tokens: Sequence[str],
) -> bool:
    """Was this request signed with one of our auth tokens (several while they are rotated)?

    The signed address is built from what we configured, the route's literal path and the query string exactly as it
    came: Flask's `request.url` decodes it and breaks the signature. `params` are all form fields as posted, blank and
    repeated ones too (werkzeug's MultiDict as it is; a plain mapping when nothing repeats); empty for a GET.
    https://www.twilio.com/docs/usage/webhooks/webhooks-security
    """
    query = raw_query.decode("latin-1") if isinstance(raw_query, bytes) else raw_query
    url = public_base_url.rstrip("/") + url_path + (f"?{query}" if query else "")
    # Every token is tried, found or not, so that the time taken does not tell which one fits.
    matches = [_validator(token).validate(url, params, signature or "") for token in tokens if token]
    return any(matches)


def parse_inbound(params: Mapping[str, str], *, account_sid: str) -> Inbound | None:
    """Read the form of an incoming text. None: the sender is a short code, which is no person; answer with silence.

    Raises BadRequest for another account, a missing MessageSid or a sender we cannot answer.
    https://www.twilio.com/docs/messaging/guides/webhook-request
    """
    _require_account(params, account_sid)
    sid = _sid(params)
    sender = params.get("From", "")
    address = parse_address(sender)
    if address is None:
        if is_short_code(sender):
            return None
        raise BadRequest("The request's From is not an address we can answer.")
    answered = params.get("OptOutType", "").strip().upper()
    return Inbound(
        provider_sid=sid,
        account_sid=account_sid,
        from_=address,
        to=_without_nul(params.get("To", ""))[:_LONGEST_SENDER],
        body=_without_nul(params.get("Body", "")),
        media_count=_count(params.get("NumMedia", "")),
        button_payload=_without_nul(params.get("ButtonPayload", "")) or None,
        raw_opt_out_type=answered if answered in {"STOP", "START", "HELP"} else None,
    )


def parse_receipt(params: Mapping[str, str], query: Mapping[str, str], *, account_sid: str) -> Receipt:
    """Read a status callback; `query` holds `mid`, our own message id, which came back with the address we gave.

    Raises BadRequest for another account, a missing MessageSid or a missing status.
    https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
    """
    _require_account(params, account_sid)
    status = (params.get("MessageStatus") or params.get("SmsStatus") or "").strip().lower()
    if not re.fullmatch(r"[a-z_-]{1,24}", status):
        raise BadRequest("The request has no MessageStatus.")
    message_id = query.get("mid", "")
    return Receipt(
        message_id=message_id if _ID.fullmatch(message_id) else None,
        provider_sid=_sid(params),
        status=status,
        error_code=_count(params.get("ErrorCode", "")) or None,
    )


_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def _require_account(params: Mapping[str, str], account_sid: str) -> None:
    if not account_sid or params.get("AccountSid") != account_sid:
        raise BadRequest("The request's AccountSid is not ours.")


def _sid(params: Mapping[str, str]) -> str:
    sid = params.get("MessageSid") or params.get("SmsMessageSid") or params.get("SmsSid") or ""
    if not _ID.fullmatch(sid):
        raise BadRequest("The request has no MessageSid.")
    return sid


def _count(raw: str) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else 0


def _without_nul(text: str) -> str:
    """PostgreSQL cannot hold NUL. Everything else stays as typed."""
    return text.replace("\0", "")


# What we answer


def status_callback(public_base_url: str, message_id: str) -> str:
    """The address for receipts of one message. Plain letters only, so that no proxy re-encodes the signed query."""
    return f"{public_base_url.rstrip('/')}{STATUS_PATH}?mid={message_id}"


def twiml(body: str | None, status_callback: str | None = None) -> bytes:
    """The answer to an incoming text: one `<Message>`, or silence when there is nothing to say. Same input, same bytes.

    Receipts are asked for by `action`: the SDK's description of `<Message>` calls `statusCallback` deprecated in favour
    of it. https://www.twilio.com/docs/messaging/twiml/message
    """
    text = _xml_safe(body or "")
    if not text.strip():
        return EMPTY_TWIML
    response = MessagingResponse()
    response.message(text, action=status_callback)
    return str(response).encode()


def _xml_safe(text: str) -> str:
    """Without what XML 1.0 cannot carry: control characters but tab and newline, surrogates, non-characters."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


# What we send


class _HttpClient(AsyncTwilioHttpClient):  # type: ignore[misc]  # the SDK is untyped
    """The SDK's client with three repairs: it ignored its timeout, capped its pool at 100, and logged numbers."""

    def __init__(self, in_flight: int, timeout_seconds: float) -> None:
        super().__init__(pool_connections=False)
        # Waiting for a connection must end before the whole: then we know that the request never left.
        limits = aiohttp.ClientTimeout(total=timeout_seconds, connect=timeout_seconds / 2)
        self.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=in_flight, ttl_dns_cache=300),
            timeout=limits,
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def request(
        self,
        method: str,
        url: str,
        params: Any = None,
        data: dict[str, object] | None = None,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,
        allow_redirects: bool = False,
    ) -> Response:
        if auth:
            headers = {**(headers or {}), "Authorization": aiohttp.encode_basic_auth(*auth)}
        async with self.session.request(
            method,
            url,
            params=params,
            data=data,
            headers=headers,
            allow_redirects=allow_redirects,
        ) as response:
            return Response(response.status, await response.text(), response.headers)


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why a call gave no result. `left`: may the request have reached Twilio? `status` and `code` are 0 if unknown."""

    reason: str
    left: bool
    status: int = 0
    code: int = 0


class TwilioChannel:
    """Twilio's Messages API. Cheap to make; `async with` opens its connections, inside one running loop at a time."""

    def __init__(
        self, settings: Settings, *, in_flight: int = IN_FLIGHT, timeout_seconds: float = TIMEOUT_SECONDS
    ) -> None:
        self._settings = settings
        self._in_flight = in_flight
        self._timeout_seconds = timeout_seconds
        self._http: _HttpClient | None = None
        self._client: Client | None = None

    async def __aenter__(self) -> Self:
        """Raises SettingsError when the account or the sender is not set."""
        settings = self._settings
        if not (settings.twilio_account_sid and settings.twilio_auth_token):
            raise SettingsError("Texts cannot be sent: set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")
        if not (settings.twilio_messaging_service_sid or settings.twilio_from):
            raise SettingsError("Texts cannot be sent: set TWILIO_MESSAGING_SERVICE_SID or TWILIO_FROM.")
        if self._http is not None:
            raise RuntimeError("this channel is open already; make another one")
        self._http = _HttpClient(self._in_flight, self._timeout_seconds)
        self._client = Client(
            settings.twilio_account_sid,
            settings.twilio_auth_token[0],
            http_client=self._http,
            environment={"TWILIO_EDGE": ""},  # else the SDK reads the process's environment, which is settings.py's
        )
        if settings.twilio_api_base_url:
            self._client.api.base_url = settings.twilio_api_base_url
        return self

    async def __aexit__(self, *_exc: object) -> None:
        http, self._http, self._client = self._http, None, None
        if http is not None:
            await http.close()

    async def send(self, outbound: Outbound) -> Outcome:
        """One attempt, never repeated here: creating a message is not idempotent at Twilio.

        https://www.twilio.com/docs/messaging/api/message-resource
        """
        given: dict[str, Any] = {
            "to": _written(outbound.to),
            "body": outbound.body,
            "status_callback": outbound.status_callback
            or status_callback(self._settings.public_base_url, outbound.message_id),
            **self._sender(outbound.to),
        }
        if outbound.valid_seconds is not None:
            given["validity_period"] = outbound.valid_seconds
        if outbound.picture is not None:
            given["media_url"] = [outbound.picture]
        answer = await _asked(self._api().messages.create_async(**given))
        if isinstance(answer, _Failure):
            return _outcome(answer)
        if not answer.sid:
            return Unclear("Twilio took the request but did not say under which id.")
        return Sent(answer.sid, answer.status or "accepted", _count(str(answer.num_segments or "")))

    async def find(self, to: Address, body: str, since: datetime) -> list[Found]:
        """The texts to this address with this body that Twilio made since then (aware), newest first.

        Not filtered by DateSent, which is empty while a text waits. Replies by TwiML are listed too. The caller leaves
        out ids that belong to other messages. Raises ProviderDown when Twilio cannot be asked.
        """
        answer = await _asked(
            self._api().messages.list_async(to=_written(to), limit=LISTED, page_size=LISTED), expected=list
        )
        if isinstance(answer, _Failure):
            raise ProviderDown(f"Twilio could not be asked for a text's fate. {answer.reason}")
        wanted, earliest = _comparable(body), since.astimezone(UTC) - CLOCK_SKEW
        return [
            Found(each.sid, each.status or "", each.date_created)
            for each in answer
            if each.sid
            and (each.direction or "").startswith("outbound")
            and each.date_created is not None
            and each.date_created >= earliest
            and _comparable(each.body or "") == wanted
        ]

    async def fetch(self, provider_sid: str) -> Receipt | None:
        """The present state of one text; None when Twilio does not know it. Raises ProviderDown."""
        answer = await _asked(self._api().messages(provider_sid).fetch_async())
        if isinstance(answer, _Failure):
            if answer.code == 20404:
                return None
            raise ProviderDown(f"Twilio could not be asked for a text's state. {answer.reason}")
        return Receipt(None, provider_sid, answer.status or "", _count(str(answer.error_code or "")) or None)

    async def erase(self, provider_sid: str, wish: Wish) -> bool:
        """Take a text's pictures, its words, or the whole of it out of Twilio's log. True when that is gone (also when
        it never was there), False while Twilio says not yet (a text on its way cannot be changed). Raises ProviderDown.

        https://www.twilio.com/docs/messaging/api/message-resource#redact-a-message-resource
        """
        text = self._api().messages(provider_sid)
        if wish == "redact":
            return _gone(await _asked(text.update_async(body="")))
        if wish == "delete":
            return _gone(await _asked(text.delete_async()))
        pictures = await _asked(text.media.list_async(limit=MOST_PICTURES), expected=list)
        if isinstance(pictures, _Failure):
            return _gone(pictures)
        return all([_gone(await _asked(text.media(picture.sid).delete_async())) for picture in pictures])

    async def received(self, to: str, since: datetime) -> list[Received]:
        """The texts from people that came in at `to`, one of our own numbers, since then (aware), oldest first.

        Raises ProviderDown when Twilio cannot be asked.
        """
        answer = await _asked(self._newest(to, since.astimezone(UTC)), expected=list)
        if isinstance(answer, _Failure):
            raise ProviderDown(f"Twilio could not be asked for the texts that came in. {answer.reason}")
        found = [_received(each) for each in reversed(answer)]
        return [each for each in found if each is not None]

    async def _newest(self, to: str, since: datetime) -> list[Any]:
        found = []
        async for each in await self._api().messages.stream_async(to=to, page_size=PAGE):  # newest first
            if each.date_created is not None and each.date_created < since:
                break
            found.append(each)
        return found

    def explain(self, code: int) -> Code:
        """See the function of the same name."""
        return explain(code)

    def _api(self) -> Client:
        if self._client is None:
            raise RuntimeError("the channel is closed: use it inside `async with`")
        return self._client

    def _sender(self, to: Address) -> dict[str, str]:
        if self._settings.twilio_messaging_service_sid:
            return {"messaging_service_sid": self._settings.twilio_messaging_service_sid}
        return {"from_": f"{'whatsapp:' if to.channel == 'whatsapp' else ''}{self._settings.twilio_from}"}


def _gone(answer: Any) -> bool:
    """What an erasure came to. A carrier that is away, busy or refuses us is asked again: ProviderDown."""
    if not isinstance(answer, _Failure):
        return True
    if answer.status == 404:
        return True
    if answer.status in (400, 409):
        return False
    raise ProviderDown(f"Twilio could not be asked to erase a text. {answer.reason}")


async def _asked(call: Awaitable[Any], expected: type = object) -> Any:
    """The call's result, or a _Failure. Exceptions end here because the SDK's carry numbers and bodies."""
    try:
        answer = await call
    except TwilioException as error:
        return _refusal(error)
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
        return _Failure(f"There was no connection ({type(error).__name__}).", left=False)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return _Failure(f"The connection broke before an answer came ({type(error).__name__}).", left=True)
    except (ValueError, TypeError, AttributeError, KeyError):
        return _Failure("Twilio's answer was not readable.", left=True)
    return answer if isinstance(answer, expected) else _Failure("Twilio's answer was not readable.", left=True)


def _refusal(error: TwilioException) -> _Failure:
    # A page of a list that is refused comes as a bare TwilioException with the response as its second argument.
    status = getattr(error, "status", None) or getattr(error.args[1] if error.args[1:] else None, "status_code", 0)
    status, code = _count(str(status)), _count(str(getattr(error, "code", None) or ""))
    return _Failure(f"It answered HTTP {status}, code {code}.", left=True, status=status, code=code)


def _outcome(failure: _Failure) -> Outcome:
    """What one failed attempt to send means for the text. Only what is sure counts as not sent."""
    status, code = failure.status, failure.code
    if not failure.left:
        return TryLater(None, BUSY.wait_seconds)
    if status == 429:
        return TryLater(code if code in CODES else 20429, explain(code).wait_seconds or BUSY.wait_seconds)
    if not 400 <= status < 500 or status == 408:
        return Unclear(failure.reason)
    if status == 401 and code not in CODES:
        code = 20003
    known = explain(code) if code >= 1000 else NOT_TWILIO  # without a code of Twilio's, the SDK repeats the status
    if known.action is Action.LOOK_UP:
        return Unclear(failure.reason)
    if known.action in {Action.RETRY, Action.SLOW_DOWN, Action.DAILY_CAP}:
        return TryLater(code, known.wait_seconds)
    return Refused(
        code=code,
        permanent=known.action in {Action.BAD_ADDRESS, Action.OPT_OUT},
        opted_out=known.action is Action.OPT_OUT,
        reason=known.meaning_en,
        action=known.action,
    )


def _received(listed: Any) -> Received | None:
    """A text of a list, as its webhook would have brought it. None: not from a person, or not readable."""
    address = parse_address(listed.from_ or "")
    if listed.direction != "inbound" or not listed.sid or address is None or listed.date_created is None:
        return None
    text = Inbound(
        provider_sid=listed.sid,
        account_sid=listed.account_sid or "",
        from_=address,
        to=_without_nul(listed.to or "")[:_LONGEST_SENDER],
        body=_without_nul(listed.body or ""),
        media_count=_count(str(listed.num_media or "")),
    )
    return Received(text, listed.date_created.astimezone(UTC))


def _written(address: Address) -> str:
    """As Twilio writes an address."""
    if address.channel == "sms":
        return address.value
    if address.channel == "whatsapp":
        return f"whatsapp:{address.value}"
    raise ValueError("Twilio carries sms and whatsapp only")


_PUNCTUATION = str.maketrans("‘’‚‛′“”„‟″«»‐‑‒–—―−", "'" * 5 + '"' * 7 + "-" * 7)


def _comparable(body: str) -> str:
    """A body as it looks after Twilio: smart encoding replaces punctuation, blanks at the ends go, trial accounts
    put a line in front. Too strict a comparison would send a person the same text twice.
    """
    text = unicodedata.normalize("NFKC", _xml_safe(body).translate(_PUNCTUATION))
    return " ".join(text.split()).removeprefix(TRIAL_PREFIX.strip()).strip()
