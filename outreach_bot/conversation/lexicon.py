"""The words people say, from `locales/*/words.yaml`. All languages are understood at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from rapidfuzz.distance import OSA

from ..errors import Fault, FlowFault
from ..rules.folding import fold, once_a_turn
from ..rules.languages import stranger
from ..rules.spelling import by_ear, misspellings

COMMANDS = (
    "start", "help", "language", "menu", "back", "change", "repeat", "skip", "person", "forget_me", "hide", "show",
)  # fmt: skip
SECTIONS = {
    "yes", "no", "unsure", "commands", "numbers", "fractions", "ordinals", "months", "weekdays", "relative_days",
    "dates", "times", "units", "joints", "periods", "all", "none", "filler", "lead_ins", "marks",
    "function_words", "concepts",
    "elsewhere", "person_request", "holidays", "corrections", "thanks",
    "thanks_for", "besides", "other_languages",
}  # fmt: skip
_INSIDE = re.compile(r"[.,:/-]+(?=[^\W\d_])|(?<=[^\W\d_])[.,:/-]+")
_CLAUSE = re.compile(r"[.,;!?\n]+(?!\d)")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_DIMINUTIVE = re.compile(r"(?P<stem>\w+?)(?:e?[cs])?it(?P<end>[oa]s?)")
_PHONE = re.compile(r"(?:\b(?:at|on|al|en el) )?(?<!\d)1?[ .-]?\d{3}[ .-]?\d{3}[ .-]?\d{4}(?!\d)")
LONGEST_PHRASE = 5  # words
_JOINTS = ("", "y", "i")  # "fortyfive", "treintaiuno"
_SLIPS_FROM = 5  # letters of a word that may be misspelt in a request for a person
_HEARD_FROM = 4  # letters: shorter words sound like too many others
TOO_LONG_A_COMMAND = 9  # words, politeness included
LONGEST_REQUEST = 14  # words in which a person is asked for, and nothing else is
REQUEST_PARTS = ("whom", "ask", "around")


@once_a_turn
def heard(text: str) -> str:
    """`fold`, without the apostrophes, commas and dashes of careless typing: "Yes,I don't" → "yes i dont"."""
    folded = fold(text).replace("'", "")
    return " ".join(_INSIDE.sub(" ", folded).split()) if _INSIDE.search(folded) else folded


def unstretched(text: str) -> str:
    """ "siiiii" → "si": three or more of one letter are one."""
    return _STRETCHED.sub(r"\1", text) if _STRETCHED.search(text) else text


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything is folded as by `heard`. Phrases may have several words."""

    yes: frozenset[str]
    no: frozenset[str]
    commands: Mapping[str, str]  # phrase → start help language:en language:es menu back repeat skip person forget_me
    numbers: Mapping[str, int]  # one, uno, veinte, cien, mil …
    fractions: Mapping[str, str]  # "and a half", "y media" → "0.5"
    months: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday = 0
    relative_days: Mapping[str, int]  # today 0, ayer -1
    filler: frozenset[str]  # please, por favor, about, como, mas o menos: may surround an answer
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)  # language → words that only it has
    accented: Mapping[str, str] = field(default_factory=dict)  # "menú" → its language, where "menu" tells none
    around: frozenset[str] = frozenset()  # filler, and what opens other answers than yes and no: "I worked"
    unsure: frozenset[str] = frozenset()  # neither yes nor no
    ordinals: Mapping[str, int] = field(default_factory=dict)  # segunda 2; the last one -1
    dates: Mapping[str, str] = field(default_factory=dict)  # phrase → last next this ago …
    times: Mapping[str, frozenset[str]] = field(default_factory=dict)  # phrase → am pm noon past to …
    units: Mapping[str, str] = field(default_factory=dict)  # word → hour day week dollar cent person percent …
    joints: Mapping[str, frozenset[str]] = field(default_factory=dict)  # phrase → and range between per every below …
    periods: Mapping[str, str] = field(default_factory=dict)  # "weekly", "mensual" → the unit a pay is for
    thanks: frozenset[str] = frozenset()
    thanks_for: frozenset[str] = frozenset()  # how much and for what, behind the thanks: "so much", "por todo"
    other_languages: Mapping[str, str] = field(default_factory=dict)  # "portugués" → pt: recognised, and not offered
    besides: re.Pattern[str] | None = None  # "and", "además": another matter may begin behind it
    all: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    function_words: frozenset[str] = frozenset()  # say nothing about the topic
    concepts: Mapping[str, frozenset[str]] = field(default_factory=dict)  # word → the concepts it stands for
    holidays: Mapping[str, str] = field(default_factory=dict)  # "navidad" → 12-25, "labor day" → monday 1 9
    corrections: re.Pattern[str] | None = None  # "no wait", "digo": what stands before is taken back; small letters
    by_sound: Mapping[str, str] = field(default_factory=dict)  # how a word of numbers, dates or units sounds → the word
    elsewhere: tuple[str, ...] = ()  # whole texts that ask for nothing of ours
    person_request: Mapping[str, str] = field(default_factory=dict)  # word → whom, ask or around
    longest: Mapping[str, int] = field(init=False, repr=False)  # word → words of the longest phrase it begins
    _requested_by_initial: Mapping[str, list[str]] = field(init=False, repr=False)  # of person_request, from 5 letters
    # Found out once for each word; words are kept between turns, never texts.
    spelt: Callable[[str], str] = field(init=False, repr=False, compare=False)
    _nearly_requested: Callable[[str], str | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        longest: dict[str, int] = {}
        for phrase in chain(*self._replies(), self.filler, self.around, self.fractions, self.thanks, self.thanks_for):
            first, *rest = phrase.split() or [""]
            longest[first] = max(longest.get(first, 1), min(1 + len(rest), LONGEST_PHRASE))
        object.__setattr__(self, "longest", longest)
        object.__setattr__(self, "spelt", lru_cache(maxsize=8192)(self._spelt))
        object.__setattr__(self, "_nearly_requested", lru_cache(maxsize=8192)(self._near_request))
        by_initial: dict[str, list[str]] = {}
        for word in self.person_request:
            if len(word) >= _SLIPS_FROM:
                by_initial.setdefault(word[0], []).append(word)
        object.__setattr__(self, "_requested_by_initial", by_initial)

    @classmethod
    def from_words(cls, words: Mapping[str, Mapping[str, Any]]) -> Lexicon:
        """From the parsed words.yaml of each language, by language.

        Raises FlowFault, all faults at once: an unknown section or command, or a word that is not text
        (an unquoted `no` in YAML).
        """
        _check(words)
        every = list(words.values())

        def phrases(section: str) -> frozenset[str]:
            return frozenset(heard(p) for w in every for p in w.get(section) or ())

        def table(section: str) -> dict[str, Any]:
            return {heard(str(p)): value for w in every for p, value in (w.get(section) or {}).items()}

        marks = {language: frozenset(heard(m) for m in w["marks"]) for language, w in words.items() if w.get("marks")}
        everywhere = frozenset.intersection(*marks.values()) if len(marks) > 1 else frozenset[str]()
        return cls(
            yes=phrases("yes"),
            no=phrases("no"),
            unsure=phrases("unsure"),
            commands=_commands(words),
            numbers=_misspelt_numbers(every) | _run_together(every) | table("numbers"),
            fractions={**{k: str(v) for k, v in table("fractions").items()}},
            ordinals=table("ordinals"),
            months=table("months"),
            weekdays=table("weekdays"),
            relative_days=table("relative_days"),
            dates={p: name for p, (name, *_) in _by_phrase(every, "dates").items()},
            times={p: frozenset(names) for p, names in _by_phrase(every, "times").items()},
            units={p: name for p, (name, *_) in _by_phrase(every, "units").items()},
            joints={p: frozenset(names) for p, names in _by_phrase(every, "joints").items()},
            periods=table("periods"),
            thanks=phrases("thanks"),
            thanks_for=phrases("thanks_for"),
            other_languages={p: name for p, (name, *_) in _by_phrase(every, "other_languages").items()},
            all=phrases("all"),
            none=phrases("none"),
            filler=phrases("filler"),
            around=phrases("filler") | phrases("lead_ins"),
            accented={
                phrase.casefold(): language
                for language, w in words.items()
                for phrases in (w.get("commands") or {}).values()
                for phrase in phrases
                if not phrase.isascii()
            },
            marks={language: own - everywhere for language, own in marks.items()},
            function_words=phrases("function_words"),
            concepts={p: frozenset(names) for p, names in _by_phrase(every, "concepts").items()},
            holidays=table("holidays"),
            corrections=_any_of([p for w in every for p in w.get("corrections") or ()], flags=re.NOFLAG),
            besides=_any_of([p for w in every for p in w.get("besides") or ()]),
            by_sound=_by_sound(words.get(_WRITTEN_AS_HEARD, {})),
            elsewhere=tuple(sorted(phrases("elsewhere"))),
            person_request=_person_request(every),
        )

    def corrections_in(self, text: str) -> list[re.Match[str]]:
        """Where something is taken back. Looked for in small letters: every answer of several words is asked, and this
        takes a third of the time that the pattern would without regard to case."""
        small = text.lower()
        if len(small) != len(text):  # "İ" has two small letters, and the places would be off
            small = "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
        return list(self.corrections.finditer(small)) if self.corrections else []

    def meant(self, text: str) -> str | None:
        """What stands behind the correction that a text opens with: "sorry, I meant 20" → " 20"; None when it opens
        with none, or with one that may be mere politeness ("sorry, 20")."""
        marks = self.corrections_in(text) if " " in text else []
        if not marks or self.without_filler(heard(text[: marks[0].start()]).split()):
            return None
        opening = marks[0]
        for mark in marks[1:]:
            if heard(text[opening.end() : mark.start()]):
                break
            opening = mark
        rest = text[opening.end() :]
        return rest if heard(rest) and heard(opening[0]) not in self.filler else None

    def _spelt(self, word: str) -> str:
        """The word of a number, date or unit that sounds like this one: "ochosientos", "cemanas", "thirteeen"."""
        if len(word) < _HEARD_FROM or not word.isalpha():
            return word
        doubled = _STRETCHED.sub(r"\1\1", word)
        if doubled in self.numbers:
            return doubled
        return self.by_sound.get(by_ear(word)) or self._undiminished(word) or word

    def _undiminished(self, word: str) -> str | None:
        """The unit of which a word is the diminutive: "añitos", "horita", "mesecitos"."""
        small = _DIMINUTIVE.fullmatch(word) if "it" in word else None
        stems = (small["stem"] + ending for ending in ("", small["end"], small["end"].rstrip("s"))) if small else ()
        return next((stem for stem in stems if stem in self.units), None)

    def command(self, text: str) -> str | None:
        """The command a whole message is, politeness aside: a phrase of `commands`, or any request for a person. Where
        to call them changes nothing: "please call me at 203-555-0188"."""
        said = heard(text)
        if len(said) > 10 and not said.replace(" ", "").isalpha() and _PHONE.search(said):
            said = " ".join(_PHONE.sub(" ", said).split())
        words = said.split()
        if said in self.commands or not 1 < len(words) <= LONGEST_REQUEST:
            return self.commands.get(said)
        asked = self.without_filler(words)
        named = self.commands.get(" ".join(asked)) if len(words) < TOO_LONG_A_COMMAND else None
        return named or ("person" if self._asks_for_person(asked) else None)

    def named_command(self, text: str) -> str | None:
        """The command whose own phrase a whole message is, politeness aside."""
        said = heard(text)
        words = said.split()
        if said in self.commands or not 1 < len(words) < TOO_LONG_A_COMMAND:
            return self.commands.get(said)
        return self.commands.get(" ".join(self.without_filler(words)))

    def _asks_for_person(self, words: Sequence[str]) -> bool:
        """Somebody to ask for, a word of asking, and nothing that says more: "someone told me" asks for nobody."""
        parts = set()
        for word in words:
            part = self.person_request.get(word) or self._nearly_requested(word)
            if part is None:
                return False
            parts.add(part)
        return {"whom", "ask"} <= parts

    def _near_request(self, word: str) -> str | None:
        """What a word of five letters is with one slip, whom before ask."""
        if len(word) < _SLIPS_FROM:
            return None
        near = {
            self.person_request[known]
            for known in self._requested_by_initial.get(word[0], ())
            if OSA.distance(word, known, score_cutoff=1) <= 1
        }
        return next((part for part in ("whom", "ask") if part in near), None)

    def is_reply(self, text: str) -> bool:
        """A whole "creo que sí", "not sure", "none": the answer to some question, and no topic of its own."""
        said = unstretched(heard(text))
        rest = " ".join(self.without_filler(said.split()))
        return any(each in replies for replies in self._replies() for each in (said, rest))

    def _replies(self) -> tuple[frozenset[str], ...]:
        return self.yes, self.no, self.unsure, self.none, self.all

    def parts(self, text: str) -> list[str]:
        """The text cut at its punctuation and at "and", "además"; parts of one word are left out."""
        clauses = _CLAUSE.split(text)
        parts = [part for each in clauses for part in (self.besides.split(each) if self.besides else [each])]
        return [part for part in parts if len(heard(part).split()) > 1]

    def asked_language(self, text: str) -> str | None:
        """ "Portuguese please", "alguien que hable criollo": somebody who speaks it is asked for, and nothing else."""
        words = heard(text).split()
        named = {self.other_languages[word] for word in words if word in self.other_languages}
        if len(named) != 1:
            return None
        around = self.person_request.keys() | self.function_words | self.other_languages.keys()
        return None if self.without_filler([word for word in words if word not in around]) else named.pop()

    def is_thanks(self, text: str) -> bool:
        """ "Gracias", "ok thank you so much": it says nothing else."""
        words = heard(text).split()
        at = thanked = 0
        while at < len(words):
            thanks = self.phrase_at(words, at, self.thanks)
            more = self.phrase_at(words, at, self.thanks_for) if thanked else 0
            length = thanks or more or self.phrase_at(words, at, self.filler) or self.phrase_at(words, at, self.yes)
            if not length:
                return False
            thanked += thanks
            at += length
        return thanked > 0

    def language_of(self, text: str) -> str | None:
        """The language, of those offered, that a text is clearly in, or None.

        Counts the words that only one language has, careless spellings included; a single "ok" or a keyword tells
        nothing without an accent, nor does a text that looks more like a language we do not offer.
        """
        accented = self.accented.get(text.strip(" .!¡?¿").casefold())
        if accented is not None:
            return accented
        said = set(heard(text).split())
        scores = sorted(((len(said & marks), language) for language, marks in self.marks.items()), reverse=True)
        if not scores or scores[0][0] == 0 or (len(scores) > 1 and scores[0][0] == scores[1][0]):
            return None
        return None if stranger(text) else scores[0][1]

    def without_filler(self, words: Sequence[str], *, lead_ins: bool = False) -> list[str]:
        """What is left when "please", "creo que" are taken out; with `lead_ins` also "I worked", "vivo en"."""
        phrases = self.around if lead_ins else self.filler
        left: list[str] = []
        at = 0
        while at < len(words):
            length = self.phrase_at(words, at, phrases)
            if length == 0:
                left.append(words[at])
            at += length or 1
        return left

    def phrase_at(self, words: Sequence[str], at: int, phrases: Mapping[str, Any] | frozenset[str]) -> int:
        """How many words the longest of `phrases` takes that begins at `at`; 0 when none does. `phrases`: of replies,
        filler, lead-ins, fractions or thanks."""
        word = words[at]
        longest = self.longest.get(word)
        if longest is not None:
            for length in range(min(longest, len(words) - at), 1, -1):
                if " ".join(words[at : at + length]) in phrases:
                    return length
        return 1 if word in phrases else 0


def _by_phrase(every: Iterable[Mapping[str, Any]], section: str) -> dict[str, list[str]]:
    """{meaning: [phrases]} of every language → phrase → its meanings."""
    found: dict[str, list[str]] = {}
    for words in every:
        for name, phrases in (words.get(section) or {}).items():
            for phrase in phrases:
                meanings = found.setdefault(heard(phrase) or phrase, [])
                if name not in meanings:
                    meanings.append(name)
    return found


def _any_of(phrases: Iterable[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str] | None:
    """Finds the phrases in a text as it was written, with or without accents and commas; None when there are none."""
    longest_first = sorted(phrases, key=len, reverse=True)
    spoken = "|".join(r"[\s,.]+".join(_with_or_without_accents(w) for w in p.split()) for p in longest_first)
    return re.compile(rf"(?<!\w)(?:{spoken})(?!\w)", flags) if spoken else None


def _with_or_without_accents(word: str) -> str:
    return "".join(re.escape(c) if c == (bare := fold(c)) else f"[{c}{bare}]" for c in word)


_MISSPELT_FROM = 6  # letters: with one lost, "seven" and "three" are other words


def _misspelt_numbers(every: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """ "thrity", "eightteen", "trienta": a letter lost, doubled or swapped that makes no other word we know."""
    numbers = {heard(str(word)): value for words in every for word, value in (words.get("numbers") or {}).items()}
    known = {word for words in every for section in _SINGLE_WORDS for word in _words_in(words.get(section) or {})}
    long = [word for word in numbers if len(word) >= _MISSPELT_FROM and word.isalpha()]
    return {typo: numbers[word] for typo, word in misspellings(long, known=known).items()}


def _run_together(every: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """ "treintaiuno", "cuarentaycinco", "treinticuatro", "fortyfive"."""
    made: dict[str, int] = {}
    for words in every:
        numbers = {heard(str(word)): value for word, value in (words.get("numbers") or {}).items()}
        tens = [word for word, value in numbers.items() if value in range(20, 100, 10)]
        ones = [word for word, value in numbers.items() if 0 < value < 10 and " " not in word]
        made |= {f"{ten}{joint}{one}": numbers[ten] + numbers[one] for ten in tens for one in ones for joint in _JOINTS}
        made |= {f"{ten[:-1]}i{one}": numbers[ten] + numbers[one] for ten in tens if ten[-1] == "a" for one in ones}
    return made


_SOUNDED = ("numbers", "months", "weekdays", "relative_days", "units", "fractions", "dates")
_SINGLE_WORDS = (*_SOUNDED, "ordinals", "function_words", "marks")
_WRITTEN_AS_HEARD = "es"


def _by_sound(words: Mapping[str, Any]) -> dict[str, str]:
    """Sound → the word that sounds so, in a language that is written as it is heard."""
    known = [word for section in _SOUNDED for word in _words_in(words.get(section) or {})]
    return {by_ear(word): word for word in reversed(known) if len(word) >= _HEARD_FROM and word.isalpha()}


def _words_in(section: Mapping[Any, Any] | list[str]) -> list[str]:
    """The words of a list, or of a table, whichever side they stand on."""
    if isinstance(section, list):
        return [heard(word) for word in section]
    sides = [value if isinstance(value, list) else [key] for key, value in section.items()]
    return [heard(str(word)) for side in sides for word in side]


def _commands(words: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    return {
        heard(phrase): f"language:{language}" if name == "language" else name
        for language, spoken in words.items()
        for name, phrases in (spoken.get("commands") or {}).items()
        for phrase in phrases
    }


def _person_request(every: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Word → the part of a request it is; the first one where it could be several."""
    parts: dict[str, str] = {}
    for part in REQUEST_PARTS:
        for words in every:
            for word in (words.get("person_request") or {}).get(part) or ():
                parts.setdefault(heard(word), part)
    return parts


def _check(words: Mapping[str, Mapping[str, Any]]) -> None:
    faults = [
        Fault(f"locales/{language}/words.yaml", 0, message) for language, w in words.items() for message in _wrong(w)
    ]
    if faults:
        raise FlowFault(faults)


_LISTS = (
    "yes", "no", "unsure", "all", "none", "besides", "thanks", "thanks_for", "corrections", "filler", "lead_ins",
    "marks", "function_words", "elsewhere",
)  # fmt: skip
_OF_NUMBERS = ("numbers", "ordinals", "months", "weekdays", "relative_days")
_OF_LISTS = ("commands", "dates", "times", "units", "joints", "concepts", "person_request")


def _misshapen(words: Mapping[str, Any]) -> Iterator[str]:
    for section, content in words.items():
        if content is None or section not in SECTIONS:
            continue
        if section in _LISTS:
            if not isinstance(content, list):
                yield f"{section} is a list: lines that begin with “- ”"
        elif not isinstance(content, dict):
            yield f"{section} is a group of “name: value” lines"
        elif section in _OF_NUMBERS:
            yield from (f"{section}: write a number behind “{w}”" for w, n in content.items() if not isinstance(n, int))
        elif section in _OF_LISTS:
            lists = content.items()
            yield from (f"{section}: write a list behind “{w}”" for w, each in lists if not isinstance(each, list))


def _wrong(words: Mapping[str, Any]) -> Iterator[str]:
    if misshapen := list(_misshapen(words)):
        yield from misshapen
        return
    for section in words:
        if section not in SECTIONS:
            yield f"“{section}” is not a section (quote yes and no); there are: {', '.join(sorted(SECTIONS))}"
    for name in words.get("commands") or {}:
        if name not in COMMANDS:
            yield f"“{name}” is not a command; there are: {', '.join(COMMANDS)}"
    for name in words.get("person_request") or {}:
        if name not in REQUEST_PARTS:
            yield f"“{name}” is no part of person_request; there are: {', '.join(REQUEST_PARTS)}"
    for section, content in words.items():
        lists = content.values() if isinstance(content, dict) else [content]
        for phrases in lists:
            if isinstance(phrases, list):
                yield from (
                    f"{section}: {p!r} is not text: put it in quotes" for p in phrases if not isinstance(p, str)
                )
