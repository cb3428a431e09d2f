"""What `outreach blasts` prints for people: a preview, where a blast stands, its report."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from outreach_bot.rules.segments import plain
from outreach_bot.services.blast_costs import Cost, dollars
from outreach_bot.services.left_out import LEFT_OUT_BECAUSE
from outreach_bot.services.ports import Bot
from outreach_bot.storage.audit import Step
from outreach_bot.storage.blasts import EXPANDING, RUNNING

if TYPE_CHECKING:
    from outreach_bot.services.blast_preview import Part, Preview, Sample
    from outreach_bot.services.blast_report import Report, Status

MOST_SHOWN = 5
HELD_BECAUSE = {
    "daily_cap": "the carrier takes no more texts from us today",
    "inbox": "more people wait for an answer than your organizers can answer in an hour",
}


def preview_page(bot: Bot, seen: Preview) -> str:
    lines = [f"In the audience: {seen.audience:,}", f"Will be texted:  {seen.people:,}"]
    lines += [
        f"  left out: {people:,}  {LEFT_OUT_BECAUSE.get(why, why)}" for why, people in seen.left_out.most_common()
    ]
    for language, part in sorted(seen.languages.items()):
        lines += _part(language, part, seen)
    for variant, people in sorted(seen.variants.items()):
        lines.append(f"Wording {variant.upper()}: {people:,} people")
    lines.append(f"Together: {seen.segments:,} segments, about ${seen.cost:,}, {duration(seen.seconds)} at full rate")
    lines += _when(bot, seen)
    lines += _before(seen)
    lines += [f"Look at this: {warning}" for warning in seen.warnings]
    if seen.needs_approval:
        lines.append(f"Needs a second person: {seen.needs_approval}")
    lines += [f"CANNOT BE LAUNCHED: {reason}" for reason in seen.blocked]
    return "\n".join(lines)


def status_page(bot: Bot, now: Status) -> str:
    lines = [f"Blast {now.blast.id}, {now.blast.name}: {now.blast.state}"]
    if now.blast.paused_because:
        lines.append(f"Paused because: {now.blast.paused_because}")
    if now.blast.held_because:
        until = f", until {moment(bot, now.blast.held_until)}" if now.blast.held_until else "; it goes on by itself"
        lines.append(f"Waits: {HELD_BECAUSE.get(now.blast.held_because, now.blast.held_because)}{until}.")
    if now.blast.state == EXPANDING:
        lines.append("The audience is being written down; sending begins right after.")
    for label, people in (
        ("audience", now.audience), ("waiting", now.waiting), ("on the way", now.going), ("delivered", now.delivered),
        ("not reached", now.not_reached), ("unclear", now.unclear), ("left out", now.left_out),
    ):  # fmt: skip
        lines.append(f"{label:12} {people:,}")
    if now.quiet:
        lines.append(f"Of those waiting, {now.quiet:,} have quiet time now.")
    if now.talking:
        lines.append(f"Of those waiting, {now.talking:,} are in a conversation; the blast does not break in.")
    if now.had_enough:
        lines.append(f"Of those waiting, {now.had_enough:,} have had today's share of texts.")
    if now.tried_again:
        first = f", the first at {moment(bot, now.again_at)}" if now.again_at else ""
        lines.append(f"Of those waiting, {now.tried_again:,} did not get it at first and are tried again{first}.")
    if now.pace < 1 and now.blast.state == RUNNING:
        lines.append(f"The carrier finds us too fast: sending at {now.pace:.0%} of the pace, which comes back slowly.")
    if now.blast.until:
        lines.append(f"Nothing is sent after {moment(bot, now.blast.until)}.")
    return "\n".join(lines)


def report_page(told: Report) -> str:
    lines = [f"Blast {told.blast.id}, {told.blast.name}: {told.blast.state}", f"{told.audience:>9,}  in the audience"]
    for line in told.lines:
        code = f" (code {line.code})" if line.code else ""
        lines.append(f"{line.people:>9,}  {line.language}  {line.status}: {line.why}{code}")
    if told.erased:
        lines.append(f"{told.erased:>9,}  asked to be erased since")
    for total in told.languages:
        lines.append(f"{total.what}: {total.people:,} people, {total.segments:,} segments")
    again = f", {told.again:,} of them for attempts that had to be made again" if told.again else ""
    lines.append(f"{told.segments:,} segments, about ${told.cost:,}{again}")
    if told.estimated_cost is not None:
        lines.append(f"Expected at the launch: {told.estimated_segments:,} segments, about ${told.estimated_cost:,}")
    for each in told.outcomes:
        name = f"Wording {each.variant.upper()}: " if each.variant else ""
        lines.append(
            f"{name}{each.texted:,} texted, {each.delivered:,} delivered, {each.answered:,} have answered, "
            f"{each.opted_out:,} opted out, {each.opened:,} opened a link"
        )
    lines += [f"{each.url}: {each.opened:,} of {each.sent:,} people opened it" for each in told.links]
    return "\n".join(lines)


def costs_page(told: list[Cost]) -> str:
    return "\n".join(
        f"${cost.cost:>10,}  {cost.what}: {cost.segments:,} segments to {cost.people:,} people, "
        f"{cost.blasts} blast{'s' * (cost.blasts > 1)}"
        for cost in told
    )


def history_page(bot: Bot, steps: list[Step]) -> str:
    lines = []
    for step in steps:
        detail = ", ".join(f"{name} {value}" for name, value in step.detail.items())
        lines.append(f"{moment(bot, step.at)}  {step.who}: {step.action}" + (f" ({detail})" if detail else ""))
    return "\n".join(lines)


def duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes >= 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return f"{minutes} min" if minutes else f"{seconds:.0f} s"


def moment(bot: Bot, at: datetime) -> str:
    """In the organisation's zone."""
    return at.astimezone(bot.zone).strftime("%Y-%m-%d %H:%M")


