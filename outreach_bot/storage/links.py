"""Short links: where one leads, whose text it stands in, and when a person first opened it. No address, no browser."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from ..rules.links import ALPHABET, TOKEN_LENGTH
from .tables import link_targets, links, messages


@dataclass(frozen=True, slots=True)
class Link:
    """`sent_at`: when its text was handed to the carrier. `opened`: somebody has opened it before."""

    token: str
    url: str
    sent_at: datetime | None
    opened: bool


def new_token() -> str:
    """Nobody can guess one, and it tells nothing."""
    return "".join(secrets.choice(ALPHABET) for _ in range(TOKEN_LENGTH))


def add(connection: Connection, blast_id: int, new: Sequence[tuple[str | None, str, str]]) -> None:
    """(message id, address it leads to, token) …; in the transaction that writes the texts."""
    if not new:
        return
    urls = sorted({url for _, url, _ in new})
    targets = {row.url: row.id for row in connection.execute(_TARGETS, {"blast": blast_id})}
    for url in urls:
        if url not in targets:
            row = {"blast_id": blast_id, "url": url}
            targets[url] = connection.execute(insert(link_targets), row).inserted_primary_key[0]  # type: ignore[index]
    rows = [{"token": token, "target_id": targets[url], "message_id": message} for message, url, token in new]
    connection.execute(insert(links), rows)


def get(connection: Connection, token: str) -> Link | None:
    """None: there is no such link, or the person whose it was has been erased."""
    row = connection.execute(_GET, {"wanted": token}).first()
    return None if row is None else Link(row.token, row.url, row.attempted_at, row.opened_at is not None)


def opened(connection: Connection, token: str, now: datetime) -> bool:
    """A person has opened it. True when it is the first time."""
    return connection.execute(_OPENED, {"wanted": token, "now": now}).rowcount == 1


def clicks(connection: Connection, blast_id: int) -> dict[str, tuple[int, int]]:
    """Address → (links that went out, links that a person has opened)."""
    found = {row.url: (row.sent, row.opened) for row in connection.execute(_CLICKS, {"blast": blast_id})}
    for row in connection.execute(_CLICKS_OF_ERASED, {"blast": blast_id}):
        sent, opened = found.get(row.url, (0, 0))
        found[row.url] = (sent + row.erased_sent, opened + row.erased_opened)
    return found


_TARGETS = select(link_targets).where(link_targets.c.blast_id == bindparam("blast"))
_GET = (
    select(links.c.token, links.c.opened_at, link_targets.c.url, messages.c.attempted_at)
    .select_from(links.join(link_targets).outerjoin(messages, messages.c.id == links.c.message_id))
    .where(links.c.token == bindparam("wanted"))
)
_OPENED = (
    update(links)
    .where(links.c.token == bindparam("wanted"), links.c.opened_at.is_(None))
    .values(opened_at=bindparam("now"))
)
_CLICKS = (
    select(
        link_targets.c.url,
        func.count().filter(messages.c.attempted_at.is_not(None)).label("sent"),
        func.count().filter(links.c.opened_at.is_not(None)).label("opened"),
    )
    .select_from(links.join(link_targets).join(messages, messages.c.id == links.c.message_id))
    .where(link_targets.c.blast_id == bindparam("blast"), messages.c.blast_id.is_not(None))  # no test texts
    .group_by(link_targets.c.url)
)  # fmt: skip
_CLICKS_OF_ERASED = select(link_targets).where(
    link_targets.c.blast_id == bindparam("blast"), link_targets.c.erased_sent + link_targets.c.erased_opened > 0
)
