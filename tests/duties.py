"""What the test of duties remembers of its office and expects of it, apart from the engine: who did what for whom."""

import random
import shutil
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine
from sqlalchemy import Row, func, insert, select

from engine import cases, history, inbox, submission, tasks
from engine.access import SYSTEM, Action, Actor
from engine.audit import checks, events
from engine.db.cases import Answer, Case, Task
from engine.db.database import Database
from engine.db.offices import Assignment, Person, Post
from engine.deadlines.superiors import below, shipped
from engine.demo.cast import cast
from engine.demo.walk import Walker
from engine.engine import Engine
from engine.errors import CaseClosedError, EngineError, NotAllowedError, TaskHeldError, TaskNotOpenError
from engine.ids import new_id
from engine.jobs import InlineQueue
from engine.people import actor_of
from engine.scenarios.of_type import chosen
from engine.scenarios.placeholders import fill
from engine.submission import Submission
from tests.fakes import Clock
from tests.staffing import CITY, PEOPLE, family_card

APART = {
    frozenset(pair)
    for pair in (
        ("penerimaan", "verifikasi"), ("penerimaan", "paraf"), ("penerimaan", "tanda_tangan"),
        ("perekaman", "verifikasi"), ("perekaman", "paraf"), ("perekaman", "tanda_tangan"),
        ("verifikasi", "tanda_tangan"), ("tanda_tangan", "penyerahan"),
    )
}  # fmt: skip
HEADS = ("kasi", "kabid", "kadis", "loket")
"""Who hand on what others hold; the last may not."""
LEADERS = {"Lurah", "Kepala seksi", "Kepala bidang", "Kepala dinas"}
DESKS = ("loket", "loket2", "rt.oesapa", "kel.oesapa")
MOST = 3
"""Cases at once: with more of them none would come far."""


APPROVALS = {"pendapat", "verifikasi", "paraf", "tanda_tangan"}
DRAWN = {"rekam_siak", "periksa_kelengkapan"}
"""The steps that the diagram of this office keeps apart; loket2 has a post of his own for both."""


@dataclass(frozen=True)
class Deed:
    duty: str
    node: str
    role: str
    stood_in: bool

    def is_apart_from(self, other: "Deed") -> bool:
        if frozenset((self.duty, other.duty)) in APART and self.duty != other.duty:
            return True
        if self.role == other.role:
            return False
        return self.stood_in or other.stood_in or (self.duty == other.duty and self.duty in APPROVALS)


@dataclass
class Done:
    """What the model remembers of one case. `kin`: whose family it is about, if anybody's of the office."""

    case_id: str
    kin: str | None
    duties: dict[str, set[Deed]] = field(default_factory=dict)
    """What each has done: duty, step, role, and whether he stood in for somebody."""


