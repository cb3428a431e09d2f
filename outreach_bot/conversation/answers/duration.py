"""duration: how long something lasted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import with_config
from rapidfuzz.distance import OSA

from ..lexicon import Lexicon, heard
from .amounts import (
    STRICT,
    as_range,
    check_bounds,
    is_below,
    is_downward,
    is_money,
    is_no_amount,
    only_an_article,
    told_as_range,
)
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import Number, leftover, numbers_in, tokens, trimmed

_CENTS = Decimal("0.01")
Unit = Literal["minutes", "hours", "days", "weeks", "months", "years"]
_MINUTES = {  # a month counted as a twelfth of a year of 365 days
    "minute": Decimal(1), "hour": Decimal(60), "day": Decimal(1440), "week": Decimal(10080), "month": Decimal(43800),
    "fortnight": Decimal(20160), "year": Decimal(525600), "decade": Decimal(5256000),
}  # fmt: skip


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """→ Decimal, counted in `unit`: "2 weeks and 3 days", "hora y media", "6 meses". A bare number is in `unit`.

    `range: true` also accepts "2 to 3 weeks" as {"from": "2", "to": "3"}; else that is the reason `range`.
    """

    unit: Unit = "hours"
    min: int | Decimal | None = None
    max: int | Decimal | None = None
    range: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        said = _one_of(tokens(text, lexicon), lexicon)
        if not said:
            return NotUnderstood("empty")
        if heard(text) in lexicon.unsure:
            return NotUnderstood("not_understood")
        numbers = numbers_in(said, lexicon)
        if numbers is None:
            return NotUnderstood("ambiguous")
        if not numbers or only_an_article(numbers, said, lexicon) or _counts_no_time(said, numbers, lexicon):
            return NotUnderstood("not_understood")
        if _counts_other_things(said, numbers, self.unit, lexicon):
            return NotUnderstood("not_understood")
        if len(numbers) == 2 and told_as_range(said, numbers, lexicon):
            if is_downward(said, numbers) and not (numbers[0].unit and numbers[1].unit):
                return NotUnderstood("range")
            return self._from_to(numbers) if self.range else NotUnderstood("range")
        minutes = None if _multiplied(said, numbers, lexicon) else self._total(numbers)
        if minutes is None:
            return NotUnderstood("ambiguous")
        inside = {at for n in numbers for at in range(n.start, n.end)}
        around = [w for at, w in enumerate(said) if at not in inside and "and" not in lexicon.joints.get(w, ())]
        value = trimmed((minutes / _MINUTES[self.unit.rstrip("s")]).quantize(_CENTS))
        if minutes and not value:
            return NotUnderstood("too_small")
        wrong = check_bounds(value, self.min, self.max)
        rest = leftover(around, lexicon)
        if wrong or len(rest) > 8:
            return NotUnderstood(wrong or "not_understood")
        return Answer(value, 0.8 if rest or "?" in text or any(n.shaky for n in numbers) else 1.0)

    def _from_to(self, numbers: Sequence[Number]) -> Answer | NotUnderstood:
        wanted = self.unit.rstrip("s")
        named = numbers[1].unit or numbers[0].unit or wanted  # "2 to 3 weeks", "an hour or two"
        units = [n.unit or named for n in numbers]
        if not set(units) <= _MINUTES.keys():
            return NotUnderstood("ambiguous")
        minutes = [n.value * _MINUTES[unit] for n, unit in zip(numbers, units, strict=True)]
        ends = [trimmed((each / _MINUTES[wanted]).quantize(_CENTS)) for each in minutes]
        wrong = next((w for end in ends if (w := check_bounds(end, self.min, self.max))), None)
        return NotUnderstood(wrong) if wrong else Answer(as_range(ends), 0.8)

    def _total(self, numbers: Sequence[Number]) -> Decimal | None:
        """In minutes; several parts must go from the greater unit to the smaller: "1 hour 30 minutes", "1 hora 30"."""
        if len(numbers) == 1:
            unit = numbers[0].unit or self.unit.rstrip("s")
            return numbers[0].value * _MINUTES[unit] if unit in _MINUTES and numbers[0].value < 10**6 else None
        total = Decimal(0)
        last: str | None = None
        for number in numbers:
            part = number.unit or ("minute" if last == "hour" else "")
            if part not in _MINUTES or (last is not None and _MINUTES[part] >= _MINUTES[last]) or number.value >= 10**6:
                return None
            total, last = total + number.value * _MINUTES[part], part
        return total


def _one_of(said: list[str], lexicon: Lexicon) -> list[str]:
    """ "hour or two", "hora o dos": the unit that such a range begins with is one; so is a fortnight alone."""
    opens = (said[1:2] in (["or"], ["o"]) or said == ["fortnight"]) and lexicon.units.get(said[0]) in _MINUTES
    return ["1", *said] if opens else said


def _counts_other_things(said: Sequence[str], numbers: Sequence[Number], unit: str, lexicon: Lexicon) -> bool:
    """ "2 paychecks", "3 wekes" asked for hours: what stands behind a bare number is no word we know."""
    last = numbers[-1]
    word = said[last.end] if last.end < len(said) else ""
    if last.unit or len(word) < 4 or not word.isalpha() or any(each in lexicon.units for each in said[last.end :]):
        return False
    if any(word in known for known in (lexicon.function_words, lexicon.joints, lexicon.dates, lexicon.times)):
        return False
    own = [name for name, meant in lexicon.units.items() if meant == unit.rstrip("s") and len(name) > 3]
    misspelt = any(word.startswith(name[:3]) or OSA.distance(word, name, score_cutoff=1) <= 1 for name in own)
    return not misspelt and not lexicon.phrase_at(said, last.end, lexicon.around)


def _multiplied(said: Sequence[str], numbers: Sequence[Number], lexicon: Lexicon) -> bool:
    """ "6 days of 10 hours", "6 días, 10 horas cada uno": not 6 days and 10 hours."""
    between = said[numbers[0].end : numbers[-1].start]
    every = any("every" in lexicon.joints.get(word, ()) for word in said)
    return len(numbers) > 1 and (every or not {"of", "de", "x"}.isdisjoint(between))


def _counts_no_time(said: Sequence[str], numbers: Sequence[Number], lexicon: Lexicon) -> bool:
    return is_no_amount(said, numbers, lexicon) or is_money(said, numbers) or is_below(said, numbers[0], lexicon)
