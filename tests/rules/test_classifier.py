"""The classifier: what it looks at, that it learns, and that its table says the same again."""

from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.classifier import Classifier, Meanings, features, train

MEANINGS = Meanings({"hit": "hit* pega beat_up", "victim": "me us", "game": "ball"})


def test_features_are_beginnings_of_words_neighbours_and_meanings():
    found = features(["he", "pega", "us", "repeatedly"], MEANINGS)
    assert {"repeat", "^_he", "pega_us", "repeat_$", "<hit>", "<victim>", "<hit><victim>"} <= found
    assert "<hit>" in features(["beat", "up"], MEANINGS)
    assert not any("<" in name for name in features(["he", "hit"]))


def test_meanings_far_apart_are_no_pair():
    assert "<hit><victim>" not in features(["hit", *"abcdef", "me"], MEANINGS)


def test_it_learns_what_tells_two_groups_apart():
    said = {"he hit me": True, "she hit us": True, "hit the ball": False, "ball for me": False}
    examples = [(features(text.split(), MEANINGS), wanted) for text, wanted in said.items()]
    weights = train(examples, rounds=30, favour=1)
    assert weights == train(examples, rounds=30, favour=1)
    rows = [f"{name} {round(100 * weight)}" for name, weight in weights.items()]
    classifier = Classifier("danger\n" + "\n".join(rows), MEANINGS)
    assert classifier.scores(["they", "hit", "us"])["danger"] > 0 > classifier.scores(["a", "ball"])["danger"]


def test_a_score_starts_from_the_weight_without_a_name():
    classifier = Classifier("one two\n 10 -20\nstop 100 0")
    assert classifier.scores([]) == {"one": 0.1, "two": -0.2}
    assert classifier.scores(["stop"])["one"] > 0.5
    assert classifier.scores(["stop"])["two"] == -0.2


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_words_get_a_score(words):
    assert set(Classifier("one\n 0\na 5", MEANINGS).scores(words)) == {"one"}
