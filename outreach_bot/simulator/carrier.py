"""The carrier itself: takes texts from the API and from phones, moves them on, keeps the block list."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from time import time
from typing import Any
from urllib.parse import urlsplit

from outreach_bot.simulator import numbers
from outreach_bot.simulator.behaviour import Behaviour, Dice
from outreach_bot.simulator.book import BookWriter
from outreach_bot.simulator.codes import Refusal
from outreach_bot.simulator.message import FINAL, Direction, Message, Origin, Register, new_sid
from outreach_bot.simulator.webhooks import Receipts, Webhooks

Steps = list[tuple[float, str, int | None]]
"""What is still to happen to a text: (seconds from the step before, status, error code)."""

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Note:
    """Something a phone's owner never saw: the carrier refused the bot's text (`code`)."""

    at: float
    code: int
    body: str


class Carrier:
    """All state of the simulator. Lives in one event loop; `open()` and `close()` bracket its life."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        own_number: str,
        target_url: str,
        book: BookWriter,
        behaviour: Behaviour,
        webhook_timeout_seconds: float = 15.0,
    ) -> None:
        self.account_sid, self.auth_token, self.own_number = account_sid, auth_token, own_number
        self.target_url = target_url.rstrip("/")
        self.book, self.behaviour, self.dice = book, behaviour, Dice()
        self.register = Register()
        self.blocked: set[str] = set()
        self.notes: defaultdict[str, deque[Note]] = defaultdict(lambda: deque(maxlen=50))
        self.listeners: set[Callable[[str], None]] = set()
        self.webhooks = Webhooks(auth_token, book, webhook_timeout_seconds)
        self._closing = False
        self.receipts = Receipts(self.webhooks, book, self.dice, account_sid)

    async def open(self) -> None:
        self.webhooks.open()
        earlier, self.blocked = self.book.load()
        for message in earlier:
            self.register.add(message)
        self.book.start()
        for message in self.register.unfinished():
            self.launch(message)

    async def close(self) -> None:
        self._closing = True
        await self.webhooks.close(2.0)
        await self.book.close()

    def behave(self, wanted: dict[str, Any]) -> Behaviour:
        """Raises ValueError with a sentence when `wanted` does not fit."""
        self.behaviour = self.behaviour.changed(wanted)
        if wanted.get("reset") or "seed" in wanted or "fault_limit" in wanted:
            self.dice.reset()
        self.book.event("behave", detail=str(wanted))
        return self.behaviour

    def add(
        self,
        direction: Direction,
        origin: Origin,
        sender: str | None,
        recipient: str,
        body: str,
        status: str,
        **more: Any,
    ) -> Message:
        """Take a text into the books. `more`: further fields of Message."""
        now = time()
        message = Message(
            seq=self.register.next_seq,
            sid=more.pop("sid", None) or new_sid("MM" if more.get("media") else "SM"),
            direction=direction,
            origin=origin,
            sender=sender,
            recipient=recipient,
            body=body,
            status=status,
            created_at=now,
            updated_at=now,
            history=[(status, now)],
            **more,
        )
        self.register.add(message)
        self.touched(message)
        return message

    def touched(self, message: Message) -> None:
        self.book.changed(message)
        self.changed(message.phone)

    def changed(self, phone: str) -> None:
        for listener in self.listeners:
            listener(phone)

    def block(self, phone: str, blocked: bool) -> None:
        (self.blocked.add if blocked else self.blocked.discard)(phone)
        self.book.block(phone, blocked)
        self.changed(phone)

    # --- texts that the API creates -------------------------------------------------------------------------------

    def create(self, form: Mapping[str, str], media: tuple[str, ...]) -> Message | Refusal:
        """POST Messages.json: the new text, or why not. A refusal is noted on the phone it was meant for."""
        refusal = self._refusal(form, media)
        to = form.get("To", "")
        if refusal:
            self.book.event("refused", phone=to, detail=str(refusal.code))
            if to in self.register.phones:
                self.notes[to].append(Note(time(), refusal.code, form.get("Body", "")))
                self.changed(to)
            return refusal
        service = form.get("MessagingServiceSid")
        send_at = _timestamp(form.get("SendAt", "")) if form.get("ScheduleType") else None
        message = self.add(
            "outbound-api",
            "bot",
            None if service else form["From"],
            to,
            form.get("Body", ""),
            "scheduled" if send_at else "accepted" if service else "queued",
            service_sid=service,
            media=media,
            send_at=send_at,
            status_callback=form.get("StatusCallback") or None,
            has_content_template=bool(form.get("ContentSid")),
        )
        self.launch(message)
        return message

    def _refusal(self, form: Mapping[str, str], media: tuple[str, ...]) -> Refusal | None:
        to, sender = form.get("To", ""), form.get("From", "")
        code = (
            _refused_shape(form, media)
            or numbers.REFUSED_FROM.get(sender)
            or self._refused_sender(sender, form.get("MessagingServiceSid", ""))
            or _refused_pair(sender, to)
            or numbers.REFUSED_TO.get(numbers.bare(to))
            or (21408 if not numbers.bare(to).startswith("+1") and not numbers.is_whatsapp(to) else None)
            or (21610 if to in self.blocked else None)
            or _refused_schedule(form)
        )
        return Refusal(400, code) if code else None

    def _refused_sender(self, sender: str, service: str) -> int | None:
        if service and not (service.startswith("MG") and len(service) == 34):
            return 21701
        if not sender:
            return None
        if not numbers.is_valid(sender):
            return 21212
        return None if numbers.bare(sender) in {self.own_number, numbers.GOOD_FROM} else 21606

    # --- what becomes of a text -----------------------------------------------------------------------------------

    def launch(self, message: Message) -> None:
        """Let a text run its course: (accepted →) queued → sent → delivered, or as its number or the dice say."""
        steps = self._course(message)
        if steps:
            self._after(message, steps)

    def _course(self, message: Message) -> Steps:
        behaviour, steps = self.behaviour, Steps()
        if message.status in {"accepted", "scheduled"}:
            steps.append((max(0.0, (message.send_at or 0) - time()), "queued", None))
        end = numbers.outcome(message.recipient) or self._ordinary_end(message)
        if end.status == "failed":
            return [*steps, (behaviour.sent_after_ms / 1000, "failed", end.error_code)]
        if message.status != "sent":
            steps.append((behaviour.sent_after_ms / 1000, "sent", None))
        if end.status != "sent":
            steps.append((behaviour.delivered_after_ms / 1000, end.status, end.error_code))
        if end.status == "delivered" and numbers.is_whatsapp(message.recipient):
            steps.append((behaviour.delivered_after_ms / 1000, "read", None))
        return steps

    def _ordinary_end(self, message: Message) -> numbers.Outcome:
        behaviour = self.behaviour
        is_free_form = numbers.is_whatsapp(message.recipient) and not message.has_content_template
        if is_free_form and not self._recently_heard(message):
            return numbers.Outcome("failed", 63016)
        key = f"{message.recipient}|{message.body}"
        if self.dice.hits(behaviour.seed, "delivery", key, behaviour.undelivered_rate):
            return numbers.Outcome("undelivered", behaviour.undelivered_code)
        return numbers.Outcome("delivered")

    def _recently_heard(self, message: Message) -> bool:
        """WhatsApp's 24-hour window: did this person write to us in the last day?"""
        latest = next(self.register.newest_first(sender=message.recipient), None)
        return latest is not None and latest.created_at > time() - _DAY_SECONDS

    def _after(self, message: Message, steps: Steps) -> None:
        asyncio.get_running_loop().call_later(steps[0][0], self._step, message, steps)

    def _step(self, message: Message, steps: Steps) -> None:
        if self._closing:  # the next start goes on from here
            return
        if message.deleted or message.status in FINAL - {"delivered"}:
            return
        _, status, code = steps.pop(0)
        self.move(message, status, code, is_last=not steps)
        if steps:
            self._after(message, steps)

    def move(self, message: Message, status: str, code: int | None = None, *, is_last: bool) -> None:
        """The text reaches a status; its callback is posted."""
        now = time()
        if message.sender is None:
            own = self.own_number
            self.register.sender_chosen(message, f"whatsapp:{own}" if numbers.is_whatsapp(message.recipient) else own)
        message.status, message.error_code, message.updated_at = status, code, now
        message.history.append((status, now))
        if status == "sent":
            message.sent_at = now
        self.book.event("status", sid=message.sid, phone=message.phone, detail=status)
        self.touched(message)
        self.receipts.report(message, self.behaviour, is_last=is_last)


