"""Phone numbers and the addresses of channels. A number is compared and kept in E.164 only: +12035550123."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

import phonenumbers

ChannelName = Literal["sms", "whatsapp", "web"]

_E164 = re.compile(r"\+(?:1[0-9]{10}|[2-9][0-9]{6,14})", re.ASCII)
_SHORT_CODE = re.compile(r"[0-9]{3,8}", re.ASCII)
_WEB = re.compile(r"[A-Za-z0-9_-]{8,128}", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """Where one person is reached. `value`: E.164 for sms and whatsapp, the visitor's token for web."""

    channel: ChannelName
    value: str

    @property
    def wire(self) -> str:
        """As the carrier writes it: "+1203…", "whatsapp:+1203…"."""
        return self.value if self.channel == "sms" else f"{self.channel}:{self.value}"

    def __repr__(self) -> str:
        return f"Address({self.channel}, …)"  # a number must not reach a log or a traceback


def parse_address(raw: str) -> Address | None:
    """The address in a carrier's From or To. None for what cannot be answered: short codes, letters, rubbish."""
    scheme, colon, rest = raw.strip().partition(":")
    channel, value = (scheme, rest) if colon else ("sms", scheme)
    if channel == "sms" and _E164.fullmatch(value):
        return Address("sms", value)
    if channel == "whatsapp" and _E164.fullmatch(value):
        return Address("whatsapp", value)
    if channel == "web" and _WEB.fullmatch(value):
        return Address("web", value)
    return None


def normalise(raw: str, region: str = "US") -> str | None:
    """A number as people write it → E.164, or None when it is no valid number. `region`: ISO country of a number
    without a country code; Puerto Rico's numbers are +1 and need none."""
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_short_code(raw: str) -> bool:
    """Whether a carrier's From is a short code (3-8 digits, no plus): a machine, which must never be answered."""
    return _SHORT_CODE.fullmatch(raw.strip()) is not None
