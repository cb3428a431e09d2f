"""Everything an organisation wrote, read at once: bot.yaml, flows, facts, words, translations. All faults together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..conversation.book import FlowBook
from ..conversation.bot import BotSettings
from ..conversation.events import Event
from ..conversation.flow import Flow
from ..conversation.lexicon import Lexicon
from ..conversation.routing import Router
from ..conversation.sentences import PLACEHOLDER, Sentence, sentences_in
from ..conversation.speech import Speech
from ..conversation.steps.ask import Ask
from ..errors import Fault, FlowFault
from . import events
from .catalog import Catalog, po_path, read_translations
from .facts import FactBook, read_facts
from .journeys import FOLDER, JourneySource, read_journeys
from .organisation import read_organisation
from .parse import Source, hear_options, lines_of, parse_flow
from .reading import Document, read_file

PARTISAN = ("party", "committee")  # the kinds of organisation that load partisan flows


@dataclass(slots=True)
class Material:
    """What was read, whole or not. Flows that could not be read whole stand in `rough` instead of `sources`; `flow_ids`
    names all of them."""

    bot: BotSettings
    bot_document: Document
    bot_sentences: list[tuple[Sentence, int]]
    sources: dict[str, Source]
    flow_ids: frozenset[str]
    facts: FactBook
    catalog: Catalog
    po_names: dict[str, str]  # language → what faults call its .po file
    lexicon: Lexicon
    journeys: dict[str, JourneySource] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    events: tuple[Event, ...] = ()
    rough: dict[str, Source] = field(default_factory=dict)

    def book(self, *, drafts: bool = False, partisan: bool = True) -> FlowBook:
        """Drafts are asked for by their words only where authors try them out. Without `partisan`: as an organisation
        has it whose kind may not run such flows."""
        every = {flow_id: source.flow for flow_id, source in self.sources.items()}
        flows = {flow_id: flow for flow_id, flow in every.items() if partisan or flow.kind != "partisan"}
        asked = [
            (flow.id, flow.start.keywords, flow.start.examples, flow.start.match)
            for flow in flows.values()
            if drafts or flow.status == "live"
        ]
        journeys = {name: source.journey for name, source in self.journeys.items()}
        unanswered = [flow.start.examples for flow_id, flow in every.items() if flow_id not in flows]
        router = Router(asked, self.lexicon, unanswered)
        return FlowBook(self.bot, flows, self.lexicon, router, journeys=journeys, speech=Speech(self._said))

    def _said(self) -> dict[str, list[str]]:
        """Language → all that the flows say and hear in it."""
        said: dict[str, list[str]] = {language: [] for language in self.bot.languages.offered}
        for source in self.sources.values():
            spoken = [source.flow.start.keywords, source.flow.start.examples]
            spoken += [option.say for step in source.flow.steps.values() for option in getattr(step, "options", ())]
            for language, texts in ((language, texts) for each in spoken for language, texts in each.items()):
                said.get(language, []).extend(texts)
        for sentence, _, _ in self.sentences():
            for language, texts in said.items():
                texts.append(PLACEHOLDER.sub(" ", self.catalog.text(sentence, language) or ""))
        return said

    @property
    def may_be_partisan(self) -> bool:
        return self.bot.org.kind in PARTISAN

    def sentences(self) -> list[tuple[Sentence, Document, int]]:
        """Every sentence of the house and of the flows with its file and line, in a steady order."""
        found = [(sentence, self.bot_document, line) for sentence, line in self.bot_sentences]
        for _, source in sorted(self.sources.items()):
            found += [(sentence, source.document, line) for sentence, line in source.sentences]
        for _, journey in sorted(self.journeys.items()):
            found += [(sentence, journey.document, line) for sentence, line in journey.sentences]
        return found


def read_material(bot_path: Path, flows_dir: Path, locales_dir: Path) -> Material:
    """Read all files. Raises FlowFault only when bot.yaml or the words can't be used, since all else hangs on them;
    every other fault is in `.faults`."""
    bot_path, flows_dir, locales_dir = bot_path.resolve(), flows_dir.resolve(), locales_dir.resolve()
    root = flows_dir.parent
    faults: list[Fault] = []
    dated = sorted((flows_dir / "facts").glob("**/*.yaml"))
    facts = read_facts([read_file(path, _name(path, root)) for path in dated if path.name != events.FILE])
    sources, flow_ids, flow_faults = _read_flows(bot_path, flows_dir, root)
    paths = sorted((flows_dir / FOLDER).glob("*.yaml"))
    journeys, journey_faults = read_journeys(paths, {path: _name(path, root) for path in paths})
    words, word_faults = _read_words(locales_dir, root)
    faults += facts.faults + flow_faults + journey_faults + word_faults
    bot, bot_document = read_organisation(bot_path, _name(bot_path, root))
    faults += bot_document.faults
    if bot is None:
        raise FlowFault(faults)
    faults += _language_faults(bot, bot_document, words, locales_dir, root)
    lexicon = _lexicon(words, faults)
    catalog = Catalog(bot.languages.source, unconfirmed=bot.say.unconfirmed)
    po_names: dict[str, str] = {}
    for language in bot.languages.offered:
        path = po_path(locales_dir, language)
        po_names[language] = _name(path, root)
        if language != bot.languages.source:
            translations, po_faults = read_translations(path, po_names[language], language)
            if translations is not None:  # else every text would be called untranslated beside the one line to mend
                catalog.translations[language] = translations
            faults += po_faults
    bot_sentences = lines_of(sentences_in(bot, "bot"), bot_document)
    material = Material(
        bot, bot_document, bot_sentences, sources, flow_ids, facts, catalog, po_names, lexicon, journeys, faults
    )
    for document in (read_file(path, _name(path, root)) for path in dated if path.name == events.FILE):
        if not document.faults:
            material.events += events.read_events(document, bot.timezone, bot.languages.offered)
        faults += document.faults
    for flow_id in [flow_id for flow_id, source in sources.items() if source.rough]:
        material.rough[flow_id] = sources.pop(flow_id)
    for source in (*sources.values(), *material.rough.values()):
        _hear_options(source.flow, catalog)
    return material


def _name(path: Path, root: Path) -> str:
    """What faults call a file: its path inside the checkout, or the whole one outside."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def _read_flows(bot_path: Path, flows_dir: Path, root: Path) -> tuple[dict[str, Source], frozenset[str], list[Fault]]:
    sources: dict[str, Source] = {}
    ids: set[str] = set()
    faults: list[Fault] = []
    for path in sorted(flows_dir.glob("**/*.y*ml")):
        inside = path.relative_to(flows_dir)
        is_no_flow = inside.parts[0] in ("facts", FOLDER) or path.name.startswith(".")
        if is_no_flow or path in (bot_path, flows_dir / "bot.yaml"):
            continue
        name = _name(path, root)
        if path.suffix != ".yaml":
            faults.append(Fault(name, 0, "this file is not loaded: let its name end with .yaml"))
            continue
        flow_id = inside.with_suffix("").as_posix()
        ids.add(flow_id)
        document = read_file(path, name)
        source = parse_flow(flow_id, document) if not document.faults or document.data is not None else None
        faults += document.faults
        if source is not None:
            sources[flow_id] = source
    if not ids:
        faults.append(Fault(_name(flows_dir, root), 0, "there is no flow in this folder"))
    return sources, frozenset(ids), faults


