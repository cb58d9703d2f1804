"""Names of streams: `case:<id>`, `person:<id>`, `office`."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

OFFICE = "office"
DASHED = ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
"""The parts of a UUID, by first digit and length."""


def of_case(case_id: str) -> str:
    return f"case:{case_id}"


def of_person(person_id: str | None) -> str:
    """The system acts for the office."""
    return f"person:{person_id}" if person_id else OFFICE


class CaseStream(FunctionElement[str]):
    """`of_case` in SQL, over a column of ids: SQLite keeps them without dashes, PostgreSQL as uuid."""

    type = String()
    inherit_cache = True


@compiles(CaseStream, "postgresql")
def _on_postgresql(element: CaseStream, compiler: Any, **options: Any) -> str:
    return f"('case:' || CAST({compiler.process(element.clauses, **options)} AS VARCHAR))"


@compiles(CaseStream, "sqlite")
def _on_sqlite(element: CaseStream, compiler: Any, **options: Any) -> str:
    column = compiler.process(element.clauses, **options)
    parts = [f"substr({column}, {first}, {length})" for first, length in DASHED]
    dashed = " || '-' || ".join(parts)
    return f"('case:' || {dashed})"
