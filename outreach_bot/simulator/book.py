"""The carrier's book: a SQLite file with every text, event and webhook call. Written behind, read by tests.

It holds numbers and texts in the clear: a development tool's diary, never a member's.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from time import time
from typing import Any

from outreach_bot.simulator.message import Message

_SCHEMA = """
CREATE TABLE IF NOT EXISTS messages (
    seq INTEGER PRIMARY KEY, sid TEXT NOT NULL, direction TEXT NOT NULL, origin TEXT NOT NULL, sender TEXT,
    recipient TEXT NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, error_code INTEGER, service_sid TEXT,
    media TEXT NOT NULL, has_content_template INTEGER NOT NULL, status_callback TEXT, created_at REAL NOT NULL,
    updated_at REAL NOT NULL, sent_at REAL, send_at REAL, redacted INTEGER NOT NULL, deleted INTEGER NOT NULL,
    history TEXT NOT NULL, answer TEXT
);
CREATE INDEX IF NOT EXISTS messages_recipient ON messages (recipient);
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, sid TEXT, phone TEXT, detail TEXT
);
CREATE TABLE IF NOT EXISTS calls (
    id INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, sid TEXT NOT NULL, url TEXT NOT NULL, status TEXT,
    attempt INTEGER NOT NULL, http_status INTEGER, error TEXT, elapsed_ms REAL NOT NULL, answer TEXT
);
CREATE TABLE IF NOT EXISTS blocked (phone TEXT PRIMARY KEY, at REAL NOT NULL);
"""

# One column for each field of Message, in the same order.
_COLUMNS = [field.name for field in fields(Message)]
_UPSERT = (
    f"INSERT INTO messages ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))}) "
    "ON CONFLICT (seq) DO UPDATE SET sender=excluded.sender, status=excluded.status, error_code=excluded.error_code, "
    "updated_at=excluded.updated_at, sent_at=excluded.sent_at, redacted=excluded.redacted, deleted=excluded.deleted, "
    "history=excluded.history, answer=excluded.answer, media=excluded.media"
)
_EVENT = "INSERT INTO events (at, kind, sid, phone, detail) VALUES (?,?,?,?,?)"
_CALL = (
    "INSERT INTO calls (at, kind, sid, url, status, attempt, http_status, error, elapsed_ms, answer) "
    "VALUES (?,?,?,?,?,?,?,?,?,?)"
)


class BookWriter:
    """Gathers rows in memory and writes them every 50 ms in one transaction, in a thread of its own.

    `flush()` waits until everything noted so far is in the file. A crash loses at most the last batch.
    """

    def __init__(self, path: str | Path) -> None:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        self._thread = ThreadPoolExecutor(1, "book")
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=5000;")
        self._db.executescript(_SCHEMA)
        self._dirty: dict[int, Message] = {}
        self._events: list[tuple[Any, ...]] = []
        self._calls: list[tuple[Any, ...]] = []
        self._blocks: dict[str, float | None] = {}
        self._lock = asyncio.Lock()
        self._ticker: asyncio.Task[None] | None = None

    def load(self) -> tuple[list[Message], set[str]]:
        """The texts and blocked phones of an earlier run, so that a restarted carrier still knows its SIDs."""
        rows = self._db.execute(f"SELECT {', '.join(_COLUMNS)} FROM messages ORDER BY seq")
        messages = [_message(dict(zip(_COLUMNS, row, strict=True))) for row in rows]
        return messages, {phone for (phone,) in self._db.execute("SELECT phone FROM blocked")}

    def start(self) -> None:
        self._ticker = asyncio.create_task(self._tick())

    async def close(self) -> None:
        if self._ticker:
            self._ticker.cancel()
        await self.flush()
        self._thread.shutdown()
        self._db.close()

    def changed(self, message: Message) -> None:
        self._dirty[message.seq] = message

    def event(self, kind: str, *, sid: str | None = None, phone: str | None = None, detail: str | None = None) -> None:
        self._events.append((time(), kind, sid, phone, detail))

    def call(self, kind: str, sid: str, url: str, status: str | None, attempt: int, **result: Any) -> None:
        """`result`: http_status, error, elapsed_ms, answer."""
        self._calls.append((time(), kind, sid, url, status, attempt, *(result[k] for k in _RESULT)))

    def block(self, phone: str, blocked: bool) -> None:
        self._blocks[phone] = time() if blocked else None
        self.event("blocked" if blocked else "unblocked", phone=phone)

    async def flush(self) -> None:
        async with self._lock:
            if not (self._dirty or self._events or self._calls or self._blocks):
                return
            rows = [_row(message) for message in self._dirty.values()]
            events, calls, blocks = self._events, self._calls, self._blocks
            self._dirty, self._events, self._calls, self._blocks = {}, [], [], {}
            await asyncio.get_running_loop().run_in_executor(self._thread, self._write, rows, events, calls, blocks)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(0.05)
            await self.flush()

    def _write(
        self,
        messages: list[tuple[Any, ...]],
        events: list[tuple[Any, ...]],
        calls: list[tuple[Any, ...]],
        blocks: dict[str, float | None],
    ) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.executemany(_UPSERT, messages)
        self._db.executemany(_EVENT, events)
        self._db.executemany(_CALL, calls)
        for phone, at in blocks.items():
            self._db.execute("DELETE FROM blocked WHERE phone = ?", (phone,))
            if at is not None:
                self._db.execute("INSERT INTO blocked VALUES (?, ?)", (phone, at))
        self._db.execute("COMMIT")


_RESULT = ("http_status", "error", "elapsed_ms", "answer")


def _row(m: Message) -> tuple[Any, ...]:
    return (
        m.seq, m.sid, m.direction, m.origin, m.sender, m.recipient, m.body, m.status, m.created_at, m.updated_at,
        m.sent_at, m.send_at, m.service_sid, json.dumps(m.media) if m.media else "[]", m.has_content_template,
        m.status_callback, m.error_code, m.redacted, m.deleted, json.dumps(m.history),
        json.dumps(m.answer) if m.answer else None,
    )  # fmt: skip


def _message(row: dict[str, Any]) -> Message:
    row["media"] = tuple(json.loads(row["media"]))
    row["history"] = [(status, at) for status, at in json.loads(row["history"])]
    row["answer"] = json.loads(row["answer"]) if row["answer"] else None
    for name in ("has_content_template", "redacted", "deleted"):
        row[name] = bool(row[name])
    return Message(**row)


# What tests and benchmarks ask of a book, running or closed. Ask the simulator to flush first (POST /simulator/flush).


@dataclass(frozen=True, slots=True)
class Duplicate:
    """One person was sent the same words more than once: `sids` in the order of their creation."""

    recipient: str
    body: str
    sids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One webhook call: `kind` inbound or callback, `status` the MessageStatus reported, `error` None when answered."""

    at: float
    kind: str
    sid: str
    url: str
    status: str | None
    attempt: int
    http_status: int | None
    error: str | None
    elapsed_ms: float
    answer: str | None


