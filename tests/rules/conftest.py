"""The hand-written messages on which the understanding of opt-outs and danger is measured."""

from collections.abc import Callable
from pathlib import Path

import pytest

Messages = Callable[[str, str], list[tuple[str, str]]]


@pytest.fixture(scope="session")
def messages() -> Messages:
    """messages("optout_test", "es") → (expected, text) of each line language|expected|text."""

    def read(name: str, language: str) -> list[tuple[str, str]]:
        lines = (Path(__file__).parent / f"{name}.txt").read_text().splitlines()
        parts = [line.split("|", 2) for line in lines if line and not line.startswith("#")]
        return [(expected, text.replace(r"\n", "\n")) for lang, expected, text in parts if lang == language]

    return read
