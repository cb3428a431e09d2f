"""When a blast has to stop by itself: the carriers filter it, or people answer it with STOP. Our own numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

FILTERED = (30007, 30032, 30034)  # taken for spam; or sent from a number that nobody registered
MOST_FILTERED = 0.02
MOST_OPTED_OUT = 0.03
FEWEST_FILTERED = 3  # fewer are chance, however small the list
FEWEST_OPTED_OUT = 5
WINDOW = 200  # the last fates that are looked at


def tripped(finals: int, codes: Sequence[int], opted_out: int, handed_over: int) -> str | None:
    """Why to stop, as a sentence; None: go on. Of the last `finals` (at most WINDOW) texts whose fate is known: the
    codes of those that did not arrive, and how many people opted out meanwhile.

    Bad news comes sooner than good: until WINDOW fates are known, what counts is the share of all that were handed
    over (`handed_over`, counted up to WINDOW).
    """
    of = max(finals, min(handed_over, WINDOW))
    found = Counter(code for code in codes if code in FILTERED)
    filtered = sum(found.values())
    if filtered >= FEWEST_FILTERED and filtered > MOST_FILTERED * of:
        named = ", ".join(str(code) for code, _ in found.most_common())
        return (f"Carriers blocked {filtered} of the last {of} texts as spam or unregistered (code {named}): more than "
                "2 in 100. Mend the wording or the registration, then resume.")  # fmt: skip
    if opted_out >= FEWEST_OPTED_OUT and opted_out > MOST_OPTED_OUT * of:
        return (f"{opted_out} people opted out within the last {of} texts: more than 3 in 100. Look at what it says, "
                "and to whom, before you resume.")  # fmt: skip
    return None
