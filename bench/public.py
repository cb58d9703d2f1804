"""Diagrams of other tools, from a folder of them: each is dressed (see `bench.dress`), checked as a document type, and
where it is accepted run as cases of a throw-away office, to an end. A row for each diagram, after the counts.

A case has come to its end when its process has; it waits for ever where nothing can come any more, and turns where it
has not ended after `PATIENCE` steps.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sqlalchemy import select

from bench.dress import SERVICE, Dressed, dress
from engine import casefile, cases, filing, lint, tasks, xml
from engine.access import SYSTEM
from engine.calls import Call, Handler, Handlers
from engine.casefile import CaseFile
from engine.db.cases import Case
from engine.db.database import Database
from engine.demo.answers import Wish
from engine.errors import EngineError
from engine.lint import Problem
from engine.process.nodes import processes_in
from engine.scenarios.stage import Stage
from engine.submission import FORWARD, Submission

SUFFIXES = (".bpmn", ".bpmn20.xml", ".bpmn2")
CASES = 3
PATIENCE = 200
DESK = "loket"


@dataclass
class Outcome:
    """`refusals`: code -> the first sentence; `ends`: how its cases came out -> how many."""

    path: str
    changes: Mapping[str, int] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    ends: Counter[str] = field(default_factory=Counter)
    steps: int = 0
    flows: int = 0
    taken: set[str] = field(default_factory=set)

    @property
    def row(self) -> dict[str, object]:
        dressed = " ".join(f"{name}:{count}" for name, count in sorted(self.changes.items()))
        row: dict[str, object] = {"diagram": self.path, "dress": dressed}
        if self.refusals:
            told = "; ".join(f"{code} {sentence}" for code, sentence in sorted(self.refusals.items()))
            return {**row, "verdict": "refused", "cases": "", "steps": "", "flows": "", "why": told}
        cases_told = " ".join(f"{name}:{count}" for name, count in sorted(self.ends.items()))
        flows = f"{len(self.taken)}/{self.flows}"
        return {**row, "verdict": "run", "cases": cases_told, "steps": self.steps, "flows": flows, "why": ""}


def measure(folder: Path) -> list[dict[str, object]]:
    files = sorted(path for path in folder.rglob("*") if path.name.endswith(SUFFIXES))
    with tempfile.TemporaryDirectory() as place:
        database = Database(f"sqlite:///{place}/terbit.db")
        database.upgrade()
        stage = Stage(
            database, Handlers({SERVICE: Handler(SERVICE, _draw, True, "Layanan asing", "Foreign", {})})
        )
        outcomes = [_try(stage, folder, path, number) for number, path in enumerate(files)]
        database.close()
    return [*_counts(outcomes), *(outcome.row for outcome in outcomes)]


def _counts(outcomes: list[Outcome]) -> Iterator[dict[str, object]]:
    run = [outcome for outcome in outcomes if not outcome.refusals]
    yield {
        "diagrams": len(outcomes),
        "refused": len(outcomes) - len(run),
        "run": len(run),
        "cases": sum(outcome.ends.total() for outcome in run),
        "ended": sum(outcome.ends["ended"] for outcome in run),
        "steps": sum(outcome.steps for outcome in run),
        "flows taken": sum(len(outcome.taken) for outcome in run),
        "of": sum(outcome.flows for outcome in run),
    }


def _draw(call: Call) -> dict[str, int]:
    return {"angka": random.Random(call.key).randrange(1000)}


def _try(stage: Stage, folder: Path, path: Path, number: int) -> Outcome:
    outcome, name = Outcome(path.relative_to(folder).as_posix()), f"asing_{number}"
    try:
        dressed = dress(name, path.read_bytes(), _beside(path))
    except xml.UnsafeXmlError as unsafe:
        outcome.refusals["E100"] = unsafe.sentence
        return outcome
    outcome.changes = dressed.changes
    for problem in _errors(stage, name, dressed):
        outcome.refusals.setdefault(problem.code, problem.sentence)
    if not outcome.refusals:
        _play(stage, name, dressed, outcome)
    return outcome


def _beside(path: Path) -> dict[str, bytes]:
    """Process id -> the file of the same folder that holds it; its own file last."""
    return _processes_of(path.parent) | dict.fromkeys(_processes(path), path.read_bytes())


@cache
def _processes_of(folder: Path) -> dict[str, bytes]:
    files = sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIXES))
    return {process: path.read_bytes() for path in files for process in _processes(path)}


def _processes(path: Path) -> list[str]:
    try:
        return [process.get("id", "") for process in processes_in(xml.read(path.read_bytes()))]
    except xml.UnsafeXmlError:
        return []


def _errors(stage: Stage, name: str, dressed: Dressed) -> list[Problem]:
    catalog = lint.Catalog(handlers=stage.handlers)
    return [problem for problem in lint.check(dressed.files, name, catalog) if problem.is_error]


def _play(stage: Stage, name: str, dressed: Dressed, outcome: Outcome) -> None:
    stage.bring_in(name, dressed.files)
    outcome.flows = len(stage.types[name].procedure.flows)
    for seed in range(CASES):
        stage.reset(f"{name} {seed}", lambda file: outcome.taken.update(file.run.flows))
        try:
            end = _case(stage, name, outcome)
        except EngineError as error:
            end = f"{type(error).__name__}: {error}"
        outcome.ends[end] += 1


def _case(stage: Stage, name: str, outcome: Outcome) -> str:
    walker, chance = stage.walker, stage.walker.chance
    submission = Submission({"undi": [str(chance.randrange(1000))]}, FORWARD)
    case_id = cases.open_case(stage.engine, walker.actors[DESK], name, submission).case_id
    for _ in range(PATIENCE):
        walker.drain()
        with stage.engine.reading() as reading:
            state = str(reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one())
        if state != "open":
            return state
        prepared = walker.prepare(case_id, Wish(answers={"undi": chance.randrange(1000)}))
        if prepared is not None:
            posted = Submission.of(prepared.posted, FORWARD)
            tasks.complete(stage.engine, walker.actors[prepared.username], prepared.task_id, posted)
        elif not _told(stage, case_id, chance) and not _let_pass(stage, case_id):
            return "waits for ever"
        outcome.steps += 1
    return "turns"


def _told(stage: Stage, case_id: str, chance: random.Random) -> bool:
    """Sends the case one of the messages that it waits for."""
    with stage.engine.work(SYSTEM) as work:
        file: CaseFile = casefile.lock(work, case_id)
        messages = file.run.tokens().messages
        if not messages:
            return False
        file.run.receive(chance.choice(messages).message)
        filing.record_event(file, "timer.fired", node=messages[0].node, began=file.save())
        return True


def _let_pass(stage: Stage, case_id: str) -> bool:
    due = stage.walker.next_timer(case_id)
    if due is None:
        return False
    stage.clock.now = max(due, stage.clock.now)
    stage.sweep()
    return True
