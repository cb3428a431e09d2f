"""money: dollars, however they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import with_config

from ..lexicon import Lexicon
from .amounts import STRICT, as_range, bare_amount, check_bounds, read_amount, unsure_or
from .base import Answer, Choice, NotUnderstood
from .corrections import corrected
from .reading import Number, tokens, trimmed

_HALF = Decimal("0.5")
_SHARES = frozenset(["half", "mitad", "twice", "double", "doble", "triple"])
_COUNTED = frozenset(["checks", "paychecks", "cheques", "figures", "cifras"])
SALARY_FROM = Decimal(200)  # nobody who is asked for a rate per hour means $200 an hour


@with_config(STRICT)
@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Dollars → Decimal: "$15", "15.50/hr", "quince la hora", "15 con 50", "50 cents", "1,200", "1.200,50", "15k".

    `unit: hour` asks for a rate per hour: "600 a week", "52k" and anything from $200 on are `looks_like_salary`.
    """

    min: int | Decimal | None = None
    max: int | Decimal | None = None
    unit: Literal["hour", "day", "week", "month", "year"] | None = None
    range: bool = False

    @corrected
    def parse(self, text: str, *, lexicon: Lexicon, today: date, choices: Sequence[Choice]) -> Answer | NotUnderstood:
        bare = bare_amount(text, money=True)
        if bare is not None:
            wrong = "looks_like_salary" if self._is_salary(bare) else check_bounds(bare, self.min, self.max)
            return NotUnderstood(wrong) if wrong else Answer(in_dollars(bare))
        amount = read_amount(text, lexicon, money=True)
        if isinstance(amount, NotUnderstood):
            return unsure_or(amount, text, lexicon)
        per = amount.per or next((n.unit for n in amount.numbers if n.unit not in (None, "dollar", "cent")), None)
        if amount.unit not in (None, "dollar", "cent") and amount.unit != self.unit and not _is_pay_word(text, lexicon):
            return NotUnderstood("ambiguous" if self.unit != "hour" or per != "hour" else "not_understood")
        if _is_share(text, amount.numbers[0], lexicon):
            return NotUnderstood("not_understood")
        sums: list[Decimal] = []
        for number in amount.numbers:
            value = in_dollars(-_spoken(number, per) if amount.negative else _spoken(number, per))
            if value is None:
                return NotUnderstood("ambiguous")
            sums.append(value)
        if self._is_salary(max(sums), per, in_thousands=any(n.thousands for n in amount.numbers)):
            return NotUnderstood("looks_like_salary")
        if self.unit and per and per != self.unit:
            return NotUnderstood("ambiguous")
        wrong = next((w for v in sums if (w := check_bounds(v, self.min, self.max))), None)
        if amount.is_range:
            if not self.range:
                return NotUnderstood("range")
            return NotUnderstood(wrong) if wrong else Answer(as_range(sums), amount.confidence)
        return NotUnderstood(wrong) if wrong else Answer(sums[0], amount.confidence, repaired=amount.numbers[0].shaky)

    def _is_salary(self, most: Decimal, per: str | None = None, *, in_thousands: bool = False) -> bool:
        """Told instead of a rate per hour."""
        return self.unit == "hour" and (per not in (None, "hour") or in_thousands or most >= SALARY_FROM)


def _spoken(number: Number, per: str | None) -> Decimal:
    """ "three fifty" is 3.50, but "three fifty a week" is 350."""
    hundreds = number.shaky and number.value % 1 != 0 and per not in (None, "hour")
    return number.value * 100 if hundreds else number.value


def _is_share(text: str, number: Number, lexicon: Lexicon) -> bool:
    """ "Half", "half of 800", "tiempo y medio", "2 cheques": of what, how much? "Half a dollar" is a sum."""
    said = tokens(text, lexicon)
    if number.value == _HALF and number.unit is None and not any(c.isdigit() for c in text):
        return True
    others = [*said[: number.start], *said[number.end :]]
    return not _SHARES.isdisjoint(others) or not _COUNTED.isdisjoint(said[number.end : number.end + 1])


def _is_pay_word(text: str, lexicon: Lexicon) -> bool:
    """ "15 hora", "15/hr", "$500 week": the unit right behind is what the pay is for, if anything says it is pay."""
    said = tokens(text, lexicon)
    return any(w in ("$", "/") or lexicon.units.get(w) in ("dollar", "cent") or w in lexicon.periods for w in said)


def in_dollars(value: Decimal) -> Decimal | None:
    """To the cent; None for a sum with more than two decimals."""
    if value == value.to_integral_value():
        return trimmed(value)
    cents = value.quantize(Decimal("0.01"))
    return cents if cents == value else None
