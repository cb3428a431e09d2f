"""How numbers are read out of a text: digits, words, fractions, "15k", in both languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from ..lexicon import Lexicon

_MOST = Decimal(10) ** 15  # above every bound; longer rows of digits would break decimal arithmetic
MAX_CHARACTERS = 1600  # ten texts in a row; more is not an answer to a short question
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|(?<![\w.,])[.,]\d+|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]", re.ASCII)
_SPACED = re.compile(r"(?<![\w.,:/-])(?:[1-9]\d?(?: \d{3})+|[1-9]\d\d(?: 000)+)(?![\w.,:/-]| ?\d)", re.ASCII)  # 1 000
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])|(?<=ty)-(?=\d\b)")  # forty-five, twenty-6
_MIL_JOINED = re.compile(r"(?<![^\W\d_])mil(?=(?:pesos|dol|cien|dosc|dosi|tres|cuatr|quin|kin|seis|set|och|nov))")
_SPLIT = re.compile(r"(?<=\b[vb]einti) (?=[a-z])|(?<=\bventi) (?=[a-z])|(?<=\bdie[cs]i) (?=[a-z])")  # "veinti dos"
# Numbers that only name a thing: "W-2", "my 401k", "H2A", "7-Eleven", "24/7". Not "s15", "l5": slips for $15, 15.
_NAMES = re.compile(
    r"(?<![\w$.,/-])(?:[bcdfghjrtvw]-?\d{1,2}[a-z]?|i-9|(?:401|403|457) ?\(?[kb]\)?|"
    r"(?:7|seven)[ -]?eleven|24/7|"
    r"(?:an?|my|the|form|un|mi|el|la) 10(?:99|40|95)(?! ?(?:\$|dol|buck|peso)))(?![\w/])"
)
_TWO_O = re.compile(r"(?<=[\d,])o{2,3}(?!\w)")  # "3oo"
_VULGAR = str.maketrans({"½": " 1/2", "¼": " 1/4", "¾": " 3/4", "⅓": " 1/3", "⅔": " 2/3"})
_DENOMINATORS = {"2", "3", "4", "8"}
_SILENT = frozenset(".,;:!¡?¿\"'()[]{}*~_`…“”‘’$#")  # say nothing beside a number
SEVERAL = {"double": 2, "doble": 2, "triple": 3}
_HUNDRED, _THOUSAND = 100, 1000
_NOT_ONE = frozenset([None, "dollar", "cent", "person", "percent", "times", "distance"])  # "a veces" is not once
_FULL = frozenset(["whole", "full", "entire", "long", "solid"])  # "four long years"
_ONES = frozenset("123456789")
_HUNDREDS = re.compile(r"[1-9]\d\d", re.ASCII)


def plain(text: str) -> str:
    """Lower case without accents; punctuation and emoji stay."""
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.translate(_VULGAR).replace("’", "'").casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def tokens(text: str, lexicon: Lexicon) -> list[str]:
    """ "$15/hr" → ["$", "15", "/", "hr"]; "don't" → ["dont"]; "1 000" → ["1000"]; "ochosientos" → ["ochocientos"]."""
    said = plain(text)
    if "i " in said:
        said = _SPLIT.sub("", said)
    if "ciento" in said:
        said = said.replace("por ciento", "porciento")
    if "mil" in said:
        said = _MIL_JOINED.sub("mil ", said)  # "3 milpesos", "dos milquinientos"
    said = _NAMES.sub(" @ ", _TWO_O.sub(lambda o: "0" * len(o[0]), said))
    said = _SPACED.sub(lambda digits: digits[0].replace(" ", ""), _HYPHEN.sub(" ", said))
    found = [token.replace("'", "") if len(token) > 1 else token for token in _TOKEN.findall(said)]
    return [lexicon.spelt(token) for token in found]


class Number(Struct, frozen=True):
    """A number at tokens[start:end]. `shaky`: it could be read another way ("1.200", "fifteen fifty")."""

    value: Decimal
    start: int
    end: int
    shaky: bool = False
    thousands: bool = False  # written "52k", "52 mil"
    unit: str | None = None  # inside it or right behind it


def literal(token: str) -> tuple[Decimal, bool] | None:
    """Digits with points and commas, as either country writes them → (value, shaky); None when it is a list."""
    if token.isdigit():
        return Decimal(token), False
    if token[0] in ".,":
        return Decimal("0." + token[1:]), False
    parts = re.split(r"[.,]", token)
    marks = [c for c in token if c in ".,"]
    grouped = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3 and parts[0] != "0"
    if len(set(marks)) == 1:
        if grouped:
            shaky = marks == ["."]  # 1.200 is 1200 in Lima and 1.2 in Hartford
            return Decimal("".join(parts)), shaky
        if len(marks) == 1 and (marks == ["."] or len(parts[1]) < 4):  # "1,2000" is a slip, not 1.2
            return Decimal(".".join(parts)), False
        return None
    whole = parts[:-1]
    if len(set(marks[:-1])) == 1 and all(len(part) == 3 for part in whole[1:]):
        return Decimal("".join(whole) + "." + parts[-1]), False  # 1,200.50 and 1.200,50
    return None


def numbers_in(words: Sequence[str], lexicon: Lexicon) -> list[Number] | None:
    """Every number in the tokens, left to right; None when digits stand there that are not one number ("1,2,3")."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        word = words[at]
        number: Number | None = None
        if lexicon.phrase_at(words, at, lexicon.fractions) > 1:  # "three quarters" is not three
            number = _fraction_alone(words, at, lexicon)
        if number is None and word[-1].isdigit() and word.isascii():
            read = literal(word)
            if read is None:
                return None
            value, shaky = read
            number = _after_digits(words, at, min(value, _MOST), shaky, lexicon)
        elif number is None:
            number = _in_words(words, at, lexicon) or _fraction_alone(words, at, lexicon)
        if number is None:
            at += 1
            continue
        number = _with_minutes(words, number, lexicon)
        found.append(number)
        at = number.end
    return found


