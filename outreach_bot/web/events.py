"""An event as a calendar entry (RFC 5545), for the link in a text."""

from __future__ import annotations

from flask import Blueprint, Response, abort
from icalendar import Calendar
from icalendar import Event as Entry

from .guards import bot, open_to_all

events = Blueprint("events", __name__)


@events.get("/events/<event_id>.ics")
@open_to_all
def calendar(event_id: str) -> Response:
    """What a phone's calendar opens. It names event and place in every language, and nobody who comes."""
    house = bot()
    event = next((each for each in house.facts.events if each.id == event_id), None)
    if event is None:
        abort(404)
    entry = Entry()
    entry.add("uid", f"{event.id}@{house.organisation.org.url.rpartition('//')[2]}")
    entry.add("summary", " / ".join(dict.fromkeys(event.title.texts.values())))
    entry.add("location", " / ".join(dict.fromkeys(event.place.texts.values())))
    entry.add("dtstamp", house.clock.now())
    entry.add("dtstart", event.starts)
    entry.add("dtend", event.ends)
    whole = Calendar()
    whole.add("prodid", f"-//{house.organisation.org.name}//outreach_bot//EN")
    whole.add("version", "2.0")
    whole.add_component(entry)
    whole.add_missing_timezones()
    headers = {"Content-Disposition": f"attachment; filename={event.id}.ics"}
    return Response(whole.to_ical(), mimetype="text/calendar", headers=headers)
