"""BORRAR, OCULTAR and their like: at once, whoever has the conversation, in one neutral sentence."""

from __future__ import annotations

import pytest

from tests.house_under_test import ROSA, House

ERASED = ("Done: what you told us is erased.", "Listo: lo que nos dijo queda borrado.")
TO_THE_FIGURE = ("WAGES", "1", "1", "20", "40", "2", "July 15", "July 6")


@pytest.mark.parametrize("word", ["BORRAR", "FORGET ME", "forget me please", "Bórrenme por favor"])
def test_one_neutral_sentence_and_nothing_else(either: House, word: str) -> None:
    either.texts("JOIN", "1", "Rosalinda")
    told = either.text(word).says
    assert told in (*ERASED,)
    for topic in ("JOIN", "text", "update", "wage"):
        assert topic not in told
    for _ in range(3):
        either.clock.go(minutes=3)
        either.tidy()
    assert either.carried() == []


def test_it_holds_while_a_person_of_ours_has_the_conversation(house: House) -> None:
    house.texts("SALARIOS", "PERSONA")
    house.outreach("inbox", "reply", "1", "Buenas, soy Ana.", "--who", "ana")
    assert house.text("gracias").silent
    assert house.text("BORRAR").says in ERASED
    assert house.rows("conversations") == house.rows("tickets") == []
    assert house.rows("addresses", sealed=None, member_id=None)


def test_a_machine_that_was_muted_may_still_be_erased(house: House) -> None:
    for _ in range(6):
        house.text("asdf")
    assert house.text("asdf").silent
    assert house.text("FORGET ME").says in ERASED


@pytest.mark.parametrize("words", [
    "erase all my info", "delete this chat", "delet my data", "olvídeme por favor", "olvida me", "elimina mi numero",
    "borre mis mensajes", "borar", "borren lo que dije", "borra mi informacion y no me escriban",
])  # fmt: skip
def test_in_whatever_words(house: House, words: str) -> None:
    house.texts("JOIN", "1", "Rosalinda", "06511")
    assert house.text(words).says in ERASED
    (member,) = house.rows("members")
    assert member["forgotten_at"] and not (member["name_sealed"] or member["zip"])
    assert house.rows("conversations") == house.rows("answers") == []


def test_who_is_erased_and_wants_no_texts_gets_none_either(either: House) -> None:
    either.texts("JOIN", "1", "Rosalinda")
    assert either.text("borra mi informacion y no me escriban").says in ERASED
    (address,) = either.rows("addresses", opted_out_source="text")
    assert address["sealed"] is None
    assert either.text("hello").silent, "the receipt holds"


@pytest.mark.parametrize("words", ["how do I delete my info", "can you delete my data?", "como borro mis mensajes"])
def test_who_asks_how_is_told_and_asked_once(house: House, words: str) -> None:
    house.texts("JOIN", "1", "Rosalinda", "06511")
    told = house.text(words).says
    assert "YES" in told or "Responda SI" in told
    assert house.rows("members")[0]["name_sealed"]
    assert house.text("si" if "SI" in told else "yes").says in ERASED
    assert not house.rows("members")[0]["name_sealed"]


def test_who_says_no_then_goes_on_where_they_were(house: House) -> None:
    house.texts("JOIN", "1")
    house.text("how do I delete my info")
    told = house.text("no").says
    assert told.startswith("OK, nothing changes.") and "name" in told


@pytest.mark.parametrize("words", ["delete me from your list", "bórreme de la lista"])
def test_leaving_the_list_is_an_opt_out(house: House, words: str) -> None:
    house.texts("JOIN", "1", "Rosalinda")
    house.text(words)
    assert house.rows("addresses", opted_out_source="text")
    assert house.rows("members")[0]["name_sealed"]


@pytest.mark.parametrize("words", ["how do i erase student debt", "borrar mis antecedentes", "delete the picture"])
def test_other_things_are_erased_elsewhere(house: House, words: str) -> None:
    house.texts("JOIN", "1", "Rosalinda", words)
    assert house.rows("members")[0]["name_sealed"]


def test_in_danger_help_comes_first_and_the_alarm_stays(house: House) -> None:
    house.texts("JOIN", "1", "Rosalinda")
    told = house.text("delete all my messages, my husband beats me and he will see them").says
    assert "emergency" in told and "Reply YES" in told
    assert house.rows("tickets", queue="urgent")
    assert house.text("yes").says in ERASED


