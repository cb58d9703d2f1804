"""Service and rule tasks: inside ones run within the step, outside ones wait until a worker brings the result."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins import BpmnSpecMixin

from engine import feel
from engine.process.expressions import Host, compiled, environment_of
from engine.process.items import item_of
from engine.process.nodes import Node


class Calling(BpmnSpecMixin):
    """`node` is set by the parser, then `compile` is called."""

    node: Node
    parameters: Mapping[str, feel.Expression]

    def compile(self) -> None:
        self.parameters = {name: compiled(text, self.node.id) for name, text in self.node.parameters.items()}

    def evaluated(self, my_task: Any) -> dict[str, Any]:
        """The parameters as JSON values."""
        value = environment_of(my_task).value
        return {
            name: feel.to_json(value(expression, my_task, self.node.id))
            for name, expression in self.parameters.items()
        }


class InsideTask(Calling):
    def _run_hook(self, my_task: Any) -> bool:
        host = environment_of(my_task).host
        land(host, my_task, self.node, host.call(self.node.handler or "", self.evaluated(my_task), self.node))
        return True


class OutsideTask(Calling):
    """STARTED while the worker works: the library neither runs nor refreshes tasks of that state."""

    def _run_hook(self, my_task: Any) -> None:
        return None


class DecisionTask(Calling):
    def _run_hook(self, my_task: Any) -> bool:
        environment = environment_of(my_task)
        verdict = environment.host.decide(self.node.decision or "", environment.scope(my_task), self.node)
        land(environment.host, my_task, self.node, verdict)
        return True


def land(host: Host, my_task: Any, node: Node, result: Any) -> None:
    """Writes a result into the record; within a multi-instance, below the item's key."""
    if node.result is None:
        return
    item = item_of(my_task)
    if item is None:
        host.record[node.result] = result
    else:
        kept = host.record.get(node.result)
        host.record[node.result] = {**(kept if isinstance(kept, Mapping) else {}), item: result}
