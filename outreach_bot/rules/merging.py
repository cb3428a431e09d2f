"""The texts of a blast: merge fields that always have a fallback, and what a text must say to be sent at all.

`{name|friend}` is the member's name, or "friend" when we don't know it; `{org.name}` and its like are the organisation's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .folding import words

FIELDS = ("name", "zip")
ORGANISATION = ("org.name", "org.phone", "org.url", "org.email")
# The words with which a person may stop, one of which each language's text has to name (CTIA, Messaging Principles).
OPT_OUT_WORDS = {"en": ("stop",), "es": ("alto", "stop")}

_FIELD = re.compile(r"\{([^{}]*)\}")


def merge(template: str, values: Mapping[str, str | None], organisation: Mapping[str, str]) -> str:
    """The text for one person. The template must have passed `faults`."""

    def value(match: re.Match[str]) -> str:
        name, _, fallback = match[1].partition("|")
        return organisation[name] if name in organisation else values.get(name) or fallback

    return _FIELD.sub(value, template)


def faults(texts: Mapping[str, str], languages: Sequence[str], organisation: str) -> list[str]:
    """Everything that keeps these texts from being sent, as sentences that say what to do. Empty: they may go."""
    told = [f"There is no text in “{language}”: write one, so that nobody is left out or answered in a language "
            "they did not choose." for language in languages if not texts.get(language, "").strip()]  # fmt: skip
    told += [f"“{language}” is not a language of bot.yaml." for language in texts if language not in languages]
    for language in languages:
        text = texts.get(language, "").strip()
        if text:
            told += [f"The text in “{language}” {fault}" for fault in _faults(text, language, organisation)]
    return told


def _faults(text: str, language: str, organisation: str) -> list[str]:
    told = []
    for inside in _FIELD.findall(text):
        name, bar, fallback = inside.partition("|")
        if name in ORGANISATION:
            continue
        if name not in FIELDS:
            told.append(f"has the field {{{inside}}}, which does not exist; there are: {', '.join(FIELDS + ORGANISATION)}.")
        elif not bar or not fallback.strip():
            told.append(f"needs a fallback in {{{name}}}, for people of whom we don't know it: {{{name}|friend}}.")
    if "{" in _FIELD.sub("", text) or "}" in _FIELD.sub("", text):
        told.append("has a brace { or } that belongs to no field.")
    if "{org.name}" not in text and organisation.casefold() not in text.casefold():
        told.append("does not say who it is from: put in {org.name}.")
    stops = OPT_OUT_WORDS.get(language, ("stop",))
    if not set(stops) & set(words(text)):
        told.append(f"does not say how to stop: name the word {stops[0].upper()}.")
    return told
