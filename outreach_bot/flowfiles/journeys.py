"""`flows/journeys/*.yaml` into journeys: one file each, its name is the journey's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from ..conversation.journey import Journey
from ..conversation.sentences import Sentence, sentences_in
from ..errors import Fault
from ..rules.suggestion import did_you_mean
from .parse import lines_of
from .reading import Document, read_file
from .schema import validate

FOLDER = "journeys"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(slots=True)
class JourneySource:
    """A journey with the file it came from. `sentences`: each with its line, in reading order."""

    journey: Journey
    document: Document
    sentences: list[tuple[Sentence, int]] = field(default_factory=list)

    def fault(self, message: str, *place: str | int, warning: bool = False) -> Fault:
        return self.document.fault(message, *place, warning=warning)


@cache
def journey_adapter() -> TypeAdapter[Journey]:
    return TypeAdapter(Journey)


def read_journeys(paths: list[Path], name: dict[Path, str]) -> tuple[dict[str, JourneySource], list[Fault]]:
    """All journeys by name, and every fault; `name`: what faults call a file."""
    found: dict[str, JourneySource] = {}
    faults: list[Fault] = []
    for path in paths:
        document = read_file(path, name[path])
        source = _read(path.stem, document) if not document.faults else None
        faults += document.faults
        if source is not None:
            found[path.stem] = source
    return found, faults


def _read(name: str, document: Document) -> JourneySource | None:
    raw = document.data
    if not isinstance(raw, dict):
        message = "a journey is a group of “name: value” lines: title, programme, around, texts"
        document.faults.append(document.fault(message))
        return None
    if not _NAME.fullmatch(name):
        document.faults.append(document.fault(f"“{name}” cannot be a journey's name: small letters, digits and _ only"))
    given = {key: value for key, value in raw.items() if key in _keys()}
    for key in raw.keys() - given.keys():
        document.faults.append(document.fault(f"“{key}” is not known here{did_you_mean(key, _keys())}", key))
    journey = validate(journey_adapter(), {**given, "id": name}, document)
    if journey is None or document.faults:
        return None
    if not journey.texts:
        message = "a journey needs texts: a name for each, and below it what it says"
        document.faults.append(document.fault(message, "texts"))
        return None
    sentences = lines_of(sentences_in(journey.title, f"{FOLDER}/{name}/title"), document, "title")
    for text, written in journey.texts.items():
        sentences += lines_of(sentences_in(written, f"{FOLDER}/{name}/{text}"), document, "texts", text)
    return JourneySource(journey, document, sentences)


@cache
def _keys() -> frozenset[str]:
    return frozenset(f.name for f in fields(Journey) if f.name != "id")
