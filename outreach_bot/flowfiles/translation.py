"""How far the translations are: what is missing and what is stale, flow by flow and language by language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..conversation.sentences import Sentence
from .catalog import Catalog
from .material import Material

HOUSE = "bot"  # the sentences of bot.yaml, which belong to no flow


@dataclass(frozen=True, slots=True)
class Untranslated:
    """One English text that waits for its translator, and where it stands."""

    file: str
    line: int
    context: str
    text: str


@dataclass(slots=True)
class Standing:
    """One flow in one language. `missing`: never translated; `stale`: the English has changed since."""

    flow: str
    language: str
    texts: int = 0
    missing: list[Untranslated] = field(default_factory=list)
    stale: list[Untranslated] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.texts - len(self.missing) - len(self.stale)


def standings(material: Material) -> list[Standing]:
    """For the house and every flow, in every language but the source. A text that changed and was not extracted yet
    counts as stale, as it will be once it is."""
    return [
        _standing(material, flow, language, texts)
        for flow, texts in _by_flow(material)
        for language in material.bot.languages.offered
        if language != material.bot.languages.source
    ]


Placed = tuple[Sentence, str, int]  # with file and line


def _by_flow(material: Material) -> Iterator[tuple[str, list[Placed]]]:
    yield HOUSE, [(sentence, material.bot_document.file, line) for sentence, line in material.bot_sentences]
    for flow, source in sorted((material.sources | material.rough).items()):
        yield flow, [(sentence, source.document.file, line) for sentence, line in source.sentences]


def _standing(material: Material, flow: str, language: str, texts: list[Placed]) -> Standing:
    standing = Standing(flow, language, len(texts))
    places = {context for (context, _), entry in material.catalog.translations.get(language, {}).items() if entry.text}
    for sentence, file, line in texts:
        if material.catalog.has(sentence, language):
            continue
        found = Untranslated(file, line, sentence.context, sentence.msgid)
        stale = _was_translated(material.catalog, sentence, language, places)
        (standing.stale if stale else standing.missing).append(found)
    return standing


def _was_translated(catalog: Catalog, sentence: Sentence, language: str, places: set[str]) -> bool:
    entry = catalog.entry(sentence, language)
    return bool(entry.text) if entry is not None else sentence.context in places
