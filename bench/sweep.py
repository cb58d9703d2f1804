"""What a sweep of deadlines costs when nothing is due, and for each task that is, with 100, 10,000 and more open.

In CPU of this process and, on PostgreSQL, of its backends. The floor, of the same run, is one statement that reads a
row by its key.
"""

import statistics
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import ColumnElement, exists, insert, select, update

from bench.crowd import crowd
from bench.places import DOCUMENT_TYPE, Place
from engine.db.cases import Task
from engine.db.counting import counted
from engine.db.history import Stream
from engine.db.offices import Office
from engine.deadlines.sweep import sweep
from engine.history import CaseStream

ROUNDS = 60
DUE = 50


def measure(place: Place) -> list[dict[str, object]]:
    """Rows of the table for one database."""
    rows: list[dict[str, object]] = []
    filled = 0
    for size in place.sizes:
        crowd(place.engine, filled, size)
        filled = size
        _not_yet(place)
        place.settle()
        floor = _timed(place, lambda: _floor(place))
        idle = _timed(place, lambda: sweep(place.engine))
        rows += [
            {"open": size, "what": "floor", **floor},
            {"open": size, "what": "nothing is due", **idle},
            {"open": size, "what": f"{DUE} are due, for each", **_due(place)},
        ]
    floors = {row["open"]: float(str(row["cpu_ms"])) for row in rows if row["what"] == "floor"}
    return [
        {
            "database": place.name,
            **row,
            "to_floor": round(float(str(row["cpu_ms"])) / floors[row["open"]], 2),
        }
        for row in rows
    ]


def _not_yet(place: Place) -> None:
    """Every task is looked at later, none has a place in its diagram but one that every type has."""
    with place.engine.database.writing() as connection:
        definition = place.engine.definitions.current(connection, place.engine.office_code, DOCUMENT_TYPE)
        node = next(node.id for node in definition.procedure.nodes.values() if node.properties.get("waktu"))
        later = place.engine.clock() + timedelta(days=30)
        connection.execute(update(Task).values(node=node, look_at=later))


def _floor(place: Place) -> None:
    with place.engine.reading() as reading:
        reading.execute(select(Office.code).where(Office.code == place.engine.office_code)).all()


def _timed(place: Place, act: Callable[[], object]) -> dict[str, object]:
    act()
    with counted(place.engine.database) as sent:
        act()
    statements, spent, meter = len(sent), [], place.meter()
    for _ in range(ROUNDS):
        began = meter()
        act()
        spent.append(meter() - began)
    return {"statements": statements, "cpu_ms": round(statistics.median(spent), 3)}


def _untold() -> ColumnElement[bool]:
    """Of a case without a history: none of an earlier round."""
    return ~exists().where(Stream.id == CaseStream(Task.case_id))


def _due(place: Place) -> dict[str, object]:
    with place.engine.database.writing() as connection:
        found = select(Task.id, Task.case_id).where(Task.state == "open", _untold()).limit(DUE)
        some = connection.execute(found).all()
        owner = place.engine.office.owner
        streams = [{"id": f"case:{row.case_id}", "seq": 0, "hash": bytes(32)} | owner for row in some]
        connection.execute(insert(Stream), streams)
        soon = place.engine.clock() - timedelta(minutes=1)
        connection.execute(update(Task).where(Task.id.in_([row.id for row in some])).values(look_at=soon))
    meter = place.meter()
    with counted(place.engine.database) as sent:
        began = meter()
        sweep(place.engine)
        spent = meter() - began
    return {"statements": round(len(sent) / DUE, 1), "cpu_ms": round(spent / DUE, 3)}
