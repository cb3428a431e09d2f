"""Extraction, the catalogs' freshness, and the rules about translations."""

from __future__ import annotations

import io
from typing import Any

import pytest
from babel.messages.pofile import read_po

from outreach_bot.conversation.sentences import Sentence
from outreach_bot.errors import FlowFault
from outreach_bot.flowfiles.extract import extract, is_fresh, stale
from outreach_bot.flowfiles.translation import Standing, standings


def entry(project: Any, context: str) -> Any:
    return next(m for m in read_po(io.BytesIO(project.po.read_bytes())) if m.context == context)


def block(project: Any, context: str) -> str:
    """The lines of the .po file that belong to one place."""
    return next(part for part in project.po.read_text().split("\n\n") if f'msgctxt "{context}"' in part)


def test_extracting_twice_changes_nothing(project: Any) -> None:
    assert extract(project.read(), project.paths[2])
    first = project.po.read_bytes(), (project.root / "locales/flows.pot").read_bytes()
    assert extract(project.read(), project.paths[2]) == []
    assert (project.po.read_bytes(), (project.root / "locales/flows.pot").read_bytes()) == first
    assert is_fresh(project.read(), project.paths[2])


def test_every_sentence_has_its_context_line_and_notes(project: Any) -> None:
    extract(project.read(), project.paths[2])
    pot = (project.root / "locales/flows.pot").read_text()
    line = project.line("flows/rights/pay.yaml", "result: {say")
    assert (
        "#. Length: 1 segment(s) if possible (160 characters; 70 with á í ó ú), 2 at most.\n"
        "#. Keep these as they are: {hours:number}\n"
        f"#: flows/rights/pay.yaml:{line}\n#, python-brace-format\n"
        'msgctxt "rights/pay/result/say"\n'
        'msgid "You said {hours:number}."\n'
        'msgstr ""\n'
    ) in pot
    contexts = [m.context for m in read_po(io.StringIO(pot)) if m.id]
    assert len(contexts) == len(set(contexts))
    assert {
        "bot/say/help",
        "bot/danger/ice",
        "menu/title",
        "rights/pay/notice",
        "rights/pay/ask_hours/retry/2/say",
    } <= set(contexts)
    assert "Date" not in pot and "Generated-By" not in pot


def test_translations_survive_and_reach_the_member(project: Any) -> None:
    project.translate({"You said {hours:number}.": "Usted dijo {hours:number}."})
    extract(project.read(), project.paths[2])
    catalog = project.read().catalog
    sentence = Sentence("You said {hours:number}.", context="rights/pay/result/say")
    assert catalog.text(sentence, "es") == "Usted dijo {hours:number}."
    assert catalog.text(sentence, "en") == sentence.msgid
    assert not catalog.has(Sentence("You said {hours:number}.", context="elsewhere"), "es")


def change(project: Any, file: str, old: str, new: str) -> None:
    text = (project.root / file).read_text()
    assert old in text
    project.write(file, text.replace(old, new))


def test_a_changed_sentence_keeps_its_translation_as_fuzzy(project: Any) -> None:
    project.translate({"How many hours?": "¿Cuántas horas?"})
    change(project, "flows/rights/pay.yaml", '"How many hours?"', '"About how many hours?"')
    assert [path.name for path in stale(project.read(), project.paths[2])] == ["flows.pot", "flows.po"]
    extract(project.read(), project.paths[2])
    written = block(project, "rights/pay/ask_hours/ask")
    assert "#, fuzzy\n#| msgctxt" in written or '#, fuzzy\n#| msgid "How many hours?"' in written
    assert 'msgid "About how many hours?"\nmsgstr "¿Cuántas horas?"' in written
    assert is_fresh(project.read(), project.paths[2])
    catalog = project.read().catalog
    assert catalog.text(Sentence("About how many hours?", context="rights/pay/ask_hours/ask"), "es") is None
    # and again: it stays fuzzy, with the English it was made for
    change(project, "flows/rights/pay.yaml", '"About how many hours?"', '"How many hours, about?"')
    extract(project.read(), project.paths[2])
    assert '#| msgid "How many hours?"' in block(project, "rights/pay/ask_hours/ask")


def test_a_renamed_step_takes_its_translation_along(project: Any) -> None:
    project.translate({"You said {hours:number}.": "Usted dijo {hours:number}."})
    change(project, "flows/rights/pay.yaml", "result", "outcome")
    extract(project.read(), project.paths[2])
    message = entry(project, "rights/pay/outcome/say")
    assert (message.string, message.fuzzy) == ("Usted dijo {hours:number}.", False)
    assert project.check() == []