def _with_minutes(words: Sequence[str], hours: Number, lexicon: Lexicon) -> Number:
    """ "37 horas con 30 minutos", "45 con 30 minutos", "38h30", "38 hours 30", "1:30": one number of hours."""
    at = hours.end
    whole = hours.value == hours.value.to_integral_value()
    if hours.unit is None and hours.end == hours.start + 1 and words[at : at + 1] == [":"]:
        clock = words[at + 1] if at + 1 < len(words) else ""
        if whole and len(clock) == 2 and clock.isdigit() and int(clock) < 60 and words[at + 2 : at + 3] != [":"]:
            value = hours.value + _two_places(Decimal(clock) / 60)
            return Number(value, hours.start, at + 2, unit="hour")
    joined = at < len(words) and "and" in lexicon.joints.get(words[at], ())
    at += joined
    if not whole or at >= len(words) or not (hours.unit == "hour" or (joined and hours.unit is None)):
        return hours
    if words[at].isascii() and words[at].isdigit() and len(words[at]) < 3:
        minutes: Number | None = _with_unit(words, Number(Decimal(words[at]), at, at + 1), lexicon)
    else:
        minutes = _in_words(words, at, lexicon)
    if minutes is None or minutes.unit not in (None, "minute") or not 0 < minutes.value < 60:
        return hours
    if hours.unit is None and minutes.unit is None:
        return hours
    return Number(hours.value + _two_places(minutes.value / 60), hours.start, minutes.end, unit="hour")


