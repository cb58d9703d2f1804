"""What an inbox costs the database with 100, 10,000 and more open tasks: its first page, counts, search.

CPU is the database's own: of the PostgreSQL backend that answers, as Linux counts it; on SQLite that of the statements
of one page, sent again by the bare driver. The floor, of the same run, is one statement that reads 25 tasks by key.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import event, select, text

from bench.crowd import KELURAHAN, RT, crowd
from bench.places import Place, on_cpu
from engine import inbox
from engine.access import Actor, Grant
from engine.db.cases import Task
from engine.db.offices import Person
from engine.inbox import Filter
from engine.work import Reading

ROUNDS = 60


def measure(place: Place) -> list[dict[str, object]]:
    """Rows of the table for one database."""
    rows: list[dict[str, object]] = []
    filled, first = 0, {}
    for size in place.sizes:
        crowd(place.engine, filled, size)
        filled = size
        place.settle()
        for what, ask in questions(place).items():
            spent = _spent(place, ask)
            first.setdefault(what, spent["db_cpu_ms"])
            ratio = round(spent["db_cpu_ms"] / first[what], 2)
            rows.append({"database": place.name, "open": size, "what": what, **spent, "to_100": ratio})
    floors = {row["open"]: row["db_cpu_ms"] for row in rows if row["what"] == "floor"}
    return [row | {"to_floor": round(row["db_cpu_ms"] / floors[row["open"]], 2)} for row in rows]  # type: ignore[operator]


Ask = Callable[[Reading], object]


@dataclass(frozen=True)
class Question:
    actor: Actor
    ask: Ask


def questions(place: Place) -> dict[str, Question]:
    """By three desks: of the whole regency, of a kelurahan, of an RT; by people with a family and duties done; and by
    the heads to whom late tasks are told."""
    with place.engine.reading() as reading:
        person = reading.execute(select(Person.id).where(Person.username == "verifikator")).scalar_one()
        ids = reading.execute(select(Task.id).order_by(Task.id).limit(inbox.PAGE)).scalars().all()
    city = _actor(place, person, "Verifikator", "53.71")
    kelurahan = _actor(place, person, "Lurah", KELURAHAN)
    rt = _actor(place, person, "Ketua RT", RT)
    asked = {
        "floor": Question(
            city, lambda reading: reading.execute(select(Task.__table__).where(Task.id.in_(ids))).all()
        )
    }
    for name, actor in (("regency", city), ("kelurahan", kelurahan), ("RT", rt)):
        for what, ask in _of_desk(place, actor).items():
            asked[f"{name}: {what}"] = Question(actor, ask)
    heads = {
        "regency": _actor(place, person, "Kepala seksi", "53.71"),
        "kelurahan": _actor(place, person, "Petugas registrasi kelurahan", KELURAHAN),
    }
    for name, head in heads.items():
        key = f"unit:{head.grants[0].role}"
        asked[f"{name}: late in the unit"] = Question(head, lambda reading, key=key: inbox.page(reading, key))
    desk = inbox.first_queue(city)
    for name, wanted in SEARCHES.items():
        asked[f"search: {name}"] = Question(
            city, lambda reading, wanted=wanted: inbox.page(reading, desk, wanted)
        )
    return asked


def _of_desk(place: Place, actor: Actor) -> dict[str, Ask]:
    desk, role = inbox.first_queue(actor), actor.grants[0].role
    with place.engine.reading(actor) as reading:
        after = inbox.page(reading, desk, most=2).after
    return {
        "first page": lambda reading: inbox.page(reading, desk),
        "next page": lambda reading: inbox.page(reading, desk, after=after),
        "free, first page": lambda reading: inbox.page(reading, f"free:{role}"),
        "counts": inbox.queues,
        "next task": lambda reading: inbox.free(reading, [role]),
    }


SEARCHES = {
    "NIK": Filter(text="5371030101800001"),
    "registration number": Filter(text="AL-2026-000001"),
    "rare name": Filter(text="zadrak ndun"),
    "mistyped name": Filter(text="zardak ndun"),
    "common name": Filter(text="maria"),
    "by type": Filter(document_type="akta_kelahiran"),
}


def _actor(place: Place, person: str, role: str, area: str) -> Actor:
    vault = place.engine.vault
    marks = (vault.fingerprint("nik", "5371030101809999"), vault.fingerprint("kk", "5371030101809998"))
    return Actor(person, "Bench", (Grant("post", role, role, area),), *marks)


@contextmanager
def _overheard(place: Place) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are sent, with their values."""
    heard: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):
            heard.append((statement, values))

    event.listen(place.engine.database.reader, "before_cursor_execute", note)
    try:
        yield heard
    finally:
        event.remove(place.engine.database.reader, "before_cursor_execute", note)


def _spent(place: Place, question: Question) -> dict[str, float]:
    meter = _of_file if place.name == "sqlite" else _of_backend
    return meter(place, question)


def _of_backend(place: Place, question: Question) -> dict[str, float]:
    with place.engine.reading(question.actor) as reading:
        backend = reading.execute(text("SELECT pg_backend_pid()")).scalar_one()
        for _ in range(12):  # until its statements are prepared
            question.ask(reading)
        cpu, clock, sent = [], [], 0
        for _ in range(ROUNDS):
            began, since = time.perf_counter(), on_cpu(backend)
            with _overheard(place) as heard:
                question.ask(reading)
            cpu.append(on_cpu(backend) - since)
            clock.append((time.perf_counter() - began) * 1000)
            sent = len(heard)
    return {"statements": sent, "db_cpu_ms": round(median(cpu), 3), "ms": round(median(clock), 3)}


def _of_file(place: Place, question: Question) -> dict[str, float]:
    with place.engine.reading(question.actor) as reading:
        question.ask(reading)
        with _overheard(place) as heard:
            question.ask(reading)
        clock = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            question.ask(reading)
            clock.append((time.perf_counter() - began) * 1000)
    bare = sqlite3.connect(place.engine.database.url.removeprefix("sqlite:///"))
    cpu = []
    for _ in range(ROUNDS):
        since = time.thread_time()
        for statement, values in heard:
            bare.execute(statement, values).fetchall()
        cpu.append((time.thread_time() - since) * 1000)
    bare.close()
    return {"statements": len(heard), "db_cpu_ms": round(median(cpu), 3), "ms": round(median(clock), 3)}
