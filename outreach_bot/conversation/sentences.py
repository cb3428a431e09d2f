"""A sentence as the author wrote it: the msgid, where it stands, and the values it needs. Never rendered here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

FORMATTERS = ("money", "date", "month", "time", "count", "number", "hours", "phone", "percent")
PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*)(?::([a-z]+))?\}")


@dataclass(slots=True, unsafe_hash=True)
class Sentence:
    """One translatable text. `context` is "flow/step/part" (gettext's msgctxt), set once by the loader.

    Placeholders are `{name}` or `{name:formatter}`; `{fact.ID}` quotes a dated fact, `{org.name}` the organisation,
    `{flow.title}` the flow. `facts`: the facts that the sentence rests on without quoting a value of theirs.
    `otherwise` is what is said when a value is missing or a fact may not be told today.
    """

    msgid: str
    otherwise: Sentence | None = None
    facts: tuple[str, ...] = ()
    context: str = ""
    placeholders: tuple[tuple[str, str | None], ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        self.placeholders = tuple((m[1], m[2]) for m in PLACEHOLDER.finditer(self.msgid))


@dataclass(frozen=True, slots=True)
class InEach:
    """One thing's name in each language, where organizers enter it as data: language → text."""

    texts: dict[str, str]

    def __hash__(self) -> int:
        return hash(tuple(self.texts.items()))


def read_sentence(value: Any) -> Any:
    """YAML's `"text"` or `{text: …, facts: […], else: …}` → Sentence."""
    if isinstance(value, Sentence):
        return value
    if isinstance(value, str) and value.strip():
        return Sentence(value.strip())
    if isinstance(value, dict) and set(value) <= {"text", "facts", "else"} and isinstance(value.get("text"), str):
        otherwise, facts = value.get("else"), value.get("facts", [])
        if not isinstance(facts, list) or not all(isinstance(each, str) for each in facts):
            raise ValueError("facts is a list of the facts that this text rests on, like [wage.final.fired]")
        rest = read_sentence(otherwise) if otherwise is not None else None
        return Sentence(value["text"].strip(), rest, tuple(facts))
    raise ValueError('a text is expected here: "…", or {text: "…", facts: [fact.id], else: "…"}')


WORDS_SCHEMA: dict[str, Any] = {"anyOf": [
    {"type": "string", "minLength": 1},
    {"type": "object", "properties": {"text": {"type": "string"}, "else": {},
     "facts": {"type": "array", "items": {"type": "string"}}}, "required": ["text"],
     "additionalProperties": False},
]}  # fmt: skip  (what an author may write, for editors)
# How a dataclass field says "a sentence stands here" to pydantic.
Words = Annotated[Sentence, BeforeValidator(read_sentence), WithJsonSchema(WORDS_SCHEMA)]


def sentences_in(part: Any, context: str) -> list[Sentence]:
    """Every sentence inside a step (or bot settings), with its context written into it, in reading order."""
    found: list[Sentence] = []
    if isinstance(part, Sentence):
        part.context = context
        found.append(part)
        if part.otherwise is not None:
            found += sentences_in(part.otherwise, f"{context}/else")
    elif is_dataclass(part) and not isinstance(part, type):
        for f in fields(part):
            found += sentences_in(getattr(part, f.name), f"{context}/{f.name}")
    elif isinstance(part, dict):
        for key, value in part.items():
            found += sentences_in(value, f"{context}/{key}")
    elif isinstance(part, list | tuple):
        for number, value in enumerate(part, 1):
            name = getattr(value, "value", None)
            found += sentences_in(value, f"{context}/{name if isinstance(name, str) else number}")
    return found
