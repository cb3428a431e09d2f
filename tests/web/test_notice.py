"""The privacy notice: one text, by phone and on the web, in both languages."""

from __future__ import annotations

import html

import pytest

from outreach_bot.services import notice
from tests.house_under_test import House


def page(house: House, language: str = "en") -> str:
    answer = house.app.test_client().get("/privacy", headers={"Accept-Language": language})
    assert answer.status_code == 200
    return html.unescape(answer.get_data(as_text=True))


def test_what_is_texted_stands_on_the_page_in_both_languages(house: House) -> None:
    shown = page(house)
    for language, keyword in (("english", "PRIVACY"), ("español", "PRIVACIDAD")):
        house.text(language)
        for word in (keyword, "1", "2", "3", "4"):
            lines = house.text(word).says.splitlines()
            told = [line for line in lines if len(line) > 40]
            assert told
            for line in told:
                assert line in shown, line


def test_both_languages_say_as_much(house: House) -> None:
    english, spanish = notice.notices(house.bot)
    assert len(english.sections) == len(spanish.sections) == 4
    assert [len(s.paragraphs) for s in english.sections] == [len(s.paragraphs) for s in spanish.sections]
    assert not {p for s in english.sections for p in s.paragraphs} & {p for s in spanish.sections for p in s.paragraphs}


@pytest.mark.parametrize(("language", "first", "second"), [("en-US", "en", "es"), ("es-MX,en;q=0.5", "es", "en")])
def test_the_readers_language_comes_first(house: House, language: str, first: str, second: str) -> None:
    shown = page(house, language)
    assert shown.index(f'<article id="{first}"') < shown.index(f'<article id="{second}"')
    assert f'<html lang="{first}">' in shown


def test_the_page_loads_nothing_from_elsewhere_and_sets_no_cookie(house: House) -> None:
    answer = house.app.test_client().get("/privacy")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.get_data(as_text=True)


def test_an_organisation_without_the_flow_has_no_page(house: House) -> None:
    kept = house.bot.book.flows.pop(notice.FLOW)
    try:
        assert house.app.test_client().get("/privacy").status_code == 404
    finally:
        house.bot.book.flows[notice.FLOW] = kept
