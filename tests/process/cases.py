"""A case on the desk of the tests: a host with its own clock, and a run that is written and restored at will."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from engine.process import Node, Procedure, Run, later
from tests.process.drawing import diagram

DIAGRAMS = Path(__file__).parent / "diagrams"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass
class FakeHost:
    """Handlers answer what `answers` holds for their name; decisions what it holds for their id."""

    record: dict[str, Any] = field(default_factory=dict)
    now: datetime = START
    answers: dict[str, Any] = field(default_factory=dict)
    functions: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def scope(self) -> Mapping[str, Any]:
        return self.record

    def call(self, handler: str, parameters: dict[str, Any], node: Node) -> Mapping[str, Any] | None:
        self.calls.append((handler, parameters))
        return self.answers.get(handler)

    def after(self, start: datetime, duration: str) -> datetime:
        return later(start, duration)

    def decide(self, decision: str, scope: Mapping[str, Any], node: Node) -> Any:
        self.calls.append((decision, dict(scope)))
        return self.answers.get(decision)

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)


def is_outside(handler: str) -> bool:
    return handler.startswith("luar.")


DRAWN: dict[int, tuple[Procedure, Mapping[str, bytes]]] = {}


def draw(text: str, process_id: str = "proses", **called: str) -> Procedure:
    """A procedure from the lines of its diagram; keywords are the diagrams that it calls."""
    return parsed(files(text, process_id, **called), process_id)


def parsed(bundle: Mapping[str, bytes], process_id: str) -> Procedure:
    procedure = Procedure.parse(bundle, process_id, is_outside)
    DRAWN[id(procedure)] = (procedure, bundle)
    return procedure


def files(text: str, process_id: str = "proses", **called: str) -> dict[str, bytes]:
    shared = {f"shared/{name}.bpmn": diagram(name, lines) for name, lines in called.items()}
    return {f"{process_id}.bpmn": diagram(process_id, text), **shared}


def draw_again(procedure: Procedure) -> Procedure:
    """The same diagrams read anew: nothing that a run may have left in the specs helps the next one."""
    return parsed(DRAWN[id(procedure)][1], procedure.id)


def start(procedure: Procedure, host: FakeHost | None = None, **record: Any) -> Run:
    return Run.start(procedure, host or FakeHost(record=record))


def again(run: Run) -> Run:
    """The same case in its next transaction, as another process would take it up."""
    return Run.restore(draw_again(run.procedure), run.dump(), run.host)


def nodes(run: Run) -> list[str]:
    """Where people and workers are waited for; items follow a slash."""
    waiting = [*run.tokens().tasks, *run.tokens().jobs]
    return sorted(place.node if place.item is None else f"{place.node}/{place.item}" for place in waiting)


def token(run: Run, name: str) -> str:
    node, _, item = name.partition("/")
    waiting = [*run.tokens().tasks, *run.tokens().jobs]
    return next(place.token for place in waiting if (place.node, place.item) == (node, item or None))


def do(run: Run, name: str, outcome: Any = None) -> None:
    """Completes the task; what it decided lands in the record as the cases layer would write it."""
    place = token(run, name)
    if outcome is not None:
        run.host.record[name.partition("/")[0]] = {"hasil": outcome}
    run.complete(place)


def finish(run: Run, name: str, result: Mapping[str, Any] | None = None) -> None:
    run.finish_job(token(run, name), result)
