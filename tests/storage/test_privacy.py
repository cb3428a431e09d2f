"""What lies on the disk: no number, name or text in the open, and nothing at all of who was forgotten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url

from outreach_bot.storage import answers, members, messages, retention, tickets
from outreach_bot.storage.database import Database
from outreach_bot.storage.ids import new_id
from outreach_bot.storage.messages import NewInbound, NewOutbound
from outreach_bot.storage.party import load_party
from outreach_bot.storage.sealed import Keys
from outreach_bot.storage.tables import metadata

PHONE, NAME, BODY = "+12035550142", "Inés Carvajal", "no me pagaron las horas extra"
SECRETS = [PHONE, "2035550142", NAME, "Carvajal", BODY, "pagaron"]


def tell(database: Database, keys: Keys, phone: str, now: datetime, save: Callable[..., str], texts: int = 1) -> str:
    """A person with something in every sealed column; returns the member's id."""
    with database.transaction() as connection:
        party = load_party(connection, keys, "sms", phone, now)
        who = {"member_id": party.member_id, "address_id": party.address_id}
        members.set_known(connection, keys, party.member_id, name=NAME)
        save(connection, party, BODY.encode())
        for _ in range(texts):
            message_id = new_id(now)
            messages.insert_inbound(
                connection, keys,
                NewInbound(id=message_id, provider_sid=f"SM{message_id}", channel="sms", body=BODY, created_at=now,
                           replay=f"<Message>{BODY}</Message>".encode(), replay_until=now, **who),
            )  # fmt: skip
            messages.insert_outbound(
                connection, keys,
                [NewOutbound(id=new_id(now), channel="sms", body=f"{NAME}: {BODY}", purpose="reply", status="answered",
                             created_at=now, **who)],
            )  # fmt: skip
        answers.save(connection, keys, member_id=party.member_id, flow="f", flow_version="1", step="s", name="n",
                     kind="text", value=BODY, at=now)  # fmt: skip
        tickets.open(connection, keys, **who, conversation_id=None, queue="wages", reason="flow", now=now,
                     summary=[("name", NAME), ("phone", phone)])  # fmt: skip
    return party.member_id


def sealed_values(database: Database) -> list[bytes]:
    """Everything sealed that is stored now."""
    with database.reading() as connection:
        return [
            value
            for table in metadata.tables.values()
            for column in table.c
            if "sealed" in column.name
            for value in connection.execute(select(column).where(column.is_not(None))).scalars()
        ]


def disk(url: str) -> bytes:
    path = Path(str(make_url(url).database))
    return b"".join(p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


def test_no_plain_text_in_the_sqlite_files(
    sqlite_url: str, keys: Keys, now: datetime, save: Callable[..., str]
) -> None:
    database = Database(sqlite_url)
    tell(database, keys, PHONE, now, save)
    before = disk(sqlite_url)
    assert database.checkpoint()
    for content in (before, disk(sqlite_url)):
        assert b"CREATE TABLE" in content
        for secret in SECRETS:
            assert secret.encode() not in content
            assert secret.encode("utf-16-le") not in content
    database.close()


def test_no_plain_text_in_any_postgresql_row(
    postgres_url: str, keys: Keys, now: datetime, save: Callable[..., str]
) -> None:
    database = Database(postgres_url)
    tell(database, keys, PHONE, now, save)
    with database.reading() as connection:
        everything = "\n".join(
            repr(tuple(bytes(v) if isinstance(v, memoryview) else v for v in row))
            for table in metadata.tables.values()
            for row in connection.execute(select(table))
        )
    for secret in SECRETS:
        assert secret not in everything
    database.close()


def test_nothing_of_the_forgotten_is_left_on_the_disk(
    sqlite_url: str, keys: Keys, now: datetime, save: Callable[..., str]
) -> None:
    database = Database(sqlite_url)
    tell(database, keys, "+18605550100", now, save, texts=40)
    others = set(sealed_values(database))
    member_id = tell(database, keys, PHONE, now, save, texts=40)
    tell(database, keys, "+18605550101", now, save, texts=40)
    others |= set(sealed_values(database))
    with database.transaction() as connection:
        members.forget(connection, keys, member_id, now)
    erased = others - set(sealed_values(database))
    assert len(erased) > 100
    assert database.checkpoint()
    content = disk(sqlite_url)
    assert [value for value in erased if value in content] == []
    assert all(value in content for value in sealed_values(database))
    database.close()


def test_nothing_of_an_erased_replay_is_left_on_the_disk(
    sqlite_url: str, keys: Keys, now: datetime, save: Callable[..., str]
) -> None:
    database = Database(sqlite_url)
    tell(database, keys, PHONE, now, save, texts=40)
    before = set(sealed_values(database))
    with database.transaction() as connection:
        assert retention.erase_due(connection, now + timedelta(hours=1)).replays == 40
    erased = before - set(sealed_values(database))
    assert len(erased) == 40
    assert database.checkpoint()
    content = disk(sqlite_url)
    assert [value for value in erased if value in content] == []
    database.close()
