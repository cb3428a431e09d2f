"""Durations as authors write them: 90s, 15m, 4h, 3d."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

DURATION = re.compile(r"([0-9]{1,5})([smhd])")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds(text: Any) -> int:
    """ "90s", "15m", "4h", "3d" → seconds. Raises ValueError with a sentence for the author."""
    match = DURATION.fullmatch(text) if isinstance(text, str) else None
    if match is None or int(match[1]) == 0:
        raise ValueError(f"“{text}” is not a duration; write it like 90s, 15m, 4h or 3d")
    return int(match[1]) * _SECONDS[match[2]]


Seconds = Annotated[int, BeforeValidator(seconds), WithJsonSchema({"type": "string", "pattern": "^[0-9]+[smhd]$"})]
