"""outreach_bot: the texting system of working people's organisations in Connecticut.

A pure core (`conversation`, `rules`) decides; `services` carry the decision out in one transaction; thin edges
(`web`, `cli`, `jobs`, `channels`, `storage`) talk to the world; nothing leaves the building before it is written
down. `docs/house.md` draws the rooms and says who may import whom.
"""

__version__ = "0.1.0"
