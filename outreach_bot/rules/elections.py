"""When Connecticut votes: days and deadlines computed from the statute's rules, for staff to confirm.

Nothing that is computed here is told to a member: staff compare it with the Secretary of the State's calendar and enter
it by name. Whether a town or party holds a primary at all cannot be computed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Literal

Kind = Literal["general", "municipal", "state_primary", "municipal_primary", "presidential_primary", "special"]
KINDS: tuple[Kind, ...] = (
    "general", "municipal", "state_primary", "municipal_primary", "presidential_primary", "special",
)  # fmt: skip
PARTIES = ("democratic", "republican")  # those that hold primaries; a minor party's members vote in none of them
PRIMARIES: frozenset[Kind] = frozenset({"state_primary", "municipal_primary", "presidential_primary"})
REGISTER_DAYS = 18  # before a general or municipal election, online or by mail; same-day registration comes after
EARLY_DAYS: dict[Kind, int] = {  # the fact vote.early_days
    "general": 14, "municipal": 14, "state_primary": 7, "municipal_primary": 7, "presidential_primary": 4, "special": 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Election:
    """A vote that staff entered. `town` None: everywhere; `party` None: no primary, or every party's.

    `district`: for special elections, as people know it; who lives there cannot be told from a town alone. `entry`: its
    number in the calendar, which stays when its day is corrected; None: nobody entered it.
    """

    kind: Kind
    day: date
    town: str | None = None
    party: str | None = None
    district: str | None = None
    entry: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days that follow from an election's day; None where no rule gives it. `enroll_by`: for who is in no party, in
    person and until noon; `change_party_by`: for who is in another one."""

    register_by: date | None
    change_party_by: date | None
    enroll_by: date | None
    early_from: date | None
    early_until: date | None


DEADLINES = tuple(each.name for each in fields(Deadlines))
PARTS = ("day", *DEADLINES)  # what a text may say of an election


def day_of(kind: Kind, year: int) -> date | None:
    """The regular day in that year, or None when there is none.

    General and municipal: Tuesday after the first Monday in November, of even and odd years (Conn. Gen. Stat. 9-164).
    State primary: second Tuesday in August of even years (9-423). Presidential primary: first Tuesday in April.
    Municipal primary: 56 days before the election; when that is the day after Labor Day, a week later. A day on which
    a religion forbids secular activity moves it once more: that is for staff to know.
    """
    if kind == "general":
        return _november(year) if year % 2 == 0 else None
    if kind == "municipal":
        return _november(year) if year % 2 else None
    if kind == "state_primary":
        return _nth(year, 8, weekday=1, number=2) if year % 2 == 0 else None
    if kind == "presidential_primary":
        return _nth(year, 4, weekday=1, number=1) if year % 4 == 0 else None
    if kind == "municipal_primary" and year % 2:
        day = _november(year) - timedelta(days=56)
        return day + timedelta(days=7) if day == labor_day(year) + timedelta(days=1) else day
    return None


def off_the_rule(kind: Kind, day: date, town: str | None) -> str | None:
    """Why this is no regular day of such a vote, as the end of a sentence; None when it is one, or there is no rule.

    Towns that chose it vote in May of odd years: on the first Monday (9-164), and 56 days before in primaries. Which
    towns did is on no list that we know: so it fits one town, and never everywhere.
    """
    if kind == "special":
        return None
    regular = day_of(kind, day.year)
    may = _nth(day.year, 5, weekday=0, number=1) if day.year % 2 and town else None
    of_may = {"municipal": may, "municipal_primary": may and may - timedelta(days=56)}.get(kind)
    if day in (regular, of_may):
        return None
    if regular is None:
        return f"there is none in {day.year}"
    return f"it is {regular:%A, %Y-%m-%d}, and {day} is a {day:%A}"


def deadlines(kind: Kind, day: date) -> Deadlines:
    """Early voting ends on the second day before (of a Tuesday: the Sunday); Labor Day is no day of it. A change of
    party counts after three months; who is in none enrolls until noon of the last business day before a primary."""
    primary = kind in PRIMARIES
    early = EARLY_DAYS.get(kind)
    until = day - timedelta(days=2) if early else None
    first = until - timedelta(days=early - 1) if early and until else None
    if first is not None and first == labor_day(first.year):
        first += timedelta(days=1)
    return Deadlines(
        register_by=day - timedelta(days=REGISTER_DAYS) if kind in ("general", "municipal") else None,
        change_party_by=_months_before(day, 3) if primary else None,
        enroll_by=_business_day_before(day) if primary else None,
        early_from=first,
        early_until=until,
    )


