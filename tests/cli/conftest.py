"""The whole bot, for the commands that look at people."""

from tests.house_under_test import build_house, carrier_of_all_stories, house, simulator

__all__ = ["build_house", "carrier_of_all_stories", "house", "simulator"]
