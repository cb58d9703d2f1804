"""Document types: a diagram, its folder and what it calls, as one immutable version named by its hash."""

import datetime as dt
import hashlib
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select

from engine import privacy, xml
from engine.calls import Handlers
from engine.db.definitions import DefinitionFile, DefinitionVersion, Deployment
from engine.decisions import Decisions
from engine.errors import EngineError
from engine.forms import Form, Option
from engine.ids import VersionId
from engine.parties import Numbered
from engine.process import Node, Procedure
from engine.reasons import OfficeReasons, Reason, parse_reasons
from engine.requirements import Requirement, parse_requirements

if TYPE_CHECKING:
    from engine.work import Work

Files = Mapping[str, bytes]
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
FILE_STEM = re.compile(r"[A-Za-z_][\w.\-]{0,99}")
ALWAYS = (
    "shared/reasons.toml",
    "shared/standar_pelayanan.toml",
    privacy.PATH,
    "shared/retensi.toml",
    "shared/letterhead.typ",
    "shared/tanda_terima.typ",
    "shared/tanda_terima_penyerahan.typ",
)

VARIANT = "permohonan.jenis"
"""Where intake forms ask which variant of a document type is applied for."""


class UnknownDocumentTypeError(EngineError):
    def __init__(self, document_type: str) -> None:
        super().__init__(f"Expected a document type that is in force, but '{document_type}' is not")


class UnknownVersionError(EngineError):
    def __init__(self, version_id: str) -> None:
        super().__init__(f"Expected a stored version, but there is none with the hash {version_id[:16]}")


@dataclass(frozen=True)
class DocumentType:
    """A version, compiled. Shared by threads; nothing in it changes."""

    id: VersionId
    number: int
    document_type: str
    files: Files
    procedure: Procedure
    office_reasons: OfficeReasons = field(default_factory=OfficeReasons)

    @property
    def name(self) -> str:
        return self.procedure.name

    @cached_property
    def decisions(self) -> Decisions:
        return Decisions.parse([content for path, content in self.files.items() if path.endswith(".dmn")])

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        return {
            path: Form.parse(content) for path, content in self.files.items() if path.endswith(".form.json")
        }

    @cached_property
    def numbered(self) -> Numbered:
        """Where its forms ask for identity numbers and telephones."""
        return Numbered.of(form.components for form in self.forms.values())

    @cached_property
    def requirements(self) -> tuple[Requirement, ...]:
        path = f"{self.document_type}/requirements.toml"
        return parse_requirements(self.files[path]) if path in self.files else ()

    @cached_property
    def reasons(self) -> Mapping[str, Reason]:
        """Its own, with what the office lays over them."""
        path = "shared/reasons.toml"
        return self.office_reasons.over(parse_reasons(self.files[path]) if path in self.files else ())

    @cached_property
    def notices(self) -> tuple[privacy.Notice, ...]:
        return privacy.parse_notices(self.files[privacy.PATH]) if privacy.PATH in self.files else ()

    def notice_on(self, day: dt.date) -> privacy.Notice | None:
        """What applicants are told of their data on that day."""
        return privacy.in_force(self.notices, day)

    @property
    def intake_form(self) -> Form | None:
        return self.forms.get(f"{self.document_type}/mulai.form.json")

    @property
    def variants(self) -> tuple[Option, ...]:
        """What may be applied for; empty where there is but one kind."""
        asked = self.intake_form.fields if self.intake_form else ()
        return next((field.options for field in asked if field.path == VARIANT), ())

    def form(self, node: Node) -> Form | None:
        """None where a task only confirms."""
        return self.forms.get(self.form_path(node))

    def form_path(self, node: Node) -> str:
        return f"{node.path.removesuffix('.bpmn')}/{node.id}.form.json"


