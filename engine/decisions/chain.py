"""A decision and those it requires: each decided once, and only when its result is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine import feel
from engine.decisions.decision import InputData, Knowledge, Service
from engine.decisions.functions import Parameters, checked_function
from engine.decisions.itemtypes import MISFIT
from engine.decisions.verdict import Trial
from engine.feel.run import Frame, Run

if TYPE_CHECKING:
    from engine.decisions.collection import Decisions


class Inputs(Mapping[str, Any]):
    """What the host gives, read as the types of the input data have it, and only when it is asked for."""

    def __init__(self, scope: Mapping[str, Any], known: Mapping[str, InputData], run: Run) -> None:
        self._scope = scope
        self._known = known
        self._run = run
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        known = self._known.get(name)
        if known is None:
            return self._scope[name]
        if name not in self._read:
            self._read[name] = self._fitted(known, self._scope[name])
        return self._read[name]

    def _fitted(self, known: InputData, value: Any) -> Any:
        fitted = known.type.fit(self._run, value, reading=True)
        if fitted is MISFIT:
            raise feel.FeelValueError(
                f"Expected a '{known.type.name}' as '{known.name}', but got a {feel.kind(feel.native(value))}"
            )
        return fitted

    def __iter__(self) -> Iterator[str]:
        return iter(self._scope)

    def __len__(self) -> int:
        return len(self._scope)


class Chain:
    """One evaluation over some inputs. `results` holds what is decided, or given in the place of a decision."""

    def __init__(
        self, model: Decisions, trial: Trial, inputs: Mapping[str, Any], given: Mapping[str, Any]
    ) -> None:
        self._model = model
        self._trial = trial
        self._inputs = inputs
        self._results = dict(given)
        self._functions: dict[str, feel.FeelFunction] = {}

    def result(self, decision_id: str) -> Any:
        if decision_id not in self._results:
            decision = self._model.decision(decision_id)
            seen = Seen(self, self._inputs, self._model.visible[decision_id])
            self._results[decision_id] = self._trial.rule(decision, seen, decision.code)
        return self._results[decision_id]

    def decides(self, one: str) -> bool:
        return one in self._results or one in self._model.by_id

    def function(self, invocable_id: str) -> feel.FeelFunction:
        if invocable_id not in self._functions:
            one = self._model.invocable(invocable_id)
            made = self._of_knowledge(one) if isinstance(one, Knowledge) else self._of_service(one)
            self._functions[invocable_id] = made
        return self._functions[invocable_id]

    def _of_knowledge(self, knowledge: Knowledge) -> feel.FeelFunction:
        seen = Seen(self, {}, self._model.visible[knowledge.id])

        def apply(run: Run, names: dict[str, Any]) -> Any:
            return self._trial.rule(knowledge, seen, knowledge.code, Frame(names, None))

        return checked_function(knowledge.parameters, apply)

    def _of_service(self, service: Service) -> feel.FeelFunction:
        parameters: Parameters = []
        stands_for: dict[str, str] = {}
        for one in service.inputs:
            name, wanted = self._model.parameter(one)
            parameters.append((name, wanted))
            stands_for[name] = one

        def apply(run: Run, names: dict[str, Any]) -> Any:
            given = {stands_for[name]: value for name, value in names.items()}
            return Chain(self._model, self._trial, names, given).served(service)

        return checked_function(parameters, apply)

    def served(self, service: Service) -> Any:
        """The result of a service's only output, or a context of all; null where it is of another type."""
        outputs = {self._model.decision(one).result_name: self.result(one) for one in service.outputs}
        result = next(iter(outputs.values())) if len(outputs) == 1 else outputs
        fitted = service.type.fit(self._trial, result)
        return None if fitted is MISFIT else fitted


class Seen(Mapping[str, Any]):
    """What a decision or knowledge sees: what it requires, over the inputs."""

    def __init__(self, chain: Chain, inputs: Mapping[str, Any], visible: Mapping[str, str]) -> None:
        self._chain = chain
        self._inputs = inputs
        self._visible = visible

    def __getitem__(self, name: str) -> Any:
        required = self._visible.get(name)
        if required is None:
            return self._inputs[name]
        return (
            self._chain.result(required) if self._chain.decides(required) else self._chain.function(required)
        )

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._visible, *self._inputs]))

    def __len__(self) -> int:
        return len({*self._visible, *self._inputs})
