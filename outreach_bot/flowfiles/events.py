"""`flows/facts/events.yaml` into events. What is past stays in the file and is not told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, with_config

from ..conversation.events import Event
from ..conversation.flow import STRICT
from ..conversation.sentences import InEach
from .reading import Document
from .schema import validate

FILE = "events.yaml"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class WrittenEvent:
    """`starts` like 2027-01-16 18:00, in the organisation's zone; `hours`: how long it takes."""

    id: str
    title: dict[str, str]
    starts: str
    place: dict[str, str]
    hours: int = 2


_WRITTEN = TypeAdapter(WrittenEvent)


def read_events(document: Document, timezone: str, languages: list[str]) -> tuple[Event, ...]:
    """All events; every fault goes to the document."""
    found: dict[str, Event] = {}
    entries = document.data or []
    if not isinstance(entries, list):
        document.faults.append(document.fault("an events file is a list: lines that begin with “- id: …”"))
        return ()
    for number, raw in enumerate(entries):
        written = validate(_WRITTEN, raw, document, number)
        if written is None:
            continue
        for key in ("title", "place"):
            missing = [language for language in languages if not getattr(written, key).get(language, "").strip()]
            if missing:
                document.faults.append(document.fault(f"the {key} is missing in {', '.join(missing)}", number, key))
        starts = _moment(written.starts, timezone)
        if starts is None:
            message = f"“{written.starts}” is not a day and hour; write it like 2027-01-16 18:00"
            document.faults.append(document.fault(message, number, "starts"))
        elif not _ID.fullmatch(written.id) or written.id in found:
            message = f"“{written.id}” cannot be this event's id: small letters, digits and -, and each id once"
            document.faults.append(document.fault(message, number, "id"))
        else:
            ends = starts + timedelta(hours=written.hours)
            found[written.id] = Event(written.id, InEach(written.title), starts, ends, InEach(written.place))
    return tuple(found.values())


def _moment(text: str, timezone: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo(timezone))
    except ValueError:
        return None