def _read_words(locales_dir: Path, root: Path) -> tuple[dict[str, Any], list[Fault]]:
    words: dict[str, Any] = {}
    faults: list[Fault] = []
    for path in sorted(locales_dir.glob("*/words.yaml")):
        document = read_file(path, _name(path, root))
        faults += document.faults
        if isinstance(document.data, dict):
            words[path.parent.name] = document.data
        elif not document.faults:
            faults.append(document.fault("a words file is a group of sections: yes, no, commands, numbers, …"))
    return words, faults


def _lexicon(words: Mapping[str, Any], faults: list[Fault]) -> Lexicon:
    try:
        return Lexicon.from_words(words)
    except FlowFault as error:
        raise FlowFault([*faults, *error.faults]) from None


def _language_faults(
    bot: BotSettings, document: Document, words: Mapping[str, Any], locales_dir: Path, root: Path
) -> list[Fault]:
    """A language is its folder in locales and its name in bot.yaml: one without the other is a fault."""
    offered = set(bot.languages.offered)
    folders = {path.name for path in locales_dir.glob("*/") if not path.name.startswith((".", "_"))}
    faults = [
        document.fault(
            f"“{name}” is offered but has no words.yaml in {_name(locales_dir / name, root)}", "languages", "offered"
        )
        for name in sorted(offered - set(words))
    ]
    faults += [
        Fault(
            _name(locales_dir / name, root),
            0,
            f"this language is not offered: add “{name}” to languages.offered in {document.file}",
        )
        for name in sorted(folders - offered)
    ]
    if bot.languages.source not in offered:
        faults.append(document.fault("the source language must be among those offered", "languages", "source"))
    return faults


def _hear_options(flow: Flow, catalog: Catalog) -> None:
    """All languages are always accepted, so the labels' translations are words of the option, too."""
    for step in flow.steps.values():
        if isinstance(step, Ask):
            labels = {
                option.value: [catalog.text(option.label, language) or "" for language in catalog.translations]
                for option in step.options
            }
            hear_options(step, labels)
