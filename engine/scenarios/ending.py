"""How a played case stands, held against what was expected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, func, select

from engine import casefile
from engine.db.cases import Case, CaseLink, Incident
from engine.db.documents import Document
from engine.engine import Engine
from engine.forms.paths import at
from engine.requirements import needed
from engine.scenarios.script import Expectation
from engine.work import Reading


def differences(
    engine: Engine, case_id: str, expect: Expectation, record: Mapping[str, Any], reached: Sequence[str]
) -> list[str]:
    """A sentence for each. `record` is what is expected of it, with braces filled."""
    with engine.reading() as reading:
        row = reading.execute(select(Case.__table__).where(Case.id == case_id)).one()
        kept = casefile.read_record(reading, row)
        return [
            *_state(reading, row, expect, reached),
            *_papers(reading, row, kept, expect),
            *_way(expect, reached),
            *_record(record, kept),
            *_results(reading, case_id, expect),
        ]


def _state(reading: Reading, row: Row[Any], expect: Expectation, reached: Sequence[str]) -> Iterator[str]:
    if row.state != expect.state:
        last = reached[-1] if reached else "the beginning"
        yield f"Expected the case to be {expect.state}, but it is {row.state}, last at '{last}'"
        failed = select(Incident.node, Incident.sentence).where(
            Incident.case_id == row.id, Incident.state == "open"
        )
        for incident in reading.execute(failed):
            yield f"Expected '{incident.node}' to do its work, but: {incident.sentence}"


def _papers(reading: Reading, row: Row[Any], record: Mapping[str, Any], expect: Expectation) -> Iterator[str]:
    if expect.requirements is None:
        return
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    asked = {requirement.code for requirement in needed(definition.requirements, record)}
    missing, more = set(expect.requirements) - asked, asked - set(expect.requirements)
    if missing:
        yield f"Expected the papers {_listed(missing)} to be asked for, but they are not"
    if more:
        yield f"Expected no other papers than those named, but {_listed(more)} are asked for"


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _way(expect: Expectation, reached: Sequence[str]) -> Iterator[str]:
    rest = iter(reached)
    for node in expect.path:
        if node not in rest:
            yield f"Expected '{node}' to be reached in this order, but the way was {' > '.join(_short(reached))}"
            break
    for node in expect.not_reached:
        if node in reached:
            yield f"Expected '{node}' not to be reached, but it was"


def _short(reached: Sequence[str]) -> list[str]:
    return [node for number, node in enumerate(reached) if number == 0 or reached[number - 1] != node]


def _record(expected: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[str]:
    """Values of people's forms in a scenario are made up, so that a sentence may name them."""
    for path, value in expected.items():
        if (found := at(record, path)) != value:
            yield f"Expected {value!r} at '{path}' of the record, but it is {found!r}"


def _results(reading: Reading, case_id: str, expect: Expectation) -> Iterator[str]:
    if expect.documents is not None:
        issued = reading.execute(
            select(func.count()).where(Document.case_id == case_id, Document.sha256.is_not(None))
        ).scalar_one()
        if issued != expect.documents:
            yield f"Expected {expect.documents} documents, but {issued} were issued"
    if expect.linked is not None:
        types = sorted(
            reading.execute(select(CaseLink.document_type).where(CaseLink.sender_id == case_id)).scalars()
        )
        if types != sorted(expect.linked):
            wanted, got = (", ".join(names) or "none" for names in (sorted(expect.linked), types))
            yield f"Expected it to start cases of {wanted}, but it started {got}"