def _after_digits(words: Sequence[str], at: int, value: Decimal, shaky: bool, lexicon: Lexicon) -> Number | None:
    """What belongs to digits: "1/2", "k", "mil", "and a half", and a unit in between ("2 horas y media")."""
    end = at + 1
    if words[end : end + 1] == ["/"] and words[end + 1 : end + 2] and words[end + 1] in _DENOMINATORS:
        below = Decimal(words[end + 1])
        if value < below and words[end + 2 : end + 3] != ["/"]:
            end += 2
            while end < len(words) and words[end] in ("of", "de", "an", "a", "una", "un"):
                end += 1
            return _with_unit(words, Number(_two_places(value / below), at, end), lexicon)  # "3/4 of a year"
    thousands = end < len(words) and lexicon.numbers.get(words[end]) == _THOUSAND
    if end < len(words) and value < _HUNDRED and lexicon.numbers.get(words[end]) == _HUNDRED:  # "5 hundred"
        value, end = value * _HUNDRED, end + 1
        if end < len(words) and words[end].isdigit() and len(words[end]) == 2:
            value, end = value + int(words[end]), end + 1  # "8 hundred 50"
    if thousands:
        value, end, shaky = value * 1000, end + 1, False
        if words[end - 1] not in ("k", "grand") and end < len(words) and _HUNDREDS.fullmatch(words[end]):
            value, end = value + int(words[end]), end + 1  # "2 mil 500"
    size = _group_size(words, end, lexicon, plural=True) if value < _HUNDRED else 0
    if size:
        return _with_unit(words, Number(value * size, at, end + 1), lexicon)  # "5 dozen"
    more = _added_in_words(words, end, _THOUSAND if thousands else _HUNDRED, lexicon) if end > at + 1 else None
    if more is not None:
        return Number(value + more.value, at, more.end, shaky, thousands, more.unit)
    return _with_fraction(words, Number(value, at, end, shaky, thousands), lexicon)


def _added_in_words(words: Sequence[str], at: int, below: int, lexicon: Lexicon) -> Number | None:
    """What follows on "2 mil", "3 hundred" in words: "quinientos", "and fifty"."""
    if at < len(words) and "and" in lexicon.joints.get(words[at], ()):
        at += 1
    more = _in_words(words, at, lexicon) if at < len(words) else None
    whole = more is not None and 1 <= more.value < below and more.value % 1 == 0
    return more if whole and not lexicon.phrase_at(words, at, lexicon.fractions) else None


def _with_fraction(words: Sequence[str], number: Number, lexicon: Lexicon) -> Number:
    """Adds "y media", "and a half", "1/2" behind a whole number, even behind its unit."""
    number = _with_unit(words, _with_point(words, number, lexicon), lexicon)
    end = number.end
    length = lexicon.phrase_at(words, end, lexicon.fractions) if end < len(words) else 0
    joined = length > 1 or (length == 1 and number.unit is None)
    if length and joined and number.value == number.value.to_integral_value():
        part = Decimal(lexicon.fractions[" ".join(words[end : end + length])])
        shaky = number.shaky
        if number.thousands:
            part, shaky = part * _THOUSAND, True  # "2 grand and a half"
        added = Number(number.value + part, number.start, end + length, shaky, number.thousands, number.unit)
        return _with_unit(words, added, lexicon)
    skip = end + 1 if end < len(words) and "and" in lexicon.joints.get(words[end], ()) else end
    if (
        len(words) > skip + 2
        and words[skip].isdigit()
        and words[skip + 1] == "/"
        and words[skip + 2] in _DENOMINATORS
        and int(words[skip]) < int(words[skip + 2])
    ):
        part = _two_places(Decimal(words[skip]) / Decimal(words[skip + 2]))
        return _with_unit(words, Number(number.value + part, number.start, skip + 3, unit=number.unit), lexicon)
    return number


def _with_point(words: Sequence[str], number: Number, lexicon: Lexicon) -> Number:
    """ "thirty seven point five", "treinta y siete punto veinticinco", "12 coma cero cinco"."""
    end = number.end
    if not (end < len(words) and "point" in lexicon.joints.get(words[end], ()) and number.value % 1 == 0):
        return number
    digits = ""
    at = end + 1
    while at < len(words) and len(digits) < 2:
        value = int(words[at]) if words[at].isascii() and words[at].isdigit() and len(words[at]) < 3 else None
        value = lexicon.numbers.get(words[at]) if value is None else value
        if value is None or value > 99 or (digits and value > 9):
            break
        digits, at = digits + str(value), at + 1
    if not digits:
        return number
    return Number(number.value + Decimal(f"0.{digits}"), number.start, at, number.shaky, number.thousands)


