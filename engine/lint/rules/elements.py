"""Only what the engine runs rightly may be drawn.

The library loses the token of a link event, ends silently where a signal should be sent, never runs compensation,
and shares an event sub-process between cases. Each is refused by name rather than run wrongly."""

from collections.abc import Iterator

from engine.lint.model import Model
from engine.lint.problem import Problem
from engine.process.checks import EVENTS, RUNS

UNKNOWN, EVENT = "E111", "E112"
MEND = {
    "complexGateway": "draw an inclusive gateway with conditions",
    "transaction": "draw a sub-process with an error boundary event",
    "adHocSubProcess": "draw the tasks with an inclusive gateway",
    "scriptTask": "use a decision or a service task",
    "sendTask": "use a service task",
}
EVENT_WORDS = {
    "link": "join the two ends by a sequence flow",
    "compensate": "draw the way back as tasks",
    "signal": "use a message or a call activity",
    "escalation": "use a timer or an error boundary event",
    "conditional": "use an exclusive gateway",
    "cancel": "use an error boundary event",
}


def check(model: Model) -> Iterator[Problem]:
    for diagram, node in model.each_node():
        if node.kind not in RUNS:
            mend = MEND.get(node.kind, "use another element")
            yield diagram.problem(
                UNKNOWN, f"Expected an element that can be run, but {node.kind} can't: {mend}", node
            )
        elif node.event is not None and node.event not in EVENTS.get(node.kind, ()):
            mend = EVENT_WORDS.get(node.event, "use an event that can be run")
            yield diagram.problem(
                EVENT, f"Expected an event that can be run, but '{node.event}' can't here: {mend}", node
            )
    for diagram in model.diagrams:
        for element in diagram.elements("subProcess"):
            if element.get("triggeredByEvent") == "true":
                yield diagram.problem(
                    UNKNOWN, "Expected no event sub-process, but there is one: use a boundary event", element
                )
