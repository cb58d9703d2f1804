"""`terbit process sop`: the SOP or the service standard of a document type as a file."""

from pathlib import Path

import click

from engine import definitions, sop
from engine.definitions import Definitions, DocumentType
from engine.founding import Profile
from engine.sop import Edition
from web import procedures, wiring
from web.cli.printing import as_json, row


def add_to(group: click.Group) -> None:
    group.add_command(papers)


@click.command("sop")
@click.argument("document_type")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="FILE.pdf or FILE.docx"
)
@click.option("--standard", is_flag=True, help="The service standard instead of the SOP.")
@as_json
def papers(document_type: str, out: Path, standard: bool, json: bool) -> None:
    """The SOP of the version of DOCUMENT_TYPE in force; of a folder or diagram where it names one, as in
    processes/ktp_el. The format is that of the file's ending."""
    found, edition = _of_folder(Path(document_type)) if "/" in document_type else _in_force(document_type)
    paper = "standar-pelayanan" if standard else "sop"
    content = procedures.make(paper, out.suffix.removeprefix("."), found, edition)
    try:
        out.write_bytes(content)
    except OSError as problem:
        raise click.ClickException(f"Expected to write {out}, but {problem.strerror}") from problem
    row(json, document_type=found.document_type, version=edition.number, hash=edition.hash, path=out)


def _in_force(document_type: str) -> tuple[DocumentType, Edition]:
    engine = wiring.build(wiring.settings())
    with engine.reading() as reading:
        found = engine.definitions.current(reading.connection, engine.office_code, document_type)
        return found, sop.edition(reading, document_type, found.number)


def _of_folder(place: Path) -> tuple[DocumentType, Edition]:
    code = place.name.removesuffix(".bpmn")
    files = definitions.read_folder(place.parent, code)
    if not files.get(f"{code}.bpmn"):
        raise click.ClickException(
            f"Expected a document type at {place}, but there is no {code}.bpmn beside it"
        )
    found = Definitions(wiring.HANDLERS).compile(code, 0, files)
    return found, sop.of_folder(files, Profile.name, Profile.city)
