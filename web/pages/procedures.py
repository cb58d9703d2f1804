"""SOPs and service standards: those of every version for designers and auditors, the public's part for everybody."""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from engine import deployments, sop
from engine.deployments import Version
from engine.roles import Permission
from web import current, naming, procedures
from web.files import attached
from web.pages.designer import type_name
from web.policies import PUBLIC, policy

pages = Blueprint("procedures", __name__)
READERS = frozenset({Permission.DESIGN, Permission.APPROVE, Permission.AUDIT})


@dataclass(frozen=True)
class TypeRow:
    code: str
    name: str
    versions: list[Version]


@pages.get("/sop")
@policy(READERS)
def show() -> str:
    with current.engine().reading(current.actor()) as reading:
        known = {code: deployments.versions(reading, code) for code in deployments.known_types(reading)}
        names = naming.names(
            reading
        ).types  # in the reader's language; a type never in force has its diagram's
        rows = [
            TypeRow(code, names.get(code) or type_name(reading, code, found), found)
            for code, found in known.items()
        ]
    return render_template("procedures.html", rows=sorted(rows, key=lambda row: row.name))


@pages.get(
    "/sop/<document_type>/<int:number>/sop.pdf", endpoint="pdf", defaults={"paper": "sop", "ending": "pdf"}
)
@pages.get(
    "/sop/<document_type>/<int:number>/sop.docx", endpoint="docx", defaults={"paper": "sop", "ending": "docx"}
)
@pages.get(
    "/sop/<document_type>/<int:number>/standar-pelayanan.pdf",
    endpoint="standard",
    defaults={"paper": "standar-pelayanan", "ending": "pdf"},
)
@policy(READERS)
def of_version(document_type: str, number: int, paper: str, ending: str) -> Response:
    engine = current.engine()
    with engine.reading(current.actor()) as reading:
        edition = sop.edition(reading, document_type, number)
        found = engine.definitions.version(reading.connection, edition.hash)
    content = procedures.SHELF.get(paper, ending, found, edition)
    return attached(content, f"{paper}-{document_type}-v{number}.{ending}", procedures.MEDIA[ending])


@pages.get("/layanan/<document_type>/standar-pelayanan.pdf")
@policy(PUBLIC)
def public(document_type: str) -> Response:
    engine = current.engine()
    with engine.reading() as reading:
        found = engine.definitions.current(reading.connection, engine.office_code, document_type)
        edition = sop.edition(reading, document_type, found.number)
    content = procedures.SHELF.get("standar-pelayanan-umum", "pdf", found, edition)
    return attached(content, f"standar-pelayanan-{document_type}.pdf", procedures.PDF)
