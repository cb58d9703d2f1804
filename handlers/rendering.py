"""Rendering: a document's template and data -> its PDF, stored with the document."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import Any

from engine import attachments, documents, privacy, receipts, requirements
from engine.access import SYSTEM
from engine.calls import Call, Later, Refused, Result, outside
from engine.caseview import Paper, PaperState
from engine.documents import Issued
from engine.imprint import Imprint, imprint, moment
from engine.reasons import Reason, parse_reasons
from engine.seals.seal import address
from handlers.typesetting import MissingFieldError, Renderer, RendererStoppedError, Template, TemplateError
from handlers.typesetting.code import svg
from handlers.typesetting.words import spelled

RENDERER = Renderer()
RECEIPT, HANDED, REASONS = (
    "shared/tanda_terima.typ",
    "shared/tanda_terima_penyerahan.typ",
    "shared/reasons.toml",
)
PHOTO = "foto"
"""The requirement whose paper is printed: the people's photo, where a picture of it was handed in."""
PICTURES = ("image/jpeg", "image/png")
LARGEST_PHOTO = 1 << 20


@outside(
    "Buat dokumen PDF",
    "Make the PDF",
    queue="documents",
    nomor="nomor dokumen, seperti yang diberikan register",
    templat="berkas templat di folder jenis dokumen; bila kosong document.typ",
    salinan="kutipan dan untuk siapa masing-masing, seperti yang diberikan register; bila kosong satu",
    berlaku="false bila dokumen baru berlaku sesudah ditandatangani; bila kosong langsung berlaku",
)
def render(call: Call) -> Result:
    """Repeated with the same document it changes nothing: the first stored file wins. The template finds for whom
    an excerpt is in `copy_for` and the bytes of the photo in `photo`; none where there is no such thing."""
    name = str(call.parameters.get("templat") or "document.typ")
    in_force = call.parameters.get("berlaku") is not False
    photo = _photo(call)
    filled = [
        _fill(call, document, _path(document, name), {"copy_for": owner, "photo": photo}, in_force=in_force)
        for document, owner in _documents(call)
    ]
    return filled[0]


@outside("Buat tanda terima", "Make the receipt", queue="documents")
def receipt(call: Call) -> Result:
    """One a case, however often it is asked for."""
    with call.engine.work(SYSTEM) as work:
        document = documents.find(work, receipts.draft(work, call.case.id))
        notice = privacy.in_force(privacy.parse_notices(call.files.get(privacy.PATH, b"")), work.local.date())
    told = {"purpose": notice.purpose, "purpose_en": notice.purpose_en} if notice else None
    more = {"papers": _papers(call), "notice": told, "complaints": receipts.COMPLAINTS}
    return _fill(call, document, RECEIPT, more, sealed=False)


@outside("Buat tanda terima penyerahan", "Make the hand-over receipt", queue="documents")
def handed(call: Call) -> Result:
    """What was given to whom, and when; one a hand-over."""
    with call.engine.work(SYSTEM) as work:
        document = documents.find(work, receipts.draft(work, call.case.id, receipts.HANDED))
        given = [
            paper.number
            for paper in documents.of_case(work, call.case.id)
            if paper.state == "in_force" and paper.kind not in receipts.PREFIXES
        ]
        when = moment(work, receipts.given_at(work, call.case.id))
    return _fill(call, document, HANDED, {"given": given, "handed": when}, sealed=False)


def typeset(
    template: Template,
    said: Imprint,
    record: Mapping[str, Any],
    more: Mapping[str, Any] | None = None,
    sealed: Callable[[Mapping[str, Any]], str] | None = None,
) -> bytes:
    """The PDF. Excerpts say what the register says, other papers what the record says. `sealed`: what a second code
    says, of all that the paper says; none where it has no such code."""
    data: dict[str, Any] = asdict(said) | dict(more or {})
    data["record"] = data.pop("entered") or record
    check_url = data.pop("check_url")
    data |= {"seal": svg(sealed(data)) if sealed else None, "qr": svg(check_url)}
    day = datetime.fromisoformat(said.document["issued_on"]).replace(tzinfo=UTC)
    return RENDERER.render(template, data | spelled(data), day)


