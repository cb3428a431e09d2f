"""People leave the house as a list that `members import` takes in again: streamed, opened, and logged."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TextIO

from .. import logs
from ..rules.audience import PROGRAMME
from ..rules.signature import signed
from ..storage import audience as audience_rows
from ..storage import audit, exporting, vocabulary
from ..storage.answers import AnswerRow
from ..storage.exporting import Exported
from . import audiences
from .people_cells import harmless
from .people_columns import FieldColumn
from .ports import Bot

log = logs.get(__name__)

# What is known of everybody; a field of lists, and a question of a flow, gets a column of its own behind these.
COLUMNS = (
    "phone", "name", "language", "zip", "town", "tags", "consent source", "consent date", "consent evidence",
    "opted out", "joined", "last heard",
)  # fmt: skip

SUBJECT = "members"  # under which the audit has it

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Left:
    """How many people left, with which columns."""

    people: int
    columns: list[str]


def export_people(
    bot: Bot, out: TextIO, *, audience: str = "", programme: str = PROGRAMME, who: str,
    progress: Progress = lambda *_: None,
) -> Left:  # fmt: skip
    """Write the people of an audience as CSV. Answers to private flows, and sensitive ones, are not in it.

    `programme`: whose evidence of consent goes along. `progress`: told how many people are written, of how many.
    Raises AudienceFault, Nameless.
    """
    who = signed(who)
    told = audience.strip() or "everyone"
    with bot.database.reading() as connection:
        chosen = audiences.parse(bot, connection, audience)
        total = audience_rows.count(connection, chosen)
    _record(bot, who, "export begun", total, told)  # before the first of them leaves
    done = 0
    with bot.database.reading() as connection:
        questions = [(flow, name) for flow, asked in audiences.questions(bot.book).items() for name in asked]
        fields = [FieldColumn(name, there.kind) for name, there in sorted(vocabulary.fields_known(connection).items())]
        header = [*COLUMNS, *map(str, fields), *(f"answer {flow}.{name}" for flow, name in questions)]
        writer = csv.writer(out)
        writer.writerow(header)
        try:
            flows = {flow for flow, _ in questions}
            for batch in exporting.read(connection, bot.keys, chosen, programme, flows):
                writer.writerows(_row(person, fields, questions) for person in batch)
                done += len(batch)
                progress(done, total)
        finally:  # also of a part: it has left the house
            log.info("people were exported", who=who, people=done, audience=told)
    _record(bot, who, "exported", done, told)
    return Left(done, header)


def _record(bot: Bot, who: str, action: str, people: int, audience: str) -> None:
    with bot.database.transaction() as connection:
        audit.note(connection, who, SUBJECT, action, bot.clock.now(), people=people, audience=audience)


def _row(person: Exported, fields: Sequence[FieldColumn], questions: Sequence[tuple[str, str]]) -> list[str]:
    answers = {(answer.flow, answer.name): answer for answer in person.answers}
    proof = person.consent
    return [
        person.number or "", _cell(person.name), _cell(person.language), _cell(person.zip), _cell(person.town),
        ";".join(sorted(person.tags)), _cell(proof and proof.source), _cell(proof and proof.at),
        _cell(proof and proof.wording), _cell(person.opted_out_at), _cell(person.joined_at),
        _cell(person.last_heard_at), *(_cell(person.fields.get(column.name)) for column in fields),
        *(_answer(answers.get(question)) for question in questions),
    ]  # fmt: skip


def _answer(answer: AnswerRow | None) -> str:
    return "" if answer is None else _cell(answer.value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return _cell(";".join(map(_cell, value)))
    return harmless(value) if isinstance(value, str) else str(value)
