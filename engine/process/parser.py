"""The library's parser, with every element replaced by ours and every expression compiled."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.parser.event_parsers import SIGNAL_EVENT_XPATH, EventDefinitionParser
from SpiffWorkflow.bpmn.parser.ProcessParser import ProcessParser
from SpiffWorkflow.bpmn.parser.task_parsers import ConditionalGatewayParser
from SpiffWorkflow.bpmn.parser.TaskParser import TaskParser
from SpiffWorkflow.bpmn.parser.util import full_tag
from SpiffWorkflow.bpmn.specs.defaults import ServiceTask

from engine.errors import ProcedureError
from engine.process.checks import ACTIVITIES, refuse
from engine.process.events import (
    Boundary,
    End,
    ErrorEvent,
    EventChoice,
    FirstOf,
    Message,
    Once,
    Repeating,
    Signal,
)
from engine.process.expressions import FeelCondition, compiled
from engine.process.items import COUNTER, Collection, Item, Loop, ParallelItems, SequentialItems
from engine.process.joins import BoundaryJoin, Choice, Fork, InclusiveJoin, ParallelJoin
from engine.process.lazy import Lazy
from engine.process.nodes import FORK, Node
from engine.process.specs import Calling, DecisionTask, InsideTask, OutsideTask

OURS = {
    "exclusiveGateway": Choice,
    "parallelGateway": ParallelJoin,
    "inclusiveGateway": InclusiveJoin,
    "eventBasedGateway": EventChoice,
    "endEvent": End,
    "boundaryEvent": Boundary,
    "businessRuleTask": DecisionTask,
}
REPEATS = "./bpmn:multiInstanceLoopCharacteristics"


class OwnTask(TaskParser):
    """Goes in front of each of the library's element parsers."""

    def create_task(self) -> Any:
        task = super().create_task()
        task.node = self.facts
        if isinstance(task, Calling):
            task.compile()
        return task

    @property
    def facts(self) -> Node:
        node: Node = self.process_parser.parser.nodes[self.bpmn_id]
        return node

    def parse_extensions(self, node: Any = None) -> dict[str, Any]:
        """All is in the node already."""
        return {"properties": self.facts.properties}

    def _xpath(self, node: Any, xpath: str) -> Any:
        """The library asks six plain paths of each element; without XPath that takes a tenth of the time."""
        return super()._xpath(node, xpath) if "@" in xpath else node.findall(xpath, self.nsmap)

    def first_text(self, path: str) -> str | None:
        found = self.xpath(path)
        return (found[0].text or "").strip() or None if found else None

    def _add_loop_task(self, characteristics: Any) -> None:
        child = self.task
        super()._add_loop_task(characteristics)
        self._take_over(child, self.first_text("./bpmn:standardLoopCharacteristics/bpmn:loopCondition"))

    def _add_multiinstance_task(self, characteristics: Any) -> None:
        child = self.task
        super()._add_multiinstance_task(characteristics)
        if self.task.data_output is not None:
            raise refuse(
                self.facts, f"Expected the items' results in the record, but '{self.bpmn_id}' collects them"
            )
        source = self.first_text(f"{REPEATS}/bpmn:loopDataInputRef")
        source = source or self.first_text(f"{REPEATS}/bpmn:loopCardinality") or ""
        item = self.xpath(f"{REPEATS}/bpmn:inputDataItem")
        name = (item[0].get("name") or item[0].get("id")) if item else COUNTER
        self.task.cardinality = None
        self.task.data_input = Collection(source, self.facts.id)
        self.task.input_item, self.task.output_item = Item(name, source), None
        self._take_over(child, self.first_text(f"{REPEATS}/bpmn:completionCondition"))

    def _add_boundary_event(self, children: Any) -> Any:
        split = super()._add_boundary_event(children)
        inner = self.spec.task_specs.pop(f"{self.bpmn_id}.BoundaryEventJoin")
        join = BoundaryJoin(self.spec, inner.name, split_task=split.name, cancel=True)
        join._inputs = inner._inputs
        return split

    def handles_multiple_outgoing(self) -> bool:
        return True

    def connect_outgoing(self, outgoing_task: Any, sequence_flow_node: Any, is_default: bool) -> None:
        if not self._is_choosing:
            self.task.connect(outgoing_task)
            return
        fork, flow = self._fork, sequence_flow_node.get("id")
        text = (self.parse_condition(sequence_flow_node) or "").strip()
        if is_default:
            fork.connect(outgoing_task)
        elif text:
            fork.connect_if(FeelCondition(text, flow), outgoing_task)
        else:
            fork.connect_always(outgoing_task)

    @property
    def _is_choosing(self) -> bool:
        """Whether not every way out is always taken."""
        flows = self.process_parser.get_outgoing_sequence_flows(self.bpmn_id)
        own = {flow.get("id") for flow in flows}
        has_default = len(flows) > 1 and self.node.get("default") in own
        return self.facts.kind in ACTIVITIES and (has_default or any(map(self.parse_condition, flows)))

    @property
    def _fork(self) -> Any:
        known = self.spec.task_specs.get(f"{self.bpmn_id}{FORK}")
        if known is not None:
            return known
        fork = self.process_parser.parser.fork_class(self.spec, f"{self.bpmn_id}{FORK}")
        fork.node = self.facts
        self.task.connect(fork)
        return fork

    def _take_over(self, child: Any, stop: str | None) -> None:
        """What the library's own serializer would wire, and what it forgets."""
        self.task.node = child.node
        self.task.lane = child.lane
        self.task.stop = None if stop is None else compiled(stop, child.bpmn_id)
        child.completed_event.connect(self.task.merge_child)


