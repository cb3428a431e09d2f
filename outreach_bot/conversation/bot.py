"""The organisation and the house's own sentences: what `bot.yaml` says."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Literal

from pydantic import with_config

from ..rules.quiet_hours import Window
from ..rules.use_case import UseCase
from .flow import STRICT
from .office import Office
from .sentences import Words


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Languages:
    source: str
    offered: list[str]


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Staff:
    """A phone that gets the staff alerts, in the language of who carries it. E.164. `name`: who can be asked to agree
    to an export."""

    phone: str
    language: str
    name: str = ""


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Organisation:
    """One deployment is one legal entity. `kind` decides what loads: partisan flows are for parties and committees."""

    name: str
    kind: Literal["c3", "c4", "c5", "party", "committee"]
    phone: str
    url: str
    email: str = ""
    staff: list[Staff] = field(default_factory=list)


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Sms:
    max_segments: int = 3
    warn_segments: int = 1
    spanish_accents: Literal["keep", "fold"] = "keep"


def _require_dollars(name: str, value: str | None) -> None:
    try:
        Decimal(value or "0")
    except InvalidOperation:
        raise ValueError(f'{name} is dollars, like "0.0113", not “{value}”') from None


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class PerPerson:
    """How many texts that we start a person may have in 24 hours and in seven days; answers do not count."""

    day: int | None = None
    week: int | None = None

    def __post_init__(self) -> None:
        if any(most is not None and most < 1 for most in (self.day, self.week)):
            raise ValueError("per_person allows at least 1 text; leave a limit out to have none")


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class ApproveAbove:
    """A blast to more people, or dearer (US dollars), than this is launched only when a second person has approved."""

    people: int | None = None
    cost: str | None = None

    def __post_init__(self) -> None:
        _require_dollars("approve_above.cost", self.cost)


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Sending:
    hours: str = "09:00-20:00"  # of messages we start; answers go at once
    per_person: PerPerson = field(default_factory=PerPerson)
    segments_per_second: int = 1  # what the carrier grants the sender: Twilio's figure for an unregistered long code
    price_per_segment: str = "0.0113"  # US dollars, carrier fees included; for the preview
    price_per_picture: str | None = None  # of a picture message; None: none is sent
    use_case: UseCase | None = None  # as registered with the carriers; None: charity for a c3, else political
    approve_above: ApproveAbove = field(default_factory=ApproveAbove)
    replies_per_organizer_hour: int | None = 30  # blasts wait while more people than that wait for an answer

    def __post_init__(self) -> None:
        Window.parse(self.hours)
        if self.segments_per_second < 1:
            raise ValueError("segments_per_second is at least 1")
        if self.replies_per_organizer_hour is not None and self.replies_per_organizer_hour < 1:
            raise ValueError("replies_per_organizer_hour is at least 1")
        for name in ("price_per_segment", "price_per_picture"):
            _require_dollars(name, getattr(self, name))


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Limits:
    steps_per_turn: int = 50
    texts_per_person_day: int = 60
    same_text: int = 5  # the same text this often in a row is a machine: mute, ticket
    stack: int = 5


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Phrases:
    """Everything the bot says that belongs to no flow. Context in the catalogs: bot/say/<name>."""

    stop_confirmed: Words  # the one confirmation of an opt-out
    stop_ask: Words  # we are unsure whether this was an opt-out
    stays: Words  # …and it was not
    start_confirmed: Words
    help: Words
    language_set: Words
    language_offer: Words  # said in the other language
    misunderstood: Words
    lost: Words  # three times not understood: a person will write
    failed: Words  # something of ours broke: a person will look
    passed_on: Words  # a ticket is waiting; what was written now is with it
    asked_for_person: Words
    nothing_to_go_back_to: Words
    cannot_skip: Words
    returning: Words  # a digression is over; the question follows
    did_you_mean: Words  # options follow
    also_asked: Words  # the matters that a text asked for besides the one that is over now; options follow
    change_ask: Words  # which answer? the questions asked so far follow
    resume_ask: Words  # {flow.title}; yes or no
    dropped: Words  # …no
    repaired: Words  # {value}: we mended what was typed
    media_only: Words
    welcome: Words  # they said thank you
    catch_all: Words  # no conversation and nothing understood
    erase_ask: Words  # asked how to be erased, or perhaps to be: yes or no
    erased: Words  # one sentence, and neutral: somebody else may read it
    hidden: Words  # HIDE and SHOW: as neutral
    shown: Words
    not_shown: Words  # instead of a text that would read something back to whoever holds a shared phone
    too_much: Words  # please no papers, status or card numbers; said once a day at most
    young: Words  # said to be under 16: a person writes
    staff_alert: Words  # to the staff's phones: {ticket} {queue}; nothing about the member
    staff_alert_urgent: Words
    staff_alert_again: Words  # they wrote again: {ticket}
    staff_alert_facts: Words  # {count} facts are past their review
    export_code: Words  # to the phone of who must agree: {who} {count} {code}
    blast_paused: Words  # to the staff's phones, when a blast stops by itself: {blast}
    unconfirmed: Words  # one word, behind a fact that staff have not confirmed (local mode only)


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Dangers:
    """Fixed texts for people in danger; they may quote crisis facts."""

    ice: Words
    violence: Words
    trafficking: Words
    suicide: Words


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class BotSettings:
    languages: Languages
    timezone: str
    org: Organisation
    say: Phrases
    danger: Dangers
    strangers: dict[str, str] = field(default_factory=dict)  # languages we only recognise → one sentence in each
    menu: str = "menu"  # the flow behind MENU
    office: Office | None = None
    sms: Sms = field(default_factory=Sms)
    sending: Sending = field(default_factory=Sending)
    limits: Limits = field(default_factory=Limits)

    @property
    def use_case(self) -> UseCase:
        """What the organisation's texts are registered as with the carriers."""
        return self.sending.use_case or ("charity" if self.org.kind == "c3" else "political")
