"""Short links of each person's own: they lead on for everybody, and count for people only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.rules.links import ALPHABET, TOKEN, opened_by_a_person
from outreach_bot.services import blasts
from outreach_bot.storage import links as rows
from outreach_bot.storage import members
from tests.blasts.blast_under_test import Scene
from tests.conftest import NOW
from tests.house_under_test import STAFF

TEXTS = {
    "en": "{org.name}: {name|friend}, see {link:https://example.org/meeting?x=1}. STOP to stop.",
    "es": "{org.name}: {name|vecina}, vea {link:https://example.org/reunion}. ALTO para salir.",
}
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"


def open_link(scene: Scene, url: str, *, method: str = "GET", agent: str = PHONE, **headers: str) -> Any:
    path = url.removeprefix(scene.house.bot.settings.public_base_url)
    return scene.house.app.test_client().open(path, method=method, headers={"User-Agent": agent, **headers})


def sent(scene: Scene, people: int = 4) -> tuple[int, dict[str, str]]:
    """(blast, phone → the link in its text)."""
    scene.crowd(people)
    blast = scene.launched(texts=TEXTS)
    scene.house.work()
    found = {number: re.search(r"http\S+?(?=\.? )", bodies[0]) for number, bodies in scene.book().items()}
    scene.house.clock.go(minutes=1)
    return blast, {number: match[0].rstrip(".") for number, match in found.items() if match}


def opened(scene: Scene) -> int:
    return sum(row["opened_at"] is not None for row in scene.house.rows("links"))


def test_each_person_has_a_link_of_their_own_that_leads_on_and_counts_once(either: Scene) -> None:
    blast, links = sent(either)
    assert len(set(links.values())) == 4
    assert all(TOKEN.fullmatch(link.rpartition("/")[2]) for link in links.values())
    for _ in range(3):
        answer = open_link(either, links["+12032000000"])
        assert (answer.status_code, answer.headers["Location"]) == (302, "https://example.org/meeting?x=1")
        assert answer.headers["Cache-Control"] == "no-store"
    assert open_link(either, links["+12032000001"], agent=ANDROID).headers["Location"] == "https://example.org/reunion"
    assert opened(either) == 2
    with either.house.bot.database.reading() as connection:
        assert rows.clicks(connection, blast) == {
            "https://example.org/meeting?x=1": (2, 1), "https://example.org/reunion": (2, 1)
        }  # fmt: skip


def test_the_preview_counts_a_link_as_long_as_it_will_be(either: Scene) -> None:
    either.crowd(4)
    blast = either.draft(texts=TEXTS)
    seen = blasts.preview(either.house.bot, blast)
    longest = seen.languages["en"].longest
    assert longest is not None
    blasts.launch(either.house.bot, blast)
    either.house.work()
    english = [bodies[0] for bodies in either.book().values() if "STOP" in bodies[0]]
    assert max(map(len, english)) == len(longest.text)
    assert seen.segments == either.report(blast).segments


@pytest.mark.parametrize(
    "how",
    [{"method": "HEAD"}, {"agent": ""}, {"agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"},
     {"agent": "WhatsApp/2.23"}, {"agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}, {"agent": "curl/8.1"},
     {"agent": "python-requests/2.31"}, {"agent": "Slackbot-LinkExpanding 1.0"}, {"Sec-Purpose": "prefetch;prerender"},
     {"Purpose": "prefetch"}, {"X-Purpose": "preview"}, {"X-Moz": "prefetch"}],
)  # fmt: skip
def test_scanners_and_previews_lead_on_and_do_not_count(scene: Scene, how: dict[str, str]) -> None:
    _, links = sent(scene)
    link = links["+12032000000"]
    assert open_link(scene, link, **how).status_code == 302
    assert opened(scene) == 0
    assert open_link(scene, link).status_code == 302
    assert opened(scene) == 1


def test_who_comes_within_seconds_of_the_sending_is_no_person(scene: Scene) -> None:
    _, links = sent(scene)
    scene.house.clock.go(minutes=-1)
    assert open_link(scene, links["+12032000000"]).status_code == 302
    assert opened(scene) == 0
    scene.house.clock.go(seconds=5)
    open_link(scene, links["+12032000000"])
    assert opened(scene) == 1


@pytest.mark.parametrize("path", ["/l/", "/l/x", "/l/222222222", "/l/../healthz", "/l/%2e%2e", "/l/" + "2" * 500])
def test_a_link_that_there_is_not_says_so_in_both_languages(scene: Scene, path: str) -> None:
    answer = scene.house.app.test_client().get(path, headers={"User-Agent": PHONE})
    assert answer.status_code == 404
    if TOKEN.fullmatch(path.removeprefix("/l/")):
        assert answer.text == (
            "This link is no longer valid. Este enlace ya no es válido.\nCT Working Families: https://example.org\n"
        )


def test_the_link_of_somebody_who_was_erased_is_gone(either: Scene) -> None:
    blast, links = sent(either)
    (row, *_) = [row for row in either.house.rows("messages", blast_id=blast) if row["language"] == "en"]
    with either.house.bot.database.transaction() as connection:
        members.forget(connection, either.house.bot.keys, row["member_id"], either.house.clock.now())
    assert sorted(open_link(either, link).status_code for link in links.values()) == [302, 302, 302, 404]
    assert len(either.house.rows("links")) == 3


def test_a_test_texts_link_works_and_does_not_count(scene: Scene) -> None:
    blast = scene.draft(texts=TEXTS)
    scene.house.outreach("blasts", "test", str(blast), "--to", STAFF)
    scene.house.clock.go(minutes=1)
    link = re.search(r"http\S+(?=\. STOP)", "\n".join(scene.book()[STAFF]))
    assert link is not None
    assert open_link(scene, link[0]).headers["Location"] == "https://example.org/meeting?x=1"
    with scene.house.bot.database.reading() as connection:
        assert rows.clicks(connection, blast) == {}


def test_nothing_of_a_person_is_in_a_link_or_a_log(scene: Scene) -> None:
    _, links = sent(scene)
    for number, link in links.items():
        open_link(scene, link)
        assert number.removeprefix("+1") not in link
        assert link.rpartition("/")[2] not in scene.house.log.getvalue()


def test_an_address_typed_out_is_pointed_out(scene: Scene) -> None:
    scene.crowd(1)
    seen = blasts.preview(scene.house.bot, scene.draft(texts={**TEXTS, "en": "{org.name}: https://e.org/a STOP"}))
    assert seen.warnings == ["en: clicks on https://e.org/a are not counted; {link:https://e.org/a} would count them."]


def test_a_phone_of_a_maker_called_bot_is_a_person() -> None:
    agent = "Mozilla/5.0 (Linux; Android 12; CUBOT NOTE 30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"
    assert opened_by_a_person("GET", agent, "", NOW - timedelta(minutes=1), NOW)


@given(st.text(), st.text(), st.sampled_from(["GET", "HEAD", "POST"]))
def test_any_request_can_be_judged(agent: str, purpose: str, method: str) -> None:
    assert opened_by_a_person(method, agent, purpose, NOW, NOW) is False  # at once: never


def test_tokens_are_hard_to_guess_and_easy_to_type() -> None:
    made = {rows.new_token() for _ in range(1000)}
    assert len(made) == 1000
    assert not set("0O1lI") & set(ALPHABET)
