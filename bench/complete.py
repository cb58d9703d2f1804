"""What completing a task costs: SQL statements and CPU, the session's look-up included, fresh and after many returns.

The floor is one durable transaction of the same run: lock a row, change it, insert one, commit.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import insert, select, update

from bench.places import DOCUMENT_TYPE, Place
from engine import logins, tasks
from engine.db.cases import Task
from engine.db.counting import counted
from engine.db.documents import Counter
from engine.demo.office import PASSWORD, seats
from engine.submission import Submission

CASES = 10
RETURNS = 300
ROUNDS = 40


@dataclass
class Meter:
    """What was measured, sample by sample."""

    statements: list[int] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    @contextmanager
    def sample(self, place: Place) -> Iterator[None]:
        with counted(place.engine.database) as sent:
            began = time.thread_time()
            yield
            self.cpu.append((time.thread_time() - began) * 1000)
        self.statements.append(len(sent))

    def row(self, what: str) -> dict[str, object]:
        sent, cpu = self.statements, self.cpu
        return {
            "what": what,
            "samples": len(sent),
            "statements": statistics.median(sent),
            "most": max(sent),
            "cpu_ms": round(statistics.median(cpu), 3),
        }


def measure(place: Place) -> list[dict[str, object]]:
    """Rows of the table for one database."""
    tokens = {seat.username: logins.log_in(place.engine, seat.username, PASSWORD).token for seat in seats()}
    rows = [_floor(place), _walks(place, tokens), *_returns(place, tokens)]
    floor = float(str(rows[0]["cpu_ms"]))
    return [
        {"database": place.name, **row, "to_floor": round(float(str(row["cpu_ms"])) / floor, 2)}
        for row in rows
    ]


def _floor(place: Place) -> dict[str, object]:
    meter, owner = Meter(), place.engine.office.owner
    with place.engine.database.writing() as connection:
        connection.execute(insert(Counter), [{"series": "floor", "last": 0} | owner])
    mine = (Counter.office_code == owner["office_code"]) & (Counter.series == "floor")
    for number in range(60):
        with meter.sample(place), place.engine.database.writing() as connection:
            connection.execute(select(Counter.last).where(mine).with_for_update())
            connection.execute(update(Counter).where(mine).values(last=number))
            connection.execute(insert(Counter), [{"series": f"floor {number}", "last": 0} | owner])
    return meter.row("floor: one durable transaction")


def _walks(place: Place, tokens: dict[str, str]) -> dict[str, object]:
    meter = Meter()
    for _ in range(CASES):
        opened = place.walker.open(DOCUMENT_TYPE)
        while _complete_one(place, tokens, opened.case_id, meter):
            place.walker.drain()
    return meter.row("completing a task, all steps of a birth")


def _returns(place: Place, tokens: dict[str, str]) -> Iterator[dict[str, object]]:
    """A case that the counter sends back for the first times beside one sent back 300 times, turn by turn."""
    young, old = _at_the_counter(place), _at_the_counter(place)
    for _ in range(RETURNS):
        place.walker.step(old, "kembalikan")
        place.walker.step(old)
    meters = {young: Meter(), old: Meter()}
    for _ in range(ROUNDS):
        for case_id, meter in meters.items():
            _complete_one(place, tokens, case_id, meter, "kembalikan")
            _complete_one(place, tokens, case_id, meter)
    first, last = (
        meters[young].row("sent back, the first times"),
        meters[old].row(f"sent back {RETURNS} times before"),
    )
    yield first
    yield last | {"to_first": round(float(str(last["cpu_ms"])) / float(str(first["cpu_ms"])), 2)}


def _at_the_counter(place: Place) -> str:
    opened = place.walker.open(DOCUMENT_TYPE)
    while _node(place, opened.case_id) != "periksa_kelengkapan":
        place.walker.step(opened.case_id)
    return opened.case_id


def _node(place: Place, case_id: str) -> str | None:
    with place.engine.reading() as reading:
        return reading.execute(
            select(Task.node).where(Task.case_id == case_id, Task.state == "open")
        ).scalar()


def _complete_one(
    place: Place, tokens: dict[str, str], case_id: str, meter: Meter, outcome: str = "setuju"
) -> bool:
    """Completes the case's open task as a page does: session first. False when nothing waits."""
    prepared = place.walker.prepare(case_id, outcome)
    if prepared is None:
        return False
    with meter.sample(place):
        signed_in = logins.resume(place.engine, tokens[prepared.username])
        assert signed_in is not None
        tasks.complete(
            place.engine, signed_in.actor, prepared.task_id, Submission.of(prepared.posted, outcome, "bench")
        )
    return True
