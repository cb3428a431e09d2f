"""Stories: what holds passes, what does not is told with file, line and what was said."""

# ruff: noqa: E501 (tables of files)

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from outreach_bot.conversation.effects import Say
from outreach_bot.conversation.facts import Facts
from outreach_bot.flowfiles.material import Material
from outreach_bot.flowfiles.story import Report, play_all

FLOW = """
title: "Join"
start: {keywords: {en: [JOIN], es: [UNIRME]}}
steps:
  ask_yes:
    ask: "Join us? 1 yes, 2 no"
    answer: yes_no
    next: [{if: answer, goto: tagged}, {else: bye}]
  tagged: {do: [{tag: joined}, {consent: {programme: updates, wording: ask_yes}}]}
  ask_zip: {ask: "Your ZIP?", answer: zip, save: zip, otherwise: bye}
  thanks: {say: "Thank you.", end: joined}
  bye: {say: "Goodbye.", end: declined}
tests:
"""


def play(project: Any, story: str, **options: Any) -> Report:
    project.write("flows/join.yaml", FLOW + story)
    project.translate({"Thank you.": "Gracias.", "Join us? 1 yes, 2 no": "¿Se une? 1 sí, 2 no"})
    material: Material = project.read()
    assert [f for f in material.faults if not f.warning] == []

    def render(says: Sequence[Say], language: str) -> str:
        catalog = material.catalog
        return "\n".join(catalog.format(catalog.text(s.sentence, language) or "", s.values, language) for s in says)

    return play_all(material.book(drafts=True), material.sources, Facts(material.facts.facts), render, **options)


def test_a_story_that_holds(project: Any) -> None:
    report = play(
        project,
        """
  - name: joins
    lang: en
    script:
      - {in: join, says: "¿Se une?", says_not: ["Gracias", "Thank"], asks: ask_yes, hears: keyword}
      - {in: "yes", tags: [joined], asks: join/ask_zip}
      - {in: 06106, says: [gracias, "THANK YOU"], ends: joined}
""",
    )
    assert report.failures == []


@pytest.mark.parametrize(("line", "part"), [
    ('{in: join, says: "Welcome"}', "after “join” it does not say “Welcome”"),
    ('{in: join, says_not: "Join us"}', "after “join” it says “Join us”"),
    ("{in: join, asks: ask_zip}", "it should ask “ask_zip”, but waits at ask_yes or join/ask_yes"),
    ("{in: hello, asks: ask_yes}", "but waits at no question"),
    ("{in: join, ends: declined}", "should end with “declined”, but ended with nothing"),
    ("{in: join, hears: menu}", "should be heard as menu, but was heard as keyword"),
    ("{in: join, handoff: wages}", "should get a ticket, but none did"),
    ("{in: join, tags: [joined]}", "the tags should be ['joined'], but are []"),
    ("{in: join, language: es}", "the language should be es, but is en"),
])  # fmt: skip
def test_a_broken_promise_is_told_with_its_line(project: Any, line: str, part: str) -> None:
    report = play(
        project,
        f"  - name: breaks\n    script:\n      - {{in: topics}}\n      - {line}\n      - {{in: x, says: unheard}}\n",
        flow="join",
    )
    (failure,) = report.failures
    assert (failure.file, failure.line, failure.story) == ("flows/join.yaml", 16, "breaks")
    assert part in failure.message
    assert "it said: " in str(failure)


def test_each_language_is_played(project: Any) -> None:
    story = '  - {name: s, lang: en, script: [{in: join, says: "Join us"}, {in: si}, {in: 06106, says: "Gracias"}]}'
    assert play(project, story, flow="join").played == 2
    assert play(project, story, flow="join", language="es").played == 1
    # a story about languages is played as written only
    assert play(project, "  - {name: s, script: [{in: unirme, language: es}]}", flow="join").played == 1


