"""Files in, a checked FlowBook out; and old structures brought back from storage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..conversation.book import FlowBook
from ..conversation.events import Event
from ..conversation.facts import Fact
from ..errors import Fault, FlowFault
from .catalog import Catalog
from .check import check
from .material import Material, read_material
from .parse import load_structure, structure

__all__ = ["Loaded", "load_book", "load_structure", "structure"]


@dataclass(slots=True)
class Loaded:
    book: FlowBook
    catalog: Catalog
    facts: Mapping[str, Fact]
    events: tuple[Event, ...]
    warnings: list[Fault]
    material: Material


def load_book(bot_path: Path, flows_dir: Path, locales_dir: Path, *, today: date | None = None) -> Loaded:
    """Read and check everything. `today` adds the warnings about facts whose review is due: no date ever stops a boot.
    Raises FlowFault with all faults at once, and no warnings: among hundreds nobody finds the one to mend."""
    material = read_material(bot_path, flows_dir, locales_dir)
    found = check(material, today)
    wrong = [fault for fault in found if not fault.warning]
    if wrong:
        raise FlowFault(wrong)
    book = material.book(partisan=material.may_be_partisan)
    return Loaded(book, material.catalog, material.facts.facts, material.events, found, material)
