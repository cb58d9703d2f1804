"""Every task stands in a lane, and a lane is a role of the office.

The lane decides whose inbox a task comes to. A task outside all lanes would come to nobody's."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem

UNKNOWN, OUTSIDE, NONE, PERSON = "E130", "E131", "W132", "E133"
FOR_PEOPLE = ("userTask", "manualTask", "task")
SYSTEM = "Sistem"


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        lanes = list(diagram.elements("lane"))
        if not lanes and any(node.kind in FOR_PEOPLE for node in diagram.nodes) and diagram is model.main:
            yield diagram.problem(NONE, "Expected lanes that say who does what, but there are none")
            continue
        for lane in lanes:
            name = lane.get("name") or ""
            if name not in model.catalog.lanes and lane.find("{*}childLaneSet") is None:
                known = ", ".join(sorted(model.catalog.lanes))
                yield diagram.problem(
                    UNKNOWN, f"Expected a role of the office as lane ({known}), but got '{name}'", lane
                )
        for node in diagram.nodes:
            if node.kind not in FOR_PEOPLE:
                continue
            if lanes and node.lane is None:
                yield diagram.problem(
                    OUTSIDE, f"Expected task '{node.id}' to stand in a lane, but it does not", node
                )
            if node.lane == SYSTEM:
                yield diagram.problem(
                    PERSON, f"Expected a person's lane for task '{node.id}', but it is '{SYSTEM}'", node
                )