def test_a_failure_in_one_language_names_it(project: Any) -> None:
    project.write("flows/join.yaml", FLOW.replace('say: "Thank you."', 'say: {text: "{zip} thanks", else: "Thanks"}')
                  + '  - {name: s, lang: en, script: [{in: join}, {in: "1"}, {in: "06106", ends: joined}]}')  # fmt: skip
    project.translate({"{zip} thanks": "{zip} gracias {missing}"})
    material = project.read()

    def render(says: Sequence[Say], language: str) -> str:
        catalog = material.catalog
        return "\n".join(catalog.format(catalog.text(s.sentence, language) or "", s.values, language) for s in says)

    report = play_all(material.book(), material.sources, Facts({}), render, flow="join")
    assert [failure.language for failure in report.failures] == ["en", "es"]
    assert "StepFailed" in report.failures[0].message


def test_staff_may_start_the_flow_and_time_is_fixed(project: Any) -> None:
    report = play(
        project, '  - {name: s, start: true, now: "2026-01-05T12:00:00Z", script: [{in: "no", ends: declined}]}'
    )
    assert report.failures == []


def test_coverage_names_the_steps_nobody_reached(project: Any) -> None:
    report = play(project, '  - {name: s, script: [{in: join}, {in: "no"}]}', flow="join")
    assert report.coverage == 40
    warnings = report.unreached(project.read().sources)
    assert [(w.line, w.warning, w.message) for w in warnings] == [
        (8, True, "no test reaches “tagged”"),
        (9, True, "no test reaches “ask_zip”"),
        (10, True, "no test reaches “thanks”"),
    ]


def test_a_story_with_a_wrong_time_is_a_fault(project: Any) -> None:
    project.write("flows/join.yaml", FLOW + '  - name: s\n    now: "2026-01-05"\n    script: [{in: hi}]\n')
    project.translate()
    (fault,) = project.check()
    assert (fault.line, "2026-11-20T15:00:00Z" in fault.message) == (14, True)


def test_a_reply_is_measured_as_it_is_sent_all_in_one(project: Any) -> None:
    """No text is too long by itself; said in one reply they are, and in Spanish one accent makes it worse."""
    part = "A sentence that fills a good part of a segment and says the same thing about pay again and again. "
    project.write(
        "flows/join.yaml",
        f"""
title: "Join"
start: {{keywords: {{en: [JOIN], es: [UNIRME]}}}}
steps:
  one: {{say: "{part}{part}"}}
  two: {{say: "{part}"}}
  three: {{say: "So it is.", end: told}}
tests:
  - {{name: short, lang: en, script: [{{in: hello}}]}}
  - {{name: all of it, lang: en, script: [{{in: join, ends: told}}, {{in: join, ends: told}}]}}
""",
    )
    project.translate({"So it is.": "Así es."})
    material: Material = project.read()

    def render(says: Sequence[Say], language: str) -> str:
        return "\n".join(material.catalog.text(each.sentence, language) or "" for each in says)

    report = play_all(material.book(drafts=True), material.sources, Facts(material.facts.facts), render, flow="join")
    assert report.failures == []
    found = [str(fault) for fault in report.long_replies.values()]
    line = project.line("flows/join.yaml", "all of it")
    told = f"flows/join.yaml:{line}: warning: the reply to “join” takes 5 segments in es, 2 at most would be better"
    assert found.count(f"{told} (301 characters)") == 1  # and in English, in 2 segments, it is not too long


def test_the_words_of_a_draft_start_it_in_its_own_stories_only(project: Any) -> None:
    """An author tries a draft before it is live; what is live must not be tested as if the draft were."""
    draft = FLOW.replace('title: "Join"', 'title: "Join"\nstatus: draft')
    project.write("flows/join.yaml", draft + "  - {name: t, lang: en, script: [{in: join, asks: ask_yes}]}\n")
    project.write("flows/menu.yaml", """
title: "Topics"
start: {keywords: {en: [TOPICS], es: [TEMAS]}}
steps:
  list: {say: "PAY: your pay.", end: shown}
tests:
  - {name: menu, lang: en, script: [{in: topics, ends: shown}, {in: join, says_not: "Join us?"}]}
""")
    project.translate()
    material = project.read()

    def render(says: Sequence[Say], language: str) -> str:
        return "\n".join(s.sentence.msgid for s in says)

    report = play_all(
        material.book(), material.sources, Facts(material.facts.facts), render, drafts=material.book(drafts=True)
    )
    assert [failure for failure in report.failures if failure.file != "flows/rights/pay.yaml"] == []
    assert "ask_yes" in report.entered["join"]
