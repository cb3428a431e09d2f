"""What reaches a log line: ids and constant sentences; no phone number, and no value inside an exception."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot import logs
from outreach_bot.errors import NotFound

NUMBERS = [
    "+12035550142",
    "2035550142",
    "12035550142",
    "(203) 555-0142",
    "203-555-0142",
    "203.555.0142",
    "1 203 555 0142",
    "whatsapp:+12035550142",
    "+34600111222",
    "To=%2B12035550142",
]


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root, twilio = logging.getLogger(), logging.getLogger("twilio")
    before = (root.handlers[:], root.level, twilio.propagate, twilio.handlers[:])
    hooks = (sys.excepthook, threading.excepthook)
    stream = io.StringIO()
    logs.configure(json=True, stream=stream)
    yield stream
    root.handlers[:], root.level, twilio.propagate, twilio.handlers[:] = before
    sys.excepthook, threading.excepthook = hooks
    structlog.reset_defaults()


def told(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_line_is_a_sentence_with_fields(lines: io.StringIO) -> None:
    logs.get("services.inbound").info("a text was answered", message="m-1", segments=2)
    (line,) = told(lines)
    assert line["event"] == "a text was answered"
    assert (line["source"], line["message"], line["segments"]) == ("services.inbound", "m-1", 2)
    assert str(line["timestamp"]).endswith("Z")


@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_passes_in_any_field(lines: io.StringIO, number: str) -> None:
    log = logs.get("x")
    sentence = f"sent to {number}"
    log.info(sentence, to=number, deep={"list": [number], number: (number,)}, thing=ValueError(number))
    logging.getLogger("some.library").warning("asked for %s", number)
    digits = "".join(c for c in number if c.isdigit())[-9:]
    written = "".join(c for c in lines.getvalue().partition('"timestamp"')[0] if c.isalnum())
    assert digits not in written
    assert lines.getvalue().count(logs.MASK) >= 5


def test_a_number_that_is_an_integer_is_masked(lines: io.StringIO) -> None:
    logs.get("x").info("sent", to=12035550142, also=2035550142, count=5000)
    (line,) = told(lines)
    assert (line["to"], line["also"], line["count"]) == (logs.MASK, logs.MASK, 5000)


@pytest.mark.parametrize(
    "id",
    [
        "SM01234567890123456789012345678901",
        "3f2504e0-4f89-41d3-9a0c-030512345678",
        "0192f0c1-5555-7012-8345-123456789012",
        "2026-11-20T15:00:00.123456Z",
        "v-1234567890abcdef",
    ],
)
def test_ids_stay_readable(lines: io.StringIO, id: str) -> None:
    logs.get("x").info("kept", id=id)
    assert told(lines)[0]["id"] == id


WORDS = st.text(st.characters(categories=["L", "P", "Zs"]), max_size=5)


@given(st.from_regex(r"\+1[2-9][0-9]{9}", fullmatch=True), WORDS)
def test_e164_is_masked_whatever_stands_around_it(number: str, around: str) -> None:
    assert number not in logs.mask(f"{around}{number}{around}")


def fail_with_values() -> None:
    try:
        int("María 2035550142")
    except ValueError as cause:
        raise NotFound("There is no ticket 12 for 203 555 0142.") from cause


def test_an_exception_gives_types_and_frames_without_values(lines: io.StringIO) -> None:
    try:
        fail_with_values()
    except NotFound:
        logs.get("x").exception("a turn failed", message="m-1")
    (line,) = told(lines)
    first, second = line["error"]  # type: ignore[misc]
    assert first["type"] == "outreach_bot.errors.NotFound"
    assert first["message"] == f"There is no ticket 12 for {logs.MASK}."
    assert second["type"] == "ValueError" and "message" not in second
    assert any("fail_with_values" in frame for frame in second["frames"])
    assert "María" not in lines.getvalue()


def test_the_text_form_is_as_silent() -> None:
    try:
        fail_with_values()
    except NotFound as error:
        text = logs.exception_text(error)
    assert "María" not in text and "0142" not in text
    assert text.startswith("outreach_bot.errors.NotFound: There is no ticket 12")


def test_libraries_that_log_people_are_silent(lines: io.StringIO) -> None:
    logging.getLogger("twilio.async_http_client").error("Query Params: {'To': 'María'}")
    logging.getLogger("aiohttp.access").info("GET /?from=María")
    logging.getLogger("rq.worker").info("default: task('María')")
    logging.getLogger("rq.worker").error("[Job j-1]: exception raised\nValueError: María")
    (line,) = told(lines)
    assert line["event"] == "[Job j-1]: exception raised"


def test_an_uncaught_exception_is_logged_without_its_message(lines: io.StringIO) -> None:
    thread = threading.Thread(target=fail_with_values)
    thread.start()
    thread.join()
    (line,) = told(lines)
    assert line["event"] == "a thread ends on an error"
    assert "María" not in lines.getvalue()


def test_the_terminal_form_masks_as_well() -> None:
    stream = io.StringIO()
    try:
        logs.configure(json=False, stream=stream)
        logs.get("x").info("sent", to="+12035550142")
    finally:
        structlog.reset_defaults()
        logging.getLogger().handlers.clear()
    assert "sent" in stream.getvalue() and "0142" not in stream.getvalue()
