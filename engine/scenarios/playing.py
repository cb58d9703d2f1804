"""One scenario, played to its end, and what of it was not as expected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine import cases, links, tasks
from engine.access import SYSTEM
from engine.casefile import CaseFile
from engine.db.cases import Case, Task
from engine.definitions import DocumentType
from engine.demo import answers
from engine.demo.walk import PATIENCE
from engine.errors import EngineError, InvalidAnswersError
from engine.founding import set_policy
from engine.ids import new_id
from engine.scenarios.ending import differences
from engine.scenarios.parsing import nested
from engine.scenarios.placeholders import fill
from engine.scenarios.script import Expectation, Scenario, Step
from engine.scenarios.stage import Stage
from engine.submission import FORWARD, Submission


@dataclass
class Played:
    """`problems`: a sentence each; without any it went as expected. `flows` and `reached` in the order of time."""

    scenario: Scenario
    problems: list[str] = field(default_factory=list)
    flows: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.problems


def play(stage: Stage, document_type: str, scenario: Scenario) -> Played:
    """Whatever goes wrong is told as a problem, not raised."""
    performance = _Performance(stage, stage.types[document_type], scenario)
    policies = dict(stage.engine.office.policies)
    try:
        for name, value in scenario.policies.items():
            set_policy(stage.engine, SYSTEM, name, value)
        performance.play()
    finally:
        for name in scenario.policies:
            set_policy(stage.engine, SYSTEM, name, policies.get(name))
    return performance.played


class _Performance:
    def __init__(self, stage: Stage, definition: DocumentType, scenario: Scenario) -> None:
        self.stage, self.definition, self.scenario = stage, definition, scenario
        self.played = Played(scenario)
        self.steps = list(scenario.steps)
        self.case_id = ""
        stage.reset(f"{definition.document_type}/{scenario.id}", self._see)
        self.people = stage.walker.people(scenario.desk)
        self.whole: dict[str, Any] = {}

    def _see(self, file: CaseFile) -> None:
        if file.row.document_type != self.definition.document_type or self.case_id not in ("", file.row.id):
            return
        self.played.flows += file.run.flows
        self.played.reached += [step.node_id for step in file.run.steps]
        tokens = file.run.tokens()
        self.played.reached += [place.node for place in (*tokens.tasks, *tokens.jobs)]

    def play(self) -> None:
        place = "opening"
        try:
            self._go_before()
            self._open()
            if self.scenario.expect.refused:
                self._tell(f"Expected the application to be refused for {self._why()}, but it was taken")
                return
            for _ in range(PATIENCE):
                place = str(self.steps[0]) if self.steps else "after the last step"
                if not self._go_on():
                    break
            else:
                self._tell("Expected an end, but the case goes in circles")
        except InvalidAnswersError as error:
            self._refused(place, error)
        except (EngineError, LookupError) as error:
            self._tell(f"{place}: {error}")
        else:
            self._compare()

    def _tell(self, sentence: str) -> None:
        self.played.problems.append(sentence)

    def _why(self) -> str:
        return ", ".join(self.scenario.expect.refused)

    def _refused(self, place: str, error: InvalidAnswersError) -> None:
        expected = set(self.scenario.expect.refused)
        found = _named(error.problems)
        if not expected or self.case_id:
            self._tell(f"{place}: {error.sentence}: {', '.join(sorted(found))}")
        elif found != expected:
            sentence = f"Expected the application to be refused for {self._why()}"
            self._tell(f"{sentence}, but it was for {', '.join(sorted(found))}")

    def _go_before(self) -> None:
        """Nothing of the case that goes before is seen, even where it is of the same type."""
        self.case_id = "-"
        self.people = self.stage.walker.after(self.scenario, self.people, self._until)
        self.whole = fill(self.scenario.whole, self.people)
        self.case_id = ""

    def _open(self) -> None:
        scenario, walker = self.scenario, self.stage.walker
        application = fill(scenario.application, self.people)
        if scenario.message:
            self.case_id = self._opened_by_message(application)
            return
        if scenario.desk not in walker.actors:
            raise LookupError(
                f"Expected somebody of the made-up office as the desk, but '{scenario.desk}' is nobody"
            )
        with walker.engine.reading() as reading:
            posted = answers.for_intake(reading, self.definition, application, walker.chance)
        actor, name = walker.actors[scenario.desk], self.definition.document_type
        self.case_id = cases.open_case(walker.engine, actor, name, Submission(posted, FORWARD)).case_id

    def _opened_by_message(self, content: Mapping[str, Any]) -> str:
        """By the message of a case that is only there for it."""
        engine, walker, self.case_id = self.stage.engine, self.stage.walker, "-"
        sender = walker.open(self.definition.document_type, self.scenario.desk)
        self.case_id = ""
        numbers = links.send(engine, sender.case_id, links.Message(self.scenario.message, new_id(), content))
        with engine.reading() as reading:
            started = reading.execute(
                select(Case.id).where(
                    Case.number.in_(numbers), Case.document_type == self.definition.document_type
                )
            ).scalar()
        if started is None:
            raise LookupError(
                f"Expected the message '{self.scenario.message}' to start a case, but it started none"
            )
        return str(started)

    def _go_on(self) -> bool:
        """One thing that happens; False where nothing more does."""
        self.stage.walker.drain()
        if self._state() != "open":
            return False
        if self.steps and self.steps[0].fail:
            step = self.steps.pop(0)
            self.stage.handlers.faults[step.fail] = step.code
            return True
        waiting = self._waiting()
        if self.steps and self._is_turn(self.steps[0], waiting):
            self._perform(self.steps.pop(0))
            return True
        if not self.steps and self.scenario.expect.state == "open":
            return False
        if waiting:
            self._do(answers.Wish(known=self.whole), None)
            return True
        return self._wait()

    def _is_turn(self, step: Step, waiting: Iterable[str]) -> bool:
        """Of a step that time goes before, also when by then a timer of the case is due."""
        if step.after is None or not step.task:
            return step.after is not None or step.task in waiting
        due = self.stage.walker.next_timer(self.case_id)
        return step.task in waiting or (due is not None and due <= self.stage.clock.now + step.after)

    def _perform(self, step: Step) -> None:
        if step.after is not None:
            self.stage.clock.move(step.after)
            self.stage.sweep()
            self.stage.walker.drain()
        if step.task:
            own = fill(nested(step.answers), self.people)
            wish = answers.Wish(step.outcome, step.reason, step.note, own, self.whole)
            self._do(wish, step)

    def _do(self, wish: answers.Wish, step: Step | None) -> None:
        walker = self.stage.walker
        prepared = walker.prepare(self.case_id, wish, step.task if step else None)
        if prepared is None:
            waiting = ", ".join(self._waiting()) or "nothing"
            raise LookupError(f"Expected '{step.task if step else ''}' to wait, but what waits is {waiting}")
        if step and step.by and prepared.role != step.by:
            self._tell(f"{step}: Expected '{step.by}' to do it, but it is the task of '{prepared.role}'")
        actor = walker.actors[prepared.username]
        tasks.complete(walker.engine, actor, prepared.task_id, Submission.of(prepared.posted, wish.outcome))

    def _wait(self) -> bool:
        due = self.stage.walker.next_timer(self.case_id)
        if due is None:
            return False
        self._until(due)
        self.stage.sweep()
        return True

    def _until(self, due: datetime) -> None:
        self.stage.clock.now = max(due, self.stage.clock.now)

    def _waiting(self) -> list[str]:
        with self.stage.engine.reading() as reading:
            found = (
                select(Task.node).where(Task.case_id == self.case_id, Task.state == "open").order_by(Task.id)
            )
            return list(reading.execute(found).scalars())

    def _state(self) -> str:
        with self.stage.engine.reading() as reading:
            return str(reading.execute(select(Case.state).where(Case.id == self.case_id)).scalar_one())

    def _compare(self) -> None:
        for step in self.steps:
            waiting = ", ".join(self._waiting()) or f"nothing (the case is {self._state()})"
            self._tell(f"{step}: Expected its turn to come, but it did not; what waits is {waiting}")
        expect: Expectation = self.scenario.expect
        expected = {path: fill(value, self.people) for path, value in expect.record.items()}
        self.played.problems += differences(
            self.stage.engine, self.case_id, expect, expected, self.played.reached
        )


def _named(problems: Any) -> set[str]:
    return {f"{problem.field} {problem.code}" for problem in problems}
