"""The calendar entry behind the link in a text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from icalendar import Calendar

from outreach_bot.conversation.events import Event
from outreach_bot.conversation.sentences import InEach
from tests.house_under_test import House

STARTS = datetime(2027, 1, 16, 23, 0, tzinfo=UTC)


def test_a_phone_can_keep_the_event(house: House) -> None:
    title = InEach({"en": "Members' meeting", "es": "Reunión de miembros"})
    place = InEach({"en": "Our office, Main St", "es": "Nuestra oficina, Main St"})
    house.bot.facts.events = (Event("january", title, STARTS, STARTS + timedelta(hours=2), place),)
    answer = house.app.test_client().get("/events/january.ics")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    (entry,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert str(entry["summary"]) == "Members' meeting / Reunión de miembros"
    assert str(entry["location"]) == "Our office, Main St / Nuestra oficina, Main St"
    assert (entry.decoded("dtstart"), entry.decoded("dtend")) == (STARTS, STARTS + timedelta(hours=2))


def test_an_event_that_is_not_there(house: House) -> None:
    assert house.app.test_client().get("/events/nothing.ics").status_code == 404
