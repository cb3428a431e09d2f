"""When a fact may be told, and what a text does that rests on one that may not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from outreach_bot.conversation.effects import Say
from outreach_bot.conversation.facts import Fact, Facts, FactValue
from outreach_bot.conversation.inputs import MemberView
from outreach_bot.conversation.scene import Scene
from outreach_bot.conversation.sentences import read_sentence
from outreach_bot.conversation.state import Conversation
from outreach_bot.flowfiles.load import load_book

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 26)
RULE = "Who is fired is paid the next business day."


def value(confidence: Any = "high", **more: Any) -> FactValue:
    return FactValue(**({"value": RULE, "source": "S", "source_date": "2026", "confidence": confidence} | more))


def facts(fact_value: FactValue, **more: Any) -> Facts:
    about, crisis = more.pop("about", "law"), more.pop("crisis", False)
    return Facts({"pay.final": Fact("pay.final", "Last pay", (fact_value,), crisis, about)}, **more)


def told(known: Facts) -> bool | None:
    """True: told; None: told with a mark; False: not told."""
    quote = known.quote("pay.final", on=TODAY, today=TODAY)
    return False if quote is None else (None if quote.unconfirmed else True)


NAMED = frozenset({("pay.final", RULE)})


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (facts(value()), True),
        (facts(value("medium")), False),
        (facts(value("medium"), show_unconfirmed=True), None),
        (facts(value("medium"), confirmed=NAMED), True),
        (facts(value(), strict=True), False),
        (facts(value(), strict=True, confirmed=NAMED), True),
        (facts(value(), strict=True, about="election"), False),
        (facts(value(), strict=True, about="contact"), True),
        (facts(value("medium"), strict=True, about="contact"), False),
        (facts(value(), strict=True, about="history"), True),
        (facts(value(), strict=True, crisis=True), True),
        (facts(value(review_by=date(2026, 11, 25))), False),
        (facts(value(review_by=date(2026, 11, 26))), True),
        (facts(value(review_by=date(2026, 11, 25)), crisis=True), True),
        (facts(value(value=None), show_unconfirmed=True), False),
        (facts(value(until=date(2026, 11, 25))), False),
        (Facts({}), False),
    ],
)
def test_what_may_be_told(known: Facts, expected: bool | None) -> None:
    assert told(known) is expected


def composed(known: Facts, **text: Any) -> Say:
    now = datetime(2026, 11, 26, 15, tzinfo=UTC)
    book = load_book(ROOT / "flows/bot.yaml", ROOT / "flows", ROOT / "locales").book
    scene = Scene(book, Conversation(), MemberView(language="en", channel="sms"), known, now)
    return scene.compose(read_sentence(text))


def test_a_text_rests_on_its_facts_and_gives_way_when_one_may_not_be_told() -> None:
    text = {"text": "You must be paid tomorrow.", "facts": ["pay.final"], "else": "Ask us."}
    said = composed(facts(value()), **text)
    assert (said.sentence.msgid, [quote.fact for quote in said.facts]) == ("You must be paid tomorrow.", ["pay.final"])
    assert composed(facts(value(), strict=True), **text).sentence.msgid == "Ask us."
    assert composed(facts(value("medium"), show_unconfirmed=True), **text).facts[0].unconfirmed
