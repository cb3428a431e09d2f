"""`outreach journeys`: texts around a day: who is on the way, when the next ones go, what was told."""

from __future__ import annotations

import click

from outreach_bot.cli.bot import open_bot
from outreach_bot.cli.output import emit, json_option
from outreach_bot.services import journeys as service

ENDED = {"left": "done with it", "opted_out": "opted out", "no_consent": "no consent any more", "over": "day over",
         "called_off": "called off"}  # fmt: skip


@click.group()
def journeys() -> None:
    """Texts around a day, like reminders before an election."""


@journeys.command("list")
@json_option
def list_(as_json: bool) -> None:
    """Every journey: who is on the way, when its texts go, what was told."""
    bot = open_bot()
    found = service.standing(bot)
    told = [
        {
            "journey": each.journey.id, "title": each.journey.title.msgid, "status": each.journey.status,
            "programme": each.journey.programme, "unread": each.unread, "people": each.people,
            "texts": [
                {"text": t.text, "day": t.day, "occasion": t.occasion.name, "date": t.occasion.day} for t in each.texts
            ],
            "told": [dict(zip(("text", "date", "status", "people"), line, strict=True)) for line in each.told],
        }
        for each in found
    ]  # fmt: skip
    emit(told, "\n\n".join(map(_shown, found)) or "There is no journey.", as_json)


def _shown(each: service.Standing) -> str:
    ended = [f"{count} {ENDED.get(why, why)}" for why, count in each.people.items() if why != "going"]
    lines = [
        f"{each.journey.id} ({each.journey.status}): {each.journey.title.msgid}",
        f"  {each.people.get('going', 0)} people on the way{', ' + ', '.join(ended) if ended else ''}",
    ]
    if each.unread:
        name = f"journeys/{each.journey.id}"
        lines.append(f"  No text goes out: its texts must be read first. See: outreach texts list --flow {name}")
    for text in each.texts:
        day = text.day.isoformat() if text.day else "no such day"
        lines.append(f"  {day}  {text.text}, for {text.occasion.name} on {text.occasion.day}")
    lines += [f"  told {text} for {day}: {people} {status}" for text, day, status, people in each.told]
    return "\n".join(lines)