def part(election: Election, name: str, today: date) -> date | None:
    """What `{election.<name>}` says today: a deadline that has passed is none any more, and early voting is told until
    its last day."""
    due = deadlines(election.kind, election.day)
    told: date | None = election.day if name == "day" else getattr(due, name)
    lasts = due.early_until if name == "early_from" else told
    return told if lasts is not None and lasts >= today else None


def upcoming(today: date, years: int = 3) -> list[Election]:
    """The regular votes of the coming years, computed, in the order of their days."""
    found = [
        Election(kind, day)
        for year in range(today.year, today.year + years)
        for kind in KINDS
        if (day := day_of(kind, year)) is not None and day >= today
    ]
    return sorted(found, key=lambda each: each.day)


def not_entered(entered: Iterable[Election], today: date) -> list[Election]:
    """The regular votes that nobody has entered yet: of a kind and year of which there is no entry. (In May a few towns
    vote: the others still do in November.)"""
    there = {(each.kind, each.day.year) for each in _regular(entered)}
    return [each for each in upcoming(today) if (each.kind, each.day.year) not in there]


def entered_in_part(entered: Iterable[Election], today: date) -> list[Election]:
    """The regular votes that are entered for some towns or one party only: elsewhere nobody is told of them."""
    known = [each for each in _regular(entered) if not each.district]
    there = {(each.kind, each.day.year) for each in known}
    everywhere = {(each.kind, each.day.year, each.party) for each in known if each.town is None}
    return [
        each
        for each in upcoming(today)
        if (each.kind, each.day.year) in there
        and any((each.kind, each.day.year, party) not in everywhere for party in _parties(each.kind))
    ]


def _regular(entered: Iterable[Election]) -> list[Election]:
    return [each for each in entered if each.day.month != 5 or each.kind != "municipal"]


def _parties(kind: Kind) -> tuple[str | None, ...]:
    return PARTIES if kind in PRIMARIES else (None,)


def next_election(calendar: Iterable[Election], today: date, town: str | None) -> Election | None:
    """The next vote that is no primary, for somebody in that town. Where a town has a day of its own, that one counts
    and the common one of that year does not. A special election in a district is nobody's for sure."""
    known = [each for each in calendar if each.kind not in PRIMARIES and not each.district]
    ours = [each for each in known if each.town is not None and each.town == town]
    own = {(each.kind, each.day.year) for each in ours}
    common = [each for each in known if each.town is None and (each.kind, each.day.year) not in own]
    return _first(ours + common, today)


def next_primary(calendar: Iterable[Election], today: date, town: str | None, party: str | None) -> Election | None:
    """The next primary of that party in that town: only where it is contested, and for enrolled members."""
    if party is None:
        return None
    ours = [each for each in calendar if each.kind in PRIMARIES and each.party == party and not each.district]
    return _first([each for each in ours if each.town is None or each.town == town], today)


def next_vote(calendar: Iterable[Election], today: date, town: str | None, party: str | None) -> Election | None:
    """The next of both: on a day of both, the election."""
    known = tuple(calendar)
    both = (next_election(known, today, town), next_primary(known, today, town, party))
    return _first([each for each in both if each is not None], today)


def labor_day(year: int) -> date:
    return _nth(year, 9, weekday=0, number=1)


def _first(elections: Iterable[Election], today: date) -> Election | None:
    return min((each for each in elections if each.day >= today), key=lambda each: each.day, default=None)


def _november(year: int) -> date:
    return _nth(year, 11, weekday=0, number=1) + timedelta(days=1)


def _nth(year: int, month: int, *, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _business_day_before(day: date) -> date:
    """Weekends and Labor Day are none; no other holiday lies before a primary."""
    before = day - timedelta(days=1)
    while before.weekday() > 4 or before == labor_day(before.year):
        before -= timedelta(days=1)
    return before


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return next(
        found for back in range(4) if (found := _valid(year, month + 1, day.day - back)) is not None
    )  # June 31 is June 30


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
