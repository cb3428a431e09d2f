"""All flows that are loaded, current and pinned, with the lexicon, the router and the organisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from ..errors import StepFailed
from .bot import BotSettings
from .flow import Flow
from .journey import Journey
from .lexicon import Lexicon
from .speech import Speech

if TYPE_CHECKING:
    from .routing import Router


@dataclass(slots=True)
class FlowBook:
    """`pinned`: older structures on which somebody still stands, by (flow, version)."""

    bot: BotSettings
    flows: dict[str, Flow]
    lexicon: Lexicon
    router: Router
    pinned: dict[tuple[str, str], Flow] = field(default_factory=dict)
    journeys: dict[str, Journey] = field(default_factory=dict)
    speech: Speech = field(default_factory=lambda: Speech(dict))
    zone: ZoneInfo = field(init=False)  # the organisation's

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.bot.timezone)

    def learn(self) -> None:
        """What the first text would wait for, done at once: for processes that hear texts."""
        self.router.learn()
        self.speech.learn()

    def current(self, flow_id: str) -> Flow:
        try:
            return self.flows[flow_id]
        except KeyError:
            raise StepFailed(f"there is no flow “{flow_id}”") from None

    def flow(self, flow_id: str, version: str) -> Flow:
        """The structure a frame stands on. Raises StepFailed when it is not loaded."""
        current = self.flows.get(flow_id)
        if current is not None and current.version == version:
            return current
        try:
            return self.pinned[flow_id, version]
        except KeyError:
            raise StepFailed(f"the flow “{flow_id}” is not loaded in version {version}") from None

    def has(self, flow_id: str, version: str) -> bool:
        current = self.flows.get(flow_id)
        return (current is not None and current.version == version) or (flow_id, version) in self.pinned
