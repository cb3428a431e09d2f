"""The texts of a blast: merge fields that always have a fallback, and what a text must say to be sent at all.

`{name|friend}` is the member's name, or "friend" when we don't know it; `{org.name}` and its like are the
organisation's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .folding import words

FIELDS = ("name", "zip")
ORGANISATION = ("org.name", "org.phone", "org.url", "org.email")
# The words with which a person may stop, one of which each language's text has to name (CTIA, Messaging Principles).
OPT_OUT_WORDS = {"en": ("stop",), "es": ("alto", "stop")}
LONGEST = 1600  # characters; Twilio refuses more (https://www.twilio.com/docs/api/errors/21617)

_FIELD = re.compile(r"\{([^{}]*)\}")


def merge(template: str, values: Mapping[str, str | None], organisation: Mapping[str, str]) -> str:
    """The text for one person. The template must have passed `faults`."""

    def value(match: re.Match[str]) -> str:
        name, _, fallback = match[1].partition("|")
        known = organisation[name] if name in organisation else values.get(name)
        return (known or "").strip() or fallback.strip()

    return _FIELD.sub(value, template)


def faults(texts: Mapping[str, str], languages: Sequence[str], organisation: Mapping[str, str]) -> list[str]:
    """Everything that keeps these texts from being sent, as sentences that say what to do. Empty: they may go.

    `languages`: those the audience speaks, each of which needs a text. `organisation`: field → value, as for `merge`.
    """
    told = [f"There is no text in “{language}”: write one, so that nobody is left out or answered in a language "
            "they did not choose." for language in languages if not texts.get(language, "").strip()]  # fmt: skip
    told += [f"The audience has nobody who gets the text in “{language}”: leave it out, or widen the audience."
             for language in texts if language not in languages]  # fmt: skip
    for language in languages:
        text = texts.get(language, "").strip()
        if text:
            told += [f"The text in “{language}” {fault}" for fault in _faults(text, language, organisation)]
    return told


def _faults(text: str, language: str, organisation: Mapping[str, str]) -> list[str]:
    told = []
    fields = [inside.partition("|") for inside in _FIELD.findall(text)]
    for name, _, fallback in fields:
        if name not in FIELDS + ORGANISATION:
            known = ", ".join(FIELDS + ORGANISATION)
            told.append(f"has the field {{{name}}}, which does not exist; there are: {known}.")
        elif fallback.strip():
            continue
        elif name in FIELDS:
            told.append(f"needs a fallback in {{{name}}}, for people who never told us: {{{name}|friend}}.")
        elif not organisation[name].strip():
            told.append(f"has the field {{{name}}}, which bot.yaml leaves empty: fill it in there or drop it here.")
    if {"{", "}"} & set(_FIELD.sub("", text)):
        told.append("has a brace { or } that belongs to no field.")
    bare = _FIELD.sub(" ", text)  # what stands in every copy
    named = any(name == "org.name" for name, _, _ in fields)
    if not named and organisation["org.name"].casefold() not in bare.casefold():
        told.append("does not say who it is from: put in {org.name}.")
    stops = OPT_OUT_WORDS.get(language, ("stop",))
    if not set(stops) & set(words(bare)):
        told.append(f"does not say how to stop: name the word {stops[0].upper()}.")
    if len(text) > LONGEST:
        told.append(f"has {len(text):,} characters; no text may have more than {LONGEST:,}.")
    return told
