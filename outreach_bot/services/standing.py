"""Where people stand at this moment: how many in which flow, version and step. Nobody is named."""

from __future__ import annotations

from collections import Counter

from ..conversation.state import Conversation
from ..storage import conversations
from ..storage.database import Database
from ..storage.sealed import Keys


def standing(database: Database, keys: Keys) -> Counter[tuple[str, str, str]]:
    """(flow, version, step) → people, for all open conversations: the question that waits, and beneath it each flow
    that goes on when the one above is over. Raises SealBroken when the keys are those of another database."""
    found: Counter[tuple[str, str, str]] = Counter()
    with database.reading() as connection:
        for state in conversations.open_states(connection, keys):
            found.update((frame.flow, frame.version, frame.step) for frame in Conversation.from_json(state).frames)
    return found
