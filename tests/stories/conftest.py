"""The whole bot, for this room's tests."""

from tests.house_under_test import (
    build_house,
    carrier_of_all_stories,
    either,
    house,
    postgres_of_all_stories,
    postgres_url,
    simulator,
)

__all__ = [
    "build_house", "carrier_of_all_stories", "either", "house", "postgres_of_all_stories", "postgres_url", "simulator",
]  # fmt: skip
