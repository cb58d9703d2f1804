"""Which versions there are, which is in force, and how many cases still run on each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from engine.db.cases import Case
from engine.db.definitions import DefinitionVersion, Deployment
from engine.errors import NotFoundError
from engine.ids import VersionId
from engine.work import Reading


@dataclass(frozen=True)
class Version:
    """`since`: when new cases began to follow it, the last time; None for one that never came into force."""

    id: VersionId
    document_type: str
    number: int
    created_at: datetime
    in_force: bool
    open_cases: int
    since: datetime | None = None
    proposed_by: str | None = None
    approved_by: str | None = None
    reason: str | None = None


def version_in_force(reading: Reading, document_type: str) -> str | None:
    return reading.execute(
        select(Deployment.version_id)
        .where(Deployment.office_code == reading.office.code, Deployment.document_type == document_type)
        .order_by(Deployment.since.desc(), Deployment.id.desc())
        .limit(1)
    ).scalar()


def versions(reading: Reading, document_type: str) -> list[Version]:
    """The newest first."""
    office, current = reading.office.code, version_in_force(reading, document_type)
    deployed = reading.execute(
        select(Deployment.__table__)
        .where(Deployment.office_code == office, Deployment.document_type == document_type)
        .order_by(Deployment.since, Deployment.id)
    ).mappings()
    newest = {row["version_id"]: row for row in deployed}
    running = _open_cases(reading, document_type)
    rows = reading.execute(
        select(DefinitionVersion.id, DefinitionVersion.number, DefinitionVersion.created_at)
        .where(DefinitionVersion.office_code == office, DefinitionVersion.document_type == document_type)
        .order_by(DefinitionVersion.number.desc())
    )
    found = []
    for row in rows:
        known: Mapping[Any, Any] = newest.get(row.id, {})
        about = {name: known.get(name) for name in ("since", "proposed_by", "approved_by", "reason")}
        version = Version(
            VersionId(row.id),
            document_type,
            row.number,
            row.created_at,
            row.id == current,
            running.get(row.id, 0),
            **about,
        )
        found.append(version)
    return found


def _open_cases(reading: Reading, document_type: str) -> dict[str, int]:
    rows = reading.execute(
        select(Case.version_id, func.count().label("cases"))
        .where(
            Case.office_code == reading.office.code, Case.document_type == document_type, Case.state == "open"
        )
        .group_by(Case.version_id)
    )
    return {row.version_id: row.cases for row in rows}


def version(reading: Reading, document_type: str, number: int) -> Version:
    for found in versions(reading, document_type):
        if found.number == number:
            return found
    raise NotFoundError("version")


def known_types(reading: Reading) -> list[str]:
    """Every document type with a version, in force or not."""
    return list(
        reading.execute(
            select(DefinitionVersion.document_type)
            .where(DefinitionVersion.office_code == reading.office.code)
            .distinct()
            .order_by(DefinitionVersion.document_type)
        ).scalars()
    )
