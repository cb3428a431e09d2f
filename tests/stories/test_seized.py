"""The machine is seized after a hundred private conversations: without the keys nothing of anybody is on it; with them,
of who was erased, nothing but the receipt."""

from __future__ import annotations

import hashlib
import random
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from outreach_bot.storage import addresses, own_keys
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import metadata
from tests.house_under_test import House
from tests.stories.test_nothing_in_the_clear import in_redis_ever, in_redis_now, in_the_database, ways_to_write

PEOPLE = 100
NAMES = ["Xiomara", "Quetzalli", "Ezequiel", "Tlaloc", "Citlali", "Itzel", "Yaretzi", "Nezahual"]
# What somebody says in a private talk, at questions that take it, do not understand it, or lead elsewhere.
SENTENCES = [
    "mi patron en Tlaquepaque me debe", "trabajo en el zapotillo de noche", "the marzipan bakery owes me",
    "me llamo {name} y limpio oficinas", "my boss {name} locked the xylophone shop", "chirimoya y bugambilia",
    "no tengo papeles y tengo miedo", "mi seguro es 123-45-6789", "call me at {number}",
]  # fmt: skip
WORDS = [
    "tlaquepaque", "zapotillo", "marzipan", "xylophone", "chirimoya", "bugambilia", "123-45-6789", "papeles y tengo",
]  # fmt: skip


def number(person: int) -> str:
    return f"+1{(203, 475, 860)[person % 3]}{370 + person}{4100 + 37 * person:04}"[:12]


def a_private_talk(house: House, person: int) -> None:
    """One of several ways through, in either language, with words of their own at some question."""
    dice = random.Random(person)
    phone, name = number(person), NAMES[person % len(NAMES)]
    said = dice.choice(SENTENCES).format(name=name, number=ways_to_write(phone)[2])
    spanish = person % 2 == 0
    ways = [
        ["limpieza", "1", "20", said, "40", "no", "15 de julio", "6 de julio", "no"] if spanish else
        ["1", "by the hour", "20", said, "40", "no", "July 15", "July 6", "no"],
        [said, said, said],
        ["2", said, "si" if spanish else "yes"],
        ["1", "3", "700", said],
        ["1", "1", "18.50", "30", "2", "ayer" if spanish else "yesterday", said, "1"],
        ["1", said, "PERSONA" if spanish else "PERSON"],
        ["HIDE", "1", "1", "20", "40", "2", "July 15", "July 6", "2", said],
    ]  # fmt: skip
    house.texts("SALARIOS" if spanish else "WAGES", *ways[person % len(ways)], phone=phone)


# All ten digits, however they are set apart, or the last seven with a dash; at every place where digits stand together.
_DIGITS = re.compile(rb"\d[-. )\d]{5,}\d")
_WRITTEN = re.compile(rb"(?=(\d{3})[-. )]{0,2}(\d{3})[-. ]?(\d{4}))|(?=()(\d{3})-(\d{4}))")
NUMBERS = {number(person)[2:] for person in range(PEOPLE)}


def found_in(content: bytes) -> list[str]:
    """Names and words of theirs, and their numbers, in UTF-8 or UTF-16."""
    found = set()
    for text in (content.lower(), content.lower().replace(b"\0", b"")):
        found |= {secret for secret in (*NAMES, *WORDS) if secret.lower().encode() in text}
        runs = b"\n".join(_DIGITS.findall(text))
        written = {b"".join(part or b"" for part in match.groups()).decode() for match in _WRITTEN.finditer(runs)}
        found |= {known for known in NUMBERS if known in written or known[3:] in written}
    return sorted(found)


