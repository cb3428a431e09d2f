"""Addresses people write from and to. Numbers are E.164 everywhere inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import phonenumbers

Channel = Literal["sms", "whatsapp", "web"]
_SHORT_CODE = re.compile(r"\+?[0-9]{3,6}")


@dataclass(frozen=True, slots=True)
class Address:
    """`value` is E.164 for sms and whatsapp. Its repr shows the channel only."""

    channel: Channel
    value: str = field(repr=False)


def normalise(raw: str, region: str = "US") -> str | None:
    """ "(203) 555-0142" → "+12035550142"; None when it cannot be a number that exists. By libphonenumber."""
    try:
        number = phonenumbers.parse(raw, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number) or number.extension:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_short_code(raw: str) -> bool:
    """Five or six digits (some carriers use fewer): a machine, never a person."""
    return _SHORT_CODE.fullmatch(raw.strip()) is not None


def parse_address(raw: str) -> Address | None:
    """Twilio's From or To: "+12035550142" or "whatsapp:+12035550142". None for short codes and anything else."""
    raw = raw.strip()
    channel: Channel = "sms"
    if raw.startswith("whatsapp:"):
        channel, raw = "whatsapp", raw.removeprefix("whatsapp:")
    if not raw.startswith("+") or is_short_code(raw):
        return None
    number = normalise(raw)
    return Address(channel, number) if number else None
