"""integer: a whole number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import with_config

from ..lexicon import Lexicon, heard
from .amounts import STRICT, check_bounds, min_confidence, read_amount, singular, unsure_or, whole_number
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected

_ARTICLE = re.compile(r"(?:an?|una?)\b")
_ONESELF_AND = re.compile(  # "me and 3 kids", "mi esposa, yo y 3 ninos": how many more than the number?
    r"^(?:(?:just|solo|somos|its|theres|it is) )?(?:me|myself|yo|my|mi)\b(?: [^\W\d]+){0,4} "
    r"(?:and|plus|with|n|y|con|mas) (?!(?:i|im|tengo|soy)\b)(?P<more>.+)"
)

_AND_ONESELF = re.compile(r"\d.* (?:and|plus|with|y|mas) (?:me|myself|yo)$")  # "5 plus me", "mis 3 hijos y yo"
# "no kids", "ningún hijo", "no tengo", "I have none": nobody. A bare "no" is none of these.
_NOBODY = re.compile(
    r"ningun|ni un[oa]|none of us|no (?:tengo|tenemos|hay)(?: ningun[oa])?|(?:i|we) (?:have|got) none|"
    r"(?:no|not any|zero|ningun[oa]?|ni (?:siquiera )?un[oa]|(?:i|we) (?:have|got) no|"
    r"(?:i|we) (?:dont|do not) have(?: any)?|no (?:tengo|tenemos|hay)(?: ningun[oa]?)?) (?P<whom>\w+)"
)


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Integer:
    """A whole number → int. Settings as for decimal; 2.5 is not understood."""

    min: int | None = None
    max: int | None = None
    unit: str | None = None
    range: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        digits = whole_number(text)
        if digits is not None:
            return self._bounded(digits, 1.0)
        said = heard(text)
        oneself = _ONESELF_AND.search(said)
        if _AND_ONESELF.search(said) or (oneself and _counts(oneself["more"].split(), lexicon)):
            return NotUnderstood("ambiguous")
        amount = read_amount(text, lexicon)
        if isinstance(amount, NotUnderstood):
            nobody = _NOBODY.fullmatch(said) if self.unit is None else None
            if nobody and (nobody["whom"] is None or lexicon.units.get(nobody["whom"]) == "person"):
                return self._bounded(0, 0.9)
            for form in (said, " ".join(lexicon.without_filler(said.split()))):
                if form in lexicon.none or form in lexicon.numbers:  # "none", "just me"
                    return self._bounded(lexicon.numbers.get(form, 0), 0.9)
            return unsure_or(amount, text, lexicon)
        wanted = singular(self.unit)
        if wanted is None and amount.unit not in (None, "person") and _ARTICLE.match(heard(text)):
            return NotUnderstood("not_understood")  # "a week"
        values = [-n.value if amount.negative else n.value for n in amount.numbers]
        if wanted and any(n.unit not in (None, wanted) for n in amount.numbers):
            return NotUnderstood("ambiguous")
        if any(v != v.to_integral_value() for v in values):
            return NotUnderstood("not_understood")
        whole = [int(v) for v in values]
        if amount.is_range:
            wrong = next((w for v in whole if (w := check_bounds(v, self.min, self.max))), None)
            if not self.range:
                return NotUnderstood("range")
            low, high = sorted(whole)
            return NotUnderstood(wrong) if wrong else Answer({"from": low, "to": high}, amount.confidence)
        return self._bounded(whole[0], min_confidence(amount))

    def _bounded(self, value: int, confidence: float) -> Answer | NotUnderstood:
        wrong = check_bounds(value, self.min, self.max)
        return NotUnderstood(wrong) if wrong else Answer(value, confidence)


def _counts(words: Sequence[str], lexicon: Lexicon) -> bool:
    return any(word[0].isdigit() or lexicon.numbers.get(word, 0) > 1 for word in words)
