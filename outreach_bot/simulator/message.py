"""One text as the carrier knows it, its shape in Twilio's JSON, and the index of all of them."""

from __future__ import annotations

import uuid
from bisect import bisect_left
from collections import OrderedDict, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from time import gmtime, strftime
from typing import Any, Literal

from outreach_bot.rules import segments

FINAL = frozenset({"delivered", "undelivered", "failed", "canceled", "read", "received"})

Direction = Literal["inbound", "outbound-api", "outbound-reply"]
Origin = Literal["phone", "bot", "carrier"]


@dataclass(slots=True, eq=False)
class Message:
    """A text in either direction. Times are seconds since 1970 (UTC); `sender` is None until a service chose one."""

    seq: int
    sid: str
    direction: Direction
    origin: Origin
    sender: str | None
    recipient: str
    body: str
    status: str
    created_at: float
    updated_at: float
    sent_at: float | None = None
    send_at: float | None = None
    service_sid: str | None = None
    media: tuple[str, ...] = ()
    has_content_template: bool = False
    status_callback: str | None = None
    error_code: int | None = None
    redacted: bool = False
    deleted: bool = False
    history: list[tuple[str, float]] = field(default_factory=list)
    answer: dict[str, Any] | None = None

    @property
    def phone(self) -> str:
        """The other end: the person's phone, whichever way the text went."""
        return (self.sender or "") if self.direction == "inbound" else self.recipient


def new_sid(prefix: str) -> str:
    return prefix + uuid.uuid4().hex


@lru_cache(maxsize=4096)
def measured(body: str) -> segments.Segments:
    return segments.count(body)


@lru_cache(maxsize=64)
def _rfc2822(second: int) -> str:
    return strftime("%a, %d %b %Y %H:%M:%S +0000", gmtime(second))


def rfc2822(at: float | None) -> str | None:
    """Twilio's dates: "Mon, 16 Aug 2010 03:45:01 +0000"."""
    return None if at is None else _rfc2822(int(at))


def as_json(message: Message, account_sid: str, error_text: str | None = None) -> dict[str, Any]:
    """The Message resource of the API (https://www.twilio.com/docs/messaging/api/message-resource).

    With a Messaging Service `num_segments` is "0" and `from` null until a sender is chosen.
    """
    uri = f"/2010-04-01/Accounts/{account_sid}/Messages/{message.sid}"
    waiting = message.sender is None
    return {
        "account_sid": account_sid,
        "api_version": "2010-04-01",
        "body": "" if message.redacted else message.body,
        "date_created": rfc2822(message.created_at),
        "date_sent": rfc2822(message.sent_at),
        "date_updated": rfc2822(message.updated_at),
        "direction": message.direction,
        "error_code": message.error_code,
        "error_message": error_text,
        "from": message.sender,
        "messaging_service_sid": message.service_sid,
        "num_media": str(len(message.media)),
        "num_segments": "0" if waiting else "1" if message.media else str(max(1, measured(message.body).segments)),
        "price": None,
        "price_unit": "USD",
        "sid": message.sid,
        "status": message.status,
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": message.recipient,
        "uri": f"{uri}.json",
    }


class Register:
    """All texts in memory, by SID, by recipient, by sender, and by phone (the latest heard of last)."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Message] = {}
        self._all: list[Message] = []
        self._to: defaultdict[str, list[Message]] = defaultdict(list)
        self._from: defaultdict[str, list[Message]] = defaultdict(list)
        self.phones: OrderedDict[str, list[Message]] = OrderedDict()
        self.next_seq = 1

    def add(self, message: Message) -> None:
        self._by_sid[message.sid] = message
        self._all.append(message)
        self._to[message.recipient].append(message)
        if message.sender:
            self._from[message.sender].append(message)
        self.phones.setdefault(message.phone, []).append(message)
        self.phones.move_to_end(message.phone)
        self.next_seq = message.seq + 1

    def sender_chosen(self, message: Message, sender: str) -> None:
        message.sender = sender
        known = self._from[sender]
        # A service chooses late, so that texts of one sender may arrive here out of their order.
        known.insert(bisect_left(known, message.seq, key=lambda other: other.seq), message)

    def get(self, sid: str) -> Message | None:
        message = self._by_sid.get(sid)
        return None if message is None or message.deleted else message

    def newest_first(
        self, *, to: str | None = None, sender: str | None = None, before_seq: int | None = None
    ) -> Iterator[Message]:
        """Texts not deleted, newest first, optionally of one recipient and/or sender, and older than `before_seq`."""
        listed = self._to.get(to, []) if to else self._from.get(sender, []) if sender else self._all
        last = len(listed) if before_seq is None else bisect_left(listed, before_seq, key=lambda m: m.seq)
        for index in range(last - 1, -1, -1):
            message = listed[index]
            if not message.deleted and (sender is None or message.sender == sender):
                yield message

    def unfinished(self) -> list[Message]:
        return [m for m in self._all if m.direction != "inbound" and m.status not in FINAL and not m.deleted]
