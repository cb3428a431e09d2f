"""One amount out of a text: what integer, decimal, money and duration have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ConfigDict

from ..lexicon import Lexicon, heard
from .base import NotUnderstood, Reason
from .reading import Number, leftover, numbers_in, tokens

STRICT = ConfigDict(extra="forbid")
Bound = int | Decimal | None
_EITHER = frozenset(["or", "to", "o", "a", "-"])
_EITHER_ONE = frozenset(["or", "o", "u"])
_BARE = re.compile(r"\s*(?P<dollars>\$?)\s*(\d{1,9}(?:\.\d\d?)?)\s*", re.ASCII)  # "40", "$18.50"
_MILLIONS = frozenset(["million", "millions", "mill", "millon", "millones"])  # "10 millones" are not 10; nobody's pay
_NO_AMOUNT = frozenset(["percent", "times", "distance"])
_IN_A_YEAR = frozenset(["since", "in", "desde", "en", "del"])
_SINCE = frozenset(["since", "desde"])
_NUMBER_SIGNS = frozenset(["number", "num", "numero", "nro", "#", "."])
_DAY_PARTS = frozenset(["am", "pm", "night", "oclock"])
MOST_WORDS_AROUND = 8  # a number in a longer story is seldom the answer
HIGHEST = Decimal(10) ** 12


class Amount(Struct, frozen=True):
    """One number (or two, of a range) with what stood around it. `per`: the time a pay is for, "hour" or "2 week"."""

    numbers: tuple[Number, ...]
    is_range: bool
    confidence: float
    unit: str | None = None
    per: str | None = None
    negative: bool = False


def read_amount(text: str, lexicon: Lexicon, *, money: bool = False) -> Amount | NotUnderstood:
    """The amount in a text, whatever it counts."""
    bare = bare_amount(text, money=money)
    if bare is not None:
        return Amount((Number(bare, 0, 1),), False, 1.0)
    said = tokens(text, lexicon)
    if not said:
        return NotUnderstood("empty")
    if money:
        said = _in_plain_words(said, lexicon)
    numbers = numbers_in(said, lexicon)
    if numbers is None:
        return NotUnderstood("ambiguous")
    numbers = _without_articles(numbers, said)
    numbers, every = _without_interval(numbers, said, lexicon)
    if is_no_amount(said, numbers, lexicon) or (not money and is_money(said, numbers)):
        return NotUnderstood("not_understood")
    if any(n.unit in _NO_AMOUNT for n in numbers) or not _MILLIONS.isdisjoint(said):
        return NotUnderstood("not_understood")
    if money:
        numbers = _dollars_and_cents(numbers, said, lexicon)
    if not numbers or only_an_article(numbers, said, lexicon):
        return NotUnderstood("not_understood")
    if len({n.value for n in numbers}) == 1:
        numbers = numbers[:1]  # "ten (10)"
    if len(numbers) > 2:
        return NotUnderstood("ambiguous")
    if any(_is_code(said[n.start]) for n in numbers):
        return NotUnderstood("not_understood")
    if is_below(said, numbers[0], lexicon):
        return NotUnderstood("ambiguous")
    around = _around(said, numbers)
    is_range = len(numbers) == 2
    if is_range and not told_as_range(said, numbers, lexicon):
        return NotUnderstood("ambiguous")
    if is_range:
        numbers = _on_one_scale(numbers, said, lexicon)
        if is_downward(said, numbers):
            return NotUnderstood("range")
    per, around = _per(around, numbers[-1], lexicon)
    per = every or per
    rest = leftover(around, lexicon)
    if is_range:
        rest = [w for w in rest if not {"range", "between", "and"} & lexicon.joints.get(w, frozenset())]
    if len(rest) > MOST_WORDS_AROUND:
        return NotUnderstood("not_understood")
    first = numbers[0].start
    negative = first == 1 and said[0] == "-"
    rest = rest[1:] if negative and rest[:1] == ["-"] else rest
    shaky = any(n.shaky for n in numbers)
    confidence = 1.0 if not rest and not shaky and "?" not in text else 0.8 if "?" not in text else 0.7
    unit = next((n.unit for n in numbers if n.unit), None)
    return Amount(tuple(numbers), is_range, confidence, unit, per, negative)


def bare_amount(text: str, *, money: bool) -> Decimal | None:
    """The usual answer, "40" or "$18.50": nothing around it to be weighed."""
    bare = _BARE.fullmatch(text)
    return Decimal(bare[2]) if bare and (money or not bare["dollars"]) and not _is_code(bare[2]) else None


def whole_number(text: str) -> int | None:
    """The usual answer: bare digits; None for any other text, and for a ZIP code."""
    digits = text.strip()
    plain = digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if plain and not _is_code(digits) else None


def _is_code(token: str) -> bool:
    """ "06106", "2035550142": a ZIP code, a phone number."""
    return token.isdigit() and (len(token) in (10, 11) or (len(token) > 3 and token[0] == "0"))


def _in_plain_words(said: list[str], lexicon: Lexicon) -> list[str]:
    """What money is called behind a number: "3 stacks", "5 hundo", "2g" → "3 grand", "5 hundred". Not "a stack of"."""
    plain = list(said)
    for at in range(1, len(said)):
        senses = lexicon.joints.get(said[at], ())
        counted = plain[at - 1][-1].isdigit() or plain[at - 1] in lexicon.numbers or plain[at - 1] == "a"
        if counted and said[at + 1 : at + 2] != ["of"]:
            plain[at] = "grand" if "thousands" in senses else "hundred" if "hundreds" in senses else said[at]
    return plain


def _without_articles(numbers: list[Number], said: Sequence[str]) -> list[Number]:
    """ "un total de 40", "one of the 12": a bare one is an article where another number stands."""
    if len(numbers) < 2:
        return numbers
    loud = [n for at, n in enumerate(numbers) if not _is_article(n, said, numbers[at + 1 : at + 2])]
    return loud or numbers[:1]


def _without_interval(
    numbers: list[Number], said: Sequence[str], lexicon: Lexicon
) -> tuple[list[Number], str | None]:
    """ "600 every two weeks" → the 600, and "2 week"."""
    if len(numbers) < 2:
        return numbers, None
    *others, last = numbers
    counted = last.unit not in (None, "dollar", "cent") and "every" in lexicon.joints.get(said[last.start - 1], ())
    return (others, f"{last.value} {last.unit}") if counted else (numbers, None)


def _is_article(number: Number, said: Sequence[str], following: Sequence[Number]) -> bool:
    if number.value != 1 or number.end - number.start != 1 or said[number.start].isdigit():
        return False
    if not following or said[number.start] in ("un", "una", "a", "an"):
        return True
    between = said[number.end : following[0].start]  # "one fifty", "one or two": there it counts
    return bool(between) and not all(word in _EITHER for word in between)


def only_an_article(numbers: Sequence[Number], said: Sequence[str], lexicon: Lexicon) -> bool:
    """ "un chingo", "one of my bosses": no number at all."""
    one = numbers[0]
    wordy = one.value == 1 and one.end - one.start == 1 and not said[one.start].isdigit()
    return len(numbers) == 1 and wordy and bool(leftover(_around(said, numbers), lexicon))


def _around(said: Sequence[str], numbers: Sequence[Number]) -> list[str]:
    inside = {at for n in numbers for at in range(n.start, n.end)}
    return [word for at, word in enumerate(said) if at not in inside]


def told_as_range(said: Sequence[str], numbers: Sequence[Number], lexicon: Lexicon) -> bool:
    """ "10-12", "10 to 12", "entre 10 y 12"."""
    first, second = numbers
    between = [w for w in said[first.end : second.start] if w not in ("$", "las", "the")]
    opened = any("between" in lexicon.joints.get(w, ()) for w in said[: first.start])
    kinds = [lexicon.joints.get(w, frozenset()) for w in between]
    return bool(kinds) and all(kinds) and any("range" in k or (opened and "and" in k) for k in kinds)


def is_downward(said: Sequence[str], numbers: Sequence[Number]) -> bool:
    """ "8 to 4", "de 8 a 4" are hours of the clock, whatever is counted; "4 or 3" is either."""
    first, second = numbers
    return first.value > second.value and _EITHER_ONE.isdisjoint(said[first.end : second.start])


def _on_one_scale(numbers: Sequence[Number], said: Sequence[str], lexicon: Lexicon) -> list[Number]:
    """ "15 to 20k", "3 or 4 hundred": what is said of the second number alone is meant of both."""
    first, second = numbers
    scale = 1000 if second.thousands else 1
    if lexicon.numbers.get(said[second.end - 1]) == 100:
        scale = 100
    if first.thousands or first.value * scale >= second.value:
        return [first, second]
    return [replace(first, value=first.value * scale, thousands=second.thousands), second]


def is_below(said: Sequence[str], number: Number, lexicon: Lexicon) -> bool:
    """ "under 20", "ni un peso", "not one dollar" say what it is not."""
    if said[number.start - 1 : number.start + 1] in (["not", "one"], ["not", "a"]):
        return True
    before = [word for word in said[: number.start] if word != "$"]
    return any("below" in lexicon.joints.get(" ".join(before[-length:]), ()) for length in (1, 2, 3))


def is_money(said: Sequence[str], numbers: Sequence[Number]) -> bool:
    """Whether dollars are told where something else is counted."""
    return "$" in said or any(n.unit in ("dollar", "cent") for n in numbers)


def is_no_amount(said: Sequence[str], numbers: Sequence[Number], lexicon: Lexicon) -> bool:
    """ "5pm", "a las 5", "5 de la tarde", "since 2019", "8:30am", "june 17", "7/7": a time. "Room 19": a label."""
    return any(
        said[n.end : n.end + 1] in (["am"], ["pm"])
        or _in_a_date(said, n, lexicon)
        or (n.unit is None and _is_time_or_label(said, n, lexicon, len(numbers) == 1))
        for n in numbers
    )


def _is_time_or_label(said: Sequence[str], number: Number, lexicon: Lexicon, alone: bool) -> bool:
    return (
        _a_las(said, number)
        or _before_day_part(said, number, lexicon)
        or _is_year(said, number)
        or (alone and not _SINCE.isdisjoint(said[max(number.start - 4, 0) : number.start]))  # "since I was 15"
        or is_label(said, number.start, lexicon)
    )


def is_label(said: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Whether the number there only tells which: "room 19", "section 8", "apt. #7", "calle número 5"."""
    named = [word for word in said[:at] if word not in _NUMBER_SIGNS][-1:]
    return bool(named) and "numbered" in lexicon.joints.get(named[0], ())