def messages(path: str | Path, *, to: str | None = None, sender: str | None = None) -> list[Message]:
    """Texts in the order in which the carrier took them, optionally to and/or from one address. Deleted ones too."""
    wanted = [(column, value) for column, value in (("recipient", to), ("sender", sender)) if value is not None]
    where = " AND ".join(f"{column} = ?" for column, _ in wanted) or "1"
    query = f"SELECT {', '.join(_COLUMNS)} FROM messages WHERE {where} ORDER BY seq"
    rows = _ask(path, query, [value for _, value in wanted])
    return [_message(dict(zip(_COLUMNS, row, strict=True))) for row in rows]


def duplicates(path: str | Path) -> list[Duplicate]:
    """Texts of the bot with the same recipient and body as an earlier one, whatever became of either."""
    query = (
        "SELECT recipient, body, group_concat(sid) FROM (SELECT * FROM messages ORDER BY seq) "
        "WHERE origin = 'bot' GROUP BY recipient, body HAVING count(*) > 1 ORDER BY min(seq)"
    )
    return [Duplicate(to, body, tuple(sids.split(","))) for to, body, sids in _ask(path, query)]


def counts(path: str | Path) -> dict[str, int]:
    """{"received": 3, "created": 5, "delivered": 4, "sent": 1, …}: inbound, all by the bot, and these by status."""
    result = {"received": 0, "created": 0}
    query = "SELECT direction, status, count(*) FROM messages WHERE origin <> 'carrier' GROUP BY direction, status"
    for direction, status, number in _ask(path, query):
        result["received" if direction == "inbound" else "created"] += number
        if direction != "inbound":
            result[status] = result.get(status, 0) + number
    return result


def calls(path: str | Path, *, kind: str | None = None, sid: str | None = None) -> list[Call]:
    """Webhook calls in the order of their ends; `kind` "inbound" or "callback"."""
    query = (
        "SELECT at, kind, sid, url, status, attempt, http_status, error, elapsed_ms, answer FROM calls "
        "WHERE (?1 IS NULL OR kind = ?1) AND (?2 IS NULL OR sid = ?2) ORDER BY id"
    )
    return [Call(*row) for row in _ask(path, query, (kind, sid))]


def events(path: str | Path, kind: str | None = None) -> list[tuple[str, str | None, str | None, str | None]]:
    """(kind, sid, phone, detail). Kinds: status, refused, fault, callback_lost, callback_off, blocked, unblocked,
    answer_lost, behave."""
    query = "SELECT kind, sid, phone, detail FROM events WHERE ?1 IS NULL OR kind = ?1 ORDER BY id"
    return list(_ask(path, query, (kind,)))


def _ask(path: str | Path, query: str, values: Iterable[Any] = ()) -> list[Any]:
    with closing(sqlite3.connect(path, timeout=5)) as db:
        db.execute("PRAGMA query_only = ON")
        return db.execute(query, tuple(values)).fetchall()
