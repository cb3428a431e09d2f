"""The servers that other tests stand on: they answer, keep what they should, and go when told."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from redis import Redis
from redis.exceptions import ConnectionError

from tests import servers


def test_valkey_keeps_its_data_in_the_folder_given(tmp_path: Path) -> None:
    for expected in (None, b"hola"):
        with servers.valkey(data=tmp_path) as url, Redis.from_url(url) as client:
            assert client.get("greeting") == expected
            client.set("greeting", "hola")
    with Redis.from_url(url) as client, pytest.raises(ConnectionError):
        client.ping()


def test_valkey_speaks_tcp_on_the_loopback_only() -> None:
    with servers.valkey(address="127.0.0.1") as url, Redis.from_url(url) as client:
        assert client.config_get("bind") == {"bind": "127.0.0.1"}


def test_the_shared_valkey_answers(valkey: str) -> None:
    with Redis.from_url(valkey) as client:
        assert client.ping()


def test_postgres_listens_on_no_network(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_a_server_that_does_not_start_says_why(tmp_path: Path) -> None:
    (tmp_path / "not a folder").write_text("")
    with pytest.raises(servers.ServerFailed, match="not a folder"), servers.valkey(data=tmp_path / "not a folder"):
        pass
