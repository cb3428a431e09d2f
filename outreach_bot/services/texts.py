"""Rights and voting texts that real people get have been read by a lawyer and by a native reader: sign-offs.

A text is its language and wording: change one letter and it must be read again. Where real people are texted, a flow
with an unread text is closed: whoever asks for it gets a person instead. Journeys remind people of elections, so their
texts are voting texts: one with an unread text says nothing. The fixed texts for people in danger are to be read too,
and go out all the same: silence would be worse.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from ..conversation.book import FlowBook
from ..conversation.bot import Dangers
from ..conversation.flow import Flow
from ..conversation.journey import Journey
from ..conversation.sentences import sentences_in
from ..conversation.steps.handoff import Handoff, Ticket
from ..errors import NotFound
from ..flowfiles.catalog import Catalog
from ..flowfiles.journeys import FOLDER
from ..rules.signature import signed
from ..storage import sign_offs as rows
from ..storage.database import Database
from .ports import Bot

Role = Literal["lawyer", "native_reader"]
ROLES: tuple[Role, ...] = ("lawyer", "native_reader")
KINDS = ("rights_information", "voting")  # what a wrong word in could cost somebody a job, a vote or a case
CLOSED = "closed"  # the version of a flow that nobody has signed off
DANGER = "bot/danger"  # in place of a flow: the fixed texts in bot.yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in one language. `flow`: whose it is, for a journey's “journeys/primary”, “bot/danger” for those of
    bot.yaml; `lacks`: the roles that have not signed it."""

    flow: str
    language: str
    text: str
    hash: str
    lacks: tuple[Role, ...]


def unsigned(bot: Bot, flow_id: str | None = None) -> list[Wording]:
    """Every text of a live rights or voting flow, of a journey, or for people in danger, that still lacks a reader.
    Raises NotFound for an unknown one."""
    with bot.database.reading() as connection:
        signed = rows.signed(connection)
    every = (_lacking(each, signed) for each in _wordings(bot.written, bot.catalog, flow_id))
    return [each for each in every if each.lacks]


def sign(bot: Bot, role: Role, who: str, flow_id: str) -> int:
    """`who`, a lawyer or a native reader, has read every text of this flow or journey, in every language, as it is now.

    Returns how many texts were new to this role. Raises NotFound, Nameless.
    """
    who = signed(who)
    hashes = [each.hash for each in _wordings(bot.written, bot.catalog, flow_id)]
    with bot.database.transaction() as connection:
        return rows.add(connection, hashes, role, who, bot.clock.now())


def open_only_signed(book: FlowBook, catalog: Catalog, database: Database) -> FlowBook:
    """The book with every unsigned rights or voting flow closed: its words still find it, and lead to a person. People
    still join an unsigned journey; it tells them nothing until it is signed."""
    with database.reading() as connection:
        signed = rows.signed(connection)
    closed = {each.flow for each in _wordings(book, catalog, None) if _lacking(each, signed).lacks}
    flows = {flow.id: _closed(flow, book) if flow.id in closed else flow for flow in book.flows.values()}
    journeys = {
        journey.id: replace(journey, status="draft") if _name(journey) in closed else journey
        for journey in book.journeys.values()
    }
    return replace(book, flows=flows, journeys=journeys)


def _closed(flow: Flow, book: FlowBook) -> Flow:
    """Its place, words and privacy, and one step: a person answers."""
    ticket = Ticket(queue="general", say=book.bot.say.asked_for_person)
    steps: Mapping[str, Any] = {"person": Handoff(handoff=ticket, end="referred")}
    return replace(flow, version=CLOSED, steps=steps, notice=None, inputs={}, outputs=[], migrate={}, source={})


def _lacking(wording: Wording, signed: frozenset[tuple[str, str]]) -> Wording:
    return replace(wording, lacks=tuple(role for role in ROLES if (wording.hash, role) not in signed))


def _wordings(book: FlowBook, catalog: Catalog, name: str | None) -> Iterator[Wording]:
    """Members never see a journey's title."""
    danger = {each.name: getattr(book.bot.danger, each.name) for each in fields(Dangers)}
    to_read: dict[str, Mapping[str, Any]] = {DANGER: danger}
    for flow in book.flows.values():
        if flow.kind in KINDS and flow.status == "live":
            to_read[flow.id] = {"title": flow.title, "notice": flow.notice, **flow.steps}
    for journey in book.journeys.values():
        if journey.status == "live":
            to_read[_name(journey)] = journey.texts
    if name is not None and name not in to_read:
        raise NotFound(f"there is no live rights or voting flow, and no journey, {name}. See: outreach texts list")
    for whose in to_read if name is None else [name]:
        for language, text in dict.fromkeys(_said(whose, to_read[whose], catalog, book.bot.languages.offered)):
            yield Wording(whose, language, text, hash_of(language, text), ROLES)


def _name(journey: Journey) -> str:
    return f"{FOLDER}/{journey.id}"


def _said(
    whose: str, parts: Mapping[str, Any], catalog: Catalog, languages: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for name, part in parts.items():
        for sentence in sentences_in(part, f"{whose}/{name}"):
            for language in languages:
                yield language, catalog.text(sentence, language) or sentence.msgid


def hash_of(language: str, text: str) -> str:
    return hashlib.sha256(f"{language}\0{text}".encode()).hexdigest()
