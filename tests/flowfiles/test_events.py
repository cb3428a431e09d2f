"""The events file: what is read, and what is refused."""

from __future__ import annotations

import pytest

from outreach_bot.flowfiles.events import read_events
from outreach_bot.flowfiles.reading import read

GOOD = "- {id: january, title: {en: A, es: B}, starts: 2027-01-16 18:00, place: {en: C, es: D}}\n"


def test_an_event_is_in_the_organisations_zone() -> None:
    document = read("e.yaml", GOOD.encode())
    (event,) = read_events(document, "America/New_York", ["en", "es"])
    assert document.faults == []
    told = [event.starts.isoformat(), event.ends.isoformat()]
    assert told == ["2027-01-16T18:00:00-05:00", "2027-01-16T20:00:00-05:00"]


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        (GOOD + GOOD, 2, "each id once"),
        (GOOD.replace("18:00", "6 pm"), 1, "write it like 2027-01-16 18:00"),
        (GOOD.replace(", es: B", ""), 1, "the title is missing in es"),
        (GOOD.replace("id: january", "id: Big Meeting"), 1, "small letters"),
        (GOOD.replace("place", "plce"), 1, "did you mean “place”?"),
        ("id: x", 1, "is a list"),
    ],
)
def test_faults_name_their_line(text: str, line: int, part: str) -> None:
    document = read("e.yaml", text.encode())
    read_events(document, "America/New_York", ["en", "es"])
    assert any(fault.line == line and part in fault.message for fault in document.faults), document.faults
