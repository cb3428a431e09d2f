"""Ids of our own: made before anything is written or leaves the building."""

from __future__ import annotations

import secrets
from datetime import datetime


def new_id(now: datetime) -> str:
    """A UUID version 7 (RFC 9562) as 32 hex digits: ids made later sort later, which keeps big indexes compact."""
    noise = secrets.randbits(74)
    number = _milliseconds(now) << 80 | 0x7 << 76 | (noise >> 62) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    return f"{number:032x}"


def first_id(at: datetime) -> str:
    """No id made from this moment on sorts before it, and every one made earlier does."""
    return f"{_milliseconds(at) << 80:032x}"


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000) & (1 << 48) - 1
