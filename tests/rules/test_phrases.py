"""The small language in which the rules about people's words are written."""

import pytest

from outreach_bot.rules.folding import Said, fold
from outreach_bot.rules.phrases import Phrases, clauses, heard, is_wordless

LISTS = {"stop": "stop quit opt_out", "me": "me us"}


@pytest.mark.parametrize(
    ("rule", "heard_in", "not_in"),
    [
        ("<stop> <me>", ["please stop me", "opt out us"], ["stop", "stopping me", "nonstop me"]),
        ("stop ..2 texts", ["stop texts", "stop these damn texts"], ["stop all of these texts"]),
        ("^ stop now? $", ["stop", "stop now"], ["please stop", "stop it"]),
        ("stop now|$", ["please stop", "stop now then"], ["stop it"]),
        ("stop text*", ["stop texting", "stop text"], ["stop sending"]),
        ("texts *ing", ["texts annoying"], ["texts here"]),
        ("encerr* casa", ["encerrada casa", "encerraron casa"], ["cerrada casa"]),
        ("took & my passport|id", ["he took my id", "my passport they took"], ["took my bus", "my id is new"]),
        ("took & ^ he", ["he took it"], ["it took he"]),
        ("# a remark", [], ["a remark"]),
    ],
)
def test_rules(rule, heard_in, not_in):
    phrases = Phrases(rule, LISTS)
    assert [text for text in heard_in if not phrases.find(text.split())] == []
    assert [text for text in not_in if phrases.find(text.split())] == []


def test_the_first_place_wins():
    found = Phrases("gamma\nalpha beta", {}).find(["alpha", "beta", "gamma"])
    assert found and found[0] == "alpha beta "


def test_a_rule_without_anything_sure_to_look_for_is_refused():
    with pytest.raises(ValueError, match=r"look for first: \.\.2 \*stop"):
        Phrases("..2 *stop now?", {})


def test_heard():
    assert heard("Don't! S-T-O-P… ¿Qué?") == ("dont", "s", "t", "o", "p", "que")
    assert heard("s t o p") == ("stop",)
    assert heard("Stooooop 1000") == ("stop", "1000")
    assert clauses("Stop. ¡Gracias! 🙏") == [("stop",), ("gracias",)]


def test_rules_about_several_things_are_asked_at_once():
    phrases = Phrases()
    phrases.add("ice <place>", {"place": "here outside"}, about="ice")
    phrases.add("hit me", {}, about="violence")
    assert phrases.subjects(["ice", "is", "here"]) == {"ice"}
    assert phrases.subjects(["hit", "me", "up"]) == {"violence"}
    assert phrases.subjects(["my", "check"]) == set()
    assert not phrases.find(["ice", "is", "here"], about="ice")
    assert phrases.find(["ice", "here"], about="ice")
    assert not phrases.find(["ice", "here"], about="violence")


def test_weights_of_the_rules_that_match_add_up():
    cues = Phrases("+2 <agents>\n+1 here|outside\n-4 cream", {"agents": "ice migra"})
    assert cues.weigh(["ice", "outside", "here"]) == 3
    assert cues.weigh(["ice", "cream", "here"]) == -1
    assert cues.weigh(["snow"]) == 0


def test_clauses_end_at_a_dash_between_blanks():
    assert clauses("STOP - I moved, opt-out") == [("stop",), ("i", "moved"), ("opt", "out")]


def test_a_turn_keeps_what_is_found_and_nothing_else_does() -> None:
    said = Said("¡Stooop, señor!")
    assert heard(said) == heard("¡Stooop, señor!") == ("stop", "senor")
    assert heard(said) is heard(said) and fold(said) is fold(said)
    assert heard("¡Stooop, señor!") is not heard("¡Stooop, señor!")


def test_wordless() -> None:
    assert all(map(is_wordless, ["", "203 555-0142", "$18.50", "100%", "12/05", "👍"]))
    assert not any(map(is_wordless, ["9mm", "i", "ñ", "10 a", "911 ayuda"]))
