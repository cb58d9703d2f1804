"""All decisions of a bundle of DMN files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from engine import feel
from engine.decisions.chain import Chain, Inputs
from engine.decisions.decision import Decision, InputData, Knowledge, Service
from engine.decisions.document import read
from engine.decisions.itemtypes import ItemType
from engine.decisions.links import broken_links, visible_names
from engine.decisions.reader import Reader
from engine.decisions.verdict import Trial, Verdict
from engine.errors import DecisionError
from engine.feel.run import HostFunctions

_NO_FUNCTIONS: HostFunctions = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Decisions:
    """Compiled; shared by threads. `by_id` is what lint walks over; `problems` are those of elements that cannot be
    used, by their ids, which `parse` refuses; `visible` says for each what it requires, by name."""

    by_id: Mapping[str, Decision]
    invocables: Mapping[str, Knowledge | Service]
    inputs: Mapping[str, InputData]
    parameters: Mapping[str, tuple[str, ItemType]]
    visible: Mapping[str, Mapping[str, str]]
    problems: Mapping[str, DecisionError]

    @classmethod
    def parse(cls, files: Iterable[bytes]) -> Decisions:
        """Raises DecisionError for XML, FEEL and links that cannot be used."""
        parsed = cls.read(files)
        for problem in parsed.problems.values():
            raise problem
        return parsed

    @classmethod
    def read(cls, files: Iterable[bytes]) -> Decisions:
        """As `parse`, but what cannot be used is refused only when it is asked for; raises DecisionError for files that
        are no DMN at all."""
        reader = Reader()
        for content in files:
            reader.take(read(content))
        known = {**reader.decisions, **reader.invocables}
        problems = {**reader.problems, **broken_links(known, {*reader.inputs, *reader.problems})}
        return cls(
            MappingProxyType(reader.decisions),
            MappingProxyType(reader.invocables),
            MappingProxyType(reader.inputs),
            MappingProxyType(reader.parameters),
            MappingProxyType(visible_names(known)),
            MappingProxyType(problems),
        )

    def ruler(self, identity: str) -> Decision | Knowledge | None:
        """What a ruling of a trace was made by."""
        found = self.by_id.get(identity) or self.invocables.get(identity)
        return None if isinstance(found, Service) else found

    @property
    def asked(self) -> Collection[str]:
        """The ids of what a rule task may name."""
        return [*self.by_id, *(one.id for one in self.invocables.values() if isinstance(one, Service))]

    def name_of(self, identity: str) -> str:
        found = self.by_id.get(identity) or self.invocables[identity]
        return found.name or identity

    def evaluate(
        self,
        name: str,
        scope: Mapping[str, Any],
        *,
        now: datetime,
        functions: HostFunctions = _NO_FUNCTIONS,
    ) -> Verdict:
        """Of a decision, a service or knowledge, by its id or else its name. ISO texts become dates, times and
        durations where the type of an input is one. Raises DecisionError."""
        asked = self._find(name)
        trial = Trial(now, functions)
        known = {one.name: one for one in self.inputs.values()}
        chain = Chain(self, trial, Inputs(scope, known, trial), {})
        try:
            result = chain.result(asked) if asked in self.by_id else self._called(chain, asked, scope, trial)
        except feel.FeelError as error:
            raise DecisionError(asked, error.sentence) from error
        except RecursionError:
            raise DecisionError(
                asked, "Expected a decision that needs less depth, but it nests too deeply"
            ) from None
        return Verdict(result, tuple(trial.rulings.values()))

    def _find(self, name: str) -> str:
        if name in self.problems:
            raise self.problems[name]
        if name in self.by_id or name in self.invocables:
            return name
        called = " ".join(name.split())
        found = [one.id for one in (*self.by_id.values(), *self.invocables.values()) if called in one.aliases]
        if found:
            return found[0]
        broken = [
            one for one, (title, _) in self.parameters.items() if title == called and one in self.problems
        ]
        if broken:
            raise self.problems[broken[0]]
        raise DecisionError(name, "Expected a decision with this id, but there is none")

    def _called(self, chain: Chain, asked: str, scope: Mapping[str, Any], trial: Trial) -> Any:
        """Its parameters come from the scope, by their names."""
        one = self.invocables[asked]
        if isinstance(one, Knowledge):
            parameters = dict(one.parameters)
        else:
            parameters = dict(self.parameter(given) for given in one.inputs)
        missing = [name for name in parameters if name not in scope]
        if missing:
            raise DecisionError(asked, f"Expected a value for '{missing[0]}', but there is none")
        typed = Inputs(
            scope, {name: InputData("", name, wanted) for name, wanted in parameters.items()}, trial
        )
        return chain.function(asked).apply_named(trial, {name: typed[name] for name in parameters})

    def decision(self, one: str) -> Decision:
        if one in self.problems:
            raise self.problems[one]
        return self.by_id[one]

    def invocable(self, one: str) -> Knowledge | Service:
        if one in self.problems:
            raise self.problems[one]
        return self.invocables[one]

    def parameter(self, one: str) -> tuple[str, ItemType]:
        """What a service takes for an input, by its id."""
        return self.parameters[one]