def _refused_shape(form: Mapping[str, str], media: tuple[str, ...]) -> int | None:
    """Twilio's code for what is wrong with the fields themselves."""
    to, body = form.get("To", ""), form.get("Body", "")
    validity = form.get("ValidityPeriod")
    rules: tuple[tuple[bool, int], ...] = (
        (not to, 21604),
        (not form.get("From") and not form.get("MessagingServiceSid"), 21603),
        (not body and not media and not form.get("ContentSid"), 21602),
        (len(body) > 1600, 21617),
        (len(media) > 10, 21623),
        (not numbers.is_valid(to), 21211),
        (not _is_callback(form.get("StatusCallback", "")), 21609),
        (validity is not None and not (validity.isdecimal() and 1 <= int(validity) <= 36_000), 90007),
    )
    return next((code for is_broken, code in rules if is_broken), None)


def _is_callback(url: str) -> bool:
    """Twilio refuses a callback that is no http(s) address or whose host has an underscore."""
    if not url:
        return True
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "_" not in str(parts.hostname)
    except ValueError:
        return False


def _refused_pair(sender: str, to: str) -> int | None:
    if sender and numbers.is_whatsapp(sender) != numbers.is_whatsapp(to):
        return 21910
    return 21266 if sender == to else None


def _refused_schedule(form: Mapping[str, str]) -> int | None:
    kind = form.get("ScheduleType")
    if not kind:
        return None
    if kind != "fixed":
        return 35126
    if not form.get("MessagingServiceSid"):
        return 35118
    if not form.get("SendAt"):
        return 35111
    at = _timestamp(form["SendAt"])
    return None if at is not None and 300 < at - time() <= 35 * _DAY_SECONDS else 35115


def _timestamp(iso: str) -> float | None:
    """ "2026-11-30T17:00:00Z" → seconds since 1970; None when it is no such thing."""
    try:
        parsed = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
