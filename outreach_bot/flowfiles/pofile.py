"""A translator's .po file, as editors and people leave it, into Babel's messages.

Babel reads a line without quotes by cutting off its first and last letter, and says nothing; so each line is looked at
first.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from babel.messages import Catalog as Messages
from babel.messages.pofile import PoFileError, read_po

_TEXT = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(rf"(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?({_TEXT})")
_QUOTES = 'write the text between quotes ("), as msgstr "…"; a quote inside it is written \\"'
_MERGE = "two people changed this at once (git): keep one wording, and delete the lines <<<<<<<, ======= and >>>>>>>"

Slip = tuple[int, str]  # line, what to do


def read_messages(content: bytes, language: str | None) -> tuple[Messages | None, list[Slip]]:
    """(the messages, what is doubled) or (None, all lines that cannot be read). Never raises."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return None, [(line, "this file is not UTF-8; save it with the encoding UTF-8")]
    if slips := list(_unreadable(_lines(content))):
        return None, slips
    try:
        # Text, not bytes: else a header that names another encoding would spoil every á.
        messages = read_po(_without_plurals(_lines(content)), locale=language, abort_invalid=True)
    except PoFileError as error:
        problem = str(error).split(" on ")[0]
        return None, [(int(error.lineno) + 1, f"this line is not readable as a .po file: {problem}")]
    except ValueError:
        return None, [(1, "this .po file cannot be read; restore it and extract again")]
    written = sum(line.startswith("msgid ") for line in _lines(content))
    # One of those written is the header.
    return messages, list(_doubled(_lines(content))) if written > len(messages) + 1 else []


def _lines(content: bytes) -> Iterable[str]:
    """One at a time: a list of all would stay in memory for a while, at each start."""
    return io.TextIOWrapper(io.BytesIO(content), "utf-8-sig")


def _without_plurals(lines: Iterable[str]) -> Iterator[str]:
    """An editor may leave the header's plural forms unfilled; we say none."""
    return ('""' if line.startswith('"Plural-Forms:') else line for line in lines)


def _unreadable(lines: Iterable[str]) -> Iterator[Slip]:
    for number, line in enumerate(map(str.strip, lines), 1):
        if line and not line.startswith("#") and not _LINE.fullmatch(line):
            yield number, _MERGE if re.match("<{7}|={7}|>{7}", line) else _QUOTES


def _doubled(lines: Iterable[str]) -> Iterator[Slip]:
    """Texts that stand there twice, as merging two files leaves them: one of the translations would be lost."""
    first: dict[tuple[str, str], int] = {}
    context = english = field = ""
    began = 0
    for number, line in enumerate(map(str.strip, lines), 1):
        match = None if line.startswith("#") else _LINE.fullmatch(line)
        if match is None:
            continue
        if match[1] in ("msgctxt", "msgid") and field.startswith("msgstr"):
            context = english = ""
        field = match[1] or field
        if field == "msgctxt":
            context += match[2]
        elif field == "msgid":
            english, began = english + match[2], number if match[1] else began
        elif match[1] in ("msgstr", "msgstr[0]") and first.setdefault((context, english), began) != began:
            at = first[context, english]
            yield began, f"this text stands here a second time (first on line {at}); keep the better translation"
