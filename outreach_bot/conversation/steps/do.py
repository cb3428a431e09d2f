"""do: tags, journeys, a word to the staff, and consent with the exact wording that was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import with_config

from ...errors import StepFailed
from ..effects import Alert, Grant, Join, Leave, Tag
from ..flow import STRICT
from ..sentences import Words
from .base import Modifiers, Next

if TYPE_CHECKING:
    from ..scene import Scene


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Consent:
    """`wording`: the question of this flow whose text the member has just agreed to."""

    programme: str
    wording: str


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Action:
    """Exactly one of these."""

    tag: str | None = None
    untag: str | None = None
    consent: Consent | None = None
    alert: Words | None = None
    coming: bool | None = None  # to the event in `event`: a tag that organizers can write to
    journey: str | None = None
    end_journey: str | None = None

    def __post_init__(self) -> None:
        given = (self.tag, self.untag, self.consent, self.alert, self.coming, self.journey, self.end_journey)
        if sum(part is not None for part in given) != 1:
            raise ValueError(
                "an action is one of: tag: name, untag: name, alert: text, consent: {programme: …, wording: step}, "
                "coming: true, journey: name, end_journey: name"
            )


@with_config(STRICT)
@dataclass(slots=True, kw_only=True)
class Do(Modifiers):
    do: list[Action]

    def enter(self, scene: Scene) -> Next:
        for action in self.do:
            if action.consent is not None and scene.member.young:
                return scene.too_young()
            if action.consent is not None:
                question: Any = scene.flow.steps[action.consent.wording]
                scene.effects.append(Grant(action.consent.programme, scene.compose(question.ask)))
            elif action.alert is not None:
                scene.effects.append(Alert(scene.compose(action.alert)))
            elif action.coming is not None:
                scene.effects.append(Tag(f"coming:{scene.frame.values['event']}", remove=not action.coming))
            elif action.journey is not None:
                scene.effects.append(Join(_known(scene, action.journey)))
            elif action.end_journey is not None:
                scene.effects.append(Leave(_known(scene, action.end_journey)))
            else:
                scene.effects.append(Tag(action.tag or action.untag or "", remove=action.untag is not None))
        return None


def _known(scene: Scene, journey: str) -> str:
    """An older structure, on which somebody still stands, may name one that is gone."""
    if journey not in scene.book.journeys:
        raise StepFailed(f"there is no journey “{journey}”")
    return journey
