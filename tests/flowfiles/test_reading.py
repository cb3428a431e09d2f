"""YAML's traps: what stays text, what is a fault and on which line, and that no bytes whatever break the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach_bot.errors import Fault
from outreach_bot.flowfiles.reading import MAX_BYTES, read


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("06106", "06106"), ("20:00", "20:00"), ("no", "no"), ("yes", "yes"), ("on", "on"), ("off", "off"), ("n", "n"),
        ("2024-01-01", "2024-01-01"), ("1_000", "1_000"), ("0x1F", "0x1F"), ("1e9", "1e9"), (".5", ".5"),
        ("true", True), ("false", False), ("40", 40), ("-3", -3), ("0.25", Decimal("0.25")), ("null", None), ("", None),
        ('"40"', "40"), ("'true'", "true"), ('""', ""), ("=", "="), ("<<", "<<"), ("|\n  a\n  b\n", "a\nb\n"),
        ("9" * 30, "9" * 30),
    ],
)  # fmt: skip
def test_plain_values_keep_what_the_author_meant(written: str, value: object) -> None:
    document = read("x.yaml", f"key: {written}".encode())
    assert document.faults == []
    assert document.data == {"key": value}
    assert type(document.data["key"]) is type(value)


def test_keys_are_text_and_keep_their_order() -> None:
    document = read("x.yaml", b"yes: 1\n06106: 2\ntrue: 3\n7: 4\n")
    assert list(document.data) == ["yes", "06106", "true", "7"]


def test_lines_of_values() -> None:
    document = read("x.yaml", b"# comment\na:\n  - b\n  - c: d\n    e: >\n      long\n      text\n")
    assert document.line("a") == 2
    assert document.line("a", 0) == 3
    assert document.line("a", 1, "c") == 4
    assert document.line("a", 1, "e") == 5
    assert document.line("a", 1, "nothing", "there") == 4
    assert document.texts("a") == [("b", 3), ("d", 4), ("long text\n", 5)]


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"a: 1\nb: 2\na: 3\n", 3, "“a” stands here a second time (first on line 1)"),
        (b"a: b: c\n", 1, "colon"),
        (b"a: 1\n  b: 2\n", 2, "colon"),
        (b'a: 1\nb: "open\n', 2, "a quote that opens here is never closed"),
        (b'a: "open\nb: "c"\nd: 1\n', 1, "a quote that opens here is never closed"),
        (b'a: "two\n  lines"\nb: "open\nc: "d"\n', 3, "a quote that opens here is never closed"),
        (b'a: 1\nb: "say "hi" to me"\n', 2, "the second quote ends the text"),
        (b"a: 1\nb: 'Don't go'\n", 2, "the apostrophe ends the text"),
        ("a: 1\nb: “Note: hi”\n".encode(), 2, "straight quotes"),
        ("a: 1\nb: “hi”\n".encode(), 2, "straight quotes"),
        (b"a:\n  b: 1\n  c:2\n  d: 3\n", 3, "write a blank behind the colon"),
        (b"a:\n  b\n    c: 1\n", 2, "a colon is missing behind “b”"),
        (b"a: {b: 1 c: 2}\n", 1, "a comma is missing"),
        (b"a: 1\nb: {c: 1\nd: 2\n", 2, "the bracket { that opens here is never closed"),
        (b"a:\n  - [b, c\nd: 2\n", 2, "the bracket [ that opens here is never closed"),
        (b"a: 1\nb: {name}, hi\n", 2, "put a text that begins with {"),
        (b"a: 1\nb: *hi* there\n", 2, "put a text that begins with *"),
        (b"a: 1\nb: %5 off\n", 2, "put a text that begins with *"),
        (b"a: 1\nb: - hi\n", 2, "put a text that begins with *"),
        (b"a: 1\nb: Reply #1 now\n", 2, "what stands behind # is not read"),
        ("á: “👍🏽” é\r\nb: Reply #1 now\r\n".encode(), 2, "what stands behind # is not read"),
        (b'a: 1\nb: "C:\\Users"\n', 2, "two backslashes"),
        ("a: 1\n\u00a0\u00a0b: 2\n".encode(), 2, "special blank"),
        (b"a: &x {b: 1}\nc:\n  <<: *x\n", 3, "is not used here"),
        (b"a:\n\t- b\n", 2, "instead of tabs"),
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"a: 1\nb: \x07\n", 2, "control character"),
        (b"a: 1\n---\nb: 2\n", 2, "second document"),
        (b"a: !!python/name:os.system x\n", 1, "tags such as"),
        (b"a: !x [1]\n", 1, "tags such as"),
        (b"a: 1\nb: *nowhere\n", 2, "points to nothing"),
        (b"a: &x [*x]\n", 1, "points to nothing"),
        (b"? [a]\n: b\n", 1, "plain word"),
        (b"[" * 40, 1, "nested"),
        (b"a:\n" + b"- " * 40, 2, "nested"),
    ],
)
def test_faults_name_the_line_and_the_way_out(content: bytes, line: int, words: str) -> None:
    (fault,) = read("x.yaml", content).faults
    assert (fault.file, fault.line) == ("x.yaml", line)
    assert words in fault.message


@pytest.mark.parametrize(
    "content",
    [
        b"a: b # a remark\n", b"a: b #! a mark\n", b"a: [b] #c\n", b'a: "Reply #1 now"\n', b"a: b#c\n",
        "a: “b” and c\n".encode(), 'a: "“b”"\n'.encode(), "a: |\n  b\n  “c”\n".encode(), b"a: |\n  say #1\n",
        'a: "b\n  \u00e1"\n'.encode(), b"a: 1\r\nb: 2\r\n", b"\xef\xbb\xbfa: 1\n", b"---\na: 1\n", b"a: 'Don''t go'\n",
    ],
)  # fmt: skip
def test_what_is_no_slip(content: bytes) -> None:
    assert read("x.yaml", content).faults == []


@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? ", b"- - "])
def test_a_file_of_brackets_is_refused_at_once(opening: bytes) -> None:
    (fault,) = read("x.yaml", opening * ((MAX_BYTES - 1) // len(opening))).faults
    assert fault.line == 1
    assert "nested" in fault.message or "plain word" in fault.message


def test_a_large_file_is_refused() -> None:
    assert read("x.yaml", b"a" * (MAX_BYTES + 1)).faults == [
        Fault("x.yaml", 0, "this file is larger than 256 KB; split it into several flows")
    ]


def test_all_doubled_keys_at_once() -> None:
    document = read("x.yaml", b"a: 1\na: 2\nb:\n  c: 1\n  c: 2\n")
    assert [fault.line for fault in document.faults] == [2, 5]
    assert document.data == {"a": 1, "b": {"c": 1}}


def test_aliases_stand_for_what_they_name_within_bounds() -> None:
    document = read("x.yaml", b"a: &x [1, 2]\nb: *x\n")
    assert document.data == {"a": [1, 2], "b": [1, 2]}
    laughs = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    (fault,) = read("x.yaml", "\n".join(laughs).encode()).faults
    assert "aliases included" in fault.message


@given(
    st.one_of(
        st.binary(max_size=300), st.text("abc:-[]{}&*!?|>'\"#%@, \n\t\\x0u/é\ud7ff", max_size=200).map(str.encode)
    )
)
def test_never_raises(content: bytes) -> None:
    document = read("x.yaml", content)
    assert document.faults or document.data is None or isinstance(document.data, dict | list | str | int | Decimal)
    assert all(fault.line <= content.count(b"\n") + content.count(b"\r") + 3 for fault in document.faults)


@given(st.dictionaries(st.text(max_size=8), st.text(max_size=40), max_size=5))
def test_quoted_text_comes_back_as_written(data: dict[str, str]) -> None:
    import yaml

    written = yaml.safe_dump(data, default_style='"', allow_unicode=True).encode("utf-8", "surrogatepass")
    document = read("x.yaml", written)
    if not document.faults:
        assert (document.data or {}) == data
