"""What is written down: consent, and who was told which fact; nothing of private conversations or the forgotten."""

from __future__ import annotations

import hashlib
from datetime import time

import pytest

from outreach_bot.storage import conversations
from tests.house_under_test import ROSA, House

THE_WHOLE_WAY = (
    "SALARIOS", "limpiesa", "por ora", "20 dolares", "como 40 oras", "Si!", "dies", "15 de julio", "6 de julio", "no",
)  # fmt: skip


def state_of(house: House) -> str:
    """The conversation as it stands, opened."""
    (row,) = house.rows("conversations")
    with house.bot.database.reading() as connection:
        stored = conversations.load(connection, house.bot.keys, row["address_id"])
    assert stored is not None
    return stored.state.decode()


# Consent


@pytest.mark.parametrize(
    ("word", "yes", "language"), [("JOIN", "yes", "en"), ("UNIRME", "sí", "es"), ("join", "1", "en")]
)
def test_joining_keeps_the_exact_words_that_were_shown(either: House, word: str, yes: str, language: str) -> None:
    shown = either.text(word).says
    either.clock.go(minutes=5)
    agreed = either.text(yes)
    (consent,) = either.rows("consents")
    assert consent["wording_hash"] == hashlib.sha256(shown.encode()).hexdigest()
    assert (consent["action"], consent["programme"], consent["language"]) == ("grant", "updates", language)
    assert (consent["source"], consent["at"]) == ("text", either.clock.now())
    (inbound,) = either.rows("messages", id=consent["message_id"])
    assert inbound["provider_sid"] == agreed.sid
    (wording,) = either.rows("wordings")
    assert (wording["hash"], wording["text"], wording["language"]) == (consent["wording_hash"], shown, language)


def test_who_switches_language_before_agreeing_agrees_to_what_was_shown_last(house: House) -> None:
    house.text("JOIN")
    shown = house.text("español").says.partition("\n")[2]
    house.text("sí")
    (consent,) = house.rows("consents")
    assert consent["wording_hash"] == hashlib.sha256(shown.encode()).hexdigest()
    assert consent["language"] == "es"


@pytest.mark.parametrize("answer", ["no", "2", "maybe later", "PERSON", "ALTO", "BACK", "MENU", "what is this"])
def test_nothing_but_a_yes_is_consent(house: House, answer: str) -> None:
    house.texts("JOIN", answer)
    assert house.rows("consents") == []


@pytest.mark.parametrize("topic", ["WAGES", "VOTE", "PLEDGE", "MENU", "PERSON", "AYUDA", "hola"])
def test_asking_a_question_enters_no_audience(house: House, topic: str) -> None:
    house.texts(topic, "1", "1", "1")
    assert house.rows("consents") == []


@pytest.mark.parametrize(("word", "source"), [("STOP", "carrier"), ("ALTO", "text"), ("take me off your list", "text")])
def test_stop_takes_every_consent_back_and_says_how(either: House, word: str, source: str) -> None:
    either.texts("JOIN", "1")
    stopped = either.text(word)
    grant, revoke = either.rows("consents")
    assert (revoke["action"], revoke["programme"], revoke["source"]) == ("revoke", "updates", source)
    (inbound,) = either.rows("messages", id=revoke["message_id"])
    assert inbound["provider_sid"] == stopped.sid
    assert grant["action"] == "grant"  # evidence is added, never changed


def test_coming_back_is_evidence_of_its_own(house: House) -> None:
    house.texts("JOIN", "1", "ALTO", "EMPEZAR")
    assert [(row["programme"], row["action"]) for row in house.rows("consents")] == [
        ("updates", "grant"), ("updates", "revoke"), ("messages", "grant"), ("updates", "grant"),
    ]  # fmt: skip


# Private by construction


def test_a_private_conversation_leaves_no_words_no_topic_and_no_answers(either: House) -> None:
    said = [either.text(words).says for words in THE_WHOLE_WAY]
    assert "Guarde pruebas" in said[-1]
    inbound, outbound = either.rows("messages", direction="in"), either.rows("messages", direction="out")
    assert len(inbound) == len(outbound) == len(THE_WHOLE_WAY)
    assert all(row["sealed"] is None and row["flow"] is None for row in inbound)
    assert all(row["flow"] is None for row in outbound)
    assert either.rows("answers") == either.rows("fact_quotes") == either.rows("wordings") == []
    (conversation,) = either.rows("conversations")
    assert conversation["flow"] is None

    either.clock.go(minutes=61)
    either.tidy()
    for row in either.rows("messages"):
        assert row["sealed"] is None
        assert row["replay_sealed"] is None
    state = state_of(either).lower()
    for residue in ("wages", "salarios", "limpiesa", "dolares", "oras", "julio"):
        assert residue not in state


@pytest.mark.parametrize("opening", ["SALARIOS", "mi patron no me paga", "my boss did not pay me"])
def test_not_even_the_words_that_opened_it_stay(house: House, opening: str) -> None:
    house.text(opening)
    assert opening.lower() not in state_of(house).lower()
    house.texts("ALTO")
    state = state_of(house).lower()
    assert opening.lower() not in state
    assert "wages" not in state
    assert all(row["sealed"] is None for row in house.rows("messages", direction="in"))


def test_the_topic_stands_in_no_column_while_the_conversation_is_open(either: House) -> None:
    either.texts("SALARIOS", "1", "1")
    for table in ("messages", "conversations", "tickets", "answers", "timers"):
        for row in either.rows(table):
            assert "wages" not in repr({name: value for name, value in row.items() if not isinstance(value, bytes)})