class Definitions:
    """The compiled versions of this process, each made once."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers
        self._compiled: dict[str, DocumentType] = {}
        self._lock = threading.Lock()
        self._reasons = OfficeReasons()

    def lay(self, reasons: OfficeReasons) -> None:
        """What the office says of reasons, over those of every version."""
        with self._lock:
            if reasons != self._reasons:
                self._reasons = reasons
                self._compiled = {version_id: self._laid(kind) for version_id, kind in self._compiled.items()}

    def _laid(self, kind: DocumentType) -> DocumentType:
        return kind if kind.office_reasons == self._reasons else replace(kind, office_reasons=self._reasons)

    def version(self, connection: Connection, version_id: str) -> DocumentType:
        known = self._compiled.get(version_id)
        if known is not None:
            return known
        with self._lock:
            if version_id not in self._compiled:
                self._compiled[version_id] = self._laid(self._load(connection, version_id))
            return self._compiled[version_id]

    def reason(self, code: str) -> Reason | None:
        """What a code means in any version that was read so far."""
        found = (kind.reasons[code] for kind in list(self._compiled.values()) if code in kind.reasons)
        return next(found, None)

    def current(self, connection: Connection, office_code: str, document_type: str) -> DocumentType:
        """The version that new cases follow."""
        found = connection.execute(
            select(Deployment.version_id)
            .where(Deployment.office_code == office_code, Deployment.document_type == document_type)
            .order_by(Deployment.since.desc(), Deployment.id.desc())
            .limit(1)
        ).scalar()
        if found is None:
            raise UnknownDocumentTypeError(document_type)
        return self.version(connection, found)

    def in_force(self, connection: Connection, office_code: str) -> list[DocumentType]:
        """The current version of every document type, by name."""
        rows = connection.execute(
            select(Deployment.document_type, Deployment.version_id)
            .where(Deployment.office_code == office_code)
            .order_by(Deployment.since, Deployment.id)
        )
        latest = {row.document_type: row.version_id for row in rows}
        current = [self.version(connection, version) for version in latest.values()]
        return sorted(current, key=lambda document_type: document_type.name)

    def compile(self, document_type: str, number: int, files: Files) -> DocumentType:
        procedure = Procedure.parse(files, document_type, self._is_outside)
        return DocumentType(version_id(files), number, document_type, files, procedure)

    def _is_outside(self, handler: str) -> bool:
        return self._handlers.is_outside(handler)

    def _load(self, connection: Connection, version_id: str) -> DocumentType:
        row = connection.execute(
            select(DefinitionVersion.document_type, DefinitionVersion.number).where(
                DefinitionVersion.id == version_id
            )
        ).first()
        if row is None:
            raise UnknownVersionError(version_id)
        return self.compile(row.document_type, row.number, stored_files(connection, version_id))


def version_id(files: Files) -> VersionId:
    digest = hashlib.sha256()
    for path in sorted(files):
        for part in (path.encode(), files[path]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return VersionId(digest.hexdigest())


def stored_files(connection: Connection, version_id: str) -> dict[str, bytes]:
    rows = connection.execute(
        select(DefinitionFile.path, DefinitionFile.content).where(DefinitionFile.version_id == version_id)
    )
    return {path: bytes(content) for path, content in rows}


def store(work: "Work", document_type: str, files: Files) -> VersionId:
    """The version's hash; stores it unless it is there already."""
    found = version_id(files)
    known = work.execute(select(DefinitionVersion.id).where(DefinitionVersion.id == found)).scalar()
    if known is None:
        owner = work.office.owner
        last = work.execute(
            select(func.coalesce(func.max(DefinitionVersion.number), 0)).where(
                DefinitionVersion.office_code == work.office.code,
                DefinitionVersion.document_type == document_type,
            )
        ).scalar_one()
        row = {"id": found, "document_type": document_type, "number": last + 1, "created_at": work.now}
        work.execute(insert(DefinitionVersion), [row | owner])
        work.execute(
            insert(DefinitionFile),
            [
                {"version_id": found, "path": path, "content": content} | owner
                for path, content in files.items()
            ],
        )
    return found


def types_in(folder: Path) -> list[str]:
    """The document types that a folder holds: its diagrams, by stem."""
    return sorted(path.stem for path in folder.glob("*.bpmn"))


def read_folder(
    folder: Path, document_type: str, read: Callable[[Path], bytes] = Path.read_bytes
) -> dict[str, bytes]:
    """A document type as it stands in a folder: diagram, own folder, and every called process with its own."""
    files: dict[str, bytes] = {}
    waiting = [f"{document_type}.bpmn"]
    while waiting:
        diagram = waiting.pop()
        if diagram in files or not (folder / diagram).is_file():
            continue
        files[diagram] = read(folder / diagram)
        beside = folder / diagram.removesuffix(".bpmn")
        files |= {
            path.relative_to(folder).as_posix(): read(path)
            for path in sorted(beside.rglob("*"))
            if path.is_file() and not path.name.startswith(".") and not path.is_symlink()
        }
        waiting += [f"shared/{called}.bpmn" for called in called_in(files[diagram])]
    return files | {path: read(folder / path) for path in ALWAYS if (folder / path).is_file()}


def called_in(diagram: bytes) -> list[str]:
    """The processes that a diagram calls, as far as their names can be those of files."""
    try:
        root = xml.read(diagram)
    except xml.UnsafeXmlError:
        return []
    called = [node.get("calledElement", "") for node in root.iter(f"{BPMN}callActivity")]
    return [name for name in called if FILE_STEM.fullmatch(name)]
