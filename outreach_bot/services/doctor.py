"""What keeps this deployment from telling people what it could: open confirmations, overdue reviews, unread texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from . import elections, facts, texts
from .ports import Bot


@dataclass(frozen=True, slots=True)
class Finding:
    """`blocks`: members are not told something because of it. `what` says what to do."""

    blocks: bool
    what: str


def examine(bot: Bot) -> list[Finding]:
    """Everything that somebody of the organisation still has to do, what blocks first."""
    found = [*_elections(bot), *_facts(bot), *_texts(bot), *_staff(bot)]
    return sorted(found, key=lambda finding: not finding.blocks)


def _facts(bot: Bot) -> list[Finding]:
    return [Finding(each.why != "due", f"{each.fact}: {_to_do(each)}") for each in facts.due(bot)]


def _to_do(due: facts.Due) -> str:
    if due.why == "overdue" and due.crisis:
        return f"its review was due on {due.review_by}; it is still told. Call it, and set a new date."
    if due.why == "overdue":
        return f"its review was due on {due.review_by}, so it is not told. Look at {due.url or due.source}."
    if due.why == "due":
        return f"review by {due.review_by}."
    if due.why == "unknown":
        return "nobody knows the value. Find it, and enter it with its source in flows/facts."
    return f"confirm it: outreach facts confirm {due.fact} --who NAME"


def _texts(bot: Bot) -> list[Finding]:
    lacking = Counter((each.flow, role) for each in texts.unsigned(bot) for role in each.lacks)
    return [
        Finding(
            not bot.settings.is_local and flow != texts.DANGER,  # those go out whoever has read them
            f"{flow}: {count} texts lack a {role.replace('_', ' ')}: "
            f"outreach texts sign-off {flow} --role {role} --who NAME",
        )
        for (flow, role), count in lacking.items()
    ]


def _elections(bot: Bot) -> list[Finding]:
    return [
        Finding(True, f"{line.election.kind} {line.election.day}: nobody is told: outreach elections enter --help")
        for line in elections.calendar(bot)
        if line.entry is None
    ]


def _staff(bot: Bot) -> list[Finding]:
    org = bot.organisation.org
    return [] if org.staff else [Finding(True, "bot.yaml names no staff phone: nobody is told of a ticket.")]
