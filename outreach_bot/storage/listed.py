"""Several names in one column, so that a condition on a million people is one scan: "\\ncleaners\\nnurses\\n"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, case, func

SEPARATOR = "\n"  # no name holds a line break


def listed(names: Iterable[str]) -> str | None:
    """As the column holds them; None for none."""
    each = sorted(names)
    return f"{SEPARATOR}{SEPARATOR.join(each)}{SEPARATOR}" if each else None


def names(column: str | None) -> frozenset[str]:
    return frozenset((column or "").split(SEPARATOR)) - {""}


def holds(column: ColumnElement[Any], name: Any) -> ColumnElement[bool]:
    """The condition that the column holds this name; true or false, also where it is empty."""
    written = SEPARATOR + name + SEPARATOR
    if isinstance(name, str):
        return column.is_not(None) & column.contains(written, autoescape=True)
    return func.coalesce(func.replace(column, written, "") != column, False)


def adding(column: ColumnElement[Any], name: ColumnElement[str]) -> ColumnElement[Any]:
    """The column with the name in it, once."""
    return case((holds(column, name), column), else_=func.coalesce(column, SEPARATOR) + name + SEPARATOR)


def removing(column: ColumnElement[Any], name: ColumnElement[str]) -> ColumnElement[Any]:
    return func.nullif(func.replace(column, SEPARATOR + name + SEPARATOR, SEPARATOR), SEPARATOR)
