"""build(settings) → Bot: the only module that knows every room.

A process that serves has everything ready at its start. A command opens what it asks for: pausing a blast waits neither
for flows nor for the carrier's library, and works while a flow file is broken. What takes long to import is imported
where it is used.
"""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from . import logs
from .errors import DatabaseAway, FlowFault, SettingsError
from .services.ports import Bot, Clock, Files, Redis, SystemClock
from .settings import Settings
from .storage import own_keys
from .storage.database import Database
from .storage.sealed import Keys

if TYPE_CHECKING:
    from .channels.base import Channel
    from .conversation.bot import BotSettings
    from .flowfiles.load import Loaded
    from .services.facts import FactsOnFile

log = logs.get(__name__)

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"
LOCALES = ROOT / "locales"
PATIENCE = 60.0  # seconds that what always runs waits for the database: a machine that restarts starts all at once
EXAMPLE_PHONES = {"860-555-0100", "+12035550199"}  # of the organisation that flows/bot.yaml ships with
LOOK_AGAIN = timedelta(seconds=1)  # nobody edits a flow and texts faster; over a hundred files at each text are a fifth


def build(settings: Settings, *, clock: Clock | None = None, patience: float = 0.0) -> Bot:
    """Everything a process needs, open. `patience`: how many seconds it may wait for the database. Raises
    SettingsError or FlowFault: then it must not start."""
    ends = time.monotonic() + patience
    while True:
        try:
            bot = assemble(settings, clock=clock, patience=max(ends - time.monotonic(), 0))
            _remember(bot)
        except DatabaseAway:  # there a moment ago, and gone again
            if time.monotonic() >= ends:
                raise
            time.sleep(1)
        else:
            _ = bot.redis
            return bot


def assemble(settings: Settings, *, clock: Clock | None = None, patience: float = 0.0) -> Bot:
    """For a command: flows, bot.yaml and Redis are opened when it first asks for them. One that needs the flows asks
    before it begins a transaction: reading them takes seconds. Raises SettingsError."""
    settings.require_live()
    keys, database = Keys.parse(settings.sealing_keys), Database(settings.database_url)
    _wait_for(database, patience)
    return Bot(
        settings=settings,
        database=database,
        keys=_with_receipts(database, keys),
        clock=clock or SystemClock(),
        open_channel=lambda: _twilio(settings),
        open_redis=lambda: _redis(settings),
        read_files=_files,
        read_organisation=_organisation,
    )


def _wait_for(database: Database, patience: float) -> None:
    ends = time.monotonic() + patience
    while not database.ping() and time.monotonic() < ends:
        log.warning("the database does not answer yet")
        time.sleep(1)


def _with_receipts(database: Database, keys: Keys) -> Keys:
    """The receipts' key is made once; after that nobody waits here for those who write."""
    with database.reading() as connection:
        known = own_keys.known(connection, keys)
    if known is not None:
        return known
    with database.transaction() as connection:
        return own_keys.with_receipts(connection, keys)


def _twilio(settings: Settings) -> Channel:
    from .channels.twilio import TwilioChannel

    return TwilioChannel(settings)


def _redis(settings: Settings) -> Redis:
    from .jobs.pace import RedisPace
    from .jobs.queues import RqQueue, connect
    from .jobs.receipts import ReceiptStream

    redis = connect(settings.redis_url)
    queue = RqQueue(redis)
    return Redis(queue, ReceiptStream(redis, queue), RedisPace(redis))


def _organisation(bot: Bot) -> BotSettings:
    from .flowfiles.organisation import load_organisation

    organisation = load_organisation(bot.settings.outreach_bot)
    if not bot.settings.is_local:
        refuse_example(organisation)
    return organisation


def _files(bot: Bot) -> Files:
    from .flowfiles import load
    from .services.texts import open_only_signed

    loaded = load.load_book(bot.settings.outreach_bot, FLOWS, LOCALES)
    book, local = loaded.book, bot.settings.is_local
    if not local:
        refuse_example(loaded.book.bot)
        book = open_only_signed(book, loaded.catalog, bot.database)
    bot.organisation = loaded.book.bot
    return Files(book, loaded.book, loaded.catalog, _facts(loaded, bot.settings))


def _remember(bot: Bot) -> None:
    from .flowfiles.load import structure
    from .services import upkeep

    flows = bot.written.flows.values()
    upkeep.remember_flows(bot, [(flow.id, flow.version, structure(flow)) for flow in flows])


class Reload:
    """In local mode: an edited flow is live with the next text. A broken edit keeps the last good book and says so."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen = self._written()
        self._looked = bot.clock.now()

    def __call__(self) -> None:
        now = self._bot.clock.now()
        if self._looked <= now < self._looked + LOOK_AGAIN:
            return
        self._looked = now
        written = self._written()
        if written == self._seen:
            return
        self._seen = written
        try:
            self._bot.files = _files(self._bot)
        except FlowFault as fault:
            log.error(
                "the edited flows have faults; the last good ones stay", faults=[str(f) for f in fault.faults][:20]
            )
            return
        _remember(self._bot)
        log.info("the edited flows are live", flows=len(self._bot.book.flows))

    def _written(self) -> dict[Path, int]:
        """When each file was last written (ns). An editor that saves may have put one away for a moment."""
        files = [self._bot.settings.outreach_bot, *FLOWS.glob("**/*.yaml")]
        files += [*LOCALES.glob("*/words.yaml"), *LOCALES.glob("*/LC_MESSAGES/*.po")]
        written: dict[Path, int] = {}
        for path in files:
            with suppress(OSError):
                written[path] = path.stat().st_mtime_ns
        return written


def _facts(loaded: Loaded, settings: Settings) -> FactsOnFile:
    from .services.facts import FactsOnFile

    calendar = f"{settings.public_base_url}/events"
    events = tuple(replace(event, calendar=f"{calendar}/{event.id}.ics") for event in loaded.events)
    return FactsOnFile(loaded.facts, settings.is_local, events)


def refuse_example(organisation: BotSettings) -> None:
    """Real people must not be sent an example's name and number. Raises SettingsError."""
    org = organisation.org
    phones = {org.phone, *(staff.phone for staff in org.staff)}
    if phones & EXAMPLE_PHONES or "example.org" in f"{org.url} {org.email}":
        raise SettingsError(
            "bot.yaml still holds the example organisation: put in your own name, phone, url, email and staff phones, "
            "or point OUTREACH_BOT at your own file."
        )