def _part(language: str, part: Part, seen: Preview) -> list[str]:
    from outreach_bot.services.blast_preview import SAMPLES

    lines = [f"{language}: {part.people:,} people, {part.segments:,} segments, ${part.cost:,}"]
    for label in SAMPLES:
        sample: Sample | None = getattr(part, label)
        if sample is not None:
            lines.append(f"  {label} ({sample.segments} segment{'s' * (sample.segments > 1)}): {sample.text}")
    if part.ucs2:
        dear = ", ".join(f"“{each}” in {people:,} texts" for each, people in part.ucs2.most_common(MOST_SHOWN))
        lines.append(f"  these characters make a segment 70 characters instead of 160: {dear}")
    for character, saved in part.saves.most_common(MOST_SHOWN):
        if saved:
            simple = plain(character)
            better = f"writing “{simple}” for “{character}”" if simple else f"leaving “{character}” out"
            lines.append(f"  {better} would save {saved:,} segments, ${dollars(saved, seen.price):,}")
    if part.saves_all > sum(part.saves.values()):
        saved = part.saves_all
        lines.append(f"  replacing all of them would save {saved:,} segments, ${dollars(saved, seen.price):,}")
    return lines


def _when(bot: Bot, seen: Preview) -> list[str]:
    lines = []
    if seen.first and seen.last:
        first, last = moment(bot, seen.first), moment(bot, seen.last)
        lines.append(f"Launched now: the first text leaves {first}, the last {last}")
    if seen.inbox:
        lines.append(f"But it waits first: {seen.inbox:,} people wait for an answer of yours (outreach inbox list).")
    if seen.late:
        lines.append(f"There is no time for about {seen.late:,} segments of it before its end.")
    if seen.quiet_now:
        lines.append(f"It is quiet time for {seen.quiet_now:,} of them now: they are texted when their morning comes.")
    if seen.wait_today:
        lines.append(f"{seen.wait_today:,} of them have had today's share of texts: they are texted tomorrow.")
    return lines


def _before(seen: Preview) -> list[str]:
    if not seen.recently:
        return []
    lines = [f"{seen.recently:,} of them have had a blast in the last 7 days:"]
    return lines + [f"  {each.people:,}  blast {each.blast}, {each.name}" for each in seen.overlaps[:MOST_SHOWN]]
