"""Document types for designers and approvers: what is in force, which versions there are, and what each holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from engine import definitions, deployments, people
from engine.deployments import Version, drafts
from engine.deployments.drafts import Draft
from engine.deployments.proposals import Proposed
from engine.roles import Permission
from engine.work import Reading
from web import bundle, catalog, changes, current, drawings, tables
from web.conditions import Conditions
from web.policies import policy

pages = Blueprint("designer", __name__)
READERS = frozenset({Permission.DESIGN, Permission.APPROVE})


@dataclass(frozen=True)
class TypeRow:
    """`version`: the one in force; `cases`: open ones, of every version."""

    code: str
    name: str
    version: Version | None
    draft: Draft | None
    proposals: int
    cases: int


@dataclass(frozen=True)
class TypePage:
    """`names`: of everybody who is mentioned, by id."""

    code: str
    name: str
    versions: list[Version]
    draft: Draft | None
    proposals: list[Proposed]
    names: Mapping[str, str]
    drawing: Markup | None

    @property
    def in_force(self) -> Version | None:
        return next((version for version in self.versions if version.in_force), None)

    @property
    def elsewhere(self) -> int:
        """Running cases that follow another version."""
        return sum(version.open_cases for version in self.versions if not version.in_force)


@dataclass(frozen=True)
class VersionPage:
    """`earlier`: the version that it is compared with, the one numbered before it."""

    code: str
    name: str
    version: Version
    earlier: Version | None
    names: Mapping[str, str]
    parts: list[bundle.Part]
    drawings: list[tuple[str, str, Markup | None]]
    compared: changes.Compared | None


@pages.get("/designer")
@policy(READERS)
def show() -> str:
    with current.engine().reading(current.actor()) as reading:
        rows = [_row(reading, code) for code in deployments.known_types(reading)]
    return render_template("designer/types.html", rows=sorted(rows, key=lambda row: row.name))


def _row(reading: Reading, code: str) -> TypeRow:
    known = deployments.versions(reading, code)
    waiting = deployments.proposals(reading, document_type=code, state="open")
    return TypeRow(
        code,
        type_name(reading, code, known),
        next((version for version in known if version.in_force), None),
        drafts.find(reading, code),
        len(waiting),
        sum(version.open_cases for version in known),
    )


def type_name(reading: Reading, code: str, known: list[Version] | None = None) -> str:
    """As the newest version that is or was in force calls it."""
    found = known if known is not None else deployments.versions(reading, code)
    if not found:
        raise definitions.UnknownDocumentTypeError(code)
    version = next((one for one in found if one.in_force), found[0])
    files = definitions.stored_files(reading.connection, version.id)
    return catalog.diagram_name(f"{code}.bpmn", files[f"{code}.bpmn"])


@pages.get("/designer/<document_type>")
@policy(READERS)
def one(document_type: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        page = _type_page(reading, document_type)
    return render_template("designer/type.html", page=page)


def _type_page(reading: Reading, code: str) -> TypePage:
    known = deployments.versions(reading, code)
    waiting = list(deployments.proposals(reading, document_type=code, state="open"))
    name = type_name(reading, code, known)
    shown = next((version for version in known if version.in_force), known[0])
    files = definitions.stored_files(reading.connection, shown.id)
    main = f"{code}.bpmn"
    proposers = {one.proposed_by for one in known} | {one.proposed_by for one in waiting}
    names = people.names(reading, {who for who in proposers | {one.approved_by for one in known} if who})
    draft = drafts.find(reading, code)
    return TypePage(code, name, known, draft, waiting, names, drawings.drawing(main, files[main]))


@pages.get("/designer/<document_type>/versi/<int:number>")
@policy(READERS)
def version(document_type: str, number: int) -> str:
    with current.engine().reading(current.actor()) as reading:
        page = _version_page(reading, document_type, number)
    return render_template("designer/version.html", page=page)


def _version_page(reading: Reading, code: str, number: int) -> VersionPage:
    known = deployments.versions(reading, code)
    shown = deployments.version(reading, code, number)
    earlier = next((one for one in known if one.number == number - 1), None)
    files = definitions.stored_files(reading.connection, shown.id)
    before = definitions.stored_files(reading.connection, earlier.id) if earlier else None
    mentioned = {person for person in (shown.proposed_by, shown.approved_by) if person}
    return VersionPage(
        code,
        type_name(reading, code, known),
        shown,
        earlier,
        people.names(reading, mentioned),
        bundle.parts(code, files),
        [
            (path, catalog.diagram_name(path, files[path]), drawings.drawing(path, files[path]))
            for path in catalog.diagrams(files)
        ],
        changes.compared(before, files) if before is not None else None,
    )


@pages.get("/designer/<document_type>/versi/<int:number>/berkas/<path:path>")
@policy(READERS)
def file(document_type: str, number: int, path: str) -> str:
    with current.engine().reading(current.actor()) as reading:
        shown = deployments.version(reading, document_type, number)
        files = definitions.stored_files(reading.connection, shown.id)
        name = type_name(reading, document_type)
        kind = current.engine().definitions.version(reading.connection, shown.id)
    if path not in files:
        abort(404)
    return render_template(
        "designer/file.html",
        code=document_type,
        name=name,
        version=shown,
        path=path,
        text=files[path].decode(errors="replace"),
        tables=tables.tables(files[path]) if path.endswith(".dmn") else [],
        requirements=kind.requirements if path.endswith("/requirements.toml") else (),
        conditions=Conditions(kind),
    )
