"""Document types between the database and folders: what a release ships comes in, what is in force goes out."""

import enum
from pathlib import Path

from sqlalchemy import select

from engine import definitions
from engine.access import Actor
from engine.db.definitions import DefinitionVersion
from engine.deployments import proposals
from engine.deployments.acts import permit
from engine.deployments.checking import refuse_errors
from engine.deployments.versions import version_in_force
from engine.engine import Engine
from engine.roles import Permission
from engine.work import Reading

SHIPPED = "Dibawa oleh rilis"


class Outcome(enum.StrEnum):
    DEPLOYED = "deployed"  # nothing was in force
    PROPOSED = "proposed"  # something is: a second person decides
    KNOWN = "known"  # this very version has been here before


def ship(engine: Engine, actor: Actor, folder: Path, document_type: str, reason: str = SHIPPED) -> Outcome:
    """A folder's version of a document type: in force where none is, else a proposal, never an overwrite."""
    grant = permit(actor, Permission.DESIGN, "bring in a version")
    files = definitions.read_folder(folder, document_type)
    with engine.reading(actor) as reading:
        if _is_known(reading, definitions.version_id(files)):
            return Outcome.KNOWN
    refuse_errors(engine, document_type, files)
    with engine.work(actor) as work:
        if _is_known(work, definitions.version_id(files)):  # another process was quicker
            return Outcome.KNOWN
        if version_in_force(work, document_type) is not None:
            proposals.put(work, document_type, files, reason, grant)
            return Outcome.PROPOSED
        version_id = definitions.store(work, document_type, files)
        shipped = {"document_type": document_type, "version_id": version_id, "proposed_by": actor.person_id}
        proposals.put_in_force(work, shipped, reason, grant)
    return Outcome.DEPLOYED


def _is_known(reading: Reading, version_id: str) -> bool:
    found = select(DefinitionVersion.id).where(DefinitionVersion.id == version_id)
    return reading.execute(found).scalar() is not None


def export(reading: Reading, document_type: str, folder: Path, version_id: str | None = None) -> list[Path]:
    """Writes a version, without one that in force; what lies in its own folder and is not in it goes."""
    found = version_id or version_in_force(reading, document_type)
    if found is None:
        raise definitions.UnknownDocumentTypeError(document_type)
    files = definitions.stored_files(reading.connection, found)
    written = [_write(folder / path, content) for path, content in sorted(files.items())]
    for stale in (folder / document_type).rglob("*"):
        if stale.is_file() and stale not in written:
            stale.unlink()
    return written


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
