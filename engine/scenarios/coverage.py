"""Which sequence flows of a document type's diagram, and of the processes that it calls, no scenario takes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from engine.process import Procedure


@dataclass(frozen=True)
class Gap:
    """A flow that is missing; `reason` where the file says why."""

    flow: str
    source: str
    target: str
    name: str
    reason: str = ""

    def __str__(self) -> str:
        named = f" [{self.name}]" if self.name else ""
        return f"{self.flow}: {self.source} -> {self.target}{named}" + (
            f" ({self.reason})" if self.reason else ""
        )


@dataclass(frozen=True)
class Coverage:
    """Of one process: a type's own diagram, or a called one over all types that call it."""

    process: str
    flows: int
    gaps: tuple[Gap, ...]

    @property
    def open_gaps(self) -> tuple[Gap, ...]:
        """Those without a reason."""
        return tuple(gap for gap in self.gaps if not gap.reason)

    @property
    def percent(self) -> float:
        return 100 * (self.flows - len(self.gaps)) / self.flows if self.flows else 100.0


@dataclass
class Taken:
    """Collects what many scenarios of many types took."""

    procedures: dict[str, Procedure] = field(default_factory=dict)
    flows: set[tuple[str, str]] = field(default_factory=set)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, procedure: Procedure, flows: Iterable[str], uncovered: Mapping[str, str]) -> None:
        self.procedures[procedure.id] = procedure
        known = {flow.id: flow.process for flow in procedure.flows}
        self.flows |= {(known[flow], flow) for flow in flows}
        self.reasons |= {(known.get(flow, ""), flow): reason for flow, reason in uncovered.items()}

    def own(self) -> Iterator[Coverage]:
        for name, procedure in self.procedures.items():
            yield self._of(name, procedure)

    def called(self) -> Iterator[Coverage]:
        """Every called process once."""
        seen: set[str] = set()
        for procedure in self.procedures.values():
            for name in dict.fromkeys(flow.process for flow in procedure.flows):
                if name != procedure.id and name not in seen:
                    seen.add(name)
                    yield self._of(name, procedure)

    def strangers(self) -> list[str]:
        """Flows that are said to be uncovered and that no diagram has."""
        return sorted(flow for process, flow in self.reasons if not process)

    def needless(self) -> list[str]:
        """Flows that are said to be uncovered although some scenario takes them."""
        return sorted(flow for process, flow in self.reasons.keys() & self.flows if process)

    def _of(self, name: str, procedure: Procedure) -> Coverage:
        flows = [flow for flow in procedure.flows if flow.process == name]
        gaps = [
            Gap(flow.id, flow.source, flow.target, flow.name, self.reasons.get((name, flow.id), ""))
            for flow in flows
            if (name, flow.id) not in self.flows
        ]
        return Coverage(name, len(flows), tuple(gaps))
