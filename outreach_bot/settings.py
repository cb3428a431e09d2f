"""Every setting once: its name, default and one line of help. The environment is read here and nowhere else."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from outreach_bot.errors import SettingsError

DEVELOPMENT_KEY = "dev-"  # a key that begins so was made by `make run` and must never seal real people's data


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table in `docs/settings.md`. `default` is the text that the environment would hold."""

    name: str
    default: str
    help: str
    secret: bool


def _text(raw: str) -> str:
    return raw


def _names(raw: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split(",") if part.strip())


def _yes_no(raw: str) -> bool:
    if raw.lower() not in {"yes", "no"}:
        raise ValueError("write yes or no")
    return raw.lower() == "yes"


def _port(raw: str) -> int:
    if not raw.isascii() or not raw.isdigit() or not 0 < int(raw) < 65536:
        raise ValueError("write a number from 1 to 65535")
    return int(raw)


def _database_url(raw: str) -> str:
    if not raw.startswith(("sqlite:///", "postgres://", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("write sqlite:///path/to/file.db or postgresql://user:password@host/database")
    return raw


def _redis_url(raw: str) -> str:
    if not raw.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("write redis://host:6379/0, rediss://… for TLS, or unix:///path/to/socket")
    return raw


def _base_url(raw: str, schemes: tuple[str, ...] = ("http", "https")) -> str:
    """An address without a path: Twilio signs this text plus our own path, so a stray slash breaks every signature."""
    if not raw:
        return ""
    address = raw.removesuffix("/")
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in schemes or not parts.hostname:
        raise ValueError("write the address with its scheme, like https://texts.example.org")
    if parts.path or parts.query or parts.fragment or parts.username:
        raise ValueError("write the address alone, like https://texts.example.org, with no path behind it")
    return address


def _beginning(prefix: str, what: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        if raw and not raw.startswith(prefix):
            raise ValueError(f"copy the {what} from Twilio's console; it begins with {prefix}")
        return raw

    return read


def _sender(raw: str) -> str:
    if raw and not re.fullmatch(r"\+[1-9][0-9]{7,14}|[0-9]{5,6}", raw):
        raise ValueError("write the number with + and country code, without spaces, or a short code of 5 or 6 digits")
    return raw


def _setting(default: str, help: str, read: Callable[[str], Any] = _text, *, secret: bool = False) -> Any:
    return field(default=read(default), metadata={"default": default, "help": help, "read": read, "secret": secret})


@dataclass(frozen=True, repr=False)
class Settings:
    """What the process runs with. A field's name in capitals is the name of its environment variable."""

    database_url: str = _setting(
        "sqlite:///var/outreach.db",
        "Where the rows live: `sqlite:///path` or `postgresql://user:password@host/database`.",
        _database_url,
    )
    redis_url: str = _setting(
        "redis://127.0.0.1:6379/0",
        "Redis or Valkey for the job queues. When it is not set, `make run` starts a Valkey of its own.",
        _redis_url,
    )
    public_base_url: str = _setting(
        "",
        "The address under which the world reaches the web process, without a path; Twilio's signature depends on it. "
        "Empty: `http://127.0.0.1:PORT`. An address that is not local switches every safety check on.",
        _base_url,
    )
    twilio_account_sid: str = _setting("", "The Twilio account, `AC…`.", _beginning("AC", "Account SID"))
    twilio_auth_token: tuple[str, ...] = _setting(
        "", "The account's auth token; while rotating, a comma list with the newest first.", _names, secret=True
    )
    twilio_messaging_service_sid: str = _setting(
        "",
        "The messaging service that sends, `MG…`. Either this or `TWILIO_FROM`; this one wins.",
        _beginning("MG", "Messaging Service SID"),
    )
    twilio_from: str = _setting("", "The number that sends, like `+18605550100`, or a short code.", _sender)
    twilio_api_base_url: str = _setting(
        "", "Where the Messages API lives. Empty: Twilio itself. `make run` points it at the simulator.", _base_url
    )
    twilio_answers_keywords: bool = _setting(
        "yes",
        "`yes` when Twilio itself answers its exact STOP, START and HELP words (its default); `no` when that is "
        "switched off and we must answer them.",
        _yes_no,
    )
    outreach_keys: tuple[str, ...] = _setting(
        "",
        "The keys that seal what people wrote, comma list, newest first; make one with `outreach keys make`. "
        "Losing them loses the data.",
        _names,
        secret=True,
    )
    outreach_bot: Path = _setting("flows/bot.yaml", "The organisation's own `bot.yaml`.", Path)  # noqa: RUF009 (a Path never changes)
    port: int = _setting("8000", "The port of the web process.", _port)
    simulator_port: int = _setting("8001", "The port of the carrier simulator and its phone page.", _port)

    def __post_init__(self) -> None:
        if not self.public_base_url:
            object.__setattr__(self, "public_base_url", f"http://127.0.0.1:{self.port}")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read every setting. An empty variable counts as not set.

        Raises SettingsError naming every wrong setting at once; it never repeats a value, which may be a secret.
        """
        values: dict[str, Any] = {}
        wrong: list[str] = []
        for each in fields(cls):
            raw = environ.get(each.name.upper(), "").strip()
            try:
                values[each.name] = each.metadata["read"](raw) if raw else each.default
            except ValueError as fault:
                wrong.append(f"{each.name.upper()} is wrong: {fault}.")
        if not wrong and values["port"] == values["simulator_port"]:
            wrong.append("PORT and SIMULATOR_PORT are the same: give them different numbers.")
        _refuse(wrong)
        return cls(**values)

    @property
    def is_local(self) -> bool:
        """Is this a machine of one's own (development, tests), which no carrier can reach?"""
        host = (urlsplit(self.public_base_url).hostname or "").rstrip(".")
        return host in {"localhost", "::1"} or host.endswith(".localhost") or bool(re.fullmatch(r"127(\.\d+){3}", host))

    @property
    def sealing_keys(self) -> str:
        """OUTREACH_KEYS as storage reads them: the mark of development keys is ours alone."""
        return ",".join(key.removeprefix(DEVELOPMENT_KEY) for key in self.outreach_keys)

    def require_live(self) -> None:
        """Refuse to serve real people with what is only fit for development. Does nothing when `is_local`.

        Raises SettingsError naming everything that is missing or wrong.
        """
        if self.is_local:
            return
        wrong = []
        if not self.public_base_url.startswith("https://"):
            wrong.append("PUBLIC_BASE_URL must begin with https:// because texts would travel unencrypted.")
        if not self.outreach_keys:
            wrong.append("OUTREACH_KEYS is missing: make one with `outreach keys make`, keep a copy in a safe place.")
        if any(key.startswith(DEVELOPMENT_KEY) for key in self.outreach_keys):
            wrong.append("OUTREACH_KEYS holds a development key: make a real one with `outreach keys make`.")
        if not self.twilio_account_sid:
            wrong.append("TWILIO_ACCOUNT_SID is missing: copy it from Twilio's console.")
        if not self.twilio_auth_token:
            wrong.append("TWILIO_AUTH_TOKEN is missing: copy it from Twilio's console.")
        if not (self.twilio_messaging_service_sid or self.twilio_from):
            wrong.append("No sender: set TWILIO_MESSAGING_SERVICE_SID, or TWILIO_FROM.")
        _refuse(wrong)

    def shown(self) -> dict[str, str]:
        """Name → what may be shown of it: a secret is "set" or "not set", a password inside an address is hidden."""
        return {setting.name: self._shown(setting) for setting in SETTINGS}

    def _shown(self, setting: Setting) -> str:
        value = getattr(self, setting.name.lower())
        if setting.secret:
            return "set" if value else "not set"
        if isinstance(value, bool):
            return "yes" if value else "no"
        return _without_password(str(value))

    def __repr__(self) -> str:
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in self.shown().items())})"