def _a_las(said: Sequence[str], number: Number) -> bool:
    return list(said[max(number.start - 2, 0) : number.start]) in (["a", "las"], ["a", "la"])


def _in_a_date(said: Sequence[str], number: Number, lexicon: Lexicon) -> bool:
    before, behind = said[number.start - 1 : number.start], said[number.end : number.end + 2]
    ordinal = behind[:1] in (["st"], ["nd"], ["rd"], ["th"])
    slashed = behind[:1] == ["/"] and behind[-1].isdigit()
    months = [*before, *(behind[1:] if behind[:1] == ["de"] else behind[:1])]
    return ordinal or slashed or any(word in lexicon.months for word in months)


def _is_year(said: Sequence[str], number: Number) -> bool:
    if not 1900 <= number.value < 2100:
        return False
    before = [word for word in said[max(number.start - 2, 0) : number.start] if word not in ("el", "the", "ano")]
    return not _IN_A_YEAR.isdisjoint(before[-1:])


def _before_day_part(said: Sequence[str], number: Number, lexicon: Lexicon) -> bool:
    behind = said[number.end : number.end + 4]
    if behind[1:3] == [".", "m"]:
        return behind[0] in ("a", "p")
    phrases = (" ".join(behind[:length]) for length in range(1, len(behind) + 1))
    return any(len(p) > 1 and not _DAY_PARTS.isdisjoint(lexicon.times.get(p, ())) for p in phrases)


