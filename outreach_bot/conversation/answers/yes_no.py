"""yes_no: however people agree and refuse, emoji included."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ConfigDict, with_config
from rapidfuzz.distance import OSA

from ..lexicon import Lexicon, heard, unstretched
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected

YES_SIGNS = frozenset("👍👌✅✔☑🙋💯🙏🫡💪🤝🆗⭕")
NO_SIGNS = frozenset("👎❌✖🙅🚫⛔🛑❎")
_IN_WORDS = {"one": True, "uno": True, "two": False, "dos": False}  # alone: "las dos" are both
# A yes to the question that stands open; without one they ask to join, so they are no word of the lexicon.
_SIGNS_UP = frozenset([
    "sign me up", "apunteme", "apuntame", "me apunto", "yo me apunto", "anoteme", "anotame", "me anoto", "inscribame",
])  # fmt: skip
_TYPED_YES = ("yes", "yeah", "claro", "simon", "sure", "okay", "correcto", "seguro", "orale", "exacto", "perfecto")
_TYPED_NO = ("nope", "never", "nunca", "jamas", "negativo")
_NEAR_WORDS = frozenset(["oye", "clara", "clear", "seguir", "naver"])
# Behind "no" these make a statement of it, which may well mean yes:
# "no one paid me", "no money", "no me pagan".
_NO_BUT = frozenset(
    [
        "me",
        "nos",
        "le",
        "les",
        "one",
        "body",
        "money",
        "pay",
        "idea",
        "clue",
        "se",
        "sabe",
        "matter",
        "more",
        "hay",
        "paycheck",
    ]
)
_NOT_NO = frozenset(["problem", "prob", "problema", "worries", "doubt", "duda"])
_BUT = frozenset(["but", "pero", "unless", "except"])
# Behind "yes but" these tell what somebody lacks or cannot say, and take nothing back: "si pero no tengo carro".
_BUT_LACKING = re.compile(
    r"(?:but|pero) (?:(?:i|we) (?:dont|do not|didnt) (?:have|know|remember)|"
    r"(?:yo )?no (?:tengo|tenemos|hay|se|recuerdo|me acuerdo)) \w+(?: \w+)*"
)
# "They sure did", "we didn't", "no he hasn't paid": the verb of the question comes back in the answer.
_ECHO = re.compile(
    r"(?:i|we|they|he|she|it|you|that|this|there)(?: (?:sure|really|always|definitely|def|totally|certainly|just))?"
    r"(?: (?P<yes>do|does|did|am|are|is|was|were|have|has|had|will|would|can|could)(?P<not> not)?"
    r"| (?P<no>never(?: do| does| did| have| has| was| were| am| is| will)?|"
    r"dont|doesnt|didnt|arent|isnt|aint|wasnt|werent|havent|hasnt|hadnt|wont|wouldnt|cant|cannot|couldnt))\b"
    r"(?P<rest>.*)"
)
_I = frozenset(["im", "ive", "ill", "we", "were", "she", "its", "thats"])  # not "i", "he": Spanish has them too
# Behind "not" these make no refusal: "not sure", "not bad".
_NOT_REFUSED = frozenset(["sure", "bad", "only", "certain", "a", "too"])
_DENYING = frozenset(["no", "not", "nunca", "never", "ni", "or", "o", "si", "yes"])
_ASKING = frozenset(["what", "whats", "which", "who", "how", "cual", "quien", "cuando"])  # "what is a yes"
_FRIENDLY = frozenset([
    "man", "bro", "dude", "carnal", "mano", "wey", "guey", "compa", "vato", "mijo", "mija", "lol", "ombe", "hombre",
    "nombre",
])  # fmt: skip
_DOUBLED_END = re.compile(r"(\w)\1$")  # "nahh"
_STATEMENT_FROM = 4  # words; from here on "no" without a comma may be the verb's own negation


@with_config(ConfigDict(extra="forbid"))
@dataclass(frozen=True, slots=True)
class YesNo:
    """→ bool. 1 is yes and 2 is no, as the questions number them."""

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = heard(text)
        whole = _IN_WORDS.get(said, _whole(said, lexicon))
        if whole is not None:
            return Answer(whole, 0.7 if "?" in text and "¿" not in text else 1.0)
        signs = _signs(text)
        if not said:
            return NotUnderstood("empty") if signs is None and not text.strip() else _signed(signs)
        words = [word for word in said.split() if word not in _FRIENDLY] or said.split()
        for known, value in ((lexicon.yes, True), (lexicon.no, False)):
            length = lexicon.phrase_at(words, 0, known)
            if length > 1 and not lexicon.without_filler(words[length:]):
                return Answer(value)  # "como no, gracias"
        left = lexicon.without_filler(words)
        if signs is not None and not left:
            return _signed(signs)  # "👍 thanks"
        if said in lexicon.unsure or lexicon.phrase_at(words, 0, lexicon.unsure):
            return NotUnderstood("ambiguous")
        plain = unstretched(said).split()
        forms = (words, left, _spelt_out(words), plain, lexicon.without_filler(plain))
        for form in (*forms, [_DOUBLED_END.sub(r"\1", word) for word in left]):
            whole = _whole(" ".join(form), lexicon)
            if whole is not None:
                return Answer(whole)
        for form in (words, left):
            echo = _echo(" ".join(form), lexicon)
            if echo is not None:
                return Answer(echo, 0.8)
        if len(words) == 1:
            guess = _misspelt(words[0])
            return NotUnderstood("not_understood") if guess is None else Answer(guess, 0.8)
        guess = _misspelt_phrase(words, lexicon)
        if guess is not None:
            return Answer(guess, 0.8)
        read = _in_sentence(text, words, lexicon)
        return _in_sentence(text, left, lexicon) if left and read == NotUnderstood("not_understood") else read


def _whole(said: str, lexicon: Lexicon) -> bool | None:
    if said in lexicon.yes or said == "1" or said in _SIGNS_UP:
        return True
    return False if said in lexicon.no or said == "2" else None


def _signs(text: str) -> bool | None:
    """What the emoji say; None when there are none or they disagree."""
    if text.isascii():
        return None
    found = {c in YES_SIGNS for c in text if c in YES_SIGNS or c in NO_SIGNS}
    return found.pop() if len(found) == 1 else None


def _signed(signs: bool | None) -> Answer | NotUnderstood:
    return NotUnderstood("not_understood") if signs is None else Answer(signs)


def _misspelt(word: str) -> bool | None:
    """ "yse", "clarp", "nuncaa". Short words only with two letters swapped: "yet" is not yes."""
    if len(word) < 3 or word in _NEAR_WORDS:
        return None
    for known, value in [(w, True) for w in _TYPED_YES] + [(w, False) for w in _TYPED_NO]:
        if OSA.distance(word, known, score_cutoff=1) <= 1 and (len(known) > 4 or sorted(word) == sorted(known)):
            return value
    return None


def _misspelt_phrase(words: Sequence[str], lexicon: Lexicon) -> bool | None:
    """ "of corse", "por supueto": a letter lost, doubled or swapped. Another letter makes too many other words."""
    for known, value in ((lexicon.yes, True), (lexicon.no, False)):
        for phrase in known:
            meant = phrase.split()
            slips = [(said, word) for said, word in zip(words, meant, strict=False) if said != word]
            if len(words) == len(meant) > 1 and len(slips) == 1 and _slipped(*slips[0]):
                return value
    return None


def _slipped(said: str, word: str) -> bool:
    moved = len(said) != len(word) or sorted(said) == sorted(word)
    return len(word) > 4 and moved and OSA.distance(said, word, score_cutoff=1) <= 1


def _spelt_out(words: Sequence[str]) -> list[str]:
    """ "y e s" → "yes"."""
    return ["".join(words)] if len(words) > 1 and all(len(word) == 1 for word in words) else list(words)


def _echo(said: str, lexicon: Lexicon) -> bool | None:
    """What an answer in the words of the question says; None for other sentences, and for "I am a cook"."""
    answered, _, told = said.partition(" ")
    found = _ECHO.fullmatch(told if answered in _PLAIN_NO else said)
    if found is None or said in lexicon.unsure:
        return None
    refused = bool(found["no"] or found["not"])
    if answered in _PLAIN_NO:
        return False if refused else None
    return None if lexicon.without_filler(found["rest"].split()) else not refused


_PLAIN_NO = frozenset(["no", "nope", "nah", "naw"])


def _in_sentence(text: str, words: list[str], lexicon: Lexicon) -> Answer | NotUnderstood:
    """ "si me pagaron", "no they didn't": the first words decide, unless the opposite follows."""
    for known, value in ((lexicon.yes, True), (lexicon.no, False)):
        length = lexicon.phrase_at(words, 0, known)
        if length:
            read = _opened(text, words, length, value, lexicon)
            if read is not None:
                return read
    left = lexicon.without_filler(words)
    if left[:1] == ["not"] and len(left) < _STATEMENT_FROM + 3 and not _NOT_REFUSED & set(left[1:2]):
        return Answer(False, 0.8)  # "not a chance", "not that I know of"
    if words[0] in _ASKING:
        return NotUnderstood("not_understood")
    if left and (len(left) <= 3 or (len(left) <= 5 and not _DENYING & set(left[:-1]))):
        whole = _whole(left[-1], lexicon) if left[-1] in _PLAIN else None
        if whole is not None and not _contradicted(left[:-1], whole, lexicon):
            return Answer(whole, 0.8)
    return NotUnderstood("not_understood")


def _opened(text: str, words: list[str], length: int, value: bool, lexicon: Lexicon) -> Answer | NotUnderstood | None:
    """What a sentence says that begins with a yes or a no of so many words; None when that may mean nothing."""
    rest = words[length:]
    told = lexicon.without_filler(rest)
    if told and told[0] in _ASKING:
        return NotUnderstood("not_understood")  # "ok who is this"
    if told and value and _ECHO.fullmatch(" ".join(words[:length])) and not _set_apart(text):
        return None  # "I am a cook"
    if value and _denied(rest):
        return Answer(False, 0.8)
    if _more_of_it(rest, lexicon.yes if value else lexicon.no, lexicon) or (len(told) == 1 and told[0] in _BUT):
        return Answer(value, 0.8)  # "yeah thats fine"; "no but thanks"
    if value and _BUT_LACKING.fullmatch(" ".join(rest)) and _BUT.isdisjoint(rest[1:]):
        return Answer(True, 0.8)
    if (_contradicted(rest, value, lexicon) and not _set_apart(text)) or " ".join(words[:2]) in lexicon.unsure:
        return NotUnderstood("ambiguous")
    bare_no = not value and length == 1 and words[0] == "no"
    if bare_no and "no" in rest and rest[0] not in _NO_BUT and len(words) < _STATEMENT_FROM + 2:
        return Answer(False, 0.8)  # "no ese dia no", "no ahorita no puedo"
    if bare_no and rest[0] in _I:
        return Answer(False, 0.8)  # "no im at work": in English the verb's own "no" stands elsewhere
    if bare_no and (rest[0] in _NO_BUT or (len(words) >= _STATEMENT_FROM and not _set_apart(text))):
        return NotUnderstood("ambiguous")
    if bare_no and rest[0] in _NOT_NO:
        return Answer(True, 0.8)
    if length == 1 and words[0] not in _PLAIN and not _set_apart(text):
        return None  # "ya", "va", "good", "right" open many sentences
    return Answer(value, 0.8)


def _denied(rest: Sequence[str]) -> bool:
    """ "of course not", "por supuesto que no"."""
    return len(rest) < 4 and (rest[:1] == ["not"] or rest[:2] == ["que", "no"])


def _more_of_it(words: Sequence[str], known: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether nothing follows but more of the same: "si claro que si"."""
    at = 0
    while at < len(words):
        length = lexicon.phrase_at(words, at, known) or lexicon.phrase_at(words, at, lexicon.filler)
        if not length:
            return False
        at += length
    return bool(words)


_PLAIN = frozenset([
    "yes", "yeah", "yea", "yep", "yup", "yess", "si", "sii", "sip", "sep", "no", "nop", "nope", "nah", "naw", "claro",
    "simon", "nel", "sure", "ok", "okay",
])  # fmt: skip


def _set_apart(text: str) -> bool:
    """ "No, no me pagan": a sign behind the first word."""
    head = text.strip().split(maxsplit=1)[0]
    return not head[-1].isalnum()


def _contradicted(rest: Sequence[str], value: bool, lexicon: Lexicon) -> bool:
    """ "yes no", "si y no", "yes but not today". A second no behind a no is only louder."""
    opposite = {"no", "nope", "nah"} if value else {"yes", "yeah", "si", "yep"}
    if value and lexicon.phrase_at(rest, 0, lexicon.yes) > 1:
        return False  # "yeah no problem"
    heading = [w for w in rest if not lexicon.joints.get(w)][:1]
    return bool(opposite.intersection(heading)) or not _BUT.isdisjoint(rest)
