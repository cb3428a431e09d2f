"""choice and choices: options by number, label, synonym, ordinal or typo."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from ...rules.spelling import by_ear
from ..lexicon import Lexicon, heard, unstretched
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected

NEAR = 84  # of 100: "limpiesa" is limpieza, "construccion" is not instruccion
CLEARLY = 6  # points ahead of the next option
_LIST = re.compile(r"\s*(?:[,;/&+.]|\band\b|\by\b|\be\b|\s)\s*")
_GLUED = re.compile(r"(?<=\d)(y|e|and|a|to)(?=\d)")  # "2y3"
_PLURAL_THE = frozenset(["los", "las"])  # "las 4" are all four, "la 4" is the fourth
_EXCEPT = frozenset(["menos", "minus", "excepto", "except", "but", "salvo"])
_EITHER = frozenset(["or", "o", "u"])
_NOT = frozenset(["not", "no", "sin", "menos", "minus", "except", "excepto", "salvo", "ni", "nor"])  # rather ask
_REFUSING = frozenset(["not", "no"])
_ASKS = re.compile(r"(?:what is|whats|what does|que es|que significa|cual es)\b")
_COMMENT = re.compile(r"[,;(]|\s-\s")
_PART = re.compile(r"[,.;]|\b(?:but|pero|sino)\b", re.IGNORECASE)
_BOTH = frozenset(["both", "ambos", "ambas"])
ONE_SLIP = 90  # what a misspelling of one letter in a word of five or more is worth


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class OneChoice:
    """→ the option's value. Its bare number, a label or a synonym is exact."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        if not said:
            return NotUnderstood("not_understood" if text.strip() else "empty")
        exact = exactly(said, choices)
        if exact:
            return one_of(exact, 1.0)
        meant = _without_refused(text, lexicon, choices)
        if not meant:
            return NotUnderstood("ambiguous")
        said = heard(meant)
        words = said.split()
        head, *comment = [heard(part) for part in _COMMENT.split(meant, maxsplit=1)]
        if comment and not _told(comment[0].split(), lexicon, choices):
            picked = _exactly_or_numbered(head.split(), lexicon, choices) if head else []
            if picked:
                return one_of(picked, 0.8)  # "2, I clean"
        left = lexicon.without_filler(words)
        exact = exactly(" ".join(left), choices)
        if exact:
            return one_of(exact, 1.0)
        by_number = _numbered(left or words, lexicon, choices)
        if by_number is not None:
            return by_number
        found = named(words, choices)
        if found and (_ASKS.match(said) or _denies(words, choices)):
            return NotUnderstood("ambiguous")  # "what is construction", "I'm not in construction"
        if not found and words[0] in _REFUSING and _denies(words, choices):
            return NotUnderstood("not_understood")  # "not mornings", where the option is "morning"
        return one_of(found or nearly(said, choices), 0.8)


def _denies(words: Sequence[str], choices: Sequence[Choice]) -> bool:
    of_options = {word for c in choices for phrase in c.words for word in phrase.split()}
    return bool(_REFUSING.intersection(words) - of_options)


def _without_refused(text: str, lexicon: Lexicon, choices: Sequence[Choice]) -> str:
    """ "not cleaning, construction", "limpieza no, obra": without the parts that name an option to refuse it. Empty
    when nothing else is told."""
    parts = [part for part in _PART.split(text) if heard(part)]
    kept = [part for part in parts if not _refuses(heard(part).split(), lexicon, choices)]
    return text if len(kept) == len(parts) else " ".join(kept)


