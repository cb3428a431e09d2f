"""Who of a slice is meant, and who is left out because of what earlier texts have shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ..storage import blast_people
from ..storage.audience import Person
from ..storage.blasts import BlastRow, Caps


def judged(connection: Any, blast: BlastRow, people: Sequence[Person], caps: Caps, now: datetime) -> list[Person]:
    """The people of a slice: without those who are not meant (they have answered the blast before), and with the reason
    for everybody who gets no text."""
    if blast.not_answered is not None:
        silent = blast_people.silent_since(connection, blast.not_answered, [each.member_id for each in people])
        people = [each for each in people if each.member_id in silent]
    texted = [each.address_id for each in people if each.address_id is not None and each.left_out is None]
    if caps.week is None:
        return list(people)
    had = blast_people.had_since(connection, texted, now - timedelta(days=7))
    often = {address for address, texts in had.items() if texts >= caps.week}
    return [
        replace(each, left_out="too_often") if each.left_out is None and each.address_id in often else each
        for each in people
    ]
