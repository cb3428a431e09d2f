"""decimal: a number with a fraction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace
from pydantic import with_config

from ..lexicon import Lexicon, heard
from .amounts import (
    STRICT,
    Amount,
    as_range,
    check_bounds,
    min_confidence,
    read_amount,
    singular,
    unsure_or,
    whole_number,
)
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import Number, trimmed
from .time import Time, says_part_of_day

SHIFT = Time(range=True)
HALF_A_DAY = 12 * 60  # minutes


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class DecimalNumber:
    """A number with a fraction: "38 and a half", "cuarenta y cinco y media", "37,5" → Decimal.

    `unit`: what is counted (hours, days …): another unit in the answer is not taken for it, minutes and hours are
    converted. `per`: day or week, when the question is how many in each: "8 a day" is then no answer for a week, and
    without `per` none for the whole.

    `range: true` also accepts "10 to 12" as {"from": "10", "to": "12"}; else that is the reason `range`.
    """

    min: int | Decimal | None = None
    max: int | Decimal | None = None
    unit: str | None = None
    per: Literal["day", "week"] | None = None
    range: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        digits = whole_number(text)
        if digits is not None:
            return self._bounded(Decimal(digits), 1.0)
        shift = self._shift(text, lexicon=lexicon, today=today)
        if shift is not None:
            return shift
        amount = read_amount(text, lexicon)
        if isinstance(amount, NotUnderstood):
            if " ".join(lexicon.without_filler(heard(text).split())) in lexicon.none:
                return self._bounded(Decimal(0), 0.9)
            return unsure_or(amount, text, lexicon)
        values = [self._value(n, amount) for n in amount.numbers]
        if None in values:
            return NotUnderstood("ambiguous")
        if amount.is_range:
            return self._range([v for v in values if v is not None], amount)
        number = amount.numbers[0]
        if number.shaky or (amount.per and self._per_is_wrong(amount.per)):
            return NotUnderstood("ambiguous")
        assert values[0] is not None
        return self._bounded(values[0], min_confidence(amount))

    def _shift(self, text: str, *, lexicon: Lexicon, today: date) -> Answer | NotUnderstood | None:
        """ "De 7 a 6", for the hours of a day, are eleven, and read back. "8 to 10" may be two, or nearly ten."""
        if self.range or self.per != "day" or singular(self.unit) != "hour":
            return None
        read = SHIFT.parse(text, lexicon=lexicon, today=today, choices=())
        if not isinstance(read, Answer) or not isinstance(read.value, dict):
            return None
        start, end = (60 * int(clock[:2]) + int(clock[3:]) for clock in (read.value["from"], read.value["to"]))
        if end % HALF_A_DAY > start % HALF_A_DAY and not says_part_of_day(text, lexicon):
            return None
        hours = trimmed((Decimal((end - start) % (2 * HALF_A_DAY)) / 60).quantize(Decimal("0.01")))
        answer = self._bounded(hours, 0.9)
        return replace(answer, repaired=True) if isinstance(answer, Answer) else answer

    def _value(self, number: Number, amount: Amount) -> Decimal | None:
        value = -number.value if amount.negative else number.value
        wanted = singular(self.unit)
        if number.unit is None or wanted is None or number.unit == wanted:
            return trimmed(value)
        if (wanted, number.unit) == ("hour", "minute"):
            return trimmed((value / 60).quantize(Decimal("0.01")))
        if (wanted, number.unit) == ("minute", "hour"):
            return trimmed(value * 60)
        return None

    def _per_is_wrong(self, per: str) -> bool:
        """ "8 hours a day" does not say how many hours in all, nor in a week; nor does "80 every 2 weeks"."""
        if self.per is not None:
            return per != self.per
        return (per == "day" and singular(self.unit) == "hour") or per == "fortnight" or " " in per

    def _range(self, values: list[Decimal], amount: Amount) -> Answer | NotUnderstood:
        if not self.range:
            return NotUnderstood("range")
        wrong = next((w for v in values if (w := check_bounds(v, self.min, self.max))), None)
        return NotUnderstood(wrong) if wrong else Answer(as_range(values), amount.confidence)

    def _bounded(self, value: Decimal, confidence: float) -> Answer | NotUnderstood:
        wrong = check_bounds(value, self.min, self.max)
        return NotUnderstood(wrong) if wrong else Answer(value, confidence)
