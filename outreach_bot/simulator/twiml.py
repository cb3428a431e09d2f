"""Reads the webhook's answer as Twilio does: TwiML `<Message>`s, or a plain text."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree

_LIMIT = 64 * 1024


class TwimlError(ValueError):
    """The answer cannot be used. `code`: 11750 too big, 12100 not XML, 12200 not TwiML, 12300 wrong type."""

    def __init__(self, code: int, reason: str) -> None:
        self.code = code
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Reply:
    body: str
    to: str | None = None
    status_callback: str | None = None
    media: tuple[str, ...] = ()


def replies(content: bytes, content_type: str, base_url: str) -> list[Reply]:
    """The texts that the answer asks for, in its order. Raises TwimlError.

    The attributes are `action` and the older `statusCallback`: either says where receipts go, relative to the
    webhook's own address (https://www.twilio.com/docs/messaging/twiml/message).
    """
    if len(content) > _LIMIT:
        raise TwimlError(11750, "The answer is larger than 64 kB.")
    if not content.strip():
        return []
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "text/plain":
        return [Reply(content.decode("utf-8", "replace").strip())]
    if kind not in {"text/xml", "application/xml"}:
        raise TwimlError(12300, f"The answer's Content-Type is {kind or 'missing'}; Twilio wants text/xml.")
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise TwimlError(12100, f"The answer is not XML: {error}.") from error
    if root.tag != "Response":
        raise TwimlError(12200, f"The answer's root is <{root.tag}>, not <Response>.")
    return [_reply(verb, base_url) for verb in root]


def _reply(verb: ElementTree.Element, base_url: str) -> Reply:
    if verb.tag != "Message":
        raise TwimlError(12200, f"The simulator does not know <{verb.tag}> in a messaging answer.")
    bodies = verb.findall("Body")
    callback = verb.get("statusCallback") or verb.get("action")
    return Reply(
        body="".join(body.text or "" for body in bodies) if bodies else (verb.text or "").strip(),
        to=verb.get("to"),
        status_callback=urljoin(base_url, callback) if callback else None,
        media=tuple((media.text or "").strip() for media in verb.findall("Media")),
    )
