"""Walks cases through a made-up office: every role does its part, as it would on the pages."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select

from engine import casefile, cases, outside, tasks, timers
from engine.access import Action, Actor, allow
from engine.db.cases import Case, Task, Timer
from engine.db.offices import Person
from engine.definitions import DocumentType
from engine.demo import answers
from engine.demo.cast import Cast, cast
from engine.demo.office import PARTS
from engine.engine import Engine
from engine.forms.paths import at
from engine.jobs import InlineQueue
from engine.people import actor_of
from engine.scenarios import of_type as scenarios
from engine.scenarios.placeholders import fill
from engine.scenarios.script import Scenario
from engine.submission import FORWARD, Submission, outcomes
from engine.work import Reading

AS_EVER = answers.Wish()
PATIENCE = 60
"""Steps after which a case that has not ended is taken to go in circles."""


@dataclass(frozen=True)
class Prepared:
    """A task with whoever may do it and what he would post."""

    task_id: str
    node: str
    role: str
    username: str
    posted: answers.Posted


@dataclass
class Walker:
    """`chance` decides who the people are, so that the same seed makes the same office."""

    engine: Engine
    queue: InlineQueue
    chance: random.Random
    greet: Callable[[Cast], object] = field(default=lambda people: None)
    """Told of new people before they bring a case: an office may know its residents."""
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.engine.reading() as reading:
            usernames = reading.execute(
                select(Person.username).where(Person.office_code == self.engine.office_code)
            ).scalars()
            self.actors = {username: actor_of(reading, username) for username in usernames}

    def open(self, document_type: str, by: str | None = None, scenario: str | int = 0) -> cases.Opened:
        """A case of the application of one of the type's scenarios, by id or place in the file, for new people.
        At another desk than the scenario's, the people live where that desk is. What has to go before goes first."""
        definition, chosen = self._chosen(document_type, scenario)
        desk = by or chosen.desk
        return self._open(definition, chosen, self.after(chosen, self.people(desk)), desk)

    def after(self, scenario: Scenario, people: Cast, wait: Callable[[datetime], None] | None = None) -> Cast:
        """The people, once the case has ended that goes before the scenario: they know what its record says."""
        if not scenario.before:
            return people
        name, _, wanted = scenario.before.partition(":")
        definition, earlier = self._chosen(name, wanted)
        opened = self._open(definition, earlier, people, earlier.desk)
        self.drain()
        state = self.to_end(opened.case_id, wait)
        if state != "issued":
            raise LookupError(f"Expected '{scenario.before}' to be issued before, but it is {state}")
        with self.engine.reading() as reading:
            row = reading.execute(select(Case.__table__).where(Case.id == opened.case_id)).one()
            record = casefile.read_record(reading, row)
        return replace(people, recall=lambda path: _said(record, path))

    def _chosen(self, document_type: str, wanted: str | int) -> tuple[DocumentType, Scenario]:
        with self.engine.reading() as reading:
            definition = self.engine.definitions.current(
                reading.connection, self.engine.office_code, document_type
            )
        return definition, scenarios.chosen(definition, wanted)

    def _open(self, definition: DocumentType, chosen: Scenario, people: Cast, desk: str) -> cases.Opened:
        with self.engine.reading() as reading:
            values = fill(chosen.application, people)
            posted = answers.for_intake(reading, definition, values, self.chance)
        submission = Submission(posted, FORWARD)
        return cases.open_case(self.engine, self.actors[desk], definition.document_type, submission)

    def people(self, desk: str) -> Cast:
        """Somebody whom nobody has seen before; at a kelurahan's desk he lives there."""
        part = desk.partition(".")[2] or self.chance.choice(sorted(PARTS))
        people = cast(self.chance, part, self._today())
        self.greet(people)
        return people

    def step(self, case_id: str, outcome: str = FORWARD) -> str | None:
        """Completes one open task of the case; the node that was done, None when nothing waits for a person."""
        prepared = self.prepare(case_id, outcome)
        if prepared is None:
            return None
        submission = Submission.of(prepared.posted, outcome)
        tasks.complete(self.engine, self.actors[prepared.username], prepared.task_id, submission)
        return prepared.node

    def prepare(
        self, case_id: str, wish: answers.Wish | str = AS_EVER, node: str | None = None
    ) -> Prepared | None:
        """Who would do the case's next task, or that at the node, and what he would send."""
        with self.engine.reading() as reading:
            waiting = select(Task.id, Task.node, Task.role).where(
                Task.case_id == case_id, Task.state == "open"
            )
            if node is not None:
                waiting = waiting.where(Task.node == node)
            found = reading.execute(waiting.order_by(Task.id)).first()
            if found is None:
                return None
            username, row = self._somebody_for(reading, found)
            posted = self._answers(reading, row, wish)
        return Prepared(found.id, found.node, found.role, username, posted)

    def choices(self, case_id: str) -> tuple[str, ...]:
        """What the case's next task may end with; empty when nothing waits for a person."""
        with self.engine.reading() as reading:
            waiting = (
                select(Task.node, Case.version_id)
                .join(Case, Case.id == Task.case_id)
                .where(Case.id == case_id, Task.state == "open")
            )
            found = reading.execute(waiting.order_by(Task.id)).first()
            if found is None:
                return ()
            definition = self.engine.definitions.version(reading.connection, found.version_id)
            return outcomes(definition.procedure.nodes[found.node])

    def to_end(self, case_id: str, wait: Callable[[datetime], None] | None = None) -> str:
        """The state in which the case ended. `wait` lets time pass, where nothing else is waited for."""
        for _ in range(PATIENCE):
            done = self.step(case_id)
            self.drain()
            if done is None and not (wait and self._let_pass(case_id, wait)):
                break
        with self.engine.reading() as reading:
            return str(reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one())

    def _let_pass(self, case_id: str, wait: Callable[[datetime], None]) -> bool:
        due = self.next_timer(case_id)
        if due is not None:
            wait(due)
            timers.sweep(self.engine)
        return due is not None

    def next_timer(self, case_id: str) -> datetime | None:
        with self.engine.reading() as reading:
            soonest = select(Timer.due_at).where(Timer.case_id == case_id).order_by(Timer.due_at).limit(1)
            return reading.execute(soonest).scalar()

    def drain(self) -> None:
        """Does the background work that waits."""
        self.queue.drain(self.engine.database, outside.duties(self.engine))

    def _today(self) -> date:
        return self.engine.clock().astimezone(self.engine.office.zone).date()

    def _somebody_for(self, reading: Reading, task: Row[Any]) -> tuple[str, Row[Any]]:
        for username, actor in self._in_role(task.role):
            reading.actor = actor
            row = tasks.find(reading, task.id)
            if allow(actor, Action.COMPLETE, tasks.facts(actor, row)):
                return username, row
        raise LookupError(f"Expected somebody in the made-up office for {task.node}, but there is nobody")

    def _in_role(self, role: str) -> Iterator[tuple[str, Actor]]:
        for username, actor in self.actors.items():
            if any(grant.role == role for grant in actor.grants):
                yield username, actor

    def _answers(self, reading: Reading, row: Row[Any], wish: answers.Wish | str) -> answers.Posted:
        definition = self.engine.definitions.version(reading.connection, row.version_id)
        node, record = definition.procedure.nodes[row.task_node], casefile.read_record(reading, row)
        wished = answers.Wish(wish) if isinstance(wish, str) else wish
        return answers.for_task(reading, definition, node, record, wished, self.chance)


def _said(record: Mapping[str, Any], path: str) -> Any:
    """KeyError where the record says nothing there."""
    value = at(record, path)
    if value is None:
        raise KeyError(path)
    return value