def _per(around: list[str], number: Number, lexicon: Lexicon) -> tuple[str | None, list[str]]:
    """The time a pay is for: "/hr", "an hour", "la hora", "a week", "por semana", "mensual"."""
    per: str | None = None
    left: list[str] = []
    for at, word in enumerate(around):
        unit = lexicon.units.get(word)
        before = around[at - 1] if at else ""
        if unit not in (None, "dollar", "cent") and (number.unit != unit):
            per = unit
            if left and left[-1] == before and "per" in lexicon.joints.get(before, ()):
                left.pop()
            if left and "per" in lexicon.joints.get(left[-1], ()):  # "a la semana", "por cada hora"
                left.pop()
        elif word in lexicon.periods:
            per = lexicon.periods[word]
        elif unit in ("dollar", "cent"):
            continue
        else:
            left.append(word)
    return per, left


def _dollars_and_cents(numbers: list[Number], said: Sequence[str], lexicon: Lexicon) -> list[Number]:
    """ "15 con 50", "15 dollars and 50 cents", "fifteen fifty" → 15.50."""
    if len(numbers) == 1 and numbers[0].unit == "cent":
        n = numbers[0]
        return [Number(n.value / 100, n.start, n.end, n.shaky, unit="dollar")]
    if len(numbers) != 2:
        return numbers
    dollars, cents = numbers
    gap = [w for w in said[dollars.end : cents.start] if w != "$"]
    joined = not gap or (len(gap) == 1 and "and" in lexicon.joints.get(gap[0], ()))
    fits = 10 <= cents.value <= 99 and cents.value == cents.value.to_integral_value()
    rounded = dollars.thousands and dollars.value % 100 == 0 and cents.unit != "cent"  # "2 mil 50" is no sum with cents
    whole = dollars.value == dollars.value.to_integral_value() and not rounded
    if not (joined and whole and (cents.unit == "cent" or (fits and cents.unit is None))):
        return numbers
    opened = any("between" in lexicon.joints.get(w, ()) for w in said[: dollars.start])
    if opened or cents.value > 99:
        return numbers
    spoken = not gap and cents.unit is None  # "fifteen fifty" may also be 1550
    return [Number(dollars.value + cents.value / 100, dollars.start, cents.end, spoken, unit="dollar")]


def check_bounds(value: Decimal | int, low: Bound, high: Bound) -> Reason | None:
    if low is not None and value < Decimal(low):
        return "too_small"
    if high is not None and value > Decimal(high):
        return "too_big"
    return "too_big" if abs(Decimal(value)) > HIGHEST else None


def as_range(values: Sequence[Decimal]) -> dict[str, str]:
    low, high = sorted(values)
    return {"from": str(low), "to": str(high)}


def singular(unit: str | None) -> str | None:
    return unit.rstrip("s") if unit else None


def min_confidence(amount: Amount) -> float:
    return min(amount.confidence, 0.7) if amount.per else amount.confidence


def unsure_or(failed: NotUnderstood, text: str, lexicon: Lexicon) -> NotUnderstood:
    """ "no sé" is not an empty text nor an ambiguous one."""
    return NotUnderstood("not_understood") if heard(text) in lexicon.unsure else failed
