"""The database: one URL in, transactions out. SQLite (one file, the default) or PostgreSQL."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from ..errors import DatabaseAway, SettingsError, Stale

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 10  # how long a SQLite writer waits for the one before it
MIGRATION_LOCK = 0x6F757472  # "outr": PostgreSQL's advisory lock, so that two processes never migrate at once

# Serialization failure, deadlock, lock not available; unique and foreign key violations: somebody else won the race.
RUN_AGAIN_POSTGRESQL = {"40001", "40P01", "55P03", "23505", "23503"}
AWAY_POSTGRESQL = ("08", "57P")  # connection exception; shut down, crashed, or not up yet
CONNECT_SECONDS = 5
RUN_AGAIN_SQLITE = {
    "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY", "SQLITE_LOCKED", "SQLITE_LOCKED_SHAREDCACHE",
    "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_FOREIGNKEY",
}  # fmt: skip

LACKS_POSTGRESQL = {"42P01", "42703"}  # undefined table, undefined column
LACKS_SQLITE = re.compile(r"^no such (?:table|column)|has no column named")


class Database:
    """A pool of connections. Thread-safe; one per process.

    `url`: sqlite:///path/to/file, postgres://… or postgresql://…. Raises SettingsError for anything else.
    """

    def __init__(self, url: str, *, pool_size: int = 5) -> None:
        self._url = _read(url)
        self.sqlite = self._url.get_backend_name() == "sqlite"
        self._engine = _sqlite(self._url, pool_size) if self.sqlite else _postgresql(self._url, pool_size)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Committed at the end of the block, rolled back by any exception. Raises Stale: run the whole block again; and
        DatabaseAway: it may have been committed."""
        with _translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """For looking only: takes no write lock, and nothing done here is kept."""
        with _translated(), self._engine.connect() as connection:
            yield connection.execution_options(reading=True)

    def migrate(self) -> None:
        """Bring the schema to the newest version. Safe when several processes do it at once. Raises SettingsError."""
        from alembic import command

        try:
            with self._engine.begin() as connection:
                if not self.sqlite:
                    connection.execute(text(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})"))
                command.upgrade(alembic_config(connection), "head")
        except OperationalError as error:
            raise SettingsError(f"The database {self.name} cannot be used: {_reason(error)}") from None

    def ping(self) -> bool:
        """Whether the database answers."""
        try:
            with self._engine.connect() as connection:
                connection.execution_options(reading=True).execute(text("SELECT 1"))
        except DBAPIError:
            return False
        return True

    def checkpoint(self) -> bool:
        """After forgetting: fold SQLite's log into the file and empty it: deleted values are gone from the disk.

        False when a reader was in the way: try later. On PostgreSQL dead rows leave with VACUUM, which it runs itself.
        """
        if not self.sqlite:
            return True
        with self._engine.connect() as connection:
            cursor = connection.connection.cursor()
            busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            cursor.close()
        return not busy

    @property
    def name(self) -> str:
        """Which database this is, without user and password."""
        if self.sqlite:
            return str(self._url.database)
        host = self._url.host or self._url.query.get("host") or "localhost"
        return f"{self._url.database} on {host}:{self._url.port or self._url.query.get('port') or 5432}"

    def close(self) -> None:
        self._engine.dispose()


def alembic_config(connection: Connection) -> Config:
    """Alembic without an ini file: the migrations beside this module, over a connection that is already open."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _read(url: str) -> URL:
    wanted = "DATABASE_URL must look like sqlite:///var/outreach.db or postgresql://user:password@host/name"
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(f"{wanted}.") from None
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise SettingsError(f"{wanted}: several processes share it, so it must be a file.")
        return parsed
    if parsed.get_backend_name() in ("postgres", "postgresql"):
        return parsed.set(drivername="postgresql+psycopg")
    raise SettingsError(f"{wanted}; {parsed.get_backend_name()} is not supported.")


def _sqlite(url: URL, pool_size: int) -> Engine:
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))  # nobody else on the machine reads it; -wal inherits it
    except OSError as error:
        raise SettingsError(f"The database file {path} cannot be opened: {error.strerror}.") from None
    engine = create_engine(
        url, hide_parameters=True, pool_size=pool_size, max_overflow=10, connect_args={"timeout": BUSY_SECONDS},
        json_serializer=_as_json,
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves; the driver's own begins too late for our locks
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading")
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _postgresql(url: URL, pool_size: int) -> Engine:
    patience = {"connect_timeout": CONNECT_SECONDS, "tcp_user_timeout": 3 * CONNECT_SECONDS * 1000}  # else: for ever
    given = {name: value for name, value in patience.items() if name not in url.query}
    return create_engine(
        url, hide_parameters=True, pool_pre_ping=True, pool_size=pool_size, max_overflow=10, connect_args=given,
        json_serializer=_as_json,
    )  # fmt: skip


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)  # SQLite looks for letters, not for their escapes


@contextmanager
def _translated() -> Iterator[None]:
    """The database's refusals that mean "run again" become Stale. Its own words are dropped: they may quote values."""
    try:
        yield
    except DBAPIError as error:
        reason = _reason_code(error)
        if reason in RUN_AGAIN_POSTGRESQL or reason in RUN_AGAIN_SQLITE:
            raise Stale(f"somebody else wrote first ({reason}): run it again") from None
        if _is_away(error, reason):
            raise DatabaseAway("the database does not answer now") from None
        if reason in LACKS_POSTGRESQL or LACKS_SQLITE.search(str(error.orig)):
            raise SettingsError("The database lacks this version's tables: run `outreach upgrade` first.") from None
        raise


def _is_away(error: DBAPIError, reason: str) -> bool:
    if error.connection_invalidated or reason.startswith(AWAY_POSTGRESQL):
        return True
    # Nobody listens, or the connection broke: psycopg has no code for it.
    return isinstance(error, OperationalError) and not reason


def _reason_code(error: DBAPIError) -> str:
    driver = error.orig
    return str(getattr(driver, "sqlstate", None) or getattr(driver, "sqlite_errorname", None) or "")


def _reason(error: OperationalError) -> str:
    """The driver's own sentence; connection errors name hosts and files, never rows."""
    return str(error.orig).strip().splitlines()[0]
