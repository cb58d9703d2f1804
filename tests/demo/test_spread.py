"""The made-up office has work for everybody, of every document type."""

from sqlalchemy import func, select

from engine.db.cases import Case, Task
from engine.db.database import Database
from engine.demo.spread import spread
from tests.builders import make_bureau


def test_cases_of_every_type_stand_on_many_steps(sqlite_database: Database) -> None:
    bureau = make_bureau(sqlite_database)

    spread(bureau.walker, 40)

    with bureau.engine.reading() as reading:
        types = reading.execute(select(Case.document_type).distinct()).scalars().all()
        known = bureau.engine.definitions.in_force(reading.connection, bureau.engine.office_code)
        waiting = select(func.count(Task.node.distinct())).where(Task.state == "open")
        nodes = reading.execute(waiting).scalar_one()
    assert {definition.document_type for definition in known} <= set(types)
    assert nodes >= 8
