"""What a new version of the flows does to people who are in the middle of an older one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ..errors import Fault
from ..rules.suggestion import did_you_mean
from .material import Material
from .parse import Source

Place = tuple[str, str, str]  # flow, version, step


def people_can_go_on(material: Material, standing: Mapping[Place, int]) -> list[Fault]:
    """`standing`: how many people stand where. A step that was taken away needs a `migrate` rule; who stands at a flow
    that is gone can only finish on the version that the database keeps: a warning."""
    people: Counter[tuple[str, str]] = Counter()
    for (flow_id, version, step), count in standing.items():
        source = material.sources.get(flow_id)
        if source is None or source.flow.version != version:
            people[flow_id, step] += count
    found = [_fault(material, *place, count) for place, count in people.items()]
    return sorted(fault for fault in found if fault is not None)


def _fault(material: Material, flow_id: str, step: str, count: int) -> Fault | None:
    wait = f"{count} people wait" if count != 1 else "1 person waits"
    source: Source | None = (material.sources | material.rough).get(flow_id)
    if source is None:
        gone = "this flow, which is gone; they finish on its last version, so keep the file until then if you can"
        return Fault(f"flows/{flow_id}.yaml", 0, f"{wait} at “{step}” of {gone}", warning=True)
    steps = source.flow.steps
    if step in steps or step in source.flow.migrate:
        return None
    message = f"{wait} at “{step}”, which is gone{did_you_mean(step, steps)}"
    return source.fault(f"{message} Say where they go on: migrate: {{{step}: …}}", "migrate")
