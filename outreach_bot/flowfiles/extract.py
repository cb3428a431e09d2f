"""Babel's door: every sentence of flows and bot.yaml into locales/flows.pot and each language's flows.po.

The same input gives the same bytes: no clock, a steady order.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.pofile import denormalize, write_po

from ..conversation.sentences import Sentence
from ..errors import Fault, FlowFault
from .catalog import DOMAIN, po_path
from .material import Material
from .pofile import read_messages

_NEVER = datetime(2026, 1, 1, tzinfo=UTC)  # a date that changed with every run would make every run a change
_HEADER = "# What members read. The English is the msgid, its place the context.\n# Made by: outreach flows extract"


@dataclass(frozen=True, slots=True)
class Entry:
    """One text for the translator: where it stands, and what to know about it."""

    context: str
    msgid: str
    file: str
    line: int
    notes: tuple[str, ...] = field(default=())


def entries(material: Material) -> list[Entry]:
    """Every sentence, in a steady order: the house's own, then flow after flow from top to bottom."""
    sms = material.bot.sms
    return [
        Entry(
            sentence.context, sentence.msgid, document.file, line, _notes(sentence, sms.warn_segments, sms.max_segments)
        )
        for sentence, document, line in material.sentences()
    ]


def _notes(sentence: Sentence, wanted: int, most: int) -> tuple[str, ...]:
    notes = [f"Length: {wanted} segment(s) if possible (160 characters; 70 with á í ó ú), {most} at most."]
    if sentence.placeholders:
        names = " ".join(f"{{{name}:{form}}}" if form else f"{{{name}}}" for name, form in sentence.placeholders)
        notes.append(f"Keep these as they are: {names}")
    return tuple(notes)


def template(found: Iterable[Entry]) -> bytes:
    """locales/flows.pot."""
    messages = _messages(None)
    for entry in found:
        _add(messages, entry)
    return _written(messages)


def updated(found: Iterable[Entry], old: bytes, language: str) -> bytes:
    """A language's .po brought up to date. Translations stay; where the English of a place has changed, the old
    translation stays as `fuzzy` with the English it belonged to; where a place was only renamed, it moves along; what
    no flow says any more goes. Raises ValueError when `old` is not a .po file."""
    before = _read(old, language) if old else []
    found = list(found)
    by_key = {(m.context, m.id): m for m in before}
    by_context = {m.context: m for m in before if m.string}
    wanted = {(entry.context, entry.msgid) for entry in found}
    places = {entry.context for entry in found}
    moved = {m.id: m for m in before if m.string and m.context not in places}
    messages = _messages(language)
    for entry in found:
        same = by_key.get((entry.context, entry.msgid))
        message = _add(messages, entry)
        if same is not None:
            _carry(message, same, fuzzy=same.fuzzy)
        elif entry.msgid in moved:
            _carry(message, moved[entry.msgid], fuzzy=moved[entry.msgid].fuzzy)
        elif (stale := by_context.get(entry.context)) is not None and (stale.context, stale.id) not in wanted:
            _carry(message, stale, fuzzy=True)
            message.previous_id = [stale.previous_id[0] if stale.fuzzy and stale.previous_id else str(stale.id)]
    return _written(messages)


def _read(content: bytes, language: str | None = None) -> list[Message]:
    """The entries of a .po file. Babel reads "#| msgid …" as comments: here they become `previous_id`."""
    messages, _ = read_messages(content, language)
    if messages is None:
        raise ValueError("this is no .po file")
    found = [m for m in messages if m.id]
    for message in found:
        earlier = [note[1:].strip() for note in message.user_comments if note.startswith("|")]
        message.user_comments = [note for note in message.user_comments if not note.startswith("|")]
        start = next((at for at, note in enumerate(earlier) if note.startswith("msgid ")), None)
        if start is not None:
            message.previous_id = [
                denormalize("\n".join([earlier[start].removeprefix("msgid "), *earlier[start + 1 :]]))
            ]
    return found


def _messages(language: str | None) -> Messages:
    return Messages(
        locale=language, domain=DOMAIN, header_comment=_HEADER, project=DOMAIN, version="1", creation_date=_NEVER,
        revision_date=_NEVER, last_translator="", language_team="", charset="utf-8", fuzzy=False,
    )  # fmt: skip


def _add(messages: Messages, entry: Entry) -> Message:
    return messages.add(
        entry.msgid, "", context=entry.context, locations=[(entry.file, entry.line)], auto_comments=entry.notes
    )


def _carry(message: Message, old: Message, *, fuzzy: bool) -> None:
    message.string = old.string
    message.user_comments = list(old.user_comments)
    if fuzzy:
        message.flags.add("fuzzy")
        message.previous_id = list(old.previous_id)


def _written(messages: Messages) -> bytes:
    out = io.BytesIO()
    write_po(out, messages, width=100, include_previous=True, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    # Babel's own version and the two dates would change files that nobody changed.
    dropped = (
        '"Generated-By:',
        '"POT-Creation-Date:',
        '"PO-Revision-Date:',
        '"Last-Translator:',
        '"Language-Team:',
        '"Report-Msgid',
    )
    return "".join(line for line in lines if not line.startswith(dropped)).encode()


def _outputs(material: Material, locales_dir: Path) -> dict[Path, bytes]:
    if any(not fault.warning for fault in material.faults):
        raise FlowFault(material.faults)  # the texts of a file that can't be read would lose their translations
    found = entries(material)
    outputs = {locales_dir / f"{DOMAIN}.pot": template(found)}
    faults: list[Fault] = []
    for language in material.bot.languages.offered:
        if language == material.bot.languages.source:
            continue
        path = po_path(locales_dir, language)
        try:
            outputs[path] = updated(found, path.read_bytes() if path.exists() else b"", language)
        except ValueError:
            faults.append(
                Fault(material.po_names[language], 0, "this file is not a readable .po; mend or restore it first")
            )
    if faults:  # never write over a translator's work that we could not read
        raise FlowFault(faults)
    return outputs


def extract(material: Material, locales_dir: Path) -> list[Path]:
    """Write the catalogs; returns the files that changed. Raises FlowFault when a .po file can't be read."""
    changed: list[Path] = []
    for path, content in _outputs(material, locales_dir).items():
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            changed.append(path)
    return changed


def stale(material: Material, locales_dir: Path) -> list[Path]:
    """The catalogs that extracting would change. Line numbers, comments, folding and headers don't count: an editor of
    .po files may have written them its own way."""
    return [
        path for path, content in _outputs(material, locales_dir).items()
        if not path.exists() or _meaning(path.read_bytes()) != _meaning(content)
    ]  # fmt: skip


def is_fresh(material: Material, locales_dir: Path) -> bool:
    return not stale(material, locales_dir)


def _meaning(content: bytes) -> list[tuple[object, ...]]:
    return sorted((m.context or "", str(m.id), str(m.string), m.fuzzy, tuple(m.previous_id)) for m in _read(content))
