"""Rendering: a document's template and data -> its PDF, stored with the document."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from engine import documents
from engine.access import SYSTEM
from engine.calls import Call, Later, Refused, Result, outside
from engine.documents import Issued
from engine.imprint import Imprint, imprint
from handlers.typesetting import MissingFieldError, Renderer, RendererStoppedError, Template, TemplateError
from handlers.typesetting.code import svg
from handlers.typesetting.words import spelled

RENDERER = Renderer()


@outside(
    "Buat dokumen PDF",
    "Make the PDF",
    queue="documents",
    nomor="nomor dokumen, seperti yang diberikan register",
    templat="berkas templat di folder jenis dokumen; bila kosong document.typ",
    berlaku="false bila dokumen baru berlaku sesudah ditandatangani; bila kosong langsung berlaku",
)
def render(call: Call) -> Result:
    """Repeated with the same document it changes nothing: the first stored file wins."""
    document = _document(call)
    if document.sha256 is None:
        with call.engine.reading() as reading:
            said = imprint(reading, document.id)
        content = _typeset(call, said)
    else:
        content = None
    with call.engine.work(SYSTEM) as work:
        sha256 = documents.store_file(work, document.id, content) if content is not None else document.sha256
        if documents.find(work, document.id).state == "draft" and call.parameters.get("berlaku") is not False:
            documents.issue(work, document.id)
    return {"document": document.id, "sha256": sha256}


def typeset(template: Template, said: Imprint, record: Mapping[str, Any]) -> bytes:
    """The PDF. Excerpts say what the register says, other papers what the record says."""
    data: dict[str, Any] = asdict(said)
    data["record"] = data.pop("entered") or record
    data["qr"] = svg(data.pop("check_url"))
    day = datetime.fromisoformat(said.document["issued_on"]).replace(tzinfo=UTC)
    return RENDERER.render(template, data | spelled(data), day)


def _document(call: Call) -> Issued:
    number = call.parameters.get("nomor")
    with call.engine.reading() as reading:
        known = [paper for paper in documents.of_case(reading, call.case.id) if paper.number == number]
    valid = [paper for paper in known if paper.state in ("draft", "in_force")]
    if not valid:
        raise Refused(
            "dokumen", "Expected a document with the number that the diagram gives, but the case has none"
        )
    return valid[-1]


def _typeset(call: Call, said: Imprint) -> bytes:
    name = str(call.parameters.get("templat") or "document.typ")
    path = name if "/" in name else f"{call.case.document_type}/{name}"
    try:
        return typeset(Template(path, call.files), said, call.record)
    except MissingFieldError as missing:
        raise Refused("data_kurang", missing.sentence) from missing
    except TemplateError as wrong:
        raise Refused("templat", wrong.sentence) from wrong
    except RendererStoppedError as stopped:
        raise Later(stopped.sentence) from stopped
