"""What somebody who mistyped a name may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

NEAR = 60  # of 100
FEW = 15  # names that a sentence can list


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question to end a fault with: ": did you mean “title”?", or the list of what there is."""
    names = sorted(known)
    match = process.extractOne(word, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    if match is not None:
        return f": did you mean “{match[0]}”?"
    return f"; there are: {', '.join(names)}" if 0 < len(names) <= FEW else ""
