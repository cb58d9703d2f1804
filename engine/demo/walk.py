"""Walks cases through a made-up office: every role does its part, as it would on the pages."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select

from engine import casefile, cases, outside, tasks
from engine.access import Action, Actor, allow
from engine.db.cases import Case, Task
from engine.db.offices import Person
from engine.demo import answers, families
from engine.demo.office import PARTS
from engine.engine import Engine
from engine.jobs import InlineQueue
from engine.people import actor_of
from engine.submission import FORWARD, Submission
from engine.work import Reading

PATIENCE = 60
"""Steps after which a case that has not ended is taken to go in circles."""


@dataclass(frozen=True)
class Prepared:
    """A task with whoever may do it and what he would post."""

    task_id: str
    node: str
    username: str
    posted: answers.Posted


@dataclass
class Walker:
    """`chance` decides who the people are, so that the same seed makes the same office."""

    engine: Engine
    queue: InlineQueue
    chance: random.Random
    actors: Mapping[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.engine.reading() as reading:
            usernames = reading.execute(
                select(Person.username).where(Person.office_code == self.engine.office_code)
            ).scalars()
            self.actors = {username: actor_of(reading, username) for username in usernames}

    def open(self, document_type: str, by: str = "loket", born_days_ago: int = 12) -> cases.Opened:
        part = by.partition(".")[2] or self.chance.choice(sorted(PARTS))
        born = self._today() - timedelta(days=born_days_ago)
        family = families.family(self.chance, PARTS[part], born)
        with self.engine.reading() as reading:
            definition = self.engine.definitions.current(
                reading.connection, self.engine.office_code, document_type
            )
        values = answers.application(family, part, self.chance, self._today())
        posted = definition.intake_form.post(values) if definition.intake_form else {}
        return cases.open_case(self.engine, self.actors[by], document_type, Submission(posted, FORWARD))

    def step(self, case_id: str, outcome: str = FORWARD) -> str | None:
        """Completes one open task of the case; the node that was done, None when nothing waits for a person."""
        prepared = self.prepare(case_id, outcome)
        if prepared is None:
            return None
        submission = Submission.of(prepared.posted, outcome)
        tasks.complete(self.engine, self.actors[prepared.username], prepared.task_id, submission)
        return prepared.node

    def prepare(self, case_id: str, outcome: str = FORWARD) -> "Prepared | None":
        """Who would do the case's next task, and what he would send."""
        with self.engine.reading() as reading:
            found = reading.execute(
                select(Task.id, Task.node)
                .where(Task.case_id == case_id, Task.state == "open")
                .order_by(Task.id)
            ).first()
            if found is None:
                return None
            username, row = self._somebody_for(reading, found.id)
            posted = self._answers(reading, row, outcome)
        return Prepared(found.id, found.node, username, posted)

    def to_end(self, case_id: str) -> str:
        """The state in which the case ended."""
        for _ in range(PATIENCE):
            done = self.step(case_id)
            self.drain()
            if done is None:
                break
        with self.engine.reading() as reading:
            return str(reading.execute(select(Case.state).where(Case.id == case_id)).scalar_one())

    def drain(self) -> None:
        """Does the background work that waits."""
        self.queue.drain(self.engine.database, outside.duties(self.engine))

    def _today(self) -> date:
        return self.engine.clock().astimezone(self.engine.office.zone).date()

    def _somebody_for(self, reading: Reading, task_id: str) -> tuple[str, Row[Any]]:
        for username, actor in self.actors.items():
            reading.actor = actor
            row = tasks.find(reading, task_id)
            if allow(actor, Action.COMPLETE, tasks.facts(actor, row)):
                return username, row
        raise LookupError(f"Expected somebody in the made-up office for task {task_id}, but there is nobody")

    def _answers(self, reading: Reading, row: Row[Any], outcome: str) -> answers.Posted:
        definition = self.engine.definitions.version(reading.connection, row.version_id)
        node, record = definition.procedure.nodes[row.task_node], casefile.read_record(reading, row)
        return answers.for_task(reading, definition, node, record, outcome, self.chance)
