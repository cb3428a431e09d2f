"""Which of the 169 towns a ZIP code is in: the package `zipcodes` (offline), and what it cannot know.

Its places are the post office's, and many are villages, or share one ZIP between two towns: there we rather ask.
"""

from __future__ import annotations

import re
from functools import lru_cache

import zipcodes

from .towns import TOWNS, UNSURE_PLACES, VILLAGES

_FIVE = re.compile(r"(\d{5})(?:-\d{4})?", re.ASCII)
_BY_NAME = {town.lower(): town for town in TOWNS}

# Postal places that are no town, and that nobody would type as one (towns.py has those): their town.
_POSTAL = {
    "canaan": "North Canaan",  # the post office's Canaan (06018); the town of Canaan gets its mail at Falls Village
    "canton center": "Canton", "east windsor hill": "South Windsor", "gilman": "Bozrah", "hanover": "Sprague",
    "lakeside": "Morris", "marion": "Southington", "mashantucket": "Ledyard", "north canton": "Canton",
    "north westchester": "Colchester", "pomfret center": "Pomfret", "redding center": "Redding",
    "redding ridge": "Redding", "riverside": "Greenwich", "south britain": "Southbury",
    "south willington": "Willington", "staffordville": "Stafford", "stevenson": "Monroe",
    "vernon rockville": "Vernon", "winchester center": "Winchester", "woodstock valley": "Woodstock",
}  # fmt: skip
# One ZIP, two towns, one of which has no ZIP of its own.
SHARED = frozenset(
    [
        "06076",  # Stafford Springs: Stafford, Union
        "06351",  # Jewett City: Griswold, Lisbon
        "06371",  # Old Lyme: Old Lyme, Lyme
        "06754",  # Cornwall Bridge: Cornwall, Warren
        "06777",  # New Preston: Washington, Warren
    ]
)


def town_of_zip(zip_code: str) -> str | None:
    """The town of a ZIP ("06106", "06106-2904"), as the state writes it. None for a ZIP of no or of several towns, of
    another state, and for anything else. A ZIP may reach over a town's border: let the member confirm it."""
    written = _FIVE.fullmatch(zip_code.strip())
    return _towns().get(written[1]) if written else None


def in_several_towns(zip_code: str) -> bool:
    """Whether these five digits are a ZIP of Connecticut that does not say which town."""
    return zip_code in _towns() and _towns()[zip_code] is None


@lru_cache(maxsize=256)
def zips_of_town(town: str) -> tuple[str, ...]:
    """Every ZIP that says this town, as the state writes it."""
    return tuple(sorted(zip_code for zip_code, name in _towns().items() if name == town))


@lru_cache(maxsize=1)
def zips_with_a_town() -> tuple[str, ...]:
    """Every ZIP that says its town."""
    return tuple(sorted(zip_code for zip_code, name in _towns().items() if name))


@lru_cache(maxsize=1)
def _towns() -> dict[str, str | None]:
    """ZIP → town, None when there are several. Read when the first one is asked for: the package holds the whole
    country (some 40 MB)."""
    found: dict[str, str | None] = {}
    for place in zipcodes.filter_by(state="CT"):  # type: ignore[no-untyped-call]
        shared = place["zip_code"] in SHARED
        found[place["zip_code"]] = None if shared else _town_of_place(place["city"].lower())
    return found


def _town_of_place(place: str) -> str | None:
    if place in _POSTAL:
        return _POSTAL[place]
    if place in UNSURE_PLACES:  # Mystic, Georgetown, Hadlyme
        return None
    return _BY_NAME.get(place) or VILLAGES.get(place)
