"""do: tags, journeys, a word to the staff, and consent with the exact wording that was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema, with_config

from ...errors import StepFailed
from ..effects import Alert, Grant, Join, Leave, Tag
from ..flow import STRICT
from ..journey import Journey, ahead, name_of
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


def _as_names(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[
    list[str],
    Field(min_length=1),
    BeforeValidator(_as_names),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


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
    end_journey: Names | None = None

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
                journey = _known(scene, action.journey)
                occasion = ahead(journey.around, scene.frame.told(journey.around), scene.facts)
                if occasion is not None:  # called off since the question: nothing to be told before
                    scene.effects.append(Join(journey.id, occasion.name))
            elif action.end_journey is not None:
                around = _known(scene, action.end_journey[0]).around
                kept = scene.frame.told(around)
                which = name_of(around, kept) if kept is not None else None
                scene.effects.append(Leave(tuple(_known(scene, each).id for each in action.end_journey), which))
            else:
                scene.effects.append(Tag(action.tag or action.untag or "", remove=action.untag is not None))
        return None


def _known(scene: Scene, name: str) -> Journey:
    """An older structure, on which somebody still stands, may name one that is gone."""
    if name not in scene.book.journeys:
        raise StepFailed(f"there is no journey “{name}”")
    return scene.book.journeys[name]
