"""Only what the engine runs rightly may be drawn. The library loses the token at a link event, ends silently where a
message should be sent, never runs a compensation, and shares an event sub-process between cases; what it does not know
at all stops the case. Each of these is refused by its name, with what to draw instead, rather than run wrongly."""

from collections.abc import Iterator

from lxml import etree

from engine.lint.model import Diagram, Model
from engine.lint.problem import Problem
from engine.process import Node
from engine.process.checks import EVENTS, RUNS
from engine.process.diagrams import local

UNKNOWN, EVENT, COMPENSATION = "E111", "E112", "E113"
INSTEAD = {
    "complexGateway": "draw an inclusive gateway with conditions",
    "transaction": "draw a sub-process with an error boundary event",
    "adHocSubProcess": "draw the tasks between two inclusive gateways",
    "scriptTask": "use a decision or a service task",
    "sendTask": "use a service task with a handler that sends",
}
INSTEAD_OF_EVENT = {
    "link": "join the two ends by a sequence flow",
    "compensate": "draw the way back as tasks",
    "message": "use a service task with a handler that sends",
    "escalation": "use a timer or an error boundary event",
    "conditional": "use an exclusive gateway",
    "cancel": "use an error boundary event",
    "timer": "use an intermediate event or one on the boundary of a task",
    "terminate": "use it on an end event only",
    "error": "use it on an end event or on a boundary",
}
AT_A_START = "a case is opened at a desk, so use a plain start event"
BESIDE_NODES = frozenset(
    {
        "documentation", "extensionElements", "laneSet", "sequenceFlow", "incoming", "outgoing", "textAnnotation",
        "association", "group", "dataObject", "dataObjectReference", "dataStoreReference", "property", "auditing",
        "ioSpecification", "monitoring", "dataInputAssociation", "dataOutputAssociation", "correlationSubscription",
        "performer", "potentialOwner", "humanPerformer", "resourceRole", "supportedInterfaceRef", "ioBinding",
        "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "categoryValueRef",
    }
)  # fmt: skip


def check(model: Model) -> Iterator[Problem]:
    for diagram in model.diagrams:
        for node in diagram.nodes:
            yield from _node(diagram, node)
        for holder in diagram.holders.values():
            yield from _unknown(diagram, holder)
        for element in diagram.inside():
            if element.get("isForCompensation") == "true":
                sentence = (
                    "Expected a task on the way, but it is only for compensation: draw the way back as tasks"
                )
                yield diagram.problem(COMPENSATION, sentence, element)


def _node(diagram: Diagram, node: Node) -> Iterator[Problem]:
    holder = diagram.by_id.get(node.parent or "")
    if node.kind == "startEvent" and holder is not None and holder.event == "triggeredByEvent":
        return  # the sub-process itself is refused
    if node.event == "triggeredByEvent":
        sentence = (
            f"Expected no event sub-process, but '{node.id}' is one: use an event on the boundary of a task"
        )
        yield diagram.problem(UNKNOWN, sentence, node)
    elif node.kind not in RUNS:
        instead = INSTEAD.get(node.kind, "use another element")
        sentence = f"Expected an element that can be run, but {node.kind} '{node.id}' can't: {instead}"
        yield diagram.problem(UNKNOWN, sentence, node)
    elif node.event is not None and node.event not in EVENTS.get(node.kind, ()):
        sentence = f"Expected an event that can be run, but {node.kind} '{node.id}' is one of {_words(node)}"
        yield diagram.problem(EVENT, sentence, node)
    elif node.event is None and node.kind == "intermediateCatchEvent":
        sentence = f"Expected '{node.id}' to say what it waits for, but it names no event: choose a timer or a message"
        yield diagram.problem(EVENT, sentence, node)


def _words(node: Node) -> str:
    event = node.event or ""
    if "+" in event:
        return f"several events ({event.replace('+', ', ')}): draw one for each"
    instead = AT_A_START if node.kind == "startEvent" else INSTEAD_OF_EVENT.get(event, "use another event")
    return f"'{event}': {instead}"


def _unknown(diagram: Diagram, holder: etree._Element) -> Iterator[Problem]:
    for element in holder.iterchildren(etree.Element):
        tag = local(element)
        if tag and tag not in BESIDE_NODES and element.get("id", "") not in diagram.by_id:
            yield diagram.problem(
                UNKNOWN,
                f"Expected an element that can be run, but {tag} can't: use another element",
                element,
            )
