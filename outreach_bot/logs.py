"""Structured logs: a constant sentence and fields, ids only. Never a body, a name or a phone number.

Callers log no people's data in the first place; the masking here is the second net, and exceptions are written
without their messages because libraries (Twilio's SDK, SQLAlchemy) put numbers and texts into them.
"""

from __future__ import annotations

import errno
import logging
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from outreach_bot.errors import OutreachError

MASK = "[number]"
# E.164 (in a URL, too), or ten digits in the groups people write, with the country's 1 or without. A letter or a hyphen
# beside them means an id.
_PHONE = re.compile(
    r"(?:\+|%2[bB])\d{7,15}(?!\d)|(?<![\w.+-])(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]?\d{3}[\s.-]?\d{4}(?![\w-])"
)
_LONG_DIGITS = re.compile(r"\+?\d[\d\s().-]{5,}\d")
# These write numbers (Twilio's SDK logs query parameters), callers' addresses, or job descriptions at INFO.
_QUIET = ("twilio.", "aiohttp.access.", "urllib3.", "rq.", "asyncio.", "alembic.")
_CHAIN = 5  # causes of causes that are still written


def get(name: str) -> Any:
    """A logger. Use: `log.info("reply stored", message=message_id)`."""
    return structlog.get_logger(source=name)


def configure(json: bool, stream: TextIO | None = None) -> None:
    """Set up logging for this process: JSON lines for machines, or lines for a terminal; to stderr by default."""
    stream = stream or sys.stderr
    last: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False, default=lambda value: mask(repr(value)))
        if json
        else structlog.dev.ConsoleRenderer(colors=stream.isatty(), pad_event_to=0)
    )
    before: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        _exception_without_values,
        _mask_fields,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*before, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Foreign(foreign_pre_chain=before, processors=[_drop_meta, last]))
    handler.addFilter(_is_fit_to_write)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    # The SDK's records must reach no handler at all, not even one that another library adds.
    logging.getLogger("twilio").propagate = False
    logging.getLogger("twilio").addHandler(logging.NullHandler())
    _log_uncaught()


def mask(text: str) -> str:
    """The text with every phone number replaced."""
    return _PHONE.sub(MASK, text)


def exception_fields(error: BaseException) -> dict[str, Any]:
    """What may be written about an exception: type, frames without source or values, and its causes.

    Only our own errors give their message (they promise to carry no people's data), without runs of 7 digits or more.
    """
    told: dict[str, Any] = {"type": _type_name(error)}
    if isinstance(error, OutreachError):
        told["message"] = _LONG_DIGITS.sub(MASK, str(error))
    elif isinstance(error, OSError) and error.errno:
        told["message"] = errno.errorcode.get(error.errno, str(error.errno))
    told["frames"] = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return told


def exception_chain(error: BaseException) -> list[dict[str, Any]]:
    """The exception and what caused it, outermost first."""
    chain: list[dict[str, Any]] = []
    cause: BaseException | None = error
    while cause is not None and len(chain) < _CHAIN:
        chain.append(exception_fields(cause))
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return chain


def exception_text(error: BaseException) -> str:
    """The same as lines of text: for places that keep a traceback, such as a failed job's record in Redis."""
    lines = []
    for told in exception_chain(error):
        lines.append(f"{told['type']}: {told['message']}" if "message" in told else told["type"])
        lines += [f"  {frame}" for frame in told["frames"]]
    return "\n".join(lines)


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _exception_without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    error = info[1] if isinstance(info, tuple) else info
    if isinstance(error, BaseException):
        event["error"] = exception_chain(error)
    return event


def _mask_fields(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    return {name: _masked(value) for name, value in event.items()}


def _masked(value: Any) -> Any:
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, int):
        return MASK if _PHONE.fullmatch(str(value)) else value
    if isinstance(value, BaseException):
        return _type_name(value)
    if isinstance(value, Mapping):
        return {mask(str(key)): _masked(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(each) for each in value]
    return value if isinstance(value, logging.LogRecord) else mask(str(value))


class _Foreign(structlog.stdlib.ProcessorFormatter):
    """Records of libraries, in our form; only the first line of RQ's, which append a job's traceback with values."""

    def format(self, record: logging.LogRecord) -> str:
        if record.name.startswith("rq"):
            record = logging.makeLogRecord(record.__dict__)
            record.msg, record.args = record.getMessage().partition("\n")[0], None
        return super().format(record)


def _drop_meta(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    record = event.pop("_record", None)
    event.pop("_from_structlog", None)
    if record is not None:
        event["source"] = record.name
    return event


def _is_fit_to_write(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or not f"{record.name}.".startswith(_QUIET)


def _log_uncaught() -> None:
    log = get("uncaught")

    def hook(_kind: type[BaseException], error: BaseException, _frames: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        log.critical("the process ends on an error", exc_info=error)

    sys.excepthook = hook
    threading.excepthook = lambda args: log.critical("a thread ends on an error", exc_info=args.exc_value)
