"""Prediction of one step only: the library's predicts every branch to its end, doubling at each parallel block."""

from typing import Any

from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.util.task import TaskState

FORESEEN = TaskState.FUTURE | TaskState.PREDICTED_MASK


class Lazy(TaskSpec):
    """Goes in front of a spec class. The library's own inner specs stay as they are and are predicted through."""

    def _predict(
        self, my_task: Any, seen: Any = None, looked_ahead: int = 0, mask: int = TaskState.PREDICTED_MASK
    ) -> None:
        if looked_ahead or not my_task.has_state(mask):
            return
        self._predict_hook(my_task)
        for child in my_task.children:
            if not isinstance(child.task_spec, Lazy):
                child.task_spec._predict(child, None, 1, mask)

    def _update(self, my_task: Any) -> None:
        unforeseen = my_task.has_state(TaskState.WAITING) and not my_task._children
        if my_task.has_state(FORESEEN) or unforeseen:
            self._predict(my_task, mask=TaskState.NOT_FINISHED_MASK)
        if self._update_hook(my_task):
            my_task._ready()