def files(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def raw_postgresql(url: str) -> bytes:
    """The server's own files: tables with their dead rows, and the write-ahead log."""
    home = Path(str(make_url(url).query["host"])).parent / "data"
    return b"".join(files(home / part) for part in ("base", "pg_wal"))


def on_the_disk(house: House) -> dict[str, bytes]:
    url = house.bot.settings.database_url
    places = {
        "database": in_the_database(house),
        "Redis now": in_redis_now(house.redis),
        "Redis ever": in_redis_ever(house.bot.settings.redis_url),
        "log": house.log.getvalue().encode(),
        "temporary files and var": files(Path(tempfile.gettempdir())),
    }
    return places if house.bot.database.sqlite else {**places, "server's files": raw_postgresql(url)}


@pytest.fixture(autouse=True)
def temporary(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever this process would spill into temporary files, or below the folder it runs in, lands here."""
    folder = tmp_path_factory.mktemp("spill")
    (folder / "var").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setenv("SQLITE_TMPDIR", str(folder))
    monkeypatch.chdir(folder)
    yield


def live_in(house: House, people: int) -> None:
    """That many private conversations and, among them, a day's upkeep."""
    for person in range(people):
        a_private_talk(house, person)
        if person % 25 == 24 or person == people - 1:
            house.work()
            house.clock.go(hours=1, minutes=5)
            house.tidy()


def test_without_the_keys_nothing_of_anybody_is_on_the_machine(either: House) -> None:
    live_in(either, PEOPLE)
    seized = on_the_disk(either)
    assert {place: found for place, content in seized.items() if (found := found_in(content))} == {}
    assert found_in(f"x({number(7)[2:5]}) {number(7)[5:8]}-{number(7)[8:]}".encode("utf-16")) == [number(7)[2:]]
    # The places are the right ones: what may be known is there.
    assert b"rights/unpaid_wages" in seized["database"]
    assert b"text heard" in seized["log"]
    assert b"outreach_bot.jobs.tasks" in seized["Redis ever"]
    assert either.rows("tickets", queue="wages")
    # And after it was over nothing says who talked about what, but tickets that were asked for.
    either.clock.go(days=1, hours=1)
    either.tidy()
    either.tidy()
    assert [row for row in either.rows("messages") if row["private"] and row["address_id"]] == []
    assert {row["flow"] for row in either.rows("conversations")} == {None}
    assert either.rows("answers") == either.rows("fact_quotes") == []


def test_with_the_keys_nothing_but_the_receipt_is_left_of_the_erased(either: House) -> None:
    house, person = either, number(5)
    live_in(house, 25)
    house.texts("JOIN", "1", "Xiomara", "06106", "STOP", phone=person)
    before = everything_opened(house, stolen_keys(house))
    assert person.encode() in before and b"Xiomara" in before  # the search finds what is there
    with house.bot.database.reading() as connection:
        known = addresses.find(connection, house.bot.keys, "sms", person)
    assert known is not None
    sealed = sealed_values(house)
    told = house.outreach("members", "forget", person, "--yes")
    assert "nothing names this person any more" in told

    keys = stolen_keys(house)
    after = everything_opened(house, keys)
    assert [way for way in ways_to_write(person) if way.encode() in after] == []
    assert b"Xiomara" not in after

    hashes = {hashed for _, hashed in keys.blinds("sms", person)}
    found = {
        (name, column)
        for name in metadata.tables
        for row in house.rows(name)
        for column, value in row.items()
        if str(value) in {*hashes, known.id, known.member_id}
    }
    assert found == {
        ("addresses", "hash"), ("addresses", "id"), ("consents", "address_id"), ("consents", "member_id"),
        ("members", "id"),
    }  # fmt: skip
    (receipt,) = house.rows("addresses", id=known.id)
    assert keys.receipts is not None and receipt["key_id"] == keys.receipts.key_id
    assert (receipt["member_id"], receipt["sealed"], receipt["opted_out_source"]) == (None, None, "carrier")
    (emptied,) = house.rows("members", id=known.member_id)
    assert {name for name, value in emptied.items() if value} == {"id", "created_at", "forgotten_at"}
    grant, revoke = house.rows("consents", address_id=known.id)
    assert [(row["action"], row["message_id"]) for row in (grant, revoke)] == [("grant", None), ("revoke", None)]
    assert hashlib.sha256(house.rows("wordings")[0]["text"].encode()).hexdigest() == grant["wording_hash"]
    assert "OPTED OUT" in house.outreach("consent", "prove", person)
    erased = sealed - sealed_values(house)
    assert len(erased) > 3
    if house.bot.database.sqlite:  # PostgreSQL keeps dead rows until VACUUM: docs/privacy.md says so
        content = in_the_database(house)
        assert [blob for blob in erased if blob in content] == []


def stolen_keys(house: House) -> Keys:
    """What a thief of OUTREACH_KEYS and the database can open: the receipts' own key lies in it."""
    with house.bot.database.transaction() as connection:
        return own_keys.with_receipts(connection, Keys.parse(house.bot.settings.sealing_keys))


def everything_opened(house: House, keys: Keys) -> bytes:
    """Every value of every table, sealed ones opened."""
    content = []
    for name, table in metadata.tables.items():
        (key, *_) = table.primary_key.columns
        for row in house.rows(name):
            for column, value in row.items():
                opened: Any = value
                if column.endswith("sealed") and value is not None:
                    opened = keys.open(value, name, column, row[key.name])
                content.append(opened if isinstance(opened, bytes) else str(opened).encode())
    return b"\n".join(content)


def sealed_values(house: House) -> set[bytes]:
    """Everything sealed that is stored now."""
    every = (row for name in metadata.tables for row in house.rows(name))
    return {value for row in every for column, value in row.items() if column.endswith("sealed") and value is not None}
