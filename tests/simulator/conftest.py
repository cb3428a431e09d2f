"""The tools of this room's tests live in simulator_support.py; import-mode=importlib finds it only by this path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from simulator_support import bot, carrier, client

__all__ = ["bot", "carrier", "client"]
