"""One person: everything we hold is shown, an opt-out told to staff is recorded, or all is erased."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..errors import NotFound, OutreachError, Stale
from ..rules.phone import normalise
from ..rules.zips import town_of_zip
from ..storage import addresses, consents, members
from ..storage.consents import LONGEST_SOURCE, ConsentRow
from ..storage.members import Forgotten
from . import opting_out, young
from .ports import Bot

ATTEMPTS = 5  # when others write the same person at the same moment
CHANNELS = ("sms", "whatsapp")


class WrongNumber(OutreachError):
    """What the user typed is no phone number; the message does not repeat it."""


@dataclass(frozen=True, slots=True)
class Place:
    """One address of a person."""

    channel: str
    opted_out_at: datetime | None


@dataclass(frozen=True, slots=True, repr=False)
class Shown:
    """All that is held of one person. `forgotten`: erased at their wish; the opt-out and the evidence are left."""

    number: str
    forgotten: bool
    places: list[Place]
    language: str | None
    name: str | None
    zip: str | None
    town: str | None
    fields: dict[str, Any]
    tags: frozenset[str]
    programmes: frozenset[str]
    consents: list[ConsentRow]
    texts_from: int
    texts_to: int
    last_heard_at: datetime | None
    hidden: bool = False
    young: bool = False


@dataclass(frozen=True, slots=True)
class OptedOut:
    """`new`: the person was not opted out before. `known`: nor unknown. `programmes`: those that ended."""

    new: bool
    known: bool
    programmes: list[str]


@dataclass(frozen=True, slots=True)
class Erased:
    """`disk`: what was deleted has left the database file, too; False: it will with the next checkpoint. `left`: table
    → rows that still name the person, looked for in every table afterwards: none, or this program has a fault."""

    erased: Forgotten
    disk: bool
    left: dict[str, int]


def show(bot: Bot, number: str) -> Shown:
    """All that we hold of the person behind a number. Raises WrongNumber, NotFound."""
    value = read_number(number)
    with bot.database.reading() as connection:
        found = _found(bot, connection, value)
        evidence = [row for address in found.values() for row in consents.history(connection, address.id)]
        member_id = next((address.member_id for address in found.values() if address.member_id), None)
        places = [Place(channel, address.opted_out_at) for channel, address in found.items()]
        if member_id is None:
            nothing = frozenset[str]()
            return Shown(value, True, places, None, None, None, None, {}, nothing, nothing, evidence, 0, 0, None)
        member = members.get(connection, bot.keys, member_id)
        texts = members.texts_of(connection, member_id)
    town = (town_of_zip(member.zip) if member.zip else None) or member.town
    return Shown(
        value, False, places, member.language, member.name, member.zip, town, member.fields, member.tags,
        member.programmes, evidence, *texts, member.last_heard_at, member.hidden, member.young,
    )  # fmt: skip


def opt_out(bot: Bot, number: str, source: str) -> OptedOut:
    """Somebody told us, in any way, that they want no more texts (47 CFR 64.1200(a)(10)): at once, for everything.

    A number that we do not know is remembered, so that no later list brings it in. Raises WrongNumber.
    """
    value = read_number(number)
    source = source.strip()
    if not 0 < len(source) <= LONGEST_SOURCE:
        raise OutreachError(f'Say how they told us, like "phone call", in 1 to {LONGEST_SOURCE} characters.')
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with bot.database.transaction() as connection:
                return opt_out_everywhere(bot, connection, value, source, bot.clock.now())
        except Stale:
            if attempt == ATTEMPTS:
                raise
    raise AssertionError("unreachable")


def opt_out_everywhere(bot: Bot, connection: Any, number: str, source: str, now: datetime) -> OptedOut:
    """Every address of the person, every programme, every timer."""
    found = [a for channel in CHANNELS if (a := addresses.find(connection, bot.keys, channel, number))]
    known = bool(found)
    found = found or [addresses.find_or_create(connection, bot.keys, "sms", number, now)]
    new = [address.opted_out_at is None for address in found]
    ended = [name for address in found for name in opting_out.opt_out(bot, connection, address.id, source, now)]
    return OptedOut(any(new), known, ended)


def set_young(bot: Bot, number: str, young_: bool) -> None:
    """Staff were told that somebody is under 16 (no blasts, no answers kept), or that this was a mistake.

    A mistake brings back no consent: the person joins again by text. Raises WrongNumber, NotFound.
    """
    value, now = read_number(number), bot.clock.now()
    with bot.database.transaction() as connection:
        owners = [address for address in _found(bot, connection, value).values() if address.member_id]
        if not owners:
            raise NotFound("Nobody stands behind this number: the person was erased, or it is a phone of the staff.")
        for address in owners:
            assert address.member_id is not None
            if not young_:
                members.set_young(connection, address.member_id, False)
                continue
            language = members.get(connection, bot.keys, address.member_id).language or bot.language
            young.record(bot, connection, address.member_id, address.id, language, "staff", now)


def forget(bot: Bot, number: str) -> Erased:
    """Erase the person behind a number and look whether nothing is left. A receipt stays, under a key of its own: the
    number's hash, the evidence of consent and the opt-out.

    Raises WrongNumber, NotFound.
    """
    value = read_number(number)
    with bot.database.transaction() as connection:
        places = _found(bot, connection, value).values()
        owners = {address.member_id for address in places} - {None}
        if not owners:
            raise NotFound("Everything about the person behind this number is erased already.")
        each = [members.forget(connection, bot.keys, owner, bot.clock.now()) for owner in owners if owner]
    erased = Forgotten(
        sum(one.messages for one in each), sum(one.answers for one in each), sum(one.tickets for one in each),
        sum(one.addresses for one in each),
    )  # fmt: skip
    left: Counter[str] = Counter()
    with bot.database.reading() as connection:
        for owner in owners:
            left.update(members.left_of(connection, owner or "", [address.id for address in places]))
    return Erased(erased, bot.database.checkpoint(), dict(left))


def _found(bot: Bot, connection: Any, number: str) -> dict[str, addresses.AddressRow]:
    """Channel → address. Raises NotFound."""
    each = {channel: addresses.find(connection, bot.keys, channel, number) for channel in CHANNELS}
    found = {channel: address for channel, address in each.items() if address is not None}
    if not found:
        raise NotFound("We hold nothing about this number.")
    return found


def read_number(number: str) -> str:
    """As typed by staff → E.164. Raises WrongNumber."""
    value = normalise(number)
    if value is None:
        raise WrongNumber("This is no valid phone number. Write all ten digits, like 860-555-0142.")
    return value
