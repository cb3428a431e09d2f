"""What an organizer writes: a draft, taken with everything in order or refused with all its faults at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from ..rules import merging
from ..rules.audience import spoken
from ..rules.signature import signed
from ..rules.use_case import PAID_WORDS, PURPOSES
from ..storage import audit
from ..storage import blasts as rows
from . import audiences, blast_flows, blast_texts
from .blast_control import CannotBlast
from .ports import Bot

LONGEST_ASK = 200  # characters
_PICTURE = re.compile(r"https://[^\s]+\.(?:jpe?g|png|gif)(?:\?[^\s]*)?", re.IGNORECASE)


def create(
    bot: Bot, *, name: str, texts: Mapping[str, str], programme: str, audience: str = "", who: str,
    purpose: str = "public_information", asks: str | None = None, paid_for_by: str | None = None,
    texts_b: Mapping[str, str] | None = None, b_share: int = 50, flow: str | None = None, picture: str | None = None,
    until: datetime | None = None, not_answered: int | None = None,
) -> int:  # fmt: skip
    """A draft; returns its number. Raises AudienceFault; CannotBlast with everything that is wrong with it; or NotFound
    for a blast `not_answered` that does not exist; Nameless.

    `audience`: as it is typed; empty: everyone. `purpose`: one of PURPOSES; `asks`: what people are asked to do.
    `texts_b`: another wording, for `b_share` per cent. `flow`: a flow that the text starts. `picture`: the address of
    an image. `until`: nothing is sent from then on. `not_answered`: only people who have had that blast and have
    written nothing since.
    """
    who, now = signed(who), bot.clock.now()
    texts_b = texts_b or {}
    wrong = _faults_of_texts(bot, texts, texts_b, audience, paid_for_by, now)
    wrong += _faults_of_purpose(bot, purpose, paid_for_by, texts, texts_b)
    if not name.strip():
        wrong.append("--name is blank: write what you call it; members never see it.")
    if asks is not None and not asks.strip():
        wrong.append("--asks is blank: write what people are asked to do, like “come to the meeting”.")
    if asks is not None and len(asks) > LONGEST_ASK:
        wrong.append(f"--asks has {len(asks)} characters; say it in {LONGEST_ASK} at most.")
    if texts_b and not 1 <= b_share <= 99:
        wrong.append("The second wording goes to 1 to 99 per cent of the people.")
    if until is not None and until <= now:
        wrong.append("--until lies in the past.")
    wrong += _faults_of_picture(bot, picture)
    wrong += blast_flows.faults(bot, flow, purpose) if flow is not None else []
    if wrong:
        raise CannotBlast("\n".join(wrong))
    with bot.database.transaction() as connection:
        if not_answered is not None and rows.get(connection, bot.keys, not_answered).launched_at is None:
            raise CannotBlast(f"Blast {not_answered} was never launched: nobody has had it and could have answered it.")
        blast_id = rows.create(
            connection, bot.keys, name=name, texts=dict(texts), programme=programme,
            asked_for=audience.strip(), created_by=who, now=now,
            texts_b=dict(texts_b), purpose=purpose, asks=asks, paid_for_by=paid_for_by,
            b_share=b_share if texts_b else None, flow=flow, picture=picture, until=until, not_answered=not_answered,
        )  # fmt: skip
        audit.note(connection, who, audit.of_blast(blast_id), "created", now, purpose=purpose)
    return blast_id


def moment(bot: Bot, written: str) -> datetime:
    """ "2026-11-03 18:00", in the organisation's zone → the moment. Raises CannotBlast."""
    try:
        return datetime.strptime(written.strip(), "%Y-%m-%d %H:%M").replace(tzinfo=bot.zone)
    except ValueError:
        raise CannotBlast(f"“{written}” is no day and hour: write it like “2026-11-03 18:00”.") from None


def _faults_of_texts(
    bot: Bot, texts: Mapping[str, str], texts_b: Mapping[str, str], audience: str, paid_for_by: str | None,
    now: datetime,
) -> list[str]:  # fmt: skip
    offered = bot.organisation.languages.offered
    with bot.database.reading() as connection:
        # Whoever speaks none of them gets the text in the first one.
        needed = spoken(audiences.parse(bot, connection, audience), offered) or list(offered[:1])
        everything = {language: [t[language] for t in (texts, texts_b) if language in t] for language in needed}
        quoted = blast_texts.quoted(bot, connection, everything, now)
    known = blast_texts.organisation(bot) | {merging.PAYER: paid_for_by or ""}
    told: list[str] = []
    for wordings, called in ((texts, "The text"), (texts_b, "The second text")):
        if wordings or wordings is texts:
            said = {name: words for language in quoted.said.values() for name, words in language.items()}
            told += merging.faults(wordings, needed, known | said, called=called)
    return told


def _faults_of_purpose(
    bot: Bot, purpose: str, paid_for_by: str | None, texts: Mapping[str, str], texts_b: Mapping[str, str]
) -> list[str]:
    if purpose not in PURPOSES:
        return [f"“{purpose}” is no purpose; there are: {', '.join(PURPOSES)}."]
    if purpose != "candidate":
        return []
    if bot.organisation.org.kind == "c3":
        return ["Your organisation is a c3 in bot.yaml: it may not text for or against a candidate."]
    if not (paid_for_by or "").strip():
        return ["A candidate's text says who pays: name them with --paid-for-by."]
    told = []
    for wordings in (texts, texts_b):
        for language, text in wordings.items():
            words = PAID_WORDS.get(language, ("paid for by",))
            if merging.PAYER not in merging.fields(text) or not any(each in text.casefold() for each in words):
                told.append(
                    f"The text in “{language}” does not say who pays: write “{words[0].capitalize()} "
                    f"{{{merging.PAYER}}}.”"
                )
    return told


def _faults_of_picture(bot: Bot, picture: str | None) -> list[str]:
    if picture is None:
        return []
    told = []
    if not _PICTURE.fullmatch(picture):
        told.append("--picture is the https:// address of a .jpg, .png or .gif that anybody can open.")
    if bot.organisation.sending.price_per_picture is None:
        told.append("bot.yaml does not say what a picture message costs: set price_per_picture under sending.")
    return told
