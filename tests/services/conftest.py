"""The whole bot, for this room's tests."""

from tests.house_under_test import build_house, either, house

__all__ = ["build_house", "either", "house"]