class OwnService(OwnTask):
    def create_task(self) -> Any:
        parser = self.process_parser.parser
        if self.facts.handler is None:
            raise refuse(
                self.facts, f"Expected a handler for the service task '{self.facts.id}', but it has none"
            )
        outside = parser.outside(self.facts.handler)
        self.spec_class = parser.outside_class if outside else parser.inside_class
        return super().create_task()


class OwnGateway(OwnTask):
    def connect_outgoing(self, outgoing_task: Any, sequence_flow_node: Any, is_default: bool) -> None:
        task, flow = self.task, sequence_flow_node.get("id")
        if is_default:
            task.connect(outgoing_task)
            return
        text = (self.parse_condition(sequence_flow_node) or "").strip()
        if not text:
            raise ProcedureError(
                flow, f"Expected a condition on flow '{flow}', but it has none and is not the default",
                self.facts.path, sequence_flow_node.sourceline,
            )  # fmt: skip
        task.connect_if(FeelCondition(text, flow), outgoing_task)


class OwnEvent(OwnTask):
    def parse_timer_event(self, event: Any) -> Any:
        for tag in ("timeDuration", "timeDate"):
            if text := self.first_text(f".//bpmn:{tag}"):
                return Once(self.facts.id, text)
        text = self.first_text(".//bpmn:timeCycle")
        if text is None:
            raise refuse(self.facts, f"Expected a time for the timer '{self.facts.id}', but it has none")
        if self.facts.kind != "boundaryEvent" or self.node.get("cancelActivity") != "false":
            raise refuse(
                self.facts,
                f"Expected repetitions on boundaries that interrupt nothing, but not so '{self.facts.id}'",
            )
        return Repeating(self.facts.id, text)

    def parse_error_event(self, error_event: Any) -> Any:
        found = super().parse_error_event(error_event)
        if self.node.get("cancelActivity") == "false":
            raise refuse(
                self.facts, f"Expected the error event '{self.facts.id}' to interrupt, but it does not"
            )
        return ErrorEvent(self.facts.id, found.code)

    def parse_message_event(self, message_event: Any) -> Any:
        return Message(super().parse_message_event(message_event).name, self.facts.id)

    def parse_signal_event(self, signal_event: Any) -> Any:
        return Signal(super().parse_signal_event(signal_event).name, self.facts.id)

    def get_event_definition(self, xpaths: list[str]) -> Any:
        """The library does not look for a signal at an end event."""
        if self.facts.kind == "endEvent":
            xpaths = [*xpaths, SIGNAL_EVENT_XPATH]
        return super().get_event_definition(xpaths)

    def create_task(self) -> Any:
        task = super().create_task()
        if isinstance(task, EventChoice):
            task.event_definition = FirstOf()
        return task


class OwnProcess(ProcessParser):
    def _index_process_nodes(self) -> None:
        """The library also takes in what is inside extensions, where a handler may be called like a node, and its
        XPath takes four times as long for twice the nodes."""
        for node in self.node.iter(full_tag("*")):
            if node.get("id") is not None:
                self.nodes_by_id[node.get("id")] = node
            if node.tag == full_tag("sequenceFlow"):
                self.outgoing_sequence_flows.setdefault(node.get("sourceRef"), []).append(node)
            elif node.tag == full_tag("boundaryEvent"):
                self.boundary_events_by_attached.setdefault(node.get("attachedToRef"), []).append(node)


@cache
def element_classes(prediction: type) -> dict[str, tuple[type, type]]:
    """Tag -> parser and spec, with `prediction` in front of every spec class."""
    found = {}
    known = {**BpmnParser.PARSER_CLASSES, full_tag("businessRuleTask"): (TaskParser, ServiceTask)}
    for tag, (parser, spec) in known.items():
        name = tag.rpartition("}")[2]
        found[tag] = (_parser_class(parser, name, prediction), predicted(prediction, OURS.get(name, spec)))
    return found


@cache
def predicted(prediction: type, spec: type) -> type:
    return type(spec.__name__, (prediction, spec), {})


def _parser_class(parser: type, name: str, prediction: type) -> type:
    mixin: type = OwnTask
    if name == "serviceTask":
        mixin = OwnService
    elif issubclass(parser, ConditionalGatewayParser):
        mixin = OwnGateway
    elif issubclass(parser, EventDefinitionParser):
        mixin = OwnEvent
    repeated = {
        "PARALLEL_MI_CLASS": predicted(prediction, ParallelItems),
        "SEQUENTIAL_MI_CLASS": predicted(prediction, SequentialItems),
        "STANDARD_LOOP_CLASS": predicted(prediction, Loop),
    }
    return type(f"Own{parser.__name__}", (mixin, parser), repeated)


class DiagramParser(BpmnParser):
    """One a bundle: the library's parser keeps what it has seen."""

    PROCESS_PARSER_CLASS = OwnProcess

    def __init__(
        self, nodes: Mapping[str, Node], outside: Callable[[str], bool], prediction: type = Lazy
    ) -> None:
        super().__init__()
        self.nodes = nodes
        self.outside = outside
        self.outside_class = predicted(prediction, OutsideTask)
        self.inside_class = predicted(prediction, InsideTask)
        self.fork_class = predicted(prediction, Fork)
        self.OVERRIDE_PARSER_CLASSES = element_classes(prediction)
