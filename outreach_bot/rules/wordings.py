"""Which of a blast's two wordings a person gets: by chance, and always the same one."""

from __future__ import annotations

from hashlib import sha256
from typing import Literal


def variant(blast_id: int, member_id: str, b_share: int) -> Literal["a", "b"] | None:
    """`b_share` per cent of the people get "b". None when there is one wording only (share 0)."""
    if b_share <= 0:
        return None
    drawn = int.from_bytes(sha256(f"{blast_id}:{member_id}".encode()).digest()[:4]) % 10_000
    return "b" if drawn < b_share * 100 else "a"
