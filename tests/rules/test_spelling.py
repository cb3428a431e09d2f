"""The words people type, brought to the words of the rules."""

import pytest

from outreach_bot.rules.phrases import listed
from outreach_bot.rules.spelling import Spelling, by_ear, misspellings

SPELLING = Spelling(
    known=listed("quiero vivir hacer ahora llamar encerr* passport suicide its stop loss desaparecer"),
    spanish=listed("quiero vivir hacer ahora llamar encerr*"),
    typos={"u": "you"},
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("kiero", "quiero"), ("bibir", "vivir"), ("aser", "hacer"), ("aora", "ahora"), ("yamar", "llamar")]
    + [("enserrada", "encerrada"), ("encerrados", "encerrados"), ("pasport", "passport"), ("passprot", "passport")]
    + [("desaparezer", "desaparecer"), ("u", "you")]
    + [(word, word) for word in ("its", "loss", "stop", "work", "pass", "sport", "hour")],
)
def test_a_word_is_heard_as_it_was_meant(typed, meant):
    assert SPELLING.correct([typed]) == [meant]


@pytest.mark.parametrize(("one", "other"), [("encerrado", "encerrao"), ("salir", "salil"), ("queso", "keso")])
def test_words_that_sound_alike(one, other):
    assert by_ear(one) == by_ear(other)


def test_misspellings():
    table = misspellings(["stop", "quiten"], known=["top"])
    assert table["stpo"] == table["stopp"] == "stop"
    assert table["quietn"] == "quiten"
    assert "top" not in table
    assert "stop" not in table
