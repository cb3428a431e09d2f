"""Which numbers the simulator takes, which it refuses, and the magic ones with an outcome of their own.

Twilio's test numbers (https://www.twilio.com/docs/iam/test-credentials), as `To`:
+15005550001 → 21211, …0002 → 21612, …0003 → 21408, …0004 → 21610, …0009 → 21614;
as `From`: +15005550001 → 21212, …0007 → 21606, …0008 → 21611, …0006 is good.

Ours, as `To`, for what happens after the text was accepted:
+15005553XYZ ends `undelivered` with error 30XYZ (+15005553003 → 30003, …3005 → 30005, …3007 → 30007, …3008 → 30008);
+15005554000 stays at `sent`: its carrier gives no delivery receipts;
+15005554001 ends `failed` with 30001 (queue overflow).
Each works for `whatsapp:` addresses too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

REFUSED_TO = {
    "+15005550001": 21211,
    "+15005550002": 21612,
    "+15005550003": 21408,
    "+15005550004": 21610,
    "+15005550009": 21614,
}
REFUSED_FROM = {"+15005550001": 21212, "+15005550007": 21606, "+15005550008": 21611}
GOOD_FROM = "+15005550006"

_E164 = re.compile(r"\+[1-9]\d{6,14}")
_SHORT_CODE = re.compile(r"\d{5,6}")
_UNDELIVERED = re.compile(r"\+15005553(\d{3})")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a text ends: `status`, and Twilio's error code when it did not arrive."""

    status: str
    error_code: int | None = None


def bare(address: str) -> str:
    """ "whatsapp:+1203…" → "+1203…"; a plain number stays."""
    return address.removeprefix("whatsapp:")


def is_whatsapp(address: str) -> bool:
    return address.startswith("whatsapp:")


def is_valid(address: str) -> bool:
    """An E.164 number, with or without `whatsapp:` in front."""
    return bool(_E164.fullmatch(bare(address)))


def outcome(address: str) -> Outcome | None:
    """The end that a magic number of ours stands for; None for an ordinary number."""
    number = bare(address)
    if number == "+15005554000":
        return Outcome("sent")
    if number == "+15005554001":
        return Outcome("failed", 30001)
    magic = _UNDELIVERED.fullmatch(number)
    return Outcome("undelivered", int("30" + magic[1])) if magic else None


def parse_phone(raw: str, channel: str = "sms") -> str | None:
    """What somebody typed as a phone's number → its address: "(203) 555-0123" → "+12035550123", None for rubbish.

    A short code (5-6 digits) is let through: carriers and shops text from them, and the bot must bear it.
    """
    typed = raw.strip()
    if is_whatsapp(typed):
        channel, typed = "whatsapp", bare(typed)
    number = re.sub(r"[\s().·-]", "", typed)
    if re.fullmatch(r"1?[2-9]\d{9}", number):
        number = "+1" + number[-10:]
    if channel == "whatsapp":
        return f"whatsapp:{number}" if _E164.fullmatch(number) else None
    return number if _E164.fullmatch(number) or _SHORT_CODE.fullmatch(number) else None
