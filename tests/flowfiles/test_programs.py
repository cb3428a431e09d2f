"""How a conversation reads is said where it is hard, and the table of programs names words, facts and reviews."""

from __future__ import annotations

from typing import Any

from outreach_bot.flowfiles.programs import as_markdown, programs

HARD = (
    "Notwithstanding the aforementioned administrative determination, the complainant's entitlement to compensatory "
    "remuneration shall be adjudicated by the commissioner subsequent to comprehensive evidentiary consideration of "
    "documentation furnished by the respective representatives within the stipulated period."
)


def test_a_conversation_that_reads_hard_is_a_warning(project: Any) -> None:
    steps = f'steps:\n  a: {{say: "{HARD}", end: x}}\ntests: [{{name: t, script: [{{in: hard}}]}}]\n'
    project.write("flows/hard.yaml", f'title: "Hard"\nstart: {{keywords: {{en: [HARD], es: [DURO]}}}}\n{steps}')
    (fault,) = [each for each in project.check() if "reads at" in each.message]
    assert fault.warning and fault.file == "flows/hard.yaml" and "in en" in fault.message


def test_the_table_has_a_line_for_each_conversation(project: Any) -> None:
    found = programs(project.read())
    assert found and all(each.keywords for each in found)
    assert as_markdown(found).count("\n") == len(found) + 2