class Remembered(RuleBasedStateMachine):
    """An office of made-up people with what they have done; which acts come, the test says."""

    def __init__(self, like: Engine, file: Path) -> None:
        super().__init__()
        self.path = file.with_name(f"{new_id()}.db")
        shutil.copy(file, self.path)
        self.database = Database(f"sqlite:///{self.path}")
        self.clock, self.queue = Clock(), InlineQueue()
        self.engine = replace(like, database=self.database, queue=self.queue, clock=self.clock)
        self.engine.definitions = like.definitions
        self.chance = random.Random(1)
        self.walker = Walker(self.engine, self.queue, self.chance)
        self.cases: list[Done] = []
        self.actors: dict[str, Actor] = {}
        """As they may act now; forgotten when that changes."""
        self.held: dict[str, str] = {}
        self.finished: dict[str, tuple[str, Submission]] = {}

    def teardown(self) -> None:
        try:
            self.end_well()
        finally:
            self.database.close()
            for left in self.path.parent.glob(f"{self.path.name}*"):
                left.unlink()

    def is_superior(self, username: str, row: Row[Any]) -> bool:
        """Over the task's role; at his own desk too, over what nobody holds."""
        leading = {grant.role for grant in self.actor(username).grants if grant.role in LEADERS}
        free = row.id not in self.held and row.role in leading
        return free or any(row.role in below(shipped(), role) for role in leading)

    def holds(self, username: str, row: Row[Any]) -> bool:
        """A post of his own in the city's office, which the task is for."""
        grants = self.actor(username).grants
        return username in CITY and any(g.role == row.role and not g.stands_in for g in grants)

    def stand_in(self, giver: str, taker: str, kind: str, days: int, role: str = "") -> None:
        """By a letter, from now for some days; in the post of the role, else in the first."""
        with self.engine.work(SYSTEM) as work:
            held = (
                select(Assignment.post_id)
                .join(Person, Person.id == Assignment.person_id)
                .join(Post, Post.id == Assignment.post_id)
            )
            mine = (Person.username == giver, Assignment.kind == "definitif", Post.role.startswith(role))
            taking = work.execute(select(Person.id).where(Person.username == taker)).scalar_one()
            first = held.where(*mine).order_by(Assignment.id).limit(1)
            post_id, until = work.execute(first).scalar_one(), work.now + timedelta(days=days)
            row = {"id": new_id(), "post_id": post_id, "person_id": taking, "kind": kind,
                   "letter_number": "800/17/2026", "since": work.now, "until": until}  # fmt: skip
            work.execute(insert(Assignment), [row | work.office.owner])
        self.actors.clear()

    def claimed(self) -> set[str]:
        with self.engine.reading() as reading:
            return set(reading.execute(select(Task.id).where(Task.claimed_by.is_not(None))).scalars())

    def application(self, relative: str | None) -> Any:
        people = cast(self.chance, "oesapa", self.clock().date())
        if relative is not None:
            people = replace(people, words={**people.words, "kk": family_card(relative)})
        with self.engine.reading() as reading:
            kind = self.engine.definitions.current(reading.connection, "dukcapil-kupang", "akta_kelahiran")
        values = fill(chosen(kind, 0).application, people)
        assert kind.intake_form is not None
        return kind.intake_form.post(values)

    def opened(self, username: str, posted: Any) -> cases.Opened:
        return cases.open_case(
            self.engine, self.actor(username), "akta_kelahiran", Submission(posted, "setuju")
        )

    def actor(self, username: str) -> Actor:
        if username not in self.actors:
            with self.engine.reading() as reading:
                self.actors[username] = actor_of(reading, username)
        return self.actors[username]

    def waiting(self, which: int) -> tuple[Done, Row[Any] | None]:
        case = self.cases[which % len(self.cases)]
        self.walker.drain()
        with self.engine.reading() as reading:
            columns = (Task.id, Task.node, Task.role, Task.duty, Task.area_code)
            mine = (Task.case_id == case.case_id, Task.state == "open")
            return case, reading.execute(select(*columns).where(*mine).order_by(Task.id)).first()

    def people_for(self, row: Row[Any]) -> list[str]:
        """Whoever has the role there; stand-ins come last."""
        grants = {name: self.actor(name).grant_for(row.role, row.area_code) for name in PEOPLE}
        found = [(grant.kind != "definitif", name) for name, grant in grants.items() if grant]
        return [name for _, name in sorted(found)]

    def may_take(self, username: str, row: Row[Any]) -> bool:
        """As his inbox says it."""
        with self.engine.reading(self.actor(username)) as reading:
            return any(line.permitted for line in inbox.these(reading, [row.id], Action.SEE_TASK))

    def expected(self, case: Done, row: Row[Any], username: str, held: bool = True) -> str | None:
        wanted = self.would_do(row, username)
        done = case.duties.get(username, set())
        if any(wanted.is_apart_from(other) for other in done):
            return "duty"
        if any({wanted.node, other.node} == DRAWN for other in done):
            return "drawn"
        if case.kin == username:
            return "family"
        return "held" if held and self.held.get(row.id, username) != username else None

    def would_do(self, row: Row[Any], username: str) -> Deed:
        """As the holder of the post, if he is; else as a stand-in."""
        grants = [g for g in self.actor(username).grants if g.covers(row.role, row.area_code)]
        return Deed(row.duty, row.node, row.role, all(grant.kind != "definitif" for grant in grants))

    def deed(self, username: str, opened: cases.Opened) -> Deed:
        """Taking an application in, at the desk that the case says it was taken at."""
        row = self.row_of_id(opened.case_id)
        wanted = SimpleNamespace(
            duty="penerimaan", node="mulai", role=row.intake_role, area_code=row.intake_area
        )
        return self.would_do(wanted, username)  # type: ignore[arg-type]

    def filled_in(self, username: str, row: Row[Any], way: str) -> Submission:
        with self.engine.reading(self.actor(username)) as reading:
            found = tasks.find(reading, row.id)
            node = self.engine.definitions.version(reading.connection, found.version_id).procedure.nodes[
                row.node
            ]
            outcome = way if way in submission.outcomes(node) else "setuju"
            posted = self.walker._answers(reading, found, outcome)
        return Submission.of(posted, outcome, new_id())

    def refused(self, act: Any) -> str | None:
        """Why the engine refused it; None where it did not."""
        try:
            act()
        except NotAllowedError as refusal:
            return refusal.refusal
        except TaskHeldError:
            return "held"
        except (TaskNotOpenError, CaseClosedError):
            return "over"
        except EngineError as refusal:
            return type(refusal).__name__
        return None

    def row_of(self, case: Done) -> Row[Any]:
        return self.row_of_id(case.case_id)

    def row_of_id(self, case_id: str) -> Row[Any]:
        with self.engine.reading() as reading:
            return reading.execute(select(Case.__table__).where(Case.id == case_id)).one()

    def end_well(self) -> None:
        with self.engine.reading() as reading:
            for case in self.cases:
                assert checks._rivalries(reading, case.case_id) == []
                story = events.in_order(reading, f"case:{case.case_id}")
                assert checks._kin(reading, self.row_of(case), story) == []
            assert reading.execute(select(func.count()).select_from(Answer)).scalar_one() == len(
                self.finished
            )
            assert history.verify(reading, self.engine.vault.public_keys).problems == []
