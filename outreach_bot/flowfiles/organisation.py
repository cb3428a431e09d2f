"""bot.yaml alone: for who needs the organisation's zone or name, and no conversation."""

from __future__ import annotations

from pathlib import Path

from pydantic import TypeAdapter

from ..conversation.bot import BotSettings
from ..errors import FlowFault
from .reading import Document, read_file
from .schema import validate

_BOT = TypeAdapter(BotSettings)


def read_organisation(path: Path, name: str) -> tuple[BotSettings | None, Document]:
    """None when it can't be used: then the document says why. `name` is what its faults call the file."""
    document = read_file(path, name)
    return (None if document.faults else validate(_BOT, document.data or {}, document)), document


def load_organisation(path: Path) -> BotSettings:
    """Raises FlowFault."""
    found, document = read_organisation(path, str(path))
    if found is None:
        raise FlowFault(document.faults)
    return found
