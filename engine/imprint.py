"""What a paper says besides the record: its number, the office, who signs, the case it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from engine import regions, register
from engine.db.cases import Case
from engine.db.documents import Document
from engine.db.offices import Person
from engine.documents import check_url
from engine.durations import A_DAY, office_time
from engine.errors import NotFoundError
from engine.work import Reading


@dataclass(frozen=True)
class Imprint:
    """JSON throughout. The office's `signature` is the name of whoever puts electronic signatures on, None where papers
    are signed by hand. `entered`: the register's own words, where the document is an excerpt of it."""

    document: Mapping[str, Any]
    office: Mapping[str, Any]
    signer: Mapping[str, Any] = field(repr=False)
    case: Mapping[str, Any] = field(repr=False)
    check_url: str = field(repr=False)
    entered: Mapping[str, Any] | None = field(repr=False)


def imprint(reading: Reading, document_id: str) -> Imprint:
    row = reading.execute(
        select(
            Document.kind, Document.number, Document.issued_on, Document.signer_post, Document.entry_id,
            Person.name, Person.employee_number,
            Case.number.label("case_number"), Case.subject_name, Case.opened_at, Case.intake_unit, Case.promised_at,
            Case.version_id, Case.area_code,
        )
        .join(Person, Person.id == Document.signer_id)
        .join(Case, Case.id == Document.case_id)
        .where(Document.id == document_id)
    ).first()  # fmt: skip
    if row is None:
        raise NotFoundError("document")
    office, signer = reading.office, reading.engine.signer
    signature = None if signer is None else signer.name
    return Imprint(
        document={"kind": row.kind, "number": row.number, "issued_on": row.issued_on.isoformat()},
        office={"name": office.name, "city": office.city, "demo": office.demo, "signature": signature},
        signer={"name": row.name, "post": row.signer_post, "employee_number": row.employee_number},
        case=_case(reading, row),
        check_url=check_url(reading.engine, document_id),
        entered=None if row.entry_id is None else register.content(reading, row.entry_id),
    )


def _case(reading: Reading, row: Row[Any]) -> dict[str, Any]:
    """`working_days`: from complete papers to the document, as the service promises. `area`: names of the area that
    the case is about, from the kelurahan, where it is known, up to the province."""
    definition = reading.engine.definitions.version(reading.connection, row.version_id)
    return {
        "number": row.case_number,
        "subject_name": row.subject_name,
        "service": definition.name,
        "area": regions.trail(reading.connection, row.area_code),
        "desk": row.intake_unit,
        "opened": moment(reading, row.opened_at),
        "promised": moment(reading, row.promised_at),
        "working_days": round(office_time(definition.procedure.properties.get("waktuPelayanan")) / A_DAY),
    }


def moment(reading: Reading, at: datetime | None) -> dict[str, str] | None:
    """A day and an hour of the office's own zone."""
    if at is None:
        return None
    local = at.astimezone(reading.office.zone)
    return {"date": local.date().isoformat(), "time": f"{local:%H.%M}", "zone": str(local.tzname())}
