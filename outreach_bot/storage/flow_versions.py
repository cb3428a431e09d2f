"""The structures of flows that people were in: who is mid-flow finishes on the version they began with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from .inserting import insert_new
from .tables import flow_versions


def remember(connection: Connection, flow: str, version: str, structure: dict[str, Any], now: datetime) -> bool:
    """Keep a structure; True when it was not known yet."""
    row = {"flow": flow, "version": version, "structure": structure, "first_seen": now}
    return insert_new(connection, flow_versions, ("flow", "version"), row)


def load(connection: Connection, flow: str, version: str) -> dict[str, Any] | None:
    """The structure, None when it was never kept."""
    structure: dict[str, Any] | None = connection.execute(_LOAD, {"f": flow, "v": version}).scalar()
    return structure


def known(connection: Connection) -> frozenset[tuple[str, str]]:
    """Every (flow, version) that is kept."""
    return frozenset((row.flow, row.version) for row in connection.execute(_KNOWN))


_LOAD = select(flow_versions.c.structure).where(
    flow_versions.c.flow == bindparam("f"), flow_versions.c.version == bindparam("v")
)
_KNOWN = select(flow_versions.c.flow, flow_versions.c.version)