def _with_unit(words: Sequence[str], number: Number, lexicon: Lexicon) -> Number:
    at = number.end + (words[number.end : number.end + 1] != [] and words[number.end] in _FULL)
    if number.unit is None and at < len(words) and words[at] in lexicon.units:
        return Number(number.value, number.start, at + 1, number.shaky, number.thousands, lexicon.units[words[at]])
    return number


def _in_words(words: Sequence[str], at: int, lexicon: Lexicon) -> Number | None:
    """ "forty five", "cuarenta y cinco", "two thousand five hundred", "dos mil quinientos", "quince y medio"."""
    if words[at] not in lexicon.numbers and not _article(words, at, lexicon):
        return None
    if lexicon.numbers.get(words[at], 0) >= _HUNDRED and any(
        "few" in lexicon.joints.get(word, ()) for word in words[max(at - 1, 0) : at + 1]
    ):
        return None  # "a few hundred", "varios cientos", "cientos de pesos"
    several = _collective(words, at, lexicon)
    if several is not None:
        return several
    total, current, end = 0, -1, at  # current -1: nothing read yet
    thousands = False
    while end < len(words):
        joined = current >= 0 and words[end] != "con" and "and" in lexicon.joints.get(words[end], ())
        step = end + 1 if joined else end  # "novecientos con cincuenta" are dollars and cents
        value = lexicon.numbers.get(words[step]) if step < len(words) else None
        if value is None and current >= 20 and _fits(current, 1) and words[step : step + 1] and words[step] in _ONES:
            value = int(words[step])  # "treinta y 3", "twenty-6"
        if value is None or (step > end and _opens_another(words, step, total, current, lexicon)):
            if end == at and _article(words, at, lexicon):
                current, end = 1, end + 1
                continue
            break
        if value == _THOUSAND and total == 0 and step == end:
            total, current, thousands = max(current, 1) * _THOUSAND, 0, True
        elif value == _HUNDRED and 1 <= current < 100 and step == end:
            current *= _HUNDRED
        elif _fits(current, value) or (current == 10 and 5 < value < 10 and step > end):  # "diez y seis"
            current = max(current, 0) + value
        else:
            break
        end = step + 1
    if current < 0:
        return None
    if thousands and current == 0 and end < len(words) and _HUNDREDS.fullmatch(words[end]):
        current, end = int(words[end]), end + 1  # "mil 200"
    return _with_fraction(words, Number(Decimal(total + current), at, end, thousands=thousands), lexicon)


def _opens_another(words: Sequence[str], at: int, total: int, current: int, lexicon: Lexicon) -> bool:
    """ "mil y dos mil", "a hundred and two hundred": behind the "and" a number as great begins."""
    scale = _HUNDRED if current >= _HUNDRED else _THOUSAND if total else 0
    following = lexicon.numbers.get(words[at + 1], 0) if at + 1 < len(words) else 0
    return bool(scale) and following >= scale


def _collective(words: Sequence[str], at: int, lexicon: Lexicon) -> Number | None:
    """ "a couple of weeks", "un par de horas", "two dozen"; None when nothing of the kind stands here."""
    alone = _group_size(words, at, lexicon)
    count = 1 if alone or words[at] in ("a", "an") else lexicon.numbers.get(words[at], _HUNDRED)
    size = alone or _group_size(words, at + 1, lexicon, plural=True)
    if count > 9 or not size:
        return None
    end = at + 1 if alone else at + 2
    if words[end : end + 1] in (["of"], ["de"]) and end + 1 < len(words):
        end += words[end + 1] in lexicon.units or words[end + 1] in lexicon.numbers
    scale = lexicon.numbers.get(words[end], 0) if end < len(words) else 0
    if scale in (_HUNDRED, _THOUSAND):  # "a couple hundred"
        return _with_unit(words, Number(Decimal(count * size * scale), at, end + 1), lexicon)
    return _with_unit(words, Number(Decimal(count * size), at, end), lexicon)


