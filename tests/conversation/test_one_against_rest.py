"""The classifier that learns which flow a text asks for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.conversation.one_against_rest import OneAgainstRest

SAID = {
    "pay": ["they owe me wages", "my boss did not pay me", "no wages this week", "pay me what you owe"],
    "vote": ["where do i vote", "when is the primary", "vote in the primary", "my polling place"],
    "": ["what is the weather", "pizza for two", "where is the bus", "happy birthday"],
}


def features(text: str) -> dict[str, float]:
    return dict.fromkeys(text.split(), 1.0)


def learnt() -> OneAgainstRest:
    return OneAgainstRest((name, features(text)) for name, texts in SAID.items() for text in texts)


CLASSIFIER = learnt()


def test_each_class_knows_its_own() -> None:
    for name, texts in SAID.items():
        for text in texts:
            scores = CLASSIFIER.scores(features(text))
            assert scores[name] > 0 > max(score for other, score in scores.items() if other != name)


def test_what_is_unknown_speaks_for_nobody() -> None:
    known = CLASSIFIER.scores(features("vote primary"))["vote"]
    beside = CLASSIFIER.scores(features("vote primary zebra giraffe"))["vote"]
    assert beside < known
    assert max(CLASSIFIER.scores(features("zebra giraffe")).values()) < 0


def test_the_same_examples_always_teach_the_same() -> None:
    text = features("my boss and the primary")
    assert learnt().scores(text) == CLASSIFIER.scores(text)


def test_nothing_to_learn_from() -> None:
    assert OneAgainstRest([]).scores(features("vote")) == {}
    assert OneAgainstRest([("pay", {})]).scores({}) == {}


@given(st.dictionaries(st.sampled_from(["wages", "vote", "pizza", "zebra"]), st.floats(0.1, 5)))
def test_any_features_have_a_score_for_each_class(said: dict[str, float]) -> None:
    scores = CLASSIFIER.scores(said)
    assert set(scores) == set(SAID) and all(abs(score) < 100 for score in scores.values())