# Facts


def test_who_was_told_which_fact_is_known(either: House) -> None:
    reply = either.text("PLEDGE")
    told = {(row["fact_id"], row["value"]) for row in either.rows("fact_quotes", message_id=reply.message_id)}
    assert told == {("wed.certified", "1920-08-26"), ("wed.caveat", "1965")}


def test_a_private_answer_that_quotes_facts_leaves_no_trace_of_it(house: House) -> None:
    assert "40 horas" in house.texts("SALARIOS", "1", "1", "20", "10").says
    assert house.rows("fact_quotes") == []


# Answers


def test_choices_stand_plain_for_counting_and_names_are_sealed(either: House) -> None:
    either.texts("PLEDGE", "2", "Rosalinda")
    answers = {row["name"]: row for row in either.rows("answers")}
    assert answers["pledge"]["plain"] == "talk"
    assert answers["name"]["plain"] is None
    assert answers["name"]["sealed"] is not None
    (member,) = either.rows("members")
    assert member["name_sealed"] is not None
    assert [row["tags"] for row in either.rows("members")] == ["\nequality_pledge\n"]


# Being forgotten


@pytest.mark.parametrize("word", ["BORRAR", "FORGET ME"])
def test_who_asks_is_erased_and_the_answer_still_travels(either: House, word: str) -> None:
    either.texts("JOIN", "1", "Rosalinda", "06106")
    either.texts("PLEDGE", "1")
    either.texts("PERSON", "WAGES", "1")
    answer = either.text(word)
    assert answer.says in ("Done: what you told us is erased.", "Listo: lo que nos dijo queda borrado.")

    for table in ("conversations", "answers", "tickets", "timers", "fact_quotes", "message_events"):
        assert either.rows(table) == [], table
    (member,) = either.rows("members")
    told = {name for name, value in member.items() if value not in (None, False)}
    assert told == {"id", "created_at", "forgotten_at"}
    theirs = [row for row in either.rows("addresses") if row["id"] == either.rows("consents")[0]["address_id"]]
    assert [(row["member_id"], row["sealed"]) for row in theirs] == [(None, None)]
    left = [row for row in either.rows("messages") if row["purpose"] != "alert"]
    assert {(row["direction"], row["address_id"], row["member_id"], row["sealed"]) for row in left} == {
        ("in", None, None, None)
    }
    assert {row["created_at"].time() for row in left} == {time()}
    assert [row["action"] for row in either.rows("consents")] == ["grant"]
    assert either.rows("consents")[0]["message_id"] is None

    assert either.text(word, sid=answer.sid).content == answer.content
    assert len(either.rows("members")) == 1


@pytest.mark.parametrize(("word", "says"), [
    ("borrar mis datos", "Listo: lo que nos dijo queda borrado."),
    ("bórrenme", "Listo: lo que nos dijo queda borrado."),
    ("eliminen mis datos", "Listo: lo que nos dijo queda borrado."),
    ("delete me", "Done: what you told us is erased."),
    ("erase my data", "Done: what you told us is erased."),
])  # fmt: skip
def test_delete_me_erases_and_whoever_comes_back_is_answered(either: House, word: str, says: str) -> None:
    """In the language of the wish: who says it may not be who joined."""
    either.texts("UNIRME", "1", "Rosalinda")
    assert either.text(word).says == says
    assert {(row["direction"], row["sealed"]) for row in either.rows("messages")} == {("in", None)}
    assert either.rows("members")[0]["forgotten_at"] is not None
    assert [row["action"] for row in either.rows("consents")] == ["grant"]
    (address,) = either.rows("addresses")
    assert (address["member_id"], address["sealed"], address["opted_out_at"]) == (None, None, None)
    assert "Hasta 4 msjs/mes" in either.text("UNIRME").says


@pytest.mark.parametrize("word", ["BORRAR", "delete my data"])
def test_who_has_opted_out_is_erased_too_and_hears_no_more_of_it(house: House, word: str) -> None:
    house.texts("JOIN", "1", "Rosalinda", "STOP")
    assert house.text(word).silent
    assert house.rows("conversations") == house.rows("answers") == []
    assert house.rows("members")[0]["forgotten_at"] is not None
    assert house.rows("addresses")[0]["opted_out_at"] is not None


def test_nothing_is_sent_afterwards_to_who_was_forgotten(either: House) -> None:
    either.text("JOIN")
    either.text("FORGET ME")
    for _ in range(3):
        either.clock.go(minutes=3)
        either.tidy()
    assert either.carried() == []


def test_an_opt_out_outlives_being_forgotten(either: House) -> None:
    either.texts("JOIN", "BORRAR", "ALTO")
    either.texts("EMPEZAR", "BORRAR", "STOP")
    (address,) = either.rows("addresses")
    assert address["opted_out_at"] is not None
    assert either.text("WAGES").silent


def test_who_was_forgotten_and_writes_again_is_somebody_new(either: House) -> None:
    either.texts("JOIN", "1", "Rosalinda", "06106", "FORGET ME")
    assert "want texts about rights" in either.text("UNIRME").says or "Hasta 4 msjs" in either.text("REPETIR").says
    assert len([row for row in either.rows("members") if row["forgotten_at"] is None]) == 1
    assert ROSA not in repr(either.everything())