def _group_size(words: Sequence[str], at: int, lexicon: Lexicon, *, plural: bool = False) -> int:
    """A couple is 2, a dozen 12; 0 for other words. "Dozens" alone says no number."""
    if at >= len(words) or "group" not in lexicon.joints.get(words[at], ()):
        return 0
    return lexicon.numbers.get(words[at]) or (lexicon.numbers.get(words[at].rstrip("s"), 0) if plural else 0)


def _article(words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """ "a hundred", "an hour and a half": an article that counts."""
    if words[at] not in ("a", "an"):
        return False
    behind = [word for word in words[at + 1 : at + 3] if word not in _FULL]
    after = behind[0] if behind else ""
    counts = lexicon.numbers.get(after, 0) >= _HUNDRED or lexicon.units.get(after) not in _NOT_ONE
    cents = words[at + 2] if at + 2 < len(words) else ""
    counts = counts or (lexicon.units.get(after) == "dollar" and cents in lexicon.numbers)  # "a buck fifty"
    before = words[at - 1] if at else ""
    counted = bool(before) and (before[-1].isdigit() or before in lexicon.units or before in lexicon.numbers)
    return (counts or bool(_group_size(words, at + 1, lexicon))) and not counted


def _fits(current: int, value: int) -> bool:
    """Whether `value` may follow what was read: five after forty, but not six after five."""
    if current < 0:
        return True
    if value >= _HUNDRED:
        return current == 0
    if value < 10:
        return value > 0 and (current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20))
    return current % 100 == 0


def _fraction_alone(words: Sequence[str], at: int, lexicon: Lexicon) -> Number | None:
    """ "media hora", "half", "three quarters of an hour"; "hora y media" is one and a half."""
    unit = lexicon.units.get(words[at])
    if unit is not None and at + 1 < len(words):
        length = lexicon.phrase_at(words, at + 1, lexicon.fractions)
        if length > 1 and "and" in lexicon.joints.get(words[at + 1], ()):
            part = Decimal(lexicon.fractions[" ".join(words[at + 1 : at + 1 + length])])
            return Number(1 + part, at, at + 1 + length, unit=unit)
    length = lexicon.phrase_at(words, at, lexicon.fractions)
    if length == 0 or "and" in lexicon.joints.get(words[at], ()):
        return None
    end = at + length
    after = [w for w in words[end:] if w not in ("of", "de", "an", "a", "una", "un")]
    part = Decimal(lexicon.fractions[" ".join(words[at : at + length])])
    if size := _group_size(after, 0, lexicon):  # "half a dozen", "media docena"
        return Number(part * size, at, words.index(after[0], end) + 1)
    if after and after[0] not in lexicon.units and after[0] not in _SILENT:
        return None
    while end < len(words) and words[end] in ("of", "de", "an", "a", "una", "un"):
        end += 1
    return _with_unit(words, Number(part, at, end), lexicon)


def _two_places(value: Decimal) -> Decimal:
    return trimmed(value.quantize(Decimal("0.01")))


def trimmed(value: Decimal) -> Decimal:
    """Without trailing zeros or exponent: 38.50 → 38.5, 1E+3 → 1000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def leftover(words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """What remains of the tokens once filler and punctuation are out."""
    return lexicon.without_filler([w for w in words if w not in _SILENT], lead_ins=True)


def digits_told(words: Sequence[str], lexicon: Lexicon) -> str:
    """The digits told one after the other, "zero six one oh six", "oh six five eleven", "cero sesenta y uno cero
    seis": the longest row of them."""
    rows = [""]
    tens = False
    times = 1
    for word in words:
        if word in SEVERAL:  # "triple five"
            times, tens = SEVERAL[word], False
            continue
        told = "0" if word in ("o", "oh") else word if word.isascii() and word.isdigit() else ""
        value = lexicon.numbers.get(lexicon.spelt(word))
        if not told and tens and value in range(1, 10):
            rows[-1] = rows[-1][:-1] + str(value)  # "sixty one"
        else:
            told = (told or str("" if value is None else value)) * times
            rows[-1:] = [rows[-1] + told] if told else [rows[-1], ""]
        tens, times = value in range(20, 100, 10), 1
    return max(rows, key=len)
