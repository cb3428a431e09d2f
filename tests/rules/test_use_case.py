"""What a blast is for: candidates by name, lawmakers to be pressed, and what the registration covers."""

from __future__ import annotations

import pytest

from outreach_bot.rules.use_case import for_a_candidate, is_covered, presses_lawmakers, sounds_partisan


@pytest.mark.parametrize(
    "text",
    ["Vote for Rosa DeLauro on Tuesday", "vote por Rosa García", "Vote for Mayor Smith", "Re-elect Sen. Looney",
     "Voten por la candidata Ana Ruiz", "Elija a Marisol Pérez", "Support Governor Lee",
     "Apoye a la alcaldesa. Apoye a la Alcaldesa Ruiz", "VOTE FOR ROSA DELAURO"],
)  # fmt: skip
def test_votes_asked_for_somebody(text: str) -> None:
    assert for_a_candidate(text) is not None


@pytest.mark.parametrize(
    "text",
    ["Vote on Tuesday, September 14", "Vote Tuesday September 14", "Vote for higher wages", "Vote for Paid Leave",
     "Vote for your future", "Vote Yes on Question 1", "Vote for Question One", "Vote por su familia",
     "Support Connecticut Workers", "Reply VOTE for your plan", "Elect to stay", "Vote por Mejores Salarios",
     "Support workers. Call Senator Looney"],
)  # fmt: skip
def test_no_votes_asked_for_anybody(text: str) -> None:
    assert for_a_candidate(text) is None


def test_words_that_only_may_be_partisan() -> None:
    assert sounds_partisan("Come to the candidates' forum") == "candidates"
    assert sounds_partisan("Apoyamos a la candidata") == "candidata"
    assert sounds_partisan("Vote on Tuesday") is None


@pytest.mark.parametrize(
    ("text", "presses"),
    [("Call your state senator today", True), ("Llame a su senador: que vote sí", True),
     ("Tell legislators to act", True), ("Call us today", False), ("The senator came. Call us", False)],
)  # fmt: skip
def test_pressing_lawmakers(text: str, presses: bool) -> None:
    assert (presses_lawmakers(text) is not None) == presses


@pytest.mark.parametrize(
    ("purpose", "use_case", "covered"),
    [("candidate", "charity", False), ("candidate", "political", True), ("candidate", "mixed", False),
     ("issue", "charity", True), ("issue", "mixed", False), ("public_information", "mixed", True),
     ("lobbying", "political", True)],
)  # fmt: skip
def test_what_a_registration_covers(purpose: str, use_case: str, covered: bool) -> None:
    assert is_covered(purpose, use_case) is covered
