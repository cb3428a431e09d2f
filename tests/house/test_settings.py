"""Settings: read once, all faults at once, secrets never shown, and nothing for development on a public address."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from outreach_bot.errors import SettingsError
from outreach_bot.settings import SETTINGS, Settings, as_markdown, child_environment

ROOT = Path(__file__).parents[2]
LIVE = {
    "PUBLIC_BASE_URL": "https://texts.example.org",
    "OUTREACH_KEYS": "newkey,oldkey",
    "TWILIO_ACCOUNT_SID": "AC" + "1" * 32,
    "TWILIO_AUTH_TOKEN": "newtoken, oldtoken",
    "TWILIO_MESSAGING_SERVICE_SID": "MG" + "2" * 32,
}


def fault(environ: dict[str, str], live: bool = False) -> str:
    with pytest.raises(SettingsError) as caught:
        settings = Settings.from_env(environ)
        if live:
            settings.require_live()
    return str(caught.value)


def test_the_page_is_what_the_table_says() -> None:
    told = "run: outreach settings --markdown > docs/settings.md"
    assert (ROOT / "docs/settings.md").read_text() == as_markdown(), told


def test_every_setting_has_a_line_of_help_and_a_field() -> None:
    assert [setting.name.lower() for setting in SETTINGS] == [field.name for field in dataclasses.fields(Settings)]
    assert all(setting.help.endswith(".") and "\n" not in setting.help for setting in SETTINGS)


def test_the_environment_is_read_in_one_place() -> None:
    readers = [
        path.name
        for path in (ROOT / "outreach_bot").rglob("*.py")
        if "environ[" in (text := path.read_text()) or "environ.get" in text or "getenv" in text or "os.environ" in text
    ]
    assert readers == ["settings.py"]


def test_an_empty_environment_gives_the_defaults() -> None:
    settings = Settings.from_env({"PORT": "", "TWILIO_AUTH_TOKEN": ""})
    assert settings == Settings()
    assert settings.database_url == "sqlite:///var/outreach.db"
    assert settings.public_base_url == "http://127.0.0.1:8000"
    assert settings.twilio_answers_keywords is True
    assert settings.outreach_keys == ()


def test_lists_are_newest_first_without_blanks() -> None:
    settings = Settings.from_env(LIVE)
    assert settings.twilio_auth_token == ("newtoken", "oldtoken")
    assert settings.outreach_keys == ("newkey", "oldkey")


def test_the_base_address_follows_the_port() -> None:
    assert Settings.from_env({"PORT": "8010"}).public_base_url == "http://127.0.0.1:8010"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eight"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "٨٠"),
        ("SIMULATOR_PORT", "-1"),
        ("DATABASE_URL", "mysql://host/x"),
        ("REDIS_URL", "127.0.0.1:6379"),
        ("PUBLIC_BASE_URL", "bot.example.net"),
        ("PUBLIC_BASE_URL", "https://texts.example.org/twilio"),
        ("PUBLIC_BASE_URL", "https://texts.example.org?x=1"),
        ("PUBLIC_BASE_URL", "https://texts.example.org:port"),
        ("PUBLIC_BASE_URL", "ftp://texts.example.org"),
        ("TWILIO_ACCOUNT_SID", "SK123"),
        ("TWILIO_MESSAGING_SERVICE_SID", "AC123"),
        ("TWILIO_FROM", "860-555-0100"),
        ("TWILIO_ANSWERS_KEYWORDS", "maybe"),
    ],
)
def test_a_wrong_value_is_named_but_not_repeated(name: str, value: str) -> None:
    told = fault({name: value})
    assert told.startswith(f"{name} is wrong: ")
    assert "write" in told or "copy" in told
    assert value not in told.removeprefix(name)


def test_all_wrong_settings_are_named_at_once() -> None:
    told = fault({"PORT": "x", "REDIS_URL": "y", "TWILIO_FROM": "z"})
    assert [line.split()[0] for line in told.splitlines()] == ["REDIS_URL", "TWILIO_FROM", "PORT"]


def test_the_two_ports_must_differ() -> None:
    assert "PORT and SIMULATOR_PORT are the same" in fault({"PORT": "9000", "SIMULATOR_PORT": "9000"})


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", True),
        ("http://127.8.0.1", True),
        ("http://[::1]:8000/", True),
        ("http://bot.localhost", True),
        ("https://texts.example.org", False),
        ("http://localhost.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("http://10.0.0.5", False),
    ],
)
def test_which_addresses_are_local(address: str, local: bool) -> None:
    assert Settings.from_env({"PUBLIC_BASE_URL": address}).is_local is local


def test_a_trailing_slash_does_not_reach_the_signature() -> None:
    settings = Settings.from_env({"PUBLIC_BASE_URL": LIVE["PUBLIC_BASE_URL"] + "/"})
    assert settings.public_base_url == LIVE["PUBLIC_BASE_URL"]


def test_a_complete_public_deployment_passes() -> None:
    Settings.from_env(LIVE).require_live()
    number_instead = {**LIVE, "TWILIO_MESSAGING_SERVICE_SID": "", "TWILIO_FROM": "+18605550100"}
    Settings.from_env(number_instead).require_live()


def test_a_local_one_needs_nothing() -> None:
    Settings.from_env({}).require_live()


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"PUBLIC_BASE_URL": "http://texts.example.org"}, "PUBLIC_BASE_URL"),
        ({"OUTREACH_KEYS": ""}, "OUTREACH_KEYS"),
        ({"OUTREACH_KEYS": "goodkey,dev-abc"}, "development key"),
        ({"TWILIO_ACCOUNT_SID": ""}, "TWILIO_ACCOUNT_SID"),
        ({"TWILIO_AUTH_TOKEN": " , "}, "TWILIO_AUTH_TOKEN"),
        ({"TWILIO_MESSAGING_SERVICE_SID": ""}, "No sender"),
    ],
)
def test_a_public_address_refuses_what_is_for_development(change: dict[str, str], names: str) -> None:
    told = fault({**LIVE, **change}, live=True)
    assert names in told
    assert len(told.splitlines()) == 1


def test_storage_gets_development_keys_without_their_mark() -> None:
    assert Settings.from_env({"OUTREACH_KEYS": "dev-abc=,def="}).sealing_keys == "abc=,def="


def test_no_secret_is_shown() -> None:
    secrets = {
        "DATABASE_URL": "postgresql://bot:hidden1@db/outreach",
        "REDIS_URL": "rediss://:hid@den2@cache:6379/0",
        "TWILIO_AUTH_TOKEN": "hidden3",
        "OUTREACH_KEYS": "hidden4",
    }
    settings = Settings.from_env(secrets)
    for told in (repr(settings), str(settings.shown())):
        assert not any(f"hidden{n}" in told for n in range(1, 5))
        assert "hid@den2" not in told and "den2" not in told
    assert settings.shown()["TWILIO_AUTH_TOKEN"] == "set"
    assert Settings().shown()["OUTREACH_KEYS"] == "not set"
    assert settings.shown()["DATABASE_URL"] == "postgresql://bot:…@db/outreach"


def test_a_child_gets_what_the_user_left_open() -> None:
    own = {"PORT": "2", "REDIS_URL": "", "HOME": "/h"}
    environment = child_environment({"REDIS_URL": "unix:///a", "PORT": "1"}, own)
    assert environment == {"PORT": "2", "REDIS_URL": "unix:///a", "HOME": "/h"}
