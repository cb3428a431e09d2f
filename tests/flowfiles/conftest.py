"""A small organisation in a folder of its own: bot.yaml, words, a menu; tests add flows, facts and translations."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from outreach_bot.conversation.bot import Dangers, Phrases
from outreach_bot.errors import Fault
from outreach_bot.flowfiles.check import check
from outreach_bot.flowfiles.extract import entries, updated
from outreach_bot.flowfiles.load import Loaded, load_book
from outreach_bot.flowfiles.material import Material, read_material

TODAY = date(2026, 11, 22)

WORDS = {
    "en": """
yes: ["yes", ok]
no: ["no", nope]
commands: {help: [help], menu: [menu], back: [back], repeat: [repeat], skip: [skip], person: [person], language: [english]}
marks: [the, what, you]
""",
    "es": """
yes: [si, claro]
no: ["no"]
commands: {help: [ayuda], menu: [menu], person: [persona], language: [espanol]}
marks: [el, que, usted]
""",
}

MENU = """
title: "Topics"
start: {keywords: {en: [TOPICS], es: [TEMAS]}}
steps:
  list: {say: "PAY: your pay.", end: shown}
tests:
  - {name: menu, script: [{in: topics, says: "your pay", ends: shown}]}
"""

PAY = """
title: "Pay"
kind: rights_information
private: true
expire: 4h
notice: "General information."
start:
  keywords: {en: [PAY], es: [PAGO]}
  examples: {en: ["my boss did not pay"], es: ["no me pagaron"]}
steps:
  ask_hours:
    ask: "How many hours?"
    answer: {type: decimal, min: 0.25, max: 500}
    save: hours
    retry: ["A number please, like 37.5", "One number, please."]
    otherwise: to_person
    next: [{if: "hours > 100", goto: to_person}, {else: result}]
  result: {say: {text: "You said {hours:number}.", else: "Thank you."}}
  ask_person:
    ask: "Should a person call you? 1 yes, 2 no"
    answer: yes_no
    next: [{if: answer, goto: to_person}, {else: bye}]
  bye: {end: informed}
  to_person:
    handoff: {queue: wages, summary: [hours], say: "A person will write to you."}
    end: referred
tests:
  - name: an ordinary answer
    lang: en
    script: [{in: pay, asks: ask_hours}, {in: 12, says: "You said 12.", asks: ask_person}, {in: "2", ends: informed}]
  - name: too many hours
    script: [{in: pago}, {in: "200", ends: referred, handoff: wages}]
"""

MORE = """
  ask_kind:
    ask: {text: "About {hours:number} hours at {fact.wage.minimum:money}?", else: "Which?"}
    answer: choice
    options: [{value: farm, label: "Farm", say: {en: [field], es: [campo]}, goto: bye}, {value: other, label: "Other"}]
    retry: [{when: ambiguous, say: "Which one?"}]
    skippable: true
  sums: {set: {owed: 'hours * 2 if known("hours") else 1'}}
  either: {branch: [{if: 'owed > 3', goto: acts}, {else: calls}]}
  acts: {do: [{tag: a}, {consent: {programme: p, wording: ask_kind}}]}
  calls: {call: {flow: menu, save: {mine: theirs}}}
"""

FACTS = """
- id: wage.minimum
  title: "Minimum wage"
  type: money
  about: law
  values:
    - {from: 2026-01-01, until: 2026-12-31, value: "16.94", source: "CT DOL", source_date: "2026", confidence: high, review_by: 2027-06-30}
- id: wage.old
  title: "Minimum wage of last year"
  type: money
  about: law
  values:
    - {from: 2025-01-01, until: 2025-12-31, value: "16.35", source: "CT DOL", source_date: "2025", confidence: high, review_by: never}
- id: pay.final
  title: "Last pay"
  type: statement
  about: law
  values:
    - {value: "Who is fired is paid the next business day.", source: "CT DOL", source_date: "2026", confidence: high, review_by: never}
- id: safety.dv
  title: "Somebody to talk to"
  type: phone
  about: law
  crisis: true
  values:
    - {value: "888-774-2900", source: "CCADV", source_date: "2025", confidence: high, review_by: never}
"""


def bot_yaml(**changes: str) -> str:
    sections = {
        "languages": "{source: en, offered: [en, es]}",
        "timezone": "America/New_York",
        "org": '{name: "Example", kind: c4, phone: "860-555-0100", url: "https://example.org"}',
        "sms": "{max_segments: 2, warn_segments: 1}",
    } | changes
    lines = [f"{name}: {value}" for name, value in sections.items()]
    lines += ["say:", *(f'  {f.name}: "Sentence {f.name}."' for f in fields(Phrases))]
    lines += ["danger:", *(f'  {f.name}: "In danger {f.name}."' for f in fields(Dangers))]
    return "\n".join(lines) + "\n"


@dataclass
class Project:
    root: Path

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")

    @property
    def pay(self) -> str:
        """The good flow with a question of each other kind, as written."""
        return PAY.replace("  bye:", MORE + "  bye:")

    def bot_yaml(self, **changes: str) -> str:
        return bot_yaml(**changes)

    @property
    def paths(self) -> tuple[Path, Path, Path]:
        return self.root / "flows" / "bot.yaml", self.root / "flows", self.root / "locales"

    @property
    def po(self) -> Path:
        return self.root / "locales" / "es" / "LC_MESSAGES" / "flows.po"

    def read(self) -> Material:
        return read_material(*self.paths)

    def load(self) -> Loaded:
        return load_book(*self.paths)

    def translate(self, spanish: dict[str, str] | None = None) -> None:
        """Fill in every translation: what is given by English text, and else the English itself."""
        material = self.read()
        material.sources |= material.rough
        found = entries(material)
        messages = read_po(io.BytesIO(updated(found, b"", "es")), locale="es")
        for message in messages:
            if message.id:
                message.string = (spanish or {}).get(str(message.id), str(message.id))
        self.po.parent.mkdir(parents=True, exist_ok=True)
        with self.po.open("wb") as file:
            write_po(file, messages)

    def check(self, today: date | None = TODAY) -> list[Fault]:
        return check(self.read(), today)

    def line(self, name: str, part: str) -> int:
        """The line of a file on which a piece of text stands."""
        lines = (self.root / name).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if part in line)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.write("flows/bot.yaml", bot_yaml())
    made.write("flows/menu.yaml", MENU)
    made.write("flows/rights/pay.yaml", PAY)
    made.write("flows/facts/facts.yaml", FACTS)
    for language, words in WORDS.items():
        made.write(f"locales/{language}/words.yaml", words)
    made.translate()
    return made