def _fill(
    call: Call,
    document: Issued,
    path: str,
    more: Mapping[str, Any],
    *,
    in_force: bool = True,
    sealed: bool = True,
) -> dict[str, Any]:
    content = _typeset(call, document.id, path, more, sealed) if document.sha256 is None else None
    with call.engine.work(SYSTEM) as work:
        sha256 = document.sha256 if content is None else documents.store_file(work, document.id, content)
        if in_force and documents.find(work, document.id).state == "draft":
            documents.issue(work, document.id)
    return {"document": document.id, "sha256": sha256}


def _path(document: Issued, name: str) -> str:
    """The template of the document's own type, which is not always the case's."""
    return name if "/" in name else f"{document.kind}/{name}"


def _files(call: Call, path: str) -> Mapping[str, bytes]:
    """The case's own version; for a document of another type the version of that type in force."""
    if path in call.files or path.startswith(("shared/", f"{call.case.document_type}/")):
        return call.files
    with call.engine.reading() as reading:
        definitions, office = call.engine.definitions, reading.office.code
        return definitions.current(reading.connection, office, path.partition("/")[0]).files


def _documents(call: Call) -> list[tuple[Issued, str | None]]:
    """What is to be made, and for whom."""
    copies = call.parameters.get("salinan") or []
    owners = {copy["dokumen"]: str(copy["untuk"]) for copy in copies}
    if not owners:
        return [(_document(call), None)]
    with call.engine.reading() as reading:
        papers = {paper.id: paper for paper in documents.of_case(reading, call.case.id)}
    return [(papers[paper], owner) for paper, owner in owners.items()]


def _photo(call: Call) -> list[int] | None:
    with call.engine.reading() as reading:
        papers = attachments.of_case(reading, call.case.id)
        photos = [paper for paper in papers if paper.requirement == PHOTO and paper.media_type in PICTURES]
        if not photos or photos[-1].size > LARGEST_PHOTO:
            return None
        return list(attachments.fetch(reading, photos[-1].id).content)


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


def _papers(call: Call) -> list[dict[str, Any]]:
    """What the application needs, and whether it has been handed in: as a file, or shown at the counter."""
    content = call.files.get(f"{call.case.document_type}/requirements.toml", b"")
    needed = requirements.needed(requirements.parse_requirements(content), call.record)
    with call.engine.reading() as reading:
        files = attachments.of_case(reading, call.case.id)
    verdicts = call.record.get("berkas") or {}
    papers = [
        Paper(one, verdicts.get(one.code), [file for file in files if file.requirement == one.code])
        for one in needed
    ]
    reasons = {one.code: one for one in parse_reasons(call.files.get(REASONS, b""))}
    return [
        {"label": paper.requirement.label, "there": paper.is_there, "why": _why(paper, reasons)}
        for paper in papers
    ]


def _why(paper: Paper, reasons: Mapping[str, Reason]) -> str | None:
    """What the applicant reads of a paper that went back, in the words that the desk and the check read."""
    if paper.state is not PaperState.RETURNED or paper.verdict is None:
        return None
    reason, note = reasons.get(str(paper.verdict.get("alasan"))), paper.verdict.get("catatan")
    if reason is None or not note or not reason.detail_to_applicant:
        return reason.text if reason else None
    return f"{reason.text} “{note}”"


def _typeset(call: Call, document_id: str, path: str, more: Mapping[str, Any], sealed: bool) -> bytes:
    with call.engine.reading() as reading:
        said = imprint(reading, document_id)
    seal = partial(address, call.engine, document_id, said.document) if sealed else None
    try:
        return typeset(Template(path, _files(call, path)), said, call.record, more, seal)
    except MissingFieldError as missing:
        raise Refused("data_kurang", missing.sentence) from missing
    except TemplateError as wrong:
        raise Refused("templat", wrong.sentence) from wrong
    except RendererStoppedError as stopped:
        raise Later(stopped.sentence) from stopped
