"""do: tags, a word to the staff, and consent with the exact wording that was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import with_config

from ..effects import Alert, Grant, Tag
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

    def __post_init__(self) -> None:
        if sum(part is not None for part in (self.tag, self.untag, self.consent, self.alert, self.coming)) != 1:
            raise ValueError(
                "an action is one of: tag: name, untag: name, alert: text, coming: true, "
                "consent: {programme: …, wording: step}"
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
            else:
                scene.effects.append(Tag(action.tag or action.untag or "", remove=action.untag is not None))
        return None