# A shared phone


@pytest.mark.parametrize(
    ("hide", "hidden", "show", "shown"),
    [
        ("HIDE", "OK, done. SHOW undoes it.", "SHOW", "OK, done. HIDE undoes it."),
        ("OCULTAR", "Listo. MOSTRAR lo deshace.", "MOSTRAR", "Listo. OCULTAR lo deshace."),
    ],
)
def test_hide_is_confirmed_neutrally_and_undone_by_show(
    either: House, hide: str, hidden: str, show: str, shown: str
) -> None:
    either.text("español" if hide == "OCULTAR" else "hello there")
    assert either.text(hide).says == hidden
    assert [row["hidden"] for row in either.rows("members")] == [True]
    assert either.text(show).says == shown
    assert [row["hidden"] for row in either.rows("members")] == [False]


def test_nothing_of_the_case_is_read_back_on_a_shared_phone(house: House) -> None:
    assert "$800.00" in house.texts(*TO_THE_FIGURE).says
    house.texts("no", "HIDE")
    told = [house.text(body).says for body in TO_THE_FIGURE]
    assert not any("$" in text or "40 unpaid" in text for text in told)
    assert "Our team can tell you" in told[-1]
    assert "Should one of our organizers" in told[-1]  # the question behind it is asked all the same
    house.texts("no", "SHOW")
    assert "$800.00" in house.texts(*TO_THE_FIGURE).says


@pytest.mark.parametrize("word", ["BACK", "change an answer"])
def test_nor_by_going_back(house: House, word: str) -> None:
    house.texts("HIDE", "WAGES", "1", "1")
    told = house.text(word).says
    assert "There is nothing to go back to" in told


def test_a_conversation_is_offered_again_without_its_title(house: House) -> None:
    house.texts("PLEDGE", "HIDE")
    house.clock.go(hours=13)
    assert "where we left off" in house.text("hm so").says


def test_staff_see_it_before_they_write(house: House) -> None:
    house.texts("HIDE", "PERSON")
    assert "shared phone" in house.outreach("inbox", "show", "1")
    assert "shared phone" in house.outreach("members", "show", ROSA)


# What does not belong in a text

WARNING = "leave papers, status, and ID or card numbers out of your texts"


@pytest.mark.parametrize(
    "body", ["my ssn is 123-45-6789", "A 123 456 789", "i am undocumented and need help", "card 4111 1111 1111 1111"]
)
def test_who_texts_such_things_is_asked_not_to_once_a_day(either: House, body: str) -> None:
    either.text("hello there")
    assert WARNING in either.text(body).says
    assert WARNING not in either.text(f"{body} ok").says
    either.clock.go(hours=25)
    assert WARNING in either.text(body).says


def test_it_is_said_before_the_question_that_waits_for_an_answer(house: House) -> None:
    house.text("PLEDGE")
    told = house.text("no tengo papeles").says
    assert WARNING in told and told.index(WARNING) < told.index("1 ")


@pytest.mark.parametrize(("body", "says"), [
    ("ICE is at my door and i have no papers", "can stay silent"), ("stop texting me, A 123 456 789", "any more"),
])  # fmt: skip
def test_danger_and_an_opt_out_are_answered_alone(house: House, body: str, says: str) -> None:
    house.text("hello there")
    told = house.text(body).says
    assert says in told and WARNING not in told


def test_while_a_person_has_the_conversation_the_bot_says_nothing_of_it(house: House) -> None:
    house.texts("hello", "PERSON")
    house.outreach("inbox", "reply", "1", "Hi, this is Ana.", "--who", "ana")
    assert house.text("my ssn is 123-45-6789").silent
    shown = house.outreach("inbox", "show", "1")
    assert "[removed]" in shown and "6789" not in shown


def test_free_answers_are_scrubbed_in_the_state_too(house: House) -> None:
    from outreach_bot.storage import conversations

    house.texts("JOIN", "1")
    house.text("123-45-6789")
    (row,) = house.rows("conversations")
    with house.bot.database.reading() as connection:
        stored = conversations.load(connection, house.bot.keys, row["address_id"])
    assert stored is not None and "6789" not in str(stored.state)