def test_what_no_flow_says_any_more_goes(project: Any) -> None:
    change(project, "flows/rights/pay.yaml", 'notice: "General information."\n', "")
    extract(project.read(), project.paths[2])
    assert "General information" not in project.po.read_text()


def test_notes_of_translators_stay(project: Any) -> None:
    extract(project.read(), project.paths[2])
    text = project.po.read_text().replace(
        '#: flows/menu.yaml:1\nmsgctxt "menu/title"', '# usted\n#: flows/menu.yaml:1\nmsgctxt "menu/title"'
    )
    text = text.replace("#. Length", "# usted\n#. Length", 1)
    project.po.write_text(text)
    extract(project.read(), project.paths[2])
    assert "# usted\n" in project.po.read_text()


def test_another_editors_folding_is_no_change(project: Any) -> None:
    extract(project.read(), project.paths[2])
    text = project.po.read_text().replace(
        'msgid "You said {hours:number}."', 'msgid ""\n"You said "\n"{hours:number}."'
    )
    project.po.write_text(
        text.replace('msgid ""\nmsgstr ""\n', 'msgid ""\nmsgstr ""\n"X-Generator: Poedit 3.4\\n"\n', 1)
    )
    assert is_fresh(project.read(), project.paths[2])


def test_nothing_is_written_while_a_flow_cannot_be_read(project: Any) -> None:
    before = project.po.read_bytes()
    change(project, "flows/rights/pay.yaml", "private: true", "privat: true")
    with pytest.raises(FlowFault):
        extract(project.read(), project.paths[2])
    assert project.po.read_bytes() == before


def test_a_broken_po_is_a_fault_and_is_not_overwritten(project: Any) -> None:
    project.po.write_text('msgid "a"\nmsgstr "b"\nnonsense here\n')
    (fault, *_) = [f for f in project.read().faults if f.file.endswith(".po")]
    assert fault.line == 3
    with pytest.raises(FlowFault):
        extract(project.read(), project.paths[2])
    assert "nonsense" in project.po.read_text()


def test_missing_spanish_is_a_fault_in_a_live_flow_only(project: Any) -> None:
    text = (
        'title: "Bad"\nstatus: live\nsteps:\n  a: {say: "New words.", end: x}\ntests: [{name: t, script: [{in: hi}]}]\n'
    )
    project.write("flows/bad.yaml", text)
    found = project.check()
    assert [(f.line, f.warning) for f in found] == [(1, False), (4, False)]
    assert found[1].message == (
        "“New words.” is not translated (es); run extract and fill in locales/es/LC_MESSAGES/flows.po"
    )
    project.write("flows/bad.yaml", text.replace("live", "draft"))
    assert [f.warning for f in project.check()] == [True, True]


@pytest.mark.parametrize(("file", "old", "warning"), [
    ("flows/rights/pay.yaml", "General information.", False), ("flows/menu.yaml", "PAY: your pay.", True),
    ("flows/bot.yaml", "Sentence help.", False),
])  # fmt: skip
def test_stale_spanish(project: Any, file: str, old: str, warning: bool) -> None:
    change(project, file, old, "Other words.")
    extract(project.read(), project.paths[2])
    (fault,) = project.check()
    assert fault.file == "locales/es/LC_MESSAGES/flows.po"
    assert fault.warning is warning
    assert "translates an older wording of “Other words.”" in fault.message
    assert "Other words." in "".join(project.po.read_text().splitlines()[fault.line - 3 : fault.line + 2])


def test_a_translation_must_keep_the_placeholders(project: Any) -> None:
    project.translate({"You said {hours:number}.": "Usted dijo {horas:number}."})
    (fault,) = project.check()
    assert (fault.file, fault.warning) == ("locales/es/LC_MESSAGES/flows.po", False)
    assert "lacks {hours:number} and has {horas:number} too much" in fault.message
    assert "You said" in "".join(project.po.read_text().splitlines()[fault.line - 3 : fault.line + 2])


def test_a_translation_is_measured_and_read_for_facts_too(project: Any) -> None:
    project.translate(
        {"You said {hours:number}.": "Así es: " + "palabra " * 20 + "{hours:number}. Llame al 203-555-0123."}
    )
    told = "\n".join(map(str, project.check()))
    assert "takes 3 segments in es, 2 at most" in told
    assert "í makes each segment hold 70" in told
    assert "“203-555-0123” looks like a phone number" in told


def test_folded_accents_count_as_sent(project: Any) -> None:
    project.translate({"General information.": "Así es: " + "palabra " * 12})
    assert [f.warning for f in project.check()] == [True]
    project.write("flows/bot.yaml", project.bot_yaml(sms="{max_segments: 2, warn_segments: 1, spanish_accents: fold}"))
    assert project.check() == []