def _refuses(words: list[str], lexicon: Lexicon, choices: Sequence[Choice]) -> bool:
    """Whether nothing but an option is told and denied: "they do not speak my language" may well be one."""
    option = [word for word in words if word not in _REFUSING]
    denied = words[0] in _REFUSING or words[-1] in _REFUSING
    return denied and bool(option) and bool(_exactly_or_numbered(option, lexicon, choices))


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralChoices:
    """→ the options' values in their order: "1 and 3", "1,3", "13", "campo y limpieza", "all", "none".

    `min` and `max`: how many must and may be picked. "none" is understood where `min` is 0.
    """

    min: int = 1
    max: int | None = None

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        if not said:
            return NotUnderstood("not_understood" if text.strip() else "empty")
        whole = exactly(said, choices)
        if len(whole) == 1:
            return self._picked(whole, 1.0)
        if said in lexicon.none:
            return self._picked([], 1.0)
        said = _GLUED.sub(r" \1 ", said)
        words = said.split()
        together = _together(words, lexicon, choices)
        if isinstance(together, list):
            return self._picked(together, 1.0)
        of_options = {word for c in choices for phrase in c.words for word in phrase.split()}
        if together is None and not (_EITHER | _NOT) & (set(words) - of_options):
            return self._listed(said, lexicon, choices)
        return together or NotUnderstood("ambiguous")

    def _listed(self, said: str, lexicon: Lexicon, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        hedges = [at for at in range(len(said.split())) if lexicon.phrase_at(said.split(), at, lexicon.unsure)]
        if len(hedges) > 1:
            return NotUnderstood("ambiguous")  # "maybe 1 maybe 3"
        parts = [str(lexicon.numbers.get(part, part)) for part in _LIST.split(said) if part]
        if re.fullmatch(r"\d+ ?- ?\d+", said):
            return NotUnderstood("ambiguous")  # 1-3: one and three, or one to three?
        if all(part.isdigit() for part in parts):
            numbers = [int(part) for part in parts]
            if len(parts) == 1 and numbers[0] > len(choices) and len(choices) < 10:
                numbers = [int(digit) for digit in parts[0]]  # "13" for 1 and 3
            picked = [c for c in choices if c.number in numbers]
            return self._picked(picked, 1.0) if len(picked) == len(set(numbers)) else NotUnderstood("too_big")
        words = said.split()
        groups = _groups(lexicon.without_filler(words), lexicon) or _groups(words, lexicon)
        exact = [c for part in groups for c in _exactly_or_numbered(part, lexicon, choices)]
        if exact and len(exact) == len(groups):
            return self._picked(exact, 1.0)
        told = [(part, named(part, choices) or nearly(" ".join(part), choices)) for part in groups]
        near = [c for _, found in told for c in found]
        if near and any(not found and _says_more(part, lexicon, choices) for part, found in told):
            return NotUnderstood("ambiguous")  # "pay and my car": rather ask than leave a part out
        picked = near if len(near) >= len(groups) else named(words, choices) or nearly(said, choices)
        picked += [c for c in choices if str(c.number) in words and not _counts(words, str(c.number), lexicon)]
        return self._picked(picked, 0.8) if picked else NotUnderstood("not_understood")

    def _picked(self, picked: Sequence[Choice], confidence: float) -> Answer | NotUnderstood:
        values = [c.value for c in sorted(set(picked), key=lambda c: c.number)]
        if len(values) < self.min:
            return NotUnderstood("too_small")
        if self.max is not None and len(values) > self.max:
            return NotUnderstood("too_big")
        return Answer(values, confidence)


def exactly(said: str, choices: Sequence[Choice]) -> list[Choice]:
    """The options whose number, value or word the whole text is. More than one when a label is another's number."""
    return [c for c in choices if said == str(c.number) or said in c.words]


def one_of(found: Sequence[Choice], confidence: float) -> Answer | NotUnderstood:
    if len(found) == 1:
        return Answer(found[0].value, confidence)
    return NotUnderstood("ambiguous" if found else "not_understood")


def _together(
    words: Sequence[str], lexicon: Lexicon, choices: Sequence[Choice]
) -> list[Choice] | NotUnderstood | None:
    """ "all four", "las 4", "all but the third", "1 to 3", "the first two"; None: nothing of the kind."""
    length = lexicon.phrase_at(words, 0, lexicon.all)
    if length and not lexicon.without_filler(words[length:]):
        several = len(choices) == 2 or _BOTH.isdisjoint(words)
        return list(choices) if several else NotUnderstood("ambiguous")
    left = lexicon.without_filler(words)
    count = len(choices)
    numbers = [n for w in left if w not in lexicon.ordinals and (n := number_of(w, lexicon, count)) is not None]
    length = lexicon.phrase_at(left, 0, lexicon.all) if left else 0
    if length and _EXCEPT.intersection(left[length : length + 1]):
        spared = [c for part in _groups(left[length + 1 :], lexicon) for c in _told(part, lexicon, choices)]
        return [c for c in choices if c not in spared] if spared else NotUnderstood("ambiguous")
    if length and len(left) == length and _BOTH.isdisjoint(left):
        return list(choices)
    if length and len(left) == length + 1 and len(numbers) == 1:
        return list(choices) if numbers == [count] else NotUnderstood("ambiguous")
    if words[0] in _PLURAL_THE and len(left) == 1 and left == words[1:2] and numbers == [count] and count > 1:
        return list(choices)
    ends = [lexicon.ordinals[w] for w in left if lexicon.ordinals.get(w) in (1, -1)]
    if len(left) == 2 and len(ends) == 1 and len(numbers) == 1 and 2 <= numbers[0] <= count:
        return list(choices[: numbers[0]] if ends[0] == 1 else choices[-numbers[0] :])
    return _from_to(left, numbers, lexicon, choices)


def _from_to(
    words: Sequence[str], numbers: Sequence[int], lexicon: Lexicon, choices: Sequence[Choice]
) -> list[Choice] | NotUnderstood | None:
    """ "1 to 3", "del 1 al 4"."""
    between = [w for w in words if w.isalpha() and number_of(w, lexicon, len(choices)) is None]
    joints = [w for w in between if "range" in lexicon.joints.get(w, ()) and w not in _EITHER]
    extra = [w for w in between if w not in joints and w not in ("from", "de", "del", "desde")]
    if len(numbers) != 2 or len(joints) != 1 or extra or numbers[0] >= numbers[1]:
        return None
    if numbers[1] > len(choices):
        return NotUnderstood("too_big")
    return [c for c in choices if numbers[0] <= c.number <= numbers[1]]


def _counts(words: Sequence[str], number: str, lexicon: Lexicon) -> bool:
    """ "I work 2 jobs": behind the number stands what it counts."""
    behind = words[words.index(number) + 1 :]
    if not behind or behind[0].isdigit() or lexicon.phrase_at(behind, 0, lexicon.filler):
        return False
    return behind[0] not in lexicon.function_words and behind[0] not in lexicon.joints


def _says_more(part: Sequence[str], lexicon: Lexicon, choices: Sequence[Choice]) -> bool:
    left = [word for word in lexicon.without_filler(part) if word not in lexicon.function_words]
    return any(number_of(word, lexicon, len(choices)) is None for word in left)


def _told(part: list[str], lexicon: Lexicon, choices: Sequence[Choice]) -> list[Choice]:
    return _exactly_or_numbered(part, lexicon, choices) or named(part, choices) or nearly(" ".join(part), choices)


def _numbered(words: Sequence[str], lexicon: Lexicon, choices: Sequence[Choice]) -> Answer | NotUnderstood | None:
    """ "#2", "opcion dos", "the second one", "la ultima"; None when no number stands there."""
    rest = [w for w in words if w not in ("one", "uno", "una")] or list(words)
    rest = list(dict.fromkeys(rest))  # "1 1"
    if sum(w.isascii() and w.isdigit() for w in rest) > 1:
        return NotUnderstood("ambiguous")
    if len(rest) != 1:
        return None
    number = number_of(rest[0], lexicon, len(choices))
    if number is None:
        return None
    found = [c for c in choices if c.number == number]
    return one_of(found, 1.0) if found else NotUnderstood("too_big")


def number_of(word: str, lexicon: Lexicon, count: int) -> int | None:
    digits = word.strip("#().-")
    if digits.isascii() and digits.isdigit() and len(digits) < 6:
        return int(digits)
    ordinal = lexicon.ordinals.get(word)
    if ordinal is not None:
        return count if ordinal < 0 else ordinal
    return lexicon.numbers.get(word)


def named(words: Sequence[str], choices: Sequence[Choice]) -> list[Choice]:
    """Options of which a word stands in the sentence; a longer phrase hides the shorter one inside it."""
    text = f" {' '.join(words)} "
    hits = [(word, c) for c in choices for word in c.words if len(word) > 2 and f" {word} " in text]
    longest = [c for word, c in hits if not any(word != other and f" {word} " in f" {other} " for other, _ in hits)]
    return list(dict.fromkeys(longest))


def nearly(said: str, choices: Sequence[Choice]) -> list[Choice]:
    """The one option that a misspelt text comes clearly nearest to."""
    plain = unstretched(said)
    parts = [plain, *[w for w in plain.split() if len(w) > 3]] if len(plain) < 60 else []
    scores = sorted(
        (
            (
                max((_likeness(part, word) for part in parts for word in c.words if len(word) > 3), default=0.0),
                -c.number,
            )
            for c in choices
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < NEAR or len(plain) < 4:
        return []
    if len(scores) > 1 and scores[0][0] - scores[1][0] < CLEARLY:
        return []
    return [c for c in choices if c.number == -scores[0][1]]


def _likeness(said: str, word: str) -> float:
    """Of 100. In a short word one slip weighs too much for a ratio: "saftey", "segurida". "Kocina" sounds
    like cocina."""
    ratio = fuzz.ratio(said, word)
    slip = len(said) > 4 and len(word) > 4 and said[0] == word[0] and OSA.distance(said, word, score_cutoff=1) == 1
    slip = slip or (len(said) > 3 and by_ear(said) == by_ear(word))
    return max(ratio, ONE_SLIP) if slip else ratio


def _groups(words: Sequence[str], lexicon: Lexicon) -> list[list[str]]:
    """The sentence cut at "and", "y", commas."""
    groups: list[list[str]] = [[]]
    for word in words:
        if "and" in lexicon.joints.get(word, ()):
            groups.append([])
        else:
            groups[-1].append(word)
    return [group for group in groups if group]


def _exactly_or_numbered(part: list[str], lexicon: Lexicon, choices: Sequence[Choice]) -> list[Choice]:
    left = lexicon.without_filler(part)
    found = exactly(" ".join(part), choices) or exactly(" ".join(left), choices)
    if found:
        return found[:1]
    if len(left) == 2 and left[1] in ("one", "uno", "una"):  # "the third one"
        left = left[:1]
    number = number_of(left[0], lexicon, len(choices)) if len(left) == 1 else None
    return [c for c in choices if c.number == number]
