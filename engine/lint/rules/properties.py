"""What a diagram says of its tasks is said in words that the office knows.

A deadline that is no duration is no deadline; an unknown outcome has no button; an unknown duty would escape the
separation of duties; a return without reasons could not be explained to the applicant."""

from collections.abc import Iterator

from engine import durations
from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node

DEADLINE, OUTCOME, DUTY, STATUS, REASONS, UNSAID = "E230", "E231", "E232", "E233", "E234", "W235"
OUTCOMES = ("setuju", "kembalikan", "tolak", "keberatan")
STATUSES = ("issued", "rejected", "withdrawn")
PEOPLE = ("userTask", "manualTask", "task")


def check(model: Model) -> Iterator[Problem]:
    has_reasons = "shared/reasons.toml" in model.files
    for diagram, node in model.each_node():
        if node.kind in PEOPLE:
            yield from _task(diagram, node, model)
            outcomes = node.properties.get("hasil", "")
            if model.whole and not has_reasons and any(word in outcomes for word in OUTCOMES[1:]):
                yield diagram.problem(
                    REASONS, "Expected shared/reasons.toml for returns and refusals, but it is missing", node
                )
        status = node.properties.get("status")
        if node.kind == "endEvent" and status is not None and status not in STATUSES:
            yield diagram.problem(
                STATUS, f"Expected a status of {', '.join(STATUSES)}, but got '{status}'", node
            )


def _task(diagram: Diagram, node: Node, model: Model) -> Iterator[Problem]:
    allowed = node.properties.get("waktu")
    if allowed is None:
        if model.whole:
            yield diagram.problem(
                UNSAID, f"Expected the property waktu on '{node.id}': one day is allowed without it", node
            )
    elif durations.parse(allowed) is None:
        yield diagram.problem(
            DEADLINE, f"Expected an ISO 8601 duration such as PT4H as waktu, but got '{allowed}'", node
        )
    for word in (word.strip() for word in node.properties.get("hasil", "setuju").split(",")):
        if word not in OUTCOMES:
            yield diagram.problem(
                OUTCOME, f"Expected outcomes of {', '.join(OUTCOMES)}, but got '{word}'", node
            )
    duty = node.properties.get("tugas")
    if duty is not None and duty not in model.catalog.duties:
        known = ", ".join(sorted(model.catalog.duties))
        yield diagram.problem(DUTY, f"Expected a duty of {known}, but got '{duty}'", node)
