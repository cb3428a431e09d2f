"""Answer types: what a member's words mean as a value. A module per type; `TYPES` is the whole list."""

from __future__ import annotations

from .age import Age
from .choice import OneChoice, SeveralChoices
from .date import Date
from .decimal import DecimalNumber
from .duration import Duration
from .email import Email
from .integer import Integer
from .money import Money
from .name import Name
from .phone import Phone
from .text import Text
from .time import Time
from .town import Town
from .yes_no import YesNo
from .zip import Zip

TYPES: dict[str, type] = {
    "yes_no": YesNo,
    "choice": OneChoice,
    "choices": SeveralChoices,
    "integer": Integer,
    "age": Age,
    "decimal": DecimalNumber,
    "money": Money,
    "date": Date,
    "time": Time,
    "duration": Duration,
    "zip": Zip,
    "town": Town,
    "phone": Phone,
    "email": Email,
    "name": Name,
    "text": Text,
}
