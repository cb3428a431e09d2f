"""The texts of a blast: merge fields that always have a fallback, and what a text must say to be sent at all.

`{name|friend}` is the member's name, or "friend" when we don't know it; `{org.name}` and its like are the
organisation's; `{fact.vote.polls_close}` quotes a fact, `{fact.election.12:date}` as a date; `{link:https://…}` is
a short link of the person's own; `{paid_for_by}` is who pays for a candidate's text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .folding import words

FIELDS = ("name", "zip")
ORGANISATION = ("org.name", "org.phone", "org.url", "org.email")
# The words with which a person may stop, one of which each language's text has to name (CTIA, Messaging Principles).
OPT_OUT_WORDS = {"en": ("stop",), "es": ("alto", "stop")}
LONGEST = 1600  # characters; Twilio refuses more (https://www.twilio.com/docs/api/errors/21617)

PAYER = "paid_for_by"
OTHERS = (PAYER, "fact.…", "link:…")
_LINK = re.compile(r"link:https?://[^\s{}|]+\.[^\s{}|]+", re.ASCII)
# Carriers block addresses that hide where they lead (CTIA, Messaging Principles: public URL shorteners).
_SHORTENER = re.compile(
    r"(?i)\b(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rb\.gy|cutt\.ly|rebrand\.ly|t\.ly|"
    r"shorturl\.at|tiny\.cc|bl\.ink|s\.id)/"
)
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Merged:
    """The text for one person; `fallbacks`: how many of its fields we knew nothing for."""

    text: str
    fallbacks: int


def merge(template: str, values: Mapping[str, str | None], known: Mapping[str, str]) -> Merged:
    """The text for one person. `values`: what we know of the person; `known`: field → what it says to everybody, the
    field written as in the template, with its formatter. The template must have passed `faults`. What ends in a full
    stop, like "8 p.m.", ends the sentence as well: two never stand together."""
    fallbacks = 0

    def value(match: re.Match[str]) -> str:
        nonlocal fallbacks
        name, _, fallback = match[1].partition("|")
        told = (known[name] if name in known else values.get(name) or "").strip()
        if not told and name not in known:
            fallbacks += 1
        told = told or fallback.strip()
        return told.removesuffix(".") if _ends_a_sentence(template, match.end()) else told

    text = _FIELD.sub(value, template)
    return Merged(text, fallbacks)


def _ends_a_sentence(template: str, place: int) -> bool:
    """Whether one full stop follows; of three, none is too many."""
    return template.startswith(".", place) and not template.startswith("..", place)


def fields(template: str) -> list[str]:
    """The fields of a template as they stand there, without their fallbacks, each once."""
    return list(dict.fromkeys(inside.partition("|")[0] for inside in _FIELD.findall(template)))


def without_fields(template: str) -> str:
    """What is typed, and stands in every copy."""
    return _FIELD.sub(" ", template)


def faults(
    texts: Mapping[str, str], languages: Sequence[str], known: Mapping[str, str], *, called: str = "The text"
) -> list[str]:
    """Everything that keeps these texts from being sent, as sentences that say what to do. Empty: they may go.

    `languages`: those the audience speaks, each of which needs a text. `known`: the organisation's fields, who pays,
    and the facts that exist, as for `merge`.
    """
    told = [f"There is no text in “{language}”: write one, so that nobody is left out or answered in a language "
            "they did not choose." for language in languages if not texts.get(language, "").strip()]  # fmt: skip
    told += [f"The audience has nobody who gets the text in “{language}”: leave it out, or widen the audience."
             for language in texts if language not in languages]  # fmt: skip
    for language in languages:
        text = texts.get(language, "").strip()
        if text:
            told += [f"{called} in “{language}” {fault}" for fault in _faults(text, language, known)]
    return told


def _faults(text: str, language: str, known: Mapping[str, str]) -> list[str]:
    told = []
    used = [inside.partition("|") for inside in _FIELD.findall(text)]
    for name, _, fallback in used:
        fault = _fault_of_field(name, fallback.strip(), known)
        told += [fault] if fault else []
    if {"{", "}"} & set(_FIELD.sub("", text)):
        told.append("has a brace { or } that belongs to no field.")
    bare = without_fields(text)
    if _SHORTENER.search(text):
        told.append(
            "has an address of a public shortener, which carriers block: write {link:https://…} with the real one."
        )
    named = any(name == "org.name" for name, _, _ in used)
    if not named and known["org.name"].casefold() not in bare.casefold():
        told.append("does not say who it is from: put in {org.name}.")
    stops = OPT_OUT_WORDS.get(language, ("stop",))
    if not set(stops) & set(words(bare)):
        told.append(f"does not say how to stop: name the word {stops[0].upper()}.")
    if len(text) > LONGEST:
        told.append(f"has {len(text):,} characters; no text may have more than {LONGEST:,}.")
    return told


def _fault_of_field(name: str, fallback: str, known: Mapping[str, str]) -> str | None:
    if name.startswith("link:"):
        wrong = f"has a link {{{name}}} that is no address: {{link:https://example.org}}."
        return None if _LINK.fullmatch(name) else wrong
    if name.startswith("fact."):
        there = f"quotes {{{name}}}, which is no fact, or not of that kind: see outreach facts list."
        return None if name in known else there
    if name not in FIELDS and name not in known:
        there = ", ".join(FIELDS + ORGANISATION + OTHERS)
        return f"has the field {{{name}}}, which does not exist; there are: {there}."
    if fallback:
        return None
    if name in FIELDS:
        return f"needs a fallback in {{{name}}}, for people who never told us: {{{name}|friend}}."
    if not known[name].strip():
        return f"has the field {{{name}}}, which {_LEFT_EMPTY[name == PAYER]}."
    return None


_LEFT_EMPTY = {
    False: "bot.yaml leaves empty: fill it in there or drop it here",
    True: "says nothing: name who pays with --paid-for-by",
}
