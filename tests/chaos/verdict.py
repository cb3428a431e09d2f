"""The carrier's own book against our rows: who was sent what, and does our report say so?"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import select

from outreach_bot.simulator import book
from outreach_bot.simulator.message import Message
from outreach_bot.storage.tables import addresses, messages
from tests.chaos.town import Town

NEVER_LEFT = {"unclear", "suppressed", "refused", "left_out", "failed"}


@dataclass(slots=True)
class Verdict:
    """What must be 0 comes first, then what is only counted."""

    duplicates: int = 0  # texts that a person got twice
    lost: int = 0  # people without a text, of whom the report does not say so
    untrue: int = 0  # rows that say something else than the carrier's book
    unfinished: int = 0  # rows that still wait for something
    texted_after_stop: int = 0
    stops_not_heard: int = 0
    not_ours: int = 0  # texts at the carrier that no row of ours knows
    replies_twice: int = 0
    people: int = 0
    received: int = 0  # people who have the text
    unclear: int = 0  # reported as such: nobody knows
    unclear_but_sent: int = 0  # of those, the carrier has a text
    stopped_first: int = 0  # people who opted out before their turn came
    refused: int = 0
    on_the_way: int = 0  # claimed before the STOP was heard, taken by the carrier after it
    inbound: int = 0
    inbound_never_heard: int = 0
    statuses: dict[str, int] = field(default_factory=dict)

    MUST_BE_ZERO = ("duplicates", "lost", "untrue", "unfinished", "texted_after_stop", "stops_not_heard", "not_ours",
                    "replies_twice")  # fmt: skip

    @property
    def passed(self) -> bool:
        return not any(getattr(self, name) for name in self.MUST_BE_ZERO)


def judge(town: Town, blast: int, people: list[str], stopped: set[str]) -> Verdict:
    town.flush_book()
    carried = book.messages(town.book)
    ours = _rows(town)
    told = Verdict(people=len(people))
    by_row: defaultdict[str, list[Message]] = defaultdict(list)
    for message in carried:
        if message.origin == "bot":
            by_row[_row_of(message)].append(message)
    told.not_ours = sum(len(found) for row, found in by_row.items() if row not in ours)
    _blast(told, town, blast, people, ours, by_row)
    _stops(told, ours, by_row, stopped)
    _replies(told, ours, by_row, carried)
    return told


def _blast(told: Verdict, town: Town, blast: int, people: list[str], ours: Rows, by_row: ByRow) -> None:
    mine = {row["number"]: row for row in ours.values() if row["blast_id"] == blast}
    told.lost += len(set(people) - mine.keys())
    bodies = Counter((m.recipient, m.body) for found in by_row.values() for m in found if _is_blast(ours, m))
    told.duplicates = sum(count - 1 for count in bodies.values())
    statuses: Counter[str] = Counter()
    for row in mine.values():
        sent, status = by_row.get(row["id"], []), row["status"]
        statuses[status] += 1
        told.received += bool(sent)
        told.unclear += status == "unclear"
        told.unclear_but_sent += status == "unclear" and bool(sent)
        told.stopped_first += status == "suppressed"
        told.refused += status == "refused"
        told.unfinished += status in ("waiting", "attempted", "answered")
        if not sent:
            told.lost += status not in NEVER_LEFT
        elif status != "unclear":
            told.untrue += (row["provider_sid"], status) != (sent[0].sid, sent[0].status)
    told.statuses = dict(statuses.most_common())


def _stops(told: Verdict, ours: Rows, by_row: ByRow, stopped: set[str]) -> None:
    heard = {row["number"]: row["opted_out_at"] for row in ours.values() if row["opted_out_at"]}
    told.stops_not_heard = len(stopped - heard.keys())
    for row_id, found in by_row.items():
        row = ours.get(row_id)
        stop = heard.get(row["number"]) if row else None
        if row is None or stop is None or row["purpose"] != "blast":
            continue
        if any(datetime.fromtimestamp(message.created_at, UTC) > stop for message in found):
            told.on_the_way += row["attempted_at"] < stop
            told.texted_after_stop += row["attempted_at"] >= stop


def _replies(told: Verdict, ours: Rows, by_row: ByRow, carried: list[Message]) -> None:
    came = {message.sid for message in carried if message.origin == "phone"}
    told.inbound = len(came)
    told.inbound_never_heard = len(came - {row["provider_sid"] for row in ours.values() if row["direction"] == "in"})
    for row in ours.values():
        if row["direction"] == "out" and row["blast_id"] is None:
            told.replies_twice += max(0, len(by_row.get(row["id"], [])) - 1)
            told.unfinished += row["status"] in ("waiting", "attempted", "answered")


def _is_blast(ours: Rows, message: Message) -> bool:
    row = ours.get(_row_of(message))
    return row is not None and row["purpose"] == "blast"


def _row_of(message: Message) -> str:
    """Our own id, from the address that receipts are asked for at."""
    return parse_qs(urlsplit(message.status_callback or "").query).get("mid", [""])[0]


Rows = dict[str, dict[str, Any]]
ByRow = dict[str, list[Message]]


def _rows(town: Town) -> Rows:
    wanted = select(messages, addresses.c.sealed.label("phone"), addresses.c.opted_out_at).join_from(
        messages, addresses, isouter=True
    )
    keys, found = town.bot.keys, {}
    with town.bot.database.reading() as connection:
        for row in connection.execute(wanted).mappings():
            number = keys.open(row["phone"], "addresses", "sealed", row["address_id"]).decode()
            found[row["id"]] = {**row, "number": number}
    return found
