"""What somebody who writes YAML by hand most likely did, when a file cannot be read: the line to look at, what to do.

YAML says where it gave up, which is often lines below the quote or bracket that was forgotten.
"""

from __future__ import annotations

import re

import yaml

_KEY = r"^\s*(?:- )?[\w. -]*\w"
_SLIPS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(r"^ *\t"), "indent with blanks instead of tabs"),
    (re.compile(rf"{_KEY}:[\"'“\w]"), "write a blank behind the colon"),
    (re.compile(rf"{_KEY}:\s+[“”‘’«]"), 'put the text between straight quotes ("), not curly ones'),
    (re.compile(rf"{_KEY}:\s+(?:[*&!%@`]|[-?] )"), "put a text that begins with * & ! % @ ` - or ? between quotes"),
    (re.compile(rf"{_KEY}:\s+\{{\w+\}}\s*[^\s}}]"), "put a text that begins with { between quotes"),
    (
        re.compile(rf"{_KEY}:\s+\"(?:[^\"\\]|\\.)*\"\s*[^\s,:}}\]#]"),
        "the second quote ends the text; inside a text write ' instead",
    ),
    (
        re.compile(rf"{_KEY}:\s+'(?:[^']|'')*'\s*[^\s,:}}\]#]"),
        'the apostrophe ends the text; put the whole text between double quotes (")',
    ),
    (re.compile(rf"{_KEY}:\s+[^\s\"'{{\[|>].*:(?:\s|$)"), "put a text that has a colon in it between quotes"),
]
_HINTS = {
    "mapping values are not allowed": "put a text that has a colon in it between quotes, and check the indentation",
    "cannot start any token": "indent with blanks instead of tabs; put a text that begins with @ or ` in quotes",
    "unexpected end of stream": "a quote or a bracket that was opened above is never closed",
    "did not find expected key": "check the indentation, and that every quote and bracket is closed",
    "expected '-' indicator": "check the indentation: a list and keys stand at the same depth",
    "hexdecimal": "write two backslashes for one",
    "escape character": "write two backslashes for one",
}
_CUT = re.compile(r" +#\w")
_ODD_BLANK = re.compile(r"^[ ]*(?![ \t\r\n])\s", re.MULTILINE)  # a no-break space and its kin look like blanks


def advice(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str]:
    """(line, sentence) for a file that YAML gave up on."""
    lines = text.split("\n")
    problem = error.problem or "it cannot be read"
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    first = min(error.context_mark.line, last) if error.context_mark else max(last - 1, 0)
    found = _slip(lines, first, last, problem)
    if found is None and error.context is not None and error.context.startswith("while parsing a flow"):
        bracket = "{" if "mapping" in error.context else "["
        before = f" before line {last + 1}" if last > first else ""
        found = first, f"the bracket {bracket} that opens here is never closed, or a comma is missing{before}"
    if found is None:
        hint = next((hint for sign, hint in _HINTS.items() if sign in problem), "check the indentation and the quotes")
        return last + 1, f"this is not readable YAML ({problem}): {hint}"
    return found[0] + 1, f"this is not readable YAML: {found[1]}"


def _slip(lines: list[str], first: int, last: int, problem: str) -> tuple[int, str] | None:
    for number in range(last, max(last - 2, -1), -1):  # upwards: what is nearest is most likely to blame
        for sign, what_to_do in _SLIPS[:-1]:
            if sign.search(lines[number]):
                return number, what_to_do
    open_quotes = [number for number in range(first, last + 1) if _quotes(lines[number]) % 2]
    if len(open_quotes) % 2:
        return open_quotes[-1], "a quote that opens here is never closed, on this line or below"
    if "mapping values are not allowed" in problem:
        sign, what_to_do = _SLIPS[-1]
        if sign.search(lines[last]):
            return last, what_to_do
        above = next((number for number in range(last - 1, -1, -1) if lines[number].strip()), None)
        if above is not None and re.fullmatch(r"\s*[\w-]+\s*", lines[above]):
            return above, f"a colon is missing behind “{lines[above].strip()}”"
    return None


def _quotes(line: str) -> int:
    return len(re.sub(r"\\.", "", line).split('"')) - 1


def odd_blank(text: str) -> int | None:
    """The line that begins with something that looks like a blank and is none for YAML."""
    found = None if text.isascii() else _ODD_BLANK.search(text)
    return None if found is None else text.count("\n", 0, found.start()) + 1


def is_cut_off(text: str, end: int) -> bool:
    """Whether a text without quotes ends at a # that is no remark: “Reply #1” would be said as “Reply”."""
    return _CUT.match(text, end) is not None