SETTINGS: tuple[Setting, ...] = tuple(
    Setting(each.name.upper(), each.metadata["default"], each.metadata["help"], each.metadata["secret"])
    for each in fields(Settings)
)


def is_set(name: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Did the user set this variable? An empty one counts as not set."""
    return bool(environ.get(name, "").strip())


def child_environment(given: Mapping[str, str], environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment for a process we start: ours, and `given` for what the user did not set."""
    return {**environ, **{name: value for name, value in given.items() if not is_set(name, environ)}}


def adopt(given: Mapping[str, str], environ: MutableMapping[str, str] = os.environ) -> bool:
    """Take over all settings of another process, or none when one that is set here says otherwise. True when taken."""
    if any(environ[s.name].strip() != given.get(s.name) for s in SETTINGS if is_set(s.name, environ)):
        return False
    environ.update(given)
    return True


def _refuse(wrong: list[str]) -> None:
    if wrong:
        raise SettingsError("\n".join(wrong))


def _without_password(value: str) -> str:
    # The greedy middle reaches the last @ before a slash, so that a password with an unquoted @ stays hidden as well.
    hidden = re.sub(r"(://[^:/@]*):[^/]*@", r"\1:…@", value)
    return re.sub(r"(?i)([?&][^=&]*(?:password|secret|token)[^=&]*=)[^&]*", r"\1…", hidden)


def as_markdown() -> str:
    """The page docs/settings.md."""
    rows = "\n".join(f"| `{s.name}` | {f'`{s.default}`' if s.default else '–'} | {s.help} |" for s in SETTINGS)
    return (
        "# Settings\n\n"
        "Every setting is an environment variable. `outreach settings` prints what a process would run with, "
        "secrets only as \"set\" or \"not set\".\n"
        "This page is written by `outreach settings --markdown > docs/settings.md`; the texts stand in "
        "`outreach_bot/settings.py`.\n\n"
        "| Name | Default | What it is |\n|---|---|---|\n" + rows + "\n"
    )
