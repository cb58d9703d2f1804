"""Multi-instance and loop tasks over the case's record: the state keeps the key of an item, never the item."""

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.specs.data_spec import BpmnDataSpecification
from SpiffWorkflow.bpmn.specs.defaults import (
    ParallelMultiInstanceTask,
    SequentialMultiInstanceTask,
    StandardLoopTask,
)
from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import LoopTask, MultiInstanceTask

from engine import feel
from engine.errors import ProcedureError
from engine.process.expressions import compiled, environment_of
from engine.process.keys import keyed

AT_MOST = 50
"""Items of one multi-instance; each is a token, and a step costs time for every one of them."""
COUNTER = "loopCounter"


class Collection(BpmnDataSpecification):
    """The keys of what an expression finds in the record, as a mapping of each key to itself."""

    def __init__(self, text: str, node: str) -> None:
        super().__init__(node)
        self.text = text
        self.expression = compiled(text, node)

    def exists(self, my_task: Any) -> bool:
        return True

    def get(self, my_task: Any, **kwargs: Any) -> Mapping[str, str]:
        found = environment_of(my_task).value(self.expression, my_task, self.bpmn_id)
        keys = keyed(found)
        if keys is None:
            raise ProcedureError(
                self.bpmn_id, f"Expected a collection for '{self.bpmn_id}', but there is none"
            )
        if isinstance(found, list) and len(keys) < len(found):
            raise ProcedureError(
                self.bpmn_id, f"Expected items with ids of their own for '{self.bpmn_id}', but two share one"
            )
        if len(keys) > AT_MOST:
            raise ProcedureError(
                self.bpmn_id,
                f"Expected at most {AT_MOST} items for '{self.bpmn_id}', but there are {len(keys)}",
            )
        return {key: key for key in keys}


class Item(BpmnDataSpecification):
    """The name by which expressions find the item."""

    def __init__(self, name: str, source: str) -> None:
        super().__init__(name)
        self.source = source

    def exists(self, my_task: Any) -> bool:
        return False

    def set(self, my_task: Any, key: str, **kwargs: Any) -> None:
        outer = {
            name: place
            for name, place in my_task.parent.data.get("items", {}).items()
            if name != self.bpmn_id
        }
        my_task.data["items"] = {**outer, self.bpmn_id: [self.source, key]}


def item_of(my_task: Any) -> str | None:
    """The keys of the items that a task is in, outermost first, parted by `/`."""
    return "/".join(key for _, key in my_task.data.get("items", {}).values()) or None


def is_round(my_task: Any) -> bool:
    """Whether it is the work on one item, or one round of a loop; what follows a finished loop is none."""
    loop = my_task.parent.task_spec
    return isinstance(loop, LoopTask) and loop.task_spec == my_task.task_spec.name


class Repeated(LoopTask):
    """`stop`: the condition that ends it, or for a loop the one that keeps it going."""

    stop: feel.Expression | None = None


class EachItem(MultiInstanceTask):
    def merge_child(self, workflow: Any, child: Any) -> None:
        """Nothing of an item's data leaves it: results are in the record already."""
        child.parent.internal_data["merged"].append(str(child.id))

    def check_completion_condition(self, my_task: Any) -> bool:
        stop, merged = self.stop, my_task.internal_data["merged"]
        if stop is None or not merged:
            return False
        last = next(child for child in my_task.children if str(child.id) == merged[-1])
        return environment_of(my_task).holds(stop, last, self.bpmn_id)


class ParallelItems(Repeated, ParallelMultiInstanceTask, EachItem):
    pass


class SequentialItems(Repeated, SequentialMultiInstanceTask, EachItem):
    def get_next_input_item(self, my_task: Any) -> tuple[str | None, str | None]:
        remaining = my_task.internal_data["remaining"]
        if not remaining:
            return None, None
        my_task.internal_data["remaining"] = remaining[1:]
        return remaining[0], remaining[0]


class Loop(Repeated, StandardLoopTask):
    """`stop` is BPMN's loop condition: the task is repeated while it holds."""

    def loop_complete(self, my_task: Any) -> bool:
        done = len(my_task.internal_data.get("merged", []))
        if self.maximum is not None and done >= self.maximum:
            return True
        return self.stop is not None and not environment_of(my_task).holds(self.stop, my_task, self.bpmn_id)
