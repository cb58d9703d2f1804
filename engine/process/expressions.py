"""FEEL where the library expects Python: conditions, timers and collections see the case, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from SpiffWorkflow.bpmn.script_engine import BasePythonScriptEngineEnvironment
from SpiffWorkflow.operators import Operator

from engine import feel
from engine.errors import ProcedureError
from engine.process.keys import keyed
from engine.process.nodes import Node


class Host(Protocol):
    """What the case lends for one transaction. A naive date or time is one of the zone of `now`."""

    now: datetime
    record: dict[str, Any]
    scope: Mapping[str, Any]
    functions: Mapping[str, Callable[..., Any]]

    def after(self, start: datetime, duration: str) -> datetime:
        """The moment an ISO 8601 duration after `start`, as whoever lends the case counts time."""

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None: ...

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any: ...


class Layer(Mapping[str, Any]):
    """Names laid over a scope; what lies beneath is looked up only when it is asked for."""

    def __init__(self, over: Mapping[str, Any], beneath: Mapping[str, Any]) -> None:
        self._over = over
        self._beneath = beneath

    def __getitem__(self, name: str) -> Any:
        return self._over[name] if name in self._over else self._beneath[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._over, *self._beneath]))

    def __len__(self) -> int:
        return len(set(self._over) | set(self._beneath))


class Environment(BasePythonScriptEngineEnvironment):
    """The one door between the library and the case; made anew for each transaction."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host
        self.thrown: list[Any] = []
        """The events whose signals have not been delivered."""

    def value(self, expression: feel.Expression | feel.Timer, task: Any, where: str) -> Any:
        """`where`: the id of the node or flow that a refusal names."""
        try:
            return expression.evaluate(self.scope(task), now=self.host.now, functions=self.host.functions)
        except feel.FeelError as error:
            raise ProcedureError(where, f"Expected a value at '{where}', but: {error.sentence}") from error

    def holds(self, expression: feel.Expression, task: Any, where: str) -> bool:
        """Only true passes; null does not; anything else is a mistake in the diagram."""
        value = self.value(expression, task, where)
        if value is None or isinstance(value, bool):
            return value is True
        sentence = f"Expected true, false or null from the condition of '{where}', but got another value"
        raise ProcedureError(where, sentence)

    def time(self, timer: feel.Timer, task: Any, where: str) -> str:
        """ISO 8601."""
        text: str = self.value(timer, task, where)
        return text

    def scope(self, task: Any) -> Mapping[str, Any]:
        """The host's names, and over them the items of the multi-instances that the task is in."""
        scope = self.host.scope
        for name, (source, key) in task.data.get("items", {}).items():
            scope = Layer({name: self._item(source, key, scope)}, scope)
        return scope

    def _item(self, source: str, key: str, scope: Mapping[str, Any]) -> Any:
        """None where the record does not hold it any more."""
        found = feel.compile(source).evaluate(scope, now=self.host.now, functions=self.host.functions)
        return (keyed(found) or {}).get(key)

    def evaluate(self, expression: str, context: Any, external_context: Any = None) -> Any:
        raise ProcedureError(
            "", "Expected expressions to be compiled when the diagram is read, but one was not"
        )

    def execute(self, script: str, context: Any, external_context: Any = None) -> bool:
        raise ProcedureError("", "Expected no scripts, but the diagram has one")

    def call_service(self, context: Any, **kwargs: Any) -> Any:
        raise ProcedureError("", "Expected services to be handlers, but the diagram calls one by other means")


def environment_of(task: Any) -> Environment:
    environment: Environment = task.workflow.script_engine.environment
    return environment


def compiled(text: str, where: str) -> feel.Expression:
    try:
        return feel.compile(text)
    except feel.FeelError as error:
        raise ProcedureError(where, f"Expected FEEL at '{where}', but: {error.sentence}") from error


class FeelCondition(Operator):
    """The condition of a flow."""

    def __init__(self, text: str, flow: str) -> None:
        super().__init__(text)
        self.expression = compiled(text, flow)
        self.flow = flow

    def _matches(self, task: Any) -> bool:
        return environment_of(task).holds(self.expression, task, self.flow)
