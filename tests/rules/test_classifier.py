"""The classifier: what it looks at, that it learns, and that its table says the same again."""

from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.classifier import Classifier, Meanings, features, together, train

MEANINGS = Meanings({"hit": "hit* pega beat_up", "victim": "me us", "game": "ball"})


def test_features_are_beginnings_of_words_neighbours_and_meanings():
    found = features(["he", "pega", "us", "repeatedly"], MEANINGS)
    assert {"repeat", "^_he", "pega_us", "repeat_$", "<hit>", "<victim>", "<hit><victim>"} <= found
    assert {"<hit>><victim>", "<hit>>us", "he><hit>"} <= found
    assert "<victim>><hit>" not in found
    assert "<hit>" in features(["beat", "up"], MEANINGS)
    assert not any("<" in name for name in features(["he", "hit"]))


def test_words_that_sound_or_begin_alike_share_features():
    assert {"=kiero", "~kie", "~kier", "~kiero"} <= features(["quiero"]) & features(["kiero"])
    assert "~gol" in features(["golpearon"]) & features(["golpes"])


def test_meanings_far_apart_are_no_pair():
    assert "<hit><victim>" not in features(["hit", *"abcdef", "me"], MEANINGS)


def test_it_learns_what_tells_groups_apart():
    said = {"he hit me": "hurt", "she hit us": "hurt", "hit the ball": "", "ball for me": "", "they took us": "taken"}
    examples = [(features(text.split(), MEANINGS), wanted) for text, wanted in said.items()]
    weights = train(examples, ("hurt", "taken"), rounds=30)
    assert weights == train(examples, ("hurt", "taken"), rounds=30)
    rows = [" ".join([name, *(str(round(10 * each)) for each in row)]) for name, row in weights.items()]
    classifier = Classifier("hurt taken\n" + "\n".join(rows))

    def scores(text: str) -> dict[str, float]:
        return classifier.scores(features(text.split(), MEANINGS))

    assert together(scores("they hit us")) > 0 > together(scores("a ball"))
    taken = scores("they took me")
    assert taken["taken"] > taken["hurt"]


def test_a_score_starts_from_the_weight_without_a_name():
    classifier = Classifier("one two\n 1 -2\nstop 10 0")
    assert classifier.scores([]) == {"one": 0.1, "two": -0.2}
    assert classifier.scores(["stop"])["one"] > 0.5
    assert classifier.scores(["stop"])["two"] == -0.2


def test_the_odds_of_any_class_are_more_than_those_of_each():
    assert together({"one": 0.0}) == 0.0
    assert round(together({"one": 0.0, "two": 0.0}), 3) == 0.693
    assert together({"one": 800.0, "two": -800.0}) == 800.0


@given(st.lists(st.text(max_size=8), max_size=12))
def test_any_words_get_a_score(words):
    assert set(Classifier("one\n 0\na 5").scores(features(words, MEANINGS))) == {"one"}
