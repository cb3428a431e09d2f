"""Who of a slice is meant, and who is left out because of what earlier texts have shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from ..storage import blast_people
from ..storage.blasts import BlastRow, Caps, Person


def judged(connection: Any, blast: BlastRow, people: Sequence[Person], caps: Caps, now: datetime) -> list[Person]:
    """The people of a slice: without those who are not meant (they have answered the blast before), and with the reason
    for everybody who gets no text."""
    if blast.not_answered is not None:
        silent = blast_people.silent_since(connection, blast.not_answered, [each.member_id for each in people])
        people = [each for each in people if each.member_id in silent]
    texted = [each.address_id for each in people if each.address_id is not None and each.left_out is None]
    unreachable = blast_people.unreachable(connection, texted)
    often: set[str] = set()
    if caps.week is not None:
        had = blast_people.had_since(connection, texted, now - timedelta(days=7))
        often = {address for address, texts in had.items() if texts >= caps.week}
    return [_with_reason(each, unreachable, often) for each in people]


def _with_reason(person: Person, unreachable: set[str], often: set[str]) -> Person:
    if person.left_out is None and person.address_id in unreachable:
        return replace(person, left_out="unreachable")
    if person.left_out is None and person.address_id in often:
        return replace(person, left_out="too_often")
    return person