def standing_of(project: Any, flow: str) -> Standing:
    return next(each for each in standings(project.read()) if each.flow == flow)


def test_what_is_missing_and_stale_is_told_per_flow_and_language(project: Any) -> None:
    extract(project.read(), project.paths[2])
    whole = standing_of(project, "rights/pay")
    assert (whole.language, whole.done, whole.missing, whole.stale) == ("es", whole.texts, [], [])
    change(project, "flows/rights/pay.yaml", '"How many hours?"', '"About how many hours?"')
    for _ in ("before", "after"):  # extracting makes the old translation fuzzy; it is stale already
        changed = standing_of(project, "rights/pay")
        (text,) = changed.stale
        assert (text.context, text.text) == ("rights/pay/ask_hours/ask", "About how many hours?")
        assert text.line == project.line("flows/rights/pay.yaml", "About how many hours?")
        assert (changed.done, changed.missing) == (whole.texts - 1, [])
        extract(project.read(), project.paths[2])
    project.po.unlink()
    without = standings(project.read())
    assert [len(each.missing) for each in without] == [each.texts for each in without]
    assert {each.flow for each in without} == {"bot", "menu", "rights/pay"}


BROKEN = {
    "no quotes": ('msgstr "How many hours?"', "msgstr Cuantas horas", "write the text between quotes"),
    "a quote left open": ('msgstr "How many hours?"', 'msgstr "Cuantas horas', "write the text between quotes"),
    "a quote inside": ('msgstr "How many hours?"', 'msgstr "Dijo "hola" ya"', "a quote inside it is written"),
    "curly quotes": ('msgstr "How many hours?"', "msgstr “Cuantas horas?”", "write the text between quotes"),
    "a merge": ('msgstr "How many hours?"', '<<<<<<< HEAD\nmsgstr "A"', "two people changed this at once"),
    "a field of another sort": ('msgstr "How many hours?"', 'mgstr "Cuantas horas?"', "write the text between quotes"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_line_of_a_po_that_would_be_misread_is_the_only_fault(project: Any, name: str) -> None:
    """Babel alone would say “uantas hora”; and what cannot be read must not be called untranslated."""
    old, new, part = BROKEN[name]
    text = project.po.read_text(encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    project.po.write_text(text.replace(old, new), encoding="utf-8")
    (fault,) = project.check()
    assert (fault.file, fault.line, fault.warning) == ("locales/es/LC_MESSAGES/flows.po", line, False)
    assert part in fault.message


@pytest.mark.parametrize(
    "left",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("charset=utf-8", "charset=ISO-8859-1").encode(),
        lambda text: text.replace("nplurals=2; plural=(n != 1)", "nplurals=INTEGER; plural=EXPRESSION").encode(),
        lambda text: text.replace('"MIME', '"X-Generator: Poedit 3.4\\n"\n"Language-Team: \\n"\n"MIME').encode(),
        lambda text: (text + '\n#~ msgctxt "gone"\n#~ msgid "Gone"\n#~ msgstr "Ido"\n').encode(),
        lambda text: (text + '\nmsgctxt "x"\nmsgid "one"\nmsgid_plural "two"\nmsgstr[0] "a"\nmsgstr[1] "b"\n').encode(),
        lambda text: text.replace('msgstr "¿Cuántas horas?"', 'msgstr ""\n"¿Cuántas "\n"horas?"').encode(),
    ],
)
def test_what_editors_of_po_files_leave_behind_does_no_harm(project: Any, left: Any) -> None:
    project.translate({"How many hours?": "¿Cuántas horas?"})
    project.po.write_bytes(left(project.po.read_text(encoding="utf-8")))
    material = project.read()
    assert project.check() == []
    sentence = next(s for s, _, _ in material.sentences() if s.msgid == "How many hours?")
    assert material.catalog.text(sentence, "es") == "¿Cuántas horas?"
    extract(material, project.root / "locales")
    assert "¿Cuántas horas?" in project.po.read_text(encoding="utf-8")


def test_a_blank_translation_is_none(project: Any) -> None:
    project.translate({"How many hours?": "   "})
    (fault,) = project.check()
    assert "“How many hours?” is not translated" in fault.message


def test_a_text_translated_twice_is_told(project: Any) -> None:
    text = project.po.read_text(encoding="utf-8")
    at = text.index('msgctxt "rights/pay/ask_hours/ask"')
    again = text[at : text.index("\n\n", at)].replace('msgstr "How', 'msgstr "Otra')
    project.po.write_text(text + "\n" + again + "\n", encoding="utf-8")
    (fault,) = project.check()
    assert (fault.warning, "stands here a second time" in fault.message) == (True, True)
