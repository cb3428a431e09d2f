"""build(settings) → Bot: the only module that knows every room."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from . import logs
from .channels.twilio import TwilioChannel
from .errors import FlowFault, SettingsError
from .flowfiles.load import Loaded, load_book, structure
from .jobs.pace import RedisPace
from .jobs.queues import RqQueue, connect
from .jobs.receipts import ReceiptStream
from .services import upkeep
from .services.facts import FactsOnFile
from .services.ports import Bot, Clock, SystemClock
from .services.texts import open_only_signed
from .settings import Settings
from .storage import own_keys
from .storage.database import Database
from .storage.sealed import Keys

log = logs.get(__name__)

ROOT = Path(__file__).parent.parent
FLOWS = ROOT / "flows"
LOCALES = ROOT / "locales"
PATIENCE = 60.0  # seconds that what always runs waits for the database: a machine that restarts starts all at once
EXAMPLE_PHONES = {"860-555-0100", "+12035550199"}  # of the organisation that flows/bot.yaml ships with


def build(settings: Settings, *, clock: Clock | None = None, patience: float = 0.0) -> Bot:
    """Everything a process needs. `patience`: how many seconds it may wait for the database. Raises SettingsError or
    FlowFault: then it must not start."""
    settings.require_live()
    loaded = load_book(settings.outreach_bot, FLOWS, LOCALES)
    if not settings.is_local:
        refuse_example(loaded)
    redis = connect(settings.redis_url)
    queue = RqQueue(redis)
    keys, database = Keys.parse(settings.sealing_keys), Database(settings.database_url)
    _wait_for(database, patience)
    with database.transaction() as connection:
        keys = own_keys.with_receipts(connection, keys)
    bot = Bot(
        settings=settings,
        database=database,
        keys=keys,
        book=loaded.book if settings.is_local else open_only_signed(loaded.book, loaded.catalog, database),
        written=loaded.book,
        catalog=loaded.catalog,
        facts=_facts(loaded, settings),
        queue=queue,
        receipts=ReceiptStream(redis, queue),
        pace=RedisPace(redis),
        clock=clock or SystemClock(),
        open_channel=lambda: TwilioChannel(settings),
    )
    _remember(bot)
    return bot


def _wait_for(database: Database, patience: float) -> None:
    ends = time.monotonic() + patience
    while not database.ping() and time.monotonic() < ends:
        log.warning("the database does not answer yet")
        time.sleep(1)


class Reload:
    """In local mode: an edited flow is live with the next text. A broken edit keeps the last good book and says so."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._seen = self._written()

    def __call__(self) -> None:
        written = self._written()
        if written == self._seen:
            return
        self._seen = written
        try:
            loaded = load_book(self._bot.settings.outreach_bot, FLOWS, LOCALES)
        except FlowFault as fault:
            log.error(
                "the edited flows have faults; the last good ones stay", faults=[str(f) for f in fault.faults][:20]
            )
            return
        self._bot.book = self._bot.written = loaded.book
        self._bot.catalog = loaded.catalog
        self._bot.facts = _facts(loaded, self._bot.settings)
        _remember(self._bot)
        log.info("the edited flows are live", flows=len(loaded.book.flows))

    def _written(self) -> dict[Path, int]:
        """When each file was last written (ns)."""
        files = [self._bot.settings.outreach_bot, *FLOWS.glob("**/*.yaml")]
        files += [*LOCALES.glob("*/words.yaml"), *LOCALES.glob("*/LC_MESSAGES/*.po")]
        return {path: path.stat().st_mtime_ns for path in files}


def _facts(loaded: Loaded, settings: Settings) -> FactsOnFile:
    calendar = f"{settings.public_base_url}/events"
    events = tuple(replace(event, calendar=f"{calendar}/{event.id}.ics") for event in loaded.events)
    return FactsOnFile(loaded.facts, settings.is_local, events)


def _remember(bot: Bot) -> None:
    flows = bot.written.flows.values()
    upkeep.remember_flows(bot, [(flow.id, flow.version, structure(flow)) for flow in flows])


def refuse_example(loaded: Loaded) -> None:
    """Real people must not be sent an example's name and number. Raises SettingsError."""
    org = loaded.book.bot.org
    phones = {org.phone, *(staff.phone for staff in org.staff)}
    if phones & EXAMPLE_PHONES or "example.org" in f"{org.url} {org.email}":
        raise SettingsError(
            "bot.yaml still holds the example organisation: put in your own name, phone, url, email and staff phones, "
            "or point OUTREACH_BOT at your own file."
        )
